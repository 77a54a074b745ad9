"""Read a Word document: every table a Grid, with the paragraphs around it as rows; as if all changes were accepted."""

from __future__ import annotations

import re

from perfgoals.readers.archive import Archive
from perfgoals.readers.blocks import Block, Flow, Table, TableCell, grids_of
from perfgoals.readers.grid import Grid
from perfgoals.readers.limits import Meter
from perfgoals.readers.relationships import main_part
from perfgoals.readers.xml_events import Attributes, walk

_IGNORED = frozenset(
    {"del", "moveFrom", "Fallback", "rPrChange", "pPrChange", "tblPrChange", "tcPrChange", "trPrChange"}
)
"""Text that is deleted or moved away, the second form of a drawing for old versions, formats as they were before."""
_CHARACTERS = {"tab": "\t", "br": "\n", "cr": "\n", "noBreakHyphen": "-"}
_NUMBER = re.compile(r"[0-9]{1,6}\Z")
_COST_OF_CELL, _COST_OF_PARAGRAPH = 8, 2
"""How many cells of a workbook cost as much time."""


def read_docx(archive: Archive, meter: Meter) -> list[Grid]:
    """Read the tables of a .docx document.

    ``ref`` is ``T1R8C5`` (table, row, grid column, as Word counts merged cells) or ``P3`` (line outside the tables);
    ``raw`` is the text of the paragraphs. Insertions under revision count, deletions do not; text boxes follow the
    paragraph they hang on. Raises CorruptFile or LimitExceeded.
    """
    part = main_part(archive, "word/document.xml", meter)
    document = _Document(meter)
    walk(part, archive.chunks(part), document, meter)
    return grids_of(document.done(), meter, kind="docx")


class _OpenTable:
    """Places the cells of a table while it is read; a cell that goes on downwards lengthens the one it began with."""

    def __init__(self, name: str) -> None:
        self.table = Table(name)
        self._row = 0
        self._column = 1
        self._above: dict[int, TableCell] = {}
        self._left: TableCell | None = None

    def start_row(self) -> None:
        """Begin a row."""
        self._row += 1
        self._column = 1
        self._left = None

    def skip(self, columns: int) -> None:
        """Leave columns out at the begin of a row."""
        self._column += columns

    def add(self, cell: _OpenCell) -> None:
        """Place a cell that has ended; one that a merged range covers displays nothing and is left out."""
        column = self._column
        self._column += cell.columns
        above = self._above.get(column)
        if cell.goes_right and self._left:
            self._left.columns += cell.columns
            return
        if cell.goes_down and above and above.row + above.rows == self._row:
            above.rows += 1
            return
        cell.flow.end_line()
        placed = TableCell(
            self._row, column, columns=cell.columns, blocks=cell.flow.blocks, raw=cell.flow.raw.removesuffix("\n")
        )
        self.table.cells.append(placed)
        self._above[column] = self._left = placed


class _OpenCell:
    """Is the cell that is being read: what it holds, and how it is merged."""

    def __init__(self) -> None:
        self.flow = Flow()
        self.columns = 1
        self.goes_down = False
        self.goes_right = False


class _Document:
    """Follows the elements of the document part."""

    def __init__(self, meter: Meter) -> None:
        self.flows = [Flow()]
        self._meter = meter
        self._tables: list[_OpenTable] = []
        self._cells: list[_OpenCell] = []
        self._count = 0
        self._ignored = 0
        self._in_text = False
        self._boxes: list[list[Flow]] = [[]]
        """For each open paragraph, the text boxes that hang on it."""

    def done(self) -> list[Block]:
        """Give the blocks of the document."""
        self._end_paragraph()
        return self.flows[0].blocks

    def start(self, name: str, attributes: Attributes) -> None:
        """Take the begin of an element."""
        if self._ignored or (name in _IGNORED):
            self._ignored += 1
            return
        if name == "t":
            self._in_text = True
        elif name in _CHARACTERS and not attributes.keys() - {"type", "clear"}:
            self.flows[-1].add(_CHARACTERS[name])
        elif name == "p":
            self._boxes.append([])
        elif name == "txbxContent":
            self.flows.append(Flow())
        else:
            self._start_table_part(name, attributes)

    def _start_table_part(self, name: str, attributes: Attributes) -> None:
        value = attributes.get("val", "")
        if name == "tbl":
            self._count += 1
            self._meter.sheet()
            self._tables.append(_OpenTable(f"T{self._count}"))
        elif name == "tr" and self._tables:
            self._tables[-1].start_row()
        elif name == "gridBefore" and self._tables:
            self._tables[-1].skip(_number(value, 0))
        elif name == "tc" and self._tables:
            self._meter.cells(_COST_OF_CELL)
            self._cells.append(_OpenCell())
            self.flows.append(self._cells[-1].flow)
        elif self._cells and name == "gridSpan":
            self._cells[-1].columns = max(1, _number(value, 1))
        elif self._cells and name == "vMerge":
            self._cells[-1].goes_down = value != "restart"
        elif self._cells and name == "hMerge":
            self._cells[-1].goes_right = value != "restart"

    def text(self, data: str) -> None:
        """Take text of a run."""
        if self._in_text and not self._ignored:
            self.flows[-1].add(data)

    def end(self, name: str) -> None:
        """Take the end of an element."""
        if self._ignored:
            self._ignored -= 1
        elif name == "t":
            self._in_text = False
        elif name == "p":
            self._end_paragraph()
        elif name == "txbxContent":
            self.flows[-1].end_line()
            self._boxes[-1].append(self.flows.pop())
        elif name == "tc" and self._tables:
            self.flows.pop()
            self._tables[-1].add(self._cells.pop())
        elif name == "tbl":
            self.flows[-1].put(self._tables.pop().table)

    def _end_paragraph(self) -> None:
        self._meter.cells(_COST_OF_PARAGRAPH)
        self.flows[-1].end_line("\n")
        for box in self._boxes.pop():
            self.flows[-1].blocks.extend(box.blocks)


def _number(value: str, default: int) -> int:
    return int(value) if _NUMBER.match(value) else default
