"""Walking over a folded text, and the one way in which reading fails: a reason and the place.

A refusal is turned into an ``Unparsed`` at the top, by :mod:`perfgoals.targets.grammar`.
"""

from __future__ import annotations

import re


class Refused(Exception):
    """Says that a text is no value: the slug of ``reasons.toml`` and the span in the folded text."""

    def __init__(self, reason: str, start: int, end: int) -> None:
        super().__init__(reason, start, end)
        self.reason = reason
        self.start = start
        self.end = end


class Scanner:
    """Walks a folded text from left to right."""

    def __init__(self, source: str) -> None:
        self.source = source
        self.position = 0

    def take(self, pattern: re.Pattern[str]) -> re.Match[str] | None:
        """Consume what the pattern matches here, or nothing."""
        match = pattern.match(self.source, self.position)
        if match is not None:
            self.position = match.end()
        return match

    def word(self, pattern: re.Pattern[str]) -> str:
        """Consume a word and give it, or an empty string."""
        match = self.take(pattern)
        return match.group() if match else ""

    @property
    def rest(self) -> str:
        """Give what has not been consumed."""
        return self.source[self.position :]

    def refuse(self, reason: str) -> Refused:
        """Build the refusal of what stands from here on."""
        return Refused(reason, self.position, len(self.source))
