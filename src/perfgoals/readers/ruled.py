"""Put together what pages show of ruled tables: wrapped lines of a cell, tables and rows that go on over pages.

What a page cannot say for certain stays as it is: a row at the top of a page counts as the rest of the row before only
where both its blank cells and the text before the break say so.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from itertools import pairwise

from perfgoals.readers.blocks import Block, Line, Table, TableCell
from perfgoals.readers.whitespace import displayed

_TOLERANCE = 3.0
_PADDING = 5.4
"""Points that office programs leave at most between a ruling line and the text (0.19 cm in Word)."""
_TELLING = 8
"""Characters by which one passage is told from another."""
_OPENING = frozenset("（(《〈“‘「『【〔[")
_CLOSING = frozenset("，。、；：？！）)》〉”’」』】〕]%％‰℃…—,.;:?!")
"""What may not end a line, and what may not begin one."""
_PAGE_NUMBER = re.compile(r"[-—–·\s0-9/第共页页,，of]*\Z", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class TextLine:
    """Is a line of text as it lies on a page, in points; ``widths`` are those of its characters."""

    text: str
    left: float
    right: float
    top: float
    widths: tuple[float, ...] = ()

    @property
    def first_unit(self) -> float:
        """Give the width of what stands unbroken at the begin: a wide character or a word, with its punctuation."""
        end, text = 0, self.text
        while end < len(text) - 1 and not _may_break(text[end], text[end + 1]):
            end += 1
        return sum(self.widths[: end + 1])


@dataclass(slots=True)
class RuledCell:
    """Is a cell of a table on one page: its row and column there, its edges in points, what stands in it."""

    table: str
    row: int
    column: int
    rows: int
    left: float
    right: float
    top: float
    bottom: float
    lines: list[TextLine] = field(default_factory=list)
    raw: str = ""

    @property
    def ref(self) -> str:
        """Say where the cell is found."""
        return f"{self.table}R{self.row}C{self.column}"

    @property
    def is_full(self) -> bool:
        """Tell whether the last line reaches so far right that the text may go on on the next page."""
        return bool(self.lines) and self.room(self.lines[-1]) < self.lines[-1].first_unit

    def room(self, line: TextLine) -> float:
        """Give the width that a line leaves free."""
        padding = min(_PADDING, *(max(0.0, other.left - self.left) for other in self.lines))
        return (self.right - self.left) - (line.right - line.left) - 2 * padding

    def text(self, passages: Passages) -> str:
        """Give the text with line breaks only where a paragraph ends: where the next word had found room.

        Where a paragraph happens to end with the width of the cell, only other cells that say the same can tell.
        """
        pieces = [line.text for line in self.lines[:1]]
        for before, line in pairwise(self.lines):
            if self.room(before) >= line.first_unit or passages.meet(before.text, line.text):
                pieces.append("\n")
            elif not (is_wide(before.text[-1]) or is_wide(line.text[0])):
                pieces.append(" ")
            pieces.append(line.text)
        return "".join(pieces)


class Passages:
    """Knows how the longer cells of a table begin and end: the overall goal often repeats what the tasks say.

    >>> cell = RuledCell("P1T1", 1, 1, 1, 0, 0, 0, 0, raw="保障会议正常召开，确保各项工作正常运行")
    >>> Passages([cell]).meet("……，确保各项工作正常运行", "保障会议正常召开，")
    True
    """

    def __init__(self, cells: Iterable[RuledCell]) -> None:
        texts = ["".join(cell.raw.split()) for cell in cells]
        texts = [text for text in texts if len(text) >= 2 * _TELLING]
        self._begins = {text[:_TELLING] for text in texts}
        self._ends = {text[-_TELLING:] for text in texts}

    def meet(self, before: str, after: str) -> bool:
        """Tell whether one line ends as some cell ends and the next begins as some cell begins."""
        return before[-_TELLING:] in self._ends and after[:_TELLING] in self._begins


@dataclass(slots=True)
class PageTable:
    """Is what one page shows of a table."""

    name: str
    cells: list[RuledCell]

    @property
    def edges(self) -> tuple[float, float]:
        """Give the left and the right edge."""
        return min(cell.left for cell in self.cells), max(cell.right for cell in self.cells)


def blocks_of_pages(pages: Sequence[Sequence[Line | PageTable]]) -> list[Block]:
    """Put the pages of a document together: tables that go on over a page break become one."""
    blocks: list[Block] = []
    chain: list[PageTable] = []
    between: list[Line] = []
    furniture: set[str] = set()
    for page in pages:
        is_first = True
        for block in page:
            if isinstance(block, Line):
                between.append(block)
                continue
            if not (chain and is_first and _goes_on(chain[-1], block, between, furniture)):
                blocks += _joined(chain)
                chain = []
                blocks += between
                furniture = {line.text for line in between}
                between = []
            chain.append(block)
            is_first = False
    return [*blocks, *_joined(chain), *between]


def _goes_on(before: PageTable, table: PageTable, between: Iterable[Line], furniture: set[str]) -> bool:
    """Tell whether a table at the top of a page goes on with the one before.

    It has the same edges, and nothing stands between but page numbers and what stood above the table's begin as well.
    """
    same = all(abs(one - other) <= _TOLERANCE for one, other in zip(before.edges, table.edges, strict=True))
    return same and all(line.text in furniture or _PAGE_NUMBER.match(line.text) for line in between)


def _joined(chain: Sequence[PageTable]) -> list[Block]:
    if not chain:
        return []
    joining = _Joining(_distinct(cell.left for table in chain for cell in table.cells))
    for table in chain:
        joining.add(table)
    return [Table(chain[0].name, joining.done())]


@dataclass(slots=True)
class _Placed:
    """Is a cell at its place in the joined table, with the parts of it that pages show."""

    row: int
    column: int
    rows: int
    columns: int
    parts: list[RuledCell]

    @property
    def is_filled(self) -> bool:
        """Tell whether any page shows text of it."""
        return any(part.lines for part in self.parts)

    def built(self, passages: Passages) -> TableCell:
        """Give the cell of the document."""
        shown = [part for part in self.parts if part.lines] or self.parts[:1]
        text = "".join(part.text(passages) for part in shown)
        lines: list[Block] = [Line(displayed(piece), piece) for piece in text.split("\n") if displayed(piece)]
        raw = "\n".join(part.raw for part in shown)
        return TableCell(self.row, self.column, self.rows, self.columns, lines, raw, shown[0].ref)


class _Joining:
    """Joins the pages of one table."""

    def __init__(self, lefts: Sequence[float]) -> None:
        self._lefts = lefts
        self._placed: list[_Placed] = []
        self._last: dict[tuple[int, int], _Placed] = {}
        """The cells that reach the last row, by column and width."""
        self._rows = 0

    def add(self, table: PageTable) -> None:
        """Take the next page."""
        first = [(cell, self._above(cell)) for cell in table.cells if cell.row == 1]
        is_rest = _is_rest_of_row(first)
        offset = self._rows - 1 if is_rest else self._rows
        self._rows = offset + max(cell.row + cell.rows - 1 for cell in table.cells)
        last: dict[tuple[int, int], _Placed] = {}
        above = {id(cell): placed for cell, placed in first}
        for cell in table.cells:
            placed = above.get(id(cell))
            if placed is not None and (is_rest or _is_cut(placed, cell)):
                placed.parts.append(cell)
                placed.rows += cell.rows - is_rest
            else:
                column, columns = self._span(cell)
                placed = _Placed(offset + cell.row, column, cell.rows, columns, [cell])
                self._placed.append(placed)
            if placed.row + placed.rows - 1 == self._rows:
                last[self._span(cell)] = placed
        self._last = last

    def done(self) -> list[TableCell]:
        """Give the cells of the joined table."""
        passages = Passages(part for placed in self._placed for part in placed.parts)
        return [placed.built(passages) for placed in self._placed]

    def _above(self, cell: RuledCell) -> _Placed | None:
        return self._last.get(self._span(cell))

    def _span(self, cell: RuledCell) -> tuple[int, int]:
        """Give the column of a cell, and how many columns it covers."""
        begun = sum(left <= cell.left + _TOLERANCE for left in self._lefts)
        reached = sum(left < cell.right - _TOLERANCE for left in self._lefts)
        return begun, max(1, reached - begun + 1)


def _is_rest_of_row(first: Sequence[tuple[RuledCell, _Placed | None]]) -> bool:
    """Tell whether the first row of a page is the rest of the row before the break.

    Its filled cells go on with texts that had filled their last lines, and some cell of one row is blank under a
    filled one: a row of its own would rather have its figures.
    """
    filled = [(cell, above) for cell, above in first if cell.lines]
    blank = [above for cell, above in first if not cell.lines and cell.rows == 1]
    goes_on = all(above is not None and above.parts[-1].is_full for _, above in filled)
    return (
        bool(filled) and goes_on and any(above is not None and above.is_filled and above.rows == 1 for above in blank)
    )


def _is_cut(above: _Placed, cell: RuledCell) -> bool:
    """Tell whether a merged cell was cut by the page break: only one of its halves shows its text."""
    return (above.rows > 1 or cell.rows > 1) and not (above.is_filled and cell.lines)


def _distinct(edges: Iterable[float]) -> list[float]:
    """Give edges in order, those within the tolerance as one."""
    distinct: list[float] = []
    for edge in sorted(edges):
        if not distinct or edge - distinct[-1] > _TOLERANCE:
            distinct.append(edge)
    return distinct


def _may_break(before: str, after: str) -> bool:
    if before in _OPENING or after in _CLOSING:
        return False
    return is_wide(before) or is_wide(after) or before.isspace()


def is_wide(text: str) -> bool:
    """Tell whether a character is as wide as it is high, as Chinese ones are: a line may break beside it."""
    return unicodedata.east_asian_width(text[-1:] or " ") in "WFA"
