"""Chinese numerals, in their well-formed spellings only: 十五, 一百二十, 两千零五, 三万; 二〇二二 for a year."""

from __future__ import annotations

import re

_DIGITS = {digit: value for value, digit in enumerate("零一二三四五六七八九")} | {"两": 2, "〇": 0}
_ONE = "[一二三四五六七八九]"
_TENS = f"(?:{_ONE}?十{_ONE}?)"
_BELOW_HUNDRED = f"(?:{_TENS}|{_ONE})"
_HUNDREDS = f"(?:[一二两三四五六七八九]百(?:零{_ONE}|{_ONE}十{_ONE}?)?)"
_THOUSANDS = f"(?:[一二两三四五六七八九]千(?:零{_BELOW_HUNDRED}|{_HUNDREDS})?)"
_BELOW_MYRIAD = f"(?:{_THOUSANDS}|{_HUNDREDS}|{_BELOW_HUNDRED}|两|零|〇)"
NUMERAL = f"(?:(?:{_BELOW_MYRIAD}万(?:零?{_BELOW_MYRIAD})?)|{_BELOW_MYRIAD})"
PLAIN_DIGITS = "〇零一二三四五六七八九"
YEAR_DIGITS = f"[{PLAIN_DIGITS}]{{4}}"
_POWERS = {"十": 10, "百": 100, "千": 1000}
_WELL_FORMED = re.compile(NUMERAL + r"\Z")


def read_numeral(text: str) -> int | None:
    """Read a Chinese numeral below a hundred million; None when the text is none in a well-formed spelling.

    >>> read_numeral("三"), read_numeral("一百二十"), read_numeral("两万零五"), read_numeral("三五")
    (3, 120, 20005, None)
    """
    if not _WELL_FORMED.match(text):
        return None
    high, myriad, low = text.rpartition("万")
    return _below_myriad(high) * 10000 + _below_myriad(low) if myriad else _below_myriad(text)


def _below_myriad(text: str) -> int:
    total, digit = 0, 0
    for position, character in enumerate(text):
        power = _POWERS.get(character)
        if power is None:
            digit = _DIGITS[character]
        else:
            total += (1 if position == 0 and power == _POWERS["十"] else digit) * power
            digit = 0
    return total + digit


def in_digits(text: str) -> str:
    """Turn digit by digit into ASCII: 二〇二二 gives 2022."""
    return "".join(str(_DIGITS[character]) for character in text)
