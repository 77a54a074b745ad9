"""Wordings and shapes that no list names, and what must not be made of them."""

from __future__ import annotations

import pytest

from perfgoals import check
from tests.layout.sheets import INDICATORS, TOP, Reading, levels, money, read_lines, read_workbook

READERS = pytest.mark.parametrize("reading", [read_workbook, read_lines], ids=["workbook", "text"])

TASKS = """
任务名称 | 主要内容 | 预算金额（万元） | |
         |          | 总额 | 财政拨款 | {source}
修路     | 修一段   | 3    | 2        | 1
{total}  |          | 3    | 2        | 1
"""


@READERS
@pytest.mark.parametrize("source", ["其他（自有）资金", "自筹资金", "债券资金", "上级专项补助", "某某拨款"])
def test_a_source_of_money_that_no_list_names(reading: Reading, source: str) -> None:
    sheet = reading(TOP + TASKS.format(source=source, total="合计") + INDICATORS)
    assert money(sheet) == [(None, "修路", ["3", "2", "1"])]
    assert sheet.stated_total is not None
    assert sheet.leftover == ()


@READERS
@pytest.mark.parametrize(
    "total", ["共计", "年度预算合计", "合计数", "金额总计", "项目合计", "本年合计", "总额", "合 计"]
)
def test_a_total_row_in_any_wording(reading: Reading, total: str) -> None:
    sheet = reading(TOP + TASKS.format(source="其他资金", total=total) + INDICATORS)
    assert [name for _, name, _ in money(sheet)] == ["修路"]
    assert sheet.stated_total is not None
    assert str(sheet.stated_total.total) == "3"


@READERS
def test_a_total_row_whose_amounts_come_before_its_label(reading: Reading) -> None:
    sheet = reading(
        TOP
        + """
        总额 | 财政拨款 | 其他资金 | 任务名称 | 主要内容
        3    | 2        | 1        | 修路     | 修一段
        3    | 2        | 1        | 金额合计 |
        """
        + INDICATORS
    )
    assert [name for _, name, _ in money(sheet)] == ["修路"]
    assert sheet.stated_total is not None


@READERS
@pytest.mark.parametrize("label", ["2023年度总体目标", "年度整体目标", "部门年度总体目标", "2023年总体目标"])
def test_a_goal_label_with_year_or_department(reading: Reading, label: str) -> None:
    sheet = reading(TOP + TASKS.format(source="其他资金", total="合计") + f"{label} | 完成治理河道\n" + INDICATORS)
    assert sheet.goal == ("完成治理河道",)
    assert [name for _, name, _ in money(sheet)] == ["修路"]


@READERS
def test_a_goal_in_words_that_no_list_names_is_no_task(reading: Reading) -> None:
    sheet = reading(TOP + TASKS.format(source="其他资金", total="合计") + "远大而宏伟的目标 | 完成治理\n" + INDICATORS)
    assert [name for _, name, _ in money(sheet)] == ["修路"]
    assert [cell.text for cell in sheet.leftover] == ["远大而宏伟的目标", "完成治理"]


@READERS
def test_numbers_of_goals_in_cells_of_their_own(reading: Reading) -> None:
    sheet = reading(TOP + "年度总体目标 | 目标1： | 修好路\n | 目标2： | 养好路\n" + INDICATORS)
    assert sheet.goal == ("目标1：修好路", "目标2：养好路")
    assert sheet.leftover == ()


@READERS
@pytest.mark.parametrize(
    "caption", ["（二〇二四年度）", "（2024年度预算）", "[2024年度]", "（2024年1月1日-12月31日）", "二○二四年"]
)
def test_year_captions(reading: Reading, caption: str) -> None:
    sheet = reading(f"部门整体支出绩效目标表\n{caption}\n" + INDICATORS)
    assert sheet.year == 2024
    assert sheet.leftover == ()


def test_a_row_with_a_value_in_words_that_was_moved_is_read_by_what_it_says() -> None:
    sheet = read_lines(
        TOP
        + """
                   | 一级指标 | 二级指标     | 三级指标 | 指标值
                   | 效益指标 | 社会效益指标 | 知晓率   | ≥90%
                   |          | 办学条件     | 明显改善 |
                   | 成本指标 | 成本控制     | 不超预算 |
        """
    )
    assert levels(sheet)[1:] == [
        ("效益指标", "社会效益指标", "办学条件", "明显改善"),
        (None, "成本指标", "成本控制", "不超预算"),
    ]


def test_a_target_merged_over_two_indicators_is_that_of_both() -> None:
    sheet = read_workbook(
        """
        部门整体支出绩效目标表
        一级指标 | 二级指标 | 三级指标 | 指标值
        产出指标 | 质量指标 | 甲率     | ≥95%
                 |          | 乙率     |
                 | 时效指标 | 完成率   | ≥90%
                 |          |          | ≥80%
        """,
        merges=["D3:D4", "C5:C6"],
    )
    assert [(name, value) for _, _, name, value in levels(sheet)] == [
        ("甲率", "≥95%"),
        ("乙率", "≥95%"),
        ("完成率", "≥90%"),
        ("完成率", "≥80%"),
    ]


