"""Reads numbers with comparators and units: thresholds and ranges.

    threshold := [name] {每 unit} [plain] [basis] [change] {comparator | 约} number [unit] [note] [左右] [以上] [done]
    range     := quantity dash quantity | quantity ± quantity | bound 且 bound | quantity ≤ x ≤ quantity

Every word class stands in ``comparators.toml``. A text that starts like a value and does not end like one is refused
with the place; nothing is skipped and nothing repaired.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from decimal import Decimal
from typing import NamedTuple

from perfgoals.targets import lexicon
from perfgoals.targets.data import alternatives
from perfgoals.targets.dates import is_year
from perfgoals.targets.numbers import NUMBER, SIGNED, Number, read_decimal, read_number
from perfgoals.targets.quantity import EXACT, Quantity, scaled
from perfgoals.targets.scanner import Refused, Scanner
from perfgoals.targets.target import Change, Comparator, Interval, Threshold
from perfgoals.targets.units import KNOWN_UNITS, Scaled, known_unit, read_scaled, read_unit

_LAST_MONTH = 12
# A thousand years, or a 2022.12月, is a damaged date; and 6.30日 is rather the last of June.
_LONGEST_SPAN = 1000
_OF_CALENDAR = {"年", "年度", "月"}
# A thousand of these is a year by its name: 2022学年, 2022届.
NAMED_BY_YEAR = {"学年", "学期", "届", "级"}
# What would make a repeated date of "每月15日": these behind a number are days and months, not amounts.
_DATED = {"日", "月", "年", "季", "号"}
# a < x is x > a.
_FROM_BELOW: dict[str, Comparator] = {"≤": "≥", "<": ">"}
_FROM_ABOVE: dict[str, Comparator] = {"≤": "≤", "<": "<"}
_SENSE = {"≥": 1, ">": 1, "=": 0, "≤": -1, "<": -1}

_EVERY = re.compile(f"每(?P<unit>{alternatives(list(KNOWN_UNITS))})|(?P<mean>{alternatives(list(lexicon.PER))})")
# A name that speaks of a change (降低成本5万元) would hide that the number is one; 增长率 is a name of its own.
_NAME = re.compile(
    rf"(?:(?!{lexicon.NEVER_A_NAME.pattern}|{lexicon.CHANGE_WORD.pattern}(?!率|幅度))[^0-9≥≤<>=%‰~±\-]){{0,20}}?"
    rf"{lexicon.NAME_ENDING.pattern}(?=[0-9]|{lexicon.STRONG_WORD.pattern}|{lexicon.WEAK_WORD.pattern})"
)
_BASIS = re.compile(rf"{lexicon.BASIS.pattern}|[较比][0-9]{{4}}年度?(?:同期)?")
_INCLUSIVE = r"(?:\(含(?:本数|{again})?\))?"
_TAIL = re.compile(
    rf"(?P<unit>[^()]*?)(?:\((?P<note>[^()含]{{1,6}})\))?{_INCLUSIVE.format(again='(?P<again_1>[^()]{1,20})')}"
    rf"(?P<about>{lexicon.ABOUT_AFTER.pattern})?"
    rf"(?:(?P<after>{lexicon.AFTER_WORD.pattern}){_INCLUSIVE.format(again='(?P<again_2>[^()]{1,20})')}"
    r"(?P<per>(?:[/每][^0-9()/每]{1,6})+)?)?"
    rf"(?P<done>{lexicon.PLAIN_AFTER.pattern})?\Z"
)
# Units that hold a number of their own: 人/10万人, and the :20 of 1:20.
_UNIT = r"(?::[0-9.]{1,9}|[^0-9:~—±\-至到]{0,12}(?:/[0-9]{1,9}[^0-9:~—±\-至到]{1,6})?)"
_RANGE = re.compile(
    rf"(?P<low>-?{NUMBER})(?P<unit>{_UNIT})(?P<dash>--|——|—|-|~|至|到)(?P<high>-?{NUMBER})(?P<rest>{_UNIT})\Z"
)
_AROUND = re.compile(rf"(?:(?P<middle>-?{NUMBER})(?P<unit>{_UNIT}))?±(?P<by>{NUMBER})(?P<rest>{_UNIT})\Z")
_BETWEEN = re.compile(
    r"(?P<low>[^≤<]{1,30})(?P<first>[≤<])(?P<what>[^0-9≤<]{0,8})(?P<second>[≤<])(?P<high>[^≤<]{1,30})\Z"
)
_BOTH = re.compile(r"(?P<first>.{1,40}?)(?:且|并且|同时|,且)(?P<second>.{1,40})\Z")
_LOWER = alternatives([word for word, sign in lexicon.STRONG.items() if sign in {"≥", ">"}])
_UPPER = alternatives([word for word, sign in lexicon.STRONG.items() if sign in {"≤", "<"}])
_FACING = re.compile(
    rf"(?P<first>{_LOWER}-?{NUMBER}[^0-9,、;。\n]{{0,12}}?),?(?P<second>{_UPPER}-?{NUMBER}[^0-9,、;。\n]{{0,12}})\Z"
)
_FROM_TO = re.compile(
    rf"(?P<first>{NUMBER}[^0-9]{{0,12}}以上)(?:,|、)?(?P<second>{NUMBER}[^0-9]{{0,12}}(?:以下|以内))\Z"
)


class _Lead(NamedTuple):
    """What stands in front of the number."""

    strong: tuple[Comparator, ...]
    weak: Comparator | None
    about: bool
    basis: bool
    change: Change | None
    per: str
    currency: bool
    nearly: bool

    def settle(
        self, after: Comparator | None, scan: Scanner, *, about: bool = False
    ) -> tuple[Comparator | None, Comparator | None]:
        """Give the comparator and its echo; refuses comparators that do not agree, and a basis without a change.

        about: the number is approximate, and then a weak word (控制在5%左右) states no bound.
        """
        if self.basis and self.change is None:
            raise scan.refuse("figure-in-words")
        stated = [*self.strong, after] if after else self.strong
        if not all(agree(stated[0], other) for other in stated):
            raise scan.refuse("conflicting-comparators")
        if not self.strong:
            return after or (None if about else self.weak), None
        return stated[0], stated[-1] if len(stated) > 1 else None


@dataclass(frozen=True, slots=True)
class UnitCell:
    """Is the text of a separate unit cell, folded; empty when there is none."""

    text: str = ""

    def complete(self, unit: str, scan: Scanner) -> Scaled:
        """Join the unit written behind the number with the cell's; refuses two that differ."""
        if not self.text or not unit:
            return _resolved(unit or self.text, scan, "unknown-unit" if unit else "not-a-unit")
        own, cell = _resolved(unit, scan, "unknown-unit"), read_scaled(self.text)
        if own.unit is None:
            return _resolved(unit + self.text, scan, "not-a-unit")
        if cell is None or own.unit != cell.unit:
            raise scan.refuse("unit-conflict")
        return own


