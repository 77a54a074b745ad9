"""Days as indicator values name them: with or without a year, to the day or only to the quarter; and their print."""

from __future__ import annotations

import calendar
from dataclasses import dataclass
from datetime import date
from typing import Literal, TypeAlias

Precision: TypeAlias = Literal["day", "ten-day", "month", "quarter", "half-year", "year", "year-end"]

_LEAP_YEAR = 2000
_HALF = 6
_TEN_DAYS = {1: "上", 10: "上", 11: "中", 20: "中"}


@dataclass(frozen=True, slots=True)
class YearlessDate:
    """Is a day of a year that the text does not name: 12月31日, or the last of a month when ``day`` is None.

    years_after: 1 for 次年. Raises ValueError for a day that no year has (2月30日).

    >>> YearlessDate(12).last_day(2022), YearlessDate(3, 1, years_after=1).first_day(2022)
    (datetime.date(2022, 12, 31), datetime.date(2023, 3, 1))
    """

    month: int
    day: int | None = None
    years_after: int = 0

    def __post_init__(self) -> None:
        date(_LEAP_YEAR, self.month, 1 if self.day is None else self.day)

    def first_day(self, year: int) -> date:
        """Complete with a year, at the first of the month when no day is named. Raises ValueError for no such day."""
        return date(year + self.years_after, self.month, self.day or 1)

    def last_day(self, year: int) -> date:
        """Complete with a year, at the last of the month when no day is named. Raises ValueError for no such day."""
        day = self.day or calendar.monthrange(year + self.years_after, self.month)[1]
        return date(year + self.years_after, self.month, day)


def describe_deadline(
    start: date | None,
    end: date | None,
    precision: Precision,
    yearless_start: YearlessDate | None,
    yearless_end: YearlessDate | None,
) -> str:
    """Print a deadline in the one spelling that reads back as the same."""
    opens, closes = start or yearless_start, end or yearless_end
    if closes is None:
        return "" if opens is None else f"不早于{_point(opens, precision)}"
    if opens is None:
        return _point(closes, precision) + ("内" if precision in {"quarter", "half-year", "year"} else "")
    first, last = _point(opens, precision), _point(closes, precision)
    if first == last and precision in {"quarter", "half-year", "year"}:
        return first
    return f"{first}至{last}"


def _point(moment: date | YearlessDate, precision: Precision) -> str:
    if isinstance(moment, date):
        year, bare_year = f"{moment.year}年", f"{moment.year}年"
    else:
        year = "次年" if moment.years_after else ""
        bare_year = f"{year}全年"
    day = moment.day
    match precision:
        case "year":
            return bare_year
        case "year-end":
            return f"{year or '年'}底"
        case "half-year":
            return f"{year}{'上' if moment.month <= _HALF else '下'}半年"
        case "quarter":
            return f"{year}第{'一二三四'[(moment.month - 1) // 3]}季度"
        case "month":
            return f"{year}{moment.month}月"
        case "ten-day":
            return f"{year}{moment.month}月{_TEN_DAYS.get(day or 0, '下')}旬"
        case "day":
            return f"{year}{moment.month}月{day}日"
