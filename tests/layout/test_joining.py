"""Tables of a document that are one sheet, and those that are not."""

from __future__ import annotations

from perfgoals import read_all

HEAD = "<table><tr><td>项目名称</td><td>修路</td></tr><tr><td>年度资金总额</td><td>5</td></tr></table>"
TABLE = (
    "<table><tr><td>一级指标</td><td>二级指标</td><td>三级指标</td><td>指标值</td></tr>"
    "<tr><td>产出指标</td><td>数量指标</td><td>修路里程</td><td>≥3公里</td></tr></table>"
)
TITLE = "<p>项目支出绩效目标表</p>"


def _names(page: str) -> list[tuple[str | None, int]]:
    sheets = read_all(f"<html><body>{page}</body></html>".encode())
    return [(s.project.name if s.project else None, len(list(s.iter_indicators()))) for s in sheets]


def test_a_table_without_title_goes_on_with_the_sheet_before_it() -> None:
    assert _names(TITLE + HEAD + TABLE) == [("修路", 1)]


def test_a_cell_of_the_second_table_keeps_its_place_in_the_file() -> None:
    (sheet,) = read_all(f"<html><body>{TITLE}{HEAD}{TABLE}</body></html>".encode())
    cell = sheet.locate("indicators[0].groups[0].indicators[0].target")
    assert cell is not None
    assert (cell.ref, cell.raw) == ("T2R2C4", "≥3公里")


def test_a_table_with_a_title_of_its_own_is_another_sheet() -> None:
    assert _names(TITLE + HEAD + "<p>整体支出绩效目标表</p>" + TABLE)[-1][0] is None


def test_a_sheet_that_has_its_indicators_takes_no_further_table() -> None:
    assert len(_names(TITLE + HEAD + TABLE + TABLE)) == 2


def test_a_table_after_one_that_names_nothing_stands_for_itself() -> None:
    assert _names("<table><tr><td>甲</td><td>乙</td></tr></table>" + TABLE) == [(None, 1)]
