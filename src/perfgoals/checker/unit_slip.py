"""The rule of family B on 元 and 万元 confused, which weighs evidence from all over the sheet."""

from __future__ import annotations

import re
from decimal import Decimal

from perfgoals.checker.facts import Facts, plain, shown
from perfgoals.checker.lexicon import apart, contains, words
from perfgoals.checker.rule import Context, Hit, NotApplicable, Shown, Undecided, Verdicts, rule
from perfgoals.models import BudgetLine, GoalSheet
from perfgoals.precision import add, subtract
from perfgoals.targets import Quantity, Threshold

_YUAN = {
    "元": Decimal(1),
    "千元": Decimal(1000),
    "万元": Decimal(10**4),
    "百万元": Decimal(10**6),
    "亿元": Decimal(10**8),
}
_SLIP = Decimal(10**4)
# 500 stands in many places; 20.2 twice in one sheet is the same figure.
_TELLING_DIGITS = 3
_LONGEST_WORD = 10
_MONEY = re.compile(r"([0-9]{1,15}(?:\.[0-9]{1,6})?)(亿元|万元|元)(?!/)")


@rule("B04")
def money_unit_slip(sheet: GoalSheet, context: Context) -> Verdicts:
    """Find amounts that look like 元 in a column of 万元, or the reverse.

    Why: practice of review. Three kinds of evidence: the same digits, ten thousand times apart, stand as an allotment
        in the task's content or as a cost ceiling; ten thousand times apart the amount would fit the printed total or
        the sources; or one task of a local unit is larger than any such task can be.
    Hit:
        department: 某县委办公室
        task: 人员保障 | 工资 | 19456500 | 19456500 | 0
    Near miss:
        department: 某县委办公室
        task: 人员保障 | 预算500万元，每人补助500元 | 500 | 500 | 0
        indicator: 产出指标 | 成本指标 | 人均补助 | ≤500元
    Parameters:
        largest: the largest plausible amount of one task of a local unit, in 万元.
    """
    facts = context.facts
    if all(task.budget is None or not task.budget.total for _, task in facts.tasks):
        raise NotApplicable("no-amounts")
    if sheet.unit is None:
        yield Undecided("unit", "no-unit")
        return
    name = plain(sheet.department.name)
    if not name:
        yield Undecided("department.name", "no-department-name")
    largest = None if not name or contains(name, "large_organisations") else context.number("largest")
    ceilings = _ceilings(facts)
    for (path, task), content in zip(facts.tasks, facts.contents, strict=True):
        if task.budget is None or not task.budget.total:
            continue
        args: dict[str, Shown] = {"task": shown(task.name), "amount": task.budget.total, "unit": sheet.unit}
        yuan = task.budget.total * _YUAN[sheet.unit]
        twin = _twin(yuan, _allotments(content, f"{path}.content")) or _twin(yuan, ceilings)
        if twin is not None:
            stated, place = twin
            yield Hit(f"{path}.budget.total", {**args, "stated": stated}, case="twin", related=(place,))
        elif (found := _fitting(facts, path, task.budget, task.budget.total)) is not None:
            corrected, place = found
            yield Hit(f"{path}.budget.total", {**args, "corrected": corrected}, case="sum", related=(place,))
        elif largest is not None and sheet.unit != "元" and yuan / _SLIP > largest:
            yield Hit(f"{path}.budget.total", {**args, "largest": largest})


def _sum_of_tasks(facts: Facts) -> Decimal | None:
    """Add up the amounts of the tasks; None where one has none, since its amount may be what is missing."""
    totals = [task.budget.total if task.budget else None for _, task in facts.tasks]
    return add([total for total in totals if total is not None]) if None not in totals else None


def _fitting(facts: Facts, path: str, line: BudgetLine, amount: Decimal) -> tuple[Decimal, str] | None:
    """Give the amount, ten thousand times off, that makes the sources or the printed total right, and their place."""
    sources, printed = [source.amount for source in line.sources], facts.sheet.stated_total
    known = [source for source in sources if source is not None]
    of_sources = add(known) if known and len(known) == len(sources) else None
    whole, stated = facts.once(_sum_of_tasks), printed.total if printed else None
    of_total = None if whole is None or stated is None else subtract(stated, subtract(whole, amount))
    for corrected in (amount / _SLIP, amount * _SLIP):
        if corrected == of_sources:
            return corrected, f"{path}.budget.sources[0].amount"
        if corrected == of_total:
            return corrected, "stated_total.total"
    return None


_Stated = dict[Decimal, tuple[str, str]]
"""Figures stated elsewhere: the amount in 元 -> as printed, the path where it stands."""


def _twin(yuan: Decimal, stated: _Stated) -> tuple[str, str] | None:
    return stated.get(yuan / _SLIP) or stated.get(yuan * _SLIP)


def _allotments(content: str, path: str) -> _Stated:
    """Give the figures in a task's content that a word before them makes an allotment."""
    return {
        Decimal(found.group(1)) * _YUAN[found.group(2)]: (found.group(), path)
        for found in _MONEY.finditer(content)
        if content[max(0, found.start() - _LONGEST_WORD) : found.start()].endswith(words("allotment"))
    }


def _ceilings(facts: Facts) -> _Stated:
    """Give the cost ceilings that may be a whole task's: plain money, three digits at least, no price or average."""
    return {
        target.quantity.magnitude * _YUAN[target.quantity.unit.symbol]: (shown(target.text), row.target_path)
        for row in facts.rows
        for target in row.targets
        if isinstance(target, Threshold)
        and target.quantity.unit is not None
        and target.quantity.unit.symbol in _YUAN
        and _significant_digits(target.quantity) >= _TELLING_DIGITS
        and not contains(apart(row.name, "per_unit"), "per_unit")
    }


def _significant_digits(quantity: Quantity) -> int:
    return len("".join(map(str, quantity.magnitude.as_tuple().digits)).strip("0"))
