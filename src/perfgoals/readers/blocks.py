"""Make Grids of a document: tables with the lines of text around them.

A title often stands above its table, a note below it. So the lines above a table, up to the nearest sentence, are the
first rows of its Grid, and the few lines before those the last rows of the Grid above; longer text between tables, such
as the chapters of a budget report, makes a Grid of its own.

A table whose rows hold no more than one filled cell each is no table but a frame that pages are laid out with: what it
holds counts as lines and tables of their own. Every table is numbered in the order in which they begin, nested ones and
frames too.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from perfgoals.readers.grid import Cell, Grid, Merge
from perfgoals.readers.limits import Meter
from perfgoals.readers.whitespace import displayed

_SENTENCE_ENDS = ("。", "；", ";")
_LONGEST_TITLE = 80
_MOST_NOTES = 10
"""Lines that a table may have below it: 注, 填报人, 联系电话 and the like."""


@dataclass(slots=True)
class Line:
    """Is a line of text: as displayed, and as stored; ``ref`` when its place has a name of its own."""

    text: str
    raw: str
    ref: str | None = None

    @property
    def is_sentence(self) -> bool:
        """Tell whether the line is running text: no title and no caption ends like one, or is so long."""
        return self.text.endswith(_SENTENCE_ENDS) or len(self.text) > _LONGEST_TITLE


@dataclass(slots=True)
class TableCell:
    """Is a cell of a table at its place (1-based), with what it holds.

    raw: its text as stored. ref: how a person finds it, where that is not the place in the table.
    """

    row: int
    column: int
    rows: int = 1
    columns: int = 1
    blocks: list[Block] = field(default_factory=list)
    raw: str = ""
    ref: str | None = None

    @property
    def text(self) -> str:
        """Give the lines of the cell, without its nested tables."""
        return displayed("\n".join(block.text for block in self.blocks if isinstance(block, Line)))

    @property
    def is_filled(self) -> bool:
        """Tell whether the cell displays anything."""
        return any(isinstance(block, Line) or any(cell.is_filled for cell in block.cells) for block in self.blocks)


@dataclass(slots=True)
class Table:
    """Is a table; ``name`` is how a person finds it (``T2``), its cells come in reading order."""

    name: str
    cells: list[TableCell] = field(default_factory=list)

    @property
    def is_frame(self) -> bool:
        """Tell whether the table only lays out a page: no row holds more than one filled cell."""
        rows = [cell.row for cell in self.cells if cell.is_filled]
        return len(rows) == len(set(rows))


Block = Line | Table


def grids_of(blocks: Iterable[Block], meter: Meter, *, kind: str, encoding: str | None = None) -> list[Grid]:
    """Make a Grid of every table that holds text, with the lines around it; of lines alone one Grid.

    kind: the format that the Grids state. Raises LimitExceeded when they cost more than the limits allow.
    """
    parts = _Parts()
    parts.add(blocks)
    return [_Builder(meter).grid(part, kind, encoding) for part in parts.done()]


@dataclass(slots=True)
class _Part:
    """Is what becomes one Grid."""

    above: list[Line]
    table: Table | None = None
    below: list[Line] = field(default_factory=list)


class _Parts:
    """Deals the blocks of a document out to its Grids."""

    def __init__(self) -> None:
        self._lines: list[Line] = []
        self._count = 0
        self._parts: list[_Part] = []

    def add(self, blocks: Iterable[Block]) -> None:
        for block in blocks:
            if isinstance(block, Line):
                self._line(block)
            elif block.is_frame:
                self._frame(block)
            else:
                self._table(block)

    def done(self) -> list[_Part]:
        self._put_below(self._lines)
        return self._parts

    def _put_below(self, lines: list[Line]) -> None:
        """Give lines to the table above them; those that are too many for notes stand for themselves."""
        if lines and self._parts and self._parts[-1].table and len(lines) <= _MOST_NOTES:
            self._parts[-1].below = lines
        elif lines:
            self._parts.append(_Part(lines))

    def _line(self, line: Line) -> None:
        if line.ref is None:
            self._count += 1
            line.ref = f"P{self._count}"
        self._lines.append(line)

    def _frame(self, table: Table) -> None:
        for cell in table.cells:
            if any(isinstance(block, Table) for block in cell.blocks):
                self.add(cell.blocks)
            elif text := cell.text:
                self._line(Line(text, cell.raw, _ref(table, cell)))

    def _table(self, table: Table) -> None:
        begin = max((number for number, line in enumerate(self._lines, 1) if line.is_sentence), default=0)
        self._put_below(self._lines[:begin])
        self._parts.append(_Part(self._lines[begin:], table))
        self._lines = []
        for cell in table.cells:
            self.add(block for block in cell.blocks if isinstance(block, Table))


class _Builder:
    """Builds one Grid row by row."""

    def __init__(self, meter: Meter) -> None:
        self._meter = meter
        self._rows: dict[int, list[Cell]] = {}
        self._merges: dict[tuple[int, int], Merge] = {}
        self._last = 0

    def grid(self, part: _Part, kind: str, encoding: str | None) -> Grid:
        self._lines(part.above)
        if part.table:
            self._table(part.table)
        self._lines(part.below)
        place = part.table.name if part.table else None
        return Grid(rows=self._rows, merges=self._merges, place=place, format=kind, encoding=encoding)

    def _lines(self, lines: Sequence[Line]) -> None:
        """Give each line a row; tabs part its cells, as they do in a text."""
        for line in lines:
            self._last += 1
            fields = line.raw.split("\t")
            if len(fields) == 1 or "\t" not in line.text:
                self._put(Cell(None, self._last, 1, line.ref or "", line.text, line.raw))
                continue
            for column, raw in enumerate(fields, 1):
                self._put(Cell(None, self._last, column, f"{line.ref}C{column}", displayed(raw), raw))

    def _table(self, table: Table) -> None:
        above = self._last
        cells = sorted(table.cells, key=lambda cell: (cell.row, cell.column))
        for cell in cells:
            row = above + cell.row
            self._last = max(self._last, row)
            ref, merged_from = _ref(table, cell), None
            if cell.rows > 1 or cell.columns > 1:
                bottom, right = row + cell.rows - 1, cell.column + cell.columns - 1
                merged_from = f"{ref}:R{bottom - above}C{right}"
                self._meter.merge()
                self._merges[row, cell.column] = Merge(row, cell.column, bottom, right)
            self._put(Cell(None, row, cell.column, ref, cell.text, cell.raw, merged_from=merged_from))

    def _put(self, cell: Cell) -> None:
        self._meter.cells()
        if cell.text:
            self._meter.text(cell.ref, cell.text)
            self._rows.setdefault(cell.row, []).append(cell)


def _ref(table: Table, cell: TableCell) -> str:
    return cell.ref or f"{table.name}R{cell.row}C{cell.column}"


class Flow:
    """Gathers what stands in one place, the page or a cell: text becomes lines, tables stand between them."""

    def __init__(self) -> None:
        self.blocks: list[Block] = []
        self._line: list[str] = []
        self._raw: list[str] = []

    def add(self, text: str) -> None:
        """Take text of the current line."""
        self._line.append(text)
        self._raw.append(text)

    def end_line(self, mark: str = "") -> None:
        """End the current line; ``mark`` is what the file stores there."""
        raw = "".join(self._line)
        self._line.clear()
        self._raw.append(mark)
        self.blocks.extend(line for line in self._lines(raw) if line.text)

    def put(self, table: Table) -> None:
        """Take a table that has ended."""
        self.end_line()
        self.blocks.append(table)

    @property
    def raw(self) -> str:
        """Give the text as stored, without nested tables."""
        return "".join(self._raw)

    def _lines(self, raw: str) -> Iterable[Line]:
        """Make lines of what was gathered up to a line end."""
        return [Line(displayed(piece), piece) for piece in raw.split("\n")]
