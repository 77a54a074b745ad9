"""The reading of an indicator value: one value object for each kind of target, parsed from text and printed back.

Every kind keeps the exact ``text`` it was read from and is equal by value. How text becomes a target is the business
of :mod:`perfgoals.targets.grammar`; whether an actual value meets one, of :mod:`perfgoals.targets.holding`.
"""

from __future__ import annotations

from collections.abc import Hashable
from dataclasses import dataclass, field, replace
from datetime import date
from decimal import Decimal
from typing import TYPE_CHECKING, Any, Literal, TypeAlias

from perfgoals.targets.data import load
from perfgoals.targets.moments import Precision, YearlessDate, describe_deadline
from perfgoals.targets.normalise import caret_line, folded, tidy
from perfgoals.targets.quantity import Quantity

if TYPE_CHECKING:
    from pydantic import GetCoreSchemaHandler
    from pydantic_core import CoreSchema

Comparator: TypeAlias = Literal["≥", ">", "≤", "<", "="]
Change: TypeAlias = Literal["increase", "decrease"]
Kind: TypeAlias = Literal["threshold", "interval", "deadline", "qualitative", "several", "missing", "unparsed"]
Hole: TypeAlias = Literal["blank", "placeholder", "template"]
Language: TypeAlias = Literal["zh-CN", "en"]
Actual: TypeAlias = "Decimal | int | str | date | Quantity | Target"

_REASONS = load("reasons.toml")
_CHANGE_WORDS = {"increase": "提高", "decrease": "降低"}
_HOLES: dict[Hole, str] = {"blank": "", "placeholder": "/", "template": "**"}


@dataclass(frozen=True, slots=True, eq=False, kw_only=True)
class Target:
    """Is what an indicator value says; one of seven kinds, told apart by ``kind``.

    Also a field type for pydantic models: text is parsed, a mapping is validated by its ``kind``.

    >>> Target.parse("≥20万条")
    Threshold(text='≥20万条', kind='threshold', comparator='≥', quantity=Quantity(magnitude=Decimal('200000'), \
unit=Unit(symbol='条', dimension='count'), scale='万'), approximate=False, change=None, suffix_comparator=None)
    >>> Target.parse("95％") == Target.parse("95.0%")
    True
    """

    text: str = ""
    kind: Kind = field(init=False)

    @staticmethod
    def parse(text: str, *, comparator: str | None = None, unit: str | None = None, year: int | None = None) -> Target:
        """Read a value. Every text gives a target; only an argument that is no str raises TypeError.

        comparator, unit: the texts of separate cells. year: completes a deadline that names none.

        >>> Target.parse("95", comparator="≥", unit="%(百分比)") == Target.parse("≥95%")
        True
        >>> Target.parse("12月底前", year=2022).end
        datetime.date(2022, 12, 31)
        """
        from perfgoals.targets import grammar  # the grammar builds these very classes

        return grammar.read(text, comparator, unit, year)

    def holds(self, actual: Actual) -> bool | None:
        """Tell whether an actual value meets the target: True, False, or None where that cannot be decided.

        A number without a unit is taken in the target's own; text is parsed first. Undecided are another dimension,
        a change against a level, words, and a bare number or date that leaves the direction open.
        Raises TypeError for a bool, a float, or anything else that is no value.

        >>> Target.parse("≤24小时").holds("1天"), Target.parse("≥95%").holds(94), Target.parse("≥95%").holds("5人")
        (True, False, None)
        """
        from perfgoals.targets import holding  # judging needs the classes below

        return holding.holds(self, actual)

    def _key(self) -> Hashable:
        raise NotImplementedError

    def __eq__(self, other: object) -> bool:
        if not isinstance(other, Target):
            return NotImplemented
        return type(self) is type(other) and self._key() == other._key()

    def __hash__(self) -> int:
        return hash((self.kind, self._key()))

    @classmethod
    def __get_pydantic_core_schema__(cls, source: Any, handler: GetCoreSchemaHandler) -> CoreSchema:
        """Describe the union (or one kind of it) to pydantic: text, a mapping with ``kind``, or an instance."""
        from pydantic_core import core_schema  # the grammar works without pydantic

        if cls is not Target:
            inner: Any = handler(source)
            # The definition that other schemas refer to must be the one that accepts text as well.
            reference = inner.pop("ref", None)
            return core_schema.no_info_before_validator_function(cls._from_text, inner, ref=reference)
        choices = {kind: handler.generate_schema(choice) for kind, choice in _KINDS.items()}
        union = core_schema.tagged_union_schema(choices, discriminator="kind")
        return core_schema.no_info_before_validator_function(
            cls._from_text, union, json_schema_input_schema=core_schema.union_schema([core_schema.str_schema(), union])
        )

    @classmethod
    def _from_text(cls, value: Any) -> Any:
        if not isinstance(value, str):
            return value
        target = Target.parse(value)
        if not isinstance(target, cls):
            raise ValueError(f"reads as {target.kind}, not as {cls.__name__.lower()}")  # noqa: TRY004  for pydantic
        return target


@dataclass(frozen=True, slots=True, eq=False, kw_only=True)
class Threshold(Target):
    """Is a bound or a plain number: ≥95%, 14.73万元, 提升10%.

    comparator: None when the text states none. approximate: 约, 左右. change: the number is a rise or a fall against
    a basis, not a level. suffix_comparator: a second one behind the number that agrees with the first
    (≥95%以上); it adds nothing to the value.
    """

    kind: Literal["threshold"] = "threshold"
    comparator: Comparator | None = None
    quantity: Quantity
    approximate: bool = False
    change: Change | None = None
    suffix_comparator: Comparator | None = None

    def _key(self) -> Hashable:
        return self.comparator, self.quantity, self.approximate, self.change

    def __str__(self) -> str:
        change = _CHANGE_WORDS[self.change] if self.change else ""
        return f"{change}{'约' if self.approximate else ''}{self.comparator or ''}{self.quantity}"


