"""Display a serial number as a date, a time or an elapsed time, by the tokens of a number format section.

The calendar is Excel's own, which has a 29th of February 1900 (serial 60) and a day 0.
"""

from __future__ import annotations

import datetime as dt
import re
from decimal import ROUND_HALF_UP, Decimal

from perfgoals.readers.format_code import Section, Token

_SECONDS_PER_DAY = 86_400
_SHIFT_1904 = 1462
_LAST_SERIAL = 2_958_465
_LEAP_DAY = 60
_NOON = 12
_SHORT = 2
_ABBREVIATED = 3
_EPOCH = dt.date(1899, 12, 30)
_ISO = re.compile(
    r"(?:([0-9]{4})-([0-9]{2})-([0-9]{2}))?(?:T?([0-9]{2}):([0-9]{2})(?::([0-9]{2}(?:\.[0-9]{1,9})?))?)?Z?\Z"
)
_ENGLISH_MONTHS = (
    *("January", "February", "March", "April", "May", "June"),
    *("July", "August", "September", "October", "November", "December"),
)
_CHINESE_MONTHS = (
    *("一月", "二月", "三月", "四月", "五月", "六月"),
    *("七月", "八月", "九月", "十月", "十一月", "十二月"),
)
_ENGLISH_DAYS = ("Sunday", "Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday")
_CHINESE_DAYS = "日一二三四五六"


def is_date_serial(value: Decimal, date1904: bool = False) -> bool:
    """Tell whether a serial number has a date: none is negative or beyond the year 9999.

    >>> is_date_serial(Decimal(44890)), is_date_serial(Decimal(-1))
    (True, False)
    """
    return 0 <= value < _LAST_SERIAL + 1 - (_SHIFT_1904 if date1904 else 0)


def serial_of(text: str, date1904: bool = False) -> int | float | None:
    """Give the serial number of a date, a time or both in ISO 8601; None when the text is none of them.

    >>> serial_of("2022-11-25T12:00:00Z"), serial_of("06:00"), serial_of("2022-13-01")
    (44890.5, 0.25, None)
    """
    match = _ISO.match(text.strip())
    if match is None or not any(match.groups()):
        return None
    year, month, day, hour, minute, second = match.groups()
    days = 0
    if year:
        try:
            days = (dt.date(int(year), int(month), int(day)) - _EPOCH).days - (_SHIFT_1904 if date1904 else 0)
        except ValueError:
            return None
    days -= 0 < days <= _LEAP_DAY and not date1904
    seconds = int(hour or 0) * 3600 + int(minute or 0) * 60 + float(second or 0)
    return days + seconds / _SECONDS_PER_DAY if seconds else days


def date_text(value: Decimal, section: Section, date1904: bool = False) -> str:
    """Display a serial number under a section of kind ``date``; seconds are rounded, all larger units cut off.

    >>> from perfgoals.readers.format_code import parse
    >>> date_text(Decimal("44890.5"), parse("yyyy-mm-dd hh:mm")[0])
    '2022-11-25 12:00'
    """
    return "".join(_Moment(value, section, date1904).show(index) for index in range(len(section.tokens)))


