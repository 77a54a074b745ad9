"""Several indicators in one row: numbered names in one cell, as many values in the cell beside it."""

from __future__ import annotations

import pytest

from perfgoals import GoalSheet
from tests.layout.sheets import TOP, Reading, levels, read_lines, read_workbook

READERS = pytest.mark.parametrize("reading", [read_workbook, read_lines], ids=["workbook", "text"])


def _read(reading: Reading, row: str, columns: str = "指标值") -> GoalSheet:
    return reading(f"{TOP}\n一级指标 | 二级指标 | 三级指标 | {columns}\n产出指标 | 数量指标 | {row}")


@READERS
@pytest.mark.parametrize(
    ("row", "values"),
    [
        ("指标1：甲\\n指标2：乙 | ≥1个\\n≥2个", ["≥1个", "≥2个"]),
        ("指标1：甲\\n指标2：乙 | 指标1：≥1个\\n指标2：≥2个", ["≥1个", "≥2个"]),
        ("指标1：甲 指标2：乙 | ≥1个；≥2个", ["≥1个", "≥2个"]),
        ("指标1：甲\\n指标2：乙 | 1.≥1.5个\\n2.≥2个", ["≥1.5个", "≥2个"]),
    ],
)
def test_as_many_values_as_names_are_an_indicator_each(reading: Reading, row: str, values: list[str]) -> None:
    sheet = _read(reading, row)
    assert [(name, target) for _, _, name, target in levels(sheet)] == [
        ("指标1：甲", values[0]),
        ("指标2：乙", values[1]),
    ]
    assert sheet.leftover == ()
    assert [indicator.target.kind for _, _, indicator in sheet.iter_indicators()] == ["threshold"] * 2


@READERS
def test_each_part_is_found_at_the_cell_that_holds_it(reading: Reading) -> None:
    sheet = _read(reading, "1、甲\\n2、乙 | ≥1个\\n≥2个")
    places = [sheet.locate(f"indicators[0].groups[0].indicators[{number}].target") for number in (0, 1)]
    assert [place.text for place in places if place] == ["≥1个\n≥2个"] * 2


@READERS
def test_a_unit_printed_once_is_that_of_all_and_points_printed_once_are_of_none(reading: Reading) -> None:
    sheet = _read(reading, "指标1：甲\\n指标2：乙 | 1\\n2 | 个 | 20 | 5\\n6", "指标值 | 计量单位 | 分值 | 得分")
    found = [indicator for _, _, indicator in sheet.iter_indicators()]
    assert [str(indicator.target) for indicator in found] == ["1个", "2个"]
    assert [indicator.weight for indicator in found] == [None, None]
    assert [indicator.score for indicator in found] == [5, 6]
    assert [cell.text for cell in sheet.leftover] == ["20"]
    assert [note.kind for note in sheet.notes] == ["undecided-row"]


@READERS
def test_values_that_are_not_as_many_as_the_names_are_left_over(reading: Reading) -> None:
    sheet = _read(reading, "指标1：甲\\n指标2：乙 | ≥1个\n | 质量指标 | 丙 | ≥3个")
    assert levels(sheet) == [("产出指标", "质量指标", "丙", "≥3个")]
    assert {"指标1：甲\n指标2：乙", "≥1个"} <= {cell.text for cell in sheet.leftover}
    assert [note.kind for note in sheet.notes] == ["undecided-row"]


@READERS
@pytest.mark.parametrize("name", ["培训\\n人数", "第1批和第2批", "1.甲\\n3.乙", "2020年1：2比例", "1.甲", "指标1：甲"])
def test_a_name_that_is_not_numbered_through_is_one(reading: Reading, name: str) -> None:
    sheet = _read(reading, f"{name} | ≥1个\\n≥2个")
    assert [target for _, _, _, target in levels(sheet)] == ["≥1个\n≥2个"]
    assert sheet.leftover == ()


@READERS
def test_a_numbered_name_beside_one_value_is_one_indicator(reading: Reading) -> None:
    assert levels(_read(reading, "1.甲\\n2.乙 | ≥1个")) == [("产出指标", "数量指标", "1.甲2.乙", "≥1个")]
