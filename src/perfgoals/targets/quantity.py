"""A quantity is an exact Decimal with a unit; the digits shown are kept, equality is by value."""

from __future__ import annotations

from dataclasses import dataclass, field
from decimal import Context, Decimal
from fractions import Fraction

from perfgoals.targets.units import Unit

# Wide enough for every number the grammar accepts, so that no conversion ever rounds.
EXACT = Context(prec=120)
_WIDEST = 60
_PLAIN_MONTHS = {"月": "个月", "季度": "个季度"}


@dataclass(frozen=True, slots=True, eq=False)
class Quantity:
    """Is a number with its unit: 95 %, 14.73 万元, 200000 条.

    magnitude: a finite Decimal, with the digits that were shown. unit: None when the text names none.
    scale: the scale word that the text used (20万条 is 200000 条 with scale 万); it does not count for equality.
    Raises ValueError for a number that is not finite or beyond all reason.

    >>> Quantity(Decimal("4.90"), Unit.parse("万元")) == Quantity(Decimal(49000), Unit.parse("元"))
    True
    >>> str(Quantity(Decimal("4.90"), Unit.parse("万元")))
    '4.90万元'
    """

    magnitude: Decimal
    unit: Unit | None = None
    scale: str | None = field(default=None, kw_only=True)

    def __post_init__(self) -> None:
        magnitude = self.magnitude
        if not magnitude.is_finite() or not -_WIDEST < magnitude.adjusted() < _WIDEST:
            raise ValueError("a quantity is a finite number of reasonable size")

    def in_base(self) -> Fraction:
        """Give the exact value in the base of the unit's family (hours in seconds, 万元 in 元, % in 1)."""
        numerator, denominator = self.magnitude.as_integer_ratio()
        if self.unit is None:
            return Fraction(numerator, denominator)
        factor = self.unit.factor
        return Fraction(numerator * factor.numerator, denominator * factor.denominator)

    def commensurable(self, other: Quantity) -> bool:
        """Tell whether both measure the same thing, so that they can be compared: 小时 and 天 yes, 天 and 工作日 no."""
        if self.unit is None or other.unit is None:
            return self.unit is other.unit
        return self.unit.base == other.unit.base

    def compare(self, other: Quantity) -> int | None:
        """Give -1, 0 or 1 as this is less, equal or more; None when the two cannot be compared.

        >>> Quantity(Decimal(24), Unit.parse("小时")).compare(Quantity(Decimal(2), Unit.parse("天")))
        -1
        """
        if not self.commensurable(other):
            return None
        mine: Decimal | Fraction
        theirs: Decimal | Fraction
        if self.unit is other.unit:
            mine, theirs = self.magnitude, other.magnitude
        else:
            mine, theirs = self.in_base(), other.in_base()
        return (mine > theirs) - (mine < theirs)

    def to(self, unit: Unit | str) -> Quantity:
        """Convert exactly.

        Raises ValueError for another dimension, or where no finite decimal is exact (1亩 in 平方米).

        >>> str(Quantity(Decimal("14.73"), Unit.parse("万元")).to("元"))
        '147300元'
        """
        wanted = Unit.parse(unit) if isinstance(unit, str) else unit
        if self.unit is None or self.unit.base != wanted.base:
            raise ValueError(f"{self} does not convert into {wanted}")
        return Quantity(_decimal(self.in_base() / wanted.factor), wanted)

    def __eq__(self, other: object) -> bool:
        if not isinstance(other, Quantity):
            return NotImplemented
        return self.compare(other) == 0

    def __hash__(self) -> int:
        return hash((self.unit.base if self.unit else None, self.in_base()))

    def __str__(self) -> str:
        symbol = self.unit.symbol if self.unit else ""
        return f"{self.magnitude:f}{_PLAIN_MONTHS.get(symbol, symbol)}"


def scaled(number: Decimal, exponent: int) -> Decimal:
    """Multiply by a power of ten exactly, and give plain digits.

    >>> scaled(Decimal("0.5"), 4), scaled(Decimal("1346.0088"), 4)
    (Decimal('5000'), Decimal('13460088'))
    """
    shifted = number.scaleb(exponent, EXACT)
    return shifted if int(shifted.as_tuple().exponent) <= 0 else shifted.quantize(Decimal(1), context=EXACT)


def _decimal(value: Fraction) -> Decimal:
    rest, places = value.denominator, 0
    for prime in (2, 5):
        power = 0
        while rest % prime == 0:
            rest, power = rest // prime, power + 1
        places = max(places, power)
    if rest != 1:
        raise ValueError(f"{value} has no exact decimal")
    return Decimal(value.numerator * 10**places // value.denominator).scaleb(-places, EXACT)
