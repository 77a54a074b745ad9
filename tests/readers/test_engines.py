"""The engines that read .xlsx agree, on workbooks of every make; python-calamine is a third witness of the values."""

from __future__ import annotations

import io
from pathlib import Path
from xml.sax.saxutils import escape, quoteattr

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from openpyxl import Workbook

from perfgoals.errors import CorruptFile, LimitExceeded, ReadError, UsageError
from perfgoals.readers import Engine, Grid, Limits, read_grids
from tests.readers.workbooks import MAIN, parts_of, saved, written, zipped

ROOT = Path(__file__).resolve().parents[2]
SEED = ROOT.parent / "shared" / "seed"
FORMATS = {
    9: "",
    14: "",
    49: "",
    164: "&quot;≥&quot;0&quot;人&quot;",
    165: "0.00%;-0.00%;;@&quot;元&quot;",
    166: "yyyy年m月",
}
STRINGS = ("绩效目标", " ≥95% ", "", "一_x000D_\n二", "a&b<c>")


def both(data: bytes, limits: Limits | None = None) -> list[Grid]:
    grids = read_grids(data, limits=limits or Limits())
    assert read_grids(data, limits=limits or Limits(), engine="openpyxl") == grids
    return grids


_NUMBERS = st.one_of(
    st.integers(-(10**17), 10**17).map(str),
    st.floats(-1e15, 1e15, allow_nan=False).map(repr),
    st.sampled_from(["44890", "44890.5", "-0", "1E+3", "0.1", "5.", "+7"]),
)
_TEXT = st.text(alphabet="绩效≥95% \n_x=&<\u3000", max_size=8)
_RUNS = st.lists(_TEXT, max_size=3).map(
    lambda runs: "".join(f'<r><t xml:space="preserve">{escape(run)}</t></r>' for run in runs)
)
_CONTENTS = st.one_of(
    st.just(("n", "")),
    _NUMBERS.map(lambda number: ("n", f"<v>{number}</v>")),
    st.integers(0, len(STRINGS) - 1).map(lambda index: ("s", f"<v>{index}</v>")),
    st.sampled_from([("b", "<v>1</v>"), ("b", "<v>0</v>"), ("e", "<v>#REF!</v>"), ("d", "<v>2022-11-25T06:00:00</v>")]),
    _TEXT.map(lambda text: ("str", f"<f>A1</f><v>{escape(text)}</v>")),
    st.sampled_from([("n", "<f>A1*2</f>"), ("n", "<f>A1</f><v>5</v>"), ("str", "<f>A1</f><v/>"), ("n", "<f/>")]),
    _RUNS.map(lambda runs: ("inlineStr", f'<is>{runs}<rPh sb="0" eb="1"><t>yx</t></rPh></is>')),
    _TEXT.map(lambda text: ("inlineStr", f'<is><t xml:space="preserve">{escape(text)}</t></is>')),
)
_ROWS = st.dictionaries(
    st.integers(1, 12),
    st.dictionaries(st.integers(1, 8), st.tuples(_CONTENTS, st.integers(0, len(FORMATS))), max_size=5),
    max_size=6,
)
_RANGES = st.lists(st.tuples(st.integers(1, 8), st.integers(1, 12), st.integers(0, 3), st.integers(0, 3)), max_size=3)


def letter(column: int) -> str:
    return chr(ord("A") + column - 1)


@st.composite
def workbooks(draw: st.DrawFn) -> bytes:
    referred = draw(st.booleans())
    rows = []
    for row, cells in sorted(draw(_ROWS).items()):
        written_cells = "".join(
            f'<c t="{kind}" s="{style}"{quoted("r", f"{letter(column)}{row}") if referred else ""}>{content}</c>'
            for column, ((kind, content), style) in sorted(cells.items())
        )
        rows.append(f'<row r="{row}">{written_cells}</row>')
    merges = "".join(
        f'<mergeCell ref="{letter(left)}{top}:{letter(left + across)}{top + down}"/>'
        for left, top, across, down in draw(_RANGES)
    )
    strings = "".join(f'<si><t xml:space="preserve">{escape(text)}</t></si>' for text in STRINGS)
    after = f"<mergeCells>{merges}</mergeCells>" if merges else ""
    parts = parts_of(written("".join(rows), after=after, strings=strings, formats=FORMATS))
    if draw(st.booleans()):
        parts["xl/workbook.xml"] = parts["xl/workbook.xml"].replace(b"<sheets>", b'<workbookPr date1904="1"/><sheets>')
    if draw(st.booleans()):
        for name in ("xl/worksheets/one.xml", "xl/sharedStrings.xml", "xl/styles.xml"):
            parts[name] = prefixed(parts[name])
    return zipped(parts)


