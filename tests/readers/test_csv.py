"""Separated text: recognised by its shape, read with its quotes."""

from __future__ import annotations

import pytest

from perfgoals.errors import LimitExceeded
from perfgoals.readers import Limits, read_grids
from perfgoals.readers.csv import grid_from_csv, separator_of

SHEET = "部门整体支出绩效目标表,,\n一级指标,二级指标,指标值\n产出指标,数量指标,≥20人\n"


@pytest.mark.parametrize(
    ("text", "separator"),
    [
        (SHEET, ","),
        (SHEET.replace(",", ";"), ";"),
        ("目标表\n一级,二级,值\n产出,数量,≥1\n", ","),
        (SHEET.replace(",", "\t"), None),
        (SHEET + "\t", None),
        ("", None),
        ("甲,乙\n丙,丁\n", None),
        ("年度目标：一、保障运转，二、完成 1,945.65 万元\n注：无\n", None),
        ("a,b,c", None),
        ("a,b,c\nd\ne\nf\ng\n", None),
        ("一,二,三\n一,二,三,四\n一,二\n", None),
    ],
)
def test_the_shape_tells(text: str, separator: str | None) -> None:
    assert separator_of(text) == separator


def test_quotes_line_ends_and_blank_fields() -> None:
    grid = grid_from_csv('甲,"一\n二",\r\n"说""明""",丙"丁",  \r"未关,戊\n', ",")
    assert [(cell.ref, cell.text, cell.raw) for cell in grid.cells()] == [
        ("L1C1", "甲", "甲"),
        ("L1C2", "一\n二", '"一\n二"'),
        ("L3C1", '说"明"', '"说""明"""'),
        ("L3C2", '丙"丁"', '丙"丁"'),
        ("L4C1", '"未关', '"未关'),
        ("L4C2", "戊", "戊"),
    ]


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gb18030", "utf-16"])
def test_encodings(encoding: str) -> None:
    (grid,) = read_grids(SHEET.encode(encoding))
    assert (grid.format, grid.encoding) == ("csv", encoding)
    assert [cell.ref for cell in grid.cells()] == [
        "L1C1",
        *(f"L{line}C{field}" for line in (2, 3) for field in (1, 2, 3)),
    ]


@pytest.mark.parametrize(
    ("limits", "reason"), [(Limits(cells=6), "limit-cells"), (Limits(characters=9), "limit-characters")]
)
def test_limits(limits: Limits, reason: str) -> None:
    with pytest.raises(LimitExceeded) as raised:
        read_grids(SHEET.encode(), limits=limits)
    assert raised.value.reason == reason
