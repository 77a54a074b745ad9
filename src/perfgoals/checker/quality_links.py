"""Whether texts speak of the same thing: two characters in a row that say something, or two words of one topic."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cache
from itertools import combinations, islice

from perfgoals.checker.facts import Facts, IndicatorRow, plain
from perfgoals.checker.lexicon import synonyms, words
from perfgoals.forms.labels import remembered

_FEWEST = 3
"""From this many texts on, what most of them share is common to all."""
_LONGEST_NAME = 60
_MOST_WORDS = 5
"""A finding names no more words than this."""
_NOT_HAN = re.compile(r"[^\u4e00-\u9fff]+")


@cache
def _unspecific() -> re.Pattern[str]:
    return re.compile("|".join(sorted(map(re.escape, words("unspecific")), key=len, reverse=True)))


@cache
def _topic_words() -> dict[str, int]:
    return {word: index for index, topic in enumerate(synonyms("topics")) for word in topic}


@cache
def _topic_pattern() -> re.Pattern[str]:
    first = "".join(sorted({word[0] for word in _topic_words()}))
    return re.compile(f"(?=[{first}])(?=({'|'.join(sorted(_topic_words(), key=len, reverse=True))}))")


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
        return _subject(text)

    def touches(self, other: Subject) -> bool:
        """Tell whether both speak of the same thing, at least in part."""
        return not self.pairs.isdisjoint(other.pairs) or not self.topics.isdisjoint(other.topics)

    def without(self, other: Subject) -> Subject:
        """Leave out what the other speaks of as well."""
        of_pairs = frozenset("".join(other.pairs))
        return Subject(self.pairs - other.pairs, self.topics - other.topics, self.characters - of_pairs)


@remembered
def _subject(text: str) -> Subject:
    parts = _NOT_HAN.split(_unspecific().sub(" ", text))
    pairs = frozenset(part[i : i + 2] for part in parts for i in range(len(part) - 1))
    topics = frozenset(_topic_words()[match.group(1)] for match in _topic_pattern().finditer(text))
    return Subject(pairs, topics, frozenset("".join(parts)))


def telling(text: str, known: Subject) -> tuple[str, ...]:
    """Give the first words of a text that say something and stand in nothing known: the stretches between the others.

    >>> telling("完成城区绿化工作,栽植行道树", Subject.of("城区道路"))
    ('绿化', '栽植行道树')
    """
    parts = (part for part in _NOT_HAN.split(_unspecific().sub(" ", text)) if len(part) > 1)
    pieces = (piece for part in parts for piece in _without_known(part, known.pairs) if len(piece) > 1)
    return tuple(islice(dict.fromkeys(pieces), _MOST_WORDS))


def _without_known(part: str, known: frozenset[str]) -> list[str]:
    """Divide a stretch at the characters that stand in a known pair."""
    taken = {place for at in range(len(part) - 1) if part[at : at + 2] in known for place in (at, at + 1)}
    return "".join(" " if at in taken else character for at, character in enumerate(part)).split()


def linking(text: str, known: Subject) -> tuple[str, ...]:
    """Give the first words of a text that link it with something known: two characters in a row, words of its topics.

    >>> linking("绿化养护", Subject.of("植树数量"))
    ('绿化',)
    """
    own = Subject.of(text)
    pairs = sorted(own.pairs & known.pairs, key=text.find)
    named = (found.group(1) for found in _topic_pattern().finditer(text))
    of_topics = (word for word in named if _topic_words()[word] in known.topics)
    return tuple(islice(dict.fromkeys([*pairs, *of_topics]), _MOST_WORDS))


def common(subjects: Sequence[Subject]) -> Subject:
    """Give what more than half of several texts speak of, which tells none of them from the others.

    >>> sorted(common([Subject.of(text) for text in ("农田沟渠", "农田道路", "农田林网")]).pairs)
    ['农田']
    """
    if len(subjects) < _FEWEST:
        return Subject(frozenset(), frozenset(), frozenset())
    pairs = Counter(pair for subject in subjects for pair in subject.pairs)
    topics = Counter(topic for subject in subjects for topic in subject.topics)
    return Subject(
        frozenset(pair for pair, count in pairs.items() if count * 2 > len(subjects)),
        frozenset(topic for topic, count in topics.items() if count * 2 > len(subjects)),
        frozenset(),
    )


def pairs_in_names(facts: Facts) -> frozenset[tuple[str, str]]:
    """Give any two telling characters that one indicator's name holds, for names too short to share two in a row."""
    names = (sorted(Subject.of(name).characters) for name in dict.fromkeys(row.name for row in facts.rows))
    return frozenset(two for name in names if len(name) <= _LONGEST_NAME for two in combinations(name, 2))


def subjects_of_rows(facts: Facts) -> tuple[Subject, ...]:
    """Give what each indicator speaks of: its name, its explanation and its remark."""
    return tuple(_subject_of_row(row) for row in facts.rows)


def _subject_of_row(row: IndicatorRow) -> Subject:
    indicator = row.indicator
    return Subject.of("。".join((row.name, plain(indicator.explanation), plain(indicator.remark))))


def subjects_of_tasks(facts: Facts) -> tuple[Subject, ...]:
    """Give what each task speaks of: its name and its content."""
    tasks = zip(facts.tasks, facts.contents, strict=True)
    return tuple(Subject.of(f"{plain(task.name)}。{content}") for (_, task), content in tasks)


def together(facts: Facts) -> Subject:
    """Give what all indicators speak of together."""
    return all_of(facts.once(subjects_of_rows))


def all_of(subjects: Iterable[Subject]) -> Subject:
    """Give what several texts speak of together; single characters of different ones mean nothing together."""
    found = tuple(subjects)
    pairs = frozenset().union(*(subject.pairs for subject in found))
    return Subject(pairs, frozenset().union(*(subject.topics for subject in found)), frozenset())
