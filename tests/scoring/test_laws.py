"""The laws of scoring as properties: holds is full points, shares keep their order, rounding is half away from zero."""

from __future__ import annotations

from decimal import ROUND_HALF_UP, Decimal
from fractions import Fraction

from hypothesis import given
from hypothesis import strategies as st

from perfgoals import ScoringSettings, Target, score
from perfgoals.checker.examples import sheet_of
from perfgoals.models import Indicator
from perfgoals.scoring import Scoring
from perfgoals.scoring.formulas import at_least, at_most, deducted, equal_to, execution, passing, points
from perfgoals.scoring.judging import Share, judge, scored_target

amounts = st.decimals(0, 10**6, places=2)
positive = st.decimals(Decimal("0.01"), 10**6, places=2)
shares = st.fractions(0, 1)
quantities = st.builds(
    lambda sign, number, unit: f"{sign}{number:f}{unit}",
    st.sampled_from(["≥", ">", "≤", "<", "=", "不低于", ""]),
    st.one_of(st.integers(0, 300).map(Decimal), st.decimals(0, 300, places=1)),
    st.sampled_from(["", "%", "人", "万元", "元", "天", "小时"]),
)
targets = st.one_of(
    quantities, st.sampled_from(["90%-95%", "2022年11月", "≥4次；≥200人", "显著提高", "/", "≥-2%", "约9人"])
)
SETTINGS = [
    ScoringSettings(reverse=reverse, signs=signs) for reverse in ("linear", "ratio") for signs in ("lenient", "strict")
]
settings = st.sampled_from(SETTINGS)


class TestHoldsIsFullPoints:
    @given(targets, targets, settings)
    def test_all_is_earned_exactly_when_the_target_holds(
        self, target: str, actual: str, chosen: ScoringSettings
    ) -> None:
        wanted, reached = Target.parse(target), Target.parse(actual)
        judged = judge(Indicator(target=wanted, actual=reached), chosen)
        assert (isinstance(judged, Share) and judged.low == 1) == (scored_target(wanted, chosen).holds(reached) is True)

    @given(targets, targets)
    def test_read_strictly_it_is_the_printed_target(self, target: str, actual: str) -> None:
        wanted, reached = Target.parse(target), Target.parse(actual)
        judged = judge(Indicator(target=wanted, actual=reached), ScoringSettings(signs="strict"))
        assert (isinstance(judged, Share) and judged.low == 1) == (wanted.holds(reached) is True)

    @given(targets, targets, settings)
    def test_what_holds_as_printed_earns_all_in_any_reading(
        self, target: str, actual: str, chosen: ScoringSettings
    ) -> None:
        wanted, reached = Target.parse(target), Target.parse(actual)
        if wanted.holds(reached):
            assert judge(Indicator(target=wanted, actual=reached), chosen) == Share("reached", Fraction(1), Fraction(1))


class TestShares:
    @given(amounts, amounts, positive)
    def test_more_is_never_worse_below_a_goal_nor_better_above_a_ceiling(
        self, one: Decimal, other: Decimal, target: Decimal
    ) -> None:
        less, more = sorted((one, other))
        assert 0 <= at_least(less, target) <= at_least(more, target) <= 1
        for reverse in ("linear", "ratio"):
            assert 0 <= at_most(more, target, reverse) <= at_most(less, target, reverse) <= 1

    @given(positive, positive)
    def test_equal_is_symmetric_and_whole_only_at_the_target(self, one: Decimal, other: Decimal) -> None:
        assert equal_to(one, other) == equal_to(other, one)
        assert (equal_to(one, other) == 1) == (one == other)

    @given(amounts, positive, shares)
    def test_execution_is_capped_and_floored(self, executed: Decimal, budget: Decimal, floor: Fraction) -> None:
        rate = Fraction(executed) / Fraction(budget)
        assert execution(executed, budget, cap=False) == rate
        capped = min(rate, Fraction(1))
        assert execution(executed, budget, floor=floor) == (capped if capped >= floor else 0)

    @given(positive, positive, positive)
    def test_a_cut_begins_at_its_threshold(self, actual: Decimal, target: Decimal, rate: Decimal) -> None:
        share = deducted(actual, target, Decimal("1.3"), rate)
        assert 0 <= share <= 1
        assert (share < 1) == (Fraction(actual) > Fraction("1.3") * Fraction(target))

    @given(shares)
    def test_a_pass_line_keeps_or_takes_all(self, share: Fraction) -> None:
        assert passing(share, None) == share
        assert passing(share, Decimal("0.6")) in {share, Fraction(0)}


class TestPoints:
    @given(st.integers(-(10**6), 10**6), st.integers(0, 4), st.integers(0, 3))
    def test_half_away_from_zero(self, number: int, exponent: int, places: int) -> None:
        figure = Decimal(number).scaleb(-exponent)
        expected = figure.quantize(Decimal(1).scaleb(-places), ROUND_HALF_UP)
        assert points(Fraction(figure), Decimal(1), places) == expected
        assert points(Fraction(figure), Decimal(1), places).as_tuple().exponent == -places

    @given(shares, st.integers(1, 100).map(Decimal))
    def test_points_are_the_nearest_that_can_be_printed(self, share: Fraction, weight: Decimal) -> None:
        assert abs(Fraction(points(share, weight)) - share * Fraction(weight)) <= Fraction("0.005")


@given(st.lists(st.tuples(targets, targets, st.integers(0, 20), st.integers(0, 20)), min_size=1, max_size=6), settings)
def test_a_scoring_keeps_its_order_and_its_bounds(
    rows: list[tuple[str, str, int, int]], chosen: ScoringSettings
) -> None:
    lines = [
        f"evaluated: 产出指标 | 数量指标 | 指标甲 | {target} | {actual} | {weight} | {printed}"
        for target, actual, weight, printed in rows
    ]
    scoring = score(sheet_of("\n".join(lines)), chosen)
    assert Scoring.model_validate_json(scoring.model_dump_json()) == scoring
    for step in scoring.steps:
        assert (step.rule is None) == (step.reason is not None)
        if step.low is not None and step.high is not None and step.weight is not None:
            assert 0 <= step.low <= step.high <= step.weight
        if step.rule is None:
            assert (step.score, step.difference, step.agrees) == (None, None, None)
            assert step.low != step.high or step.weight == 0
    assert (scoring.total is not None) == (scoring.low is not None and scoring.low == scoring.high)