@READERS
@pytest.mark.parametrize("label", ["2023年指标值", "目标", "设定值", "神秘的一栏"])
def test_the_column_of_targets_under_another_label(reading: Reading, label: str) -> None:
    sheet = reading(TOP + INDICATORS.replace("指标值", label))
    assert [value for *_, value in levels(sheet)] == ["≥1个", "≥2个"]


@READERS
def test_the_usual_label_of_a_column_comes_before_another_name_for_it(reading: Reading) -> None:
    sheet = reading(
        TOP
        + """
        一级指标 | 指标类别 | 二级指标 | 三级指标 | 指标值
        产出指标 | 定量类   | 数量指标 | 甲数     | ≥1个
        """
    )
    assert levels(sheet) == [("产出指标", "数量指标", "甲数", "≥1个")]
    assert [note.kind for note in sheet.notes] == ["unknown-column"]


@READERS
def test_two_money_units_are_noted(reading: Reading) -> None:
    sheet = reading(TOP + "任务名称 | 主要内容 | 预算金额（元）\n修路 | 修一段 | 3\n" + INDICATORS)
    assert sheet.unit == "万元"
    assert [note.kind for note in sheet.notes] == ["conflicting-units"]
    assert [cell.text for cell in sheet.notes[0].cells] == ["单位：万元", "预算金额（元）"]


@READERS
def test_numbered_rows_stand_under_the_row_they_add_up_to(reading: Reading) -> None:
    sheet = reading(
        TOP
        + """
        任务名称     | 主要内容 | 总额  | 财政拨款
        一、基本支出 |          | 100   | 100
        1.人员经费   | 工资     | 80    | 80
        2.公用经费   | 办公     | 20    | 20
        二、项目支出 |          | 200.5 | 200.5
        1.治水工程   | 治水     | 200.5 | 200.5
        合计         |          | 300.5 | 300.5
        """
        + INDICATORS
    )
    assert [(group, name) for group, name, _ in money(sheet)] == [
        ("一、基本支出", "1.人员经费"),
        ("一、基本支出", "2.公用经费"),
        ("二、项目支出", "1.治水工程"),
    ]
    assert str(sheet.total) == "300.5"
    assert [finding.code for finding in check(sheet, {"select": ["B", "S04"]}).findings] == []


@READERS
def test_numbered_rows_that_do_not_add_up_stay_beside_each_other(reading: Reading) -> None:
    sheet = reading(
        TOP
        + """
        任务名称     | 主要内容 | 总额  | 财政拨款
        修路         | 修       | 100   | 100
        1.建桥       | 建       | 80    | 80
        """
        + INDICATORS
    )
    assert [group for group, _, _ in money(sheet)] == [None, None]


@READERS
def test_level_labels_under_an_unknown_heading_are_the_first_level(reading: Reading) -> None:
    sheet = reading(
        TOP
        + """
        指标大类 | 二级指标 | 三级指标 | 指标值
        产出指标 | 数量指标 | 甲数     | ≥1个
        效益指标 | 社会效益指标 | 乙     | 明显
        """
    )
    assert [row[0] for row in levels(sheet)] == ["产出指标", "效益指标"]
    assert [cell.text for cell in sheet.leftover] == ["指标大类"]


@READERS
def test_a_section_label_beside_a_column_of_the_same_name(reading: Reading) -> None:
    sheet = reading(
        TOP
        + """
        年度主要任务 | 主要任务 | 主要内容 | 总额
                     | 修路     | 修一段   | 3
        """
        + INDICATORS
    )
    assert money(sheet) == [(None, "修路", ["3"])]
    assert sheet.leftover == ()


@pytest.mark.parametrize(
    ("title", "row", "path", "said"),
    [
        ("部门整体支出绩效自评表", "单位名称 | 某局", "department.name", "某局"),
        ("部门整体支出绩效目标表", "联系人及电话 | 张三 1234", "department.contact", "张三 1234"),
        ("项目支出绩效目标表", "部门名称 | 某局", "department.name", "某局"),
        ("项目支出绩效目标表", "项目分类 | 转移支付", "project.category", "转移支付"),
        ("项目支出绩效目标表", "起止年限 | 2021-2025", "project.period", "2021-2025"),
    ],
)
def test_facts_under_other_names(title: str, row: str, path: str, said: str) -> None:
    sheet = read_workbook(f"{title}\n{row}\n{INDICATORS}")
    cell = sheet.locate(path)
    assert cell is not None
    assert (cell.text, sheet.leftover) == (said, ())
