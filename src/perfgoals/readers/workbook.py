"""Find what an .xlsx package says beside its cells: its worksheets, the part of its strings, its number formats."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import TypeVar

from perfgoals.errors import CorruptFile
from perfgoals.readers.archive import Archive
from perfgoals.readers.grid import Merge
from perfgoals.readers.limits import Meter
from perfgoals.readers.number_format import builtin_code
from perfgoals.readers.relationships import Related, main_part, related_parts
from perfgoals.readers.worksheets import column_number
from perfgoals.readers.xml_events import Attributes, Calls, dispatch

NAMESPACES = (
    "http://schemas.openxmlformats.org/spreadsheetml/2006/main",
    "http://purl.oclc.org/ooxml/spreadsheetml/main",  # ISO/IEC 29500 strict
)
_RELATED = (
    "http://schemas.openxmlformats.org/officeDocument/2006/relationships id",
    "http://purl.oclc.org/ooxml/officeDocument/relationships id",
)
_TRUE = frozenset({"1", "true", "on"})
_SHOWN = 40
"""Characters of a wrong range that are shown."""
_RANGE = re.compile(r"\$?([A-Za-z]{1,3})\$?([0-9]{1,7})(?::\$?([A-Za-z]{1,3})\$?([0-9]{1,7}))?")
_FORMAT = re.compile(r"[0-9]{1,3}\Z")
Call = TypeVar("Call", bound=Callable[..., object])


@dataclass(frozen=True, slots=True)
class SheetPart:
    """Is a worksheet before its cells are read: its name, whether it is hidden, and its part of the package."""

    name: str
    hidden: bool
    part: str


@dataclass(frozen=True, slots=True)
class Book:
    """Is what a workbook says beside its cells.

    sheets: in order; chart sheets have no cells and are left out. strings: the part of the shared strings, an empty
    name when there is none. codes: the number format of each style of cells, of one at least, None for General.
    date1904: whether dates count from 1904.
    """

    sheets: tuple[SheetPart, ...]
    strings: str
    codes: tuple[str | None, ...]
    date1904: bool


def open_book(archive: Archive, meter: Meter) -> Book:
    """Look a package over.

    Raises CorruptFile when a needed part is missing or no XML, LimitExceeded when there are too many worksheets.
    """
    main = main_part(archive, "xl/workbook.xml", meter)
    related = related_parts(archive, main, meter)
    sheets: list[Attributes] = []
    properties: dict[str, str] = {}
    calls = Calls(qualified({"sheet": sheets.append, "workbookPr": properties.update}))
    dispatch(main, archive.chunks(main), calls, meter)
    parts = tuple(_sheet_parts(archive, related, sheets, meter))
    if not parts:
        raise CorruptFile("no-worksheet")
    strings = related.first("sharedStrings")
    return Book(
        sheets=parts,
        strings=strings if strings in archive else "",
        codes=_codes(archive, related.first("styles"), meter),
        date1904=properties.get("date1904") in _TRUE,
    )


def qualified(calls: Mapping[str, Call]) -> dict[str, Call]:
    """Name elements in full, in the namespaces of workbooks, for ``dispatch``.

    >>> [name[-6:] for name in qualified({"row": print})]
    ['in row', 'in row']
    """
    return {f"{namespace} {name}": call for namespace in NAMESPACES for name, call in calls.items()}


def merged_range(ref: str, worksheet: str) -> Merge:
    """Read a range such as ``A8:A12``; raise CorruptFile, which names the worksheet, when it is none.

    >>> merged_range("B2:$A$1", "表1")
    Merge(top=1, left=1, bottom=2, right=2)
    """
    match = _RANGE.fullmatch(ref)
    if match is None:
        raise CorruptFile("no-range", worksheet=worksheet, ref=ref[:_SHOWN])
    one, first, other, last = match.groups()
    left, right = sorted((column_number(one), column_number(other or one)))
    top, bottom = sorted((int(first), int(last or first)))
    return Merge(top, left, bottom, right)


def _sheet_parts(archive: Archive, related: Related, sheets: list[Attributes], meter: Meter) -> list[SheetPart]:
    parts = []
    for attributes in sheets:
        identifier = next((attributes[name] for name in _RELATED if name in attributes), "")
        kind, part = related.parts.get(identifier, ("", ""))
        if kind == "worksheet" and part in archive:
            meter.sheet()
            hidden = attributes.get("state", "visible") != "visible"
            parts.append(SheetPart(attributes.get("name", ""), hidden, part))
    return parts


def _codes(archive: Archive, part: str, meter: Meter) -> tuple[str | None, ...]:
    if part not in archive:
        return (None,)
    styles = _Styles()
    dispatch(part, archive.chunks(part), styles.calls(), meter)
    return styles.codes()


class _Styles:
    """Collects the number formats of the styles part, and which of them each style of cells has."""

    def __init__(self) -> None:
        self._codes: dict[str, str] = {}
        self._numbers: list[str] = []
        self._open = ""

    def calls(self) -> Calls:
        """Tell what to call for which element."""
        begins = {"numFmts": self._formats, "cellXfs": self._styles, "numFmt": self._format, "xf": self._style}
        return Calls(qualified(begins), qualified({"numFmts": self._close, "cellXfs": self._close}))

    def _formats(self, _: Attributes) -> None:
        self._open = "formats"

    def _styles(self, _: Attributes) -> None:
        self._open = "styles"

    def _close(self) -> None:
        # Conditional formats have a numFmt, and the styles that others build on an xf, too.
        self._open = ""

    def _format(self, attributes: Attributes) -> None:
        if self._open == "formats":
            self._codes[attributes.get("numFmtId", "")] = attributes.get("formatCode", "")

    def _style(self, attributes: Attributes) -> None:
        if self._open == "styles":
            self._numbers.append(attributes.get("numFmtId", "0"))

    def codes(self) -> tuple[str | None, ...]:
        """Give the code of each style, None for General; one that is defined nowhere is General, as in Excel."""
        return tuple(map(self._code, self._numbers)) or (None,)

    def _code(self, number: str) -> str | None:
        code = self._codes.get(number) or (builtin_code(int(number)) if _FORMAT.match(number) else None)
        return None if code == "General" else code
