"""The rule of family X on ceilings: cost indicators and goals against the money of the task or project they name."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from perfgoals.checker.bounds import COST_KINDS
from perfgoals.checker.consistency_figures import Amount, Figure, figures
from perfgoals.checker.facts import Facts, IndicatorRow, plain, shown
from perfgoals.checker.funding import stated_total
from perfgoals.checker.lexicon import apart, contains, matches, words
from perfgoals.checker.rule import Context, Hit, NotApplicable, Shown, Undecided, Verdicts, judged, rule
from perfgoals.models import GoalSheet
from perfgoals.targets import Threshold

_SHORTEST_PART = 4
_LONGEST_NAME = 60
_ADDED_UP = "tasks"
"""The path of a total that no cell prints."""
_PAID = ("cost", "economic-cost")
_YEARS = re.compile(r"20[0-9]{2}")


@dataclass(frozen=True, slots=True)
class Ceiling:
    """Is a cost indicator with a plain amount as its upper bound, in the sheet's unit."""

    row: IndicatorRow
    amount: Amount
    text: str

    @property
    def stem(self) -> str:
        """Give the name without what costs add to the name of a task."""
        return _stem(self.row.name)


def _stem(name: str) -> str:
    endings = sorted(words("cost_endings"), key=len, reverse=True)
    while (ending := next((e for e in endings if name.endswith(e)), None)) and len(name) > len(ending):
        name = name.removesuffix(ending)
    return name


def ceilings(facts: Facts) -> list[Ceiling]:
    """List the cost indicators that bound a whole amount: no price, no average, no saving."""
    found: list[Ceiling] = []
    unit = facts.sheet.unit
    if unit is None:
        return found
    for row in facts.rows:
        target = row.indicator.target
        if row.group_kind not in COST_KINDS or not isinstance(target, Threshold) or target.comparator in ("≥", ">"):
            continue
        is_rate = contains(apart(row.name, "per_unit"), "per_unit") or contains(row.name, "no_ceilings")
        amount = Amount.of_quantity(target.quantity, unit)
        if amount is not None and target.change is None and not target.approximate and not is_rate:
            found.append(Ceiling(row, amount, shown(target.text)))
    return found


@dataclass(frozen=True, slots=True)
class _Budget:
    """Is an amount that a ceiling or a goal can be compared with: of a task, of a project, or of the whole sheet.

    text: what says more of it; an amount in there may be a part of the budget. is_whole: nothing can be beside it.
    """

    path: str
    name: str
    amount: Amount
    text: str = ""
    is_whole: bool = True


class Budgets:
    """Holds the amounts of the tasks by their names, so that the one a ceiling is of is found at once."""

    def __init__(self, budgets: Iterable[_Budget]) -> None:
        self._whole: dict[str, list[_Budget]] = defaultdict(list)
        self._parts: dict[str, list[_Budget]] = defaultdict(list)
        for budget in budgets:
            name = budget.name[:_LONGEST_NAME]
            for whole in dict.fromkeys((budget.name, _stem(budget.name))):
                self._whole[whole].append(budget)
            for run in dict.fromkeys(_runs(name)):
                self._parts[run].append(budget)

    @classmethod
    def of_tasks(cls, facts: Facts) -> Budgets:
        """Take the tasks with a name and an amount."""
        return cls(
            _Budget(f"{path}.budget.total", name, Amount.of_cell(task.budget.total), content)
            for (path, task), content in zip(facts.tasks, facts.contents, strict=True)
            if task.budget is not None and task.budget.total is not None and (name := plain(task.name))
        )

    def named(self, stem: str) -> tuple[_Budget, bool] | None:
        """Find the one task that a stem names, and whether it is the whole task or a part of it.

        Sure are the same name without the endings of costs, and a stem that is a part of just one task's name.
        """
        whole = self._whole.get(stem, [])
        if whole:
            return (whole[0], True) if len(whole) == 1 else None
        rarest = min((self._parts.get(run, []) for run in _runs(stem)), key=len, default=[])
        parts = [budget for budget in rarest if stem in budget.name]
        return (parts[0], False) if len(parts) == 1 else None


def _runs(name: str) -> Iterator[str]:
    """Walk the shortest texts that count as a part of a name."""
    return (name[start : start + _SHORTEST_PART] for start in range(len(name) - _SHORTEST_PART + 1))


def _whole(facts: Facts) -> _Budget | None:
    """Give the funding of a project; of any other sheet its printed total, or what its tasks add up to."""
    sheet, found = facts.sheet, stated_total(facts.sheet)
    if sheet.kind == "project" and sheet.funding:
        return _Budget(found.path, found.label, Amount.of_cell(found.amount), "".join(facts.goal)) if found else None
    if sheet.stated_total is not None and sheet.stated_total.total is not None:
        return _Budget("stated_total.total", "合计", Amount.of_cell(sheet.stated_total.total), is_whole=False)
    if found is not None:
        return _Budget(found.path, found.label, Amount.of_cell(found.amount), is_whole=False)
    return _Budget(_ADDED_UP, "合计", Amount.of_cell(sheet.total), is_whole=False) if sheet.total is not None else None


def _is_of_the_whole(ceiling: Ceiling, sheet: GoalSheet, whole: _Budget) -> bool:
    """Tell whether a ceiling names no task but all of them, or the project itself."""
    if matches(ceiling.row.name, "whole_costs"):
        return True
    project = plain(sheet.project.name) if sheet.project else ""
    is_own = bool(project) and ceiling.stem in (project, _stem(project))
    return whole.is_whole and (is_own or matches(ceiling.row.name, "project_costs"))


