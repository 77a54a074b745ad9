"""Look over an XML part before any library builds a tree of it, and cut it down to the elements that are needed.

One pass of expat refuses what no office program writes (a document type, entities, absurd nesting) and drops the
top-level elements that carry no cells: hyperlinks, conditional formats, drawings, defined names. Those are where
hostile files hide their bombs and where openpyxl, which checks them strictly, gives up on files that Excel opens.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from xml.parsers import expat

from perfgoals.errors import CorruptFile, LimitExceeded

Visitor = Callable[[str, Mapping[str, str]], None]
"""Is called with the local name and the attributes (by local name) of every element that is kept."""

_DEPTH = 32
"""A cell's rich text lies at depth 7; nothing that is read lies deeper than a dozen."""


def ignore(_name: str, _attributes: Mapping[str, str]) -> None:
    """Visit an element without interest in it."""


def cut(part: str, xml: bytes, wanted: frozenset[str], visit: Visitor = ignore) -> bytes:
    """Return the part with those children of its root only whose local name is wanted; visit what is kept.

    part: the name used in error messages. Raises CorruptFile for XML that is not well formed or not harmless,
    LimitExceeded for absurd nesting, and whatever ``visit`` raises.

    >>> cut("sheet1.xml", b"<worksheet><sheetData/><hyperlinks/></worksheet>", frozenset({"sheetData"}))
    b'<worksheet><sheetData/></worksheet>'
    """
    cutter = _Cutter(part, wanted, visit)
    try:
        cutter.parser.Parse(xml, True)
    except (expat.ExpatError, ValueError, LookupError) as error:
        raise CorruptFile("not-well-formed", part=part, detail=str(error)) from error
    pieces, position = [], 0
    for start, end in cutter.spans:
        pieces.append(xml[position:start])
        position = end
    return b"".join([*pieces, xml[position:]])


class _Cutter:
    """Holds the state of one pass: how deep it is, and which spans of bytes are to go."""

    def __init__(self, part: str, wanted: frozenset[str], visit: Visitor) -> None:
        self.part = part
        self.wanted = wanted
        self.visit = visit
        self.depth = 0
        self.spans: list[tuple[int, int]] = []
        self.unwanted_from: int | None = None
        self.parser = expat.ParserCreate(namespace_separator=" ")
        self.parser.StartElementHandler = self._start
        self.parser.EndElementHandler = self._end
        self.parser.StartDoctypeDeclHandler = self._doctype

    def _start(self, name: str, attributes: dict[str, str]) -> None:
        name = _local(name)
        if self.depth == 1:
            self._close_span()
            if name not in self.wanted:
                self.unwanted_from = self.parser.CurrentByteIndex
        self.depth += 1
        if self.depth > _DEPTH:
            raise LimitExceeded("limit-depth", limit=_DEPTH)
        if self.unwanted_from is None:
            self.visit(name, {_local(key): value for key, value in attributes.items()})

    def _end(self, _name: str) -> None:
        self.depth -= 1
        if self.depth == 0:
            self._close_span()

    def _close_span(self) -> None:
        if self.unwanted_from is not None:
            self.spans.append((self.unwanted_from, self.parser.CurrentByteIndex))
            self.unwanted_from = None

    def _doctype(self, *_: object) -> None:
        raise CorruptFile("document-type", part=self.part)


def _local(name: str) -> str:
    return name.rpartition(" ")[2]
