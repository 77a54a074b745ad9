"""The laws of families X and Q as properties: a report for any text, the same in any order, nothing from nothing."""

from __future__ import annotations

from decimal import Decimal

from hypothesis import given, settings
from hypothesis import strategies as st

from perfgoals.checker import check
from perfgoals.checker.consistency_figures import figures
from perfgoals.checker.facts import plain
from perfgoals.models import BudgetLine, GoalSheet, Indicator, IndicatorCategory, IndicatorGroup, Task
from perfgoals.targets import Target

FRAGMENTS = [
    *(
        "预算",
        "经费",
        "会议",
        "培训",
        "人均",
        "每人",
        "其中",
        "包括",
        "用于",
        "共计",
        "共",
        "约",
        "2021年",
        "工资",
        "离退休",
    ),
    *(
        "20万元",
        "1.2亿元",
        "500元",
        "1,200万元",
        "99999999999999.999999亿元",
        "0万元",
        "万元",
        "元/人/天",
        "20",
        "20万条",
    ),
    *("，", "；", "。", "：", "（", "）", "、", " ", "{0}", "%", "设备验收合格率", "达到", "或", "90%", "\x00", "名"),
]
texts = st.lists(st.sampled_from(FRAGMENTS), max_size=14).map("".join)
names = st.lists(
    st.sampled_from(
        [
            *(
                "在职人员",
                "人均",
                "支出",
                "成本",
                "合格率",
                "验收",
                "设备",
                "购置",
                "采购",
                "或",
                "响应",
                "修复",
                "时间",
            ),
            *(
                "会议",
                "培训",
                "参会",
                "人数",
                "天数",
                "满意度",
                "工资",
                "保障率",
                "总成本",
                "或者",
                "开工",
                "完工",
                "（",
                "1",
            ),
        ]
    ),
    max_size=5,
).map("".join)
values = st.sampled_from(
    [
        *("≥95%", "=100%", "≤90%", "≥132人", "=1个", "≥2套", "≤14.73万元", "≤245元/人/天", "≥2天", "0人", "≤0万元"),
        *("2022年3月", "2022年11月25日", "2022年", "全年", "显著提高", "完成", "控制在预算内", "90%-80%", "≥4次；≥5人"),
        *("", "≥**人", "≤1小时", "≤2个工作日", "提高10%", "约5万元", "≥9999999999999999999999999999亿元"),
    ]
)
amounts = st.none() | st.sampled_from([Decimal(0), Decimal(500), Decimal("4.90"), Decimal("1E+30"), Decimal(-5)])
tasks = st.builds(
    lambda name, content, total: Task(name=name, content=content, budget=BudgetLine(total=total)),
    st.sampled_from(["人员保障", "业务培训", "会议", None, "", "设备购置成本"]),
    texts,
    amounts,
)
indicators = st.builds(lambda name, value: Indicator(name=name, target=Target.parse(value, year=2022)), names, values)
LEVELS = [("output", "quantity"), ("output", "quality"), ("output", "cost"), ("output", "timeliness")]
LEVELS += [("outcome", "social"), ("satisfaction", "recipient-satisfaction")]
categories = st.builds(
    lambda kinds, rows: IndicatorCategory(
        kind=kinds[0], groups=(IndicatorGroup(kind=kinds[1], indicators=tuple(rows)),)
    ),
    st.sampled_from(LEVELS),
    st.lists(indicators, max_size=5),
)
sheets = st.builds(
    GoalSheet,
    kind=st.just("department"),
    year=st.none() | st.just(2022),
    unit=st.none() | st.sampled_from(["元", "万元", "亿元"]),
    tasks=st.lists(tasks, max_size=4).map(tuple),
    goal=st.lists(texts, max_size=3).map(tuple),
    indicators=st.lists(categories, max_size=5).map(tuple),
)


@settings(max_examples=200)
@given(sheets)
def test_any_sheet_has_a_report_and_stays_as_it_was(sheet: GoalSheet) -> None:
    before = repr(sheet)
    report = check(sheet, {"select": ["X", "Q", "strict"]})
    assert [outcome for outcome in report.outcomes if outcome.status == "crashed"] == []
    assert repr(sheet) == before
    assert check(sheet, {"select": ["X", "Q", "strict"]}) == report


@settings(max_examples=100)
@given(sheets)
def test_both_languages_say_the_same(sheet: GoalSheet) -> None:
    chinese = check(sheet, {"select": ["X", "Q", "strict"]}).findings
    english = check(sheet, {"select": ["X", "Q", "strict"], "language": "en"}).findings
    assert [finding.render("en") for finding in chinese] == [finding.message for finding in english]
    assert [(f.code, f.case, f.path, f.args) for f in chinese] == [(f.code, f.case, f.path, f.args) for f in english]


@settings(max_examples=200)
@given(texts)
def test_every_figure_of_money_is_accounted_for_once(text: str) -> None:
    found = figures(plain(text), "万元", 2022)
    position = 0
    for figure in found:
        position = plain(text).index(figure.text, position) + len(figure.text)
        assert figure.amount.value >= 0
        assert figure.amount.half > 0 or figure.amount.value == 0


@settings(max_examples=100)
@given(sheets)
def test_the_order_of_the_indicators_does_not_change_what_is_wrong(sheet: GoalSheet) -> None:
    reversed_rows = tuple(
        category.model_copy(
            update={
                "groups": tuple(
                    group.model_copy(update={"indicators": group.indicators[::-1]}) for group in category.groups
                )
            }
        )
        for category in sheet.indicators
    )
    codes = ["X01", "X02", "X03", "X08", "Q01", "Q03", "Q04", "Q08", "Q09", "Q10", "Q11", "Q12", "Q16", "Q18"]
    one = check(sheet, {"select": codes}).findings
    other = check(sheet.model_copy(update={"indicators": reversed_rows}), {"select": codes}).findings
    assert sorted((f.code, f.case or "") for f in one) == sorted((f.code, f.case or "") for f in other)
