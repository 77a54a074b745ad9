"""Writes a table with merged cells in every format that is read, each by the plainest means."""

from __future__ import annotations

import csv
import io
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from html import escape

import openpyxl

from tests.readers.workbooks import saved, zipped

Value = str | int | float


@dataclass(frozen=True)
class Box:
    """Is a cell with its place (1-based), its value, and how many rows and columns it covers."""

    row: int
    column: int
    value: Value
    rows: int = 1
    columns: int = 1

    @property
    def text(self) -> str:
        """Give the value as it displays without a number format."""
        return str(self.value)


Boxes = Sequence[Box]


def by_row(boxes: Boxes) -> dict[int, list[Box]]:
    """Give the cells of each row, from the first to the last that any cell covers."""
    last = max((box.row + box.rows - 1 for box in boxes), default=0)
    rows: dict[int, list[Box]] = {row: [] for row in range(1, last + 1)}
    for box in sorted(boxes, key=lambda box: (box.row, box.column)):
        rows[box.row].append(box)
    return rows


def width(boxes: Boxes) -> int:
    """Give the number of columns."""
    return max((box.column + box.columns - 1 for box in boxes), default=0)


def covered(boxes: Boxes) -> dict[tuple[int, int], Box]:
    """Give the box that lies over each place."""
    return {
        (row, column): box
        for box in boxes
        for row in range(box.row, box.row + box.rows)
        for column in range(box.column, box.column + box.columns)
    }


def html_table(boxes: Boxes) -> str:
    """Write a table as HTML that is XML as well; line ends in a value become <br/>."""
    over, last = covered(boxes), width(boxes)
    rows = []
    for row in by_row(boxes):
        cells = []
        for column in range(1, last + 1):
            box = over.get((row, column))
            if box is None:
                cells.append("<td></td>")
            elif (box.row, box.column) == (row, column):
                text = escape(box.text).replace("\n", "<br/>")
                cells.append(f'<td rowspan="{box.rows}" colspan="{box.columns}">{text}</td>')
        rows.append(f"<tr>{''.join(cells)}</tr>\n")
    return f"<table>{''.join(rows)}</table>"


def html(boxes: Boxes, encoding: str = "utf-8") -> bytes:
    """Write a page with one table, in the encoding that it declares."""
    head = f'<html><head><meta charset="{encoding}"/><title>-</title></head>'
    return f"{head}<body>{html_table(boxes)}</body></html>".encode(encoding)


def mhtml(boxes: Boxes) -> bytes:
    """Write a web archive with one page."""
    from email.mime.multipart import MIMEMultipart
    from email.mime.text import MIMEText

    archive = MIMEMultipart("related")
    archive.attach(MIMEText(html(boxes).decode(), "html", "utf-8"))
    return b"MIME-Version: 1.0\r\n" + archive.as_bytes().replace(b"MIME-Version: 1.0\n", b"", 1)


W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"


def paragraph(text: str) -> str:
    """Write a paragraph of a Word document."""
    return f'<w:p><w:r><w:t xml:space="preserve">{escape(text)}</w:t></w:r></w:p>'


def docx_table(boxes: Boxes) -> str:
    """Write a table of a Word document; each line of a value is a paragraph."""
    over, last = covered(boxes), width(boxes)
    rows = []
    for row in by_row(boxes):
        cells, column = [], 1
        while column <= last:
            box = over.get((row, column))
            if box is None:
                cells.append("<w:tc><w:p/></w:tc>")
                column += 1
                continue
            span = f'<w:gridSpan w:val="{box.columns}"/>' if box.columns > 1 else ""
            begins = box.row == row
            merge = ('<w:vMerge w:val="restart"/>' if begins else "<w:vMerge/>") if box.rows > 1 else ""
            content = "".join(map(paragraph, box.text.split("\n"))) if begins else "<w:p/>"
            cells.append(f"<w:tc><w:tcPr>{span}{merge}</w:tcPr>{content}</w:tc>")
            column += box.columns
        rows.append(f"<w:tr>{''.join(cells)}</w:tr>")
    return f"<w:tbl><w:tblPr/><w:tblGrid>{'<w:gridCol/>' * last}</w:tblGrid>{''.join(rows)}</w:tbl>"


