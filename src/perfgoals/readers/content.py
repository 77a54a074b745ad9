"""Tell by its content what a file is; its name and extension never matter."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Literal

from perfgoals.errors import CorruptFile, EncryptedFile, UnsupportedFormat

if TYPE_CHECKING:
    from perfgoals.readers.archive import Archive

Kind = Literal["archive", "xls", "pdf", "html", "mhtml", "spreadsheetml", "text"]
PackageKind = Literal["xlsx", "docx", "ods"]

_ZIP = (b"PK\x03\x04", b"PK\x05\x06", b"PK\x07\x08")
_OLE2 = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_OLE2_STREAMS = (("WordDocument", "Word 97-2003 (.doc)"), ("PowerPoint Document", "PowerPoint 97-2003 (.ppt)"))
_BIFF = (b"\x09\x08\x10\x00", b"\x09\x08\x08\x00", b"\x09\x04\x06\x00", b"\x09\x02\x06\x00")
"""The first record of an .xls workbook that was saved without its container."""
_SIGNATURES = (
    (b"{\\rtf", "RTF"),
    (b"\x89PNG", "PNG"),
    (b"\xff\xd8\xff", "JPEG"),
    (b"GIF8", "GIF"),
    (b"\x1f\x8b", "gzip"),
    (b"7z\xbc\xaf\x27\x1c", "7z"),
    (b"Rar!", "RAR"),
)
_SPREADSHEETML = re.compile(rb"(?:<\?xml|<Workbook\b).*?urn:schemas-microsoft-com:office:spreadsheet", re.DOTALL)
_HTML = re.compile(
    rb"(?:<\?xml[^>]*>\s*)?(?:<!--(?:(?!-->).)*-->\s*)*"
    rb"<(?:!doctype\s+html|(?:html|head|meta|title|style|script|body|div|center|table|tr|p|h[1-6]|span|font|br|pre)\b)",
    re.DOTALL | re.IGNORECASE,
)
_MHTML = re.compile(rb"(?:[a-z-]+:[^\n]*\n(?:[ \t][^\n]*\n)*){0,20}?mime-version:", re.IGNORECASE)
_XML = re.compile(rb"<\?xml\b")
_HEAD = 4096
_PDF_HEAD = 1024
"""A PDF may have something before its header, within these bytes (ISO 32000-1, annex H.3.4.1)."""
_PACKAGES: tuple[tuple[bytes, PackageKind], ...] = (
    (b"spreadsheetml.sheet.main+xml", "xlsx"),
    (b"ms-excel.sheet.macroEnabled.main+xml", "xlsx"),
    (b"spreadsheetml.template.main+xml", "xlsx"),
    (b"ms-excel.template.macroEnabled.main+xml", "xlsx"),
    (b"wordprocessingml.document.main", "docx"),
    (b"ms-word.document.macroEnabled.main", "docx"),
    (b"wordprocessingml.template.main", "docx"),
)
_OTHER_PACKAGES = ((b"ms-excel.sheet.binary", "Excel (.xlsb)"), (b"presentationml", "PowerPoint (.pptx)"))
_ODS = "application/vnd.oasis.opendocument.spreadsheet"


def kind_of(data: bytes) -> Kind:
    r"""Tell what the bytes are.

    Raises UnsupportedFormat, naming it, for content of a known format that is not read, and EncryptedFile.

    >>> kind_of(b"PK\x03\x04"), kind_of(b"<table>"), kind_of("绩效".encode())
    ('archive', 'html', 'text')
    """
    if not data:
        raise UnsupportedFormat("empty-file")
    if data.startswith(_ZIP):
        return "archive"
    if data.startswith(_OLE2):
        return _ole2(data)
    if data.startswith(_BIFF):
        return "xls"
    for signature, name in _SIGNATURES:
        if data.startswith(signature):
            raise _unread(name)
    return "pdf" if b"%PDF-" in data[:_PDF_HEAD] else _text_kind(data)


def package_kind(archive: Archive) -> PackageKind:
    """Tell what a zip archive is.

    Raises UnsupportedFormat for one that is not read, CorruptFile for a workbook that lost its table of contents.
    """
    if "mimetype" in archive:
        kind = archive.read("mimetype").decode("ascii", "replace").strip()
        if kind.startswith(_ODS):
            return "ods"
        raise _unread(f"OpenDocument ({kind[-60:]})")
    if "[Content_Types].xml" not in archive:
        if "xl/workbook.xml" in archive or "word/document.xml" in archive:
            raise CorruptFile("archive-lacks", part="[Content_Types].xml")
        raise _unread("ZIP")
    types = archive.read("[Content_Types].xml")
    for pattern, package in _PACKAGES:
        if pattern in types:
            return package
    raise _unread(next((name for pattern, name in _OTHER_PACKAGES if pattern in types), "Office Open XML"))


def _text_kind(data: bytes) -> Kind:
    # Without NULs the markup of UTF-16 reads as ASCII; a BOM or white space may stand before it.
    head = data[:_HEAD].replace(b"\x00", b"").lstrip(b"\xef\xbb\xbf\xff\xfe \t\r\n")
    if _SPREADSHEETML.match(head):
        return "spreadsheetml"
    if _HTML.match(head):
        return "html"
    if _MHTML.match(head):
        return "mhtml"
    if _XML.match(head):
        raise _unread("XML")
    return "text"


def _ole2(data: bytes) -> Kind:
    def has_stream(name: str) -> bool:
        return name.encode("utf-16-le") in data

    if has_stream("EncryptedPackage"):
        raise EncryptedFile("password")
    if not has_stream("WordDocument") and (has_stream("Workbook") or has_stream("Book")):
        return "xls"
    raise _unread(next((kind for name, kind in _OLE2_STREAMS if has_stream(name)), "OLE2"))


def _unread(name: str) -> UnsupportedFormat:
    return UnsupportedFormat("unread-format", format=name)