@dataclass(frozen=True, slots=True, eq=False, kw_only=True)
class Interval(Target):
    """Is a range: 90%-95%, ≥10%且<20%, ±5%. ``low`` above ``high`` is kept as printed, for a check to report."""

    kind: Literal["interval"] = "interval"
    low: Quantity
    high: Quantity
    low_open: bool = False
    high_open: bool = False
    change: Change | None = None

    def _key(self) -> Hashable:
        return self.low, self.high, self.low_open, self.high_open, self.change

    def __str__(self) -> str:
        change = _CHANGE_WORDS[self.change] if self.change else ""
        # Two bare numbers around a dash may be years; in words of bounds they cannot.
        if not (self.low_open or self.high_open) and self.low.unit is not None:
            return f"{change}{self.low}~{self.high}"
        return f"{change}{'>' if self.low_open else '≥'}{self.low}且{'<' if self.high_open else '≤'}{self.high}"


@dataclass(frozen=True, slots=True, eq=False, kw_only=True)
class Deadline(Target):
    """Is a date by which something is done, or the period in which it goes on.

    start: None where the text only says by when. end: the last day that still keeps it; both None where the text
    names no year, then ``yearless_start`` and ``yearless_end`` hold what it does name.

    >>> Target.parse("12月底前").with_year(2022) == Target.parse("2022年12月")
    True
    """

    kind: Literal["deadline"] = "deadline"
    start: date | None = None
    end: date | None = None
    precision: Precision
    yearless_start: YearlessDate | None = None
    yearless_end: YearlessDate | None = None

    @property
    def month(self) -> int | None:
        """Give the month of a deadline without a year."""
        return self.yearless_end.month if self.yearless_end else None

    @property
    def day(self) -> int | None:
        """Give the day of a deadline without a year; None for the last of its month."""
        return self.yearless_end.day if self.yearless_end else None

    def with_year(self, year: int) -> Deadline:
        """Complete a deadline without a year; a complete one is returned as it is.

        Raises ValueError when that year has no such day (2月29日) or lies beyond the calendar.
        """
        if self.yearless_start is None and self.yearless_end is None:
            return self
        start = self.yearless_start.first_day(year) if self.yearless_start else None
        end = self.yearless_end.last_day(year) if self.yearless_end else None
        return replace(self, start=start, end=end, yearless_start=None, yearless_end=None)

    def _key(self) -> Hashable:
        return self.start, self.end, self.precision, self.yearless_start, self.yearless_end

    def __str__(self) -> str:
        return describe_deadline(self.start, self.end, self.precision, self.yearless_start, self.yearless_end)


@dataclass(frozen=True, slots=True, eq=False, kw_only=True)
class Qualitative(Target):
    """Is a word or a sentence without a number: 显著提高, 优, ≥合格.

    term: as printed, without a final stop. known: the term stands in the vocabulary. comparator: a comparator in
    front of a phrase, which official forms do not allow.
    """

    kind: Literal["qualitative"] = "qualitative"
    term: str
    known: bool
    comparator: Comparator | None = None

    def _key(self) -> Hashable:
        return folded(self.term), self.comparator

    def __str__(self) -> str:
        return f"{self.comparator or ''}{self.term}"


@dataclass(frozen=True, slots=True, eq=False, kw_only=True)
class Several(Target):
    """Is several values in one cell: ≥4次；≥200人. Never nested, and every part is a number, a range or a date."""

    kind: Literal["several"] = "several"
    targets: tuple[Threshold | Interval | Deadline, ...]

    def _key(self) -> Hashable:
        return self.targets

    def __str__(self) -> str:
        return "；".join(str(target) for target in self.targets)


@dataclass(frozen=True, slots=True, eq=False, kw_only=True)
class Missing(Target):
    """Is no value: a blank cell, a placeholder such as /, or the hole of a template such as ≥**人."""

    kind: Literal["missing"] = "missing"
    reason: Hole

    def _key(self) -> Hashable:
        return self.reason

    def __str__(self) -> str:
        return _HOLES[self.reason]


@dataclass(frozen=True, slots=True, eq=False, kw_only=True)
class Unparsed(Target):
    """Is text with digits or comparators that does not read as a value.

    reason: a stable slug (see ``reasons.toml``). span: where reading stopped, start and end in ``text``.
    """

    kind: Literal["unparsed"] = "unparsed"
    reason: str
    span: tuple[int, int]

    def __post_init__(self) -> None:
        start, end = self.span
        if self.reason not in _REASONS or not 0 <= start <= end:
            raise ValueError(f"no reason {self.reason!r} with span {self.span}")

    def explain(self, language: Language = "zh-CN") -> str:
        """Show the text with the place marked below it, and the reason in words.

        >>> print(Target.parse("≥95%以内").explain("en"))
        ≥95%以内
            ^~~~ two comparators that contradict each other
        """
        line, marks = caret_line(self.text, self.span)
        return f"{line}\n{marks} {_REASONS[self.reason][language]}"

    def _key(self) -> Hashable:
        return folded(self.text)

    def __str__(self) -> str:
        return tidy(self.text)


_KINDS: dict[Kind, type[Target]] = {
    "threshold": Threshold,
    "interval": Interval,
    "deadline": Deadline,
    "qualitative": Qualitative,
    "several": Several,
    "missing": Missing,
    "unparsed": Unparsed,
}
