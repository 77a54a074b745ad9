"""Laws 1, 2 and 6 over drawn sheets: what was drawn is read, nothing is lost, every place is true."""

from __future__ import annotations

import io
from collections import Counter

from hypothesis import assume, given, settings
from openpyxl import load_workbook

from perfgoals import GoalSheet, read, read_text
from tests.layout.comparing import assert_same_tree
from tests.layout.rendering import NOTES, Style, draw, styles
from tests.strategies.sheets import department_sheets


def _expected(sheet: GoalSheet, style: Style) -> GoalSheet:
    return sheet.model_copy(update={"footnotes": NOTES if style.notes else ()})


@settings(max_examples=50)
@given(department_sheets(), styles)
def test_a_drawn_workbook_is_read_as_it_was_drawn(sheet: GoalSheet, style: Style) -> None:
    assert_same_tree(read(draw(sheet, style).workbook()), _expected(sheet, style))


@settings(max_examples=50)
@given(department_sheets(), styles)
def test_a_drawn_text_is_read_as_it_was_drawn(sheet: GoalSheet, style: Style) -> None:
    # In text, a lone word in the first column may as well be a line of prose: that is left over, and tested elsewhere.
    assume(style.columns[0] != "name" or all(i.target.kind != "missing" for _, _, i in sheet.iter_indicators()))
    assert_same_tree(read_text(draw(sheet, style).text()), _expected(sheet, style))


@settings(max_examples=50)
@given(department_sheets(), styles)
def test_every_place_is_true(sheet: GoalSheet, style: Style) -> None:
    data = draw(sheet, style).workbook()
    found = read(data)
    page = load_workbook(io.BytesIO(data)).active
    assert page is not None
    for path in found.located_paths():
        for cell in found.locate_all(path):
            assert page[cell.ref].value == cell.raw


@settings(max_examples=50)
@given(department_sheets(), styles)
def test_no_cell_is_claimed_by_two_unrelated_leaves(sheet: GoalSheet, style: Style) -> None:
    found = read(draw(sheet, style).workbook())
    claims = Counter(
        (cell.ref, path.split(".")[-1].split("[")[0])
        for path in found.located_paths()
        for cell in found.locate_all(path)
        if not path.startswith("goal")
    )
    assert set(claims.values()) <= {1}
