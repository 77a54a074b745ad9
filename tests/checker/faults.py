"""Faults that people make in a goal sheet, one at a time: what is changed, and what the checker should say where.

Each function is one kind of fault. It yields every place of a sheet where that fault can be made; ``also`` names the
rules that the same fault breaks as well, so that only what has nothing to do with it counts as a false alarm.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Any

from perfgoals.models import BudgetLine, GoalSheet, Indicator, Task
from perfgoals.targets import Threshold

Changes = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Fault:
    """Is one change of a sheet: leaves and their new values, the code it should give, where, and what follows.

    projects: the sheets of projects that it shows beside. previous: the sheet given as last year's.
    """

    code: str
    path: str
    changes: Changes
    also: frozenset[str] = field(default_factory=frozenset)
    projects: tuple[GoalSheet, ...] = ()
    previous: GoalSheet | None = None


Kind = Callable[[GoalSheet], Iterator[Fault]]
MONEY = frozenset({"B01", "B02", "B06", "X01", "X02", "X03", "X05", "B04"})
KINDS: dict[str, Kind] = {}


def kind(name: str) -> Callable[[Kind], Kind]:
    """List a function as a kind of fault."""

    def keep(faults: Kind) -> Kind:
        KINDS[name] = faults
        return faults

    return keep


def tasks(sheet: GoalSheet) -> Iterator[tuple[str, Task, BudgetLine, Decimal]]:
    """Walk the tasks that have an amount: path, task, budget, total."""
    for _, path, task in sheet.walk_tasks():
        if not task.subtasks and task.budget is not None and task.budget.total:
            yield path, task, task.budget, task.budget.total


def _rows(sheet: GoalSheet) -> Iterator[tuple[str, Indicator]]:
    for path, _, _, indicator in sheet.walk_indicators():
        yield path, indicator


def _thresholds(sheet: GoalSheet) -> Iterator[tuple[str, Indicator, Threshold]]:
    for path, indicator in _rows(sheet):
        if isinstance(indicator.target, Threshold):
            yield path, indicator, indicator.target


def _unit(target: Threshold) -> str:
    return target.quantity.unit.symbol if target.quantity.unit else ""


def _dimension(target: Threshold) -> str:
    return target.quantity.unit.dimension if target.quantity.unit else ""


def _in_group(sheet: GoalSheet, *kinds: str) -> Iterator[tuple[str, Indicator]]:
    for path, _, group, indicator in sheet.walk_indicators():
        if group.kind in kinds or (group.label or "").removesuffix("指标") in kinds:
            yield path, indicator


# ---- money ----


@kind("a digit of a task's total")
def _(sheet: GoalSheet) -> Iterator[Fault]:
    for path, _, _, total in tasks(sheet):
        yield Fault("B01", f"{path}.budget.total", {f"{path}.budget.total": total + 30}, MONEY | {"Q01"})


@kind("a digit of a source")
def _(sheet: GoalSheet) -> Iterator[Fault]:
    for path, _, line, *_ in tasks(sheet):
        amount = line.sources[0].amount
        if amount:
            yield Fault(
                "B01", f"{path}.budget.total", {f"{path}.budget.sources[0].amount": amount + Decimal("2.7")}, MONEY
            )


@kind("a part above the whole, the rest blank")
def _(sheet: GoalSheet) -> Iterator[Fault]:
    for path, _, _, total in tasks(sheet):
        changes = {
            f"{path}.budget.sources[0].amount": total + 20,
            f"{path}.budget.sources[1].amount": None,
        }
        yield Fault("B06", f"{path}.budget.total", changes, MONEY)


@kind("the stated total off")
def _(sheet: GoalSheet) -> Iterator[Fault]:
    if sheet.stated_total is not None and sheet.stated_total.total:
        for off in (Decimal("6.68"), Decimal(-20)):
            yield Fault(
                "B02",
                "stated_total.total",
                {"stated_total.total": sheet.stated_total.total + off},
                frozenset({"B01"}),
            )


@kind("a negative amount")
def _(sheet: GoalSheet) -> Iterator[Fault]:
    for path, _, _, total in tasks(sheet):
        yield Fault("B03", f"{path}.budget.total", {f"{path}.budget.total": -total}, MONEY | {"Q01"})


@kind("yuan in a column of 万元")
def _(sheet: GoalSheet) -> Iterator[Fault]:
    for path, _, line, total in tasks(sheet):
        changes: Changes = {f"{path}.budget.total": total * 10000}
        for index, source in enumerate(line.sources):
            if source.amount is not None:
                changes[f"{path}.budget.sources[{index}].amount"] = source.amount * 10000
        yield Fault("B04", f"{path}.budget.total", changes, MONEY | {"Q01"})


@kind("an amount lost")
def _(sheet: GoalSheet) -> Iterator[Fault]:
    for path, _, line, *_ in tasks(sheet):
        changes: Changes = {f"{path}.budget.total": None}
        changes |= {f"{path}.budget.sources[{index}].amount": None for index in range(len(line.sources))}
        yield Fault("B05", f"{path}.budget.total", changes, MONEY | {"Q01"})


@kind("words for an amount")
def _(sheet: GoalSheet) -> Iterator[Fault]:
    for path, *_ in tasks(sheet):
        changes = {f"{path}.budget.total": None, f"{path}.budget.total_text": "约50万"}
        yield Fault("B07", f"{path}.budget.total", changes, MONEY | {"Q01"})


@kind("a task listed twice")
def _(sheet: GoalSheet) -> Iterator[Fault]:
    for index in range(1, len(sheet.tasks)):
        first = sheet.tasks[index - 1]
        if first.name and not first.subtasks and not sheet.tasks[index].subtasks:
            path = f"tasks[{index}].name"
            yield Fault("B09", path, {path: first.name}, frozenset({"Q01", "X02"}))


@kind("a task without content")
def _(sheet: GoalSheet) -> Iterator[Fault]:
    for path, task, *_ in tasks(sheet):
        if task.content:
            yield Fault("B10", f"{path}.content", {f"{path}.content": None}, frozenset({"Q01"}))


@kind("a task without name")
def _(sheet: GoalSheet) -> Iterator[Fault]:
    for path, task, *_ in tasks(sheet):
        if task.name:
            yield Fault("B10", f"{path}.name", {f"{path}.name": None}, frozenset({"Q01"}))


ITEM = re.compile(r"([0-9]+(?:\.[0-9]+)?)万元")


@kind("an item of a narrative changed")
def _(sheet: GoalSheet) -> Iterator[Fault]:
    for path, task, _, total in tasks(sheet):
        found = list(ITEM.finditer(task.content or ""))
        if len(found) > 1 and total == sum(Decimal(item[1]) for item in found):
            for item in found:
                changed = f"{Decimal(item[1]) + 7}万元"
                text = (task.content or "")[: item.start()] + changed + (task.content or "")[item.end() :]
                yield Fault("X01", f"{path}.content", {f"{path}.content": text}, frozenset({"X05"}))


@kind("a task that no indicator speaks of")
def _(sheet: GoalSheet) -> Iterator[Fault]:
    for path, _, _, total in tasks(sheet):
        changes: Changes = {f"{path}.name": "烟花爆竹禁放", f"{path}.content": "张贴禁放告示，劝阻燃放烟花爆竹的行为"}
        changes[f"{path}.budget.total"] = total + Decimal("0.37")
        yield Fault("Q01", f"{path}.name", changes, MONEY)


@kind("a funding figure off")
def _(sheet: GoalSheet) -> Iterator[Fault]:
    for index, line in enumerate(sheet.funding):
        for place, entry in enumerate(line.amounts):
            if entry.amount:
                changes = {f"funding[{index}].amounts[{place}].amount": entry.amount + Decimal("16.5")}
                yield Fault("B08", "funding[0].amounts[0].amount", changes, MONEY)


@kind("a weight changed")
def _(sheet: GoalSheet) -> Iterator[Fault]:
    for c, category in enumerate(sheet.indicators):
        first = category.groups[0].indicators[0].weight
        if first is not None:
            path = f"indicators[{c}].groups[0].indicators[0].weight"
            yield Fault("T12", f"indicators[{c}].label", {path: first + 2})


# ---- structure ----


@kind("the year lost")
def _(sheet: GoalSheet) -> Iterator[Fault]:
    yield Fault("S01", "year", {"year": None, "title": "部门整体支出绩效目标表"})


@kind("the year of the title another")
def _(sheet: GoalSheet) -> Iterator[Fault]:
    if sheet.year:
        yield Fault("S15", "title", {"title": f"{sheet.year - 1}年部门整体支出绩效目标表"})


@kind("the department lost")
def _(sheet: GoalSheet) -> Iterator[Fault]:
    if sheet.kind == "department":
        yield Fault("S02", "department.name", {"department.name": None})


@kind("the tasks deleted")
def _(sheet: GoalSheet) -> Iterator[Fault]:
    if sheet.kind == "department":
        yield Fault("S03", "tasks", {"tasks": [], "stated_total": None}, frozenset({"Q01"}))


@kind("the goal deleted")
def _(sheet: GoalSheet) -> Iterator[Fault]:
    yield Fault("S05", "goal", {"goal": []})


@kind("the goal a placeholder")
def _(sheet: GoalSheet) -> Iterator[Fault]:
    for words in ("无", "——", "目标1：……"):
        yield Fault("S05", "goal[0]", {"goal": [words]})


@kind("template text in the goal")
def _(sheet: GoalSheet) -> Iterator[Fault]:
    yield Fault("S13", f"goal[{len(sheet.goal)}]", {"goal": [*sheet.goal, "目标3：……"]})


@kind("the indicators deleted")
def _(sheet: GoalSheet) -> Iterator[Fault]:
    yield Fault("S06", "indicators", {"indicators": []}, frozenset({"Q01"}))


@kind("a first-level kind deleted")
def _(sheet: GoalSheet) -> Iterator[Fault]:
    for index, category in enumerate(sheet.indicators):
        if (category.label or "").startswith(("产出", "效益")):
            rest = [other.model_dump() for place, other in enumerate(sheet.indicators) if place != index]
            yield Fault("T04", "indicators", {"indicators": rest}, frozenset({"Q01", "T12"}))


_MISSING = {"数量": "T05", "质量": "T05", "成本": "T07", "时效": "T08", "经济": "T08", "社会": "T08", "生态": "T08"}


@kind("a second-level kind deleted")
def _(sheet: GoalSheet) -> Iterator[Fault]:
    for c, category in enumerate(sheet.indicators):
        labels = [(group.label or "")[:2] for group in category.groups]
        for label in dict.fromkeys(labels):
            if label in _MISSING and category.kind != "cost" and len(set(labels)) > 1:
                rest = [group.model_dump() for group in category.groups if (group.label or "")[:2] != label]
                changes: Changes = {f"indicators[{c}].groups": rest}
                yield Fault(_MISSING[label], "indicators", changes, frozenset({"Q01", "Q16", "T12"}))


@kind("satisfaction deleted")
def _(sheet: GoalSheet) -> Iterator[Fault]:
    rest = [category.model_dump() for category in sheet.indicators if not (category.label or "").startswith("满意度")]
    yield Fault("T06", "indicators", {"indicators": rest}, frozenset({"Q01", "T12"}))


@kind("a first-level kind misspelt")
def _(sheet: GoalSheet) -> Iterator[Fault]:
    for index, _category in enumerate(sheet.indicators):
        changes: Changes = {f"indicators[{index}].label": "过程指标", f"indicators[{index}].kind": None}
        yield Fault("T01", f"indicators[{index}].label", changes, frozenset({"S14"}))


@kind("a second-level kind misspelt")
def _(sheet: GoalSheet) -> Iterator[Fault]:
    for c, category in enumerate(sheet.indicators):
        for g, _group in enumerate(category.groups):
            path = f"indicators[{c}].groups[{g}]"
            yield Fault("T02", f"{path}.label", {f"{path}.label": "过程指标", f"{path}.kind": None})


@kind("a second-level kind lost")
def _(sheet: GoalSheet) -> Iterator[Fault]:
    for c, category in enumerate(sheet.indicators):
        for g, _group in enumerate(category.groups):
            path = f"indicators[{c}].groups[{g}]"
            yield Fault(
                "S07", f"{path}.indicators[0]", {f"{path}.label": None, f"{path}.kind": None}, frozenset({"S07"})
            )


@kind("a second-level kind under another first-level one")
def _(sheet: GoalSheet) -> Iterator[Fault]:
    wrong = {"产出": ("社会效益指标", "social"), "效益": ("质量指标", "quality")}
    for c, category in enumerate(sheet.indicators):
        label, group_kind = wrong.get((category.label or "")[:2], (None, None))
        if label:
            path = f"indicators[{c}].groups[0]"
            changes: Changes = {f"{path}.label": label, f"{path}.kind": group_kind}
            yield Fault("S14", f"{path}.label", changes, frozenset({"T09", "Q04", "T05"}))


@kind("an indicator without name")
def _(sheet: GoalSheet) -> Iterator[Fault]:
    for path, _indicator in _rows(sheet):
        yield Fault("S08", f"{path}.name", {f"{path}.name": None}, frozenset({"Q01"}))


@kind("a name of the template")
def _(sheet: GoalSheet) -> Iterator[Fault]:
    for path, _indicator in _rows(sheet):
        yield Fault("S08", f"{path}.name", {f"{path}.name": "指标1："}, frozenset({"Q01"}))


@kind("an indicator without value")
def _(sheet: GoalSheet) -> Iterator[Fault]:
    for path, _indicator in _rows(sheet):
        yield Fault("S09", f"{path}.target", {f"{path}.target": ""})


@kind("a value of the template")
def _(sheet: GoalSheet) -> Iterator[Fault]:
    for path, _indicator in _rows(sheet):
        yield Fault("S09", f"{path}.target", {f"{path}.target": "≥**%"})


@kind("an indicator listed twice")
def _(sheet: GoalSheet) -> Iterator[Fault]:
    for c, category in enumerate(sheet.indicators):
        for g, group in enumerate(category.groups):
            path = f"indicators[{c}].groups[{g}].indicators"
            rows = [indicator.model_dump() for indicator in group.indicators]
            yield Fault("S10", f"{path}[{len(rows)}].name", {path: [*rows, rows[0]]}, frozenset({"T12"}))


@kind("an indicator under another kind")
def _(sheet: GoalSheet) -> Iterator[Fault]:
    places = {"数量": "quantity", "质量": "quality", "时效": "timeliness"}
    groups = {
        places[(group.label or "")[:2]]: (f"indicators[{c}].groups[{g}].indicators", group)
        for c, category in enumerate(sheet.indicators)
        for g, group in enumerate(category.groups)
        if (group.label or "")[:2] in places
    }
    moves = (
        ("满意度", "quantity"),
        ("合格率", "quantity"),
        ("成本", "quality"),
        ("完成时间", "quantity"),
        ("完工时间", "quantity"),
        ("次数", "quality"),
    )
    for ending, wrong in moves:
        for path, indicator in _rows(sheet):
            goal = groups.get(wrong)
            if goal and (indicator.name or "").endswith(ending) and not path.startswith(goal[0]):
                rows = [other.model_dump() for other in goal[1].indicators]
                origin = path.rpartition("[")[0]
                kept = [
                    row.model_dump()
                    for place, row in _rows(sheet)
                    if place.rpartition("[")[0] == origin and place != path
                ]
                if kept:
                    changes = {origin: kept, goal[0]: [*rows, indicator.model_dump()]}
                    yield Fault("T09", f"{goal[0]}[{len(rows)}].name", changes, frozenset({"V06", "T12"}))
