"""The table of indicators: three levels, targets in one cell or in several, columns in any order."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from perfgoals import Form, GoalSheet, Indicator, IndicatorCategory, IndicatorGroup, Target
from perfgoals.forms.form import IndicatorRole
from perfgoals.models import PartyTarget
from tests.drawing.sketch import Sketch, unambiguous

_PIECES = re.compile(r"(≥|≤|=|＞|<|≧|⩾)?([0-9][0-9,.]*)([^0-9]*)\Z")
_FIELDS: Mapping[IndicatorRole, str] = {
    "weight": "weight",
    "nature": "nature",
    "explanation": "explanation",
    "basis": "basis",
    "scoring-rule": "scoring_rule",
    "data-source": "data_source",
    "remark": "remark",
    "actual": "actual",
    "score": "score",
    "deviation-reason": "deviation_reason",
}
_ORDINAL, _STRAY, _PARTY = "ordinal", "stray", "party:"
_STRAYS = ("责任科室", "权属情况", "归口片区")


@dataclass(frozen=True)
class Table:
    """Is the manner of a table: its roles from left to right, and how its levels are printed."""

    roles: Sequence[str]
    levels: str
    """``merged``, ``first`` (blanks below) or ``every`` (printed on every row)."""
    split: bool
    headings: Mapping[str, Sequence[str]]
    """Labels that stand above several columns, over the labels of these."""


def draw_table(sketch: Sketch, sheet: GoalSheet) -> Table:
    """Choose the columns of a sheet's table and their order."""
    pieces = sketch.pick((["target"], ["target"], ["comparator", "target", "unit"], ["target", "unit"]))
    has = [
        role
        for role, field in _FIELDS.items()
        if any(getattr(i, field) is not None for _, _, i in sheet.iter_indicators())
    ]
    if sheet.kind == "self-evaluation":
        has = [*dict.fromkeys([*has, "weight", "actual", "score"])]
    parties = [f"{_PARTY}{party.label}" for party in _parties(sheet)]
    pieces = [_PARTY] if parties else pieces
    extra = [_ORDINAL] * (not sketch.flip(5)) + [_STRAY] * (not sketch.flip(5))
    levels: list[str] = ["level-1", "level-2", "name"]
    columns = [*levels, *pieces, *has, *extra]
    if not sketch.flip():
        columns = sketch.order(columns)
        while columns[0] in {"weight", "score"}:  # the label of a sum stands before its figures
            columns.append(columns.pop(0))
    manner = sketch.pick(("merged", "first", "every"))
    if parties:  # they stand side by side, as the tree has them
        columns[columns.index(_PARTY) : columns.index(_PARTY) + 1] = parties
    return Table(columns, manner, len(pieces) > 1, _headings(sketch, columns, levels, pieces))


def _headings(sketch: Sketch, columns: Sequence[str], *groups: Sequence[str]) -> dict[str, Sequence[str]]:
    """Choose labels above columns that stand beside each other, where cells are merged."""
    side_by_side = [group for group in groups if group[1:] and _begins_at(columns, group) is not None]
    if not sketch.merges or not side_by_side or sketch.flip():
        return {}
    group = sketch.pick(side_by_side)
    return {sketch.pick(("绩效指标", "年度绩效指标") if "name" in group else ("年度指标值", "绩效目标值")): group}


def _begins_at(columns: Sequence[str], group: Sequence[str]) -> int | None:
    places = range(len(columns) - len(group) + 1)
    return next((place for place in places if [*columns[place : place + len(group)]] == [*group]), None)


def draw_indicators(sketch: Sketch, sheet: GoalSheet, table: Table) -> None:
    """Draw the table, with its sum where the sheet has one."""
    top, section = sketch.row, sketch.pick(("绩效指标", "年度绩效指标"))
    header = _header(sketch, sheet, table)
    places = dict(zip(table.roles, sketch.shares(len(table.roles)), strict=True))
    _draw_header(sketch, header, places, table)
    repeat = sketch.pick((None, None, 1, 2, 5))
    apart = table.levels != "merged" and not sketch.flip(5)
    for count, (row, rows) in enumerate(_rows(sketch, sheet, table)):
        if repeat and count and count % repeat == 0 and table.levels != "merged":
            _draw_header(sketch, header, places, table)
        for role, value in row.items():
            if role in places:
                sketch.write(places[role][0], value, rows=rows.get(role, 1), columns=places[role][1])
        if _STRAY in places:
            sketch.strays.append(str(row[_STRAY]))
        sketch.row += 1
        if apart:
            sketch.gap()
    below = sketch.flip()
    if below:
        sketch.section(section, top)
    _draw_sum(sketch, sheet, places, 1 if below else sketch.lead + 1)
    if not below:
        sketch.section(section, top)


