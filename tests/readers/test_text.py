"""Text: tabs, physical lines, quoted cells, encodings."""

from __future__ import annotations

import re
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from perfgoals.errors import CorruptFile, LimitExceeded, UnsupportedFormat
from perfgoals.readers import Grid, Limits, grid_from_text, read_grids

SHEET = (
    "部门（单位）整体支出绩效目标表\n(2022年)\n\n部门（单位）名称\t\t新疆巴州党委办公室\t\n"
    "任务名称\t主要内容\t预算金额（万元）\n人员保障\t工资、社保\t1945.65\n设备采购完成时间\t≤2022年11月25日\n"
)


def cells(grid: Grid) -> dict[str, tuple[str, object]]:
    return {cell.ref: (cell.text, cell.raw) for cell in grid.cells()}


def test_cells_stand_at_line_and_field() -> None:
    grid = grid_from_text("名称\t金额\n\n\t  500 \t\n")
    assert cells(grid) == {"L1C1": ("名称", "名称"), "L1C2": ("金额", "金额"), "L3C2": ("500", "  500 ")}
    assert list(grid.rows) == [1, 3]
    assert {(cell.row, cell.column) for cell in grid.cells()} == {(1, 1), (1, 2), (3, 2)}


@pytest.mark.parametrize("blank", ["", " ", "\u3000", "\xa0", "\ufeff", "\u200b", "\r\n \n"])
def test_blank_cells_are_absent(blank: str) -> None:
    assert grid_from_text(blank).rows == {}


@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
def test_line_ends(end: str) -> None:
    assert list(cells(grid_from_text(f"a{end}{end}b{end}"))) == ["L1C1", "L3C1"]


def test_other_separators_end_no_line() -> None:
    assert cells(grid_from_text("a\u2028b\x0bc\x85d")) == {"L1C1": ("a\u2028b\x0bc\x85d", "a\u2028b\x0bc\x85d")}


def test_a_quoted_cell_is_one_cell_at_its_first_line() -> None:
    grid = grid_from_text('目标\t"一\r\n""二""\n三"\t尾\n下\t行')
    assert cells(grid) == {
        "L1C1": ("目标", "目标"),
        "L1C2": ('一\n"二"\n三', '"一\r\n""二""\n三"'),
        "L3C2": ("尾", "尾"),
        "L4C1": ("下", "下"),
        "L4C2": ("行", "行"),
    }
    assert [(cell.row, cell.column) for cell in grid.cells()] == [(1, 1), (1, 2), (1, 3), (4, 1), (4, 2)]


@pytest.mark.parametrize(
    "text",
    [
        '"十四五规划\t500\n下一行\t"尾',
        '"十四五\n规划\t500\n第三行"',  # a tab between the quotes
        '"开头\n落实"十四五"规划\n尾"x',
        '"没有结束\n下一行',
        '"' + "行\n" * 200 + '"',
    ],
)
def test_a_stray_quote_swallows_no_line(text: str) -> None:
    first = text.split("\n", maxsplit=1)[0].split("\t", maxsplit=1)[0]
    grid = grid_from_text(text)
    assert grid.rows[1][0].raw == first
    assert 2 in grid.rows


@pytest.mark.parametrize(
    ("codec", "named"),
    [
        ("utf-8", "utf-8"),
        ("utf-8-sig", "utf-8-sig"),
        ("utf-16", "utf-16"),
        ("utf-16-le", "utf-16-le"),
        ("utf-16-be", "utf-16-be"),
        ("utf-32", "utf-32"),
        ("gb18030", "gb18030"),
        ("gbk", "gb18030"),
    ],
)
def test_every_encoding_gives_the_same_cells(codec: str, named: str) -> None:
    data = SHEET.encode(codec)
    (grid,) = read_grids(data)
    assert grid.encoding == named
    assert cells(grid) == cells(grid_from_text(SHEET))
    assert data.decode(grid.encoding).removeprefix("\ufeff") == SHEET


def test_big_endian_with_bom() -> None:
    (grid,) = read_grids(b"\xfe\xff" + SHEET.encode("utf-16-be"))
    assert (grid.encoding, cells(grid)) == ("utf-16", cells(grid_from_text(SHEET)))


@pytest.mark.parametrize("text", ["name\tamount\n1\t2\n", "满意度指标", "≥95%", "a"])
def test_short_texts(text: str) -> None:
    (grid,) = read_grids(text.encode())
    assert grid.encoding == "utf-8"
    assert next(cell.row for cell in grid.cells()) == 1


def test_damaged_utf8_is_not_read_as_gb18030() -> None:
    data = bytearray(SHEET.encode())
    where = data.index("党委".encode()) + 1
    data[where] = 0x20
    with pytest.raises(CorruptFile) as raised:
        read_grids(bytes(data))
    assert raised.value.details == {"encoding": "utf-8", "byte": where - 1, "line": 4}


