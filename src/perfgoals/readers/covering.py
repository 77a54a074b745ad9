"""Tell which places merged ranges cover, row by row, without ever walking the area of a range."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Sequence
from itertools import accumulate

from perfgoals.readers.grid import Merge
from perfgoals.readers.limits import Meter


class Covering:
    """Answers whether a place displays nothing because a merged range, which begins elsewhere, lies over it.

    rows: the rows that will be asked for, ascending. Raises LimitExceeded when the ranges cross too many of them.

    >>> from perfgoals.readers.limits import Limits
    >>> covering = Covering([Merge(1, 1, 2, 2)], [1, 2], Meter(Limits()))
    >>> [place in covering for place in [(1, 1), (1, 2), (2, 1), (2, 3)]]
    [False, True, True, False]
    """

    def __init__(self, merges: Iterable[Merge], rows: Sequence[int], meter: Meter) -> None:
        spans: dict[int, list[tuple[int, int]]] = {}
        for merge in merges:
            crossed = rows[bisect_left(rows, merge.top) : bisect_right(rows, merge.bottom)]
            meter.merge_rows(len(crossed))
            for row in crossed:
                spans.setdefault(row, []).append((merge.left + (row == merge.top), merge.right))
        # Spans overlap where the merged ranges of a damaged workbook do: what counts is how far those begun reach.
        self._firsts: dict[int, list[int]] = {}
        self._farthest: dict[int, list[int]] = {}
        for row, columns in spans.items():
            columns.sort()
            self._firsts[row] = [first for first, _ in columns]
            self._farthest[row] = list(accumulate((last for _, last in columns), max))

    def __contains__(self, place: tuple[int, int]) -> bool:
        row, column = place
        firsts = self._firsts.get(row)
        if firsts is None:
            return False
        begun = bisect_right(firsts, column)
        return begun > 0 and column <= self._farthest[row][begun - 1]
