"""The words that rules go by, from the lexicons beside it: asked by name, matched in half width, without spaces."""

from __future__ import annotations

import re
import sys
from decimal import Decimal
from functools import cache
from importlib.resources import files
from typing import Any, cast

from perfgoals.checker.facts import plain
from perfgoals.models import BudgetLine

if sys.version_info >= (3, 11):
    import tomllib
else:
    import tomli as tomllib


_FILES = ("lexicon.toml", "consistency_lexicon.toml", "quality_lexicon.toml", "self_evaluation_lexicon.toml")


@cache
def _tables() -> dict[str, dict[str, Any]]:
    folder = files("perfgoals.checker")
    return {name: table for file in _FILES for name, table in tomllib.loads((folder / file).read_text("utf-8")).items()}


@cache
def words(table: str, key: str = "words") -> tuple[str, ...]:
    """Give the words of a table."""
    return tuple(cast("list[str]", _tables()[table][key]))


@cache
def _pattern(table: str) -> re.Pattern[str]:
    return re.compile("|".join(f"(?:{pattern})" for pattern in words(table, "patterns")))


@cache
def _dimensions(kind: str | None) -> tuple[int, dict[str, frozenset[str]]]:
    """Give the length of the longest ending, and each ending with the dimensions that clash with it under a kind."""
    tables = cast("list[dict[str, list[str]]]", _tables()["name_dimensions"])
    fitting = [table for table in tables if "kinds" not in table or kind in table["kinds"]]
    clashes = {ending: frozenset(table["clashes"]) for table in fitting for ending in table["endings"]}
    return max(map(len, clashes)), clashes


def clashing_dimensions(name: str, kind: str | None = None) -> frozenset[str]:
    """Give the dimensions of units that clearly do not fit a name, by its longest ending that is known under a kind.

    >>> "ratio" in clashing_dimensions("业务培训人数"), "ratio" in clashing_dimensions("培训合格率")
    (True, False)
    >>> "count" in clashing_dimensions("设备采购成本", "cost")
    True
    """
    longest, clashes_by_ending = _dimensions(kind)
    endings = (name[-length:] for length in range(min(longest, len(name)), 0, -1))
    return next((clashes_by_ending[ending] for ending in endings if ending in clashes_by_ending), frozenset())


@cache
def weight_splits() -> tuple[dict[str, Decimal], ...]:
    """Give the standard weights of the first-level kinds, one mapping for each set of kinds."""
    splits = cast("list[dict[str, int]]", _tables()["weight_splits"])
    return tuple({kind: Decimal(share) for kind, share in split.items()} for split in splits)


@cache
def _any_word(table: str, key: str) -> re.Pattern[str]:
    return re.compile("|".join(map(re.escape, words(table, key))))


@cache
def synonyms(table: str) -> tuple[tuple[str, ...], ...]:
    """Give a table of several lists, each of words that mean the same."""
    lists = cast("list[dict[str, list[str]]]", _tables()[table])
    return tuple(tuple(entry["words"]) for entry in lists)


@cache
def pairs(table: str, first: str, second: str) -> tuple[tuple[tuple[str, ...], tuple[str, ...]], ...]:
    """Give a table of several pairs of lists."""
    lists = cast("list[dict[str, list[str]]]", _tables()[table])
    return tuple((tuple(entry[first]), tuple(entry[second])) for entry in lists)


def contains(name: str, table: str, key: str = "words") -> bool:
    """Tell whether one of a table's words stands in a name."""
    return _any_word(table, key).search(name) is not None


def ends(name: str, table: str) -> bool:
    """Tell whether a name ends with one of a table's words and holds none of its exceptions."""
    return name.endswith(words(table)) and not ("except" in _tables()[table] and contains(name, table, "except"))


def matches(name: str, table: str) -> bool:
    """Tell whether a whole name is one of a table's patterns."""
    return _pattern(table).fullmatch(name) is not None


def is_placeholder(text: str | None) -> bool:
    """Tell whether a text is blank or says nothing.

    >>> is_placeholder("——"), is_placeholder("无"), is_placeholder(None), is_placeholder("显著提高")
    (True, True, True, False)
    """
    return says_nothing(plain(text))


def says_nothing(plain_text: str) -> bool:
    """Tell the same of a text that is in half width and without white space already."""
    return not plain_text.strip(_tables()["placeholders"]["marks"]) or plain_text in words("placeholders")


def is_no_amount(text: str | None) -> bool:
    """Tell whether a text in place of an amount stands for none: - — / 无; 待定 and 详见附件 do not."""
    return not plain(text).strip(_tables()["no_amount"]["marks"]) or plain(text) in words("no_amount")


def is_blank(line: BudgetLine | None) -> bool:
    """Tell whether a budget line has no amount and no word in place of one."""
    return line is None or (
        line.total is None
        and is_no_amount(line.total_text)
        and all(source.amount is None and is_no_amount(source.amount_text) for source in line.sources)
    )
