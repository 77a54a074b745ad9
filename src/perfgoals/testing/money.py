"""Tasks with their budgets, and the rows of a funding block, under labels that the forms list."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from decimal import Decimal
from typing import TypeVar, get_args

from hypothesis import strategies as st

from perfgoals.forms import Form
from perfgoals.models import (
    Amount,
    AmountRole,
    BudgetLine,
    FundingKind,
    FundingLine,
    FundingSource,
    SourceKind,
    Task,
)
from perfgoals.testing.indicators import figures
from perfgoals.testing.words import word

_PARTS: tuple[FundingKind, ...] = tuple(kind for kind in get_args(FundingKind) if kind != "total")
_BEFORE = ("", "其中:", "1.", "(一)", "其中:1.")
"""How the name of a funding row may be numbered."""

_Key = TypeVar("_Key", bound=str)

amounts = figures(99999, 6)


def _unambiguous(lists: Mapping[_Key, Sequence[str]], key: _Key) -> list[str]:
    """Give the labels of a list that stand in no other one."""
    others = {label for other, labels in lists.items() if other != key for label in labels}
    return [label for label in lists[key] if label not in others]


Sources = tuple[tuple[str, SourceKind | None], ...]
"""Label and kind of each source's column in a table of tasks."""


@st.composite
def _sources(draw: st.DrawFn) -> Sources:
    columns = Form.builtin("department").columns.tasks
    if draw(st.booleans()):
        fiscal = draw(st.sampled_from(_unambiguous(columns, "fiscal")))
        other = draw(st.sampled_from(_unambiguous(columns, "other")))
        return ((fiscal, "fiscal"), (other, "other"))
    labels = draw(st.lists(st.sampled_from(_unambiguous(columns, "source")), max_size=3, unique=True))
    return tuple((label, None) for label in labels)


@st.composite
def task_tables(draw: st.DrawFn) -> tuple[tuple[Task, ...], BudgetLine | None]:
    """Draw the tasks of a sheet, some of them in groups, and the printed total."""
    sources = draw(_sources())
    budgets = draw(st.sampled_from((_budgets(sources), st.none()))) if draw(st.booleans()) else _budgets(sources)
    plain = st.lists(_tasks(budgets), max_size=3)
    listed = [*draw(plain)]
    for name in draw(st.lists(word("task-groups"), max_size=2, unique=True)):
        group = Task(
            name=name,
            budget=draw(st.none() | budgets),
            subtasks=tuple(draw(st.lists(_tasks(budgets), min_size=1, max_size=3))),
        )
        listed += [group, *draw(plain)]
    return tuple(listed), draw(st.none() | budgets) if listed else None


def _tasks(budgets: st.SearchStrategy[BudgetLine | None]) -> st.SearchStrategy[Task]:
    names = st.builds("".join, st.tuples(word("tasks"), word("task-endings")))
    return st.builds(Task, name=names, content=st.none() | word("contents"), budget=budgets)


def _budgets(sources: Sources) -> st.SearchStrategy[BudgetLine | None]:
    """Draw a row of amounts, balanced or not."""
    parts = [
        st.builds(FundingSource, label=st.just(label), kind=st.just(kind), amount=st.none() | amounts)
        for label, kind in sources
    ]
    return st.builds(BudgetLine, total=amounts, sources=st.tuples(*parts))


@st.composite
def funding_blocks(draw: st.DrawFn) -> tuple[FundingLine, ...]:
    """Draw the funding of a goal sheet: one amount for each source, or the medium term beside the year."""
    kinds = draw(_kinds())
    sides: tuple[AmountRole, ...] = draw(st.sampled_from((("amount",), ("medium-term", "amount"))))
    return tuple(
        FundingLine(
            label=draw(_labels(kind)), kind=kind, amounts=(Amount(role=side, amount=draw(amounts | st.none())),)
        )
        for kind in kinds
        for side in sides
    )


@st.composite
def execution_blocks(draw: st.DrawFn) -> tuple[FundingLine, ...]:
    """Draw the funding of a self-evaluation: what was budgeted and what was spent, with the points for it."""
    labels = Form.builtin("self-evaluation").columns.funding
    roles: list[AmountRole] = ["budget", "executed"]
    if draw(st.booleans()):
        roles.insert(0, "initial")
    columns = [(draw(st.sampled_from(_unambiguous(labels, role))), role) for role in roles]
    kinds = draw(_kinds())
    points = draw(st.booleans())
    rates = draw(st.lists(st.none() | figures(120, 2), min_size=len(kinds), max_size=len(kinds)))
    return tuple(
        FundingLine(
            label=draw(_labels(kind)),
            kind=kind,
            amounts=tuple(_filled(draw(st.lists(st.none() | amounts, min_size=3, max_size=3)), columns)),
            rate=rate,
            rate_unit=None if rate is None else "%",
            weight=draw(figures(20, 1)) if points and kind == "total" else None,
            score=draw(figures(20, 2)) if points and kind == "total" else None,
        )
        for kind, rate in zip(kinds, rates, strict=True)
    )


def _filled(drawn: Iterable[Decimal | None], columns: Iterable[tuple[str, AmountRole]]) -> Iterable[Amount]:
    for amount, (label, role) in zip(drawn, columns, strict=False):
        yield Amount(label=label, role=role, amount=amount)


def _kinds() -> st.SearchStrategy[tuple[FundingKind, ...]]:
    """Draw the rows of a block: the total, then some of the parts."""
    parts = st.lists(st.sampled_from(_PARTS), max_size=5, unique=True)
    return parts.map(lambda kinds: ("total", *kinds))


@st.composite
def _labels(draw: st.DrawFn, kind: FundingKind) -> str:
    form = Form.builtin("project")
    sections = {label for labels in form.sections.values() for label in labels}
    name = draw(st.sampled_from([label for label in _unambiguous(form.funding, kind) if label not in sections]))
    return name if kind == "total" else draw(st.sampled_from(_BEFORE)) + name