def docx_of(body: str) -> bytes:
    """Pack the body of a Word document."""
    types = "application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"
    package = "http://schemas.openxmlformats.org/package/2006"
    office = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
    return zipped(
        {
            "[Content_Types].xml": f'<Types xmlns="{package}/content-types">'
            '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
            f'<Override PartName="/word/document.xml" ContentType="{types}"/></Types>',
            "_rels/.rels": f'<Relationships xmlns="{package}/relationships">'
            f'<Relationship Id="a" Type="{office}/officeDocument" Target="word/document.xml"/></Relationships>',
            "word/document.xml": f'<w:document xmlns:w="{W}"><w:body>{body}</w:body></w:document>',
        }
    )


def docx(boxes: Boxes) -> bytes:
    """Write a Word document with one table."""
    return docx_of(docx_table(boxes))


OFFICE = "urn:oasis:names:tc:opendocument:xmlns:office:1.0"
TABLE = "urn:oasis:names:tc:opendocument:xmlns:table:1.0"
TEXT = "urn:oasis:names:tc:opendocument:xmlns:text:1.0"


def ods_cell(box: Box) -> str:
    """Write a cell of an OpenDocument spreadsheet."""
    span = f'table:number-columns-spanned="{box.columns}" table:number-rows-spanned="{box.rows}"'
    kind = "string" if isinstance(box.value, str) else "float"
    value = "" if isinstance(box.value, str) else f' office:value="{box.value}"'
    paragraphs = "".join(f"<text:p>{escape(line)}</text:p>" for line in box.text.split("\n"))
    return f'<table:table-cell {span} office:value-type="{kind}"{value}>{paragraphs}</table:table-cell>'


def ods_of(sheets: str, styles: str = "") -> bytes:
    """Pack the worksheets of an OpenDocument spreadsheet."""
    return zipped(
        {
            "mimetype": "application/vnd.oasis.opendocument.spreadsheet",
            "content.xml": f'<office:document-content xmlns:office="{OFFICE}" xmlns:table="{TABLE}"'
            f' xmlns:text="{TEXT}" xmlns:style="urn:oasis:names:tc:opendocument:xmlns:style:1.0">'
            f"<office:automatic-styles>{styles}</office:automatic-styles>"
            f"<office:body><office:spreadsheet>{sheets}</office:spreadsheet></office:body></office:document-content>",
        }
    )


def ods(boxes: Boxes) -> bytes:
    """Write an OpenDocument spreadsheet with one worksheet."""
    over, last = covered(boxes), width(boxes)
    rows = []
    for row in by_row(boxes):
        cells = []
        for column in range(1, last + 1):
            box = over.get((row, column))
            if box is None:
                cells.append("<table:table-cell/>")
            elif (box.row, box.column) == (row, column):
                cells.append(ods_cell(box))
            else:
                cells.append("<table:covered-table-cell/>")
        rows.append(f"<table:table-row>{''.join(cells)}</table:table-row>")
    return ods_of(f'<table:table table:name="表1">{"".join(rows)}</table:table>')


SS = "urn:schemas-microsoft-com:office:spreadsheet"


def spreadsheetml(boxes: Boxes) -> bytes:
    """Write SpreadsheetML 2003 with one worksheet."""
    rows = []
    for row, cells in by_row(boxes).items():
        written = "".join(
            f'<Cell ss:Index="{box.column}" ss:MergeAcross="{box.columns - 1}" ss:MergeDown="{box.rows - 1}">'
            f'<Data ss:Type="{"String" if isinstance(box.value, str) else "Number"}">'
            f"{escape(box.text).replace(chr(10), '&#10;')}</Data></Cell>"
            for box in cells
        )
        rows.append(f'<Row ss:Index="{row}">{written}</Row>')
    return (
        '<?xml version="1.0" encoding="utf-8"?><?mso-application progid="Excel.Sheet"?>'
        f'<Workbook xmlns="{SS}" xmlns:ss="{SS}"><Worksheet ss:Name="表1"><Table>{"".join(rows)}</Table></Worksheet>'
        "</Workbook>"
    ).encode()


