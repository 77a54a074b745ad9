"""The rows of a sheet go to its sections: head, funding, tasks, goals, indicators, footnotes.

A label opens a section and a header opens its table; the section that stands open takes the rows that follow, and
what no section takes is left over and reported.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from itertools import pairwise

from perfgoals.forms.labels import label_key
from perfgoals.layout.amounts import is_money
from perfgoals.layout.funding import FundingBlock
from perfgoals.layout.goals import Goals
from perfgoals.layout.head import Head
from perfgoals.layout.indicators import IndicatorTable
from perfgoals.layout.page import BESIDE, Page
from perfgoals.layout.table import Header, Table
from perfgoals.layout.tasks import TaskTable
from perfgoals.layout.vocabulary import names_a_sheet
from perfgoals.readers.grid import Cell

_REFERENCE = re.compile(r"[（(]?(?:详见|参见|见|附)")
"""How a text begins that tells where a sheet is to be found: 详见项目绩效目标表."""

_MEDIUM_TERM = "medium-term-indicators"
"""The section of indicators that the tree has no place for, beside those of the year."""


@dataclass(slots=True)
class Sections:
    """Holds what the sections of a sheet have taken, and gives the next row to the one that stands open."""

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

    def open(self, table: Table, header: Header, sections: Sequence[str | None]) -> None:
        """Open a table below its header; sections: those that the cells of the header name."""
        self.section = table
        if _MEDIUM_TERM in sections:
            self.section = _MEDIUM_TERM
        elif table == "indicators":
            self.indicators = self.indicators or IndicatorTable(self.page, header)
            if not self.indicators.header.repeats(header):
                self.indicators.header = header
        elif table == "tasks":
            self.tasks = self.tasks or TaskTable(self.page, header)
            self.tasks.header = header
        else:
            self.funding.header = header
        for column in header.columns:
            if column.role is None:
                self.page.note("unknown-column", [column.cell], table=table)

    def read_row(self, index: int) -> int:
        """Read the index-th row of the page; gives the index of the row below it."""
        cells = self.page.row(index)
        if cells[0].column >= BESIDE:
            self._leave(cells)
            return index + 1
        if self._is_bare_title(index):
            self.head.take_title(cells[0])
            return index + 1
        if self._is_title_below_prose(cells):
            self.head, self.goals, self.section = Head(self.page), Goals(self.page), "head"
            self.head.take_title(cells[0])
            return index + 1
        rest = self._take_labels(cells)
        if rest and not self._read_by_section(rest):
            self._leave(rest)
        return index + 1

    def _is_title_below_prose(self, cells: Sequence[Cell]) -> bool:
        """Tell the title of a sheet below a report whose headings (七、绩效目标) were met: those are no labels."""
        below = self.section == "goal" and self.head.title is None and self.tasks is None and self.indicators is None
        lone = len(cells) == 1 and names_a_sheet(cells[0].text)
        return below and lone and not self.funding.lines and not _REFERENCE.match(cells[0].text)

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
        section = "goal" if self._states_goal(cells) else self.page.meaning(cells[0]).section
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
        if section == "goal" and self.goals.are_parts(cells):
            self.goals.open()
            self.section = section
            return cells
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
        if section == "goal" and all(self.goals.labels(rest)):
            return rest
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

    def _states_goal(self, cells: Sequence[Cell]) -> bool:
        """Tell 年度履职目标 | 保障供水 from the same label above a list of tasks: a lone text stands beside it."""
        label, *beside = cells
        if self.page.meaning(label).section != "tasks" or not label_key(label.text).endswith("目标"):
            return False
        if self.tasks is not None or len(beside) != 1:
            return False
        meaning = self.page.meaning(beside[0])
        return not (meaning.is_column or meaning.section or meaning.head or is_money(beside[0].text))

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
        first, *parts = self.goals.labels(cells)
        if first is None:
            return False
        return len(set(parts) - {None}) == len(parts) > 1

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
        noted = noted or all(self.page.words.is_signature(cell.text) for cell in cells)
        if noted and self.section in ("tasks", "indicators", "footnotes", _MEDIUM_TERM):
            self.section = "footnotes" if self.indicators else self.section
            self.footnotes.extend(cells)
            return True
        if self.section == "tasks" and self.tasks is not None:
            return self._read_task(self.tasks, cells)
        if self.section == "indicators" and self.indicators is not None:
            figures = (self.page.is_quantitative(cell) for cell in cells[1:])
            if self.head.are_facts(cells) and not any(figures):  # 评价结论 | … below the table, in whatever columns
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