def read_amount(source: str, text: str, cell: UnitCell) -> Threshold | Interval | None:
    """Read the folded ``source`` as a threshold or a range; None when no number begins where one could.

    Raises Refused when a number is there and the text around it is not understood.
    """
    return _interval(source, text, cell) or _threshold(source, text, cell)


def agree(first: Comparator, second: Comparator) -> bool:
    """Tell whether two comparators point the same way: ≥ and >, but not ≥ and =."""
    return _SENSE[first] == _SENSE[second]


def _resolved(unit: str, scan: Scanner, reason: str) -> Scaled:
    found = read_scaled(unit)
    if found is None:
        raise scan.refuse("glued-values" if re.search(r"[0-9]", unit) and reason == "unknown-unit" else reason)
    return found


def _threshold(source: str, text: str, cell: UnitCell) -> Threshold | None:
    scan = Scanner(source)
    lead = _lead(scan)
    number = read_number(scan)
    # 近三年 is a phrase.
    if number is None or (lead.nearly and number.in_words):
        return None
    odd = scan.take(lexicon.ODD)
    tail = _TAIL.match(scan.rest)
    if tail is None:
        raise scan.refuse("unknown-unit")
    # A numeral in words is a number only before a known unit: 三次 is, the 两 of 两周一次 is not.
    if number.in_words and number.unit is None and tail["unit"] and not _is_listed(tail["unit"]):
        return None
    unit = _noted_unit(tail["unit"], tail["note"], scan) if number.unit is None else number.unit + tail["unit"]
    _check_repeated(number, unit, tail, scan)
    if lead.per and unit[:1] in _DATED:
        raise scan.refuse("vague-date")
    quantity = _quantity(number.value, unit + lead.per + (tail["per"] or ""), cell, scan)
    if lead.nearly or odd:
        _check_loose(quantity, tail, lead, scan)
    if lead.currency:
        quantity = _in_yuan(quantity, scan)
    if tail["done"] and (quantity.unit is None or quantity.unit.dimension == "grade"):
        raise scan.refuse("unknown-unit")
    scan.position += tail.start("after") if tail["after"] else 0
    about = lead.about or bool(tail["about"] or odd)
    comparator, second = lead.settle(lexicon.AFTER.get(tail["after"] or ""), scan, about=about)
    return Threshold(
        text=text,
        comparator=comparator,
        quantity=quantity,
        approximate=about,
        change=lead.change,
        suffix_comparator=second,
    )


