"""The goals and what stands among them: a fact, a row of money, a caption is none of their paragraphs."""

from __future__ import annotations

import pytest

from perfgoals import GoalSheet, read, read_text
from perfgoals.models import SelfEvaluation
from tests.layout.sheets import INDICATORS, TOP, Reading, read_lines, read_workbook
from tests.readers.rendering import RENDERERS, Box

READERS = pytest.mark.parametrize("reading", [read_workbook, read_lines], ids=["workbook", "text"])

TABLE = [
    ["一级指标", "二级指标", "三级指标", "指标值"],
    ["产出指标", "数量指标", "修路里程", "≥3公里"],
]


def read_rows(*rows: list[str]) -> GoalSheet:
    return read_table(["项目支出绩效目标表"], *rows)


def read_table(*rows: list[str]) -> GoalSheet:
    boxes = [
        Box(row, column, text)
        for row, cells in enumerate([*rows, *TABLE], 1)
        for column, text in enumerate(cells, 1)
        if text
    ]
    return read(RENDERERS["html"](boxes))


def test_a_lone_name_of_a_fact_among_the_goals_is_no_goal() -> None:
    sheet = read_rows(["项目名称", "修路"], ["年度总体目标"], ["修好道路。"], ["2.项目实施内容及过程概述"])
    assert sheet.goal == ("修好道路。",)


def test_a_row_of_money_below_the_goals_is_no_goal() -> None:
    sheet = read_rows(["项目名称", "修路"], ["年度总体目标"], ["修好道路。"], ["年度资金总额", "12.50"])
    assert sheet.goal == ("修好道路。",)
    assert [(line.label, str(line.amounts[0].amount)) for line in sheet.funding] == [("年度资金总额", "12.50")]


def test_a_row_of_money_that_begins_like_a_caption_is_a_row() -> None:
    sheet = read_rows(["项目名称", "修路"], ["项目资金", "年度资金总额", "12"], ["", "单位资金"])
    assert [line.label for line in sheet.funding] == ["年度资金总额", "单位资金"]


def test_a_note_in_the_place_of_a_value_is_none() -> None:
    sheet = read_rows(["项目名称", "修路"], ["实施单位", "(盖章)"])
    assert sheet.project is not None
    assert sheet.project.implementing_unit is None


def test_columns_of_money_are_known_by_their_names_without_their_formulas() -> None:
    sheet = read_rows(
        ["项目名称", "修路"],
        ["资金来源", "年初预算数①", "调整金额②", "小计③=①+②", "预算执行数④", "支出实现率(%)⑤=④/③"],
        ["财政资金", "10", "2", "12", "6", "50%"],
    )
    (line,) = sheet.funding
    assert [(amount.role, str(amount.amount)) for amount in line.amounts] == [
        ("initial", "10"),
        ("other", "2"),
        ("other", "12"),
        ("executed", "6"),
    ]
    assert line.rate == 50


def test_a_title_without_the_word_sheet_stands_alone_above_the_facts() -> None:
    sheet = read_table(["2024年部门整体绩效目标"], ["基本信息"], ["部门名称", "某局"], ["年度绩效目标"], ["保障运转。"])
    assert (sheet.title, sheet.year, sheet.goal) == ("2024年部门整体绩效目标", 2024, ("保障运转。",))


def test_the_name_of_the_goals_above_them_is_no_title() -> None:
    sheet = read_table(["项目绩效目标"], ["保障运转。"])
    assert (sheet.title, sheet.goal) == (None, ("保障运转。",))


def test_a_goal_behind_the_colon_of_its_label_is_read() -> None:
    assert read_rows(["项目名称", "修路"], ["年度总体目标：修好道路。"]).goal == ("修好道路。",)


def read_evaluation(*rows: list[str]) -> SelfEvaluation:
    sheet = read_table(["项目支出绩效自评表"], *rows)
    assert isinstance(sheet, SelfEvaluation)
    return sheet


def test_two_parts_beside_each_other_in_pipes_keep_their_texts() -> None:
    text = "项目支出绩效自评表\n年度总体目标|预期目标||实际完成情况|\n|清淤3公里||清淤3.2公里|\n"
    sheet = read_text(text + "一级指标|二级指标|三级指标|指标值\n产出指标|数量指标|清淤长度|≥3公里")
    assert isinstance(sheet, SelfEvaluation)
    assert sheet.evaluation is not None
    assert (sheet.goal, sheet.evaluation.goal) == (("清淤3公里",), ("清淤3.2公里",))