def _header(sketch: Sketch, sheet: GoalSheet, table: Table) -> dict[str, str]:
    labels = Form.builtin(sheet.kind).columns.indicators
    header = {}
    for role in table.roles:
        if role == _STRAY:
            header[role] = sketch.pick(_STRAYS)
        elif role.startswith(_PARTY):
            header[role] = role.removeprefix(_PARTY)
        else:
            known = labels[role]  # type: ignore[index]
            header[role] = sketch.label(sketch.pick(unambiguous(labels, role) or known))  # type: ignore[misc]
    return header


def _draw_header(
    sketch: Sketch, header: Mapping[str, str], places: Mapping[str, tuple[int, int]], table: Table
) -> None:
    """Draw the labels of the columns, in one line or under labels that stand above several."""
    below = {role for group in table.headings.values() for role in group}
    for heading, group in table.headings.items():
        first, (last, span) = places[group[0]][0], places[group[-1]]
        sketch.write(first, sketch.label(heading), columns=last + span - first)
    lines = 1 + bool(below)
    for role, label in header.items():
        column, span = places[role]
        deeper = role in below
        sketch.write(column, label, rows=1 if deeper else lines, columns=span, row=sketch.row + deeper)
        if role == _STRAY:
            sketch.strays.append(label)
    sketch.row += lines


def _rows(sketch: Sketch, sheet: GoalSheet, table: Table) -> Iterator[tuple[dict[str, str | None], dict[str, int]]]:
    """Give each row: what it prints by role, and how many rows each of these cells covers."""
    number = 0
    for category in sheet.indicators:
        for g, group in enumerate(category.groups):
            for i, indicator in enumerate(group.indicators):
                number += 1
                row: dict[str, str | None] = {
                    _ORDINAL: str(number),
                    _STRAY: f"杂项{number}",
                    **_values(sketch, sheet, indicator, table),
                }
                rows = {}
                if table.levels == "every" or (g == 0 and i == 0):
                    row["level-1"] = _level(sketch, category)
                if table.levels == "every" or i == 0:
                    row["level-2"] = _level(sketch, group)
                if table.levels == "merged":
                    rows = {
                        "level-1": sum(len(g.indicators) for g in category.groups),
                        "level-2": len(group.indicators),
                    }
                yield row, rows


def _level(sketch: Sketch, level: IndicatorCategory | IndicatorGroup) -> str:
    label = level.label or ""
    if level.points is not None:
        return label + sketch.pick(("（{}分）", "({}分)", "\n（{}分）")).format(f"{level.points:f}")
    return sketch.padded(label)


def _values(sketch: Sketch, sheet: GoalSheet, indicator: Indicator, table: Table) -> dict[str, str | None]:
    values: dict[str, str | None] = {"name": indicator.name}
    for role, field in _FIELDS.items():
        value = getattr(indicator, field)
        values[role] = (
            value.text
            if isinstance(value, Target)
            else value
            if value is None or isinstance(value, str)
            else f"{value:f}"
        )
    values.update((f"{_PARTY}{party.label}", party.target.text) for party in indicator.party_targets)
    return {**values, **_pieces(indicator.target, table.roles, sheet.year)}


def _parties(sheet: GoalSheet) -> Sequence[PartyTarget]:
    return next((indicator.party_targets for _, _, indicator in sheet.iter_indicators()), ())


def _pieces(target: Target, roles: Sequence[str], year: int | None) -> dict[str, str | None]:
    """Divide a target over its columns, where the pieces mean the same."""
    found = _PIECES.match(target.text)
    if found and "unit" in roles:
        sign, number, unit = found.groups()
        value = number if "comparator" in roles else f"{sign or ''}{number}"
        pieces = {"comparator": sign if "comparator" in roles else None, "target": value, "unit": unit or None}
        if Target.parse(value, comparator=pieces["comparator"], unit=pieces["unit"], year=year) == target:
            return {**pieces}
    return {"target": target.text}


def _draw_sum(sketch: Sketch, sheet: GoalSheet, places: Mapping[str, tuple[int, int]], first: int) -> None:
    """Draw the row of the total score: its label in the first column, the grade where there is room."""
    if sheet.evaluation is None or sheet.evaluation.score is None:
        return
    taken = {places["weight"][0], places["score"][0]}
    wide = sketch.pick((1, min(taken) - first))
    sketch.write(first, sketch.label(sketch.pick(("总分", "合计"))), columns=wide)
    sketch.write(places["weight"][0], None if sheet.stated_weight is None else f"{sheet.stated_weight:f}")
    sketch.write(places["score"][0], f"{sheet.evaluation.score:f}")
    room = [column for column, _ in places.values() if column not in taken and column > first + wide]
    if sheet.evaluation.grade is not None and room:
        sketch.write(room[-1], sheet.evaluation.grade)
    sketch.row += 1
