"""A text without any border as one stream of characters, cut at the labels that a form knows.

Blanks and line ends of such a text stand inside its cells, where a narrow column broke them, and say nothing. What
tells the parts is the header of the table of indicators; labels are cut out in front of it, and what stands behind it
is left whole, for the table to divide.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import accumulate

from perfgoals.layout.fragments import Fragment, is_label, is_whole_label
from perfgoals.layout.vocabulary import Meaning, Vocabulary, leading_title
from perfgoals.readers.grid import Cell, Grid

_PAGE = re.compile(r"([0-9]{1,3})、")
_LONGEST_LABEL = 26
_LEAST_COLUMNS = 3
_SHORTEST_NOTE = 3
_MOST_BEGINNINGS = 15_000
"""Places where a label may begin; each costs a look at every length of a label, and a sheet has a few thousand."""


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
        pieces = [*self._head(start, words), *header, (end, len(self.text))]
        return [self._fragment(begin, behind, words) for begin, behind in pieces if begin < behind]

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
                yield end, words.meaning(self.text[start:end])

    def _label_at(self, start: int, words: Vocabulary) -> tuple[int, Meaning] | None:
        """Find the longest label that begins here."""
        return next(((end, meaning) for end, meaning in self._meanings(start, words) if is_label(meaning)), None)

    def _head(self, end: int, words: Vocabulary) -> Iterator[tuple[int, int]]:
        """Cut the title and the labels out of what stands before the header; figures behind a label are cut off."""
        title = leading_title(self.text)
        start = self.text.index(title) + len(title)
        if title:
            yield 0, start - len(title)
            yield start - len(title), start
        content, columns = start, False
        while start < end:
            behind = self._cut_at(start, end, words, columns and content == start)
            if behind is None:
                start += 1
                continue
            if content < start:
                yield content, start
            yield start, behind
            columns = bool(words.meaning(self.text[start:behind]).funds)
            start = content = behind
        if content < end:
            yield content, end

    def _cut_at(self, start: int, limit: int, words: Vocabulary, in_header: bool) -> int | None:
        """Say where the label ends that begins here and is to be cut out; in a header even a short one."""
        note = next((p for p in words.form.footnotes.prefixes if self.text.startswith(p, start)), "")
        if len(note) >= _SHORTEST_NOTE:
            return start + len(note)
        found = self._label_at(start, words)
        within_a_number = start > 0 and self.text[start].isdigit() and self.text[start - 1].isdigit()
        if found is None or found[0] > limit or within_a_number:
            return None
        end, meaning = found
        whole = is_whole_label(self.text[start:end], words) or (in_header and meaning.funds)
        cut = meaning.head or meaning.section or meaning.goal or meaning.funding or meaning.funds
        return end if whole and cut and not meaning.total else None
