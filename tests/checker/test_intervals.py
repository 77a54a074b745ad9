"""Intervals: what a target allows, against the definition by points, and the contradictions that follow from it."""

from __future__ import annotations

from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from perfgoals.checker.examples import sheet_of
from perfgoals.checker.intervals import Bounds, bounds
from perfgoals.targets import Interval, Target, Threshold
from tests.checker.building import hits

ends = st.none() | st.integers(0, 4).map(Fraction)
intervals = st.builds(Bounds, ends, ends, st.booleans(), st.booleans()).filter(
    lambda b: b.low is None or b.high is None or b.low < b.high
)
POINTS = [Fraction(n, 2) for n in range(-4, 14)]


def allows(interval: Bounds, point: Fraction) -> bool:
    above = interval.low is None or point > interval.low or (point == interval.low and not interval.low_open)
    below = interval.high is None or point < interval.high or (point == interval.high and not interval.high_open)
    return above and below


@given(intervals, intervals)
def test_they_compare_as_the_points_that_they_allow(one: Bounds, other: Bounds) -> None:
    mine = [point for point in POINTS if allows(one, point)]
    theirs = [point for point in POINTS if allows(other, point)]
    assert one.holds(other) == set(mine).issuperset(theirs)
    assert one.is_below(other) == (max(mine) < min(theirs))
    if other.high is None:
        assert not one.reaches_above(other)
    elif not one.high_open and not other.high_open:
        assert one.reaches_above(other) == (max(mine) > max(theirs))


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("≥95%", Bounds(Fraction(95, 100), None)),
        (">2天", Bounds(Fraction(172800), None, low_open=True)),
        ("＜1万元", Bounds(None, Fraction(10000), high_open=True)),
        ("=3个", Bounds(Fraction(3), Fraction(3))),
        ("80%-90%", Bounds(Fraction(8, 10), Fraction(9, 10))),
        ("95%", None),
        ("约3个", None),
    ],
)
def test_what_a_target_allows(text: str, expected: Bounds | None) -> None:
    target = Target.parse(text)
    assert isinstance(target, Threshold | Interval)
    assert bounds(target) == expected


PAIR = "indicator: 产出指标 | 质量指标 | {} | {}\nindicator: 效益指标 | 社会效益指标 | {} | {}"


@pytest.mark.parametrize(
    ("first", "one", "second", "other", "cases"),
    [
        ("设备验收合格率", "≥95%", "设备验收合格率", "≤90%", ["same"]),
        ("设备采购合格率", "≥95%", "设备购置合格率", "80%-90%", ["same"]),
        ("设备验收合格率", "≥95%", "设备验收合格率", "≤95%", []),
        ("设备验收合格率", ">95%", "设备验收合格率", "≤95%", ["same"]),
        ("设备验收合格率", "≥95%", "设备验收合格率", "≥90%", []),
        ("设备验收合格率", "≥95%", "线路验收合格率", "≤90%", []),
        ("设备采购金额", "≥1万元", "设备采购金额", "≤9000元", ["same"]),
    ],
)
def test_one_concept_with_intervals_apart(first: str, one: str, second: str, other: str, cases: list[str]) -> None:
    assert [case for _, case, _ in hits(sheet_of(PAIR.format(first, one, second, other)), "X06")] == cases
