"""Several sheets in one file, in every format that can hold them: each is found, and says where it stands."""

from __future__ import annotations

from typing import get_args

import pytest

import perfgoals
from perfgoals.errors import Language, NoGoalSheet, SeveralGoalSheets
from perfgoals.output.outline import outline
from tests.readers.rendering import Box, docx_of, docx_table, html_table, paragraph

HEADS = ("一级指标", "二级指标", "三级指标", "指标值")


def sheet_of(name: str) -> list[Box]:
    """Make the indicators of a sheet."""
    rows = [HEADS, ("产出指标", "数量指标", name, "≥20人"), ("效益指标", "社会效益指标", "群众受益", "≥95%")]
    return [Box(row, column, text) for row, texts in enumerate(rows, 1) for column, text in enumerate(texts, 1)]


def page(*names: str) -> bytes:
    return "".join(
        f"<h1>部门整体支出绩效目标表</h1>{html_table(sheet_of(name))}<p>注：无</p>" for name in names
    ).encode()


def document(*names: str) -> bytes:
    return docx_of("".join(paragraph("部门整体支出绩效目标表") + docx_table(sheet_of(name)) for name in names))


@pytest.mark.parametrize("write", [page, document])
def test_each_sheet_of_a_document_says_where_it_stands(write: object) -> None:
    assert callable(write)
    data = write("甲", "乙")
    sheets = perfgoals.read_all(data)
    assert [(sheet.origin.place, sheet.title) for sheet in sheets] == [
        ("T1", "部门整体支出绩效目标表"),
        ("T2", "部门整体支出绩效目标表"),
    ]
    assert [indicator.name for sheet in sheets for *_, indicator in sheet.iter_indicators()][::2] == ["甲", "乙"]
    assert all(
        any((sheet.origin.place or "?") in line for line in outline(sheet, language))
        for sheet in sheets
        for language in get_args(Language)
    )
    with pytest.raises(SeveralGoalSheets) as raised:
        perfgoals.read(data)
    assert raised.value.details["count"] == 2
    assert all(place in str(raised.value.details["found"]) for place in ("T1", "T2"))


def test_the_chapters_of_a_report_do_not_matter() -> None:
    chapters = "".join(paragraph(f"第{number}段，说明部门的职责和工作情况。") for number in range(30))
    table = docx_table([Box(1, 1, "科目"), Box(1, 2, "金额")])
    sheet = perfgoals.read(
        docx_of(
            chapters + table + chapters + paragraph("部门整体支出绩效目标表") + docx_table(sheet_of("甲")) + chapters
        )
    )
    assert (sheet.title, sheet.origin.place, sheet.leftover, sheet.footnotes) == (
        "部门整体支出绩效目标表",
        "T2",
        (),
        (),
    )


def test_an_error_names_the_first_tables_and_counts_the_rest() -> None:
    tables = html_table([Box(1, 1, "科目"), Box(1, 2, "金额")]) * 9
    with pytest.raises(NoGoalSheet) as raised:
        perfgoals.read(f"<html>{tables}".encode())
    found = str(raised.value.details["found"])
    assert ("T5: " in found, "T6: " in found, "+4" in found) == (True, False, True)
