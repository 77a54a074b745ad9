"""Display a stored value as Excel does: a small interpreter of number format codes.

All arithmetic is decimal. A stored double is first taken to the 15 significant digits that Excel shows, so that
0.30000000000000004 is 0.3 and 1.005 under ``0.00`` is 1.01; rounding is half up. Two things are as they are on
purpose: General never shortens an integer part to powers of ten below 10^15 (an amount in 元 keeps its digits), and
the dates that follow the regional setting display as in zh-CN (``2022/11/25``).
"""

from __future__ import annotations

import sys
from collections.abc import Mapping
from decimal import ROUND_HALF_UP, Decimal, localcontext
from functools import lru_cache
from importlib import resources

from perfgoals.readers.date_format import date_text, is_date_serial
from perfgoals.readers.format_code import Section, Token, parse
from perfgoals.readers.grid import Raw

if sys.version_info >= (3, 11):
    import tomllib
else:
    import tomli as tomllib

_SIGNIFICANT = 15
_PRECISION = 1200
"""A double has at most 309 digits before its point and 324 zeros behind it, and a code at most 255 places."""
_GENERAL_WIDTH = 11
_GENERAL_LEAST = -4
_ALL_SECTIONS = 4
_NUMERIC_SECTIONS = 3
_TOO_WIDE = "#" * _GENERAL_WIDTH


@lru_cache(maxsize=1)
def _builtin_codes() -> Mapping[int, str]:
    data = resources.files(__package__).joinpath("builtin_formats.toml").read_text("utf-8")
    return {int(number): code for number, code in tomllib.loads(data).items()}


def builtin_code(number: int) -> str | None:
    """Give the code of a format that workbooks name by number only, as zh-CN displays it; None for General.

    Source: ECMA-376 part 1, 18.8.30.

    >>> builtin_code(31)
    'yyyy"年"m"月"d"日"'
    """
    return _builtin_codes().get(number)


def render(value: Raw, code: str | None = None, *, date1904: bool = False) -> str:
    """Display a value under a format code: the text that stands in the cell.

    value: a finite number (dates are serial numbers), a text, a truth value, or None (displays nothing).
    date1904: whether serial numbers count from 1904-01-01, as workbooks of old Macintoshes do.

    >>> render(0.95, "0%"), render(89, '"≥"0"个"'), render(44890, "yyyy年m月d日"), render(0.1 + 0.2)
    ('95%', '≥89个', '2022年11月25日', '0.3')
    """
    if value is None:
        return ""
    if isinstance(value, bool):
        return "TRUE" if value else "FALSE"
    sections = parse(code or "General")
    if isinstance(value, str):
        return _text(value, sections)
    with localcontext() as context:
        context.prec = _PRECISION
        context.rounding = ROUND_HALF_UP
        return _number(_significant(Decimal(repr(value)), _SIGNIFICANT), sections, date1904)


def _text(value: str, sections: tuple[Section, ...]) -> str:
    section = sections[-1]
    if section.kind != "text":
        return value if len(sections) < _ALL_SECTIONS else _literals(section)
    return "".join(value if token.kind == "text" else token.value for token in section.tokens)


def _literals(section: Section) -> str:
    return "".join(token.value for token in section.tokens if token.kind == "literal")


def _number(value: Decimal, sections: tuple[Section, ...], date1904: bool) -> str:
    section, signed = _choose(value, sections)
    if section is None:
        return _TOO_WIDE
    minus = "-" if signed and value < 0 else ""
    magnitude = abs(value)
    if section.kind == "date":
        if is_date_serial(value, date1904):
            return date_text(value, section, date1904)
        return _general(value)
    if section.kind == "number" and not any(token.kind == "fraction" for token in section.tokens):
        return minus + _digits(magnitude, section)
    if section.kind == "literal":
        return minus + "".join(token.value for token in section.tokens)
    # What is left shows the number as General: General itself, @, and fractions such as # ?/?.
    if section.kind == "number":
        return _general(value)
    shown = {"general", "text"}
    return minus + "".join(_general(magnitude) if token.kind in shown else token.value for token in section.tokens)


def _choose(value: Decimal, sections: tuple[Section, ...]) -> tuple[Section | None, bool]:
    """Pick the section for a number; tell whether a minus sign is still to be shown before it."""
    numeric = [section for section in sections[:3] if section.kind != "text"] or [sections[0]]
    conditional = [section for section in numeric if section.condition is not None]
    if conditional:
        for section in conditional:
            if section.condition is not None and section.condition.holds(value):
                return section, not section.condition.only_negative
        rest = [section for section in numeric if section.condition is None]
        return (rest[-1], True) if rest else (None, True)
    if len(numeric) == 1:
        return numeric[0], True
    if value < 0:
        return numeric[1], False
    return (numeric[-1] if value == 0 and len(numeric) == _NUMERIC_SECTIONS else numeric[0]), False


def _significant(value: Decimal, digits: int) -> Decimal:
    if not value:
        return Decimal(0)
    return value.quantize(Decimal(1).scaleb(value.adjusted() - digits + 1))


