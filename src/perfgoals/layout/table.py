"""A table: its columns, and the cells of a row under them.

A row usually lies under its header; in text that lost its cells it may lie some fields to the left or right. A row is
placed where what it says fits what the columns ask for, and left alone when no place fits best.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Literal

from perfgoals.readers.grid import Cell

Table = Literal["tasks", "funding", "indicators"]

OPEN = 1 << 20
"""The right edge of a last column while a second header line may still divide it."""

_SHIFTS = (1, -1, 2, -2, 3, -3)


@dataclass(frozen=True, slots=True)
class Column:
    """Is a column of a table: its role (None when its label is not known) and the sheet's columns it spans.

    above: the label of which this one is a part, where a second header line divides 指标值 by party or in pieces.
    """

    role: str | None
    left: int
    right: int
    cell: Cell
    above: Cell | None = None


@dataclass(frozen=True, slots=True)
class Header:
    """Is the header of a table, from left to right."""

    columns: tuple[Column, ...]

    def column(self, role: str) -> Column | None:
        """Find the column of a role."""
        for column in self.columns:
            if column.role == role:
                return column
        return None

    def repeats(self, other: Header) -> bool:
        """Tell whether another header is this one printed again; what stands below it then may tell less."""
        here, there = ([(c.left, c.right, c.cell.text) for c in header.columns] for header in (self, other))
        return here == there

    def at(self, place: int) -> Column | None:
        """Find the column that spans a place."""
        for column in self.columns:
            if column.left <= place <= column.right:
                return column
        return None


@dataclass(slots=True)
class Placed:
    """Is a row under its header: cells by column, those under no column, and how far the row was moved to fit."""

    row: int
    cells: tuple[tuple[Column, Cell], ...]
    unplaced: tuple[Cell, ...]
    shift: int

    def all(self, role: str | None) -> list[Cell]:
        """List the cells under the columns of a role, of no known one for None."""
        return [cell for column, cell in self.cells if column.role == role]

    def get(self, role: str) -> Cell | None:
        """Give the first cell under a role."""
        for column, cell in self.cells:
            if column.role == role:
                return cell
        return None


Fit = tuple[int, int, int]
"""How well a placed row fits: minus its faults, minus its oddities, its merits; the greater fits better. An oddity may
be what the sheet really says (an amount in words) and is no reason to move a row."""

Judge = Callable[[Placed], Fit]
"""Judges a placed row; each table knows what it asks for."""


def place(cells: Sequence[Cell], header: Header, judge: Judge, last_shift: int = 0) -> Placed | None:
    """Place a row under its header: as it stands when nothing speaks against it, else where it fits best.

    None when two places fit equally well: then the row is not decided. A row that was moved before its neighbour is
    first tried with the same move, for a page break moves all rows after it.
    """
    standing = _shifted(cells, header, 0)
    best, best_fit, tied = standing, judge(standing), False
    if best_fit[0] == 0:
        return standing
    for shift in dict.fromkeys((last_shift, *_SHIFTS) if last_shift else _SHIFTS):
        moved = _shifted(cells, header, shift)
        fit = judge(moved)
        if shift == last_shift and fit[0] == 0:
            return moved
        if fit > best_fit:
            best, best_fit, tied = moved, fit, False
        elif fit == best_fit and best.shift not in (0, last_shift):
            tied = True
    return None if tied else best


def _shifted(cells: Sequence[Cell], header: Header, shift: int) -> Placed:
    placed, unplaced = [], []
    for cell in cells:
        column = header.at(cell.column + shift)
        if column is None:
            unplaced.append(cell)
        else:
            placed.append((column, cell))
    return Placed(cells[0].row if cells else 0, tuple(placed), tuple(unplaced), shift)
