"""Text that lost its borders: read where only one reading is possible, left over where there are two."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from perfgoals import GoalSheet, NoGoalSheet, read_text
from tests import corpus_score
from tests.layout.rendering import Drawing, Style, draw, styles
from tests.layout.sheets import levels
from tests.strategies.sheets import department_sheets

FLAT = """
项目支出绩效自评表 (2022年度) 项目名称 委托业务项目 项目资金 (万元)
年初预算数 全年预算数 全年执行数 分值 执行率 得分 年度资金总额: 100 90 89.9 10 99.89% 9 其他资金
绩效指标 一级指标 二级指标 三级指标 年度指标值 实际完成值 分值 得分
产出指标(50分) 数量指标 业务项目数量 ≥50个 50 8 8 质量指标 报告合格率 ≥95% 96% 8 7
经费支出合规性 合规 达成预期指标 8 8
"""


@pytest.mark.parametrize("border", [" ", "\n", "|", " |\n"], ids=["blank", "line", "pipe", "pipe and line"])
def test_the_same_words_are_read_the_same_whatever_border_is_left(border: str) -> None:
    sheet = read_text(border.join(FLAT.split()))
    assert (sheet.kind, sheet.year, sheet.unit) == ("self-evaluation", 2022, "万元")
    assert levels(sheet) == [
        ("产出指标", "数量指标", "业务项目数量", "≥50个"),
        ("产出指标", "质量指标", "报告合格率", "≥95%"),
        ("产出指标", "质量指标", "经费支出合规性", "合规"),
    ]
    assert [str(indicator.score) for _, _, indicator in sheet.iter_indicators()] == ["8", "7", "8"]
    assert [str(amount.amount) for amount in sheet.funding[0].amounts] == ["100", "90", "89.9"]


def test_glued_cells_are_cut_by_labels_and_values() -> None:
    sheet = read_text(
        "绩效目标表\n(2020年度)\n项目名称修桥\n年度资金总额:16\n绩效指标一级指标二级指标指标内容指标值\n"
        "产出指标数量指标修桥数量100座\n质量指标工程验收合格率100%\n购置设施合格率≥95%"
    )
    assert levels(sheet) == [
        ("产出指标", "数量指标", "修桥数量", "100座"),
        ("产出指标", "质量指标", "工程验收合格率", "100%"),
        ("产出指标", "质量指标", "购置设施合格率", "≥95%"),
    ]


def test_a_figure_that_may_be_points_or_a_score_is_left_over() -> None:
    sheet = read_text(
        "绩效自评表 一级指标 二级指标 三级指标 指标值 完成值 权重 得分 产出指标 数量指标 发放覆盖率 100% 100% 60"
    )
    ((_, _, indicator),) = sheet.iter_indicators()
    assert (indicator.name, indicator.weight, indicator.score) == ("发放覆盖率", None, None)
    assert [cell.text for cell in sheet.leftover] == ["60"]


HEADER = "绩效目标表\n一级指标 二级指标 三级指标 指标值"


@pytest.mark.parametrize("gap", [" ", "\n"])
def test_a_column_that_no_form_knows_is_left_over_and_the_others_are_read(gap: str) -> None:
    lines = f"{HEADER} 神秘栏目 得分\n产出指标 数量指标 覆盖率 100% 甲 60\n质量指标 合格率 98% 乙 20"
    sheet = read_text(lines.replace(" ", gap))
    found = [(i.name, str(i.target), str(i.score)) for _, _, i in sheet.iter_indicators()]
    assert found == [("覆盖率", "100%", "60"), ("合格率", "98%", "20")]
    assert [cell.text for cell in sheet.leftover if cell.text in ("甲", "乙")]


@pytest.mark.parametrize("gap", [" ", "\n"])
def test_a_sign_belongs_to_the_figure_behind_it_where_no_column_holds_signs(gap: str) -> None:
    rows = f"产出指标{gap}数量指标{gap}开放天数{gap}≥ 330天\n质量指标{gap}设施完好率{gap}≥ 98%"
    sheet = read_text(f"{HEADER.replace(' ', gap)}\n{rows}")
    assert [(i.name, str(i.target)) for _, _, i in sheet.iter_indicators()] == [
        ("开放天数", "≥330天"),
        ("设施完好率", "≥98%"),
    ]


def test_a_unit_belongs_to_the_number_before_it_where_no_column_holds_units() -> None:
    rows = "产出指标 数量指标 修缮面积 ≥ 28000 平方米\n质量指标 合格率 98%"
    sheet = read_text(f"{HEADER}\n{rows}")
    assert [(i.name, str(i.target)) for _, _, i in sheet.iter_indicators()] == [
        ("修缮面积", "≥28000平方米"),
        ("合格率", "98%"),
    ]


def test_a_header_that_is_not_understood_leaves_its_rows() -> None:
    sheet = read_text(
        "绩效自评表 一级指标 二级指标 三级指标 指标值 神秘 栏目 三个 得分 产出指标 数量指标 覆盖率 100% 甲 60"
    )
    assert list(sheet.iter_indicators()) == []
    assert {"覆盖率", "100%", "60"} <= {cell.text for cell in sheet.leftover}


def test_every_fragment_points_to_the_line_it_stands_in() -> None:
    lines = FLAT.split()
    sheet = read_text("\n".join(lines))
    for path in sheet.located_paths():
        for cell in sheet.locate_all(path):
            assert lines[int(cell.ref[1:].split("C")[0]) - 1] == cell.raw


@pytest.mark.skipif(not corpus_score.CORPUS.is_dir(), reason="the corpus of real sheets is not beside the project")
def test_nothing_in_the_corpus_is_read_wrong() -> None:
    wrong = [remark for remark in corpus_score.remarks() if remark.startswith("wrong")]
    assert wrong == []


def test_levels_on_the_second_line_of_a_header_stand_left_of_what_is_printed_before_them() -> None:
    sheet = read_text(
        "绩效自评表\n绩效指标\n指标值\n分值\n一级指标\n二级指标\n三级指标\n"
        "产出指标\n数量指标\n修路里程\n≥3公里\n20\n质量指标\n工程合格率\n≥95%\n30"
    )
    assert levels(sheet) == [
        ("产出指标", "数量指标", "修路里程", "≥3公里"),
        ("产出指标", "质量指标", "工程合格率", "≥95%"),
    ]


def test_a_target_left_of_its_levels_is_given_to_no_other_row() -> None:
    sheet = read_text(
        "绩效自评表\n指标值\n一级指标\n二级指标\n三级指标\n"
        "≥3公里\n产出指标\n数量指标\n修路里程\n≥95%\n产出指标\n质量指标\n工程合格率"
    )
    assert {("修路里程", "≥95%"), ("工程合格率", "≥3公里")}.isdisjoint(row[2:] for row in levels(sheet))


def _flat(drawing: Drawing, border: str) -> str:
    words = [str(drawing.cells[place]) for place in sorted(drawing.cells)]
    return border.join(words)


@settings(max_examples=60)
@given(department_sheets(), styles, st.sampled_from((" ", "\n", "|", " |\n")))
def test_what_is_read_of_a_sheet_without_borders_is_never_wrong(sheet: GoalSheet, style: Style, border: str) -> None:
    try:
        (found,) = [read_text(_flat(draw(sheet, style), border))]
    except NoGoalSheet:
        return
    printed = {(i.name, i.target.text, c.label, g.label) for c, g, i in sheet.iter_indicators()}
    for category, group, indicator in found.iter_indicators():
        levels_of = [
            (c, g) for name, target, c, g in printed if (name, target) == (indicator.name, indicator.target.text)
        ]
        assert any(category.label in (c, None) and group.label in (g, None) for c, g in levels_of)
    amounts = {task.name: task.budget for _, task in sheet.leaf_tasks()}
    for _, task in found.leaf_tasks():
        assert task.name in amounts


def test_rows_too_long_to_divide_are_left_over() -> None:
    header = "项目支出绩效目标表项目名称修路绩效指标一级指标二级指标三级指标指标值"
    sheet = read_text(header + "产出指标数量指标修路里程≥3公里" + "质量指标工程合格率100%" * 2000)
    assert list(sheet.iter_indicators()) == []
    assert sheet.leftover != ()


@pytest.mark.parametrize("words", ["指标1" * 12_000, "修路\n" * 10_000, "修路里程" * 20_000])
def test_what_is_longer_than_any_sheet_gets_no_borders_back(words: str) -> None:
    header = "项目支出绩效目标表项目名称修路绩效指标一级指标二级指标三级指标指标值"
    with pytest.raises(NoGoalSheet):
        read_text(f"{header}产出指标数量指标修路里程≥3公里\n{words}")


@pytest.mark.parametrize("text", ["标\t||三", "一级指标|二级指标||三级指标", "二级指标\t||（三）"])
def test_a_blank_piece_is_no_part_of_a_label(text: str) -> None:
    with pytest.raises(NoGoalSheet):
        read_text(text)
