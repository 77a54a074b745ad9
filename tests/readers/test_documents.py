"""Word documents, spreadsheets of other kinds and web archives, as they are met."""

from __future__ import annotations

import io
from collections import Counter
from email.mime.multipart import MIMEMultipart
from email.mime.text import MIMEText
from xml.etree import ElementTree as ET

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from perfgoals.errors import CorruptFile, EncryptedFile
from perfgoals.readers import Cell, Grid, read_grids
from tests.readers.rendering import SS, Box, W, docx_of, docx_table, html_table, ods_of, paragraph
from tests.readers.workbooks import zipped

PAIR = [Box(1, 1, "甲"), Box(1, 2, "乙")]


def texts(grid: Grid) -> list[list[tuple[str, str]]]:
    return [[(cell.ref, cell.text) for cell in row] for row in grid.rows.values()]


def one(data: bytes) -> Grid:
    (grid,) = read_grids(data)
    return grid


def by_ref(grid: Grid) -> dict[str, Cell]:
    return {cell.ref: cell for cell in grid.cells()}


class TestDocx:
    def test_paragraphs_around_tables_are_rows(self) -> None:
        body = paragraph("目标表") + paragraph("") + paragraph("单位：万元") + docx_table(PAIR) + paragraph("注：无")
        assert texts(one(docx_of(body))) == [
            [("P1", "目标表")],
            [("P2", "单位：万元")],
            [("T1R1C1", "甲"), ("T1R1C2", "乙")],
            [("P3", "注：无")],
        ]

    def test_tabs_part_the_cells_of_a_line_and_breaks_its_lines(self) -> None:
        tab_stops = '<w:pPr><w:tabs><w:tab w:val="left" w:pos="9"/></w:tabs></w:pPr>'
        run = "<w:r><w:t>部门：甲</w:t><w:tab/><w:t>单位：万元</w:t><w:br/><w:t>二</w:t><w:noBreakHyphen/></w:r>"
        assert texts(one(docx_of(f"<w:p>{tab_stops}{run}</w:p>"))) == [
            [("P1C1", "部门：甲"), ("P1C2", "单位：万元")],
            [("P2", "二-")],
        ]

    def test_changes_count_as_accepted(self) -> None:
        body = (
            "<w:p><w:ins><w:r><w:t>新</w:t></w:r></w:ins><w:del><w:r><w:delText>旧</w:delText><w:t>旧</w:t></w:r></w:del>"
            "<w:moveFrom><w:r><w:t>从</w:t></w:r></w:moveFrom><w:moveTo><w:r><w:t>到</w:t></w:r></w:moveTo>"
            "<w:r><w:instrText>PAGE</w:instrText></w:r></w:p>"
        )
        assert texts(one(docx_of(body))) == [[("P1", "新到")]]

    def test_a_text_box_follows_its_paragraph_and_is_read_once(self) -> None:
        box = "<w:txbxContent><w:p><w:r><w:t>框</w:t></w:r></w:p></w:txbxContent>"
        body = (
            f"<w:p><w:r><w:t>前</w:t></w:r><w:r><AlternateContent><Choice>{box}</Choice><Fallback>{box}</Fallback>"
            "</AlternateContent></w:r><w:r><w:t>后</w:t></w:r></w:p>"
        )
        assert texts(one(docx_of(body))) == [[("P1", "前后")], [("P2", "框")]]

    def test_a_nested_table_is_a_grid_of_its_own(self) -> None:
        body = docx_table([Box(1, 1, "外"), Box(1, 2, "内")]).replace(
            paragraph("内"), paragraph("内") + docx_table(PAIR) + "<w:p/>"
        )
        outer, inner = read_grids(docx_of(body))
        assert texts(outer) == [[("T1R1C1", "外"), ("T1R1C2", "内")]]
        assert texts(inner) == [[("T2R1C1", "甲"), ("T2R1C2", "乙")]]

    def test_merges_of_every_kind(self) -> None:
        def cell(properties: str, text: str) -> str:
            return f"<w:tc><w:tcPr>{properties}</w:tcPr>{paragraph(text)}</w:tc>"

        rows = [
            cell('<w:vMerge w:val="restart"/>', "甲")
            + cell('<w:hMerge w:val="restart"/>', "乙")
            + cell("<w:hMerge/>", ""),
            cell("<w:vMerge/>", "藏") + cell('<w:gridSpan w:val="2"/>', "丙"),
            '<w:trPr><w:gridBefore w:val="1"/></w:trPr>' + cell('<w:gridSpan w:val="x"/>', "丁"),
            cell('<w:vMerge w:val="continue"/>', "戊") + cell("", "己"),
        ]
        grid = one(docx_of(f"<w:tbl>{''.join(f'<w:tr>{row}</w:tr>' for row in rows)}</w:tbl>"))
        assert texts(grid) == [
            [("T1R1C1", "甲"), ("T1R1C2", "乙")],
            [("T1R2C2", "丙")],
            [("T1R3C2", "丁")],
            [("T1R4C1", "戊"), ("T1R4C2", "己")],
        ]
        assert {place: (merge.bottom, merge.right) for place, merge in grid.merges.items()} == {
            (1, 1): (2, 1),
            (1, 2): (1, 3),
            (2, 2): (2, 3),
        }

    def test_content_controls_do_not_hide_cells(self) -> None:
        body = (
            docx_table(PAIR)
            .replace("<w:tr>", "<w:sdt><w:sdtContent><w:tr>")
            .replace("</w:tr>", "</w:tr></w:sdtContent></w:sdt>")
        )
        assert texts(one(docx_of(body))) == [[("T1R1C1", "甲"), ("T1R1C2", "乙")]]

    def test_a_document_type_is_refused(self) -> None:
        parts = {"[Content_Types].xml": "wordprocessingml.document.main", "word/document.xml": "<!DOCTYPE a><a/>"}
        with pytest.raises(CorruptFile) as raised:
            read_grids(zipped(parts))
        assert raised.value.reason == "document-type"


