"""What a printed figure stands for, and exact arithmetic with such figures.

A printed figure stands for the closed interval of half a unit of its last digit: ``4.9`` for 4.85 to 4.95, ``500`` for
499.5 to 500.5. A printed zero is exact: 其他资金 0 says that there are none.
"""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Context, Decimal, Inexact
from fractions import Fraction

_HALF = Decimal("0.5")
# A sum must not be rounded on the way. Figures of budgets have some twenty digits; no sum of them needs a hundred,
# and one that does raises Inexact, which the runner reports as a crash instead of a verdict on rounded figures.
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
    """Tell whether a value (or one between two bounds) may be printed as the figure: rounded at its last digit, or cut.

    >>> [prints(Decimal(figure), Decimal("9.96")) for figure in ("10.0", "9.9", "10", "9.97")]
    [True, True, True, False]
    """
    half = Fraction(half_unit(figure))
    least, cut = Fraction(figure) - half, Fraction(figure) + 2 * half
    return least <= Fraction(low if high is None else high) and (Fraction(low) < cut or low == figure)


def add(figures: Sequence[Decimal]) -> Decimal:
    """Add exactly, whatever the precision of the caller's decimal context.

    >>> add([Decimal("1945.65"), Decimal("239.27")])
    Decimal('2184.92')
    """
    total = Decimal(0)
    for figure in figures:
        total = _EXACT.add(total, figure)
    return total


def subtract(one: Decimal, other: Decimal) -> Decimal:
    """Subtract exactly."""
    return _EXACT.subtract(one, other)
