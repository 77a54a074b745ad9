"""Makes workbooks for the tests: through openpyxl, or part by part where openpyxl would not write such a thing."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Mapping

from openpyxl import Workbook

MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
PACKAGE = "http://schemas.openxmlformats.org/package/2006"
TYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml"


def saved(workbook: Workbook) -> bytes:
    """Give the bytes of a workbook."""
    buffer = io.BytesIO()
    workbook.save(buffer)
    return buffer.getvalue()


def zipped(parts: Mapping[str, str | bytes]) -> bytes:
    """Pack parts into a zip archive."""
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in parts.items():
            archive.writestr(name, content)
    return buffer.getvalue()


def parts_of(data: bytes) -> dict[str, bytes]:
    """Unpack a zip archive into its parts."""
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def written(sheet_data: str, *, after: str = "", strings: str = "", formats: Mapping[int, str] | None = None) -> bytes:
    """Write a workbook of one worksheet 表1 by hand; the style s="1" and on are those of ``formats``, in order.

    sheet_data: the rows. after: what follows the rows. strings: the <si> elements.
    """
    return zipped(written_parts(sheet_data, after=after, strings=strings, formats=formats))


def written_parts(
    sheet_data: str, *, after: str = "", strings: str = "", formats: Mapping[int, str] | None = None
) -> dict[str, str | bytes]:
    """Write the parts of :func:`written`."""
    formats = formats or {}
    custom = "".join(f'<numFmt numFmtId="{number}" formatCode="{code}"/>' for number, code in formats.items() if code)
    styles = "".join(f'<xf numFmtId="{number}"/>' for number in formats)
    return {
        "[Content_Types].xml": f'<Types xmlns="{PACKAGE}/content-types">'
        '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
        f'<Override PartName="/xl/workbook.xml" ContentType="{TYPE}.sheet.main+xml"/></Types>',
        "_rels/.rels": f'<Relationships xmlns="{PACKAGE}/relationships">'
        f'<Relationship Id="a" Type="{OFFICE}/officeDocument" Target="xl/workbook.xml"/></Relationships>',
        "xl/workbook.xml": f'<workbook xmlns="{MAIN}" xmlns:r="{OFFICE}"><sheets>'
        '<sheet name="表1" sheetId="1" r:id="s"/></sheets></workbook>',
        "xl/_rels/workbook.xml.rels": f'<Relationships xmlns="{PACKAGE}/relationships">'
        f'<Relationship Id="s" Type="{OFFICE}/worksheet" Target="worksheets/one.xml"/>'
        f'<Relationship Id="t" Type="{OFFICE}/styles" Target="/xl/styles.xml"/>'
        f'<Relationship Id="u" Type="{OFFICE}/sharedStrings" Target="sharedStrings.xml"/></Relationships>',
        "xl/styles.xml": f'<styleSheet xmlns="{MAIN}"><numFmts>{custom}</numFmts>'
        f'<cellXfs><xf numFmtId="0"/>{styles}</cellXfs></styleSheet>',
        "xl/sharedStrings.xml": f'<sst xmlns="{MAIN}">{strings}</sst>',
        "xl/worksheets/one.xml": f'<worksheet xmlns="{MAIN}" xmlns:r="{OFFICE}"><sheetData>{sheet_data}</sheetData>'
        f"{after}</worksheet>",
    }
