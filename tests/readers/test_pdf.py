"""Ruled tables of a PDF: lines around them, wrapped text, page breaks through tables, cells and rows."""

from __future__ import annotations

import io
from collections.abc import Callable, Sequence
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from perfgoals.errors import EncryptedFile, LimitExceeded, UnsupportedFormat
from perfgoals.readers import Grid, Limits, read_grids
from perfgoals.readers.blocks import Line, Table
from perfgoals.readers.ruled import PageTable, Passages, RuledCell, TextLine, blocks_of_pages
from tests.readers.rendering import LEFT, TOP, Box, pdf

pytest.importorskip("pdfplumber")
pytest.importorskip("reportlab")

HERE = Limits(isolate=False)
NO_PASSAGES = Passages([])


def one(data: bytes) -> Grid:
    (grid,) = read_grids(data, limits=HERE)
    return grid


def drawn(draw: Callable[[Any], None], **options: Any) -> bytes:
    """Draw pages freely."""
    from reportlab.pdfgen.canvas import Canvas

    buffer = io.BytesIO()
    canvas = Canvas(buffer, invariant=1, **options)
    draw(canvas)
    canvas.save()
    return buffer.getvalue()


def test_lines_around_a_table_are_rows_and_wide_gaps_part_them() -> None:
    def draw(canvas: Any) -> None:
        write = canvas.drawString
        write(100, 780, "Title of the sheet")
        write(100, 760, "Unit")
        write(300, 760, "10000 yuan")
        for left in (100, 200):
            canvas.rect(left, 700, 100, 20)
            write(left + 5, 705, f"cell {left}")
        write(100, 650, "Note")

    grid = one(drawn(draw))
    assert [[(cell.ref, cell.text) for cell in row] for row in grid.rows.values()] == [
        [("P1L1", "Title of the sheet")],
        [("P1L2C1", "Unit"), ("P1L2C2", "10000 yuan")],
        [("P1T1R1C1", "cell 100"), ("P1T1R1C2", "cell 200")],
        [("P1L3", "Note")],
    ]
    assert (grid.format, grid.place) == ("pdf", "P1T1")


def test_a_page_of_lines_is_a_grid() -> None:
    grid = one(drawn(lambda canvas: canvas.drawString(100, 700, "only text")))
    assert [(cell.ref, cell.text) for cell in grid.cells()] == [("P1L1", "only text")]


def test_a_scan_has_no_text() -> None:
    with pytest.raises(UnsupportedFormat) as raised:
        read_grids(drawn(lambda canvas: canvas.line(0, 0, 100, 100)))
    assert raised.value.reason == "no-text-layer"


@pytest.mark.parametrize(
    ("limits", "reason"),
    [
        (Limits(pages=2), "limit-pages"),
        (Limits(cells=500), "limit-cells"),
        (Limits(objects=3), "limit-objects"),
        (Limits(page_bytes=99), "limit-page-bytes"),
        (Limits(merges=0), "limit-merges"),
        (Limits(merge_rows=100), "limit-merge-rows"),
        (Limits(characters=99), "limit-characters"),
    ],
)
def test_limits(limits: Limits, reason: str) -> None:
    data = pdf([Box(1, 1, "产出指标", 150), *(Box(row, 2, f"指标{row}") for row in range(1, 151))])
    with pytest.raises(LimitExceeded) as raised:
        read_grids(data, limits=limits)
    assert raised.value.reason == reason


def test_gaps_between_words_are_spaces_and_blanks_at_the_end_are_none() -> None:
    def draw(canvas: Any) -> None:
        canvas.drawString(100, 700, "one")
        canvas.drawString(125, 700, "two   ")
        canvas.drawString(100, 680, "   ")

    assert [cell.text for cell in one(drawn(draw)).cells()] == ["one two"]


def test_a_watermark_is_in_no_cell_and_upright_text_is() -> None:
    def draw(canvas: Any) -> None:
        for left in (100, 200):
            canvas.rect(left, 600, 100, 100)
            canvas.drawString(left + 5, 690, f"cell {left}")
        for angle, place, text in ((45, (120, 620), "watermark"), (90, (280, 620), "up")):
            canvas.saveState()
            canvas.translate(*place)
            canvas.rotate(angle)
            canvas.drawString(0, 0, text)
            canvas.restoreState()

    found = {cell.ref: "".join(cell.text.split()) for cell in one(drawn(draw)).cells()}
    assert (found["P1T1R1C1"], found["P1L1"]) == ("cell100", "watermark")
    assert sorted(found["P1T1R1C2"]) == sorted("cell200up")


