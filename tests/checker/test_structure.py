"""Families S and R: required parts, remains of templates, years, and what the reading left over."""

import pytest

from perfgoals.checker import check
from perfgoals.checker.examples import sheet_of
from perfgoals.models import GoalSheet
from perfgoals.readers.grid import Cell
from tests.checker.building import found, hits, located, one, status

INDICATOR = "indicator: 产出指标 | 数量指标 | "


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("year: 2022", []),
        ("year: 2000", []),
        ("year: 20222", [("S01", "implausible", "year")]),
        ("year: 222", [("S01", "implausible", "year")]),
        ("year:", [("S01", None, "year")]),
        ("year:\nnote: unreadable-year | 20222年", [("R05", None, "notes[0]")]),
    ],
)
def test_the_year_is_stated_once_or_missed_once(text: str, expected: list[tuple[str, str | None, str]]) -> None:
    assert hits(sheet_of(text), "S01", "R05") == expected


@pytest.mark.parametrize(("name", "expected"), [("", 1), ("—", 1), ("无", 1), ("新疆巴州党委办公室", 0)])
def test_the_department_is_named(name: str, expected: int) -> None:
    assert len(found(sheet_of(f"department: {name}"), "S02")) == expected


@pytest.mark.parametrize("code", ["S02", "S03", "S04"])
def test_projects_need_none_of_a_departments_parts(code: str) -> None:
    assert status(sheet_of("kind: project\ntask: 甲 | 乙 | 5"), code) == "not-applicable"


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("", [("S03", None, "tasks")]),
        ("task: |", [("S03", None, "tasks")]),
        ("task: 甲 | 乙 | | |", [("S03", "no-amount", "tasks")]),
        ("task: 甲 | 乙 | 5", []),
        ("task: 甲 | 乙 | | 5 |", []),
        ("task: 甲 | 乙 | 五万", []),
        ("group: 组\nsubtask: 甲 | 乙 | 5", []),
        ("group: 组 | 5\nsubtask: 甲 | 乙 | |", []),
    ],
)
def test_tasks_with_amounts_are_listed(text: str, expected: list[tuple[str, str | None, str]]) -> None:
    assert hits(sheet_of(text), "S03") == expected


def test_tasks_without_columns_of_amounts_are_undecided() -> None:
    assert status(sheet_of("task: 甲 | 乙"), "S03") == "insufficient-data"


def test_a_missing_total_row_is_noted_with_the_sum_as_shown() -> None:
    sheet = sheet_of("task: 甲 | 乙 | 4.90\ngroup: 组\nsubtask: 丙 | 丁 | 36")
    (finding,) = found(sheet, "S04")
    assert (finding.severity, finding.path, finding.args) == ("info", "stated_total", {"sum": "40.90", "unit": "万元"})
    assert hits(sheet_of("task: 甲 | 乙 | 5\ntotal: 5"), "S04") == []
    assert hits(sheet_of("task: 甲 | 乙 | 5\ntask: 丙 | 丁 | |"), "S04") == [("S04", "partial", "stated_total")]
    assert status(sheet_of("task: 甲 | 乙"), "S04") == "not-applicable"


@pytest.mark.parametrize(
    ("paragraphs", "expected"),
    [
        ([], [("S05", None, "goal")]),
        (["-"], [("S05", None, "goal[0]")]),
        (["＊＊＊", "___"], [("S05", None, "goal[0]")]),
        (["同上"], [("S05", None, "goal[0]")]),
        (["<p></p>"], [("S05", None, "goal[0]")]),
        (["目标1：", "目标2：……"], [("S05", None, "goal[0]")]),
        (["保障运转", "目标2：……"], [("S13", None, "goal[1]")]),
        (["目标1：保障运转", "目标3："], [("S13", None, "goal[1]")]),
        (["保障运转", "……"], [("S13", None, "goal[1]")]),
        (["目标1：保障运转", "目标2：提高水平"], []),
        (["完成目标"], []),
        (["1. 保障运转"], []),
        (["保障运转", "1."], [("S13", None, "goal[1]")]),
        (["保障运转", "2"], []),
    ],
)
def test_a_goal_says_something(paragraphs: list[str], expected: list[tuple[str, None, str]]) -> None:
    sheet = GoalSheet(kind="department", goal=tuple(paragraphs))
    assert hits(sheet, "S05", "S13") == expected


def test_no_indicator_is_reported_once() -> None:
    sheet = sheet_of("goal: 保障运转\nindicator: 产出指标 | 数量指标 | |")
    report = check(sheet, {"select": ["S06", "S08", "S09", "T"]})
    assert [finding.code for finding in report.findings] == ["S06"]
    assert {outcome.status for outcome in report.outcomes if outcome.code != "S06"} == {"not-applicable"}


@pytest.mark.parametrize(
    ("levels", "expected"),
    [
        ("产出指标 | ", 1),
        (" | ", 1),
        (" | 数量指标", 0),
        ("产出指标 | 过程指标", 0),
        ("履职效能 | ", 0),
    ],
)
def test_an_indicator_has_a_second_level(levels: str, expected: int) -> None:
    assert len(found(sheet_of(f"indicator: {levels} | 培训人数 | ≥5人"), "S07")) == expected


