"""Tell by its content what a file is; its name and extension never matter."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from perfgoals.errors import CorruptFile, EncryptedFile, ReadError, UnsupportedFormat

if TYPE_CHECKING:
    from perfgoals.readers.archive import Archive

_ZIP = (b"PK\x03\x04", b"PK\x05\x06", b"PK\x07\x08")
_OLE2 = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_OLE2_STREAMS = (
    ("WordDocument", "Word 97-2003 (.doc)"),
    ("PowerPoint Document", "PowerPoint (.ppt)"),
    ("Workbook", "Excel 97-2003 (.xls)"),
    ("Book", "Excel 5.0 (.xls)"),
)
_SIGNATURES = (
    (b"%PDF-", "PDF"),
    (b"{\\rtf", "RTF"),
    (b"\x89PNG", "PNG"),
    (b"\xff\xd8\xff", "JPEG"),
    (b"GIF8", "GIF"),
    (b"\x1f\x8b", "gzip"),
    (b"7z\xbc\xaf\x27\x1c", "7z"),
    (b"Rar!", "RAR"),
    (b"\x09\x08", "Excel 4.0 (.xls)"),
)
_MARKUP = (
    (re.compile(rb"<\?xml.*?urn:schemas-microsoft-com:office:spreadsheet", re.DOTALL), "SpreadsheetML 2003"),
    (
        re.compile(
            rb"(?:<\?xml[^>]*>\s*)?(?:<!--(?:(?!-->).)*-->\s*)*<(?:!doctype\s+html|html|head|meta|body|table)\b",
            re.DOTALL | re.IGNORECASE,
        ),
        "HTML",
    ),
    (re.compile(rb"MIME-Version:", re.IGNORECASE), "MHTML"),
    (re.compile(rb"<\?xml\b"), "XML"),
)
_HEAD = 4096
_PACKAGES = (
    (b"spreadsheetml.sheet.main+xml", None),
    (b"ms-excel.sheet.macroEnabled.main+xml", None),
    (b"spreadsheetml.template.main+xml", None),
    (b"ms-excel.template.macroEnabled.main+xml", None),
    (b"ms-excel.sheet.binary", "Excel (.xlsb)"),
    (b"wordprocessingml.document.main", "Word (.docx)"),
    (b"presentationml", "PowerPoint (.pptx)"),
)


def is_archive(data: bytes) -> bool:
    r"""Tell whether the content is a zip archive, as all office files of today are.

    >>> is_archive(b"PK\x03\x04"), is_archive("绩效".encode())
    (True, False)
    """
    return data.startswith(_ZIP)


def refuse_unsupported(data: bytes) -> None:
    """Raise UnsupportedFormat or EncryptedFile, naming what it is, for content of a known format that is not read."""
    if not data:
        raise UnsupportedFormat("empty-file")
    if data.startswith(_OLE2):
        raise _ole2(data)
    for signature, name in _SIGNATURES:
        if data.startswith(signature):
            raise _unsupported(name)
    # Without NULs the markup of UTF-16 reads as ASCII; a BOM or white space may stand before it.
    head = data[:_HEAD].replace(b"\x00", b"").lstrip(b"\xef\xbb\xbf\xff\xfe \t\r\n")
    for pattern, name in _MARKUP:
        if pattern.match(head):
            raise _unsupported(name)


def refuse_other_packages(archive: Archive) -> None:
    """Raise UnsupportedFormat for a zip archive that is no .xlsx workbook, CorruptFile for one that lost its table."""
    if "mimetype" in archive:
        kind = archive.read("mimetype").decode("ascii", "replace").strip()
        raise _unsupported(f"OpenDocument ({kind[-60:]})")
    if "[Content_Types].xml" not in archive:
        if "xl/workbook.xml" in archive:
            raise CorruptFile("archive-lacks", part="[Content_Types].xml")
        raise _unsupported("ZIP")
    types = archive.read("[Content_Types].xml")
    for pattern, name in _PACKAGES:
        if pattern in types:
            if name is None:
                return
            raise _unsupported(name)
    raise _unsupported("Office Open XML")


def _ole2(data: bytes) -> ReadError:
    def has_stream(name: str) -> bool:
        return name.encode("utf-16-le") in data

    if has_stream("EncryptedPackage"):
        return EncryptedFile("password")
    return _unsupported(next((kind for name, kind in _OLE2_STREAMS if has_stream(name)), "OLE2"))


def _unsupported(name: str) -> UnsupportedFormat:
    return UnsupportedFormat("unread-format", format=name)