def test_a_frame_around_the_page_takes_nothing_from_the_table_in_it() -> None:
    def draw(canvas: Any) -> None:
        canvas.rect(40, 400, 500, 400)
        canvas.rect(40, 300, 500, 100)
        for left in (100, 200):
            canvas.rect(left, 600, 100, 20)
            canvas.drawString(left + 5, 605, f"cell {left}")

    grid = one(drawn(draw))
    assert [(cell.ref, cell.text) for cell in grid.cells()] == [("P1T2R1C1", "cell 100"), ("P1T2R1C2", "cell 200")]


def test_a_password() -> None:
    with pytest.raises(EncryptedFile):
        read_grids(drawn(lambda canvas: canvas.drawString(9, 9, "x"), encrypt="secret"))


def test_a_title_and_a_table_over_several_pages() -> None:
    boxes = [Box(1, 1, "产出指标", 150), *(Box(row, 2, f"指标{row}") for row in range(1, 151))]
    grid = one(pdf(boxes, title="Title"))
    assert [cell.text for cell in grid.cells()][:3] == ["Title", "产出指标", "指标1"]
    assert {cell.ref.partition("T")[0] for cell in grid.cells()} == {"P1L1", "P1", "P2", "P3"}
    assert [(merge.top, merge.bottom) for merge in grid.merges.values()] == [(2, 151)]
    assert [cell.text for cell in grid.cells() if cell.column == 2] == [f"指标{row}" for row in range(1, 151)]


@given(st.text(alphabet="保障机关，运转（培训）。", min_size=1, max_size=80).map(lambda text: "始" + text))
@settings(max_examples=25, deadline=None)
def test_a_wrapped_text_reads_as_it_was_written(text: str) -> None:
    grid = one(pdf([Box(1, 1, text), Box(1, 2, "甲"), Box(1, 3, "乙")]))
    assert grid.rows[1][0].text == text


def cell(row: int, column: int, *texts: str, rows: int = 1, ends: float = 40, table: str = "P1T1") -> RuledCell:
    """Make a cell of 100 points by its lines of ten points a character; the last one ends at ``ends`` per cent."""
    left = (column - 1) * 100.0
    lines = [TextLine(text, left, left + 100, 0, (10.0,) * len(text)) for text in texts]
    if lines:
        last = texts[-1]
        lines[-1] = TextLine(last, left, left + ends, 0, (10.0,) * len(last))
    return RuledCell(
        table, row, column, rows, left, left + 100, row * 10.0, (row + rows) * 10.0, lines, "\n".join(texts)
    )


def joined(*pages: Sequence[RuledCell | Line]) -> list[tuple[int, int, int, str]]:
    """Put pages of one table each together; gives row, column, rows and text of the first table."""
    found: list[list[Line | PageTable]] = []
    for number, page in enumerate(pages, 1):
        cells = [item for item in page if isinstance(item, RuledCell)]
        above = [item for item in page if isinstance(item, Line)]
        found.append([*above, PageTable(f"P{number}T1", cells)])
    tables = [block for block in blocks_of_pages(found) if isinstance(block, Table)]
    return [(placed.row, placed.column, placed.rows, placed.text) for placed in tables[0].cells]


def test_the_rest_of_a_row_belongs_to_it() -> None:
    first = [cell(1, 1, "一二三", ends=98), cell(1, 2, "甲乙丙", ends=98), cell(1, 3, "500")]
    rest = [cell(1, 1, "四五"), cell(1, 2, "丁"), cell(1, 3)]
    after = [cell(2, 1, "六"), cell(2, 2, "戊"), cell(2, 3, "1")]
    assert joined(first, [*rest, *after]) == [
        (1, 1, 1, "一二三四五"),
        (1, 2, 1, "甲乙丙丁"),
        (1, 3, 1, "500"),
        (2, 1, 1, "六"),
        (2, 2, 1, "戊"),
        (2, 3, 1, "1"),
    ]


@pytest.mark.parametrize(
    ("ends", "figure", "above"),
    [
        (40, (), "500"),  # the text before the break had room left: it had ended
        (98, ("1",), "500"),  # a row with figures of its own
        (98, (), None),  # no figure above either
    ],
)
def test_a_row_of_its_own_stays_one(ends: float, figure: tuple[str, ...], above: str | None) -> None:
    first = [cell(1, 1, "一二三", ends=ends), cell(1, 2, *([above] if above else []))]
    second = [cell(1, 1, "四五"), cell(1, 2, *figure)]
    assert [row for row, *_ in joined(first, second)] == [1, 1, 2, 2]


def test_a_merged_cell_is_cut_by_a_page_break() -> None:
    first = [cell(1, 1, "产出", rows=2), cell(1, 2, "甲"), cell(2, 2, "乙")]
    second = [cell(1, 1, rows=2), cell(1, 2, "丙"), cell(2, 2, "丁")]
    assert joined(first, second)[0] == (1, 1, 4, "产出")


