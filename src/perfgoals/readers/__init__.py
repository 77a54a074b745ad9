"""From bytes to Grids: the physical formats. Detection is by content; each cell is born here with its place."""

from __future__ import annotations

from perfgoals.errors import ReadError
from perfgoals.readers.content import kind_of, package_kind
from perfgoals.readers.encodings import decode
from perfgoals.readers.grid import Cell, Grid, Merge, Raw
from perfgoals.readers.limits import DEFAULT_LIMITS, Limits, Meter
from perfgoals.readers.source import Source, content_of, name_of
from perfgoals.readers.text import grid_from_text

__all__ = ["Cell", "Grid", "Limits", "Merge", "Raw", "Source", "grid_from_text", "read_grids"]


def read_grids(source: Source, *, limits: Limits = DEFAULT_LIMITS) -> list[Grid]:
    r"""Read every worksheet of a workbook, every table of a document, or the one table of a text, in order.

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
    # A format is imported when it is met: a text is read without paying for zipfile and expat.
    meter = Meter(limits)
    kind = kind_of(data)
    if limits.isolate and kind in {"xls", "pdf"}:
        from perfgoals.readers.isolated import read_isolated

        return read_isolated(data, limits)
    match kind:
        case "archive":
            return _package(data, meter)
        case "xls":
            from perfgoals.readers.xls import read_xls

            return read_xls(data, meter)
        case "pdf":
            from perfgoals.readers.pdf import read_pdf

            return read_pdf(data, meter)
        case "html":
            from perfgoals.readers.html import read_html

            return read_html(data, meter)
        case "mhtml":
            from perfgoals.readers.mhtml import read_mhtml

            return read_mhtml(data, meter)
        case "spreadsheetml":
            from perfgoals.readers.spreadsheetml import read_spreadsheetml

            return read_spreadsheetml(data, meter)
        case "text":
            return [_text(data, meter)]


def _package(data: bytes, meter: Meter) -> list[Grid]:
    from perfgoals.readers.archive import Archive

    archive = Archive(data, meter.limits)
    match package_kind(archive):
        case "xlsx":
            from perfgoals.readers.xlsx import read_xlsx

            return read_xlsx(archive, meter)
        case "docx":
            from perfgoals.readers.docx import read_docx

            return read_docx(archive, meter)
        case "ods":
            from perfgoals.readers.ods import read_ods

            return read_ods(archive, meter)


def _text(data: bytes, meter: Meter) -> Grid:
    from perfgoals.readers.csv import grid_from_csv, separator_of

    meter.decoding(len(data))
    text, encoding = decode(data)
    if (separator := separator_of(text)) is not None:
        return grid_from_csv(text, separator, encoding=encoding, limits=meter.limits)
    return grid_from_text(text, encoding=encoding, limits=meter.limits)