def _lead(scan: Scanner) -> _Lead:
    scan.take(_NAME)
    per = ""
    while every := scan.take(_EVERY):
        per += "/" + (every["unit"] or lexicon.PER[every["mean"]])
    while scan.take(lexicon.PLAIN_BEFORE):
        pass
    basis = bool(scan.word(_BASIS))
    change = lexicon.CHANGES.get(scan.word(lexicon.CHANGE_WORD))
    about = currency = nearly = False
    weak: Comparator | None = None
    strong: list[Comparator] = []
    while True:
        if word := scan.word(lexicon.STRONG_WORD):
            strong.append(lexicon.STRONG[word])
        elif word := scan.word(lexicon.WEAK_WORD):
            weak = lexicon.WEAK[word]
        elif scan.word(lexicon.ABOUT_BEFORE):
            about = True
        elif scan.take(lexicon.CURRENCY):
            currency = True
        elif scan.take(lexicon.NEARLY):
            nearly = True
        else:
            return _Lead(tuple(strong), weak, about or nearly, basis, change, per, currency, nearly)


def _quantity(number: Decimal, unit: str, cell: UnitCell, scan: Scanner) -> Quantity:
    found = cell.complete(unit, scan)
    if unit.startswith(":") and number != 1 and unit != ":1":
        raise scan.refuse("damaged-number")
    value = scaled(number, found.exponent) if found.exponent else number
    symbol = found.unit.symbol if found.unit else None
    if symbol in _OF_CALENDAR and value >= _LONGEST_SPAN:
        raise scan.refuse("invalid-date")
    if symbol in NAMED_BY_YEAR and value >= _LONGEST_SPAN:
        raise scan.refuse("vague-date")
    if symbol in {"日", "月"} and value != value.to_integral_value():
        raise scan.refuse("vague-date")
    return Quantity(value, found.unit, scale=found.scale)


def _check_loose(quantity: Quantity, tail: re.Match[str], lead: _Lead, scan: Scanner) -> None:
    """Refuse 近3年 (the last three) and 100余份额 (no such unit), and a bound on a number as loose as 近100人."""
    if tail["after"] or lead.strong:
        raise scan.refuse("conflicting-comparators")
    if quantity.unit is None or quantity.unit.symbol not in KNOWN_UNITS:
        raise scan.refuse("unknown-unit")
    if lead.nearly and quantity.unit.dimension == "time":
        raise scan.refuse("vague-date")


