"""Reads an indicator value: text, or comparator, number and unit from separate cells, into a target.

    value  := hole | single | single {separator single} | words
    single := deadline | range | threshold

The common form, comparator and number and unit, is matched at once on the raw text; everything else is folded first
(:mod:`normalise`) and read by :mod:`dates` and :mod:`amounts`. Text that is only words is qualitative; text with
digits, comparators or percent signs that no rule accounts for in full is ``Unparsed``.
"""

from __future__ import annotations

import re
from dataclasses import replace
from decimal import Decimal
from typing import TypeAlias

from perfgoals.targets import lexicon
from perfgoals.targets.amounts import NAMED_BY_YEAR, UnitCell, agree, read_amount, read_facing
from perfgoals.targets.dates import is_year, names_recurring_day, read_deadline
from perfgoals.targets.normalise import clean, folded, tidy
from perfgoals.targets.quantity import Quantity
from perfgoals.targets.scanner import Refused
from perfgoals.targets.target import (
    Comparator,
    Deadline,
    Interval,
    Missing,
    Qualitative,
    Several,
    Target,
    Threshold,
    Unparsed,
)
from perfgoals.targets.units import KNOWN_UNITS, Unit, read_scaled, read_unit

Single: TypeAlias = Threshold | Interval | Deadline

_LONGEST = 400
_COMMON = re.compile(r"([≥≤=<>＝＞＜]?)([0-9]{1,15}(?:\.[0-9]{1,10})?)([^0-9.,\s]{0,6})\Z").match
_COMMON_COMPARATORS: dict[str, Comparator | None] = {
    "": None, "≥": "≥", "≤": "≤", "=": "=", "<": "<", ">": ">", "＝": "=", "＞": ">", "＜": "<",
}  # fmt: skip
# Days, months and years are left to the full grammar: 6.30日, 12月 and 2022年 may be dates, 2022学年 the name of one.
_MAY_BE_DATED = {"日", "月", "季", "季度", "年", "年度", *NAMED_BY_YEAR}
_COMMON_UNITS: dict[str, Unit | None] = {
    "": None,
    "％": KNOWN_UNITS["%"],
    **{symbol: unit for symbol, unit in KNOWN_UNITS.items() if symbol not in _MAY_BE_DATED},
}

_FIGURES = re.compile(r"[0-9≥≤<>=%‰±¹²³⁰-⁹¼-¾⅐-⅞]")
_WRAPPED_DATE = re.compile(r"(?<=[0-9]年)\n(?=(?:1[0-2]|0?[1-9])月)")
"""A line break inside 2023年10月: a narrow cell wrapped one date."""
_SEPARATOR = re.compile(r"[、;\n。]|,(?![0-9])|(?<![0-9]),")
_PART_LABEL = re.compile(r"(?:第?[一二三四1-4]季度|[上下]半年|(?:1[0-2]|[1-9])月)(?=[0-9≥≤<>=])")
_DOTS = re.compile(r"(?:[.…．·]{2,}|…)\Z")
_STARS = re.compile(r"[*×Xx_]{2,}")
_HOLE = re.compile(
    rf"(?:{lexicon.STRONG_WORD.pattern}|{lexicon.WEAK_WORD.pattern})*(?:[*×Xx○□_]|\.{{2,}})?(?P<unit>[^0-9]{{0,12}})\Z"
)
_GRADE = re.compile(f"{lexicon.SYMBOL.pattern}?{lexicon.NUMBERED_GRADE.pattern}")
_WRAPPED = re.compile(r"\((?P<value>[^()]+)\)\Z|[“\"「](?P<quoted>[^“”\"「」]+)[”\"」]\Z")
_NOTED = re.compile(r"(?=[^()]*[0-9])(?P<value>[^()]*)\((?P<note>[^()]{2,20})\)\Z")
_BARE_NUMBER = re.compile(r"[0-9]+(?:\.[0-9]+)?\Z")


