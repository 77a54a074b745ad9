"""Read a workbook: every worksheet a Grid, each cell as it is displayed and as it is stored, at its reference.

openpyxl reads the cells, out of a package that was looked over and cut down before (``workbook.py``); what is displayed
is worked out by ``number_format.py``.
"""

from __future__ import annotations

import datetime as dt
import io
import math
import re
import warnings
from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, cast

from perfgoals.errors import CorruptFile
from perfgoals.readers.archive import Archive
from perfgoals.readers.grid import Grid, Raw
from perfgoals.readers.limits import Meter
from perfgoals.readers.number_format import builtin_code, render
from perfgoals.readers.whitespace import displayed
from perfgoals.readers.workbook import repack
from perfgoals.readers.worksheets import Nature, Stored, Worksheet, worksheet_grid

if TYPE_CHECKING:
    from openpyxl.cell.cell import Cell as StoredCell
    from openpyxl.workbook import Workbook

_CUSTOM_FORMATS = 164
"""The first number of a format that a workbook defines itself (ECMA-376 part 1, 18.8.30)."""
_ESCAPE = re.compile(r"_x([0-9A-Fa-f]{4})_")
_SURROGATES = range(0xD800, 0xE000)
_LARGEST = 1.7976931348623157e308
Place = tuple[int, int]


def read_xlsx(archive: Archive, meter: Meter) -> list[Grid]:
    """Read every worksheet of an .xlsx archive, in the order of the workbook; chart sheets have no cells.

    A cell covered by a merged range displays nothing and is absent, and so is one whose number format displays
    nothing. A formula without a stored value shows as the formula and is listed in ``Grid.uncached``.
    Raises CorruptFile when the parts are damaged, LimitExceeded when there is more than the limits allow.
    """
    package = repack(archive, meter)
    values = _load(package.data, data_only=True)
    formulas = _load(package.data, data_only=False) if any(sheet.formulas for sheet in package.worksheets) else values
    reader = _Reader(meter, values.epoch, package.date1904)
    return [
        reader.grid(worksheet, _cells(values, index), _cells(formulas, index))
        for index, worksheet in enumerate(package.worksheets)
    ]


def _load(data: bytes, *, data_only: bool) -> Workbook:
    from openpyxl import load_workbook

    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        try:
            return load_workbook(io.BytesIO(data), data_only=data_only, keep_links=False)
        except Exception as error:  # openpyxl lets KeyError, TypeError, ValueError, ParseError … out of damaged parts
            cause = error.__cause__ or error
            raise CorruptFile("library-failed", detail=f"{type(cause).__name__}: {cause}") from error


def _cells(workbook: Workbook, index: int) -> Mapping[Place, StoredCell]:
    # The public ways to the cells walk the whole area up to the farthest one; without merged ranges, which repack
    # takes out, there are no placeholders among these.
    return cast("Mapping[Place, StoredCell]", workbook.worksheets[index]._cells)


@dataclass(slots=True)
class _Reader:
    """Turns worksheets as openpyxl read them into Grids."""

    meter: Meter
    epoch: dt.datetime
    date1904: bool

    def grid(
        self, worksheet: Worksheet, values: Mapping[Place, StoredCell], formulas: Mapping[Place, StoredCell]
    ) -> Grid:
        """Build the Grid of one worksheet; sparse, so a cell at XFD1048576 costs as much as one at A1."""
        cells = (self._stored(stored, formulas[place]) for place, stored in sorted(values.items()))
        return worksheet_grid(worksheet, cells, self.meter, "xlsx")

    def _stored(self, stored: StoredCell, formula_cell: StoredCell) -> Stored:
        formula = _formula_without_value(stored, formula_cell)
        raw = _raw(stored, self.epoch)
        code = _code(stored)
        text = displayed(formula or self._display(raw, code, stored.data_type))
        nature: Nature = "uncached" if formula is not None else "error" if stored.data_type == "e" else "value"
        return Stored(stored.row, stored.column, text, raw, code, nature)

    def _display(self, raw: Raw, code: str | None, data_type: str) -> str:
        if data_type == "e":
            return str(raw)
        if isinstance(raw, str):
            raw = _ESCAPE.sub(_unescaped, raw)
        return render(raw, code, date1904=self.date1904)


def _unescaped(escape: re.Match[str]) -> str:
    """Give the character of an escape such as ``_x000D_``; half a surrogate pair is none, and stays as written."""
    code = int(escape[1], 16)
    return escape[0] if _SURROGATES.start <= code < _SURROGATES.stop else chr(code)


def _formula_without_value(stored: StoredCell, formula: StoredCell) -> str | None:
    # A formula that gave an empty string is stored as t="str" with an empty value: that is a value.
    if stored.value is not None or stored.data_type == "str" or formula.data_type != "f":
        return None
    # An array formula is an object with its text; a data table has none.
    return str(formula.value) if isinstance(formula.value, str) else str(getattr(formula.value, "text", "=TABLE()"))


def _raw(stored: StoredCell, epoch: dt.datetime) -> Raw:
    """Give what is stored, a date as its serial number."""
    from openpyxl.utils.datetime import to_excel

    value = stored.value
    if isinstance(value, (dt.date, dt.time, dt.timedelta)):
        serial: float = to_excel(value, epoch)  # type: ignore[no-untyped-call]
        return int(serial) if serial == int(serial) else serial
    if value is None or isinstance(value, (str, bool)):
        return value
    if not isinstance(value, (int, float)) or not -_LARGEST <= value <= _LARGEST or math.isnan(value):
        raise CorruptFile("no-number", ref=stored.coordinate)
    return value


def _code(stored: StoredCell) -> str | None:
    number = stored._style.numFmtId  # type: ignore[attr-defined] # the public name tells 14 from 31 only by a table of en-US
    code = stored.number_format if number >= _CUSTOM_FORMATS else builtin_code(number)
    return None if code == "General" else code