def _in_yuan(quantity: Quantity, scan: Scanner) -> Quantity:
    """Give the amount behind 人民币 or ¥ its unit where it shows none; refuses one that is no money."""
    if quantity.unit is None:
        return replace(quantity, unit=KNOWN_UNITS["元"])
    if quantity.unit.base[0] != "元":
        raise scan.refuse("unit-conflict")
    return quantity


def _noted_unit(unit: str, note: str | None, scan: Scanner) -> str:
    """Settle a bracket behind the number: 10(万元) holds the unit, 人(次) its end, 3个(处) another word for it."""
    if note is None:
        return unit
    if not unit:
        found = read_scaled(note)
        if found is None or not (found.scale or _is_listed(note)):
            raise scan.refuse("unknown-unit")
        return note
    if known_unit(note) is None:
        raise scan.refuse("unknown-unit")
    scaled_unit = read_scaled(unit)
    whole = scaled_unit.unit.symbol + note if scaled_unit is not None and scaled_unit.unit is not None else unit + note
    return unit + note if known_unit(whole) else unit


def _check_repeated(number: Number, unit: str, tail: re.Match[str], scan: Scanner) -> None:
    """Accept the bracket of 90%以上(含90%) only where it repeats the value."""
    for again in (tail["again_1"], tail["again_2"]):
        match = SIGNED.match(again) if again else None
        if again and (
            match is None or Decimal(match.group()) != number.value or again[match.end() :] not in {"", unit}
        ):
            raise scan.refuse("figure-in-words")


def _is_listed(unit: str) -> bool:
    head = re.split(r"[/·*每]", unit)[0]
    return known_unit(head) is not None


def _interval(source: str, text: str, cell: UnitCell) -> Interval | None:
    both = _BOTH.match(source) or _FROM_TO.match(source)
    if both:
        return _bounds(both["first"], both["second"], text, cell)
    between = _BETWEEN.match(source)
    if between:
        low = _threshold(between["low"], "", cell)
        high = _threshold(between["high"], "", cell)
        if low is None or high is None or low.comparator or high.comparator:
            return None
        low_side = replace(low, comparator=_FROM_BELOW[between["first"]], change=lexicon.CHANGES.get(between["what"]))
        high_side = replace(high, comparator=_FROM_ABOVE[between["second"]])
        return _joined(low_side, high_side, text)
    scan = Scanner(source)
    lead = _lead(scan)
    match = _RANGE.match(scan.rest.removesuffix("之间"))
    around = _AROUND.match(scan.rest.removesuffix("以内") if scan.rest.startswith("±") else scan.rest)
    if match is None and around is None:
        return None
    if lead.settle(None, scan)[0] not in {None, "="} or lead.about:
        raise scan.refuse("comparator-on-range")
    if lead.currency:
        raise scan.refuse("unknown-unit")
    interval = _range(match, text, cell, scan) if match else None
    if around:
        interval = _around(around, text, cell, scan)
    if interval is not None and lead.per:
        bottom, top = _rate(interval.low, lead.per, scan), _rate(interval.high, lead.per, scan)
        interval = replace(interval, low=bottom, high=top)
    return interval if interval is None or lead.change is None else replace(interval, change=lead.change)


def _rate(quantity: Quantity, per: str, scan: Scanner) -> Quantity:
    """Make 每年1-2次 a range of 次/年."""
    symbol = quantity.unit.symbol if quantity.unit else ""
    unit = None if symbol[:1] in _DATED else read_unit(symbol + per)
    if not symbol or unit is None:
        raise scan.refuse("unknown-unit")
    return replace(quantity, unit=unit)