def read(text: str, comparator: str | None, unit: str | None, year: int | None) -> Target:
    """Read a value for :meth:`Target.parse`, which see. Raises TypeError for anything but str."""
    given: tuple[object, ...] = (text, comparator or "", unit or "")
    for value in given:
        if not isinstance(value, str):
            raise TypeError(f"a target is read from str, not {type(value).__name__}")
    if year is not None and (isinstance(year, bool) or not isinstance(year, int)):
        raise TypeError(f"a year is an int, not {type(year).__name__}")
    if year is not None and not is_year(year):
        year = None
    if comparator is None and unit is None:
        return _read_common(text) or _read_text(text, year, UnitCell())
    return _read_cells(text, comparator or "", unit or "", year)


def _read_common(text: str) -> Threshold | None:
    match = _COMMON(text)
    if match is None:
        return None
    comparator, number, unit = match.groups()
    if unit not in _COMMON_UNITS:
        return None
    return Threshold(
        text=text,
        comparator=_COMMON_COMPARATORS[comparator],
        quantity=Quantity(Decimal(number), _COMMON_UNITS[unit]),
    )


def _read_text(text: str, year: int | None, cell: UnitCell) -> Target:
    source, places = clean(text, lexicon.GLYPHS, lexicon.GLYPH_PAIRS)
    source = lexicon.OPENING_GLYPHS.get(source[:1], source[:1]) + source[1:]
    for wrap in reversed([*_WRAPPED_DATE.finditer(source)]):
        source = source[: wrap.start()] + source[wrap.end() :]
        del places[wrap.start()]
    if len(source) > _LONGEST:
        return _unparsed(text, places, Refused("too-long", 0, len(source))) if _FIGURES.search(source) else _words(text)
    hole = _hole(text, _unbroken(source))
    if hole is not None:
        return hole
    try:
        if _GRADE.match(source):
            return _phrase(text, source, places)
        facing = None if cell.text else read_facing(source, text)
        several = facing or _several(text, source, places, year, cell)
        return several or _whole(text, source, year, cell) or _phrase(text, source, places)
    except Refused as refusal:
        return _unwrapped(text, source, cell) or _unparsed(text, places, refusal)


def _unwrapped(text: str, source: str, cell: UnitCell) -> Threshold | Interval | None:
    """Read a value in brackets or quotation marks, or in front of a bracket that only adds a note.

    Only with a unit: (1) numbers a list, and in books (5万元) is less than nothing.
    """
    wrapped, noted = _WRAPPED.match(source), _NOTED.match(source)
    if wrapped is None and (noted is None or _is_more_than_a_note(noted["note"])):
        return None
    inner = wrapped["quoted"] or wrapped["value"] if wrapped else noted["value"] if noted else ""
    try:
        target = read_amount(inner, text, cell)
    except Refused:
        return None
    unit = target.quantity.unit if isinstance(target, Threshold) else target.low.unit if target else None
    if unit is None or (wrapped and wrapped["value"] and unit.base[0] == "元"):
        return None
    return target


def _is_more_than_a_note(note: str) -> bool:
    found = lexicon.NEVER_A_NOTE, lexicon.STRONG_WORD, lexicon.AFTER_WORD, lexicon.CHANGE_WORD, lexicon.ABOUT_AFTER
    return any(pattern.search(note) for pattern in found) or note in KNOWN_UNITS


def _unparsed(text: str, places: list[int], refusal: Refused) -> Unparsed:
    if not places:
        return Unparsed(text=text, reason=refusal.reason, span=(0, len(text)))
    last = len(places) - 1
    start, end = min(refusal.start, last), max(refusal.start + 1, refusal.end)
    return Unparsed(text=text, reason=refusal.reason, span=(places[start], places[min(end - 1, last)] + 1))


def _hole(text: str, source: str) -> Missing | None:
    """Recognise what stands where a value should: nothing, a placeholder, or a template never filled in."""
    if _DOTS.match(text.strip()):
        return Missing(text=text, reason="template")
    if not source:
        return Missing(text=text, reason="blank")
    if source in lexicon.PLACEHOLDERS:
        return Missing(text=text, reason="placeholder")
    if _STARS.search(source):
        return Missing(text=text, reason="template")
    bare = source.lstrip("".join(lexicon.SYMBOLS))
    match = _HOLE.match(bare)
    if match is None or lexicon.is_known(bare):
        return None
    unit, lead = match["unit"], bare[: match.start("unit")]
    # A lone letter is rather a mark (V for √) than volts or metres.
    named = bool(unit) and not (len(unit) == 1 and unit.isascii() and unit.isalpha())
    marked = lead not in lexicon.WEAK if lead else named or bare != source
    return Missing(text=text, reason="template") if marked and _is_listed_unit(unit) else None


