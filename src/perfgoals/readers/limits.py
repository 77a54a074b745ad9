"""How much a file may ask for: the limits that hold before memory and time are spent."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from itertools import islice
from time import monotonic

from perfgoals.errors import LimitExceeded


@dataclass(frozen=True, slots=True)
class Limits:
    """Bounds what one file may cost; a file beyond a bound gives :class:`~perfgoals.errors.LimitExceeded`.

    bytes: size of the file. text_bytes: size of a text, a page or a web archive, which is decoded whole.
    inflated_bytes: size of a package's parts together once they are unpacked.
    ratio: how many times larger than its packed form a part may be (judged above one MiB only, since small
    parts of blank cells pack very well). parts: members of the archive. sheets: worksheets or tables.
    pages: pages of a PDF. page_bytes: the instructions that draw one of them. objects: objects and dictionaries of the
    PDF that are not packed.
    tags: tags of the XML of the whole file. tag_bytes: the longest of them, with its attributes.
    cells: cells of the whole file, blank ones too; of a page its tags, of a PDF its characters as well.
    filled: cells that display something. rows: rows that hold such cells. columns: such cells of one row.
    merges: merged ranges of the whole file.
    merge_rows: rows those ranges cross, counted per range.
    depth: how deep elements of XML, or tables of HTML, may lie in one another.
    cell_characters: the longest cell. characters: all cells together.
    seconds: time until the cells of the file are known. isolate: whether .xls and PDF files are read in a child
    process, which may hold ``memory`` bytes, and work two seconds and one more for every 20 000 bytes of the file, but
    no longer than ``seconds`` (where the system can bound it).

    >>> Limits(cells=10_000).cells
    10000
    """

    bytes: int = 48 * 1024 * 1024
    text_bytes: int = 8 * 1024 * 1024
    inflated_bytes: int = 24 * 1024 * 1024
    ratio: int = 250
    parts: int = 10_000
    sheets: int = 1_000
    pages: int = 300
    page_bytes: int = 512 * 1024
    objects: int = 150_000
    tags: int = 1_500_000
    tag_bytes: int = 1024 * 1024
    cells: int = 1_000_000
    filled: int = 100_000
    rows: int = 12_000
    columns: int = 16_384
    merges: int = 100_000
    merge_rows: int = 1_000_000
    depth: int = 100
    cell_characters: int = 1_000_000
    characters: int = 8 * 1024 * 1024
    seconds: float = 20.0
    memory: int = 160 * 1024 * 1024
    isolate: bool = True


_MOST_NAMES = 10_000
"""No vocabulary of XML has a tenth of so many names, and a parser keeps each of them."""
_MOST_LINES = 250_000
"""Twice as many lines as a web archive has whose lines are as long as they should be."""
DEFAULT_LIMITS = Limits()


class Meter:
    """Counts what one file has cost so far, and raises LimitExceeded where it costs more than its limits allow.

    >>> Meter(Limits(cells=1)).cells(2)
    Traceback (most recent call last):
    perfgoals.errors.LimitExceeded: there are more than 1 cells
    """

    def __init__(self, limits: Limits) -> None:
        self.limits = limits
        self._sheets = self._tags = self._cells = self._filled = self._merges = self._merge_rows = self._characters = 0
        self._deadline = monotonic() + limits.seconds

    def tick(self) -> None:
        """Look at the clock; everything that is counted does so, and what takes long without counting should."""
        if monotonic() > self._deadline:
            raise LimitExceeded("limit-seconds", limit=self.limits.seconds)

    def decoding(self, size: int) -> None:
        """Judge the bytes of a text, before the memory for its characters is taken."""
        if size > self.limits.text_bytes:
            raise LimitExceeded("limit-text-bytes", limit=self.limits.text_bytes)

    def parts(self, count: int) -> None:
        """Judge the members of a package or of a web archive, before any is read."""
        if count > self.limits.parts:
            raise LimitExceeded("limit-parts", limit=self.limits.parts)

    def lines(self, count: int) -> None:
        """Judge the lines of a web archive, which are read one by one."""
        if count > _MOST_LINES:
            raise LimitExceeded("limit-lines", limit=_MOST_LINES)

    def pages(self, pages: Iterable[object]) -> None:
        """Judge the number of pages, before any is read; those beyond the limit are not even asked for."""
        if any(True for _ in islice(pages, self.limits.pages, None)):
            raise LimitExceeded("limit-pages", limit=self.limits.pages)

    def objects(self, count: int) -> None:
        """Judge the objects and dictionaries of a PDF, before they are looked up."""
        if count > self.limits.objects:
            raise LimitExceeded("limit-objects", limit=self.limits.objects)

    def instructions(self, size: int) -> None:
        """Judge the bytes that draw a page, before they are followed."""
        self.tick()
        if size > self.limits.page_bytes:
            raise LimitExceeded("limit-page-bytes", limit=self.limits.page_bytes)

    def sheet(self) -> None:
        """Count a worksheet or a table."""
        self.tick()
        self._sheets += 1
        if self._sheets > self.limits.sheets:
            raise LimitExceeded("limit-sheets", limit=self.limits.sheets)

    def tags(self, count: int) -> None:
        """Count tags of XML, before they are looked at."""
        self.tick()
        self._tags += count
        if self._tags > self.limits.tags:
            raise LimitExceeded("limit-tags", limit=self.limits.tags)

    def tag(self, size: int, names: int) -> None:
        """Judge the bytes of a tag that has not ended, and how many names elements and attributes had so far."""
        if names > _MOST_NAMES:
            raise LimitExceeded("limit-names", limit=_MOST_NAMES)
        if size > self.limits.tag_bytes:
            raise LimitExceeded("limit-tag-bytes", limit=self.limits.tag_bytes)

    def cells(self, count: int = 1) -> None:
        """Count cells."""
        self.tick()
        self._cells += count
        if self._cells > self.limits.cells:
            raise LimitExceeded("limit-cells", limit=self.limits.cells)

    def text(self, ref: str, text: str, times: int = 1) -> None:
        """Count a filled cell and its characters; one long string may stand in a million cells."""
        self.tick()
        if not text:
            return
        self._filled += times
        if self._filled > self.limits.filled:
            raise LimitExceeded("limit-filled", limit=self.limits.filled)
        if len(text) > self.limits.cell_characters:
            raise LimitExceeded("limit-cell-characters", ref=ref, count=len(text), limit=self.limits.cell_characters)
        self._characters += len(text) * times
        if self._characters > self.limits.characters:
            raise LimitExceeded("limit-characters", limit=self.limits.characters)

    def rows(self, count: int, widest: int) -> None:
        """Judge the rows that hold something, and the cells of the widest one that do."""
        if widest > self.limits.columns:
            raise LimitExceeded("limit-columns", limit=self.limits.columns)
        if count > self.limits.rows:
            raise LimitExceeded("limit-rows", limit=self.limits.rows)

    def merge(self) -> None:
        """Count a merged range."""
        self.tick()
        self._merges += 1
        if self._merges > self.limits.merges:
            raise LimitExceeded("limit-merges", limit=self.limits.merges)

    def merge_rows(self, count: int) -> None:
        """Count rows that merged ranges cross."""
        self.tick()
        self._merge_rows += count
        if self._merge_rows > self.limits.merge_rows:
            raise LimitExceeded("limit-merge-rows", limit=self.limits.merge_rows)

    def depth(self, depth: int) -> None:
        """Judge a depth."""
        self.tick()
        if depth > self.limits.depth:
            raise LimitExceeded("limit-depth", limit=self.limits.depth)
