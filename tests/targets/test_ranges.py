"""Ranges in every style, shared units, and what a dash must not be taken for."""

from __future__ import annotations

import pytest

from perfgoals.targets import Interval, Target, Unparsed


@pytest.mark.parametrize(
    ("text", "low", "high"),
    [
        ("90%-95%", "90%", "95%"),
        ("90－95%", "90%", "95%"),
        ("90%~95%", "90%", "95%"),
        ("90%～95%", "90%", "95%"),
        ("90%—95%", "90%", "95%"),
        ("90%–95%", "90%", "95%"),
        ("90%至95%", "90%", "95%"),
        ("90%到95%", "90%", "95%"),
        ("90%--95%", "90%", "95%"),
        ("5~10次", "5次", "10次"),
        ("3-5年", "3年", "5年"),
        ("5-10", "5", "10"),
        ("5万-10万元", "5万元", "10万元"),
        ("5-10万元", "5万元", "10万元"),
        ("5千-1万人", "5000人", "10000人"),
        ("1~2次/年", "1次/年", "2次/年"),
        ("-5%~5%", "-5%", "5%"),
        ("±5%", "-5%", "5%"),
        ("20±2℃", "18℃", "22℃"),
        ("95%±2%", "93%", "97%"),
        ("≥10%且≤20%", "10%", "20%"),
        ("≤20%且≥10%", "10%", "20%"),
        ("不低于10%且不超过20%", "10%", "20%"),
        ("10%以上20%以下", "10%", "20%"),
        ("10%≤x≤20%", "10%", "20%"),
        ("=5-10次", "5次", "10次"),
        ("90%-80%", "90%", "80%"),
        ("5人/10万人~8人/10万人", "5人/10万人", "8人/10万人"),
        ("2000-3000", "2000", "3000"),
        ("每年1-2次", "1次/年", "2次/年"),
    ],
)
def test_range(text: str, low: str, high: str) -> None:
    target = Target.parse(text)
    assert isinstance(target, Interval)
    assert (str(target.low), str(target.high)) == (low, high)
    assert (target.low_open, target.high_open) == (False, False)


@pytest.mark.parametrize(
    ("text", "opens"), [(">10%且<20%", (True, True)), ("≥10%且<20%", (False, True)), ("10%<x≤20%", (True, False))]
)
def test_open_ends(text: str, opens: tuple[bool, bool]) -> None:
    target = Target.parse(text)
    assert isinstance(target, Interval)
    assert (target.low_open, target.high_open) == opens
    assert target != Target.parse("10%-20%")


@pytest.mark.parametrize("text", ["提高5%-10%", "10%≤增幅≤20%", "增长≥10%且≤20%"])
def test_a_range_of_changes(text: str) -> None:
    target = Target.parse(text)
    assert isinstance(target, Interval)
    assert target.change == "increase"


@pytest.mark.parametrize(
    "text",
    [
        "≥5-10次",
        "不少于5-10次",
        "5-10次以上",
        "10-20天内",
        "约5-10次",
        "100±5%",
        "5天-3人",
        "5天至10月",
        "2022-2024",
        "-5--3",
        "5人增至10人",
        "5%提高到10%",
        "1-2-3",
        "10%-",
        "-10%-20%-",
    ],
)
def test_refused(text: str) -> None:
    assert isinstance(Target.parse(text), Unparsed)


@pytest.mark.parametrize(
    ("text", "same"),
    [
        ("80%至90%之间", "80%-90%"),
        ("在80%至90%之间", "80%-90%"),
        ("≥60%,<80%", "≥60%且<80%"),
        ("大于60%小于80%", ">60%且<80%"),
        ("不低于5人，不超过8人", "5-8人"),
    ],
)
def test_bounds_side_by_side_and_between(text: str, same: str) -> None:
    target = Target.parse(text)
    assert (target.kind, target) == ("interval", Target.parse(same))


@pytest.mark.parametrize(
    ("text", "kind"),
    [("≥80%,<60%", "several"), ("≥2人；≤5天", "several"), ("≥2人、≤5人", "several"), ("90%之间", "unparsed")],
)
def test_no_range_where_none_is_meant(text: str, kind: str) -> None:
    assert Target.parse(text).kind == kind
