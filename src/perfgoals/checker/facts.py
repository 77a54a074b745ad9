"""What is derived from a sheet once and asked by many rules: rows of indicators and of money, kinds, nearest cells."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, replace
from decimal import Decimal
from functools import cached_property
from typing import Any, TypeVar

from perfgoals.checker.sums import Points
from perfgoals.forms import Classification, classify
from perfgoals.forms.labels import remembered
from perfgoals.models import BudgetLine, GoalSheet, Indicator, IndicatorCategory, IndicatorGroup, PartyTarget, Task
from perfgoals.readers.grid import Cell
from perfgoals.targets import Several, Target

MARKUP = re.compile(r"</?[A-Za-z][A-Za-z0-9]{0,10}(?: [^<>]{0,200})?/?>|&(?:[a-z]{2,8}|#[0-9]{2,6});")
"""A tag or an entity as web systems leave them in texts."""

Derived = TypeVar("Derived")
_POINTS_OF_INDICATORS = Decimal(90)
"""Of a hundred points, 10 are for the execution of the budget. Source: 财预〔2020〕10号."""
_WIDEST = 40
_LONGEST_QUOTE = 60


def plain(text: str | None) -> str:
    """Give a text in half width without white space, "" for None: the form in which names are compared.

    >>> plain("培训 人数（人）"), plain(None)
    ('培训人数(人)', '')
    """
    return _plain(text) if text else ""


@remembered
def _plain(text: str) -> str:
    return "".join(unicodedata.normalize("NFKC", text).split())


def without_markup(text: str) -> str:
    """Take tags and entities out of a text.

    >>> without_markup("<p>保障&nbsp;运转</p>")
    '保障运转'
    """
    return MARKUP.sub("", text)


def shown(text: str | None) -> str:
    r"""Give a text as a message quotes it: on one line, at most 60 characters and then "…", "—" where there is none.

    >>> shown("多\n行"), shown(None)
    ('多 行', '—')
    """
    line = " ".join(text.split()) if text else ""
    return (line if len(line) <= _LONGEST_QUOTE else line[:_LONGEST_QUOTE] + "…") or "—"


def digits(figure: Decimal) -> str:
    """Write a figure as it was shown, without an exponent.

    >>> digits(Decimal("4.90")), digits(Decimal("2E+5"))
    ('4.90', '200000')
    """
    plain_enough = abs(figure.adjusted()) < _WIDEST
    return format(figure, "f") if plain_enough else str(figure)


@dataclass(frozen=True, slots=True)
class IndicatorRow:
    """Is one indicator with its place in the three levels and the kinds of its category and group."""

    path: str
    category_index: int
    group_index: int
    category: IndicatorCategory
    group: IndicatorGroup
    indicator: Indicator
    category_kind: str | None
    group_kind: str | None
    name: str
    party: int | None = None
    """Which party the target belongs to, where each has one of its own; then ``indicator`` has that target."""

    @property
    def target_path(self) -> str:
        """Give the path of the target."""
        return f"{self.path}.target" if self.party is None else f"{self.path}.party_targets[{self.party}].target"

    @property
    def name_path(self) -> str:
        """Give the path of the name."""
        return f"{self.path}.name"

    @property
    def targets(self) -> tuple[Target, ...]:
        """Give the target, or its parts when one cell holds several."""
        target = self.indicator.target
        return target.targets if isinstance(target, Several) else (target,)

    @property
    def party_label(self) -> str | None:
        """Give the name of the party that the target belongs to."""
        return None if self.party is None else self.indicator.party_targets[self.party].label

    @property
    def by_party(self) -> tuple[IndicatorRow, ...]:
        """Give the row itself and, where each party has a target of its own, one with the target of each."""
        parties = self.indicator.party_targets
        if not parties:
            return (self,)
        return (self, *(replace(self, party=at, indicator=self._with(each)) for at, each in enumerate(parties)))

    def _with(self, party: PartyTarget) -> Indicator:
        return self.indicator.model_copy(update={"target": party.target})

    @property
    def has_value(self) -> bool:
        """Tell whether a target is there, for all or for some party."""
        return any(row.indicator.target.kind != "missing" for row in self.by_party)

    @property
    def is_unused(self) -> bool:
        """Tell whether the row is one of the form that nobody filled in: no name and no value."""
        return not self.name and not self.has_value


@dataclass(frozen=True, slots=True)
class MoneyRow:
    """Is a row of money: a leaf task, a group's subtotal, or the printed total (then ``task`` is None)."""

    path: str
    task: Task | None
    line: BudgetLine

    @property
    def label(self) -> str:
        """Give the name as a message quotes it."""
        return shown(self.task.name) if self.task else "合计"

    def source_path(self, index: int) -> str:
        """Give the path of the amount of a source."""
        return f"{self.path}.sources[{index}].amount"

    @property
    def total_path(self) -> str:
        """Give the path of the total."""
        return f"{self.path}.total"

    @property
    def amounts(self) -> Iterator[tuple[str, Decimal]]:
        """Walk the figures of the row with their paths."""
        if self.line.total is not None:
            yield self.total_path, self.line.total
        for index, source in enumerate(self.line.sources):
            if source.amount is not None:
                yield self.source_path(index), source.amount


