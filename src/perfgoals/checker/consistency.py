"""Family X: figures and words of one sheet that contradict each other, across tasks, goal and indicators."""

from __future__ import annotations

from perfgoals.checker.consistency_budget import itemised_amounts, itemised_amounts_rounding
from perfgoals.checker.consistency_ceilings import ceiling_against_budget
from perfgoals.checker.consistency_pairs import contradicting_indicators, steps_out_of_order, unspecific_name
from perfgoals.checker.consistency_projects import project_indicator_against_department, projects_against_department
from perfgoals.checker.consistency_rates import (
    per_capita_against_budget,
    per_capita_cut_off,
    price_against_allotment,
)
from perfgoals.checker.consistency_stated import goal_figure_against_indicator
from perfgoals.checker.consistency_text import goal_slip
from perfgoals.checker.rule import Rule

RULES: tuple[Rule, ...] = (
    itemised_amounts,
    itemised_amounts_rounding,
    per_capita_against_budget,
    per_capita_cut_off,
    ceiling_against_budget,
    price_against_allotment,
    contradicting_indicators,
    unspecific_name,
    goal_figure_against_indicator,
    steps_out_of_order,
    goal_slip,
    projects_against_department,
    project_indicator_against_department,
)
