"""What published pages leave of a sheet: labels cut short, columns that say the same in every row, fields to sign."""

from __future__ import annotations

import pytest

from perfgoals import read_text
from perfgoals.models import ProjectSheet, SelfEvaluation
from tests.layout.sheets import INDICATORS, TOP, Reading, levels, read_lines, read_workbook

READERS = pytest.mark.parametrize("reading", [read_workbook, read_lines], ids=["workbook", "text"])

PROJECT = "项目支出绩效目标表\n（2024年度）\n项目名称 | 修路\n"
HEADER = "一级指标 | 二级指标 | 三级指标 | 指标值\n"


def _piped(*cells: str) -> str:
    return "\n".join(f"{cell} |" for cell in cells)


def test_a_text_behind_every_value_names_no_indicator() -> None:
    rows = [("数量指标", "雾炮车数", "10辆"), ("质量指标", "空气质量", "优良"), ("成本指标", "总成本", "≤250万元")]
    cells = [cell for row in rows for cell in (*row, "计划标准")]
    sheet = read_text(
        "项目支出绩效目标申报表\n"
        + _piped("一级指标", "二级指标", "三级指标", "指标值及单位", "绩效标准", "产出指标", *cells)
    )
    assert [(name, target) for _, _, name, target in levels(sheet)] == [row[1:] for row in rows]


def test_rows_aside_end_where_a_level_is_printed_again() -> None:
    sheet = read_text(
        "项目支出绩效目标申报表\n"
        + _piped(
            *("一级指标", "二级指标", "三级指标", "指标值", "绩效标准", "产出指标"),
            *("数量指标", "雾炮车数", "10", "计划标准", "雾炮车射程", "80M", "计划标准"),
            *("质量指标", "空气质量", "优良", "计划标准"),
        )
    )
    assert {name for _, _, name, _ in levels(sheet)} <= {"雾炮车数", "空气质量"}


@READERS
def test_fields_to_sign_are_no_indicator(reading: Reading) -> None:
    sheet = reading(TOP + INDICATORS + " | | 财政资金管理科室（盖章） 年 月 日 | 财政绩效管理科室（盖章） 年 月 日\n")
    assert [name for _, _, name, _ in levels(sheet)] == ["甲数量", "乙数量"]
    assert sheet.footnotes == ("财政资金管理科室（盖章） 年 月 日", "财政绩效管理科室（盖章） 年 月 日")


@READERS
def test_a_name_that_ends_like_such_a_field_is_one_beside_its_target(reading: Reading) -> None:
    sheet = reading(TOP + INDICATORS + " | | 及时出具审核意见 | ≥3份\n")
    assert levels(sheet)[-1][2:] == ("及时出具审核意见", "≥3份")


@READERS
@pytest.mark.parametrize("name", ["(0-20)分", "）", "定量"])
def test_points_of_a_level_and_the_rest_of_a_bracket_name_nothing(reading: Reading, name: str) -> None:
    sheet = reading(TOP + INDICATORS + f" | 质量指标 | {name} | ≥3个\n")
    assert [found for _, _, found, _ in levels(sheet)] == ["甲数量", "乙数量"]
    assert name in [cell.text for cell in sheet.leftover]
    assert "undecided-row" in [note.kind for note in sheet.notes]


@READERS
@pytest.mark.parametrize("name", ["（一）甲合格率", "20-30岁人群覆盖率", "定量考核次数"])
def test_a_name_may_begin_with_a_bracket_or_a_number(reading: Reading, name: str) -> None:
    assert levels(reading(TOP + INDICATORS + f" | 质量指标 | {name} | ≥3个\n"))[-1][2] == name


@READERS
def test_an_organisation_left_of_the_levels_is_no_unit(reading: Reading) -> None:
    sheet = reading(
        PROJECT
        + """
        单位 | 一级指标 | 二级指标 | 三级指标 | 指标值 | 绩效度量单位
        某局 | 产出指标 | 数量指标 | 培训人数 | ≥200   | 人
        """
    )
    assert [str(indicator.target) for _, _, indicator in sheet.iter_indicators()] == ["≥200人"]
    assert {"单位", "某局"} <= {cell.text for cell in sheet.leftover}


@READERS
def test_a_lone_column_of_units_may_stand_left_of_the_levels(reading: Reading) -> None:
    sheet = reading(
        PROJECT + "计量单位 | 一级指标 | 二级指标 | 三级指标 | 指标值\n人 | 产出指标 | 数量指标 | 培训人数 | ≥200\n"
    )
    assert [str(indicator.target) for _, _, indicator in sheet.iter_indicators()] == ["≥200人"]


RESULT = "项目支出绩效自评表\n（2024年度）\n项目名称 | 修路\n"


