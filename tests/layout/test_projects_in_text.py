"""Tables of several projects in a text that lost its cells: each indicator belongs to its project, or to none."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from perfgoals import read_all
from perfgoals.models import ProjectSheet

HEADER = [
    "单位名称",
    "项目名称",
    "预算数",
    "年度目标",
    "一级指标",
    "二级指标",
    "三级指标",
    "指标性质",
    "指标值",
    "度量单位",
    "权重",
]
ROWS = [
    ["某县渔政站", "增殖放流", "86.40", "投放鱼苗。", "产出指标", "数量指标", "投放鱼苗", "≥", "420", "万尾", "40"],
    ["", "", "", "", "", "质量指标", "苗种检疫率", "＝", "100", "%", "30"],
    ["", "", "", "", "满意度指标", "服务对象满意度指标", "渔民满意度", "≥", "92", "%", "20"],
    ["", "渔港清淤", "315.00", "清理航道。", "产出指标", "数量指标", "清淤方量", "≥", "5.6", "万立方米", "60"],
    ["", "", "", "", "效益指标", "社会效益指标", "回港避风船只", "≥", "180", "艘", "30"],
]


def framed(row: list[str]) -> str:
    return f"| {' | '.join(row)} |"


def padded(row: list[str]) -> str:
    """Print the cells of a row with pads for the blank ones behind them."""
    shown = [text for text in row if text]
    return " | ".join(shown) + " |" + "|" * (len(row) - len(shown))


def framed_and_padded(row: list[str]) -> str:
    return f"| {padded(row)}"


def one_a_line(row: list[str]) -> str:
    shown = [text for text in row if text]
    return " |\n".join(shown) + " |\n|" + "|" * (len(row) - len(shown))


LAYOUTS = [framed, padded, framed_and_padded, one_a_line]


def page(layout: Callable[[list[str]], str], rows: list[list[str]]) -> str:
    return "\n".join(["项目绩效目标表", "单位：万元", *(layout(row) for row in [HEADER, *rows])])


@pytest.mark.parametrize("layout", LAYOUTS)
def test_each_project_has_its_facts_and_its_indicators(layout: Callable[[list[str]], str]) -> None:
    sheets = read_all(page(layout, ROWS).encode())
    assert all(isinstance(sheet, ProjectSheet) for sheet in sheets)
    facts = [(s.project.name, s.project.implementing_unit) for s in sheets if isinstance(s, ProjectSheet)]
    assert facts == [("增殖放流", "某县渔政站"), ("渔港清淤", "某县渔政站")]
    assert [str(sheet.funding[0].amount()) for sheet in sheets] == ["86.40", "315.00"]
    assert [sheet.goal for sheet in sheets] == [("投放鱼苗。",), ("清理航道。",)]
    assert [[(i.name, str(i.target)) for _, _, i in sheet.iter_indicators()] for sheet in sheets] == [
        [("投放鱼苗", "≥4200000尾"), ("苗种检疫率", "=100%"), ("渔民满意度", "≥92%")],
        [("清淤方量", "≥56000立方米"), ("回港避风船只", "≥180艘")],
    ]
    assert sheets[0].leftover == ()


@pytest.mark.parametrize("layout", [padded, framed_and_padded, one_a_line])
def test_no_indicator_goes_to_the_project_before_when_its_own_is_not_decided(
    layout: Callable[[list[str]], str],
) -> None:
    doubtful = ["", "渔港清淤", "", "", *ROWS[3][4:]]
    sheets = read_all(page(layout, [*ROWS[:3], doubtful, ROWS[4]]).encode())
    assert [i.name for _, _, i in sheets[0].iter_indicators()] == ["投放鱼苗", "苗种检疫率", "渔民满意度"]


@pytest.mark.parametrize("layout", [padded, framed_and_padded, one_a_line])
def test_a_body_with_its_sum_above_its_projects_is_no_indicator(layout: Callable[[list[str]], str]) -> None:
    total = ["某县农业局", "", "401.40", *[""] * 8]
    sheets = read_all(page(layout, [total, *ROWS]).encode())
    names = [i.name for sheet in sheets for _, _, i in sheet.iter_indicators()]
    assert names == ["投放鱼苗", "苗种检疫率", "渔民满意度", "清淤方量", "回港避风船只"]
    assert "401.40" in [cell.text for cell in sheets[0].leftover]
