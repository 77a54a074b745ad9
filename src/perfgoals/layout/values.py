"""Values as the layout reads them: what is short is remembered, since one sheet after another states the same."""

from __future__ import annotations

import re
from functools import lru_cache

from perfgoals.forms.labels import label_key
from perfgoals.layout.amounts import LONGEST_FIGURE
from perfgoals.layout.vocabulary import Vocabulary
from perfgoals.targets import Qualitative, Target

_QUANTITATIVE = frozenset({"threshold", "interval", "deadline", "several"})
_LONGEST_WORDS = 12
SIGN = re.compile(r"(?:[≥≤=<>≧≦＞＜＝═⩾⩽]{1,2}|大于等于|小于等于|大于|小于|等于)\Z")
"""A comparator that stands alone."""

_DIGIT = re.compile(r"[0-9０-９]")


def read_target(
    text: str, *, comparator: str | None = None, unit: str | None = None, year: int | None = None
) -> Target:
    """Read a value as :meth:`Target.parse` does.

    >>> read_target("≥95%") is read_target("≥95%")
    True
    """
    short = len(text) + len(comparator or "") + len(unit or "") <= LONGEST_FIGURE
    read = _known_target if short else Target.parse
    return read(text, comparator=comparator, unit=unit, year=year)


_known_target = lru_cache(maxsize=4096)(Target.parse)


@lru_cache(maxsize=4096)
def _says_how_much(text: str) -> bool:
    return _DIGIT.search(text) is not None and read_target(text).kind in _QUANTITATIVE


def is_quantitative(text: str) -> bool:
    """Tell whether a text is a number, a range, a date, or several; a text without digits is not.

    >>> is_quantitative("12月底前"), is_quantitative("按时"), is_quantitative("三季度")
    (True, False, False)
    """
    return len(text) <= LONGEST_FIGURE and _says_how_much(text)


def is_known_value(text: str) -> bool:
    """Tell whether a text is a value in words that the vocabulary knows.

    >>> is_known_value("明显改善"), is_known_value("不超预算"), is_known_value("业务培训")
    (True, True, False)
    """
    if len(text) > _LONGEST_WORDS or is_quantitative(text):
        return False
    target = read_target(text)
    return isinstance(target, Qualitative) and target.known


def is_comparator(text: str, words: Vocabulary) -> bool:
    """Tell whether a text is a comparator, or the nature of an indicator in its place: ≥, 大于等于, 定性."""
    return bool(SIGN.match(text)) or label_key(text) in words.nature
