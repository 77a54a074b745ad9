"""The checker: a goal sheet goes in, a report of findings and outcomes comes out; rules are plain functions."""

from perfgoals.checker.baseline import Baseline
from perfgoals.checker.config import CheckConfig
from perfgoals.checker.consistency_projects import Apart, ApartReason, apart, projects_of
from perfgoals.checker.declaration import Declaration, Language, Severity, catalogue
from perfgoals.checker.explanation import explain
from perfgoals.checker.own_rules import own_rule
from perfgoals.checker.report import CheckFailed, Finding, Outcome, Report
from perfgoals.checker.rule import Context, Hit, NotApplicable, Rule, Undecided, rule
from perfgoals.checker.ruleset import RULES
from perfgoals.checker.runner import check

__all__ = [
    "RULES",
    "Apart",
    "ApartReason",
    "Baseline",
    "CheckConfig",
    "CheckFailed",
    "Context",
    "Declaration",
    "Finding",
    "Hit",
    "Language",
    "NotApplicable",
    "Outcome",
    "Report",
    "Rule",
    "Severity",
    "Undecided",
    "apart",
    "catalogue",
    "check",
    "explain",
    "own_rule",
    "projects_of",
    "rule",
]
