"""perfgoals turns a published 绩效目标表 into a validated, located tree, and checks it cell by cell.

A public name is imported when it is first asked for, so that ``import perfgoals`` costs next to nothing.
"""

from importlib import import_module
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from perfgoals.checker import CheckConfig, Finding, Report, check
    from perfgoals.checker import own_rule as rule
    from perfgoals.difference import Difference, diff
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
    from perfgoals.readers.grid import Cell
    from perfgoals.readers.limits import Limits
    from perfgoals.reading import read, read_all, read_text
    from perfgoals.scoring import Scoring, ScoringSettings, score
    from perfgoals.targets import Target

__all__ = [
    "BudgetLine",
    "Cell",
    "CheckConfig",
    "CorruptFile",
    "Department",
    "Difference",
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
    "diff",
    "read",
    "read_all",
    "read_text",
    "rule",
    "score",
]

_HOMES = {
    "checker": "CheckConfig Finding Report check rule",
    "difference": "Difference diff",
    "errors": "CorruptFile EncryptedFile LimitExceeded NoGoalSheet PerfGoalsError ReadError SeveralGoalSheets "
    "UnsupportedFormat UsageError",
    "forms": "Form",
    "models": "BudgetLine Department FundingSource GoalSheet Indicator IndicatorCategory IndicatorGroup Task",
    "readers.grid": "Cell",
    "readers.limits": "Limits",
    "reading": "read read_all read_text",
    "scoring": "Scoring ScoringSettings score",
    "targets": "Target",
}
"""Where the public names live: module -> names."""

_RENAMED = {"rule": "own_rule"}


if not TYPE_CHECKING:  # a type checker is to know a wrong name when it sees one

    def __getattr__(name: str) -> object:
        home = next((home for home, names in _HOMES.items() if name in names.split()), None)
        if home is None:
            raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
        value = getattr(import_module(f"{__name__}.{home}"), _RENAMED.get(name, name))
        globals()[name] = value  # the next access finds it without asking
        return value


def __dir__() -> list[str]:
    return __all__
