"""Workbooks: what is displayed, what is stored, where it stands, and what is no ordinary cell."""

from __future__ import annotations

import datetime as dt
import io
import warnings
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from openpyxl import Workbook, load_workbook
from openpyxl.cell.rich_text import CellRichText, TextBlock
from openpyxl.cell.text import InlineFont
from openpyxl.chart import BarChart
from openpyxl.utils import get_column_letter
from openpyxl.utils.datetime import CALENDAR_MAC_1904
from openpyxl.worksheet.formula import ArrayFormula

from perfgoals.readers import Cell, Grid, read_grids
from tests.readers.workbooks import parts_of, saved, written, zipped

OPEN_SHEET = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
STRICT = "http://purl.oclc.org/ooxml/spreadsheetml/main"


def book(values: dict[str, Any], formats: dict[str, str] | None = None) -> Workbook:
    workbook = Workbook()
    sheet = workbook.worksheets[0]
    for ref, value in values.items():
        sheet[ref] = value
    for ref, code in (formats or {}).items():
        sheet[ref].number_format = code
    return workbook


def both(data: bytes) -> list[Grid]:
    """Read with both engines, which agree on everything here."""
    grids = read_grids(data)
    assert read_grids(data, engine="openpyxl") == grids
    return grids


def one(data: bytes) -> Grid:
    (grid,) = both(data)
    return grid


def by_ref(grid: Grid) -> dict[str, Cell]:
    return {cell.ref: cell for cell in grid.cells()}


def test_a_cell_knows_its_place_its_value_and_what_it_shows() -> None:
    grid = one(saved(book({"E8": 0.95, "B2": " 人员保障 ", "C3": 500}, {"E8": '"≥"0%'})))
    assert by_ref(grid)["E8"] == Cell("Sheet", 8, 5, "E8", "≥95%", 0.95, '"≥"0%')
    assert by_ref(grid)["B2"] == Cell("Sheet", 2, 2, "B2", "人员保障", " 人员保障 ")
    assert by_ref(grid)["C3"] == Cell("Sheet", 3, 3, "C3", "500", 500)
    assert (grid.format, grid.encoding, grid.hidden, list(grid.rows)) == ("xlsx", None, False, [2, 3, 8])


def test_blank_cells_and_cells_that_display_nothing_are_absent() -> None:
    grid = one(saved(book({"A1": "", "A2": "\u3000 ", "A3": None, "A4": 0, "A5": 5}, {"A4": "0;-0;", "A5": ";;;"})))
    assert grid.rows == {}


@pytest.mark.parametrize(
    ("value", "code", "text", "raw"),
    [
        (dt.datetime(2022, 11, 25, tzinfo=None), "yyyy-mm-dd", "2022-11-25", 44890),  # noqa: DTZ001
        (dt.date(2022, 11, 25), 'yyyy"年"m"月"d"日"', "2022年11月25日", 44890),
        (dt.datetime(2022, 11, 25, 12, tzinfo=None), "yyyy/m/d h:mm", "2022/11/25 12:00", 44890.5),  # noqa: DTZ001
        (dt.date(2022, 11, 25), "mm-dd-yy", "2022/11/25", 44890),  # format 14: as the regional setting zh-CN says
        (dt.time(6, 30), "h:mm", "6:30", 0.2708333333333333),
        (dt.timedelta(hours=36), "[h]:mm", "36:00", 1.5),
    ],
)
def test_a_date_shows_by_its_format_and_is_stored_as_a_serial_number(
    value: object, code: str, text: str, raw: float
) -> None:
    cell = by_ref(one(saved(book({"A1": value}, {"A1": code}))))["A1"]
    assert (cell.text, cell.raw) == (text, raw)


def test_dates_that_count_from_1904() -> None:
    workbook = Workbook()
    workbook.epoch = CALENDAR_MAC_1904
    workbook.worksheets[0]["A1"] = dt.date(2022, 11, 25)
    workbook.worksheets[0]["A1"].number_format = "yyyy/m/d"
    cell = by_ref(one(saved(workbook)))["A1"]
    assert (cell.text, cell.raw) == ("2022/11/25", 43428)


