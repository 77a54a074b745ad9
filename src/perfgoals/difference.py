"""What changed from one sheet to another: tasks, money, goals and targets, each at its place in both sheets."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from decimal import Decimal
from itertools import chain
from typing import Literal

from pydantic import BaseModel, ConfigDict

from perfgoals.checker.consistency_figures import Amount
from perfgoals.checker.facts import Facts, IndicatorRow, digits, plain
from perfgoals.checker.matching import Matched, TaskRow, match_indicators, match_tasks, unlike, without_year
from perfgoals.errors import UsageError
from perfgoals.models import BudgetLine, GoalSheet
from perfgoals.precision import subtract
from perfgoals.readers.grid import Cell
from perfgoals.targets import Deadline, Missing, Several, Strictness, Target, strictness

Subject = Literal["task", "amount", "goal", "indicator", "target"]
How = Literal[
    "added",
    "removed",
    "renamed",
    "reworded",
    "regrouped",
    "increased",
    "decreased",
    "tightened",
    "loosened",
    "moved",
    "undecided",
]


class _Answer(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")


class Place(_Answer):
    """Is one side of a change: the path, what it says, and the cells it was read from."""

    path: str
    text: str | None = None
    cells: tuple[Cell, ...] = ()


class Change(_Answer):
    """Is one difference.

    name: the task or the indicator, or which goal. part: of an amount, its label (总额, 财政拨款). how: the content of
    a task or a paragraph of a goal was reworded; an amount was increased or decreased; a target tightened when it
    allows less than before, loosened when more, moved when something else, and undecided where that cannot be said
    (words, another unit, no direction). old, new: None where there is none.
    difference: by how much an amount changed, in the money unit of the new sheet.
    """

    subject: Subject
    how: How
    name: str
    part: str | None = None
    old: Place | None = None
    new: Place | None = None
    difference: Decimal | None = None


class Remark(_Answer):
    """Is one thing that two sheets should have in common and have not: kind, department, project, years one apart."""

    what: Literal["kind", "department", "project", "year"]
    old: str | None = None
    new: str | None = None


class Difference(_Answer):
    """Is all that changed, in the order: tasks, money, goals, indicators, targets; each in the order of its sheet.

    remarks: why the two may not be last year's and this year's sheet of one body; they are no changes.
    """

    schema_version: Literal["1"] = "1"
    remarks: tuple[Remark, ...] = ()
    changes: tuple[Change, ...] = ()

    def of(self, subject: Subject) -> tuple[Change, ...]:
        """Give the changes of tasks, amounts, goals, indicators or targets alone."""
        return tuple(change for change in self.changes if change.subject == subject)


def diff(old: GoalSheet, new: GoalSheet) -> Difference:
    r"""Compare two sheets, such as last year's and this year's, or a draft and what was approved.

    Tasks and indicators are matched by name, the year of the sheet aside; they count as renamed only where nothing else
    can be meant: a task of the same content, an indicator whose name differs by synonyms alone.

    >>> from perfgoals.checker.examples import sheet_of
    >>> old = sheet_of("year: 2022\ntask: 购书 | 书 | 50\nindicator: 产出指标 | 数量指标 | 新书 | ≥300册")
    >>> new = sheet_of("year: 2023\ntask: 购书 | 书 | 48\nindicator: 产出指标 | 数量指标 | 新书 | ≥350册")
    >>> [(change.subject, change.how, change.name) for change in diff(old, new).changes]
    [('amount', 'decreased', '购书'), ('amount', 'decreased', '合计'), ('target', 'tightened', '新书')]
    """
    for sheet in (old, new):
        if not isinstance(sheet, GoalSheet):
            raise UsageError("no-goal-sheet-given", type=type(sheet).__name__)
    both = _Both(old, new)
    tasks, indicators = match_tasks(old, new), match_indicators(Facts(old), Facts(new))
    parts = (
        _tasks(both, tasks),
        _money(both, tasks),
        _goals(both),
        _indicators(both, indicators),
        _targets(both, indicators),
    )
    remarks = tuple(Remark(what=each.what, old=each.old, new=each.new) for each in unlike(old, new))
    return Difference(remarks=remarks, changes=tuple(chain.from_iterable(parts)))


@dataclass(frozen=True, slots=True)
class _Leaf:
    path: str
    text: str | None


@dataclass(frozen=True, slots=True)
class _Figure:
    """Is one amount: ``key`` tells it from the others of its row or block, ``part`` is its label within a row."""

    key: tuple[str, ...]
    name: str
    part: str | None
    path: str
    amount: Decimal

    @property
    def leaf(self) -> _Leaf:
        return _Leaf(self.path, digits(self.amount))


@dataclass(frozen=True, slots=True)
class _Both:
    """Is the two sheets that are compared."""

    old: GoalSheet
    new: GoalSheet

    def differ(self, old: str | None, new: str | None) -> bool:
        """Tell whether two texts say something else, the year of their own sheet aside."""
        return without_year(old, self.old.year) != without_year(new, self.new.year)

    def change(self, subject: Subject, how: How, name: str | None, old: _Leaf | None, new: _Leaf | None) -> Change:
        return Change(
            subject=subject,
            how=how,
            name=name or "",
            old=old and Place(path=old.path, text=old.text, cells=self.old.locate_all(old.path)),
            new=new and Place(path=new.path, text=new.text, cells=self.new.locate_all(new.path)),
        )


def _tasks(both: _Both, tasks: Matched[TaskRow]) -> Iterator[Change]:
    for row in tasks.only_old:
        yield both.change("task", "removed", row.task.name, _name_of(row), None)
    for row in tasks.only_new:
        yield both.change("task", "added", row.task.name, None, _name_of(row))
    for row, other in tasks.pairs:
        if row.name != other.name:
            yield both.change("task", "renamed", other.task.name, _name_of(row), _name_of(other))
        if both.differ(row.task.content, other.task.content):
            yield both.change("task", "reworded", other.task.name, _content_of(row), _content_of(other))


def _content_of(row: TaskRow) -> _Leaf:
    return _Leaf(f"{row.path}.content", row.task.content)


def _name_of(row: TaskRow) -> _Leaf:
    return _Leaf(f"{row.path}.name", row.task.name)


def _money(both: _Both, tasks: Matched[TaskRow]) -> Iterator[Change]:
    for row, other in tasks.pairs:
        name = other.task.name or ""
        before = _line(name, f"{row.path}.budget", row.task.budget)
        yield from _amounts(both, before, _line(name, f"{other.path}.budget", other.task.budget))
    printed = both.old.stated_total is not None and both.new.stated_total is not None
    yield from _amounts(both, *(_total(sheet, printed=printed) for sheet in (both.old, both.new)))
    yield from _amounts(both, _funding(both.old), _funding(both.new))


def _line(name: str, path: str, line: BudgetLine | None) -> list[_Figure]:
    if line is None:
        return []
    figures = [] if line.total is None else [_Figure((), name, "总额", f"{path}.total", line.total)]
    return figures + [
        _Figure((plain(source.label),), name, source.label, f"{path}.sources[{index}].amount", source.amount)
        for index, source in enumerate(line.sources)
        if source.amount is not None
    ]


def _total(sheet: GoalSheet, *, printed: bool) -> list[_Figure]:
    """Give the printed total with its sources where both sheets have one, else the sum of the tasks."""
    if printed:
        return _line("合计", "stated_total", sheet.stated_total)
    return [] if sheet.total is None else [_Figure((), "合计", "总额", "tasks", sheet.total)]


def _funding(sheet: GoalSheet) -> list[_Figure]:
    return [
        _Figure((plain(line.label), amount.role), line.label, amount.label, f"{path}.amount", amount.amount)
        for row, line in enumerate(sheet.funding)
        for path, amount in ((f"funding[{row}].amounts[{column}]", each) for column, each in enumerate(line.amounts))
        if amount.amount is not None
    ]


def _amounts(both: _Both, before: list[_Figure], after: list[_Figure]) -> Iterator[Change]:
    """Compare the amounts of a row or a block; what either sheet has twice under one label is left out."""
    twice = {key for side in (before, after) for key, count in Counter(f.key for f in side).items() if count > 1}
    olds, news = ({f.key: f for f in side if f.key not in twice} for side in (before, after))
    for key, old in olds.items():
        if key in news:
            yield from _grown(both, old, news[key])
        else:
            yield _amount(both, "removed", old, None)
    for key, new in news.items():
        if key not in olds:
            yield _amount(both, "added", None, new)


def _grown(both: _Both, old: _Figure, new: _Figure) -> Iterator[Change]:
    before, unit = old.amount, both.new.unit
    if both.old.unit != unit:
        if both.old.unit is None or unit is None:
            yield _amount(both, "undecided", old, new)
            return
        before = Amount.of(before, both.old.unit, unit).value
    difference = subtract(new.amount, before)
    if difference:
        yield _amount(both, "increased" if difference > 0 else "decreased", old, new, difference)


def _amount(
    both: _Both, how: How, old: _Figure | None, new: _Figure | None, difference: Decimal | None = None
) -> Change:
    name, part = next((figure.name, figure.part) for figure in (new, old) if figure)
    change = both.change("amount", how, name, old.leaf if old else None, new.leaf if new else None)
    return change.model_copy(update={"part": part, "difference": difference})


def _goals(both: _Both) -> Iterator[Change]:
    for name, path in (("中期目标", "medium_term_goal"), ("年度总体目标", "goal")):
        before, after = (_paragraphs(sheet, path) for sheet in (both.old, both.new))
        if "".join(before) != "".join(after):
            yield from _goal(both, name, before, after)


def _paragraphs(sheet: GoalSheet, path: str) -> dict[str, _Leaf]:
    """Give the paragraphs of a goal by what they say, the year of the sheet aside."""
    return {
        without_year(text, sheet.year): _Leaf(f"{path}[{index}]", text)
        for index, text in enumerate(getattr(sheet, path))
    }


def _goal(both: _Both, name: str, before: Mapping[str, _Leaf], after: Mapping[str, _Leaf]) -> Iterator[Change]:
    """Compare paragraphs; where as many are gone as have come, each stands for the one in its place."""
    gone = [leaf for text, leaf in before.items() if text not in after]
    come = [leaf for text, leaf in after.items() if text not in before]
    if len(gone) == len(come):
        yield from (both.change("goal", "reworded", name, old, new) for old, new in zip(gone, come, strict=True))
        return
    yield from (both.change("goal", "removed", name, old, None) for old in gone)
    yield from (both.change("goal", "added", name, None, new) for new in come)


def _indicators(both: _Both, indicators: Matched[IndicatorRow]) -> Iterator[Change]:
    for row in indicators.only_old:
        yield both.change("indicator", "removed", row.indicator.name, _target_of(row), None)
    for row in indicators.only_new:
        yield both.change("indicator", "added", row.indicator.name, None, _target_of(row))
    for row, other in indicators.pairs:
        name = other.indicator.name
        if both.differ(row.name, other.name):
            yield both.change(
                "indicator", "renamed", name, _Leaf(row.name_path, row.indicator.name), _Leaf(other.name_path, name)
            )
        if row.group_kind and other.group_kind and row.group_kind != other.group_kind:
            yield both.change("indicator", "regrouped", name, _group_of(row), _group_of(other))


def _target_of(row: IndicatorRow) -> _Leaf:
    return _Leaf(row.target_path, row.indicator.target.text)


def _group_of(row: IndicatorRow) -> _Leaf:
    return _Leaf(f"indicators[{row.category_index}].groups[{row.group_index}].label", row.group.label)


def _targets(both: _Both, indicators: Matched[IndicatorRow]) -> Iterator[Change]:
    years = both.new.year - both.old.year if both.new.year and both.old.year else 0
    for row, other in _with_parties(indicators.pairs):
        how = _stricter(row.indicator.target, other.indicator.target, years)
        if how != "equal":
            yield both.change("target", how or "undecided", other.indicator.name, _target_of(row), _target_of(other))


def _with_parties(pairs: Iterable[tuple[IndicatorRow, IndicatorRow]]) -> Iterator[tuple[IndicatorRow, IndicatorRow]]:
    """Pair the targets of all together, and those of each party of the same name."""
    for row, other in pairs:
        yield row, other
        parties = {each.party_label: each for each in row.by_party[1:]}
        yield from ((parties[each.party_label], each) for each in other.by_party[1:] if each.party_label in parties)


def _stricter(old: Target, new: Target, years: int) -> Strictness | Literal["added", "removed"] | None:
    if isinstance(old, Missing) or isinstance(new, Missing):
        return "equal" if old.kind == new.kind else "added" if isinstance(old, Missing) else "removed"
    try:
        return strictness(_later(old, years), new)
    except ValueError:  # 2月29日 of a year has no like in the next
        return None


def _later(target: Target, years: int) -> Target:
    """Move the days of a target by whole years, so that each is seen within the year of its own sheet."""
    if isinstance(target, Several):
        parts = (_moved(part, years) if isinstance(part, Deadline) else part for part in target.targets)
        return replace(target, targets=tuple(parts))
    return _moved(target, years) if isinstance(target, Deadline) else target


def _moved(deadline: Deadline, years: int) -> Deadline:
    start, end = (day and day.replace(year=day.year + years) for day in (deadline.start, deadline.end))
    return replace(deadline, start=start, end=end)
