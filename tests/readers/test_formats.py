"""The same table in every format: the same cells at the same places, and each ref finds raw in the file."""

from __future__ import annotations

import csv
import io
import re
import zipfile
from collections.abc import Callable
from xml.etree import ElementTree as ET

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from openpyxl.utils import coordinate_to_tuple

from perfgoals.readers import Grid, Limits, read_grids
from tests.readers import rendering
from tests.readers.rendering import RENDERERS, SS, Box, W, covered
from tests.readers.tables import outlines, tables

HERE = Limits(isolate=False)
NEEDS = {"xls": ("xlrd", "xlwt"), "pdf": ("pdfplumber", "reportlab")}
FEW = settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.too_slow])
PLACE = re.compile(r"(?:P(?P<page>[0-9]+))?T(?P<table>[0-9]+)R(?P<row>[0-9]+)C(?P<column>[0-9]+)")


def written(kind: str, boxes: list[Box]) -> bytes:
    for module in NEEDS.get(kind, ()):
        pytest.importorskip(module)
    return RENDERERS[kind](boxes)


def shown(grid: Grid) -> dict[tuple[int, int], str]:
    return {(cell.row, cell.column): cell.text for cell in grid.cells()}


def expected(boxes: list[Box]) -> dict[tuple[int, int], str]:
    return {(box.row, box.column): box.text for box in boxes}


def spans(boxes: list[Box]) -> dict[tuple[int, int], tuple[int, int]]:
    return {
        (box.row, box.column): (box.row + box.rows - 1, box.column + box.columns - 1)
        for box in boxes
        if box.rows > 1 or box.columns > 1
    }


def is_frame(boxes: list[Box]) -> bool:
    """Tell whether no row begins more than one cell: a document's table is then read as lines."""
    return len({box.row for box in boxes}) == len(boxes)


@pytest.mark.parametrize("kind", [kind for kind in RENDERERS if kind not in {"csv", "pdf"}])
@given(boxes=tables())
@FEW
def test_a_table_is_read_as_it_was_drawn(kind: str, boxes: list[Box]) -> None:
    grids = read_grids(written(kind, boxes), limits=HERE)
    if kind in {"html", "mhtml", "docx"} and is_frame(boxes):
        assert [cell.text for grid in grids for cell in grid.cells()] == [box.text for box in boxes]
        return
    (grid,) = grids
    assert grid.format == kind
    assert shown(grid) == expected(boxes)
    assert {place: (merge.bottom, merge.right) for place, merge in grid.merges.items()} == spans(boxes)
    assert all((cell.merged_from is not None) == ((cell.row, cell.column) in grid.merges) for cell in grid.cells())


@given(boxes=tables(), separator=st.sampled_from(",;"))
@FEW
def test_separated_text_is_read_as_it_was_drawn(boxes: list[Box], separator: str) -> None:
    data = rendering.csv_text(boxes, separator)
    (grid,) = read_grids(data, limits=HERE)
    if grid.format != "csv":
        assert len(rendering.by_row(boxes)) == 1 or grid.format == "text"
        return
    records = list(csv.reader(io.StringIO(data.decode()), delimiter=separator))
    assert [cell.text for cell in grid.cells()] == [field for record in records for field in record if field.strip()]


@pytest.mark.parametrize("kind", [kind for kind in RENDERERS if kind not in {"xlsx", "pdf"}])
@given(boxes=tables())
@FEW
def test_opening_the_file_at_ref_finds_raw(kind: str, boxes: list[Box]) -> None:
    data = written(kind, boxes)
    look = LOOKING[kind](data)
    for grid in read_grids(data, limits=HERE):
        if grid.format == kind:
            for cell in grid.cells():
                assert look(cell.ref) == cell.raw, cell.ref


Look = Callable[[str], object]


def look_in_page(data: bytes) -> Look:
    """Find the text of a cell by counting rows and columns of the page's tables with ElementTree."""
    page = data.decode()
    page = page[page.index("<html") :] if "<html" in page else ""
    return look_in_tree(
        ET.fromstring(page), "tr", "td", lambda cell: (int(cell.get("rowspan", 1)), int(cell.get("colspan", 1)))
    )


def look_in_mhtml(data: bytes) -> Look:
    from email import message_from_bytes

    (part,) = [part for part in message_from_bytes(data).walk() if part.get_content_type() == "text/html"]
    payload = part.get_payload(decode=True)
    assert isinstance(payload, bytes)
    return look_in_page(payload)


def look_in_tree(root: ET.Element, row: str, cell: str, size: Callable[[ET.Element], tuple[int, int]]) -> Look:
    places: dict[tuple[int, int, int], str] = {}
    for number, table in enumerate(root.iter("table"), 1):
        taken: set[tuple[int, int]] = set()
        for r, line in enumerate(table.iter(row), 1):
            c = 1
            for element in line.iter(cell):
                while (r, c) in taken:
                    c += 1
                high, wide = size(element)
                taken |= {(r + down, c + right) for down in range(high) for right in range(wide)}
                places[number, r, c] = "".join(element.itertext())
    return lambda ref: places[place_in_table(ref)]


