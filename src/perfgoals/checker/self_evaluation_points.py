"""The rules of family E on points: weights, scores against what was reached, the total and the grade."""

from __future__ import annotations

from decimal import Decimal
from fractions import Fraction
from itertools import product

from perfgoals.checker.evaluated import Scored, evaluated_rows, scored_rows, total_spending
from perfgoals.checker.facts import IndicatorRow, digits, shown
from perfgoals.checker.rule import Context, Hit, NotApplicable, Shown, Undecided, Verdicts, rule
from perfgoals.checker.self_evaluation_actuals import lacks_reason
from perfgoals.checker.sums import Points
from perfgoals.models import GoalSheet, Indicator
from perfgoals.precision import add, adds_up, prints, subtract
from perfgoals.scoring import ScoringSettings
from perfgoals.scoring.formulas import points
from perfgoals.scoring.judging import Share, judge
from perfgoals.scoring.settings import grade_of, is_not_applicable
from perfgoals.targets import Threshold
from perfgoals.targets.holding import measured

_DEFAULT = ScoringSettings()
_STRICT = ScoringSettings(signs="strict")
_OTHER_LIMITS = ScoringSettings(grades="80-70-60")
# Every way of scoring a number that is in use: what one of them gives is no fault. A pass line (及格线) needs no way of
# its own: it gives nothing, as any way may for what was not reached.
_WAYS = tuple(
    ScoringSettings(reverse=reverse, signs=signs)
    for reverse, signs in product(("linear", "ratio"), ("lenient", "strict"))
)
_WAYS_OF_SATISFACTION = (*_WAYS, *(way.model_copy(update={"satisfaction": "bands"}) for way in _WAYS))
_Line = tuple[str, Decimal | None, Decimal | None]
"""The path of a score, its weight, and itself."""
_BANDS = (_DEFAULT, ScoringSettings(qualitative="2018"))


@rule("E01")
def evaluation_weights(sheet: GoalSheet, context: Context) -> Verdicts:
    """Add up the weights of a self-evaluation, those of the indicators and of the execution of the budget.

    Why: 财预〔2020〕10号 gives 100 points, 10 of them to the execution. Without a row of totals the table may go on,
        so that only an excess is a fault. Whole points are exact, decimals may have been rounded.
    Hit:
        execution: 90 | 90 | 100 | 10 | 10
        evaluated: 产出指标 | 数量指标 | 培训人数 | ≥100人 | 100人 | 50 | 50
        evaluated: 效益指标 | 社会效益指标 | 受益人数 | ≥100人 | 100人 | 30 | 30
        result: 90 | 优
    Near miss:
        execution: 90 | 90 | 100 | 10 | 10
        evaluated: 产出指标 | 数量指标 | 培训人数 | ≥100人 | 100人 | 60 | 60
        evaluated: 效益指标 | 社会效益指标 | 受益人数 | ≥100人 | 100人 | 30 | 30
        result: 100 | 优
    Parameters:
        total: what the weights add up to.
        execution: the points kept for the execution where the sheet prints none.
    """
    rows = evaluated_rows(sheet, context)
    weighted = [(f"{row.path}.weight", row.indicator.weight) for row in rows if row.indicator.weight is not None]
    figures = tuple(weight for _, weight in weighted)
    if not figures:
        raise NotApplicable("no-weights")
    if all(figure <= 1 for figure in figures):
        raise NotApplicable("weights-as-shares")
    total, kept = context.number("total"), context.number("execution")
    spending = total_spending(sheet)
    printed = spending.line.weight if spending is not None else None
    terms = figures if printed is None else (*figures, printed)
    totals = {total, total - kept} if printed is None else {total}
    related = tuple(path for path, _ in weighted)
    path = "stated_weight" if sheet.stated_weight is not None else related[0]
    args: dict[str, Shown] = {"sum": add(terms), "parts": tuple(map(digits, terms)), "expected": digits(total)}
    if all(Points(expected, terms).verdict == "disjoint" for expected in totals):
        exceeds = all(Points(expected, terms).exceeds for expected in totals)
        if exceeds or (len(figures) == len(rows) and context.facts.has_total_row):
            yield Hit(path, args, related=related)
        else:
            yield Undecided(path, "blank-weight" if len(figures) < len(rows) else "no-total-row")
    elif sheet.stated_weight is not None and len(figures) == len(rows):
        # The printed sum may leave out the execution, or count points for it that no row prints.
        sums = (terms, figures, (*figures, kept))
        if all(Points(sheet.stated_weight, each).verdict == "disjoint" for each in sums):
            yield Hit(path, {**args, "stated": sheet.stated_weight}, case="stated", related=related)