@READERS
@pytest.mark.parametrize(
    "label", ["总体目标完成情况 | 总体目标 | 全年实际完成情况", "总体目标 | 总体目标 | 实际完成情况"]
)
def test_a_goal_beside_its_result_is_what_was_expected(reading: Reading, label: str) -> None:
    sheet = reading(RESULT + label + "\n | 修好道路 | 道路已修好\n" + INDICATORS)
    assert isinstance(sheet, SelfEvaluation)
    assert (sheet.goal, sheet.evaluation.goal) == (("修好道路",), ("道路已修好",))


def test_a_goal_beside_its_result_in_text_with_pipes() -> None:
    sheet = read_text(
        "项目支出绩效自评表|\n总体目标完成情况|总体目标|全年实际完成情况|\n修好道路。|道路已修好。|\n"
        "一级指标|二级指标|三级指标|指标值|实际完成值|\n产出指标|数量指标|甲|≥1个|1个|\n"
    )
    assert isinstance(sheet, SelfEvaluation)
    assert (sheet.goal, sheet.evaluation.goal) == (("修好道路。",), ("道路已修好。",))


@READERS
def test_the_section_of_the_goals_beside_both_parts_stays_their_section(reading: Reading) -> None:
    sheet = reading(RESULT + "总体目标 | 预期目标 | 实际完成情况\n | 修好道路 | 道路已修好\n" + INDICATORS)
    assert isinstance(sheet, SelfEvaluation)
    assert (sheet.goal, sheet.evaluation.goal) == (("修好道路",), ("道路已修好",))


@READERS
def test_one_letter_that_is_left_of_a_label_is_no_goal(reading: Reading) -> None:
    sheet = reading(PROJECT + "年度总体目标\n保障道路畅通\n绩\n" + HEADER + "产出指标 | 数量指标 | 甲 | ≥1个\n")
    assert sheet.goal == ("保障道路畅通",)
    assert "绩" in [cell.text for cell in sheet.leftover]


@pytest.mark.parametrize(
    ("label", "leaf"), [("主管部门及其编码", "competent_department"), ("项目负责人及联系电话", "contact")]
)
def test_a_longer_label_is_not_cut_behind_a_shorter_one(label: str, leaf: str) -> None:
    top = f"项目支出绩效目标表\n项目名称\n修路\n{label}\n张三\n"
    sheet = read_text(top + _piped("一级指标", "二级指标", "三级指标", "指标值", "产出指标", "数量指标", "甲", "≥1个"))
    assert isinstance(sheet, ProjectSheet)
    assert getattr(sheet.project, leaf) == "张三"


def test_a_label_that_was_broken_over_two_lines_is_one() -> None:
    rows = "产出指标\n数量指标\n开放天数\n≥330天\n满意度指标\n服务对象\n满意度指标\n读者满意度\n≥90%"
    sheet = read_text(f"项目支出绩效目标表\n项目名称\n开放\n一级指标\n二级指标\n三级指标\n指标值\n{rows}")
    assert [(group.label, i.name) for _, group, i in sheet.iter_indicators()] == [
        ("数量指标", "开放天数"),
        ("服务对象满意度指标", "读者满意度"),
    ]


def test_a_label_that_asks_for_the_name_of_a_body_is_no_value() -> None:
    sheet = read_text(
        "项目支出绩效目标表\n申报单位名称：\n某馆\n项目单位名称\n某站\n项目名称\n开放\n"
        "一级指标 二级指标 三级指标 指标值"
    )
    assert sheet.project is not None
    assert (sheet.project.competent_department, sheet.project.implementing_unit) == ("某馆", "某站")


def test_the_influence_of_a_project_is_a_level() -> None:
    rows = "产出目标 数量 开放天数 ≥330天\n影响力目标 长效管理 制度健全性 健全"
    sheet = read_text(f"项目支出绩效目标表\n项目名称 开放\n一级指标 二级指标 三级指标 指标值\n{rows}")
    assert [(c.label, g.label, i.name) for c, g, i in sheet.iter_indicators()] == [
        ("产出目标", "数量", "开放天数"),
        ("影响力目标", "长效管理", "制度健全性"),
    ]


def test_headings_of_a_report_above_the_title_are_no_labels() -> None:
    report = "某项目情况说明\n五、实施周期\n2026年至2027年\n七、绩效目标\n详见项目绩效目标表"
    sheet = read_text(
        f"{report}\n项目支出绩效目标申报表\n（2026年度）\n项目名称\n开放\n一级指标 二级指标 三级指标 指标值\n"
    )
    assert (sheet.title, sheet.year, sheet.goal) == ("项目支出绩效目标申报表", 2026, ())
    assert sheet.project is not None
    assert (sheet.project.name, sheet.project.period) == ("开放", None)
