"""The table of tasks: groups, tasks, amounts, the printed total.

Two shapes of a group are met: a label merged down beside its tasks (in text it stands on the first line and the others
begin one field later), and a column of its own.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from decimal import Decimal

from perfgoals.forms.labels import comparable, label_key, plain_label
from perfgoals.layout.amounts import is_placeholder, read_amount
from perfgoals.layout.leaves import Leaves, one_line, paragraphs
from perfgoals.layout.page import Page
from perfgoals.layout.table import Column, Fit, Header, Placed, place
from perfgoals.models import BudgetLine, FundingSource, MoneyUnit, SourceKind, Task
from perfgoals.readers.grid import Cell

_MONEY: dict[str, SourceKind | None] = {
    "amounts": None,
    "total": None,
    "fiscal": "fiscal",
    "other": "other",
    "source": None,
}


_BARE = 2
_NUMBERS = (
    (re.compile(r"[一二三四五六七八九十]{1,3}、"), 1),
    (re.compile(r"[0-9]{1,2}[.、](?![0-9])"), 3),
    (re.compile("其中"), 4),
)
"""How names are numbered, with their depth; a name without a number stands between 一、 and 1."""

_LONGEST_ODD_AMOUNT = 12
"""An amount in words (约500, 待定) is short; a longer text in its place is a cell that was moved."""


_GOAL = "目标"
"""A row without amounts whose label ends so states a goal in words that the form does not know; it is no task."""


@dataclass(slots=True)
class _Row:
    """Is one line of the table before the money unit is known; ``tasks`` are those of a group."""

    name: Cell | None
    content: Cell | None
    remark: Cell | None
    money: tuple[tuple[Column, Cell | None], ...]
    tasks: list[_Row] | None = None


@dataclass(slots=True)
class _Group:
    """Is the group that is open: its row, where its label stands, and the last row that its merge covers."""

    row: _Row
    column: int
    bottom: int | None


@dataclass(slots=True)
class TaskTable:
    """Reads the rows under a header of tasks."""

    page: Page
    header: Header
    _rows: list[_Row] = field(default_factory=list)
    _total: _Row | None = None
    _group: _Group | None = None
    _shift: int = 0

    def read(self, cells: Sequence[Cell]) -> bool:
        """Read a row; False when it is no row of this table."""
        words = [self.page.meaning(cell) for cell in cells if not _is_number(cell)]
        placed = place(cells, self.header, self._judge, self._shift)
        if any(word.total for word in words):
            return self._read_total(self._by_amounts(cells), "total")
        if any(word.subtotal for word in words):
            return self._read_total(self._by_amounts(cells), "subtotal")
        if placed is None or not self._is_task(placed):
            return False
        self._read_task(placed)
        return True

    def _is_task(self, placed: Placed) -> bool:
        """Tell a task from a line of prose: a lone text is one only where it keeps to the column of names."""
        name = placed.get("name")
        if len(placed.cells) == 1 and name is not None:
            column = placed.cells[0][0]
            return self.page.grid.format != "text" and self.page.right_edge(name) <= column.right
        if name is not None and not _money(placed) and label_key(name.text).endswith(_GOAL):
            return False
        return name is not None or placed.get("content") is not None

    def _by_amounts(self, cells: Sequence[Cell]) -> Placed:
        """Place a total row by its amounts alone."""
        return place(cells, self.header, self._money_fit) or Placed(cells[0].row, (), tuple(cells), 0)

    def _judge(self, placed: Placed) -> Fit:
        names = placed.all("name") + placed.all("group")
        texts = placed.all("content") + placed.all("remark")
        faults, oddities, merits = self._money_fit(placed)
        faults -= sum(_is_number(cell) for cell in (*names, *texts)) + (0 if names else 1)
        faults -= max(0, len(placed.all("content")) - 1) + max(0, len(placed.all("name")) - 2)
        if len(names) == 1 and self.page.meaning(names[0]).section is not None:
            faults -= 1  # 年度主要任务 beside a task is the label of its group
        beside = [c for c in placed.unplaced if names and c.column < names[0].column and not _is_number(c)]
        faults -= len(placed.unplaced) - min(1, len(beside))  # one text beside the name is the label of a group
        return faults, oddities, merits + len(names) + len(texts)

    def _money_fit(self, placed: Placed) -> Fit:
        money = _money(placed)
        words = [cell.text for _, cell in money if not _is_number(cell) and not is_placeholder(cell.text)]
        narrative = sum(len(text) > _LONGEST_ODD_AMOUNT for text in words)
        doubled = len(money) - len({column.left for column, _ in money})
        return -narrative - doubled, narrative - len(words), len(money)

    def _read_total(self, placed: Placed, which: str) -> bool:
        row = _Row(None, None, None, self._money_row(placed))
        if not row.money:
            return False
        if which == "subtotal" and self._group is not None and not self._group.row.money:
            self._group.row.money = row.money
        elif which == "total" and self._total is None:
            self._total = row
            self._group = None
        else:
            return False
        for cell in (*placed.unplaced, *(cell for column, cell in placed.cells if column.role not in _MONEY)):
            if self.page.meaning(cell).total or self.page.meaning(cell).subtotal:
                self.page.claim(f"totals.{which}", cell)
        return True

    def _read_task(self, placed: Placed) -> None:
        self._shift = placed.shift
        names = placed.all("name")
        name = names[-1] if names else None
        beside = [cell for cell in placed.unplaced if names and cell.column < names[0].column]
        labels = [*beside, *placed.all("group"), *names[:-1]]  # two texts for one name: the left one is the group's
        label = labels[-1] if labels else None
        row = _Row(name, placed.get("content"), placed.get("remark"), self._money_row(placed))
        for ordinal in placed.all("ordinal"):
            self.page.claim("columns.tasks.ordinal", ordinal)
        if label is not None:
            group = _Row(label, None, None, (), tasks=[])
            bottom = self.page.bottom_edge(label)
            self._group = _Group(group, label.column, bottom if bottom > label.row else None)
            self._rows.append(group)
        elif self._group is not None and not self._continues(placed, name):
            self._group = None
        target = self._group.row.tasks if self._group is not None else None
        (self._rows if target is None else target).append(row)
        if labels[:-1]:
            self.page.note("undecided-row", labels[:-1])

    def _money_row(self, placed: Placed) -> tuple[tuple[Column, Cell | None], ...]:
        """Give the amounts column by column, a blank one as None; nothing at all when the whole row is blank."""
        held = {column.left: cell for column, cell in reversed(_money(placed))}
        if not held:
            return ()
        return tuple((column, held.get(column.left)) for column in self.header.columns if column.role in _MONEY)

    def _continues(self, placed: Placed, name: Cell | None) -> bool:
        """Tell whether the open group goes on: its merge covers the row, or its place is left blank."""
        group = self._group
        if group is None:
            return False
        if group.bottom is not None:
            return placed.row <= group.bottom
        return name is None or name.column > group.column

    def concerns(self, cells: Sequence[Cell]) -> bool:
        """Tell whether a row that could not be read holds figures of this table."""
        return any(_is_number(cell) for cell in cells)

    def build(self, leaves: Leaves, unit: MoneyUnit | None) -> tuple[tuple[Task, ...], BudgetLine | None]:
        """Build the tasks and the printed total."""
        rows = _nested(self._rows)
        tasks = tuple(_task(row, f"tasks[{index}]", leaves, unit) for index, row in enumerate(rows))
        total = _budget(self._total.money, "stated_total", leaves, unit) if self._total else None
        return tasks, total


def _nested(rows: list[_Row]) -> list[_Row]:
    """Put numbered rows under the row that they add up to: 1.人员经费 under 一、基本支出, 其中：在职 under 人员经费.

    Rows that do not add up stay beside each other: what they are to each other is then not decided by their numbers.
    """
    families: list[list[_Row]] = []
    for row in rows:
        head = families[-1][0] if families else None
        if head is not None and head.tasks is None and row.tasks is None and _level(row) > _level(head):
            families[-1].append(row)
        else:
            families.append([row])
    return [row for family in families for row in _kept_together(*family)]


def _level(row: _Row) -> int:
    """Say how deep a row's number stands: 一、 above a bare name above 1. above 其中."""
    name = comparable(row.name.text) if row.name is not None else ""
    return next((depth for number, depth in _NUMBERS if number.match(name)), _BARE)


