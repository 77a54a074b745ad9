"""Words in a row without borders are put under the columns of a header.

Each word fits a column more or less; blanks may be missing anywhere. The cheapest way to put all words under columns,
row after row, is found; a word that could stand elsewhere at nearly the same cost is not decided, and with it its row.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

_NEVER = 10_000
MARGIN = 2
"""How much dearer the second best place of a word must be."""


@dataclass(frozen=True, slots=True)
class Place:
    """Says where a word was put: its column, whether it begins a row, whether it could as well stand elsewhere."""

    column: int
    begins_row: bool
    decided: bool


def align(count: int, columns: int, fit: Callable[[int, int], int], skip: Callable[[int], int]) -> list[Place]:
    """Put ``count`` words under ``columns`` columns.

    fit: cost of a word under a column. skip: cost of leaving a column blank. Both are whole numbers, so that equal
    costs are equal on every machine. The cost is count x columns squared.
    """
    if not count:
        return []
    blank = [
        [sum(skip(column) for column in range(start, end)) for end in range(columns + 1)]
        for start in range(columns + 1)
    ]

    def step(before: int, after: int) -> tuple[int, bool]:
        """Give the cost of the columns left blank between two words, and whether a row ends between them."""
        if after > before:
            return blank[before + 1][after], False
        return blank[before + 1][columns] + blank[0][after], True

    fits = [[fit(word, column) for column in range(columns)] for word in range(count)]
    forward = [[blank[0][column] + fits[0][column] for column in range(columns)]]
    for word in range(1, count):
        last = forward[-1]
        forward.append([min(last[b] + step(b, a)[0] for b in range(columns)) + fits[word][a] for a in range(columns)])
    backward = [[blank[column + 1][columns] for column in range(columns)]]
    for word in range(count - 1, 0, -1):
        after = backward[0]
        backward.insert(
            0, [min(step(b, a)[0] + fits[word][a] + after[a] for a in range(columns)) for b in range(columns)]
        )
    return _read_off(forward, backward, step)


def _read_off(
    forward: Sequence[Sequence[int]], backward: Sequence[Sequence[int]], step: Callable[[int, int], tuple[int, bool]]
) -> list[Place]:
    places: list[Place] = []
    for before, after in zip(forward, backward, strict=True):
        totals = sorted((f + b, column) for column, (f, b) in enumerate(zip(before, after, strict=True)))
        best = totals[0][1]
        decided = len(totals) == 1 or totals[1][0] - totals[0][0] >= MARGIN
        begins = not places or step(places[-1].column, best)[1]
        places.append(Place(best, begins, decided))
    return places
