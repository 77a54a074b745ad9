"""Reads dates, deadlines and periods in every style that indicator values use.

    deadline := [lead] [comparator] point [by] [manner] [verb]
    period   := [lead] point dash point [by] [manner] [verb]
    point    := day | ten days | month | quarter | half-year | year | year's end, with or without the year

A lone day or month is a deadline: it may be kept early. A lone quarter, half-year or year is a period, unless a word
such as 内 or 完成 makes it a deadline. Nothing is guessed: a day that no calendar has is refused.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date

from perfgoals.targets.data import alternatives, load
from perfgoals.targets.moments import Precision, YearlessDate
from perfgoals.targets.numerals import NUMERAL, YEAR_DIGITS, in_digits, read_numeral
from perfgoals.targets.scanner import Refused
from perfgoals.targets.target import Deadline

_WORDS = load("comparators.toml")["dates"]
_FIRST_YEAR, _LAST_YEAR = 1900, 2100
_FINEST_FIRST: tuple[Precision, ...] = ("day", "ten-day", "month", "year-end", "quarter", "half-year", "year")
_IN_PAIRS: dict[Precision, Precision] = {"ten-day": "day", "year-end": "month"}
_PERIODS = {"quarter", "half-year", "year"}
_BEFORE = {"前", "之前", "以前"}

_LOOKS_DATED = re.compile(r"[年月季]|[0-9]{4}[-/.][0-9]")
_YEAR_IN_WORDS = re.compile(f"{YEAR_DIGITS}(?=年)")
_PART_IN_WORDS = re.compile(f"(?<![0-9]){NUMERAL}(?=月|日|号)")

_RELATIVE = "次年|明年|当年|本年度|本年|今年"
_POINT = rf"""(?:
    (?P<iso_year>[0-9]{{4,9}})(?P<sep>[-/.])(?P<iso_month>[0-9]{{1,2}})(?P=sep)(?P<iso_day>[0-9]{{1,2}})(?![0-9.])
    (?:[ T]00:00(?::00)?)?
  | (?P<short_year>[0-9]{{4}})[-/](?P<short_month>[0-9]{{2}})(?![0-9])
  | (?:(?P<year>[0-9]{{4,9}})年度?|(?P<relative>{_RELATIVE}))?
    (?:(?P<month>[0-9]{{1,2}})月份?(?:(?P<day>[0-9]{{1,2}})[日号]|(?P<ten>[上中下])旬|[底末])?
      |第?(?P<quarter>[1-4一二三四])季度[底末]?
      |(?P<half>[上下])半年[底末]?
      |(?P<year_end>年[底末]|(?<=年)[底末])
      |(?P<whole>全年|(?<=年)|(?<=年度)|年(?=内|之内|以内))
    )
)"""
_LEAD = f"(?:{alternatives(_WORDS['lead'])})?(?P<until>{alternatives(_WORDS['until'])})?"
_NOTE = rf"(?:\((?:{alternatives(_WORDS['notes'])})\))?"
_TAIL = (
    rf"(?P<by>{alternatives(_WORDS['by'])})?{_NOTE}"
    f"(?P<verb>{alternatives(_WORDS['manner'])}?{alternatives(_WORDS['verbs'])})?{_NOTE}"
)
# A bare count of months or quarters behind a comparator is a length of time, and so are more months than a year has.
_SPAN = re.compile(r"[≥≤<>=][0-9]+(?:月|季度)\Z|(?:1[3-9]|[2-9][0-9])月\Z")
_RECURRING = re.compile(
    rf"(?:于|在)?{alternatives(_WORDS['recurring'])}[^0-9]{{0,6}}[0-9]{{1,2}}(?:日|号|天|个?工作日)"
)
_DASH = r"(?:--|——|—|-|~|起至|开始至|至|到)"
_COMPARATOR = (
    rf"(?P<later>[≤<=]|{alternatives(_WORDS['not_later'])})?"
    rf"(?P<earlier>[≥>]|{alternatives(_WORDS['not_earlier'])})?"
)
_DEADLINE = re.compile(rf"{_LEAD}{_COMPARATOR}{_POINT}(?:(?P<since>起)|{_TAIL})\Z", re.VERBOSE)


def _renamed(suffix: str) -> str:
    return re.sub(r"\(\?P<(\w+)>", rf"(?P<\1{suffix}>", _POINT).replace("(?P=sep)", f"(?P=sep{suffix})")


_PERIOD = re.compile(rf"{_LEAD}{_renamed('_1')}{_DASH}{_renamed('_2')}(?:期间)?{_TAIL}\Z", re.VERBOSE)
# Periods whose first half leans on the second: 1-12月, 2022-2024年, 2022.1-2022.12.
_SHARED_LEAD = _LEAD.replace("?P<until>", "?:")
_SHARED_MONTH = re.compile(
    rf"({_SHARED_LEAD})((?:[0-9]{{4}}年度?|{_RELATIVE})?[0-9]{{1,2}})({_DASH}(?:[0-9]{{4}}年|{_RELATIVE})?[0-9]{{1,2}}月)"
)
_SHARED_YEAR = re.compile(rf"({_SHARED_LEAD})([0-9]{{4}})({_DASH}[0-9]{{4}}年)")
_SHARED_QUARTER = re.compile(rf"({_SHARED_LEAD})((?:[0-9]{{4}}年度?)?[1-4一二三四])({_DASH}[1-4一二三四]季度)")
_DOTTED_DAYS = re.compile(rf"([0-9]{{4}}\.[0-9]{{1,2}}\.[0-9]{{1,2}}{_DASH})([0-9]{{1,2}})\.([0-9]{{1,2}})(?![0-9.])")
_DOTTED = re.compile(rf"([0-9]{{4}})\.([0-9]{{1,2}})({_DASH})(?:([0-9]{{4}})\.)?([0-9]{{1,2}})(?![0-9.])")


@dataclass(frozen=True, slots=True)
class _Point:
    """Is a named stretch of time: its year when there is one, its first and last day, how exactly it was named."""

    year: int | None
    first: YearlessDate
    last: YearlessDate
    precision: Precision

    def start(self, year: int | None) -> date | None:
        return None if year is None else self.first.first_day(year)

    def end(self, year: int | None) -> date | None:
        return None if year is None else self.last.last_day(year)


def read_deadline(source: str, text: str, year: int | None) -> Deadline | None:
    """Read the folded ``source`` as a deadline; None when it names no date at all.

    text: what the target keeps. year: completes what names none, unless it has no such day (2月29日).
    Raises Refused for a date that does not exist.
    """
    spelled = _in_digits(source)
    if not _LOOKS_DATED.search(spelled) or _SPAN.match(spelled):
        return None
    try:
        match = _DEADLINE.match(spelled)
        if match:
            return _deadline(match, text, year)
        match = _PERIOD.match(_spelled_out(spelled))
        return _period(match, text, year) if match else None
    except ValueError:
        if year is not None:
            return read_deadline(source, text, None)
        raise Refused("invalid-date", 0, len(source)) from None


def names_recurring_day(source: str) -> bool:
    """Tell whether a folded text that is no date names a day that comes again and again.

    >>> names_recurring_day("每季度末10日前"), names_recurring_day("每月2次")
    (True, False)
    """
    return _RECURRING.match(source) is not None


def is_year(number: int) -> bool:
    """Tell whether a number before 年 is a year of the calendar rather than a span of years."""
    return _FIRST_YEAR <= number <= _LAST_YEAR


def _in_digits(source: str) -> str:
    spelled = _YEAR_IN_WORDS.sub(lambda match: in_digits(match.group()), source)
    return _PART_IN_WORDS.sub(lambda match: str(read_numeral(match.group())), spelled)


def _spelled_out(source: str) -> str:
    for pattern, unit in ((_SHARED_MONTH, "月"), (_SHARED_YEAR, "年"), (_SHARED_QUARTER, "季度")):
        if pattern.match(source):
            return pattern.sub(rf"\g<1>\g<2>{unit}\g<3>", source, count=1)
    if _DOTTED_DAYS.match(source):
        return _DOTTED_DAYS.sub(r"\g<1>\g<2>月\g<3>日", source, count=1)
    return _DOTTED.sub(lambda m: f"{m[1]}年{m[2]}月{m[3]}{m[4] + '年' if m[4] else ''}{m[5]}月", source, count=1)


def _deadline(match: re.Match[str], text: str, given: int | None) -> Deadline | None:
    point = _point(match, "")
    opening = match["earlier"] or match["since"]
    if opening and (match["later"] or match["by"] or match["verb"]):
        raise Refused("conflicting-comparators", 0, len(match.string))
    _check_before(match, point)
    year = point.year if point.year is not None else given
    if opening:
        # ≥2021年 may as well mean the level of that year.
        if opening[0] in "≥>" and point.precision == "year":
            raise Refused("vague-date", 0, len(match.string))
        return Deadline(
            text=text,
            start=point.start(year),
            precision=point.precision,
            yearless_start=point.first if year is None else None,
        )
    by = match["by"] or match["verb"] or match["until"] or match["later"] not in {None, "="}
    opens = point.precision in _PERIODS and not by
    return Deadline(
        text=text,
        start=point.start(year) if opens else None,
        end=point.end(year),
        precision=point.precision,
        yearless_start=point.first if opens and year is None else None,
        yearless_end=point.last if year is None else None,
    )


def _check_before(match: re.Match[str], point: _Point) -> None:
    """Refuse 2023年前: before its first day, or by its last. 10月前 is meant as by the end of that month."""
    if match["by"] in _BEFORE and point.precision == "year":
        raise Refused("vague-date", 0, len(match.string))


def _period(match: re.Match[str], text: str, given: int | None) -> Deadline:
    first, last = _point(match, "_1"), _point(match, "_2")
    if first.year is None and last.year is not None:
        raise Refused("vague-date", 0, len(match.string))
    _check_before(match, last)
    year = first.year if first.year is not None else given
    until = last.year if last.year is not None else year
    start, end = first.start(year), last.end(until)
    if _order(first, year) > _order(last, until):
        raise Refused("inverted-period", 0, len(match.string))
    finest = min(first.precision, last.precision, key=_FINEST_FIRST.index)
    return Deadline(
        text=text,
        start=start,
        end=end,
        precision=_IN_PAIRS.get(finest, finest),
        yearless_start=first.first if year is None else None,
        yearless_end=last.last if year is None else None,
    )


def _order(point: _Point, year: int | None) -> tuple[int, int, int]:
    return (year or 0) + point.last.years_after, point.last.month, point.last.day or 32


def _point(match: re.Match[str], suffix: str) -> _Point:
    def group(name: str) -> str | None:
        return match.groupdict()[name + suffix]

    digits = group("iso_year") or group("short_year") or group("year")
    year = int(digits) if digits else None
    if year is not None and not is_year(year):
        raise ValueError("a year out of reach")
    later = 1 if group("relative") in {"次年", "明年"} else 0
    month = group("iso_month") or group("short_month") or group("month")
    day = group("iso_day") or group("day")
    precision: Precision
    if month and day:
        moment = YearlessDate(int(month), int(day), later)
        if year is not None:
            moment.first_day(year)
        return _Point(year, moment, moment, "day")
    if month and (ten := group("ten")):
        first, last = {"上": (1, 10), "中": (11, 20), "下": (21, None)}[ten]
        return _Point(year, YearlessDate(int(month), first, later), YearlessDate(int(month), last, later), "ten-day")
    if month:
        start, end, precision = int(month), int(month), "month"
    elif quarter := group("quarter"):
        number = int(quarter) if quarter.isdecimal() else "一二三四".index(quarter) + 1
        start, end, precision = number * 3 - 2, number * 3, "quarter"
    elif half := group("half"):
        start, end, precision = (1, 6, "half-year") if half == "上" else (7, 12, "half-year")
    else:
        start, end, precision = 1, 12, "year-end" if group("year_end") else "year"
    return _Point(year, YearlessDate(start, 1, later), YearlessDate(end, None, later), precision)
