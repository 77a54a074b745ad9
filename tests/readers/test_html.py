"""Pages as they are met: spans, frames, prose, broken markup, encodings, and what lies under other names."""

from __future__ import annotations

import pytest

from perfgoals.errors import CorruptFile, UnsupportedFormat
from perfgoals.readers import Grid, read_grids
from perfgoals.readers.markup import Tag, tokens


def grids(body: str) -> list[Grid]:
    return read_grids(f"<html>{body}".encode())


def texts(grid: Grid) -> list[list[tuple[str, str]]]:
    return [[(cell.ref, cell.text) for cell in row] for row in grid.rows.values()]


def only(body: str) -> list[list[tuple[str, str]]]:
    (grid,) = grids(body)
    return texts(grid)


def test_lines_above_and_below_are_rows_with_refs_of_their_own() -> None:
    (grid,) = grids("<h1>目标表</h1>单位：万元<br>（2022年）<table><tr><td>a<td>b</table><p>注：无</p>填报人")
    assert texts(grid) == [
        [("P1", "目标表")],
        [("P2", "单位：万元")],
        [("P3", "（2022年）")],
        [("T1R1C1", "a"), ("T1R1C2", "b")],
        [("P4", "注：无")],
        [("P5", "填报人")],
    ]
    assert list(grid.rows) == [1, 2, 3, 4, 5, 6]
    assert grid.place == "T1"


def test_lines_between_tables_belong_to_the_table_below() -> None:
    first, second = grids("<table><tr><td>a<td>b</table><p>二</p><table><tr><td>c<td>d</table>")
    assert texts(first) == [[("T1R1C1", "a"), ("T1R1C2", "b")]]
    assert texts(second) == [[("P1", "二")], [("T2R1C1", "c"), ("T2R1C2", "d")]]


def test_running_text_between_tables_stays_out_of_them() -> None:
    table = "<table><tr><td>a<td>b</table>"
    chapters = "".join(f"<p>第{n}段，说明部门的职责。</p>" for n in range(11))
    report, first, second, end = grids(f"{chapters}<p>表一</p>{table}<p>注：无。</p><p>表二</p>{table}{chapters}")
    assert [row[0][1] for row in texts(first)] == ["表一", "a", "注：无。"]
    assert [row[0][1] for row in texts(second)] == ["表二", "a"]
    assert [(len(grid.rows), grid.place) for grid in (report, end)] == [(11, None), (11, None)]


def test_a_page_without_tables_is_lines() -> None:
    (grid,) = grids("<p>一</p><pre>二\t三\n四</pre>")
    assert texts(grid) == [[("P1", "一")], [("P2C1", "二"), ("P2C2", "三")], [("P3", "四")]]
    assert grid.place is None
    assert grids("<p> </p>") == []


def test_a_nested_table_is_a_grid_of_its_own() -> None:
    outer, inner = grids("<table><tr><td>a<td>b<table><tr><td>c<td>d</table><tr><td>e<td>f</table>")
    assert texts(outer) == [[("T1R1C1", "a"), ("T1R1C2", "b")], [("T1R2C1", "e"), ("T1R2C2", "f")]]
    assert texts(inner) == [[("T2R1C1", "c"), ("T2R1C2", "d")]]
    assert outer.rows[1][1].raw == "b"


def test_a_frame_is_no_table() -> None:
    assert only("<table><tr><td>菜单<tr><td><h2>目标表</h2><table><tr><td>c<td>d</table>注：无</table>") == [
        [("T1R1C1", "菜单")],
        [("P1", "目标表")],
        [("T2R1C1", "c"), ("T2R1C2", "d")],
        [("P2", "注：无")],
    ]


def test_spans_are_merged_ranges_cut_at_the_end_of_the_table() -> None:
    (grid,) = grids(
        "<table><tr><td rowspan=0>a<td colspan=2 rowspan='9'>b<td>c<tr><td>d<tr><td colspan=x>e<td rowspan=1>f</table>"
    )
    assert [ref for row in texts(grid) for ref, _ in row] == [
        "T1R1C1",
        "T1R1C2",
        "T1R1C4",
        "T1R2C4",
        "T1R3C4",
        "T1R3C5",
    ]
    assert {place: (merge.bottom, merge.right) for place, merge in grid.merges.items()} == {
        (1, 1): (3, 1),
        (1, 2): (3, 3),
    }
    assert grid.rows[1][1].merged_from == "T1R1C2:R3C3"


def test_merges_lie_where_the_lines_above_have_moved_them() -> None:
    (grid,) = grids("<p>一<p>二<table><tr><td rowspan=2>a<td>b<tr><td>c</table>")
    assert list(grid.merges) == [(3, 1)]
    assert grid.rows[3][0].merged_from == "T1R1C1:R2C1"