@pytest.mark.parametrize(
    ("row", "expected"),
    [
        ("指标1： | ≥5人", [("S08", None, "name")]),
        ("指标 12 | ≥5人", [("S08", None, "name")]),
        ("…… | ≥5人", [("S08", None, "name")]),
        ("XX | ≥5人", [("S08", None, "name")]),
        (" | ≥5人", [("S08", None, "name")]),
        ("指标1： | ", [("S08", None, "name")]),
        (" | ", []),
        ("指标完成率 | ≥95%", []),
        ("培训人数 | ", [("S09", None, "target")]),
        ("培训人数 | /", [("S09", "template", "target")]),
        ("培训人数 | ≥**人", [("S09", "template", "target")]),
        ("培训效果 | 显著提高", []),
    ],
)
def test_names_and_values_are_filled_in(row: str, expected: list[tuple[str, str | None, str]]) -> None:
    sheet = sheet_of(f"{INDICATOR}{row}\n{INDICATOR}培训次数 | ≥5次")
    path = "indicators[0].groups[0].indicators[0]"
    assert hits(sheet, "S08", "S09") == [(code, case, f"{path}.{leaf}") for code, case, leaf in expected]


def test_a_blank_value_is_found_at_the_name_of_its_row() -> None:
    (finding,) = found(located(sheet_of(f"{INDICATOR}培训人数 | ")), "S09")
    assert [cell.text for cell in finding.cells] == ["indicators[0].groups[0].indicators[0].name"]


@pytest.mark.parametrize(
    ("rows", "expected"),
    [
        (["产出指标 | 数量指标 | 培训次数", "产出指标 | 数量指标 | 培训 次数"], [(None, 0, 0, 1)]),
        (["产出指标 | 数量指标 | 培训次数（场）", "产出指标 | 数量指标 | 培训次数(场)"], [(None, 0, 0, 1)]),
        (["产出指标 | 数量指标 | 培训次数", "产出指标 | 质量指标 | 培训次数"], [("elsewhere", 0, 1, 0)]),
        (["产出指标 | 数量指标 | 会议次数", "产出指标 | 数量指标 | 会议天数"], []),
        (["产出指标 | 数量指标 | ", "产出指标 | 数量指标 | "], []),
    ],
)
def test_names_are_unique(rows: list[str], expected: list[tuple[str | None, int, int, int]]) -> None:
    sheet = sheet_of("\n".join(f"indicator: {row} | ≥5次" for row in rows))
    assert hits(sheet, "S10") == [
        ("S10", case, f"indicators[{c}].groups[{g}].indicators[{i}].name") for case, c, g, i in expected
    ]


def test_duplicates_weigh_less_under_other_kinds_and_are_told_once() -> None:
    rows = ["数量指标 | 培训次数", "数量指标 | 培训次数", "质量指标 | 培训次数"]
    sheet = located(sheet_of("\n".join(f"indicator: 产出指标 | {row} | ≥5次" for row in rows)))
    (finding,) = found(sheet, "S10")
    assert (finding.severity, finding.args["count"], len(finding.cells)) == ("error", "3", 3)
    elsewhere = sheet_of("\n".join(f"indicator: 产出指标 | {row} | ≥5次" for row in rows[1:]))
    assert [finding.severity for finding in found(elsewhere, "S10")] == ["warning"]


@pytest.mark.parametrize(
    ("text", "expected"),
    [("<p>甲</p>", 1), ("甲&nbsp;乙", 1), ("甲<br/>乙", 1), ("a < b & c > d", 0), ("面积<500㎡", 0), ("Q&A;", 0)],
)
def test_markup_is_a_hint(text: str, expected: int) -> None:
    sheet = GoalSheet(kind="department", goal=(text,))
    assert len(found(sheet, "S11")) == expected
    assert not check(sheet).hints


@pytest.mark.parametrize(
    ("text", "path"),
    [
        ("task: 字×501 | 乙", "tasks[0].name"),
        ("task: 甲 | 字×4001", "tasks[0].content"),
        ("goal: 字×1500\ngoal: 字×501", "goal[0]"),
        (f"{INDICATOR}字×1001 | ≥5人", "indicators[0].groups[0].indicators[0].name"),
        (f"{INDICATOR}甲 | 好×1001", "indicators[0].groups[0].indicators[0].target"),
    ],
)
def test_long_texts_are_noted(text: str, path: str) -> None:
    assert hits(sheet_of(text), "S12") == [("S12", None, path)]
    shorter = text.replace("×501", "×500").replace("01 |", "00 |").replace("×4001", "×4000").replace("×1001", "×1000")
    assert hits(sheet_of(shorter), "S12") == []


def test_the_limits_are_parameters() -> None:
    report = check(sheet_of("goal: 保障运转"), {"select": ["S12"], "parameters": {"S12": {"goal": 3}}})
    assert [(finding.args["length"], finding.args["limit"]) for finding in report.findings] == [("4", "3")]


