"""Find the parts of an .xlsx package that carry cells, and pack them anew, cut down, for the library to read.

The new package lies in memory, holds no more than the limits allow, and is free of everything that is no cell: so
openpyxl meets neither bombs nor the drawings, pivot tables and broken properties at which it would give up.
"""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Mapping
from dataclasses import dataclass
from xml.sax.saxutils import quoteattr

from perfgoals.errors import CorruptFile
from perfgoals.readers.archive import Archive
from perfgoals.readers.grid import Merge
from perfgoals.readers.limits import Meter
from perfgoals.readers.parts import cut
from perfgoals.readers.relationships import Related, main_part, related_parts
from perfgoals.readers.worksheets import Worksheet, column_number

_MAIN = "application/vnd.openxmlformats-officedocument.spreadsheetml"
_CONTENT_TYPES = (
    '<?xml version="1.0" encoding="UTF-8"?>'
    '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">'
    '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
    f'<Override PartName="/xl/workbook.xml" ContentType="{_MAIN}.sheet.main+xml"/>'
    f'<Override PartName="/xl/sharedStrings.xml" ContentType="{_MAIN}.sharedStrings+xml"/>'
    "</Types>"
)
_RELATIONSHIPS = (
    '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">{}</Relationships>'
)
_RELATIONSHIP = (
    '<Relationship Id="{id}" Target="worksheets/{id}.xml"'
    ' Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/worksheet"/>'
)
_SHEET = '<sheet name="sheet{number}" sheetId="{number}" r:id="sheet{number}"/>'
_WORKBOOK = (
    '<workbook xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"'
    ' xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships">'
    '<workbookPr date1904="{date1904}"/><sheets>{sheets}</sheets></workbook>'
)
_NO_STRINGS = b'<sst xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"/>'
_STYLES = (
    '<styleSheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main">'
    "<numFmts>{formats}</numFmts><cellXfs>{styles}</cellXfs></styleSheet>"
)
_BUILTIN_FORMAT = re.compile(r"(?:[0-9]{1,2}|1[0-5][0-9]|16[0-3])\Z")
_STRICT = (
    # ISO/IEC 29500 strict names the same elements in another namespace, which openpyxl does not know.
    b"http://purl.oclc.org/ooxml/spreadsheetml/main",
    b"http://schemas.openxmlformats.org/spreadsheetml/2006/main",
)
_SHOWN = 40
"""Characters of a wrong range that are shown."""
_RANGE = re.compile(r"\$?([A-Za-z]{1,3})\$?([0-9]{1,7})(?::\$?([A-Za-z]{1,3})\$?([0-9]{1,7}))?")


@dataclass(slots=True)
class ScannedWorksheet(Worksheet):
    """Is a worksheet before its cells are read; ``formulas`` tells whether it has any."""

    formulas: bool = False


@dataclass(frozen=True, slots=True)
class Package:
    """Is a workbook cut down to its cells: the bytes of the new package, and its worksheets in order."""

    data: bytes
    worksheets: tuple[ScannedWorksheet, ...]
    date1904: bool


def repack(archive: Archive, meter: Meter) -> Package:
    """Cut an .xlsx archive down to its cells, number formats and strings.

    Raises CorruptFile when a needed part is missing or no XML, LimitExceeded when there are too many worksheets,
    cells or merged ranges.
    """
    main = main_part(archive, "xl/workbook.xml")
    related = related_parts(archive, main)
    book = _Book()
    cut(main, archive.read(main), frozenset({"workbookPr", "sheets"}), book.visit)
    parts = _common_parts(archive, related)
    worksheets: list[ScannedWorksheet] = []
    for attributes in book.sheets:
        kind, part = related.parts.get(attributes.get("id", ""), ("", ""))
        if kind != "worksheet" or part not in archive:
            continue
        meter.sheet()
        worksheet = ScannedWorksheet(attributes.get("name", ""), attributes.get("state", "visible") != "visible")
        worksheets.append(worksheet)
        xml = cut(part, archive.read(part), frozenset({"sheetData", "mergeCells"}), _SheetScan(worksheet, meter).visit)
        # The merged ranges are known now; openpyxl would spend most of its time on drawing their borders.
        parts[f"xl/worksheets/sheet{len(worksheets)}.xml"] = cut(part, xml, frozenset({"sheetData"}))
    if not worksheets:
        raise CorruptFile("no-worksheet")
    return Package(_pack(parts, len(worksheets), book.date1904), tuple(worksheets), book.date1904)


