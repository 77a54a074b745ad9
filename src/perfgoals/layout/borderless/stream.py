"""A text without any border as one stream of characters, cut at the labels that a form knows.

Blanks and line ends of such a text stand inside its cells, where a narrow column broke them, and say nothing. What
tells the parts is the header of the table of indicators; labels are cut out in front of it, and what stands behind it
is left whole, for the table to divide.
"""

from __future__ import annotations

import re
from collections.abc import Container, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import accumulate

from perfgoals.layout.amounts import read_amount
from perfgoals.layout.borderless.fragments import Fragment, is_label, is_whole_label
from perfgoals.layout.vocabulary import (
    BODIES,
    Meaning,
    Vocabulary,
    is_year_caption,
    leading_title,
    money_unit,
    names_a_sheet,
)
from perfgoals.readers.grid import Cell, Grid

_PAGE = re.compile(r"([0-9]{1,3})、")
_LONGEST_LABEL = 26
_LEAST_COLUMNS = 3
_SHORTEST_NOTE = 3
_MOST_BEGINNINGS = 15_000
"""Places where a label may begin; each costs a look at every length of a label, and a sheet has a few thousand."""
_SHORTEST_LABEL = 3
_WITHIN_DIGITS = re.compile(r"[0-9]{2}\Z")
_NUMBERED = re.compile(r"([1-9])[、.](?![0-9])")
_FIGURES = re.compile(r"[:：]?[0-9¥￥—–―/-]")
_SECTION = re.compile(r"\([一二三四五六七八九十]\)")
_ENDS_IN_NUMBER = re.compile(r"(?:\([一二三四五六七八九十]\)|[①-⑳])\Z")
_BEHIND_NUMBER = re.compile(r"[0-9][、.]\Z")
_WITHIN_PROSE = tuple("表,，。、;；)）")
"""What stands behind no label: 绩效目标表 is a title, and 绩效目标， is prose."""
_SURE_LABEL = 5
"""Characters of a label that no narrative holds by chance."""
_SECTION_NUMBERS = tuple(f"{number}、" for number in "一二三四五六七")
_END_OF_TITLE = re.compile(r"表(?=[\u4e00-\u9fff(（])")
_NOT_OF_TITLE = re.compile(r"[^\u4e00-\u9fff()（）]")
_LONGEST_TITLE = 40
_OTHER_LABEL = re.compile(r"[:：]|[^〔]单位|部门[^〕]|一、|二、|三、|四、|五、")
"""What stands in no unit's name: then a label is in it that no form knows."""
_SUBJECTS = ("项目", "部门", "单位", "预算", "年度", "全年", "本年", "当年")
"""What labels may begin with and names may end with; the name of a unit ends with none of them."""


