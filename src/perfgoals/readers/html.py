"""Read an HTML page: every table a Grid, row and column spans held as merged ranges, text around tables as rows."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping

from perfgoals.readers.blocks import Block, Flow, Line, Table, TableCell, grids_of
from perfgoals.readers.encodings import decode_page
from perfgoals.readers.grid import Grid
from perfgoals.readers.limits import Meter
from perfgoals.readers.markup import Tag, tokens
from perfgoals.readers.whitespace import displayed

_BREAKS = frozenset(
    {"address", "article", "aside", "blockquote", "body", "br", "caption", "center", "dd", "div", "dl", "dt"}
    | {"fieldset", "figure", "footer", "form", "h1", "h2", "h3", "h4", "h5", "h6", "header", "hr", "html", "li"}
    | {"main", "nav", "ol", "option", "p", "pre", "section", "select", "tbody", "tfoot", "thead", "ul"}
)
"""The elements that begin a line of their own."""
_MOST_COLUMNS = 1000
_MOST_ROWS = 65534
"""What a browser takes at most for colspan and rowspan (HTML Standard, 4.9.11)."""
_SPAN = re.compile(r"\s*\+?([0-9]{1,6})")
_LINE_ENDS = re.compile(r"[\r\n]+")
_SPACE = re.compile(r"[ \t\r\n\f]+")
_WIDE = r"[\u2e80-\u9fff\uf900-\ufaff\ufe30-\ufe4f\uff00-\uffef]"
_BREAK_IN_CHINESE = re.compile(rf"(?<={_WIDE})[ \t\f]*[\r\n][ \t\r\n\f]*(?={_WIDE})")
"""A line end of the source between wide characters shows as nothing (CSS Text 3, 4.1.3)."""


def read_html(data: bytes, meter: Meter) -> list[Grid]:
    r"""Read every table of a page, with the lines of text above it.

    ``ref`` is ``T1R8C5`` (table, row, column, counted as they show) or ``P3`` (line outside the tables); ``raw`` is
    the text as stored, before white space is put right. What CSS hides is read too.
    Raises ReadError where no encoding fits, LimitExceeded where the page costs more than the limits allow.

    >>> from perfgoals.readers.limits import Limits
    >>> (grid,) = read_html("<p>目标表<table><tr><td rowspan=2>产出<td>数量".encode(), Meter(Limits()))
    >>> [(cell.ref, cell.text, cell.merged_from) for cell in grid.cells()]
    [('P1', '目标表', None), ('T1R1C1', '产出', None), ('T1R1C2', '数量', None)]
    """
    meter.decoding(len(data))
    text, encoding = decode_page(data)
    return grids_of(blocks_of(text, meter), meter, kind="html", encoding=encoding)


def blocks_of(page: str, meter: Meter) -> list[Block]:
    """Read a page that is already text into its lines and tables."""
    reader = _Reader(meter)
    for token in tokens(page):
        meter.cells(2)  # a tag costs as much time as two cells of a workbook, an attribute as one
        if isinstance(token, str):
            reader.text(token)
            continue
        meter.cells(token.written)
        if token.closing:
            reader.end(token.name)
        else:
            reader.start(token)
    return reader.done()


class _PageFlow(Flow):
    """Shows text as a browser does: white space is one space, except in <pre>.

    plain: whether no element lies inside. Programs write the value of a cell as it is, without any element, and its
    line ends are those of the value; only text with markup was ever broken into lines for the sake of the source.
    """

    def __init__(self, *, plain: bool) -> None:
        super().__init__()
        self.plain = plain
        self.preformatted = False

    def _lines(self, raw: str) -> Iterable[Line]:
        if self.preformatted:
            return super()._lines(raw)
        pieces = _LINE_ENDS.split(raw) if self.plain else [_BREAK_IN_CHINESE.sub("", raw)]
        return [Line(displayed(_SPACE.sub(" ", piece)), piece) for piece in pieces]


class _OpenTable:
    """Places the cells of a table while it is read, each in the first column that no cell above reaches into."""

    def __init__(self, name: str, meter: Meter) -> None:
        self.table = Table(name)
        self._meter = meter
        self._row = 0
        self._column = 1
        self._next = 0
        self._above: list[TableCell] = []
        self._current: list[TableCell] = []
        self.in_row = False

    def start_row(self) -> None:
        """Begin a row."""
        self._row += 1
        self._column, self._next = 1, 0
        self.in_row = True
        reaching = [cell for cell in (*self._above, *self._current) if cell.row + cell.rows > self._row]
        self._meter.merge_rows(len(reaching))
        self._above = sorted(reaching, key=lambda cell: cell.column)
        self._current = []

    def add(self, attributes: Mapping[str, str]) -> TableCell:
        """Place a cell."""
        if not self.in_row:
            self.start_row()
        while self._next < len(self._above) and self._above[self._next].column <= self._column:
            reaching = self._above[self._next]
            self._column = max(self._column, reaching.column + reaching.columns)
            self._next += 1
        rows = _span(attributes.get("rowspan"), _MOST_ROWS) or _MOST_ROWS
        columns = _span(attributes.get("colspan"), _MOST_COLUMNS) or 1
        cell = TableCell(self._row, self._column, rows, columns)
        self._column += columns
        self.table.cells.append(cell)
        if rows > 1:
            self._current.append(cell)
        return cell

    def done(self) -> Table:
        """End the table: no cell reaches below its last row."""
        for cell in self.table.cells:
            cell.rows = min(cell.rows, self._row - cell.row + 1)
        return self.table


class _Reader:
    """Follows the tags of a page: which tables and cells are open, and where text goes."""

    def __init__(self, meter: Meter) -> None:
        self._meter = meter
        self._page = _PageFlow(plain=False)
        self._open: list[_OpenTable] = []
        self._cells: list[tuple[TableCell, _PageFlow] | None] = []
        """The open cell of each open table."""
        self._tables = 0

    @property
    def _flow(self) -> _PageFlow:
        """Give the innermost place that takes text; text between the cells of a table shows before the table."""
        return next((cell[1] for cell in reversed(self._cells) if cell), self._page)

    def text(self, data: str) -> None:
        """Take text where it shows."""
        flow = self._flow
        if flow.preformatted:
            self._meter.cells(2 * data.count("\n"))
        flow.add(data)

    def start(self, tag: Tag) -> None:
        """Take the begin of an element; the ends that HTML lets out are supplied."""
        if tag.name == "table":
            self._start_table()
        elif tag.name == "tr" and self._open:
            self._end_cell()
            self._open[-1].start_row()
        elif tag.name in {"td", "th"} and self._open:
            self._end_cell()
            self._meter.cells()
            self._cells[-1] = self._open[-1].add(tag.attributes), _PageFlow(plain=True)
        else:
            if tag.name in _BREAKS:
                self._break(tag.name, preformatted=True)
            self._flow.plain = False

    def end(self, name: str) -> None:
        """Take the end of an element."""
        if name == "table" and self._open:
            self._end_table()
        elif name == "tr" and self._open:
            self._end_cell()
            self._open[-1].in_row = False
        elif name in {"td", "th"} and self._open:
            self._end_cell()
        elif name in _BREAKS:
            self._break(name, preformatted=False)

    def _break(self, name: str, *, preformatted: bool) -> None:
        self._flow.end_line()
        if name == "pre":
            self._flow.preformatted = preformatted

    def done(self) -> list[Block]:
        """Close what the page left open and give its blocks."""
        while self._open:
            self._end_table()
        self._page.end_line()
        return self._page.blocks

    def _start_table(self) -> None:
        self._flow.end_line()
        self._tables += 1
        self._meter.sheet()
        self._open.append(_OpenTable(f"T{self._tables}", self._meter))
        self._cells.append(None)
        self._meter.depth(len(self._open))

    def _end_table(self) -> None:
        self._end_cell()
        self._cells.pop()
        self._flow.put(self._open.pop().done())

    def _end_cell(self) -> None:
        """Close the open cell of the innermost table, when there is one."""
        if self._cells and (open_cell := self._cells[-1]):
            cell, flow = open_cell
            flow.end_line()
            cell.blocks, cell.raw = flow.blocks, flow.raw
            self._cells[-1] = None


def _span(value: str | None, most: int) -> int:
    match = _SPAN.match(value or "1")
    return min(int(match[1]), most) if match else 1
