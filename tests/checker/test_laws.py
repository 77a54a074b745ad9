"""The laws as properties: sums by intervals, order and language, inputs unchanged, a report for any tree."""

from __future__ import annotations

from decimal import Decimal
from fractions import Fraction

from hypothesis import given, settings
from hypothesis import strategies as st

from perfgoals.checker import Report, catalogue, check
from perfgoals.checker.examples import sheet_of
from perfgoals.checker.sums import Points, Sum
from perfgoals.models import (
    BudgetLine,
    Department,
    FundingSource,
    GoalSheet,
    Indicator,
    IndicatorCategory,
    IndicatorGroup,
    ReadingNote,
    Task,
)
from perfgoals.precision import add
from perfgoals.readers.grid import Cell
from perfgoals.targets import Target
from tests.checker.building import CLEAN, hits, located

figures = st.builds(
    lambda units, places: Decimal(units).scaleb(-places), st.integers(-(10**9), 10**9), st.integers(0, 6)
)


def interval(figure: Decimal) -> tuple[Fraction, Fraction]:
    """Give the interval of a printed figure by its definition, in another arithmetic than the code's."""
    exponent = figure.as_tuple().exponent
    assert isinstance(exponent, int)
    half = Fraction(10) ** exponent / 2
    return Fraction(figure) - half, Fraction(figure) + half


class TestSumsAreJudgedByThePrecisionShown:
    @given(figures, st.lists(figures, min_size=1, max_size=8))
    def test_the_verdict_is_that_of_the_intervals(self, total: Decimal, terms: list[Decimal]) -> None:
        low = sum((interval(term)[0] for term in terms), Fraction(0))
        high = sum((interval(term)[1] for term in terms), Fraction(0))
        if Fraction(total) == sum(map(Fraction, terms)):
            expected = "equal"
        elif low <= interval(total)[1] and interval(total)[0] <= high:
            expected = "rounding"
        else:
            expected = "disjoint"
        found = Sum(total, tuple(terms))
        assert found.verdict == expected
        assert found.exceeds == (low > interval(total)[1])

    @given(st.lists(figures, min_size=1, max_size=6))
    def test_a_total_that_is_the_sum_is_silent_whatever_its_zeros(self, terms: list[Decimal]) -> None:
        total = add(terms)
        assert Sum(total, tuple(terms)).verdict == "equal"
        assert Sum(total.quantize(Decimal(1).scaleb(-9)), tuple(terms)).verdict == "equal"

    @given(figures, st.lists(figures, min_size=1, max_size=6), st.randoms(use_true_random=False))
    def test_the_order_of_the_terms_does_not_matter(self, total: Decimal, terms: list[Decimal], random: object) -> None:
        shuffled = list(terms)
        random.shuffle(shuffled)  # type: ignore[attr-defined]
        assert Sum(total, tuple(terms)).verdict == Sum(total, tuple(shuffled)).verdict

    @given(st.lists(st.integers(1, 50), min_size=1, max_size=30), st.sampled_from([90, 100]))
    def test_whole_points_are_exact(self, points: list[int], total: int) -> None:
        verdict = Points(Decimal(total), tuple(map(Decimal, points))).verdict
        assert verdict == ("equal" if sum(points) == total else "disjoint")

    @given(figures, figures, figures)
    def test_a_row_has_the_code_of_its_verdict(self, total: Decimal, fiscal: Decimal, other: Decimal) -> None:
        sheet = sheet_of(f"task: 甲 | 乙 | {total:f} | {fiscal:f} | {other:f}")
        code = {"equal": [], "rounding": ["B01r"], "disjoint": ["B01"]}[Sum(total, (fiscal, other)).verdict]
        assert [found for found, _, _ in hits(sheet, "B01", "B01r", "B06")] == code