@dataclass(frozen=True, slots=True)
class Stream:
    """Holds the characters of a text without white space, and the cell of each; gaps: before which blanks were."""

    text: str
    cells: tuple[Cell, ...]
    gaps: frozenset[int]

    @classmethod
    def of(cls, grid: Grid, words: Vocabulary) -> Stream:
        """Join the cells of a grid, without page marks and without the page numbers of a site of documents (1、)."""
        if any("|" in cell.text or "｜" in cell.text for cell in grid.cells()):
            return cls("", (), frozenset())
        lines = [cell for cell in grid.cells() if not words.is_page_mark(cell.text)]
        numbers = [found.group(1) if (found := _PAGE.match(cell.text)) else None for cell in lines]
        paged = numbers == [str(page) for page in range(1, len(lines) + 1)]
        words_of = [
            (word, cell)
            for cell in lines
            for word in (_PAGE.sub("", cell.text, count=1) if paged else cell.text).split()
        ]
        gaps = accumulate(len(word) for word, _ in words_of)
        owners = tuple(cell for word, cell in words_of for _ in word)
        text = "".join(word for word, _ in words_of)
        if sum(words.begins_label(text[place : place + 2]) for place in range(len(text))) > _MOST_BEGINNINGS:
            return cls("", (), frozenset())
        return cls(text, owners, frozenset(gaps))

    def fragments(self, words: Vocabulary) -> list[Fragment]:
        """Cut the stream at the labels before its table of indicators and at the header; none without a header."""
        header = next(self._headers(words), None)
        if header is None:
            return []
        start, end = header[0][0], header[-1][1]
        head = self._head(start, words)
        spans = [*head, *header, (end, len(self.text))]
        pieces = [self._fragment(begin, behind, words) for begin, behind in spans if begin < behind]
        return [  # what the table divides is judged there
            replace(piece, doubtful=index < len(head) and is_doubtful(pieces, index, words))
            for index, piece in enumerate(pieces)
        ]

    def _fragment(self, start: int, end: int, words: Vocabulary) -> Fragment:
        text = self.text[start:end]
        return Fragment(text, self.cells[start], words.meaning(text), glued=True)

    def _headers(self, words: Vocabulary) -> Iterator[list[tuple[int, int]]]:
        """Find the headers of tables of indicators: at least three columns behind each other, a level first."""
        start = 0
        while start < len(self.text):
            labels: list[tuple[int, int]] = []
            roles: set[str] = set()
            first: tuple[str, ...] = ()
            end = start
            while (found := self._column_at(end, words, "indicators")) is not None:
                labels.append((end, found[0]))
                first = first or found[1].indicators
                roles.update(found[1].indicators)
                end = found[0]
            if "level-1" not in first and "level-2" not in first:
                labels = []
            if 2 * sum(begin in self.gaps for begin, _ in labels[1:]) > len(labels):
                labels = []  # the columns are divided by blanks, and the rows too
            if len(labels) >= _LEAST_COLUMNS and "name" in roles and roles & {"target", "actual"}:
                yield labels
            start = end if labels else start + 1

    def _column_at(self, start: int, words: Vocabulary, table: str) -> tuple[int, Meaning] | None:
        """Find the longest label of a column that begins here."""
        for end, meaning in self._meanings(start, words):
            if getattr(meaning, table):
                return end, meaning
        return None

    def _meanings(self, start: int, words: Vocabulary) -> Iterator[tuple[int, Meaning]]:
        """Look up what begins here, the longest first, where any label begins so."""
        if words.begins_label(self.text[start : start + 2]):
            for end in range(min(start + _LONGEST_LABEL, len(self.text)), start + 1, -1):
                if not _ENDS_IN_NUMBER.search(self.text, start, end):  # 金额(万元)(一)财政拨款
                    yield end, words.meaning(self.text[start:end])

    def _label_at(self, start: int, words: Vocabulary) -> tuple[int, Meaning] | None:
        """Find the longest label that begins here."""
        return next(((end, meaning) for end, meaning in self._meanings(start, words) if is_label(meaning)), None)

    def _head(self, end: int, words: Vocabulary) -> list[tuple[int, int]]:
        """Cut the title and the labels out of what stands before the header; figures behind a label are cut off."""
        title = leading_title(self.text) or self._title_within(end)
        start = self.text.index(title) + len(title)
        spans = [(0, start - len(title)), (start - len(title), start)]
        content, columns, number = start, False, 0
        while start < end:
            behind = self._cut_at(
                start, end, words, columns and content == start, self._numbers(content, start, number)
            )
            if behind is None:
                start += 1
                continue
            spans.extend(((content, start), (start, behind)))
            label = self.text[start:behind]
            columns = bool(words.meaning(label).funds)
            number = int(label[0]) if _NUMBERED.match(label) else 0 if _SECTION.match(label) else number
            start = content = behind
        return [(begin, behind) for begin, behind in (*spans, (content, end)) if begin < behind]

    def _title_within(self, end: int) -> str:
        """Find a title behind other words; where it begins is not decided."""
        ends = (match.end() for match in _END_OF_TITLE.finditer(self.text, 0, end))
        found = (_NOT_OF_TITLE.split(self.text[max(0, place - _LONGEST_TITLE) : place])[-1] for place in ends)
        return next((text for text in found if names_a_sheet(text)), "")

    def _numbers(self, content: int, start: int, last: int) -> frozenset[int]:
        """Give the numbers that may begin a row of funding right behind an amount: 6.301、 is 6.30 and 1、."""
        amount = read_amount(self.text[content:start], None) is not None
        return frozenset({1, last + 1} if amount else ())

    def _cut_at(
        self, start: int, limit: int, words: Vocabulary, in_header: bool, numbers: Container[int]
    ) -> int | None:
        """Say where the label ends that begins here and is to be cut out; in a header even a short one."""
        notes = (prefix.rstrip(":") for prefix in words.form.footnotes.prefixes)
        note = next((p for p in notes if self.text.startswith(p, start)), "")
        found = self._label_at(start, words)
        if len(note) >= _SHORTEST_NOTE and (found is None or found[0] <= start + len(note)):
            return start + len(note)
        if found is None or found[0] > limit or self.text[found[0] : found[0] + 1] in _WITHIN_PROSE:
            return None
        end, meaning = found
        if _WITHIN_DIGITS.search(self.text, max(0, start - 1), start + 1):
            numbered = _NUMBERED.match(self.text, start)
            if not (meaning.funding and numbered is not None and int(numbered.group(1)) in numbers):
                return None
        if meaning.funding and _BEHIND_NUMBER.search(self.text, max(0, start - 3), start):
            return None
        whole = is_whole_label(self.text[start:end], words) or (in_header and meaning.funds)
        cut = meaning.head or meaning.section or meaning.goal or meaning.funding or meaning.funds
        return end if whole and cut and not meaning.total else None


