"""Family V: what is wrong with a single target value, alone or against the name and the year it stands beside."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date
from decimal import Decimal

from perfgoals.checker.bounds import at_least_100, opposite_direction, rate_above_100, vacuous_bound
from perfgoals.checker.facts import Facts, IndicatorRow, plain, shown
from perfgoals.checker.lexicon import apart, clashing_ending, contains, ends, matches, words
from perfgoals.checker.rule import Context, NotApplicable, Undecided, Verdicts, rule
from perfgoals.checker.walking import hit, is_change, quantities, targets, thresholds
from perfgoals.models import GoalSheet
from perfgoals.targets import Deadline, Interval, Qualitative, Quantity, Several, Threshold, Unparsed
from perfgoals.targets.units import known_unit

_COUNTED = frozenset({"people", "person-times", "households", "occurrence"})
_NOTE = re.compile(r"\((?:单位:?)?([^()]{1,12})\)")
_REFUSED = "*_-"
_HAN = re.compile("[\u4e00-\u9fff]")
_REMARK = re.compile(r"[0-9年月日前底末%]\([\u4e00-\u9fff]{2,}\)\Z|[年月日前底末内][≥≤=]?[0-9.]+%\Z")
_LEGIBLE = frozenset({"vague-date", "figure-in-words", "mixed-parts"})
_OWNED_BY_OTHERS = frozenset({"invalid-date", "conflicting-comparators", "inverted-period"})


@rule("V01")
def unreadable_value(sheet: GoalSheet, context: Context) -> Verdicts:
    """Find values that no production of the grammar reads, and vague amounts.

    Why: a target is specific and quantified (财预〔2015〕88号, ≈ article 14). Sentences with figures, figures among
        words, remarks in brackets, and recurring dates are noted as info: a person reads them, only the grammar does
        not. Impossible dates belong to V09, contradicting comparators to V10, inverted periods to V07.
    Hit:
        indicator: 产出指标 | 数量指标 | 培训人数 | ≥100%100%
    Near miss:
        indicator: 效益指标 | 社会效益指标 | 业务能力 | 显著提高
        indicator: 产出指标 | 数量指标 | 档案录入数量 | ≥20万条
        indicator: 效益指标 | 社会效益指标 | 孕产妇死亡率 | ≤12/10万
    Parameters:
        sentence: from how many Chinese characters on a value is a sentence.
    """
    for row, target in targets(context):
        if isinstance(target, Unparsed) and target.reason not in _OWNED_BY_OTHERS:
            is_sentence = len(_HAN.findall(target.text)) >= context.number("sentence")
            yield hit(row, target, "words" if is_sentence or _is_legible(target) else None)
        elif isinstance(target, Qualitative) and matches(plain(target.term), "vague_quantities"):
            yield hit(row, target, "vague")


def _is_legible(target: Unparsed) -> bool:
    """Tell whether a person reads what the grammar does not: a figure within words, with a remark, or by a day."""
    return target.reason in _LEGIBLE or _REMARK.search(plain(target.text)) is not None


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
    for row, target in thresholds(context.facts):
        if target.comparator is None and not target.approximate and target.change is None:
            yield hit(row, target)


def _names_its_unit(name: str) -> bool:
    return ends(name, "unitless_names") or any(known_unit(note) is not None for note in _NOTE.findall(name))


@rule("V03")
def no_unit(sheet: GoalSheet, context: Context) -> Verdicts:
    """Find numbers without a unit, unless the name says it or there is none to say (ratios, scores, zero).

    Why: systems ask for it (请填写计量单位); without it nobody knows what is counted. Scale words are V14's; where the
        name is missing too, it may have said the unit.
    Hit:
        indicator: 产出指标 | 数量指标 | 购置设备 | ≥5
    Near miss:
        indicator: 产出指标 | 质量指标 | 验收合格率 | ≥95%
        indicator: 产出指标 | 质量指标 | 安全事故 | =0
        indicator: 产出指标 | 数量指标 | 培训人数（人） | ≥100
    Parameters: none.
    """
    for row, target in targets(context):
        found = quantities(target)
        bare = [quantity for quantity in found if quantity.unit is None and quantity.scale is None]
        says_something = bool(found) and len(bare) == len(found) and any(quantity.magnitude for quantity in bare)
        if says_something and (not row.name or matches(row.name, "template_names")):
            yield Undecided(row.target_path, "no-name")
        elif says_something and not _names_its_unit(row.name):
            yield hit(row, target)


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
    for row, target in targets(context):
        if not isinstance(target, Threshold | Interval) or is_change(row, target):
            continue
        unit = quantities(target)[-1].unit
        word = clashing_ending(row.name, unit.dimension, row.group_kind) if unit is not None else ""
        if unit is not None and word:
            yield hit(row, target, unit=unit.symbol, word=word)


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
    for row, target in targets(context):
        inverted = isinstance(target, Interval) and target.low.compare(target.high) == 1
        if inverted or (isinstance(target, Unparsed) and target.reason == "inverted-period"):
            yield hit(row, target)


def _deadlines(facts: Facts) -> Iterator[tuple[IndicatorRow, Deadline, date]]:
    for row in facts.rows:
        is_due = row.group_kind == "timeliness" or contains(row.name, "deadline_names")
        for target in row.targets:
            if is_due and isinstance(target, Deadline):
                dated = _in_year(target, facts.sheet.year)
                if dated is not None and dated.end is not None:
                    yield row, dated, dated.end


def _in_year(deadline: Deadline, year: int | None) -> Deadline | None:
    """Complete a date that names no year; None when that year has no such day."""
    if year is None or deadline.end is not None or deadline.start is not None:
        return deadline
    try:
        return deadline.with_year(year)
    except ValueError:
        return None


@rule("V08")
def deadline_outside_year(sheet: GoalSheet, context: Context) -> Verdicts:
    """Compare deadlines with the budget year; completion in the next year, or declared to be later, is a note.

    Why: an annual goal is reached within its year (财预〔2021〕101号: time of completion). Periods that contain the
        year pass; dates count as deadlines under timeliness, or where the name speaks of time or completion.
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
        is_later, is_declared = end.year > sheet.year, contains(plain(target.text), "across_years")
        case = "next-year" if end.year == sheet.year + 1 else "declared" if is_later and is_declared else None
        if end.year < sheet.year or case or (end.year > sheet.year and not contains_year):
            yield hit(row, target, case, year=sheet.year)


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
    for row, target in targets(context):
        impossible = isinstance(target, Unparsed) and target.reason == "invalid-date"
        if impossible or (isinstance(target, Deadline) and _in_year(target, sheet.year) is None):
            yield hit(row, target)


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
    for row, target in targets(context):
        if isinstance(target, Unparsed) and target.reason == "conflicting-comparators":
            yield hit(row, target)
        elif isinstance(target, Threshold) and target.suffix_comparator is not None:
            yield hit(row, target, "same-sense")


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
        if context.facts.is_unshown(row.target_path):
            continue
        refused = tuple(character for character in _REFUSED if character in plain(target.text))
        if refused and target.kind != "missing":
            yield hit(row, target, characters=refused)


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
    for row, target in targets(context):
        scale = next((q.scale for q in quantities(target) if q.unit is None and q.scale is not None), None)
        if scale is not None and not _names_its_unit(row.name):
            yield hit(row, target, scale=scale)


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
    for row, target in targets(context):
        if isinstance(target, Qualitative) and target.comparator is not None:
            yield hit(row, target)


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
    for row, target in thresholds(context.facts):
        unit = target.quantity.unit
        judged = unit is not None and unit.dimension != "temperature"
        if judged and target.quantity.magnitude < 0 and not is_change(row, target):
            yield hit(row, target)


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
    for row, target in targets(context):
        counts = [quantity for quantity in quantities(target) if _is_fractional_count(quantity)]
        if not counts or contains(row.name, "averages") or (isinstance(target, Threshold) and target.change):
            continue
        # A unit that does not fit the name is V04's; what the number would be in the right unit nobody knows.
        if not any(clashing_ending(row.name, quantity.unit.dimension) for quantity in counts if quantity.unit):
            yield hit(row, target)


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
    for row, target in targets(context):
        text = apart(plain(target.text), "odd_units")
        spelling = next((odd for odd in words("odd_units") if odd in text), None)
        if spelling is not None and quantities(target):
            yield hit(row, target, spelling=spelling)


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
            yield hit(row, target, count=len(values), values=values)


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
