"""Rows of indicators that lost every border, divided by the names of levels, the grammar of values and the header.

``产出指标数量指标保障村数≥18个18个1515`` under 年度指标值, 实际完成值, 分值 and 得分 can be divided in one way only:
values stand behind a name, points are at most a hundred, a score is at most its points. Every division has a cost; a
row that could be divided otherwise at nearly the same cost is not decided.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from decimal import Decimal

from perfgoals.forms.labels import label_key
from perfgoals.layout.borderless.alignment import MARGIN
from perfgoals.layout.borderless.fragments import is_whole_label
from perfgoals.layout.vocabulary import Vocabulary
from perfgoals.targets import Target
from perfgoals.targets.lexicon import is_set_term
from perfgoals.targets.units import known_unit

_LONGEST_NAME = 60
_LONGEST_LEVEL = 26
_LONGEST_UNIT = 8
_LONGEST_WORD = 12
_SHORTEST_NAME = 2
_SHORTEST_LEVEL = 3
_SHORTEST_OUTCOME = 4
_COMPARATOR = re.compile(r"(?:[≥≤=<>≧≦＞＜＝═]{1,2}|大于等于|小于等于|大于|小于|不低于|不高于|不少于|不超过)")
_NUMBER = re.compile(r"[0-9]+(?:\.[0-9]+)?")
_DATE = re.compile(r"(?:20[0-9]{2}年)?(?:[0-9]{1,2}月(?:[0-9]{1,2}日|底|份)?|底)?(?:之?前|以前)?")
_FIGURES = re.compile(r"[0-9]+")
_CHINESE = re.compile(r"[\u4e00-\u9fff]")
_OMITTED = re.compile(r"[….]+")
_ADVERB = re.compile(r"(?:持续|不断|逐步|稳步|有所|显著|明显|有效|进一步|大幅|较大|全面|切实|逐年|基本|比较|较)\Z")
_MOST_POINTS = 100
_SCALES = "十百千万亿"
_QUANTITATIVE = ("threshold", "interval", "deadline")

_SPLIT, _SAME, _SHORT_UNIT, _WORD = 3, 1, 3, 2
"""What it costs to divide a run of digits, to divide it into a value and the same once more, to leave out characters
that may belong to a unit, to take words for a value."""

_GIVEN_UP = 30
"""What it costs to read nothing up to the next level."""

_TWICE = 4
"""What it costs when a name ends with its value: then that end is a value too."""

DIVIDED = frozenset(
    ("level-1", "level-2", "name", "target", "actual", "weight", "score", "comparator", "nature", "unit", "other")
) | {"deviation-reason"}
"""Columns under which rows can be divided; free text before or between the values would hide where they begin."""

_BLANK = {"target": 6, "actual": 3, "weight": 2, "score": 2, "comparator": 2, "unit": 2}


@dataclass(frozen=True, slots=True)
class Part:
    """Is a stretch of a row under a column."""

    column: int
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Row:
    """Is a row: its parts from left to right, what it costs, and whether nothing else is possible."""

    parts: tuple[Part, ...]
    start: int
    end: int
    cost: int
    decided: bool = True


@dataclass(frozen=True, slots=True)
class _Before:
    """Says what stands in the columns before: the target's text, the points."""

    target: str = ""
    points: Decimal = Decimal(_MOST_POINTS)


