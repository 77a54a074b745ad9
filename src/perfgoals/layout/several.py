"""Several indicators in one row: their names numbered in one cell, their values in the cell beside it.

``指标1：甲`` above ``指标2：乙`` against two values are two indicators. What has as many parts as there are names is
divided with them; a comparator, a unit or a nature printed once holds for all of them.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from perfgoals.layout.leaves import one_line
from perfgoals.layout.page import Page
from perfgoals.readers.grid import Cell

_NUMBER = re.compile(
    r"(?:\A|(?<=[\n;；。]))[ \t\u3000]{0,4}(?:指标\s?)?[(（]?([0-9]{1,2})(?:[)）][、.．:：]?|[、．:：]|\.(?![0-9]))"
    r"|指标\s?([0-9]{1,2})[:：、.．]"
)
"""The number of a part: at the beginning of a line, or 指标2： wherever it stands."""

_BREAKS = re.compile(r"[\n;；]")
_CALLED = "指标"
_SHARED = frozenset({"comparator", "unit", "nature"})

Cells = dict[str, tuple[Cell, ...]]
"""The cells of a row by role."""


def rows_of(page: Page, cells: Cells) -> tuple[Sequence[Cells], Sequence[Cell]] | None:
    """Divide the cells of a row into those of its indicators; gives them with the cells that cannot be divided.

    None when the row names several (指标1：…, 指标2：…) and its values are not as many: nothing says which is whose.
    """
    names, targets = cells.get("name", ()), cells.get("target", ())
    if len(names) != 1 or len(targets) > 1:
        return [cells], ()
    parts = _numbered(names[0].text)
    count = len(parts)
    if count == 1:
        return [cells], ()
    values = _parts(targets[0].text, count) if targets else None
    if values is None:
        return None if parts[0].startswith(_CALLED) and targets else ([cells], ())
    rows: list[Cells] = [{} for _ in parts]
    undivided: list[Cell] = []
    for role, held in cells.items():
        each = parts if role == "name" else values if role == "target" else _parts(held[0].text, count)
        if each is None and role not in _SHARED:
            undivided += held
            continue
        for number, row in enumerate(rows):
            row[role] = held if each is None else (page.part(held[0], each[number]),)
    return rows, undivided


def _numbered(text: str) -> list[str]:
    """Divide a text before its numbers 1, 2, 3 …; a text that is not numbered so is one part."""
    found = [*_NUMBER.finditer(text)] if "1" in text else []
    if [int(number.group(1) or number.group(2)) for number in found] != [*range(1, len(found) + 1)]:
        return [text]
    if not found[1:] or text[: found[0].start()].strip():
        return [text]
    ends = [number.start() for number in found[1:]] + [len(text)]
    parts = (text[number.start() : end] for number, end in zip(found, ends, strict=True))
    return [one_line(part).strip(" \t\u3000;；") for part in parts]


def _parts(text: str, count: int) -> list[str] | None:
    """Divide a text into as many parts: by its numbers, which are left out, or by its lines; None when it has not."""
    numbered = _numbered(text)
    parts = [_NUMBER.sub("", part, count=1) for part in numbered] if len(numbered) > 1 else _BREAKS.split(text)
    parts = [part for line in parts if (part := line.strip())]
    return parts if len(parts) == count else None
