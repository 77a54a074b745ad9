"""Rows printed a field aside, first levels on rows of their own, numbered levels."""

from __future__ import annotations

import pytest

from tests.layout.sheets import TOP, Reading, kinds, levels, read_lines, read_workbook

READERS = pytest.mark.parametrize("reading", [read_workbook, read_lines], ids=["workbook", "text"])
EVALUATED = f"{TOP}绩效指标 | 一级指标 | 二级指标 | 三级指标 | 指标值 | 完成值 | 分值 | 得分 | 偏差原因\n"


@READERS
@pytest.mark.parametrize(
    ("row", "expected"),
    [
        (
            "| | 满意度指标 | 服务对象满意度 | 移民满意度 | ≥90% | 93% | 10 | 10",
            ("满意度指标", "服务对象满意度", "移民满意度", "≥90%"),
        ),
        ("| | 满意度指标 | 服务对象满意度 | 满意 | 95% | 10 | 10", (None, "满意度指标", "服务对象满意度", "满意")),
        ("| | 满意度指标 | 服务对象满意度 | ≥90% | 93% | 10 | 10", (None, "满意度指标", "服务对象满意度", "≥90%")),
    ],
)
def test_a_kind_is_no_name_where_the_row_is_printed_a_field_aside(
    reading: Reading, row: str, expected: tuple[str | None, str, str, str]
) -> None:
    sheet = reading(EVALUATED + "| 产出指标 | 数量指标 | 人数 | ≥1200人 | 1215人 | 25 | 25\n" + row)
    assert levels(sheet)[-1] == expected


@READERS
def test_a_first_level_above_its_indicators_holds_where_it_has_no_column(reading: Reading) -> None:
    sheet = reading(
        TOP
        + """
        指标 | 指标值 | 分值
        产出指标（50分）
        人数 | ≥100人 | 50
        效益指标
        影响 | 好 | 40
        """
    )
    assert levels(sheet) == [("产出指标", None, "人数", "≥100人"), ("效益指标", None, "影响", "好")]
    assert [category.points for category in sheet.indicators] == [50, None]
    assert sheet.leftover == ()


@READERS
def test_numbered_labels_name_their_kinds(reading: Reading) -> None:
    sheet = reading(
        TOP
        + """
        一级指标 | 二级指标 | 三级指标 | 指标值
        一、产出指标 | 1.数量指标 | （1）站数 | ≥3个
        二、效益指标 | （一）社会效益指标 | 1、效果 | 好
        满意度 | ①满意度指标 | 满意度 | ≥90%
        """
    )
    assert kinds(sheet) == [
        ("output", "quantity"),
        ("outcome", "social"),
        ("satisfaction", "recipient-satisfaction"),
    ]
    assert sheet.indicators[0].label == "一、产出指标"


def test_a_nature_beside_a_blank_target_is_no_name() -> None:
    """A row that is short of its target is not moved for it: 定性 says what the target is like."""
    rows = "二级指标 | 三级指标 | 指标值 | 定量/定性 | 序号 | 责任科室\n数量指标 | 甲 | ≥5人 | 定量 | 1 | 一科\n"
    sheet = read_workbook(f"项目支出绩效目标表\n{rows} | 乙 | | 定性 | 2 | 二科\n")
    found = [(indicator.name, indicator.target.text) for _, _, indicator in sheet.iter_indicators()]
    assert found == [("甲", "≥5人"), ("乙", "")]
