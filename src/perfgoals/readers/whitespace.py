"""What a person sees of a cell's text: no outer white space, one kind of line end."""

from __future__ import annotations

import re

_OUTER = "".join(map(chr, [*range(0x09, 0x0E), *range(0x1C, 0x21), 0x85, 0xA0, 0x1680, *range(0x2000, 0x200C)])) + (
    "\u2028\u2029\u202f\u205f\u2060\u3000\ufeff"
)
_LINE_END = re.compile(r"\r\n?")


def displayed(text: str) -> str:
    r"""Strip the outer white space (ideographic, no-break and zero-width spaces, BOM too); make line ends ``\n``.

    >>> displayed("\u3000 目标1\r\n目标2\ufeff")
    '目标1\n目标2'
    """
    text = text.strip(_OUTER)
    return _LINE_END.sub("\n", text) if "\r" in text else text
