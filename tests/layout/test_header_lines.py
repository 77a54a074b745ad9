"""Headers in three lines: a project's money and its indicators are divided under merged labels."""

from __future__ import annotations

from io import BytesIO

import pytest

from perfgoals import GoalSheet, NoGoalSheet, read_all
from tests.layout.sheets import workbook

LIST = """
项目支出绩效目标表 | | | | | | | |
项目名称 | 预算资金 | | | 绩效目标 | 绩效指标 | | |
 | 合计 | 其中 | | | 一级指标 | 二级指标 | 三级指标 | 指标值
 | | 财政拨款 | 其他资金 | | | | |
校舍维修 | 150 | 100 | 50 | 维修校舍3栋 | 产出指标 | 数量指标 | 维修校舍 | 3栋
 | | | | | | 质量指标 | 合格率 | 100%
设备购置 | 80 | 80 | 0 | 购置设备200台 | 产出指标 | 数量指标 | 购置设备 | 200台
"""
MERGES = ("A2:A4", "B2:D2", "B3:B4", "C3:D3", "E2:E4", "F2:I2", "F3:F4", "G3:G4", "H3:H4", "I3:I4", "A5:A6", "B5:B6")


def listed(text: str, merges: tuple[str, ...] = MERGES) -> list[GoalSheet]:
    """Read the projects of a written list with merged labels."""
    return read_all(BytesIO(workbook(text, merges)))


def test_a_header_of_three_lines_names_the_projects_and_their_indicators() -> None:
    first, second = listed(LIST)
    assert first.project is not None
    assert second.project is not None
    assert (first.project.name, second.project.name) == ("校舍维修", "设备购置")
    assert [line.amount() for line in (*first.funding, *second.funding)] == [150, 80]
    assert (first.goal, second.goal) == (("维修校舍3栋",), ("购置设备200台",))
    assert [indicator.target.text for _, _, indicator in first.iter_indicators()] == ["3栋", "100%"]
    assert [cell.text for cell in first.leftover] == ["其中", "财政拨款", "其他资金", "100", "50", "80", "0"]


def test_a_section_beside_the_name_of_a_project_is_no_header() -> None:
    """Without columns of indicators below it, 绩效指标 heads nothing."""
    text = LIST.replace("一级指标 | 二级指标 | 三级指标 | 指标值", "甲 | 乙 | 丙 | 丁")
    with pytest.raises(NoGoalSheet):
        listed(text)
