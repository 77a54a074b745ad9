"""How the text of a cell becomes the text of a leaf, and where each leaf's cells are kept."""

from __future__ import annotations

import html
import re
from decimal import Decimal

from perfgoals.layout.amounts import is_placeholder
from perfgoals.layout.page import Page
from perfgoals.readers.grid import Cell

_BREAK_IN_LATIN = re.compile(r"(?<=[!-~])[ \t]*\r?\n[ \t]*(?=[!-~])")
_PARAGRAPH_TAG = re.compile(r"</?(?:p|br|div|li|tr|ul|ol)(?:\s[^<>]{0,200})?/?>", re.IGNORECASE)
_TAG = re.compile(r"</?[a-z][a-z0-9]{0,15}(?:\s[^<>]{0,200})?/?>", re.IGNORECASE)
_NUMBER = re.compile(r"([-－−]?)([0-9]{1,6}(?:\.[0-9]{1,6})?)\s*[分%％]?\Z")


class Leaves:
    """Collects the second projection: path of a leaf -> its cells."""

    def __init__(self, page: Page) -> None:
        self.page = page
        self.cells: dict[str, tuple[Cell, ...]] = {}

    def add(self, path: str, *cells: Cell | None) -> None:
        """Record the cells of a leaf, the primary one first; Nones are skipped, cells of the same leaf are added."""
        present = tuple(self.page.whole(cell) for cell in cells if cell is not None)
        if present:
            before = self.cells.get(path)
            self.cells[path] = (*before, *present) if before else present

    def text(self, path: str, cell: Cell | None) -> str | None:
        """Take a cell as a leaf of one line."""
        self.add(path, cell)
        return one_line(cell.text) if cell else None

    def number(self, path: str, cell: Cell | None) -> Decimal | None:
        """Take a cell as points, a score or a rate in percent; a cell that holds neither is left over."""
        if cell is None:
            return None
        found = _NUMBER.match(cell.text)
        if found is not None or is_placeholder(cell.text):
            self.add(path, cell)
        if found is None:
            return None
        sign, digits = found.groups()
        number = Decimal(digits)
        return -number if sign and number else number


def one_line(text: str) -> str:
    r"""Join the lines of a cell: a break inside Chinese text is nothing, one between Latin words is a space.

    >>> one_line("档案数字化\n完成率"), one_line("OA\nsystem")
    ('档案数字化完成率', 'OA system')
    """
    return "".join(map(str.strip, _BREAK_IN_LATIN.sub(" ", text).split("\n"))) if "\n" in text else text


def paragraphs(text: str) -> tuple[str, ...]:
    r"""Divide a narrative into paragraphs; markup left in the cell is removed.

    >>> paragraphs("<p>保障运转&nbsp;</p> <p>改善环境</p>"), paragraphs("目标1：甲\n目标2：乙")
    (('保障运转', '改善环境'), ('目标1：甲', '目标2：乙'))
    """
    if "<" in text and _TAG.search(text):
        text = html.unescape(_TAG.sub("", _PARAGRAPH_TAG.sub("\n", text)))
    elif "&" in text:
        text = html.unescape(text)
    return tuple(line for part in text.splitlines() if (line := part.strip(" \t\u3000\xa0")))
