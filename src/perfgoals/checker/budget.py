"""Family B: amounts. Sums, blanks, units, what is no amount, names and contents of tasks."""

from __future__ import annotations

from collections import defaultdict

from perfgoals.checker.budget_sums import (
    column_total,
    column_total_rounding,
    is_part,
    part_above_whole,
    row_total,
    row_total_rounding,
)
from perfgoals.checker.facts import plain, shown
from perfgoals.checker.funding import funding_total
from perfgoals.checker.lexicon import is_blank, is_no_amount, is_placeholder, says_nothing
from perfgoals.checker.rule import Context, Hit, NotApplicable, Shown, Undecided, Verdicts, rule
from perfgoals.checker.unit_slip import money_unit_slip
from perfgoals.models import BudgetLine, GoalSheet, Task


@rule("B03")
def negative_amount(sheet: GoalSheet, context: Context) -> Verdicts:
    """Find amounts below zero.

    Why: a budget allots money and takes none back (财预〔2015〕88号).
    Hit:
        task: 人员保障 | 工资 | -5 | -5 | 0
    Near miss:
        task: 人员保障 | 工资 | 0 | 0 | 0
    Parameters: none.
    """
    if not context.facts.money:
        raise NotApplicable("no-amounts")
    for row in context.facts.money:
        for path, amount in row.amounts:
            if amount < 0:
                yield Hit(path, {"task": row.label, "amount": amount, "unit": sheet.unit or ""})


def _lacks_total(line: BudgetLine) -> bool:
    return line.total is None and is_no_amount(line.total_text)


@rule("B05")
def task_without_amount(sheet: GoalSheet, context: Context) -> Verdicts:
    """Find tasks whose amounts are blank, all or the total alone, and note those of zero.

    Why: the amount is part of the form (财预〔2015〕88号). Blank is not zero: it is an error, zero a note. Tasks whose
        group states an amount for all of them pass.
    Hit:
        task: 人员保障 | 工资 | 500 | 500 | 0
        task: 日常运转 | 办公 | | |
    Near miss:
        task: 人员保障 | 工资 | 500 | 500 | 0
        task: 日常运转 | 办公 | 20 | 20 | 0
    Parameters: none.
    """
    tasks = context.facts.tasks
    if not tasks:
        raise NotApplicable("no-tasks")
    stated = [path for _, path, task in sheet.walk_tasks() if not is_blank(task.budget)]
    if not stated:
        raise NotApplicable("no-amounts")
    groups = tuple(f"{path}.subtasks" for path in stated)
    for path, task in tasks:
        if is_blank(task.budget) and not path.startswith(groups):
            yield Hit(f"{path}.budget.total", {"task": shown(task.name)})
        elif task.budget is not None and task.budget.total == 0:
            yield Hit(f"{path}.budget.total", {"task": shown(task.name)}, case="zero")
        elif task.budget is not None and _lacks_total(task.budget) and not path.startswith(groups):
            yield Hit(f"{path}.budget.total", {"task": shown(task.name)}, case="total")


@rule("B07")
def unreadable_amount(sheet: GoalSheet, context: Context) -> Verdicts:
    """Find amounts that are words.

    Why: the columns of the form hold figures (财预〔2015〕88号). Placeholders count as blank; formulas without a value
        and error values are reported by R03 and R04.
    Hit:
        task: 人员保障 | 工资 | 约500 | 500 | 0
    Near miss:
        task: 人员保障 | 工资 | 1945.65 | 1945.65 | —
    Parameters: none.
    """
    if not context.facts.money:
        raise NotApplicable("no-amounts")
    owned = {
        cell.text for note in sheet.notes if note.kind in ("uncached-formula", "error-value") for cell in note.cells
    }
    for row in context.facts.money:
        texts = [(row.total_path, row.line.total, row.line.total_text)]
        texts += [(row.source_path(i), s.amount, s.amount_text) for i, s in enumerate(row.line.sources)]
        for path, amount, text in texts:
            if amount is None and text is not None and not is_no_amount(text) and text not in owned:
                yield Hit(path, {"task": row.label, "text": shown(text)})


@rule("B09")
def duplicate_task(sheet: GoalSheet, context: Context) -> Verdicts:
    """Find tasks of the same name in the same group.

    Why: practice of review: the same work is listed, and paid for, twice.
    Hit:
        task: 业务培训 | 培训 | 5 | 5 | 0
        task: 业务 培训 | 调研 | 6 | 6 | 0
    Near miss:
        task: 业务培训 | 培训 | 5 | 5 | 0
        task: 业务培训与调研 | 培训 | 5 | 5 | 0
    Parameters: none.
    """
    if not context.facts.tasks:
        raise NotApplicable("no-tasks")
    places: dict[tuple[str, str], list[tuple[str, Task]]] = defaultdict(list)
    for path, task in context.facts.tasks:
        if not is_placeholder(task.name):
            places[path.rpartition("[")[0], plain(task.name)].append((path, task))
    for same in places.values():
        if len(same) > 1:
            paths = [f"{path}.name" for path, _ in same]
            args: dict[str, Shown] = {"task": shown(same[0][1].name), "count": len(same)}
            yield Hit(paths[1], args, related=(paths[0], *paths[2:]))


@rule("B10")
def incomplete_task(sheet: GoalSheet, context: Context) -> Verdicts:
    """Find tasks without a name or without a content.

    Why: name and content are parts of the form (财预〔2015〕88号). A sheet that has no contents at all may be of a form
        without that column, so nothing is said about it; a row that begins with 其中 explains the row above it.
    Hit:
        task: 人员保障 | 工资 | 500 | 500 | 0
        task: 日常运转 | | 20 | 20 | 0
    Near miss:
        task: 人员保障 | 工资 | 500 | 500 | 0
        task: 日常运转 | 办公 | 20 | 20 | 0
    Parameters: none.
    """
    tasks = context.facts.tasks
    if not tasks:
        raise NotApplicable("no-tasks")
    contents = context.facts.contents
    has_contents = any(contents)
    if not has_contents:
        yield Undecided("tasks", "no-contents")
    has_names = "tasks" not in context.facts.unread_columns or any(task.name for _, task in tasks)
    if not has_names:
        yield Undecided("tasks", "unknown-column")
    for (path, task), content in zip(tasks, contents, strict=True):
        if has_names and is_placeholder(task.name):
            yield Hit(f"{path}.name", case="name")
        if has_contents and says_nothing(content) and not is_part(task.name):
            yield Hit(f"{path}.content", {"task": shown(task.name)})


RULES = (
    row_total,
    row_total_rounding,
    column_total,
    column_total_rounding,
    negative_amount,
    money_unit_slip,
    task_without_amount,
    part_above_whole,
    unreadable_amount,
    funding_total,
    duplicate_task,
    incomplete_task,
)
