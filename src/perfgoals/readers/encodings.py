"""Find the encoding of a text, or say why there is none: declared by a BOM, or proved by the content, never guessed.

Published sheets come as UTF-8, UTF-16 (what Excel calls Unicode text) and GB18030 (GB 18030 covers GBK and GB 2312).
Almost any bytes decode as GB18030, so decoding alone proves nothing: the characters must be those that Chinese is
written with.
"""

from __future__ import annotations

import codecs
import re
from collections.abc import Iterator

from perfgoals.errors import CorruptFile, UnsupportedFormat

_BOMS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
    (b"\x84\x31\x95\x33", "gb18030"),
)
_DECLARED = re.compile(rb"""(?:charset|encoding)\s*=\s*(?:["']\s*)?([a-zA-Z0-9_-]{2,20})""", re.IGNORECASE)
_HEAD = 4096
_CODECS = {
    "gb2312": "gb18030",
    "gbk": "gb18030",
    "gb18030": "gb18030",
    "big5": "big5hkscs",
    "big5-hkscs": "big5hkscs",
}
"""Declared names that are taken at their word where the content alone proves nothing: each one's widest codec."""
_CONTROL = re.compile(r"[\x00-\x06\x08\x0e-\x1b\x7f]")
_CHINESE = re.compile(r"[\u3000-\u303f\u4e00-\u9fff\uff00-\uffef]")
_WIDE = re.compile(r"[^\x00-\x7f]")
_HANZI = re.compile(r"[\u3400-\u9fff\uf900-\ufaff]|[^\x00-\uffff]")
_PUNCTUATION = re.compile(r"[\u00a0-\u00ff\u2000-\u27bf\u3000-\u303f\uff00-\uffef\u0370-\u03ff]")
_SAMPLE = 200_000
"""Characters that suffice to judge plausibility; decoding itself is always of the whole."""
_CONTROL_SHARE = 0.1
"""Noise has a control character in eight. The bell does not count: it marks the cells of a table taken out of Word."""
_LEVEL_1 = range(0xB0, 0xD8)
"""Rows 16 to 55 of GB 2312, as first bytes: the 3755 most used hanzi."""
_COMMON_SHARE = 0.75
"""Hanzi of GB 2312 level 1 in running Chinese are well above nine in ten; in misread bytes about a half."""


def decode(data: bytes) -> tuple[str, str]:
    r"""Decode a text strictly; return it without BOM, with the name of the codec that reads the bytes.

    Raises CorruptFile where a text is UTF-8 or declares its encoding but is damaged (naming byte and line), and
    UnsupportedFormat where the content is no text or is in no encoding of those tried.

    >>> decode("绩效目标\t≥95%".encode("gb18030"))
    ('绩效目标\t≥95%', 'gb18030')
    """
    for bom, codec in _BOMS:
        if data.startswith(bom):
            return _declared(data, codec), codec
    for codec, text in _candidates(data):
        if _plausible(text, codec):
            return text, codec
    raise _no_encoding(data)


def decode_page(data: bytes) -> tuple[str, str]:
    """Decode a page as :func:`decode` does; where its content proves nothing, by the Chinese encoding it declares.

    >>> decode_page('<meta charset="big5"><p>績效'.encode("big5"))[1]
    'big5hkscs'
    """
    try:
        return decode(data)
    except (CorruptFile, UnsupportedFormat):
        declared = _DECLARED.search(data[:_HEAD])
        codec = _CODECS.get(declared[1].decode("ascii").lower()) if declared else None
        text, fault = _strictly(data, codec) if codec else ("", None)
        if codec is None or fault is not None:
            raise
        return text, codec


def _declared(data: bytes, codec: str) -> str:
    text, fault = _strictly(data, codec)
    if fault is not None:
        raise _damaged(data, codec, fault) from fault
    return text.removeprefix("\ufeff")


def _candidates(data: bytes) -> Iterator[tuple[str, str]]:
    """Offer the decodings that succeed strictly, the most telling first."""
    for codec in _codecs(data):
        text, fault = _strictly(data, codec)
        if fault is None:
            yield codec, text
        elif codec == "utf-8" and _mostly_utf8(data):
            raise _damaged(data, codec, fault) from fault


def _strictly(data: bytes, codec: str) -> tuple[str, UnicodeDecodeError | None]:
    try:
        return data.decode(codec), None
    except UnicodeDecodeError as error:
        return "", error


def _codecs(data: bytes) -> tuple[str, ...]:
    # A NUL occurs in no text but UTF-16, where every tab, digit and line end has one. The side on which they stand
    # tells the byte order.
    if b"\x00" not in data:
        return ("utf-8", "gb18030")
    if data[1::2].count(0) >= data[0::2].count(0):
        return ("utf-16-le", "utf-16-be")
    return ("utf-16-be", "utf-16-le")


def _plausible(text: str, codec: str) -> bool:
    sample = text[:_SAMPLE]
    if "\x00" in text or len(_CONTROL.findall(sample)) > _CONTROL_SHARE * len(sample):
        return False
    if codec == "utf-8":
        return True
    wide = _WIDE.findall(sample)
    hanzi = _HANZI.findall(sample)
    common = sum(map(_is_common, hanzi))
    punctuation = len(_PUNCTUATION.findall(sample))
    return common >= _COMMON_SHARE * len(hanzi) and len(hanzi) + punctuation >= 0.95 * len(wide)


def _is_common(hanzi: str) -> bool:
    return hanzi.encode("gb2312", "replace")[0] in _LEVEL_1


def _mostly_utf8(data: bytes) -> bool:
    """Tell damaged UTF-8 from GB18030: in the former Chinese characters outnumber the faults."""
    lenient = data.decode("utf-8", "replace")
    return len(_CHINESE.findall(lenient)) > lenient.count("\ufffd")


def _no_encoding(data: bytes) -> UnsupportedFormat:
    _, fault = _strictly(data, "utf-8")
    if fault is None or b"\x00" in data:
        return UnsupportedFormat("binary-data")
    return UnsupportedFormat("unknown-encoding", byte=fault.start, line=_line(data, fault))


def _damaged(data: bytes, codec: str, fault: UnicodeDecodeError) -> CorruptFile:
    return CorruptFile("damaged-text", encoding=codec, byte=fault.start, line=_line(data, fault))


def _line(data: bytes, fault: UnicodeDecodeError) -> int:
    return data.count(b"\n", 0, fault.start) + 1
