"""Lists of several projects: their facts and their money in columns, printed once or on every row."""

from __future__ import annotations

from decimal import Decimal
from io import BytesIO

from perfgoals import GoalSheet, read_all
from perfgoals.models import Amount
from tests.layout.sheets import workbook

TITLE = "2024年度项目支出绩效目标表 | | | | | | 单位：万元\n"
HEADER = "单位名称 | 项目名称 | 预算金额 | 年度绩效目标 | 二级指标 | 三级指标 | 指标值\n"


def projects(text: str) -> list[GoalSheet]:
    """Read the projects of a written list, as a workbook."""
    return read_all(BytesIO(workbook(text)))


def names(sheet: GoalSheet) -> list[str | None]:
    """List the names of a sheet's indicators."""
    return [indicator.name for _, _, indicator in sheet.iter_indicators()]


def test_facts_printed_on_every_row_are_those_of_one_project() -> None:
    rows = (
        "某局 | 系统运维 | 45.00 | 保障运行 | 数量指标 | 系统数 | 6个\n"
        "某局 | 系统运维 | 45.00 | 保障运行 | 质量指标 | 可用率 | ≥99%\n"
        "某局 | 绩效评价 | 30.00 | 开展评价 | 数量指标 | 项目数 | 10个\n"
    )
    first, second = projects(TITLE + HEADER + rows)
    assert (names(first), names(second)) == (["系统数", "可用率"], ["项目数"])
    assert first.project is not None
    assert (first.project.name, first.project.implementing_unit, first.goal) == ("系统运维", "某局", ("保障运行",))
    assert [line.amounts for line in first.funding] == [(Amount(amount=Decimal("45.00")),)]
    assert first.leftover == ()
    assert {cell.ref: role for cell, role in first.labels().items() if cell.row == 4} == {
        "A4": "head.project.implementing_unit",
        "B4": "head.project.name",
        "C4": "columns.funding.amount",
        "D4": "sections.goal",
    }


def test_a_name_again_with_another_unit_is_another_project() -> None:
    rows = (
        "甲局 | 设备购置 | 45 | 购置设备 | 数量指标 | 设备数 | 6台\n"
        "乙局 | 设备购置 | 45 | 购置设备 | 数量指标 | 设备数 | 9台\n"
    )
    first, second = projects(TITLE + HEADER + rows)
    assert first.project is not None
    assert second.project is not None
    assert (first.project.implementing_unit, second.project.implementing_unit) == ("甲局", "乙局")
    assert (names(first), names(second)) == (["设备数"], ["设备数"])


def test_the_stages_of_a_projects_money_in_columns() -> None:
    text = (
        "2023年度项目支出绩效自评汇总表 | | | | | | 单位：万元\n"
        "项目名称 | 全年预算数 | 全年执行数 | 执行率 | 三级指标 | 年度指标值 | 实际完成值 | 得分\n"
        "防汛物资 | 50 | 48 | 96% | 采购冲锋舟 | 5艘 | 5艘 | 40\n"
        " | | | | 储备合格率 | 100% | 100% | 50\n"
        "河长制 | 30 | 28 | 93.3% | 巡河次数 | ≥200次 | 230次 | 50\n"
    )
    first, second = projects(text)
    (line,) = first.funding
    assert (line.amount("budget"), line.amount("executed"), line.rate) == (Decimal(50), Decimal(48), Decimal(96))
    assert [amount.label for amount in line.amounts] == ["全年预算数", "全年执行数"]
    cells = [first.locate(f"funding[0].{leaf}") for leaf in ("amounts[0].amount", "amounts[1].amount", "rate")]
    assert [cell.ref for cell in cells if cell is not None] == ["B3", "C3", "D3"]
    assert second.funding[0].amount("executed") == 28
    assert (names(first), names(second)) == (["采购冲锋舟", "储备合格率"], ["巡河次数"])


def test_stages_that_belong_to_no_project_are_left_over() -> None:
    text = (
        "项目支出绩效自评表\n项目名称 | 防汛物资\n"
        "三级指标 | 年度指标值 | 实际完成值 | 得分 | 全年预算数\n"
        "采购冲锋舟 | 5艘 | 5艘 | 40 | 50\n"
    )
    (sheet,) = projects(text)
    assert sheet.funding == ()
    assert [cell.text for cell in sheet.leftover] == ["全年预算数", "50"]


def test_a_column_the_tree_has_no_place_for_leaves_nothing_undecided() -> None:
    text = (
        "项目支出绩效自评表\n项目名称 | 防汛物资\n"
        "三级指标 | 年度指标值 | 实际完成值 | 完成率 | 完成目标可能性\n"
        "采购冲锋舟 | 5艘 | 5艘 | 100% | 确定能\n"
    )
    (sheet,) = projects(text)
    assert [cell.text for cell in sheet.leftover] == ["100%", "确定能"]
    assert sheet.notes == ()
