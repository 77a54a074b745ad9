"""Rows of money: which stage, which unit, which block an amount belongs to; where nothing says so it is left over."""

from __future__ import annotations

import pytest

from perfgoals import GoalSheet
from tests.layout.sheets import INDICATORS, TOP, Reading, read_lines, read_workbook
from tests.layout.sheets import money as tasks_of

READERS = pytest.mark.parametrize("reading", [read_workbook, read_lines], ids=["workbook", "text"])

PROJECT = "项目支出绩效目标表\n项目名称 | 修路\n"
EVALUATION = "项目支出绩效自评表\n项目名称 | 修路\n"


def money(sheet: GoalSheet) -> list[tuple[str, list[tuple[str, str]]]]:
    return [
        (line.label, [(amount.role, str(amount.amount or amount.amount_text or 0)) for amount in line.amounts])
        for line in sheet.funding
    ]


def left(sheet: GoalSheet) -> list[str]:
    return [cell.text for cell in sheet.leftover]


def test_budget_and_execution_beside_each_other_are_stages_of_one_line() -> None:
    rows = "预算数： | 150 | 执行数： | 145\n其中：财政拨款 | 140 | 其中：财政拨款 | 135\n其他资金 | 10 | 其他资金 | \n"
    sheet = read_workbook(EVALUATION + rows + INDICATORS)
    assert money(sheet) == [
        ("预算数", [("budget", "150"), ("executed", "145")]),
        ("其中:财政拨款", [("budget", "140"), ("executed", "135")]),
        ("其他资金", [("budget", "10")]),
    ]
    assert left(sheet) == []


def test_the_same_money_twice_without_stages_is_that_of_the_medium_term_and_of_the_year() -> None:
    sheet = read_workbook(PROJECT + "其中：财政拨款 | 140 | 其中：财政拨款 | 45\n" + INDICATORS)
    assert money(sheet) == [("其中:财政拨款", [("medium-term", "140")]), ("其中:财政拨款", [("amount", "45")])]


def test_the_same_total_of_income_and_of_spending_is_no_medium_term() -> None:
    sheet = read_workbook(PROJECT + "财政拨款 | 30 | 基本支出 | 10\n合计 | 32 | 合计 | 32\n" + INDICATORS)
    assert money(sheet)[2:] == [("合计", [("amount", "32")])] * 2


def test_stages_without_amounts_are_none() -> None:
    sheet = read_workbook(EVALUATION + "预算数： | 待定 | 执行数： | 待定\n" + INDICATORS)
    assert (money(sheet), left(sheet)) == ([], ["预算数：", "待定", "执行数：", "待定"])


def test_of_amounts_in_several_units_those_in_the_first_one_are_read() -> None:
    sheet = read_workbook(PROJECT + "资金总额 | 35万元\n其中：财政拨款 | 300000元\n" + INDICATORS)
    assert (sheet.unit, [note.kind for note in sheet.notes]) == ("万元", ["conflicting-units"])
    assert money(sheet) == [("资金总额", [("amount", "35")]), ("其中:财政拨款", [("amount", "300000元")])]


def test_amounts_of_tasks_say_the_unit_too() -> None:
    rows = "部门整体支出绩效目标表\n任务名称 | 主要内容 | 预算金额\n甲 | 做 | 1.2亿元\n乙 | 干 | 300万元\n"
    sheet = read_workbook(rows + INDICATORS)
    assert (sheet.unit, [note.kind for note in sheet.notes]) == ("亿元", ["conflicting-units"])
    assert tasks_of(sheet) == [(None, "甲", ["1.2"]), (None, "乙", ["None"])]


def test_amounts_in_one_unit_agree() -> None:
    sheet = read_workbook(PROJECT + "资金总额 | 35万元\n其中：财政拨款 | 30万元\n" + INDICATORS)
    assert (sheet.unit, sheet.notes) == ("万元", ())


