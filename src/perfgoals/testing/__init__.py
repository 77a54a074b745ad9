"""Hypothesis strategies that draw goal sheets and targets, to test programs that work with perfgoals.

Needs the extra ``perfgoals[testing]``. Everything drawn is canonical: it is what a careful reader makes of a sheet that
prints it, so a program that writes a drawn sheet and reads it back must get the same tree.

>>> from hypothesis import given, settings
>>> from perfgoals.testing import goal_sheets
>>> @settings(max_examples=3, database=None, derandomize=True)
... @given(goal_sheets())
... def survives_json(sheet):
...     assert type(sheet).model_validate_json(sheet.model_dump_json()) == sheet
>>> survives_json()
"""

try:
    import hypothesis as _hypothesis  # noqa: F401
except ImportError as error:
    raise ImportError('perfgoals.testing needs an extra: pip install "perfgoals[testing]"') from error

from perfgoals.testing.sheets import department_sheets, goal_sheets, project_sheets, self_evaluations
from perfgoals.testing.targets import target_texts, targets

__all__ = ["department_sheets", "goal_sheets", "project_sheets", "self_evaluations", "target_texts", "targets"]
