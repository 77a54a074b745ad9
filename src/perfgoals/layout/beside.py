"""Sheets printed beside each other: a blank column divides them, and each has a head and a header of its own."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

from perfgoals.forms.labels import label_key
from perfgoals.layout.page import Page
from perfgoals.layout.vocabulary import Vocabulary, names_a_sheet
from perfgoals.readers.grid import Cell, Grid

_LEAST_LABELS = 3
"""Labels of columns that a table of indicators has at least."""

_MOST_SHEETS = 16
"""Sheets beside each other at most: each is read by itself, and no page is wider."""

_NAMES = ("project.name", "department.name")


def side_by_side(grid: Grid, words: Vocabulary) -> list[Grid]:
    """Divide a page into the sheets that stand beside each other; a page that holds one is given as it is.

    The same labels of columns come again in one row, with a blank column between, and each part says whose it is:
    columns of the medium term beside those of the year are parts of one sheet.
    """
    header = next((row for row in grid.rows.values() if len(row) >= 2 * _LEAST_LABELS and _repeats(row, words)), None)
    if header is None:
        return [grid]
    lefts = _cuts(grid, header, words)
    parts = [_columns(grid, left, right) for left, right in pairwise([*lefts, _LAST])]
    named = (any(_says_whose(cell, words) for cell in part.cells()) for part in parts)
    return parts if len(parts) > 1 and all(named) else [grid]


_LAST = 1 << 30
"""Behind every column."""


def _repeats(row: Sequence[Cell], words: Vocabulary) -> int:
    """Tell how many times the labels of a row come, one time after the other; 0 where they come once."""
    times = sum("name" in words.meaning(cell.text).indicators for cell in row)
    if not 1 < times <= _MOST_SHEETS or len(row) % times:
        return 0
    keys = [label_key(cell.text) for cell in row]
    return times if keys == keys[: len(row) // times] * times else 0


def _cuts(grid: Grid, header: Sequence[Cell], words: Vocabulary) -> list[int]:
    """Give the column where each part begins: the first one, and those behind a blank column before their labels."""
    page = Page.of(grid, words)
    filled = sorted((cell.column, page.right_edge(cell)) for cell in grid.cells())
    begins, edge = [], 0
    for left, right in filled:
        if left > edge + 1:
            begins.append(left)
        edge = max(edge, right)
    size = len(header) // _repeats(header, words)
    cuts = [1]
    for before, first in zip(header[size - 1 :: size], header[size::size], strict=False):
        between = [left for left in begins if page.right_edge(before) < left <= first.column]
        cuts += between[-1:]
    return cuts


def _columns(grid: Grid, left: int, right: int) -> Grid:
    """Give the part of a page from a column to the one before another."""
    return grid.part(lambda row, column: left <= column < right)


def _says_whose(cell: Cell, words: Vocabulary) -> bool:
    return names_a_sheet(cell.text) or words.meaning(cell.text).head in _NAMES