def xlsx(boxes: Boxes) -> bytes:
    """Write a workbook with one worksheet."""
    workbook = openpyxl.Workbook()
    sheet = workbook.worksheets[0]
    for box in boxes:
        sheet.cell(box.row, box.column, box.value)
        if box.rows > 1 or box.columns > 1:
            sheet.merge_cells(
                start_row=box.row,
                start_column=box.column,
                end_row=box.row + box.rows - 1,
                end_column=box.column + box.columns - 1,
            )
    return saved(workbook)


def xls(boxes: Boxes) -> bytes:
    """Write an Excel 97-2003 workbook with one worksheet."""
    import xlwt

    workbook = xlwt.Workbook(encoding="utf-8")
    sheet = workbook.add_sheet("表1")
    for box in boxes:
        row, column = box.row - 1, box.column - 1
        if box.rows == box.columns == 1:
            sheet.write(row, column, box.value)
        else:
            sheet.write_merge(row, row + box.rows - 1, column, column + box.columns - 1, box.value)
    buffer = io.BytesIO()
    workbook.save(buffer)
    return buffer.getvalue()


def csv_text(boxes: Boxes, separator: str = ",") -> bytes:
    """Write separated text; a merged cell stands in its first place, as spreadsheets save it."""
    places = {(box.row, box.column): box.value for box in boxes}
    buffer = io.StringIO()
    writer = csv.writer(buffer, delimiter=separator)
    for row in by_row(boxes):
        writer.writerow([places.get((row, column), "") for column in range(1, width(boxes) + 1)])
    return buffer.getvalue().encode()


def pdf(boxes: Boxes) -> bytes:
    """Write a PDF with one ruled table over as many pages as it takes, in A4 with wrapped lines."""
    from reportlab.lib import colors
    from reportlab.lib.pagesizes import A4
    from reportlab.lib.styles import ParagraphStyle
    from reportlab.pdfbase import pdfmetrics
    from reportlab.pdfbase.cidfonts import UnicodeCIDFont
    from reportlab.platypus import LongTable, Paragraph, SimpleDocTemplate, TableStyle

    pdfmetrics.registerFont(UnicodeCIDFont("STSong-Light"))
    style = ParagraphStyle("cell", fontName="STSong-Light", fontSize=9, leading=12, wordWrap="CJK")
    cells: list[list[object]] = [[""] * width(boxes) for _ in by_row(boxes)]
    ruled = TableStyle([("GRID", (0, 0), (-1, -1), 0.5, colors.black), ("VALIGN", (0, 0), (-1, -1), "TOP")])
    for box in boxes:
        first = box.column - 1, box.row - 1
        last = first[0] + box.columns - 1, first[1] + box.rows - 1
        cells[box.row - 1][box.column - 1] = Paragraph(escape(box.text).replace("\n", "<br/>"), style)
        ruled.add("SPAN", first, last)
    buffer = io.BytesIO()
    document = SimpleDocTemplate(buffer, pagesize=A4, invariant=1)
    document.build([LongTable(cells, colWidths=[450 / width(boxes)] * width(boxes), style=ruled)])
    return buffer.getvalue()


RENDERERS: Mapping[str, Callable[[Boxes], bytes]] = {
    "xlsx": xlsx,
    "xls": xls,
    "ods": ods,
    "spreadsheetml": spreadsheetml,
    "html": html,
    "mhtml": mhtml,
    "docx": docx,
    "csv": csv_text,
    "pdf": pdf,
}
