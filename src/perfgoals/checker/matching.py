"""What belongs together in two sheets: tasks and indicators of the same name, and those that were certainly renamed."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Hashable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Generic, Literal, NamedTuple, TypeVar

from perfgoals.checker.consistency_pairs import concept
from perfgoals.checker.facts import Facts, IndicatorRow, plain
from perfgoals.models import GoalSheet, Task

Node = TypeVar("Node")
Key = Callable[[Node], Hashable]

_TELLING = 10
"""From this length on the content of a task is a text of its own, which two tasks do not share by chance."""


@dataclass(frozen=True, slots=True)
class TaskRow:
    """Is a task or a group of tasks with its path, the names of the groups above it, and its own name to compare."""

    path: str
    groups: tuple[str, ...]
    task: Task
    name: str

    @property
    def is_group(self) -> bool:
        """Tell whether the row is a group."""
        return bool(self.task.subtasks)


@dataclass(frozen=True, slots=True)
class Matched(Generic[Node]):
    """Is what two sheets have in common and what only one of them has, each in the order of its sheet."""

    pairs: tuple[tuple[Node, Node], ...]
    only_old: tuple[Node, ...]
    only_new: tuple[Node, ...]


class Unlike(NamedTuple):
    """Is one thing in which two sheets are not of one body, a year apart; ``path`` is the leaf of the new sheet."""

    what: Literal["kind", "department", "project", "year"]
    path: str
    old: str | None
    new: str | None


def unlike(old: GoalSheet, new: GoalSheet) -> Iterator[Unlike]:
    """Say what speaks against two sheets being of the same thing, last year's and this year's; blanks say nothing.

    >>> [each.what for each in unlike(GoalSheet(kind="department", year=2022), GoalSheet(kind="department", year=2022))]
    ['year']
    """
    if old.kind != new.kind:
        yield Unlike("kind", "kind", old.kind, new.kind)
    if _differ(old.department.name, new.department.name):
        yield Unlike("department", "department.name", old.department.name, new.department.name)
    before, after = (sheet.project.name if sheet.project else None for sheet in (old, new))
    # A project's sheet beside a department's, which names none.
    is_another = (before and new.kind == "department") or (after and old.kind == "department")
    if is_another or _differ(before, after):
        yield Unlike("project", "project.name" if new.project else "department.name", before, after)
    if old.year is not None and new.year is not None and new.year != old.year + 1:
        yield Unlike("year", "year", str(old.year), str(new.year))


def _differ(one: str | None, other: str | None) -> bool:
    return bool(plain(one) and plain(other)) and plain(one) != plain(other)


def task_rows(sheet: GoalSheet) -> list[TaskRow]:
    """Walk the named tasks and groups; the year of the sheet does not count in a name."""
    return [
        TaskRow(path, tuple(map(plain, groups)), task, name)
        for groups, path, task in sheet.walk_tasks()
        if (name := without_year(task.name, sheet.year))
    ]


def without_year(name: str | None, year: int | None) -> str:
    """Give a name to compare, without the year of its own sheet.

    >>> without_year("2022年 培训人数", 2022), without_year("2021年培训人数", 2022)
    ('培训人数', '2021年培训人数')
    """
    text = plain(name)
    return text.replace(f"{year}年度", "").replace(f"{year}年", "") if year else text


def match_tasks(old: GoalSheet, new: GoalSheet) -> Matched[TaskRow]:
    """Match tasks by their place and name, then by name, then by a content that only one task has."""
    return _match(
        task_rows(old),
        task_rows(new),
        lambda row: (row.is_group, row.groups, row.name, row.task.content, row.task.budget),
        (
            lambda row: (row.is_group, row.groups, row.name),
            lambda row: (row.is_group, row.name),
            lambda row: _content(row) or None,
        ),
    )


def _content(row: TaskRow) -> str:
    text = plain(row.task.content)
    return text if len(text) >= _TELLING else ""


def match_indicators(old: Facts, new: Facts) -> Matched[IndicatorRow]:
    """Match indicators by kind and name, then by name, then by the concept that the name stands for."""
    years = {id(row): facts.sheet.year for facts in (old, new) for row in facts.rows}

    def name(row: IndicatorRow) -> str:
        return without_year(row.name, years[id(row)])

    return _match(
        [row for row in old.rows if name(row)],
        [row for row in new.rows if name(row)],
        lambda row: (_level(row), name(row), row.indicator.target),
        (
            lambda row: (_level(row), name(row)),
            name,
            lambda row: row.group_kind and (row.group_kind, concept(name(row))),
        ),
    )


def _level(row: IndicatorRow) -> str:
    return row.group_kind or plain(row.group.label)


def _match(old: Sequence[Node], new: Sequence[Node], same: Key[Node], keys: Iterable[Key[Node]]) -> Matched[Node]:
    """Match what is the same, then by one key after another what it names once in each sheet: all else is a guess."""
    partners: dict[int, Node] = {}
    rest_old, rest_new = list(old), list(new)
    for key in (same, *keys):
        before, after = _by_key(rest_old, key), _by_key(rest_new, key)
        for value, ones in before.items():
            others = after.get(value, [])
            if key is same or len(ones) == len(others) == 1:
                partners.update((id(one), other) for one, other in zip(ones, others, strict=False))
        taken = {id(each) for each in partners.values()}
        rest_old = [each for each in rest_old if id(each) not in partners]
        rest_new = [each for each in rest_new if id(each) not in taken]
    pairs = tuple((each, partners[id(each)]) for each in old if id(each) in partners)
    return Matched(pairs, tuple(rest_old), tuple(rest_new))


def _by_key(nodes: Iterable[Node], key: Key[Node]) -> dict[Hashable, list[Node]]:
    found: dict[Hashable, list[Node]] = defaultdict(list)
    for node in nodes:
        value = key(node)
        if value is not None:
            found[value].append(node)
    return found
