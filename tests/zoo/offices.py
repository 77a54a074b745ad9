"""Hostile packages of office programs: endless elements, names and attributes, encodings, spans, formulas."""

from __future__ import annotations

import io
import struct
import warnings
import zipfile
from collections.abc import Iterator

from tests.readers import rendering
from tests.readers.workbooks import MAIN, PACKAGE, parts_of
from tests.zoo.animal import Animal, species
from tests.zoo.packages import CELL, SHEET, packed, rows, with_part, workbook
from tests.zoo.texts import spreadsheetml

RELATIONSHIPS = f'<Relationships xmlns="{PACKAGE}/relationships">'
"""How the relationships of a part begin."""


def stored_docx(body: str) -> bytes:
    """Write a Word document that is not packed: no ratio gives it away."""
    return packed(parts_of(rendering.docx_of(body)), stored=True)


def stored_ods(sheets: str) -> bytes:
    """Write an OpenDocument spreadsheet that is not packed."""
    return packed(parts_of(rendering.ods_of(sheets)), stored=True)


def column_name(number: int) -> str:
    """Give the letters of a column."""
    letters = ""
    while number:
        number, rest = divmod(number - 1, 26)
        letters = chr(65 + rest) + letters
    return letters


def styled(content: str) -> bytes:
    """Put styles of one's own into a workbook."""
    return with_part("xl/styles.xml", f"<styleSheet xmlns='{MAIN}'>{content}</styleSheet>", stored=True)


def related(content: str) -> bytes:
    """Put relationships of one's own into a workbook."""
    return with_part("xl/_rels/workbook.xml.rels", f"{RELATIONSHIPS}{content}</Relationships>", stored=True)


def encoded(encoding: str, declared: str) -> bytes:
    """Write a workbook whose worksheet is in an encoding, and declares one."""
    xml = f"<worksheet xmlns='{MAIN}'><sheetData>{CELL}</sheetData></worksheet>"
    return with_part(SHEET, f"<?xml version='1.0' encoding='{declared}'?>{xml}".encode(encoding))


def method(number: int) -> bytes:
    """Say that the members are packed in another way."""
    data = bytearray(workbook(stored=False))
    for sign, place in ((b"PK\x01\x02", 10), (b"PK\x03\x04", 8)):
        begin = data.find(sign)
        while begin >= 0:
            data[begin + place : begin + place + 2] = number.to_bytes(2, "little")
            begin = data.find(sign, begin + 4)
    return bytes(data)


def repeated_names() -> bytes:
    """Give a package a thousand members of one name."""
    buffer = io.BytesIO(workbook())
    with warnings.catch_warnings(), zipfile.ZipFile(buffer, "a") as archive:
        warnings.simplefilter("ignore")
        for number in range(1_000):
            row = CELL.replace("A1", f"A{number + 1}")
            archive.writestr(SHEET, f"<worksheet xmlns='{MAIN}'><sheetData>{row}</sheetData></worksheet>")
    return buffer.getvalue()


def zip64(count: int) -> bytes:
    """End with a directory of 64 bits that counts members in milliards."""
    data = workbook()
    end = data.rindex(b"PK\x05\x06")
    locator = b"PK\x06\x07" + struct.pack("<IQI", 0, end, 1)
    record64 = b"PK\x06\x06" + struct.pack("<QHHIIQQQQ", 44, 45, 45, 0, 0, count, count, 10, 0)
    tail = b"PK\x05\x06" + b"\xff" * 16 + bytes(2)
    return data[:end] + record64 + locator + tail


