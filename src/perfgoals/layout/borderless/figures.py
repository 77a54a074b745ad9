"""The figures of a funding row that lost every border, divided so that they agree with each other.

``194.9194.9100%`` under 全年预算数, 全年执行数 and 执行率 is 194.9, 194.9 and 100%: no other division gives that rate.
Without a rate nothing says where a figure ends, and nothing is divided.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from decimal import Decimal

_FIGURES = re.compile(r"[0-9][0-9.%]*\Z")
_NUMBER = re.compile(r"(?:0|[1-9][0-9]*)(?:\.[0-9]{1,6})?\Z")
_LONGEST = 80
_MOST_POINTS = Decimal(20)
_PERCENT = Decimal(100)


def are_figures(text: str) -> bool:
    """Tell whether a text is nothing but digits, points and percent signs."""
    return len(text) <= _LONGEST and bool(_FIGURES.match(text))


def divide(text: str, header: Sequence[str]) -> list[str] | None:
    """Divide figures under the stages of a budget, each column filled; None unless there is exactly one way.

    >>> divide("194.9194.9100%", ["budget", "executed", "rate"]), divide("194.9194.9", ["budget", "executed"])
    (['194.9', '194.9', '100%'], None)
    """
    columns = [role for role in header if role != "reason"]
    if not are_figures(text) or "rate" not in columns or "executed" not in columns:
        return None
    found = [figures for figures in _divisions(text, columns) if _agree(figures, columns)]
    return found[0] if len(found) == 1 else None


def _divisions(text: str, columns: Sequence[str]) -> Iterator[list[str]]:
    if not columns:
        if not text:
            yield []
        return
    for end in range(1, len(text) + 1):
        figure = text[:end]
        rate = columns[0] == "rate"
        if figure.endswith("%") == rate and _NUMBER.match(figure.rstrip("%")):
            yield from ([figure, *rest] for rest in _divisions(text[end:], columns[1:]))


def _agree(figures: Sequence[str], columns: Sequence[str]) -> bool:
    """Tell whether the rate is that of the amounts, and the score no more than its points.

    A rate of nothing proves nothing: any long figure before a zero would agree.
    """
    said = dict(zip(columns, figures, strict=True))
    budget = Decimal(said.get("budget") or said.get("initial") or 0)
    rate = Decimal(said["rate"][:-1])
    if not budget or not rate:
        return False
    exact = Decimal(said["executed"]) * _PERCENT / budget
    digits = Decimal(1).scaleb(int(rate.as_tuple().exponent))
    points = Decimal(said.get("weight", "0"))
    score = Decimal(said.get("score", "0"))
    return exact.quantize(digits) == rate and score <= points <= _MOST_POINTS