class _Moment:
    """Is a serial number taken apart into what the tokens of a section ask for."""

    def __init__(self, value: Decimal, section: Section, date1904: bool) -> None:
        self.tokens = section.tokens
        self.chinese = section.chinese
        self.half_day = any(token.kind == "noon" for token in section.tokens)
        self.places = max((len(token.value) - 1 for token in section.tokens if _is_fraction(token)), default=0)
        day = int(value)
        seconds = (value - day) * _SECONDS_PER_DAY
        if any(_is_time(token) for token in section.tokens):
            seconds = seconds.quantize(Decimal(1).scaleb(-self.places), ROUND_HALF_UP)
            day, seconds = day + int(seconds // _SECONDS_PER_DAY), seconds % _SECONDS_PER_DAY
        self.elapsed = day * _SECONDS_PER_DAY + int(seconds)
        self.seconds = seconds
        self.day = day + (_SHIFT_1904 if date1904 else 0)
        self.year, self.month, self.month_day = _calendar(self.day)

    def show(self, index: int) -> str:
        token = self.tokens[index]
        if token.kind == "elapsed":
            unit = {"h": 3600, "m": 60, "s": 1}[token.value[0]]
            return str(self.elapsed // unit).zfill(len(token.value))
        if token.kind == "noon":
            return _noon(token.value, self._hour() >= _NOON)
        if token.kind in {"general", "text"}:
            return ""
        if token.kind != "date":
            return token.value
        if _is_fraction(token):
            return "." + f"{self.seconds % 1:.{self.places}f}"[2 : 1 + len(token.value)]
        return self._date(token.value.lower(), index)

    def _date(self, token: str, index: int) -> str:
        letter, width = token[0], len(token)
        if letter in "ye":
            return f"{self.year % 100:02d}" if letter == "y" and width <= _SHORT else f"{self.year:04d}"
        if letter == "m" and not self._is_minute(index):
            return self._month(width)
        if letter == "d":
            return self._day(width)
        if letter == "a":
            day = _CHINESE_DAYS[(self.day - 1) % 7]
            return day if width == _ABBREVIATED else f"星期{day}"
        number = {"h": self._shown_hour(), "m": int(self.seconds) // 60 % 60, "s": int(self.seconds) % 60}[letter]
        return str(number).zfill(min(width, _SHORT))

    def _month(self, width: int) -> str:
        if width <= _SHORT:
            return str(self.month).zfill(width)
        if self.chinese:
            return _CHINESE_MONTHS[self.month - 1]
        name = _ENGLISH_MONTHS[self.month - 1]
        return {3: name[:3], 5: name[0]}.get(width, name)

    def _day(self, width: int) -> str:
        if width <= _SHORT:
            return str(self.month_day).zfill(width)
        weekday = (self.day - 1) % 7
        if self.chinese:
            return ("周" if width == _ABBREVIATED else "星期") + _CHINESE_DAYS[weekday]
        return _ENGLISH_DAYS[weekday][: 3 if width == _ABBREVIATED else None]

    def _hour(self) -> int:
        return int(self.seconds) // 3600

    def _shown_hour(self) -> int:
        return (self._hour() - 1) % 12 + 1 if self.half_day else self._hour()

    def _is_minute(self, index: int) -> bool:
        """Tell minutes from months: m is a minute right after an hour or right before a second."""
        if len(self.tokens[index].value) > _SHORT:
            return False
        before = [token for token in self.tokens[:index] if _is_unit(token)]
        behind = [token for token in self.tokens[index + 1 :] if _is_unit(token)]
        return (bool(before) and before[-1].value[0] in "hH") or (bool(behind) and behind[0].value[0] in "sS")


def _is_unit(token: Token) -> bool:
    return token.kind == "elapsed" or (token.kind == "date" and not _is_fraction(token))


def _is_fraction(token: Token) -> bool:
    return token.kind == "date" and token.value.startswith(".")


def _is_time(token: Token) -> bool:
    return token.kind in {"elapsed", "noon"} or (token.kind == "date" and token.value[0] in "hHsS.")


def _noon(token: str, afternoon: bool) -> str:
    return token.split("/")[afternoon]


def _calendar(day: int) -> tuple[int, int, int]:
    if day == 0:
        return 1900, 1, 0
    if day == _LEAP_DAY:
        return 1900, 2, 29
    # Past the last serial a rounded second may step into the year 10000, which no calendar of ours has.
    ordinal = _EPOCH.toordinal() + min(day, _LAST_SERIAL) + (day < _LEAP_DAY)
    date = dt.date.fromordinal(ordinal)
    return date.year, date.month, date.day
