"""What is said of several years, or of a project beside this one, is none of the sheet's."""

from __future__ import annotations

from perfgoals import GoalSheet
from perfgoals.models import SelfEvaluation
from tests.layout.sheets import INDICATORS, levels, read_lines, read_workbook

HEAD = "项目支出绩效目标表\n（2023年度）\n项目名称 | 修路\n"
COLUMNS = "一级指标 | 二级指标 | 三级指标 | 指标值\n"
LONG = f"长期绩效指标 | {COLUMNS} | 产出指标 | 数量指标 | 总里程 | 30公里\n"
YEAR = f"年度绩效指标 | {COLUMNS} | 产出指标 | 数量指标 | 里程 | 3公里\n"


def left(sheet: GoalSheet) -> list[str]:
    return [cell.text for cell in sheet.leftover]


def test_a_table_of_long_term_indicators_is_left_over() -> None:
    goals = "长期绩效目标 | 修好路网。\n年度绩效目标 | 修好一段。\n"
    sheet = read_workbook(HEAD + goals + LONG + YEAR)
    assert (sheet.medium_term_goal, sheet.goal) == (("修好路网。",), ("修好一段。",))
    assert levels(sheet) == [("产出指标", "数量指标", "里程", "3公里")]
    assert left(sheet) == ["产出指标", "数量指标", "总里程", "30公里"]


def test_long_term_indicators_below_the_years_are_left_over_too() -> None:
    sheet = read_workbook(HEAD + YEAR + LONG + "注：按规定填报\n")
    assert levels(sheet) == [("产出指标", "数量指标", "里程", "3公里")]
    assert left(sheet) == ["产出指标", "数量指标", "总里程", "30公里"]
    assert sheet.footnotes == ("注：按规定填报",)


def test_long_term_rows_under_the_header_of_both_are_left_over() -> None:
    row = "产出指标 | 数量指标 | 里程 | 3公里"
    rows = f"绩效指标 | {COLUMNS}长期绩效指标 | {row}0\n年度绩效指标 | {row}\n"
    sheet = read_workbook(HEAD + rows)
    assert levels(sheet) == [("产出指标", "数量指标", "里程", "3公里")]
    assert left(sheet) == ["产出指标", "数量指标", "里程", "3公里0"]


def test_facts_below_the_long_term_indicators_are_read() -> None:
    sheet = read_workbook(HEAD + YEAR + LONG + "主管部门 | 某局\n")
    assert sheet.project is not None
    assert sheet.project.competent_department == "某局"


def test_a_span_of_years_is_no_year() -> None:
    assert read_workbook("项目支出绩效目标表（2023-2025年）\n项目名称 | 修路\n" + INDICATORS).year is None


def test_years_beside_each_other_are_none_of_the_sheets() -> None:
    rows = "项目支出绩效目标表\n项目名称 | 修路\n年度 | 2023年 | 2024年\n"
    sheet = read_workbook(rows + INDICATORS)
    assert (sheet.year, left(sheet)) == (None, ["年度", "2023年", "2024年"])


def test_a_year_said_twice_is_the_sheets() -> None:
    assert read_workbook("项目支出绩效目标表\n2023年度 | 2023年度\n项目名称 | 修路\n" + INDICATORS).year == 2023


def test_the_goal_of_a_project_beside_this_one_is_left_over() -> None:
    rows = "项目支出绩效目标表\n项目名称 | 修路 | 架桥\n年度总体目标 | 修好道路 | 架好桥梁\n"
    sheet = read_workbook(rows + INDICATORS)
    assert (sheet.goal, left(sheet)) == (("修好道路",), ["架桥", "架好桥梁"])


def test_a_part_below_a_word_beside_the_name_keeps_its_text() -> None:
    rows = "项目支出绩效自评表\n项目名称 | 修路 | 存档\n年度总体目标\n预期目标 | | 实际完成情况\n建好 | | 建成\n"
    sheet = read_workbook(rows + INDICATORS)
    assert isinstance(sheet, SelfEvaluation)
    assert sheet.evaluation is not None
    assert (sheet.goal, sheet.evaluation.goal) == (("建好",), ("建成",))


def test_a_title_without_the_word_for_sheet_is_known_behind_a_year() -> None:
    rows = "2021年部门预算项目绩效目标自评\n主管部门 | 某局\n预算数 | 5 | 执行数 | 4\n"
    sheet = read_lines(
        rows + "一级指标 | 二级指标 | 三级指标 | 预期指标值 | 实际完成指标值\n产出指标 | 数量指标 | 甲 | 1个 | 1个"
    )
    assert (sheet.kind, sheet.title, sheet.year) == ("self-evaluation", "2021年部门预算项目绩效目标自评", 2021)


def test_words_that_end_so_without_a_year_are_no_title() -> None:
    rows = "关于做好绩效目标自评\n主管部门 | 某局\n"
    assert read_lines(rows + INDICATORS).title is None


def test_a_labelled_span_of_years_is_no_year() -> None:
    sheet = read_workbook("项目支出绩效目标表\n项目名称 | 修路\n预算年度：2023-2025年\n" + INDICATORS)
    assert (sheet.year, left(sheet)) == (None, ["预算年度：2023-2025年"])
