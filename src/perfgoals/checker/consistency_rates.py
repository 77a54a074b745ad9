"""The rules of family X that multiply: an amount for one person by the headcount, a price by what is bought."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction
from functools import cache, partial

from perfgoals.checker.bounds import COST_KINDS
from perfgoals.checker.consistency_budget import itemised
from perfgoals.checker.consistency_ceilings import ceilings
from perfgoals.checker.consistency_figures import EXPONENTS, Amount
from perfgoals.checker.facts import Facts, IndicatorRow, plain, shown
from perfgoals.checker.funding import stated_total
from perfgoals.checker.lexicon import contains, matches, synonyms
from perfgoals.checker.rule import Context, Hit, NotApplicable, Shown, Verdicts, judged, rule
from perfgoals.models import GoalSheet, MoneyUnit, Task
from perfgoals.targets import Threshold

_PEOPLE = "people"
_PER_PERSON_AND_YEAR = ("/人", "/人/年", "/人年")
_UNITS_OF_DAYS = frozenset({"天", "日"})
_SHOWN_PLACES = 4


@dataclass(frozen=True, slots=True)
class _Share:
    """Is an amount for one person beside the headcount and the budget of the task it is of."""

    row: IndicatorRow
    target: Threshold
    amount: Amount
    headcount: IndicatorRow
    count: Decimal
    task: Task
    task_path: str
    budget: Amount

    @property
    def product(self) -> Decimal:
        """Give the amount times the headcount, in the sheet's unit."""
        return self.amount.value * self.count

    @property
    def average(self) -> Fraction:
        """Give the budget for one person, exactly."""
        return Fraction(self.budget.value) / Fraction(self.count)

    @property
    def agrees(self) -> bool:
        """Tell whether the amount is the average, rounded or cut off at the digit shown, whatever the budget hides."""
        slack = 2 * Fraction(self.amount.half) + Fraction(self.budget.half) / Fraction(self.count)
        return abs(Fraction(self.amount.value) - self.average) < slack


def _per_person(row: IndicatorRow, unit: MoneyUnit) -> tuple[Threshold, Amount] | None:
    target = row.indicator.target
    if row.group_kind not in COST_KINDS or not isinstance(target, Threshold) or target.quantity.unit is None:
        return None
    symbol = target.quantity.unit.symbol
    money = next((symbol.removesuffix(e) for e in _PER_PERSON_AND_YEAR if symbol.endswith(e)), symbol)
    is_stated = contains(row.name, "per_capita") and not contains(row.name, "activities")
    if not is_stated or money not in EXPONENTS or target.comparator in ("≥", ">") or target.change is not None:
        return None
    return target, Amount.of(target.quantity.magnitude, money, unit)


def _only_headcount(facts: Facts) -> tuple[IndicatorRow, Decimal] | None:
    """Give the one indicator that counts the staff in service; None where others are counted beside it."""
    counted = [row for row in facts.rows if _is_headcount(row)]
    if len(counted) != 1 or any(contains(row.name, "other_staff") for row in facts.rows):
        return None
    target = counted[0].indicator.target
    return (counted[0], target.quantity.magnitude) if isinstance(target, Threshold) else None


def _is_headcount(row: IndicatorRow) -> bool:
    target = row.indicator.target
    return (
        isinstance(target, Threshold)
        and target.comparator not in ("≤", "<")
        and target.quantity.magnitude > 0
        and target.quantity.unit is not None
        and target.quantity.unit.dimension == _PEOPLE
        and contains(row.name, "headcount")
    )


def _shares(facts: Facts) -> list[_Share]:
    unit, head = facts.sheet.unit, _only_headcount(facts)
    return [] if unit is None or head is None else [*_shares_in(facts, unit, *head)]


def _shares_in(facts: Facts, unit: MoneyUnit, headcount: IndicatorRow, count: Decimal) -> Iterator[_Share]:
    for row in facts.rows:
        if (found := _per_person(row, unit)) is None:
            continue
        rest = row.name.replace("人均", "")
        table = next(
            (t for c, t in (("staff_costs", "staff_tasks"), ("running_costs", "running_tasks")) if matches(rest, c)),
            None,
        )
        tasks = [(p, t) for p, t in facts.tasks if table is not None and contains(plain(t.name), table)]
        if len(tasks) != 1:
            continue
        (path, task), (target, amount) = tasks[0], found
        if task.budget is not None and task.budget.total and not contains(plain(task.content), "other_staff"):
            yield _Share(row, target, amount, headcount, count, task, path, Amount.of_cell(task.budget.total))


