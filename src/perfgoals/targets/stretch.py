"""The stretch of numbers or days that a target stands for, exact: the one place where bounds are compared.

A value meets a target when its stretch lies inside, two indicators contradict each other when theirs lie apart, a bound
says nothing when it holds all that the quantity can be.
"""

from __future__ import annotations

from fractions import Fraction
from typing import NamedTuple

from perfgoals.targets.quantity import Quantity
from perfgoals.targets.target import Deadline, Interval, Threshold


class Stretch(NamedTuple):
    """Is a range of exact numbers in the base of their unit (days as ordinals); None is without bound.

    low_open, high_open: the end itself is not in it.
    """

    low: Fraction | int | None
    high: Fraction | int | None
    low_open: bool = False
    high_open: bool = False

    @classmethod
    def of(cls, amount: Threshold | Interval, *, counted: bool = False) -> Stretch:
        """Give what a bound or a range stands for; a number without a comparator is that number.

        counted: numbers of things, whatever their units.
        """

        def value(quantity: Quantity) -> Fraction:
            return Fraction(quantity.magnitude) if counted else quantity.in_base()

        if isinstance(amount, Interval):
            return cls(value(amount.low), value(amount.high), amount.low_open, amount.high_open)
        end = value(amount.quantity)
        match amount.comparator:
            case "≥" | ">":
                return cls(end, None, low_open=amount.comparator == ">")
            case "≤" | "<":
                return cls(None, end, high_open=amount.comparator == "<")
            case _:
                return cls(end, end)

    @classmethod
    def allowed(cls, amount: Threshold | Interval, *, counted: bool = False) -> Stretch | None:
        """Give the same of a target that says for certain what it allows: None without a comparator, or where about.

        >>> from perfgoals.targets import Target
        >>> Stretch.allowed(Target.parse("≥95%")).is_below(Stretch.allowed(Target.parse("=100%")))
        False
        >>> Stretch.allowed(Target.parse("95%")) is Stretch.allowed(Target.parse("约≥95%")) is None
        True
        """
        is_vague = isinstance(amount, Threshold) and (amount.comparator is None or amount.approximate)
        return None if is_vague else cls.of(amount, counted=counted)

    @classmethod
    def of_days(cls, deadline: Deadline) -> Stretch | None:
        """Give the days of a deadline; None where it names no year."""
        if deadline.start is None and deadline.end is None:
            return None
        return cls(
            deadline.start.toordinal() if deadline.start else None, deadline.end.toordinal() if deadline.end else None
        )

    @property
    def is_empty(self) -> bool:
        """Tell whether nothing is in it: its ends are the wrong way round."""
        return self.is_below(self)

    def is_below(self, other: Stretch) -> bool:
        """Tell whether all of this lies below all of the other."""
        if self.high is None or other.low is None:
            return False
        return self.high < other.low or (self.high == other.low and (self.high_open or other.low_open))

    def reaches_above(self, other: Stretch) -> bool:
        """Tell whether something of this lies above all of the other."""
        if other.high is None:
            return False
        return self.high is None or self.high > other.high

    def holds(self, other: Stretch) -> bool:
        """Tell whether all of the other is in this.

        >>> Stretch(0, None).holds(Stretch(0, 1)), Stretch(0, None, low_open=True).holds(Stretch(0, 1))
        (True, False)
        """
        from_below = self.low is None or (
            other.low is not None
            and (self.low < other.low or (self.low == other.low and (other.low_open or not self.low_open)))
        )
        from_above = self.high is None or (
            other.high is not None
            and (self.high > other.high or (self.high == other.high and (other.high_open or not self.high_open)))
        )
        return from_below and from_above


def quantities(amount: Threshold | Interval) -> tuple[Quantity, ...]:
    """Give the numbers of a bound or a range: one or both ends."""
    return (amount.quantity,) if isinstance(amount, Threshold) else (amount.low, amount.high)