@rule("E02")
def score_within_weight(sheet: GoalSheet, context: Context) -> Verdicts:
    """Find scores above their weight or below zero.

    Why: systems of self-evaluation refuse them. The execution of the budget is judged as the indicators are, also
        where it alone has points. A weight printed as a share (0.1, 10 %) bounds no score out of a hundred. A blank
        score beside others is left undecided.
    Hit:
        evaluated: 产出指标 | 数量指标 | 培训人数 | ≥100人 | 120人 | 10 | 12
        execution: 90 | 90 | 100 | 10 | 11
    Near miss:
        evaluated: 产出指标 | 数量指标 | 培训人数 | ≥100人 | 120人 | 10 | 10.00
        execution: 90 | 90 | 100 | 0.1 | 10
    Parameters: none.
    """
    spending = total_spending(sheet) if sheet.kind == "self-evaluation" else None
    line = spending.line if spending is not None else None
    try:
        rows = scored_rows(sheet, context)
    except NotApplicable:
        if line is None or line.weight is None or line.score is None:
            raise
        rows = []
    for each in rows:
        yield from _within(each.path, each.row.indicator.name, each.weight, each.score, context)
    if rows:
        yield from (Undecided(f"{row.path}.score", "blank-score") for row in context.facts.rows if _lacks_score(row))
    if spending is not None and line is not None and line.weight is not None and line.score is not None:
        path = f"{spending.path}.score"
        if line.weight <= 1 and line.score > line.weight:
            yield Undecided(path, "weights-as-shares")
        else:
            yield from _within(path, line.label, line.weight, line.score, context)


def _lacks_score(row: IndicatorRow) -> bool:
    """Tell whether a row has points to give and says what was reached, and has no score."""
    indicator = row.indicator
    if not indicator.weight or indicator.score is not None or indicator.actual is None:
        return False
    return indicator.actual.kind != "missing" and not is_not_applicable(indicator.actual.text)


def _within(path: str, name: str | None, weight: Decimal, score: Decimal, context: Context) -> Verdicts:
    weight_path = f"{path.rpartition('.')[0]}.weight"
    args: dict[str, Shown] = {"name": shown(name), "weight": weight, "score": score}
    if score < 0:
        yield Hit(path, args, case="negative", related=(weight_path,))
    elif score > weight and any(cell.text.endswith(("%", "％")) for cell in context.facts.cells(weight_path)):
        yield Undecided(path, "weights-as-shares")
    elif score > weight:
        yield Hit(path, args, related=(weight_path,))


@rule("E07")
def indicator_score(sheet: GoalSheet, context: Context) -> Verdicts:
    """Compute the score of an indicator in every way that is in use: all for what was reached, a part for what was not.

    Why: 财预〔2020〕10号 gives all points to what was reached and scores in proportion what was not. What any usual way
        gives is right: linear or by ratio above a ceiling, a pass line, bands of satisfaction, nothing at all for what
        was not reached. Far above the target a cut is in order, for which there is no formula. The digits decide. A
        score that is too low and has no reason either is E03's warning at the very same cell, and a note here.
    Hit:
        evaluated: 产出指标 | 数量指标 | 培训人数 | ≥100人 | 80人 | 10 | 10
        evaluated: 产出指标 | 数量指标 | 培训人数 | ≥100人 | 110人 | 10 | 6 | 签到表不全
    Near miss:
        evaluated: 产出指标 | 数量指标 | 培训人数 | ≥100人 | 80人 | 10 | 8.0
        evaluated: 产出指标 | 成本指标 | 培训成本 | ≤10万元 | 12.5万元 | 10 | 7.5
        evaluated: 产出指标 | 成本指标 | 教材成本 | ≤10万元 | 12.5万元 | 10 | 8
        evaluated: 产出指标 | 数量指标 | 参训人数 | ≥100人 | 40人 | 10 | 0
        evaluated: 满意度指标 | 服务对象满意度指标 | 学员满意度 | ≥80% | 85% | 10 | 8 | 按档赋分
    Parameters: none.
    """
    for each in scored_rows(sheet, context):
        indicator = each.row.indicator
        usual = judge(indicator, _DEFAULT, satisfaction=each.satisfaction)
        if not isinstance(usual, Share):
            yield Undecided(each.path, "no-formula")
        elif indicator.scoring_rule is not None:
            yield Undecided(each.path, "own-scoring-rule")
        elif usual.rule != "band" and 0 <= each.score <= each.weight:
            yield from _judge_score(each, usual, is_reported=lacks_reason(sheet, each))


