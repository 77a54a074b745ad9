"""A path leads to a name, cells to references a person can type into a workbook."""

from __future__ import annotations

import pytest

from perfgoals.models import GoalSheet, Indicator, IndicatorCategory, IndicatorGroup, Task
from perfgoals.output.places import name_of, references
from perfgoals.readers.grid import Cell
from perfgoals.targets import Target

SHEET = GoalSheet(
    kind="department",
    tasks=(Task(name="年度主要任务", subtasks=(Task(name="培训"), Task())),),
    indicators=(
        IndicatorCategory(
            label="产出指标",
            groups=(
                IndicatorGroup(
                    label="数量指标", indicators=(Indicator(name="参会人数", target=Target.parse("≥132人")),)
                ),
            ),
        ),
    ),
)


@pytest.mark.parametrize(
    ("path", "name"),
    [
        ("tasks[0].subtasks[0].budget.total", "培训"),
        ("tasks[0].subtasks[1].budget.total", "年度主要任务"),
        ("tasks[7].name", "tasks[7].name"),
        ("indicators[0].groups[0].indicators[0].target", "参会人数"),
        ("indicators[0].groups[0]", "数量指标"),
        ("indicators[0]", "产出指标"),
        ("stated_total", "stated_total"),
        ("year", "year"),
        ("", ""),
    ],
)
def test_name(path: str, name: str) -> None:
    assert name_of(SHEET, path) == name


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
