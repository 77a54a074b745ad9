"""Whole sheets of the three kinds."""

from __future__ import annotations

from typing import Any

from hypothesis import strategies as st

from perfgoals.models import (
    Department,
    Evaluation,
    GoalSheet,
    MoneyUnit,
    Project,
    ProjectSheet,
    SelfEvaluation,
    SheetKind,
)
from perfgoals.testing.indicators import categories, figures
from perfgoals.testing.money import execution_blocks, funding_blocks, task_tables
from perfgoals.testing.words import listed, word


def goal_sheets() -> st.SearchStrategy[GoalSheet]:
    """Draw a sheet of any kind."""
    return st.one_of(department_sheets(), project_sheets(), self_evaluations())


@st.composite
def department_sheets(draw: st.DrawFn) -> GoalSheet:
    """Draw a department's overall goal sheet (整体支出绩效目标表).

    >>> from hypothesis import given, settings
    >>> @settings(max_examples=5)
    ... @given(department_sheets())
    ... def has_its_kind(sheet):
    ...     assert sheet.kind == "department"
    >>> has_its_kind()
    """
    tasks, total = draw(task_tables())
    return GoalSheet(**draw(_common("department")), department=draw(_departments()), tasks=tasks, stated_total=total)


@st.composite
def project_sheets(draw: st.DrawFn) -> ProjectSheet:
    """Draw a project's goal sheet (项目支出绩效目标表): its facts, its funding, the goals of the term and the year.

    >>> from hypothesis import given, settings
    >>> @settings(max_examples=5)
    ... @given(project_sheets())
    ... def has_its_kind(sheet):
    ...     assert sheet.kind == "project"
    >>> has_its_kind()
    """
    return ProjectSheet(
        **draw(_common("project")),
        project=draw(_projects()),
        funding=draw(funding_blocks()),
        medium_term_goal=draw(st.just(()) | _paragraphs("goals")),
    )


@st.composite
def self_evaluations(draw: st.DrawFn) -> SelfEvaluation:
    """Draw a self-evaluation (绩效自评表): execution, expected and actual goal, what each indicator reached, the score.

    >>> from hypothesis import given, settings
    >>> @settings(max_examples=5)
    ... @given(self_evaluations())
    ... def has_its_kind(sheet):
    ...     assert sheet.kind == "self-evaluation"
    >>> has_its_kind()
    """
    of_project = draw(st.booleans())
    total = draw(st.none() | figures(100, 2))
    return SelfEvaluation(
        **draw(_common("self-evaluation")),
        project=draw(_projects()) if of_project else Project(),
        department=Department() if of_project else draw(_departments("name", "code")),
        funding=draw(execution_blocks()),
        stated_weight=draw(figures(100, 1)) if total is not None else None,
        evaluation=Evaluation(
            goal=draw(st.just(()) | _paragraphs("results")),
            score=total,
            grade=draw(st.none() | st.sampled_from("优良中差")) if total is not None else None,
            **draw(_facts(dict.fromkeys(("conclusion", "problems", "measures", "explanation"), "texts"))),
        ),
    )


@st.composite
def _common(draw: st.DrawFn, kind: SheetKind) -> dict[str, Any]:
    """Draw what sheets of all kinds have."""
    year = draw(st.integers(2015, 2035)) if draw(st.integers(0, 7)) else None
    fitting = [title for title in listed(f"titles.{kind}") if year is not None or "{year}" not in title]
    units: list[MoneyUnit | None] = ["万元", "元", None]
    return {
        "kind": kind,
        "title": draw(st.sampled_from(fitting)).format(year=year),
        "year": year,
        "unit": draw(st.sampled_from(units)),
        "goal": draw(_paragraphs("goals")),
        "indicators": draw(categories(year, evaluated=kind == "self-evaluation")),
        "footnotes": draw(st.lists(word("footnotes"), max_size=3, unique=True).map(tuple)),
    }


def _paragraphs(key: str) -> st.SearchStrategy[tuple[str, ...]]:
    return st.lists(word(key), min_size=1, max_size=3).map(tuple)


@st.composite
def _facts(draw: st.DrawFn, lists: dict[str, str]) -> dict[str, str]:
    """Draw some of the fields, each from its list of words."""
    fields = draw(st.lists(st.sampled_from([*lists]), unique=True))
    return {field: draw(word(lists[field])) for field in fields}


@st.composite
def _departments(draw: st.DrawFn, *fields: str) -> Department:
    lists = {"code": "codes", "contact": "people", "phone": "phones", "duties": "texts", "headcount": "headcounts"}
    chosen = {field: key for field, key in lists.items() if not fields or field in fields}
    return Department(name=draw(word("departments")), **draw(_facts(chosen)))


@st.composite
def _projects(draw: st.DrawFn) -> Project:
    lists = {
        "code": "codes",
        "competent_department": "departments",
        "implementing_unit": "departments",
        "attribute": "attributes",
        "period": "periods",
        "contact": "people",
        "phone": "phones",
        "overview": "texts",
        "basis": "texts",
    }
    return Project(name=draw(word("projects")), **draw(_facts(lists)))
