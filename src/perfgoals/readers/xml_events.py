"""Walk an XML part event by event, refusing what no office program writes.

That is a document type, and with it entities and references to other files, and absurd nesting.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import NamedTuple, Protocol
from xml.parsers import expat

from perfgoals.errors import CorruptFile
from perfgoals.readers.limits import Meter

_SLICE = 256 * 1024
"""What the parser is given at a time."""
Attributes = Mapping[str, str]
"""The attributes of an element, by their names."""
Begin = Callable[[Attributes], object]
End = Callable[[], object]
Text = Callable[[str], object]


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
    LimitExceeded for nesting deeper than the limits allow, for too many tags or names, for a tag that does not end, or
    when the time is over (asked for once a piece), and whatever the handler or the pieces raise.
    """
    names = _LocalNames()
    begin, stop = handler.start, handler.end
    depth, deepest = 0, meter.limits.depth

    def start(name: str, attributes: dict[str, str]) -> None:
        nonlocal depth
        depth += 1
        if depth > deepest:
            meter.depth(depth)
        begin(names[name], {names[key]: value for key, value in attributes.items()} if attributes else attributes)

    def end(name: str) -> None:
        nonlocal depth
        depth -= 1
        stop(names[name])

    _parse(part, xml, _Events(start, end, handler.text), meter)


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

    _parse(part, xml, _Events(start, stop, calls.text), meter)


class _Events(NamedTuple):
    start: Callable[[str, dict[str, str]], None]
    end: Callable[[str], None]
    text: Text | None


def _parse(part: str, xml: Iterable[bytes | str], events: _Events, meter: Meter) -> None:
    names: dict[str, str] = {}
    parser = expat.ParserCreate(namespace_separator=" ", intern=names)
    parser.buffer_text = True

    def doctype(*_: object) -> None:
        raise CorruptFile("document-type", part=part)

    parser.StartElementHandler, parser.EndElementHandler, parser.CharacterDataHandler = events
    parser.StartDoctypeDeclHandler = doctype
    place, waiting = 0, 0
    try:
        for piece in _slices(xml):
            meter.tags(piece.count("<") if isinstance(piece, str) else piece.count(b"<"))
            parser.Parse(piece, False)
            # A tag is seen when it ends, and until then the parser stands where it begins.
            waiting = waiting + len(piece) if parser.CurrentByteIndex == place else 0
            meter.tag(waiting, len(names))
            place = parser.CurrentByteIndex
        parser.Parse(b"", True)
    except (expat.ExpatError, ValueError, LookupError, Warning) as error:  # any codec of Python may be declared
        raise CorruptFile("not-well-formed", part=part, detail=str(error)) from error


def _slices(xml: Iterable[bytes | str]) -> Iterator[bytes | str]:
    for piece in xml:
        yield from (piece[begin : begin + _SLICE] for begin in range(0, len(piece), _SLICE))


class _LocalNames(dict[str, str]):
    """Gives the local name of a full one; the names of a part are few, and come often."""

    def __missing__(self, name: str) -> str:
        local = self[name] = name.rpartition(" ")[2]
        return local
