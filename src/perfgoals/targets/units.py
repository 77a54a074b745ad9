"""Units of measurement: what they are called, what they measure, and how they convert.

The words stand in ``units.toml``. A compound such as 元/人/天 is read from its parts; a word that no list knows is a
count of its own, so that ``20集`` is read and never equals ``20个``.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from fractions import Fraction
from functools import lru_cache
from typing import NamedTuple

from perfgoals.targets.data import alternatives, load
from perfgoals.targets.normalise import folded

_FILE = load("units.toml")
_SCALES: dict[str, int] = _FILE["scales"]
_SPELLINGS: dict[str, str] = _FILE["spellings"]
_OPEN = re.compile(
    rf"(?!.*{alternatives(_FILE['open']['not_in_units'])})[\u4e00-\u9fff]{{1,{_FILE['open']['longest']}}}\Z"
)
_SCALE = re.compile(alternatives(list(_SCALES)))
_JOINT = re.compile(r"[/·*.每]")
_DENOMINATOR = re.compile(rf"(?P<number>[1-9][0-9]{{0,8}})?(?P<scale>{_SCALE.pattern})?(?P<word>.*)\Z")
_RATIO = re.compile(r":(?P<whole>[1-9][0-9]{0,8})(?P<part>\.[0-9]{1,6})?\Z")
_LONGEST = 40
_OF_TIME = {"time", "staff-days"}
_NEVER_BELOW = {"ratio", "score", "grade"}


class _Measure(NamedTuple):
    """What a unit is made of: its dimension, its base (a canonical key), and how many of the base it holds."""

    dimension: str
    base: tuple[str, ...]
    factor: Fraction


def _simple_measures() -> dict[str, _Measure]:
    measures = {
        symbol: _Measure(family["dimension"], (family["base"],), Fraction(factor))
        for family in _FILE["family"]
        for symbol, factor in family["units"].items()
    }
    for dimension, words in _FILE["words"].items():
        measures.update((word, _Measure(dimension, (word,), Fraction(1))) for word in words)
    return measures


_SIMPLE = _simple_measures()


@dataclass(frozen=True, slots=True, eq=False)
class Unit:
    """Is a unit of measurement: the symbol as kept from print, and the dimension it measures.

    Units are equal when they measure the same: 名 and 人, 元/人/天 and 元/天/人, ㎡ and 平方米. Words for things that
    are counted are equal only to themselves. Raises ValueError for a symbol that is no unit, or another dimension.

    >>> Unit.parse("元/人·天")
    Unit(symbol='元/人/天', dimension='money-per')
    >>> Unit.parse("元/人天") == Unit.parse("元/人/天"), Unit.parse("个") == Unit.parse("台")
    (True, False)
    """

    symbol: str
    dimension: str

    def __post_init__(self) -> None:
        if self._measured().dimension != self.dimension:
            raise ValueError(f"{self.symbol!r} does not measure {self.dimension!r}")

    @classmethod
    def parse(cls, text: str) -> Unit:
        """Read a unit without a scale word; ``%(百分比)`` gives %. Raises ValueError when the text is no unit."""
        unit = read_unit(folded(text))
        if unit is None:
            raise ValueError(f"{text!r} is no unit")
        return unit

    @property
    def base(self) -> tuple[str, ...]:
        """Name what the unit is counted in; units of the same base convert into each other."""
        return self._measured().base

    @property
    def factor(self) -> Fraction:
        """Give the number of base units that one unit holds, exactly."""
        return self._measured().factor

    def _measured(self) -> _Measure:
        return _SIMPLE.get(self.symbol) or _unit_measure(self.symbol)

    def __eq__(self, other: object) -> bool:
        if not isinstance(other, Unit):
            return NotImplemented
        return self.symbol == other.symbol or self._measured() == other._measured()

    def __hash__(self) -> int:
        return hash(self._measured())

    def __str__(self) -> str:
        return self.symbol


class Scaled(NamedTuple):
    """What stands after a number: a unit or none, and the power of ten of a scale word with the word itself."""

    unit: Unit | None
    exponent: int
    scale: str | None


def _unit_measure(symbol: str) -> _Measure:
    canonical, measure = _compound(symbol) if len(symbol) <= _LONGEST else (symbol, None)
    if measure is None or canonical != symbol:
        raise ValueError(f"{symbol!r} is no unit")
    return measure


KNOWN_UNITS: Mapping[str, Unit] = {symbol: Unit(symbol, measure.dimension) for symbol, measure in _SIMPLE.items()}
_BY_SPELLING: dict[str, Unit] = {**KNOWN_UNITS, **{odd: KNOWN_UNITS[symbol] for odd, symbol in _SPELLINGS.items()}}


def known_unit(text: str) -> Unit | None:
    """Look up a single unit by its symbol or by a known spelling; None when no list knows the text."""
    return _BY_SPELLING.get(text)


def read_unit(text: str) -> Unit | None:
    """Read a unit, known, compound or of the open class; None when the text is none.

    >>> read_unit("元每人每天"), read_unit("集"), read_unit("天后")
    (Unit(symbol='元/人/天', dimension='money-per'), Unit(symbol='集', dimension='count'), None)
    """
    unit = _BY_SPELLING.get(text)
    if unit is not None or not text or len(text) > _LONGEST:
        return unit
    symbol, measure = _compound(text)
    if measure is None or _compound(symbol) != (symbol, measure):
        return None
    return Unit(symbol, measure.dimension)


def read_scaled(text: str) -> Scaled | None:
    """Read what stands after a number: unit, scale word and unit, scale word alone, or nothing.

    >>> read_scaled("万条"), read_scaled("万元").scale
    (Scaled(unit=Unit(symbol='条', dimension='count'), exponent=4, scale='万'), None)
    """
    if not text:
        return Scaled(None, 0, None)
    unit = read_unit(text)
    if unit is not None:
        return Scaled(unit, 0, None)
    match = _SCALE.match(text)
    if match is None:
        return None
    scale, rest = match.group(), text[match.end() :]
    unit = read_unit(rest)
    return None if rest and unit is None else Scaled(unit, _SCALES[scale], scale)


@lru_cache(maxsize=512)
def _compound(text: str) -> tuple[str, _Measure | None]:
    """Read a unit that stands in no list; gives the canonical symbol and its measure."""
    ratio = _RATIO.match(text)
    if ratio:
        return text, _Measure("ratio", ("1",), 1 / Fraction(ratio["whole"] + (ratio["part"] or "")))
    head, *tail = _JOINT.split(text)
    if not tail:
        return text, _open_word(text)
    # A dot makes two denominators of one (元/人·天), but a product is no rate: 公里·年.
    if text[len(head)] in "·*.":
        return text, None
    tail = [part for part in tail if part]
    # 7*24小时 and 7/24小时 are no rates: a number below needs a unit above.
    if not tail or (not head and re.search(r"[0-9]", text)):
        return text, None
    top = _component(head) if head else ("", _Measure("rate", ("",), Fraction(1)))
    if top is None:
        return text, None
    below = [component for part in tail for component in _denominator(part, top[1])]
    known = [component for component in below if component is not None and component[1].dimension not in _NEVER_BELOW]
    return _joined(top, known) if len(known) == len(below) else (text, None)


def _joined(top: tuple[str, _Measure], below: list[tuple[str, _Measure]]) -> tuple[str, _Measure]:
    symbol = "/".join([top[0], *(part for part, _ in below)])
    factor = top[1].factor
    for _, measure in below:
        factor /= measure.factor
    base = (*top[1].base, *sorted(name for _, measure in below for name in measure.base))
    return symbol, _Measure("money-per" if top[1].dimension == "money" else "rate", base, factor)


def _component(word: str) -> tuple[str, _Measure] | None:
    unit = _BY_SPELLING.get(word)
    if unit is not None:
        return unit.symbol, _SIMPLE[unit.symbol]
    measure = _open_word(word)
    return None if measure is None else (word, measure)


def _denominator(part: str, top: _Measure) -> list[tuple[str, _Measure] | None]:
    """Read a denominator, which may be two units side by side (元/人天) or hold a number (人/10万人)."""
    whole = _BY_SPELLING.get(part)
    if whole is not None and whole.dimension != "staff-days":
        return [_component(part)]
    for cut in range(1, len(part)):
        first, second = _BY_SPELLING.get(part[:cut]), _BY_SPELLING.get(part[cut:])
        if first is not None and second is not None and second.dimension == "time" and first.dimension not in _OF_TIME:
            return [_component(part[:cut]), _component(part[cut:])]
    return [_numbered(part, top) or _component(part)]


def _numbered(part: str, top: _Measure) -> tuple[str, _Measure] | None:
    """Read 10万人 or 2年 below a slash; a number that makes no rate (95%/90%, 24小时/48小时) is refused."""
    match = _DENOMINATOR.match(part)
    component = _component(match["word"]) if match else None
    if match is None or component is None or not (match["number"] or match["scale"]):
        return None
    number, symbol, measure = match["number"] or "", component[0], component[1]
    rate = match["scale"] or re.match(r"10{2,}\Z", number) or (measure.dimension == "time" and top.base != measure.base)
    if not rate:
        return None
    times = Fraction(int(number or 1) * 10 ** _SCALES.get(match["scale"] or "", 0))
    return number + (match["scale"] or "") + symbol, measure._replace(factor=measure.factor * times)


def _open_word(word: str) -> _Measure | None:
    if not _OPEN.match(word):
        return None
    dimension = "people" if word[0] in _FILE["open"]["people"] else "count"
    return _Measure(dimension, (word,), Fraction(1))
