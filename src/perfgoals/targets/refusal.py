"""The one way in which reading a value fails: a reason and the place, turned into an ``Unparsed`` at the top."""

from __future__ import annotations


class Refused(Exception):
    """Says that a text is no value: the slug of ``reasons.toml`` and the span in the folded text."""

    def __init__(self, reason: str, start: int, end: int) -> None:
        super().__init__(reason, start, end)
        self.reason = reason
        self.start = start
        self.end = end
