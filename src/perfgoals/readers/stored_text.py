"""Put together the texts of a workbook: runs joined, phonetic hints left out, escaped characters resolved."""

from __future__ import annotations

import re

from perfgoals.readers.xml_events import Attributes, Begin, End

_ESCAPE = re.compile(r"_x([0-9A-Fa-f]{4})_")
_SURROGATES = range(0xD800, 0xE000)


def unescaped(text: str) -> str:
    r"""Resolve the escapes of a stored text (ECMA-376 part 1, 22.9.2.19); half a surrogate pair stays as written.

    >>> unescaped("一_x000D_二_x005F_x0041_")
    '一\r二_x0041_'
    """
    return _ESCAPE.sub(_character, text) if "_x" in text else text


def _character(escape: re.Match[str]) -> str:
    code = int(escape[1], 16)
    return escape[0] if _SURROGATES.start <= code < _SURROGATES.stop else chr(code)


class RichText:
    """Follows the elements of a text item, which stands among the shared strings or in a cell itself.

    pieces: takes every piece of text of the part. begins, ends: what to call for the elements inside the item.
    """

    def __init__(self) -> None:
        self.pieces: list[str] = []
        self.begins: dict[str, Begin] = {"t": self.clear, "rPh": self._begin_hint}
        self.ends: dict[str, End] = {"t": self._end_text, "rPh": self._end_hint}
        self._texts: list[str] = []
        self._in_hint = False

    def begin(self, _: Attributes) -> None:
        """Begin an item."""
        self._texts.clear()

    def text(self) -> str:
        """Give the text of the item that has ended."""
        return "".join(self._texts)

    def clear(self, _: Attributes) -> None:
        """Forget the pieces of what lies before this element."""
        self.pieces.clear()

    def _end_text(self) -> None:
        if not self._in_hint:
            self._texts += self.pieces

    def _begin_hint(self, _: Attributes) -> None:
        self._in_hint = True

    def _end_hint(self) -> None:
        self._in_hint = False
