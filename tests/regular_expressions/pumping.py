"""Makes the texts on which a backtracking pattern does worst: what it repeats, again and again, and then a misfit."""

from __future__ import annotations

import re
from collections.abc import Iterator

from tests.regular_expressions.steps import Item, Items, items_of, one_of, sre

MISFIT = "\x00"
COMMON = (" ", "\n", "1", "一", "a", "(", ",", "%", "。", '"', "<", "1.", " \n", "1,", "年1", "万元")
"""What no pattern names as its own, but many take in a set."""
_FEW = 8
"""A repetition up to so many times is not worth pumping."""


def pumped(pattern: re.Pattern[str], times: int) -> Iterator[str]:
    """Give texts in which each repetition of a pattern is repeated so often, and what is common behind its beginning.

    None for a pattern without repetitions: it looks at no more characters than it has itself.
    """
    heads = {""}
    for head, units in _repetitions(items_of(pattern), ""):
        heads.add(head)
        for unit in units:
            yield head + unit * times + MISFIT
    if heads != {""} or any(True for _ in _repetitions(items_of(pattern), "")):
        yield from (head + unit * times + MISFIT for head in sorted(heads)[:_FEW] for unit in COMMON)


def _repetitions(items: Items, head: str) -> Iterator[tuple[str, list[str]]]:
    """Find the repetitions: what stands before each, and what it may repeat."""
    for kind, value in items:
        if kind in (sre.MAX_REPEAT, sre.MIN_REPEAT):
            if value[1] > _FEW:
                yield head, [text for text in _texts(value[2]) if text]
            yield from _repetitions(value[2], head)
        elif kind is sre.SUBPATTERN:
            yield from _repetitions(value[3], head)
        elif kind is sre.BRANCH:
            for branch in value[1]:
                yield from _repetitions(branch, head)
        elif kind in (sre.ASSERT, sre.ASSERT_NOT):
            yield from _repetitions(value[1], head)
        behind = value[1] if kind is sre.ASSERT and value[0] < 0 else [(kind, value)]
        head += next(iter(_texts(behind)), "")


def _texts(items: Items) -> list[str]:
    """Give a few texts that items match: one for each branch, repetitions as short as may be, and once."""
    texts = [""]
    for item in items:
        texts = [text + more for text in texts for more in _texts_of(item)][:_FEW]
    return texts


def _texts_of(item: Item) -> list[str]:
    kind, value = item
    if kind in (sre.MAX_REPEAT, sre.MIN_REPEAT):
        inner = _texts(value[2])
        return [text * max(1, value[0]) for text in inner] + ([""] if value[0] == 0 else [])
    if kind is sre.SUBPATTERN:
        return _texts(value[3])
    if kind is sre.BRANCH:
        return [text for branch in value[1] for text in _texts(branch)]
    character = one_of(kind, value)
    return [""] if character is None else [character]
