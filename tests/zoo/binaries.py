"""More hostile .xls and PDF files: lying lengths and tables, streams that swell, operators without end."""

from __future__ import annotations

import struct
from collections.abc import Iterator

from tests.zoo.animal import Animal, species
from tests.zoo.libraries import BOF, page, pdf_of, record, sound_xls, stream


def binaries() -> Iterator[Animal]:
    """Give the workbooks and the PDF files."""
    sst = struct.pack("<II", 0x7FFFFFFF, 0x7FFFFFFF)

    def at(place: int, value: int, size: int = 4) -> bytes:
        data = bytearray(sound_xls())
        data[place : place + size] = value.to_bytes(size, "little")
        return bytes(data)

    yield from species(
        "xls",
        "library-failed|child-ended|no-goal-sheet-by-labels|binary-data|limit-work|limit-memory",
        long_record=lambda: BOF + b"\xfc\x00\xff\xff" + sst + b"\x01\x00\x00a" * 3_000_000,
        strings=lambda: (
            BOF + record(0xFC, sst + b"\x01\x00\x00a" * 2_000) + record(0x3C, b"\x01\x00\x00a" * 2_000) * 1_000
        ),
        strings_of_runs=lambda: BOF + record(0xFC, sst + b"\x01\x00\x08\xff\xffa" * 1_000) * 500,
        strings_continue=lambda: BOF + record(0xFC, sst + b"\xff\xff\x01") + record(0x3C, b"\x01" + b"a" * 8_000) * 900,
        continues=lambda: BOF + record(0xFC, sst) + record(0x3C, b"") * 2_000_000,
        empty_records=lambda: BOF + bytes(4) * 4_000_000,
        sheets=lambda: BOF + record(0x85, struct.pack("<IHBB", 0, 0, 1, 0) + b"a") * 500_000,
        sheet_in_a_circle=lambda: (
            BOF + record(0x85, struct.pack("<IHBB", 0, 0, 1, 0) + b"a") * 2_000 + record(0x0A, b"")
        ),
        sheet_of_itself=lambda: BOF + record(0x85, struct.pack("<IHBB", 16, 0, 1, 0) + b"a") * 900 + record(0x0A, b""),
        numbers=lambda: (
            BOF + b"".join(record(0x203, struct.pack("<HHHd", n % 65536, n % 256, 0, 1.5)) for n in range(200_000))
        ),
        rk=lambda: BOF + record(0xBD, struct.pack("<HH", 1, 0) + bytes(6) * 1_300 + b"\xff\xff") * 500,
        labels=lambda: BOF + record(0x204, struct.pack("<HHHH", 1, 1, 0, 60_000) + b"a" * 8_000) * 900,
        names=lambda: BOF + record(0x18, bytes(14) + b"\xff" * 200) * 20_000,
        xf=lambda: BOF + record(0xE0, bytes(20)) * 500_000,
        fonts=lambda: BOF + record(0x31, bytes(14) + b"\xff\xff" + b"a" * 100) * 100_000,
        formats=lambda: BOF + record(0x41E, b"\xa4\x00" + struct.pack("<H", 2000) + b"\x000" + b"[h]" * 600) * 4_000,
        merges=lambda: BOF + record(0xE5, struct.pack("<H", 1027) + struct.pack("<4H", 0, 65535, 0, 255) * 1_027) * 900,
        external=lambda: BOF + record(0x1AE, b"\xff\xff\xff\xff") * 500_000,
        codepage=lambda: BOF + record(0x42, b"\xff\xff") * 10,
        codepage_mac=lambda: BOF + record(0x42, struct.pack("<H", 10000)) + record(0x204, bytes(6) + b"\x05\x00hello"),
        sector_size=lambda: at(30, 0xFFFF, 2),
        small_sector_size=lambda: at(32, 0xFFFF, 2),
        sectors=lambda: at(44, 0x7FFFFFFF),
        directory=lambda: at(48, 0x7FFFFFFF),
        small_table=lambda: at(60, 5),
        table_of_tables=lambda: at(68, 1),
        table_of_tables_many=lambda: at(72, 0x7FFFFFFF),
        noise_behind=lambda: sound_xls() + b"\xff" * 20_000_000,
        biff2=lambda: b"\x09\x00\x04\x00\x02\x00\x10\x00" + bytes(1000),
        biff5=lambda: record(0x809, b"\x00\x05\x05\x00" + bytes(4)) + record(0x204, bytes(6) + b"\xff\xffa") * 100_000,
    )
    objects = b" ".join(b"%d %d" % (n, n * 5) for n in range(10, 100_010))
    yield from species(
        "PDF",
        "library-failed|limit-memory|limit-work|limit-page-bytes|no-text-layer|no-goal-sheet|limit-cells|limit-seconds|child-ended",
        object_stream=lambda: pdf_of(
            [
                b"<</Type /Catalog /Pages 2 0 R>>",
                b"<</Type /Pages /Kids [3 0 R]>>",
                b"<</Type /Page>>",
                stream(objects + b" null" * 100_000).replace(
                    b"<<", b"<</Type /ObjStm /N 100000 /First %d " % len(objects), 1
                ),
            ]
        ),
        object_stream_bomb=lambda: pdf_of(
            [
                b"<</Type /Catalog /Pages 2 0 R>>",
                b"<</Type /Pages /Kids [3 0 R]>>",
                b"<</Type /Page>>",
                stream(b" " * 200_000_000).replace(b"<<", b"<</Type /ObjStm /N 100000000 /First 9 ", 1),
            ],
            b"/Root 1 0 R /Extra 4 0 R",
        ),
        cross_stream=lambda: (
            b"%PDF-1.5\n1 0 obj\n"
            + stream(b"\x01" * 100_000_000).replace(b"<<", b"<</Type /XRef /Size 99999999 /W [1 1 1] /Root 1 0 R ", 1)
            + b"\nendobj\nstartxref\n9\n%%EOF"
        ),
        cross_index=lambda: (
            b"%PDF-1.5\n1 0 obj\n"
            + stream(b"\x01" * 1000).replace(
                b"<<", b"<</Type /XRef /Size 9 /Index [0 2000000000] /W [0 0 0] /Root 1 0 R ", 1
            )
            + b"\nendobj\nstartxref\n9\n%%EOF"
        ),
        cross_table=lambda: (
            b"%PDF-1.5\nxref\n0 2000000000\n"
            + b"0000000000 65535 f \n" * 400_000
            + b"trailer\n<</Root 1 0 R>>\nstartxref\n9\n%%EOF"
        ),
        cross_itself=lambda: (
            b"%PDF-1.5\nxref\n0 1\n0000000000 65535 f \ntrailer\n<</Root 1 0 R /Prev 9>>\nstartxref\n9\n%%EOF"
        ),
        tree_cycle=lambda: pdf_of(
            [
                b"<</Type /Catalog /Pages 2 0 R>>",
                b"<</Type /Pages /Kids [3 0 R 3 0 R] /Parent 3 0 R>>",
                b"<</Type /Pages /Kids [2 0 R 2 0 R] /Parent 2 0 R>>",
            ]
        ),
        kids_repeated=lambda: pdf_of(
            [
                b"<</Type /Catalog /Pages 2 0 R>>",
                b"<</Type /Pages /Kids [%s]>>" % (b"3 0 R " * 100_000),
                b"<</Type /Page /MediaBox [0 0 9 9]>>",
            ]
        ),
        operators=lambda: page(stream(b"n " * 1_000_000)),
        operators_within=lambda: page(stream(b"n " * 250_000)),
        text_states=lambda: page(stream(b"BT ET " * 80_000)),
        moves=lambda: page(stream(b"1 1 m " * 85_000 + b"S")),
        small_rectangles=lambda: page(
            stream(b"".join(b"%d %d 9 9 re " % (n % 60 * 10, n // 60 * 10) for n in range(4_000)) + b"S")
        ),
        strings=lambda: page(stream(b"BT /F 9 Tf " + b"(a)Tj " * 85_000 + b"ET")),
        far=lambda: page(stream(b"BT /F 9 Tf 1e300 0 0 1e300 1e300 1e300 Tm (a) Tj ET")),
        nan=lambda: page(stream(b"BT /F nan Tf inf inf Td (a) Tj ET")),
        inline=lambda: page(stream(b"BI /W 99999 /H 99999 ID " + b"x" * 500_000)),
        inline_many=lambda: page(stream(b"BI ID x EI " * 45_000)),
        names=lambda: page(stream(b"".join(b"/a%d gs " % n for n in range(50_000)))),
        hex_string=lambda: page(stream(b"BT /F 9 Tf <" + b"41" * 250_000 + b"> Tj ET")),
        array=lambda: page(stream(b"BT /F 9 Tf [" + b"(a) 9 " * 80_000 + b"] TJ ET")),
        nested=lambda: page(stream(b"[" * 250_000 + b"]" * 250_000)),
        dicts=lambda: page(stream(b"<<" * 250_000)),
        lzw=lambda: page(b"<</Length 9 /Filter /LZWDecode>>\nstream\n" + b"\x80\x0b\x60" * 300_000 + b"\nendstream"),
        run_length=lambda: page(
            b"<</Length 9 /Filter /RunLengthDecode>>\nstream\n" + b"\x81a" * 1_000_000 + b"\nendstream"
        ),
        ascii85=lambda: page(b"<</Length 9 /Filter /ASCII85Decode>>\nstream\n" + b"z" * 20_000_000 + b"~>\nendstream"),
        ascii_hex=lambda: page(
            b"<</Length 9 /Filter /ASCIIHexDecode>>\nstream\n" + b"41" * 10_000_000 + b">\nendstream"
        ),
        predictor=lambda: page(
            stream(bytes(1_000_000)).replace(b"<<", b"<</DecodeParms [<</Predictor 12 /Columns 2000000000>>] ", 1)
        ),
        predictor_one=lambda: page(
            stream(bytes(20_000_000)).replace(b"<<", b"<</DecodeParms [<</Predictor 12 /Columns 1>>] ", 1)
        ),
        jbig=lambda: page(b"<</Length 9 /Filter /JBIG2Decode>>\nstream\n" + b"x" * 1000 + b"\nendstream"),
        crypt=lambda: pdf_of(
            [b"<</Type /Catalog>>"],
            b"/Root 1 0 R /Encrypt <</Filter /Standard /V 5 /R 6 /Length 256 /O (a) /U (a) /P 1>> /ID [(a)(a)]",
        ),
        length=lambda: page(b"<</Length 4 0 R>>\nstream\nx\nendstream"),
        length_huge=lambda: page(b"<</Length 99999999999>>\nstream\nx\nendstream"),
        font_map=lambda: pdf_of(
            [
                b"<</Type /Catalog /Pages 2 0 R>>",
                b"<</Type /Pages /Kids [3 0 R] /Count 1>>",
                b"<</Type /Page /MediaBox [0 0 9 9] /Contents 4 0 R /Resources <</Font <</F 5 0 R>>>>>>",
                stream(b"BT /F 9 Tf (a) Tj ET"),
                b"<</Type /Font /Subtype /Type1 /BaseFont /H /ToUnicode 6 0 R>>",
                stream(b"begincmap 1 beginbfrange <00000000> <ffffffff> <0000> endbfrange endcmap"),
            ]
        ),
        font_widths=lambda: pdf_of(
            [
                b"<</Type /Catalog /Pages 2 0 R>>",
                b"<</Type /Pages /Kids [3 0 R] /Count 1>>",
                b"<</Type /Page /MediaBox [0 0 9 9] /Contents 4 0 R /Resources <</Font <</F 5 0 R>>>>>>",
                stream(b"BT /F 9 Tf (a) Tj ET"),
                b"<</Type /Font /Subtype /Type0 /Encoding /Identity-H /DescendantFonts [6 0 R]>>",
                b"<</Type /Font /Subtype /CIDFontType2 /W [0 2000000000 5]>>",
            ]
        ),
        annotations=lambda: pdf_of(
            [
                b"<</Type /Catalog /Pages 2 0 R>>",
                b"<</Type /Pages /Kids [3 0 R] /Count 1>>",
                b"<</Type /Page /MediaBox [0 0 9 9] /Annots [%s]>>" % (b"4 0 R " * 100_000),
                b"<</Type /Annot /Subtype /Link /Rect [0 0 9 9]>>",
            ]
        ),
        labels=lambda: pdf_of(
            [
                b"<</Type /Catalog /Pages 2 0 R /PageLabels <</Kids [1 0 R]>> /StructTreeRoot <</K 1 0 R>>>>",
                b"<</Type /Pages /Kids [3 0 R] /Count 1>>",
                b"<</Type /Page /MediaBox [0 0 9 9]>>",
            ]
        ),
        label_huge=lambda: pdf_of(
            [
                b"<</Type /Catalog /Pages 2 0 R /PageLabels <</Nums [0 <</S /r /St 2000000000>>]>>>>",
                b"<</Type /Pages /Kids [3 0 R] /Count 1>>",
                b"<</Type /Page /MediaBox [0 0 9 9]>>",
            ]
        ),
        header_far=lambda: b" " * 1_000 + b"%PDF-1.4\n" + b"%" * 20_000_000,
        comments=lambda: b"%PDF-1.4\n" + b"%\n" * 5_000_000,
        no_end=lambda: b"%PDF-1.4\n1 0 obj\n(" + b"(" * 5_000_000,
        objects_again=lambda: b"%PDF-1.4\n" + b"1 0 obj\nnull\nendobj\n" * 140_000,
        grids=lambda: page(
            stream(
                b"".join(b"0 %d m 600 %d l S " % (n * 8, n * 8) for n in range(99))
                + b"".join(b"%d 0 m %d 800 l S " % (n * 6, n * 6) for n in range(99))
            )
        ),
        drawings=lambda: page(stream(b"/X Do " * 80_000)),
    )


ANIMALS = (*binaries(),)
