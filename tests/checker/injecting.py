"""One change to a sheet, and what the checker says that it did not say before."""

from __future__ import annotations

import re
from typing import Any

from perfgoals.checker import check
from perfgoals.models import GoalSheet

_STEP = re.compile(r"[^.\[\]]+")


def serious(sheet: GoalSheet) -> set[tuple[str, str]]:
    """Give code and path of every error and warning."""
    report = check(sheet)
    return {(finding.code, finding.path) for finding in (*report.errors, *report.warnings)}


def changed(sheet: GoalSheet, changes: dict[str, Any]) -> GoalSheet:
    """Give the sheet with some leaves set to other values; a list as a path's value replaces the list."""
    tree = sheet.model_dump()
    for path, value in changes.items():
        *steps, last = [int(step) if step.isdigit() else step for step in _STEP.findall(path)]
        node: Any = tree
        for step in steps:
            if isinstance(node[step], tuple):
                node[step] = list(node[step])
            node = node[step]
        node[last] = value
    return GoalSheet.model_validate(tree)


def path_of(sheet: GoalSheet, name: str) -> str:
    """Give the path of the indicator of that name."""
    (path,) = [path for path, _, _, indicator in sheet.walk_indicators() if indicator.name == name]
    return path
