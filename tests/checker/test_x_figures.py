"""Money in narratives: what is an item, a part, a sum, a price, other money; and whether the items add up."""

from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from perfgoals.checker.consistency_figures import Amount, figures
from perfgoals.checker.examples import sheet_of
from perfgoals.checker.facts import plain
from tests.checker.building import found, hits, status

CONTENT = "tasks[0].content"


@pytest.mark.parametrize(
    ("text", "roles"),
    [
        ("会议预算20万元，培训预算30万元", "item item"),
        ("会议经费20万元；赴各地调研，预算70万元", "item item"),
        ("会议费：20万元；培训费：30万元", "item item"),
        ("会议（20万元）、培训（30万元）", "item item"),
        ("设备购置50万元、系统维护30万元", "item item"),
        ("20万元用于会议，30万元用于培训", "item item"),
        ("安排20万元用于会议，30万元用于培训", "item item"),
        ("会议经费1,200万元，培训经费3000元", "item item"),
        ("预算200万元，其中设备50万元，系统30万元", "item part part"),
        ("预算200万元，其中：设备50万元；系统30万元。培训经费20万元", "item part part item"),
        ("预算200万元（其中设备50万元）。培训经费20万元", "item part item"),
        ("预算680万元，其中：中央420万元，县级260万元；检测经费20万元", "item part part item"),
        ("预算680万元，其中：中央420万元，县级250万元；检测经费20万元", "item part part part"),
        ("预算200万元（含慰问、专线租费及其他）；培训经费20万元", "item item"),
        ("预算资金90万元。其中：30万元用于编制；30万元用于审计；30万元用于设计", "item part part part"),
        ("安排资金500万元，用于设备购置200万元，培训300万元", "item part part"),
        ("预算500万元：设备200万元，培训300万元", "item part part"),
        ("建设资金854万元（农田400万元，示范295万元，畅通159万元），培训经费3万元", "item part part part item"),
        ("安排20万元用于会议（场租5万元，餐费15万元），培训经费30万元", "item part part item"),
        ("会议（场租5万元，餐费15万元），培训经费30万元", "item item item"),
        ("会议20万元，培训30万元，共计50万元", "item item subtotal"),
        ("每人补助500元，培训经费30万元", "price item"),
        ("会议经费245元/人/天", "price"),
        ("人均支出2万元", "price"),
        ("完成税收3000万元，培训经费30万元", "other item"),
        ("2021年安排经费300万元，今年安排经费200万元", "other item"),
        ("2022年安排经费300万元", "item"),
        ("项目总投资800万元，本年安排200万元", "other item"),
        ("经费约20万元", "other"),
        ("录入档案20万条", ""),
        ("20万元", "other"),
    ],
)
def test_what_a_figure_is(text: str, roles: str) -> None:
    assert [figure.role for figure in figures(plain(text), "万元", 2022)] == roles.split()


@pytest.mark.parametrize(
    ("figure", "unit", "value", "half"),
    [
        ("1.2亿元", "万元", "12000", "500"),
        ("4.90万元", "万元", "4.90", "0.005"),
        ("5000元", "万元", "0.5", "0.00005"),
        ("3万元", "元", "30000", "5000"),
    ],
)
def test_amounts_convert_exactly_with_their_precision(figure: str, unit: str, value: str, half: str) -> None:
    (found_figure,) = figures(f"经费{figure}", unit, 2022)  # type: ignore[arg-type]
    assert found_figure.amount == Amount(Decimal(value), Decimal(half))


