"""Cells are written as references a person can type into a workbook."""

from __future__ import annotations

import pytest

from perfgoals.output.places import references
from perfgoals.readers.grid import Cell


def cell(ref: str, sheet: str | None) -> Cell:
    return Cell(sheet=sheet, row=1, column=1, ref=ref, text="x", raw="x")


@pytest.mark.parametrize(
    ("places", "text"),
    [
        ([], ""),
        ([("L11C4", None)], "L11C4"),
        ([("E8", "表1"), ("F8", "表1")], "表1!E8 F8"),
        ([("E8", "a"), ("E8", "b")], "a!E8 b!E8"),
        ([("E8", "整体 绩效")], "'整体 绩效'!E8"),
        ([("E8", "it's")], "'it''s'!E8"),
        ([("E8", "2022年")], "'2022年'!E8"),
        ([("E8", "a"), ("E8", "a")], "a!E8"),
    ],
)
def test_references(places: list[tuple[str, str | None]], text: str) -> None:
    assert references([cell(ref, sheet) for ref, sheet in places]) == text


def test_the_worksheet_at_hand_is_not_named() -> None:
    assert references([cell("E8", "a"), cell("E9", "b")], "a") == "E8 b!E9"
