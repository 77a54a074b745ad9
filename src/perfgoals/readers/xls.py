"""Read an Excel 97-2003 workbook through xlrd (``perfgoals[xls]``): values, number formats, merged ranges."""

from __future__ import annotations

import io
import math
from collections.abc import Callable, Iterator
from typing import TYPE_CHECKING, TypeVar

from perfgoals.errors import CorruptFile, EncryptedFile, ReadError, UnsupportedFormat
from perfgoals.readers.grid import Grid, Merge, Raw
from perfgoals.readers.limits import Meter
from perfgoals.readers.number_format import builtin_code, render
from perfgoals.readers.whitespace import displayed
from perfgoals.readers.worksheets import Nature, Stored, Worksheet, plain_number, reference, worksheet_grid

if TYPE_CHECKING:
    from xlrd.book import Book
    from xlrd.sheet import Sheet

_CUSTOM_FORMATS = 164
_BIFF8 = 80
_TEXT, _NUMBER, _DATE, _BOOLEAN, _ERROR = range(1, 6)
"""The types of cells as xlrd numbers them."""
_Result = TypeVar("_Result")


def read_xls(data: bytes, meter: Meter) -> list[Grid]:
    """Read every worksheet of an .xls workbook, in order; ``ref`` is ``E8``, ``raw`` the stored value.

    A date is its serial number. Formulas count by the value that the file stores for them.
    Raises UnsupportedFormat when xlrd is not installed, EncryptedFile, CorruptFile or LimitExceeded.
    """
    book = _guarded(lambda: _open(data))
    grids = []
    for index in range(book.nsheets):
        meter.sheet()
        sheet = _guarded(lambda index=index: book.sheet_by_index(index))  # type: ignore[misc]
        grids.append(_guarded(lambda sheet=sheet: _grid(book, sheet, meter)))  # type: ignore[misc]
        book.unload_sheet(index)
    return grids


def _open(data: bytes) -> Book:
    try:
        import xlrd
    except ImportError as error:
        raise UnsupportedFormat("missing-extra", format="Excel 97-2003 (.xls)", extra="xls") from error
    return xlrd.open_workbook(
        file_contents=data, formatting_info=True, on_demand=True, ragged_rows=True, logfile=io.StringIO()
    )


def _guarded(call: Callable[[], _Result]) -> _Result:
    try:
        return call()
    except (ReadError, MemoryError):
        raise
    except Exception as error:  # xlrd lets AssertionError, IndexError, struct.error, XLRDError … out of damaged files
        if "encrypted" in str(error):
            raise EncryptedFile("password") from error
        raise CorruptFile("library-failed", detail=f"{type(error).__name__}: {error}") from error


def _grid(book: Book, sheet: Sheet, meter: Meter) -> Grid:
    worksheet = Worksheet(sheet.name, sheet.visibility != 0)
    for top, bottom, left, right in sheet.merged_cells:
        meter.merge()
        if top < bottom and left < right and (bottom - top > 1 or right - left > 1):
            worksheet.merges.append(Merge(top + 1, left + 1, bottom, right))
    return worksheet_grid(worksheet, _cells(book, sheet, meter), meter, "xls")


def _cells(book: Book, sheet: Sheet, meter: Meter) -> Iterator[Stored]:
    for row in range(sheet.nrows):
        types = sheet.row_types(row)
        meter.cells(len(types))
        for column, (kind, value) in enumerate(zip(types, sheet.row_values(row), strict=True)):
            if _TEXT <= kind <= _ERROR:
                ref = reference(row + 1, column + 1)
                raw = _raw(kind, value, ref)
                code = _code(book, sheet.cell_xf_index(row, column))
                text = str(raw) if kind == _ERROR else displayed(render(raw, code, date1904=book.datemode == 1))
                nature: Nature = "error" if kind == _ERROR else "value"
                meter.text(ref, text)
                yield Stored(row + 1, column + 1, text, raw, code, nature)


def _raw(kind: int, value: str | float, ref: str) -> Raw:
    if kind == _ERROR:
        from xlrd.biffh import error_text_from_code

        code: str = error_text_from_code.get(int(value), "#N/A")
        return code
    if kind == _BOOLEAN:
        return bool(value)
    if isinstance(value, str):
        return value
    if not math.isfinite(value):
        raise CorruptFile("no-number", ref=ref)
    return plain_number(value)


def _code(book: Book, index: int) -> str | None:
    number = book.xf_list[index].format_key
    if number < _CUSTOM_FORMATS and book.biff_version >= _BIFF8:
        code = builtin_code(number)
    else:
        code = book.format_map[number].format_str
    return None if code == "General" else code