def read_facing(source: str, text: str) -> Interval | None:
    """Read two bounds side by side, ≥60%,<80%, as the range between them; None when they are no such pair."""
    match = _FACING.match(source)
    if match is None:
        return None
    try:
        interval = _bounds(match["first"], match["second"], text, UnitCell())
    except Refused:
        return None
    return interval if interval and (interval.low.compare(interval.high) or 0) < 0 else None


def _bounds(first: str, second: str, text: str, cell: UnitCell) -> Interval | None:
    low, high = _threshold(first, "", cell), _threshold(second, "", cell)
    if low is None or high is None:
        return None
    if low.comparator in {"≤", "<"}:
        low, high = high, low
    return _joined(low, high, text)


def _joined(low: Threshold, high: Threshold, text: str) -> Interval | None:
    if low.comparator not in {"≥", ">"} or high.comparator not in {"≤", "<"} or high.change not in {None, low.change}:
        return None
    bottom = low.quantity
    if bottom.unit is None and high.quantity.unit is not None and high.quantity.scale is None:
        bottom = Quantity(bottom.magnitude, high.quantity.unit)
    if not bottom.commensurable(high.quantity):
        return None
    return Interval(
        text=text,
        low=bottom,
        high=high.quantity,
        low_open=low.comparator == ">",
        high_open=high.comparator == "<",
        change=low.change,
    )


def _range(match: re.Match[str], text: str, cell: UnitCell, scan: Scanner) -> Interval | None:
    low, high = read_decimal(match["low"], scan), read_decimal(match["high"], scan)
    if (
        re.match("-?0[0-9]", match["low"])
        or (match["dash"] == "--" and low < 0)
        or (match["dash"] not in {"~", "至", "到"} and high < 0)
    ):
        raise scan.refuse("damaged-number")
    tail = _TAIL.match(match["rest"])
    if tail is None or tail["after"] or tail["about"]:
        raise scan.refuse("comparator-on-range")
    unit = _noted_unit(tail["unit"], tail["note"], scan)
    top = _quantity(high, unit, cell, scan)
    if top.unit is None and not match["unit"] and is_year_like(low) and (is_year_like(high) or high <= _LAST_MONTH):
        raise scan.refuse("vague-date")
    bottom = _quantity(low, _low_unit(match["unit"], unit or cell.text, top, scan), UnitCell(), scan)
    if not bottom.commensurable(top):
        raise scan.refuse("unit-conflict")
    return Interval(text=text, low=bottom, high=top)


def is_year_like(number: Decimal) -> bool:
    """Tell whether a bare number could be a year, so that a dash between two of them says nothing certain."""
    return number == number.to_integral_value() and is_year(int(number))


def _low_unit(low: str, high: str, top: Quantity, scan: Scanner) -> str:
    """Find the unit of a range's first number: its own, or the one behind the second (5万-10万元)."""
    if not low:
        return high
    own = read_scaled(low)
    if own is None or own.unit is not None or top.unit is None:
        return low
    if high.startswith(low):
        return high
    if top.unit.symbol.startswith(tuple("百千万亿")):
        raise scan.refuse("unit-conflict")
    return low + top.unit.symbol


def _around(match: re.Match[str], text: str, cell: UnitCell, scan: Scanner) -> Interval:
    by = _quantity(read_decimal(match["by"], scan), match["rest"], cell, scan)
    if match["middle"] is None:
        return Interval(text=text, low=replace(by, magnitude=-by.magnitude), high=by)
    unit = match["unit"] or match["rest"]
    if read_unit(unit) != by.unit or by.scale or (not match["unit"] and by.unit and by.unit.dimension == "ratio"):
        raise scan.refuse("unit-conflict")
    middle = read_decimal(match["middle"], scan)
    low, high = EXACT.subtract(middle, by.magnitude), EXACT.add(middle, by.magnitude)
    return Interval(text=text, low=Quantity(low, by.unit), high=Quantity(high, by.unit))
