"""Make a Grid of a worksheet: what the readers of workbooks share, whatever the format stores."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, field
from functools import lru_cache
from typing import Literal, NamedTuple

from perfgoals.readers.covering import Covering
from perfgoals.readers.grid import Cell, Grid, Merge, Raw
from perfgoals.readers.limits import Meter

Nature = Literal["value", "uncached", "error"]
# A target that begins with its comparator (=100%, =312名, =125元/亩) becomes a formula where a program writes the cell.
_TARGET = re.compile(r"=[0-9][0-9,]*(?:\.[0-9]+)?(?:[%‰]|[\u4e00-\u9fff㎡℃][\u4e00-\u9fff㎡℃/·]*)\Z")


class Stored(NamedTuple):
    """Is a cell of a worksheet as a reader found it: what it displays, what it stores, its number format.

    nature: ``uncached`` for a formula without a value, ``error`` for an error value.
    """

    row: int
    column: int
    text: str
    raw: Raw
    code: str | None = None
    nature: Nature = "value"


@dataclass(slots=True)
class Worksheet:
    """Is what is known of a worksheet beside its cells."""

    name: str
    hidden: bool = False
    merges: list[Merge] = field(default_factory=list)


def worksheet_grid(worksheet: Worksheet, cells: Iterable[Stored], meter: Meter, kind: str) -> Grid:
    """Build the Grid of a worksheet; a cell that displays nothing, or that a merged range covers, is absent.

    cells: in reading order, counted already. kind: the format that the Grid states. A formula without a value that is
    a figure with its unit computes nothing, and is the text that it reads as.
    Raises LimitExceeded when they cost more than the limits allow.
    """
    name, merges = worksheet.name, worksheet.merges
    shown = [cell for cell in cells if cell.text]
    covering = Covering(merges, sorted({cell.row for cell in shown}), meter)
    starts = {(merge.top, merge.left): merge for merge in merges}
    rows: dict[int, list[Cell]] = {}
    listed: dict[Nature, list[Cell]] = {"value": [], "uncached": [], "error": []}
    for stored in shown:
        place = stored.row, stored.column
        if place in covering:
            continue
        ref = reference(*place)
        merge = starts.get(place)
        merged_from = f"{ref}:{reference(merge.bottom, merge.right)}" if merge else None
        is_target = stored.nature == "uncached" and _TARGET.match(stored.text) is not None
        raw, nature = (stored.text, "value") if is_target else (stored.raw, stored.nature)
        cell = Cell(name, *place, ref, stored.text, raw, stored.code, merged_from)
        rows.setdefault(stored.row, []).append(cell)
        listed[nature].append(cell)
    return Grid(
        rows=rows,
        merges=starts,
        name=name,
        hidden=worksheet.hidden,
        format=kind,
        uncached=tuple(listed["uncached"]),
        errors=tuple(listed["error"]),
    )


def reference(row: int, column: int) -> str:
    """Write a place as workbooks do.

    >>> reference(8, 5), reference(1048576, 16384)
    ('E8', 'XFD1048576')
    """
    return f"{_letters(column)}{row}"


@lru_cache(maxsize=1024)
def _letters(column: int) -> str:
    letters = ""
    while column > 0:
        column, letter = divmod(column - 1, 26)
        letters = chr(ord("A") + letter) + letters
    return letters


@lru_cache(maxsize=1024)
def column_number(letters: str) -> int:
    """Give the number of a column from its letters, A being 1.

    >>> column_number("XFD")
    16384
    """
    number = 0
    for letter in letters.upper():
        number = number * 26 + ord(letter) - ord("A") + 1
    return number


def plain_number(number: float) -> int | float:
    """Give a stored double as an int where it is whole, as a person would write it.

    >>> plain_number(500.0), plain_number(0.95)
    (500, 0.95)
    """
    return int(number) if number == int(number) else number