def is_doubtful(pieces: Sequence[Fragment], index: int, words: Vocabulary) -> bool:
    """Tell whether a piece before the header may begin or end elsewhere: 委托业务项目主管部门 has two readings.

    A title is followed by something known. What stands behind the name of a fact ends where another label begins; not
    where the word before that label, or its first word, may belong to either, nor where no label can be, because more
    words follow that are none of its own.
    """
    piece, after = pieces[index], pieces[index + 1 : index + 3]
    before = pieces[index - 1] if index else None
    if names_a_sheet(piece.text):
        begins = before is None or before.is_label or _is_around_table(before.text, words)
        return not (begins and after and (after[0].is_label or _is_around_table(after[0].text, words)))
    if piece.is_label or before is None:
        return False
    if before.meaning.goal or before.meaning.section == "goal":
        ends = after and after[0].is_label and _may_follow(after[0], after[1:])
        return before.text.endswith("完成") or not ends or _holds_labels(piece.text, words)
    leaf = before.meaning.head
    if before.meaning.funding and leaf is None:
        return _FIGURES.match(piece.text) is None
    if leaf is None:
        money = before.meaning.funds or before.meaning.section == "funding"
        return not (money or _is_around_table(piece.text, words))
    if any(other.meaning.head == leaf for other in pieces[: index - 1]):
        return True
    if not after or not after[0].is_label or money_unit(piece.text) is not None or piece.text[-1] in ":：":
        return True
    if leaf in BODIES:
        return (
            bool(_OTHER_LABEL.search(piece.text))
            or piece.text.endswith(_SUBJECTS)
            or not _may_follow(after[0], after[1:])
        )
    code = piece.text[-1].isascii() and piece.text[-1].isalnum()
    return (not code and _may_begin_later(after[0], words)) or not _may_follow(after[0], after[1:])


def _holds_labels(text: str, words: Vocabulary) -> bool:
    """Tell whether the label of a column stands in a narrative, the number of the next section, or half a bracket."""
    if text[0] in "〕)）" or text[-1] in "〔(（" or text.endswith(_SECTION_NUMBERS):
        return True
    places = (place for place in range(len(text)) if words.begins_label(text[place : place + 2]))
    return any(
        words.meaning(text[place:end]).indicators
        for place in places
        for end in range(place + _SURE_LABEL, min(place + _LONGEST_LABEL, len(text)) + 1)
    )


def _may_begin_later(label: Fragment, words: Vocabulary) -> bool:
    """Tell whether the first word of a label may be the last one of the name before: 项目主管部门, 负责人."""
    front = next((word for word in _SUBJECTS if label.text.startswith(word)), None)
    rest = words.meaning(label.text[len(front) :]) if front is not None else None
    return len(label.text) <= _SHORTEST_LABEL or (rest is not None and is_label(rest))


def _may_follow(label: Fragment, after: Sequence[Fragment]) -> bool:
    """Tell whether what follows a label may: 基本情况 and 财政资金 have no words behind them, 项目资金 has no facts."""
    meaning = label.meaning
    if not after or meaning.head:
        return True
    worded = not after[0].is_label and not any(character.isdigit() for character in after[0].text)
    if meaning.section == "funding" and after[0].meaning.head:
        return False
    return not (worded and (meaning.section in ("head", "funding", "indicators") or meaning.funding))


def _is_around_table(text: str, words: Vocabulary) -> bool:
    """Tell a mark of punctuation, a caption, a date of signature, which may stand behind a title."""
    known = words.is_caption(text) or words.is_footnote(text) or is_year_caption(text)
    return known or not text[0].isalnum() or money_unit(text) is not None
