"""Words in a row without borders are put under the columns of a header.

Each word fits a column more or less; blanks may be missing anywhere. The cheapest way to put all words under columns,
row after row, is found; a word that could stand elsewhere at nearly the same cost is not decided, and with it its row.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

MARGIN = 2
"""How much dearer the second best place of a word must be."""

MUST_END = -1
"""Stands for the cost of ending a row where nothing else is possible."""

_Step = Callable[[int, int, int], tuple[int, bool]]


@dataclass(frozen=True, slots=True)
class Place:
    """Says where a word was put: its column, whether it begins a row, whether it could as well stand elsewhere."""

    column: int
    begins_row: bool
    decided: bool


def align(
    columns: int, ends: Sequence[int], fit: Callable[[int, int], int], skip: Callable[[int], int], gap: int = 0
) -> list[Place]:
    """Put words under ``columns`` columns.

    ends: for every word, what it costs to end a row behind it, or MUST_END. fit: cost of a word under a column. skip:
    cost of leaving a column blank. gap: what a blank column costs further when it lies between two words of a row.
    All costs are whole numbers, so that equal costs are equal on every machine. The cost is count x columns squared.
    """
    if not ends:
        return []
    blank = [
        [sum(skip(column) for column in range(start, end)) for end in range(columns + 1)]
        for start in range(columns + 1)
    ]

    def step(before: int, after: int, end: int) -> tuple[int, bool]:
        """Give the cost of the columns left blank between two words, and whether a row ends between them."""
        if after > before and end != MUST_END:
            return blank[before + 1][after] + gap * (after - before - 1), False
        return blank[before + 1][columns] + blank[0][after] + max(0, end), True

    every = range(columns)
    fits = [[fit(word, column) for column in every] for word in range(len(ends))]
    forward = [[blank[0][column] + fits[0][column] for column in every]]
    for word, end in enumerate(ends[:-1], 1):
        last = forward[-1]
        forward.append([min(last[b] + step(b, a, end)[0] for b in every) + fits[word][a] for a in every])
    backward = [[blank[column + 1][columns] for column in every]]
    for word in range(len(ends) - 1, 0, -1):
        after, end = backward[-1], ends[word - 1]
        backward.append([min(step(b, a, end)[0] + fits[word][a] + after[a] for a in every) for b in every])
    return _read_off(forward, backward[::-1], step, ends)


def _read_off(
    forward: Sequence[Sequence[int]], backward: Sequence[Sequence[int]], step: _Step, ends: Sequence[int]
) -> list[Place]:
    places: list[Place] = []
    for word, (before, after) in enumerate(zip(forward, backward, strict=True)):
        totals = sorted((f + b, column) for column, (f, b) in enumerate(zip(before, after, strict=True)))
        best = totals[0][1]
        decided = len(totals) == 1 or totals[1][0] - totals[0][0] >= MARGIN
        begins = not places or step(places[-1].column, best, ends[word - 1])[1]
        places.append(Place(best, begins, decided))
    return places
