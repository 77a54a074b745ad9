"""Writes a table with merged cells in every format that is read, each by the plainest means."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from html import escape

import openpyxl

from tests.readers.workbooks import saved, zipped

Value = str | int | float | Decimal


@dataclass(frozen=True)
class Box:
    """Is a cell with its place (1-based), its value, and how many rows and columns it covers.

    A Decimal shows its digits: in .xlsx and .xls by the number format of its cell, elsewhere as text.
    """

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


def shown_digits(value: Decimal) -> str:
    """Give the number format that shows the digits of a value."""
    places = -int(value.as_tuple().exponent)
    return f"0.{'0' * places}" if places > 0 else "0"


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
    kind = "string" if isinstance(box.value, str | Decimal) else "float"
    value = "" if kind == "string" else f' office:value="{box.value}"'
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
            f'<Data ss:Type="{"String" if isinstance(box.value, str | Decimal) else "Number"}">'
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
        cell = sheet.cell(box.row, box.column, box.value)
        if isinstance(box.value, str):
            cell.data_type = "s"  # =100% is a target, no formula
        elif isinstance(box.value, Decimal):
            cell.number_format = shown_digits(box.value)
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
        style = xlwt.XFStyle()
        if isinstance(box.value, Decimal):
            style.num_format_str = shown_digits(box.value)
        if box.rows == box.columns == 1:
            sheet.write(row, column, box.value, style)
        else:
            sheet.write_merge(row, row + box.rows - 1, column, column + box.columns - 1, box.value, style)
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


FONT, SIZE, LEADING, PADDING = "STSong-Light", 9, 12, 3
TOP, BOTTOM, LEFT, ACROSS = 800, 40, 60, 480


def pdf(boxes: Boxes, title: str = "") -> bytes:
    """Write a PDF with one ruled table over as many A4 pages as it takes; a page break cuts merged cells in two.

    A cell's text stands at its top, wrapped where its width ends; what a break cuts off stays blank, as it does when
    spreadsheets are printed.
    """
    from reportlab.lib.pagesizes import A4
    from reportlab.pdfbase import pdfmetrics
    from reportlab.pdfbase.cidfonts import UnicodeCIDFont
    from reportlab.pdfgen.canvas import Canvas

    pdfmetrics.registerFont(UnicodeCIDFont(FONT))
    column = ACROSS / width(boxes)
    wrapped = {(box.row, box.column): wrap(box.text, column * box.columns) for box in boxes}
    drawn = [*boxes, *(Box(*place, "") for place in blank_places(boxes))]
    buffer = io.BytesIO()
    canvas = Canvas(buffer, pagesize=A4, invariant=1)
    for number, page in enumerate(pages_of(row_heights(boxes, wrapped))):
        canvas.setFont(FONT, SIZE)
        if title and not number:
            canvas.drawString(LEFT, TOP + LEADING, title)
        for box in drawn:
            rows = [row for row in page if box.row <= row < box.row + box.rows]
            if rows:
                (top, _), (_, bottom) = page[rows[0]], page[rows[-1]]
                left = LEFT + (box.column - 1) * column
                canvas.rect(left, bottom, column * box.columns, top - bottom)
                if rows[0] == box.row:
                    for line, text in enumerate(wrapped.get((box.row, box.column), ()), 1):
                        canvas.drawString(left + PADDING, top - line * LEADING, text)
        canvas.showPage()
    canvas.save()
    return buffer.getvalue()


def wrap(text: str, available: float) -> list[str]:
    """Break a text into lines that fit, between any two characters but inside words and before punctuation."""
    from reportlab.pdfbase.pdfmetrics import stringWidth

    lines = []
    for paragraph in text.split("\n"):
        line = ""
        for word in re.findall(r"[!-~]+|[^!-~][，。、；：）％]*", paragraph):
            if line and stringWidth(line + word, FONT, SIZE) > available - 2 * PADDING:
                lines.append(line)
                line = ""
            line += word
        lines.append(line)
    return lines


def blank_places(boxes: Boxes) -> list[tuple[int, int]]:
    """Give the places that no cell covers."""
    over = covered(boxes)
    places = [(row, column) for row in by_row(boxes) for column in range(1, width(boxes) + 1)]
    return [place for place in places if place not in over]


def row_heights(boxes: Boxes, wrapped: Mapping[tuple[int, int], Sequence[str]]) -> dict[int, float]:
    """Give each row the height that its lines take; a merged cell makes its last row higher where it must."""
    heights: dict[int, float] = dict.fromkeys(by_row(boxes), LEADING + PADDING)
    for box in sorted(boxes, key=lambda box: box.rows):
        rows = range(box.row, box.row + box.rows)
        lacking = len(wrapped[box.row, box.column]) * LEADING + PADDING - sum(heights[row] for row in rows)
        heights[rows[-1]] += max(0.0, lacking)
    return heights


def pages_of(heights: Mapping[int, float]) -> list[dict[int, tuple[float, float]]]:
    """Deal the rows out to pages; gives for each page the upper and the lower edge of its rows."""
    pages: list[dict[int, tuple[float, float]]] = [{}]
    edge = float(TOP)
    for row, height in heights.items():
        if edge - height < BOTTOM and pages[-1]:
            pages.append({})
            edge = float(TOP)
        pages[-1][row] = (edge, edge - height)
        edge -= height
    return pages


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
