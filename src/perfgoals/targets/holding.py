"""Judges an actual value against a target: both are stretches of numbers or days, and the answer is inside or outside.

An actual that is itself a stretch (≥96%, 2022年11月) meets a target when all of it does, fails when none of it does,
and is undecided in between.
"""

from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime
from decimal import Decimal
from fractions import Fraction
from typing import TYPE_CHECKING, NamedTuple

from perfgoals.targets.quantity import Quantity
from perfgoals.targets.stretch import Stretch, quantities
from perfgoals.targets.target import Deadline, Interval, Several, Target, Threshold

if TYPE_CHECKING:
    from perfgoals.targets.target import Actual


_FAR_BELOW = 100
"""A bare number that is less than a hundredth of the target may leave out its scale word: 25 beside 20万条."""


class Measured(NamedTuple):
    """Is a target and an actual value, each one exact number, in the same base."""

    target: Fraction
    actual: Fraction


def holds(target: Target, actual: Actual) -> bool | None:
    """Judge for :meth:`Target.holds`, which see."""
    value = _as_target(actual)
    if isinstance(target, Several):
        return _all_hold(target, value)
    if isinstance(target, Deadline):
        return _by_date(target, value) if isinstance(value, Deadline) else None
    if isinstance(target, Threshold | Interval) and isinstance(value, Threshold | Interval):
        return _by_amount(target, value)
    return None


def _as_target(actual: Actual) -> Target:
    if isinstance(actual, Target):
        return actual
    if isinstance(actual, str):
        return Target.parse(actual)
    if isinstance(actual, datetime):
        actual = actual.date()
    if isinstance(actual, date):
        return Deadline(end=actual, precision="day")
    if isinstance(actual, Quantity):
        return Threshold(quantity=actual)
    if isinstance(actual, bool) or not isinstance(actual, int | Decimal):
        raise TypeError(f"an actual value is a number, text, date, quantity or target, not {type(actual).__name__}")
    return Threshold(quantity=Quantity(Decimal(actual)))


def _all_hold(target: Several, value: Target) -> bool | None:
    values = value.targets if isinstance(value, Several) else (value,) * len(target.targets)
    if len(values) != len(target.targets):
        return None
    answers = [holds(part, actual) for part, actual in zip(target.targets, values, strict=True)]
    if False in answers:
        return False
    return None if None in answers else True


def _by_date(target: Deadline, value: Deadline) -> bool | None:
    wanted, reached = Stretch.of_days(target), _reached_days(value)
    if wanted is None or reached is None:
        return None
    if wanted.holds(reached):
        return True
    if wanted.is_below(reached) or (target.end is None and reached.is_below(wanted)):
        return False
    return None


def _reached_days(value: Deadline) -> Stretch | None:
    """Give the days on which something was done: a lone month or day is itself, not everything before it."""
    named = Stretch.of_days(value)
    if named is None or value.start is not None or value.end is None:
        return named
    if value.precision == "day":
        return named._replace(low=named.high)
    if value.precision == "month":
        return named._replace(low=value.end.replace(day=1).toordinal())
    return named


def measured(target: Threshold, actual: Actual) -> Measured | None:
    """Give target and actual value as exact numbers of one base; None unless both are one number that compares.

    >>> measured(Threshold(quantity=Quantity(Decimal(95))), "98")
    Measured(target=Fraction(95, 1), actual=Fraction(98, 1))
    """
    value = _as_target(actual)
    adopted = _comparable(target, value) if isinstance(value, Threshold) else None
    if not isinstance(adopted, Threshold) or adopted.comparator not in (None, "="):
        return None
    return Measured(target.quantity.in_base(), adopted.quantity.in_base())


def _comparable(target: Threshold | Interval, value: Threshold | Interval) -> Threshold | Interval | None:
    """Give the actual value in a unit that compares with the target's; None where the two measure something else."""
    if target.change != value.change or (isinstance(value, Threshold) and value.approximate):
        return None
    unit = quantities(target)[0]
    adopted = _adopt_unit(value, unit)
    if adopted is None or not all(each.commensurable(unit) for each in (*quantities(target), *quantities(adopted))):
        return None
    return adopted


def _by_amount(target: Threshold | Interval, value: Threshold | Interval) -> bool | None:
    adopted = _comparable(target, value)
    if adopted is None:
        return None
    wanted, reached = Stretch.of(target), Stretch.of(adopted)
    if wanted.is_empty or reached.is_empty:
        return None
    if wanted.holds(reached):
        return True
    outside = reached.is_below(wanted) or wanted.is_below(reached)
    loose = isinstance(target, Threshold) and (target.approximate or target.comparator is None)
    return False if outside and not loose else None


def _adopt_unit(actual: Threshold | Interval, wanted: Quantity) -> Threshold | Interval | None:
    """Take bare numbers in the target's unit.

    Nobody can decide whether 0.96 against a percentage means 96 %, or 25 against 20万条 means 25万条.
    """
    if any(quantity.unit for quantity in quantities(actual)):
        return actual
    if wanted.scale and any(_may_be_scaled(quantity, wanted) for quantity in quantities(actual)):
        return None
    if wanted.unit is None:
        return actual
    if wanted.unit.dimension == "ratio" and any(0 < abs(quantity.magnitude) <= 1 for quantity in quantities(actual)):
        return None
    if isinstance(actual, Threshold):
        return replace(actual, quantity=replace(actual.quantity, unit=wanted.unit))
    return replace(actual, low=replace(actual.low, unit=wanted.unit), high=replace(actual.high, unit=wanted.unit))


def _may_be_scaled(actual: Quantity, wanted: Quantity) -> bool:
    """Tell whether a bare number is so far below the target that it may leave out the target's scale word."""
    return actual.scale is None and 0 < abs(actual.magnitude) * _FAR_BELOW <= abs(wanted.magnitude)
