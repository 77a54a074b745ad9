"""Read a workbook: every worksheet a Grid, each cell as it is displayed and as it is stored, at its reference.

One pass of expat over each part; of a worksheet's elements the handler here knows nine, and nothing is built of the
others. What is displayed is worked out by ``number_format.py``.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cached_property
from typing import TYPE_CHECKING, TypeVar

from perfgoals.errors import CorruptFile
from perfgoals.readers.archive import Archive
from perfgoals.readers.date_format import serial_of
from perfgoals.readers.grid import Grid, Raw
from perfgoals.readers.limits import Meter
from perfgoals.readers.number_format import render
from perfgoals.readers.stored_text import RichText, unescaped
from perfgoals.readers.whitespace import displayed
from perfgoals.readers.workbook import Book, SheetPart, merged_range, open_book, qualified
from perfgoals.readers.worksheets import Stored, Worksheet, column_number, reference, worksheet_grid
from perfgoals.readers.xml_events import Attributes, Calls, dispatch

if TYPE_CHECKING:
    from openpyxl.formula.translate import Translator

_REF = re.compile(r"([A-Za-z]{1,3})([0-9]{1,7})\Z")
_INDEX = re.compile(r"\s*([0-9]{1,7})(?:\.0*)?\s*\Z")
_NUMBER = re.compile(r"\s*[+-]?(?=\.?[0-9])[0-9]{0,400}(\.[0-9]*)?([eE][+-]?[0-9]{1,4})?\s*\Z")
_LARGEST = 1.7976931348623157e308
_LAST_ROW, _LAST_COLUMN = 1_048_576, 16_384
_COUNTED_TOGETHER = 128
_CHARACTERS_A_CELL = 4
"""To see a shared formula from another cell takes the time of a cell for so many of its characters."""
Place = tuple[int, int]
_SHOWN = 40
"""Characters of a wrong reference that are shown."""
Entry = TypeVar("Entry")


def read_xlsx(archive: Archive, meter: Meter) -> list[Grid]:
    """Read every worksheet of an .xlsx archive, in the order of the workbook; chart sheets have no cells.

    A cell covered by a merged range displays nothing and is absent, and so is one whose number format displays
    nothing. A formula without a stored value shows as the formula and is listed in ``Grid.uncached``.
    Raises CorruptFile when the parts are damaged, LimitExceeded when there is more than the limits allow.
    """
    book = open_book(archive, meter)
    strings = _shared_strings(book.strings, archive, meter) if book.strings else ()
    return [_SheetReader(sheet, book, strings, meter).read(archive) for sheet in book.sheets]


def _shared_strings(part: str, archive: Archive, meter: Meter) -> list[str]:
    strings: list[str] = []
    item = RichText()
    begins = qualified({"si": item.begin, **item.begins})
    ends = qualified({"si": lambda: strings.append(item.text()), **item.ends})
    dispatch(part, archive.chunks(part), Calls(begins, ends, item.pieces.append), meter)
    return strings


class _SharedFormula:
    """Is a formula that is written once, in the cell ``origin``, for several cells; it is taken apart once as well."""

    def __init__(self, formula: str, origin: str) -> None:
        self._formula = formula
        self._origin = origin

    @cached_property
    def _translator(self) -> Translator:
        from openpyxl.formula.translate import Translator

        return Translator(f"={self._formula}", self._origin)

    def seen_from(self, ref: str) -> str:
        """Give the formula as it reads in another cell."""
        try:
            translated: str = self._translator.translate_formula(ref)
        except Exception as error:  # openpyxl lets TokenizerError, IndexError, ValueError … out of what is no formula
            raise CorruptFile("library-failed", detail=f"{type(error).__name__}: {error}") from error
        return translated


class _SheetReader:
    """Follows the elements of one worksheet; sparse, so a cell at XFD1048576 costs as much as one at A1."""

    def __init__(self, sheet: SheetPart, book: Book, strings: Sequence[str], meter: Meter) -> None:
        self._part = sheet.part
        self._book = book
        self._strings = strings
        self._meter = meter
        self._worksheet = Worksheet(sheet.name, sheet.hidden)
        self._cells: dict[tuple[int, int], Stored] = {}
        self._codes: dict[str | None, str | None] = {None: None}
        self._shared: dict[str, _SharedFormula] = {}
        self._row = self._uncounted = 0
        self._ref, self._behind = "", 0
        self._attributes: Attributes = {}
        self._value: str | None = None
        self._formula: Attributes | None = None
        self._formula_text = ""
        self._item = RichText()

    def read(self, archive: Archive) -> Grid:
        """Read the worksheet's part."""
        item = self._item
        begins = {"row": self._begin_row, "c": self._begin_cell, "v": item.clear, "f": self._begin_formula}
        ends = {"c": self._end_cell, "v": self._end_value, "f": self._end_formula, "is": self._end_inline}
        calls = Calls(
            qualified({**begins, "is": item.begin, "mergeCell": self._merge, **item.begins}),
            qualified({**ends, **item.ends}),
            item.pieces.append,
        )
        dispatch(self._part, archive.chunks(self._part), calls, self._meter)
        self._meter.cells(self._uncounted)
        # The cells of a sound file come in order, so that sorting costs nothing.
        return worksheet_grid(self._worksheet, sorted(self._cells.values()), self._meter, "xlsx")

    def _merge(self, attributes: Attributes) -> None:
        self._meter.merge()
        self._worksheet.merges.append(merged_range(attributes.get("ref", ""), self._worksheet.name))

    def _begin_row(self, attributes: Attributes) -> None:
        number = attributes.get("r")
        self._row = self._row + 1 if number is None else _index(number, f"row {number}")
        self._ref, self._behind = "", 0

    def _begin_cell(self, attributes: Attributes) -> None:
        # Most cells of a form are blank, so that the place is worked out for the others only.
        ref = attributes.get("r")
        if ref is None:
            self._behind += 1
        else:
            self._ref, self._behind = ref, 0
        self._attributes = attributes
        self._value = self._formula = None
        self._uncounted += 1
        if self._uncounted == _COUNTED_TOGETHER:
            self._meter.cells(self._uncounted)
            self._uncounted = 0

    def _place(self) -> Place:
        """Give the place of the open cell: one without a reference stands behind the one before it."""
        row, column = self._row, 0
        if self._ref:
            match = _REF.match(self._ref)
            row, column = (int(match[2]), column_number(match[1])) if match else (0, 0)
        column += self._behind
        if not (0 < row <= _LAST_ROW and 0 < column <= _LAST_COLUMN):
            raise CorruptFile("no-place", worksheet=self._worksheet.name, ref=self._ref[:_SHOWN])
        return row, column

    def _end_value(self) -> None:
        self._value = "".join(self._item.pieces) or None

    def _end_inline(self) -> None:
        self._value = self._item.text()

    def _begin_formula(self, attributes: Attributes) -> None:
        self._item.pieces.clear()
        self._formula = attributes

    def _end_formula(self) -> None:
        self._formula_text = text = "".join(self._item.pieces)
        if text and self._formula is not None and self._formula.get("t") == "shared":
            origin = _SharedFormula(text, reference(*self._place()))
            self._shared.setdefault(self._formula.get("si", ""), origin)

    def _end_cell(self) -> None:
        if self._value is None and self._formula is None:
            return
        place = self._place()
        ref = reference(*place)
        stored = self._stored(place, ref)
        if stored is not None:
            self._meter.text(ref, stored.text)
            self._cells[place] = stored

    def _stored(self, place: Place, ref: str) -> Stored | None:
        kind, code = self._attributes.get("t", "n"), self._code(ref)
        if self._value is None:
            # A formula that gave an empty string is stored as t="str" with an empty value: that is a value.
            if self._formula is None or kind == "str":
                return None
            shown = displayed(self._shown_formula(self._formula, ref))
            return Stored(*place, shown, None, code, "uncached")
        raw = self._raw(kind, self._value, ref)
        if kind == "e":
            return Stored(*place, displayed(str(raw)), raw, code, "error")
        if isinstance(raw, str):
            text = unescaped(raw) if code is None else render(unescaped(raw), code)
        else:
            text = render(raw, code, date1904=self._book.date1904)
        return Stored(*place, displayed(text), raw, code)

    def _shown_formula(self, formula: Attributes, ref: str) -> str:
        kind, origin = formula.get("t"), self._shared.get(formula.get("si", ""))
        if kind == "dataTable":
            return "=TABLE()"
        if kind == "shared" and origin is not None and not self._formula_text:
            shown = origin.seen_from(ref)
            self._meter.cells(len(shown) // _CHARACTERS_A_CELL)
            return shown
        return f"={self._formula_text}"

    def _code(self, ref: str) -> str | None:
        style = self._attributes.get("s")
        if style not in self._codes:
            self._codes[style] = _entry(self._book.codes, style or "", ref)
        return self._codes[style]

    def _raw(self, kind: str, value: str, ref: str) -> Raw:
        """Give what is stored, a date as its serial number."""
        if kind == "s":
            return _entry(self._strings, value, ref)
        if kind == "n":
            return _number(value, ref)
        if kind == "b":
            return _index(value, ref) != 0
        if kind == "d":
            if (serial := serial_of(value, self._book.date1904)) is None:
                raise CorruptFile("no-number", ref=ref)
            return serial
        return value


def _index(text: str, ref: str) -> int:
    match = _INDEX.match(text)
    if match is None:
        raise CorruptFile("no-number", ref=ref[:_SHOWN])
    return int(match[1])


def _entry(entries: Sequence[Entry], text: str, ref: str) -> Entry:
    index = _index(text, ref)
    if index >= len(entries):
        raise CorruptFile("no-entry", ref=ref, index=index)
    return entries[index]


def _number(text: str, ref: str) -> int | float:
    match = _NUMBER.match(text)
    if match is not None:
        number = int(text) if match.lastindex is None else float(text)
        if -_LARGEST <= number <= _LARGEST:
            return number
    raise CorruptFile("no-number", ref=ref)
