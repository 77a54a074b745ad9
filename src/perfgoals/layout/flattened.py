"""Text that lost its borders gets rows and columns back, by the vocabulary of labels and the grammar of targets.

The result is a grid like any other: each cell holds the words it was given and points to the place in the file where
they begin. Where a row could be divided in more than one way, its words stand under no column, and are left over.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from perfgoals.layout.alignment import align
from perfgoals.layout.fitting import NO, RATE, Fit, FundingFit, IndicatorFit, TaskFit, is_figure, is_money
from perfgoals.layout.fragments import Fragment, fragments
from perfgoals.layout.vocabulary import Vocabulary, is_year_caption, names_a_sheet
from perfgoals.readers.grid import Cell, Grid
from perfgoals.targets import Qualitative, Target

_NAME_AND_VALUE = re.compile(
    r"(.{2,60}?[^0-9.,≥≤=<>≧≦＞＜＝═])((?:[≥≤=<>≧≦＞＜＝═]{1,2})?[0-9][0-9,.]{0,15}[^0-9]{0,8})\Z"
)
_LEAST_STAGES = 2
_MAY_LOSE_BORDERS = frozenset({"text", "html", "mhtml", "docx", "pdf"})
_LONGEST_SHEET = 200_000
"""Characters; the longest sheets have some 30 000."""

BESIDE = 20_000
"""The column where undecided words stand: right of everything that a file can hold."""


def may_be_flattened(grid: Grid) -> bool:
    """Tell whether a grid may be a sheet that lost its borders: its format may hold none, and it is no book."""
    if grid.format not in _MAY_LOSE_BORDERS:
        return False
    length = 0
    return all((length := length + len(cell.text)) <= _LONGEST_SHEET for cell in grid.cells())


def regrid(grid: Grid, words: Vocabulary) -> Grid:
    """Give a grid of text its rows and columns back."""
    builder = _Builder(words)
    pieces = fragments(grid, words)
    position = 0
    while position < len(pieces):
        position = builder.read(pieces, position)
    rows = {number: cells for number, cells in enumerate(builder.rows, 1) if cells}
    return replace(grid, rows=rows, merges={})


@dataclass(slots=True)
class _Builder:
    words: Vocabulary
    rows: list[list[Cell]] = field(default_factory=list)
    _in_funding: bool = False

    def read(self, pieces: Sequence[Fragment], position: int) -> int:
        """Read what begins here; gives the position behind it."""
        for table in (self._indicators, self._tasks, self._funding):
            end = table(pieces, position)
            if end > position:
                return end
        meaning = pieces[position].meaning
        self._in_funding = meaning.section == "funding" or (self._in_funding and meaning.funding is not None)
        if meaning.section == "goal" or meaning.goal is not None or meaning.head or meaning.funding:
            return self._labelled(pieces, position)
        self._row([(1, pieces[position])])
        return position + 1

    def _row(self, cells: Sequence[tuple[int, Fragment]]) -> None:
        """Add a row; the words keep the place in the file where they begin."""
        number = len(self.rows) + 1
        self.rows.append(
            [replace(f.cell, row=number, column=column, text=f.text, merged_from=None) for column, f in cells]
        )

    def _labelled(self, pieces: Sequence[Fragment], position: int) -> int:
        """Read a label with what follows it, up to the next label."""
        label = pieces[position]
        labels = [label]
        if label.meaning.section == "goal" and position + 1 < len(pieces) and pieces[position + 1].meaning.goal:
            self._row([(1, label)])
            return position + 1
        if label.meaning.goal is not None:
            while position + len(labels) < len(pieces) and pieces[position + len(labels)].meaning.goal is not None:
                labels.append(pieces[position + len(labels)])
        start = position + len(labels)
        end = start
        while end < len(pieces) and not _begins_anew(pieces[end]):
            end += 1
        values = list(pieces[start:end])
        if label.meaning.funding is not None and not label.meaning.head:
            figures = [value for value in values if is_figure(value.text)]
            twice = any(
                p.text == label.text for p in (*pieces[max(0, start - 3) : position], *pieces[start : start + 2])
            )
            if twice or (not figures and not self._in_funding):
                self._beside([label])
                return start
            values = values[:1] if len(figures) == 1 and is_money(values[0].text) else []
            self._in_funding = True
        elif label.meaning.head is not None:
            values = values[:1]
        if len(labels) > 1:
            self._goals(labels, values)
        else:
            self._row(list(enumerate((label, *values), 1)))
        return start + len(values)

    def _goals(self, labels: Sequence[Fragment], values: Sequence[Fragment]) -> None:
        """Put one narrative under each label of a goal; where their numbers differ, nothing says which is whose."""
        self._row(list(enumerate(labels, 1)))
        if len(values) == len(labels):
            self._row(list(enumerate(values, 1)))
        else:
            self._beside(values)

    def _beside(self, pieces: Sequence[Fragment]) -> None:
        """Keep words that were not decided: alone on their row, which no section takes."""
        if pieces:
            self._row([(BESIDE + index, piece) for index, piece in enumerate(pieces)])

    def _indicators(self, pieces: Sequence[Fragment], position: int) -> int:
        """Read a table of indicators: its header, then its rows."""
        header, below = _header(pieces, position, "indicators")
        if not {"name", "target"} & set(header) or len(header) <= _LEAST_STAGES:
            return position
        if pieces[position].meaning.project and "=project.name" not in header:
            return position
        order = _as_filled(header)
        places = {
            index: place for place, index in enumerate([*order, *(i for i in range(len(header)) if i not in order)], 1)
        }
        self._row(
            sorted(((places[i], piece) for i, piece in enumerate(pieces[position:below])), key=lambda cell: cell[0])
        )
        roles = [header[index] for index in order]
        end = below
        while end < len(pieces) and not self._ends_table(pieces[end]):
            end += 1
        glued = any(piece.glued for piece in pieces[position:below])
        rows = [part for piece in pieces[below:end] for part in _name_and_value(piece, glued)]
        rows = [piece for piece in rows if piece.meaning.section != "indicators" or piece.meaning.is_level]
        if self._is_whole(pieces, position, rows, roles):
            self._align(rows, roles, IndicatorFit(self.words, roles, rows))
        else:
            self._beside(rows)
        return end

    def _is_whole(
        self, pieces: Sequence[Fragment], position: int, rows: Sequence[Fragment], roles: Sequence[str]
    ) -> bool:
        """Tell whether the header was understood as a whole: no label before it, no unknown one behind it."""
        before = pieces[max(0, position - 2) : position]
        labels_before = len(before) > 1 and all(
            p.cell is pieces[position].cell and (p.meaning.head or p.meaning.funding or p.meaning.goal) for p in before
        )
        levels = ("level-1" in roles or "level-2" in roles) and "=project.name" not in roles
        begins_well = not levels or (bool(rows) and rows[0].meaning.is_level)
        return begins_well and not labels_before and not any(piece.meaning.indicators for piece in rows)

    def _ends_table(self, piece: Fragment) -> bool:
        meaning = piece.meaning
        foot = self.words.is_footnote(piece.text) or names_a_sheet(piece.text)
        return foot or meaning.total or meaning.head is not None or meaning.section in ("goal", "tasks", "funding")

    def _tasks(self, pieces: Sequence[Fragment], position: int) -> int:
        """Read a table of tasks."""
        header, below = _header(pieces, position, "tasks")
        money = {"amounts", "total", "fiscal", "other", "source"} & set(header)
        if "name" not in header or not money or len(header) <= _LEAST_STAGES:
            return position
        filled = [i for i, role in enumerate(header) if role != "amounts" or not money - {"amounts"}]
        places = {index: place for place, index in enumerate(filled, 1)}
        labels = [(places.get(i, len(header) + 1), piece) for i, piece in enumerate(pieces[position:below])]
        self._row(sorted(labels, key=lambda cell: cell[0]))
        roles = [header[index] for index in filled]
        end = below
        while end < len(pieces) and not pieces[end].meaning.indicators and pieces[end].meaning.section is None:
            end += 1
        rows = pieces[below:end]
        self._align(rows, roles, TaskFit(rows, roles))
        return end

    def _funding(self, pieces: Sequence[Fragment], position: int) -> int:
        """Read a funding block under a header of stages: each row is a label and what follows it."""
        header, below = _header(pieces, position, "funds")
        if len({"initial", "budget", "executed"} & set(header)) < _LEAST_STAGES:
            return position
        leading = 1 if header[0] == "label" else 0
        header = header[leading:]
        self._row([(column + 2 - leading, piece) for column, piece in enumerate(pieces[position:below])])
        while below < len(pieces) and pieces[below].meaning.funding is not None:
            end = below + 1
            while end < len(pieces) and not pieces[end].is_label and is_figure(pieces[end].text):
                end += 1
            if "reason" in header and below + 1 < end < len(pieces) and not pieces[end].is_label:
                end += 1
            self._fund(pieces[below], pieces[below + 1 : end], header)
            below = end
        return below

    def _fund(self, label: Fragment, values: Sequence[Fragment], header: Sequence[str]) -> None:
        """Put the figures of a funding row under its stages, when there is only one way to do so."""
        fit = FundingFit(values, header)
        places = align(len(values), len(header), fit.cost, fit.skip)
        costs = [fit.cost(word, word) if word < len(header) else NO for word in range(len(values))]
        whole = len(values) == len(header) and all(cost < NO for cost in costs)
        anchored = any(RATE.match(piece.text) for piece in values) and not any(costs)
        if whole or anchored:
            self._row([(1, label), *enumerate(values, 2)])
        elif all(place.decided for place in places) and not any(place.begins_row for place in places[1:]):
            self._row([(1, label), *((place.column + 2, piece) for place, piece in zip(places, values, strict=True))])
        else:
            self._row([(1, label)])
            self._beside(values)

    def _align(self, pieces: Sequence[Fragment], header: Sequence[str], fit: Fit) -> None:
        """Put the words of the rows under the columns; a row that is not decided stands beside the table.

        Only a figure that may be points or a score is left out of the row that it belongs to. A row ends where it is
        decided that the next word is not part of it. Once a row with a level's
        label is not decided, nothing says to which level the rows below it belong, until that level is printed again.
        """
        places = align(len(pieces), len(header), fit.cost, fit.skip)
        rows: list[list[int]] = []
        for word, place in enumerate(places):
            if place.begins_row:
                rows.append([])
            rows[-1].append(word)
        lost: set[str] = set()
        for row in rows:
            sure = [w for w in row if places[w].decided and fit.cost(w, places[w].column) < NO]
            doubtful = [w for w in row if w not in sure]
            held = {header[places[word].column] for word in sure}
            lost -= held
            ends_here = row[-1] + 1 == len(pieces) or places[row[-1] + 1].decided
            if "name" in held and ends_here and not lost and fit.spares([pieces[word] for word in doubtful]):
                self._row([(places[word].column + 1, pieces[word]) for word in sure])
            else:
                lost |= {level for word in row for level in _levels(pieces[word]) if level in header}
                doubtful = row
            self._beside([pieces[word] for word in doubtful])


def _levels(piece: Fragment) -> list[str]:
    """Name the levels that a label may be of; a first level opens a second one too."""
    levels = ["level-1", "level-2"] if piece.meaning.level1 else ["level-2"]
    return levels if piece.meaning.is_level else []


def _header(pieces: Sequence[Fragment], position: int, table: str) -> tuple[list[str], int]:
    """Read consecutive column labels; gives their roles and the position behind them.

    A target may be there twice: once over its parts, once as one of them.
    """
    end = position
    choices: list[tuple[str, ...]] = []
    while end < len(pieces) and (found := _column_roles(pieces[end], table)):
        choices.append(found)
        end += 1
    needed = {roles[0] for roles in choices if len(roles) == 1}
    header: list[str] = []
    for roles in choices:
        free = [role for role in roles if role not in header and (len(roles) == 1 or role not in needed)]
        if not free and roles[0] not in ("target", "medium-term"):
            break
        header.append(free[0] if free else roles[0])
    return header, position + len(header)


def _column_roles(piece: Fragment, table: str) -> tuple[str, ...]:
    meaning = piece.meaning
    found: tuple[str, ...] = getattr(meaning, table)
    return found or (meaning.project if table == "indicators" else ())


def _as_filled(header: Sequence[str]) -> list[int]:
    """Give the columns in the order in which rows fill them.

    Where a target is printed twice, the first is the heading over its parts; the columns right of that heading are
    printed before the parts, and filled after them. The columns of the medium term count as one.
    """
    columns = [index for index, role in enumerate(header) if role != "medium-term" or header[:index].count(role) == 0]
    targets = [index for index in columns if header[index] == "target"]
    if len(targets) <= 1:
        return columns
    heading = targets[0]
    parts = next((i for i in columns if i > heading and header[i] in ("level-1", "comparator")), len(header))
    left, right = [i for i in columns if i < heading], [i for i in columns if i >= parts]
    return [*left, *right, *(i for i in columns if heading < i < parts)]


def _name_and_value(piece: Fragment, glued: bool) -> list[Fragment]:
    """Divide a name from the value glued to it, where the sheet lost all its borders."""
    if not glued or piece.is_label:
        return [piece]
    found = _NAME_AND_VALUE.match(piece.text)
    if found and not isinstance(Target.parse(found.group(2)), Qualitative):
        return [replace(piece, text=found.group(1)), replace(piece, text=found.group(2))]
    for start in range(4, len(piece.text) - 1):
        target = Target.parse(piece.text[start:])
        if isinstance(target, Qualitative) and target.known:
            return [replace(piece, text=piece.text[:start]), replace(piece, text=piece.text[start:])]
    return [piece]


def _begins_anew(piece: Fragment) -> bool:
    meaning = piece.meaning
    labels = (meaning.head, meaning.section, meaning.goal, meaning.funding, meaning.indicators, meaning.funds)
    return any(labels) or names_a_sheet(piece.text) or is_year_caption(piece.text)
