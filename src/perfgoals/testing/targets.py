"""Indicator values of every kind, as a careful author would write them."""

from __future__ import annotations

import datetime as dt
from functools import cache

from hypothesis import strategies as st

from perfgoals.targets import Target
from perfgoals.testing.words import word


def targets(year: int | None = None) -> st.SearchStrategy[Target]:
    """Draw a target of any kind; ``year`` completes a deadline that names none.

    >>> from hypothesis import find
    >>> find(targets(), lambda target: target.kind == "interval").kind
    'interval'
    """
    return target_texts().map(lambda text: Target.parse(text, year=year))


@cache
def target_texts() -> st.SearchStrategy[str]:
    """Draw the text of a target: a bound, a range, a date, several of them, words, or a hole (``/``, ``≥**人``).

    >>> from hypothesis import find
    >>> find(target_texts(), lambda text: text.endswith("以上")) != ""
    True
    """
    return st.one_of(
        threshold_texts(),
        worded_texts(),
        range_texts(),
        deadline_texts(),
        several_texts(),
        word("values.qualitative"),
        word("values.holes"),
    )


@cache
def numbers() -> st.SearchStrategy[str]:
    """Draw a number as it is printed: plain, with decimals, with thousands separators."""
    whole = st.integers(0, 10**9)
    return st.one_of(
        whole.map(str),
        whole.map(lambda number: f"{number:,}"),
        st.decimals(0, 10**6, places=2, allow_nan=False, allow_infinity=False).map(str),
    )


@cache
def threshold_texts() -> st.SearchStrategy[str]:
    """Draw a bound or a plain number with any glyph and unit."""
    return st.builds("{}{}{}".format, word("values.glyphs"), numbers(), word("values.units"))


@cache
def worded_texts() -> st.SearchStrategy[str]:
    """Draw a number between words; some of them contradict each other."""
    return st.builds("{}{}{}{}".format, word("values.before"), numbers(), word("values.units"), word("values.after"))


@cache
def range_texts() -> st.SearchStrategy[str]:
    """Draw a range; some are inverted."""
    return st.builds(
        lambda low, dash, high, unit: f"{low}{unit}{dash}{high}{unit}",
        numbers(),
        word("values.dashes"),
        numbers(),
        word("values.units"),
    )


@cache
def deadline_texts() -> st.SearchStrategy[str]:
    """Draw a date, a deadline or a period, with and without a year."""
    days = st.dates(dt.date(2015, 1, 1), dt.date(2035, 12, 31))
    return st.builds(lambda form, day: form.format(day), word("values.dates"), days)


@cache
def several_texts() -> st.SearchStrategy[str]:
    """Draw two or three values in one cell."""
    single = st.one_of(threshold_texts(), deadline_texts())
    return st.builds(
        lambda parts, separator: separator.join(parts),
        st.lists(single, min_size=2, max_size=3),
        word("values.separators"),
    )
