"""The table of indicators in the shapes it is published in."""

from __future__ import annotations

import pytest

from perfgoals import NoGoalSheet, SeveralGoalSheets, read, read_all
from tests.layout.sheets import INDICATORS, TOP, Reading, kinds, levels, read_lines, read_workbook, workbook

READERS = pytest.mark.parametrize("reading", [read_workbook, read_lines], ids=["workbook", "text"])


@READERS
def test_split_targets_are_joined_from_their_cells(reading: Reading) -> None:
    sheet = reading(
        TOP
        + """
        一级指标 | 二级指标 | 三级指标 | 计算符号 | 指标值 | 计量单位 | 备注
        产出指标 | 数量指标 | 巡查     | ≥        | 12     | 次       |
                 | 质量指标 | 合格率   | =        | 100    | %        | 重要
                 |          | 效果     | 定性     | 明显   |          |
        """
    )
    found = [indicator for _, _, indicator in sheet.iter_indicators()]
    assert [str(indicator.target) for indicator in found] == ["≥12次", "=100%", "明显"]
    assert [indicator.nature for indicator in found] == [None, None, "定性"]
    assert [indicator.remark for indicator in found] == [None, "重要", None]
    places = sheet.locate_all("indicators[0].groups[0].indicators[0].target")
    assert [place.text for place in places] == ["12", "≥", "次"]


@READERS
def test_two_line_header_divides_the_target(reading: Reading) -> None:
    sheet = reading(
        TOP
        + """
        一级指标 | 二级指标 | 三级指标 | 权重 | 年度指标值 |      |
                 |          |          |      | 符号       | 数值 | 单位
        产出指标 | 数量指标 | 巡查     | 40   | ≥          | 12   | 次
                 | 质量指标 | 合格率   | 60   | =          | 100  | %
        合计     |          |          | 100  |            |      |
        """
    )
    found = [indicator for _, _, indicator in sheet.iter_indicators()]
    assert [str(indicator.target) for indicator in found] == ["≥12次", "=100%"]
    assert [indicator.weight for indicator in found] == [40, 60]
    assert sheet.stated_weight == 100
    assert sheet.leftover == ()


@READERS
def test_points_behind_a_label_and_in_columns_of_their_own(reading: Reading) -> None:
    sheet = reading(
        TOP
        + """
        一级指标          | 权重 | 二级指标 | 权重 | 三级指标 | 权重 | 指标值
        产出指标          | 50   | 数量指标 | 20   | 甲数     | 10   | ≥3个
                          |      |          |      | 乙数     | 10   | ≥4个
        效益指标（30分）  |      | 社会效益 |      | 丙       | 30   | 改善
        """
    )
    first, second = sheet.indicators
    assert [str(points) for points in (first.points, first.groups[0].points)] == ["50", "20"]
    assert [str(points) for points in (second.points, second.groups[0].points)] == ["30", "None"]
    assert (first.label, second.label) == ("产出指标", "效益指标")
    assert [indicator.weight for _, _, indicator in sheet.iter_indicators()] == [10, 10, 30]


@READERS
def test_labels_broken_over_lines_are_one_label(reading: Reading) -> None:
    sheet = reading(
        TOP
        + """
        年 度\\n绩 效\\n指 标 | 一级\\n指标 | 二级\\n指标 | 三级指标 | 指标值
                              | 产 出\\n指标 | 数量\\n指标 | 巡查\\n次数 | ≥12次
        """
    )
    assert levels(sheet) == [("产出指标", "数量指标", "巡查次数", "≥12次")]


@READERS
def test_page_break_repeats_title_and_header(reading: Reading) -> None:
    sheet = reading(
        TOP
        + INDICATORS
        + "第1页 共2页"
        + TOP
        + """
        一级指标 | 二级指标 | 三级指标 | 指标值
                 | 质量指标 | 丙率     | ≥3%
        效益指标 | 社会效益指标 | 丁   | 明显
        第2页 共2页
        """
    )
    assert levels(sheet) == [
        ("产出指标", "数量指标", "甲数量", "≥1个"),
        ("产出指标", "数量指标", "乙数量", "≥2个"),
        ("产出指标", "质量指标", "丙率", "≥3%"),
        ("效益指标", "社会效益指标", "丁", "明显"),
    ]
    assert sheet.leftover == ()


@READERS
def test_the_second_level_says_where_a_blank_first_level_belongs(reading: Reading) -> None:
    sheet = reading(
        TOP
        + """
        一级指标 | 二级指标       | 三级指标 | 指标值
        产出指标 | 数量指标       | 甲       | ≥1个
                 | 社会效益指标   | 乙       | 明显
                 | 满意度指标     | 丙       | ≥90%
        """
    )
    assert kinds(sheet) == [
        ("output", "quantity"),
        ("outcome", "social"),
        ("satisfaction", "recipient-satisfaction"),
    ]
    assert [category.label for category in sheet.indicators] == ["产出指标", None, None]