def packages() -> Iterator[Animal]:
    """Give the packages."""
    yield from species(
        "xlsx",
        "archive-damaged|limit-cell-characters|limit-cells|limit-filled|limit-names|limit-tag-bytes"
        "|limit-tags|no-goal-sheet|no-goal-sheet-by-labels|no-number|no-place|no-range|no-worksheet"
        "|not-well-formed|part-damaged",
        deflate64=lambda: method(9),
        bzip2=lambda: method(12),
        lzma=lambda: method(14),
        unknown_method=lambda: method(99),
        zip64=lambda: zip64(2**62),
        zip64_small=lambda: zip64(3),
        repeated_names=repeated_names,
        styles=lambda: styled("<cellXfs count='4294967295'>" + '<xf numFmtId="9"/>' * 900_000 + "</cellXfs>"),
        style_far=lambda: workbook('<row r="1"><c r="A1" s="4294967295"><v>1</v></c></row>'),
        style_negative=lambda: workbook('<row r="1"><c r="A1" s="-1"><v>1</v></c></row>'),
        string_far=lambda: workbook('<row r="1"><c r="A1" t="s"><v>4294967295</v></c></row>'),
        string_negative=lambda: workbook('<row r="1"><c r="A1" t="s"><v>-1</v></c></row>'),
        row_zero=lambda: workbook('<row r="0"><c r="A0"><v>1</v></c></row>'),
        row_negative=lambda: workbook('<row r="-5"><c r="A-5"><v>1</v></c></row>'),
        row_reversed=lambda: workbook(
            "".join(f'<row r="{n}"><c r="A{n}"><v>{n}</v></c></row>' for n in range(11_000, 0, -1))
        ),
        without_references=lambda: workbook("<row>" + "<c/>" * 2_000_000 + "</row>"),
        values_without_references=lambda: workbook("<row>" + "<c><v>1</v></c>" * 1_000_000 + "</row>"),
        other_elements=lambda: workbook("<a/>" * 5_900_000),
        rows_without_cells=lambda: workbook("<row/>" * 3_900_000),
        cells_in_one_place=lambda: workbook("<row r='1'>" + "<c r='A1'><v>1</v></c>" * 900_000 + "</row>"),
        comments=lambda: workbook("<!---->" * 3_400_000),
        instructions=lambda: workbook("<?a?>" * 4_700_000),
        data_sections=lambda: workbook(f'<row><c t="str"><v>{"<![CDATA[]]>" * 1_900_000}</v></c></row>'),
        characters_by_number=lambda: workbook(f'<row><c t="str"><v>{"&#9;" * 5_900_000}</v></c></row>'),
        attributes=lambda: workbook("<row " + " ".join(f'a{n}="1"' for n in range(1_500_000)) + "/>"),
        attributes_again=lambda: workbook(("<c " + " ".join(f'a{n}="1"' for n in range(50)) + "/>") * 50_000),
        one_attribute=lambda: workbook(f'<row r="1" spans="{"1" * 23_000_000}"/>'),
        namespaces=lambda: workbook("<a " + " ".join(f'xmlns:a{n}="b{n}"' for n in range(700_000)) + "/>"),
        namespaces_nested=lambda: workbook("".join(f'<a xmlns:a{n}="b{n}">' for n in range(90)) + "<a/>" * 3_000_000),
        names=lambda: workbook("".join(f"<a{n}/>" for n in range(2_200_000))),
        utf_16=lambda: encoded("utf-16", "utf-16"),
        utf_7=lambda: encoded("utf-7", "utf-7"),
        gbk=lambda: encoded("gbk", "gbk"),
        utf_16_unsaid=lambda: encoded("utf-16", "utf-8"),
        mark=lambda: encoded("utf-8-sig", "utf-16"),
        python_codec=lambda: encoded("ascii", "unicode_escape"),
        hex_codec=lambda: encoded("ascii", "hex"),
        zlib_codec=lambda: encoded("ascii", "zlib"),
        idna=lambda: encoded("ascii", "idna"),
        punycode=lambda: encoded("ascii", "punycode"),
        space=lambda: workbook(
            f'<row><c t="inlineStr"><is><t xml:space="preserve">{" " * 20_000_000}</t></is></c></row>'
        ),
        space_in_many=lambda: workbook(
            rows(100, f'<c t="inlineStr"><is><t xml:space="preserve">{" " * 200_000}</t></is></c>')
        ),
        phonetics=lambda: workbook(strings=f"<si><t>绩</t>{'<rPh><t>a</t></rPh>' * 1_100_000}</si>"),
        runs=lambda: workbook(strings=f"<si>{'<r/>' * 5_900_000}</si>"),
        strings=lambda: workbook(strings="<si/>" * 4_700_000),
        relations_in_a_circle=lambda: related(
            '<Relationship Id="s" Type="x/worksheet" Target="workbook.xml"/>'
            '<Relationship Id="t" Type="x/sharedStrings" Target="/xl/workbook.xml"/>'
        ),
        relations=lambda: related(
            "".join(f'<Relationship Id="s{n}" Type="x/worksheet" Target="{"../" * 20}a{n}"/>' for n in range(150_000))
        ),
        target_with_dots=lambda: related(f'<Relationship Id="s" Type="x/worksheet" Target="{"a/../" * 4_000_000}"/>'),
        formats_of_sections=lambda: styled(
            f"<numFmts><numFmt numFmtId='164' formatCode='{';' * 5_000_000}'/></numFmts>"
        ),
        long_format_in_many=lambda: styled(
            f"<numFmts><numFmt numFmtId='164' formatCode='{'&quot;a&quot;0' * 20_000}'/></numFmts>"
            "<cellXfs><xf numFmtId='164'/></cellXfs>"
        ),
        dates_far=lambda: workbook(rows(11_000, '<c t="d"><v>9999-99-99T99:99:99</v></c>')),
        merged_backwards=lambda: workbook(CELL, after='<mergeCells><mergeCell ref="C3:A1"/></mergeCells>'),
        merged_nowhere=lambda: workbook(CELL, after='<mergeCells><mergeCell ref="A0:A-1"/></mergeCells>'),
        formula_dots=lambda: workbook(
            '<row r="1"><c r="A1"><f t="shared" si="0">'
            + "A1:" * 2_700
            + "A1</f></c>"
            + rows(9_000, '<c r="B{}"><f t="shared" si="0"/></c>')
            + "</row>"
        ),
        formula_quotes=lambda: workbook(
            '<row r="1"><c r="A1"><f t="shared" si="0">'
            + "&quot;" * 1_000_001
            + '</f></c><c r="B1"><f t="shared" si="0"/></c></row>'
        ),
        shared_many=lambda: workbook(
            rows(
                11_900,
                '<c r="A{}"><f t="shared" si="{}">A1+A2*SUM(B1:B9)</f></c><c r="B{}"><f t="shared" si="{}"/></c>',
            )
        ),
        formula_plain=lambda: workbook(rows(11_900, '<c r="A{}"><f>' + "A1+" * 200 + "1</f></c>")),
        diagonal=lambda: workbook(
            "".join(f'<row r="{n}"><c r="{column_name(n)}{n}" t="s"><v>0</v></c></row>' for n in range(1, 11_900))
        ),
    )
    d = stored_docx
    tc = "<w:tc><w:tcPr>{}</w:tcPr><w:p><w:r><w:t>绩</w:t></w:r></w:p></w:tc>"

    def tr(cells: str, times: int = 1) -> str:
        return "<w:tbl>" + f"<w:tr>{cells}</w:tr>" * times + "</w:tbl>"

    yield from species(
        "docx",
        "limit-cells|limit-depth|limit-tags|no-goal-sheet|no-table|not-well-formed",
        grid_span=lambda: d(tr(tc.format('<w:gridSpan w:val="1000000000"/>') * 3)),
        grid_span_negative=lambda: d(tr(tc.format('<w:gridSpan w:val="-9"/>') * 3)),
        grid_span_digits=lambda: d(tr(tc.format('<w:gridSpan w:val="' + "9" * 5000 + '"/>') * 3)),
        grid_before=lambda: d(
            f'<w:tbl><w:tr><w:trPr><w:gridBefore w:val="99999999999"/></w:trPr>{tc.format("")}</w:tr></w:tbl>'
        ),
        nested_tables=lambda: d("<w:tbl><w:tr><w:tc>" * 10_000),
        nested_within=lambda: d("<w:tbl><w:tr><w:tc>" * 30 + "</w:tc></w:tr></w:tbl>" * 30),
        merge_without_restart=lambda: d(tr(tc.format("<w:vMerge/>") * 3, 9_000)),
        merge_to_the_end=lambda: d(
            tr(
                tc.format('<w:vMerge w:val="restart"/>') * 60
                + "</w:tr>"
                + ("<w:tr>" + tc.format("<w:vMerge/>") * 60 + "</w:tr>") * 1_500
            )
        ),
        paragraphs=lambda: d("<w:p/>" * 3_000_000),
        paragraphs_of_text=lambda: d("<w:p><w:r><w:t>绩</w:t></w:r></w:p>" * 500_000),
        runs=lambda: d("<w:p>" + "<w:r><w:t>a</w:t></w:r>" * 800_000 + "</w:p>"),
        tabs=lambda: d("<w:p><w:r>" + "<w:tab/>" * 2_500_000 + "</w:r></w:p>"),
        breaks=lambda: d("<w:p><w:r>" + "<w:br/>" * 2_500_000 + "</w:r></w:p>"),
        breaks_in_a_cell=lambda: d(
            "<w:tbl><w:tr><w:tc><w:p><w:r>" + "<w:br/><w:t>绩</w:t>" * 900_000 + "</w:r></w:p></w:tc></w:tr></w:tbl>"
        ),
        rows=lambda: d("<w:tbl>" + "<w:tr/>" * 2_500_000 + "</w:tbl>"),
        cells=lambda: d("<w:tbl><w:tr>" + "<w:tc/>" * 2_500_000 + "</w:tr></w:tbl>"),
        text_boxes=lambda: d(
            "<w:p><w:r>"
            + "<w:txbxContent><w:p><w:r><w:t>a</w:t></w:r></w:p></w:txbxContent>" * 200_000
            + "</w:r></w:p>"
        ),
        alternate=lambda: d(
            "<w:p><w:r>"
            + '<mc:AlternateContent xmlns:mc="urn:mc"><mc:Fallback/></mc:AlternateContent>' * 100_000
            + "</w:r></w:p>"
        ),
        deletions=lambda: d("<w:p>" + "<w:del><w:r><w:delText>a</w:delText></w:r></w:del>" * 350_000 + "</w:p>"),
        outside_tables=lambda: d("<w:tc/><w:tr/>" * 1_500_000),
        closing=lambda: d("</w:p>" * 10),
    )
    o = stored_ods
    oc = "<table:table-cell {}><text:p>a</text:p></table:table-cell>"

    def tor(cells: str, repeated: str = "1", times: int = 1) -> str:
        begin = f"<table:table-row table:number-rows-repeated='{repeated}'>"
        return "<table:table>" + f"{begin}{cells}</table:table-row>" * times + "</table:table>"

    yield from species(
        "ods",
        "limit-cells|limit-filled|limit-sheets|limit-tags|no-goal-sheet|not-well-formed",
        repeated=lambda: o(tor(oc.format('table:number-columns-repeated="1000000000"'), "1000000000")),
        repeated_negative=lambda: o(tor(oc.format('table:number-columns-repeated="-9"'), "-9")),
        repeated_digits=lambda: o(tor(oc.format(""), "9" * 100_000)),
        repeated_rows=lambda: o(tor(oc.format(""), "1000", 1000)),
        spans=lambda: o(
            tor(
                oc.format('table:number-columns-spanned="1000000000" table:number-rows-spanned="1000000000"') * 5,
                "1",
                2000,
            )
        ),
        nested_spans=lambda: o("<table:table><table:table-row><table:table-cell><text:p>" + "<text:span>" * 90 + "a"),
        text_spans=lambda: o(
            "<table:table><table:table-row><table:table-cell><text:p>"
            + "<text:span>a</text:span>" * 800_000
            + "</text:p></table:table-cell></table:table-row></table:table>"
        ),
        paragraphs=lambda: o(
            "<table:table><table:table-row><table:table-cell>"
            + "<text:p>a</text:p>" * 1_000_000
            + "</table:table-cell></table:table-row></table:table>"
        ),
        spaces=lambda: o(tor("<table:table-cell><text:p>a<text:s text:c='2000000000'/>b</text:p></table:table-cell>")),
        annotations=lambda: o(
            "<table:table><table:table-row><table:table-cell>"
            + "<office:annotation><text:p>a</text:p></office:annotation>" * 300_000
            + "<text:p>a</text:p></table:table-cell></table:table-row></table:table>"
        ),
        tables=lambda: o("<table:table/>" * 1_500_000),
        rows=lambda: o("<table:table>" + "<table:table-row/>" * 1_000_000 + "</table:table>"),
        cells=lambda: o(
            "<table:table><table:table-row>" + "<table:table-cell/>" * 1_000_000 + "</table:table-row></table:table>"
        ),
        groups=lambda: o("<table:table>" + "<table:table-row-group>" * 90 + "<table:table-row/>"),
        values=lambda: o(tor(oc.format(f"office:value-type='float' office:value='{'9' * 900_000}'"))),
        dates=lambda: o(tor(oc.format(f"office:value-type='date' office:date-value='{'9' * 900_000}'"))),
    )

    yield from species(
        "SpreadsheetML",
        "limit-cells|limit-sheets|limit-tags|no-goal-sheet",
        index_negative=lambda: spreadsheetml('<Row ss:Index="-1"><Cell ss:Index="-1"><Data>a</Data></Cell></Row>'),
        index_digits=lambda: spreadsheetml(f'<Row ss:Index="{"9" * 100_000}"><Cell><Data>a</Data></Cell></Row>'),
        rows=lambda: spreadsheetml("<Row/>" * 1_300_000),
        cells=lambda: spreadsheetml("<Row>" + "<Cell/>" * 1_100_000 + "</Row>"),
        data=lambda: spreadsheetml("<Row><Cell>" + "<Data/>" * 1_100_000 + "</Cell></Row>"),
        others=lambda: spreadsheetml("<a/>" * 1_900_000),
        runs=lambda: spreadsheetml("<Row><Cell><Data>" + "<B>a</B>" * 900_000 + "</Data></Cell></Row>"),
        styles=lambda: spreadsheetml("").replace(
            b"<Worksheet",
            b"<Styles>" + b"<Style ss:ID='a'><NumberFormat ss:Format='0'/></Style>" * 140_000 + b"</Styles><Worksheet",
        ),
        rows_of_none=lambda: spreadsheetml('<Row ss:Index="1048576"/>' * 100_000),
        span=lambda: spreadsheetml('<Row ss:Span="1000000000"><Cell><Data>a</Data></Cell></Row>' * 9),
        sheets=lambda: spreadsheetml("</Table></Worksheet><Worksheet><Table>" * 190_000),
    )


ANIMALS = (*packages(),)