def _judge_score(each: Scored, usual: Share, *, is_reported: bool) -> Verdicts:
    """Compare a score with every usual way; is_reported: E03 warns of the same cell, so that too low is but a note."""
    indicator, weight = each.row.indicator, Fraction(each.weight)
    if prints(each.score, usual.low * weight):
        return
    in_use = _WAYS_OF_SATISFACTION if each.satisfaction else _WAYS
    ways = [judge(indicator, way, satisfaction=each.satisfaction) for way in in_use]
    found = [way for way in ways if isinstance(way, Share)]
    shares = {way.low for way in found}
    if any(way.rule not in ("reached", "satisfaction-band") for way in found):
        shares.add(Fraction(0))  # nothing for what was not reached (直接赋分)
    if any(prints(each.score, share * weight) for share in shares):
        return
    if usual.rule == "reached" and not _is_settled(indicator):
        yield Undecided(each.path, "no-cut-formula")
        return
    is_low = Fraction(each.score) < max(shares) * weight
    case = "reached" if usual.rule == "reached" else "low" if is_low else None
    case = f"{case}-unexplained" if case and is_reported else case
    args = each.args(target=shown(indicator.target.text), actual=each.actual, expected=points(usual.low, each.weight))
    yield Hit(each.path, args, case=case, related=each.related)


def _is_settled(indicator: Indicator) -> bool:
    """Tell whether what was reached earns all and nothing else: a number by its sign as printed, and not by far.

    A day, a range, and > met at its bound have no formula beside; far above the target a cut is in order.
    """
    target, actual = indicator.target, indicator.actual
    numbers = measured(target, actual) if isinstance(target, Threshold) and actual is not None else None
    if numbers is None or not isinstance(judge(indicator, _STRICT), Share):
        return False
    is_upward = isinstance(target, Threshold) and target.comparator not in ("≤", "<")
    return not (is_upward and numbers.actual >= numbers.target * Fraction(_DEFAULT.over_threshold))


@rule("E09")
def result_score_band(sheet: GoalSheet, context: Context) -> Verdicts:
    """Compare the score of a qualitative indicator with the band of the result it names.

    Why: 财预〔2020〕10号 gives 100-80, 80-60 and 60-0 % of the weight to its three results; forms of 2018 have
        80-50 and 50-0, which are right as well. A band includes its lower end only: 80 % is the better result's.
    Hit:
        evaluated: 效益指标 | 社会效益指标 | 业务能力 | 显著提高 | 部分达成年度指标并具有一定效果 | 10 | 10
    Near miss:
        evaluated: 效益指标 | 社会效益指标 | 业务能力 | 显著提高 | 部分达成年度指标并具有一定效果 | 10 | 7.9
        evaluated: 效益指标 | 社会效益指标 | 服务能力 | 显著提高 | 部分达成年度指标并具有一定效果 | 10 | 5.5
    Parameters: none.
    """
    judged = [(each, _bands(each)) for each in scored_rows(sheet, context)]
    if not any(bands for _, bands in judged):
        raise NotApplicable("no-value")
    for each, bands in judged:
        if not bands or not 0 <= each.score <= each.weight:
            continue
        weight = Fraction(each.weight)
        possible = [band for band in bands if prints(each.score, band.low * weight, band.high * weight)]
        # A band ends below the next better one, which begins there.
        if all(band.high < 1 and each.score == band.high * weight for band in possible):
            low, high = points(bands[0].low, each.weight), points(bands[0].high, each.weight)
            args = each.args(actual=each.actual, low=low, high=high)
            yield Hit(each.path, args, case="bound" if possible else None, related=each.related[:2])


