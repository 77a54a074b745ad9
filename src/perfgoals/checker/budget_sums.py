"""The rules of family B on sums: rows against sources, columns against the printed total, parts against wholes."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from itertools import pairwise

from perfgoals.checker.facts import MoneyRow, digits, plain, shown
from perfgoals.checker.rule import Context, Hit, NotApplicable, Shown, Undecided, Verdicts, rule
from perfgoals.checker.sums import Sum, Verdict
from perfgoals.models import BudgetLine, GoalSheet, Task
from perfgoals.precision import add, subtract

_FEWEST_PARTS = 2


def is_part(label: str | None) -> bool:
    """Tell whether a row or a source calls itself a part of the one before it."""
    return plain(label).startswith("其中")


def _is_nested(line: BudgetLine) -> bool:
    """Tell whether a source is a part of the source before it rather than of the total."""
    labels = [source.label for source in line.sources]
    return any(is_part(label) and not is_part(before) for before, label in pairwise(labels))


def _rows_with_sources(context: Context) -> list[MoneyRow]:
    rows = [row for row in context.facts.money if row.line.sources]
    if not rows:
        raise NotApplicable("no-sources")
    return rows


def _row_sums(sheet: GoalSheet, context: Context, wanted: Verdict) -> Verdicts:
    for row in _rows_with_sources(context):
        amounts = [source.amount for source in row.line.sources]
        stated = tuple(amount for amount in amounts if amount is not None)
        if row.line.total is None and not stated:
            continue
        if row.line.total is None or len(stated) < len(amounts):
            yield Undecided(row.total_path, "blank-amount")
        elif _is_nested(row.line):
            yield Undecided(row.total_path, "nested-sources")
        elif (found := Sum(row.line.total, stated)).verdict == wanted:
            yield Hit(row.total_path, _sum_args(sheet, row, found), related=_source_paths(row))


def _source_paths(row: MoneyRow) -> tuple[str, ...]:
    return tuple(row.source_path(index) for index in range(len(row.line.sources)))


def _sum_args(sheet: GoalSheet, row: MoneyRow, found: Sum) -> dict[str, Shown]:
    return {
        "task": row.label,
        "total": found.total,
        "sum": found.computed,
        "difference": abs(found.difference),
        "terms": tuple(f"{shown(s.label)} {digits(s.amount)}" for s in row.line.sources if s.amount is not None),
        "unit": sheet.unit or "",
    }


@rule("B01")
def row_total(sheet: GoalSheet, context: Context) -> Verdicts:
    """Compare each row's total with the sum of its sources.

    Why: the form splits every total into fiscal appropriation and other funds (财预〔2015〕88号), so the parts make up
        the whole. Each figure stands for the interval of the precision shown; only disjoint intervals are an error.
    Hit:
        task: 人员保障 | 工资 | 500 | 480 | 0
    Near miss:
        task: 人员保障 | 工资 | 1945.65 | 1945.65 | 0
        task: 日常运转 | 办公 | 4.9 | 4.90 | 0
        task: 其他资金未填 | 办公 | 500 | 480 |
    Parameters: none.
    """
    return _row_sums(sheet, context, "disjoint")


@rule("B01r")
def row_total_rounding(sheet: GoalSheet, context: Context) -> Verdicts:
    """Note a row whose total differs from the sum of its sources by rounding only.

    Why: figures in 万元 are rounded one by one, so their sum may miss the total by a few units of the last digit.
    Hit:
        task: 人员保障 | 工资 | 14.7 | 9.33 | 5.34
    Near miss:
        task: 人员保障 | 工资 | 14.67 | 9.33 | 5.34
        task: 日常运转 | 办公 | 500 | 480 | 0
    Parameters: none.
    """
    return _row_sums(sheet, context, "rounding")


@dataclass(frozen=True, slots=True)
class _Column:
    """Is one column of a printed total with the amounts of the tasks it covers: (path, task, amount or None)."""

    label: str
    path: str
    row: str
    total: Decimal | None
    entries: tuple[tuple[str, Task, Decimal | None], ...]


def _columns(sheet: GoalSheet) -> Iterator[_Column]:
    """Walk the columns of the printed total and of each group's subtotal."""
    for _, path, task in sheet.walk_tasks():
        if task.subtasks and task.budget is not None:
            leaves = [(p, t) for p, t in _leaves(task.subtasks, f"{path}.subtasks")]
            yield from _columns_of(task.budget, f"{path}.budget", shown(task.name), leaves)
    if sheet.stated_total is not None:
        yield from _columns_of(sheet.stated_total, "stated_total", "合计", list(_leaves(sheet.tasks, "tasks")))


