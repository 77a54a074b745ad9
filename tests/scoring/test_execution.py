"""The execution rate as it is printed, and the one judgement of its points that scoring and E06 share."""

from __future__ import annotations

from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from perfgoals import score
from perfgoals.checker import check
from perfgoals.checker.examples import sheet_of
from perfgoals.models import GoalSheet
from perfgoals.precision import in_percent, prints
from perfgoals.scoring import Step
from perfgoals.scoring.execution import execution_rates

ROW = "execution: {} | {} | {} | 10 | {}"


def step(*row: str, **settings: object) -> Step:
    """Score the execution of a sheet of one funding row: budget, executed, rate, score."""
    found = score(sheet_of(ROW.format(*row)), settings).execution
    assert found is not None
    assert found.step is not None
    return found.step


@pytest.mark.parametrize(
    ("figure", "value", "expected"),
    [
        ("10", "9.5", True),
        ("10", "9.49", False),
        ("9", "9.5", True),
        ("9", "9.51", False),
        ("9.9", "9.99", True),
        ("9.9", "10", False),
        ("14.73", "14.7398", True),
        ("14.73", "14.7249", False),
        ("0", "0", True),
        ("0", "0.001", False),
        ("0.0", "0.04", False),
    ],
)
def test_a_figure_is_rounded_and_cut_only_behind_decimals(figure: str, value: str, expected: bool) -> None:
    assert prints(Decimal(figure), Decimal(value)) is expected


@pytest.mark.parametrize(
    ("printed", "executed", "budgets", "expected"),
    [
        ("97", None, (), "97"),
        ("0", None, (), "0"),
        ("0.9", "81", ("90",), "90"),
        ("0.9744", "46.77", ("48.00",), "97.44"),
        ("1", "90", ("90",), "100"),
        ("0.9", "81.00", ("9000.00",), "0.9"),
        ("0.81", "81", ("90", "100"), "81"),
        ("0.55", "45", ("90",), None),
        ("0.9", None, ("90",), None),
        ("0.9", "81", ("0", None), None),
    ],
)
def test_a_share_is_brought_to_percents_where_the_amounts_tell(
    printed: str, executed: str | None, budgets: tuple[str | None, ...], expected: str | None
) -> None:
    figures = [None if figure is None else Decimal(figure) for figure in (executed, *budgets)]
    found = in_percent(Decimal(printed), *figures)
    assert (None if found is None else str(found)) == expected


@pytest.mark.parametrize(
    ("row", "expected"),
    [
        (("90", "81", "90"), ["9/10", "9/10"]),
        (("90", "81", "0.9"), ["9/10", "9/10"]),
        (("90", "45", "0.55"), ["1/2"]),
        (("186", "173.25", "91.35"), ["1155/1240", "1863/2000", "1827/2000"]),
        (("90", "", "90"), ["9/10"]),
        (("90", "", "0.9"), ["9/10", "9/1000"]),
        (("0", "0", "90"), ["9/10"]),
        (("90", "", ""), []),
    ],
)
def test_the_rates_that_a_row_states(row: tuple[str, ...], expected: list[str]) -> None:
    (line,) = sheet_of(ROW.format(*row, "9")).funding
    assert execution_rates(line) == tuple(map(Fraction, expected))


def test_a_blank_amount_leaves_the_printed_rate() -> None:
    assert step("", "45", "90", "9").score == Decimal(9)
    assert step("", "45", "90", "10").agrees is False
    unclear = step("90", "", "1", "10")
    assert (unclear.low, unclear.high, unclear.score) == (Decimal("0.10"), Decimal(10), None)
    assert [step("90", "", "1", points).agrees for points in ("10", "0.1", "5")] == [True, True, False]


def test_an_execution_without_a_printed_score_is_computed_and_not_compared() -> None:
    found = step("90", "45", "50", "")
    assert (found.score, found.printed, found.agrees) == (Decimal(5), None, None)
    assert score(sheet_of(ROW.format("90", "45", "50", ""))).agrees
    assert score(sheet_of("evaluated: 产出指标 | 数量指标 | 甲 | ≥9人 | 9人 | 10 | 10")).agrees


def test_the_printed_rate_is_shown_in_percent() -> None:
    shown = [score(sheet_of(ROW.format("90", "45", rate, "5"))).execution for rate in ("0.5", "0.55", "50")]
    assert [str(each.printed) for each in shown if each is not None] == ["50", "0.55", "50"]


def test_without_spending_no_amount_bears_out_the_rate() -> None:
    tree = sheet_of(ROW.format("", "", "93", "9.3")).model_dump()
    tree["funding"][0]["amounts"] = [{"role": "initial", "amount": "100"}, {"role": "other", "amount": "120"}]
    found = score(GoalSheet.model_validate(tree)).execution
    assert found is not None
    assert (found.budget, found.rate, found.agrees) == (Decimal(100), None, None)
    assert found.step is not None
    assert (found.step.score, found.step.agrees) == (Decimal("9.30"), True)


def test_a_rate_of_no_certain_budget_neither_agrees_nor_differs() -> None:
    tree = sheet_of(ROW.format("", "254.67", "93", "9.3")).model_dump()
    for rate, others, budget, agrees in (
        ("93", ("21.37", "275.14"), "275.14", True),
        ("93", ("21.37",), "253.77", None),
        (None, ("21.37", "275.14"), "253.77", None),
    ):
        tree["funding"][0]["rate"] = rate
        amounts = [("initial", "253.77"), *(("other", other) for other in others), ("executed", "254.67")]
        tree["funding"][0]["amounts"] = [{"role": role, "amount": amount} for role, amount in amounts]
        found = score(GoalSheet.model_validate(tree)).execution
        assert found is not None
        assert (found.budget, found.agrees) == (Decimal(budget), agrees)


figures = st.sampled_from(["0", "45", "63", "81.00", "89.97", "90.00", "99"])
rates = st.sampled_from(["", "0.5", "0.9", "1", "50", "70", "90", "99.97", "100", "110"])


@given(st.one_of(st.just(""), figures), st.one_of(st.just(""), figures), rates, st.integers(0, 10))
def test_e06_finds_what_no_way_of_scoring_gives(budget: str, executed: str, rate: str, points: int) -> None:
    row = (budget, executed, rate, str(points))
    ways = [step(*row, execution_cap=cap, execution_floor=floor) for cap in (True, False) for floor in (None, "0.6")]
    findings = check(sheet_of(ROW.format(*row)), {"select": ["E06"]}).findings
    assert bool(findings) == (not any(way.agrees for way in ways) and ways[0].reason is None)


def test_a_score_beyond_its_weight_is_another_rules() -> None:
    share = sheet_of("execution: 90 | 90 | 100 | 0.1 | 10")
    (outcome,) = check(share, {"select": ["E06"]}).outcomes
    assert (outcome.status, outcome.reason) == ("insufficient-data", "weights-as-shares")
    (outcome,) = check(sheet_of("execution: 90 | 90 | 100 | 0 | 0"), {"select": ["E06"]}).outcomes
    assert outcome.status == "not-applicable"
