"""The rules of family X on a task's narrative: the money that it lists against the amount of the task's own row."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from functools import cached_property
from itertools import groupby, pairwise, takewhile

from perfgoals.checker.consistency_figures import Amount, Figure, figures
from perfgoals.checker.facts import Facts, digits, plain, shown
from perfgoals.checker.lexicon import contains
from perfgoals.checker.rule import Context, Hit, NotApplicable, Shown, Undecided, Verdicts, judged, rule
from perfgoals.models import GoalSheet, Task
from perfgoals.precision import add, subtract

_FEWEST_ITEMS = 2
_OF_WHICH = "其中"


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
    def opening_part(self) -> Figure | None:
        """Give the spending that the narrative begins with, as a part (其中培训经费30万元) of the row's amount."""
        first = self.figures[0]
        is_part = first.role == "item" and _OF_WHICH in first.about and first.is_named_budget
        return first if is_part else None

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
    found = context.facts.once(itemised)
    return judged((t for t in found if len(t.figures) >= _FEWEST_ITEMS or t.opening_part), "no-itemised-amounts")


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
        amount they are parts of, which is the task's own where a narrative begins with one.
    Hit:
        task: 工作落实 | 文电办理预算经费69.2万元。会议预算经费20万元；调研预算470万元 | 500 | 500 | 0
        task: 业务培训 | 举办培训班，其中培训经费1800万元 | 1260 | 1260 | 0
    Near miss:
        task: 学生资助 | 发放助学金，其中免费教科书经费1200万元 | 1260 | 1260 | 0
        task: 设备购置 | 预算200万元，其中设备50万元，系统30万元 | 200 | 200 | 0
        task: 档案录入 | 录入20万条，每条1.8元，培训经费4万元 | 36 | 36 | 0
        task: 工作落实 | 文电办理经费69.2万元，会议经费20万元，调研经费10.8万元 | 100 | 100 | 0
    Parameters: none.
    """
    lists = _lists(sheet, context)
    compared = [(*found.divided, *found.complete, found.opening_part) for found in lists]
    judged([each for several in compared for each in several if each], "no-itemised-amounts")
    for found in lists:
        if (part := found.opening_part) and part.amount.exceeds(found.total):
            yield _parts_hit(sheet, found, (part,), found.total, f"{digits(found.total.value)}{sheet.unit}")
        for whole, parts in found.divided:
            margin = add([whole.amount.half, *(part.amount.half for part in parts)])
            if subtract(add([part.amount.value for part in parts]), whole.amount.value) > margin:
                yield _parts_hit(sheet, found, parts, whole.amount, whole.text)
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


def _parts_hit(sheet: GoalSheet, found: Itemised, parts: tuple[Figure, ...], whole: Amount, text: str) -> Hit:
    total = add([part.amount.value for part in parts])
    args: dict[str, Shown] = {
        "task": shown(found.task.name),
        "items": tuple(part.text for part in parts),
        "sum": total,
        "total": text,
        "difference": subtract(total, whole.value),
        "unit": sheet.unit or "",
    }
    return Hit(f"{found.path}.content", args, case="parts")


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