_NAMES = ["tbl", "tr", "tc", "p", "txbxContent", "sdt", "ins", "tcPr"]
_ELEMENTS = st.recursive(
    st.sampled_from(
        [
            "<w:t>甲</w:t>",
            "<w:t>乙</w:t>",
            "散",
            "<w:vMerge/>",
            '<w:vMerge w:val="restart"/>',
            '<w:gridSpan w:val="2"/>',
            "<w:tab/>",
        ]
    ),
    lambda inner: st.tuples(st.sampled_from(_NAMES), st.lists(inner, max_size=4)).map(
        lambda pair: f"<w:{pair[0]}>{''.join(pair[1])}</w:{pair[0]}>"
    ),
    max_leaves=25,
)


@given(st.lists(_ELEMENTS, max_size=6))
@settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.too_slow])
def test_any_nesting_of_elements_is_read_without_loss(elements: list[str]) -> None:
    """What lies in a table but in no cell shows before the table; only what a merged cell covers shows nothing."""
    body = "".join(elements)
    grids = read_grids(docx_of(body))
    for grid in grids:
        places = [(cell.row, cell.column) for cell in grid.cells()]
        assert places == sorted(set(places))
    if "vMerge" not in body:
        stored = Counter("".join(element.text or "" for element in ET.fromstring(docx_xml(body)).iter(f"{{{W}}}t")))
        assert Counter("".join(cell.text for grid in grids for cell in grid.cells()).replace("\t", "")) == stored


def docx_xml(body: str) -> str:
    return f'<w:document xmlns:w="{W}">{body}</w:document>'


def ods_cell(*paragraphs: str, kind: str = "", **attributes: str) -> str:
    """Write a cell of an OpenDocument spreadsheet; ``formula`` and ``repeated`` are attributes of the table."""
    names = {"formula": "table:formula", "repeated": "table:number-columns-repeated"}
    given = {names.get(name, f"office:{name.replace('_', '-')}"): value for name, value in attributes.items()}
    if kind:
        given["office:value-type"] = kind
    written = "".join(f' {name}="{value}"' for name, value in given.items())
    return f"<table:table-cell{written}>{''.join(f'<text:p>{text}</text:p>' for text in paragraphs)}</table:table-cell>"


def ods_rows(*rows: str, name: str = "表1", attributes: str = "") -> str:
    written = "".join(row if row.startswith("<table:table-row") else ods_row(row) for row in rows)
    return f'<table:table table:name="{name}"{attributes}>{written}</table:table>'