def _share_hit(sheet: GoalSheet, share: _Share, case: str | None = None) -> Hit:
    average = Decimal(round(share.average * 10**_SHOWN_PLACES)).scaleb(-_SHOWN_PLACES)
    args: dict[str, Shown] = {
        "name": shown(share.row.indicator.name),
        "value": shown(share.target.text),
        "count": share.count,
        "product": share.product,
        "task": shown(share.task.name),
        "total": share.budget.value,
        "difference": abs(share.product - share.budget.value),
        "average": average,
        "unit": sheet.unit or "",
    }
    related = (share.headcount.target_path, f"{share.task_path}.budget.total")
    return Hit(share.row.target_path, args, case=case, related=related)


@rule("X02")
def per_capita_against_budget(sheet: GoalSheet, context: Context) -> Verdicts:
    """Multiply the amount for one person by the headcount, and compare it with the task it is of.

    Why: money and work match each other (财预〔2015〕88号, ≈ article 14). Amounts rounded or cut off at the digit shown
        agree, and a difference of more than a twentieth is an error. Only where one indicator counts the staff, and
        one task is certainly meant, by its name.
    Hit:
        task: 人员保障 | 工资 | 1945.65 | 1945.65 | 0
        indicator: 产出指标 | 数量指标 | 保障在职人员人数 | ≥132人
        indicator: 产出指标 | 成本指标 | 人均支出标准 | ≤17.43万元
    Near miss:
        task: 人员保障 | 工资 | 1945.65 | 1945.65 | 0
        indicator: 产出指标 | 数量指标 | 保障在职人员人数 | ≥132人
        indicator: 产出指标 | 成本指标 | 人均支出标准 | ≤14.73万元
        indicator: 产出指标 | 成本指标 | 会议人均支出标准 | ≤245元/人/天
    Parameters:
        far: above which share of the task's total, in percent, a difference is an error.
    """
    for share in judged(context.facts.once(_shares), "no-confident-match"):
        if not share.agrees:
            is_far = abs(share.product - share.budget.value) * 100 > share.budget.value * context.number("far")
            yield _share_hit(sheet, share, "far" if is_far else None)


@rule("X02r")
def per_capita_cut_off(sheet: GoalSheet, context: Context) -> Verdicts:
    """Note a ceiling for one person that was cut off below the average of the budget.

    Why: practice of review: whoever spends the whole budget on the stated headcount will miss the target.
    Hit:
        task: 人员保障 | 工资 | 1945.65 | 1945.65 | 0
        indicator: 产出指标 | 数量指标 | 保障在职人员人数 | ≥132人
        indicator: 产出指标 | 成本指标 | 人均支出标准 | ≤14.73万元
    Near miss:
        task: 人员保障 | 工资 | 1945.65 | 1945.65 | 0
        indicator: 产出指标 | 数量指标 | 保障在职人员人数 | ≥132人
        indicator: 产出指标 | 成本指标 | 人均支出标准 | ≤14.74万元
    Parameters: none.
    """
    for share in judged(context.facts.once(_shares), "no-confident-match"):
        below = Fraction(share.amount.value) < share.average
        if share.agrees and below and share.target.comparator in ("≤", "<"):
            yield _share_hit(sheet, share)


@dataclass(frozen=True, slots=True)
class _Purchase:
    """Is a price beside the people and days it is paid for, and the money allotted to the same activity."""

    price: IndicatorRow
    factors: tuple[IndicatorRow, ...]
    product: Fraction
    allotted: Amount
    source: str


def _number(row: IndicatorRow) -> Fraction:
    target = row.indicator.target
    return Fraction(target.quantity.magnitude) if isinstance(target, Threshold) else Fraction(0)


def _factor(facts: Facts, activity: tuple[str, ...], unit: str) -> IndicatorRow | None:
    """Give the one indicator that counts the people, or the days, of an activity from below."""
    found = []
    for row in facts.rows:
        target = row.indicator.target
        if not isinstance(target, Threshold) or target.quantity.unit is None or target.comparator in ("≤", "<"):
            continue
        measured = target.quantity.unit
        fits = measured.dimension == _PEOPLE if unit == "人" else measured.symbol in _UNITS_OF_DAYS
        if fits and any(word in row.name for word in activity):
            found.append(row)
    return found[0] if len(found) == 1 else None


