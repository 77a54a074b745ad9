"""How much a file may ask for: the limits that hold before memory and time are spent."""

from __future__ import annotations

from dataclasses import dataclass

from perfgoals.errors import LimitExceeded


@dataclass(frozen=True, slots=True)
class Limits:
    """Bounds what one file may cost; a file beyond a bound gives :class:`~perfgoals.errors.LimitExceeded`.

    bytes: size of the file. inflated_bytes: size of a workbook's parts together once they are unpacked.
    ratio: how many times larger than its packed form a part may be (judged above one MiB only, since small
    parts of blank cells pack very well). parts: members of the archive. sheets: worksheets, tables, or pages of a PDF.
    cells: cells of the whole file; of a workbook the blank ones with a style too.
    merges: merged ranges of the whole file. merge_rows: rows those ranges cross, counted per range.
    depth: how deep elements of XML, or tables of HTML, may lie in one another.
    cell_characters: the longest cell. characters: all cells together.

    >>> Limits(cells=10_000).cells
    10000
    """

    bytes: int = 64 * 1024 * 1024
    inflated_bytes: int = 256 * 1024 * 1024
    ratio: int = 250
    parts: int = 10_000
    sheets: int = 1_000
    cells: int = 1_000_000
    merges: int = 100_000
    merge_rows: int = 1_000_000
    depth: int = 100
    cell_characters: int = 1_000_000
    characters: int = 64 * 1024 * 1024


DEFAULT_LIMITS = Limits()


class Meter:
    """Counts what one file has cost so far, and raises LimitExceeded where it costs more than its limits allow.

    >>> Meter(Limits(cells=1)).cells(2)
    Traceback (most recent call last):
    perfgoals.errors.LimitExceeded: there are more than 1 cells
    """

    def __init__(self, limits: Limits) -> None:
        self.limits = limits
        self._sheets = self._cells = self._merges = self._merge_rows = self._characters = 0

    def sheet(self) -> None:
        """Count a worksheet, a table or a page."""
        self._sheets += 1
        if self._sheets > self.limits.sheets:
            raise LimitExceeded("limit-sheets", limit=self.limits.sheets)

    def cells(self, count: int = 1) -> None:
        """Count cells."""
        self._cells += count
        if self._cells > self.limits.cells:
            raise LimitExceeded("limit-cells", limit=self.limits.cells)

    def text(self, ref: str, text: str) -> None:
        """Count the characters of a cell; one long string may stand in a million cells."""
        if len(text) > self.limits.cell_characters:
            raise LimitExceeded("limit-cell-characters", ref=ref, count=len(text), limit=self.limits.cell_characters)
        self._characters += len(text)
        if self._characters > self.limits.characters:
            raise LimitExceeded("limit-characters", limit=self.limits.characters)

    def merge(self) -> None:
        """Count a merged range."""
        self._merges += 1
        if self._merges > self.limits.merges:
            raise LimitExceeded("limit-merges", limit=self.limits.merges)

    def merge_rows(self, count: int) -> None:
        """Count rows that merged ranges cross."""
        self._merge_rows += count
        if self._merge_rows > self.limits.merge_rows:
            raise LimitExceeded("limit-merge-rows", limit=self.limits.merge_rows)

    def depth(self, depth: int) -> None:
        """Judge a depth."""
        if depth > self.limits.depth:
            raise LimitExceeded("limit-depth", limit=self.limits.depth)
