"""The goals: one narrative, or the medium term beside the year, or what was expected beside what was reached."""

from __future__ import annotations

from collections.abc import Sequence

from perfgoals import Form, GoalSheet
from perfgoals.forms.form import GoalPart
from tests.drawing.sketch import Sketch, unambiguous

_SECTIONS = ("年度总体目标", "总体目标", "绩效目标", "年度绩效目标")


def draw_goals(sketch: Sketch, sheet: GoalSheet) -> None:
    """Draw the goals under the name of their section."""
    parts: list[tuple[GoalPart, Sequence[str]]] = [("expected", sheet.goal)]
    if sheet.medium_term_goal:
        parts.insert(0, ("medium-term", sheet.medium_term_goal))
    if sheet.evaluation is not None and sheet.evaluation.goal:
        parts.append(("actual", sheet.evaluation.goal))
    section = sketch.pick(_SECTIONS)
    top = sketch.row
    if not sketch.lead:
        if len(parts) == 1 and sketch.width > 1:
            _draw_beside(sketch, section, sheet.goal)
            return
        sketch.across(sketch.label(section))
    if len(parts) == 1:
        _draw_paragraphs(sketch, sheet.goal, sketch.shares(1)[0])
    elif sketch.flip():
        _draw_side_by_side(sketch, sheet, parts)
    else:
        _draw_below(sketch, sheet, parts)
    sketch.section(section, top)


def _draw_beside(sketch: Sketch, section: str, goal: Sequence[str]) -> None:
    """Draw the name of the section and, in the next cell, the goal."""
    top = sketch.row
    _draw_paragraphs(sketch, goal, (2, sketch.width - 1))
    sketch.write(1, sketch.label(section), rows=sketch.row - top, row=top)


def _draw_paragraphs(sketch: Sketch, goal: Sequence[str], place: tuple[int, int]) -> None:
    """Draw the paragraphs in one cell, or each in a row of its own."""
    for text in goal if not sketch.flip() else ["\n".join(goal)]:
        sketch.write(place[0], text, columns=place[1])
        sketch.row += 1


def _draw_side_by_side(sketch: Sketch, sheet: GoalSheet, parts: Sequence[tuple[GoalPart, Sequence[str]]]) -> None:
    places = sketch.shares(len(parts))
    for (part, _), (column, span) in zip(parts, places, strict=True):
        sketch.write(column, _part_label(sketch, sheet, part), columns=span)
    sketch.row += 1
    for (_, goal), (column, span) in zip(parts, places, strict=True):
        sketch.write(column, "\n".join(goal), columns=span)
    sketch.row += 1


def _draw_below(sketch: Sketch, sheet: GoalSheet, parts: Sequence[tuple[GoalPart, Sequence[str]]]) -> None:
    for part, goal in parts:
        (label, span), text = sketch.shares(2)
        sketch.write(label, _part_label(sketch, sheet, part), columns=span)
        sketch.write(text[0], "\n".join(goal), columns=text[1])
        sketch.row += 1


def _part_label(sketch: Sketch, sheet: GoalSheet, part: GoalPart) -> str:
    return sketch.label(sketch.pick(unambiguous(Form.builtin(sheet.kind).goals, part)))
