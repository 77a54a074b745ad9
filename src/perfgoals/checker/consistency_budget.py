"""The rules of family X on a task's money: its narrative against its amount, cost ceilings against its amount."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from functools import cached_property
from itertools import groupby, pairwise, takewhile

from perfgoals.checker.bounds import COST_KINDS
from perfgoals.checker.consistency_figures import Amount, Figure, figures
from perfgoals.checker.facts import Facts, IndicatorRow, plain, shown
from perfgoals.checker.lexicon import contains, matches, words
from perfgoals.checker.rule import Context, Hit, NotApplicable, Shown, Undecided, Verdicts, judged, rule
from perfgoals.models import GoalSheet, Task
from perfgoals.precision import add, subtract
from perfgoals.targets import Threshold

_FEWEST_ITEMS = 2
_SHORTEST_NAME = 4


@dataclass(frozen=True)
class Listing:
    """Is a list of items that should add up to the total of their task."""

    items: tuple[Figure, ...]
    total: Amount

    @cached_property
    def computed(self) -> Decimal:
        """Give the sum of the items, in the sheet's unit."""
        return add([figure.amount.value for figure in self.items])

    @cached_property
    def excess(self) -> Decimal:
        """Give by how much the items exceed the total; negative when they fall short."""
        return subtract(self.computed, self.total.value)

    @property
    def margin(self) -> Decimal:
        """Give how far items and total may lie apart through the rounding of what was printed."""
        return add([self.total.half, *(figure.amount.half for figure in self.items)])

    @property
    def is_complete(self) -> bool:
        """Tell whether the items can be added: two at least, none of them the total or beyond it unnamed."""
        is_total = any(figure.amount.equals(self.total) for figure in self.items)
        too_large = any(f.amount.exceeds(self.total) and not f.is_named_budget for f in self.items)
        return len(self.items) >= _FEWEST_ITEMS and not is_total and not too_large

    @property
    def says_twice(self) -> bool:
        """Tell whether the excess is a figure that stands twice, or the whole money once more (sources, then uses)."""
        values = [figure.amount.value for figure in self.items]
        return values.count(self.excess) > 1 or self.excess == self.total.value


@dataclass(frozen=True)
class Itemised:
    """Is a task whose narrative states money, beside the amount of its own row."""

    path: str
    task: Task
    total: Amount
    figures: tuple[Figure, ...]

    @cached_property
    def items(self) -> tuple[Figure, ...]:
        """Give the figures that are items, of where the money comes from and of what it is for."""
        return tuple(figure for figure in self.figures if figure.role == "item")

    @property
    def listings(self) -> tuple[Listing, ...]:
        """Give the items as lists of one kind each: sources and uses of the same money are not added together."""
        is_total = any(f.amount.equals(self.total) for f in self.figures if f.role in ("part", "other"))
        uses = tuple(figure for figure in self.items if not figure.is_source)
        sources = tuple(figure for figure in self.items if figure.is_source)
        kinds = (uses, sources) if uses and sources else (self.items,)
        return () if is_total else tuple(Listing(kind, self.total) for kind in kinds)

    @property
    def complete(self) -> list[Listing]:
        """Give the lists that can be added up."""
        return [listing for listing in self.listings if listing.is_complete]

    @property
    def says_all(self) -> bool:
        """Tell whether the narrative adds its items up itself, to something else than the total."""
        sums = [figure for figure in self.figures if figure.role == "subtotal"]
        return bool(sums) and not any(figure.amount.equals(self.total) for figure in sums)

    @property
    def is_plain(self) -> bool:
        """Tell whether a shortfall says something: every figure is an item, or a sum that is not the total."""
        if contains(plain(self.task.content), "remainders") or len(self.listings) > 1:
            return False
        counted = ("item", "subtotal") if self.says_all else ("item",)
        return all(figure.role in counted for figure in self.figures)

    @property
    def divided(self) -> Iterator[tuple[Figure, tuple[Figure, ...]]]:
        """Walk the figures that are divided into parts, each with the parts that are certainly its own."""
        for (_, before), (is_part, parts) in pairwise(self._runs):
            certain = tuple(takewhile(lambda part: not part.is_unclear, parts)) if is_part else ()
            if certain:
                yield before[-1], certain

    @property
    def _runs(self) -> Iterator[tuple[bool, list[Figure]]]:
        for is_part, run in groupby(self.figures, key=lambda figure: figure.role == "part"):
            yield is_part, list(run)


