"""perfgoals turns a published 绩效目标表 into a validated, located tree, and checks it cell by cell."""

from perfgoals.checker import CheckConfig, Finding, Report, check
from perfgoals.checker import own_rule as rule
from perfgoals.errors import (
    CorruptFile,
    EncryptedFile,
    LimitExceeded,
    NoGoalSheet,
    PerfGoalsError,
    ReadError,
    SeveralGoalSheets,
    UnsupportedFormat,
    UsageError,
)
from perfgoals.forms import Form
from perfgoals.models import (
    BudgetLine,
    Department,
    FundingSource,
    GoalSheet,
    Indicator,
    IndicatorCategory,
    IndicatorGroup,
    Task,
)
from perfgoals.readers import Limits
from perfgoals.readers.grid import Cell
from perfgoals.reading import read, read_all, read_text
from perfgoals.scoring import Scoring, ScoringSettings, score
from perfgoals.targets import Target

__all__ = [
    "BudgetLine",
    "Cell",
    "CheckConfig",
    "CorruptFile",
    "Department",
    "EncryptedFile",
    "Finding",
    "Form",
    "FundingSource",
    "GoalSheet",
    "Indicator",
    "IndicatorCategory",
    "IndicatorGroup",
    "LimitExceeded",
    "Limits",
    "NoGoalSheet",
    "PerfGoalsError",
    "ReadError",
    "Report",
    "Scoring",
    "ScoringSettings",
    "SeveralGoalSheets",
    "Target",
    "Task",
    "UnsupportedFormat",
    "UsageError",
    "check",
    "read",
    "read_all",
    "read_text",
    "rule",
    "score",
]
