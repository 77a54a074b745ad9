"""Sheets that stand beside each other on a page are as many sheets; parts of one are not divided."""

from __future__ import annotations

from io import BytesIO

import pytest

from perfgoals import GoalSheet, read, read_all
from perfgoals.models import ProjectSheet
from tests.layout.sheets import rows, workbook

SHEET = """
项目支出绩效目标表 | |
项目名称 | {name} |
年度资金总额（万元） | {money} |
总体目标 | 办好{name} |
二级指标 | 三级指标 | 指标值
数量指标 | 面积 | ≥{money}亩
质量指标 | 合格率 | ≥98%
"""


def sheet_of(name: str, money: int) -> str:
    """Write a small sheet."""
    return SHEET.format(name=name, money=money)


def beside(*sheets: str, gap: str = " | | ") -> str:
    """Write sheets of equal length beside each other."""
    lines = zip(*([" | ".join(row) for row in rows(sheet)] for sheet in sheets), strict=True)
    return "\n".join(gap.join(line) for line in lines)


def read_beside(text: str) -> list[GoalSheet]:
    """Read every sheet of a written page."""
    return read_all(BytesIO(workbook(text)))


@pytest.mark.parametrize("count", [2, 3])
def test_each_of_the_sheets_beside_each_other_is_read(count: int) -> None:
    names = ["测土", "防治", "还田"][:count]
    sheets = read_beside(beside(*(sheet_of(name, number) for number, name in enumerate(names, 5))))
    assert [sheet.project.name for sheet in sheets if isinstance(sheet, ProjectSheet)] == names
    assert [sheet.goal for sheet in sheets] == [(f"办好{name}",) for name in names]
    assert [line.amount() for sheet in sheets for line in sheet.funding] == [*range(5, 5 + count)]
    targets = [[indicator.target.text for _, _, indicator in sheet.iter_indicators()] for sheet in sheets]
    assert targets == [[f"≥{number}亩", "≥98%"] for number in range(5, 5 + count)]
    assert all(sheet.leftover == () for sheet in sheets)
    second = sheets[1].locate("project.name")
    assert second is not None
    assert second.ref == "F2"


def test_a_row_of_very_many_tables_is_no_page_of_sheets() -> None:
    assert len(read_beside(beside(*(sheet_of("测土", number) for number in range(20))))) == 1


def test_columns_without_a_gap_are_those_of_one_sheet() -> None:
    assert len(read_beside(beside(sheet_of("测土", 5), sheet_of("防治", 6), gap=" | "))) == 1


def test_a_second_table_that_names_no_sheet_is_none() -> None:
    nameless = sheet_of("防治", 6).replace("项目名称", "联系人").replace("项目支出绩效目标表", "续")
    assert len(read_beside(beside(sheet_of("测土", 5), nameless))) == 1


def test_blank_columns_within_a_sheet_divide_nothing() -> None:
    text = SHEET.format(name="测土", money=5).replace(" | ", " | | ")
    sheet = read(workbook(text))
    assert [indicator.target.text for _, _, indicator in sheet.iter_indicators()] == ["≥5亩", "≥98%"]
