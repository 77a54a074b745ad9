"""What it costs to put a word under a column: the judges of tables whose borders are lost.

Costs are whole numbers: 0 for a word that is what the column asks for, 12 for one that cannot stand there.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Protocol

from perfgoals.forms.labels import comparable, label_key
from perfgoals.layout.amounts import LONGEST_FIGURE, is_money, is_placeholder
from perfgoals.layout.borderless.alignment import MARGIN
from perfgoals.layout.borderless.fragments import Fragment
from perfgoals.layout.values import SIGN, is_comparator, read_target
from perfgoals.layout.vocabulary import PROJECT_MONEY, Vocabulary
from perfgoals.targets import Missing, Qualitative, Threshold, Unparsed

NO = 12
"""The cost of a word that cannot stand under a column."""

GAP = 2
"""What a blank column between two words costs further in a table that prints its blank cells."""

WITHIN_A_LINE = 6
"""What it costs to end a row within a line of a table that is printed line by line."""

_FIGURE = re.compile(r"[0-9]{1,3}(?:\.[0-9]{1,4})?\Z")
_USUAL_POINTS = re.compile(r"(?:1?[0-9](?:\.[0-9]{1,2})?|20)\Z")
"""Points that a sheet gives for the execution of the budget: ten as a rule. Source: 财预〔2020〕10号."""

RATE = re.compile(r"[0-9.]{1,8}[%％]\Z")
"""A rate in percent."""

_LONGEST_UNIT = 8
_PRINTED_LEVEL = re.compile(r"(?:指标|值|满意度|影响|效益|成本|效率|效能)等?(?:[（(]?[0-9.]+分[)）]?)?\Z")


def is_figure(text: str) -> bool:
    """Tell whether a text is an amount, a rate, or stands for none."""
    return is_money(text) or bool(RATE.match(text))


def _is_printed_level(text: str) -> bool:
    """Tell whether the name of a level is printed in full: 数量指标 and not 数量."""
    return bool(_PRINTED_LEVEL.search(comparable(text)))


def unit_cost(text: str) -> int:
    """Say how badly a text suits for a unit: 0 for one that nothing else is, 2 for what may be counted."""
    if len(text) > _LONGEST_UNIT:
        return NO
    alone, one = read_target(text), read_target(f"1{text}")
    if not isinstance(alone, Qualitative | Missing | Unparsed):
        return NO
    if not isinstance(one, Threshold) or one.quantity.unit is None:
        return 6
    return 0 if one.quantity.unit.dimension != "count" or len(text) == 1 else 2


class Fit(Protocol):
    """Judges the words of one table."""

    def cost(self, word: int, column: int) -> int:
        """Say what it costs to put a word under a column."""

    def skip(self, column: int) -> int:
        """Say what it costs to leave a column blank."""

    def blank(self, column: int) -> int:
        """Say what it costs to put a blank cell under a column."""

    def spares(self, pieces: Sequence[Fragment]) -> bool:
        """Tell whether a row can do without words that are not decided."""


@dataclass(slots=True)
class FundingFit:
    """Judges the figures of a funding row under the stages of the budget."""

    values: Sequence[Fragment]
    header: Sequence[str]

    def cost(self, word: int, column: int) -> int:
        """Tell rates from amounts and figures from reasons."""
        text, role = self.values[word].text, self.header[column]
        if role == "reason":
            return 4 if is_figure(text) else 0
        if is_placeholder(text):
            return 0
        if not is_figure(text):
            return NO
        if role in ("weight", "score") and not _USUAL_POINTS.match(text):
            return 2
        return 0 if bool(RATE.match(text)) == (role == "rate") else 6

    def skip(self, column: int) -> int:
        """Any column may be blank."""
        return 1

    def blank(self, column: int) -> int:
        """Any column may be blank."""
        return 0

    def spares(self, pieces: Sequence[Fragment]) -> bool:
        """Spare nothing: an amount in another column would be another amount."""
        return not pieces


@dataclass(slots=True)
class TaskFit:
    """Judges the words of a task row: texts and amounts."""

    pieces: Sequence[Fragment]
    header: Sequence[str]

    def cost(self, word: int, column: int) -> int:
        """Tell amounts from texts."""
        money = self.header[column] not in ("group", "name", "content", "remark", "ordinal")
        return 0 if is_money(self.pieces[word].text) == money else NO

    def skip(self, column: int) -> int:
        """Leave no name blank lightly."""
        return 6 if self.header[column] == "name" else 2

    def blank(self, column: int) -> int:
        """Leave no name blank lightly."""
        return 6 if self.header[column] == "name" else 0

    def spares(self, pieces: Sequence[Fragment]) -> bool:
        """Spare nothing: a task without its amount would say that it has none."""
        return not pieces


_BLANK = {"level-1": 0, "level-2": 0, "name": 9, "target": 4, "medium-term": 0}
"""A level is blank on most rows, a name on none; 1 for any other column."""

_BLANK_CELL = {"level-1": 2, "level-2": 2, "name": 9, "target": 2}
"""A level that is not printed anew is merged and no blank cell; 0 for any other column."""


@dataclass(slots=True)
class IndicatorFit:
    """Judges the words of indicator rows."""

    words: Vocabulary
    header: Sequence[str]
    pieces: Sequence[Fragment]
    unknown_words: int = 3
    """What words cost as a target that no vocabulary knows: next to nothing only behind the name they are said of."""
    pushed: bool = False
    """Whether the sheet prints first-level kinds on the second level (实施效果指标 over 产出指标)."""

    def __post_init__(self) -> None:
        if "target" in self.header[: self.header.index("name") if "name" in self.header else 0]:
            self.unknown_words = 8
        self.pushed = any(self._is_level1(word) and self._is_level1(word + 1) for word in range(len(self.pieces)))

    def skip(self, column: int) -> int:
        """Leave a column blank."""
        role = self.header[column]
        return 0 if role.startswith("=") else _BLANK.get(role, 1)

    def blank(self, column: int) -> int:
        """Put a blank cell under a column."""
        return _BLANK_CELL.get(self.header[column], 0)

    def spares(self, pieces: Sequence[Fragment]) -> bool:
        """Spare points and scores."""
        return all(_FIGURE.match(piece.text) for piece in pieces)

    def cost(self, word: int, column: int) -> int:
        """Say how badly a word suits a column."""
        piece, role = self.pieces[word], self.header[column]
        if role in ("level-1", "level-2"):
            return self._level(word, role)
        if role.startswith("="):
            return NO if piece.meaning.is_level else self._of_project(piece.text, role)
        if role == "medium-term":
            return 1 if piece.meaning.level2 else NO
        if role in ("comparator", "nature"):
            return self._sign(piece.text, column)
        if SIGN.match(piece.text):
            return NO
        if piece.meaning.is_level:
            return NO if comparable(piece.text).endswith("指标") or role == "target" else 3
        return self._content(piece.text, role)

    def _sign(self, text: str, column: int) -> int:
        """Tell 正向 and 定性 from ≥: where a form has a column for each, the nature comes first."""
        nature = label_key(text) in self.words.nature
        if not is_comparator(text, self.words):
            return NO
        signs = [index for index, role in enumerate(self.header) if role in ("comparator", "nature")]
        return 0 if len(signs) == 1 or (column == signs[0]) == nature else 3

    def _of_project(self, text: str, role: str) -> int:
        if role == "=rate":
            return 0 if RATE.match(text) else NO
        if role in PROJECT_MONEY:
            return NO if not is_money(text) else 1 if _FIGURE.match(text) else 0
        if is_figure(text) or self.is_quantitative(text):
            return NO
        return 1 if role in ("=project.name", "=goal") else 1 + MARGIN  # a body is merged over its projects

    def _content(self, text: str, role: str) -> int:
        if role == "name":
            key = label_key(text)
            if is_placeholder(text) or key in self.words.nature:
                return NO
            if key not in self.words.no_units and unit_cost(text) == 0:
                return NO  # 万元 is a unit
            return 8 if self.is_quantitative(text) else 0
        if role == "target":
            return 6 if label_key(text) in self.words.outcomes else self._value(text)
        if role == "actual":
            return 0 if label_key(text) in self.words.outcomes else self._value(text)
        if role in ("weight", "score"):
            return 0 if _FIGURE.match(text) else NO
        if role == "unit":
            return self._unit(text)
        return 6 if self.is_quantitative(text) else 3

    def _level(self, word: int, role: str) -> int:
        meaning = self.pieces[word].meaning
        if self.pushed and meaning.level1 and not meaning.level2:
            first = self._is_level1(word + 1) and "level-2" in self.header
            return 0 if first == (role == "level-1") else NO
        if not (meaning.level1 if role == "level-1" else meaning.level2):
            return NO
        either = meaning.level1 and meaning.level2 and self._levels_adjoin()
        if either and self._is_printed_level2(word + 1) != (role == "level-1"):
            return 6  # 满意度指标, 成本指标: the first level where a second one follows, else the second
        return 0 if _is_printed_level(self.pieces[word].text) else 2

    def _levels_adjoin(self) -> bool:
        return any(pair == ("level-1", "level-2") for pair in pairwise(self.header))

    def _is_level1(self, word: int) -> bool:
        meaning = self.pieces[word].meaning if word < len(self.pieces) else None
        return meaning is not None and meaning.level1 and not meaning.level2

    def _is_printed_level2(self, word: int) -> bool:
        piece = self.pieces[word] if word < len(self.pieces) else None
        return piece is not None and piece.meaning.level2 and _is_printed_level(piece.text)

    def _value(self, text: str) -> int:
        target = read_target(text)
        if self.is_quantitative(text):
            return 1 if _FIGURE.match(text) and "comparator" not in self.header else 0
        if isinstance(target, Qualitative):
            return 1 if target.known else self.unknown_words
        return 1 if isinstance(target, Missing) and target.reason == "placeholder" else 6

    def _unit(self, text: str) -> int:
        return 0 if label_key(text) in self.words.no_units else unit_cost(text)

    def is_quantitative(self, text: str) -> bool:
        """Tell whether a text is a number, a range, a date, or several."""
        return len(text) <= LONGEST_FIGURE and not isinstance(read_target(text), Qualitative | Missing | Unparsed)
