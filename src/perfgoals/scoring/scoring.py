"""Scores a self-evaluation anew, line by line, and compares what it prints."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from decimal import Decimal
from fractions import Fraction
from typing import Any

from pydantic import ValidationError

from perfgoals.errors import UsageError
from perfgoals.forms import classify
from perfgoals.models import GoalSheet, Indicator
from perfgoals.precision import add, adds_up, prints
from perfgoals.scoring.execution import execution_of
from perfgoals.scoring.formulas import points
from perfgoals.scoring.judging import judge
from perfgoals.scoring.result import Reason, Scoring, Step
from perfgoals.scoring.settings import GRADES, ScoringSettings, grade_of
from perfgoals.scoring.steps import step_of

_HUNDRED = Decimal(100)


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
        raise UsageError("no-self-evaluation")
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
    return step_of(facts, judged, indicator.weight, indicator.score, settings)


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
    if steps and not counted:
        return None, None, "nothing-applicable"
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
    is_hundred = add([step.weight for step in scored if step.weight is not None]) == _HUNDRED
    of_hundred = settings.rescale or is_hundred
    grades = [settings.grade(high), settings.grade(low)] if of_hundred else []
    grade = grades[0] if grades and grades[0] == grades[1] else None
    named = grade_of(printed_grade) if printed_grade else None
    agrees = None
    if grades and named is not None:
        possible = GRADES[GRADES.index(grades[0]) : GRADES.index(grades[1]) + 1]
        agrees = False if named not in possible else True if grade else None
    scores = [step.printed for step in scored if step.printed is not None]
    # Points are just added where the weights are a hundred, all of them; else the total may have been scaled.
    adds = is_hundred and not settings.rescale and len(scores) == len(scored)
    total_agrees = None
    if printed is not None:
        total_agrees = prints(printed, low, high) and (not adds or adds_up(printed, scores))
    return {
        "printed_total": printed,
        "printed_sum": add(scores) if adds else None,
        "total_agrees": total_agrees,
        "grade": grade,
        "printed_grade": printed_grade,
        "grade_agrees": agrees,
    }
