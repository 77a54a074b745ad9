"""Comparator, number and unit in cells of their own."""

from __future__ import annotations

import pytest

from perfgoals.targets import Several, Target, Threshold, Unparsed


@pytest.mark.parametrize(
    ("comparator", "text", "unit", "same"),
    [
        ("≥", "95", "%", "≥95%"),
        ("≧", "735", "人次", "≥735人次"),
        ("═", "100", "%", "=100%"),
        ("＝", "320", "万亩", "=320万亩"),
        ("大于等于", "98", "%", "≥98%"),
        ("小于等于", "12", "万元", "≤12万元"),
        ("等于", "100", "%", "=100%"),
        ("》", "5", "亩", "≥5亩"),
        (">=", "98", "%(百分比)", "≥98%"),
        ("≤", "245", "元/人*天", "≤245元/人/天"),
        ("达到", "5", "次", "=5次"),
        (None, "0.9", "%", "0.9%"),
        (None, "95%", "%", "95%"),
        (None, "40.00%", "％", "40%"),
        (None, "-0%", "%", "0%"),
        ("", "95", "", "95"),
        ("/", "95", "/", "95"),
        ("定性", "优", "", "优"),
        ("定性", "长期", "/", "长期"),
        ("正向", "95", "%", "95%"),
        (None, "是", "是/否", "是"),
        ("=", "合格", "", "=合格"),
        (None, "应保尽保", "%", "应保尽保"),
        ("=", "12", "月", "=12个月"),
        ("=", "8", "年", "=8年"),
        ("=", "2022", "年", "2022年"),
        ("≤", "2022年12月31日", "", "2022年12月31日"),
        (None, "12月31日前", "日期", "12月31日前"),
        ("≤", "12月底前", "年月日", "12月底前"),
        ("≥", "5", "20万条", "≥5 20万条"),
        ("≥", "20万", "元", "≥20万元"),
        ("≥", "20万", "条", "≥20万条"),
        (None, "10%", "以上", "≥10%"),
        (None, "90-95", "%", "90%-95%"),
        (None, "2000-2010", "人", "2000人-2010人"),
        ("≥", "1,234.5", "万元", "≥1234.5万元"),
        ("≥", "９５", "％", "≥95%"),
        ("≥", " 95 ", " % ", "≥95%"),
        ("≥", "95%以上", "", "≥95%"),
        (None, "三", "次", "3次"),
        (None, "10(万元)", "", "10万元"),
    ],
)
def test_together_they_are_one_value(comparator: str | None, text: str, unit: str | None, same: str) -> None:
    assert Target.parse(text, comparator=comparator, unit=unit) == Target.parse(same)


@pytest.mark.parametrize(
    ("comparator", "text", "unit", "joined"),
    [
        ("≥", "95", "%", "≥95%"),
        ("大于等于", " 98 ", "%", "大于等于98%"),
        ("定性", "优", "/", "优"),
        ("≥", "优", "%", "≥优%"),
        (None, "5", "30", "5 30"),
    ],
)
def test_the_text_is_joined(comparator: str | None, text: str, unit: str | None, joined: str) -> None:
    assert Target.parse(text, comparator=comparator, unit=unit).text == joined


@pytest.mark.parametrize(
    ("comparator", "text", "unit", "reason"),
    [
        (None, "28.8万元", "%", "unit-conflict"),
        (None, "5人/10万人", "%", "unit-conflict"),
        (None, "12月31日前", "%", "unit-conflict"),
        (None, "5", "30", "not-a-unit"),
        ("≥", "5", "$", "not-a-unit"),
        ("≥", "95%以内", "", "conflicting-comparators"),
        ("=", "95%以上", "", "conflicting-comparators"),
        ("≥", "5-10", "次", "comparator-on-range"),
        ("?", "5", "次", "unknown-comparator"),
        ("≥", "5 6", "次", "glued-values"),
    ],
)
def test_refused(comparator: str | None, text: str, unit: str | None, reason: str) -> None:
    target = Target.parse(text, comparator=comparator, unit=unit)
    assert isinstance(target, Unparsed)
    assert target.reason == reason
    assert 0 <= target.span[0] < target.span[1] <= len(target.text)


def test_the_echo_of_a_comparator_is_noted() -> None:
    target = Target.parse("95%以上", comparator="≥")
    assert isinstance(target, Threshold)
    assert (target.comparator, target.suffix_comparator) == ("≥", "≥")


def test_a_comparator_stands_before_each_of_several() -> None:
    target = Target.parse("4；5", comparator="≥", unit="次")
    assert isinstance(target, Several)
    assert target == Target.parse("≥4次；≥5次")


def test_the_year_completes() -> None:
    assert Target.parse("12月底前", comparator="≤", unit="日期", year=2022) == Target.parse("2022年12月底前")
