"""What stands around the tables: title, captions, facts of the head, conclusions, notes."""

from __future__ import annotations

from perfgoals import Form, GoalSheet
from tests.drawing.sketch import Sketch


def draw_top(sketch: Sketch, sheet: GoalSheet) -> None:
    """Draw the title, the year and the money unit."""
    if not sketch.flip(3):
        sketch.across(sketch.pick(("附件1", "附件2-1", "附表3")))
    title = sheet.title or ""
    stated = sheet.year is None or str(sheet.year) in title
    behind = not stated and not sketch.flip(3)
    sketch.across(f"{title}（{sheet.year}年度）" if behind else title)
    sketch.gap()
    captions = []
    if not (stated or behind):
        captions.append(
            sketch.pick((f"（{sheet.year}年度）", f"({sheet.year}年)", f"预算年度：{sheet.year}", f"{sheet.year}年度"))
        )
    money = sheet.funding or any(task.budget is not None for _, _, task in sheet.walk_tasks())
    if sheet.unit is not None and (not money or sketch.flip()):
        sketch.unit_shown = True
        captions.append(sketch.pick(("单位：{}", "金额单位：{}", "（单位:{}）")).format(sheet.unit))
    if len(captions) > 1 and sketch.flip():
        sketch.write(1, captions[0], columns=sketch.width - 1)
        sketch.write(sketch.width, captions[1])
        sketch.row += 1
    else:
        for caption in captions:
            sketch.across(caption)


def facts(sheet: GoalSheet, part: str) -> list[tuple[str, str]]:
    """List the facts of a part of the tree that a sheet prints as pairs: leaf and text."""
    node = getattr(sheet, part, None)
    if node is None:
        return []
    found = node.model_dump(include=set(Form.builtin(sheet.kind).head.get(part, {})))
    return [(f"{part}.{field}", text) for field, text in found.items() if text is not None]


def draw_facts(sketch: Sketch, sheet: GoalSheet, *parts: str) -> None:
    """Draw facts as pairs of label and value, one or two in a row, or behind a colon in one cell."""
    pairs = [pair for part in parts for pair in facts(sheet, part)]
    if not pairs:
        return
    top = sketch.row
    while pairs:
        count = min(len(pairs), sketch.pick((1, 2)) if sketch.width - sketch.lead > 3 else 1)
        taken, pairs = pairs[:count], pairs[count:]
        # 说明：… in one cell is a note
        if count == 1 and taken[0][0] != "evaluation.explanation" and not sketch.flip(4):
            leaf, text = taken[0]
            (place,) = sketch.shares(1)
            sketch.write(place[0], f"{_label(sketch, sheet, leaf)}：{text}", columns=place[1])
        else:
            cells = [cell for leaf, text in taken for cell in (sketch.label(_label(sketch, sheet, leaf)), text)]
            for (column, span), cell in zip(sketch.shares(len(cells)), cells, strict=True):
                sketch.write(column, cell, columns=span)
        sketch.row += 1
    sketch.section(sketch.pick(("基本情况", None)) if parts[0] != "evaluation" else None, top)


def _label(sketch: Sketch, sheet: GoalSheet, leaf: str) -> str:
    """Choose a label of a leaf that names no other one."""
    head = Form.builtin(sheet.kind).head
    part, field = leaf.split(".")
    others = {
        label
        for p, fields in head.items()
        for f, labels in fields.items()
        if (p, f) != (part, field)
        for label in labels
    }
    return sketch.pick([label for label in head[part][field] if label not in others])


def draw_notes(sketch: Sketch, sheet: GoalSheet) -> None:
    """Draw the notes below the table, one in a row or beside each other."""
    if len(sheet.footnotes) > 1 and sketch.width >= len(sheet.footnotes) and sketch.flip():
        for (column, span), note in zip(sketch.shares(len(sheet.footnotes), 1), sheet.footnotes, strict=True):
            sketch.write(column, note, columns=span)
        sketch.row += 1
        return
    for note in sheet.footnotes:
        sketch.across(note)
