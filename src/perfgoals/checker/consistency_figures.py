"""Money as a narrative states it: which figures are allotments of the task, which are parts, totals or something else.

A figure is an item only where the words before it say that money is spent. Parts of another figure (其中), sums of
those before (共计), prices (每人) and other money (收入) are told apart, so that what is left can be added up.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from decimal import Decimal
from typing import Literal

from perfgoals.checker.lexicon import apart, contains, matches, words
from perfgoals.models import MoneyUnit
from perfgoals.precision import add, half_unit, subtract
from perfgoals.targets import Quantity
from perfgoals.targets.quantity import EXACT, scaled

Role = Literal["item", "part", "subtotal", "price", "other"]

EXPONENTS = {
    "元": 0,
    "百元": 2,
    "千元": 3,
    "万元": 4,
    "十万元": 5,
    "百万元": 6,
    "千万元": 7,
    "亿元": 8,
}
"""The powers of ten of the money units."""

_FIGURE = re.compile(
    r"(?<![0-9.])(?<![0-9],)([0-9]{1,3}(?:,[0-9]{3})+|[0-9]{1,15})(\.[0-9]{1,6})?(亿元|千万元|百万元|万元|千元|元)"
)
_CLAUSE_END = ",;。!?()"
_MARKS = ",、:。!?()"
_YEAR = re.compile(r"(?<![0-9])(20[0-9]{2})(?:年|-)")
_CLOSED_BRACKET = re.compile(r"\([^()]*\)")
_SEGMENT_END = re.compile(r"[。;]")
_OPENS_PARTS = re.compile(r"其中|包括|包含|内含|分别|\A:|\A,?(?:主要)?用于")
_PURPOSE = re.compile(r"用于([^,;。()]{0,40})")
_COUNTED_ELSEWHERE = re.compile(r"\((?:已|均|均已)?(?:包?含在|包含于|计入|列入|已含)[^()0-9]*\)")
_LINKS = "为:"
_APPROXIMATE = re.compile(r"(?:约|近|超过|超|不低于|不少于|不超过)\Z")
_LONGEST_SOURCE = 20
_PRICE_BEHIND = ("/", "每")


@dataclass(frozen=True, slots=True)
class Amount:
    """Is a figure of money in the sheet's unit, with half a unit of the last digit that was printed."""

    value: Decimal
    half: Decimal

    @classmethod
    def of(cls, magnitude: Decimal, unit: str, sheet_unit: MoneyUnit) -> Amount:
        """Convert exactly; the precision shown is that of the print.

        >>> Amount.of(Decimal("1.2"), "亿元", "万元").half == 500
        True
        """
        shift = EXPONENTS[unit] - EXPONENTS[sheet_unit]
        value = scaled(magnitude.normalize(EXACT), shift) if shift else magnitude
        return cls(value, half_unit(magnitude).scaleb(shift))

    @classmethod
    def of_quantity(cls, quantity: Quantity, sheet_unit: MoneyUnit) -> Amount | None:
        """Convert a quantity of plain money; None for anything else."""
        unit = quantity.unit.symbol if quantity.unit else ""
        return cls.of(quantity.magnitude, unit, sheet_unit) if unit in EXPONENTS else None

    @classmethod
    def of_cell(cls, amount: Decimal) -> Amount:
        """Take an amount of the sheet's own columns."""
        return cls(amount, half_unit(amount))

    def exceeds(self, other: Amount) -> bool:
        """Tell whether this is above the other whatever the rounding of both."""
        return subtract(self.value, other.value) > add([self.half, other.half])

    def equals(self, other: Amount) -> bool:
        """Tell whether both are the same figure, trailing zeros aside."""
        return self.value == other.value


@dataclass(frozen=True, slots=True)
class Figure:
    """Is a figure in a narrative: as printed, its amount, the words it is about, those right before it, its role.

    is_unclear: it is not certain that it is a part of the same whole as the parts before it.
    """

    text: str
    amount: Amount
    about: str
    lead: str
    role: Role
    is_unclear: bool

    @property
    def is_named_budget(self) -> bool:
        """Tell whether 预算, 维保费 or the like stands right before it."""
        return self.lead.endswith((*words("allotment"), *words("spending")))

    @property
    def is_source(self) -> bool:
        """Tell whether it says where money comes from."""
        return matches(self.lead[-_LONGEST_SOURCE:], "sources")


