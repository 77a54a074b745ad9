"""Columns of values that a second header line divides: by party, by year, in pieces; columns named by a year."""

from __future__ import annotations

import pytest

from perfgoals import GoalSheet, read_all
from tests.layout.sheets import TOP, Reading, levels, read_lines, read_workbook

MERGES = ("A4:A5", "B4:B5", "C4:C5")
"""The labels beside the divided one span both lines of the header, which begins on the fourth line."""


def read_merged(sheet: str) -> GoalSheet:
    """Read a written sheet as a workbook whose first three header labels are merged."""
    return read_workbook(sheet, MERGES)


READINGS = pytest.mark.parametrize("reading", [read_merged, read_workbook, read_lines], ids=["merged", "book", "text"])
HEADER = "一级指标 | 二级指标 | 三级指标 | "


def divided(labels: str, values: str, above: str = "指标值") -> str:
    """Write a sheet whose values stand under several labels."""
    blanks = " |" * labels.count("|")
    return f"{TOP}{HEADER}{above} {blanks}\n | | | {labels}\n产出指标 | 数量指标 | 户数 | {values}\n"


def parties(sheet: GoalSheet) -> list[tuple[str, str]]:
    """List the values by party of the only indicator."""
    ((_, _, indicator),) = sheet.iter_indicators()
    return [(party.label, party.target.text) for party in indicator.party_targets]


@READINGS
@pytest.mark.parametrize(
    ("labels", "values", "expected"),
    [
        ("上半年 | 全年", "≥50户 | ≥100户", ("≥100户", [], "上半年 ≥50户")),
        ("甲市 | 乙市 | 合计", "≥9户 | ≥3户 | ≥12户", ("≥12户", [("甲市", "≥9户"), ("乙市", "≥3户")], "")),
        ("全县 | 甲镇", "≥9户 | ≥3户", ("≥9户", [("甲镇", "≥3户")], "")),
        ("2024年 | 2025年", "≥9户 | ≥3户", ("≥9户", [], "2025年 ≥3户")),
        ("第一批 | 第二批", "≥9户 | ≥3户", ("", [], "第一批 第二批 ≥9户 ≥3户")),
        ("全省 | 甲市 | 合计", "≥9户 | ≥3户 | ≥3户", ("", [("甲市", "≥3户")], "全省 合计 ≥9户 ≥3户")),
    ],
)
def test_only_the_value_of_all_is_the_target(
    reading: Reading, labels: str, values: str, expected: tuple[str, list[tuple[str, str]], str]
) -> None:
    sheet = reading(divided(labels, values))
    ((category, group, name, target),) = levels(sheet)
    assert (category, group, name) == ("产出指标", "数量指标", "户数")
    assert (target, parties(sheet), " ".join(cell.text for cell in sheet.leftover)) == expected


@READINGS
def test_the_number_among_its_pieces_needs_no_known_name(reading: Reading) -> None:
    sheet = reading(divided("符号 | 值 | 单位", "≥ | 12.5 | 公里"))
    assert [str(indicator.target) for _, _, indicator in sheet.iter_indicators()] == ["≥12.5公里"]
    assert sheet.leftover == ()


@READINGS
def test_an_actual_value_in_pieces(reading: Reading) -> None:
    header = f"{TOP}{HEADER}指标值 | | | 实际完成 | |\n | | | 符号 | 值 | 单位 | 符号 | 值 | 单位\n"
    sheet = reading(header + "产出指标 | 数量指标 | 长度 | ≥ | 12.5 | 公里 | | 13.2 | 公里")
    ((_, _, indicator),) = sheet.iter_indicators()
    assert (str(indicator.target), str(indicator.actual)) == ("≥12.5公里", "13.2公里")
    place = "indicators[0].groups[0].indicators[0].actual"
    assert [cell.text for cell in sheet.locate_all(place)] == ["13.2", "公里"]
    assert sheet.leftover == ()


@READINGS
def test_reasons_that_are_ticked_are_no_reason(reading: Reading) -> None:
    text = f"{TOP}{HEADER}指标值 | 偏差原因分析 | |\n | | | | 经费保障 | 制度保障 | 其他\n"
    sheet = reading(text + "产出指标 | 数量指标 | 户数 | ≥9户 | | √ |")
    ((_, _, indicator),) = sheet.iter_indicators()
    assert (indicator.target.text, indicator.deviation_reason) == ("≥9户", None)
    assert [cell.text for cell in sheet.leftover] == ["其他", "√"]


