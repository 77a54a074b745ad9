"""Reads the number of an amount: digits with thousands commas, a part of a hundred, a Chinese numeral."""

from __future__ import annotations

import re
from decimal import Decimal
from typing import NamedTuple

from perfgoals.targets.data import alternatives, load
from perfgoals.targets.numerals import NUMERAL, PLAIN_DIGITS, in_digits, read_numeral
from perfgoals.targets.scanner import Scanner

_MOST_DIGITS = 30
NUMBER = r"(?:[0-9]{1,3}(?:,[0-9]{3})+|[0-9]+)(?:\.[0-9]+)?(?![0-9.,])"
SIGNED = re.compile(f"-?{NUMBER}")
_PART_OF_HUNDRED = re.compile(
    f"(?P<of>百分之|千分之)(?:(?P<digits>{NUMBER})|(?P<words>百|{NUMERAL})(?:点(?P<point>[{PLAIN_DIGITS}]{{1,9}}))?)"
    "|(?P<all>百分百)"
)
_IN_WORDS = re.compile(f"{NUMERAL}(?={alternatives(load('units.toml')['numerals']['before'])})")
_ZERO = re.compile(r"零\Z")


class Number(NamedTuple):
    """Is a number as it stands: % or ‰ when its words say so, and whether it was written in words."""

    value: Decimal
    unit: str | None
    in_words: bool


def read_number(scan: Scanner) -> Number | None:
    """Consume a number; None when none begins here. Raises Refused for digits that are no number.

    >>> read_number(Scanner("百分之九十五点五")).value
    Decimal('95.5')
    """
    part = scan.take(_PART_OF_HUNDRED)
    if part:
        unit = "‰" if part["of"] == "千分之" else "%"
        value = 100 if part["all"] else read_numeral(part["words"]) if part["words"] else None
        if part["words"] == "百":
            value = 100
        number = read_decimal(part["digits"] or f"{value or 0}.{in_digits(part['point'] or '')}", scan)
        return Number(number, unit, in_words=not part["digits"])
    if match := SIGNED.match(scan.source, scan.position):
        number = read_decimal(match.group(), scan)
        scan.position = match.end()
        return Number(number, None, in_words=False)
    if re.match(r"-?[0-9]", scan.rest):
        raise scan.refuse("damaged-number")
    match = scan.take(_IN_WORDS) or scan.take(_ZERO)
    value = read_numeral(match.group()) if match else None
    return None if value is None else Number(Decimal(value), None, in_words=True)


def read_decimal(digits: str, scan: Scanner) -> Decimal:
    """Turn digits into an exact number; minus nought is nought. Raises Refused for too many of them."""
    if len(digits) > _MOST_DIGITS:
        raise scan.refuse("number-too-long")
    number = Decimal(digits.replace(",", ""))
    return number or abs(number)
