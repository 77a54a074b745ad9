"""Tables of a document that are one sheet: head, tasks and indicators, each drawn as a table of its own.

A table goes on with the sheet before it when it has neither a title nor a name of its own, the sheet has a title or a
name, and the table begins with the header of a part that the sheet still lacks, or goes on with its indicators: under
the same header again, with other indicators, or without a header, with a row that fits under the one above.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from perfgoals.forms.form import Form
from perfgoals.forms.labels import label_key
from perfgoals.layout.choice import choose_form
from perfgoals.layout.columns import find_header
from perfgoals.layout.indicators import IndicatorTable
from perfgoals.layout.page import Page
from perfgoals.layout.table import Header, Table
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
    header = _last_header(above)
    if header is not None:
        return _continues(above, below, header)
    part = next((kind for kind in ("indicators", "tasks") if _begins_with(below, kind)), None)
    return part is not None


def _last_header(page: Page) -> Header | None:
    found = (find_header(page, index, "indicators") for index in reversed(range(len(page.numbers))))
    return next((header for header, _ in filter(None, found)), None)


def _continues(above: Page, below: Page, header: Header) -> bool:
    """Tell whether a table goes on with indicators that begin above it; what repeats one of them is another sheet."""
    first = 0
    while any(below.row(first)) and all(_is_between_pages(below, cell) for cell in below.row(first)):
        first += 1
    again = find_header(below, first, "indicators")
    if again is None:
        fits = IndicatorTable(below, header).goes_on(below.row(first)) if below.row(first) else False
        return fits and any(below.meaning(cell).is_level for cell in below.row(first))
    same = [label_key(column.cell.text) for column in header.columns]
    return same == [label_key(c.cell.text) for c in again[0].columns] and not _names(above, header) & _names(
        below, header
    )


def _is_between_pages(page: Page, cell: Cell) -> bool:
    """Tell a page's mark or 续表 from other captions: a table below 附件2 is another one."""
    return page.words.is_page_mark(cell.text) or (page.words.is_caption(cell.text) and "续" in cell.text)


def _names(page: Page, header: Header) -> set[str]:
    """Give the names of the indicators in a table, and whatever else stands in their column."""
    column = header.column("name")
    cells = page.grid.cells() if column is not None else ()
    return {cell.text for cell in cells if header.at(cell.column) is column and not page.meaning(cell).is_column}


def stray_rows(grid: Grid, forms: Sequence[Form]) -> list[list[Cell]]:
    """List the rows of indicators in a table that makes no sheet; none unless one has a level's label and a value."""
    page = Page.of(grid, vocabulary(choose_form(grid, forms)))
    rows = [list(page.row(index)) for index in range(len(page.numbers))]
    if not any(_names_a_level(page, row) and any(map(page.is_quantitative, row)) for row in rows):
        return []
    return [row for row in rows if any(page.is_quantitative(cell) or page.meaning(cell).is_level for cell in row)]


def _names_a_level(page: Page, row: Sequence[Cell]) -> bool:
    return any(page.meaning(cell).is_level and label_key(cell.text).endswith("指标") for cell in row)


def _begins_with(page: Page, table: Table) -> bool:
    lines = range(min(_ROWS_BEFORE_HEADER, len(page.numbers)))
    return any(find_header(page, index, table) is not None for index in lines)


def _is_named(page: Page) -> bool:
    return any(names_a_sheet(cell.text) or _name_of(page, cell) in _NAMES for cell in page.grid.cells())


def _name_of(page: Page, cell: Cell) -> str | None:
    pair = page.words.head_pair(cell.text)
    return pair[0] if pair is not None else page.meaning(cell).head


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