def test_a_merged_first_level_is_printed_for_all_its_rows() -> None:
    sheet = read_workbook(
        """
        部门整体支出绩效目标表
        一级指标 | 二级指标     | 三级指标 | 指标值
        产出指标 | 数量指标     | 甲       | ≥1个
                 | 社会效益指标 | 乙       | 明显
        """,
        merges=["A3:A4"],
    )
    assert kinds(sheet) == [("output", "quantity"), ("output", "social")]


def test_rows_moved_by_a_page_break_in_text_are_read_by_what_they_say() -> None:
    sheet = read_lines(
        TOP
        + """
               | 一级指标     | 二级指标 | 三级指标   | 指标值
               |              | 数量指标 | 巡查       | ≥12次
        年度绩效指标
        产出指标
        质量指标 | 合格率     | ≥95%     |
        效益指标 | 经济效益指标 | 增收   | ≥5万元
               | 社会效益指标 | 改善情况 | 显著提高
        满意度指标 | 满意度指标 | 群众满意度 | ≥90%
        """
    )
    assert levels(sheet) == [
        ("产出指标", "数量指标", "巡查", "≥12次"),
        ("产出指标", "质量指标", "合格率", "≥95%"),
        ("效益指标", "经济效益指标", "增收", "≥5万元"),
        ("效益指标", "社会效益指标", "改善情况", "显著提高"),
        ("满意度指标", "满意度指标", "群众满意度", "≥90%"),
    ]
    assert sheet.leftover == ()
    place = sheet.locate("indicators[0].label")
    assert place is not None
    assert place.ref == "L7C1"


@READERS
def test_unknown_kinds_are_kept_as_printed(reading: Reading) -> None:
    sheet = reading(
        TOP
        + """
        一级指标 | 二级指标 | 三级指标 | 指标值
        过程指标 | 管理指标 | 制度健全 | 健全
        产出指标 | 重点工作 | 任务数   | ≥3项
        """
    )
    assert kinds(sheet) == [(None, None), ("output", None)]
    assert [(c.label, g.label) for c, g, _ in sheet.iter_indicators()] == [
        ("过程指标", "管理指标"),
        ("产出指标", "重点工作"),
    ]


@READERS
def test_a_form_without_second_level(reading: Reading) -> None:
    sheet = reading(
        TOP
        + """
        绩效指标   | 指标名称 | 目标值 | 单位
        产出指标   | 甲       | ≥5     | 个
                   | 乙       | 7      | 次
        满意度指标 | 丙       | ≥90    | %
        """
    )
    assert kinds(sheet) == [("output", None), ("output", None), ("satisfaction", "recipient-satisfaction")]
    assert sheet.leftover == ()


@READERS
def test_an_unknown_column_is_left_over_and_noted(reading: Reading) -> None:
    sheet = reading(
        TOP
        + """
        一级指标 | 二级指标 | 三级指标 | 指标值 | 绩效等级
        产出指标 | 数量指标 | 巡查     | ≥12次  | 优
        """
    )
    assert levels(sheet) == [("产出指标", "数量指标", "巡查", "≥12次")]
    assert [cell.text for cell in sheet.leftover] == ["绩效等级", "优"]
    assert [(note.kind, note.cells[0].text) for note in sheet.notes] == [("unknown-column", "绩效等级")]


@READERS
def test_a_missing_target_and_a_missing_name_are_kept(reading: Reading) -> None:
    sheet = reading(
        TOP
        + """
        一级指标 | 二级指标 | 三级指标 | 指标值
        产出指标 | 数量指标 | 巡查     |
                 | 质量指标 |          | ≥95%
        """
    )
    found = [(indicator.name, indicator.target.kind) for _, _, indicator in sheet.iter_indicators()]
    assert found == [("巡查", "missing"), (None, "threshold")]


@READERS
def test_notes_and_signatures_below_are_footnotes(reading: Reading) -> None:
    sheet = reading(
        TOP
        + INDICATORS
        + """
        注：1.本表一式三份。
        2.由财政部门审核。
        单位负责人：张三 | | 填报人：李四 | 填报日期：2024年1月5日
        """
    )
    assert sheet.footnotes == (
        "注：1.本表一式三份。",
        "2.由财政部门审核。",
        "单位负责人：张三",
        "填报人：李四",
        "填报日期：2024年1月5日",
    )
    assert sheet.leftover == ()


