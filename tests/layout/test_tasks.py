"""The table of tasks in the shapes it is published in."""

from __future__ import annotations

from decimal import Decimal

import pytest

from tests.layout.sheets import INDICATORS, TOP, Reading, money, read_lines, read_workbook

READERS = pytest.mark.parametrize("reading", [read_workbook, read_lines], ids=["workbook", "text"])


@READERS
def test_label_of_the_section_beside_header_and_tasks_is_no_group(reading: Reading) -> None:
    sheet = reading(
        TOP
        + """
        年度主要任务 | 任务名称 | 主要内容 | 预算金额（万元） | |
                     |          |          | 总额 | 财政拨款 | 其他资金
                     | 修路     | 修一段   | 3    | 2        | 1
        """
        + INDICATORS
    )
    assert money(sheet) == [(None, "修路", ["3", "2", "1"])]
    assert sheet.leftover == ()


@READERS
def test_label_beside_tasks_only_is_a_group(reading: Reading) -> None:
    sheet = reading(
        TOP
        + """
        任务名称     |      | 主要内容 | 总额 | 财政拨款 | 其他资金
        人员         |      | 工资     | 5.00 | 5.00     | 0
        年度主要任务 | 修路 | 修一段   | 3    | 2        | 1
                     | 建桥 | 建一座   | 4    | 4        | 0
        """
        + INDICATORS
    )
    assert money(sheet) == [
        (None, "人员", ["5.00", "5.00", "0"]),
        ("年度主要任务", "修路", ["3", "2", "1"]),
        ("年度主要任务", "建桥", ["4", "4", "0"]),
    ]


def test_a_group_ends_where_its_merged_label_ends() -> None:
    sheet = read_workbook(
        """
        部门整体支出绩效目标表
        任务类别 | 任务名称 | 主要内容 | 总额（元） | 财政拨款
        基本支出 | 人员     | 工资     | 10         | 10
                 | 公用     | 水电     | 5          | 5
                 | 其余     | 其他     | 1          | 1
        """
        + INDICATORS,
        merges=["A3:A4"],
    )
    assert [group for group, _, _ in money(sheet)] == ["基本支出", "基本支出", None]


@READERS
def test_subtotal_belongs_to_its_group_and_total_to_the_sheet(reading: Reading) -> None:
    sheet = reading(
        TOP
        + """
        任务类别 | 任务名称 | 主要内容 | 总额 | 财政拨款 | 其他资金
        基本支出 | 人员     | 工资     | 10   | 10       | 0
                 | 公用     | 水电     | 5    | 5        | 0
                 | 小计     |          | 15   | 15       | 0
        项目支出 | 修路     | 修一段   | 7    | 7        | 0
        金额合计 |          |          | 22   | 22       | 0
        """
        + INDICATORS
    )
    assert [group for group, _, _ in money(sheet)] == ["基本支出", "基本支出", "项目支出"]
    assert sheet.tasks[0].budget is not None
    assert sheet.tasks[0].budget.total == 15
    assert sheet.stated_total is not None
    line = sheet.stated_total
    assert [str(amount) for amount in (line.total, line.fiscal, line.other)] == ["22", "22", "0"]
    assert sheet.total == 22


@READERS
def test_subtotal_of_no_group_is_left_over(reading: Reading) -> None:
    sheet = reading(
        TOP
        + """
        任务名称 | 主要内容 | 总额 | 财政拨款
        人员     | 工资     | 10   | 10
        小计     |          | 10   | 10
        """
        + INDICATORS
    )
    assert [cell.text for cell in sheet.leftover] == ["小计", "10", "10"]
    assert [note.kind for note in sheet.notes] == ["undecided-row"]


@READERS
def test_columns_in_another_order_with_numbers_and_remarks(reading: Reading) -> None:
    sheet = reading(
        TOP
        + """
        序号 | 任务名称 | 预算资金 | 主要内容 | 备注
        1    | 防汛     | 12.30    | 值守     | 专项
        2    | 供水     | 1,200.00 | 供水     |
        合计 |          | 1,212.30 |          |
        """
        + INDICATORS
    )
    assert money(sheet) == [(None, "防汛", ["12.30"]), (None, "供水", ["1200.00"])]
    assert [task.remark for task in sheet.tasks] == ["专项", None]
    assert sheet.stated_total is not None
    assert sheet.stated_total.total == Decimal("1212.30")
    assert sheet.leftover == ()


@READERS
def test_an_amount_in_words_is_kept_as_text(reading: Reading) -> None:
    sheet = reading(
        TOP
        + """
        任务名称 | 主要内容 | 总额   | 财政拨款 | 其他资金
        修路     | 修一段   | 约500  | 500      | —
        """
        + INDICATORS
    )
    line = sheet.tasks[0].budget
    assert line is not None
    assert [line.total, line.total_text, str(line.fiscal), line.other] == [None, "约500", "500", None]
    place = sheet.locate("tasks[0].budget.total")
    assert place is not None
    assert place.text == "约500"


@READERS
def test_a_blank_amount_is_none_and_never_zero(reading: Reading) -> None:
    sheet = reading(
        TOP
        + """
        任务名称 | 主要内容 | 总额 | 财政拨款 | 其他资金
        修路     | 修一段   | 3    | 3        |
        建桥     | 建一座   |      |          |
        """
        + INDICATORS
    )
    first, second = sheet.tasks
    assert first.budget is not None
    assert [source.amount for source in first.budget.sources] == [3, None]
    assert second.budget is None


def test_second_header_line_that_lost_its_blanks_in_text_stands_under_the_amounts() -> None:
    sheet = read_lines(
        TOP
        + """
        任务名称 | 主要内容 | 预算金额
        总额     | 财政拨款 | 其他资金
        修路     | 修一段   | 3 | 2 | 1
        """
        + INDICATORS
    )
    assert money(sheet) == [(None, "修路", ["3", "2", "1"])]


def test_a_line_of_prose_between_tasks_is_left_over() -> None:
    sheet = read_lines(
        TOP
        + """
        任务名称 | 主要内容 | 总额
        修路     | 修一段   | 3
        以下为本年度新增任务
        建桥     | 建一座   | 4
        """
        + INDICATORS
    )
    assert [name for _, name, _ in money(sheet)] == ["修路", "建桥"]
    assert [cell.text for cell in sheet.leftover] == ["以下为本年度新增任务"]


@pytest.mark.parametrize(
    ("stated", "unit"),
    [("预算金额（万元）", "万元"), ("预算金额(元)", "元"), ("预算金额（单位：亿元）", "亿元"), ("预算金额", None)],
)
def test_the_money_unit_is_what_the_sheet_states(stated: str, unit: str | None) -> None:
    sheet = read_workbook(
        f"""
        部门整体支出绩效目标表
        任务名称 | 主要内容 | {stated}
        修路     | 修一段   | 3
        """
        + INDICATORS
    )
    assert sheet.unit == unit
