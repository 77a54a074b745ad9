"""Self-evaluation scored anew: settings, formulas, and what is printed beside what was computed."""

from perfgoals.scoring.result import Execution, Scoring, Step
from perfgoals.scoring.scoring import score
from perfgoals.scoring.settings import ScoringSettings

__all__ = ["Execution", "Scoring", "ScoringSettings", "Step", "score"]
