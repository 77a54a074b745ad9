"""How a sheet was understood as a web page that stands alone: the table as it looks, each cell with what it became.

A merged cell takes the places that it covers; no merged area is walked, so a page costs what its cells cost.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from html import escape
from itertools import groupby
from typing import TYPE_CHECKING

from perfgoals.output.messages import Language
from perfgoals.output.table import head_lines
from perfgoals.output.terminal import harmless
from perfgoals.output.understanding import Understood, by_table, summary, understand
from perfgoals.readers.worksheets import column_number

if TYPE_CHECKING:
    from perfgoals.models import GoalSheet
    from perfgoals.readers.grid import Cell

_PAGE = """<!DOCTYPE html>
<html lang="{language}"><head><meta charset="utf-8"><title>{title}</title><style>
body {{ font-family: sans-serif }} table {{ border-collapse: collapse }}
td, th {{ border: 1px solid #bbb; padding: .2em .4em; vertical-align: top; max-width: 24em; overflow-wrap: anywhere;
  white-space: pre-line }}
th, small {{ color: #666; font-weight: normal }} th {{ white-space: nowrap }} small {{ display: block; font-size: 75% }}
.leaf {{ background: #e3f4e3 }} .label {{ background: #e0eefa }} .leftover {{ background: #f9d7d4 }}
</style></head><body>
{body}
</body></html>
"""
_IN_TABLE = re.compile(r".*R([0-9]+)C([0-9]+):R([0-9]+)C([0-9]+)")
_IN_WORKSHEET = re.compile(r"([A-Z]+)([0-9]+):([A-Z]+)([0-9]+)")


def page(file: str, sheets: Sequence[GoalSheet], language: Language) -> str:
    """Give how sheets were understood as a page: no scripts, nothing from elsewhere."""
    body = []
    for group in by_table(sheets):
        found = understand(group)
        head = dict.fromkeys(line for sheet in group for line in head_lines(file, sheet, language))
        body += [f"<p>{_escaped(line.strip())}</p>" for line in head]
        body += ["<table>", *_table(found), "</table>", f"<p>{_escaped(summary(found, language))}</p>"]
    return _PAGE.format(language=language, title=_escaped(file), body="\n".join(body))


@dataclass(frozen=True, slots=True)
class _Box:
    """Is a cell where it is drawn: rows from top to bottom, places from left to right (exclusive)."""

    each: Understood
    top: int
    bottom: int
    left: int
    right: int


def _table(found: Sequence[Understood]) -> Iterator[str]:
    """Draw the rows and columns that hold anything; blank places side by side are one."""
    columns = sorted({each.cell.column for each in found})
    numbers = sorted({each.cell.row for each in found})
    above: list[_Box] = []
    for row, (_, group) in enumerate(groupby(found, key=lambda each: each.cell.row)):
        cells = [*group]
        boxes = _side_by_side([*above, *(_box(each, row, numbers, columns) for each in cells)])
        yield f"<tr><th>{_escaped(cells[0].cell.ref)}</th>{''.join(_row(boxes, row, len(columns)))}</tr>"
        above = [box for box in boxes if box.bottom > row]


def _box(each: Understood, row: int, numbers: Sequence[int], columns: Sequence[int]) -> _Box:
    rows, across = _size(each.cell)
    bottom = bisect_left(numbers, each.cell.row + rows) - 1
    left, right = (bisect_left(columns, each.cell.column + more) for more in (0, across))
    return _Box(each, row, bottom, left, right)


def _size(cell: Cell) -> tuple[int, int]:
    """Give the rows and columns that a cell takes, as the range that it is merged from says."""
    if match := _IN_WORKSHEET.fullmatch(cell.merged_from or ""):
        return int(match[4]) - int(match[2]) + 1, column_number(match[3]) - column_number(match[1]) + 1
    if match := _IN_TABLE.fullmatch(cell.merged_from or ""):
        top, left, bottom, right = map(int, match.groups())
        return bottom - top + 1, right - left + 1
    return 1, 1


def _side_by_side(boxes: Sequence[_Box]) -> list[_Box]:
    """Order the boxes that a row meets from left to right; where ranges overlap, one ends where the next begins."""
    placed: list[_Box] = []
    for box in sorted(boxes, key=lambda box: box.left):
        if placed and placed[-1].right > box.left:
            placed[-1] = replace(placed[-1], right=box.left)
        placed.append(box)
    return placed


def _row(boxes: Sequence[_Box], row: int, width: int) -> Iterator[str]:
    place = 0
    for box in boxes:
        yield _blank(box.left - place)
        if box.top == row:
            yield _cell(box)
        place = box.right
    yield _blank(width - place)


def _blank(width: int) -> str:
    return f"<td{_span('colspan', width)}></td>" if width else ""


def _cell(box: _Box) -> str:
    each = box.each
    spans = _span("rowspan", box.bottom - box.top + 1) + _span("colspan", box.right - box.left)
    title = _escaped(f"{each.cell.ref} {each.meaning}".strip())
    meanings = "".join(f"<small>{_escaped(meaning)}</small>" for meaning in (*each.paths, each.role) if meaning)
    return f'<td class="{each.outcome}"{spans} title="{title}">{_escaped(each.cell.text)}{meanings}</td>'


def _span(name: str, size: int) -> str:
    return f' {name}="{size}"' if size > 1 else ""


def _escaped(text: str) -> str:
    return escape(harmless(text))
