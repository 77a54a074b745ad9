"""An amount of money as a sheet prints it, read exactly or not at all."""

from __future__ import annotations

import re
import unicodedata
from decimal import Decimal
from functools import lru_cache

from perfgoals.models import MoneyUnit

LONGEST_FIGURE = 60
"""No amount and no target with figures is longer: a narrative cell is not worth reading as one."""

_AMOUNT = re.compile(r"[¥￥]?(-?)([0-9]{1,3}(?:,[0-9]{3})+|[0-9]{1,20})(\.[0-9]{1,12})?(元|千元|万元|百万元|亿元)?\Z")
_ACCOUNTING = re.compile(r"\(([0-9,.]+)\)\Z")
_PLACEHOLDERS = frozenset("-—–―/\\─无")


def read_amount(text: str, unit: MoneyUnit | None) -> Decimal | None:
    """Read an amount in the sheet's money unit; None when the text is no number or names another unit.

    The digits shown are kept; accounting brackets mean a negative amount.

    >>> read_amount("1,945.65", "万元"), read_amount("４.90万元", "万元"), read_amount("(5.00)", None)
    (Decimal('1945.65'), Decimal('4.90'), Decimal('-5.00'))
    >>> read_amount("约500", "万元") is None
    True
    """
    return _known_amount(text, unit) if len(text) <= LONGEST_FIGURE else _amount(text, unit)


def _amount(text: str, unit: MoneyUnit | None) -> Decimal | None:
    plain = _plain(text)
    bracketed = _ACCOUNTING.match(plain)
    found = _AMOUNT.match(f"-{bracketed.group(1)}" if bracketed else plain)
    if found is None or (found.group(4) and found.group(4) != (unit or found.group(4))):
        return None
    sign, whole, fraction, _ = found.groups()
    return Decimal(f"{sign}{whole.replace(',', '')}{fraction or ''}")


_known_amount = lru_cache(maxsize=4096)(_amount)
"""A cell's amount is asked for by every table that might have its row."""


def is_placeholder(text: str) -> bool:
    """Tell whether a text stands for no amount: -, —, /, 无."""
    return _PLACEHOLDERS.issuperset(_plain(text))


def is_money(text: str) -> bool:
    """Tell whether a text is an amount or stands for none."""
    return read_amount(text, None) is not None or is_placeholder(text)


def _plain(text: str) -> str:
    if len(text) > LONGEST_FIGURE:
        return text
    return "".join(unicodedata.normalize("NFKC", text).split())
