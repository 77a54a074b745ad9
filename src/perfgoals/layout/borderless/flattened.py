"""Text that lost its borders gets rows and columns back, by the vocabulary of labels and the grammar of targets.

The result is a grid like any other: each cell holds the words it was given and points to the place in the file where
they begin. Where a row could be divided in more than one way, its words stand under no column, and are left over.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import islice

from perfgoals.layout.amounts import LONGEST_FIGURE, is_money
from perfgoals.layout.borderless.figures import are_figures, divide
from perfgoals.layout.borderless.fitting import RATE, IndicatorFit, TaskFit, is_figure
from perfgoals.layout.borderless.fragments import Fragment, fragments
from perfgoals.layout.borderless.glued import DIVIDED
from perfgoals.layout.borderless.header import as_filled, as_headed, read_header, second_line
from perfgoals.layout.borderless.pipes import tabulated
from perfgoals.layout.borderless.stream import Stream
from perfgoals.layout.borderless.written import Written, whole_values
from perfgoals.layout.values import read_target
from perfgoals.layout.vocabulary import Vocabulary, is_year_caption, names_a_sheet
from perfgoals.readers.grid import Grid

_LEAST_STAGES = 2
_MAY_LOSE_BORDERS = frozenset({"text", "html", "mhtml", "docx", "pdf"})
_LONGEST_SHEET, _MOST_CELLS = 60_000, 10_000
"""Characters, and cells; the longest sheets have some 30 000 characters."""


def may_be_flattened(grid: Grid) -> bool:
    """Tell whether a grid may be a sheet that lost its borders: its format may hold none, and it is no book."""
    if grid.format not in _MAY_LOSE_BORDERS:
        return False
    lengths = [len(cell.text) for cell in islice(grid.cells(), _MOST_CELLS + 1)]
    return len(lengths) <= _MOST_CELLS and sum(lengths) <= _LONGEST_SHEET


def regrids(grid: Grid, words: Vocabulary) -> Iterator[Grid]:
    """Give a grid of text its rows and columns back: by all its borders, by those that are left, by labels alone."""
    yield from filter(None, (tabulated(grid),))
    yield _regrid(grid, fragments(grid, words), words)
    yield _regrid(grid, Stream.of(grid, words).fragments(words), words)


def _regrid(grid: Grid, pieces: Sequence[Fragment], words: Vocabulary) -> Grid:
    written = Written(words)
    builder = _Builder(words, written)
    position = 0
    while position < len(pieces):
        position = builder.read(pieces, position)
    rows = {number: cells for number, cells in enumerate(written.rows, 1) if cells}
    return replace(grid, rows=rows, merges={})


@dataclass(slots=True)
class _Builder:
    words: Vocabulary
    _out: Written
    _in_funding: bool = False
    _below_table: bool = False

    def read(self, pieces: Sequence[Fragment], position: int) -> int:
        """Read what begins here; gives the position behind it."""
        if not pieces[position].text:
            return position + 1
        for table in (self._indicators, self._tasks, self._funding):
            end = table(pieces, position)
            if end > position:
                return end
        if pieces[position].doubtful:
            self._out.beside([pieces[position]])
            return position + 1
        meaning = pieces[position].meaning
        self._in_funding = meaning.section == "funding" or (self._in_funding and meaning.funding is not None)
        if meaning.section == "goal" or meaning.goal is not None or meaning.head or meaning.funding:
            return self._labelled(pieces, position)
        after = pieces[position + 1 : position + 3]
        lone = bool(after) and is_money(after[0].text) and not any(is_figure(piece.text) for piece in after[1:])
        if meaning.section == "funding" and lone and after[0].text:
            self._out.row([(1, pieces[position]), (2, after[0])])
            return position + 2
        if (self._below_table or pieces[position].glued) and self._is_stray(pieces[position]):
            self._out.beside([pieces[position]])
        else:
            self._out.row([(1, pieces[position])])
        return position + 1

    def _is_stray(self, piece: Fragment) -> bool:
        """Tell whether words below a table of indicators are none that a sheet prints there."""
        known = piece.is_label and not piece.meaning.is_level
        caption = self.words.is_caption(piece.text) or is_year_caption(piece.text)
        return not (known or caption or self.words.is_footnote(piece.text) or names_a_sheet(piece.text))

    def _labelled(self, pieces: Sequence[Fragment], position: int) -> int:
        """Read a label with what follows it, up to the next label."""
        label = pieces[position]
        labels, start = [label], position + 1
        ended = _is_result(label, pieces[_next_word(pieces, start) :])
        after = pieces[start : start + 1]
        names_section = bool(after) and (after[0].meaning.goal or _is_result(after[0], pieces[start + 1 :]))
        if label.meaning.section == "goal" and not ended and names_section:
            self._out.row([(1, label)])
            return position + 1
        if label.meaning.goal is not None or ended:
            while (beside := _next_word(pieces, start)) < len(pieces) and pieces[beside].meaning.goal is not None:
                labels.append(pieces[beside])
                start = beside + 1
        end = start
        while end < len(pieces) and not (pieces[end].doubtful or _begins_anew(pieces[end])):
            end += 1
        absent = start < end and not pieces[start].text
        values = [piece for piece in pieces[start:end] if piece.text]
        if len(values) > 1 and len(values[-1].text) == 1:
            values.pop()  # 绩, what the page left of the next label
        if label.meaning.funding is not None and not label.meaning.head:
            figures = [value for value in values if is_figure(value.text)]
            twice = any(
                p.text == label.text for p in (*pieces[max(0, start - 3) : position], *pieces[start : start + 2])
            )
            broken = (
                bool(values) and self.words.meaning(label.text + values[0].text).funding is not None
            )  # 上年结转 | 资金
            if not self._in_funding and position > 0 and pieces[position - 1].doubtful:
                self._out.beside([label, *values])
                return end
            if twice or broken or not (figures or self._in_funding):
                self._out.beside([label])
                return start
            rates = [figure for figure in figures[1:] if RATE.match(figure.text)]
            alone = len(figures) == 1 + len(rates) and is_money(values[0].text)
            values = values[:1] if alone else []
            self._in_funding = True
        elif label.meaning.head is not None:
            values = [] if absent else values[:1]
        if len(labels) > 1:
            self._goals(labels, values)
        else:
            self._out.row(list(enumerate((label, *values), 1)))
        return start if not values else next(i for i in range(start, end) if pieces[i] is values[-1]) + 1

    def _goals(self, labels: Sequence[Fragment], values: Sequence[Fragment]) -> None:
        """Put one narrative under each label of a goal; where their numbers differ, nothing says which is whose."""
        self._out.row(list(enumerate(labels, 1)))
        if len(values) == len(labels):
            self._out.row(list(enumerate(values, 1)))
        else:
            self._out.beside(values)

    def _indicators(self, pieces: Sequence[Fragment], position: int) -> int:
        """Read a table of indicators: its header, then its rows."""
        header, below = read_header(pieces, position, "indicators")
        second = second_line(pieces, position, below)
        if not {"name", "target"} & set(header) or len(header) <= _LEAST_STAGES:
            return position
        if any(role.startswith("=") for role in header) and "=project.name" not in header:
            return position
        first = _next_word(pieces, below)
        order = as_filled(header, second) if second else as_headed(header, pieces[first] if pieces[first:] else None)
        self._below_table = True
        self._header_rows(pieces[position:below], order, second)
        if below < len(pieces) and pieces[below].meaning.indicators:
            return self._leave_rows(pieces, below)
        roles = [header[index] for index in order]
        end = below
        while end < len(pieces) and not self._ends_table(pieces, end):
            end += 1
        rows = [p for p in pieces[below:end] if p.meaning.section != "indicators" or p.meaning.is_level]
        glued = any(piece.glued for piece in pieces[position:below])
        if glued and not any(is_figure(piece.text) for piece in rows):
            if "name" in roles and DIVIDED.issuperset(roles):
                self._out.divide(rows, roles)
            else:
                self._out.beside(rows)
            return end
        rows = whole_values(rows, roles)
        if self._is_whole(pieces, position, rows, roles):
            by_lines = bool(rows) and pieces[position].cell is pieces[below - 1].cell is not rows[0].cell
            self._out.align(rows, roles, IndicatorFit(self.words, roles, rows), by_lines)
        else:
            self._out.beside(rows)
        return end

    def _leave_rows(self, pieces: Sequence[Fragment], position: int) -> int:
        """Keep the rows of a table beside: its header goes on with labels that have their place already."""
        end = position
        while end < len(pieces) and pieces[end].meaning.indicators:
            end += 1
        while end < len(pieces) and not self._ends_table(pieces, end):
            end += 1
        self._out.beside(pieces[position:end])
        return end

    def _header_rows(self, labels: Sequence[Fragment], order: Sequence[int], second: int | None) -> None:
        """Write a header: a heading over parts that stand on a second line above them, any other one behind all."""
        places = {index: place for place, index in enumerate(order, 1)}
        lines: list[list[tuple[int, Fragment]]] = [[], []]
        for index, label in enumerate(labels):
            behind = len(order) + 1 + index
            place = places.get(index, behind if second is None else places[second])
            lines[0 if second is None or index < second else 1].append((place, label))
        for line in lines:
            if line:
                self._out.row(sorted(line, key=lambda cell: cell[0]))

    def _is_whole(
        self, pieces: Sequence[Fragment], position: int, rows: Sequence[Fragment], roles: Sequence[str]
    ) -> bool:
        """Tell whether the header was understood as a whole: no label before it, no unknown one behind it."""
        before = pieces[max(0, position - 2) : position]
        labels_before = len(before) > 1 and all(
            p.cell is pieces[position].cell and (p.meaning.head or p.meaning.funding or p.meaning.goal) for p in before
        )
        levels = ("level-1" in roles or "level-2" in roles) and "=project.name" not in roles
        first = _next_word(rows, 0)
        begins_well = not levels or (first < len(rows) and rows[first].meaning.is_level)
        behind = rows[: len(roles)] if not levels else rows[:first]
        return begins_well and not labels_before and not any(piece.meaning.indicators for piece in behind)

    def _ends_table(self, pieces: Sequence[Fragment], position: int) -> bool:
        piece, meaning = pieces[position], pieces[position].meaning
        if meaning.indicators and len(read_header(pieces, position, "indicators")[0]) > _LEAST_STAGES:
            return True  # the header is printed again
        foot = self.words.is_footnote(piece.text) or names_a_sheet(piece.text)
        return (
            foot or meaning.total or meaning.section in ("goal", "tasks", "funding") or self._is_fact(pieces, position)
        )

    def _is_fact(self, pieces: Sequence[Fragment], position: int) -> bool:
        """Tell a fact that is stated below a table from an indicator of that name, behind which a figure stands."""
        leaf = pieces[position].meaning.head
        after = pieces[position + 1 : position + 2]
        named = any(is_figure(piece.text) or self._fits_a_target(piece) for piece in after)
        return leaf is not None and (leaf.startswith("evaluation.") or not named)

    @staticmethod
    def _fits_a_target(piece: Fragment) -> bool:
        return len(piece.text) <= LONGEST_FIGURE and read_target(piece.text).kind in (
            "threshold",
            "interval",
            "deadline",
        )

    def _tasks(self, pieces: Sequence[Fragment], position: int) -> int:
        """Read a table of tasks."""
        header, below = read_header(pieces, position, "tasks")
        money = {"amounts", "total", "fiscal", "other", "source"} & set(header)
        if "name" not in header or not money or len(header) <= _LEAST_STAGES:
            return position
        filled = [i for i, role in enumerate(header) if role != "amounts" or not money - {"amounts"}]
        places = {index: place for place, index in enumerate(filled, 1)}
        labels = [(places.get(i, len(header) + 1), piece) for i, piece in enumerate(pieces[position:below])]
        self._out.row(sorted(labels, key=lambda cell: cell[0]))
        roles = [header[index] for index in filled]
        end = below
        while end < len(pieces) and not pieces[end].meaning.indicators and pieces[end].meaning.section is None:
            end += 1
        rows = pieces[below:end]
        by_lines = pieces[position].cell is pieces[below - 1].cell is not pieces[min(below, end - 1)].cell
        self._out.align(rows, roles, TaskFit(rows, roles), by_lines)
        return end

    def _funding(self, pieces: Sequence[Fragment], position: int) -> int:
        """Read a funding block under a header of stages: each row is a label and what follows it."""
        header, below = read_header(pieces, position, "funds")
        if len({"initial", "budget", "executed"} & set(header)) < _LEAST_STAGES:
            return position
        leading = 1 if header[0] == "label" else 0
        header = header[leading:]
        self._out.row([(column + 2 - leading, piece) for column, piece in enumerate(pieces[position:below])])
        while (below := _next_word(pieces, below)) < len(pieces) and pieces[below].meaning.funding is not None:
            end = below + 1
            if end < len(pieces) and are_figures(pieces[end].text) and not is_figure(pieces[end].text):
                parts = divide(pieces[end].text, header) or [pieces[end].text]
                self._out.fund(pieces[below], [replace(pieces[end], text=part) for part in parts], header)
                below = end + 1
                continue
            while end < len(pieces) and not pieces[end - 1].ends_row and _is_figure_or_blank(pieces[end]):
                end += 1
            going_on = below + 1 < end < len(pieces) and not pieces[end - 1].ends_row
            if "reason" in header and going_on and not pieces[end].is_label:
                end += 1
            self._out.fund(pieces[below], pieces[below + 1 : end], header)
            below = end
        return below


def _next_word(pieces: Sequence[Fragment], position: int) -> int:
    """Give the position of the first piece from here on that is no blank cell."""
    while position < len(pieces) and not pieces[position].text:
        position += 1
    return position


def _is_figure_or_blank(piece: Fragment) -> bool:
    return not piece.text or (not piece.is_label and is_figure(piece.text))


def _is_result(label: Fragment, after: Sequence[Fragment]) -> bool:
    """Tell 总体目标 beside nothing but 实际完成情况: there it names what was expected."""
    parts = [piece.meaning.goal for piece in after[:2]]
    return label.meaning.section == "goal" and parts[:1] == ["actual"] and not any(parts[1:])


def _begins_anew(piece: Fragment) -> bool:
    meaning = piece.meaning
    labels = (meaning.head, meaning.section, meaning.goal, meaning.funding, meaning.indicators, meaning.funds)
    return any(labels) or names_a_sheet(piece.text) or is_year_caption(piece.text)
