"""Walk an XML part event by event, refusing what no office program writes.

That is a document type, and with it entities and references to other files, and absurd nesting.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Protocol
from xml.parsers import expat

from perfgoals.errors import CorruptFile
from perfgoals.readers.limits import Meter

Attributes = Mapping[str, str]
"""The attributes of an element by their local names."""


class Handler(Protocol):
    """Takes the events of one part; elements and attributes come by their local names."""

    def start(self, name: str, attributes: Attributes) -> None:
        """Take the begin of an element."""

    def end(self, name: str) -> None:
        """Take the end of an element."""

    def text(self, data: str) -> None:
        """Take a piece of text."""


def walk(part: str, xml: bytes | str, handler: Handler, meter: Meter) -> None:
    """Send the events of a part to a handler.

    part: the name used in errors. xml: bytes in the encoding they declare, or text, whose declaration then counts for
    nothing. Raises CorruptFile for XML that is not well formed or has a document type, LimitExceeded for nesting
    deeper than the limits allow, and whatever the handler raises.
    """
    parser = expat.ParserCreate(encoding="utf-8" if isinstance(xml, str) else None, namespace_separator=" ")
    parser.buffer_text = True
    depth = 0

    def start(name: str, attributes: dict[str, str]) -> None:
        nonlocal depth
        depth += 1
        meter.depth(depth)
        handler.start(_local(name), {_local(key): value for key, value in attributes.items()})

    def end(name: str) -> None:
        nonlocal depth
        depth -= 1
        handler.end(_local(name))

    def doctype(*_: object) -> None:
        raise CorruptFile("document-type", part=part)

    parser.StartElementHandler = start
    parser.EndElementHandler = end
    parser.CharacterDataHandler = handler.text
    parser.StartDoctypeDeclHandler = doctype
    try:
        parser.Parse(xml, True)
    except (expat.ExpatError, ValueError, LookupError) as error:
        raise CorruptFile("not-well-formed", part=part, detail=str(error)) from error


def _local(name: str) -> str:
    return name.rpartition(" ")[2]