def quoted(name: str, value: str) -> str:
    return f" {name}={quoteattr(value)}"


def prefixed(xml: bytes) -> bytes:
    """Write the elements of a part with a prefix."""
    text = xml.decode().replace(f'xmlns="{MAIN}"', f'xmlns:x="{MAIN}"')
    return text.replace("</", "\0").replace("<", "<x:").replace("\0", "</x:").encode()


@given(workbooks())
@settings(max_examples=150, suppress_health_check=[HealthCheck.too_slow])
def test_both_engines_read_the_same(data: bytes) -> None:
    both(data)


_VALUES = st.one_of(
    st.integers(-(10**12), 10**12), st.floats(-1e12, 1e12), st.booleans(), st.text("绩效 a&<", min_size=1)
)


@given(st.dictionaries(st.tuples(st.integers(1, 20), st.integers(1, 20)), _VALUES, min_size=1, max_size=20))
@settings(max_examples=60, suppress_health_check=[HealthCheck.too_slow])
def test_a_third_witness_finds_the_same_values(table: dict[tuple[int, int], float | str]) -> None:
    # calamine panics on much that the workbooks above hold, so that it sees ordinary ones.
    calamine = pytest.importorskip("python_calamine")
    workbook = Workbook()
    for (row, column), value in table.items():
        workbook.worksheets[0].cell(row, column, value)
    data = saved(workbook)
    (grid,) = read_grids(data)
    sheet = calamine.CalamineWorkbook.from_filelike(io.BytesIO(data)).get_sheet_by_index(0)
    rows = sheet.to_python(skip_empty_area=False)
    found = {
        (row, column): value
        for row, cells in enumerate(rows, start=1)
        for column, value in enumerate(cells, start=1)
        if str(value).strip()
    }
    assert {(cell.row, cell.column): cell.raw for cell in grid.cells()} == found


@pytest.mark.parametrize("path", [*ROOT.glob("samples/*.xlsx"), *SEED.glob("*.xlsx")], ids=lambda path: path.name)
def test_both_engines_read_real_sheets_alike(path: Path) -> None:
    (grid,) = both(path.read_bytes())
    assert sum(1 for _ in grid.cells()) > 100


def test_an_engine_that_does_not_exist_is_a_wrong_call() -> None:
    with pytest.raises(UsageError) as raised:
        read_grids(b"x", engine="calamine")  # type: ignore[arg-type]
    assert raised.value.reason == "unknown-engine"


def test_an_engine_counts_for_workbooks_only() -> None:
    assert read_grids("目标\t值".encode(), engine="openpyxl") == read_grids("目标\t值".encode())


def test_a_formula_that_is_written_once_for_several_cells() -> None:
    data = written(
        '<row r="1"><c r="A1"><f t="shared" ref="A1:A3" si="0">$B$1+C1</f></c></row>'
        '<row r="2"><c r="A2"><f t="shared" si="0"/></c></row>'
        '<row r="3"><c r="A3"><f t="shared" si="0"/><v>5</v></c><c r="B3"><f t="shared" si="9"/></c></row>'
        '<row r="4"><c r="A4"><f t="dataTable" ref="A4" r1="B1"/></c></row>'
    )
    (grid,) = both(data)
    assert [cell.text for cell in grid.cells()] == ["=$B$1+C1", "=$B$1+C2", "5", "=", "=TABLE()"]
    assert [cell.ref for cell in grid.uncached] == ["A1", "A2", "B3", "A4"]


@pytest.mark.parametrize(
    ("rows", "reason"),
    [
        ('<row r="1"><c r="A1" t="s"><v>99</v></c></row>', "no-entry"),
        ('<row r="1"><c r="A1" s="99"><v>1</v></c></row>', "no-entry"),
        ('<row r="1"><c r="A1" t="d"><v>abc</v></c></row>', "no-number"),
        ('<row r="1"><c r="A1"><v>1_0</v></c></row>', "no-number"),
        ('<row r="1"><c r="A1"><v>nan</v></c></row>', "no-number"),
        ('<row r="1"><c r="A1" t="b"><v>yes</v></c></row>', "no-number"),
        ('<row r="1"><c r="AAAA1"><v>1</v></c></row>', "no-place"),
        ('<row r="1"><c r="XFE1"><v>1</v></c></row>', "no-place"),
        ('<row r="1"><c r="A1048577"><v>1</v></c></row>', "no-place"),
        ('<row r="1"><c r="A0"><v>1</v></c></row>', "no-place"),
        ('<row r="1"><c r="A"><v>1</v></c></row>', "no-place"),
        ('<row r="1"><c r="A１"><v>1</v></c></row>', "no-place"),
        (
            '<row r="1"><c r="A1"><f t="shared" si="0">"</f><v/></c><c r="B1"><f t="shared" si="0"/></c></row>',
            "library-failed",
        ),
    ],
)
def test_cells_that_make_no_sense_are_named(rows: str, reason: str) -> None:
    with pytest.raises(CorruptFile) as raised:
        read_grids(written(rows))
    assert raised.value.reason == reason