_Money = tuple[str, Amount, str]
"""Money stated for something: what it is for, how much, and the path where it stands."""


def _allotments(facts: Facts) -> tuple[list[_Money], ...]:
    """List the items of the narratives, the ceilings of costs, and the funding of a project with its name."""
    sheet = facts.sheet
    name = plain(sheet.project.name) if sheet.kind == "project" and sheet.project else ""
    funding = stated_total(sheet) if name else None
    of_project = [(name, Amount.of_cell(funding.amount), funding.path)] if funding else []
    items = [(f.about, f.amount, f"{task.path}.content") for task in facts.once(itemised) for f in task.items]
    return items, [(c.row.name, c.amount, c.row.target_path) for c in facts.once(ceilings)], of_project


def _allotted(kinds: tuple[list[_Money], ...], activity: tuple[str, ...]) -> _Money | None:
    """Give the money for an activity: one item of a narrative, else one ceiling, else all of a project of that name."""
    for stated in kinds:
        found = [money for money in stated if any(word in money[0] for word in activity)]
        if found:
            return found[0] if len(found) == 1 else None
    return None


def _purchases(sheet: GoalSheet, context: Context) -> Iterator[_Purchase]:
    if sheet.unit is None:
        raise NotApplicable("no-unit")
    money_of = cache(partial(_allotted, _allotments(context.facts)))
    factor_of = cache(partial(_factor, context.facts))
    for row in context.facts.rows:
        target = row.indicator.target
        if not isinstance(target, Threshold) or target.quantity.unit is None or target.change is not None:
            continue
        money, *per = target.quantity.unit.symbol.replace("人天", "人/天").split("/")
        activity = next((s for s in synonyms("activity_words") if any(word in row.name for word in s)), None)
        if activity is None or money not in EXPONENTS or sorted(per) not in (["人"], ["人", "天"]):
            continue
        allotted = money_of(activity)
        factors = [factor_of(activity, unit) for unit in per] if allotted else []
        counted = tuple(factor for factor in factors if factor is not None)
        if allotted is None or len(counted) < len(factors):
            continue
        product = Fraction(Amount.of(target.quantity.magnitude, money, sheet.unit).value)
        for factor in counted:
            product *= _number(factor)
        yield _Purchase(row, counted, product, allotted[1], allotted[2])


@rule("X05")
def price_against_allotment(sheet: GoalSheet, context: Context) -> Verdicts:
    """Multiply the price of a meeting or a training by its people and days, and compare it with the money for it.

    Why: money and work match each other (财预〔2015〕88号: appropriateness). The smallest reading alone counts: once,
        with the fewest people and days. A ceiling need not be used up, so that this is a note and never a fault.
    Hit:
        task: 会议保障 | 会议经费5万元，设备经费15万元 | 20 | 20 | 0
        indicator: 产出指标 | 数量指标 | 参会人数 | ≥200人
        indicator: 产出指标 | 数量指标 | 会议天数 | ≥2天
        indicator: 产出指标 | 成本指标 | 会议人均支出标准 | ≤245元/人/天
    Near miss:
        task: 会议保障 | 会议经费20万元，设备经费15万元 | 35 | 35 | 0
        indicator: 产出指标 | 数量指标 | 会议次数 | ≥4次
        indicator: 产出指标 | 数量指标 | 参会人数 | ≥200人
        indicator: 产出指标 | 数量指标 | 会议天数 | ≥2天
        indicator: 产出指标 | 成本指标 | 会议人均支出标准 | ≤245元/人/天
    Parameters: none.
    """
    for found in judged(_purchases(sheet, context), "no-confident-match"):
        if found.product > Fraction(found.allotted.value) + Fraction(found.allotted.half):
            args: dict[str, Shown] = {
                "name": shown(found.price.indicator.name),
                "terms": tuple(shown(row.indicator.target.text) for row in (found.price, *found.factors)),
                "product": Decimal(found.product.numerator) / Decimal(found.product.denominator),
                "allotted": found.allotted.value,
                "unit": sheet.unit or "",
            }
            related = (*(row.target_path for row in found.factors), found.source)
            yield Hit(found.price.target_path, args, related=related)
