"""The way from a file to its goal sheets: reader, then layout."""

from __future__ import annotations

import os
from collections.abc import Sequence
from dataclasses import replace
from typing import BinaryIO

from perfgoals.errors import NoGoalSheet, SeveralGoalSheets, UsageError
from perfgoals.forms import Form, forms
from perfgoals.layout import by_kind, choose_form, joined, known_labels, lay_out, set_aside, stray_rows
from perfgoals.models import GoalSheet, ReadingNote
from perfgoals.readers import Engine, Limits, grid_from_text, read_grids
from perfgoals.readers.grid import Cell, Grid

Source = str | os.PathLike[str] | bytes | BinaryIO
"""A path, the bytes of a file, or a binary file object."""

_LISTED = 5
"""Worksheets or tables that an error names; a report may hold hundreds."""

_LABELS = 12
"""Labels that an error names."""


def read(
    source: Source, *, form: Form | None = None, limits: Limits | None = None, engine: Engine = "perfgoals"
) -> GoalSheet:
    """Read the one goal sheet of a file.

    engine: ``openpyxl`` has openpyxl read an .xlsx file, with the same result, where somebody wants to compare.
    A hidden worksheet that holds a goal sheet beside a visible one does not count; it is noted in the tree.
    Raises :class:`NoGoalSheet` when there is none, :class:`SeveralGoalSheets` when there are more (``read_all`` gives
    them all), and another :class:`ReadError` when the file cannot be read.

    >>> read("samples/department-2022.xlsx").department.name
    '新疆巴州党委办公室'
    """
    found = _read(source, form, limits, engine)
    visible = [sheet for grid, sheet in found if not grid.hidden]
    hidden = [(grid, sheet) for grid, sheet in found if grid.hidden]
    candidates = visible or [sheet for _, sheet in hidden]
    only = _the_only(candidates, _name(source))
    return _note_hidden(only, [grid for grid, _ in hidden]) if visible else only


def read_all(
    source: Source, *, form: Form | None = None, limits: Limits | None = None, engine: Engine = "perfgoals"
) -> list[GoalSheet]:
    """Read every goal sheet of a file, hidden worksheets included, in the file's order.

    Raises :class:`NoGoalSheet` when there is none, and another :class:`ReadError` when the file cannot be read.
    """
    return [
        _note_hidden(sheet, [grid]) if grid.hidden else sheet for grid, sheet in _read(source, form, limits, engine)
    ]


def read_text(text: str, *, form: Form | None = None) -> GoalSheet:
    r"""Read a goal sheet from tab-separated text.

    >>> header = "一级指标\t二级指标\t三级指标\t指标值"
    >>> sheet = read_text(f"部门整体支出绩效目标表\n（2024年度）\n{header}\n产出指标\t数量指标\t培训人数\t≥20人")
    >>> [str(indicator.target) for _, _, indicator in sheet.iter_indicators()]
    ['≥20人']
    """
    if not isinstance(text, str):
        raise UsageError("no-text-given", type=type(text).__name__)
    return _the_only([sheet for _, sheet in _lay_out_all([grid_from_text(text)], form, None)], None)


def _read(source: Source, form: Form | None, limits: Limits | None, engine: Engine) -> list[tuple[Grid, GoalSheet]]:
    name = _name(source)
    return _lay_out_all(read_grids(source, limits=limits or Limits(), engine=engine), form, name)


def _lay_out_all(grids: Sequence[Grid], form: Form | None, name: str | None) -> list[tuple[Grid, GoalSheet]]:
    candidates = (form,) if form else forms()
    found: list[tuple[Grid, GoalSheet]] = []
    wholes = (set_aside(whole, candidates) for whole in joined(grids, candidates))
    for grid in (part for whole in wholes for part in by_kind(whole, candidates)):
        sheets = lay_out(grid, choose_form(grid, candidates))
        found.extend((grid, sheet.with_origin(replace(sheet.origin, source=name))) for sheet in sheets)
        if found and not sheets and not grid.hidden:
            found[-1] = (found[-1][0], _note_strays(found[-1][1], stray_rows(grid, candidates)))
    if not found:
        raise _no_goal_sheet(grids, candidates, name)
    return found


def _the_only(sheets: Sequence[GoalSheet], name: str | None) -> GoalSheet:
    if len(sheets) == 1:
        return sheets[0]
    listed = "; ".join(f"{_place_of(sheet)}: {sheet.title or '–'}" for sheet in sheets)
    raise SeveralGoalSheets("several-goal-sheets", name, count=len(sheets), found=listed)


def _place_of(sheet: GoalSheet) -> str:
    project = sheet.project.name if sheet.project else None
    return " ".join(filter(None, (sheet.origin.worksheet or sheet.origin.place, project))) or "–"


def _note_hidden(sheet: GoalSheet, grids: Sequence[Grid]) -> GoalSheet:
    notes = tuple(ReadingNote(kind="hidden-worksheet", args={"worksheet": grid.name or ""}) for grid in grids)
    return sheet.with_notes(notes) if notes else sheet


def _note_strays(sheet: GoalSheet, rows: Sequence[Sequence[Cell]]) -> GoalSheet:
    """Note the rows of indicators in a further table or worksheet that nothing says to be this sheet's."""
    notes = tuple(ReadingNote(kind="undecided-row", args={"table": "indicators"}, cells=tuple(row)) for row in rows)
    return sheet.with_notes(notes) if notes else sheet


def _no_goal_sheet(grids: Sequence[Grid], candidates: Sequence[Form], name: str | None) -> NoGoalSheet:
    parts = []
    for grid in grids:
        texts = [cell.text.replace("\n", " ")[:20] for cell, _ in zip(grid.cells(), range(3), strict=False)]
        begins = " | ".join(texts) or "–"
        place = grid.name or grid.place
        parts.append(f"{place}: {begins}" if place else begins)
    if not parts:
        return NoGoalSheet("no-table", name)
    further = [f"… (+{len(parts) - _LISTED})"] if len(parts) > _LISTED else []
    found = "; ".join(parts[:_LISTED] + further)
    labels = dict.fromkeys(" ".join(label.split()) for grid in grids for label in known_labels(grid, candidates))
    if not labels:
        return NoGoalSheet("no-goal-sheet", name, found=found)
    more = [f"… (+{len(labels) - _LABELS})"] if len(labels) > _LABELS else []
    return NoGoalSheet("no-goal-sheet-by-labels", name, found=found, labels=", ".join([*labels][:_LABELS] + more))


def _name(source: Source) -> str | None:
    return os.fspath(source) if isinstance(source, str | os.PathLike) else None
