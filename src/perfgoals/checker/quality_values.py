"""The rules of family Q on target values: what cannot be measured, what asks for too little, what is no output."""

from __future__ import annotations

import re
from collections import Counter
from decimal import Decimal

from perfgoals.checker.bounds import COST_KINDS
from perfgoals.checker.facts import IndicatorRow, plain, shown
from perfgoals.checker.lexicon import contains, deciding, matches
from perfgoals.checker.rule import Context, Hit, NotApplicable, Shown, Verdicts, judged, rule
from perfgoals.checker.walking import dimension, hit, indicator_rows, is_share, targets, thresholds
from perfgoals.models import GoalSheet
from perfgoals.targets import Deadline, Qualitative, Target, Threshold

_LONGEST_PHRASE = 30
_DIGIT = re.compile("[0-9]")
_HUNDRED = Decimal(100)
_FROM_BELOW = ("≥", ">", "=", None)


def _says(target: Target, table: str) -> bool:
    """Tell whether a value is words, and one of a table's phrases."""
    if not isinstance(target, Qualitative):
        return False
    term = plain(target.term)
    return len(term) <= _LONGEST_PHRASE and matches(term, table)


def _names_a_figure(row: IndicatorRow) -> bool:
    """Tell whether the name holds the number or the date that the value leaves out."""
    return _DIGIT.search(row.name) is not None


def _is_weak(row: IndicatorRow) -> bool:
    return _says(row.indicator.target, "weak_values")


def _of_category(context: Context, kind: str) -> list[IndicatorRow]:
    return [row for row in indicator_rows(context) if row.category_kind == kind]


@rule("Q03")
def weak_value(sheet: GoalSheet, context: Context) -> Verdicts:
    """Find qualitative values of degree or direction alone, which nobody can measure.

    Why: qualitative targets are allowed if they can be measured (财预〔2015〕88号, ≈ article 14): a grade, a fact, a
        standard. Where all of satisfaction is so, it is a warning; all of output or outcome belongs to Q04 and Q16.
    Hit:
        indicator: 效益指标 | 社会效益指标 | 专用通信安全性能 | 显著提高
    Near miss:
        indicator: 产出指标 | 质量指标 | 设备验收情况 | 合格
        indicator: 产出指标 | 质量指标 | 安全生产 | 零事故
        indicator: 效益指标 | 社会效益指标 | 考核等次 | 优
    Parameters: none.
    """
    satisfaction = _of_category(context, "satisfaction")
    all_weak = bool(satisfaction) and all(map(_is_weak, satisfaction))
    if all_weak:
        args: dict[str, Shown] = {"values": _values(satisfaction), "count": len(satisfaction)}
        related = tuple(row.target_path for row in satisfaction[1:])
        yield Hit(satisfaction[0].target_path, args, case="satisfaction", related=related)
    for row in indicator_rows(context):
        if _is_weak(row) and not (all_weak and row.category_kind == "satisfaction"):
            yield hit(row, row.indicator.target)


def _values(rows: list[IndicatorRow]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(shown(row.indicator.target.text) for row in rows))


@rule("Q04")
def mostly_words(sheet: GoalSheet, context: Context) -> Verdicts:
    """Find sheets whose targets are mostly words, or whose outputs all are.

    Why: goals are quantified as far as they can be (财预〔2015〕88号, ≈ article 14: specific and quantified).
    Hit:
        indicator: 产出指标 | 数量指标 | 培训情况 | 完成
        indicator: 产出指标 | 质量指标 | 培训质量 | 良好
        indicator: 产出指标 | 时效指标 | 培训时间 | 及时
        indicator: 效益指标 | 社会效益指标 | 业务能力 | 显著提高
        indicator: 满意度指标 | 满意度指标 | 培训人员满意度 | ≥95%
    Near miss:
        indicator: 产出指标 | 数量指标 | 培训人数 | ≥100人
        indicator: 产出指标 | 质量指标 | 培训合格率 | ≥95%
        indicator: 产出指标 | 时效指标 | 培训时间 | 及时
        indicator: 效益指标 | 社会效益指标 | 业务能力 | 显著提高
        indicator: 满意度指标 | 满意度指标 | 培训人员满意度 | ≥95%
    Parameters:
        share: above which share of the targets, in percent, words are too many.
        fewest: from how many indicators on a share says something.
    """
    stated = [row for row in indicator_rows(context) if row.indicator.target.kind != "missing"]
    if len(stated) < context.number("fewest"):
        raise NotApplicable("too-few-indicators")
    in_words = [row for row in stated if isinstance(row.indicator.target, Qualitative)]
    outputs = [row for row in stated if row.category_kind == "output"]
    args: dict[str, Shown] = {"words": len(in_words), "count": len(stated)}
    if len(in_words) * _HUNDRED > len(stated) * context.number("share"):
        yield Hit("indicators", args, related=tuple(row.target_path for row in in_words))
    elif len(outputs) > 1 and all(isinstance(row.indicator.target, Qualitative) for row in outputs):
        args = {"count": len(outputs)}
        yield Hit("indicators", args, case="output", related=tuple(row.target_path for row in outputs))