def test_a_blank_cell_at_no_place_does_not_matter() -> None:
    (grid,) = read_grids(written('<row r="1"><c r="??" s="0"/><c r="B1"><v>1</v></c></row>'))
    assert [cell.ref for cell in grid.cells()] == ["B1"]


def test_a_workbook_without_strings_and_styles() -> None:
    parts = parts_of(written('<row r="1"><c r="A1" s="0"><v>5</v></c></row>'))
    del parts["xl/sharedStrings.xml"], parts["xl/styles.xml"]
    (grid,) = both(zipped(parts))
    assert [cell.raw for cell in grid.cells()] == [5]


def test_styles_that_others_build_on_and_conditional_formats_do_not_count() -> None:
    parts = parts_of(written('<row r="1"><c r="A1" s="1"><v>0.95</v></c></row>', formats={164: "0%"}))
    more = (
        b'<cellStyleXfs><xf numFmtId="2"/></cellStyleXfs><cellXfs',
        b'</cellXfs><dxfs><dxf><numFmt numFmtId="164" formatCode="0.0"/></dxf></dxfs>',
    )
    parts["xl/styles.xml"] = parts["xl/styles.xml"].replace(b"<cellXfs", more[0]).replace(b"</cellXfs>", more[1])
    (grid,) = both(zipped(parts))
    assert [cell.text for cell in grid.cells()] == ["95%"]


ROWS = '<row r="1"><c r="A1" t="s"><v>0</v></c><c r="B1" s="1"><v>0.95</v></c><c r="C1"><f>A1</f></c></row>'
AFTER = '<mergeCells><mergeCell ref="A1:A3"/></mergeCells>'
WORKBOOK = written(ROWS, after=AFTER, strings="<si><t>绩效目标</t></si>", formats={164: "0%"})


@pytest.mark.parametrize("limits", [Limits(cells=2), Limits(merges=0), Limits(cell_characters=2)])
def test_the_second_engine_keeps_the_limits_too(limits: Limits) -> None:
    with pytest.raises(LimitExceeded):
        read_grids(WORKBOOK, limits=limits, engine="openpyxl")


@pytest.mark.parametrize("part", sorted(parts_of(WORKBOOK)))
@given(st.lists(st.tuples(st.integers(0, 10**6), st.integers(0, 255)), min_size=1, max_size=4))
@settings(max_examples=30, suppress_health_check=[HealthCheck.too_slow])
def test_damage_is_refused_by_name_or_read_alike(part: str, mutation: list[tuple[int, int]]) -> None:
    parts = parts_of(WORKBOOK)
    damaged = bytearray(parts[part])
    for position, byte in mutation:
        damaged[position % len(damaged)] = byte
    data = zipped({**parts, part: bytes(damaged)})
    first, second = attempt(data, "perfgoals"), attempt(data, "openpyxl")
    assert first is None or second is None or first == second


def attempt(data: bytes, engine: Engine) -> list[Grid] | None:
    try:
        return read_grids(data, engine=engine)
    except ReadError:
        return None


@pytest.mark.parametrize(
    ("sheet", "reason"),
    [
        ('<!DOCTYPE x><worksheet xmlns="{0}"/>', "document-type"),
        ("<a>" * 40 + "</a>" * 40, "limit-depth"),
        (
            '<worksheet xmlns="{0}"><sheetData><row><c r="A1"><v>1e999</v></c></row></sheetData></worksheet>',
            "no-number",
        ),
        ('<worksheet xmlns="{0}"><sheetData><row><c r="A1" t="x"><v>x</v></c></row></sheetData>', "not-well-formed"),
        ('<worksheet xmlns="{0}"><mergeCells><mergeCell ref="A"/></mergeCells></worksheet>', "no-range"),
        ('<worksheet xmlns="{0}"><sheetData><row><c r="A1" s="7"/></row></sheetData></worksheet>', "library-failed"),
    ],
)
def test_the_second_engine_refuses_by_name(sheet: str, reason: str) -> None:
    data = zipped({**parts_of(WORKBOOK), "xl/worksheets/one.xml": sheet.format(MAIN)})
    with pytest.raises(ReadError) as raised:
        read_grids(data, engine="openpyxl")
    assert raised.value.reason == reason
