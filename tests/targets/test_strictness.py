"""Comparing two targets: who allows less, whatever the units; and silence where that cannot be said."""

from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from perfgoals.targets import Target, strictness
from perfgoals.testing import targets

CASES = [
    ("≥95%", "≥98%", "tightened"),
    ("≥95%", ">95%", "tightened"),
    ("≥95%", "=100%", "tightened"),
    ("≥90%", "90%~95%", "tightened"),
    ("≤100万元", "≤900000元", "tightened"),
    ("≤2天", "≤24小时", "tightened"),
    ("提高≥10%", "提高≥12%", "tightened"),
    ("2022年12月底前", "2022年11月底前", "tightened"),
    ("≥4次；≥200人", "≥4次；≥250人", "tightened"),
    ("≥20万条", "≥200000条", "equal"),
    ("=5人", "5人~5人", "equal"),
    ("≥4次；=5人", "≥4次；5人~5人", "equal"),
    ("=5个", "=6个", "moved"),
    ("≥95%", "≤5%", "moved"),
    ("90%~95%", "93%~98%", "moved"),
    ("≥4次；≥200人", "≥5次；≥150人", "moved"),
    ("≥95%", "95%", None),
    ("≥95%", "≥95人", None),
    ("≥5天", "≥5个工作日", None),
    ("≥95%", "提高≥95%", None),
    ("≥95", "≥96%", None),
    ("约100人", "约120人", None),
    ("显著提高", "有所提高", None),
    ("≥95%", "显著提高", None),
    ("≥95%", "2022年11月底前", None),
    ("≥95%", "", None),
    ("≥4次；≥200人", "≥5次；150人", None),
    ("≥4次；≥200人", "≥4次", None),
    ("95%~90%", "≥90%", None),
    ("12月底前", "11月底前", None),
]
BACK = {"tightened": "loosened", "equal": "equal", "moved": "moved", None: None}


@pytest.mark.parametrize(("old", "new", "expected"), CASES)
def test_a_change_and_its_way_back(old: str, new: str, expected: str | None) -> None:
    assert strictness(Target.parse(old), Target.parse(new)) == expected
    assert strictness(Target.parse(new), Target.parse(old)) == BACK[expected]


@given(targets(), targets())
def test_the_way_back_is_the_opposite(old: Target, new: Target) -> None:
    there, back = strictness(old, new), strictness(new, old)
    assert back == {"tightened": "loosened", "loosened": "tightened"}.get(there or "", there)
    assert strictness(old, old) == "equal"


@given(*[st.sampled_from("≥>≤<=")] * 2, *[st.integers(0, 6)] * 3)
def test_what_meets_the_stricter_meets_the_looser(one: str, other: str, first: int, second: int, actual: int) -> None:
    old, new = Target.parse(f"{one}{first}人"), Target.parse(f"{other}{second}人")
    change = strictness(old, new)
    if change == "tightened" and new.holds(Decimal(actual)):
        assert old.holds(Decimal(actual))
    if change == "loosened" and old.holds(Decimal(actual)):
        assert new.holds(Decimal(actual))
    assert change is not None
