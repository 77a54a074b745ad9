"""The formulas of self-evaluation: exact figures in, the exact share of the weight out; points are rounded last.

A share is a :class:`~fractions.Fraction` of the weight, so that no division is rounded before the points are.
"""

from __future__ import annotations

from decimal import Context, Decimal
from fractions import Fraction
from typing import Literal

Number = Decimal | Fraction
Reverse = Literal["linear", "ratio"]

_EXACT = Context(prec=200)


def at_least(actual: Number, target: Number) -> Fraction:
    """Give the share earned against a target that is to be reached (≥): all of it, else in proportion.

    A negative actual value earns nothing. Source: 财预〔2020〕10号 (未达成的按完成值与指标值的比例记分).

    >>> at_least(Decimal(95), Decimal(90)), at_least(Decimal(45), Decimal(90))
    (Fraction(1, 1), Fraction(1, 2))
    """
    if actual >= target:
        return Fraction(1)
    return max(Fraction(actual), Fraction(0)) / Fraction(target) if target > 0 else Fraction(0)


def at_most(actual: Number, target: Number, reverse: Reverse = "linear") -> Fraction:
    """Give the share earned against a ceiling (≤): all below it, less above it.

    ``linear`` takes off the excess in proportion and gives nothing from twice the ceiling on (the default of budget
    systems); ``ratio`` gives target / actual (footnotes of older forms). Against a ceiling of zero all is lost.

    >>> at_most(Decimal(120), Decimal(100)), at_most(Decimal(120), Decimal(100), "ratio")
    (Fraction(4, 5), Fraction(5, 6))
    """
    if actual <= target:
        return Fraction(1)
    if target <= 0:
        return Fraction(0)
    ratio = Fraction(actual) / Fraction(target)
    return 1 / ratio if reverse == "ratio" else max(2 - ratio, Fraction(0))


def equal_to(actual: Number, target: Number) -> Fraction:
    """Give the share earned against a target that is to be met exactly (=): the smaller in proportion to the larger.

    >>> equal_to(Decimal(125), Decimal(100)), equal_to(Decimal(100), Decimal(100))
    (Fraction(4, 5), Fraction(1, 1))
    """
    if actual == target:
        return Fraction(1)
    smaller, larger = sorted((Fraction(actual), Fraction(target)))
    return smaller / larger if smaller > 0 else Fraction(0)


def execution(executed: Number, budget: Number, *, cap: bool = True, floor: Number | None = None) -> Fraction:
    """Give the share earned by the execution of the budget: executed / budget of the year, after adjustment.

    A negative expenditure counts as zero. cap: never more than all. floor: below this share nothing is earned
    (财预〔2021〕101号 gives 60 % as an example).
    Raises ZeroDivisionError for a budget of zero. Source: 财预〔2020〕10号 (预算执行率 10 分).

    >>> execution(Decimal(45), Decimal(90)), execution(Decimal(45), Decimal(90), floor=Decimal("0.6"))
    (Fraction(1, 2), Fraction(0, 1))
    """
    rate = max(Fraction(executed), Fraction(0)) / Fraction(budget)
    share = min(rate, Fraction(1)) if cap else rate
    return passing(share, floor)


def passing(share: Fraction, floor: Number | None) -> Fraction:
    """Take everything away below a pass line (及格线); None is none. Source: 财预〔2021〕101号 (按完成比例赋分).

    >>> passing(Fraction(1, 2), Decimal("0.6")), passing(Fraction(3, 5), Decimal("0.6"))
    (Fraction(0, 1), Fraction(3, 5))
    """
    return Fraction(0) if floor is not None and share < floor else share


def deducted(actual: Number, target: Number, threshold: Number, rate: Number) -> Fraction:
    """Give the share left where far too much was reached: above the threshold, rate x what exceeds it is taken off.

    财预〔2020〕10号 asks for a cut by the degree of deviation where the target was set obviously low and gives no
    formula; this one is linear.

    >>> deducted(Decimal(150), Decimal(100), Decimal("1.3"), Decimal(1))
    Fraction(4, 5)
    """
    excess = Fraction(actual) / Fraction(target) - Fraction(threshold) if target > 0 else Fraction(0)
    return max(1 - Fraction(rate) * excess, Fraction(0)) if excess > 0 else Fraction(1)


def points(share: Fraction, weight: Decimal, places: int = 2) -> Decimal:
    """Give the points that a share of a weight is: rounded half away from zero, as budget systems round.

    >>> points(Fraction(1, 8), Decimal("0.2")), points(Fraction(2, 3), Decimal(10))
    (Decimal('0.03'), Decimal('6.67'))
    """
    exact = share * Fraction(weight)
    # Half units are decided on the integer part of the exact quotient, never on a rounded one.
    scaled = exact * 10**places
    doubled = abs(scaled) * 2 + 1
    whole = doubled.numerator // (2 * doubled.denominator)
    return Decimal(-whole if scaled < 0 else whole).scaleb(-places, _EXACT)