def figures(text: str, sheet_unit: MoneyUnit, year: int | None) -> tuple[Figure, ...]:
    """Find the figures of money in a narrative (in half width, without white space) and tell what each is.

    >>> [(f.text, f.role) for f in figures("预算200万元,其中设备50万元;会议每人500元。培训经费30万元", "万元", 2022)]
    [('200万元', 'item'), ('50万元', 'part'), ('500元', 'price'), ('30万元', 'item')]
    """
    return tuple(_figures(text, sheet_unit, year))


def _figures(text: str, sheet_unit: MoneyUnit, year: int | None) -> Iterator[Figure]:
    end, whole, scope = 0, None, _Scope()
    is_alone = True
    for found in _FIGURE.finditer(text):
        between = text[end : found.start()]
        # 20万元用于会议,30万元用于培训: where each figure has its purpose behind it, 用于 opens no list of parts.
        purpose = _PURPOSE.match(text, found.end())
        if whole is not None:
            scope = scope.after(between.removeprefix("用于") if purpose else between, whole, is_alone=is_alone)
        clause = _clause(between)
        role = "price" if text.startswith(_PRICE_BEHIND, found.end()) else _role(clause, year)
        if role == "item" and _COUNTED_ELSEWHERE.match(text, found.end()):
            role = "other"
        if role == "other" and purpose and not clause:
            role = "item"
        magnitude = Decimal((found.group(1) + (found.group(2) or "")).replace(",", ""))
        amount = Amount.of(magnitude, found.group(3), sheet_unit)
        if role == "item" and scope.opened_by:
            role, scope = "part", scope.with_part(amount.value)
        elif role != "price":
            is_alone = whole is None or _SEGMENT_END.search(between) is not None
            whole = amount.value
        end = found.end()
        yield Figure(
            text=found.group(),
            amount=amount,
            about=purpose.group(1) if purpose else _SEGMENT_END.split(between)[-1].lstrip(_MARKS),
            lead=clause.rstrip(_LINKS),
            role=role,
            is_unclear=scope.is_unclear,
        )


@dataclass(frozen=True, slots=True)
class _Scope:
    """Is where a figure stands: in the open, or among the parts of one before it.

    opened_by: ``(`` for parts in a bracket, which end with it; ``其中`` for a list, which ends with its sentence, or
    where its parts make up the whole. listed: the parts so far. mark: what divides them, once two are known.
    is_unclear: they may be parts of several amounts together, or a part of a part, or another mark may have ended them.
    """

    opened_by: str = ""
    listed: Decimal = Decimal(0)
    mark: str = ""
    is_unclear: bool = False

    def with_part(self, value: Decimal) -> _Scope:
        """Give the scope with one more part in it."""
        return replace(self, listed=add([self.listed, value]))

    def after(self, between: str, whole: Decimal, *, is_alone: bool) -> _Scope:
        """Give the scope of the next figure, which ``between`` leads to.

        is_alone: no other figure stands in the sentence before the one that may be divided.
        """
        text = _CLOSED_BRACKET.sub("", between)
        end = {"(": ")", "其中": "。", "": None}[self.opened_by]
        if end is not None and end not in text and self.listed != whole:
            mark = ";" if ";" in text else ","
            changed = self.mark == "," and mark == ";"
            return replace(self, mark=mark, is_unclear=self.is_unclear or changed or "(" in text or "其中" in text)
        text = text.rpartition(end)[2] if end else text
        if "(" in text and not text.endswith("("):
            return _Scope("(")
        opener = _OPENS_PARTS.search(_SEGMENT_END.split(text)[-1])
        return _Scope("其中", is_unclear=not is_alone or opener.group() != "其中") if opener else _Scope()


def _clause(between: str) -> str:
    """Give the words before a figure up to the last mark; a figure alone in a bracket has those before the bracket."""
    before = between.removesuffix("(")
    return before[max(before.rfind(mark) for mark in _CLAUSE_END) + 1 :]


def _role(clause: str, year: int | None) -> Role:
    lead = clause.rstrip(_LINKS)
    if contains(apart(clause, "per_unit"), "per_unit"):
        return "price"
    if lead.endswith(words("subtotals")):
        return "subtotal"
    is_of_another_year = any(int(found) != year for found in _YEAR.findall(clause))
    if not lead or is_of_another_year or _APPROXIMATE.search(lead) or contains(lead, "other_money"):
        return "other"
    return "item"