def _leaves(tasks: tuple[Task, ...], prefix: str) -> Iterator[tuple[str, Task]]:
    for index, task in enumerate(tasks):
        path = f"{prefix}[{index}]"
        if task.subtasks:
            yield from _leaves(task.subtasks, f"{path}.subtasks")
        else:
            yield path, task


def _columns_of(line: BudgetLine, path: str, row: str, leaves: list[tuple[str, Task]]) -> Iterator[_Column]:
    totals = tuple((f"{p}.budget.total", t, t.budget.total if t.budget else None) for p, t in leaves)
    yield _Column("总额", f"{path}.total", row, line.total, totals)
    by_label = [_source_indexes(task) for _, task in leaves]
    for index, source in enumerate(line.sources):
        key = plain(source.label)
        entries = []
        for (leaf, task), indexes in zip(leaves, by_label, strict=True):
            place = indexes.get(key)
            amount = task.budget.sources[place].amount if task.budget and place is not None else None
            entries.append((f"{leaf}.budget.sources[{place or 0}].amount", task, amount))
        yield _Column(shown(source.label), f"{path}.sources[{index}].amount", row, source.amount, tuple(entries))


def _source_indexes(task: Task) -> dict[str, int]:
    sources = task.budget.sources if task.budget else ()
    return {plain(source.label): index for index, source in enumerate(sources)}


def _column_sums(sheet: GoalSheet, wanted: Verdict) -> Verdicts:
    columns = [column for column in _columns(sheet) if column.entries]
    if not columns:
        raise NotApplicable("no-total-row")
    for column in columns:
        stated = tuple(amount for _, _, amount in column.entries if amount is not None)
        if not stated and not column.total:
            continue
        if column.total is None:
            yield Undecided(column.path, "blank-amount")
            continue
        found = Sum(column.total, stated)
        whole = len(stated) == len(column.entries)
        # With a blank among them the tasks can only add up to more, as long as none of them is negative.
        over = wanted == "disjoint" and found.exceeds and all(amount >= 0 for amount in stated)
        if found.verdict != "equal" and _may_hold_parts(column):
            yield Undecided(column.path, "nested-rows")
        elif (whole and found.verdict == wanted) or (not whole and over):
            yield _column_hit(sheet, column, found)
        elif not whole:
            yield Undecided(column.path, "blank-amount")


def _may_hold_parts(column: _Column) -> bool:
    """Tell whether rows may explain a row above them: one says 其中, or without such rows the total is right.

    A flat list prints 项目支出 100, 甲 60, 乙 40 one below the other; rows are taken out only where two or more in a
    row make up the one above them, and only if that explains the total.
    """
    if any(is_part(task.name) for _, task, _ in column.entries):
        return True
    amounts = [amount for _, _, amount in column.entries if amount is not None]
    return len(amounts) == len(column.entries) and _without_parts(amounts) == column.total


def _without_parts(amounts: list[Decimal]) -> Decimal:
    """Add up amounts from the last to the first; two or more of them that make up the one before them count once.

    The sums so far are kept in order with their places, so that the rows a whole is made of are found at once.
    """
    sums, places = [Decimal(0)], {Decimal(0): 0}
    for amount in reversed(amounts):
        start = places.get(subtract(sums[-1], amount))
        if start is not None and len(sums) - start > _FEWEST_PARTS:
            for passed in sums[start + 1 :]:
                del places[passed]
            del sums[start + 1 :]
        if amount <= 0:
            places.clear()  # no whole reaches over a row without money
        sums.append(add([sums[-1], amount]))
        places[sums[-1]] = len(sums) - 1
    return sums[-1]


