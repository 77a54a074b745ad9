"""A grid becomes a goal sheet: title and head, tasks, goal, indicators, footnotes, each row in its section.

The rows are walked once from top to bottom. A header opens a table, a section label opens the goal, and whatever no
section takes is left over and reported.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from perfgoals.forms.form import Form, HeadField, Section
from perfgoals.layout.amounts import LONGEST_FIGURE
from perfgoals.layout.columns import Table, find_header
from perfgoals.layout.indicators import IndicatorTable
from perfgoals.layout.leaves import Leaves, one_line, paragraphs
from perfgoals.layout.levels import build_indicators
from perfgoals.layout.page import Page
from perfgoals.layout.tasks import TaskTable
from perfgoals.layout.vocabulary import is_year_caption, money_unit, vocabulary, year_in
from perfgoals.models import Department, GoalSheet, MoneyUnit, Origin
from perfgoals.readers.grid import Cell, Grid


def lay_out(grid: Grid, form: Form) -> GoalSheet | None:
    """Read a grid through a form; None when it holds no sheet of this form."""
    page = Page.of(grid, vocabulary(form))
    reading = _Reading(page)
    reading.walk()
    return reading.build() if reading.is_goal_sheet() else None


_TABLES: tuple[Table, ...] = ("indicators", "tasks")


@dataclass(slots=True)
class _Reading:
    """Walks the rows of a page and holds what was found until the tree is built."""

    page: Page
    section: Section | str = "head"
    title: Cell | None = None
    year: tuple[int, Cell] | None = None
    unit: tuple[MoneyUnit, Cell] | None = None
    head: dict[HeadField, tuple[str, Cell]] = field(default_factory=dict)
    tasks: TaskTable | None = None
    goal: list[tuple[str, Cell]] = field(default_factory=list)
    has_goal_label: bool = False
    is_other_kind: bool = False
    indicators: IndicatorTable | None = None
    footnotes: list[Cell] = field(default_factory=list)

    def walk(self) -> None:
        index = 0
        while index < len(self.page.numbers):
            index = self._read_header(index) or self._read_row(index)

    def is_goal_sheet(self) -> bool:
        """Tell whether what was found makes a goal sheet: its indicators, or its title with a part below it."""
        if self.is_other_kind:
            return False
        return self.indicators is not None or (
            self.title is not None and (self.has_goal_label or self.tasks is not None)
        )

    def _read_header(self, index: int) -> int | None:
        """Open a table when its header begins here; gives the index of the first row below the header."""
        for table in _TABLES:
            found = find_header(self.page, index, table)
            if found is None:
                continue
            header, below = found
            self.section = table
            if table == "indicators":
                self.indicators = self.indicators or IndicatorTable(self.page, header)
                self.indicators.header = header
            else:
                self.tasks = self.tasks or TaskTable(self.page, header)
                self.tasks.header = header
            for line in range(index, below):
                for cell in self.page.row(line):
                    self._find_unit(cell)
            for column in header.columns:
                if column.role is None:
                    self.page.note("unknown-column", [column.cell])
            return below
        return None

    def _read_row(self, index: int) -> int:
        cells = self.page.row(index)
        rest = self._take_labels(cells)
        if rest and not self._read_by_section(rest):
            self._leave(rest)
        return index + 1

    def _take_labels(self, cells: Sequence[Cell]) -> Sequence[Cell]:
        """Take what a row says by its labels: a repeated head, a section; gives the cells that are still to be read."""
        if self.section != "head" and all(self._is_furniture(cell) for cell in cells):
            self.page.claim(*cells)
            return ()
        meaning = self.page.meaning(cells[0])
        if meaning.section is None or (meaning.section == "tasks" and self._is_beside_task(cells)):
            return self._take_inline_goal(cells)
        self.page.claim(cells[0])
        if meaning.section == "goal":
            self.section = "goal"
            self.has_goal_label = True
        elif meaning.section == "head" and self.section != "head":
            self.section = "head"
        rest = cells[1:]
        return self._take_labels(rest) if rest and self.page.meaning(rest[0]).section else rest

    def _is_furniture(self, cell: Cell) -> bool:
        """Tell whether a cell belongs to a page's head or foot, which may stand between the rows of a table."""
        return cell.text in self.page.furniture or self.page.words.is_caption(cell.text)

    def _is_beside_task(self, cells: Sequence[Cell]) -> bool:
        """Tell whether 年度主要任务 stands beside a task, as the label of a group, and not alone as a section's."""
        return self.section == "tasks" and len(cells) > 1

    def _take_inline_goal(self, cells: Sequence[Cell]) -> Sequence[Cell]:
        """Take ``年度总体目标：……`` written in one cell."""
        label, colon, text = cells[0].text.replace("：", ":", 1).partition(":")
        if not colon or self.page.words.meaning(label).section != "goal" or not text.strip():
            return cells
        self.section, self.has_goal_label = "goal", True
        self._add_goal(cells[0], text)
        return cells[1:]

    def _read_by_section(self, cells: Sequence[Cell]) -> bool:
        if self.page.words.is_footnote(cells[0].text) and self.section in ("tasks", "indicators", "footnotes"):
            self.section = "footnotes" if self.indicators else self.section
            self._add_footnotes(cells)
            return True
        if self.section == "tasks" and self.tasks is not None:
            return self.tasks.read(cells)
        if self.section == "indicators" and self.indicators is not None:
            return self.indicators.read(cells)
        if self.section == "goal":
            for cell in cells:
                self._add_goal(cell, cell.text)
            return True
        if self.section == "footnotes":
            return self._read_below(cells)
        return self._read_head(cells)

    def _read_below(self, cells: Sequence[Cell]) -> bool:
        """Read a row under the notes: a further note, or the table going on after a page's foot."""
        if self.indicators is not None and len(cells) > 1 and self.indicators.goes_on(cells):
            self.section = "indicators"
            return self.indicators.read(cells)
        self._add_footnotes(cells)
        return True

    def _add_footnotes(self, cells: Sequence[Cell]) -> None:
        self.footnotes.extend(cells)

    def _add_goal(self, cell: Cell, text: str) -> None:
        self.goal.extend((paragraph, cell) for paragraph in paragraphs(text))
        self.page.claim(cell)

    def _read_head(self, cells: Sequence[Cell]) -> bool:
        """Read a row above the tables: title, captions, pairs of label and value."""
        position, taken = 0, 0
        while position < len(cells):
            cell = cells[position]
            after = cells[position + 1] if position + 1 < len(cells) else None
            step = self._read_head_cell(cell, after)
            taken += step
            position += step or 1
        return taken == len(cells)

    def _read_head_cell(self, cell: Cell, after: Cell | None) -> int:
        """Read one cell of the head with its value beside it; gives how many cells it took, 0 when it is unknown."""
        page = self.page
        self._find_unit(cell)
        if self._find_title(cell) or self._find_year(cell):
            page.claim_furniture(cell)
            return 1
        if (taken := self._find_labelled_year(cell, after)) > 0:
            return taken
        pair = page.words.head_pair(cell.text)
        if pair and pair[0] not in self.head and money_unit(cell.text) is None:
            self.head[pair[0]] = (pair[1], cell)
            page.claim_furniture(cell)
            return 1
        label = page.meaning(cell).head
        if label is not None and label not in self.head:
            page.claim_furniture(cell)
            if after is None or page.meaning(after).head is not None:
                return 1
            self.head[label] = (one_line(after.text), after)
            page.claim_furniture(after)
            return 2
        if page.words.is_caption(cell.text) or (self.unit is not None and self.unit[1] is cell):
            page.claim_furniture(cell)
            return 1
        return 0

    def _find_title(self, cell: Cell) -> bool:
        if self.title is None and self.page.words.is_other_title(cell.text):
            self.is_other_kind = True
        if self.title is not None or self.is_other_kind or not self.page.words.is_title(cell.text):
            return False
        self.title = cell
        self._find_year(cell)
        return True

    def _find_year(self, cell: Cell) -> bool:
        year = year_in(cell.text)
        caption = is_year_caption(cell.text)
        if year is not None and self.year is None and (caption or cell is self.title):
            self.year = (year, cell)
            return True
        if year is None and caption and self.year is None:
            self.page.note("unreadable-year", [cell], text=cell.text)
        return False

    def _find_labelled_year(self, cell: Cell, after: Cell | None) -> int:
        """Read ``预算年度：2024``, in one cell or two; gives how many cells it took."""
        stated = self.page.words.stated_year(cell.text)
        holder = cell if stated else after
        if stated is None or holder is None or self.year is not None:
            return 0
        year = year_in(stated or holder.text)
        if year is None:
            return 0
        self.year = (year, holder)
        self.page.claim_furniture(cell, holder)
        return 1 if holder is cell else 2

    def _find_unit(self, cell: Cell) -> None:
        unit = money_unit(cell.text) if self.unit is None and len(cell.text) <= LONGEST_FIGURE else None
        if unit is not None:
            self.unit = (unit, cell)

    def _leave(self, cells: Sequence[Cell]) -> None:
        """Leave a row over; one inside a table is reported as undecided when it holds figures that belong to it."""
        table = self.tasks if self.section == "tasks" else self.indicators if self.section == "indicators" else None
        if table is not None and table.concerns(cells):
            self.page.note("undecided-row", cells)

    def build(self) -> GoalSheet:
        """Build the tree from what was found."""
        page, leaves = self.page, Leaves(self.page)
        unit = self.unit[0] if self.unit else None
        year = self.year[0] if self.year else None
        title = leaves.text("title", self.title)
        leaves.add("year", self.year[1] if self.year else None)
        leaves.add("unit", self.unit[1] if self.unit else None)
        for name, (_, cell) in self.head.items():
            leaves.add(f"department.{name}", cell)
        tasks, stated_total = self.tasks.build(leaves, unit) if self.tasks else ((), None)
        for index, (_, cell) in enumerate(self.goal):
            leaves.add(f"goal[{index}]", cell)
        indicators = build_indicators(self.indicators, leaves, year) if self.indicators else ()
        stated_weight = leaves.number("stated_weight", self.indicators.total) if self.indicators else None
        for index, cell in enumerate(self.footnotes):
            leaves.add(f"footnotes[{index}]", cell)
        for kind, cells in (("uncached-formula", page.grid.uncached), ("error-value", page.grid.errors)):
            for cell in cells:
                page.note(kind, [cell])  # type: ignore[arg-type]
        sheet = GoalSheet(
            kind=page.words.form.kind,
            title=title,
            year=year,
            unit=unit,
            department=Department(**{name: text for name, (text, _) in self.head.items()}),
            tasks=tasks,
            stated_total=stated_total,
            goal=tuple(text for text, _ in self.goal),
            indicators=indicators,
            stated_weight=stated_weight,
            footnotes=tuple(cell.text for cell in self.footnotes),
            leftover=page.leftover(),
            notes=tuple(page.notes),
        )
        origin = Origin(
            format=page.grid.format, encoding=page.grid.encoding, worksheet=page.grid.name, form=page.words.form.id
        )
        return sheet.with_cells(leaves.cells, origin)