def test_formats_that_chinese_workbooks_name_by_number() -> None:
    data = written(
        '<row r="1"><c r="A1" s="1"><v>44890</v></c><c r="B1" s="2"><v>44890</v></c>'
        '<c r="C1" s="3"><v>500</v></c></row>',
        formats={31: "", 57: "", 164: "0&quot;万元&quot;"},
    )
    assert [cell.text for cell in one(data).cells()] == ["2022年11月25日", "2022年11月", "500万元"]


def test_a_style_whose_format_is_defined_nowhere_has_none() -> None:
    parts = parts_of(
        written(
            '<row r="1"><c r="A1" s="1"><v>0.95</v></c><c r="B1" s="2"><v>0.95</v></c></row>',
            formats={170: "&quot;≥&quot;0%", 164: ""},
        )
    )
    cells = by_ref(one(zipped(parts)))
    assert [(cell.text, cell.number_format) for cell in cells.values()] == [("≥95%", '"≥"0%'), ("0.95", None)]


def test_truth_values_errors_and_texts() -> None:
    data = written(
        '<row r="1"><c r="A1" t="b"><v>1</v></c><c r="B1" t="e"><v>#REF!</v></c><c r="C1" t="str"><v>文</v></c>'
        '<c r="D1" t="inlineStr"><is><r><t>优</t></r><r><t>秀</t></r><rPh sb="0" eb="1"><t>yx</t></rPh></is></c>'
        '<c r="E1" t="s"><v>0</v></c></row>',
        strings='<si><t>一_x000D_\n二_x0041_</t><phoneticPr fontId="0"/></si>',
    )
    grid = one(data)
    assert [(cell.ref, cell.text) for cell in grid.cells()] == [
        ("A1", "TRUE"),
        ("B1", "#REF!"),
        ("C1", "文"),
        ("D1", "优秀"),
        ("E1", "一\n二A"),
    ]
    assert by_ref(grid)["A1"].raw is True
    assert grid.errors == (by_ref(grid)["B1"],)


def test_rich_text_is_plain() -> None:
    workbook = book({"A1": CellRichText("≥", TextBlock(InlineFont(b=True), "95"), "%")})
    assert by_ref(one(saved(workbook)))["A1"].text == "≥95%"


def test_a_formula_without_a_value_shows_as_the_formula_and_is_listed() -> None:
    workbook = book({"E13": "=SUM(E6:E12)", "F13": ArrayFormula("F13", "=SUM(A1:A2*B1:B2)"), "A1": 1})
    grid = one(saved(workbook))
    assert [(cell.ref, cell.text, cell.raw) for cell in grid.uncached] == [
        ("E13", "=SUM(E6:E12)", None),
        ("F13", "=SUM(A1:A2*B1:B2)", None),
    ]
    assert set(by_ref(grid)) == {"A1", "E13", "F13"}


@pytest.mark.parametrize("target", ["=100%", "=312名", "=1,350.5批次", "=125元/亩", "=3‰"])
def test_a_target_that_was_written_as_a_formula_is_the_text(target: str) -> None:
    grid = one(saved(book({"E15": target})))
    assert {cell.ref: (cell.text, cell.raw) for cell in grid.cells()} == {"E15": (target, target)}
    assert grid.uncached == ()


@pytest.mark.parametrize("formula", ["=100", "=E1", "=100%*E1", "=3名+2名", "=合计", "=(3)名", "=E1名"])
def test_a_formula_that_computes_or_names_no_unit_has_no_value(formula: str) -> None:
    grid = one(saved(book({"E15": formula})))
    assert [(cell.ref, cell.text, cell.raw) for cell in grid.uncached] == [("E15", formula, None)]