def _is_listed_unit(unit: str) -> bool:
    found = None if unit.startswith("每") else read_scaled(unit)
    return found is not None and (found.unit is None or found.unit.symbol in KNOWN_UNITS or "/" in found.unit.symbol)


def _unbroken(source: str) -> str:
    """Take line breaks for wrapping, except between digits, which must not run together."""
    return re.sub(r"(?<![0-9.])\n|\n(?![0-9.])", "", source)


def _whole(text: str, source: str, year: int | None, cell: UnitCell) -> Single | None:
    whole = _unbroken(source)
    try:
        return _single(whole, text, year, cell)
    except Refused as refusal:
        if _SEPARATOR.search(whole):
            raise Refused("mixed-parts", 0, len(source)) from refusal
        raise


def _single(source: str, text: str, year: int | None, cell: UnitCell) -> Single | None:
    deadline = read_deadline(source, text, year)
    if deadline is None:
        return read_amount(source, text, cell)
    if cell.text and cell.text not in lexicon.DATE_UNITS:
        raise Refused("unit-conflict", 0, len(source))
    return deadline


_BROKEN_THOUSANDS = re.compile(r"(?<![0-9])[0-9]{1,3}、[0-9]{3}(?![0-9])")
"""1、200人 may be 1,200人 with the wrong comma."""


def _several(text: str, source: str, places: list[int], year: int | None, cell: UnitCell) -> Several | Single | None:
    if _BROKEN_THOUSANDS.search(source):
        raise Refused("glued-values", 0, len(source))
    cuts = [0, *(edge for match in _SEPARATOR.finditer(source) for edge in match.span()), len(source)]
    spans = [(start, end) for start, end in zip(cuts[::2], cuts[1::2], strict=True) if start < end]
    if len(cuts) == 2 or not spans:  # noqa: PLR2004  no separator at all
        return None
    parts: list[Single] = []
    for start, end in spans:
        part = _part(source[start:end], text[places[start] : places[end - 1] + 1], year, cell)
        if part is None:
            return None
        parts.append(part)
    if len(parts) == 1:
        return replace(parts[0], text=text)
    if _is_list_of_figures(parts, "\n" in source):
        return Several(text=text, targets=tuple(parts))
    raise Refused("mixed-parts", 0, len(source))


def _part(source: str, text: str, year: int | None, cell: UnitCell) -> Single | None:
    """Read one of several values, perhaps behind the period it is for: the 25% of "1季度25%、2季度50%"."""
    label = _PART_LABEL.match(source)
    for start in (0, label.end()) if label else (0,):
        try:
            part = _single(source[start:], text, year, cell)
        except Refused as refusal:
            if refusal.reason == "unit-conflict":
                raise
            continue
        if part is not None:
            return part
    return None


def _is_list_of_figures(parts: list[Single], broken: bool) -> bool:
    """Refuse a bare number beside others (the 1 of "1、95%", the 5 of "5、6月"): it is a label or half a value.

    broken: there are line breaks, and two bare numbers may be one that was wrapped.
    """
    bare = [isinstance(part, Threshold) and part.quantity.unit is None and part.comparator is None for part in parts]
    return not any(bare) or (all(bare) and not broken)


def _phrase(text: str, source: str, places: list[int]) -> Target:
    """Read what is neither number nor date: words, perhaps with a comparator in front."""
    symbol = lexicon.SYMBOL.match(source)
    if symbol and (lexicon.NUMBERED_GRADE.match(source, symbol.end()) or not _FIGURES.search(source, symbol.end())):
        return _words(text, tidy(text[places[symbol.end()] :]), lexicon.SYMBOLS[symbol.group()])
    figure = _FIGURES.search(source)
    if figure is None or lexicon.NUMBERED_GRADE.match(source):
        return _words(text)
    if _SEPARATOR.search(source):
        raise Refused("mixed-parts", 0, len(source))
    reason = "figure-in-words" if re.search(r"[0-9]", source) else "no-number"
    if names_recurring_day(source):
        reason = "vague-date"
    raise Refused(reason, figure.start(), len(source))