class Facts:
    """Holds what is derived from one sheet; each fact is computed when it is first asked for.

    previous: the facts of last year's sheet. projects: those of the sheets of a department's projects.
    """

    def __init__(self, sheet: GoalSheet, previous: GoalSheet | None = None, projects: Iterable[GoalSheet] = ()) -> None:
        self.sheet = sheet
        self.previous = Facts(previous) if previous is not None else None
        self.projects = tuple(map(Facts, projects))
        self._derived: dict[Callable[[Facts], Any], Any] = {}

    def once(self, derive: Callable[[Facts], Derived]) -> Derived:
        """Derive something further, once for all the rules that ask for it."""
        if derive not in self._derived:
            self._derived[derive] = derive(self)
        derived: Derived = self._derived[derive]
        return derived

    @cached_property
    def classified(self) -> Classification:
        """Give the framework and the kinds of the categories and groups."""
        return classify(self.sheet)

    @cached_property
    def partly_read(self) -> frozenset[str]:
        """Name the tables of which a row could not be read, or is not there."""
        unread = {note.args.get("table", "") for note in self.sheet.notes if note.kind == "undecided-row"}
        return frozenset({*unread, "indicators"} if self._is_cut_off else unread)

    @cached_property
    def has_total_row(self) -> bool:
        """Tell whether the row of totals of a self-evaluation was read, behind which no indicator follows."""
        evaluation = self.sheet.evaluation
        return self.sheet.stated_weight is not None or (evaluation is not None and evaluation.score is not None)

    @property
    def _is_cut_off(self) -> bool:
        """Tell whether a self-evaluation ends before its points are given away and its row of totals has come."""
        if self.sheet.kind != "self-evaluation" or self.has_total_row:
            return False
        weights = tuple(row.indicator.weight for row in self.rows if row.indicator.weight is not None)
        found = Points(_POINTS_OF_INDICATORS, weights)
        return bool(weights) and found.verdict == "disjoint" and not found.exceeds

    @cached_property
    def unread_columns(self) -> frozenset[str]:
        """Name the tables with a column whose heading the form does not know."""
        return frozenset(note.args.get("table", "") for note in self.sheet.notes if note.kind == "unknown-column")

    def is_unshown(self, path: str) -> bool:
        """Tell whether a leaf stands in a cell without a value to show, which R03 or R04 reports."""
        return path in self._unshown

    @cached_property
    def _unshown(self) -> frozenset[str]:
        kinds = ("uncached-formula", "error-value")
        cells = frozenset(cell for note in self.sheet.notes if note.kind in kinds for cell in note.cells)
        if not cells:
            return frozenset()
        located = self.sheet.located_paths()
        return frozenset(path for path in located if not cells.isdisjoint(self.sheet.locate_all(path)))

    @cached_property
    def rows(self) -> tuple[IndicatorRow, ...]:
        """Give the indicators that the sheet uses, in its order."""
        return tuple(row for row in self._all_rows() if not row.is_unused)

    def _all_rows(self) -> Iterator[IndicatorRow]:
        kinds = self.classified
        for c, category in enumerate(self.sheet.indicators):
            for g, group in enumerate(category.groups):
                for i, indicator in enumerate(group.indicators):
                    yield IndicatorRow(
                        path=f"indicators[{c}].groups[{g}].indicators[{i}]",
                        category_index=c,
                        group_index=g,
                        category=category,
                        group=group,
                        indicator=indicator,
                        category_kind=kinds.category_kind(c),
                        group_kind=kinds.group_kind(c, g),
                        name=plain(indicator.name),
                    )

    @cached_property
    def tasks(self) -> tuple[tuple[str, Task], ...]:
        """Give the leaf tasks with their paths, in the sheet's order."""
        return tuple((path, task) for _, path, task in self.sheet.walk_tasks() if not task.subtasks)

    @cached_property
    def contents(self) -> tuple[str, ...]:
        """Give the contents of the leaf tasks in half width without white space, in the order of ``tasks``."""
        return tuple(plain(task.content) for _, task in self.tasks)

    @cached_property
    def goal(self) -> tuple[str, ...]:
        """Give the paragraphs of the goal without markup, in half width without white space."""
        return tuple(plain(without_markup(paragraph)) for paragraph in self.sheet.goal)

    @cached_property
    def money(self) -> tuple[MoneyRow, ...]:
        """Give every row of money in the sheet's order, the printed total last."""
        rows = [
            MoneyRow(f"{path}.budget", task, task.budget)
            for _, path, task in self.sheet.walk_tasks()
            if task.budget is not None
        ]
        if self.sheet.stated_total is not None:
            rows.append(MoneyRow("stated_total", None, self.sheet.stated_total))
        return tuple(rows)

    def cells(self, path: str) -> tuple[Cell, ...]:
        """Give the cells of a leaf; where it was printed nowhere, the name of the row that it is missing from."""
        cells = self.sheet.locate_all(path)
        while not cells and "]." in path:
            path = path.rpartition(".")[0]
            cells = self.sheet.locate_all(f"{path}.name") or self._first_cells.get(path, ())
        return cells

    @cached_property
    def _first_cells(self) -> dict[str, tuple[Cell, ...]]:
        first: dict[str, tuple[Cell, ...]] = {}
        for located in self.sheet.located_paths():
            path = located
            while "]." in path:
                path = path.rpartition(".")[0]
                if path in first:
                    break
                first[path] = self.sheet.locate_all(located)
        return first
