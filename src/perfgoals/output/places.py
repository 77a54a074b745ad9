"""How a person finds the spot that a path or a cell names."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from perfgoals.models import GoalSheet
    from perfgoals.readers.grid import Cell

_STEP = re.compile(r"([A-Za-z_]+)|\[([0-9]+)\]")
_BARE_NAME = re.compile(r"\w+\Z")


def name_of(sheet: GoalSheet, path: str) -> str:
    """Give the name of the task, indicator or kind that a path leads to; the path itself where nothing has a name.

    >>> from perfgoals.models import GoalSheet, Task
    >>> name_of(GoalSheet(kind="department", tasks=(Task(name="培训"),)), "tasks[0].budget.total")
    '培训'
    """
    node: object = sheet
    name: str | None = None
    for attribute, index in _STEP.findall(path):
        try:
            node = getattr(node, attribute) if attribute else node[int(index)]  # type: ignore[index]
        except (AttributeError, IndexError, TypeError):
            break
        name = getattr(node, "name", None) or getattr(node, "label", None) or name
    return name or path


def references(cells: Sequence[Cell]) -> str:
    """Write cells as a workbook user does, the worksheet once: ``表1!E8 F8 G8``; empty without cells.

    >>> from perfgoals.readers.grid import Cell
    >>> references([Cell("表1", 8, 5, "E8", "500"), Cell("表1", 8, 6, "F8", "0")])
    '表1!E8 F8'
    """
    written: list[str] = []
    current: str | None = None
    for cell in dict.fromkeys(cells):
        written.append(cell.ref if cell.sheet == current else f"{_quoted(cell.sheet)}{cell.ref}")
        current = cell.sheet
    return " ".join(written)


def _quoted(worksheet: str | None) -> str:
    if worksheet is None:
        return ""
    if _BARE_NAME.match(worksheet) and not worksheet[0].isdigit():
        return f"{worksheet}!"
    return "'" + worksheet.replace("'", "''") + "'!"
