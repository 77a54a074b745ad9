"""How a total is judged against its terms: by the precision of the figures shown, never by a tolerance.

A printed figure stands for the closed interval of half a unit of its last digit: ``4.9`` for 4.85 to 4.95, ``500`` for
499.5 to 500.5. A printed zero is exact: 其他资金 0 says that there are none. A sum stands for the sum of the intervals
of its terms.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Context, Decimal, Inexact
from typing import Literal

Verdict = Literal["equal", "rounding", "disjoint"]

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


@dataclass(frozen=True, slots=True)
class Sum:
    """Is a stated total beside the terms that should make it up.

    >>> Sum(Decimal("500"), (Decimal("480"), Decimal("0"))).verdict
    'disjoint'
    >>> Sum(Decimal("14.7"), (Decimal("9.33"), Decimal("5.34"))).verdict
    'rounding'
    >>> Sum(Decimal("4.9"), (Decimal("4.90"), Decimal("0"))).verdict
    'equal'
    """

    total: Decimal
    terms: tuple[Decimal, ...]

    @property
    def computed(self) -> Decimal:
        """Give the exact sum of the terms as shown."""
        return add(self.terms)

    @property
    def difference(self) -> Decimal:
        """Give by how much the terms exceed the total; negative when they fall short."""
        return subtract(self.computed, self.total)

    @property
    def margin(self) -> Decimal:
        """Give how far total and terms may lie apart through rounding alone."""
        return add([half_unit(self.total), *(half_unit(term) for term in self.terms)])

    @property
    def verdict(self) -> Verdict:
        """Judge: equal as shown, explained by rounding (the intervals touch), or disjoint."""
        if self.difference == 0:
            return "equal"
        return "rounding" if abs(self.difference) <= self.margin else "disjoint"

    @property
    def exceeds(self) -> bool:
        """Tell whether the terms are above the total beyond rounding."""
        return self.difference > self.margin


class Points(Sum):
    """Is a sum of points that were allotted, not measured: whole points are exact, decimals may have been rounded.

    >>> Points(Decimal(90), (Decimal(50), Decimal(38))).verdict
    'disjoint'
    >>> Points(Decimal(100), (Decimal("33.33"), Decimal("33.33"), Decimal("33.33"))).verdict
    'rounding'
    """

    @property
    def margin(self) -> Decimal:
        """Give how far total and terms may lie apart through the rounding of those shown with decimals."""
        return add([half_unit(figure) for figure in (self.total, *self.terms) if half_unit(figure) < _HALF])
