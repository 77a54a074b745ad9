"""The rules of family V on bounds: rates above 100 %, bounds that say nothing, comparators that point the wrong way."""

from __future__ import annotations

from decimal import Decimal
from typing import Literal, NamedTuple

from perfgoals.checker.facts import IndicatorRow, shown
from perfgoals.checker.lexicon import contains, deciding, ends, matches
from perfgoals.checker.rule import Context, Verdicts, rule
from perfgoals.checker.walking import dimension, hit, is_change, is_share, quantities, targets, thresholds
from perfgoals.models import GoalSheet
from perfgoals.targets import Interval, Quantity, Threshold
from perfgoals.targets.stretch import Stretch

COST_KINDS = frozenset({"cost", "economic-cost", "social-cost", "ecological-cost"})
_OF_DEGREE = frozenset({"quality", "timeliness"})
_MONEY = frozenset({"money", "money-per"})
_COUNTED = frozenset({"people", "person-times", "households", "occurrence", "count", "area", "length"})


@rule("V05")
def rate_above_100(sheet: GoalSheet, context: Context) -> Verdicts:
    """Find rates above 100 % that are parts of a whole by their name.

    Why: arithmetic. Only rates known to be capped count; growth, completion and use may exceed 100 %.
    Hit:
        indicator: 产出指标 | 质量指标 | 设备验收合格率 | ≥105%
    Near miss:
        indicator: 效益指标 | 经济效益指标 | 收入增长率 | ≥120%
        indicator: 产出指标 | 质量指标 | 设备验收合格率 | =100%
        indicator: 产出指标 | 质量指标 | 拨备覆盖率 | ≥150%
    Parameters: none.
    """
    for row, target in targets(context):
        if not isinstance(target, Threshold | Interval) or target.change:
            continue
        highest = quantities(target)[-1]
        if not is_share(highest) or (isinstance(target, Threshold) and target.comparator in ("≤", "<")):
            continue
        unreachable = isinstance(target, Threshold) and target.comparator == ">" and highest.in_base() == 1
        if (highest.in_base() > 1 or unreachable) and ends(row.name, "capped_rates"):
            yield hit(row, target, word=deciding(row.name, "capped_rates"))


class _Direction(NamedTuple):
    """Is the only direction that a name allows, and the table of the lexicon that knows the name."""

    comparator: Literal["≥", "≤"]
    table: str


def _expected(row: IndicatorRow, target: Threshold) -> _Direction | None:
    """Give the only direction that the name allows, or None where both make sense."""
    name, quantity = row.name, target.quantity
    if matches(name, "adverse_names") and not contains(name, "adverse_names", "except"):
        return None if _is_turned(name) else _Direction("≤", "adverse_names")
    if dimension(quantity) == "time" and matches(name, "waiting_names"):
        is_open = _is_turned(name) or contains(name, "waiting_names", "except")
        return None if is_open else _Direction("≤", "waiting_names")
    if wanted := _wanted(row, quantity):
        return _Direction("≥", wanted)
    if _is_money(quantity) and row.group_kind in COST_KINDS and ends(name, "certain_costs"):
        return _Direction("≤", "certain_costs")
    is_cost = row.group_kind in COST_KINDS or ends(name, "cost_names")
    if _is_money(quantity) and is_cost and not contains(name, "cost_names", "except"):
        return _Direction("≤", "cost_names")
    return None


def _is_turned(name: str) -> bool:
    """Tell whether a name negates what would be adverse, or measures by how much it was reduced."""
    is_reduced = contains(name, "reductions") and not contains(name, "reductions", "except")
    return is_reduced or matches(name, "negated_names")


def _wanted(row: IndicatorRow, quantity: Quantity) -> str | None:
    """Give the table of what is the better the more there is of it that knows a name, in a unit that says the same."""
    is_cost = row.group_kind in COST_KINDS
    if is_share(quantity):
        tables = ("benign_rates",) if is_cost else ("benign_rates", "execution_rates")
        return next((table for table in tables if ends(row.name, table)), None)
    table = {"time": "benign_spans", "money": "benign_amounts"}.get(dimension(quantity), "benign_counts")
    is_known = not is_cost and matches(row.name, table) and not contains(row.name, table, "except")
    return table if is_known else None


def _evidence(row: IndicatorRow, direction: _Direction) -> str:
    """Give the words of the name that decide, or the kind that an indicator of cost stands under."""
    return deciding(row.name, direction.table) or shown(row.group.label or row.category.label)


def _is_money(quantity: Quantity) -> bool:
    return dimension(quantity) in _MONEY


