"""A grid becomes a goal sheet: head, funding, tasks, goals, indicators, footnotes, each row in its section.

The rows are walked once from top to bottom. A header opens a table, a section label opens the goals or the funding
block, and whatever no section takes is left over and reported.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from itertools import pairwise
from typing import Any

from perfgoals.forms.form import Form
from perfgoals.forms.labels import label_key
from perfgoals.layout.columns import find_header
from perfgoals.layout.fitting import is_money
from perfgoals.layout.flattened import may_be_flattened, regrids
from perfgoals.layout.funding import FundingBlock
from perfgoals.layout.goals import Goals
from perfgoals.layout.head import Head
from perfgoals.layout.indicators import IndicatorTable
from perfgoals.layout.leaves import Leaves
from perfgoals.layout.levels import build_indicators
from perfgoals.layout.page import Page
from perfgoals.layout.table import Header, Table
from perfgoals.layout.tasks import TaskTable
from perfgoals.layout.vocabulary import names_a_sheet, vocabulary
from perfgoals.layout.written import BESIDE
from perfgoals.models import Department, Evaluation, GoalSheet, Origin, Project, ProjectSheet, SelfEvaluation
from perfgoals.readers.grid import Cell, Grid


def lay_out(grid: Grid, form: Form) -> tuple[GoalSheet, ...]:
    """Read a grid through a form: one goal sheet, one for each project of a table of several, or none.

    A text in which no table of indicators is found by its columns may have lost them; it gets them back if it can.
    """
    words = vocabulary(form)
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


_MEDIUM_TERM = "medium-term-indicators"
"""The section of indicators that the tree has no place for, beside those of the year."""

_LONGEST_HEAD = 12
"""Rows above the first table of a sheet."""

_TABLES: tuple[Table, ...] = ("indicators", "tasks", "funding")


@dataclass(slots=True)
class _Reading:
    """Walks the rows of a page and holds what was found until the tree is built."""

    page: Page
    section: str = "head"
    head: Head = field(init=False)
    funding: FundingBlock = field(init=False)
    goals: Goals = field(init=False)
    tasks: TaskTable | None = None
    indicators: IndicatorTable | None = None
    footnotes: list[Cell] = field(default_factory=list)

    def __post_init__(self) -> None:
        self.head = Head(self.page)
        self.funding = FundingBlock(self.page)
        self.goals = Goals(self.page)

    def walk(self, start: int) -> int:
        """Read from the start-th row on; gives the row where another sheet begins, or the end of the page."""
        self.page.furniture.clear()
        index = start
        while index < len(self.page.numbers) and not self._begins_another(index):
            index = self._read_header(index) or self._read_row(index)
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
                self._open(table, header, [self.page.meaning(cell).section for cell in self.page.row(index)])
                for line in range(index, below):
                    for cell in self.page.row(line):
                        self.head.find_unit(cell)
                return below
        return None

    def _open(self, table: Table, header: Header, sections: Sequence[str | None]) -> None:
        self.section = table
        if _MEDIUM_TERM in sections:
            self.section = _MEDIUM_TERM
        elif table == "indicators":
            self.indicators = self.indicators or IndicatorTable(self.page, header)
            self.indicators.header = header
        elif table == "tasks":
            self.tasks = self.tasks or TaskTable(self.page, header)
            self.tasks.header = header
        else:
            self.funding.header = header
        for column in header.columns:
            if column.role is None:
                self.page.note("unknown-column", [column.cell], table=table)

    def _read_row(self, index: int) -> int:
        cells = self.page.row(index)
        if cells[0].column >= BESIDE:
            self._leave(cells)
            return index + 1
        if self._is_bare_title(index):
            self.head.take_title(cells[0])
            return index + 1
        rest = self._take_labels(cells)
        if rest and not self._read_by_section(rest):
            self._leave(rest)
        return index + 1

    def _is_bare_title(self, index: int) -> bool:
        """Tell a title without the word 表, alone above the facts; elsewhere 部门整体绩效目标 names a section."""
        cells, below = self.page.row(index), self.page.row(index + 1)
        if len(cells) > 1 or not below or self.section != "head" or self.head.title is not None or self.head.facts:
            return False
        first = self.page.meaning(below[0])
        return self.page.words.is_bare_title(cells[0].text) and (first.section == "head" or first.head is not None)

    def _take_labels(self, cells: Sequence[Cell]) -> Sequence[Cell]:
        """Take what a row says by its labels: a repeated head, a section; gives the cells that are still to be read."""
        if self.section != "head" and all(self._is_furniture(cell) for cell in cells):
            for cell in cells:
                if cell.text in self.page.furniture or not self.head.read_caption(cell):
                    self.page.claim("captions", cell)
            return ()
        section = self.page.meaning(cells[0]).section
        if section is None or self._is_within(section, cells):
            if self._is_above_goals(cells):
                self.page.claim("sections.goal", cells[0])
                self.goals.open()
                self.section = "goal"
                return cells[1:]
            if self._is_labelled_goal(cells):
                self.goals.open()
                return () if self._read_goal(cells) else cells
            return self._take_inline_goal(cells)
        self.head.find_unit(cells[0])
        if section == "funding" and self.funding.read_whole(cells):
            self.section = section
            return ()
        self.page.claim(f"sections.{section}", cells[0])
        if section == "goal":
            self.goals.open()
        back = section == "indicators" and self.section == _MEDIUM_TERM and self.indicators is not None
        if back or section in ("goal", "head", "funding", _MEDIUM_TERM):
            self.section = section
        rest = cells[1:]
        return self._take_labels(rest) if rest and self.page.meaning(rest[0]).section else rest

    def _is_within(self, section: str, cells: Sequence[Cell]) -> bool:
        """Tell whether what could name a section stands inside another one, where it means something else.

        年度主要任务 beside a task is the label of a group; 年度总体目标 above one of several goals is that one's label;
        收入预算 before its amounts is a row of the funding.
        """
        if section == "tasks":
            return self.section == "tasks" and len(cells) > 1
        if section == "funding" and self.funding.header is not None and len(cells) > 1:
            row, beside = self.page.meaning(cells[0]), self.page.meaning(cells[1])
            return self.section == "funding" and row.funding is not None and beside.funding is None
        return section == "goal" and self.section == "goal" and self.page.meaning(cells[0]).goal is not None

    def _is_furniture(self, cell: Cell) -> bool:
        """Tell whether a cell belongs to a page's head or foot, which may stand between the rows of a table."""
        if cell.text in self.page.furniture or self.page.words.is_caption(cell.text):
            return True
        title = self.head.title
        return title is not None and names_a_sheet(cell.text) and label_key(cell.text) == label_key(title.text)

    def _is_labelled_goal(self, cells: Sequence[Cell]) -> bool:
        """Tell 年度目标 | 保障供水 among the facts, under no name of a section."""
        if self.section not in ("head", "funding") or self.page.meaning(cells[0]).goal is None or not cells[1:]:
            return False
        return not any(self.page.meaning(cell).goal or is_money(cell.text) for cell in cells[1:])

    def _is_above_goals(self, cells: Sequence[Cell]) -> bool:
        """Tell 年度总体目标完成情况 | 预期目标 | 实际完成情况: a part's label beside those of two names the section."""
        first, *parts = [self.page.meaning(cell).goal for cell in cells]
        return first is not None and len(set(parts) - {None}) == len(parts) and len(parts) > 1

    def _take_inline_goal(self, cells: Sequence[Cell]) -> Sequence[Cell]:
        """Take ``年度总体目标：……`` written in one cell."""
        label, colon, text = cells[0].text.replace("：", ":", 1).partition(":")
        if not colon or self.page.words.meaning(label).section != "goal" or not text.strip():
            return cells
        self.section = "goal"
        self.goals.open()
        self.goals.add("expected", cells[0], text)
        return cells[1:]

    def _read_by_section(self, cells: Sequence[Cell]) -> bool:
        noted = self.page.words.is_footnote(cells[0].text) and not self._is_conclusion(cells)
        if noted and self.section in ("tasks", "indicators", "footnotes", _MEDIUM_TERM):
            self.section = "footnotes" if self.indicators else self.section
            self.footnotes.extend(cells)
            return True
        if self.section == "tasks" and self.tasks is not None:
            return self._read_task(self.tasks, cells)
        if self.section == "indicators" and self.indicators is not None:
            figures = any(self.page.is_quantitative(cell) for cell in cells[1:])
            if self.head.are_facts(cells) and not figures:  # 评价结论 | … below the table, in whatever columns
                return self.head.read(cells)
            return self.indicators.read(cells) or self.head.read(cells)
        if self.section == "goal":
            meaning = self.page.meaning(cells[0])
            if meaning.head is not None:
                return self.head.read(cells)
            return self._read_money(cells) or (not (meaning.is_column and len(cells) == 1) and self._read_goal(cells))
        if self.section == "footnotes":
            return self._read_below(cells)
        if self.section == _MEDIUM_TERM:
            return self.head.are_facts(cells) and self.head.read(cells)
        return self._read_money(cells) or self._read_mixed(cells) or self.head.read(cells)

    def _read_goal(self, cells: Sequence[Cell]) -> bool:
        """Read a row of the goals, without what stands below the name of another project."""
        parts = self.goals.in_parts or any(self.page.meaning(cell).goal for cell in cells[1:])
        others = () if parts else self.head.others
        if left := [cell for cell in cells if cell.column in others]:
            self._leave(left)
        return self.goals.read([cell for cell in cells if cell.column not in others])

    def _read_task(self, tasks: TaskTable, cells: Sequence[Cell]) -> bool:
        if not tasks.read(cells):
            return False
        for cell in cells:
            self.head.suggest_unit(cell)
        return True

    def _read_mixed(self, cells: Sequence[Cell]) -> bool:
        """Read amounts beside facts (项目名称 | 修路 | 预算金额 | 12), or beside rows of money of another name."""
        pairs: dict[Cell, None] = {}  # in their order, and found at once in a row of thousands
        for label, amount in pairwise(cells):
            meaning = self.page.meaning(label)
            if meaning.funding and not meaning.head and label not in pairs and is_money(amount.text):
                pairs.update({label: None, amount: None})
        rest = [cell for cell in cells if cell not in pairs]
        if any(before in pairs and cell not in pairs and is_money(cell.text) for before, cell in pairwise(cells)):
            return False  # 财政拨款 | 300 | 100: which of the two is the year's, nothing says
        if not pairs or self.funding.header is not None or not self._read_money([*pairs]):
            return False
        if not self.head.read(rest):
            self._leave(rest)
        return True

    def _read_money(self, cells: Sequence[Cell]) -> bool:
        """Read a row of the funding; a lone label of one is a narrative where the goals stand."""
        if (self.section == "goal" and len(cells) == 1) or not self.funding.read(cells):
            return False
        for cell in cells:
            self.head.find_unit(cell)
            self.head.suggest_unit(cell)
        return True

    def _is_conclusion(self, cells: Sequence[Cell]) -> bool:
        """Tell whether a row is a part of an evaluation, as 说明 is, which may begin a note as well."""
        leaf = self.page.meaning(cells[0]).head or ""
        return leaf.startswith("evaluation.") and len(cells) > 1

    def _read_below(self, cells: Sequence[Cell]) -> bool:
        """Read a row under the notes: a further note, or the table going on after a page's foot."""
        if self.indicators is not None and len(cells) > 1 and self.indicators.goes_on(cells):
            self.section = "indicators"
            return self.indicators.read(cells)
        self.footnotes.extend(cells)
        return True

    def _leave(self, cells: Sequence[Cell]) -> None:
        """Leave a row over; one inside a table is reported as undecided when it holds figures that belong to it."""
        table = self.tasks if self.section == "tasks" else self.indicators if self.section == "indicators" else None
        if self.indicators is not None and any(self.page.meaning(cell).is_level for cell in cells):
            self.indicators.forget()
        if table is not None and table.concerns(cells):
            self.page.note("undecided-row", cells, table=self.section)

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
        parts["department"] = Department(**head.part("department", leaves))
        if kind != "department":
            own = {
                role.removeprefix("=project."): leaves.text(role[1:], cell)
                for role, cell in columns.items()
                if "." in role
            }
            parts["project"] = Project(**{**head.part("project", leaves), **own})
        parts["funding"] = self.funding.build(leaves, unit, columns)
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