def itemised(facts: Facts) -> tuple[Itemised, ...]:
    """List the tasks whose narrative states money and whose row has an amount; none in a sheet without a unit."""
    unit, year = facts.sheet.unit, facts.sheet.year
    return tuple(
        Itemised(path, task, Amount.of_cell(task.budget.total), found)
        for (path, task), content in zip(facts.tasks, facts.contents, strict=True)
        if unit is not None and task.budget is not None and task.budget.total is not None
        if (found := figures(content, unit, year))
    )


def _lists(sheet: GoalSheet, context: Context) -> list[Itemised]:
    if not context.facts.tasks:
        raise NotApplicable("no-tasks")
    if sheet.unit is None:
        raise NotApplicable("no-unit")
    several = (task for task in context.facts.once(itemised) if len(task.figures) >= _FEWEST_ITEMS)
    return judged(several, "no-itemised-amounts")


def _items_hit(sheet: GoalSheet, found: Itemised, listing: Listing, case: str | None = None) -> Hit:
    args: dict[str, Shown] = {
        "task": shown(found.task.name),
        "items": tuple(figure.text for figure in listing.items),
        "sum": listing.computed,
        "total": found.total.value,
        "difference": abs(listing.excess),
        "unit": sheet.unit or "",
    }
    return Hit(f"{found.path}.content", args, case=case, related=(f"{found.path}.budget.total",))


@rule("X01")
def itemised_amounts(sheet: GoalSheet, context: Context) -> Verdicts:
    """Add up the amounts that a task's narrative lists, and compare them with the task's total.

    Why: money and work match each other (财预〔2015〕88号, ≈ article 14). Where money comes from and what it is for are
        added apart. Parts of a listed amount, sums, prices and other money are left out; a narrative that states the
        total as an item is not judged. Too much is an error, too little a note, since a narrative need not list
        everything, and a warning where it adds up to something else itself (共计). Parts (其中) are no more than the
        amount they are parts of.
    Hit:
        task: 工作落实 | 文电办理预算经费69.2万元。会议预算经费20万元；调研预算470万元 | 500 | 500 | 0
    Near miss:
        task: 设备购置 | 预算200万元，其中设备50万元，系统30万元 | 200 | 200 | 0
        task: 档案录入 | 录入20万条，每条1.8元，培训经费4万元 | 36 | 36 | 0
        task: 工作落实 | 文电办理经费69.2万元，会议经费20万元，调研经费10.8万元 | 100 | 100 | 0
    Parameters: none.
    """
    lists = _lists(sheet, context)
    judged([each for found in lists for each in (*found.divided, *found.complete)], "no-itemised-amounts")
    for found in lists:
        for whole, parts in found.divided:
            yield from _parts_above_whole(sheet, found, whole, parts)
        for listing in found.complete:
            if listing.excess > listing.margin:
                yield _too_much(sheet, found, listing)
            elif -listing.excess > listing.margin and found.is_plain:
                yield _items_hit(sheet, found, listing, "short-of-stated" if found.says_all else "short")


def _too_much(sheet: GoalSheet, found: Itemised, listing: Listing) -> Hit | Undecided:
    if listing.says_twice:
        return Undecided(f"{found.path}.content", "repeated-amount")
    if any(figure.role == "other" and figure.amount.value == listing.excess for figure in found.figures):
        return Undecided(f"{found.path}.content", "set-off-amount")
    is_item = any(figure.amount.value == listing.excess for figure in listing.items)
    return _items_hit(sheet, found, listing, "item" if is_item else None)


def _parts_above_whole(sheet: GoalSheet, found: Itemised, whole: Figure, parts: tuple[Figure, ...]) -> Verdicts:
    total = add([part.amount.value for part in parts])
    margin = add([whole.amount.half, *(part.amount.half for part in parts)])
    excess = subtract(total, whole.amount.value)
    if excess > margin:
        args: dict[str, Shown] = {
            "task": shown(found.task.name),
            "items": tuple(part.text for part in parts),
            "sum": total,
            "total": whole.text,
            "difference": excess,
            "unit": sheet.unit or "",
        }
        yield Hit(f"{found.path}.content", args, case="parts")


