"""Family Q: whether goals and indicators are worth having: measurable, demanding, complete, each where it belongs."""

from __future__ import annotations

from perfgoals.checker.quality_history import below_last_result
from perfgoals.checker.quality_text import (
    goal_copies_tasks,
    goal_without_effect,
    indicator_without_task,
    large_item_without_output,
    name_is_a_goal,
    number_of_indicators,
    task_without_indicator,
)
from perfgoals.checker.quality_values import (
    cost_without_figure,
    due_payment_below_all,
    empty_output,
    input_as_output,
    low_satisfaction,
    mostly_words,
    outcome_in_words,
    uniform_targets,
    vague_time,
    weak_value,
)
from perfgoals.checker.rule import Rule

RULES: tuple[Rule, ...] = (
    task_without_indicator,
    indicator_without_task,
    weak_value,
    mostly_words,
    goal_without_effect,
    goal_copies_tasks,
    name_is_a_goal,
    due_payment_below_all,
    low_satisfaction,
    cost_without_figure,
    empty_output,
    input_as_output,
    uniform_targets,
    number_of_indicators,
    large_item_without_output,
    outcome_in_words,
    vague_time,
    below_last_result,
)
