"""Which formula applies to an indicator, and what share of its weight it earns.

Full points and :meth:`perfgoals.Target.holds` are one judgement: an indicator earns all exactly when the target holds
that stands for it in scoring (:func:`scored_target`), which is the printed one where signs are read strictly.
"""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal
from fractions import Fraction
from typing import NamedTuple

from perfgoals.models import Indicator
from perfgoals.scoring.formulas import at_least, at_most, deducted, equal_to, passing
from perfgoals.scoring.result import Reason, RuleName
from perfgoals.scoring.settings import ScoringSettings, is_not_applicable, result_of, satisfaction_bands
from perfgoals.targets import Comparator, Qualitative, Target, Threshold
from perfgoals.targets.holding import Measured, measured

_ALL = Fraction(1)


class Share(NamedTuple):
    """Is what a formula gives: the rule, and the least and the most of the weight that it allows."""

    rule: RuleName
    low: Fraction
    high: Fraction


def scored_target(target: Target, settings: ScoringSettings) -> Target:
    """Give the target that scoring judges by.

    Read leniently, ``=100`` asks for at least 100, ``=0`` for no more than 0, ``>`` stands for ≥ and ``<`` for ≤.

    >>> str(scored_target(Target.parse("=100人"), ScoringSettings()))
    '≥100人'
    """
    if settings.signs == "strict" or not isinstance(target, Threshold) or target.quantity.magnitude < 0:
        return target
    equal: Comparator = "≥" if target.quantity.magnitude else "≤"
    lenient: dict[Comparator | None, Comparator] = {">": "≥", "<": "≤", "=": equal}
    return replace(target, comparator=lenient.get(target.comparator, target.comparator))


def judge(indicator: Indicator, settings: ScoringSettings, *, satisfaction: bool = False) -> Share | Reason:
    """Find the share of its weight that an indicator earns, or the reason why nothing can be said.

    satisfaction: whether it stands under 满意度指标, which may be scored by bands.
    """
    actual = indicator.actual
    if any(is_not_applicable(value.text) for value in (indicator.target, actual) if value is not None):
        return "not-applicable"
    if actual is None or actual.kind == "missing":
        return "no-actual"
    if indicator.target.kind == "missing":
        return "no-target"
    if isinstance(indicator.target, Qualitative):
        return _by_result(actual, settings)
    if isinstance(actual, Qualitative):
        return "no-number"
    if satisfaction and settings.satisfaction == "bands" and isinstance(indicator.target, Threshold):
        return _by_satisfaction(indicator.target, actual)
    return _by_target(scored_target(indicator.target, settings), actual, settings)


def _by_result(actual: Target, settings: ScoringSettings) -> Share | Reason:
    result = result_of(actual.text) if isinstance(actual, Qualitative) else None
    if result is None:
        return "no-result"
    low, high = settings.bands[result]
    return Share("band", Fraction(low), Fraction(high))


def _by_satisfaction(target: Threshold, actual: Target) -> Share | Reason:
    numbers = measured(target, actual)
    if numbers is None or target.quantity.unit is None or target.quantity.unit.dimension != "ratio":
        return "not-comparable"
    percent = numbers.actual * 100
    share = next((band.share for band in satisfaction_bands() if percent >= band.least), Decimal(0))
    return Share("satisfaction-band", Fraction(share), Fraction(share))


def _by_target(target: Target, actual: Target, settings: ScoringSettings) -> Share | Reason:
    answer = target.holds(actual)
    numbers = measured(target, actual) if isinstance(target, Threshold) else None
    if answer is None:
        is_open = isinstance(target, Threshold) and target.comparator is None and numbers is not None
        return "no-comparator" if is_open else "not-comparable"
    if answer:
        return _full(target, numbers, settings)
    if not isinstance(target, Threshold) or numbers is None:
        return "no-formula"
    if numbers.target < 0:
        return "negative-target"
    if numbers.actual < 0 == numbers.target:
        return "negative-actual"  # systems take it for zero, which would reach the target; as printed it does not
    rule, share = _part(target.comparator, numbers.actual, numbers.target, settings)
    # What does not hold earns less than all: ≥ and > differ at the bound itself, where no formula says by how much.
    if share == _ALL:
        return "no-formula"
    kept = passing(share, settings.floor)
    return Share(rule if kept == share else "floor", kept, kept)


def _part(
    comparator: Comparator | None, actual: Fraction, target: Fraction, settings: ScoringSettings
) -> tuple[RuleName, Fraction]:
    if comparator in ("≤", "<"):
        return settings.reverse, at_most(actual, target, settings.reverse)
    if comparator in ("≥", ">"):
        return "proportion", at_least(actual, target)
    return "equal", equal_to(actual, target)


def _full(target: Target, numbers: Measured | None, settings: ScoringSettings) -> Share:
    upward = isinstance(target, Threshold) and target.comparator in ("≥", ">")
    if settings.over == "deduct" and upward and numbers is not None:
        share = deducted(numbers.actual, numbers.target, settings.over_threshold, settings.over_rate)
        if share < 1:
            return Share("deducted", share, share)
    return Share("reached", _ALL, _ALL)
