"""Hostile .xls and PDF files: what xlrd and pdfplumber are told to build, and what sends them in circles."""

from __future__ import annotations

import io
import zlib
from collections.abc import Callable, Iterator, Sequence
from typing import Any

from tests.readers import rendering
from tests.readers.rendering import Box
from tests.zoo.animal import READ, Animal, species

BOXES = [Box(1, 1, "产出指标", 2), Box(1, 2, "≥95%"), Box(2, 2, 500)]
OLE2 = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
SECTOR = 512


def xls(fill: Callable[[Any], None]) -> bytes:
    """Write a workbook with xlwt."""
    import xlwt

    workbook = xlwt.Workbook(encoding="utf-8")
    fill(workbook.add_sheet("a", cell_overwrite_ok=True))
    buffer = io.BytesIO()
    workbook.save(buffer)
    return buffer.getvalue()


def filled(sheet: Any, rows: int, columns: int) -> None:
    """Fill an area."""
    for row in range(rows):
        for column in range(columns):
            sheet.write(row, column, "a")


def merged(sheet: Any) -> None:
    """Merge twenty thousand times, each time over everything."""
    sheet.write(0, 0, "a")
    sheet.merged_ranges.extend([(0, 65535, 0, 255)] * 20_000)


def patched(data: bytes, old: bytes, new: bytes) -> bytes:
    """Overwrite the first occurrence of some bytes, keeping the length."""
    place = data.index(old)
    return data[:place] + new + data[place + len(new) :]


def sound_xls() -> bytes:
    """Write a small sound workbook."""
    return rendering.xls(BOXES)


