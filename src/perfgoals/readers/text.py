"""Read tab-separated text: one Grid, each cell at its physical line and field.

A cell that was copied from a spreadsheet with line breaks in it stands in quotes; it is read as one cell. A stray
quote must not swallow the lines below it, so quotes count only when they close right before a tab or a line end, with
no tab between them and not too far away.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from perfgoals.readers.grid import Cell, Grid
from perfgoals.readers.limits import DEFAULT_LIMITS, Limits, Meter
from perfgoals.readers.whitespace import displayed

_QUOTED = re.compile(r'"[^"\t]*(?:""[^"\t]*){0,10000}"(?=[\t\r\n]|\Z)')
_PLAIN = re.compile(r"[^\t\r\n]*")
_SURROGATE = re.compile("[\ud800-\udfff]")
_LINE_END = re.compile(r"\r\n|\r|\n")
_QUOTED_LINES = 100
"""A narrative cell of a goal sheet has some ten paragraphs; a quotation longer than this is a stray quote."""


def grid_from_text(text: str, *, encoding: str | None = None, limits: Limits = DEFAULT_LIMITS) -> Grid:
    r"""Split a text into located cells; ``ref`` is ``L{line}C{field}``, ``raw`` the exact text.

    Lines end with ``\r\n``, ``\n`` or ``\r``; fields are separated by tabs. Cells of white space are absent.
    encoding: what the Grid says of the bytes that the text came from.
    Raises LimitExceeded when the text has more or longer cells than ``limits`` allow.

    >>> grid = grid_from_text("任务名称\\t金额\n人员保障\t 500 ")
    >>> [(cell.ref, cell.text, cell.raw) for cell in grid.rows[2]]
    [('L2C1', '人员保障', '人员保障'), ('L2C2', '500', ' 500 ')]
    """
    rows: dict[int, list[Cell]] = {}
    meter = Meter(limits)
    text = _SURROGATE.sub("\ufffd", text)
    for cell in _cells(text, meter) if '"' in text else _cells_without_quotes(text, meter):
        meter.text(cell.ref, cell.text)
        rows.setdefault(cell.row, []).append(cell)
    return Grid(rows=rows, format="text", encoding=encoding)


def _cells_without_quotes(text: str, meter: Meter) -> Iterator[Cell]:
    """Walk the cells of a text in which every line is a row: what ``_cells`` gives, in a fraction of the time."""
    line_ends = text.count("\n") + text.count("\r") - text.count("\r\n")
    meter.cells(text.count("\t") + line_ends + 1)
    for line, content in enumerate(_LINE_END.split(text), 1):
        for field, raw in enumerate(content.split("\t"), 1):
            if shown := displayed(raw):
                yield Cell(sheet=None, row=line, column=field, ref=f"L{line}C{field}", text=shown, raw=raw)


def _cells(text: str, meter: Meter) -> Iterator[Cell]:
    """Walk the cells that are not blank, counting those too.

    What follows a cell of several lines belongs to the row in which that cell begins, while its ref names the line and
    the field where it stands in the file.
    """
    position, row, column, line, field = 0, 1, 1, 1, 1
    while True:
        meter.cells()
        raw, content, lines = _field_at(text, position)
        if shown := displayed(content):
            yield Cell(sheet=None, row=row, column=column, ref=f"L{line}C{field}", text=shown, raw=raw)
        position += len(raw)
        if lines:
            line, field = line + lines, 1
        if position == len(text):
            return
        if text[position] == "\t":
            position, column, field = position + 1, column + 1, field + 1
        else:
            position += 2 if text.startswith("\r\n", position) else 1
            line += 1
            row, column, field = line, 1, 1


def _field_at(text: str, position: int) -> tuple[str, str, int]:
    """Cut one field: its exact text, its content, and how many line ends lie inside."""
    if text.startswith('"', position) and (match := _QUOTED.match(text, position)):
        raw = match.group()
        lines = len(_LINE_END.findall(raw))
        if lines <= _QUOTED_LINES:
            return raw, raw[1:-1].replace('""', '"'), lines
    plain = _PLAIN.match(text, position)
    raw = plain.group() if plain else ""
    return raw, raw, 0