def ods_row(cells: str, repeated: int = 1) -> str:
    return f'<table:table-row table:number-rows-repeated="{repeated}">{cells}</table:table-row>'


class TestOds:
    def test_values_and_what_they_display(self) -> None:
        cells = [
            ods_cell("95%", kind="percentage", value="0.95"),
            ods_cell("2022年11月25日", kind="date", date_value="2022-11-25"),
            ods_cell("TRUE", kind="boolean", boolean_value="true"),
            ods_cell(kind="float", value="500"),
            ods_cell(kind="string", string_value="文"),
            ods_cell("大", kind="float", value="1e999"),
        ]
        grid = one(ods_of(ods_rows("".join(cells))))
        assert [(cell.ref, cell.text, cell.raw) for cell in grid.cells()] == [
            ("A1", "95%", 0.95),
            ("B1", "2022年11月25日", "2022-11-25"),
            ("C1", "TRUE", True),
            ("D1", "500", 500),
            ("E1", "文", "文"),
            ("F1", "大", "1e999"),
        ]

    def test_formulas_without_values_and_errors_are_listed(self) -> None:
        cells = [
            ods_cell(formula="of:=SUM([.A1])"),
            ods_cell("#DIV/0!", kind="string", formula="of:=1/0"),
            ods_cell("1", kind="float", value="1", formula="of:=1"),
        ]
        grid = one(ods_of(ods_rows("".join(cells))))
        assert [(cell.ref, cell.text, cell.raw) for cell in grid.uncached] == [("A1", "of:=SUM([.A1])", None)]
        assert [(cell.ref, cell.raw) for cell in grid.errors] == [("B1", "#DIV/0!")]
        assert by_ref(grid)["C1"].raw == 1

    def test_spaces_tabs_paragraphs_and_comments(self) -> None:
        cell = ods_cell('a \n  b<text:s text:c="2"/>c<text:tab/>d<text:line-break/>e', "f")
        cell = cell.replace("</table:table-cell>", "<annotation><text:p>批注</text:p></annotation></table:table-cell>")
        assert one(ods_of(ods_rows(cell))).rows[1][0].text == "a b  c\td\ne\nf"

    def test_repeated_cells_and_rows(self) -> None:
        repeated = ods_row(ods_cell(repeated="2") + ods_cell("x", repeated="2"), 2)
        grid = one(ods_of(ods_rows(repeated, ods_cell("y"))))
        assert [cell.ref for cell in grid.cells()] == ["C1", "D1", "C2", "D2", "A3"]

    def test_several_worksheets_hidden_ones_too(self) -> None:
        styles = '<style:style style:name="h"><style:table-properties table:display="false"/></style:style>'
        hidden = ods_rows(ods_cell("x"), name="乙", attributes=' table:style-name="h"')
        grids = read_grids(ods_of(ods_rows(ods_cell("x"), name="甲") + hidden, styles))
        assert [(grid.name, grid.hidden) for grid in grids] == [("甲", False), ("乙", True)]

    def test_a_table_inside_a_cell_is_no_worksheet(self) -> None:
        cell = ods_cell("外").replace("</table:table-cell>", ods_rows(ods_cell("内")) + "</table:table-cell>")
        assert [(found.ref, found.text) for found in one(ods_of(ods_rows(cell))).cells()] == [("A1", "外\n内")]

    def test_a_password(self) -> None:
        parts: dict[str, str | bytes] = {
            "mimetype": "application/vnd.oasis.opendocument.spreadsheet",
            "META-INF/manifest.xml": "<manifest:encryption-data/>",
            "content.xml": b"\x00\x01",
        }
        with pytest.raises(EncryptedFile):
            read_grids(zipped(parts))


def ss_cell(kind: str, value: str, style: str = "") -> str:
    """Write a cell of SpreadsheetML."""
    named = f' ss:StyleID="{style}"' if style else ""
    return f'<Cell{named}><Data ss:Type="{kind}">{value}</Data></Cell>'