@pytest.mark.parametrize(
    ("cell", "text"),
    [
        ("培训<br>人数", "培训\n人数"),
        ("<p>第一段</p><p>第二段</p>", "第一段\n第二段"),
        ("<div>第一段<div>第二段</div></div>", "第一段\n第二段"),
        ("第一段。\n第二段。", "第一段。\n第二段。"),
        ("<span>培训\n   人数</span>", "培训人数"),
        ("<span>a\n  b</span>", "a b"),
        ("&ge;95%&nbsp;", "≥95%"),
        ("&#8805;95&#x25;", "≥95%"),
        ("a&amp;lt;b", "a&lt;b"),
        ("&#99999999999;", "\ufffd"),
        ("&#x110000;", "\ufffd"),
        ("<b>4</b><!-- 5 -->.9", "4.9"),
        ("<span style='display:none'>藏</span>", "藏"),
        ("<script>1<2</script>数<style>td{}</style>", "数"),
        ("a < b > c", "a < b > c"),
        ("<img alt='a>b'>图", "图"),
        ('<a title="x>y" href=z>名</a>', "名"),
        ("<![if !vml]>甲<![endif]>", "甲"),
    ],
)
def test_what_a_cell_displays(cell: str, text: str) -> None:
    assert only(f"<table><tr><td>{cell}</td><td>-</td></tr></table>")[0][0] == ("T1R1C1", text)


def test_raw_is_the_text_as_stored() -> None:
    (grid,) = grids("<table><tr><td>\n  培训<br>人数 </td><td>-</td></tr></table>")
    assert grid.rows[1][0].raw == "\n  培训人数 "


@pytest.mark.parametrize(
    "body",
    [
        "<table><td>a<td>b",
        "<TABLE><TR><TD>a</TD><TD>b</TD></TR></TABLE>",
        "<table><tbody><tr><th>a</th><th>b</th></tr></tbody></table>",
        "<table><tr><td>a</td></td><td>b</tr></tr></table></table>",
        "<td><tr><table><tr><td/>a<td>b",
    ],
)
def test_tags_that_are_missing_or_too_many(body: str) -> None:
    assert only(body) == [[("T1R1C1", "a"), ("T1R1C2", "b")]]


def test_text_between_cells_shows_before_the_table() -> None:
    assert only("<table>散<tr><td>a<td>b<caption>题</caption></table>")[0] == [("P1", "散")]


@pytest.mark.parametrize(
    ("declared", "encoding", "codec"),
    [
        ("gb2312", "gbk", "gb18030"),
        ("utf-8", "utf-8", "utf-8"),
        ("utf-8", "gb18030", "gb18030"),
        ("gb2312", "utf-8", "utf-8"),
        ("x-unknown", "utf-8-sig", "utf-8-sig"),
        ("utf-16", "utf-16", "utf-16"),
    ],
)
def test_the_encoding_is_proved_by_the_content(declared: str, encoding: str, codec: str) -> None:
    page = f"<html><meta charset='{declared}'><table><tr><td>预算绩效目标<td>数量指标</table>"
    (grid,) = read_grids(page.encode(encoding))
    assert (grid.encoding, [cell.text for cell in grid.cells()]) == (codec, ["预算绩效目标", "数量指标"])


@pytest.mark.parametrize(("declared", "encoding", "codec"), [("big5", "big5", "big5hkscs"), ("GBK", "gbk", "gb18030")])
def test_traditional_characters_are_read_as_declared(declared: str, encoding: str, codec: str) -> None:
    content = '<html><meta http-equiv="Content-Type" content="text/html; charset={}"><p>績效目標與數量指標、滿意度'
    (grid,) = read_grids(content.format(declared).encode(encoding))
    assert (grid.encoding, [cell.text for cell in grid.cells()]) == (codec, ["績效目標與數量指標、滿意度"])


def test_a_declaration_cannot_save_what_is_damaged() -> None:
    with pytest.raises((CorruptFile, UnsupportedFormat)):
        read_grids("<html><meta charset='big5'><p>績效".encode("big5") + b"\x80\xff")


def test_a_page_under_another_name_is_a_page() -> None:
    for head in (
        "\ufeff",
        "<?xml version='1.0'?>\n",
        "<!-- 导出 -->\n",
        "<!DOCTYPE html>",
        "<meta name='x'>",
        "\r\n<style></style>",
    ):
        (grid,) = read_grids(f"{head}<table><tr><td>绩效<td>目标</table>".encode())
        assert grid.format == "html"


def test_tokens_of_attributes() -> None:
    assert list(tokens("<TD rowSpan=2 COLSPAN='3' x y=\"&lt;\" rowspan=9>")) == [
        Tag("td", attributes={"rowspan": "2", "colspan": "3", "x": "", "y": "<"})
    ]