@rule("X01r")
def itemised_amounts_rounding(sheet: GoalSheet, context: Context) -> Verdicts:
    """Note listed amounts that differ from the task's total by rounding only.

    Why: each printed figure stands for the interval of its precision, so that a sum of rounded ones may miss the total.
    Hit:
        task: 工作落实 | 文电办理经费69.2万元，会议经费20万元，调研经费11万元 | 100 | 100 | 0
    Near miss:
        task: 工作落实 | 文电办理经费69.2万元，会议经费20万元，调研经费10.8万元 | 100 | 100 | 0
    Parameters: none.
    """
    lists = [(found, listing) for found in _lists(sheet, context) for listing in found.complete]
    for found, listing in judged(lists, "no-itemised-amounts"):
        if 0 < abs(listing.excess) <= listing.margin:
            yield _items_hit(sheet, found, listing)


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
        is_rate = contains(row.name, "per_unit") or contains(row.name, "no_ceilings")
        amount = Amount.of_quantity(target.quantity, unit)
        if amount is not None and target.change is None and not target.approximate and not is_rate:
            found.append(Ceiling(row, amount, shown(target.text)))
    return found


@dataclass(frozen=True, slots=True)
class _Budget:
    """Is an amount that a ceiling can be compared with: of a task, or of the whole sheet (then ``name`` is 合计)."""

    path: str
    name: str
    stem: str
    amount: Amount
    content: str


def _budgets(facts: Facts) -> list[_Budget]:
    return [
        _Budget(f"{path}.budget.total", name, _stem(name), Amount.of_cell(task.budget.total), content)
        for (path, task), content in zip(facts.tasks, facts.contents, strict=True)
        if task.budget is not None and task.budget.total is not None and (name := plain(task.name))
    ]


def _whole(sheet: GoalSheet) -> _Budget | None:
    if sheet.stated_total is not None and sheet.stated_total.total is not None:
        return _Budget("stated_total.total", "合计", "", Amount.of_cell(sheet.stated_total.total), "")
    return _Budget("tasks", "合计", "", Amount.of_cell(sheet.total), "") if sheet.total is not None else None


def budget_of(ceiling: Ceiling, budgets: list[_Budget]) -> tuple[_Budget, bool] | None:
    """Find the one task that a ceiling is of, and whether it is of the whole task or of a part of it.

    Sure are the same name without the endings of costs, and a stem that is a part of just one task's name.
    """
    stem = ceiling.stem
    whole = [budget for budget in budgets if stem in (budget.name, budget.stem)]
    if len(whole) == 1:
        return whole[0], True
    parts = [budget for budget in budgets if stem in budget.name] if len(stem) >= _SHORTEST_NAME else []
    return (parts[0], False) if not whole and len(parts) == 1 else None


@rule("X03")
def ceiling_against_budget(sheet: GoalSheet, context: Context) -> Verdicts:
    """Compare a cost ceiling with the amount of the task it names, or of the whole sheet.

    Why: a cost target does not exceed the money that is there for it (财预〔2021〕101号: cost within the budget). The
        task must be certain by its name. Below the amount is a note, and only for the very task; above that of all
        tasks is a note, since the sheet need not list every task.
    Hit:
        task: 专用通信系统运行维护 | 线路维修 | 47.3 | 47.3 | 0
        indicator: 产出指标 | 成本指标 | 通信系统运行维护成本 | ≤57.3万元
    Near miss:
        task: 业务培训 | 举办培训班 | 4.9 | 4.9 | 0
        task: 工作落实 | 设备采购预算140万元 | 500 | 500 | 0
        indicator: 产出指标 | 成本指标 | 业务培训支出 | ≤4.90万元
        indicator: 产出指标 | 成本指标 | 设备采购成本 | ≤140万元
    Parameters: none.
    """
    if sheet.unit is None:
        raise NotApplicable("no-unit")
    found, budgets, whole = context.facts.once(ceilings), _budgets(context.facts), _whole(sheet)
    if not found or not budgets:
        raise NotApplicable("no-confident-match")
    for ceiling in found:
        if whole is not None and matches(ceiling.row.name, "whole_costs"):
            if ceiling.amount.exceeds(whole.amount):
                yield _ceiling_hit(sheet, ceiling, whole, "whole")
            continue
        match = budget_of(ceiling, budgets)
        if match is None:
            continue
        budget, is_same = match
        if ceiling.amount.exceeds(budget.amount):
            yield _ceiling_hit(sheet, ceiling, budget, None)
        elif is_same and budget.amount.exceeds(ceiling.amount) and ceiling.text.lstrip("≤<=") not in budget.content:
            yield _ceiling_hit(sheet, ceiling, budget, "below")


def _ceiling_hit(sheet: GoalSheet, ceiling: Ceiling, budget: _Budget, case: str | None) -> Hit:
    args: dict[str, Shown] = {
        "name": shown(ceiling.row.indicator.name),
        "value": ceiling.text,
        "task": shown(budget.name),
        "total": budget.amount.value,
        "unit": sheet.unit or "",
    }
    return Hit(ceiling.row.target_path, args, case=case, related=(ceiling.row.name_path, budget.path))
