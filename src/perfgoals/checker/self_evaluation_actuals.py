"""The rules of family E on what was reached: numbers for numbers, and reasons for what deviates."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal
from fractions import Fraction
from typing import Literal

from perfgoals.checker.evaluated import Scored, evaluated_rows, is_explained_elsewhere, lacks_column, scored_rows
from perfgoals.checker.facts import IndicatorRow, plain, shown
from perfgoals.checker.lexicon import contains, is_placeholder
from perfgoals.checker.rule import Context, Hit, NotApplicable, Shown, Undecided, Verdicts, rule
from perfgoals.checker.walking import DISCRETE, is_change, quantities
from perfgoals.models import GoalSheet, Indicator
from perfgoals.scoring.formulas import points
from perfgoals.scoring.settings import is_not_applicable
from perfgoals.targets import Deadline, Interval, Qualitative, Target, Threshold, Unparsed
from perfgoals.targets.holding import Measured, measured

_REASONS = "columns.indicators.deviation-reason"
_HUNDRED = Decimal(100)


def _has_reason(row: IndicatorRow) -> bool:
    return not is_placeholder(row.indicator.deviation_reason)


@rule("E03")
def deduction_without_reason(sheet: GoalSheet, context: Context) -> Verdicts:
    """Find indicators that lost points without a reason in the column for it.

    Why: 财预〔2020〕10号: what is unmet or far off is explained. Where the form has no such column, or problems and
        measures are written below the tables, nothing is said.
    Hit:
        evaluated: 产出指标 | 数量指标 | 培训人数 | ≥100人 | 90人 | 10 | 9 | 无
    Near miss:
        evaluated: 产出指标 | 数量指标 | 培训人数 | ≥100人 | 90人 | 10 | 9 | 因疫情减少一期
        evaluated: 产出指标 | 数量指标 | 参训人数 | ≥100人 | 100人 | 10 | 10 |
    Parameters: none.
    """
    rows = scored_rows(sheet, context)
    if lacks_column(sheet, _REASONS):
        raise NotApplicable("no-reason-column")
    for each in rows:
        if lacks_reason(sheet, each):
            yield Hit(each.path, each.args(), related=each.related[:1])
        elif each.score < each.weight and not _has_reason(each.row):
            yield Undecided(f"{each.row.path}.deviation_reason", "explained-elsewhere")


def lacks_reason(sheet: GoalSheet, each: Scored) -> bool:
    """Tell whether points were lost without a reason in the column for it, nor below the tables."""
    is_cut = each.score < each.weight and not _has_reason(each.row)
    return is_cut and not lacks_column(sheet, _REASONS) and not is_explained_elsewhere(sheet)


@rule("E04")
def actual_not_a_number(sheet: GoalSheet, context: Context) -> Verdicts:
    """Find numbers answered with words, counts below zero, and rows without an actual value among others that have one.

    Why: systems of self-evaluation refuse them. 无 is a number beside a ceiling, 全部完成 beside 100 %; 当天 beside a
        limit of hours, a date, and words with a figure in them may be meant well, and are left undecided. So are words
        that earn nothing and have a reason: what was not carried out has no number (未开展调查).
    Hit:
        evaluated: 产出指标 | 成本指标 | 培训成本 | ≤30万元 | 完成 | 10 | 10
        evaluated: 产出指标 | 数量指标 | 培训人数 | ≥0人 | -3人 | 10 | 10
    Near miss:
        evaluated: 产出指标 | 时效指标 | 故障修复时间 | ≤24小时 | 当天 | 10 | 10
        evaluated: 产出指标 | 数量指标 | 净增就业人数 | ≥0人 | -3人 | 10 | 0 | 企业外迁
        evaluated: 满意度指标 | 服务对象满意度指标 | 群众满意度 | ≥90% | 未开展调查 | 10 | 0 | 疫情期间未组织
        evaluated: 产出指标 | 质量指标 | 事故数 | =0次 | 未发生 | 10 | 10
        evaluated: 产出指标 | 质量指标 | 培训完成率 | =100% | 全部完成 | 10 | 10
        evaluated: 效益指标 | 社会效益指标 | 业务能力 | 显著提高 | 达成年度指标 | 10 | 10
    Parameters: none.
    """
    rows = evaluated_rows(sheet, context)
    if all(_is_blank(row.indicator.actual) for row in rows):
        raise NotApplicable("no-actuals")
    for row in rows:
        target, actual = row.indicator.target, row.indicator.actual
        args: dict[str, Shown] = {"name": shown(row.indicator.name), "target": shown(target.text)}
        related = (row.target_path, row.name_path)
        if target.kind != "missing" and _is_blank(actual):
            yield Hit(f"{row.path}.actual", args, case="blank", related=related)
        elif actual is not None and isinstance(target, Threshold | Interval) and not _is_qualitative(row.indicator):
            case = _fault_of(row, target, actual)
            if case == "words" and row.indicator.score == 0 and _has_reason(row):
                yield Undecided(f"{row.path}.actual", "nothing-reached")
            elif case == "undecided":
                yield Undecided(f"{row.path}.actual", "not-comparable")
            elif case is not None:
                said = {**args, "actual": shown(actual.text)}
                yield Hit(f"{row.path}.actual", said, case=None if case == "words" else case, related=related)


def _fault_of(
    row: IndicatorRow, target: Threshold | Interval, actual: Target
) -> Literal["words", "negative", "undecided"] | None:
    """Tell what is wrong with the answer to a number."""
    unit = quantities(target)[0].unit
    if isinstance(actual, Qualitative):
        words = plain(actual.text)
        if _stands_for_a_number(target, words):
            return None
        is_span = unit is not None and unit.dimension == "time"
        return "undecided" if is_span and contains(words, "words_of_time") else "words"
    if isinstance(actual, Threshold):
        unit = actual.quantity.unit or unit
        is_counted = unit is not None and unit.dimension in DISCRETE and not is_change(row, target)
        return "negative" if is_counted and actual.quantity.magnitude < 0 else None
    return "undecided" if isinstance(actual, Deadline | Unparsed) else None


def _is_qualitative(indicator: Indicator) -> bool:
    return contains(plain(indicator.nature), "qualitative_natures")


def _is_blank(actual: Target | None) -> bool:
    return actual is None or (actual.kind == "missing" and not is_not_applicable(actual.text))


def _stands_for_a_number(target: Target, words: str) -> bool:
    if not isinstance(target, Threshold):
        return False
    quantity = target.quantity
    if target.comparator in ("≤", "<") or not quantity.magnitude:
        return contains(words, "words_of_none")
    is_all = quantity.unit is not None and quantity.unit.dimension == "ratio" and quantity.in_base() == 1
    return is_all and contains(words, "words_of_all") and not contains(words, "words_of_all", "except")


@rule("E08")
def far_above_target(sheet: GoalSheet, context: Context) -> Verdicts:
    """Find indicators that were reached by far, without a reason.

    Why: 财预〔2020〕10号 asks for an analysis: the target may have been set low; a regional rule says 130 %. One more
        of what is counted is never far: no smaller step exists.
    Hit:
        evaluated: 产出指标 | 数量指标 | 培训人数 | ≥100人 | 130人 | 10 | 10 |
    Near miss:
        evaluated: 产出指标 | 数量指标 | 培训人数 | ≥100人 | 129人 | 10 | 10 |
        evaluated: 产出指标 | 数量指标 | 参训人数 | ≥100人 | 150人 | 10 | 10 | 新增两个乡镇参训
        evaluated: 产出指标 | 数量指标 | 系统开发数量 | ≥1个 | 2个 | 10 | 10 |
    Parameters:
        from: from how many percent of the target on.
        from_zero: from which actual value on where the target is zero.
    """
    rows = evaluated_rows(sheet, context)
    if lacks_column(sheet, _REASONS):
        raise NotApplicable("no-reason-column")
    numbers = list(_reached(rows))
    if not numbers:
        raise NotApplicable("no-value")
    for row, found in numbers:
        hit = _far_above(row, found, context)
        if hit is None or _has_reason(row):
            continue
        if is_explained_elsewhere(sheet):
            yield Undecided(f"{row.path}.deviation_reason", "explained-elsewhere")
        else:
            yield hit


def _reached(rows: tuple[IndicatorRow, ...]) -> Iterator[tuple[IndicatorRow, Measured]]:
    """Walk the indicators of which more is better, and whose actual value is a number that compares."""
    for row in rows:
        target, actual = row.indicator.target, row.indicator.actual
        if isinstance(target, Threshold) and target.comparator in ("≥", ">", "=") and target.change is None:
            numbers = measured(target, actual) if actual is not None else None
            if numbers is not None:
                yield row, numbers


def _far_above(row: IndicatorRow, numbers: Measured, context: Context) -> Hit | None:
    target, actual = row.indicator.target, row.indicator.actual
    args: dict[str, Shown] = {
        "name": shown(row.indicator.name),
        "target": shown(target.text),
        "actual": shown(actual.text if actual else None),
    }
    path, related = f"{row.path}.actual", (row.target_path, row.name_path)
    if numbers.target > 0:
        ratio = numbers.actual / numbers.target
        far = ratio >= Fraction(context.number("from")) / 100 and not _is_one_more(target, numbers)
        return Hit(path, {**args, "ratio": points(ratio, _HUNDRED, 1)}, related=related) if far else None
    is_zero = isinstance(target, Threshold) and target.comparator != "=" and not numbers.target
    # The actual value as it is printed: 30 % is 30 here.
    if is_zero and isinstance(actual, Threshold) and actual.quantity.magnitude >= context.number("from_zero"):
        return Hit(path, args, case="zero", related=related)
    return None


def _is_one_more(target: Target, numbers: Measured) -> bool:
    """Tell whether no less could have been more: 2 beside ≥1个. A number without a unit may be a count."""
    if not isinstance(target, Threshold) or target.quantity.scale is not None:
        return False
    unit = target.quantity.unit
    return (unit is None or unit.dimension in DISCRETE) and numbers.actual - numbers.target <= 1
