"""How a sheet was understood: every cell once, as leaf, label or leftover, on a terminal, in a pipe, as a page."""

from __future__ import annotations

import io
import re
from dataclasses import replace
from html.parser import HTMLParser

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from perfgoals import read, read_all, read_text
from perfgoals.forms import forms
from perfgoals.layout import choose_form, lay_out
from perfgoals.output.forms import labels_by_part
from perfgoals.output.understanding import by_table, understand, write_understanding
from perfgoals.output.understanding_page import page
from perfgoals.readers import grid_from_text, read_grids
from perfgoals.readers.grid import Grid
from perfgoals.testing import department_sheets
from tests.drawing import strewn
from tests.layout.sheets import workbook
from tests.layout.test_conservation import WORDS
from tests.layout.test_kinds import NATIONAL, SEVERAL
from tests.readers.rendering import Box, csv_text, html, xlsx

KEYS = {key for form in forms() for key, _ in labels_by_part(form)}
OTHER_KEYS = {"captions", "goals.ordinal", "columns.indicators.medium-term", "columns.indicators.points-1"}


def assert_every_cell_once(grid: Grid) -> None:
    for form in forms():
        sheets = lay_out(grid, form)
        if sheets:
            assert [each.cell for each in understand(sheets)] == list(grid.cells())


@settings(max_examples=150)
@given(st.lists(st.lists(st.sampled_from(WORDS) | st.just(""), max_size=7), max_size=25))
def test_every_cell_of_any_grid_of_words_appears_once(rows: list[list[str]]) -> None:
    grid = grid_from_text("\n".join("\t".join(row) for row in rows))
    assert_every_cell_once(replace(grid, format="xlsx"))  # a format that has borders, so that no word is cut


@settings(max_examples=40)
@given(strewn(department_sheets()))
def test_every_cell_of_a_drawing_with_strays_appears_once(boxes: list[Box]) -> None:
    for grid in (grid_from_text(csv_text(boxes, "\t").decode()), *read_grids(xlsx(boxes))):
        sheets = lay_out(grid, choose_form(grid, forms()))
        assert [each.cell for each in understand(sheets)] == list(grid.cells())


@pytest.mark.parametrize("sheet", [NATIONAL, SEVERAL])
def test_every_label_has_a_role_that_a_form_has(sheet: str) -> None:
    sheets = read_all(workbook(sheet))
    (group,) = by_table(sheets)
    found = understand(group)
    assert {each.outcome for each in found} == {"leaf", "label"}
    roles = {each.role for each in found if each.role is not None}
    assert {role for role in roles if not role.startswith("columns.indicators.=")} <= KEYS | OTHER_KEYS


def test_roles_are_those_that_the_labels_played() -> None:
    found = {each.cell.ref: each for each in understand([read(workbook(NATIONAL))])}
    assert (found["A3"].role, found["B3"].paths) == ("head.project.name", ("project.name",))
    assert found["E5"].role == "columns.funding.executed"
    assert (found["B9"].role, found["F9"].role) == ("goals.expected", "goals.actual")
    assert (found["D11"].role, found["F11"].role) == ("columns.indicators.name", "columns.indicators.actual")
    assert found["B12"].paths == ("indicators[0].label", "indicators[0].points")
    assert found["A14"].role == "totals.total"


def test_the_head_of_a_part_that_is_no_sheet_is_left_over() -> None:
    sheet = read_text(
        "部门整体支出绩效目标表\n（2024年度）\n部门名称\t甲局\n一级指标\t二级指标\t三级指标\t指标值\n"
        "产出指标\t数量指标\t里程\t≥3公里\n部门整体支出绩效目标表\n（2023年度）\n部门名称\t乙局"
    )
    assert "乙局" in [cell.text for cell in sheet.leftover]


def test_the_projects_of_one_table_are_told_apart() -> None:
    found = understand(read_all(workbook(SEVERAL)))
    by_text = {each.cell.text: each.paths for each in found}
    assert by_text["甲项目"] == ("1: project.name",)
    assert by_text["乙项目"] == ("2: project.name",)
    assert by_text["项目绩效目标表"] == ("1: title", "2: title")


def test_a_terminal_shows_a_grid() -> None:
    class Terminal(io.StringIO):
        def isatty(self) -> bool:
            return True

    stream = Terminal()
    write_understanding(stream, "x", [read_text("部门绩效目标表\n杂\t项\n三级指标\t指标值\t未知\n里程\t≥3公里")], "en")
    shown = stream.getvalue()
    for text in ("里程", "≥3公里", "杂", "未知", "left over"):
        assert text in shown