def _words(text: str, term: str | None = None, comparator: Comparator | None = None) -> Qualitative:
    term = tidy(text) if term is None else term
    return Qualitative(text=text, term=term, known=lexicon.is_known(folded(term)), comparator=comparator)


def _read_cells(text: str, comparator: str, unit: str, year: int | None) -> Target:
    """Read a value whose comparator and unit stand in cells of their own.

    The cells are read one by one. Where they do not fit (20万 | 元, 10% | 以上) the text they make together decides.
    """
    sign, measure = _relevant(comparator, lexicon.NATURES), _relevant(unit, lexicon.DOMAINS)
    value = text.strip()
    whole = _join(_join(sign, value), measure)
    if _BARE_NUMBER.match(value) and read_unit(measure) is not None and (common := _read_common(whole)):
        return common
    apart = _read_apart(value, sign, measure, year, whole)
    if not isinstance(apart, Unparsed):
        return apart
    together = _read_common(whole) or _read_text(whole, year, UnitCell())
    return apart if isinstance(together, Unparsed) else together


def _read_apart(value: str, sign: str, measure: str, year: int | None, whole: str) -> Target:
    target = _read_text(value, year, UnitCell(_folded_cell(measure)))
    if isinstance(target, Unparsed):
        shift = len(_join(sign, value)) - len(value)
        return Unparsed(text=whole, reason=target.reason, span=(target.span[0] + shift, target.span[1] + shift))
    if isinstance(target, Deadline) and sign:
        return replace(_read_text(sign + value, year, UnitCell()), text=whole)
    if isinstance(target, Qualitative) and measure:
        together = _read_text(whole, year, UnitCell())
        if isinstance(together, Threshold):
            return together
    try:
        return replace(_with_comparator(target, _cell_comparator(sign), len(whole)), text=whole)
    except Refused as refusal:
        return Unparsed(text=whole, reason=refusal.reason, span=(refusal.start, refusal.end))


def _cell_comparator(sign: str) -> Comparator | None:
    word = _folded_cell(sign)
    known = lexicon.STRONG.get(word) or lexicon.WEAK.get(word)
    if sign and known is None:
        raise Refused("unknown-comparator", 0, len(sign))
    return known


def _relevant(cell: str, beside: frozenset[str]) -> str:
    """Drop a cell that says nothing (blank, /) or only names the kind of value (定性, 是/否)."""
    text = folded(cell)
    return "" if text in lexicon.NOTHING or text in beside else cell.strip()


def _join(first: str, second: str) -> str:
    touching = first[-1:].isdigit() and second[:1].isdigit()
    return f"{first} {second}" if touching else first + second


def _folded_cell(cell: str) -> str:
    text = clean(cell, lexicon.GLYPHS, lexicon.GLYPH_PAIRS)[0]
    return lexicon.OPENING_GLYPHS.get(text, text)


def _with_comparator(target: Target, comparator: Comparator | None, length: int) -> Target:
    if comparator is None or isinstance(target, Missing | Unparsed):
        return target
    if isinstance(target, Threshold):
        own = target.comparator
        if own is not None and not agree(comparator, own):
            raise Refused("conflicting-comparators", 0, length)
        return replace(target, comparator=comparator, suffix_comparator=own)
    if isinstance(target, Qualitative) and target.comparator is None:
        return replace(target, comparator=comparator)
    if isinstance(target, Several) and all(isinstance(part, Threshold) for part in target.targets):
        parts = tuple(_with_comparator(part, comparator, length) for part in target.targets)
        return replace(target, targets=tuple(part for part in parts if isinstance(part, Threshold)))
    if isinstance(target, Interval) and comparator == "=":
        return target
    raise Refused("comparator-on-range", 0, length)