@rule("V06")
def opposite_direction(sheet: GoalSheet, context: Context) -> Verdicts:
    """Find comparators strictly opposite to the only direction that makes sense for the name.

    Why: costs, failures and waiting are the better the lower; satisfaction, quality, people served and years of use
        the higher (财预〔2015〕88号; practice of review). A ceiling on any other quantity of output is a note; some,
        such as meetings and vehicles, are kept low on purpose. A rate of quality or timeliness with a ceiling nearly at
        the whole is one to reach, whatever it is called. Bounds that are always met belong to V12.
    Hit:
        indicator: 产出指标 | 质量指标 | 网络系统故障率 | ≥1%
        indicator: 产出指标 | 质量指标 | 苗木三包兑现履行率 | ≤96%
    Near miss:
        indicator: 产出指标 | 质量指标 | 病区床位占用率 | ≤93%
        indicator: 产出指标 | 质量指标 | 网络系统故障率 | ≤1%
        indicator: 产出指标 | 质量指标 | 平均无故障时间 | ≥5000小时
        indicator: 产出指标 | 时效指标 | 压缩办理时限 | ≥3天
        indicator: 产出指标 | 成本指标 | 节约成本 | ≥5万元
        indicator: 产出指标 | 成本指标 | 年度维护成本增长率 | ≤5%
        indicator: 效益指标 | 社会效益指标 | 待就业人数 | ≤5人
        indicator: 效益指标 | 可持续影响指标 | 系统正常使用年限 | =8年
        indicator: 产出指标 | 数量指标 | 会议次数 | ≤4次
    Parameters:
        high: from which percentage on a ceiling on a rate of quality or timeliness was meant to be a floor.
    """
    high = context.number("high") / 100
    for row, target in thresholds(context.facts):
        if target.change or target.comparator in (None, "=") or _is_vacuous(row, target):
            continue
        expected, is_floor = _expected(row, target), target.comparator in ("≥", ">")
        if expected is not None and is_floor != (expected.comparator == "≥"):
            yield hit(row, target, expected=expected.comparator, word=_evidence(row, expected))
        elif expected is None and not is_floor and _is_to_be_reached(row, target.quantity, high):
            yield hit(row, target, "to-reach", expected="≥")
        elif expected is None and not is_floor and _is_output(row, target.quantity):
            yield hit(row, target, "ceiling", expected="≥")


def _is_to_be_reached(row: IndicatorRow, quantity: Quantity, high: Decimal) -> bool:
    """Tell whether a rate of quality or timeliness is so near the whole that it can only be one to reach."""
    is_high = is_share(quantity) and high <= quantity.in_base() < 1
    return is_high and row.group_kind in _OF_DEGREE and ends(row.name, "rates_to_reach")


def _is_output(row: IndicatorRow, quantity: Quantity) -> bool:
    """Tell whether a quantity of output is counted that nothing in its name keeps low."""
    counted = dimension(quantity) in _COUNTED and row.group_kind == "quantity"
    return counted and not contains(row.name, "kept_low")


def _is_vacuous(row: IndicatorRow, target: Threshold | Interval) -> bool:
    """Tell whether a target allows all that its quantity can be; what allows less than nothing is V16's."""
    quantity = quantities(target)[-1]
    if isinstance(target, Threshold):
        is_floor = target.comparator in ("≥", ">")
        if quantity.magnitude > 0 if is_floor else not is_share(quantity):
            return False
    allowed = Stretch.allowed(target)
    if allowed is None or is_change(row, target) or (allowed.low is not None and allowed.low < 0):
        return False
    is_capped = ends(row.name, "capped_rates") and is_share(quantity)
    return allowed.holds(Stretch(0, 1 if is_capped else None))


@rule("V12")
def vacuous_bound(sheet: GoalSheet, context: Context) -> Verdicts:
    """Find bounds that are always met: at least nothing, at most all.

    Why: such a target fits any result (财预〔2015〕88号: appropriateness). Growth and profit may be negative, so that
        at least zero says something of them.
    Hit:
        indicator: 产出指标 | 质量指标 | 设备验收合格率 | ≤100%
    Near miss:
        indicator: 产出指标 | 质量指标 | 设备验收合格率 | =100%
        indicator: 效益指标 | 经济效益指标 | 收入增长率 | ≥0%
    Parameters: none.
    """
    for row, target in targets(context):
        if isinstance(target, Threshold | Interval) and _is_vacuous(row, target):
            rate = deciding(row.name, "capped_rates") if quantities(target)[-1].magnitude else ""
            yield hit(row, target, "rate", word=rate) if rate else hit(row, target)


@rule("V13")
def at_least_100(sheet: GoalSheet, context: Context) -> Verdicts:
    """Suggest =100 % for ≥100 % on a rate that cannot exceed it.

    Why: practice of review; both mean the same, one says it.
    Hit:
        indicator: 产出指标 | 质量指标 | 设备验收合格率 | ≥100%
    Near miss:
        indicator: 产出指标 | 数量指标 | 任务完成率 | ≥100%
    Parameters: none.
    """
    for row, target in thresholds(context.facts):
        whole = is_share(target.quantity) and target.quantity.in_base() == 1
        if target.comparator == "≥" and whole and not target.change and ends(row.name, "capped_rates"):
            yield hit(row, target, word=deciding(row.name, "capped_rates"))
