"""From bytes to Grids: the physical formats. Detection is by content; each cell is born here with its place."""

from __future__ import annotations

from typing import Literal, get_args

from perfgoals.errors import ReadError, UsageError
from perfgoals.readers.content import kind_of, package_kind
from perfgoals.readers.encodings import decode
from perfgoals.readers.grid import Cell, Grid, Merge, Raw
from perfgoals.readers.limits import DEFAULT_LIMITS, Limits, Meter
from perfgoals.readers.source import Source, content_of, name_of
from perfgoals.readers.text import grid_from_text

__all__ = ["Cell", "Engine", "Grid", "Limits", "Merge", "Raw", "Source", "grid_from_text", "read_grids"]

Engine = Literal["perfgoals", "openpyxl"]
"""What reads the cells of an .xlsx file: perfgoals itself, or openpyxl, to compare; other formats have one reader."""


def read_grids(source: Source, *, limits: Limits = DEFAULT_LIMITS, engine: Engine = "perfgoals") -> list[Grid]:
    r"""Read every worksheet of a workbook, every table of a document, or the one table of a text, in order.

    source: a path, bytes, or a binary file object. Raises only ReadError and its subclasses, whatever the bytes are
    (and UsageError when the source is none of these three, or there is no such engine); the error's ``source`` is the
    path.

    >>> [cell.ref for grid in read_grids("任务名称\t人员保障".encode()) for cell in grid.cells()]
    ['L1C1', 'L1C2']
    """
    if engine not in get_args(Engine):
        raise UsageError("unknown-engine", name=str(engine), known=", ".join(get_args(Engine)))
    try:
        meter = Meter(limits)
        grids = _grids(content_of(source, limits), meter, engine)
        widths = [len(cells) for grid in grids for cells in grid.rows.values()]
        meter.rows(len(widths), max(widths, default=0))
    except ReadError as error:
        error.source = name_of(source)
        raise
    return grids


def _grids(data: bytes, meter: Meter, engine: Engine) -> list[Grid]:
    # A format is imported when it is met: a text is read without paying for zipfile and expat.
    kind = kind_of(data)
    if meter.limits.isolate and kind in {"xls", "pdf"}:
        from perfgoals.readers.isolated import read_isolated

        return read_isolated(data, meter.limits)
    match kind:
        case "archive":
            return _package(data, meter, engine)
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


def _package(data: bytes, meter: Meter, engine: Engine) -> list[Grid]:
    from perfgoals.readers.archive import Archive

    archive = Archive(data, meter.limits)
    match package_kind(archive):
        case "xlsx" if engine == "openpyxl":
            from perfgoals.readers.openpyxl_engine import read_with_openpyxl

            return read_with_openpyxl(archive, meter)
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
