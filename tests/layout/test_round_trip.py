"""Laws 1 and 2 over drawn sheets: every place is true, and no cell is claimed by two unrelated leaves."""

from __future__ import annotations

import io
from collections import Counter

from hypothesis import given, settings
from openpyxl import load_workbook

from perfgoals import read
from perfgoals.testing import department_sheets
from tests.drawing import Drawing, drawings
from tests.readers.rendering import xlsx


@settings(max_examples=50)
@given(drawings(department_sheets()))
def test_every_place_is_true(drawing: Drawing) -> None:
    data = xlsx(drawing.boxes)
    found = read(data)
    page = load_workbook(io.BytesIO(data)).active
    assert page is not None
    for path in found.located_paths():
        for cell in found.locate_all(path):
            assert page[cell.ref].value == cell.raw


@settings(max_examples=50)
@given(drawings(department_sheets()))
def test_no_cell_is_claimed_by_two_unrelated_leaves(drawing: Drawing) -> None:
    found = read(xlsx(drawing.boxes))
    claims = Counter(
        (cell.ref, path.split(".")[-1].split("[")[0])
        for path in found.located_paths()
        for cell in found.locate_all(path)
        if not path.startswith("goal")
    )
    assert set(claims.values()) <= {1}