def test_the_label_of_a_cut_cell_may_stand_on_the_second_page() -> None:
    first = [cell(1, 1, rows=2), cell(1, 2, "甲"), cell(2, 2, "乙")]
    second = [cell(1, 1, "产出", rows=2), cell(1, 2, "丙"), cell(2, 2, "丁")]
    assert joined(first, second)[0] == (1, 1, 4, "产出")


def test_two_labels_at_a_page_break_stay_two() -> None:
    first = [cell(1, 1, "产出", rows=2), cell(1, 2, "甲"), cell(2, 2, "乙")]
    second = [cell(1, 1, "效益", rows=2), cell(1, 2, "丙"), cell(2, 2, "丁")]
    assert [(row, text) for row, column, _, text in joined(first, second) if column == 1] == [(1, "产出"), (3, "效益")]


@pytest.mark.parametrize(("between", "rows"), [("- 2 -", 2), ("第 2 页 / 共 3 页", 2), ("附件2：另一张表", 1)])
def test_a_table_goes_on_past_page_numbers_only(between: str, rows: int) -> None:
    page: list[RuledCell | Line] = [cell(1, 1, "甲"), cell(1, 2, "乙")]
    placed = joined(page, [Line(between, between), *page])
    assert max(row for row, *_ in placed) == rows


def test_a_table_goes_on_past_a_running_head() -> None:
    page: list[RuledCell | Line] = [Line("某市财政局", "某市财政局"), cell(1, 1, "甲"), cell(1, 2, "乙")]
    assert max(row for row, *_ in joined(page, page)) == 2


def test_a_table_of_another_width_is_another_table() -> None:
    assert max(row for row, *_ in joined([cell(1, 1, "甲"), cell(1, 2, "乙")], [cell(1, 1, "丙")])) == 1


def test_columns_are_those_of_all_pages() -> None:
    wide = RuledCell("P2T1", 1, 1, 1, 0, 200, 10, 20, [TextLine("丙", 0, 10, 0, (10.0,))], "丙")
    pages = [[PageTable("P1T1", [cell(1, 1, "甲"), cell(1, 2, "乙")])], [PageTable("P2T1", [wide])]]
    (table,) = blocks_of_pages(pages)
    assert isinstance(table, Table)
    assert [(placed.row, placed.column, placed.columns, placed.ref) for placed in table.cells] == [
        (1, 1, 1, "P1T1R1C1"),
        (1, 2, 1, "P1T1R1C2"),
        (2, 1, 2, "P2T1R1C1"),
    ]


@pytest.mark.parametrize(
    ("lines", "text"),
    [
        ([("一二三四五六七八九十", 100), ("续", 10)], "一二三四五六七八九十续"),
        ([("一二三", 30), ("续", 10)], "一二三\n续"),
        ([("一二三四五六七八九", 90), ("续，", 20)], "一二三四五六七八九续，"),  # 续 may not be parted from its comma
        ([("一二三四五六七八", 80), ("（续", 20)], "一二三四五六七八\n（续"),
        ([("abcdefgh", 80), ("word", 40)], "abcdefgh word"),
        ([("一二三四五六七", 70), ("1350", 40)], "一二三四五六七1350"),
    ],
)
def test_a_line_break_is_one_of_the_text_where_there_was_room(lines: list[tuple[str, float]], text: str) -> None:
    placed = [TextLine(content, 0, right, 0, (10.0,) * len(content)) for content, right in lines]
    assert RuledCell("P1T1", 1, 1, 1, 0, 100, 0, 100, placed).text(NO_PASSAGES) == text


def test_passages_of_other_cells_tell_where_paragraphs_meet() -> None:
    task, other = "保障会议按期召开，确保各项工作正常运行", "加强档案资源建设，提高档案利用服务水平"
    passages = Passages([RuledCell("T", 1, 1, 1, 0, 0, 0, 0, raw=text) for text in (task, other)])
    assert passages.meet(task, other)
    assert not passages.meet(task[:-1], other)
    assert not passages.meet(task, other[1:])
    lines = [TextLine(task, 0, 200, 0, (10.0,) * 20), TextLine(other, 0, 190, 0, (10.0,) * 19)]
    whole = RuledCell("T", 1, 1, 1, 0, 200, 0, 0, lines)
    assert whole.text(passages) == f"{task}\n{other}"
    assert whole.text(NO_PASSAGES) == f"{task}{other}"


def test_the_page_of_the_samples_begins_where_it_says() -> None:
    from pdfplumber import open as open_pdf

    with open_pdf(io.BytesIO(pdf([Box(1, 1, "甲"), Box(1, 2, "乙")]))) as document:
        (table,) = document.pages[0].find_tables()
        assert (round(table.bbox[0]), round(document.pages[0].height - table.bbox[1])) == (LEFT, TOP)
