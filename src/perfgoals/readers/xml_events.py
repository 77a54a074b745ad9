"""Walk an XML part event by event, refusing what no office program writes.

That is a document type, and with it entities and references to other files, and absurd nesting.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Protocol, TypeVar
from xml.parsers import expat

from perfgoals.errors import CorruptFile
from perfgoals.readers.limits import Meter

Attributes = Mapping[str, str]
"""The attributes of an element, by their names."""
Begin = Callable[[Attributes], object]
End = Callable[[], object]
Text = Callable[[str], object]
Piece = TypeVar("Piece")


class Handler(Protocol):
    """Takes the events of one part; elements and attributes come by their local names."""

    def start(self, name: str, attributes: Attributes) -> None:
        """Take the begin of an element."""

    def end(self, name: str) -> None:
        """Take the end of an element."""

    def text(self, data: str) -> None:
        """Take a piece of text."""


def walk(part: str, xml: Iterable[bytes | str], handler: Handler, meter: Meter) -> None:
    """Send the events of a part to a handler.

    part: the name used in errors. xml: its pieces in order, bytes in the encoding they declare, or text, whose
    declaration then counts for nothing. Raises CorruptFile for XML that is not well formed or has a document type,
    LimitExceeded for nesting deeper than the limits allow or when the time is over (asked for once a piece), and
    whatever the handler or the pieces raise.
    """
    names = _LocalNames()
    depth, deepest = 0, meter.limits.depth

    def start(name: str, attributes: dict[str, str]) -> None:
        nonlocal depth
        depth += 1
        if depth > deepest:
            meter.depth(depth)
        handler.start(names[name], {names[key]: value for key, value in attributes.items()} if attributes else {})

    def end(name: str) -> None:
        nonlocal depth
        depth -= 1
        handler.end(names[name])

    _parse(part, _timed(xml, meter), start, end, handler.text)


@dataclass(frozen=True, slots=True)
class Calls:
    """Says what to call for which element, by its full name (``namespace name``); the other elements are passed over.

    begins: called with the attributes, those without a prefix by their plain names. text: called with every piece of
    text of the part.
    """

    begins: Mapping[str, Begin]
    ends: Mapping[str, End] = field(default_factory=dict)
    text: Text | None = None


def dispatch(part: str, xml: Iterable[bytes], calls: Calls, meter: Meter) -> None:
    """Send the events of a part to the functions that are meant for them: the quick way. Raises as ``walk`` does."""
    begins, ends = calls.begins, calls.ends
    depth, deepest = 0, meter.limits.depth

    def start(name: str, attributes: dict[str, str]) -> None:
        nonlocal depth
        depth += 1
        if depth > deepest:
            meter.depth(depth)
        if (begin := begins.get(name)) is not None:
            begin(attributes)

    def stop(name: str) -> None:
        nonlocal depth
        depth -= 1
        if (end := ends.get(name)) is not None:
            end()

    _parse(part, _timed(xml, meter), start, stop, calls.text)


def _timed(xml: Iterable[Piece], meter: Meter) -> Iterator[Piece]:
    """Give the pieces, looking at the clock before each."""
    for piece in xml:
        meter.tick()
        yield piece


def _parse(
    part: str,
    xml: Iterable[bytes | str],
    start: Callable[[str, dict[str, str]], None],
    end: Callable[[str], None],
    text: Text | None,
) -> None:
    parser = expat.ParserCreate(namespace_separator=" ")
    parser.buffer_text = True

    def doctype(*_: object) -> None:
        raise CorruptFile("document-type", part=part)

    parser.StartElementHandler = start
    parser.EndElementHandler = end
    parser.CharacterDataHandler = text
    parser.StartDoctypeDeclHandler = doctype
    try:
        for piece in xml:
            parser.Parse(piece, False)
        parser.Parse(b"", True)
    except (expat.ExpatError, ValueError, LookupError) as error:
        raise CorruptFile("not-well-formed", part=part, detail=str(error)) from error


class _LocalNames(dict[str, str]):
    """Gives the local name of a full one; the names of a part are few, and come often."""

    def __missing__(self, name: str) -> str:
        local = self[name] = name.rpartition(" ")[2]
        return local
