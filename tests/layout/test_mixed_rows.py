"""Rows that hold more than one thing, and columns known by what stands in them."""

from __future__ import annotations

from perfgoals import GoalSheet
from tests.layout.test_narratives import read_rows, read_table


def money(sheet: GoalSheet) -> list[tuple[str, str]]:
    return [(line.label, str(line.amounts[0].amount)) for line in sheet.funding]


def test_an_amount_beside_a_fact_is_read() -> None:
    sheet = read_rows(["项目名称", "修路", "预算金额", "1,250.00"])
    assert sheet.project is not None
    assert (sheet.project.name, money(sheet)) == ("修路", [("预算金额", "1250.00")])


def test_an_amount_beside_one_of_an_unknown_name_is_read_and_the_other_left_over() -> None:
    sheet = read_rows(["项目名称", "修路"], ["年度资金总额", "12", "库区结余", "3"])
    assert money(sheet) == [("年度资金总额", "12")]
    assert [cell.text for cell in sheet.leftover] == ["库区结余", "3"]


def test_a_goal_beside_its_label_is_read_without_a_section() -> None:
    sheet = read_rows(["项目名称", "修路"], ["年度目标", "修好道路。"], ["主管部门", "某局"])
    assert sheet.goal == ("修好道路。",)
    assert sheet.project is not None
    assert sheet.project.competent_department == "某局"


def test_a_goals_label_beside_an_amount_is_no_goal() -> None:
    assert read_rows(["项目名称", "修路"], ["年度目标", "12"]).goal == ()


def test_a_column_of_comparators_is_known_by_what_stands_in_it() -> None:
    sheet = read_table(
        ["项目支出绩效目标表"],
        ["一级指标", "二级指标", "三级指标", "类属", "指标值", "计量单位"],
        ["产出指标", "数量指标", "修路里程", "≥", "3", "公里"],
        ["产出指标", "质量指标", "工程质量", "定性", "良好", ""],
        ["项目支出绩效目标表"],
    )
    found = [(item.name, item.target.text, item.nature) for _, _, item in sheet.iter_indicators()]
    assert found[:2] == [("修路里程", "≥3公里", None), ("工程质量", "良好", "定性")]


def test_a_column_that_holds_other_words_too_is_none_of_comparators() -> None:
    sheet = read_table(
        ["项目支出绩效目标表"],
        ["一级指标", "二级指标", "三级指标", "类属", "指标值", "计量单位"],
        ["产出指标", "数量指标", "修路里程", "≥", "3", "公里"],
        ["产出指标", "质量指标", "工程质量", "归口", "良好", ""],
        ["项目支出绩效目标表"],
    )
    assert [item.target.text for _, _, item in sheet.iter_indicators()][:2] == ["3公里", "良好"]


def test_months_in_a_caption_state_its_year() -> None:
    for caption in ("（2024年1-8月）", "（ 2024 年度 1 - 8 月）"):
        assert read_table(["项目支出绩效运行监控表"], [caption], ["项目名称", "修路"]).year == 2024