@rule("Q08")
def due_payment_below_all(sheet: GoalSheet, context: Context) -> Verdicts:
    """Note rates below 100 % for payments that are due in full.

    Why: practice of published self-evaluations: wages and insurance are paid in full, and their targets say =100 %.
    Hit:
        indicator: 产出指标 | 质量指标 | 工资及公用经费保障率 | ≥90%
    Near miss:
        indicator: 产出指标 | 质量指标 | 工资足额保障率 | =100%
        indicator: 产出指标 | 质量指标 | 公用经费保障率 | ≥90%
    Parameters: none.
    """
    due = (
        (row, target)
        for row, target in thresholds(context.facts)
        if contains(row.name, "due_payments") and not contains(row.name, "due_payments", "except")
        if contains(row.name, "payment_rates") and is_share(target.quantity)
    )
    for row, target in judged(due, "no-value"):
        if target.quantity.in_base() < 1 and target.comparator in _FROM_BELOW and target.change is None:
            word, rate = deciding(row.name, "due_payments"), deciding(row.name, "payment_rates")
            yield hit(row, target, word=word, rate=rate)


def _is_satisfaction(row: IndicatorRow) -> bool:
    is_kind = row.category_kind == "satisfaction" or row.group_kind == "recipient-satisfaction"
    return is_kind and not contains(row.name, "dissatisfaction")


@rule("Q09")
def low_satisfaction(sheet: GoalSheet, context: Context) -> Verdicts:
    """Find satisfaction targets that ask for little.

    Why: practice of review; a target that is met anyway measures nothing. Both limits are parameters.
    Hit:
        indicator: 满意度指标 | 满意度指标 | 群众满意度 | ≥70%
    Near miss:
        indicator: 满意度指标 | 满意度指标 | 群众满意度 | ≥95%
        indicator: 满意度指标 | 满意度指标 | 群众不满意率 | ≤5%
        indicator: 满意度指标 | 满意度指标 | 群众满意度提高幅度 | ≥5%
    Parameters:
        low: below how many percent a target is low.
        modest: below how many percent it is worth a note.
    """
    low, modest = context.number("low"), context.number("modest")
    levels = (
        (row, target)
        for row, target in thresholds(context.facts)
        if _is_satisfaction(row) and is_share(target.quantity) and target.comparator in _FROM_BELOW
        if target.change is None and not contains(row.name, "signed_names")
    )
    for row, target in judged(levels, "no-value"):
        percent = target.quantity.in_base() * 100
        if percent < max(low, modest):
            yield hit(row, target, None if percent < low else "modest")


@rule("Q10")
def cost_without_figure(sheet: GoalSheet, context: Context) -> Verdicts:
    """Find cost indicators that set no figure: within the budget, at most 100 % of it, the rate of spending it.

    Why: a cost target is an amount or a price (财预〔2021〕101号: sub-item ceilings); to keep within the budget is due
        anyway.
    Hit:
        indicator: 产出指标 | 成本指标 | 项目成本 | 控制在预算范围内
    Near miss:
        indicator: 产出指标 | 成本指标 | 设备采购成本 | ≤140万元
        indicator: 产出指标 | 成本指标 | 年度维护成本增长率 | ≤5%
    Parameters: none.
    """
    for row in judged((row for row in indicator_rows(context) if row.group_kind in COST_KINDS), "no-value"):
        target = row.indicator.target
        if _says(target, "empty_costs") and not _names_a_figure(row):
            yield hit(row, target)
        elif _is_rate_of_budget(row, target):
            yield hit(row, target, "rate", word=deciding(row.name, "execution_names", "control_rates"))


def _is_rate_of_budget(row: IndicatorRow, target: Target) -> bool:
    if not isinstance(target, Threshold) or not is_share(target.quantity) or target.change is not None:
        return False
    is_all = target.comparator in ("≤", "=", None) and target.quantity.in_base() == 1
    return contains(row.name, "execution_names") or (is_all and contains(row.name, "control_rates"))


@rule("Q11")
def empty_output(sheet: GoalSheet, context: Context) -> Verdicts:
    """Find quantities and times that only say that it will be done.

    Why: outputs are specific and quantified (财预〔2015〕88号, ≈ article 14): how many, by when.
    Hit:
        indicator: 产出指标 | 数量指标 | 培训任务 | 完成
    Near miss:
        indicator: 产出指标 | 质量指标 | 设备验收 | 达标
        indicator: 产出指标 | 时效指标 | 会议按期完成率 | ≥99%
    Parameters: none.
    """
    outputs = ((row, target) for row, target in targets(context) if row.group_kind in ("quantity", "timeliness"))
    for row, target in judged(outputs, "no-value"):
        if not _names_a_figure(row) and _says(target, "empty_outputs"):
            yield hit(row, target)


