"""The tables of money: the tasks with their amounts, and the funding block."""

from __future__ import annotations

from collections.abc import Sequence

from perfgoals import BudgetLine, Form, FundingSource, GoalSheet, Task
from perfgoals.models import FundingLine
from tests.drawing.sketch import Sketch, unambiguous
from tests.readers.rendering import Value


def task_columns(sheet: GoalSheet) -> int:
    """Count the columns that the table of tasks needs beside the names of the sections."""
    return 3 + len(_sources(sheet)) + 1 if sheet.tasks else 0


def _budgets(sheet: GoalSheet) -> list[BudgetLine]:
    return [task.budget for _, _, task in sheet.walk_tasks() if task.budget is not None]


def _sources(sheet: GoalSheet) -> Sequence[FundingSource]:
    return next((line.sources for line in _budgets(sheet)), ())


def draw_tasks(sketch: Sketch, sheet: GoalSheet) -> None:
    """Draw the table of tasks: groups beside their tasks, amounts under one or two lines of header."""
    if not sheet.tasks:
        return
    top = sketch.row
    grouped = any(task.subtasks for task in sheet.tasks)
    budgeted = bool(_budgets(sheet))
    amounts = 1 + len(_sources(sheet)) if budgeted else 0
    first = sketch.lead + 1
    places = sketch.shares(2 + amounts, first + grouped)
    _draw_header(sketch, sheet, places, grouped)
    for task in sheet.tasks:
        if task.subtasks:
            _draw_group(sketch, task, places)
        else:
            _draw_task(sketch, task, places, first)
    if sheet.stated_total is not None:
        _draw_sum(sketch, "合计", sheet.stated_total, places, first)
    sketch.section("年度主要任务", top)


def _draw_header(sketch: Sketch, sheet: GoalSheet, places: Sequence[tuple[int, int]], grouped: bool) -> None:
    labels = Form.builtin("department").columns.tasks
    name = sketch.label(sketch.pick(unambiguous(labels, "name")))
    content = sketch.label(sketch.pick(unambiguous(labels, "content")))
    sources = [sketch.label(source.label) for source in _sources(sheet)]
    amounts = places[2:]
    two_lines = bool(amounts) and sketch.flip()
    height = 1 + two_lines
    (name_at, name_span), (content_at, content_span) = places[:2]
    sketch.write(name_at - grouped, name, rows=height, columns=name_span + grouped)
    sketch.write(content_at, content, rows=height, columns=content_span)
    if two_lines:
        last, span = amounts[-1]
        heading = sketch.with_unit(sketch.pick(("预算金额", "资金预算", "预算安排")))
        sketch.write(amounts[0][0], heading, columns=last + span - amounts[0][0])
        sketch.row += 1
    if amounts:
        total = sketch.pick(("总额", "小计", "合计"))
        for (column, span), label in zip(
            amounts, (sketch.label(total) if two_lines else sketch.with_unit("总额"), *sources), strict=True
        ):
            sketch.write(column, label, columns=span)
    sketch.row += 1


def _draw_task(sketch: Sketch, task: Task, places: Sequence[tuple[int, int]], first: int) -> None:
    (name_at, name_span), (content_at, content_span) = places[:2]
    sketch.write(first, task.name, columns=name_at + name_span - first)
    sketch.write(content_at, task.content, columns=content_span)
    _draw_amounts(sketch, task.budget, places)
    sketch.row += 1


def _draw_amounts(sketch: Sketch, line: BudgetLine | None, places: Sequence[tuple[int, int]]) -> None:
    amounts = (line.total, *(source.amount for source in line.sources)) if line is not None else ()
    for (column, span), amount in zip(places[2:], amounts, strict=False):
        sketch.write(column, sketch.amount(amount), columns=span)


