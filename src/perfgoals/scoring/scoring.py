"""Scores a self-evaluation anew, line by line, and compares what it prints."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from decimal import Decimal
from fractions import Fraction
from typing import Any

from pydantic import ValidationError

from perfgoals.errors import UsageError
from perfgoals.forms import classify
from perfgoals.models import FundingLine, GoalSheet, Indicator
from perfgoals.precision import add, half_unit, prints, subtract
from perfgoals.scoring.formulas import execution, points
from perfgoals.scoring.judging import Share, judge
from perfgoals.scoring.result import Execution, Reason, Scoring, Step
from perfgoals.scoring.settings import GRADES, ScoringSettings, grade_of

_HUNDRED = Decimal(100)
_HALF_A_PERCENT = Decimal("0.005")


def score(sheet: GoalSheet, settings: ScoringSettings | Mapping[str, Any] | None = None) -> Scoring:
    """Score a self-evaluation anew: every indicator, the execution of the budget, the total and the grade.

    settings: a :class:`ScoringSettings`, or a mapping of what differs from its defaults. Points are those of the
    form, amounts in the sheet's money unit, rates in percent. Raises :class:`~perfgoals.UsageError` for a sheet that
    is no self-evaluation, and for settings that are not known. Source: 财预〔2020〕10号.

    >>> from perfgoals.checker.examples import sheet_of
    >>> sheet = sheet_of("evaluated: 产出指标 | 数量指标 | 培训人数 | ≥100人 | 80人 | 10 | 9")
    >>> (step,) = score(sheet).steps
    >>> step.rule, step.score, step.printed, step.difference
    ('proportion', Decimal('8.00'), Decimal('9'), Decimal('1.00'))
    """
    settings = _settings(settings)
    if not isinstance(sheet, GoalSheet):
        raise UsageError("no-goal-sheet-given", type=type(sheet).__name__)
    if sheet.kind != "self-evaluation":
        raise UsageError("no-self-evaluation", kind=sheet.kind)
    steps = tuple(_indicator_steps(sheet, settings))
    spent = execution_of(sheet, settings)
    scored = (*steps, spent.step) if spent is not None and spent.step is not None else steps
    low, high, reason = _bounds(sheet, scored, settings)
    return Scoring(
        settings=settings,
        execution=spent,
        steps=steps,
        low=low,
        high=high,
        total=low if low == high else None,
        reason=reason,
        **_conclusion(sheet, low, high, scored, settings),
    )


def _settings(settings: ScoringSettings | Mapping[str, Any] | None) -> ScoringSettings:
    if isinstance(settings, ScoringSettings):
        return settings
    try:
        return ScoringSettings.model_validate(dict(settings or {}))
    except ValidationError as error:
        complaints = (f"{'.'.join(map(str, each['loc']))}: {each['msg']}" for each in error.errors())
        raise UsageError("scoring-settings", detail="; ".join(complaints)) from error


def _indicator_steps(sheet: GoalSheet, settings: ScoringSettings) -> Iterator[Step]:
    kinds = classify(sheet)
    for c, category in enumerate(sheet.indicators):
        satisfaction = kinds.category_kind(c) == "satisfaction"
        for g, group in enumerate(category.groups):
            for i, indicator in enumerate(group.indicators):
                path = f"indicators[{c}].groups[{g}].indicators[{i}]"
                if indicator.name is not None or indicator.target.kind != "missing":
                    yield _indicator_step(path, indicator, settings, satisfaction=satisfaction)


def _indicator_step(path: str, indicator: Indicator, settings: ScoringSettings, *, satisfaction: bool) -> Step:
    facts = {
        "path": path,
        "name": indicator.name,
        "target": indicator.target.text or None,
        "actual": indicator.actual.text or None if indicator.actual is not None else None,
    }
    judged = judge(indicator, settings, satisfaction=satisfaction)
    return _step(facts, judged, indicator.weight, indicator.score, settings)


def _step(
    facts: Mapping[str, str | None],
    judged: Share | Reason,
    weight: Decimal | None,
    printed: Decimal | None,
    settings: ScoringSettings,
) -> Step:
    """Turn a share into points, and compare the score that is printed."""
    if weight is None or weight <= 0:
        return Step(**facts, weight=weight, reason="no-weight", printed=printed)
    if not isinstance(judged, Share):
        return Step(**facts, weight=weight, reason=judged, low=Decimal(0), high=weight, printed=printed)
    low, high = (points(share, weight, settings.places) for share in (judged.low, judged.high))
    value = low if low == high else None
    return Step(
        **facts,
        weight=weight,
        rule=judged.rule,
        low=low,
        high=high,
        score=value,
        printed=printed,
        difference=None if printed is None or value is None else subtract(printed, value),
        agrees=None if printed is None else _gives(judged, weight, printed) or low <= printed <= high,
    )


def _gives(share: Share, weight: Decimal, printed: Decimal) -> bool:
    """Tell whether a printed score is the share of the weight by the digits that it shows."""
    return prints(printed, share.low * Fraction(weight), share.high * Fraction(weight))


def execution_of(sheet: GoalSheet, settings: ScoringSettings) -> Execution | None:
    """Score the execution of the budget; None unless one row of the funding block is the total and says something.

    The budget is that of the year after adjustment, or the initial one where the form has no other.
    """
    found = total_funding(sheet)
    if found is None:
        return None
    path, line = found
    budget, executed = budget_of(line), line.amount("executed")
    if budget is None and executed is None and line.rate is None and line.score is None:
        return None
    spent = Execution(budget=budget, executed=executed, printed=line.rate, step=_execution_step(path, line, settings))
    if budget is None or budget <= 0 or executed is None:
        return spent
    agrees = None if line.rate is None else states_rate(line.rate, *rate_bounds(budget, executed))
    return spent.model_copy(update={"rate": points(Fraction(executed) / Fraction(budget), _HUNDRED), "agrees": agrees})


def total_funding(sheet: GoalSheet) -> tuple[str, FundingLine] | None:
    """Give the row of total funding with its path; None unless there is exactly one."""
    totals = [(f"funding[{index}]", line) for index, line in enumerate(sheet.funding) if line.kind == "total"]
    return totals[0] if len(totals) == 1 else None


def budget_of(line: FundingLine) -> Decimal | None:
    """Give what the execution is measured by: 全年（调整后）预算数, or 年初预算数 where the form has no other."""
    budget = line.amount("budget")
    return line.amount("initial") if budget is None else budget


def rate_bounds(budget: Decimal, executed: Decimal) -> tuple[Fraction, Fraction]:
    """Give the least and the most that an execution rate may be by the digits that its amounts show, 1 for 100 %.

    The budget is above zero.

    >>> [str(bound) for bound in rate_bounds(Decimal("90.0"), Decimal("45.0"))]
    ['899/1801', '901/1799']
    """
    spent, half_spent = Fraction(executed), Fraction(half_unit(executed))
    planned, half_planned = Fraction(budget), Fraction(half_unit(budget))
    return (spent - half_spent) / (planned + half_planned), (spent + half_spent) / (planned - half_planned)


def states_rate(printed: Decimal, low: Fraction, high: Fraction) -> bool:
    """Tell whether a printed rate is one between two bounds, in percent or, as some sheets print it, as a share.

    A share of fewer than two decimals must be exact: 1 would else be the rounded share of any rate from a half on.

    >>> states_rate(Decimal("99.97"), Fraction("0.99971"), Fraction("0.99971"))
    True
    >>> [states_rate(Decimal("1"), rate, rate) for rate in (Fraction(1), Fraction(1, 2), Fraction(9, 5))]
    [True, False, False]
    """
    is_exact_share = low <= Fraction(printed) <= high
    shows_percents = half_unit(printed) <= _HALF_A_PERCENT
    return prints(printed, low * 100, high * 100) or is_exact_share or (shows_percents and prints(printed, low, high))


def _execution_step(path: str, line: FundingLine, settings: ScoringSettings) -> Step | None:
    """Score the execution; None where the form gives no points for it."""
    weight = settings.execution_weight if line.weight is None and line.score is not None else line.weight
    if weight is None:
        return None
    budget, executed = budget_of(line), line.amount("executed")
    facts = {"path": path, "name": line.label}
    if budget is None or executed is None:
        return _step(facts, "no-amount", weight, line.score, settings)
    if budget <= 0:
        return _step(facts, "no-budget", weight, line.score, settings)
    shares = [_execution_share(executed, budget, settings)]
    step = _step(facts, shares[0], weight, line.score, settings)
    if step.agrees is False and line.rate is not None and line.score is not None:
        # The score may have been taken from the rate as it is printed, which is rounded.
        by_rate = _gives(_execution_share(line.rate, _HUNDRED, settings), weight, line.score)
        return step.model_copy(update={"agrees": by_rate})
    return step


def _execution_share(executed: Decimal, budget: Decimal, settings: ScoringSettings) -> Share:
    share = execution(executed, budget, cap=settings.execution_cap, floor=settings.execution_floor)
    return Share("execution", share, share)


def _bounds(
    sheet: GoalSheet, steps: Sequence[Step], settings: ScoringSettings
) -> tuple[Decimal | None, Decimal | None, Reason | None]:
    """Give between which points the total lies, or why that is not known."""
    if any(note.kind == "undecided-row" and note.args.get("table") == "indicators" for note in sheet.notes):
        return None, None, "partly-read"
    counted = [step for step in steps if not settings.rescale or step.reason != "not-applicable"]
    lows = [step.low for step in counted if step.low is not None]
    highs = [step.high for step in counted if step.high is not None]
    weights = [step.weight for step in counted if step.weight is not None]
    if not counted or len(highs) < len(counted):
        return None, None, "no-weight"
    if not settings.rescale:
        return add(lows), add(highs), None
    factor = Fraction(_HUNDRED) / Fraction(add(weights))
    return (
        points(Fraction(add(lows)) * factor, Decimal(1), settings.places),
        points(Fraction(add(highs)) * factor, Decimal(1), settings.places),
        None,
    )


def _conclusion(
    sheet: GoalSheet, low: Decimal | None, high: Decimal | None, scored: Sequence[Step], settings: ScoringSettings
) -> dict[str, Any]:
    """Compare total and grade; a grade is of a hundred points, so that a part of a form has none."""
    evaluation = sheet.evaluation
    printed = evaluation.score if evaluation else None
    printed_grade = evaluation.grade if evaluation else None
    if low is None or high is None:
        return {"printed_total": printed, "printed_grade": printed_grade}
    of_hundred = settings.rescale or add([step.weight for step in scored if step.weight is not None]) == _HUNDRED
    grades = [settings.grade(high), settings.grade(low)] if of_hundred else []
    grade = grades[0] if grades and grades[0] == grades[1] else None
    named = grade_of(printed_grade) if printed_grade else None
    agrees = None
    if grades and named is not None:
        possible = GRADES[GRADES.index(grades[0]) : GRADES.index(grades[1]) + 1]
        agrees = False if named not in possible else True if grade else None
    return {
        "printed_total": printed,
        "total_agrees": None if printed is None else prints(printed, low, high),
        "grade": grade,
        "printed_grade": printed_grade,
        "grade_agrees": agrees,
    }
