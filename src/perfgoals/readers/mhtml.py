"""Read a web archive (MHTML), as Excel and browsers save pages: every HTML part in it is read as a page."""

from __future__ import annotations

import re
from dataclasses import replace
from email import message_from_bytes

from perfgoals.errors import CorruptFile
from perfgoals.readers.grid import Grid
from perfgoals.readers.html import read_html
from perfgoals.readers.limits import Meter

_MULTIPART = re.compile(rb"multipart/", re.IGNORECASE)
"""What lies in one another: email looks at each line once for each of them."""


def read_mhtml(data: bytes, meter: Meter) -> list[Grid]:
    """Read the tables of every HTML part, in the order of the archive; ``ref`` and ``raw`` as in HTML.

    Raises ReadError where a part has no known encoding, CorruptFile or LimitExceeded.
    """
    meter.decoding(len(data))
    meter.parts(data.count(b"\n--"))
    meter.depth(len(_MULTIPART.findall(data)))
    meter.lines(data.count(b"\n") + data.count(b"\r"))
    return [replace(grid, format="mhtml") for page in _pages(data) for grid in read_html(page, meter)]


def _pages(data: bytes) -> list[bytes]:
    try:
        message = message_from_bytes(data)
        pages = [part.get_payload(decode=True) for part in message.walk() if part.get_content_type() == "text/html"]
    except Exception as error:  # email lets RecursionError, LookupError, ValueError … out of hostile messages
        raise CorruptFile("library-failed", detail=f"{type(error).__name__}: {error}") from error
    return [page for page in pages if isinstance(page, bytes)]
