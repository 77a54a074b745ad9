"""The words of the grammar, loaded from ``comparators.toml`` and ``vocabulary.toml`` and made ready for matching."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, cast

from perfgoals.targets.data import alternatives, load
from perfgoals.targets.normalise import folded

if TYPE_CHECKING:
    from perfgoals.targets.target import Change, Comparator

_FILE = load("comparators.toml")
_VOCABULARY = load("vocabulary.toml")


def _by_word(table: dict[str, list[str]]) -> dict[str, str]:
    return {word: meaning for meaning, words in table.items() for word in words}


GLYPHS: dict[str, str] = _FILE["glyphs"]
GLYPH_PAIRS: dict[str, str] = _FILE["glyph_pairs"]
OPENING_GLYPHS: dict[str, str] = _FILE["opening_glyphs"]
SYMBOLS = cast("dict[str, Comparator]", _FILE["symbols"])
STRONG = cast("dict[str, Comparator]", {**SYMBOLS, **_by_word(_FILE["before"])})
WEAK = cast("dict[str, Comparator]", _by_word(_FILE["weak"]))
AFTER = cast("dict[str, Comparator]", _by_word(_FILE["after"]))
CHANGES = cast("dict[str, Change]", _by_word({kind: _FILE["change"][kind] for kind in ("increase", "decrease")}))

SYMBOL = re.compile(alternatives(list(SYMBOLS)))
STRONG_WORD = re.compile(alternatives(list(STRONG)))
WEAK_WORD = re.compile(alternatives(list(WEAK)))
AFTER_WORD = re.compile(alternatives(list(AFTER)))
PLAIN_BEFORE = re.compile(alternatives(_FILE["plain"]["before"]))
PLAIN_AFTER = re.compile(alternatives(_FILE["plain"]["after"]))
PER: dict[str, str] = _FILE["per"]
BASIS = re.compile(alternatives(_FILE["change"]["basis"]))
CURRENCY = re.compile(alternatives(_FILE["currency"]["before"]))
CHANGE_WORD = re.compile(alternatives(list(CHANGES)))
ABOUT_BEFORE = re.compile(alternatives(_FILE["approximate"]["before"]))
ABOUT_AFTER = re.compile(alternatives(_FILE["approximate"]["after"]))
NEARLY = re.compile(alternatives(_FILE["approximate"]["nearly"]))
ODD = re.compile(alternatives(_FILE["approximate"]["odd"]))
NEVER_A_NOTE = re.compile(rf"[0-9≥≤<>=%‰±()]|含\Z|{alternatives(_FILE['notes']['never'])}")
NEVER_A_NAME = re.compile(alternatives(_FILE["names"]["never"]))
NAME_ENDING = re.compile(alternatives(_FILE["names"]["endings"]))

NUMBERED_GRADE = re.compile(f"[1-9一二三四五]{alternatives(_VOCABULARY['numbered']['grades'])}\\Z")

NATURES = frozenset(_FILE["cells"]["nature"])
NOTHING = frozenset(_FILE["cells"]["nothing"])
DATE_UNITS = frozenset(_FILE["cells"]["dates"])
DOMAINS = frozenset(_FILE["cells"]["domains"])
PLACEHOLDERS = frozenset(folded(word) for word in _FILE["holes"]["placeholder"])

_WORDS = frozenset(word for words in _VOCABULARY["words"].values() for word in words)
_DEGREE = alternatives(_VOCABULARY["changes"]["degrees"])
_CHANGE = alternatives(_VOCABULARY["changes"]["changes"])
_CHANGING = re.compile(f"{_DEGREE}?{_CHANGE}{_DEGREE}?\\Z")
_OPENING = re.compile(alternatives(_VOCABULARY["phrases"]["openings"]))
_FRAMES: list[tuple[str, str]] = [(first, last) for first, last in _VOCABULARY["phrases"]["frames"]]


def is_set_term(term: str) -> bool:
    """Tell whether a folded term is one of the vocabulary as a whole, and not only begins or ends like one.

    >>> is_set_term("逐步提高"), is_set_term("严格执行标准")
    (True, False)
    """
    return bool(term in _WORDS or NUMBERED_GRADE.match(term) or _CHANGING.match(term))


def is_known(term: str) -> bool:
    """Tell whether the vocabulary knows a folded term.

    >>> is_known("逐步提高"), is_known("在规定时间内完成"), is_known("美化环境")
    (True, True, False)
    """
    if is_set_term(term) or _OPENING.match(term):
        return True
    return any(term.startswith(first) and term.endswith(last) for first, last in _FRAMES)
