"""The pieces of a text that lost its cells, cut at blanks, line ends and pipes.

What turned a page into text may have left pipes: behind every cell, with pads behind the last one (``甲 | 乙 | ||``),
or around every row (``| 甲 | 乙 |``). A cell that holds nothing but a line end then shows as a pipe on a new line, and
is a blank cell. Pads end a row, and do not say how many cells of it are blank or merged.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from perfgoals.layout.vocabulary import Vocabulary
from perfgoals.readers.grid import Cell, Grid

_PIPE = re.compile(r"[|｜]")
_PADS = re.compile(r"\s*[|｜]{2,}\s*\Z")
"""A line of pads ends the row of the lines above it, where every cell stands on a line of its own."""
_LEADING_BLANK = re.compile(r"[|｜]\s*[|｜]")
_LEAST_BLANKS = 2
_RULE = re.compile(r"[|｜\s:—–-]*\Z")


@dataclass(frozen=True, slots=True)
class Piece:
    """Is a text between two borders, blank for a blank cell.

    whole: whether it is a cell as a whole, between pipes. ends_row: whether only pads stand behind it in its row.
    """

    text: str
    cell: Cell
    whole: bool = False
    ends_row: bool = False


def pieces_of(grid: Grid, words: Vocabulary) -> list[Piece]:
    """Cut the cells of a grid at their borders, in reading order; a page's mark stays whole."""
    framed = _is_framed(grid)
    found: list[Piece] = []
    closed = False
    for cell in grid.cells():
        if _PIPE.search(cell.text) is None:
            texts = [cell.text] if words.is_page_mark(cell.text) else cell.text.split()
            found.extend(Piece(text, cell) for text in texts)
            closed = False
        elif _PADS.match(cell.text):
            found[-1:] = [replace(piece, ends_row=True) for piece in found[-1:]]
            closed = True
        elif not (framed and _RULE.match(cell.text)):
            fields = _PIPE.split(cell.text)
            found.extend(_framed(fields, cell) if framed else _padded(fields, cell, closed))
            if found and (framed or _has_pads(fields, closed)):
                found[-1] = replace(found[-1], ends_row=True)
            closed = not fields[-1].strip()
    return found


def tabulated(grid: Grid) -> Grid | None:
    """Put the cells of rows that have a pipe on either side under each other; None when no such rows prove columns.

    Rows that follow each other are a table when all have as many cells. That the blank ones are printed in their
    places, and are not pads behind the last cell, is shown by rows that begin with one and by none that ends in bare
    pipes. A line without pipes is a row of one cell.
    """
    lines = [cell.text.strip() for cell in grid.cells()]
    leading = sum(bool(_LEADING_BLANK.match(line)) for line in lines)
    if leading < _LEAST_BLANKS or any(line.endswith("||") for line in lines) or not _is_framed(grid):
        return None
    rows: dict[int, list[Cell]] = {}
    width = 0
    for cell in grid.cells():
        fields = [_one_line(field) for field in _PIPE.split(cell.text.strip())[1:-1]]
        if cell.row in rows or (width and fields and len(fields) != width):
            return None
        width = len(fields)
        shown = [(place, text) for place, text in enumerate(fields or [cell.text], 1) if text]
        if not _RULE.match(cell.text):
            rows[cell.row] = [replace(cell, column=place, text=text) for place, text in shown]
    return replace(grid, rows=rows, merges={}) if rows else None


def _is_framed(grid: Grid) -> bool:
    """Tell whether every line with pipes begins with one."""
    piped = [cell.text.strip() for cell in grid.cells() if _PIPE.search(cell.text)]
    return bool(piped) and all(text[0] in "|｜" for text in piped)


def _framed(fields: Sequence[str], cell: Cell) -> Iterator[Piece]:
    """Give the cells of a row with a pipe on either side, without the blanks at its end."""
    inner = [field.strip() for field in fields[1:]]
    while inner and not inner[-1]:
        inner.pop()
    return (Piece(_one_line(field), cell, whole=True) for field in inner)


def _padded(fields: Sequence[str], cell: Cell, closed: bool) -> Iterator[Piece]:
    """Give the cells of a line with a pipe behind each; a line that begins with a pipe begins with a blank cell."""
    texts = [field.strip() for field in fields]
    last = max((index for index, text in enumerate(texts) if text), default=0)
    for index, text in enumerate(texts[: last + 1]):
        if text or index or closed:
            yield Piece(_one_line(text), cell, whole=index < len(texts) - 1)


def _one_line(text: str) -> str:
    return " ".join(text.split())


def _has_pads(fields: Sequence[str], closed: bool) -> bool:
    """Tell whether pads stand behind the last cell of a line."""
    behind = next((index for index, field in enumerate(reversed(fields)) if field.strip()), len(fields) - closed)
    return behind > 1
