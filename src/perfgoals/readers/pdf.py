"""Read a PDF through pdfplumber (``perfgoals[pdf]``): ruled tables with their merged cells, and the lines around them.

A PDF knows no cells, only ruling lines and characters. A cell is what ruling lines enclose; what stands in it is told
from where its characters lie. Tables that go on over pages are put together in ``ruled.py``.
"""

from __future__ import annotations

import io
import logging
import warnings
from bisect import bisect_right
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from itertools import pairwise
from typing import TYPE_CHECKING, Any

from perfgoals.errors import CorruptFile, EncryptedFile, ReadError, UnsupportedFormat
from perfgoals.readers.blocks import Line, grids_of
from perfgoals.readers.grid import Grid
from perfgoals.readers.limits import Meter
from perfgoals.readers.ruled import PageTable, RuledCell, TextLine, blocks_of_pages, is_wide
from perfgoals.readers.whitespace import displayed

if TYPE_CHECKING:
    from pdfplumber.page import Page

_STRAIGHT = 0.01
"""The slope up to which a line of text counts as level, or as upright: scanners are not exact."""
Character = dict[str, Any]
"""A character as pdfplumber gives it: its text, its size, where it lies in points."""
_TOLERANCE = 3.0
"""Points within which lines of text, or ruling lines, count as one; pdfplumber's own measure."""
_SPACE = 0.25
_COLUMN_GAP = 2.0
"""Gaps, in sizes of the characters beside them, that read as a space, and that part two columns of a line."""


def read_pdf(data: bytes, meter: Meter) -> list[Grid]:
    """Read every ruled table, one that goes on over pages as one Grid, with the lines of text around it as rows.

    ``ref`` is ``P1T1R3C2`` (page, table, row, column, as counted on that page) or ``P1L3`` (line outside the tables);
    ``raw`` is the text with the line breaks of the page, ``text`` without those that only the width of the cell caused.
    Raises UnsupportedFormat when pdfplumber is not installed or the pages are pictures, EncryptedFile, CorruptFile or
    LimitExceeded.
    """
    try:
        import pdfplumber
        from pdfminer.pdfpage import PDFPage
    except ImportError as error:
        raise UnsupportedFormat("missing-extra", format="PDF", extra="pdf") from error
    meter.objects(data.count(b" obj") + data.count(b"<<"))
    with _named_errors():
        document = pdfplumber.open(io.BytesIO(data))  # not closed: that would make pages of all that is no page yet
        pages = []
        meter.pages(PDFPage.create_pages(document.doc))
        for page in document.pages:
            meter.instructions(sum(len(stream.get_data()) for stream in page.page_obj.contents))
            pages.append(_blocks(page, meter))
            page.close()
    if not any(pages):
        raise UnsupportedFormat("no-text-layer")
    return grids_of(blocks_of_pages(pages), meter, kind="pdf")


@contextmanager
def _named_errors() -> Iterator[None]:
    silence, logs = logging.NullHandler(), [logging.getLogger(name) for name in ("pdfminer", "pdfplumber")]
    for log in logs:
        log.addHandler(silence)
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            yield
    except (ReadError, MemoryError):
        raise
    except Exception as error:  # pdfminer lets PSEOF, KeyError, TypeError, RecursionError … out of damaged files
        if isinstance(cause := error.__context__, MemoryError):
            raise cause from None  # pdfplumber wraps it
        if "Password" in repr(error):
            raise EncryptedFile("password") from error
        raise CorruptFile("library-failed", detail=f"{type(error).__name__}: {error}") from error
    finally:
        for log in logs:
            log.removeHandler(silence)


def _blocks(page: Page, meter: Meter) -> list[Line | PageTable]:
    """Give the tables of a page and its lines outside them, from top to bottom."""
    found = page.dedupe_chars().chars
    meter.cells(len(found))
    oblique = "".join(character["text"] for character in found if _is_oblique(character))
    characters = [character for character in found if not _is_oblique(character)]
    tables = sorted(page.find_tables(), key=lambda table: (table.bbox[1], table.bbox[0]))
    numbered = [
        (ruled.bbox, _table(f"P{page.page_number}T{n}", ruled.cells, meter)) for n, ruled in enumerate(tables, 1)
    ]
    placed: list[tuple[float, Line | PageTable]] = []
    # A frame around a page holds the tables in it; its cells get what no smaller table has taken.
    for bbox, table in sorted(numbered, key=lambda item: (item[0][2] - item[0][0]) * (item[0][3] - item[0][1])):
        characters = _fill(table, characters, meter)
        if any(cell.lines for cell in table.cells):
            placed.append((bbox[1], table))
    lines = _lines(characters, columns=True)
    if oblique.strip():
        lines.append(TextLine(oblique, 0, 0, page.height))
    for number, line in enumerate(lines, 1):
        placed.append((line.top, Line(displayed(line.text), line.text, f"P{page.page_number}L{number}")))
    return [block for _, block in sorted(placed, key=lambda item: item[0])]


