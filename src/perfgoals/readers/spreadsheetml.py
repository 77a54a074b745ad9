"""Read SpreadsheetML 2003, the XML that old systems write under the name .xls."""

from __future__ import annotations

import re
import sys
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cache
from importlib import resources

from perfgoals.readers.date_format import serial_of
from perfgoals.readers.encodings import decode_page
from perfgoals.readers.grid import Grid, Merge, Raw
from perfgoals.readers.limits import Meter
from perfgoals.readers.number_format import render
from perfgoals.readers.whitespace import displayed
from perfgoals.readers.worksheets import Nature, Stored, Worksheet, plain_number, reference, worksheet_grid
from perfgoals.readers.xml_events import Attributes, walk

if sys.version_info >= (3, 11):
    import tomllib
else:
    import tomli as tomllib

_NUMBER = re.compile(r"[0-9]{1,7}\Z")
_COST_OF_CELL = 3
"""How many cells of an .xlsx file cost as much time."""
_FLOAT = re.compile(r"\s*[+-]?(?:[0-9]+(?:\.[0-9]*)?|\.[0-9]+)(?:[eE][+-]?[0-9]{1,4})?\s*\Z")


@cache
def _named_formats() -> Mapping[str, str]:
    return tomllib.loads(resources.files(__package__).joinpath("spreadsheetml_formats.toml").read_text("utf-8"))


def read_spreadsheetml(data: bytes, meter: Meter) -> list[Grid]:
    """Read every worksheet, in order.

    ``ref`` is ``E8``; ``raw`` is the stored number, truth value or text, of a date its ISO form.
    Raises ReadError where no encoding fits, CorruptFile or LimitExceeded.
    """
    meter.decoding(len(data))
    text, _ = decode_page(data)
    workbook = _Workbook(meter)
    walk("Workbook", (text.lstrip(),), workbook, meter)
    return workbook.grids


@dataclass(slots=True)
class _Sheet(Worksheet):
    """Is the worksheet that is being read."""

    cells: list[Stored] = field(default_factory=list)
    row: int = 0
    next_row: int = 1
    next_column: int = 1
    row_style: str = ""


@dataclass(slots=True)
class _OpenCell:
    """Is the cell that is being read."""

    column: int
    style: str
    formula: str | None
    kind: str | None = None
    text: list[str] = field(default_factory=list)


class _Workbook:
    """Follows the elements of the workbook."""

    def __init__(self, meter: Meter) -> None:
        self.grids: list[Grid] = []
        self._meter = meter
        self._formats: dict[str, str] = {}
        self._style = ""
        self._sheet = _Sheet("")
        self._cell: _OpenCell | None = None
        self._taking: list[str] | None = None

    def start(self, name: str, attributes: Attributes) -> None:
        """Take the begin of an element."""
        if name == "Style":
            self._style = attributes.get("ID", "")
            self._formats[self._style] = self._formats.get(attributes.get("Parent", ""), "")
        elif name == "NumberFormat":
            code = attributes.get("Format", "")
            self._formats[self._style] = _named_formats().get(code, code)
        elif name == "Worksheet":
            self._meter.sheet()
            self._sheet = _Sheet(attributes.get("Name", ""))
        elif name == "Row":
            self._start_row(self._sheet, attributes)
        elif name == "Cell":
            self._start_cell(self._sheet, attributes)
        elif name == "Data" and self._cell:
            self._cell.kind = attributes.get("Type", "String")
            self._taking = self._cell.text
        elif name == "Visible":
            self._taking = []

    def _start_row(self, sheet: _Sheet, attributes: Attributes) -> None:
        self._meter.tick()
        sheet.row = _number(attributes, "Index", sheet.next_row)
        sheet.next_row = sheet.row + 1 + _number(attributes, "Span", 0)
        sheet.next_column = 1
        sheet.row_style = attributes.get("StyleID", "")

    def _start_cell(self, sheet: _Sheet, attributes: Attributes) -> None:
        self._meter.cells(_COST_OF_CELL)
        column = _number(attributes, "Index", sheet.next_column)
        across, down = _number(attributes, "MergeAcross", 0), _number(attributes, "MergeDown", 0)
        sheet.next_column = column + 1 + across
        if across or down:
            self._meter.merge()
            sheet.merges.append(Merge(sheet.row, column, sheet.row + down, column + across))
        self._cell = _OpenCell(column, attributes.get("StyleID", sheet.row_style), attributes.get("Formula"))

    def text(self, data: str) -> None:
        """Take text of a value."""
        if self._taking is not None:
            self._taking.append(data)

    def end(self, name: str) -> None:
        """Take the end of an element."""
        if name == "Data":
            self._taking = None
        elif name == "Visible" and self._taking is not None:
            self._sheet.hidden = "Hidden" in "".join(self._taking)
            self._taking = None
        elif name == "Cell" and self._cell:
            stored = self._stored(self._sheet.row, self._cell)
            self._meter.text(reference(stored.row, stored.column), stored.text)
            self._sheet.cells.append(stored)
            self._cell = None
        elif name == "Worksheet":
            self._end_sheet(self._sheet)

    def _end_sheet(self, sheet: _Sheet) -> None:
        cells = sorted(sheet.cells, key=lambda cell: (cell.row, cell.column))
        grid = worksheet_grid(sheet, cells, self._meter, "spreadsheetml")
        self.grids.append(grid)

    def _stored(self, row: int, cell: _OpenCell) -> Stored:
        text = "".join(cell.text)
        if cell.kind is None and cell.formula:
            return Stored(row, cell.column, displayed(cell.formula), None, None, "uncached")
        code = self._formats.get(cell.style) or self._formats.get("Default") or None
        code = None if code == "General" else code
        raw, value = _values(cell.kind or "String", text)
        nature: Nature = "error" if cell.kind == "Error" else "value"
        shown = str(value) if nature == "error" else render(value, code)
        return Stored(row, cell.column, displayed(shown), raw, code, nature)


def _values(kind: str, text: str) -> tuple[Raw, Raw]:
    """Give what is stored, and what its number format applies to."""
    if kind == "Number" and _FLOAT.match(text) and abs(float(text)) < float("inf"):
        number = plain_number(float(text))
        return number, number
    if kind == "Boolean":
        return text.strip() == "1", text.strip() == "1"
    if kind == "DateTime":
        serial = serial_of(text)
        return text, text if serial is None else serial
    return text, text


def _number(attributes: Attributes, name: str, default: int) -> int:
    value = attributes.get(name, "")
    return int(value) if _NUMBER.match(value) else default
