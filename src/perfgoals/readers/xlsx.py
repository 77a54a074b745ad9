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
from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from itertools import accumulate
from typing import TYPE_CHECKING, cast

from perfgoals.errors import CorruptFile, LimitExceeded
from perfgoals.readers.archive import Archive
from perfgoals.readers.grid import Cell, Grid, Merge, Raw
from perfgoals.readers.limits import Limits
from perfgoals.readers.number_format import builtin_code, render
from perfgoals.readers.whitespace import displayed
from perfgoals.readers.workbook import Worksheet, repack

if TYPE_CHECKING:
    from openpyxl.cell.cell import Cell as StoredCell
    from openpyxl.workbook import Workbook

_CUSTOM_FORMATS = 164
"""The first number of a format that a workbook defines itself (ECMA-376 part 1, 18.8.30)."""
_ESCAPE = re.compile(r"_x([0-9A-Fa-f]{4})_")
_LARGEST = 1.7976931348623157e308
Place = tuple[int, int]


def read_workbook(archive: Archive, limits: Limits) -> list[Grid]:
    """Read every worksheet of an .xlsx archive, in the order of the workbook; chart sheets have no cells.

    A cell covered by a merged range displays nothing and is absent, and so is one whose number format displays
    nothing. A formula without a stored value shows as the formula and is listed in ``Grid.uncached``.
    Raises CorruptFile when the parts are damaged, LimitExceeded when there is more than ``limits`` allow.
    """
    package = repack(archive, limits)
    values = _load(package.data, data_only=True)
    formulas = _load(package.data, data_only=False) if any(sheet.formulas for sheet in package.worksheets) else values
    reader = _Reader(limits, values.epoch, package.date1904)
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
    """Turns worksheets as openpyxl read them into Grids; counts the characters of the whole workbook."""

    limits: Limits
    epoch: dt.datetime
    date1904: bool
    characters: int = field(default=0, init=False)

    def grid(
        self, worksheet: Worksheet, values: Mapping[Place, StoredCell], formulas: Mapping[Place, StoredCell]
    ) -> Grid:
        """Build the Grid of one worksheet; sparse, so a cell at XFD1048576 costs as much as one at A1."""
        merges = {(merge.top, merge.left): merge for merge in worksheet.merges}
        rows: dict[int, list[Cell]] = {}
        uncached: list[Cell] = []
        errors: list[Cell] = []
        for place, stored in self._visible(worksheet, values):
            formula = _formula_without_value(stored, formulas[place])
            raw = _raw(stored, self.epoch)
            code = _code(stored)
            text = displayed(formula or self._display(raw, code, stored.data_type))
            if not text:
                continue
            self._spend(stored.coordinate, text)
            merge = merges.get(place)
            cell = Cell(
                sheet=worksheet.name,
                row=stored.row,
                column=stored.column,
                ref=stored.coordinate,
                text=text,
                raw=raw,
                number_format=code,
                merged_from=_range(merge) if merge else None,
            )
            rows.setdefault(cell.row, []).append(cell)
            if formula is not None:
                uncached.append(cell)
            elif stored.data_type == "e":
                errors.append(cell)
        return Grid(
            rows=rows,
            merges=merges,
            name=worksheet.name,
            hidden=worksheet.hidden,
            format="xlsx",
            uncached=tuple(uncached),
            errors=tuple(errors),
        )

    def _visible(self, worksheet: Worksheet, values: Mapping[Place, StoredCell]) -> Iterator[tuple[Place, StoredCell]]:
        """Walk the cells row by row, left to right, without those that a merged range covers."""
        rows = sorted({row for row, _ in values})
        covered = {row: _Cover(spans) for row, spans in self._covered_spans(worksheet, rows).items()}
        for (row, column), stored in sorted(values.items()):
            if row not in covered or column not in covered[row]:
                yield (row, column), stored

    def _covered_spans(self, worksheet: Worksheet, rows: list[int]) -> Mapping[int, list[tuple[int, int]]]:
        """List for each row with cells the columns that merged ranges cover there, their own first cells excepted."""
        spans: dict[int, list[tuple[int, int]]] = {}
        count = 0
        for merge in worksheet.merges:
            crossed = rows[bisect_left(rows, merge.top) : bisect_right(rows, merge.bottom)]
            count += len(crossed)
            if count > self.limits.merge_rows:
                raise LimitExceeded("limit-merge-rows", limit=self.limits.merge_rows)
            for row in crossed:
                spans.setdefault(row, []).append((merge.left + (row == merge.top), merge.right))
        return spans

    def _display(self, raw: Raw, code: str | None, data_type: str) -> str:
        if data_type == "e":
            return str(raw)
        if isinstance(raw, str):
            raw = _ESCAPE.sub(lambda match: chr(int(match[1], 16)), raw)
        return render(raw, code, date1904=self.date1904)

    def _spend(self, ref: str, text: str) -> None:
        # One long shared string may stand in a million cells.
        if len(text) > self.limits.cell_characters:
            raise LimitExceeded("limit-cell-characters", ref=ref, count=len(text), limit=self.limits.cell_characters)
        self.characters += len(text)
        if self.characters > self.limits.characters:
            raise LimitExceeded("limit-characters", limit=self.limits.characters)


class _Cover:
    """Is the union of spans of columns, which overlap where a damaged workbook's merged ranges do."""

    def __init__(self, spans: list[tuple[int, int]]) -> None:
        spans.sort()
        self._firsts = [first for first, _ in spans]
        self._farthest = list(accumulate((last for _, last in spans), max))

    def __contains__(self, column: int) -> bool:
        begun = bisect_right(self._firsts, column)
        return begun > 0 and column <= self._farthest[begun - 1]


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


def _range(merge: Merge) -> str:
    from openpyxl.utils import get_column_letter

    return f"{get_column_letter(merge.left)}{merge.top}:{get_column_letter(merge.right)}{merge.bottom}"
