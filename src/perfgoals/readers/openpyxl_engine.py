"""Read a workbook through openpyxl: the second engine, with which the first (``xlsx.py``) is compared.

openpyxl's own parser reads the cells of each worksheet and the strings, out of parts that were looked over before and
cut down to what carries cells (``parts.py``). Merged ranges, number formats and names of worksheets do not go through
it: it would draw the borders of the ranges, and take numbers under a date format for dates.
"""

from __future__ import annotations

import datetime as dt
import io
import math
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from typing import NamedTuple

from perfgoals.errors import CorruptFile, ReadError
from perfgoals.readers.archive import Archive
from perfgoals.readers.grid import Grid, Raw
from perfgoals.readers.limits import Meter
from perfgoals.readers.number_format import render
from perfgoals.readers.parts import cut
from perfgoals.readers.stored_text import unescaped
from perfgoals.readers.whitespace import displayed
from perfgoals.readers.workbook import NAMESPACES, Book, SheetPart, merged_range, open_book
from perfgoals.readers.worksheets import Stored, Worksheet, plain_number, reference, worksheet_grid

_LARGEST = 1.7976931348623157e308
_EPOCHS = (dt.datetime(1899, 12, 30), dt.datetime(1904, 1, 1))  # noqa: DTZ001 - times in a workbook have no zone
Place = tuple[int, int]


class _Found(NamedTuple):
    """Is a cell as openpyxl gives it."""

    value: object
    data_type: str
    style: int


def read_with_openpyxl(archive: Archive, meter: Meter) -> list[Grid]:
    """Read what ``read_xlsx`` reads, with the same result, several times slower.

    Of a text that escapes an escape (``_x005F_x0041_``) openpyxl loses the first. Raises as ``read_xlsx`` does.
    """
    book = open_book(archive, meter)
    strings = _strings(archive, book)
    return [_grid(archive, book, sheet, strings, meter) for sheet in book.sheets]


def _strings(archive: Archive, book: Book) -> Sequence[str]:
    from openpyxl.reader.strings import read_string_table

    if not book.strings:
        return ()
    xml = cut(book.strings, archive.read(book.strings), frozenset({"si"}))
    with _failures():
        strings: list[str] = read_string_table(io.BytesIO(_transitional(xml)))
    return strings


def _grid(archive: Archive, book: Book, sheet: SheetPart, strings: Sequence[str], meter: Meter) -> Grid:
    worksheet = Worksheet(sheet.name, sheet.hidden)
    has_formulas = False

    def visit(element: str, attributes: Mapping[str, str]) -> None:
        nonlocal has_formulas
        if element == "c":
            meter.cells()
        elif element == "f":
            has_formulas = True
        elif element == "mergeCell":
            meter.merge()
            worksheet.merges.append(merged_range(attributes.get("ref", ""), sheet.name))

    xml = archive.read(sheet.part)
    cut(sheet.part, xml, frozenset({"sheetData", "mergeCells"}), visit)
    data = _transitional(cut(sheet.part, xml, frozenset({"sheetData"})))
    with _failures():
        values = _cells(data, strings, book, data_only=True)
        formulas = _cells(data, strings, book, data_only=False) if has_formulas else values
        cells = [_stored(place, found, formulas[place], book) for place, found in sorted(values.items())]
    for cell in cells:
        meter.text(reference(cell.row, cell.column), cell.text)
    return worksheet_grid(worksheet, cells, meter, "xlsx")


def _cells(data: bytes, strings: Sequence[str], book: Book, *, data_only: bool) -> dict[Place, _Found]:
    from openpyxl.worksheet._reader import WorkSheetParser

    parser = WorkSheetParser(io.BytesIO(data), strings, data_only=data_only, epoch=_EPOCHS[book.date1904])
    return {
        (cell["row"], cell["column"]): _Found(cell["value"], cell["data_type"], cell["style_id"])
        for _, row in parser.parse()
        for cell in row
    }


@contextmanager
def _failures() -> Iterator[None]:
    try:
        yield
    except ReadError:
        raise
    except Exception as error:  # openpyxl lets KeyError, TypeError, ValueError, ParseError … out of damaged parts
        raise CorruptFile("library-failed", detail=f"{type(error).__name__}: {error}") from error


def _stored(place: Place, found: _Found, formula: _Found, book: Book) -> Stored:
    code = book.codes[found.style]
    shown = _formula_without_value(found, formula)
    if shown is not None:
        return Stored(*place, displayed(shown), None, code, "uncached")
    raw = _raw(place, found, book)
    if found.data_type == "e":
        return Stored(*place, displayed(str(raw or "")), raw, code, "error")
    value = unescaped(raw) if isinstance(raw, str) else raw
    return Stored(*place, displayed(render(value, code, date1904=book.date1904)), raw, code)


def _formula_without_value(found: _Found, formula: _Found) -> str | None:
    # A formula that gave an empty string is stored as t="str" with an empty value: that is a value.
    if found.value is not None or found.data_type == "str" or formula.data_type != "f":
        return None
    # An array formula is an object with its text; a data table has none.
    return formula.value if isinstance(formula.value, str) else str(getattr(formula.value, "text", "=TABLE()"))


def _raw(place: Place, found: _Found, book: Book) -> Raw:
    from openpyxl.utils.datetime import to_excel

    value = found.value
    if isinstance(value, (dt.date, dt.time, dt.timedelta)):
        return plain_number(to_excel(value, _EPOCHS[book.date1904]))  # type: ignore[no-untyped-call]
    if value is None or isinstance(value, (str, bool)):
        return value
    if not isinstance(value, (int, float)) or not -_LARGEST <= value <= _LARGEST or math.isnan(value):
        raise CorruptFile("no-number", ref=reference(*place))
    return value


def _transitional(xml: bytes) -> bytes:
    """Give a part in the namespace that openpyxl knows."""
    transitional, strict = NAMESPACES
    return xml.replace(strict.encode(), transitional.encode())
