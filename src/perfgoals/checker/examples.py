"""The small notation in which rules show a hit and a near miss, and its builder.

One line a part of the sheet, ``key: values``, values divided by ``|``; a blank value is absent, ``字×2001`` a long one.
What is not given stays as an empty department sheet of 2022 in 万元 has it::

    kind: department            title: …      year: 2022      unit: 万元      department: 某局    project: its name
    task: name | content | total | 财政拨款 | 其他资金       subtask: the same, under the group before it
    group: name | total | 财政拨款 | 其他资金                total: total | 财政拨款 | 其他资金
    sources: 财政拨款 | 其他资金  (the labels of the sources from here on)
    funding: label | kind | amount | medium-term amount
    goal: a paragraph           footnote: a line
    indicator: first level | second level | name | value | weight    (points stand behind a level: 产出指标（50分）)
    evaluated: the four, actual value | weight | score | reason
    execution: budget of the year | executed | rate in percent | weight | score | reason    result: total score | grade
    stated weight: 100          leftover: text | text       note: kind | text

A line of another sheet stands behind its name: ``last year: evaluated: …`` for the self-evaluation of 2021,
``project 某项目: funding: …`` for the sheet of a project.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Callable, Iterable, Sequence
from decimal import Decimal, InvalidOperation
from typing import Any, NamedTuple

from perfgoals.forms.labels import split_points
from perfgoals.models import GoalSheet
from perfgoals.readers.grid import Cell
from perfgoals.targets import Target

_LONG = re.compile(r"\A(.)×([0-9]{3,5})\Z")
_BESIDE = re.compile(r"(last year|project [^:]+): ")
_KINDS = {"财政拨款": "fiscal", "其他资金": "other"}


class Example(NamedTuple):
    """Is a sheet of the notation with the sheets that it is judged beside."""

    sheet: GoalSheet
    previous: GoalSheet | None
    projects: tuple[GoalSheet, ...]


def sheet_of(text: str) -> GoalSheet:
    """Build a sheet from the notation; raises ValueError for a line that the notation does not know.

    >>> sheet_of("task: 人员保障 | 工资 | 500 | 480 | 0").tasks[0].budget.fiscal
    Decimal('480')
    """
    return example_of(text).sheet


def example_of(text: str) -> Example:
    r"""Build a sheet and those beside it; raises ValueError for a line that the notation does not know.

    >>> example_of("task: 购书 | 书 | 50\nproject 购书: funding: 资金总额 | total | 60").projects[0].project.name
    '购书'
    """
    lines: dict[str, list[str]] = defaultdict(list)
    for line in filter(None, map(str.strip, text.splitlines())):
        beside = _BESIDE.match(line)
        lines[beside.group(1) if beside else ""].append(line[beside.end() :] if beside else line)
    sheet, last_year = lines.pop("", []), lines.pop("last year", None)
    previous = None if last_year is None else _sheet(["year: 2021", *last_year])
    projects = (_sheet(["kind: project", f"project: {key[8:]}", *lines[key]]) for key in lines)
    return Example(_sheet(sheet), previous, tuple(projects))


def _sheet(lines: Iterable[str]) -> GoalSheet:
    builder = _Builder()
    for line in lines:
        key, colon, rest = line.partition(":")
        build = _BUILDERS.get(key.strip())
        if build is None or not colon:
            raise ValueError(f"no line of the notation begins with {key!r}")
        build(builder, [_LONG.sub(_repeat, value.strip()) or None for value in rest.split("|")])
    return GoalSheet.model_validate(builder.tree)


def _repeat(found: re.Match[str]) -> str:
    return found.group(1) * int(found.group(2))


class _Builder:
    def __init__(self) -> None:
        self.labels = list(_KINDS)
        self.tree: dict[str, Any] = {"kind": "department", "year": 2022, "unit": "万元", "tasks": [], "indicators": []}

    def set(self, key: str, value: Any) -> None:
        self.tree[key] = value

    def append(self, key: str, value: Any) -> None:
        self.tree.setdefault(key, []).append(value)

    def line(self, total: str | None, *sources: str | None) -> dict[str, Any] | None:
        if total is None and not sources:
            return None
        amount, text = _amount(total)
        parts = []
        for label, source in zip(self.labels, sources, strict=False):
            figure, words = _amount(source)
            parts.append({"label": label, "kind": _KINDS.get(label), "amount": figure, "amount_text": words})
        return {"total": amount, "total_text": text, "sources": parts}

    def task(self, name: str | None, content: str | None = None, *amounts: str | None) -> dict[str, Any]:
        return {"name": name, "content": content, "budget": self.line(*amounts) if amounts else None}

    def funding(self, label: str, kind: str, amount: str | None = None, medium_term: str | None = None) -> None:
        columns = {"amount": amount, "medium-term": medium_term}
        amounts = [{"role": role, "amount": _amount(text)[0]} for role, text in columns.items() if text is not None]
        self.append("funding", {"label": label, "kind": kind, "amounts": amounts})

    def indicator(
        self,
        first: str | None,
        second: str | None,
        name: str | None = None,
        value: str | None = None,
        weight: str | None = None,
        **evaluated: Any,
    ) -> None:
        category = _level(self.tree["indicators"], first, "groups")
        group = _level(category["groups"], second, "indicators")
        target = Target.parse(value or "", year=self.tree["year"])
        group["indicators"].append({"name": name, "target": target, "weight": weight and Decimal(weight), **evaluated})

    def evaluated(
        self,
        first: str | None,
        second: str | None,
        name: str | None = None,
        value: str | None = None,
        actual: str | None = None,
        *points: str | None,
    ) -> None:
        self.set("kind", "self-evaluation")
        weight, score, reason = _filled(points, 3)
        reached = Target.parse(actual, year=self.tree["year"]) if actual else None
        figure = _amount(score)[0]
        self.indicator(first, second, name, value, weight, actual=reached, score=figure, deviation_reason=reason)

    def execution(self, *values: str | None) -> None:
        self.set("kind", "self-evaluation")
        *figures, reason = _filled(values, 6)
        budget, executed, rate, weight, score = (_amount(figure)[0] for figure in figures)
        amounts = [{"role": "budget", "amount": budget}, {"role": "executed", "amount": executed}]
        line = {"label": "年度资金总额", "kind": "total", "amounts": amounts, "reason": reason}
        self.append("funding", {**line, "rate": rate, "weight": weight, "score": score})

    def result(self, score: str | None, grade: str | None = None) -> None:
        self.set("evaluation", {"score": _amount(score)[0], "grade": grade})


def _filled(values: Sequence[str | None], count: int) -> list[str | None]:
    return [*values, *[None] * (count - len(values))]


def _amount(text: str | None) -> tuple[Decimal | None, str | None]:
    try:
        return (Decimal(text), None) if text else (None, None)
    except InvalidOperation:
        return None, text


def _level(levels: list[dict[str, Any]], printed: str | None, below: str) -> dict[str, Any]:
    label, points = split_points(printed) if printed else (None, None)
    if not levels or levels[-1]["label"] != label:
        levels.append({"label": label, "points": points, below: []})
    return levels[-1]


def _cells(texts: list[str | None]) -> list[Cell]:
    return [
        Cell(sheet=None, row=1, column=column, ref=f"L1C{column}", text=text, raw=text)
        for column, text in enumerate(texts, 1)
        if text
    ]


_BUILDERS: dict[str, Callable[[_Builder, list[Any]], None]] = {
    "kind": lambda b, v: b.set("kind", v[0]),
    "title": lambda b, v: b.set("title", v[0]),
    "year": lambda b, v: b.set("year", v[0] and int(v[0])),
    "unit": lambda b, v: b.set("unit", v[0]),
    "department": lambda b, v: b.set("department", {"name": v[0]}),
    "project": lambda b, v: b.set("project", {"name": v[0]}),
    "sources": lambda b, v: setattr(b, "labels", v),
    "task": lambda b, v: b.append("tasks", b.task(*v)),
    "group": lambda b, v: b.append(
        "tasks", {"name": v[0], "budget": b.line(*v[1:]) if v[1:] else None, "subtasks": []}
    ),
    "subtask": lambda b, v: b.tree["tasks"][-1]["subtasks"].append(b.task(*v)),
    "total": lambda b, v: b.set("stated_total", b.line(*v)),
    "funding": lambda b, v: b.funding(*v),
    "goal": lambda b, v: b.append("goal", v[0] or ""),
    "footnote": lambda b, v: b.append("footnotes", v[0]),
    "indicator": lambda b, v: b.indicator(*v),
    "evaluated": lambda b, v: b.evaluated(*v),
    "execution": lambda b, v: b.execution(*v),
    "result": lambda b, v: b.result(*v),
    "stated weight": lambda b, v: b.set("stated_weight", Decimal(v[0])),
    "leftover": lambda b, v: b.set("leftover", _cells(v)),
    "note": lambda b, v: b.append("notes", {"kind": v[0], "cells": _cells(v[1:])}),
}
