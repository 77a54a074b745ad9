"""Trees drawn as tables in the many manners in which they are published, to be written in any format.

One abstract table, cells with merged ranges, is drawn for a tree: the labels are drawn from those that the forms list,
and so are the order of the columns, the merged cells, the blanks, the lines of header, the place of the money unit.
"""

from __future__ import annotations

from dataclasses import dataclass, field

from hypothesis import strategies as st

from perfgoals import GoalSheet
from tests.drawing.goals import draw_goals
from tests.drawing.head import draw_facts, draw_notes, draw_top
from tests.drawing.indicators import draw_indicators, draw_table
from tests.drawing.money import draw_funding, draw_tasks, funding_columns, task_columns
from tests.drawing.sketch import Sketch
from tests.readers.rendering import Box, covered


@dataclass(frozen=True)
class Drawing:
    """Is a drawn table of a tree; ``strays`` are the texts in it that no form knows."""

    sheet: GoalSheet
    boxes: list[Box] = field(default_factory=list)
    strays: list[str] = field(default_factory=list)


@st.composite
def strewn(draw: st.DrawFn, sheets: st.SearchStrategy[GoalSheet]) -> list[Box]:
    """Draw a table with words that no form knows in some of the places that were left free."""
    boxes = draw(drawings(sheets)).boxes
    last, taken = max(box.row for box in boxes), covered(boxes)
    free = {
        place
        for place in draw(st.lists(st.tuples(st.integers(1, last), st.integers(1, 12)), max_size=6))
        if place not in taken
    }
    return [*boxes, *(Box(row, column, f"杂项{row}之{column}") for row, column in sorted(free))]


@st.composite
def drawings(draw: st.DrawFn, sheets: st.SearchStrategy[GoalSheet]) -> Drawing:
    """Draw a tree, and a table that prints it."""
    sheet = draw(sheets)
    sketch = Sketch(draw, 0, sheet.unit)
    table = draw_table(sketch, sheet)
    needed = max(len(table.roles), task_columns(sheet), funding_columns(sheet) if sheet.funding else 0)
    sketch.width = sketch.lead + needed + sketch.pick((0, 1, 2))
    draw_top(sketch, sheet)
    draw_facts(sketch, sheet, "department", "project")
    draw_funding(sketch, sheet)
    for part in sketch.pick(((draw_tasks, draw_goals), (draw_goals, draw_tasks))):
        part(sketch, sheet)
        sketch.gap()
    draw_indicators(sketch, sheet, table)
    draw_facts(sketch, sheet, "evaluation")
    draw_notes(sketch, sheet)
    return Drawing(sheet, sketch.boxes, sketch.strays)
