"""From bytes to Grids: the physical formats. Detection is by content; each cell is born here with its place."""

from __future__ import annotations

from perfgoals.errors import ReadError
from perfgoals.readers.content import is_archive, refuse_other_packages, refuse_unsupported
from perfgoals.readers.encodings import decode
from perfgoals.readers.grid import Cell, Grid, Merge, Raw
from perfgoals.readers.limits import DEFAULT_LIMITS, Limits
from perfgoals.readers.source import Source, content_of, name_of
from perfgoals.readers.text import grid_from_text

__all__ = ["Cell", "Grid", "Limits", "Merge", "Raw", "Source", "grid_from_text", "read_grids"]


def read_grids(source: Source, *, limits: Limits = DEFAULT_LIMITS) -> list[Grid]:
    r"""Read every worksheet of a workbook, or the one table of a text, in order.

    source: a path, bytes, or a binary file object. Raises only ReadError and its subclasses, whatever the bytes are
    (and UsageError when the source is none of these three); the error's ``source`` is the path.

    >>> [cell.ref for grid in read_grids("任务名称\t人员保障".encode()) for cell in grid.cells()]
    ['L1C1', 'L1C2']
    """
    try:
        return _grids(content_of(source, limits), limits)
    except ReadError as error:
        error.source = name_of(source)
        raise


def _grids(data: bytes, limits: Limits) -> list[Grid]:
    if is_archive(data):
        # A text is read without paying for zipfile and expat.
        from perfgoals.readers.archive import Archive
        from perfgoals.readers.xlsx import read_workbook

        archive = Archive(data, limits)
        refuse_other_packages(archive)
        return read_workbook(archive, limits)
    refuse_unsupported(data)
    text, encoding = decode(data)
    return [grid_from_text(text, encoding=encoding, limits=limits)]
