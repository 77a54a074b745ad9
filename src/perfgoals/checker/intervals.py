"""What a target allows, as an interval in the base of its unit: the one place where bounds are compared.

Two indicators contradict each other when their intervals lie apart, a bound says nothing when it holds all that the
quantity can be, and a step is out of order when its limit reaches above that of the next one.
"""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction

from perfgoals.targets import Interval, Quantity, Threshold


@dataclass(frozen=True, slots=True)
class Bounds:
    """Is what a target allows: the least and the most, in the base of its unit; None where it is open.

    low_open, high_open: the end itself is not allowed.
    """

    low: Fraction | None
    high: Fraction | None
    low_open: bool = False
    high_open: bool = False

    def is_below(self, other: Bounds) -> bool:
        """Tell whether everything allowed here is less than everything allowed there."""
        if self.high is None or other.low is None:
            return False
        return self.high < other.low or (self.high == other.low and (self.high_open or other.low_open))

    def reaches_above(self, other: Bounds) -> bool:
        """Tell whether something is allowed here that is more than everything allowed there."""
        if other.high is None:
            return False
        return self.high is None or self.high > other.high

    def holds(self, other: Bounds) -> bool:
        """Tell whether everything allowed there is allowed here.

        >>> Bounds(Fraction(0), None).holds(Bounds(Fraction(0), Fraction(1)))
        True
        >>> Bounds(Fraction(0), None, low_open=True).holds(Bounds(Fraction(0), Fraction(1)))
        False
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


def bounds(target: Threshold | Interval, *, counted: bool = False) -> Bounds | None:
    """Give the bounds of a target; None where it leaves its direction open. counted: numbers of things, without units.

    >>> from perfgoals.targets import Target
    >>> bounds(Target.parse("≥95%")).is_below(bounds(Target.parse("=100%")))
    False
    """

    def value(quantity: Quantity) -> Fraction:
        return Fraction(quantity.magnitude) if counted else quantity.in_base()

    if isinstance(target, Interval):
        return Bounds(value(target.low), value(target.high), target.low_open, target.high_open)
    end = value(target.quantity)
    if target.comparator is None or target.approximate:
        return None
    if target.comparator == "=":
        return Bounds(end, end)
    if target.comparator in ("≥", ">"):
        return Bounds(end, None, low_open=target.comparator == ">")
    return Bounds(None, end, high_open=target.comparator == "<")
