"""Take an Excel number format code apart: up to four sections, each a row of tokens with its condition and its kind."""

from __future__ import annotations

import re
from dataclasses import dataclass
from decimal import Decimal
from functools import lru_cache
from typing import Literal

TokenKind = Literal[
    "literal",
    "digit",
    "point",
    "comma",
    "percent",
    "exponent",
    "text",
    "general",
    "date",
    "elapsed",
    "noon",
    "fraction",
]
SectionKind = Literal["number", "date", "text", "general", "literal"]


@dataclass(frozen=True, slots=True)
class Token:
    """Is one element of a section: ``digit`` ``0``, ``date`` ``yyyy``, ``literal`` ``人``."""

    kind: TokenKind
    value: str


@dataclass(frozen=True, slots=True)
class Condition:
    """Is the condition of a section, such as ``[>=100]``."""

    operator: str
    bound: Decimal

    @property
    def only_negative(self) -> bool:
        """Tell whether the section is for negative numbers only; such a section shows the sign itself, if at all."""
        return (self.operator == "<" and self.bound <= 0) or (self.operator == "<=" and self.bound < 0)

    def holds(self, value: Decimal) -> bool:
        """Tell whether the section is meant for the value."""
        return {
            "<": value < self.bound,
            "<=": value <= self.bound,
            ">": value > self.bound,
            ">=": value >= self.bound,
            "=": value == self.bound,
            "<>": value != self.bound,
        }[self.operator]


@dataclass(frozen=True, slots=True)
class Section:
    """Is one of the parts of a code that semicolons separate; ``chinese`` is the locale 804 of ``[$-804]``."""

    tokens: tuple[Token, ...]
    kind: SectionKind
    condition: Condition | None = None
    chinese: bool = False


_TOKEN = re.compile(
    r"""
      "(?P<quoted>[^"]*)"?
    | [\\!](?P<escaped>.)
    | _(?P<space>.)
    | \*(?P<fill>.)
    | \[(?P<bracket>[^\]]*)\]
    | (?P<general>General|G/通用格式)
    | (?P<noon>AM/PM|A/P|上午/下午)
    | (?P<exponent>E[+-])
    | (?P<second_fraction>(?:(?<=s)|(?<=s\]))\.0+)
    | (?P<date>y+|m+|d+|h+|s+|e+|a{3,4})
    | (?P<sign>[0#?.,%@/;])
    | (?P<other>.)
    """,
    re.VERBOSE | re.IGNORECASE | re.DOTALL,
)
_CONDITION = re.compile(r"(<=|>=|<>|<|>|=)\s*(-?[0-9]{1,20}(?:\.[0-9]{1,20})?)")
_ELAPSED = re.compile(r"h+|m+|s+", re.IGNORECASE)
_SIGNS: dict[str, TokenKind] = {
    "0": "digit",
    "#": "digit",
    "?": "digit",
    ".": "point",
    ",": "comma",
    "%": "percent",
    "@": "text",
    "/": "fraction",
}
_KINDS: dict[str, TokenKind] = {
    "quoted": "literal",
    "escaped": "literal",
    "other": "literal",
    "exponent": "exponent",
    "general": "general",
    "noon": "noon",
    "date": "date",
    "second_fraction": "date",
}
_LONGEST = 255
"""Excel accepts no longer code; one beyond it displays as General."""


@lru_cache(maxsize=512)
def parse(code: str) -> tuple[Section, ...]:
    """Take a format code apart into its sections; any string has a reading, an empty one is General.

    >>> [(section.kind, len(section.tokens)) for section in parse('#,##0.00;[Red]-#,##0.00')]
    [('number', 8), ('number', 9)]
    """
    if not code or len(code) > _LONGEST:
        return (Section((Token("general", "General"),), "general"),)
    builder = _Builder()
    sections: list[Section] = []
    for match in _TOKEN.finditer(code):
        if match.lastgroup == "sign" and match.group() == ";":
            sections.append(builder.section())
            builder = _Builder()
        else:
            builder.add(match)
    return (*sections, builder.section())[:4]


class _Builder:
    """Collects the tokens of one section."""

    def __init__(self) -> None:
        self.tokens: list[Token] = []
        self.condition: Condition | None = None
        self.chinese = False

    def add(self, match: re.Match[str]) -> None:
        kind = match.lastgroup or "other"
        value = match.group(kind)
        if kind == "bracket":
            self._bracket(value)
        elif kind == "sign":
            self.tokens.append(Token(_SIGNS[value], value))
        elif kind == "space":
            self.tokens.append(Token("literal", " "))
        elif kind in _KINDS:
            self.tokens.append(Token(_KINDS[kind], value))
        # "fill" repeats a character to the width of the column, which a cell's text does not have.

    def _bracket(self, content: str) -> None:
        if _ELAPSED.fullmatch(content):
            self.tokens.append(Token("elapsed", content.lower()))
        elif condition := _CONDITION.fullmatch(content.strip()):
            self.condition = Condition(condition[1], Decimal(condition[2]))
        elif content.startswith("$"):
            currency, _, locale = content[1:].partition("-")
            self.chinese = self.chinese or locale.lower().endswith("804")
            if currency:
                self.tokens.append(Token("literal", currency))
        # What is left are colours and numeral systems.

    def section(self) -> Section:
        kinds = {token.kind for token in self.tokens}
        kind: SectionKind = "literal"
        if kinds & {"date", "elapsed", "noon"}:
            kind = "date"
        elif "general" in kinds:
            kind = "general"
        elif "digit" in kinds:
            kind = "number"
        elif "text" in kinds:
            kind = "text"
        return Section(tuple(self.tokens), kind, self.condition, self.chinese)