def test_truncated_utf8_is_damaged() -> None:
    with pytest.raises(CorruptFile):
        read_grids("绩效目标\t绩效指标".encode()[:-1])


@pytest.mark.parametrize("codec", ["big5", "shift_jis"])
def test_other_encodings_are_refused_by_name(codec: str) -> None:
    text = {
        "big5": "績效目標申報表\t單位名稱\n計畫經費\n",
        "shift_jis": "業績目標のシートです\tあいうえお\n",
    }[codec]
    with pytest.raises(UnsupportedFormat):
        read_grids(text.encode(codec))


def test_latin_1_is_refused() -> None:
    with pytest.raises(UnsupportedFormat):
        read_grids("Objectif réalisé à l'été\tdépensé\n".encode("latin-1"))


@pytest.mark.parametrize(
    "data", [bytes(range(256)) * 8, b"\x01\x02\x03\x04", b"\x00" * 100, b"\x7fELF\x02\x01\x01\x00"]
)
def test_noise_is_refused(data: bytes) -> None:
    with pytest.raises(UnsupportedFormat):
        read_grids(data)


def test_a_declared_encoding_that_fails_is_damage() -> None:
    with pytest.raises(CorruptFile):
        read_grids(b"\xef\xbb\xbf\xff\xff")


def test_word_cell_marks_are_tolerated() -> None:
    (grid,) = read_grids("任务名称指标\x07主要内容指标\x07\n".encode())
    assert 1 in grid.rows


def test_a_cell_of_100000_characters() -> None:
    (grid,) = read_grids(f"目标\t{'绩' * 100_000}".encode())
    assert len(grid.rows[1][1].text) == 100_000


@pytest.mark.parametrize("limits", [Limits(cells=3), Limits(cell_characters=3), Limits(bytes=10)])
def test_limits(limits: Limits) -> None:
    with pytest.raises(LimitExceeded):
        read_grids(SHEET.encode(), limits=limits)


_FIELD = st.text(alphabet='绩效目标0≥% "\u3000\xa0', max_size=6)
_TEXT = st.text(alphabet='绩效a1 "\t\n\r\u3000', max_size=60)


@given(st.lists(st.lists(_FIELD, min_size=1, max_size=5), max_size=8), st.sampled_from(["\n", "\r\n", "\r"]))
def test_a_located_cell_tells_the_truth(table: list[list[str]], end: str) -> None:
    plain = [[field.replace('"', "”") for field in line] for line in table]
    grid = grid_from_text(end.join("\t".join(line) for line in plain))
    expected = {
        f"L{row}C{column}": field
        for row, line in enumerate(plain, 1)
        for column, field in enumerate(line, 1)
        if field.strip(" \u3000\xa0")
    }
    assert {cell.ref: cell.raw for cell in grid.cells()} == expected


@given(_TEXT)
def test_raw_stands_in_the_text_where_ref_says(text: str) -> None:
    lines = re.split(r"(?<=\n)|(?<=\r)(?!\n)", text)
    for cell in grid_from_text(text).cells():
        line, field = map(int, cell.ref[1:].split("C"))
        assert isinstance(cell.raw, str)
        # A cell of several lines goes on below; the field at its ref is how it begins.
        assert cell.raw.startswith(lines[line - 1].rstrip("\r\n").split("\t")[field - 1])


@given(_TEXT)
def test_no_character_is_lost(text: str) -> None:
    shown = "".join(str(cell.raw) for cell in grid_from_text(text).cells())
    visible = re.sub(r"\s", "", text)
    # Blank cells are absent, quoted or not; nothing else may go.
    assert re.sub(r'[\s"]', "", shown) == visible.replace('"', "")


@given(_TEXT)
def test_cells_come_in_reading_order(text: str) -> None:
    places = [(cell.row, cell.column) for cell in grid_from_text(text).cells()]
    assert all(left < right for left, right in pairwise(places))


@given(st.text(alphabet="绩效目标任务名称预算金额万元≥≤%0123456789\t\n（）。，", min_size=30, max_size=200))
def test_gb18030_is_recognised(text: str) -> None:
    data = text.encode("gb18030")
    if text.encode() != data and any(char > "\x7f" for char in text):
        (grid,) = read_grids(data)
        assert (grid.encoding, cells(grid)) == ("gb18030", cells(grid_from_text(text)))


@given(st.text("a金 \t\r\n"))
def test_a_stray_quote_below_changes_no_cell_above(text: str) -> None:
    below = grid_from_text(f'{text}\n"')
    assert [cell for cell in below.cells() if cell.text != '"'] == [*grid_from_text(text).cells()]


@pytest.mark.parametrize("end", ["\n", "\r", "\r\n"])
def test_a_line_end_is_counted_once(end: str) -> None:
    text = f"a\tb{end}c"
    assert len([*grid_from_text(text, limits=Limits(cells=3)).cells()]) == 3
    with pytest.raises(LimitExceeded):
        grid_from_text(text, limits=Limits(cells=2))