class TestSpreadsheetML:
    def book(self, rows: str, *, styles: str = "", after: str = "", encoding: str = "utf-8") -> bytes:
        sheet = f'<Worksheet ss:Name="表1"><Table>{rows}</Table>{after}</Worksheet>'
        head = f'<?xml version="1.0" encoding="{encoding}"?><Workbook xmlns="{SS}" xmlns:ss="{SS}">'
        return f"{head}<Styles>{styles}</Styles>{sheet}</Workbook>".encode(encoding)

    def test_values_under_their_formats(self) -> None:
        styles = "".join(
            f'<Style ss:ID="{name}"><NumberFormat ss:Format="{code}"/></Style>'
            for name, code in (("p", "Percent"), ("d", "Long Date"), ("c", "0&quot;万元&quot;"))
        )
        styles += '<Style ss:ID="child" ss:Parent="p"/>'
        cells = [
            ss_cell("Number", "0.95", "p"),
            ss_cell("DateTime", "2022-11-25T00:00:00.000", "d"),
            ss_cell("Number", "500"),
            ss_cell("Number", "1", "child"),
            ss_cell("DateTime", "无", "d"),
            ss_cell("Boolean", "1"),
            ss_cell("Number", "abc"),
        ]
        grid = one(self.book(f'<Row ss:StyleID="c">{"".join(cells)}</Row>', styles=styles))
        assert [(cell.ref, cell.text, cell.raw) for cell in grid.cells()] == [
            ("A1", "95.00%", 0.95),
            ("B1", "2022年11月25日", "2022-11-25T00:00:00.000"),
            ("C1", "500万元", 500),
            ("D1", "100.00%", 1),
            ("E1", "无", "无"),
            ("F1", "TRUE", True),
            ("G1", "abc", "abc"),
        ]

    def test_formulas_without_values_and_errors_are_listed(self) -> None:
        row = '<Row><Cell ss:Formula="=SUM(R1C1)"/><Cell><Data ss:Type="Error">#REF!</Data></Cell><Cell/></Row>'
        grid = one(self.book(row))
        assert [(cell.ref, cell.text) for cell in grid.uncached] == [("A1", "=SUM(R1C1)")]
        assert [(cell.ref, cell.raw) for cell in grid.errors] == [("B1", "#REF!")]

    def test_places_are_counted_where_they_are_not_given(self) -> None:
        cell = '<Cell><Data ss:Type="String">x</Data></Cell>'
        rows = (
            f'<Row ss:Index="2"><Cell ss:MergeAcross="1"><Data ss:Type="String">x</Data></Cell>{cell}</Row>'
            f'<Row ss:Span="1"/><Row>{cell}<Cell ss:Index="5"><Data ss:Type="String"><B>富</B>文本</Data></Cell></Row>'
        )
        grid = one(self.book(rows))
        assert [(cell.ref, cell.text) for cell in grid.cells()] == [
            ("A2", "x"),
            ("C2", "x"),
            ("A5", "x"),
            ("E5", "富文本"),
        ]
        assert grid.rows[2][0].merged_from == "A2:B2"

    def test_hidden_worksheets_and_gb18030(self) -> None:
        row = '<Row><Cell><Data ss:Type="String">预算绩效目标</Data></Cell></Row>'
        after = "<WorksheetOptions><Visible>SheetHidden</Visible></WorksheetOptions>"
        grid = one(self.book(row, after=after, encoding="gb18030"))
        assert (grid.name, grid.hidden, grid.format) == ("表1", True, "spreadsheetml")


class TestMhtml:
    def test_every_page_of_an_archive_is_read(self) -> None:
        archive = MIMEMultipart("related")
        for text in ("甲", "乙"):
            archive.attach(MIMEText(f"<html>{html_table([Box(1, 1, text), Box(1, 2, '丙')])}", "html", "utf-8"))
        archive.attach(MIMEText("<p>无</p>", "plain", "utf-8"))
        grids = read_grids(archive.as_bytes())
        assert [(grid.format, texts(grid)) for grid in grids] == [
            ("mhtml", [[("T1R1C1", "甲"), ("T1R1C2", "丙")]]),
            ("mhtml", [[("T1R1C1", "乙"), ("T1R1C2", "丙")]]),
        ]

    def test_headers_may_stand_before_the_version(self) -> None:
        head = b"From: <Saved by Excel>\r\nSubject: x\r\n y\r\nMIME-Version: 1.0\r\nContent-Type: text/html"
        data = head + b"\r\n\r\n<p>a</p>"
        assert texts(one(data)) == [[("P1", "a")]]

    def test_messages_nested_without_end_are_refused(self) -> None:
        nested = "Content-Type: message/rfc822\n\n" * 3000
        with pytest.raises(CorruptFile) as raised:
            read_grids(f"MIME-Version: 1.0\n{nested}".encode())
        assert raised.value.reason == "library-failed"