texts = st.none() | st.sampled_from(
    [
        "",
        "人员保障",
        "培训{0}次数",
        "……",
        "指标1：",
        "满意度",
        "故障率",
        "设备采购成本",
        "\x00\u202e",
        "无",
        "2021年度目标：",
        "<p>甲",
    ]
)
values = st.sampled_from(
    [
        "",
        "≥**%",
        "≥95%",
        "≤100%",
        "≥20万",
        "90%-80%",
        "2021年",
        "2月30日",
        "若干",
        "≥4次；≥5人",
        "≥-3次",
        "≥合格",
        "2.5次",
        "x1",
    ]
)
amounts = st.none() | figures | st.just(Decimal("1E+30"))
kinds = st.none() | st.sampled_from(["output", "outcome", "cost", "quantity", "sustainability", "nonsense"])
labels = st.none() | st.sampled_from(
    ["产出指标", "效益指标（30分）", "数量指标", "经济成本指标", "满意度指标", "过程", ""]
)
cells = st.builds(
    Cell,
    sheet=st.none(),
    row=st.integers(1, 9),
    column=st.integers(1, 9),
    ref=st.just("A1"),
    text=st.just("甲"),
    raw=st.none(),
)
lines = st.none() | st.builds(
    BudgetLine,
    total=amounts,
    total_text=texts,
    sources=st.lists(
        st.builds(
            FundingSource,
            label=st.sampled_from(["财政拨款", "其中：甲", "其他资金", ""]),
            amount=amounts,
            amount_text=texts,
        ),
        max_size=3,
    ).map(tuple),
)
leaves = st.builds(Task, name=texts, content=texts, budget=lines)
tasks = st.recursive(
    leaves,
    lambda inner: st.builds(Task, name=texts, budget=lines, subtasks=st.lists(inner, max_size=3).map(tuple)),
    max_leaves=5,
)
indicators = st.builds(Indicator, name=texts, target=values.map(Target.parse), weight=amounts)
groups = st.builds(
    IndicatorGroup, label=labels, kind=kinds, points=amounts, indicators=st.lists(indicators, max_size=3).map(tuple)
)
categories = st.builds(
    IndicatorCategory, label=labels, kind=kinds, points=amounts, groups=st.lists(groups, max_size=3).map(tuple)
)
note_kinds = st.sampled_from(["undecided-row", "uncached-formula", "unreadable-year", "unknown-column"])
notes = st.builds(ReadingNote, kind=note_kinds, cells=st.lists(cells, max_size=2).map(tuple))
sheets = st.fixed_dictionaries(
    {
        "kind": st.sampled_from(["department", "project", "self-evaluation"]),
        "title": texts,
        "year": st.none() | st.sampled_from([2022, 20222, -1]),
        "unit": st.none() | st.sampled_from(["元", "万元", "亿元"]),
        "department": st.builds(Department, name=texts),
        "tasks": st.lists(tasks, max_size=4).map(tuple),
        "stated_total": lines,
        "goal": st.lists(texts.filter(lambda text: text is not None), max_size=3).map(tuple),
        "indicators": st.lists(categories, max_size=3).map(tuple),
        "stated_weight": amounts,
        "footnotes": st.lists(st.just("注：2021年度目标"), max_size=1).map(tuple),
        "leftover": st.lists(cells, max_size=3).map(tuple),
        "notes": st.lists(notes, max_size=2).map(tuple),
    }
).map(GoalSheet.model_validate)


class TestAnyTreeHasAReport:
    @settings(max_examples=150)
    @given(sheets)
    def test_no_rule_crashes_and_the_sheet_stays_as_it_was(self, sheet: GoalSheet) -> None:
        before = repr(sheet)
        report = check(sheet, {"select": ["strict"]})
        assert [outcome for outcome in report.outcomes if outcome.status == "crashed"] == []
        assert repr(sheet) == before
        assert all(finding.path and finding.message for finding in report.findings)
        assert Report.model_validate_json(report.model_dump_json()) == report

    @settings(max_examples=50)
    @given(sheets)
    def test_cells_change_nothing_but_the_cells(self, sheet: GoalSheet) -> None:
        bare = [finding.model_copy(update={"cells": ()}) for finding in check(sheet).findings]
        with_cells = [finding.model_copy(update={"cells": ()}) for finding in check(located(sheet)).findings]
        assert bare == with_cells

    @settings(max_examples=50)
    @given(sheets)
    def test_failed_means_that_there_is_a_finding(self, sheet: GoalSheet) -> None:
        report = check(sheet, {"select": ["strict"]})
        failed = {outcome.code for outcome in report.outcomes if outcome.status == "failed"}
        assert failed == {finding.code for finding in report.findings}


class TestOrderAndLanguageDoNotMatter:
    @settings(max_examples=50)
    @given(sheets)
    def test_both_languages_find_the_same(self, sheet: GoalSheet) -> None:
        chinese = check(sheet, {"select": ["strict"], "language": "zh-CN"})
        english = check(sheet, {"select": ["strict"], "language": "en"})
        assert [f.model_copy(update={"message": ""}) for f in chinese.findings] == [
            f.model_copy(update={"message": ""}) for f in english.findings
        ]
        assert [f.render("en") for f in chinese.findings] == [f.message for f in english.findings]
        assert chinese.outcomes == english.outcomes

    @settings(max_examples=50)
    @given(sheets, st.permutations(list(catalogue())))
    def test_two_runs_and_any_order_of_selection_give_the_same(self, sheet: GoalSheet, order: list[str]) -> None:
        whole = check(sheet, {"select": ["strict"]})
        assert check(sheet, {"select": [*order, "strict"]}) == whole
        codes = [finding.code for finding in whole.findings]
        assert codes == sorted(codes, key=list(catalogue()).index)

    def test_a_clean_sheet_is_clean_in_every_selection(self) -> None:
        assert check(sheet_of(CLEAN), {"select": ["R", "S", "B", "V", "T"]}).findings == ()
