"""A row of the template that was left blank ends no table, where it is decided that it is one."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from perfgoals import read_all

BEFORE = [
    "项目支出绩效目标表",
    "项目名称 修路",
    "一级指标 二级指标 三级指标 指标值",
    "产出指标 数量指标 养护里程 ≥1256公里",
]
BLANK = "效益指标 经济效益指标"
AFTER = ["社会效益指标 出行条件 有效改善", "可持续影响指标 使用年限 ≥5年"]


def names(lines: list[str]) -> list[str | None]:
    (sheet,) = read_all("\n".join(lines).encode())
    return [indicator.name for _, _, indicator in sheet.iter_indicators()]


def as_it_is(line: str) -> str:
    return line


def padded(line: str) -> str:
    cells = line.split()
    return " | ".join(cells) + " |" + "|" * (4 - len(cells))


def one_a_line(line: str) -> str:
    return "\n".join(line.split())


@pytest.mark.parametrize("layout", [as_it_is, padded, one_a_line])
def test_rows_below_a_blank_one_are_read(layout: Callable[[str], str]) -> None:
    assert names([layout(line) for line in [*BEFORE, BLANK, *AFTER]]) == ["养护里程", "出行条件", "使用年限"]


def test_rows_below_a_level_that_may_be_part_of_a_name_are_left_over() -> None:
    assert names([*BEFORE, "效益指标 社会效益指标 出行条件 有效改善", "生态效益指标", AFTER[1]]) == ["养护里程"]