class TestXls:
    @pytest.fixture(autouse=True)
    def _libraries(self) -> None:
        pytest.importorskip("xlrd")
        pytest.importorskip("xlwt")

    def saved(self, book: object) -> bytes:
        buffer = io.BytesIO()
        book.save(buffer)  # type: ignore[attr-defined]
        return buffer.getvalue()

    def test_values_under_their_formats(self) -> None:
        import xlwt

        book = xlwt.Workbook(encoding="utf-8")
        sheet = book.add_sheet("表1")
        codes = {0: "0%", 1: 'yyyy"年"m"月"d"日"', 2: '"≥"0"人"', 3: "General", 4: "0.00", 5: "m/d/yy"}
        for column, value in enumerate([0.95, 44890, 132, 500.0, 4.9, 44890]):
            sheet.write(0, column, value, xlwt.easyxf(num_format_str=codes[column]))
        sheet.write(1, 0, True)
        sheet.write(1, 1, " 文 ")
        assert [(cell.ref, cell.text, cell.raw, cell.number_format) for cell in one(self.saved(book)).cells()] == [
            ("A1", "95%", 0.95, "0%"),
            ("B1", "2022年11月25日", 44890, 'yyyy"年"m"月"d"日"'),
            ("C1", "≥132人", 132, '"≥"0"人"'),
            ("D1", "500", 500, None),
            ("E1", "4.90", 4.9, "0.00"),
            ("F1", "11/25/22", 44890, "m/d/yy"),
            ("A2", "TRUE", True, None),
            ("B2", "文", " 文 ", None),
        ]

    def test_worksheets_in_order_hidden_ones_too(self) -> None:
        import xlwt

        book = xlwt.Workbook(encoding="utf-8")
        for name, visibility in (("甲", 0), ("乙", 1), ("丙", 2)):
            sheet = book.add_sheet(name)
            sheet.write(0, 0, name)
            sheet.visibility = visibility
        assert [(grid.name, grid.hidden) for grid in read_grids(self.saved(book))] == [
            ("甲", False),
            ("乙", True),
            ("丙", True),
        ]

    def test_a_workbook_without_its_container(self) -> None:
        import xlwt

        book = xlwt.Workbook(encoding="utf-8")
        book.add_sheet("表1").write(7, 4, "文")
        grid = one(book.get_biff_data())
        assert (grid.format, [cell.ref for cell in grid.cells()]) == ("xls", ["E8"])

    def test_errors_are_listed(self) -> None:
        import xlwt

        book = xlwt.Workbook(encoding="utf-8")
        book.add_sheet("表1").row(0).set_cell_error(0, "#REF!")
        grid = one(self.saved(book))
        assert [(cell.ref, cell.text, cell.raw) for cell in grid.errors] == [("A1", "#REF!", "#REF!")]

    def test_a_number_that_is_none(self) -> None:
        import xlwt

        book = xlwt.Workbook(encoding="utf-8")
        book.add_sheet("表1").write(0, 0, float("nan"))
        with pytest.raises(CorruptFile) as raised:
            read_grids(self.saved(book))
        assert (raised.value.reason, raised.value.details) == ("no-number", {"ref": "A1"})

    def test_a_password(self) -> None:
        import xlwt

        book = xlwt.Workbook(encoding="utf-8")
        book.add_sheet("表1").write(0, 0, "x")
        data = self.saved(book)
        codepage, filepass = b"\x42\x00\x02\x00\xb0\x04", b"\x2f\x00\x02\x00\x00\x00"
        assert codepage in data
        with pytest.raises(EncryptedFile):
            read_grids(data.replace(codepage, filepass))
