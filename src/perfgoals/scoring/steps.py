"""A line of a scoring: the points that a share of its weight is, beside the score that is printed."""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal
from fractions import Fraction

from perfgoals.precision import prints, subtract
from perfgoals.scoring.formulas import points
from perfgoals.scoring.judging import Share
from perfgoals.scoring.result import Reason, Step
from perfgoals.scoring.settings import ScoringSettings


def step_of(
    facts: Mapping[str, str | None],
    judged: Share | Reason,
    weight: Decimal | None,
    printed: Decimal | None,
    settings: ScoringSettings,
) -> Step:
    """Turn a share into points, and compare the score that is printed; without a share, say why there is none."""
    if weight is None or weight <= 0:
        reason: Reason = "not-applicable" if judged == "not-applicable" else "no-weight"
        return Step(**facts, weight=weight, reason=reason, printed=printed)
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
        agrees=None if printed is None else gives(judged, weight, printed) or low <= printed <= high,
    )


def gives(share: Share, weight: Decimal, printed: Decimal) -> bool:
    """Tell whether a printed score is the share of the weight by the digits that it shows."""
    return prints(printed, share.low * Fraction(weight), share.high * Fraction(weight))
