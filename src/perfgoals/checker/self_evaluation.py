"""Family E: self-evaluations: weights and scores, what was reached, how much was spent."""

from __future__ import annotations

from perfgoals.checker.rule import Rule
from perfgoals.checker.self_evaluation_actuals import actual_not_a_number, deduction_without_reason, far_above_target
from perfgoals.checker.self_evaluation_execution import (
    execution_rate,
    execution_score,
    execution_without_budget,
    low_execution,
)
from perfgoals.checker.self_evaluation_points import (
    evaluation_weights,
    indicator_score,
    result_score_band,
    score_within_weight,
    total_score,
)

RULES: tuple[Rule, ...] = (
    evaluation_weights,
    score_within_weight,
    deduction_without_reason,
    actual_not_a_number,
    execution_rate,
    execution_score,
    indicator_score,
    far_above_target,
    result_score_band,
    low_execution,
    total_score,
    execution_without_budget,
)