def place_in_table(ref: str) -> tuple[int, int, int]:
    match = PLACE.fullmatch(ref)
    assert match is not None
    return int(match["table"]), int(match["row"]), int(match["column"])


def look_in_docx(data: bytes) -> Look:
    """Find the paragraphs of a cell by counting grid columns with ElementTree."""
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        root = ET.fromstring(archive.read("word/document.xml"))
    places: dict[tuple[int, int, int], str] = {}
    for number, table in enumerate(root.iter(f"{{{W}}}tbl"), 1):
        for r, row in enumerate(table.iter(f"{{{W}}}tr"), 1):
            c = 1
            for cell in row.iter(f"{{{W}}}tc"):
                places[number, r, c] = "\n".join("".join(p.itertext()) for p in cell.iter(f"{{{W}}}p"))
                span = cell.find(f".//{{{W}}}gridSpan")
                c += int(span.get(f"{{{W}}}val", "1")) if span is not None else 1
    return lambda ref: places[place_in_table(ref)]


def look_in_ods(data: bytes) -> Look:
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        root = ET.fromstring(archive.read("content.xml"))
    rows = list(root.iter(f"{{{rendering.TABLE}}}table-row"))

    def look(ref: str) -> object:
        row, column = coordinate_to_tuple(ref)
        cell = list(rows[row - 1])[column - 1]
        value = cell.get(f"{{{rendering.OFFICE}}}value")
        if value is not None:
            return float(value)
        return "\n".join("".join(p.itertext()) for p in cell.iter(f"{{{rendering.TEXT}}}p"))

    return look


def look_in_spreadsheetml(data: bytes) -> Look:
    places: dict[tuple[int, int], object] = {}
    for row in ET.fromstring(data).iter(f"{{{SS}}}Row"):
        for cell in row.iter(f"{{{SS}}}Cell"):
            (stored,) = cell
            value = stored.text or ""
            number = stored.get(f"{{{SS}}}Type") == "Number"
            place = int(row.get(f"{{{SS}}}Index", "")), int(cell.get(f"{{{SS}}}Index", ""))
            places[place] = float(value) if number else value
    return lambda ref: places[coordinate_to_tuple(ref)]


def look_in_xls(data: bytes) -> Look:
    import xlrd

    sheet = xlrd.open_workbook(file_contents=data).sheet_by_index(0)

    def look(ref: str) -> object:
        row, column = coordinate_to_tuple(ref)
        return sheet.cell_value(row - 1, column - 1)

    return look


def look_in_csv(data: bytes) -> Look:
    """Find a field by its record's first line, quoted as it was written."""
    reader = csv.reader(io.StringIO(data.decode(), newline=""))
    places: dict[str, str] = {}
    line = 1
    for record in reader:
        for number, field in enumerate(record, 1):
            quoted = any(mark in field for mark in '",\n\r')
            places[f"L{line}C{number}"] = '"' + field.replace('"', '""') + '"' if quoted else field
        line = reader.line_num + 1
    return lambda ref: places[ref]


LOOKING: dict[str, Callable[[bytes], Look]] = {
    "html": look_in_page,
    "mhtml": look_in_mhtml,
    "docx": look_in_docx,
    "ods": look_in_ods,
    "spreadsheetml": look_in_spreadsheetml,
    "xls": look_in_xls,
    "csv": look_in_csv,
}


@given(boxes=outlines(groups=12))
@settings(max_examples=20, deadline=None, suppress_health_check=[HealthCheck.too_slow])
def test_a_ruled_table_of_a_pdf_over_its_pages(boxes: list[Box]) -> None:
    data = written("pdf", boxes)
    import pdfplumber

    (grid,) = read_grids(data)
    assert (grid.format, grid.place) == ("pdf", "P1T1")
    assert {place: squeezed(text) for place, text in shown(grid).items()} == expected(boxes)
    drawn, found = spans(boxes), {place: (merge.bottom, merge.right) for place, merge in grid.merges.items()}
    # A label over two rows that a page break parts is blank in the second: nothing there tells it from a blank cell.
    assert found.items() <= drawn.items()
    assert all(bottom == row + 1 for (row, column), (bottom, _) in drawn.items() if (row, column) not in found)
    with pdfplumber.open(io.BytesIO(data)) as document:
        extracted = {page.page_number: page.find_tables()[0].extract() for page in document.pages}
    for cell in grid.cells():
        match = PLACE.fullmatch(cell.ref)
        assert match is not None
        assert extracted[int(match["page"])][int(match["row"]) - 1][int(match["column"]) - 1] == cell.raw


def squeezed(text: str) -> str:
    return "".join(text.split())


def test_covered_places_are_those_of_their_box() -> None:
    box = Box(1, 1, "x", 2, 2)
    assert covered([box]) == dict.fromkeys([(1, 1), (1, 2), (2, 1), (2, 2)], box)