@dataclass(slots=True)
class Divider:
    """Divides a text into rows under columns."""

    text: str
    roles: Sequence[str]
    words: Vocabulary
    _rows: dict[int, list[Row]] = field(default_factory=dict)
    _labels: dict[int, tuple[tuple[str, ...], int]] = field(default_factory=dict)
    _feet: dict[int, bool] = field(default_factory=dict)

    def rows(self) -> tuple[list[Row], int] | None:
        """Give the rows in order and where they end; None when the text is not rows only."""
        forward = self._forward()
        end = min((end for end in forward if end and self._may_end(end)), default=None)
        if end is None:
            return None
        backward = self._backward(end, forward)
        best = forward[end]
        path = list(self._path(backward))
        near = [
            row
            for start, rows in self._rows.items()
            for row in rows
            if start in forward
            and row.end in backward
            and forward[start] + row.cost + backward[row.end] < best + MARGIN
        ]
        return [self._judged(row, near) for row in path], end

    def _judged(self, row: Row, near: Sequence[Row]) -> Row:
        others = (other for other in near if other != row)
        decided = row.decided and all(other.end <= row.start or other.start >= row.end for other in others)
        return row if decided else Row(row.parts, row.start, row.end, row.cost, decided=False)

    def _may_end(self, end: int) -> bool:
        """Tell whether the table may end here: the text does, or a total or a note follows."""
        if end not in self._feet:
            rest = self.text[end : end + _LONGEST_LEVEL]
            self._feet[end] = not rest or self.words.is_foot(rest)
        return self._feet[end]

    def _forward(self) -> dict[int, int]:
        costs = {0: 0}
        for start in range(len(self.text)):
            if start in costs:
                self._rows[start] = list(self._rows_at(start))
                for row in self._rows[start]:
                    cost = costs[start] + row.cost
                    costs[row.end] = min(cost, costs.get(row.end, cost))
        return costs

    def _backward(self, end: int, forward: dict[int, int]) -> dict[int, int]:
        costs = {end: 0}
        for start in sorted(forward, reverse=True):
            options = [row.cost + costs[row.end] for row in self._rows.get(start, ()) if row.end in costs]
            if options and start != end:
                costs[start] = min(options)
        return costs

    def _path(self, backward: dict[int, int]) -> Iterator[Row]:
        start = 0
        while backward[start] or self._rows.get(start):
            options = [row for row in self._rows.get(start, ()) if row.end in backward]
            row = min(options, key=lambda row: row.cost + backward[row.end], default=None)
            if row is None or row.cost + backward[row.end] != backward[start]:
                return
            yield row
            start = row.end

    def _rows_at(self, start: int) -> Iterator[Row]:
        """Give every row that may begin here."""
        if start and self._may_end(start):
            return
        omitted = _OMITTED.match(self.text, start)
        levels, position = self._levels(omitted.end() if omitted is not None else start)
        for end in range(position + _SHORTEST_NAME, min(position + _LONGEST_NAME, len(self.text)) + 1):
            cost = self._name_cost(position, end)
            if cost is None or not self._may_begin_value(end):
                continue
            name = self.roles.index("name")
            for values, behind, more in self._values(end, name + 1, _Before()):
                if any(self.roles[part.column] == "target" for part in values):
                    parts = (*levels, Part(name, position, end), *values)
                    twice = self.text.endswith(self.text[values[0].start : values[0].end], position, end)
                    yield Row(parts, start, behind, cost + more + (_TWICE if twice else 0))
        yield from self._unreadable(levels, start, position)

    def _unreadable(self, levels: tuple[Part, ...], start: int, position: int) -> Iterator[Row]:
        """Give up what stands up to the next label of a level, when nothing else is possible."""
        places = range(position + 1, len(self.text))
        end = next((p for p in places if self._level_at(p)[1] > p or self._may_end(p)), len(self.text))
        if end > position:
            yield Row((*levels, Part(self.roles.index("name"), position, end)), start, end, _GIVEN_UP, decided=False)

    def _levels(self, start: int) -> tuple[tuple[Part, ...], int]:
        """Give the labels of levels at the beginning of a row, with their end.

        One that may be of either level is of the first when one of the second follows, else of the second.
        """
        roles, end = self._level_at(start)
        after, behind = self._level_at(end) if "level-1" in roles else ((), end)
        if "level-2" in after:
            first, second = self.roles.index("level-1"), self.roles.index("level-2")
            return (Part(first, start, end), Part(second, end, behind)), behind
        if not roles:
            return (), start
        return (Part(self.roles.index(roles[-1]), start, end),), end

    def _level_at(self, start: int) -> tuple[tuple[str, ...], int]:
        """Give the columns under which the label that begins here may stand, and its end."""
        known = self._labels.get(start)
        if known is None:
            known = self._labels[start] = self._find_level(start)
        return known

    def _find_level(self, start: int) -> tuple[tuple[str, ...], int]:
        if not self.words.begins_label(self.text[start : start + 2]):
            return (), start
        for end in range(min(start + _LONGEST_LEVEL, len(self.text)), start + 2, -1):
            label = self.text[start:end]
            meaning = self.words.meaning(label)
            if meaning.is_level and is_whole_label(label, self.words):
                held = {"level-1": meaning.level1, "level-2": meaning.level2}
                return tuple(role for role, holds in held.items() if holds and role in self.roles), end
        return (), start

    def _name_cost(self, start: int, end: int) -> int | None:
        """Say how unlikely a stretch is as a name; None when it is none."""
        name = self.text[start:end]
        if len(_CHINESE.findall(name)) < _SHORTEST_NAME or _COMPARATOR.search(name) or name[0] in "、,;%":
            return None
        if name.endswith(("、", ",", "(", "（")) or name.count("(") != name.count(")"):
            return None
        if any(self._level_at(place)[1] > place for place in range(start, end - _SHORTEST_LEVEL)):
            return None
        said = any(len(word) > _SHORTEST_OUTCOME and word in name for word in self.words.outcomes)
        return None if said else 2 * len(_FIGURES.findall(name))

    def _may_begin_value(self, place: int) -> bool:
        """Tell whether a value may begin here: not within a number, nor behind an adverb that belongs to it."""
        before, here = self.text[place - 1], self.text[place : place + 1]
        return not (before.isdigit() and here.isdigit()) and before not in ".≥≤=<>"

    def _values(self, start: int, column: int, before: _Before) -> Iterator[tuple[tuple[Part, ...], int, int]]:
        """Give the ways to fill the columns from one on: parts, where they end, what they cost."""
        if column == len(self.roles):
            yield (), start, 0
            return
        role = self.roles[column]
        for parts, behind, cost in self._values(start, column + 1, before):
            yield parts, behind, cost + _BLANK.get(role, 0)
        for end, cost in self._tokens(start, role, before):
            text = self.text[start:end]
            held = _Before(before.target, Decimal(text)) if role == "weight" else before
            held = _Before(text, before.points) if role == "target" else held
            for parts, behind, more in self._values(end, column + 1, held):
                yield (Part(column, start, end), *parts), behind, cost + more

    def _tokens(self, start: int, role: str, before: _Before) -> Iterator[tuple[int, int]]:
        """Give the ends of what may stand here under a column, each with its cost."""
        if start >= len(self.text):
            return
        if role in ("weight", "score"):
            yield from self._points(start, _MOST_POINTS if role == "weight" else before.points)
        elif role == "actual" and before.target and self.text.startswith(before.target, start):
            yield start + len(before.target), 0
        elif role in ("target", "actual", "other"):
            yield from self._quantities(start)
            yield from self._known_words(start, role)
        elif role in ("comparator", "nature"):
            sign = _COMPARATOR.match(self.text, start)
            if sign is not None:
                yield sign.end(), 0
            ends = range(start + 1, min(start + _LONGEST_UNIT, len(self.text)) + 1)
            yield from ((end, 0) for end in ends if label_key(self.text[start:end]) in self.words.nature)
        elif role == "unit":
            yield from self._units(start)

    def _points(self, start: int, most: Decimal | int) -> Iterator[tuple[int, int]]:
        for end, cost in self._numbers(start):
            if Decimal(self.text[start:end]) <= most:
                yield end, cost

    def _numbers(self, start: int) -> Iterator[tuple[int, int]]:
        """Give the ends of the numbers that may begin here: a run of digits may be several numbers."""
        whole = _NUMBER.match(self.text, start)
        if whole is None:
            return
        for end in range(start + 1, whole.end() + 1):
            number = self.text[start:end]
            if number[-1] == "." or (number[0] == "0" and number[1:2].isdigit()):
                continue
            inside = self.text[end : end + 1].isdigit()
            if self.text[end : end + 1] == "." and self.text[end + 1 : end + 2].isdigit():
                continue
            again = self.text.startswith(number, end) and not self.text.startswith(".", end + len(number))
            yield end, 0 if not inside else _SAME if again else _SPLIT

    def _units(self, start: int) -> Iterator[tuple[int, int]]:
        longest = True
        last = min(start + _LONGEST_UNIT, len(self.text))
        last = next((place for place in range(start, last) if self._level_at(place)[1] > place), last)
        for end in range(last, start, -1):
            if known_unit(self.text[start:end].lstrip(_SCALES)) is not None:
                yield end, 0 if longest else _SHORT_UNIT
                longest = False

    def _quantities(self, start: int) -> Iterator[tuple[int, int]]:
        sign = _COMPARATOR.match(self.text, start)
        first = sign.end() if sign is not None else start
        date = _DATE.match(self.text, first)
        if date is not None and date.end() > first and self._is_value(start, date.end()):
            yield date.end(), 0
        for end, cost in self._numbers(first):
            units = [*self._units(end)]
            yield from ((behind, cost + more) for behind, more in units if self._is_value(start, behind))
            if not _CHINESE.match(self.text, end) or self._level_at(end)[1] > end or self._may_end(end):
                yield end, cost + (_SHORT_UNIT if units else 0)

    def _is_value(self, start: int, end: int) -> bool:
        return Target.parse(self.text[start:end]).kind in _QUANTITATIVE

    def _known_words(self, start: int, role: str) -> Iterator[tuple[int, int]]:
        """Give the ends of values in words; an adverb belongs to its value and not to the name before."""
        if role == "target" and _ADVERB.search(self.text, max(0, start - 3), start):
            return
        for end in range(start + 1, min(start + _LONGEST_WORD, len(self.text)) + 1):
            term = self.text[start:end]
            if label_key(term) in self.words.outcomes:
                yield end, _WORD if role == "actual" else 3 * _WORD
            elif (is_set_term(term) or _is_behind_adverb(term)) and not self._is_end_of_word(start, end):
                yield end, _WORD

    def _is_end_of_word(self, start: int, end: int) -> bool:
        """Tell whether a word is the end of a longer one, as 高 is of 提高; 明显 behind 提高 is another word."""
        longer = (place for place in range(max(0, start - 4), start) if is_set_term(self.text[place:end]))
        return any(not is_set_term(self.text[place:start]) for place in longer)


def _is_behind_adverb(term: str) -> bool:
    return any(_ADVERB.match(term[:cut]) and is_set_term(term[cut:]) for cut in (1, 2, 3) if cut < len(term))
