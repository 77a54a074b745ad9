"""The words of a text that lost its cells: cut at every border that is left, joined again where they make a label.

A published page may hold a sheet as one cell per line, as lines with pipes, with blanks between the cells, or with no
border at all. A fragment is a piece of text with the cell of the file it stands in; it may be less than that cell.
Between pipes (see :mod:`perfgoals.layout.borderless.pipes`) a blank cell is a fragment too, without text.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from typing import get_args

from perfgoals.forms.labels import comparable, is_formula, label_key
from perfgoals.layout.amounts import LONGEST_FIGURE
from perfgoals.layout.borderless.pipes import Piece, pieces_of
from perfgoals.layout.vocabulary import Meaning, Vocabulary, is_year_caption, money_unit, names_a_sheet
from perfgoals.models import MoneyUnit
from perfgoals.readers.grid import Cell, Grid

_LABEL_AND_AMOUNT = re.compile(r"([^0-9]{2,20}?[:：]?)([0-9][0-9,.]{0,15}(?:万元|元)?)(?=[^0-9]|\Z)")
_TEMPLATE_NUMBER = re.compile(r"指标[0-9]{1,2}[:：]?\Z")
_NUMBER = re.compile(r"[0-9][0-9.,%]*\Z")
_PAIR = 2
_WHOLE_LABEL = 3
_PIECES_OF_A_LABEL = 6
_LONGEST_PIECE = 10
_SHORTEST_LABEL = 3
_SURE_FACT = 4
"""Characters of a fact's name that no other name holds by chance."""
_LONGEST_LABEL = 26


@dataclass(frozen=True, slots=True)
class Fragment:
    """Is a piece of text, the cell where it begins, and what it means as a label."""

    text: str
    cell: Cell
    meaning: Meaning
    glued: bool = False
    """Whether it had to be cut out of a longer text without any border."""
    ends_row: bool = False
    """Whether nothing but padding stands behind it in its row."""
    doubtful: bool = False
    """Whether it is not decided where it begins or ends."""

    @property
    def is_label(self) -> bool:
        """Tell whether the form knows the text."""
        return is_label(self.meaning)


def is_label(meaning: Meaning) -> bool:
    """Tell whether a meaning is that of a label."""
    return meaning != Meaning(meaning.key)


def fragments(grid: Grid, words: Vocabulary) -> list[Fragment]:
    """Cut a grid of text into fragments, in reading order."""
    pieces = pieces_of(grid, words)
    found: list[Fragment] = []
    position = 0
    while position < len(pieces):
        taken = _label_at(pieces, position, words)
        parts = pieces[position : position + taken]
        begins_line = position == 0 or pieces[position - 1].cell is not parts[0].cell
        cut = [*_unglued("".join(part.text for part in parts), parts[0].cell, words, begins_line)]
        found.extend((*cut[:-1], replace(cut[-1], ends_row=parts[-1].ends_row)))
        position += taken
    return found


def _label_at(pieces: Sequence[Piece], position: int, words: Vocabulary) -> int:
    """Say how many pieces from here on make one label, or one amount behind a label; one when they make none."""
    amount = [piece.text for piece in pieces[position : position + _PAIR]]
    if amount[-1] in get_args(MoneyUnit) and _NUMBER.match(amount[0]) and position:
        return _PAIR if words.meaning(pieces[position - 1].text).funding else 1
    for count in range(min(_PIECES_OF_A_LABEL, len(pieces) - position), 1, -1):
        if any(piece.whole for piece in pieces[position : position + count - 1]):
            continue
        parts = [piece.text for piece in pieces[position : position + count]]
        joined = "".join(parts)
        if is_formula("".join(parts[1:])) and words.meaning(parts[0]).funds:
            return count
        short = len(joined) <= _LONGEST_LABEL and all(len(part) <= _LONGEST_PIECE for part in parts)
        if short and _is_one_label(parts, joined, words):
            return count
    return 1


