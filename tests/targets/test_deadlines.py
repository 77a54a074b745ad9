"""Dates, deadlines and periods in every style; with the year, without it, and completed."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from perfgoals.targets import Deadline, Target, Threshold, Unparsed, YearlessDate


def _deadline(text: str, year: int | None = None) -> Deadline:
    target = Target.parse(text, year=year)
    assert isinstance(target, Deadline)
    return target


@pytest.mark.parametrize(
    ("text", "end", "precision"),
    [
        ("2022年11月25日", "2022-11-25", "day"),
        ("2022年11月25号", "2022-11-25", "day"),
        ("2022.11.25", "2022-11-25", "day"),
        ("2022/11/25", "2022-11-25", "day"),
        ("2022-11-25", "2022-11-25", "day"),
        ("2022-11-25 00:00:00", "2022-11-25", "day"),
        ("≤2022年11月25日", "2022-11-25", "day"),
        ("不晚于2022年11月25日", "2022-11-25", "day"),
        ("2022年12月31日之前", "2022-12-31", "day"),
        ("2022年12月中旬", "2022-12-20", "ten-day"),
        ("2022年2月下旬", "2022-02-28", "ten-day"),
        ("2021年12月完成", "2021-12-31", "month"),
        ("2022年12月", "2022-12-31", "month"),
        ("2022年2月底前", "2022-02-28", "month"),
        ("2022-12", "2022-12-31", "month"),
        ("二〇二二年十二月底前", "2022-12-31", "month"),
        ("2022年第三季度内", "2022-09-30", "quarter"),
        ("2022年上半年完成", "2022-06-30", "half-year"),
        ("2022年内", "2022-12-31", "year"),
        ("到2025年", "2025-12-31", "year"),
        ("2023年底", "2023-12-31", "year-end"),
        ("2023年年底前全部完成", "2023-12-31", "year-end"),
        ("截至2023年末", "2023-12-31", "year-end"),
        ("2022年12月末之前", "2022-12-31", "month"),
        ("2022年12月前", "2022-12-31", "month"),
        ("2022年第三季度之前完成", "2022-09-30", "quarter"),
        ("2022年12月20日前（含）", "2022-12-20", "day"),
    ],
)
def test_by_a_day(text: str, end: str, precision: str) -> None:
    deadline = _deadline(text)
    assert (deadline.start, deadline.end, deadline.precision) == (None, date.fromisoformat(end), precision)
    assert (deadline.month, deadline.day) == (None, None)


@pytest.mark.parametrize(
    ("text", "start", "end", "precision"),
    [
        ("2022年", "2022-01-01", "2022-12-31", "year"),
        ("2020年全年。", "2020-01-01", "2020-12-31", "year"),
        ("2022年度", "2022-01-01", "2022-12-31", "year"),
        ("2022年第四季度", "2022-10-01", "2022-12-31", "quarter"),
        ("2022年1季度", "2022-01-01", "2022-03-31", "quarter"),
        ("2022年下半年", "2022-07-01", "2022-12-31", "half-year"),
        ("2021年1月-12月", "2021-01-01", "2021-12-31", "month"),
        ("2022年1-12月", "2022-01-01", "2022-12-31", "month"),
        ("2022年6月至12月底", "2022-06-01", "2022-12-31", "month"),
        ("2020年1月--2020年11月", "2020-01-01", "2020-11-30", "month"),
        ("2022.1-2022.12", "2022-01-01", "2022-12-31", "month"),
        ("2022年11月-次年3月", "2022-11-01", "2023-03-31", "month"),
        ("2022年1月1日至2022年12月31日", "2022-01-01", "2022-12-31", "day"),
        ("2022年3月1日—12月31日期间", "2022-03-01", "2022-12-31", "day"),
        ("2022.1.1-12.31", "2022-01-01", "2022-12-31", "day"),
        ("2022-2024年", "2022-01-01", "2024-12-31", "year"),
        ("2022年-2024年", "2022-01-01", "2024-12-31", "year"),
    ],
)
def test_period(text: str, start: str, end: str, precision: str) -> None:
    deadline = _deadline(text)
    assert (deadline.start, deadline.end) == (date.fromisoformat(start), date.fromisoformat(end))
    assert deadline.precision == precision


@pytest.mark.parametrize(
    ("text", "start", "end"),
    [
        ("12月底前", None, YearlessDate(12)),
        ("11月底完成", None, YearlessDate(11)),
        ("12月底到位", None, YearlessDate(12)),
        ("十二月底前", None, YearlessDate(12)),
        ("6月30日前完成", None, YearlessDate(6, 30)),
        ("12月31日", None, YearlessDate(12, 31)),
        ("年底前", None, YearlessDate(12)),
        ("年内", None, YearlessDate(12)),
        ("次年3月底", None, YearlessDate(3, years_after=1)),
        ("第四季度", YearlessDate(10, 1), YearlessDate(12)),
        ("上半年", YearlessDate(1, 1), YearlessDate(6)),
        ("全年", YearlessDate(1, 1), YearlessDate(12)),
        ("当年", YearlessDate(1, 1), YearlessDate(12)),
        ("1-12月", YearlessDate(1, 1), YearlessDate(12)),
        ("3-4季度", YearlessDate(7, 1), YearlessDate(12)),
        ("11月至次年3月", YearlessDate(11, 1), YearlessDate(3, years_after=1)),
    ],
)
def test_without_a_year(text: str, start: YearlessDate | None, end: YearlessDate) -> None:
    deadline = _deadline(text)
    assert (deadline.start, deadline.end) == (None, None)
    assert (deadline.yearless_start, deadline.yearless_end) == (start, end)
    assert (deadline.month, deadline.day) == (end.month, end.day)


class TestTheYearCompletes:
    @pytest.mark.parametrize(
        ("text", "same"),
        [
            ("12月底前", "2022年12月底前"),
            ("第四季度", "2022年第四季度"),
            ("全年", "2022年"),
            ("年底前", "2022年底"),
            ("次年3月底", "2023年3月底"),
            ("1-12月", "2022年1月-12月"),
            ("12月31日", "2022年12月31日"),
            ("2021年12月", "2021年12月"),
            ("不早于12月31日", "不早于2022年12月31日"),
        ],
    )
    def test_when_parsing_or_later(self, text: str, same: str) -> None:
        assert Target.parse(text, year=2022) == Target.parse(same)
        assert _deadline(text).with_year(2022) == Target.parse(same)

    @pytest.mark.parametrize("year", [0, -1, 20222, 1899])
    def test_unless_it_is_no_year(self, year: int) -> None:
        assert Target.parse("12月底前", year=year) == Target.parse("12月底前")

    def test_unless_the_day_is_missing_from_it(self) -> None:
        assert _deadline("2月29日前", year=2024).end == date(2024, 2, 29)
        assert Target.parse("2月29日前", year=2022) == Target.parse("2月29日前")
        with pytest.raises(ValueError, match="day"):
            _deadline("2月29日前").with_year(2022)


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("2月30日", "invalid-date"),
        ("2022年2月29日前", "invalid-date"),
        ("2022年13月1日", "invalid-date"),
        ("20222年12月31日", "invalid-date"),
        ("20222年", "invalid-date"),
        ("1000年", "invalid-date"),
        ("0月5日", "invalid-date"),
        ("2022年12月0日", "invalid-date"),
        ("2022.12.1-3.31", "inverted-period"),
        ("近3年", "vague-date"),
        ("12-1月", "inverted-period"),
        ("2022年12月-2021年1月", "inverted-period"),
        ("2022-2024", "vague-date"),
        ("2022-6", "vague-date"),
        ("≥2021年", "vague-date"),
        ("每月15日前", "vague-date"),
        ("每年12月底前", "vague-date"),
        ("每季度末10日前", "vague-date"),
        ("每季度结束后15个工作日内", "vague-date"),
        ("次月5日前", "vague-date"),
        ("到位10日前", "figure-in-words"),
        ("1月-2022年3月", "vague-date"),
        ("≥2022年12月31日前", "conflicting-comparators"),
        ("2023年前", "vague-date"),
        ("2022-2023学年", "vague-date"),
        ("2022学年", "vague-date"),
        ("2022届", "vague-date"),
    ],
)
def test_refused(text: str, reason: str) -> None:
    target = Target.parse(text)
    assert isinstance(target, Unparsed)
    assert target.reason == reason


@pytest.mark.parametrize(
    "text",
    [
        "12月初",
        "2022年初",
        "30日前",
        "收到后5日内",
        "12.31前",
        "2022年11月25",
        "22年12月",
        "12/31",
        "9月底前完成80%",
        "2022年3次",
        "Q4",
        "2022.12月",
        "2022.6-12月",
        "6.30日",
        "6.30日前",
    ],
)
def test_never_guessed(text: str) -> None:
    assert isinstance(Target.parse(text), Unparsed)


class TestSpansOfTimeAreNoDates:
    @pytest.mark.parametrize(
        "text",
        [
            "=8年",
            "≥10年",
            "5年",
            "3年内",
            "12个月",
            "≤12月",
            "18月",
            "≤3日",
            "30日内",
            "24小时内",
            "5个工作日内",
            "1年",
            "=1季度",
        ],
    )
    def test_thresholds(self, text: str) -> None:
        target = Target.parse(text)
        assert isinstance(target, Threshold)
        assert target.quantity.unit is not None
        assert target.quantity.unit.dimension == "time"

    def test_a_unit_that_holds_a_day_makes_no_date(self) -> None:
        assert Target.parse("245元/人/日").kind == "threshold"
        assert Target.parse("5工作日").kind == "threshold"

    def test_numbers_are_no_dates(self) -> None:
        for text in ("1980", "2022", "1000.5", "2022.12", "20221231"):
            assert Target.parse(text).kind == "threshold"

    def test_not_before_a_day(self) -> None:
        deadline = _deadline("≥2022年12月31日")
        assert (deadline.start, deadline.end) == (date(2022, 12, 31), None)


def test_from_a_month_on_names_no_end() -> None:
    assert _deadline("2022年3月起") == _deadline("不早于2022年3月")
    assert (_deadline("2022年3月起").start, _deadline("2022年3月起").end) == (date(2022, 3, 1), None)
    assert isinstance(Target.parse("不晚于2022年3月起"), Unparsed)


@given(st.dates(date(1900, 1, 1), date(2100, 12, 31)))
def test_every_day_in_every_style(day: date) -> None:
    texts = (
        f"{day.year}年{day.month}月{day.day}日",
        f"{day:%Y-%m-%d}",
        f"{day.year}.{day.month}.{day.day}",
        f"{day:%Y/%m/%d}",
    )
    assert {_deadline(text).end for text in texts} == {day}
    assert _deadline(f"{day.month}月{day.day}日前", year=day.year).end == day


def test_a_day_that_no_year_has() -> None:
    for month, day in ((2, 30), (13, 1), (0, 1), (1, 0)):
        with pytest.raises(ValueError, match=r"day|month"):
            YearlessDate(month, day)


def test_a_date_that_a_narrow_cell_wrapped_is_one_date() -> None:
    assert Target.parse("2023年\n10月底前") == Target.parse("2023年10月底前")
    assert Target.parse("2023年\n100人").kind == "several"
    assert Target.parse("2022年\n2023年").kind == "several"