@pytest.mark.parametrize(
    ("content", "total", "expected"),
    [
        ("会议经费20万元，培训经费30万元", "50", []),
        ("会议经费20万元，培训经费30万元", "50.00", []),
        ("会议经费20万元，培训经费30万元", "500000", []),
        ("会议经费20万元，培训经费30万元", "40", [("X01", None)]),
        ("标准化牧场建设150万元，设备100万元", "200", [("X01", None)]),
        ("高标准农田建设150万元，设备50万元", "200", []),
        ("补助标准150万元，设备100万元", "200", []),
        ("会议经费20万元，培训经费30万元", "30", []),
        ("会议经费20.0万元，培训经费30.0万元", "49.8", [("X01", None)]),
        ("会议经费20.0万元，培训经费30.0万元", "49.9", [("X01r", None)]),
        ("会议经费20万元，培训经费30万元", "51", [("X01r", None)]),
        ("会议经费20万元，培训经费30万元，调研经费25万元", "50", [("X01", "item")]),
        ("会议经费20万元，培训经费30万元", "80", [("X01", "short")]),
        ("会议经费20万元，培训经费30万元，共计50万元", "80", [("X01", "short-of-stated")]),
        ("会议经费20万元，培训经费30万元，共计80万元", "80", []),
        ("会议经费20万元，培训经费70万元，共计80万元", "80", [("X01", None)]),
        ("预算200万元，其中设备150万元，系统60万元", "200", [("X01", "parts")]),
        ("预算200万元，其中设备150万元，系统50万元", "200", []),
        ("预算200万元，其中设备150万元（含服务器80万元），系统50万元", "200", []),
        ("预算680万元，其中：中央420万元，县级250万元；检测经费20万元", "680", []),
        ("预算90万元。其中：30万元用于编制；30万元用于审计；40万元用于设计", "90", [("X01", "parts")]),
        ("设备经费200万元（服务器150万元，软件60万元），培训经费30万元", "230", [("X01", "parts")]),
        ("财政拨款480万元，其他资金20万元，用于设备购置300万元，培训200万元", "500", []),
        ("财政拨款480万元，其他资金20万元，其中设备购置300万元", "500", []),
        ("财政拨款480万元，其他资金20万元（其中设备购置30万元）", "500", [("X01", "parts")]),
        ("共安排资金120万元，用于：1.设备购置60万元；2.培训70万元", "120", []),
        ("省级资金400万元，县级资金280万元。建设供水工程500万元，管网180万元", "680", []),
        ("省级资金400万元，县级资金280万元。建设供水工程500万元，管网380万元", "680", [("X01", None)]),
        ("省级资金400万元，县级资金480万元。建设供水工程500万元，管网180万元", "680", [("X01", None)]),
        ("中央补助资金1480万元，省级补助资金356万元，区级配套534万元", "2370", []),
        ("中央补助资金1480万元，省级补助资金356万元，区级配套634万元", "2370", [("X01", None)]),
        ("甲项目250万元，乙项目430万元。甲标段250万元，乙标段430万元", "680", []),
        ("按每人每年3000元标准发放30人，共9万元", "9", []),
        ("办公费5万元、印刷费2万元、差旅费8.5万元等", "20", []),
        ("办公费5万元、印刷费2万元、差旅费8.5万元", "20", [("X01", "short")]),
        ("办公费5万元、印刷费2万元、差旅费8.5万元，其余用于物业", "20", []),
        ("举办文化节经费50万元，场租费8万元，拉动旅游消费3000万元", "60", []),
        ("设备经费200万元（服务器150万元，软件50万元），培训经费30万元", "230", []),
        ("会议经费20万元，培训经费30万元，争取资金200万元", "80", []),
        ("预算200万元，其中设备50万元，系统30万元", "200", []),
        ("会议经费20万元，完成招商投资3000万元", "20", []),
        ("改造工程5000万元，培训经费30万元", "50", []),
        ("会议经费20万元", "30", []),
        ("会议经费25万元，培训经费25万元，会议经费25万元", "50", []),
    ],
)
def test_items_against_the_total(content: str, total: str, expected: list[tuple[str, str | None]]) -> None:
    sheet = sheet_of(f"unit: {'元' if total == '500000' else '万元'}\ntask: 甲 | {content} | {total} | {total} | 0")
    assert hits(sheet, "X01", "X01r") == [(code, case, CONTENT) for code, case in expected]


def test_an_excess_that_is_said_twice_is_not_decided() -> None:
    sheet = sheet_of("task: 甲 | 会议经费25万元，培训经费25万元，会议经费25万元 | 50 | 50 | 0")
    assert status(sheet, "X01") == "insufficient-data"


def test_a_sheet_without_lists_is_not_judged() -> None:
    assert status(sheet_of("task: 甲 | 会议经费20万元 | 30 | 30 | 0"), "X01") == "not-applicable"
    assert status(sheet_of("goal: 甲"), "X01") == "not-applicable"


def test_mixed_units_are_added_in_the_unit_of_the_sheet() -> None:
    (finding,) = found(sheet_of("task: 甲 | 会议经费20万元，培训经费5000元 | 10 | 10 | 0"), "X01")
    assert finding.args["items"] == ("20万元", "5000元")
    assert (finding.args["sum"], finding.args["difference"]) == ("20.5", "10.5")


amounts = st.lists(st.integers(1, 10**6), min_size=2, max_size=6, unique=True)


class TestListedAmounts:
    @settings(max_examples=100)
    @given(amounts, st.integers(0, 2))
    def test_that_add_up_are_silent(self, units: list[int], places: int) -> None:
        items = [Decimal(number).scaleb(-places) for number in units]
        content = "，".join(f"项目{'甲乙丙丁戊己'[index]}经费{item}万元" for index, item in enumerate(items))
        assert hits(sheet_of(f"task: 甲 | {content} | {sum(items)} | | "), "X01", "X01r") == []

    @settings(max_examples=100)
    @given(amounts, st.integers(1, 10**4))
    def test_one_of_which_was_raised_are_an_error_by_just_that(self, units: list[int], more: int) -> None:
        total = sum(units)
        raised = [units[0] + more + len(units) + 1, *units[1:]]
        content = "；".join(f"项目{'甲乙丙丁戊己'[index]}预算{item}万元" for index, item in enumerate(raised))
        sheet = sheet_of(f"task: 甲 | {content} | {total} | | ")
        if total in raised:
            assert hits(sheet, "X01") == []
            return
        (finding,) = found(sheet, "X01", "X01r")
        assert (finding.severity, finding.args["difference"]) == ("error", str(more + len(units) + 1))