def _kept_together(head: _Row, *children: _Row) -> list[_Row]:
    total, parts = _total_of(head), [_total_of(child) for child in children]
    known = [part for part in parts if part is not None]
    if children and total is not None and len(known) == len(parts) and sum(known, Decimal(0)) == total:
        return [replace(head, tasks=list(children))]
    return [head, *children]


def _total_of(row: _Row) -> Decimal | None:
    cell = next((cell for column, cell in row.money if column.role in ("amounts", "total")), None)
    return read_amount(cell.text, None) if cell is not None else None


def _is_number(cell: Cell) -> bool:
    return read_amount(cell.text, None) is not None


def _money(placed: Placed) -> tuple[tuple[Column, Cell], ...]:
    return tuple((column, cell) for column, cell in placed.cells if column.role in _MONEY)


def _task(row: _Row, path: str, leaves: Leaves, unit: MoneyUnit | None) -> Task:
    leaves.add(f"{path}.content", row.content)
    return Task(
        name=leaves.text(f"{path}.name", row.name),
        content="\n".join(paragraphs(row.content.text)) or None if row.content else None,
        budget=_budget(row.money, f"{path}.budget", leaves, unit) if row.money else None,
        remark=leaves.text(f"{path}.remark", row.remark),
        subtasks=tuple(
            _task(child, f"{path}.subtasks[{index}]", leaves, unit) for index, child in enumerate(row.tasks or ())
        ),
    )


def _budget(
    money: tuple[tuple[Column, Cell | None], ...], path: str, leaves: Leaves, unit: MoneyUnit | None
) -> BudgetLine:
    total: Decimal | None = None
    total_text: str | None = None
    sources: list[FundingSource] = []
    for column, cell in money:
        amount = read_amount(cell.text, unit) if cell else None
        words = one_line(cell.text) if cell and amount is None and not is_placeholder(cell.text) else None
        if column.role in ("amounts", "total"):
            leaves.add(f"{path}.total", cell)
            total, total_text = (amount, words) if cell is not None else (total, total_text)
        else:
            leaves.add(f"{path}.sources[{len(sources)}].amount", cell)
            label = plain_label(column.cell.text)
            sources.append(FundingSource(label=label, kind=_MONEY[column.role or ""], amount=amount, amount_text=words))
    return BudgetLine(total=total, total_text=total_text, sources=tuple(sources))
