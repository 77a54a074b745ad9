"""Read comma- or semicolon-separated text: recognised by its shape alone, each field at its line and number."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from itertools import islice

from perfgoals.readers.grid import Cell, Grid
from perfgoals.readers.limits import DEFAULT_LIMITS, Limits, Meter
from perfgoals.readers.whitespace import displayed

_SEPARATORS = (",", ";")
_QUOTED = re.compile(r'"[^"]*(?:""[^"]*){0,10000}"(?!")')
_PLAIN = {separator: re.compile(rf"[^{separator}\r\n]*") for separator in _SEPARATORS}
_LINE_END = re.compile(r"\r\n|\r|\n")
_JUDGED, _HEAD = 200, 200_000
"""Records that suffice to judge the shape, and the characters in which they are sought."""
_FEWEST_FIELDS = 3
_SEPARATED, _ALIKE = 0.5, 0.6
"""At least so many of the records have separators, and of those so many the same number of fields."""


def separator_of(text: str) -> str | None:
    r"""Tell which separator a text without tabs has, None when it is none of ours: then it is plain text.

    Chinese prose has full-width commas, and figures such as 1,945.65 make lines of two fields, which is too few.

    >>> separator_of("一级指标,二级指标,指标值\n产出指标,数量指标,≥20人"), separator_of("保障运转, 完成 1,945.65 万元")
    (',', None)
    """
    if "\t" in text:
        return None
    for separator in _SEPARATORS:
        if text.count(separator) < _FEWEST_FIELDS:
            continue
        judged = islice(_records(text[:_HEAD], separator, Meter(DEFAULT_LIMITS)), _JUDGED)
        sizes = [len(fields) for _, fields in judged if any(raw.strip() for raw, _ in fields)]
        separated = Counter(size for size in sizes if size > 1)
        size, alike = max(separated.items(), key=lambda item: item[1], default=(0, 0))
        count = separated.total()
        if size >= _FEWEST_FIELDS and alike > 1 and alike >= _ALIKE * count and count >= _SEPARATED * len(sizes):
            return separator
    return None


def grid_from_csv(text: str, separator: str, *, encoding: str | None = None, limits: Limits = DEFAULT_LIMITS) -> Grid:
    r"""Split a text into located fields; ``ref`` is ``L{line}C{field}`` with the line on which the record begins.

    ``raw`` is the exact text of the field, its quotes included. Blank fields are absent.
    Raises LimitExceeded when there is more than the limits allow.

    >>> grid = grid_from_csv('任务,"保障""运转""\n与会议",500', ",")
    >>> [(cell.ref, cell.text) for cell in grid.cells()]
    [('L1C1', '任务'), ('L1C2', '保障"运转"\n与会议'), ('L1C3', '500')]
    """
    meter = Meter(limits)
    rows: dict[int, list[Cell]] = {}
    for line, fields in _records(text, separator, meter):
        for number, (raw, content) in enumerate(fields, 1):
            if shown := displayed(content):
                cell = Cell(sheet=None, row=line, column=number, ref=f"L{line}C{number}", text=shown, raw=raw)
                meter.text(cell.ref, shown)
                rows.setdefault(line, []).append(cell)
    return Grid(rows=rows, format="csv", encoding=encoding)


def _records(text: str, separator: str, meter: Meter) -> Iterator[tuple[int, list[tuple[str, str]]]]:
    """Walk the records: the line on which each begins, and its fields, each as it is written and as it reads.

    Every field is counted, blank ones too.
    """
    position, line, start = 0, 1, 1
    fields: list[tuple[str, str]] = []
    while True:
        meter.cells()
        raw, content = _field_at(text, position, separator)
        fields.append((raw, content))
        position += len(raw)
        if raw != content:  # lines end within quotes only
            line += len(_LINE_END.findall(raw))
        if not text.startswith(separator, position):
            yield start, fields
            if position >= len(text):
                return
            position += 2 if text.startswith("\r\n", position) else 1
            line += 1
            start, fields = line, []
        else:
            position += 1


def _field_at(text: str, position: int, separator: str) -> tuple[str, str]:
    if text.startswith('"', position) and (match := _QUOTED.match(text, position)):
        raw = match.group()
        # A quotation that does not end with its field is a stray quote.
        if match.end() == len(text) or text[match.end()] in f"{separator}\r\n":
            return raw, raw[1:-1].replace('""', '"')
    plain = _PLAIN[separator].match(text, position)
    raw = plain.group() if plain else ""
    return raw, raw