def _column_hit(sheet: GoalSheet, column: _Column, found: Sum) -> Hit:
    entries = [(path, task, amount) for path, task, amount in column.entries if amount is not None]
    args: dict[str, Shown] = {
        "column": column.label,
        "row": column.row,
        "total": found.total,
        "sum": found.computed,
        "difference": abs(found.difference),
        "terms": tuple(f"{shown(task.name)} {digits(amount)}" for _, task, amount in entries),
        "unit": sheet.unit or "",
    }
    return Hit(column.path, args, related=tuple(path for path, _, _ in entries))


@rule("B02")
def column_total(sheet: GoalSheet, context: Context) -> Verdicts:
    """Compare the printed total, and each group's subtotal, with the tasks in every column.

    Why: 金额合计 is the sum of the tasks above it (财预〔2015〕88号; systems compute it and do not let it be typed).
    Hit:
        task: 人员保障 | 工资 | 2184.92 | 2184.92 | 0
        task: 日常运转 | 办公 | 608.40 | 608.40 | 0
        total: 2800 | 2793.32 | 0
    Near miss:
        task: 人员保障 | 工资 | 2184.92 | 2184.92 | 0
        task: 日常运转 | 办公 | 608.40 | 608.40 | 0
        total: 2793.32 | 2793.32 | 0
    Parameters: none.
    """
    return _column_sums(sheet, "disjoint")


@rule("B02r")
def column_total_rounding(sheet: GoalSheet, context: Context) -> Verdicts:
    """Note a printed total that differs from the sum of the tasks by rounding only.

    Why: a total rounded from exact figures may miss the sum of rounded ones by a few units of the last digit.
    Hit:
        task: 人员保障 | 工资 | 9.33 | 9.33 | 0
        task: 日常运转 | 办公 | 5.34 | 5.34 | 0
        total: 14.68 | 14.67 | 0
    Near miss:
        task: 人员保障 | 工资 | 9.33 | 9.33 | 0
        task: 日常运转 | 办公 | 5.34 | 5.34 | 0
        total: 14.67 | 14.67 | 0
    Parameters: none.
    """
    return _column_sums(sheet, "rounding")


@rule("B06")
def part_above_whole(sheet: GoalSheet, context: Context) -> Verdicts:
    """Find parts that exceed the whole where B01 cannot judge: with a source blank, or parts nested by 其中.

    Why: what is listed under 其中 is contained in the figure before it (财预〔2015〕88号).
    Hit:
        task: 人员保障 | 工资 | 500 | 520 |
    Near miss:
        task: 人员保障 | 工资 | 500 | 480 |
        task: 日常运转 | 办公 | 500 | 520 | 0
    Parameters: none.
    """
    for row in _rows_with_sources(context):
        amounts = [source.amount for source in row.line.sources]
        if _is_nested(row.line):
            yield from _nested_parts(sheet, row)
        elif row.line.total is not None and None in amounts:
            stated = tuple(amount for amount in amounts if amount is not None)
            found = Sum(row.line.total, stated)
            if found.exceeds and all(amount >= 0 for amount in stated):
                args = {**_sum_args(sheet, row, found), "whole": "总额"}
                yield Hit(row.total_path, args, related=_source_paths(row))


def _nested_parts(sheet: GoalSheet, row: MoneyRow) -> Verdicts:
    sources = row.line.sources
    for index, (whole, part) in enumerate(pairwise(sources)):
        if is_part(whole.label) or not is_part(part.label) or whole.amount is None or part.amount is None:
            continue
        found = Sum(whole.amount, (part.amount,))
        if found.exceeds:
            args: dict[str, Shown] = {
                "task": row.label,
                "terms": (f"{shown(part.label)} {digits(part.amount)}",),
                "sum": part.amount,
                "whole": shown(whole.label),
                "total": whole.amount,
                "unit": sheet.unit or "",
            }
            yield Hit(row.source_path(index + 1), args, related=(row.source_path(index),))