def _is_oblique(character: Character) -> bool:
    """Tell whether a character stands aslant, as those of a watermark do: it belongs to no cell that it crosses."""
    across, up, *_ = character["matrix"]
    return bool(min(abs(across), abs(up)) > _STRAIGHT * max(abs(across), abs(up)))


def _table(name: str, boxes: Iterable[tuple[float, float, float, float]], meter: Meter) -> PageTable:
    """Count rows and columns as pdfplumber does: by the tops and the left edges of the cells."""
    meter.sheet()
    boxes = sorted(boxes, key=lambda box: (box[1], box[0]))
    tops = sorted({top for _, top, _, _ in boxes})
    lefts = sorted({left for left, _, _, _ in boxes})
    cells = []
    for left, top, right, bottom in boxes:
        meter.cells()
        row, rows = tops.index(top) + 1, sum(top <= other < bottom - _TOLERANCE for other in tops)
        cells.append(RuledCell(name, row, lefts.index(left) + 1, max(1, rows), left, right, top, bottom))
    return PageTable(name, cells)


def _fill(table: PageTable, characters: Sequence[Character], meter: Meter) -> list[Character]:
    """Put characters into the cells that their middles lie in; gives those that lie in none."""
    tops = sorted({cell.top for cell in table.cells})
    by_row: dict[int, list[tuple[RuledCell, list[Character]]]] = {}
    holders: list[tuple[RuledCell, list[Character]]] = [(cell, []) for cell in table.cells]
    for holder in holders:
        meter.merge_rows(holder[0].rows)
        for index in range(holder[0].row, holder[0].row + holder[0].rows):
            by_row.setdefault(index, []).append(holder)
    outside = []
    for character in characters:
        across, down = (character["x0"] + character["x1"]) / 2, (character["top"] + character["bottom"]) / 2
        for cell, inside in by_row.get(bisect_right(tops, down), ()):
            if cell.left <= across < cell.right and cell.top <= down < cell.bottom:
                inside.append(character)
                break
        else:
            outside.append(character)
    for cell, inside in holders:
        cell.lines = _lines(inside)
        cell.raw = _raw(inside)
    return outside


def _raw(characters: Sequence[Character]) -> str:
    from pdfplumber.utils.text import extract_text

    return extract_text(list(characters)) if characters else ""


def _lines(characters: Sequence[Character], *, columns: bool = False) -> list[TextLine]:
    """Gather characters into lines; with ``columns``, a wide gap in a line becomes a tab."""
    from pdfplumber.utils.clustering import cluster_objects

    lines = []
    for cluster in cluster_objects(list(characters), lambda character: character["top"], _TOLERANCE):
        ordered = sorted(cluster, key=lambda character: character["x0"])
        while ordered and ordered[-1]["text"].isspace():
            ordered.pop()
        if ordered and (text := _text(ordered, columns=columns)).strip():
            lines.append(TextLine(text, ordered[0]["x0"], ordered[-1]["x1"], ordered[0]["top"], _widths(ordered)))
    return lines


def _text(ordered: Sequence[Character], *, columns: bool) -> str:
    pieces = [ordered[0]["text"]]
    for before, character in pairwise(ordered):
        gap, size = character["x0"] - before["x1"], max(before["size"], character["size"])
        if columns and gap > _COLUMN_GAP * size:
            pieces.append("\t")
        elif gap > _SPACE * size and not (is_wide(before["text"]) and is_wide(character["text"])):
            pieces.append(" ")
        pieces.append(character["text"])
    return "".join(pieces)


def _widths(ordered: Sequence[Character]) -> tuple[float, ...]:
    return tuple(character["x1"] - character["x0"] for character in ordered)
