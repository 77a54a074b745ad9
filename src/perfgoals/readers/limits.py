"""How much a file may ask for: the limits that hold before memory and time are spent."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Limits:
    """Bounds what one file may cost; a file beyond a bound gives :class:`~perfgoals.errors.LimitExceeded`.

    bytes: size of the file. inflated_bytes: size of a workbook's parts together once they are unpacked.
    ratio: how many times larger than its packed form a part may be (judged above one MiB only, since small
    parts of blank cells pack very well). parts: members of the archive. sheets: worksheets.
    cells: cells written in a workbook, blank ones with a style included, or non-blank cells of a text.
    merges: merged ranges of a worksheet. merge_rows: rows those ranges cross, counted per range.
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
    cell_characters: int = 1_000_000
    characters: int = 64 * 1024 * 1024


DEFAULT_LIMITS = Limits()
