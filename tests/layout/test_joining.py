"""Tables of a document that are one sheet, and those that are not."""

from __future__ import annotations

import pytest

from perfgoals import read, read_all
from tests.layout.sheets import INDICATORS, workbook

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


def rows_of(*rows: str) -> str:
    return "<table>" + "".join(f"<tr><td>{row.replace('|', '</td><td>')}</td></tr>" for row in rows) + "</table>"


SHEET = f"项目支出绩效目标表\n项目名称 | 修路\n{INDICATORS}"
LABELS = "一级指标|二级指标|三级指标|指标值"
FURTHER = ("产出指标|质量指标|优良率|≥90%", "效益指标|社会效益指标|通行|改善")
REPEATED = TITLE + HEAD + TABLE


def test_indicators_under_the_same_header_again_go_on() -> None:
    assert _names(REPEATED + rows_of(LABELS, *FURTHER)) == [("修路", 3)]


@pytest.mark.parametrize("between", ["— 2 —", "续表"])
def test_indicators_behind_a_page_break_go_on(between: str) -> None:
    assert _names(f"{REPEATED}<p>{between}</p>{rows_of(LABELS, *FURTHER)}") == [("修路", 3)]


def test_indicators_without_a_header_go_on() -> None:
    assert _names(REPEATED + rows_of(*FURTHER)) == [("修路", 3)]


@pytest.mark.parametrize("between", ["附件2", "桥梁维修", "项目名称：桥梁维修"])
def test_indicators_below_words_of_their_own_are_another_sheet(between: str) -> None:
    assert [count for _, count in _names(f"{REPEATED}<p>{between}</p>{rows_of(LABELS, *FURTHER)}")] == [1, 2]


def test_indicators_under_another_header_are_another_sheet() -> None:
    assert len(_names(REPEATED + rows_of(f"{LABELS}|分值", *FURTHER))) == 2


def test_a_table_of_other_things_does_not_go_on() -> None:
    (sheet,) = read_all(f"<html>{REPEATED}{rows_of('科目|类|款|数', '教育|205|02|≥3')}</html>".encode())
    assert (len(list(sheet.iter_indicators())), sheet.notes) == (1, ())


def test_rows_of_indicators_in_a_worksheet_of_their_own_are_noted() -> None:
    sheet = read(workbook(SHEET, 续="\n".join(FURTHER)))
    assert [note.kind for note in sheet.notes] == ["undecided-row", "undecided-row"]
    assert [(cell.sheet, cell.ref) for cell in sheet.notes[1].cells] == [("续", c) for c in ("A2", "B2", "C2", "D2")]


def test_a_worksheet_that_lists_what_may_be_filled_in_is_not_noted() -> None:
    assert read(workbook(SHEET, 选项="产出指标 | 数量指标\n效益指标 | 社会效益指标")).notes == ()


def test_a_sheet_that_has_its_indicators_does_not_take_them_again() -> None:
    assert len(_names(TITLE + HEAD + TABLE + TABLE)) == 2


def test_a_table_after_one_that_names_nothing_stands_for_itself() -> None:
    assert _names("<table><tr><td>甲</td><td>乙</td></tr></table>" + TABLE) == [(None, 1)]
