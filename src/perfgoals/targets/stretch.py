"""The stretch of numbers or days for which a target stands, exact and in the base of its unit."""

from __future__ import annotations

from fractions import Fraction
from typing import NamedTuple

from perfgoals.targets.quantity import Quantity
from perfgoals.targets.target import Deadline, Interval, Threshold


class Stretch(NamedTuple):
    """Is a range of exact numbers (days as ordinals); None is without bound."""

    low: Fraction | int | None
    high: Fraction | int | None
    low_open: bool = False
    high_open: bool = False

    def below(self, other: Stretch) -> bool:
        """Tell whether all of this lies below all of the other."""
        if self.high is None or other.low is None:
            return False
        return self.high < other.low or (self.high == other.low and (self.high_open or other.low_open))

    def inside(self, other: Stretch) -> bool:
        """Tell whether the other holds all of this."""
        low = other.low is None or (
            self.low is not None
            and (self.low > other.low or (self.low == other.low and (self.low_open or not other.low_open)))
        )
        high = other.high is None or (
            self.high is not None
            and (self.high < other.high or (self.high == other.high and (self.high_open or not other.high_open)))
        )
        return low and high


def days(deadline: Deadline) -> Stretch | None:
    """Give the days of a deadline; None where it names no year."""
    if deadline.start is None and deadline.end is None:
        return None
    return Stretch(
        deadline.start.toordinal() if deadline.start else None, deadline.end.toordinal() if deadline.end else None
    )


def quantities(amount: Threshold | Interval) -> tuple[Quantity, ...]:
    """Give the numbers of a bound or a range: one or both ends."""
    return (amount.quantity,) if isinstance(amount, Threshold) else (amount.low, amount.high)


def numbers(amount: Threshold | Interval) -> Stretch:
    """Give what a bound or a range allows; a number without a comparator is that number."""
    if isinstance(amount, Interval):
        return Stretch(amount.low.in_base(), amount.high.in_base(), amount.low_open, amount.high_open)
    value = amount.quantity.in_base()
    match amount.comparator:
        case "≥" | ">":
            return Stretch(value, None, low_open=amount.comparator == ">")
        case "≤" | "<":
            return Stretch(None, value, high_open=amount.comparator == "<")
        case _:
            return Stretch(value, value)