def _general(value: Decimal) -> str:
    """Display as General: at most 11 characters of a decimal fraction, powers of ten where that says too little."""
    magnitude = abs(value)
    minus = "-" if value < 0 else ""
    exponent = magnitude.adjusted() if magnitude else 0
    if exponent >= _SIGNIFICANT:
        return minus + _powers_of_ten(magnitude)
    places = max(0, _GENERAL_WIDTH - 2 - max(exponent, 0))
    if exponent < _GENERAL_LEAST and len(_trimmed(magnitude)) > _GENERAL_WIDTH:
        return minus + _powers_of_ten(magnitude)
    return minus + _trimmed(magnitude.quantize(Decimal(1).scaleb(-places)))


def _powers_of_ten(magnitude: Decimal) -> str:
    mantissa, _, exponent = f"{_significant(magnitude, 6):.5E}".partition("E")
    return f"{mantissa.rstrip('0').rstrip('.')}E{exponent[0]}{exponent[1:].zfill(2)}"


def _trimmed(value: Decimal) -> str:
    text = f"{value:f}"
    return text.rstrip("0").rstrip(".") if "." in text else text


def _digits(magnitude: Decimal, section: Section) -> str:
    """Display a magnitude by the digit places of a section."""
    tokens = section.tokens
    percents = sum(token.kind == "percent" for token in tokens)
    magnitude = magnitude.scaleb(2 * percents)
    exponent = next((index for index, token in enumerate(tokens) if token.kind == "exponent"), None)
    if exponent is None:
        return _fixed(magnitude, tokens)
    return _scientific(magnitude, tokens[:exponent], tokens[exponent], tokens[exponent + 1 :])


def _fixed(magnitude: Decimal, tokens: tuple[Token, ...]) -> str:
    point = next((index for index, token in enumerate(tokens) if token.kind == "point"), len(tokens))
    whole, fraction = tokens[:point], tokens[point + 1 :]
    magnitude = magnitude.scaleb(-3 * (_thousands_dropped(whole) + _thousands_dropped(fraction)))
    places = sum(token.kind == "digit" for token in fraction)
    before, _, after = f"{magnitude.quantize(Decimal(1).scaleb(-places)):f}".partition(".")
    shown = _whole(whole, before.lstrip("0"))
    return shown if point == len(tokens) else f"{shown}.{_fraction(fraction, after)}"


def _thousands_dropped(tokens: tuple[Token, ...]) -> int:
    """Count the commas behind the last digit place, each of which divides by a thousand."""
    dropped = 0
    for token in reversed(tokens):
        if token.kind == "digit":
            return dropped
        dropped += token.kind == "comma"
    return 0


def _whole(tokens: tuple[Token, ...], digits: str) -> str:
    """Fill the places before the point from the right; the leftmost place takes all digits that are left."""
    places = [index for index, token in enumerate(tokens) if token.kind == "digit"]
    grouped = bool(places) and any(token.kind == "comma" for token in tokens[places[0] : places[-1]])
    pieces: list[str] = []
    count = 0
    for index in range(len(tokens) - 1, -1, -1):
        token = tokens[index]
        if token.kind == "comma" and places and index > places[0]:
            continue
        if token.kind != "digit":
            pieces.append(token.value)
            continue
        take = digits if index == places[0] else digits[-1:]
        digits = digits[: len(digits) - len(take)]
        for digit in reversed(take or {"0": "0", "?": " "}.get(token.value, "")):
            if grouped and count and count % 3 == 0 and digit != " ":
                pieces.append(",")
            pieces.append(digit)
            count += 1
    if not places and digits:
        # A code such as .00 has no place before the point, yet Excel shows the digits that stand there.
        pieces.append(digits)
    return "".join(reversed(pieces))


def _fraction(tokens: tuple[Token, ...], digits: str) -> str:
    """Fill the places behind the point; the zeros at the end that # and ? stand for are not shown."""
    shown: list[str] = []
    rest = iter(digits)
    for token in tokens:
        if token.kind == "digit":
            shown.append(next(rest))
        elif token.kind != "comma":
            shown.append(token.value)
    tokens = tuple(token for token in tokens if token.kind != "comma")
    for index in range(len(tokens) - 1, -1, -1):
        if tokens[index].kind != "digit":
            continue
        if shown[index] != "0" or tokens[index].value == "0":
            break
        shown[index] = "" if tokens[index].value == "#" else " "
    return "".join(shown)


def _scientific(magnitude: Decimal, before: tuple[Token, ...], sign: Token, after: tuple[Token, ...]) -> str:
    """Display in powers of ten; with several places before the point the exponent is a multiple of their number."""
    point = next((index for index, token in enumerate(before) if token.kind == "point"), len(before))
    step = max(1, sum(token.kind == "digit" for token in before[:point]))
    places = sum(token.kind == "digit" for token in before[point:])
    exponent = magnitude.adjusted() // step * step if magnitude else 0
    # 9.996 under 0.00E+00 rounds up to 10.00, which is 1.00 of the next power.
    if magnitude.scaleb(-exponent).quantize(Decimal(1).scaleb(-places)) >= Decimal(10) ** step:
        exponent += step
    width = sum(token.kind == "digit" for token in after)
    shown_sign = "-" if exponent < 0 else "+" if sign.value.endswith("+") else ""
    tail = "".join(token.value for token in after if token.kind != "digit")
    return f"{_fixed(magnitude.scaleb(-exponent), before)}E{shown_sign}{str(abs(exponent)).zfill(width)}{tail}"
