"""What stands around a sheet on a published page, set aside before the sheet is read.

A page has lines of its own (上一篇, 主办单位：…), lists of annexes that name sheets, and tables of the budget. None of
them belongs to a sheet of goals; they are left over and reported.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import pairwise

from perfgoals.forms.form import Form
from perfgoals.forms.labels import comparable
from perfgoals.layout.vocabulary import Vocabulary, names_a_sheet, vocabulary
from perfgoals.readers.grid import Cell, Grid

_PAGES = frozenset({"text", "html", "mhtml", "docx", "pdf"})
_BORDERS = re.compile(r"[\s|｜\[\]【】]+")
_DASHES = "-—–·"
_BEFORE = f"{_DASHES} |｜[【"
_LONGEST_LINE = 120
_LONGEST_NAME = 40
"""Characters of a line of the page, and of the name of a table."""

_PART = re.compile(r"第[一二三四五六七八九十]{1,3}部分[:：]?[^。，；,;:：]{0,20}\Z")
_HEADLINE = re.compile(r"[^。，；,;:：]{0,40}绩效[^。，；,;:：]{0,20}(?:公开|公示)\Z")
_ITEM = re.compile(r"(?:附件[:：]?)?(?:附件|附表|公开表|表)?([0-9]{1,2})(?:[.、．:：](?![0-9])|(?=[^0-9.-]))(?=.{4})")
_ANNEX = re.compile(r"(?:附件|附表|公开表|表)[0-9]{0,2}[.、．:：]?(?=.{4})|[0-9]{1,2}[.、．]")
_NUMBER = re.compile(r"[0-9]{1,2}[.、．]")


def set_aside(grid: Grid, forms: Sequence[Form]) -> Grid:
    """Give a grid without the lines of the page around its sheets, which it keeps apart."""
    if grid.format not in _PAGES:
        return grid
    words = vocabulary(forms[-1])
    lines = {row: " ".join(cell.text for cell in cells) for row, cells in grid.rows.items()}
    around = {row for row, line in lines.items() if _is_of_page(line, words)}
    rest = [(row, line) for row, line in lines.items() if row not in around]
    around.update(_headlines(rest, words), _annexes(rest, words), _other_tables(rest, words))
    if not around:
        return grid
    kept: dict[int, Sequence[Cell]] = {row: cells for row, cells in grid.rows.items() if row not in around}
    return replace(grid, rows=kept, around=tuple(cell for row in sorted(around) for cell in grid.rows[row]))


def _is_of_page(line: str, words: Vocabulary) -> bool:
    """Tell a line of the page's own: all its pieces are words of one, or it begins like one."""
    if len(line) > _LONGEST_LINE or not words.may_be_of_page(line.lstrip(_BEFORE)):
        return False
    pieces = [piece for piece in _BORDERS.split(line) if piece.strip(_DASHES)]
    return bool(pieces) and words.is_of_page(pieces)


def _headlines(lines: Sequence[tuple[int, str]], words: Vocabulary) -> Iterator[int]:
    """Find the headline of a page that publishes sheets, above all of them: 某局2024年项目支出绩效目标公开."""
    for row, line in lines:
        if _names(line) or _is_of_sheet(line, words):
            return
        if _HEADLINE.match("".join(line.split())):
            yield row


def _annexes(lines: Sequence[tuple[int, str]], words: Vocabulary) -> Iterator[int]:
    """Find the names of sheets in a list of annexes, and one that stands before the title of its sheet.

    Two names with numbers that follow each other are a list. A name behind 附件： is that of an annex when another
    one stands below it, and no label of a sheet between.
    """
    items = [(row, line, _item(line) if line.endswith("表") else None) for row, line in lines]
    for (row, line, number), (below, other, following) in pairwise(items):
        if None not in (number, following) and number != following and (_names(line) or _names(other)):
            yield from (row, below)
    waiting: int | None = None
    for row, line in lines:
        if _names(line):
            if waiting is not None:
                yield waiting
            plain = "".join(line.split())
            waiting = row if _ANNEX.match(plain) else None
            if plain.startswith("附件") and len(_NUMBER.findall(plain)) > 1:
                yield row
        elif waiting is not None and _is_of_sheet(line, words):
            waiting = None


def _item(line: str) -> str | None:
    """Give the number of a table's name in a list: 附件：1.项目支出绩效目标表, 2.收支总表."""
    plain = "".join(line.split())
    found = _ITEM.match(plain) if len(plain) <= 2 * _LONGEST_NAME else None
    return found.group(1) if found else None


def _names(line: str) -> bool:
    return names_a_sheet(line.strip("|｜ "))


def _other_tables(lines: Sequence[tuple[int, str]], words: Vocabulary) -> Iterator[int]:
    """Find the rows of other tables and parts of a page: from the name of one to where a sheet may begin."""
    within = False
    for row, line in lines:
        if within and ("绩效" in line or "指标" in line or _is_of_sheet(line, words)):
            within = False
        within = within or _begins_other(line, words)
        if within:
            yield row


def _begins_other(line: str, words: Vocabulary) -> bool:
    if not line.endswith("表") and "部分" not in line:
        return False
    plain = comparable(line)
    if len(plain) > _LONGEST_NAME or "绩效" in plain:
        return False
    return bool(_PART.match(plain)) or words.is_other_table(plain)


def _is_of_sheet(line: str, words: Vocabulary) -> bool:
    """Tell whether a line begins with a label that only sheets of goals print."""
    first = next(filter(None, _BORDERS.split(line)), "")
    meaning = words.meaning(first)
    return bool(meaning.head or meaning.section or meaning.goal or meaning.is_level or meaning.indicators)