def test_a_formula_with_a_value_is_that_value() -> None:
    data = written(
        '<row r="1"><c r="A1" s="1"><f>B1/C1</f><v>0.95</v></c><c r="B1" t="str"><f>IF(1,"","")</f><v></v></c>'
        '<c r="C1" t="str"><f>"合计"</f><v>合计</v></c><c r="D1" t="e"><f>1/0</f><v>#DIV/0!</v></c>'
        '<c r="E1"><f t="shared" ref="E1:E2" si="0">A1*2</f></c></row>'
        '<row r="2"><c r="E2"><f t="shared" si="0"/></c></row>',
        formats={9: ""},
    )
    grid = one(data)
    assert {cell.ref: (cell.text, cell.raw) for cell in grid.cells()} == {
        "A1": ("95%", 0.95),
        "C1": ("合计", "合计"),
        "D1": ("#DIV/0!", "#DIV/0!"),
        "E1": ("=A1*2", None),
        "E2": ("=A2*2", None),
    }
    assert [cell.ref for cell in grid.uncached] == ["E1", "E2"]
    assert [cell.ref for cell in grid.errors] == ["D1"]


def test_merged_ranges_are_held_by_their_first_cell() -> None:
    workbook = book({"A8": "年度主要任务", "B8": "x"})
    workbook.worksheets[0].merge_cells("A8:A12")
    workbook.worksheets[0].merge_cells("C1:D2")
    grid = one(saved(workbook))
    assert by_ref(grid)["A8"].merged_from == "A8:A12"
    assert by_ref(grid)["B8"].merged_from is None
    assert {place: (merge.bottom, merge.right) for place, merge in grid.merges.items()} == {
        (8, 1): (12, 1),
        (1, 3): (2, 4),
    }


def test_a_covered_cell_displays_nothing() -> None:
    data = written(
        '<row r="1"><c r="A1"><v>1</v></c><c r="B1"><v>2</v></c></row>'
        '<row r="2"><c r="A2"><v>3</v></c><c r="C2"><v>4</v></c></row>',
        after='<mergeCells><mergeCell ref="A1:B2"/></mergeCells>',
    )
    assert [cell.ref for cell in one(data).cells()] == ["A1", "C2"]


def test_overlapping_and_reversed_ranges_are_tolerated() -> None:
    data = written(
        '<row r="1"><c r="A1"><v>1</v></c></row><row r="2"><c r="B2"><v>3</v></c></row>',
        after='<mergeCells><mergeCell ref="B2:A1"/><mergeCell ref="B2:C3"/><mergeCell ref="D4"/></mergeCells>',
    )
    grid = one(data)
    assert [cell.ref for cell in grid.cells()] == ["A1"]
    assert by_ref(grid)["A1"].merged_from == "A1:B2"


def test_a_merge_over_the_whole_worksheet_costs_nothing() -> None:
    data = written(
        '<row r="1"><c r="A1"><v>1</v></c></row>', after='<mergeCells><mergeCell ref="A1:XFD1048576"/></mergeCells>'
    )
    assert by_ref(one(data))["A1"].merged_from == "A1:XFD1048576"


def test_a_far_cell_costs_nothing() -> None:
    grid = one(saved(book({"A1": 1, "XFD1048576": "远"})))
    assert [(cell.ref, cell.row, cell.column) for cell in grid.cells()] == [
        ("A1", 1, 1),
        ("XFD1048576", 1_048_576, 16_384),
    ]


def test_cells_without_references_are_counted() -> None:
    data = written("<row><c><v>1</v></c><c/><c><v>3</v></c></row><row><c><v>4</v></c></row>")
    assert [cell.ref for cell in one(data).cells()] == ["A1", "C1", "A2"]


def test_worksheets_come_in_order_hidden_ones_too_and_charts_not() -> None:
    workbook = book({"A1": 1})
    workbook.worksheets[0].title = "甲"
    workbook.create_chartsheet("图").add_chart(BarChart())
    workbook.create_sheet("乙").sheet_state = "hidden"
    workbook.create_sheet("丙").sheet_state = "veryHidden"
    assert [(grid.name, grid.hidden) for grid in both(saved(workbook))] == [
        ("甲", False),
        ("乙", True),
        ("丙", True),
    ]