def _draw_group(sketch: Sketch, group: Task, places: Sequence[tuple[int, int]]) -> None:
    top, column = sketch.row, places[0][0] - 1
    for task in group.subtasks:
        _draw_task(sketch, task, places, places[0][0])
    if group.budget is not None:
        _draw_sum(sketch, "小计", group.budget, places, places[0][0])
    sketch.write(column, group.name, rows=sketch.row - top, row=top)


def _draw_sum(sketch: Sketch, label: str, line: BudgetLine, places: Sequence[tuple[int, int]], first: int) -> None:
    sketch.write(first, sketch.label(label), columns=places[2][0] - first)
    _draw_amounts(sketch, line, places)
    sketch.row += 1


def funding_columns(sheet: GoalSheet) -> int:
    """Count the columns that the funding block needs beside the names of the sections."""
    return (1 + len(_funding_roles(sheet))) if sheet.kind == "self-evaluation" else 4


def _funding_roles(sheet: GoalSheet) -> list[str]:
    roles = [str(amount.role) for amount in sheet.funding[0].amounts]
    return [*roles, *(role for role in ("weight", "rate", "score") if _has(sheet.funding, role))]


def _has(lines: Sequence[FundingLine], role: str) -> bool:
    return any(getattr(line, role) is not None for line in lines)


def draw_funding(sketch: Sketch, sheet: GoalSheet) -> None:
    """Draw the funding block: with a column for each stage of the budget, or as labels with their amounts."""
    if not sheet.funding:
        return
    top, section = sketch.row, sketch.with_unit(sketch.pick(("项目资金", "资金情况", "预算执行情况")))
    if not sketch.lead:
        sketch.across(section)
    if sheet.kind == "self-evaluation":
        _draw_stages(sketch, sheet)
    elif any(amount.role == "medium-term" for line in sheet.funding for amount in line.amounts):
        for index in range(0, len(sheet.funding), 2):
            _draw_pairs(sketch, sheet.funding[index : index + 2])
    else:
        for line in sheet.funding:
            _draw_pairs(sketch, [line])
    if sketch.lead:
        sketch.write(1, section, rows=sketch.row - top, row=top)


def _draw_pairs(sketch: Sketch, lines: Sequence[FundingLine]) -> None:
    cells = [
        cell for line in lines for cell in (sketch.label(line.label), sketch.amount(line.amounts[0].amount, ("-",)))
    ]
    for (column, span), cell in zip(sketch.shares(len(cells)), cells, strict=True):
        sketch.write(column, cell, columns=span)
    sketch.row += 1


def _draw_stages(sketch: Sketch, sheet: GoalSheet) -> None:
    known = Form.builtin("self-evaluation").columns.funding
    amounts = {str(amount.role): amount.label or "" for amount in sheet.funding[0].amounts}
    roles = [*amounts, *sketch.order([role for role in _funding_roles(sheet) if role not in amounts])]
    places = sketch.shares(1 + len(roles))
    if sketch.flip():
        sketch.write(places[0][0], sketch.label(sketch.pick(("资金来源", "资金结构"))), columns=places[0][1])
    for role, (column, span) in zip(roles, places[1:], strict=True):
        label = amounts[role] if role in amounts else sketch.pick(unambiguous(known, role))  # type: ignore[misc]
        sketch.write(column, sketch.label(label), columns=span)
    sketch.row += 1
    for line in sheet.funding:
        sketch.write(places[0][0], sketch.label(line.label), columns=places[0][1])
        for role, (column, span) in zip(roles, places[1:], strict=True):
            sketch.write(column, _figure(sketch, line, role), columns=span)
        sketch.row += 1


def _figure(sketch: Sketch, line: FundingLine, role: str) -> Value | None:
    if role in ("weight", "rate", "score"):
        figure = getattr(line, role)
        return (
            sketch.pick(("", "-")) if figure is None else f"{figure:f}{line.rate_unit or '' if role == 'rate' else ''}"
        )
    return sketch.amount(line.amount(role), ("-",))  # type: ignore[arg-type]