@rule("Q12")
def input_as_output(sheet: GoalSheet, context: Context) -> Verdicts:
    """Find quantities of output that are the money put in.

    Why: practice of review: money and staff are what goes in; the output is what is done with them.
    Hit:
        indicator: 产出指标 | 数量指标 | 投入资金 | ≥50万元
    Near miss:
        indicator: 产出指标 | 数量指标 | 发放补助金额 | ≥50万元
        indicator: 产出指标 | 数量指标 | 培训人数 | ≥100人
    Parameters: none.
    """
    quantities = ((row, target) for row, target in thresholds(context.facts) if row.group_kind == "quantity")
    for row, target in judged(quantities, "no-value"):
        if dimension(target.quantity) == "money" and contains(row.name, "inputs"):
            yield hit(row, target, word=deciding(row.name, "inputs"))


@rule("Q13")
def uniform_targets(sheet: GoalSheet, context: Context) -> Verdicts:
    """Point out sheets whose numbers are nearly all the same.

    Why: practice of review: targets set without looking at each indicator.
    Hit:
        indicator: 产出指标 | 质量指标 | 甲合格率 | ≥95%
        indicator: 产出指标 | 质量指标 | 乙合格率 | ≥95%
        indicator: 产出指标 | 质量指标 | 丙合格率 | ≥95%
        indicator: 产出指标 | 质量指标 | 丁合格率 | ≥95%
        indicator: 产出指标 | 时效指标 | 甲及时率 | ≥95%
        indicator: 产出指标 | 时效指标 | 乙及时率 | ≥95%
        indicator: 满意度指标 | 满意度指标 | 甲满意度 | ≥95%
        indicator: 满意度指标 | 满意度指标 | 乙满意度 | ≥95%
    Near miss:
        indicator: 产出指标 | 质量指标 | 甲合格率 | ≥95%
        indicator: 产出指标 | 数量指标 | 培训人数 | ≥100人
    Parameters:
        fewest: from how many numbers on the rule judges.
        share: from which share of equal numbers, in percent, on they are uniform.
    """
    found = thresholds(context.facts)
    if len(found) < context.number("fewest"):
        raise NotApplicable("too-few-indicators")
    ((most_common, count),) = Counter(target.quantity for _, target in found).most_common(1)
    if count * _HUNDRED >= len(found) * context.number("share"):
        same = [(row, target) for row, target in found if target.quantity == most_common]
        args: dict[str, Shown] = {"value": shown(same[0][1].text), "same": count, "count": len(found)}
        yield Hit("indicators", args, related=tuple(row.target_path for row, _ in same))


@rule("Q16")
def outcome_in_words(sheet: GoalSheet, context: Context) -> Verdicts:
    """Find sheets whose outcomes are all of degree or direction alone.

    Why: outcomes are what the money is for (财预〔2015〕88号); where none can be measured, none can be judged.
    Hit:
        indicator: 效益指标 | 社会效益指标 | 业务能力 | 显著提高
        indicator: 效益指标 | 可持续影响指标 | 档案利用 | 长期
    Near miss:
        indicator: 效益指标 | 社会效益指标 | 业务能力 | 显著提高
        indicator: 效益指标 | 社会效益指标 | 档案利用人数 | ≥1350人
    Parameters:
        fewest: from how many outcomes on the rule judges.
    """
    rows = _of_category(context, "outcome")
    if len(rows) < context.number("fewest"):
        raise NotApplicable("too-few-indicators")
    if all(map(_is_weak, rows)):
        args: dict[str, Shown] = {"count": len(rows), "values": _values(rows)}
        yield Hit(rows[0].target_path, args, related=tuple(row.target_path for row in rows[1:]))


@rule("Q18")
def vague_time(sheet: GoalSheet, context: Context) -> Verdicts:
    """Note times that name no day, month or length: the whole year, in time.

    Why: timeliness states a time of completion (财预〔2021〕101号).
    Hit:
        indicator: 产出指标 | 时效指标 | 项目完成时间 | 2022年
    Near miss:
        indicator: 产出指标 | 时效指标 | 设备采购完成时间 | 2022年11月25日
        indicator: 产出指标 | 时效指标 | 项目完成时间 | 2022年12月底前
    Parameters: none.
    """
    times = ((row, target) for row, target in targets(context) if row.group_kind == "timeliness")
    for row, target in judged(times, "no-value"):
        if _names_a_figure(row):
            continue
        is_whole_year = isinstance(target, Deadline) and target.precision == "year"
        if is_whole_year or _says(target, "vague_times"):
            yield hit(row, target)