def test_what_is_no_cell_does_not_matter() -> None:
    data = written(
        '<row r="1"><c r="A1"><v>1</v></c></row>',
        after="<conditionalFormatting><cfRule type='x' priority='no'/></conditionalFormatting>"
        "<dataValidations><dataValidation type='?'/></dataValidations>"
        "<hyperlinks><hyperlink ref='A1:XFD1048576' r:id='none'/></hyperlinks><drawing r:id='none'/>"
        "<extLst><ext uri='{78C0D931-6437-407d-A8EE-F0AAD7539E65}'/></extLst>",
    )
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        assert [cell.ref for cell in one(data).cells()] == ["A1"]


def test_broken_properties_do_not_matter() -> None:
    parts = parts_of(saved(book({"A1": 1})))
    parts["docProps/core.xml"] = b"<no xml"
    assert [cell.ref for cell in one(zipped(parts)).cells()] == ["A1"]


def test_the_strict_namespace_and_prefixes() -> None:
    parts = {
        name: xml.replace(OPEN_SHEET.encode(), STRICT.encode())
        for name, xml in parts_of(saved(book({"A1": "严"}))).items()
    }
    assert [cell.text for cell in one(zipped(parts)).cells()] == ["严"]
    parts = parts_of(written('<row r="1"><c r="A1"><v>1</v></c></row>'))
    parts["xl/worksheets/one.xml"] = (
        f'<x:worksheet xmlns:x="{OPEN_SHEET}"><x:sheetData><x:row r="1"><x:c r="A1"><x:v>7</x:v></x:c></x:row>'
        "</x:sheetData></x:worksheet>"
    ).encode("utf-16")
    assert [cell.text for cell in one(zipped(parts)).cells()] == ["7"]


def test_backslashes_in_the_names_of_parts() -> None:
    parts = {name.replace("/", "\\"): xml for name, xml in parts_of(saved(book({"A1": "甲"}))).items()}
    assert [cell.text for cell in one(zipped(parts)).cells()] == ["甲"]


_VALUES = st.one_of(
    st.text(alphabet="绩效≥95% \u3000\n_x=", max_size=12).filter(lambda text: not text.startswith("=")),
    st.integers(-(10**12), 10**12),
    st.floats(-1e12, 1e12, allow_nan=False),
    st.booleans(),
    st.dates(dt.date(1950, 1, 1), dt.date(2100, 1, 1)),
)
_TABLES = st.dictionaries(st.tuples(st.integers(1, 40), st.integers(1, 40)), _VALUES, max_size=20)
_MERGES = st.lists(st.tuples(*[st.integers(1, 40)] * 4), max_size=3)


@given(_TABLES, _MERGES)
@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow])
def test_opening_the_file_at_ref_finds_raw(
    table: dict[tuple[int, int], Any], ranges: list[tuple[int, int, int, int]]
) -> None:
    workbook = Workbook()
    sheet = workbook.worksheets[0]
    for (row, column), value in table.items():
        sheet.cell(row, column, value)
    for top, left, bottom, right in ranges:
        top, bottom = sorted((top, bottom))  # noqa: PLW2901
        left, right = sorted((left, right))  # noqa: PLW2901
        sheet.merge_cells(start_row=top, start_column=left, end_row=bottom, end_column=right)
    data = saved(workbook)
    again = load_workbook(io.BytesIO(data)).worksheets[0]
    cells = by_ref(one(data))
    for ref, cell in cells.items():
        assert ref == f"{get_column_letter(cell.column)}{cell.row}"
        found = again[ref].value
        if isinstance(found, dt.date):
            epoch = dt.datetime(1899, 12, 30)  # noqa: DTZ001
            assert isinstance(cell.raw, int)
            assert epoch + dt.timedelta(cell.raw) == found
        else:
            assert cell.raw == found
            assert isinstance(cell.raw, bool) == isinstance(found, bool)
    missed = {
        found.coordinate
        for row in again.iter_rows()
        for found in row
        if found.value is not None and str(found.value).strip() and found.coordinate not in cells
    }
    assert not missed
