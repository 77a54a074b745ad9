"""Tables of a document that are one sheet: head, tasks and indicators, each drawn as a table of its own.

A table goes on with the sheet before it when it has neither a title nor a name of its own, begins with the header of a
part that the sheet still lacks, and the sheet has a title or a name.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from perfgoals.forms.form import Form
from perfgoals.layout.choice import choose_form
from perfgoals.layout.columns import Table, find_header
from perfgoals.layout.page import Page
from perfgoals.layout.vocabulary import names_a_sheet, vocabulary
from perfgoals.readers.grid import Cell, Grid, Merge

_FORMATS = frozenset({"html", "mhtml", "docx"})
_NAMES = ("department.name", "project.name")
_ROWS_BEFORE_HEADER = 3
_LONGEST = 200
"""Rows of a table that may lack a part; no head and no list of tasks is longer."""


def joined(grids: Sequence[Grid], forms: Sequence[Form]) -> list[Grid]:
    """Join the tables of a document that are one sheet; any other grid is given as it is."""
    found: list[Grid] = []
    for grid in grids:
        if found and _goes_on(found[-1], grid, forms):
            found[-1] = _below(found[-1], grid)
        else:
            found.append(grid)
    return found


def _goes_on(sheet: Grid, table: Grid, forms: Sequence[Form]) -> bool:
    if table.format not in _FORMATS or None in (sheet.place, table.place) or len(sheet.rows) > _LONGEST:
        return False
    words = vocabulary(choose_form(sheet, forms))
    above, below = Page.of(sheet, words), Page.of(table, words)
    if not _is_named(above) or _is_named(below):
        return False
    part = next((kind for kind in ("indicators", "tasks") if _begins_with(below, kind)), None)
    lacking = not any(find_header(above, index, "indicators") for index in range(len(above.numbers)))
    return part is not None and lacking


def _begins_with(page: Page, table: Table) -> bool:
    lines = range(min(_ROWS_BEFORE_HEADER, len(page.numbers)))
    return any(find_header(page, index, table) is not None for index in lines)


def _is_named(page: Page) -> bool:
    return any(names_a_sheet(cell.text) or page.meaning(cell).head in _NAMES for cell in page.grid.cells())


def _below(sheet: Grid, table: Grid) -> Grid:
    """Put a table below a sheet; what says where a cell stands in the file stays as it is."""
    last = max(sheet.rows)

    def moved(cell: Cell) -> Cell:
        return replace(cell, row=cell.row + last)

    merges = {
        (top + last, left): Merge(merge.top + last, merge.left, merge.bottom + last, merge.right)
        for (top, left), merge in table.merges.items()
    }
    return replace(
        sheet,
        rows={**sheet.rows, **{row + last: [moved(cell) for cell in cells] for row, cells in table.rows.items()}},
        merges={**sheet.merges, **merges},
        uncached=(*sheet.uncached, *map(moved, table.uncached)),
        errors=(*sheet.errors, *map(moved, table.errors)),
    )
