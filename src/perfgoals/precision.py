"""What a printed figure or rate stands for, and exact arithmetic with such figures.

A printed figure stands for the closed interval of half a unit of its last digit: ``4.9`` for 4.85 to 4.95, ``500`` for
499.5 to 500.5. A printed zero is exact: 其他资金 0 says that there are none.
"""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Context, Decimal, Inexact
from fractions import Fraction

_HALF = Decimal("0.5")
_HALF_A_PERCENT = Decimal("0.005")
# A sum must not be rounded on the way. A figure of the tree has at most forty digits before and behind its point, so
# that a sum is always exact here; Inexact would say that one was not.
_EXACT = Context(prec=120, traps=[Inexact])


def half_unit(figure: Decimal) -> Decimal:
    """Give half a unit of the last digit shown; nothing was rounded to a zero, which says that there is no money.

    >>> half_unit(Decimal("4.90")), half_unit(Decimal("500")), half_unit(Decimal("0"))
    (Decimal('0.005'), Decimal('0.5'), Decimal('0'))
    """
    if not figure:
        return Decimal(0)
    exponent = figure.as_tuple().exponent
    return _HALF.scaleb(min(exponent, 0)) if isinstance(exponent, int) else Decimal(0)


def prints(figure: Decimal, low: Decimal | Fraction, high: Decimal | Fraction | None = None) -> bool:
    """Tell whether a value (or one between two bounds) may be printed as the figure: rounded at its last digit.

    Where decimals are shown, what follows them may have been cut off instead, as published sheets do: 14.73 for
    14.7398. A whole figure is rounded or wrong: cutting would let 9 stand for 9.97, nearly a tenth of it.

    >>> [prints(Decimal(figure), Decimal("9.96")) for figure in ("10.0", "9.9", "10", "9", "9.97")]
    [True, True, True, False, False]
    """
    printed, half = Fraction(figure), Fraction(half_unit(figure))
    least, most = Fraction(low), Fraction(low if high is None else high)
    is_rounded = printed - half <= most and least <= printed + half
    is_cut = half < Fraction(_HALF) and printed <= most and least < printed + 2 * half
    return is_rounded or is_cut


def rate_bounds(budget: Decimal, executed: Decimal) -> tuple[Fraction, Fraction]:
    """Give the least and the most that an execution rate may be by the digits that its amounts show, 1 for 100 %.

    The budget is above zero.

    >>> [str(bound) for bound in rate_bounds(Decimal("90.0"), Decimal("45.0"))]
    ['899/1801', '901/1799']
    """
    spent, half_spent = Fraction(executed), Fraction(half_unit(executed))
    planned, half_planned = Fraction(budget), Fraction(half_unit(budget))
    return (spent - half_spent) / (planned + half_planned), (spent + half_spent) / (planned - half_planned)


def states_rate(printed: Decimal, low: Fraction, high: Fraction, *, signed: bool = False) -> bool:
    """Tell whether a printed rate is one between two bounds, in percent or, as some sheets print it, as a share.

    signed: whether its sign is printed, so that it is no share. A share of fewer than two decimals must be exact: 1
    would else be the rounded share of any rate from a half on.

    >>> states_rate(Decimal("99.97"), Fraction("0.99971"), Fraction("0.99971"))
    True
    >>> [states_rate(Decimal("1"), rate, rate) for rate in (Fraction(1), Fraction(1, 2), Fraction(9, 5))]
    [True, False, False]
    >>> states_rate(Decimal("0.9"), Fraction(9, 10), Fraction(9, 10), signed=True)
    False
    """
    if signed:
        return prints(printed, low * 100, high * 100)
    is_exact_share = low <= Fraction(printed) <= high
    shows_percents = half_unit(printed) <= _HALF_A_PERCENT
    return prints(printed, low * 100, high * 100) or is_exact_share or (shows_percents and prints(printed, low, high))


def in_percent(printed: Decimal, executed: Decimal | None, *budgets: Decimal | None) -> Decimal | None:
    """Give a printed rate in percent; None where it may be a share as well, and no budget tells which it is.

    >>> in_percent(Decimal("97"), None), in_percent(Decimal("0.9"), Decimal(81), Decimal(90))
    (Decimal('97'), Decimal('90'))
    >>> in_percent(Decimal("0.9"), Decimal(81), None) is None
    True
    """
    if not 0 < printed <= 1:
        return printed
    for budget in budgets:
        if executed is None or budget is None or budget <= 0:
            continue
        low, high = rate_bounds(budget, executed)
        if prints(printed, low * 100, high * 100):
            return printed
        if states_rate(printed, low, high):
            return Decimal(f"{printed.scaleb(2, _EXACT):f}")
    return None


def add(figures: Sequence[Decimal]) -> Decimal:
    """Add exactly, whatever the precision of the caller's decimal context.

    >>> add([Decimal("1945.65"), Decimal("239.27")])
    Decimal('2184.92')
    """
    total = Decimal(0)
    for figure in figures:
        total = _EXACT.add(total, figure)
    return total


def adds_up(total: Decimal, points: Sequence[Decimal]) -> bool:
    """Tell whether points that were allotted make up their printed total: whole ones are exact, others may be rounded.

    A whole total may have been rounded itself, unless all its terms are whole.

    >>> adds_up(Decimal(90), [Decimal(50), Decimal(45)]), adds_up(Decimal(95), [Decimal(50), Decimal("44.6")])
    (False, True)
    """
    margins = [half for half in map(half_unit, (total, *points)) if half < _HALF]
    rounded = half_unit(total) if any(half_unit(point) < _HALF for point in points if point) else Decimal(0)
    return abs(subtract(add(points), total)) <= max(add(margins), rounded)


def subtract(one: Decimal, other: Decimal) -> Decimal:
    """Subtract exactly."""
    return _EXACT.subtract(one, other)