def test_a_terminal_shows_a_line_for_each_cell_of_a_table_too_wide_for_it(monkeypatch: pytest.MonkeyPatch) -> None:
    stream = io.StringIO()
    monkeypatch.setattr(stream, "isatty", lambda: True)
    wide = "\t".join(f"格{number}" for number in range(41))
    write_understanding(stream, "x", [read_text(f"部门绩效目标表\n三级指标\t指标值\n里程\t≥3公里\n{wide}")], "en")
    assert "L4C41 格40 ?? left over" in stream.getvalue().splitlines()


class Tags(HTMLParser):
    """Collects the tags of a page, the classes of its cells, and the addresses it names."""

    def __init__(self) -> None:
        super().__init__()
        self.tags: set[str] = set()
        self.classes: list[str] = []
        self.addresses: list[str] = []
        self.text = ""

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.add(tag)
        self.classes += [value or "" for name, value in attrs if name == "class"]
        self.addresses += [name for name, _ in attrs if name in {"src", "href", "onclick", "style"}]

    def handle_data(self, data: str) -> None:
        self.text += data


def test_a_page_holds_every_cell_and_nothing_from_elsewhere() -> None:
    hostile = '<script src="//x">alert(1)</script>"\'&{0}\x1b'
    lines = f"部门绩效目标表\n三级指标\t指标值\n里程\t≥3公里\n里程二\t≥3公里\n{hostile}\t杂\t项\t事"
    sheet = read_text(lines)
    tags = Tags()
    tags.feed(page(hostile, [sheet], "en"))
    assert tags.tags == {"html", "head", "meta", "title", "style", "body", "p", "table", "tr", "th", "td", "small"}
    assert tags.addresses == []
    assert len(tags.classes) == len(understand([sheet]))
    assert "alert(1)" in tags.text
    assert "\x1b" not in tags.text


def drawn(data: bytes) -> list[list[tuple[str, int, int]]]:
    """Give the cells of a file's page by row: what they hold, their rows and columns."""
    found = []
    for row in page("x", read_all(data), "en").split("<tr>")[1:]:
        cells = re.findall(r"<td([^>]*)>(.*?)(?:<small>.*?)?</td>", row)
        spans = [dict(re.findall(r'(rowspan|colspan)="([0-9]+)"', attributes)) for attributes, _ in cells]
        sizes = [(int(span.get("rowspan", 1)), int(span.get("colspan", 1))) for span in spans]
        found.append([(text, *size) for (_, text), size in zip(cells, sizes, strict=True)])
    return found


SHEET = """\
部门绩效目标表
一级指标 | 三级指标 | | 指标值
产出指标 | 里程 | | ≥3公里
 | 次数 | | ≥4次
"""


def test_a_page_draws_merged_cells_over_the_rows_and_columns_that_hold_anything() -> None:
    assert drawn(workbook(SHEET, ["A1:D1", "B2:C2", "A3:A9"])) == [
        [("部门绩效目标表", 1, 3)],
        [("一级指标", 1, 1), ("三级指标", 1, 1), ("指标值", 1, 1)],
        [("产出指标", 2, 1), ("里程", 1, 1), ("≥3公里", 1, 1)],
        [("次数", 1, 1), ("≥4次", 1, 1)],
    ]


def test_a_page_draws_ranges_that_overlap_side_by_side() -> None:
    header = "<tr><td colspan=3>部门绩效目标表<tr><td>一级指标<td>三级指标<td>指标值"
    crossing = "<tr><td>产出指标<td rowspan=2>里程<td>≥3公里<tr><td colspan=3>杂"
    (*_, third, fourth) = drawn(f"<table>{header}{crossing}</table>".encode())
    assert third == [("产出指标", 1, 1), ("里程", 2, 1), ("≥3公里", 1, 1)]
    assert fourth == [("杂", 1, 1), ("", 1, 1)]


def test_a_page_draws_the_merged_cells_of_a_document_too() -> None:
    boxes = [Box(1, 1, "部门绩效目标表", 1, 2), Box(2, 1, "三级指标"), Box(2, 2, "指标值"), Box(3, 1, "里程", 2)]
    assert ' colspan="2" title="T1R1C1 title">部门绩效目标表<' in page("x", read_all(html(boxes)), "en")