def looping_sectors() -> bytes:
    """Let every sector of the container follow itself."""
    data = bytearray(sound_xls())
    table = SECTOR + int.from_bytes(data[76:80], "little") * SECTOR
    for number in range(SECTOR // 4):
        data[table + 4 * number : table + 4 * number + 4] = number.to_bytes(4, "little")
    return bytes(data)


def record(number: int, content: bytes) -> bytes:
    """Write a record of a workbook stream."""
    return number.to_bytes(2, "little") + len(content).to_bytes(2, "little") + content


BOF = record(0x809, b"\x00\x06\x05\x00" + bytes(12))
"""The first record of a workbook that was saved without its container."""


def pdf_of(objects: Sequence[bytes], trailer: bytes = b"/Root 1 0 R") -> bytes:
    """Write objects, numbered from 1, with their table."""
    body, places = bytearray(b"%PDF-1.7\n"), []
    for number, content in enumerate(objects, 1):
        places.append(len(body))
        body += b"%d 0 obj\n%s\nendobj\n" % (number, content)
    table = b"".join(b"%010d 00000 n \n" % place for place in places)
    head = b"xref\n0 %d\n0000000000 65535 f \n%strailer\n" % (len(objects) + 1, table)
    return bytes(body) + head + b"<</Size %d %s>>\nstartxref\n%d\n%%%%EOF" % (len(objects) + 1, trailer, len(body))


def stream(content: bytes, times: int = 1) -> bytes:
    """Pack a stream, again and again."""
    for _ in range(times):
        content = zlib.compress(content, 9)
    filters = b"/FlateDecode " * times
    return b"<</Length %d /Filter [%s]>>\nstream\n%s\nendstream" % (len(content), filters, content)


def page(content: bytes, *, box: bytes = b"0 0 600 800") -> bytes:
    """Write a PDF of one page with a ready-made content stream object."""
    return pdf_of(
        [
            b"<</Type /Catalog /Pages 2 0 R>>",
            b"<</Type /Pages /Kids [3 0 R] /Count 1>>",
            b"<</Type /Page /Parent 2 0 R /MediaBox [%s] /Contents 4 0 R"
            b" /Resources <</Font <</F 5 0 R>> /XObject <</X 4 0 R>>>>>>" % box,
            content,
            b"<</Type /Font /Subtype /Type1 /BaseFont /Helvetica>>",
        ]
    )


def pages(count: int, content: bytes = b"BT /F 9 Tf 9 9 Td (a) Tj ET") -> bytes:
    """Write a PDF of many pages."""
    kids = b" ".join(b"%d 0 R" % number for number in range(5, count + 5))
    each = b"<</Type /Page /Parent 2 0 R /MediaBox [0 0 600 800] /Contents 3 0 R /Resources <</Font <</F 4 0 R>>>>>>"
    return pdf_of(
        [
            b"<</Type /Catalog /Pages 2 0 R>>",
            b"<</Type /Pages /Kids [%s] /Count %d>>" % (kids, count),
            stream(content),
            b"<</Type /Font /Subtype /Type1 /BaseFont /Helvetica>>",
            *[each] * count,
        ]
    )


def lines(count: int) -> bytes:
    """Rule a page with level and upright lines that all cross."""
    return b" ".join(
        b"%d 0 m %d 800 l S 0 %d m 600 %d l S" % (number % 600, number % 600, number % 800, number % 800)
        for number in range(count)
    )


def forms_in_forms() -> bytes:
    """Draw a form ten times that draws the next one ten times, and so on: a billion letters."""
    form = b"<</Type /XObject /Subtype /Form /BBox [0 0 9 9] /Resources <</Font <</F 4 0 R>> /XObject <</X %d 0 R>>>> "
    forms = [stream(b"/X Do " * 10).replace(b"<<", form % number, 1) for number in range(6, 15)]
    return pdf_of(
        [
            b"<</Type /Catalog /Pages 2 0 R>>",
            b"<</Type /Pages /Kids [3 0 R] /Count 1>>",
            b"<</Type /Page /Parent 2 0 R /MediaBox [0 0 9 9] /Contents 5 0 R /Resources <</XObject <</X 6 0 R>>>>>>",
            b"<</Type /Font /Subtype /Type1 /BaseFont /Helvetica>>",
            *forms,
            stream(b"BT /F 9 Tf (a) Tj ET").replace(b"<<", form % 5, 1),
        ]
    )


def encrypted_pdf() -> bytes:
    """Write a PDF with a password."""
    from reportlab.pdfgen.canvas import Canvas

    buffer = io.BytesIO()
    canvas = Canvas(buffer, invariant=1, encrypt="secret")
    canvas.drawString(9, 9, "x")
    canvas.save()
    return buffer.getvalue()


def workbooks() -> Iterator[Animal]:
    """Give the Excel 97-2003 workbooks."""
    yield from species(
        "xls",
        f"library-failed|child-ended|no-goal-sheet|no-table|limit-cells|limit-filled|limit-memory|limit-merge-rows|no-goal-sheet-by-labels|{READ}",
        far_cell=lambda: xls(lambda sheet: sheet.write(65535, 255, "a")),
        merged_over_everything=lambda: xls(merged),
        many_cells=lambda: xls(lambda sheet: filled(sheet, 1_000, 250)),
        one_long_string=lambda: xls(lambda sheet: sheet.write(0, 0, "9" * 32_767)),
        sectors_in_a_circle=looping_sectors,
        sectors_without_end=lambda: OLE2 + b"\xfe\xff\xff\xff" * 500_000 + "Workbook".encode("utf-16-le"),
        tables_of_sectors=lambda: patched(sound_xls(), sound_xls()[44:48], b"\xff\xff\xff\x0f"),
        strings_that_are_not_there=lambda: BOF + record(0xFC, b"\xff\xff\xff\x7f" * 2),
        blank_cells=lambda: BOF + record(0xBE, bytes(4) + b"\x0f\x00" * 4_000 + b"\x00\x40") * 1_000,
        records=lambda: BOF + record(0x31, bytes(20)) * 500_000,
        formats=lambda: BOF + record(0x41E, b"\xa4\x00\x01\x00\x000") * 500_000,
        noise_after_the_begin=lambda: BOF + bytes(range(256)) * 4_000,
    )
    yield from species(
        "encrypted",
        "password",
        workbook=lambda: OLE2 + bytes(504) + "EncryptedPackage".encode("utf-16-le") + bytes(480),
        pdf=encrypted_pdf,
    )


def drawings() -> Iterator[Animal]:
    """Give the PDF files."""
    text = b"BT /F 9 Tf 9 9 Td (aaaaaaaaaa) Tj ET "
    names = b"/N 9 0 R " * 5
    yield from species("PDF of a thousand pages", "limit-pages", text=lambda: pages(1_000), more=lambda: pages(20_000))
    yield from species(
        "PDF",
        "library-failed|child-ended|limit-memory|limit-seconds|limit-cells|no-text-layer|no-goal-sheet"
        "|limit-cell-characters|limit-characters|limit-filled|limit-merge-rows|limit-page-bytes|limit-work|limit-objects",
        white_space=lambda: page(stream(b" " * 300_000_000)),
        packed_four_times=lambda: page(stream(bytes(200_000_000), 4)),
        characters=lambda: page(stream(text * 300_000)),
        one_string=lambda: page(stream(b"BT /F 9 Tf (" + b"a" * 10_000_000 + b") Tj ET")),
        lines=lambda: page(stream(lines(20_000))),
        crossing_lines=lambda: page(stream(lines(1_000))),
        rectangles=lambda: page(stream(b"0 0 9 9 re S " * 200_000)),
        curves=lambda: page(stream(b"0 0 m " + b"1 2 3 4 5 6 c " * 500_000 + b"S")),
        saved_states=lambda: page(stream(b"q " * 2_000_000)),
        operands=lambda: page(stream(b"1 " * 5_000_000)),
        open_arrays=lambda: page(stream(b"[" * 1_000_000)),
        drawing_of_itself=lambda: page(
            stream(b"/X Do " * 10).replace(b"<<", b"<</Type /XObject /Subtype /Form /BBox [0 0 9 9] ", 1)
        ),
        drawings_in_drawings=forms_in_forms,
        pages_in_a_circle=lambda: pdf_of([b"<</Type /Catalog /Pages 2 0 R>>", b"<</Type /Pages /Kids [2 0 R 2 0 R]>>"]),
        pages_as_a_chain=lambda: pdf_of(
            [
                b"<</Type /Catalog /Pages 2 0 R>>",
                *(b"<</Type /Pages /Kids [%d 0 R]>>" % number for number in range(3, 5_000)),
                b"<</Type /Page /MediaBox [0 0 9 9]>>",
            ]
        ),
        tables_in_a_circle=lambda: pages(1).replace(b"trailer\n<<", b"trailer\n<</Prev 9 "),
        open_dictionaries=lambda: b"%PDF-1.7\n1 0 obj\n" + b"<</A " * 500_000,
        nested_arrays=lambda: pdf_of([b"[" * 200_000 + b"]" * 200_000]),
        objects=lambda: pdf_of([b"null"] * 200_000),
        references=lambda: pdf_of([b"<<%s>>" % names] * 20_000),
        noise=lambda: b"%PDF-1.7\n" + bytes(range(256)) * 40_000,
        huge_page=lambda: page(stream(text), box=b"0 0 99999999999 99999999999"),
        no_objects=lambda: b"%PDF-1.7\n" + b"startxref\n1\n" * 200_000,
    )


ANIMALS = (*workbooks(), *drawings())