@READINGS
def test_a_first_row_of_values_in_words_is_no_line_of_the_header(reading: Reading) -> None:
    sheet = reading(f"{TOP}{HEADER}指标值 | 备注\n | | | |\n产出指标 | 质量指标 | 效果 | 较好 | 重要\n")
    assert levels(sheet) == [("产出指标", "质量指标", "效果", "较好")]
    assert [indicator.remark for _, _, indicator in sheet.iter_indicators()] == ["重要"]


@pytest.mark.parametrize(
    ("labels", "values", "target", "actual"),
    [
        ("2023年实际完成值 | 2024年指标值", "300人 | 350人", "350人", None),
        ("2023年完成值 | 年度指标值 | 2024年完成值", "300人 | 350人 | 360人", "350人", "360人"),
        ("2022年指标值 | 2023年指标值 | 2024年指标值", "280人 | 300人 | 350人", "350人", None),
        ("2022年指标值 | 2023年指标值", "280人 | 300人", "", None),
        ("2024年指标值 | 2024年完成值", "350人 | 360人", "350人", "360人"),
    ],
)
def test_a_column_of_another_year_is_left_over(labels: str, values: str, target: str, actual: str | None) -> None:
    sheet = read_workbook(f"{TOP}{HEADER}{labels}\n产出指标 | 数量指标 | 人数 | {values}\n")
    ((_, _, indicator),) = sheet.iter_indicators()
    assert (indicator.target.text, indicator.actual and indicator.actual.text) == (target, actual)


def test_columns_of_several_years_are_in_doubt_where_the_sheet_states_none() -> None:
    top = "部门整体支出绩效目标表\n部门名称：某局\n"
    row = "产出指标 | 数量指标 | 人数 | 350人 | 400人"
    several = read_workbook(f"{top}{HEADER}2024年指标值 | 2025年指标值\n{row}")
    one = read_workbook(f"{top}{HEADER}2024年指标值 | 备注\n{row}")
    assert [levels(sheet)[0][3] for sheet in (several, one)] == ["", "350人"]


@pytest.mark.parametrize(
    ("header", "row", "target"),
    [
        (f"单位 | 项目名称 | {HEADER}指标值", "某县一中 | 修缮 | 产出指标 | 数量指标 | 教室 | 20", "20"),
        (f"单位 | {HEADER}指标值", "某县一中 | 产出指标 | 数量指标 | 教室 | 20间", "20间"),
        (f"{HEADER}指标值 | 单位", "产出指标 | 数量指标 | 教室 | 20 | 间", "20间"),
        (f"{HEADER}指标值 | 单位", "产出指标 | 时效指标 | 完成时间 | 3058 | 年", "3058年"),
    ],
)
def test_an_organisation_is_no_unit(header: str, row: str, target: str) -> None:
    ((_, _, indicator),) = read_workbook(f"{TOP}{header}\n{row}").iter_indicators()
    assert str(indicator.target) == target


def test_a_line_between_the_lines_of_a_header_may_be_divided_itself() -> None:
    header = "<td>一级指标<td rowspan=0>二级指标<td rowspan=0>三级指标<td>"
    (sheet,) = read_all(f"<table><tr>{header}<tr><td colspan=4>绩效目标表<tr><td>一级指标</table>".encode())
    assert [cell.text for cell in sheet.leftover] == ["绩效目标表"]


@pytest.mark.parametrize(("year", "expected"), [("2024", ["≥160件", "≥170件"]), ("2025", ["", ""])])
def test_of_columns_that_are_years_the_sheets_holds_the_targets(year: str, expected: list[str]) -> None:
    text = f"部门整体支出绩效目标表\n（{year}年度）\n{HEADER}2022年 | 2023年 | 2024年\n"
    rows = "产出指标 | 数量指标 | 甲 | 120件 | 150件 | ≥160件\n | | 乙 | 130件 | 140件 | ≥170件\n"
    sheet = read_workbook(text + rows)
    assert [indicator.target.text for _, _, indicator in sheet.iter_indicators()] == expected
    assert {"2022年", "150件"} <= {cell.text for cell in sheet.leftover}
