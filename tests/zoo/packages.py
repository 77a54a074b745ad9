"""Hostile zip packages: archives that lie or swell, workbooks and documents that claim more than they hold."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Callable, Iterator, Mapping
from functools import partial

from tests.readers import rendering
from tests.readers.rendering import Box
from tests.readers.workbooks import MAIN, parts_of, written, written_parts, zipped
from tests.zoo.animal import Animal, species

SHEET = "xl/worksheets/one.xml"
STRINGS = "xl/sharedStrings.xml"
CELL = '<row r="1"><c r="A1" t="s"><v>0</v></c></row>'
STRING = "<si><t>绩效目标</t></si>"
BOXES = [Box(1, 1, "产出指标", 2), Box(1, 2, "≥95%"), Box(2, 2, 500)]

LAUGHS = "<!DOCTYPE x [<!ENTITY a '哈'>{}]>".format(
    "".join(f"<!ENTITY {after} '{f'&{before};' * 10}'>" for before, after in zip("abcdefgh", "bcdefghi", strict=True))
)
FILE = "<!DOCTYPE x [<!ENTITY i SYSTEM 'file:///etc/passwd'>]>"
NETWORK = "<!DOCTYPE x SYSTEM 'http://127.0.0.1:9/x.dtd'>"
PARAMETER = "<!DOCTYPE x [<!ENTITY % p SYSTEM 'file:///etc/passwd'> %p;]>"


def packed(parts: Mapping[str, str | bytes], *, stored: bool = False) -> bytes:
    """Pack quickly: the archives of a zoo are large."""
    buffer = io.BytesIO()
    method = zipfile.ZIP_STORED if stored else zipfile.ZIP_DEFLATED
    with zipfile.ZipFile(buffer, "w", method, compresslevel=1) as archive:
        for name, content in parts.items():
            archive.writestr(name, content)
    return buffer.getvalue()


def workbook(sheet: str = CELL, *, after: str = "", strings: str = STRING, stored: bool = True) -> bytes:
    """Write a workbook of one worksheet, stored by default: no ratio gives it away."""
    return packed(written_parts(sheet, after=after, strings=strings, formats={164: "0%"}), stored=stored)


def with_part(name: str, content: str | bytes, *, stored: bool = False) -> bytes:
    """Put another part into a sound workbook."""
    parts = written_parts(CELL, strings=STRING, formats={164: "0%"})
    return packed({**parts, name: content}, stored=stored)


def merged(*ranges: str, cells: str = CELL) -> bytes:
    """Write a workbook with merged ranges."""
    merges = "".join(f'<mergeCell ref="{ref}"/>' for ref in ranges)
    return workbook(cells, after=f"<mergeCells>{merges}</mergeCells>")


def rows(count: int, cells: str) -> str:
    """Repeat a row under ascending numbers; ``{}`` in the cells is the number."""
    return "".join(f'<row r="{row}">{cells.replace("{}", str(row))}</row>' for row in range(1, count + 1))


def lying_size(size: int) -> bytes:
    """Declare a size that the worksheet does not have, in the directory and before its data."""
    content = f"<worksheet xmlns='{MAIN}'>{' ' * 60_000_000}</worksheet>"
    data = bytearray(with_part(SHEET, content))
    name = SHEET.encode()
    for place in (data.rindex(name) - 46 + 24, data.index(name) - 30 + 22):
        data[place : place + 4] = size.to_bytes(4, "little")
    return bytes(data)


def overlapping() -> bytes:
    """Let two thousand members share one block of data."""
    data = with_part(SHEET, " " * 900_000)
    end = data.rindex(b"PK\x05\x06")
    begin = int.from_bytes(data[end + 16 : end + 20], "little")
    directory = data[begin:end]
    entry = directory[directory.rindex(b"PK\x01\x02") :]
    total = directory + entry * 2000
    count = int.from_bytes(data[end + 8 : end + 10], "little") + 2000
    tail = bytearray(data[end:])
    tail[8:12] = count.to_bytes(2, "little") * 2
    tail[12:16] = len(total).to_bytes(4, "little")
    return data[:begin] + total + bytes(tail)


def with_flag() -> bytes:
    """Set the flag of encryption."""
    data = bytearray(workbook())
    data[data.index(b"PK\x01\x02") + 8] |= 1
    return bytes(data)


def archives() -> Iterator[Animal]:
    """Give the archives."""
    yield from species(
        "zip bomb",
        "limit-ratio|limit-inflated-bytes|limit-cells|limit-characters|limit-cell-characters|limit-tags|limit-tag-bytes"
        "|no-goal-sheet-by-labels",
        cells=lambda: workbook(rows(20_000, '<c r="A{}" s="1"/>' * 100), stored=False),
        cells_stored=lambda: workbook(rows(20_000, '<c r="A{}" s="1"/>' * 60)),
        white_space=lambda: with_part(SHEET, f"<worksheet xmlns='{MAIN}'>{' ' * 200_000_000}</worksheet>"),
        one_string=lambda: workbook(strings=f"<si><t>{'9' * 30_000_000}</t></si>"),
        one_string_of_many_runs=lambda: workbook(strings=f"<si>{'<r><t>九</t></r>' * 1_400_000}</si>"),
        one_string_in_many_cells=lambda: workbook(
            rows(50_000, '<c r="A{}" t="s"><v>0</v></c>'), strings=f"<si><t>{'绩' * 100_000}</t></si>"
        ),
        many_strings=lambda: workbook(strings=STRING * 1_000_000),
        styles=lambda: with_part("xl/styles.xml", f"<styleSheet xmlns='{MAIN}'>{'<xf/>' * 20_000_000}</styleSheet>"),
        relationships=lambda: with_part("_rels/.rels", f"<R>{'<Relationship/>' * 6_000_000}</R>"),
        content_types=lambda: with_part("[Content_Types].xml", " " * 100_000_000),
        document=lambda: packed({**parts_of(rendering.docx_of("")), "word/document.xml": "<a>" + " " * 100_000_000}),
        spreadsheet=lambda: packed({**parts_of(rendering.ods_of("")), "content.xml": "<a>" + " " * 100_000_000}),
    )
    yield from species(
        "zip that lies",
        "part-damaged|archive-damaged|limit-ratio|limit-inflated-bytes|limit-parts|unread-format|not-well-formed",
        small_size=lambda: lying_size(100),
        huge_size=lambda: lying_size(0xFFFFFFF0),
        overlapping_members=overlapping,
        zip_in_zip=lambda: zipped({"a.xlsx": workbook(), "b.zip": zipped({"c.xlsx": workbook()})}),
        many_members=lambda: packed({f"{number}": "" for number in range(11_000)}),
        paths_out_of_it=lambda: zipped({"../../../../etc/passwd": "x", "/etc/passwd": "x", "C:\\x": "x"}),
        end_alone=lambda: b"PK\x05\x06" + b"\xff" * 18,
        ends_repeated=lambda: b"PK\x03\x04" + b"PK\x05\x06" * 200_000,
    )
    yield from species("encrypted", "password", zip_flag=with_flag)
    target = '<Relationship Id="s" Type="x/worksheet" {}/>'
    for name, attributes in {
        "out of the archive": 'Target="../../../../../etc/passwd"',
        "a file": 'Target="file:///etc/passwd"',
        "a host": 'Target="http://127.0.0.1:9/" TargetMode="External"',
    }.items():
        content = f"<Relationships>{target.format(attributes)}</Relationships>"
        make = partial(with_part, "xl/_rels/workbook.xml.rels", content)
        yield Animal("external references", f"worksheet in {name}", make, frozenset({"no-worksheet"}))


def workbooks() -> Iterator[Animal]:
    """Give the workbooks."""
    ranges = [f"A{row}:B{row}" for row in range(1, 100_001)]
    filled = rows(50_000, '<c r="A{}"><v>1</v></c>')
    yield from species(
        "far cell",
        "no-goal-sheet|no-table|no-place",
        value=lambda: workbook('<row r="1048576"><c r="XFD1048576"><v>1</v></c></row>'),
        style=lambda: workbook('<row r="1048576"><c r="XFD1048576" s="1"/></row>'),
        beyond_the_sheet=lambda: workbook('<row r="9999999"><c r="ZZZ9999999"><v>1</v></c></row>'),
        dimension=lambda: written('<row r="1"/>', after='<dimension ref="A1:XFD1048576"/>'),
    )
    yield from species(
        "far cell",
        "no-number",
        huge_row=lambda: workbook(f'<row r="{"9" * 5000}"/>' + CELL),
    )
    yield from species(
        "merged ranges",
        "no-goal-sheet|no-goal-sheet-by-labels|limit-merges|limit-merge-rows",
        hundred_thousand=lambda: merged(*ranges),
        hundred_thousand_and_one=lambda: merged(*ranges, "C1:D1"),
        overlapping=lambda: merged(*["A1:C3", "B2:D4", "A1:XFD9"] * 30_000),
        over_everything=lambda: merged("A1:XFD1048576", cells=filled),
        all_over_everything=lambda: merged(*["A1:XFD1048576"] * 100_000, cells=filled),
        stairs=lambda: merged(*(f"A{row}:XFD{row + 500}" for row in range(1, 50_000)), cells=filled),
    )
    yield from species(
        "numbers",
        "no-goal-sheet|no-number|library-failed|limit-rows",
        a_million_digits=lambda: workbook(f'<row r="1"><c r="A1"><v>{"9" * 1_000_000}</v></c></row>'),
        exponent=lambda: workbook(f'<row r="1"><c r="A1"><v>1e{"9" * 100_000}</v></c></row>'),
        inline_digits=lambda: workbook(
            f'<row r="1"><c r="A1" t="inlineStr"><is><t>≥{"9" * 900_000}人</t></is></c></row>'
        ),
        smallest_in_every_cell=lambda: workbook(rows(50_000, '<c r="A{}" s="1"><v>4.9e-324</v></c>')),
    )
    formula = "+".join(f"A{row}" for row in range(1, 5_000))
    yield from species(
        "formulas",
        "no-goal-sheet|limit-seconds|limit-cells|limit-characters|limit-filled",
        shared=lambda: workbook(
            f'<row r="1"><c r="A1"><f t="shared" si="0">{formula}</f></c></row>'
            + rows(20_000, '<c r="B{}"><f t="shared" si="0"/></c>'),
        ),
        brackets=lambda: workbook(
            f'<row r="1"><c r="A1"><f t="shared" si="0">{"(" * 500_000}</f></c>'
            '<c r="B1"><f t="shared" si="0"/></c></row>'
        ),
    )
    yield from species(
        "number formats",
        "no-goal-sheet|no-goal-sheet-by-labels|limit-rows",
        places=lambda: written(
            CELL + '<row r="2"><c r="A2" s="1"><v>1e300</v></c></row>', strings=STRING, formats={164: "0" * 255}
        ),
        too_long=lambda: written(
            '<row r="2"><c r="A2" s="1"><v>1</v></c></row>', strings=STRING, formats={164: "[h]" * 80_000}
        ),
        many=lambda: with_part(
            "xl/styles.xml",
            f"<styleSheet xmlns='{MAIN}'><numFmts>"
            + "".join(f'<numFmt numFmtId="{n}" formatCode="0{n}"/>' for n in range(300_000))
            + "</numFmts></styleSheet>",
            stored=True,
        ),
        elapsed_time=lambda: written(
            rows(20_000, '<c r="A{}" s="1"><v>1e15</v></c>'), formats={164: "[hhhhhhhhhhhhhhhh]" * 14}
        ),
    )
    yield from species(
        "worksheets",
        "limit-sheets|limit-filled",
        two_thousand=lambda: many_sheets(2_000),
        one_part_a_thousand_times=lambda: many_sheets(1_000, rows(2_000, '<c r="A{}"><v>1</v></c>')),
    )
    yield from species(
        "depth",
        "limit-depth|not-well-formed",
        worksheet=lambda: workbook("<a>" * 300_000),
        rich_text=lambda: workbook(strings="<si>" * 300_000),
        document=lambda: rendering.docx_of("<w:tbl><w:tr><w:tc>" * 10_000),
        spreadsheet=lambda: rendering.ods_of("<table:table>" * 50_000),
        text_boxes=lambda: rendering.docx_of("<w:p><w:txbxContent>" * 50_000),
    )


def many_sheets(count: int, content: str = CELL) -> bytes:
    """List one worksheet many times."""
    parts = written_parts(content)
    sheets = "".join(f'<sheet name="{number}" sheetId="{number}" r:id="s"/>' for number in range(count))
    book = str(parts["xl/workbook.xml"]).replace('<sheet name="表1" sheetId="1" r:id="s"/>', sheets)
    return packed({**parts, "xl/workbook.xml": book})


def documents() -> Iterator[Animal]:
    """Give the documents and spreadsheets of other programs."""
    wide = "<w:tc><w:tcPr><w:gridSpan w:val='999999'/></w:tcPr><w:p><w:r><w:t>a</w:t></w:r></w:p></w:tc>"
    down = "<w:tr><w:tc><w:tcPr><w:vMerge/></w:tcPr><w:p/></w:tc></w:tr>"
    repeated = (
        "<table:table><table:table-row table:number-rows-repeated='9999999'>"
        "<table:table-cell table:number-columns-repeated='9999999'>{}</table:table-cell>"
        "</table:table-row></table:table>"
    )
    spaces = "<text:s text:c='999999'/>"
    spanned = "<table:table-cell table:number-rows-spanned='9999999' table:number-columns-spanned='9999999'/>"
    yield from species(
        "repeated cells",
        "limit-cells|limit-merge-rows|limit-merges|no-goal-sheet|no-table|limit-filled|limit-ratio",
        spreadsheet=lambda: rendering.ods_of(repeated.format("<text:p>a</text:p>")),
        spreadsheet_blank=lambda: rendering.ods_of(repeated.format("")),
        spreadsheet_spans=lambda: rendering.ods_of(
            f"<table:table>{f'<table:table-row>{spanned * 100}</table:table-row>' * 900}</table:table>"
        ),
        spaces=lambda: rendering.ods_of(
            f"<table:table><table:table-row><table:table-cell><text:p>{spaces * 200_000}a"
            "</text:p></table:table-cell></table:table-row></table:table>"
        ),
        document_wide=lambda: rendering.docx_of(f"<w:tbl>{f'<w:tr>{wide * 50}</w:tr>' * 500}</w:tbl>"),
        document_down=lambda: rendering.docx_of(f"<w:tbl>{down * 150_000}</w:tbl>"),
        document_tables=lambda: rendering.docx_of(
            "<w:tbl><w:tr><w:tc><w:p><w:r><w:t>a</w:t></w:r></w:p></w:tc></w:tr></w:tbl>" * 20_000
        ),
    )


def entities() -> Iterator[Animal]:
    """Put a document type into every part of every package."""
    kinds: dict[str, Callable[[], bytes]] = {
        "xlsx": workbook,
        "docx": lambda: rendering.docx(BOXES),
        "ods": lambda: rendering.ods(BOXES),
    }
    unread = {"[Content_Types].xml", "mimetype"}
    for kind, make in kinds.items():
        for part in sorted(parts_of(make()).keys() - unread):
            for trick, dtd in {"laughs": LAUGHS, "file": FILE, "network": NETWORK, "parameter": PARAMETER}.items():
                animal = partial(infected, make, part, dtd)
                yield Animal("entities", f"{trick} in {kind} {part}", animal, frozenset({"document-type"}))


def infected(make: Callable[[], bytes], part: str, dtd: str) -> bytes:
    """Put a document type before a part of a package."""
    parts = parts_of(make())
    return zipped({**parts, part: dtd.encode() + parts[part]})


ANIMALS = (*archives(), *workbooks(), *documents(), *entities())
