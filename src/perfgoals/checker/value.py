"""Family V: what is wrong with a single target value, alone or against the name and the year it stands beside."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date
from decimal import Decimal

from perfgoals.checker.facts import Facts, IndicatorRow, plain, shown
from perfgoals.checker.lexicon import clashing_dimensions, contains, ends, matches, words
from perfgoals.checker.rule import Context, Hit, NotApplicable, Shown, Undecided, Verdicts, rule
from perfgoals.models import GoalSheet
from perfgoals.targets import Deadline, Interval, Qualitative, Quantity, Several, Target, Threshold, Unparsed
from perfgoals.targets.units import known_unit

COST_KINDS = frozenset({"cost", "economic-cost", "social-cost", "ecological-cost"})
_MONEY = frozenset({"money", "money-per"})
_COUNTED = frozenset({"people", "person-times", "households", "occurrence"})
_SHARES = frozenset({"%", "‰", "成"})
_NOTE = re.compile(r"\((?:单位:?)?([^()]{1,12})\)")
_REFUSED = "*_-"
# A person reads these without trouble; that the grammar does not is a remark, not a fault of the sheet.
_WORDED = frozenset({"figure-in-words", "vague-date"})
_OWNED_BY_OTHERS = frozenset({"invalid-date", "conflicting-comparators", "inverted-period"})


def _targets(context: Context) -> list[tuple[IndicatorRow, Target]]:
    if not context.facts.rows:
        raise NotApplicable("no-indicators")
    return [(row, target) for row in context.facts.rows for target in row.targets]


def _thresholds(facts: Facts) -> list[tuple[IndicatorRow, Threshold]]:
    found = [(row, target) for row in facts.rows for target in row.targets if isinstance(target, Threshold)]
    if not found:
        raise NotApplicable("no-value")
    return found


def _quantities(target: Target) -> tuple[Quantity, ...]:
    if isinstance(target, Threshold):
        return (target.quantity,)
    return (target.low, target.high) if isinstance(target, Interval) else ()


def _hit(row: IndicatorRow, target: Target, case: str | None = None, **more: Shown) -> Hit:
    args = {"name": shown(row.indicator.name), "value": shown(target.text or str(target)), **more}
    return Hit(row.target_path, args, case=case, related=(row.name_path,))


def _is_change(row: IndicatorRow, target: Threshold | Interval) -> bool:
    """Tell whether the target is a growth or a difference, which may be negative, above 100 % or in percent."""
    return target.change is not None or contains(row.name, "signed_names")


def _is_share(quantity: Quantity) -> bool:
    return quantity.unit is not None and quantity.unit.symbol in _SHARES


@rule("V01")
def unreadable_value(sheet: GoalSheet, context: Context) -> Verdicts:
    """Find values that no production of the grammar reads, and vague amounts.

    Why: a target is specific and quantified (财预〔2015〕88号, ≈ article 14). Phrases that hold figures are noted as
        info; impossible dates belong to V09, contradicting comparators to V10, inverted periods to V07.
    Hit:
        indicator: 产出指标 | 数量指标 | 培训人数 | ≥100%100%
    Near miss:
        indicator: 效益指标 | 社会效益指标 | 业务能力 | 显著提高
        indicator: 产出指标 | 数量指标 | 档案录入数量 | ≥20万条
    Parameters: none.
    """
    for row, target in _targets(context):
        if isinstance(target, Unparsed) and target.reason not in _OWNED_BY_OTHERS:
            yield _hit(row, target, "words" if target.reason in _WORDED else None)
        elif isinstance(target, Qualitative) and matches(plain(target.term), "vague_quantities"):
            yield _hit(row, target, "vague")


@rule("V02")
def no_comparator(sheet: GoalSheet, context: Context) -> Verdicts:
    """Note numbers without a comparator.

    Why: the comparator (计算符号) is a required field of budget management systems.
    Hit:
        indicator: 产出指标 | 质量指标 | 验收合格率 | 90%
    Near miss:
        indicator: 产出指标 | 时效指标 | 设备采购完成时间 | 2022年11月25日
        indicator: 产出指标 | 数量指标 | 信息系统数量 | =1个
    Parameters: none.
    """
    for row, target in _thresholds(context.facts):
        if target.comparator is None and not target.approximate and target.change is None:
            yield _hit(row, target)


def _names_its_unit(name: str) -> bool:
    return ends(name, "unitless_names") or any(known_unit(note) is not None for note in _NOTE.findall(name))


@rule("V03")
def no_unit(sheet: GoalSheet, context: Context) -> Verdicts:
    """Find numbers without a unit, unless the name says it or there is none to say (ratios, scores, zero).

    Why: systems ask for it (请填写计量单位); without it nobody knows what is counted. Scale words are V14's.
    Hit:
        indicator: 产出指标 | 数量指标 | 购置设备 | ≥5
    Near miss:
        indicator: 产出指标 | 质量指标 | 验收合格率 | ≥95%
        indicator: 产出指标 | 质量指标 | 安全事故 | =0
        indicator: 产出指标 | 数量指标 | 培训人数（人） | ≥100
    Parameters: none.
    """
    for row, target in _targets(context):
        quantities = _quantities(target)
        bare = [quantity for quantity in quantities if quantity.unit is None and quantity.scale is None]
        if quantities and len(bare) == len(quantities) and any(q.magnitude for q in bare) and not _names_its_unit(row.name):
            yield _hit(row, target)


@rule("V04")
def unit_against_name(sheet: GoalSheet, context: Context) -> Verdicts:
    """Find units whose dimension clearly clashes with what the name says is measured.

    Why: a target is specific and quantified (财预〔2015〕88号, ≈ article 14). The end of the name gives the dimension;
        units of counting never clash among themselves, and growth may be in percent of anything.
    Hit:
        indicator: 产出指标 | 数量指标 | 业务培训人数 | ≥90%
    Near miss:
        indicator: 产出指标 | 时效指标 | 工资及公用经费支付及时性 | ≥95%
        indicator: 产出指标 | 数量指标 | 购置设备数量 | ≥89个
        indicator: 产出指标 | 成本指标 | 人均支出标准 | ≤14.73万元
    Parameters: none.
    """
    for row, target in _targets(context):
        if not isinstance(target, Threshold | Interval) or _is_change(row, target):
            continue
        unit = _quantities(target)[-1].unit
        if unit is not None and unit.dimension in clashing_dimensions(row.name):
            yield _hit(row, target, unit=unit.symbol)


@rule("V05")
def rate_above_100(sheet: GoalSheet, context: Context) -> Verdicts:
    """Find rates above 100 % that are parts of a whole by their name.

    Why: arithmetic. Only rates known to be capped count; growth, completion and use may exceed 100 %.
    Hit:
        indicator: 产出指标 | 质量指标 | 设备验收合格率 | ≥105%
    Near miss:
        indicator: 效益指标 | 经济效益指标 | 收入增长率 | ≥120%
        indicator: 产出指标 | 质量指标 | 设备验收合格率 | =100%
    Parameters: none.
    """
    for row, target in _targets(context):
        if not isinstance(target, Threshold | Interval) or target.change or not ends(row.name, "capped_rates"):
            continue
        highest = _quantities(target)[-1]
        if not _is_share(highest) or (isinstance(target, Threshold) and target.comparator in ("≤", "<")):
            continue
        beyond = isinstance(target, Threshold) and target.comparator == ">" and highest.in_base() == 1
        if highest.in_base() > 1 or beyond:
            yield _hit(row, target)


def _expected(row: IndicatorRow, target: Threshold) -> str | None:
    """Give the only direction that the name allows (≥ or ≤), or None where both make sense."""
    unit = target.quantity.unit
    if matches(row.name, "adverse_names") and not contains(row.name, "adverse_names", "except"):
        return "≤"
    if ends(row.name, "benign_rates") and _is_share(target.quantity):
        return "≥"
    if unit is not None and unit.dimension in _MONEY and not contains(row.name, "cost_names", "except"):
        is_cost = row.group_kind in COST_KINDS or row.name.endswith(words("cost_names"))
        return "≤" if is_cost else None
    return None


@rule("V06")
def opposite_direction(sheet: GoalSheet, context: Context) -> Verdicts:
    """Find comparators strictly opposite to the only direction that makes sense for the name.

    Why: costs, failures and waiting are the better the lower, satisfaction and quality the higher (财预〔2015〕88号;
        practice of review). Bounds that are always met belong to V12.
    Hit:
        indicator: 产出指标 | 质量指标 | 网络系统故障率 | ≥1%
    Near miss:
        indicator: 产出指标 | 质量指标 | 网络系统故障率 | ≤1%
        indicator: 产出指标 | 成本指标 | 节约成本 | ≥5万元
        indicator: 产出指标 | 成本指标 | 年度维护成本增长率 | ≤5%
        indicator: 效益指标 | 可持续影响指标 | 系统正常使用年限 | =8年
    Parameters: none.
    """
    for row, target in _thresholds(context.facts):
        if target.change or target.comparator in (None, "=") or _is_vacuous(row, target):
            continue
        expected = _expected(row, target)
        if expected is not None and (target.comparator in ("≥", ">")) != (expected == "≥"):
            yield _hit(row, target, expected=expected)


@rule("V07")
def inverted_range(sheet: GoalSheet, context: Context) -> Verdicts:
    """Find ranges whose low end is above the high end, and periods that end before they begin.

    Why: arithmetic: no value lies in such a range.
    Hit:
        indicator: 产出指标 | 质量指标 | 验收合格率 | 90%-80%
    Near miss:
        indicator: 产出指标 | 质量指标 | 验收合格率 | 80%-90%
    Parameters: none.
    """
    for row, target in _targets(context):
        inverted = isinstance(target, Interval) and target.low.compare(target.high) == 1
        if inverted or (isinstance(target, Unparsed) and target.reason == "inverted-period"):
            yield _hit(row, target)


def _deadlines(facts: Facts) -> Iterator[tuple[IndicatorRow, Deadline, date]]:
    for row in facts.rows:
        is_due = row.group_kind == "timeliness" or contains(row.name, "deadline_names")
        for target in row.targets:
            if is_due and isinstance(target, Deadline) and target.end is not None:
                yield row, target, target.end


@rule("V08")
def deadline_outside_year(sheet: GoalSheet, context: Context) -> Verdicts:
    """Compare deadlines with the budget year; completion in the next year is a note.

    Why: an annual goal is reached within its year (财预〔2021〕101号: time of completion). Periods that contain the year
        pass; dates count as deadlines under timeliness, or where the name speaks of time or completion.
    Hit:
        indicator: 产出指标 | 时效指标 | 设备采购完成时间 | 2021年11月25日
    Near miss:
        indicator: 产出指标 | 时效指标 | 设备采购完成时间 | 2022年11月25日
        indicator: 产出指标 | 数量指标 | 整理档案 | 2010年至2020年
    Parameters: none.
    """
    deadlines = list(_deadlines(context.facts))
    if not deadlines:
        raise NotApplicable("no-value")
    for row, target, end in deadlines:
        if sheet.year is None:
            yield Undecided(row.target_path, "no-year")
            continue
        contains_year = target.start is not None and target.start.year <= sheet.year
        case = "next-year" if end.year == sheet.year + 1 else None
        if end.year < sheet.year or case or (end.year > sheet.year and not contains_year):
            yield _hit(row, target, case, year=sheet.year)


@rule("V09")
def impossible_date(sheet: GoalSheet, context: Context) -> Verdicts:
    """Find dates that no calendar has.

    Why: nothing can be done by the 30th of February.
    Hit:
        indicator: 产出指标 | 时效指标 | 完成时间 | 2022年2月30日
    Near miss:
        indicator: 产出指标 | 时效指标 | 完成时间 | 2022年2月28日
    Parameters: none.
    """
    for row, target in _targets(context):
        if isinstance(target, Unparsed) and target.reason == "invalid-date":
            yield _hit(row, target)


@rule("V10")
def conflicting_comparators(sheet: GoalSheet, context: Context) -> Verdicts:
    """Find values with two comparators: contradicting ones, and (as a hint) two of the same sense.

    Why: budget management systems know one comparator for each value.
    Hit:
        indicator: 产出指标 | 质量指标 | 验收合格率 | ≥95%以内
    Near miss:
        indicator: 产出指标 | 质量指标 | 验收合格率 | 95%以上
    Parameters: none.
    """
    for row, target in _targets(context):
        if isinstance(target, Unparsed) and target.reason == "conflicting-comparators":
            yield _hit(row, target)
        elif isinstance(target, Threshold) and target.suffix_comparator is not None:
            yield _hit(row, target, "same-sense")


@rule("V11")
def refused_characters(sheet: GoalSheet, context: Context) -> Verdicts:
    """Find values that hold * _ or -.

    Why: budget management systems refuse these characters in a value.
    Hit:
        indicator: 产出指标 | 质量指标 | 验收合格率 | 80-90%
    Near miss:
        indicator: 产出指标 | 质量指标 | 验收合格率 | 80%～90%
    Parameters: none.
    """
    if not context.facts.rows:
        raise NotApplicable("no-indicators")
    for row in context.facts.rows:
        target = row.indicator.target
        refused = tuple(character for character in _REFUSED if character in plain(target.text))
        if refused and target.kind != "missing":
            yield _hit(row, target, characters=refused)


def _is_vacuous(row: IndicatorRow, target: Threshold) -> bool:
    if target.comparator == "≥":
        return target.quantity.magnitude == 0 and not _is_change(row, target)
    is_capped = ends(row.name, "capped_rates") and _is_share(target.quantity) and target.change is None
    return target.comparator == "≤" and is_capped and target.quantity.in_base() >= 1


@rule("V12")
def vacuous_bound(sheet: GoalSheet, context: Context) -> Verdicts:
    """Find bounds that are always met: at least nothing, at most all.

    Why: such a target fits any result (财预〔2015〕88号: appropriateness). Growth and profit may be negative, so at least
        zero says something of them.
    Hit:
        indicator: 产出指标 | 质量指标 | 设备验收合格率 | ≤100%
    Near miss:
        indicator: 产出指标 | 质量指标 | 设备验收合格率 | =100%
        indicator: 效益指标 | 经济效益指标 | 收入增长率 | ≥0%
    Parameters: none.
    """
    for row, target in _thresholds(context.facts):
        if _is_vacuous(row, target):
            yield _hit(row, target)


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
    for row, target in _thresholds(context.facts):
        whole = _is_share(target.quantity) and target.quantity.in_base() == 1
        if target.comparator == "≥" and whole and not target.change and ends(row.name, "capped_rates"):
            yield _hit(row, target)


@rule("V14")
def scale_without_unit(sheet: GoalSheet, context: Context) -> Verdicts:
    """Find scale words that no unit follows.

    Why: 20万 of what? Systems ask for the unit (请填写计量单位).
    Hit:
        indicator: 产出指标 | 数量指标 | 档案数字化 | ≥20万
    Near miss:
        indicator: 产出指标 | 数量指标 | 档案数字化 | ≥20万条
    Parameters: none.
    """
    for row, target in _targets(context):
        scale = next((q.scale for q in _quantities(target) if q.unit is None and q.scale is not None), None)
        if scale is not None and not _names_its_unit(row.name):
            yield _hit(row, target, scale=scale)


@rule("V15")
def comparator_on_phrase(sheet: GoalSheet, context: Context) -> Verdicts:
    """Note comparators in front of a phrase.

    Why: in budget management systems a qualitative target excludes a comparator.
    Hit:
        indicator: 产出指标 | 质量指标 | 工程验收 | ≥合格
    Near miss:
        indicator: 产出指标 | 质量指标 | 工程验收 | 合格
    Parameters: none.
    """
    for row, target in _targets(context):
        if isinstance(target, Qualitative) and target.comparator is not None:
            yield _hit(row, target)


@rule("V16")
def negative_target(sheet: GoalSheet, context: Context) -> Verdicts:
    """Find negative counts, amounts and rates.

    Why: arithmetic. Growth, profit, temperature and the like may be negative.
    Hit:
        indicator: 产出指标 | 数量指标 | 培训次数 | ≥-3次
    Near miss:
        indicator: 效益指标 | 经济效益指标 | 收入增长率 | ≥-2%
    Parameters: none.
    """
    for row, target in _thresholds(context.facts):
        unit = target.quantity.unit
        judged = unit is not None and unit.dimension != "temperature"
        if judged and target.quantity.magnitude < 0 and not _is_change(row, target):
            yield _hit(row, target)


@rule("V17")
def fractional_count(sheet: GoalSheet, context: Context) -> Verdicts:
    """Note people and occurrences counted in fractions.

    Why: arithmetic. Averages and figures with a scale word (1.5万人) have decimals by right.
    Hit:
        indicator: 产出指标 | 数量指标 | 培训次数 | ≥2.5次
    Near miss:
        indicator: 产出指标 | 数量指标 | 受益人数 | ≥1.5万人
        indicator: 产出指标 | 数量指标 | 人均培训次数 | ≥2.5次
    Parameters: none.
    """
    for row, target in _targets(context):
        if contains(row.name, "averages") or (isinstance(target, Threshold) and target.change):
            continue
        if any(_is_fractional_count(quantity) for quantity in _quantities(target)):
            yield _hit(row, target)


def _is_fractional_count(quantity: Quantity) -> bool:
    counted = quantity.unit is not None and quantity.unit.dimension in _COUNTED
    return counted and quantity.scale is None and quantity.magnitude % Decimal(1) != 0


@rule("V18")
def odd_unit_spelling(sheet: GoalSheet, context: Context) -> Verdicts:
    """Find units spelled in ways that official forms do not use.

    Why: published sheets show 100百分比 for 100%.
    Hit:
        indicator: 产出指标 | 质量指标 | 任务完成率 | ≥100百分比
    Near miss:
        indicator: 产出指标 | 数量指标 | 绿化面积 | ≥500平方米
    Parameters: none.
    """
    for row, target in _targets(context):
        text = plain(target.text)
        for usual in words("odd_units", "except"):
            text = text.replace(usual, "")
        spelling = next((odd for odd in words("odd_units") if odd in text), None)
        if spelling is not None and _quantities(target):
            yield _hit(row, target, spelling=spelling)


@rule("V20")
def several_values(sheet: GoalSheet, context: Context) -> Verdicts:
    """Note indicators with several targets in one cell.

    Why: an indicator of the last level is single (财预〔2021〕101号). A slash inside a unit divides nothing.
    Hit:
        indicator: 产出指标 | 数量指标 | 培训次数和人数 | ≥4次；≥200人
    Near miss:
        indicator: 产出指标 | 成本指标 | 会议人均支出标准 | ≤245元/人/天
    Parameters: none.
    """
    if not context.facts.rows:
        raise NotApplicable("no-indicators")
    for row in context.facts.rows:
        target = row.indicator.target
        if isinstance(target, Several):
            values = tuple(shown(str(part)) for part in target.targets)
            yield _hit(row, target, count=len(values), values=values)


RULES = (
    unreadable_value,
    no_comparator,
    no_unit,
    unit_against_name,
    rate_above_100,
    opposite_direction,
    inverted_range,
    deadline_outside_year,
    impossible_date,
    conflicting_comparators,
    refused_characters,
    vacuous_bound,
    at_least_100,
    scale_without_unit,
    comparator_on_phrase,
    negative_target,
    fractional_count,
    odd_unit_spelling,
    several_values,
)
