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


def clashing_ending(name: str, dimension: str, kind: str | None = None) -> str:
    """Give the ending of a name that a unit of the dimension clearly does not fit, "" where it fits or none is known.

    The longest ending counts that is known under the second-level kind.

    >>> clashing_ending("业务培训人数", "ratio"), clashing_ending("培训合格率", "ratio")
    ('人数', '')
    >>> clashing_ending("设备采购成本", "count", "cost")
    '成本'
    """
    longest, clashes_by_ending = _dimensions(kind)
    endings = (name[-length:] for length in range(min(longest, len(name)), 0, -1))
    ending = next((each for each in endings if each in clashes_by_ending), "")
    return ending if dimension in clashes_by_ending.get(ending, ()) else ""


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


def apart(name: str, table: str) -> str:
    """Give a name without a table's exceptions, which hold its words by chance.

    >>> apart("高标准农田建设", "per_unit"), apart("护林员补助标准", "per_unit")
    ('农田建设', '护林员补助标准')
    """
    for usual in words(table, "except"):
        name = name.replace(usual, "")
    return name


def ends(name: str, table: str) -> bool:
    """Tell whether a name ends with one of a table's words and holds none of its exceptions."""
    return name.endswith(words(table)) and not ("except" in _tables()[table] and contains(name, table, "except"))


def matches(name: str, table: str) -> bool:
    """Tell whether a whole name is one of a table's patterns."""
    return _pattern(table).fullmatch(name) is not None


def deciding(name: str, *tables: str) -> str:
    """Give the words by which the first of some tables knows a name, for a finding to state; "" where none does.

    Of a pattern it is what the pattern is about; of words the longest that the name ends with, or else one in it.

    >>> deciding("网络系统故障率", "adverse_names"), deciding("设备验收合格率", "capped_rates")
    ('故障率', '合格率')
    """
    return next((found for table in tables if (found := _deciding(name, table))), "")


def _deciding(name: str, table: str) -> str:
    if "patterns" in _tables()[table]:
        found = next((match for pattern in words(table, "patterns") if (match := _core(pattern).fullmatch(name))), None)
        return found["core"] if found else ""
    ending = max((word for word in words(table) if name.endswith(word)), key=len, default="")
    within = _any_word(table, "words").search(name)
    return ending or (within.group() if within else "")


@cache
def _core(pattern: str) -> re.Pattern[str]:
    """Compile a pattern with what stands between its open ends as ``core``."""
    start, end = (".*" if is_open else "" for is_open in (pattern.startswith(".*"), pattern.endswith(".*")))
    return re.compile(f"{start}(?P<core>{pattern.removeprefix(start).removesuffix(end)}){end}")


def tables_of(name: str) -> tuple[tuple[str, tuple[str, ...]], ...]:
    """Give what a table holds as a page shows it: each of its keys with its words or patterns, in their order.

    >>> tables_of("satisfaction_elsewhere")
    (('words', ('满意度', '满意率')),)
    """
    table: object = _tables()[name]
    entries = cast("list[dict[str, list[str]]]", table if isinstance(table, list) else [table])
    return tuple((key, tuple(map(str, value))) for entry in entries for key, value in entry.items())


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
