"""How a total is judged against its terms: by the precision of the figures shown, never by a tolerance.

A printed figure stands for an interval, as :mod:`perfgoals.precision` says; a sum stands for the sum of the intervals
of its terms.
"""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from typing import Literal

from perfgoals.precision import add, half_unit, subtract

Verdict = Literal["equal", "rounding", "disjoint"]

_HALF = Decimal("0.5")


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
