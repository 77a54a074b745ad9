"""A grid becomes a goal sheet: its rows are walked once from top to bottom, and the tree is built of what they held.

A header opens a table, every other row goes to the sections, and another sheet begins where a head contradicts this
one's.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from perfgoals.forms.form import Form
from perfgoals.layout.beside import side_by_side
from perfgoals.layout.borderless import may_be_flattened, regrids
from perfgoals.layout.columns import find_header
from perfgoals.layout.head import Head
from perfgoals.layout.leaves import Leaves
from perfgoals.layout.levels import build_indicators
from perfgoals.layout.page import Page
from perfgoals.layout.sections import Sections
from perfgoals.layout.table import Table
from perfgoals.layout.vocabulary import Vocabulary, names_a_sheet, vocabulary
from perfgoals.models import Department, Evaluation, GoalSheet, Origin, Project, ProjectSheet, SelfEvaluation
from perfgoals.readers.grid import Cell, Grid


def lay_out(grid: Grid, form: Form) -> tuple[GoalSheet, ...]:
    """Read a grid through a form: its sheets, beside and below each other, one for each project of a table, or none."""
    words = vocabulary(form)
    parts = side_by_side(grid, words)
    if len(parts) > 1 and all(each := [_lay_out(part, words) for part in parts]):
        return tuple(sheet for sheets in each for sheet in sheets)
    return _lay_out(grid, words)


def _lay_out(grid: Grid, words: Vocabulary) -> tuple[GoalSheet, ...]:
    """Read a grid without other sheets beside it.

    A text in which no table of indicators is found by its columns may have lost them; it gets them back if it can.
    """
    readings = _readings(Page.of(grid, words))
    if not _holds_rows(readings) and may_be_flattened(grid):
        others = (_readings(Page.of(other, words)) for other in regrids(grid, words))
        readings = _first_that_holds([readings, *others])
    found = [reading for reading in readings if reading.is_goal_sheet()]
    built = [pair for reading in found for pair in reading.build()]
    if not built:
        return ()
    page, origin = found[0].page, found[0].origin()
    first, leaves = built[0]
    located = {cell for _, kept in built for cells in kept.cells.values() for cell in cells}
    first = first.model_copy(update={"leftover": page.leftover(located), "notes": page.all_notes()})
    return (
        first.with_cells(leaves.cells, origin, page.labels()),
        *(sheet.with_cells(kept.cells, origin) for sheet, kept in built[1:]),
    )


def _first_that_holds(choices: Sequence[list[_Reading]]) -> list[_Reading]:
    """Choose the first reading that holds indicators, or at least the header of a table of them."""
    headed = (readings for readings in choices if any(reading.indicators is not None for reading in readings))
    return next((readings for readings in choices if _holds_rows(readings)), next(headed, choices[0]))


def _holds_rows(readings: Sequence[_Reading]) -> bool:
    return any(reading.indicators is not None and reading.indicators.rows for reading in readings)


def _readings(page: Page) -> list[_Reading]:
    """Read the sheets that stand below each other on a page."""
    readings, start = [], 0
    while start < len(page.numbers):
        reading = _Reading(page)
        start = reading.walk(start)
        readings.append(reading)
    return readings


_LONGEST_HEAD = 12
"""Rows above the first table of a sheet."""

_TABLES: tuple[Table, ...] = ("indicators", "tasks", "funding")


@dataclass(slots=True)
class _Reading(Sections):
    """Walks the rows of a page and builds the tree of what its sections took."""

    def walk(self, start: int) -> int:
        """Read from the start-th row on; gives the row where another sheet begins, or the end of the page."""
        self.page.furniture.clear()
        index = start
        while index < len(self.page.numbers) and not self._begins_another(index):
            index = self._read_header(index) or self.read_row(index)
        return index

    def _begins_another(self, index: int) -> bool:
        """Tell whether another sheet begins here, and not only another page of this one.

        Below the indicators, a title or a name begins a head; it is another sheet's when it contradicts this one's.
        """
        if self.indicators is None or not self.indicators.rows:
            return False
        cells = self.page.row(index)
        titled = names_a_sheet(cells[0].text) and all(self.page.words.is_caption(cell.text) for cell in cells[1:])
        if not titled and self.page.meaning(cells[0]).head not in ("department.name", "project.name"):
            return False
        ahead = Page(self.page.grid, self.page.words, self.page.numbers)
        other = Head(ahead)
        for line in range(index, min(index + _LONGEST_HEAD, len(ahead.numbers))):
            if any(find_header(ahead, line, table) for table in _TABLES):
                break
            other.read(ahead.row(line))
        return self.head.contradicts(other)

    def is_goal_sheet(self) -> bool:
        """Tell whether what was found makes a goal sheet: its indicators, or its title with a part below it."""
        parts = self.goals.found or self.tasks is not None
        return self.indicators is not None or (self.head.title is not None and parts)

    def _read_header(self, index: int) -> int | None:
        """Open a table when its header begins here; gives the index of the first row below the header."""
        if not self.page.may_begin_header(index):
            return None
        year = self.head.year[0] if self.head.year else None
        for table in _TABLES:
            found = find_header(self.page, index, table, year)
            if found is not None:
                header, below = found
                self.open(table, header, [self.page.meaning(cell).section for cell in self.page.row(index)])
                for line in range(index, below):
                    for cell in self.page.row(line):
                        self.head.find_unit(cell)
                return below
        return None

    def build(self) -> list[tuple[GoalSheet, Leaves]]:
        """Build the trees from what was found: one, or one for each project of the table."""
        count = len(self.indicators.projects) if self.indicators is not None else 1
        return [self._build(project) for project in range(count)]

    def _build(self, project: int) -> tuple[GoalSheet, Leaves]:
        """Build the tree of one project, or of the only sheet."""
        leaves, head = Leaves(self.page), self.head
        head.settle_unit()
        kind = self.page.words.form.kind
        unit = head.unit[0] if head.unit else None
        year = head.year[0] if head.year else None
        parts: dict[str, Any] = {"title": head.build_title(leaves), "year": year, "unit": unit}
        leaves.add("year", head.year[1] if head.year else None)
        leaves.add("unit", head.unit[1] if head.unit else None)
        columns = self.indicators.projects[project] if self.indicators is not None else {}
        parts["department"] = Department(**self._facts("department", columns, leaves))
        if kind != "department":
            parts["project"] = Project(**self._facts("project", columns, leaves))
        table = self.indicators.header if self.indicators is not None else None
        parts["funding"] = self.funding.build(leaves, unit, columns, table)
        if self.tasks is not None:
            parts["tasks"], parts["stated_total"] = self.tasks.build(leaves, unit)
        parts["medium_term_goal"] = self.goals.build("medium-term", "medium_term_goal", leaves)
        parts["goal"] = self.goals.build("expected", "goal", leaves, columns.get("=goal"))
        if self.indicators is not None:
            parts["indicators"] = build_indicators(self.indicators, leaves, year, project)
            parts["stated_weight"] = leaves.number("stated_weight", self.indicators.total.get("weight"))
        if kind == "self-evaluation":
            parts["evaluation"] = self._evaluation(leaves)
        for index, cell in enumerate(self.footnotes):
            leaves.add(f"footnotes[{index}]", cell)
        return _KINDS[kind](kind=kind, **parts, footnotes=tuple(cell.text for cell in self.footnotes)), leaves

    def _facts(self, part: str, columns: Mapping[str, Cell], leaves: Leaves) -> dict[str, str | None]:
        """Give the facts of a part of the tree: of the head, and of the columns that say them for each project."""
        said = {role[1:]: cell for role, cell in columns.items() if role.startswith(f"={part}.")}
        own = {path.removeprefix(f"{part}."): leaves.text(path, cell) for path, cell in said.items()}
        return {**self.head.part(part, leaves), **own}

    def origin(self) -> Origin:
        """Say where the sheet was read."""
        grid = self.page.grid
        return Origin(
            format=grid.format,
            encoding=grid.encoding,
            worksheet=grid.name,
            place=grid.place,
            form=self.page.words.form.id,
        )

    def _evaluation(self, leaves: Leaves) -> Evaluation:
        total = self.indicators.total if self.indicators is not None else {}
        return Evaluation(
            goal=self.goals.build("actual", "evaluation.goal", leaves),
            score=leaves.number("evaluation.score", total.get("score")),
            grade=leaves.text("evaluation.grade", total.get("grade")),
            **self.head.part("evaluation", leaves),
        )


_KINDS: dict[str, type[GoalSheet]] = {
    "department": GoalSheet,
    "project": ProjectSheet,
    "self-evaluation": SelfEvaluation,
}
