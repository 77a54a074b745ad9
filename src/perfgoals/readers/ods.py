"""Read an OpenDocument spreadsheet: every worksheet a Grid; the file itself says what each cell displays."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from perfgoals.errors import EncryptedFile
from perfgoals.readers.archive import Archive
from perfgoals.readers.grid import Grid, Merge, Raw
from perfgoals.readers.limits import Meter
from perfgoals.readers.number_format import render
from perfgoals.readers.whitespace import displayed
from perfgoals.readers.worksheets import Nature, Stored, Worksheet, plain_number, reference, worksheet_grid
from perfgoals.readers.xml_events import Attributes, walk

_MANIFEST = "META-INF/manifest.xml"
_IGNORED = frozenset({"annotation", "tracked-changes", "forms", "shapes", "dde-links", "ruby-text"})
_NUMBER = re.compile(r"[0-9]{1,7}\Z")
_FLOAT = re.compile(r"[+-]?(?:[0-9]+(?:\.[0-9]*)?|\.[0-9]+)(?:[eE][+-]?[0-9]{1,4})?\Z")
_SPACE = re.compile(r"[ \t\r\n]+")
_ERROR = re.compile(r"(?:#(?:REF!|N/A|DIV/0!|NAME\?|VALUE!|NUM!|NULL!)|Err:[0-9]{3})\Z")
_COST_OF_CELL = 3
"""How many cells of an .xlsx file cost as much time."""
_LARGEST = 1.7976931348623157e308


def read_ods(archive: Archive, meter: Meter) -> list[Grid]:
    """Read every worksheet of an .ods file, in order.

    ``ref`` is ``E8``; ``text`` is what the file says that the cell displays; ``raw`` is the stored number or truth
    value, of a date or time its ISO form, else the text. A repeated cell or row counts as often as it is repeated.
    Raises EncryptedFile, CorruptFile or LimitExceeded.
    """
    if _MANIFEST in archive and b"encryption-data" in archive.read(_MANIFEST):
        raise EncryptedFile("password")
    content = _Content(meter)
    walk("content.xml", archive.chunks("content.xml"), content, meter)
    return content.grids


@dataclass(slots=True)
class _Sheet(Worksheet):
    """Is the worksheet that is being read."""

    cells: list[Stored] = field(default_factory=list)
    row: int = 1
    column: int = 1
    row_repeats: int = 1
    in_row: list[Stored] = field(default_factory=list)


@dataclass(slots=True)
class _OpenCell:
    """Is the cell that is being read."""

    attributes: Attributes
    covered: bool
    paragraphs: list[str] = field(default_factory=list)


class _Content:
    """Follows the elements of content.xml."""

    def __init__(self, meter: Meter) -> None:
        self.grids: list[Grid] = []
        self._meter = meter
        self._hidden: dict[str, bool] = {}
        self._style = ""
        self._sheet: _Sheet | None = None
        self._nested = 0
        self._cell: _OpenCell | None = None
        self._paragraph: list[str] | None = None
        self._ignored = 0

    def start(self, name: str, attributes: Attributes) -> None:
        """Take the begin of an element."""
        if self._ignored or name in _IGNORED:
            self._ignored += 1
        elif name == "style":
            self._style = attributes.get("name", "")
        elif name == "table-properties":
            self._hidden[self._style] = attributes.get("display") == "false"
        elif name == "table":
            self._start_sheet(attributes)
        elif self._paragraph is not None:
            self._start_in_paragraph(name, attributes)
        elif name == "p" and self._cell:
            self._paragraph = []
        elif self._sheet and not self._nested:
            self._start_row_or_cell(self._sheet, name, attributes)

    def _start_sheet(self, attributes: Attributes) -> None:
        if self._sheet:
            self._nested += 1
            return
        self._meter.sheet()
        hidden = self._hidden.get(attributes.get("style-name", ""), False)
        self._sheet = _Sheet(attributes.get("name", ""), hidden)

    def _start_row_or_cell(self, sheet: _Sheet, name: str, attributes: Attributes) -> None:
        if name == "table-row":
            sheet.column, sheet.in_row = 1, []
            sheet.row_repeats = _number(attributes, "number-rows-repeated")
        elif name in {"table-cell", "covered-table-cell"}:
            self._meter.cells(_COST_OF_CELL)
            self._cell = _OpenCell(attributes, covered=name == "covered-table-cell")

    def _start_in_paragraph(self, name: str, attributes: Attributes) -> None:
        piece = {"s": " " * min(_number(attributes, "c"), 1000), "tab": "\t", "line-break": "\n"}.get(name)
        if piece and self._paragraph is not None:
            self._paragraph.append(piece)

    def text(self, data: str) -> None:
        """Take text of a paragraph."""
        if self._paragraph is not None and not self._ignored:
            self._paragraph.append(_SPACE.sub(" ", data))

    def end(self, name: str) -> None:
        """Take the end of an element."""
        if self._ignored:
            self._ignored -= 1
        elif name == "p" and self._cell and self._paragraph is not None:
            self._cell.paragraphs.append("".join(self._paragraph))
            self._paragraph = None
        elif name == "table" and self._nested:
            self._nested -= 1
        elif self._sheet and not self._nested:
            self._end_part(self._sheet, name)

    def _end_part(self, sheet: _Sheet, name: str) -> None:
        if name in {"table-cell", "covered-table-cell"} and self._cell:
            self._end_cell(sheet, self._cell)
            self._cell = None
        elif name == "table-row":
            self._end_row(sheet)
        elif name == "table":
            grid = worksheet_grid(sheet, sheet.cells, self._meter, "ods")
            self.grids.append(grid)
            self._sheet = None

    def _end_cell(self, sheet: _Sheet, cell: _OpenCell) -> None:
        repeats = _number(cell.attributes, "number-columns-repeated")
        stored = None if cell.covered else _stored(sheet.row, sheet.column, cell)
        rows, columns = (
            _number(cell.attributes, "number-rows-spanned"),
            _number(cell.attributes, "number-columns-spanned"),
        )
        if rows > 1 or columns > 1:
            self._meter.merge()
            sheet.merges.append(Merge(sheet.row, sheet.column, sheet.row + rows - 1, sheet.column + columns - 1))
        if stored and stored.text:
            self._meter.text(reference(sheet.row, sheet.column), stored.text, repeats * sheet.row_repeats)
            self._meter.cells(repeats - 1)
            sheet.in_row += [stored._replace(column=sheet.column + further) for further in range(repeats)]
        sheet.column += repeats

    def _end_row(self, sheet: _Sheet) -> None:
        if sheet.in_row:
            self._meter.cells((sheet.row_repeats - 1) * len(sheet.in_row))
            for further in range(sheet.row_repeats):
                sheet.cells += [cell._replace(row=sheet.row + further) for cell in sheet.in_row]
        sheet.row += sheet.row_repeats


def _stored(row: int, column: int, cell: _OpenCell) -> Stored:
    text = "\n".join(cell.paragraphs)
    raw = _raw(cell.attributes, text)
    formula = cell.attributes.get("formula")
    nature: Nature = "value"
    if formula and raw is None:
        text, nature = formula, "uncached"
    elif formula and _ERROR.match(text):
        raw, nature = text, "error"
    shown = displayed(text) or ("" if raw is None else displayed(render(raw)))
    return Stored(row, column, shown, raw, None, nature)


def _raw(attributes: Attributes, text: str) -> Raw:
    kind = attributes.get("value-type")
    if kind in {"float", "percentage", "currency"}:
        value = attributes.get("value", "")
        number = float(value) if _FLOAT.match(value) else None
        return plain_number(number) if number is not None and abs(number) <= _LARGEST else value
    if kind == "boolean":
        return attributes.get("boolean-value") == "true"
    if kind in {"date", "time"}:
        return attributes.get(f"{kind}-value", text)
    if text or kind:
        return text or attributes.get("string-value", "")
    return None


def _number(attributes: Attributes, name: str) -> int:
    value = attributes.get(name, "1")
    return max(1, int(value)) if _NUMBER.match(value) else 1
