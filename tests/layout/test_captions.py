"""Cells that say several things: each has its place in the tree, or is noted."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from perfgoals.forms import Form
from perfgoals.layout.captions import divided
from perfgoals.layout.vocabulary import vocabulary
from perfgoals.models import GoalSheet
from tests.layout.sheets import INDICATORS, read_lines, read_workbook

TITLE = "部门整体支出绩效目标表\n"
PROJECT = "项目支出绩效目标表\n"


def notes(sheet: GoalSheet) -> list[tuple[str, str]]:
    return [(note.kind, note.args["text"]) for note in sheet.notes]


@pytest.mark.parametrize(
    ("text", "parts"),
    [
        ("填报单位：某局      金额单位：万元", ["填报单位：某局", "金额单位：万元"]),
        ("填报单位：某局 单位：万元", ["填报单位：某局", "单位：万元"]),
        ("填报单位：某局\u3000\u30002024年度\u3000单位：万元", ["填报单位：某局", "2024年度", "单位：万元"]),
        ("单 位 名 称：某局    单 位：万元", ["单 位 名 称：某局", "单 位：万元"]),
        ("部门名称：某局    归口处室：教科文", ["部门名称：某局", "归口处室：教科文"]),
        ("部门名称：某局 归口处室：教科文", ["部门名称：某局 归口处室：教科文"]),
        ("部门名称：某局    第二办公区", ["部门名称：某局    第二办公区"]),
        ("部门名称：某局", ["部门名称：某局"]),
        ("单 位 名 称：", ["单 位 名 称："]),
        ("2024年度  单位 万元", ["2024年度  单位 万元"]),
        ("部门名称：某局  " + "长" * 200 + "  单位：万元", ["部门名称：某局  " + "长" * 200 + "  单位：万元"]),
    ],
)
def test_a_caption_is_divided_before_its_labels(text: str, parts: list[str]) -> None:
    assert divided(text, vocabulary(Form.builtin("department"))) == parts


@pytest.mark.parametrize("read", [read_workbook, read_lines])
def test_name_year_and_unit_of_one_cell_are_three_leaves(read: object) -> None:
    caption = "单位名称：某县统计局        2024年度        单位：万元\n"
    sheet = read(TITLE + caption + INDICATORS)  # type: ignore[operator]
    assert (sheet.department.name, sheet.year, sheet.unit) == ("某县统计局", 2024, "万元")
    places = {sheet.locate(path) for path in ("department.name", "year", "unit")}
    assert {cell.raw for cell in places} == {caption.strip()}
    assert (sheet.leftover, sheet.notes) == ((), ())


def test_three_facts_of_one_cell_end_where_the_next_one_begins() -> None:
    sheet = read_workbook(PROJECT + "项目名称：修路    主管部门：某局    实施单位：某站\n" + INDICATORS)
    assert sheet.project is not None
    found = (sheet.project.name, sheet.project.competent_department, sheet.project.implementing_unit)
    assert found == ("修路", "某局", "某站")


def test_what_of_a_caption_has_no_place_is_noted() -> None:
    sheet = read_workbook(TITLE + "部门名称：某局    填报人：张三    单位：万元\n" + INDICATORS)
    assert (sheet.department.name, sheet.unit, notes(sheet)) == ("某局", "万元", [("partly-read", "填报人：张三")])


def test_a_year_that_the_title_states_otherwise_is_taken_from_the_caption() -> None:
    sheet = read_workbook(f"2023年{TITLE}部门名称：某局    2024年度\n" + INDICATORS)
    assert (sheet.year, notes(sheet)) == (2024, [])


def test_a_second_year_and_a_second_name_are_noted() -> None:
    rows = "（2024年度）\n部门名称 | 甲局\n部门名称：乙局    2023年度    单位：万元\n"
    sheet = read_workbook(TITLE + rows + INDICATORS)
    assert (sheet.department.name, sheet.year, sheet.unit) == ("甲局", 2024, "万元")
    assert notes(sheet) == [("partly-read", "部门名称：乙局、2023年度")]


def test_a_caption_without_a_fact_is_a_caption() -> None:
    sheet = read_workbook(TITLE + "附件1：目标表    填报人：张三\n" + INDICATORS)
    assert (notes(sheet), sheet.leftover) == ([("partly-read", "填报人：张三")], ())


def test_a_label_of_its_own_says_better_who_implements_than_a_caption() -> None:
    rows = "填报单位：某局\n项目名称 | 修路\n实施单位 | 某站\n"
    sheet = read_workbook(PROJECT + rows + INDICATORS)
    assert sheet.project is not None
    assert sheet.project.implementing_unit == "某站"
    assert [cell.text for cell in sheet.leftover] == ["填报单位：某局"]


def test_a_part_of_a_caption_that_gives_way_is_noted() -> None:
    rows = "填报单位：某局    单位：万元\n项目名称 | 修路\n实施单位 | 某站\n"
    sheet = read_workbook(PROJECT + rows + INDICATORS)
    assert sheet.project is not None
    assert (sheet.project.implementing_unit, notes(sheet)) == ("某站", [("partly-read", "某局")])


def test_a_label_alone_takes_nothing_from_a_caption() -> None:
    rows = "填报单位：某局\n项目名称 | 修路\n实施单位 | \n"
    sheet = read_workbook(PROJECT + rows + INDICATORS)
    assert sheet.project is not None
    assert sheet.project.implementing_unit == "某局"


def test_a_caption_between_the_tables_says_what_the_head_lacks() -> None:
    rows = "部门名称 | 某局\n任务名称 | 主要内容 | 预算金额\n单位：万元    联系人：张三    填报人：李四\n甲 | 做 | 5\n"
    sheet = read_workbook(TITLE + rows + INDICATORS)
    assert (sheet.unit, sheet.department.contact, notes(sheet)) == ("万元", "张三", [("partly-read", "填报人：李四")])
    assert [task.name for task in sheet.tasks] == ["甲"]


PARTS = {
    "填报单位：某县统计局": ("department.name", "某县统计局"),
    "联系人：张三": ("department.contact", "张三"),
    "联系电话：12345678": ("department.phone", "12345678"),
    "（2024年度）": ("year", 2024),
    "金额单位：万元": ("unit", "万元"),
    "归口处室：教科文": (None, "归口处室：教科文"),
    "填报人：李四": (None, "填报人：李四"),
}


@settings(max_examples=60)
@given(st.permutations([*PARTS]), st.integers(2, len(PARTS)), st.sampled_from(["    ", "\u3000\u3000", "  \u3000"]))
def test_nothing_that_a_caption_says_is_lost(order: list[str], count: int, gap: str) -> None:
    """A cell that holds several facts counts as claimed; here each of them is asked for."""
    order = order[:count]
    sheet = read_workbook(f"{TITLE}{gap.join(order)}\n{INDICATORS}")
    lost = "".join(note.args["text"] for note in sheet.notes)
    for part in order:
        path, said = PARTS[part]
        if path is None:
            assert str(said) in lost or [cell.text for cell in sheet.leftover] == [gap.join(order)]
        else:
            held = sheet.model_dump()
            for step in path.split("."):
                held = held[step]
            assert held == said