def test_the_rates_of_a_second_block_are_not_those_of_the_first() -> None:
    rows = "项目 | 预算数 | 决算数 | 项目 | 预算数 | 决算数 | 执行率\n财政拨款 | 90 | 80 | 基本支出 | 60 | 30 | 50%\n"
    sheet = read_workbook(EVALUATION + rows + INDICATORS)
    assert money(sheet) == [("财政拨款", [("budget", "90"), ("executed", "80")])]
    assert sheet.funding[0].rate is None
    assert [text for text in left(sheet) if text[0].isdigit()] == ["60", "30", "50%"]


def test_the_rate_behind_a_single_block_is_its_own() -> None:
    rows = "项目 | 预算数 | 决算数 | 执行率\n财政拨款 | 60 | 30 | 50%\n"
    assert str(read_workbook(EVALUATION + rows + INDICATORS).funding[0].rate) == "50"


def test_a_column_of_totals_beside_parties_is_no_money_of_a_project() -> None:
    rows = "一级指标 | 二级指标 | 三级指标 | 合计 | 甲片 | 乙片\n产出指标 | 数量指标 | 户数 | ≥100户 | ≥30户 | ≥70户\n"
    sheet = read_workbook(PROJECT + rows)
    assert money(sheet) == []
    assert "≥100户" in left(sheet)


def test_labels_that_touch_each_other_without_amounts_are_no_rows() -> None:
    sheet = read_workbook(PROJECT + "总额 | 财政拨款 | 其他资金\n" + INDICATORS)
    assert (money(sheet), left(sheet)) == ([], ["总额", "财政拨款", "其他资金"])


def test_labels_with_blank_amounts_between_are_rows() -> None:
    sheet = read_workbook(PROJECT + "总额 | | 财政拨款 | | 其他资金\n" + INDICATORS)
    assert [label for label, _ in money(sheet)] == ["总额", "财政拨款", "其他资金"]


def test_of_two_amounts_behind_one_label_neither_is_taken() -> None:
    sheet = read_workbook(PROJECT + "财政拨款 | 300 | 100\n" + INDICATORS)
    assert (money(sheet), left(sheet)) == ([], ["财政拨款", "300", "100"])


def test_an_amount_is_taken_beside_words_of_another_kind() -> None:
    sheet = read_workbook(PROJECT + "财政拨款 | 300 | 拨款口 | 农口\n" + INDICATORS)
    assert (money(sheet), left(sheet)) == ([("财政拨款", [("amount", "300")])], ["拨款口", "农口"])


def test_amounts_of_the_medium_term_and_of_the_year_stand_in_columns() -> None:
    rows = "项目资金 | 中期资金 | 年度资金\n资金总额 | 300 | 100\n财政拨款 | 300 | 100\n"
    sheet = read_workbook(PROJECT + rows + INDICATORS)
    stages = [("medium-term", "300"), ("amount", "100")]
    assert (money(sheet), left(sheet)) == ([("资金总额", stages), ("财政拨款", stages)], [])


def test_columns_named_by_years_are_left_over() -> None:
    rows = "资金情况 | 2023年 | 2024年\n资金总额 | 300 | 100\n"
    sheet = read_workbook(PROJECT + rows + INDICATORS)
    assert (money(sheet), left(sheet)) == ([], ["2023年", "2024年", "资金总额", "300", "100"])


@READERS
@pytest.mark.parametrize("total", ["收入合计 | 100 | 支出合计 | 100", "本年收入合计 | 100 | 本年支出合计 | 100"])
def test_the_totals_of_income_and_expenditure_are_of_one_year(reading: Reading, total: str) -> None:
    sheet = reading(f"{TOP}\n按收入性质分 | | 按支出性质分\n一般公共预算 | 100 | 基本支出 | 100\n{total}\n{INDICATORS}")
    assert [[amount.role for amount in line.amounts] for line in sheet.funding] == [["amount"]] * 4
    assert sheet.leftover == ()


@READERS
def test_the_same_money_twice_is_that_of_the_medium_term_and_of_the_year(reading: Reading) -> None:
    sheet = reading(f"项目支出绩效目标表\n项目名称 | 修路\n其中：财政拨款 | 300 | 其中：财政拨款 | 100\n{INDICATORS}")
    assert [line.amounts[0].role for line in sheet.funding] == ["medium-term", "amount"]