COST = "indicator: 成本指标 | 经济成本指标 | 设备成本 | ≤5万元\n"


@pytest.mark.parametrize(
    ("levels", "expected"),
    [
        ("产出指标 | 社会效益指标", [None]),
        ("产出指标 | 经济成本指标", [None]),
        ("效益指标 | 社会公众或服务对象满意度指标", ["older-form"]),
        ("产出指标 | 成本指标", []),
        ("满意度指标 | 满意度指标", []),
        (" | 社会效益指标", []),
        ("过程指标 | 社会效益指标", []),
    ],
)
def test_groups_stand_under_their_own_category(levels: str, expected: list[str | None]) -> None:
    sheet = sheet_of(f"indicator: {levels} | 甲 | ≥5人")
    assert [case for _, case, _ in hits(sheet, "S14")] == expected


def test_cost_under_output_is_right_even_where_the_frameworks_are_mixed() -> None:
    assert hits(sheet_of(COST + "indicator: 产出指标 | 成本指标 | 甲 | ≤5万元"), "S14") == []


@pytest.mark.parametrize(
    ("text", "path"),
    [
        ("title: 2021年部门整体支出绩效目标表", "title"),
        ("title: 部门整体支出绩效目标表（2021年度）", "title"),
        ("goal: 2021年度目标：保障运转", "goal[0]"),
        ("goal: 2021年度绩效目标", "goal[0]"),
        ("footnote: 注：本表为2021年部门整体支出绩效目标表。", "footnotes[0]"),
    ],
)
def test_a_year_left_from_another_year_is_found(text: str, path: str) -> None:
    assert hits(sheet_of(text), "S15") == [("S15", None, path)]
    assert hits(sheet_of(text.replace("2021", "2022")), "S15") == []
    assert status(sheet_of(f"{text}\nyear:"), "S15") == "insufficient-data"


@pytest.mark.parametrize(
    "text",
    [
        "title: 2021—2023年部门整体支出绩效目标表",
        "title: 部门整体支出绩效目标表",
        "goal: 较2021年度目标提高5%",
        "goal: 在2021年目标完成的基础上，2022年继续提高",
        "goal: 落实2021年至2025年规划",
        "footnote: 填报日期：2021年12月5日",
        "task: 2021年结转项目 | 乙",
    ],
)
def test_other_years_in_running_text_are_no_mismatch(text: str) -> None:
    assert hits(sheet_of(text), "S15") == []


def test_leftover_cells_are_told_row_by_row() -> None:
    cells = [Cell(None, row, column, f"L{row}C{column}", text, text) for row, column, text in LEFT]
    sheet = GoalSheet(kind="department", leftover=tuple(cells))
    findings = found(sheet, "R01")
    assert [(finding.path, [cell.ref for cell in finding.cells]) for finding in findings] == [
        ("leftover[0]", ["L3C1", "L3C2"]),
        ("leftover[2]", ["L9C1"]),
    ]
    assert findings[0].args["texts"] == ("审核意见", "同{意}")


def test_leftover_cells_that_a_note_covers_are_told_by_its_rule_alone() -> None:
    cell = Cell(None, 4, 1, "L4C1", "(20222年)", "(20222年)")
    note = {"kind": "unreadable-year", "cells": [cell]}
    sheet = GoalSheet.model_validate({"kind": "department", "leftover": [cell], "notes": [note]})
    assert [code for code, _, _ in hits(sheet, "R", "S01")] == ["R05"]


LEFT = [(3, 1, "审核意见"), (3, 2, "同{意}"), (9, 1, "备查")]


@pytest.mark.parametrize(
    ("kind", "code", "severity"),
    [
        ("undecided-row", "R02", "warning"),
        ("uncached-formula", "R03", "warning"),
        ("error-value", "R04", "warning"),
        ("unreadable-year", "R05", "warning"),
        ("hidden-worksheet", "R06", "info"),
        ("unknown-column", "R07", "info"),
        ("conflicting-units", "R08", "warning"),
        ("partly-read", "R09", "info"),
    ],
)
def test_each_note_of_the_reading_has_its_rule(kind: str, code: str, severity: str) -> None:
    sheet = sheet_of(f"note: {kind} | 甲 | 乙")
    (finding,) = found(sheet, "R")
    assert (finding.code, finding.severity, finding.path) == (code, severity, "notes[0]")
    assert [cell.text for cell in finding.cells] == ["甲", "乙"]


def test_a_note_without_cells_shows_its_arguments() -> None:
    sheet = GoalSheet.model_validate(
        {"kind": "department", "notes": [{"kind": "hidden-worksheet", "args": {"name": "附表"}}]}
    )
    assert [finding.args["text"] for finding in found(sheet, "R06")] == ["附表"]


def test_a_name_longer_than_a_message_is_cut_visibly() -> None:
    (finding,) = found(one("培训" * 50, ""), "S09")
    assert finding.args["name"] == "培训" * 30 + "…"
