"""Stretches: what a target allows, against the definition by points."""

from __future__ import annotations

from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from perfgoals.targets import Interval, Target, Threshold
from perfgoals.targets.stretch import Stretch

ends = st.none() | st.integers(0, 4).map(Fraction)
stretches = st.builds(Stretch, ends, ends, st.booleans(), st.booleans()).filter(
    lambda b: b.low is None or b.high is None or b.low < b.high
)
POINTS = [Fraction(n, 2) for n in range(-4, 14)]


def allows(stretch: Stretch, point: Fraction) -> bool:
    above = stretch.low is None or point > stretch.low or (point == stretch.low and not stretch.low_open)
    below = stretch.high is None or point < stretch.high or (point == stretch.high and not stretch.high_open)
    return above and below


@given(stretches, stretches)
def test_they_compare_as_the_points_that_they_allow(one: Stretch, other: Stretch) -> None:
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
        ("≥95%", Stretch(Fraction(95, 100), None)),
        (">2天", Stretch(Fraction(172800), None, low_open=True)),
        ("＜1万元", Stretch(None, Fraction(10000), high_open=True)),
        ("=3个", Stretch(Fraction(3), Fraction(3))),
        ("80%-90%", Stretch(Fraction(8, 10), Fraction(9, 10))),
        ("95%", None),
        ("约3个", None),
    ],
)
def test_what_a_target_allows(text: str, expected: Stretch | None) -> None:
    target = Target.parse(text)
    assert isinstance(target, Threshold | Interval)
    assert Stretch.allowed(target) == expected