@READERS
def test_an_indicator_named_like_a_signature_is_an_indicator(reading: Reading) -> None:
    sheet = reading(TOP + INDICATORS + "| | 负责人培训次数 | ≥2次")
    assert levels(sheet)[-1] == ("产出指标", "数量指标", "负责人培训次数", "≥2次")


@READERS
def test_prose_below_the_table_is_left_over_and_no_fault(reading: Reading) -> None:
    sheet = reading(TOP + INDICATORS + "本表由财政局印制并留存")
    assert [cell.text for cell in sheet.leftover] == ["本表由财政局印制并留存"]
    assert sheet.notes == ()


@READERS
def test_goal_before_the_tasks_over_several_rows(reading: Reading) -> None:
    sheet = reading(
        TOP
        + """
        年度总体目标 | 目标1：修好路
                     | 目标2：<p>养好路</p> <p>管好路&nbsp;</p>
        """
        + INDICATORS
    )
    assert sheet.goal == ("目标1：修好路", "目标2：", "养好路", "管好路")


@READERS
def test_a_year_that_is_none_is_noted(reading: Reading) -> None:
    sheet = reading("部门整体支出绩效目标表\n（20222年）\n" + INDICATORS)
    assert sheet.year is None
    assert [note.kind for note in sheet.notes] == ["unreadable-year"]
    assert [cell.text for cell in sheet.leftover] == ["（20222年）"]


def test_the_sheets_of_a_workbook() -> None:
    book = workbook(TOP + INDICATORS, 说明="填表说明 | 请如实填写", 另一张=TOP + INDICATORS)
    assert [sheet.origin.worksheet for sheet in read_all(book)] == ["表", "另一张"]
    with pytest.raises(SeveralGoalSheets, match="另一张"):
        read(book)


def test_a_hidden_worksheet_is_noted_and_does_not_count() -> None:
    book = workbook(TOP + INDICATORS, hidden=["旧表"], 旧表=TOP + INDICATORS)
    sheet = read(book)
    assert sheet.origin.worksheet == "表"
    assert [(note.kind, note.args["worksheet"]) for note in sheet.notes] == [("hidden-worksheet", "旧表")]
    assert [s.origin.worksheet for s in read_all(book)] == ["表", "旧表"]


def test_a_workbook_without_a_goal_sheet_names_what_it_holds() -> None:
    with pytest.raises(NoGoalSheet, match="姓名"):
        read(workbook("姓名 | 年龄\n张三 | 三十"))


@READERS
@pytest.mark.parametrize("line", ["预算年度：2024", "预算年度 | 2024", "年度：2024年 | 单位：万元"])
def test_a_year_behind_its_label(reading: Reading, line: str) -> None:
    sheet = reading(f"部门整体支出绩效目标表\n{line}\n" + INDICATORS)
    assert sheet.year == 2024
    assert sheet.leftover == ()


@pytest.mark.parametrize(
    "second", ["（2023年度）\n部门名称：某局", "（2024年度）\n部门名称：乙局", "（2023年度）\n部门名称：乙局"]
)
def test_sheets_below_each_other_are_read_apart(second: str) -> None:
    book = workbook(TOP + INDICATORS + f"部门整体支出绩效目标表\n{second}\n" + INDICATORS.replace("甲数量", "丙数量"))
    first, last = read_all(book)
    assert [levels(sheet)[0][2] for sheet in (first, last)] == ["甲数量", "丙数量"]
    assert [sheet.department.name for sheet in (first, last)] == ["某局", second.split("：")[1]]
    assert [len(levels(sheet)) for sheet in (first, last)] == [2, 2]
    with pytest.raises(SeveralGoalSheets):
        read(book)


def test_a_page_that_goes_on_under_a_changed_title_is_the_same_sheet() -> None:
    sheet = read_workbook(
        TOP + INDICATORS + "部门整体支出绩效目标表（续）\n（2024年度）\n部门名称：某局\n" + INDICATORS
    )
    assert len(levels(sheet)) == 4
    assert sheet.leftover == ()


def test_a_workbook_whose_only_goal_sheet_is_hidden_is_read() -> None:
    book = workbook("姓名 | 年龄", hidden=["旧表"], 旧表=TOP + INDICATORS)
    assert read(book).origin.worksheet == "旧表"


def test_the_primary_cell_of_a_target_is_its_number() -> None:
    sheet = read_workbook(
        TOP
        + """
        一级指标 | 二级指标 | 三级指标 | 计算符号 | 指标值 | 计量单位
        产出指标 | 数量指标 | 巡查     | ≥        | 12     | 次
        """
    )
    place = sheet.locate("indicators[0].groups[0].indicators[0].target")
    assert place is not None
    assert (place.ref, place.text) == ("E5", "12")
