"""Whether texts speak of the same thing: two characters in a row that say something, or two words of one topic."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache

from perfgoals.checker.facts import IndicatorRow, plain
from perfgoals.checker.lexicon import synonyms, words

_NOT_HAN = re.compile(r"[^\u4e00-\u9fff]+")


@cache
def _unspecific() -> re.Pattern[str]:
    return re.compile("|".join(sorted(map(re.escape, words("unspecific")), key=len, reverse=True)))


@cache
def _topic_words() -> dict[str, int]:
    return {word: index for index, topic in enumerate(synonyms("topics")) for word in topic}


@cache
def _topic_pattern() -> re.Pattern[str]:
    return re.compile(f"(?=({'|'.join(sorted(_topic_words(), key=len, reverse=True))}))")


@dataclass(frozen=True, slots=True)
class Subject:
    """Is what a text speaks of: pairs of characters left without the words that anybody uses, and known topics.

    characters: the single ones that are left, for names too short to share a pair.
    """

    pairs: frozenset[str]
    topics: frozenset[int]
    characters: frozenset[str]

    @classmethod
    def of(cls, text: str) -> Subject:
        """Find the subject of a text in half width without white space.

        >>> Subject.of("完成绿化工作").pairs, Subject.of("植树数量").touches(Subject.of("绿化"))
        (frozenset({'绿化'}), True)
        """
        parts = _NOT_HAN.split(_unspecific().sub(" ", text))
        pairs = frozenset(part[i : i + 2] for part in parts for i in range(len(part) - 1))
        topics = frozenset(_topic_words()[match.group(1)] for match in _topic_pattern().finditer(text))
        return cls(pairs, topics, frozenset("".join(parts)))

    def touches(self, other: Subject) -> bool:
        """Tell whether both speak of the same thing, at least in part."""
        return not self.pairs.isdisjoint(other.pairs) or not self.topics.isdisjoint(other.topics)


def subject_of_row(row: IndicatorRow) -> Subject:
    """Give what an indicator speaks of: its name, its explanation and its remark."""
    indicator = row.indicator
    return Subject.of("。".join((row.name, plain(indicator.explanation), plain(indicator.remark))))


def together(subjects: Iterable[Subject]) -> Subject:
    """Give what several indicators speak of together; single characters of different ones mean nothing together."""
    found = list(subjects)
    pairs = frozenset(pair for subject in found for pair in subject.pairs)
    return Subject(pairs, frozenset(topic for subject in found for topic in subject.topics), frozenset())
