"""Laws 1, 2 and 6 over drawn sheets of every kind, in seven formats: read as drawn, nothing lost, every place true."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st
from openpyxl import Workbook

from perfgoals import GoalSheet, read, read_all
from perfgoals.testing import department_sheets, project_sheets, self_evaluations
from tests.drawing import Drawing, drawings
from tests.layout.comparing import assert_same_tree
from tests.readers.rendering import RENDERERS, Box, width
from tests.readers.workbooks import saved

KINDS = {"department": department_sheets(), "project": project_sheets(), "self-evaluation": self_evaluations()}
FORMATS = ("xlsx", "xls", "html", "docx", "csv", "ods", "spreadsheetml")


def assert_accounted(found: GoalSheet, drawing: Drawing) -> None:
    """Fail unless every printed cell is the place of a leaf, a label or left over, and says there what is printed.

    In csv a cell of several lines moves the rows below it, so the rows do not count there.
    """
    rows = found.origin.format != "csv"
    located = [cell for path in found.located_paths() for cell in found.locate_all(path)]
    cells = {*located, *found.labels(), *found.leftover}
    account = sorted((cell.row * rows, cell.column, cell.text) for cell in cells)
    assert account == sorted((box.row * rows, box.column, box.text) for box in drawing.boxes)


def workbook_of(*pages: Sequence[Box]) -> bytes:
    """Write each page on a worksheet of its own."""
    book = Workbook()
    for boxes in pages:
        page = book.create_sheet()
        for box in boxes:
            cell = page.cell(box.row, box.column)
            cell.value = box.text
            cell.data_type = "s"
            bottom, right = box.row + box.rows - 1, box.column + box.columns - 1
            if (bottom, right) != (box.row, box.column):
                page.merge_cells(start_row=box.row, start_column=box.column, end_row=bottom, end_column=right)
    return saved(book)


@pytest.mark.parametrize("kind", KINDS)
@settings(max_examples=60)
@given(st.data())
def test_what_is_drawn_is_read(kind: str, data: st.DataObject) -> None:
    drawing = data.draw(drawings(KINDS[kind]))
    found = read(RENDERERS[data.draw(st.sampled_from(FORMATS))](drawing.boxes))
    assert_same_tree(found, drawing.sheet)
    assert sorted(cell.text for cell in found.leftover) == sorted(drawing.strays)
    assert_accounted(found, drawing)


@pytest.mark.parametrize("together", ["below each other", "in one document", "in one workbook"])
@settings(max_examples=15)
@given(st.data())
def test_several_sheets_are_read_one_by_one(together: str, data: st.DataObject) -> None:
    sheets = data.draw(st.sampled_from([*KINDS.values()]))
    first, second = data.draw(drawings(sheets)), data.draw(drawings(sheets))
    assume(first.sheet.title != second.sheet.title)
    if together == "in one document":
        source = RENDERERS["html"](first.boxes) + RENDERERS["html"](second.boxes)
    elif together == "in one workbook":
        source = workbook_of([], first.boxes, second.boxes)
    else:
        last = max(box.row + box.rows for box in first.boxes)
        below = [replace(box, row=box.row + last) for box in second.boxes]
        source = RENDERERS[data.draw(st.sampled_from(FORMATS))]([*first.boxes, *below])
    found = read_all(source)
    assert len(found) == 2
    for sheet, drawing in zip(found, (first, second), strict=True):
        assert_same_tree(sheet, drawing.sheet)


@pytest.mark.parametrize("kind", KINDS)
@settings(max_examples=20)
@given(st.data())
def test_sheets_beside_each_other_are_read_one_by_one(kind: str, data: st.DataObject) -> None:
    drawing = data.draw(drawings(KINDS[kind]))
    across = width(drawing.boxes) + data.draw(st.integers(1, 2))
    beside = [replace(box, column=box.column + across) for box in drawing.boxes]
    found = read_all(RENDERERS[data.draw(st.sampled_from(FORMATS))]([*drawing.boxes, *beside]))
    assert len(found) == 2
    for sheet in found:
        assert_same_tree(sheet, drawing.sheet)
        assert sorted(cell.text for cell in sheet.leftover) == sorted(drawing.strays)
