"""Counts the steps that a backtracking engine takes, so that the growth of a pattern is told without a clock.

The engine here tries what Python's own tries, in the same order, without its short cuts; a step is one character looked
at. What Python's parser makes of a pattern is walked as it is.
"""

from __future__ import annotations

import re
import sys
from collections.abc import Iterator, Sequence
from functools import cache
from typing import Any

if sys.version_info >= (3, 11):
    from re import _compiler as compiler  # type: ignore[attr-defined]
    from re import _constants as sre
    from re import _parser as parser
else:
    import sre_compile as compiler
    import sre_constants as sre
    import sre_parse as parser

__all__ = ["Engine", "Item", "Items", "TooMany", "items_of", "one_of", "sre"]

Item = tuple[Any, Any]
Items = Sequence[Item]
_REPEATS = frozenset({sre.MAX_REPEAT, sre.MIN_REPEAT})
_ONE = frozenset({sre.LITERAL, sre.NOT_LITERAL, sre.ANY, sre.IN})


class TooMany(Exception):
    """Ends a match that has taken more steps than it may."""


def items_of(pattern: re.Pattern[str]) -> Items:
    """Parse a pattern as Python does."""
    return parser.parse(pattern.pattern, pattern.flags).data


class Engine:
    """Matches one pattern against one text and counts."""

    def __init__(self, pattern: re.Pattern[str], text: str, most: int) -> None:
        self._items = items_of(pattern)
        self._flags = pattern.flags & (re.IGNORECASE | re.UNICODE | re.DOTALL)
        self._text = text
        self._most = most
        self._groups: dict[int, str] = {}
        self.steps = 0

    def match(self, at: int = 0) -> int | None:
        """Match at a place; gives where the match ends."""
        return next(self._sequence(self._items, 0, at), None)

    def search(self) -> int | None:
        """Match at one place after the other."""
        return next((at for at in range(len(self._text) + 1) if self.match(at) is not None), None)

    def _sequence(self, items: Items, index: int, at: int) -> Iterator[int]:
        if index == len(items):
            yield at
            return
        for end in self._item(items[index], at):
            yield from self._sequence(items, index + 1, end)

    def _item(self, item: Item, at: int) -> Iterator[int]:
        kind, value = item
        if kind in _ONE:
            self.steps += 1
            if self.steps > self._most:
                raise TooMany
            if at < len(self._text) and _takes(kind, _frozen(value), self._text[at], self._flags):
                yield at + 1
        elif kind in _REPEATS:
            yield from self._repeat(value, at, greedy=kind is sre.MAX_REPEAT)
        elif kind is sre.BRANCH:
            for branch in value[1]:
                yield from self._sequence(branch, 0, at)
        elif kind is sre.SUBPATTERN:
            for end in self._sequence(value[3], 0, at):
                if value[0] is not None:
                    self._groups[value[0]] = self._text[at:end]
                yield end
        elif kind is sre.GROUPREF:
            group = self._groups.get(value)
            if group is not None and self._text.startswith(group, at):
                yield at + len(group)
        else:
            yield from self._look(kind, value, at)

    def _look(self, kind: Any, value: Any, at: int) -> Iterator[int]:
        if kind is sre.AT:
            if _stands(value, self._text, at):
                yield at
            return
        direction, inner = value
        width = inner.getwidth()[0]
        begin = at if direction > 0 else at - width
        found = begin >= 0 and next(self._sequence(inner, 0, begin), None) is not None
        if found is (kind is sre.ASSERT):
            yield at

    def _repeat(self, value: Any, at: int, *, greedy: bool) -> Iterator[int]:
        least, most, body = value
        opened = [(at, self._sequence(body, 0, at))]
        if not greedy and least == 0:
            yield at
        while opened:
            place, ends = opened[-1]
            count = len(opened) - 1
            end = next(ends, None) if count < most else None
            if end is not None and (end > place or count < least):
                opened.append((end, self._sequence(body, 0, end)))
                if not greedy and count + 1 >= least:
                    yield end
            elif end is None:
                opened.pop()
                if greedy and count >= least:
                    yield place


def one_of(kind: Any, value: Any) -> str | None:
    """Give a character that a set takes; None where the item is no set or takes none of the common ones."""
    if kind is sre.LITERAL:
        return chr(value)
    if kind not in _ONE:
        return None
    named = (
        [chr(v if k is sre.LITERAL else v[0]) for k, v in value if k in (sre.LITERAL, sre.RANGE)]
        if kind is sre.IN
        else []
    )
    candidates = [*named, *"1 a一元,.(-\n年x"]
    return next((each for each in candidates if _takes(kind, _frozen(value), each, re.UNICODE)), None)


def _frozen(value: Any) -> Any:
    return (
        tuple((kind, tuple(each) if isinstance(each, list) else each) for kind, each in value)
        if isinstance(value, list)
        else value
    )


@cache
def _takes(kind: Any, value: Any, character: str, flags: int) -> bool:
    """Tell whether a set takes a character, by asking Python about that set alone."""
    subpattern = parser.SubPattern(parser.State(), [(kind, list(value) if kind is sre.IN else value)])
    return _compiled(subpattern, flags).match(character) is not None


def _compiled(subpattern: Any, flags: int) -> re.Pattern[str]:
    subpattern.state.str = ""
    subpattern.state.flags = flags
    compiled: re.Pattern[str] = compiler.compile(subpattern, flags)
    return compiled


def _stands(where: Any, text: str, at: int) -> bool:
    if where in (sre.AT_BEGINNING, sre.AT_BEGINNING_STRING):
        return at == 0
    if where is sre.AT_END_STRING:
        return at == len(text)
    if where is sre.AT_END:
        return at == len(text) or text[at:] == "\n"
    before, behind = text[at - 1 : at], text[at : at + 1]
    bounded = (before.isalnum() or before == "_") != (behind.isalnum() or behind == "_")
    return bounded is (where is sre.AT_BOUNDARY)