def _common_parts(archive: Archive, related: Related) -> dict[str, bytes]:
    """Cut the parts that all worksheets share: the strings, and of the styles the number formats."""
    strings, styles = related.first("sharedStrings"), related.first("styles")
    parts = {"xl/sharedStrings.xml": _NO_STRINGS}
    if strings in archive:
        parts["xl/sharedStrings.xml"] = cut(strings, archive.read(strings), frozenset({"si"}))
    if styles in archive:
        found = _Styles()
        cut(styles, archive.read(styles), frozenset({"numFmts", "cellXfs"}), found.visit)
        parts["xl/styles.xml"] = found.written()
    return parts


def _pack(parts: Mapping[str, bytes], sheets: int, date1904: bool) -> bytes:
    numbers = range(1, sheets + 1)
    frame = {
        "[Content_Types].xml": _CONTENT_TYPES,
        "xl/workbook.xml": _WORKBOOK.format(
            date1904=int(date1904), sheets="".join(_SHEET.format(number=number) for number in numbers)
        ),
        "xl/_rels/workbook.xml.rels": _RELATIONSHIPS.format(
            "".join(_RELATIONSHIP.format(id=f"sheet{number}") for number in numbers)
        ),
    }
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_STORED) as target:
        for name, text in frame.items():
            target.writestr(name, text)
        for name, xml in parts.items():
            target.writestr(name, xml.replace(*_STRICT))
    return buffer.getvalue()


class _Styles:
    """Collects from the styles part its number formats, and which of them each style of cells has."""

    def __init__(self) -> None:
        self._codes: dict[str, str] = {}
        self._numbers: list[str] = []

    def visit(self, element: str, attributes: Mapping[str, str]) -> None:
        number = attributes.get("numFmtId", "0")
        if element == "numFmt":
            self._codes[number] = attributes.get("formatCode", "")
        elif element == "xf":
            self._numbers.append(number)

    def written(self) -> bytes:
        """Write the part anew; a style whose format is defined nowhere has none, as Excel takes it.

        openpyxl would give such a style the format of another, or fail when the cell is asked for it.
        """
        formats = "".join(
            f"<numFmt numFmtId={quoteattr(number)} formatCode={quoteattr(code)}/>"
            for number, code in self._codes.items()
        )
        styles = "".join(f"<xf numFmtId={quoteattr(self._known(number))}/>" for number in self._numbers)
        return _STYLES.format(formats=formats, styles=styles).encode()

    def _known(self, number: str) -> str:
        return number if number in self._codes or _BUILTIN_FORMAT.match(number) else "0"


class _Book:
    """Collects from the workbook part its sheets and the epoch of its dates."""

    def __init__(self) -> None:
        self.sheets: list[Mapping[str, str]] = []
        self.date1904 = False

    def visit(self, element: str, attributes: Mapping[str, str]) -> None:
        if element == "sheet":
            self.sheets.append(attributes)
        elif element == "workbookPr":
            self.date1904 = attributes.get("date1904", "0") in {"1", "true", "on"}


class _SheetScan:
    """Collects from a worksheet part its merged ranges, and counts what will cost memory."""

    def __init__(self, worksheet: ScannedWorksheet, meter: Meter) -> None:
        self._worksheet = worksheet
        self._meter = meter

    def visit(self, element: str, attributes: Mapping[str, str]) -> None:
        if element == "c":
            self._meter.cells()
        elif element == "f":
            self._worksheet.formulas = True
        elif element == "mergeCell":
            self._merge(attributes.get("ref", ""))

    def _merge(self, ref: str) -> None:
        worksheet = self._worksheet
        match = _RANGE.fullmatch(ref)
        if match is None:
            raise CorruptFile("no-range", worksheet=worksheet.name, ref=ref[:_SHOWN])
        left, top, right, bottom = match.groups()
        columns = sorted((column_number(left), column_number(right or left)))
        lines = sorted((int(top), int(bottom or top)))
        worksheet.merges.append(Merge(top=lines[0], left=columns[0], bottom=lines[1], right=columns[1]))
        self._meter.merge()
