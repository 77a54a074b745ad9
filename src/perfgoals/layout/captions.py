"""A cell that says several things, divided: 填报单位：某局　　2024年度　　单位：万元.

Whoever draws a sheet by hand puts what belongs to its head into one merged cell, with blanks between.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from perfgoals.layout.vocabulary import Vocabulary, is_year_caption

_LONGEST = 200
"""No caption is longer; a longer text is a narrative."""

_COLON = re.compile(r"[:：]")
_GAP = re.compile(r"\s+")
_WORD = re.compile(r"[\u4e00-\u9fff()（）]{2,12}\Z")
_LONGEST_LABEL = 24


def divided(text: str, words: Vocabulary) -> list[str]:
    """Divide a caption before every label that has its value behind a colon, and around a year between blanks.

    A label that the form does not know begins a part only behind a wide gap, so that no value takes it for its end.
    """
    if len(text) > _LONGEST or _COLON.search(text) is None:
        return [text]
    starts = sorted({0, *_labels(text, words)})
    parts = [text[start:end] for start, end in zip(starts, [*starts[1:], len(text)], strict=True)]
    return [piece.strip() for part in parts for piece in _without_year(part) if piece.strip()]


def _labels(text: str, words: Vocabulary) -> Iterator[int]:
    """Find where the labels begin: each at the blank farthest from its colon from which on it is known."""
    before = 0
    for colon in _COLON.finditer(text):
        gaps = list(_GAP.finditer(text, max(before, colon.start() - _LONGEST_LABEL), colon.start()))
        starts = [*([] if before else [0]), *(gap.end() for gap in gaps)]
        known = (start for start in starts if _is_label(text[start : colon.start()], words))
        wide = (gap.end() for gap in gaps[-1:] if _is_wide(gap.group()) and "\n" not in gap.group())
        unknown = (start for start in wide if _WORD.match(text[start : colon.start()]))
        start = next(known, None)
        start = next(unknown, None) if start is None else start
        if start is not None:
            yield start
        before = colon.end()


def _is_wide(gap: str) -> bool:
    return len(gap) > 1 or gap in "\u3000\xa0\n"


def _is_label(text: str, words: Vocabulary) -> bool:
    said = f"{text}:"
    return (
        words.meaning(text).head is not None
        or words.stated_year(said) is not None
        or words.is_caption(said)
        or words.is_footnote(said)
    )


def _without_year(part: str) -> Iterator[str]:
    """Divide a year between wide gaps from what stands before and behind it."""
    gaps = [gap for gap in _GAP.finditer(part) if _is_wide(gap.group())]
    starts, ends = [0, *(gap.end() for gap in gaps)], [*(gap.start() for gap in gaps), len(part)]
    pieces = [part[start:end] for start, end in zip(starts, ends, strict=True)]
    if not any(is_year_caption(piece) for piece in pieces):
        yield part
        return
    yield from pieces