def _bands(each: Scored) -> list[Share]:
    judged = [judge(each.row.indicator, settings) for settings in _BANDS]
    return [share for share in judged if isinstance(share, Share) and share.rule == "band"]


@rule("E11")
def total_score(sheet: GoalSheet, context: Context) -> Verdicts:
    """Add up the scores, and compare the sum with the total, and the total with the grade.

    Why: 财预〔2020〕10号: 优 from 90 points on, 良 from 80, 中 from 60. A grade that is right by 80, 70, 60 only, which
        some systems use, is worth a note. Judged where the weights add up to a hundred, so that points are just added.
    Hit:
        execution: 90 | 90 | 100 | 10 | 10
        evaluated: 产出指标 | 数量指标 | 培训人数 | ≥100人 | 100人 | 90 | 80 | 天气
        result: 92 | 优
    Near miss:
        execution: 90 | 90 | 100 | 10 | 10
        evaluated: 产出指标 | 数量指标 | 培训人数 | ≥100人 | 100人 | 90 | 79.96 | 天气
        result: 90.0 | 优
    Parameters: none.
    """
    rows = evaluated_rows(sheet, context)
    evaluation = sheet.evaluation
    if evaluation is None or evaluation.score is None:
        raise NotApplicable("no-total-score")
    total = evaluation.score
    spending = total_spending(sheet)
    lines = [(f"{row.path}.score", row.indicator.weight, row.indicator.score) for row in rows]
    if spending is not None and (spending.line.weight is not None or spending.line.score is not None):
        lines.append((f"{spending.path}.score", spending.line.weight, spending.line.score))
    yield from _sum_of_scores(total, lines, context)
    yield from _grade(total, evaluation.grade)


def _sum_of_scores(total: Decimal, lines: list[_Line], context: Context) -> Verdicts:
    weights = tuple(weight for _, weight, _ in lines if weight is not None)
    scores = tuple(score for _, _, score in lines if score is not None)
    if len(weights) < len(lines) or Points(Decimal(100), weights).verdict == "disjoint":
        yield Undecided("evaluation.score", "weights-not-hundred")
    elif len(scores) < len(lines):
        yield from _blank_scores(total, scores, [line for line in lines if line[2] is None], context)
    elif not adds_up(total, scores):
        computed = add(scores)
        args: dict[str, Shown] = {"total": total, "sum": computed, "difference": abs(subtract(computed, total))}
        yield Hit("evaluation.score", args, related=tuple(path for path, _, _ in lines))


def _blank_scores(total: Decimal, scores: tuple[Decimal, ...], blank: list[_Line], context: Context) -> Verdicts:
    """Find a total that counts points which no score prints.

    What was left over may be such a score, and a total may have been scaled for what does not apply.
    """
    lacking = {f"{row.path}.score" for row in context.facts.rows if _lacks_score(row)}
    missing = subtract(total, add(scores))
    most = add([weight for _, weight, _ in blank if weight is not None])
    is_counted = 0 < missing <= most and not adds_up(total, scores)
    if not (scores and is_counted and lacking.issuperset(path for path, _, _ in blank)) or context.facts.sheet.leftover:
        yield Undecided("evaluation.score", "blank-score")
        return
    args: dict[str, Shown] = {"total": total, "sum": add(scores), "difference": missing, "count": len(blank)}
    yield Hit("evaluation.score", args, case="blank", related=tuple(path for path, _, _ in blank))


def _grade(total: Decimal, printed: str | None) -> Verdicts:
    grade = grade_of(printed) if printed is not None else None
    if grade is None or not 0 <= total <= Decimal(100):
        return
    expected = _DEFAULT.grade(total)
    if grade != expected:
        case = "other-limits" if grade == _OTHER_LIMITS.grade(total) else "grade"
        args: dict[str, Shown] = {"total": total, "expected": expected, "grade": shown(printed)}
        yield Hit("evaluation.grade", args, case=case, related=("evaluation.score",))
