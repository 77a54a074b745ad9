"""How a person finds the spot that a cell names."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from perfgoals.readers.grid import Cell

_BARE_NAME = re.compile(r"[^\W\d]\w*\Z")


def references(cells: Sequence[Cell], within: str | None = None) -> str:
    """Write cells as a workbook user does, the worksheet once: ``表1!E8 F8 G8``; empty without cells.

    within: a worksheet that need not be named.

    >>> from perfgoals.readers.grid import Cell
    >>> references([Cell("表1", 8, 5, "E8", "500"), Cell("表1", 8, 6, "F8", "0")])
    '表1!E8 F8'
    """
    written: list[str] = []
    current = within
    for cell in {(cell.sheet, cell.ref): cell for cell in cells}.values():
        written.append(cell.ref if cell.sheet in {None, current} else f"{_quoted(cell.sheet)}!{cell.ref}")
        current = cell.sheet
    return " ".join(written)


def _quoted(worksheet: str | None) -> str:
    name = worksheet or ""
    return name if _BARE_NAME.match(name) else "'" + name.replace("'", "''") + "'"
