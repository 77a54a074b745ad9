"""Values as published pages print them: mirror pages, verbs in front of the number."""

from __future__ import annotations

from decimal import Decimal

import pytest

from perfgoals.targets import Interval, Target, Threshold


@pytest.mark.parametrize(
    ("text", "comparator", "number", "unit"),
    [
        ("≥80萬人次", "≥", 800000, "人次"),
        ("≤260萬元", "≤", 260, "万元"),
        ("5個", None, 5, "个"),
        ("100千伏安", None, 100, "千伏安"),
        ("2万人（次）", None, 20000, "人次"),
        ("≥2000人（次）", "≥", 2000, "人次"),
        ("3万个（处）", None, 30000, "个"),
        ("已完成100%", None, 100, "%"),
        ("培训200人次", None, 200, "人次"),
        ("覆盖12个县", None, 12, "个县"),
        ("工期180天", None, 180, "天"),
        ("工期≤180天", "≤", 180, "天"),
    ],
)
def test_a_value_is_read_as_printed(text: str, comparator: str | None, number: int, unit: str) -> None:
    target = Target.parse(text)
    assert isinstance(target, Threshold)
    assert target.comparator == comparator
    assert target.quantity.magnitude == number
    assert target.quantity.unit is not None
    assert target.quantity.unit.symbol == unit
    assert Target.parse(str(target)) == target


def test_thousand_volt_amperes_are_no_watts() -> None:
    assert Target.parse("1兆伏安") == Target.parse("1000千伏安")
    assert Target.parse("1000千伏安") != Target.parse("1000千瓦")


def test_a_deviation_within_bounds_is_a_range() -> None:
    target = Target.parse("±3%以内")
    assert isinstance(target, Interval)
    assert (target.low.magnitude, target.high.magnitude) == (Decimal(-3), Decimal(3))
    assert Target.parse("±3%以上").kind == "unparsed"


@pytest.mark.parametrize("text", ["培训", "覆盖", "工期合理", "覆盖全县", "采购完成"])
def test_a_verb_without_a_number_stays_a_word(text: str) -> None:
    assert Target.parse(text).kind == "qualitative"