def _is_one_label(parts: Sequence[str], joined: str, words: Vocabulary) -> bool:
    """Tell whether pieces make one label: 年度 总体 目标, 项目资金 (万元), 金额单位： 万元."""
    if names_a_sheet(parts[0]) or is_year_caption(parts[0]) or is_year_caption(parts[-1]) or _NUMBER.match(parts[0]):
        return False
    if money_unit(joined) and not any(money_unit(part) for part in parts):
        return True
    if len(parts) == _PAIR and (_TEMPLATE_NUMBER.match(parts[0]) or parts[0] in ("其中", "其中:", "其中：")):
        return not is_label(words.meaning(parts[1])) or bool(words.meaning(joined).funding)
    broken = words.meaning(joined).is_level and not parts[0].endswith("指标")  # 服务对象 above 满意度指标
    if not broken and all(
        len(part) >= _WHOLE_LABEL and is_label(words.meaning(part)) for part in (parts[0], parts[-1])
    ):
        return False  # 三级指标 and 指标分值 are two columns
    longer = label_key(joined) != label_key(parts[0]) or parts[-1].startswith(("(", "（"))
    return longer and is_label(words.meaning(joined))


def _unglued(text: str, cell: Cell, words: Vocabulary, begins_line: bool) -> Iterator[Fragment]:
    """Cut labels out of a text that has no borders: a header in one piece, level labels before a name."""
    meaning = words.meaning(text)
    if not text or is_label(meaning) or names_a_sheet(text):
        yield Fragment(text, cell, meaning)
        return
    money = _labels_and_amounts(text, words)
    if money:
        yield from (Fragment(part, cell, words.meaning(part), glued=True) for part in money)
        return
    labels = _all_labels(text, words)
    if labels is not None:
        yield from (Fragment(label, cell, words.meaning(label), glued=True) for label in labels)
        return
    rest, fact = text, False
    while (label := _leading_label(rest, words, begins_line)) is not None:
        meaning = words.meaning(label)
        yield Fragment(label, cell, meaning, glued=True)
        rest, fact = rest[len(label) :], meaning.head is not None
    if rest:
        yield Fragment(rest, cell, words.meaning(rest), glued=rest != text, doubtful=fact and _holds_fact(rest, words))


def _labels_and_amounts(text: str, words: Vocabulary) -> list[str]:
    """Divide rows of funding that are glued: 一般公共预算186.4基本支出146.4; give nothing when there is more."""
    parts: list[str] = []
    place = 0
    while (found := _LABEL_AND_AMOUNT.match(text, place)) and words.meaning(found.group(1)).funding:
        parts.extend(found.groups())
        place = found.end()
    return parts if place == len(text) else []


def _all_labels(text: str, words: Vocabulary) -> list[str] | None:
    """Divide a text that is nothing but labels, such as 一级指标二级指标三级指标指标值."""
    if len(text) > 4 * _LONGEST_LABEL or text.count("指标") <= 1:
        return None
    best: list[list[str] | None] = [[]]
    for end in range(1, len(text) + 1):
        options = [
            [*before, text[start:end]]
            for start in range(max(0, end - _LONGEST_LABEL), end)
            if (before := best[start]) is not None and is_whole_label(text[start:end], words)
        ]
        best.append(min(options, key=len) if options else None)
    found = best[-1]
    return found if found is not None and len(found) > 1 else None


def _leading_label(text: str, words: Vocabulary, begins_line: bool) -> str | None:
    """Find the label that a text without borders begins with: one that is printed in full, 数量指标 and not 数量.

    The name of a fact stands at the beginning of a line, and 主管部门满意度 is none.
    """
    if text[:2] not in words.beginnings:
        return None
    for length in range(min(_LONGEST_LABEL, len(text) - 1), _SHORTEST_LABEL - 1, -1):
        label = text[:length]
        if is_whole_label(label, words):
            meaning = words.meaning(label)
            more = text.startswith("及", length)  # 项目负责人及其电话 is a longer label
            fact = meaning.head and begins_line and not more and not is_label(words.meaning(text[length:]))
            if meaning.is_level or fact or meaning.section == "indicators":
                return label
    return None


def _holds_fact(text: str, words: Vocabulary) -> bool:
    """Tell whether the name of another fact stands within what follows the name of one: 某局项目实施单位某站."""
    if len(text) > LONGEST_FIGURE:
        return False
    places = (place for place in range(1, len(text)) if words.begins_label(text[place : place + 2]))
    ends = ((place, end) for place in places for end in range(place + _SURE_FACT, len(text)))
    return any(words.meaning(text[place:end]).head for place, end in ends)


def is_whole_label(text: str, words: Vocabulary) -> bool:
    """Tell whether a text is a label that is printed in full: 数量指标 and not 数量."""
    meaning = words.meaning(text)
    if meaning.is_level and not comparable(text).rstrip(")").endswith(("指标", "值", "分")):
        return False
    return is_label(meaning) and len(text) >= _SHORTEST_LABEL
