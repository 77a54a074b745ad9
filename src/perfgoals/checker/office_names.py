"""Which department's sheet a project means: by its name letter by letter, or by a short name that only one can bear."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator
from functools import cache
from typing import NamedTuple

from perfgoals.checker.facts import plain
from perfgoals.checker.lexicon import synonyms, words
from perfgoals.forms.labels import remembered

_BUDGET_CODE = re.compile(r"[0-9A-Z]{3,20}[-_:](?=.)|\[[0-9A-Z]{3,20}\]|\([0-9]{3,20}\)")
"""The code of a unit before its name: 128001-某局, [128001]某局."""
_LONGEST_NAME = 60


def office_name(text: str | None) -> str:
    """Give the name of a unit to compare, without the code before it.

    >>> office_name("128001-某 局"), office_name(None)
    ('某局', '')
    """
    name = plain(text)
    code = _BUDGET_CODE.match(name)
    return name[code.end() :] if code else name


class Meant(NamedTuple):
    """Is what the names in a sheet mean: the departments, and whether it is certain that just these are meant."""

    names: frozenset[str]
    is_certain: bool


class Offices:
    """Holds the names of departments that have a sheet, so that those that a project names are found at once.

    >>> offices = Offices(["某县卫生健康局", "某县财政局"])
    >>> sorted(offices.meant({"县卫健局"}).names), offices.meant({"卫健局"}).names
    (['某县卫生健康局'], frozenset())
    """

    def __init__(self, names: Iterable[str]) -> None:
        self.names = frozenset(filter(None, names))
        self._whole: dict[str, set[str]] = defaultdict(set)
        self._short: dict[str, set[str]] = defaultdict(set)
        for name in self.names:
            short = _shortened(name)
            self._whole[short].add(name)
            for each in (short, *_without_place(short)):
                self._short[each].add(name)

    def meant(self, named: Iterable[str]) -> Meant:
        """Give the departments that are named letter by letter; where there are none, the only one by a short name."""
        given = frozenset(named)
        if exact := given & self.names:
            return Meant(exact, is_certain=True)
        found: set[str] = set()
        for name in map(_shortened, given):
            found |= self._short.get(name, set())
            for short in _without_place(name):
                found |= self._whole.get(short, set())
        return Meant(frozenset(found), is_certain=len(found) == 1)


@remembered
def _shortened(name: str) -> str:
    """Write a name as its short form: 卫生健康局 as 卫健局, 委员会 as 委."""
    for full, short in _short_forms():
        name = name.replace(full, short)
    return name


@cache
def _short_forms() -> tuple[tuple[str, str], ...]:
    found = [(full, forms[-1]) for forms in synonyms("office_names") for full in forms[:-1]]
    return tuple(sorted(found, key=lambda each: -len(each[0])))


def _without_place(name: str) -> Iterator[str]:
    """Walk the ends of a name that begin with the level of its place: 县卫健局 of 某县卫健局."""
    for at in range(1, min(len(name) - 1, _LONGEST_NAME)):
        if name.startswith(words("place_levels"), at) and not name.startswith(words("place_levels", "except"), at):
            yield name[at:]