def test_a_part_that_its_text_names_is_read_as_that_part() -> None:
    sheet = read_evaluation(["年度总体目标", "预期目标：建4个村。", "实际完成情况：建3个村。"])
    assert sheet.evaluation is not None
    assert (sheet.goal, sheet.evaluation.goal) == (("建4个村。",), ("建3个村。",))


def test_a_part_that_a_text_below_its_label_names_stays_below_that_label() -> None:
    sheet = read_evaluation(["年度总体目标"], ["预期目标", "完成情况"], ["建4个村。", "年度目标：建4个村，已建成。"])
    assert sheet.evaluation is not None
    assert (sheet.goal, sheet.evaluation.goal) == (("建4个村。",), ("年度目标：建4个村，已建成。",))


def test_a_goal_sheet_keeps_the_words_before_its_goal() -> None:
    assert read_rows(["年度总体目标", "年度目标：建4个村。"]).goal == ("年度目标：建4个村。",)


def test_a_label_of_a_part_beside_those_of_two_names_the_section() -> None:
    sheet = read_evaluation(["年度总体目标完成情况", "预期目标", "实际完成情况"], ["", "建4个村。", "建3个村。"])
    assert sheet.evaluation is not None
    assert (sheet.goal, sheet.evaluation.goal) == (("建4个村。",), ("建3个村。",))


def test_a_label_of_a_part_beside_one_of_another_is_a_part() -> None:
    sheet = read_evaluation(["年度总体目标完成情况", "预期目标"], ["建3个村。", "建4个村。"])
    assert sheet.goal == ()
    assert [cell.text for cell in sheet.leftover] == ["年度总体目标完成情况", "预期目标", "建3个村。", "建4个村。"]


def test_the_overall_goal_beside_what_was_reached_is_what_was_expected() -> None:
    """The form of transfers to localities: 总体目标完成情况 | 总体目标 | 全年实际完成情况."""
    for labels in (
        ["总体目标完成情况", "总体目标", "全年实际完成情况"],
        ["年度总体目标完成情况", "总体目标", "完成情况"],
    ):
        sheet = read_evaluation(["项目名称", "建村"], labels, ["", "建4个村。", "建3个村。"])
        assert sheet.evaluation is not None
        assert (sheet.goal, sheet.evaluation.goal) == (("建4个村。",), ("建3个村。",))
        assert sheet.leftover == ()


def test_the_overall_goal_beside_the_goals_of_two_terms_names_the_section() -> None:
    sheet = read_rows(["项目名称", "建村"], ["总体目标", "中期目标", "年度目标"], ["", "建9个村。", "建4个村。"])
    assert (sheet.medium_term_goal, sheet.goal) == (("建9个村。",), ("建4个村。",))


@READERS
def test_duties_of_the_year_beside_a_lone_text_are_the_goal(reading: Reading) -> None:
    sheet = reading(f"{TOP}\n年度履职目标 | 保障全县供水安全。\n{INDICATORS}")
    assert sheet.goal == ("保障全县供水安全。",)
    assert (sheet.tasks, sheet.leftover) == ((), ())


@READERS
def test_duties_of_the_year_above_a_list_of_tasks_name_the_tasks(reading: Reading) -> None:
    tasks = "年度履职目标 | 任务名称 | 主要内容 | 预算金额\n | 供水 | 保障供水 | 12\n"
    sheet = reading(f"{TOP}\n{tasks}{INDICATORS}")
    assert sheet.goal == ()
    assert [task.name for task in sheet.tasks] == ["供水"]


def test_a_number_without_a_mark_in_a_cell_of_its_own_numbers_the_goal_beside_it() -> None:
    sheet = read_rows(["年度总体目标", "目标1", "建4个村。"], ["", "目标二", "修3条路。"])
    assert sheet.goal == ("目标1：建4个村。", "目标二：修3条路。")
    assert read_rows(["年度总体目标", "目标明确", "建4个村。"]).goal == ("目标明确", "建4个村。")


def test_what_is_said_below_the_total_of_an_evaluation_is_no_indicator() -> None:
    head, row = ["二级指标", "三级指标", "指标值", "实际完成值", "得分"], ["数量指标", "图书", "5册", "6册", "20"]
    reason, measure = ["偏差大或目标未完成原因分析", "无"], ["改进措施及结果应用方案", "加强管理"]
    sheet = read_evaluation(["项目名称", "购书"], head, row, ["总分", "", "", "", "98"], reason, measure)
    assert sheet.evaluation is not None
    assert (sheet.evaluation.problems, sheet.evaluation.measures) == ("无", "加强管理")
    assert "偏差大或目标未完成原因分析" not in [indicator.name for _, _, indicator in sheet.iter_indicators()]
