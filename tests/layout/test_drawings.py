"""Laws 1, 2 and 6 over drawn sheets of every kind, in seven formats: read as drawn, nothing lost, every place true."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from perfgoals import GoalSheet, read, read_all
from perfgoals.testing import department_sheets, project_sheets, self_evaluations
from tests.drawing import Drawing, drawings
from tests.layout.comparing import assert_same_tree
from tests.readers.rendering import RENDERERS

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


@pytest.mark.parametrize("kind", KINDS)
@settings(max_examples=60)
@given(st.data())
def test_what_is_drawn_is_read(kind: str, data: st.DataObject) -> None:
    drawing = data.draw(drawings(KINDS[kind]))
    found = read(RENDERERS[data.draw(st.sampled_from(FORMATS))](drawing.boxes))
    assert_same_tree(found, drawing.sheet)
    assert sorted(cell.text for cell in found.leftover) == sorted(drawing.strays)
    assert_accounted(found, drawing)


@pytest.mark.parametrize("together", ["below each other", "in one document"])
@settings(max_examples=15)
@given(st.data())
def test_several_sheets_are_read_one_by_one(together: str, data: st.DataObject) -> None:
    sheets = data.draw(st.sampled_from([*KINDS.values()]))
    first, second = data.draw(drawings(sheets)), data.draw(drawings(sheets))
    assume(first.sheet.title != second.sheet.title)
    if together == "in one document":
        source = RENDERERS["html"](first.boxes) + RENDERERS["html"](second.boxes)
    else:
        last = max(box.row + box.rows for box in first.boxes)
        below = [replace(box, row=box.row + last) for box in second.boxes]
        source = RENDERERS[data.draw(st.sampled_from(FORMATS))]([*first.boxes, *below])
    found = read_all(source)
    assert len(found) == 2
    for sheet, drawing in zip(found, (first, second), strict=True):
        assert_same_tree(sheet, drawing.sheet)
