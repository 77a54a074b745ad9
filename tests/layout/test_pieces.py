"""Leaves that stand in several cells: a name beside one that is merged over its parts, a period from day to day."""

from __future__ import annotations

import pytest

from perfgoals import GoalSheet
from perfgoals.models import ProjectSheet
from tests.layout.sheets import read_workbook

HEADER = "项目支出绩效目标表\n二级指标 | 三级指标 | | 指标值 | 权重\n"
ROWS = """
数量指标 | 培训人数 | 线上 | ≥500人 | 10
 | | 线下 | ≥300人 | 10
质量指标 | 合格率 | | ≥95% | 20
"""
MERGES = ("B2:C2", "A3:A4", "B3:B4", "B5:C5")


def names(sheet: GoalSheet) -> list[tuple[str | None, str]]:
    """List the indicators with their targets."""
    return [(indicator.name, indicator.target.text) for _, _, indicator in sheet.iter_indicators()]


def test_a_name_merged_over_its_parts_is_a_piece_of_each() -> None:
    sheet = read_workbook(HEADER + ROWS.lstrip(), MERGES)
    assert names(sheet) == [("培训人数线上", "≥500人"), ("培训人数线下", "≥300人"), ("合格率", "≥95%")]
    cells = sheet.locate_all("indicators[0].groups[0].indicators[1].name")
    assert [cell.ref for cell in cells] == ["B3", "C4"]
    assert (sheet.leftover, sheet.notes) == ((), ())


def test_two_names_beside_each_other_are_not_joined() -> None:
    """Where nothing is merged, nothing says that the second cell is a part of the first one."""
    sheet = read_workbook(HEADER + ROWS.lstrip(), MERGES[:1])
    assert names(sheet)[0] == ("培训人数", "≥500人")
    assert "线上" in [cell.text for cell in sheet.leftover]
    assert [note.kind for note in sheet.notes] == ["undecided-row"]


def project(row: str) -> ProjectSheet:
    """Read a project's sheet with a row among its facts."""
    sheet = read_workbook(f"项目支出绩效目标表\n项目名称 | 修路 | |\n{row}\n三级指标 | 指标值\n长度 | ≥9公里\n")
    assert isinstance(sheet, ProjectSheet)
    return sheet


def test_a_period_over_several_cells_is_one() -> None:
    sheet = project("起止时间 | 2023-01-01 | 至 | 2023-12-31")
    assert sheet.project.period == "2023-01-01至2023-12-31"
    assert [cell.ref for cell in sheet.locate_all("project.period")] == ["B3", "C3", "D3"]
    assert sheet.leftover == ()


@pytest.mark.parametrize(
    "row", ["起止时间 | 2023-01-01 | 至 | 主管部门", "起止时间 | 2023年 | 甲 | 乙", "项目属性 | 新增 | 至 | 乙"]
)
def test_what_is_no_end_of_a_period_is_left_over(row: str) -> None:
    sheet = project(row)
    assert sheet.project.period in ("2023-01-01", "2023年", None)
    assert row.split(" | ")[2] in [cell.text for cell in sheet.leftover]


@pytest.mark.parametrize("printed", ["填报单位：（盖章）某局", "填报单位（盖章）：某局", "填报单位:(公章) 某局"])
def test_the_place_of_the_stamp_is_no_part_of_a_name(printed: str) -> None:
    assert project(printed).project.implementing_unit == "某局"


def test_a_bracket_that_is_no_stamp_is_a_part_of_a_name() -> None:
    assert project("填报单位：（某县）水利局").project.implementing_unit == "（某县）水利局"
    assert project("填报单位：（盖章）").project.implementing_unit is None
