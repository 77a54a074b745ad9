"""Text without any border: what its labels decide is read, and a name with two possible ends is left over."""

from __future__ import annotations

import pytest

from perfgoals import GoalSheet, read_text
from perfgoals.layout.vocabulary import leading_title

TITLE = "项目支出绩效目标表(2024年度)"
MONEY = "项目资金(万元)年度资金总额:12"
TABLE = "绩效指标一级指标二级指标三级指标指标值产出指标数量指标保障村数≥18个"


def read_head(facts: str, title: str = TITLE, money: str = MONEY) -> GoalSheet:
    return read_text(f"{title}{facts}{money}{TABLE}")


def name_of(sheet: GoalSheet) -> str | None:
    return sheet.project.name if sheet.project is not None else None


def test_a_name_before_a_label_that_begins_otherwise_is_read() -> None:
    sheet = read_head("项目名称道路养护主管部门某县交通局实施单位某县公路站")
    assert name_of(sheet) == "道路养护"
    assert sheet.project is not None
    assert (sheet.project.competent_department, sheet.project.implementing_unit) == ("某县交通局", "某县公路站")


@pytest.mark.parametrize(
    "facts",
    [
        "项目名称委托业务项目主管部门某局",
        "项目名称办公设备负责人培训主管部门某局",
        "项目名称全县基本情况调查主管部门某局",
        "项目名称某县财政资金监管系统主管部门某局",
        "项目名称城乡居民项目资金主管部门某局",
        "项目名称本级预算项目期三年",
    ],
)
def test_a_name_that_may_end_elsewhere_is_left_over(facts: str) -> None:
    assert name_of(read_head(facts)) is None


def test_a_label_in_the_place_of_a_units_last_word_is_no_part_of_its_name() -> None:
    sheet = read_head("项目名称修路实施单位某县公路站", money="项目资金(万元)年度资金总额:12")
    assert sheet.project is not None
    assert sheet.project.implementing_unit == "某县公路站"


@pytest.mark.parametrize(
    ("text", "title"),
    [
        ("报表编号:510000_0013zp部门预算项目支出绩效自评表(2023年度)项目名称", "部门预算项目支出绩效自评表(2023年度)"),
        ("表11项目绩效目标表单位:元", "项目绩效目标表"),
        ("附件12021年度项目支出绩效自评表", "2021年度项目支出绩效自评表"),
        ("附件2021年度项目支出绩效自评表", "2021年度项目支出绩效自评表"),
        ("公开14表项目支出绩效目标表", "项目支出绩效目标表"),
        ("1、2020年度项目支出绩效自评表", "2020年度项目支出绩效自评表"),
    ],
)
def test_a_form_number_before_a_title_is_no_part_of_it(text: str, title: str) -> None:
    assert leading_title(text) == title


def test_a_title_before_words_that_are_no_label_is_left_over() -> None:
    assert read_head("保障服务项目名称修路", title="项目支出绩效目标表").title is None


def test_the_number_of_a_row_of_funding_is_told_from_the_amount_before_it_by_its_turn() -> None:
    rows = "(一)财政拨款小计6.301、一般公共预算6.302、政府性基金0.003、国有资本经营预算0.00(二)自有资金1、事业收入0"
    sheet = read_head("", money=f"项目资金(万元){rows}")
    found = [(line.label, [str(amount.amount) for amount in line.amounts]) for line in sheet.funding]
    assert found[:4] == [
        ("(一)财政拨款小计", ["6.30"]),
        ("1、一般公共预算", ["6.30"]),
        ("2、政府性基金", ["0.00"]),
        ("3、国有资本经营预算", ["0.00"]),
    ]


def test_a_row_of_funding_whose_number_is_out_of_turn_is_left_over() -> None:
    sheet = read_head("", money="项目资金(万元)(一)财政拨款小计6.305、一般公共预算6.30")
    assert [line.label for line in sheet.funding] == ["(一)财政拨款小计"]
    assert sheet.funding[0].amounts == ()


def test_a_title_behind_prose_is_left_over_and_no_goal_is_cut_out_of_it() -> None:
    sheet = read_head("项目名称修路实施单位某站年度总体目标修好道路。", title=f"经研究，现予公开。{TITLE}")
    assert sheet.title is None
    assert sheet.goal == ("修好道路。",)


@pytest.mark.parametrize(
    "goal", ["年度指标值实际完成值", "修好道路。四、", "〕修好道路。", "修好", "修好道路。备注见附页"]
)
def test_a_goal_is_read_where_nothing_but_a_narrative_stands(goal: str) -> None:
    sheet = read_head("项目名称修路实施单位某站", money=f"{MONEY}年度总体目标{goal}")
    assert sheet.goal == ((goal,) if goal in ("修好", "修好道路。备注见附页") else ())


def test_a_goal_behind_a_label_that_may_end_before_it_is_left_over() -> None:
    sheet = read_head("项目名称修路实施单位某站", money=f"{MONEY}年度总体目标年度目标完成管网改造")
    assert sheet.goal == ()


@pytest.mark.parametrize("unit", ["某局用款单位某馆", "某局经办部门某科", "某局金额单位:万元", "某部门"])
def test_a_units_name_with_another_label_in_it_is_left_over(unit: str) -> None:
    sheet = read_head(f"项目名称修路主管部门{unit}实施单位某站")
    assert sheet.project is not None
    assert (sheet.project.competent_department, sheet.project.implementing_unit) == (None, "某站")


def test_a_row_of_tasks_behind_words_without_borders_is_no_row_of_funding() -> None:
    tasks = "年度总体目标修好道路。年度任务预算金额(万元)〔职能〕〔任务〕基本支出171.41"
    sheet = read_head("项目名称修路实施单位某站", money=f"{MONEY}{tasks}")
    assert [line.label for line in sheet.funding] == ["年度资金总额"]
    assert sheet.goal == ()


def test_a_circled_number_belongs_to_the_row_that_it_begins() -> None:
    sheet = read_head("", money="项目资金(万元)财政资金小计7①中央财政资金3②市级财政资金4")
    assert [line.label for line in sheet.funding] == ["财政资金小计", "1中央财政资金", "2市级财政资金"]


def test_a_fact_with_another_fact_glued_to_it_is_left_over() -> None:
    sheet = read_text(
        "项目支出绩效目标表\n项目名称修路\n项目主管部门某局项目执行单位某站\n"
        "一级指标二级指标三级指标指标值\n产出指标\n数量指标\n修路里程\n≥3公里"
    )
    assert sheet.project is not None
    assert (sheet.project.name, sheet.project.competent_department) == ("修路", None)


@pytest.mark.parametrize(
    ("rows", "names"),
    [
        ("产出指标数量指标购置彩超=4台质量设备验收通过率=100%", ["购置彩超"]),
        ("产出指标质量指标质量合格率=100%时效指标及时完成率=98%", ["质量合格率", "及时完成率"]),
    ],
)
def test_a_name_that_may_begin_with_a_short_label_of_a_level_is_left_over(rows: str, names: list[str]) -> None:
    sheet = read_text(f"项目支出绩效目标表项目名称修路绩效指标一级指标二级指标三级指标指标值{rows}")
    assert [indicator.name for _, _, indicator in sheet.iter_indicators()] == names
