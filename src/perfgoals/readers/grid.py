"""What every reader returns: a :class:`Grid` of located cells, held sparsely.

A :class:`Cell` is born in the reader with its place and never changes; nothing after the reader computes a row or a
reference. Merged ranges are held as ranges and never expanded by area.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace

Raw = str | int | float | bool | None
"""What a file stores in a cell: text, a number, a truth value, or nothing (a formula without a value)."""


@dataclass(frozen=True, slots=True)
class Cell:
    """Is one non-empty cell of a file, with the place where it stands.

    sheet: the worksheet's name, None in formats without worksheets.
    row, column: 1-based, as the file counts them (a text file: line and tab-separated field); in a table with lines
    of text above it, those lines are rows too.
    ref: how a person finds it: ``E8`` in a workbook, ``L11C4`` (line 11, field 4) in text, ``T1R8C5`` (table 1, row 8,
    column 5) or ``P3`` (third line of text outside the tables) in a document, ``P2T1R8C5`` or ``P2L3`` in a PDF, with
    the page first.
    text: what is displayed, with the number format applied (0.95 as ``0%`` is ``95%``).
    raw: what is stored; a date is its serial number, an error its code (``#REF!``), None a formula without a value.
    number_format: the format code of a workbook's cell, None elsewhere and for ``General``.
    merged_from: the merged range whose value this cell holds, such as ``A8:A12``; None when it is not merged.

    >>> Cell(sheet="表1", row=8, column=5, ref="E8", text="500", raw=500).ref
    'E8'
    """

    sheet: str | None
    row: int
    column: int
    ref: str
    text: str
    raw: Raw = None
    number_format: str | None = None
    merged_from: str | None = None

    def __hash__(self) -> int:
        # Equal cells have equal ones of these; all eight would take as long again.
        return hash((self.row, self.column, self.text))


@dataclass(frozen=True, slots=True)
class Merge:
    """Is a merged range, 1-based and inclusive; its value is held by the cell at (top, left)."""

    top: int
    left: int
    bottom: int
    right: int


@dataclass(frozen=True, slots=True)
class Grid:
    """Is one table as a reader found it: a worksheet, a table of a document with the lines around it, or a text.

    rows: row number -> the non-empty cells of that row from left to right; rows in ascending order, no empty row.
    merges: (top, left) -> the merged range that begins there.
    name: the worksheet's name, None in formats without worksheets.
    place: where the table stands in a document: ``T2`` (table 2), in a PDF ``P3T1`` (page 3, table 1), else None.
    hidden: whether the worksheet is hidden.
    format: ``text``, ``csv``, ``html``, ``mhtml``, ``spreadsheetml``, ``xlsx``, ``xls``, ``ods``, ``docx`` or ``pdf``.
    encoding: the encoding in which a text or a page was read (``utf-8``, ``gb18030``, …), None elsewhere.
    uncached: cells that hold a formula and no stored value (their text is the formula).
    errors: cells that hold an error value such as ``#REF!``.
    around: cells of the page that belong to no sheet of goals, where the layout has set them aside.
    """

    rows: Mapping[int, Sequence[Cell]]
    merges: Mapping[tuple[int, int], Merge] = field(default_factory=dict)
    name: str | None = None
    place: str | None = None
    hidden: bool = False
    format: str = "text"
    encoding: str | None = None
    uncached: tuple[Cell, ...] = ()
    errors: tuple[Cell, ...] = ()
    around: tuple[Cell, ...] = ()

    def part(self, holds: Callable[[int, int], bool]) -> Grid:
        """Give the cells, and the merges that begin, where ``holds(row, column)`` is true.

        >>> rows = {row: [Cell(sheet=None, row=row, column=1, ref=f"L{row}", text="甲", raw="甲")] for row in (1, 2)}
        >>> [cell.ref for cell in Grid(rows=rows).part(lambda row, column: row > 1).cells()]
        ['L2']
        """
        rows = {row: [cell for cell in cells if holds(row, cell.column)] for row, cells in self.rows.items()}
        return replace(
            self,
            rows={row: cells for row, cells in rows.items() if cells},
            merges={place: merge for place, merge in self.merges.items() if holds(*place)},
            uncached=tuple(cell for cell in self.uncached if holds(cell.row, cell.column)),
            errors=tuple(cell for cell in self.errors if holds(cell.row, cell.column)),
            around=tuple(cell for cell in self.around if holds(cell.row, cell.column)),
        )

    def cells(self) -> Iterator[Cell]:
        """Walk every non-empty cell, row by row, left to right."""
        for row in self.rows.values():
            yield from row