def _is_paid_by_the_whole(ceiling: Ceiling) -> bool:
    """Tell whether what a ceiling of a project bounds is a part of the project's own money, whatever it is."""
    return ceiling.row.group_kind in _PAID and not contains(ceiling.row.name, "paid_elsewhere")


_Pair = tuple[Ceiling, _Budget, bool]
"""A ceiling, the budget that it is of, and whether it is of all of that."""


def _pairs(facts: Facts, whole: _Budget | None) -> Iterator[_Pair]:
    budgets = facts.once(Budgets.of_tasks)
    for ceiling in facts.once(ceilings):
        if whole is not None and _is_of_the_whole(ceiling, facts.sheet, whole):
            yield ceiling, whole, True
        elif (found := budgets.named(ceiling.stem)) is not None:
            yield ceiling, *found
        elif whole is not None and whole.is_whole and _is_paid_by_the_whole(ceiling):
            yield ceiling, whole, False


def _goal_money(facts: Facts, whole: _Budget | None) -> list[tuple[str, Figure]]:
    """Give the figure by which a goal states all of the money, with its paragraph; none where two differ.

    Of a department that is only what calls itself its total, beside a total that the sheet prints.
    """
    unit = facts.sheet.unit
    if whole is None or whole.path == _ADDED_UP or unit is None:
        return []
    table = "project_money" if whole.is_whole else "department_money"
    found = [
        (f"goal[{index}]", figure)
        for index, paragraph in enumerate(facts.goal)
        for figure in figures(paragraph, unit, facts.sheet.year)
        if figure.role in ("item", "subtotal") and matches(figure.lead, table)
        if set(_YEARS.findall(figure.lead)) <= {str(facts.sheet.year)}
    ]
    return found[:1] if len({figure.amount.value for _, figure in found}) == 1 else []


def _is_of_several_years(sheet: GoalSheet) -> bool:
    """Tell whether a project may have more money than that of its year."""
    period = plain(sheet.project.period) if sheet.project else ""
    other_years = set(_YEARS.findall(period)) - {str(sheet.year)}
    has_medium_term = bool(sheet.medium_term_goal) or stated_total(sheet, "medium-term") is not None
    return has_medium_term or bool(other_years) or matches(period, "long_periods")


@rule("X03")
def ceiling_against_budget(sheet: GoalSheet, context: Context) -> Verdicts:
    """Compare a cost ceiling with the amount of the task it names, or of the whole; a project's goal with its funding.

    Why: a cost target does not exceed the money that is there for it (财预〔2021〕101号: cost within the budget), nor
        does a goal state more. The task must be certain by its name. Below the amount is a note, and only for the very
        task or project; no part of a project costs more than all of it; above that of all tasks is a note, since
        the sheet need not list every task. A project of several years may speak of all of them, and is not judged. What
        a department's goal calls its whole budget is compared with a total that the sheet prints.
    Hit:
        goal: 全年部门预算总额57.3万元，维护线路
        total: 47.3 | 47.3 | 0
        task: 专用通信系统运行维护 | 线路维修 | 47.3 | 47.3 | 0
        indicator: 产出指标 | 成本指标 | 通信系统运行维护成本 | ≤57.3万元
    Near miss:
        goal: 安排项目经费600万元，其中部门预算550万元
        total: 504.9 | 504.9 | 0
        task: 业务培训 | 举办培训班 | 4.9 | 4.9 | 0
        task: 工作落实 | 设备采购预算140万元 | 500 | 500 | 0
        indicator: 产出指标 | 成本指标 | 业务培训支出 | ≤4.90万元
        indicator: 产出指标 | 成本指标 | 设备采购成本 | ≤140万元
    Parameters: none.
    """
    if sheet.unit is None:
        raise NotApplicable("no-unit")
    whole = _whole(context.facts)
    pairs, stated = list(_pairs(context.facts, whole)), _goal_money(context.facts, whole)
    judged([*pairs, *stated], "no-confident-match")
    if whole is not None and whole.is_whole and _is_of_several_years(sheet):
        yield Undecided(whole.path, "several-years")
        pairs, stated = [pair for pair in pairs if pair[1] is not whole], []
    for pair in pairs:
        yield from _judge_ceiling(sheet, *pair)
    for path, figure in stated:
        if whole is not None and whole.amount.value != figure.amount.value:
            yield from _judge_goal(sheet, path, figure, whole)


def _judge_ceiling(sheet: GoalSheet, ceiling: Ceiling, budget: _Budget, is_same: bool) -> Verdicts:
    related = (ceiling.row.name_path, budget.path)
    args = {"name": shown(ceiling.row.indicator.name), "value": ceiling.text, **_shown(sheet, budget)}
    if ceiling.amount.exceeds(budget.amount):
        yield Hit(ceiling.row.target_path, args, case=None if budget.is_whole else "whole", related=related)
    elif is_same and budget.is_whole and budget.amount.exceeds(ceiling.amount) and not _is_part(ceiling, budget):
        yield Hit(ceiling.row.target_path, args, case="below", related=related)


def _is_part(ceiling: Ceiling, budget: _Budget) -> bool:
    return ceiling.text.lstrip("≤<=") in budget.text


def _judge_goal(sheet: GoalSheet, path: str, figure: Figure, whole: _Budget) -> Verdicts:
    args = {"value": figure.text, **_shown(sheet, whole)}
    if figure.amount.exceeds(whole.amount):
        yield Hit(path, args, case="goal", related=(whole.path,))
    elif whole.amount.exceeds(figure.amount):
        yield Hit(path, args, case="goal-below", related=(whole.path,))


def _shown(sheet: GoalSheet, budget: _Budget) -> dict[str, Shown]:
    return {"task": shown(budget.name), "total": budget.amount.value, "unit": sheet.unit or ""}
