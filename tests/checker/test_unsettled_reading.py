"""What reading left open is not told as a fault: unknown columns, words left over, rows that explain other rows."""

from __future__ import annotations

from pathlib import Path

import openpyxl
import pytest

import perfgoals
from perfgoals.checker import check
from perfgoals.checker.examples import sheet_of
from perfgoals.models import GoalSheet, ReadingNote
from tests.checker.building import hits, status

WORKBOOK = Path(__file__).resolve().parents[2] / "samples" / "department-2022.xlsx"


def reason(sheet: GoalSheet, code: str) -> str | None:
    (outcome,) = check(sheet, {"select": [code]}).outcomes
    return outcome.reason if outcome.status == "insufficient-data" else outcome.status


def with_unknown_column(sheet: GoalSheet, table: str) -> GoalSheet:
    return sheet.model_copy(update={"notes": (ReadingNote(kind="unknown-column", args={"table": table}),)})


@pytest.mark.parametrize("code", ["S08", "S09"])
def test_a_column_that_no_indicator_states_may_be_the_unknown_one(code: str) -> None:
    rows = {
        "S08": "indicator: 产出指标 | 数量指标 | | ≥5人",
        "S09": "indicator: 产出指标 | 数量指标 | 培训人数 |",
    }
    blank = sheet_of(rows[code])
    assert status(blank, code) == "failed"
    assert reason(with_unknown_column(blank, "indicators"), code) == "unknown-column"
    assert status(with_unknown_column(blank, "tasks"), code) == "failed"
    some = sheet_of(f"{rows[code]}\nindicator: 产出指标 | 数量指标 | 培训次数 | ≥5次")
    assert status(with_unknown_column(some, "indicators"), code) == "failed"


def test_the_names_of_tasks_may_stand_in_the_unknown_column() -> None:
    blank = sheet_of("task: | 工资 | 5 | 5 | 0\ntask: | 办公 | 6 | 6 | 0")
    assert hits(blank, "B10") == [("B10", "name", "tasks[0].name"), ("B10", "name", "tasks[1].name")]
    assert reason(with_unknown_column(blank, "tasks"), "B10") == "unknown-column"


def test_a_heading_that_is_not_known_says_in_which_table() -> None:
    tasks = "任务名称\t主要内容\t总额\t财政拨款\t其他资金\t甲乙丙\n培训\t举办培训\t5\t5\t0\t子丑"
    indicators = "一级指标\t二级指标\t三级指标\t指标值\n产出指标\t数量指标\t培训人数\t≥5人"
    text = f"2022年部门整体支出绩效目标表\n{tasks}\n{indicators}"
    notes = perfgoals.read_text(text).notes
    assert [(note.kind, dict(note.args)) for note in notes] == [("unknown-column", {"table": "tasks"})]


def test_the_goal_may_be_among_the_words_left_over() -> None:
    assert hits(sheet_of("leftover: 100 | ——"), "S05") == [("S05", None, "goal")]
    assert reason(sheet_of("leftover: 保障机关正常运转"), "S05") == "words-left-over"
    assert hits(sheet_of("goal: -\nleftover: 审核意见"), "S05") == [("S05", None, "goal[0]")]


def test_a_form_without_a_part_for_money_lacks_no_task() -> None:
    (finding,) = check(sheet_of("unit:\ngoal: 保障运转"), {"select": ["S03"]}).findings
    assert (finding.case, finding.severity) == ("no-part", "info")
    assert check(sheet_of("goal: 保障运转"), {"select": ["S03"]}).findings[0].severity == "error"


def test_levels_the_other_way_round_are_neither_unknown_nor_missing() -> None:
    sheet = sheet_of(
        "indicator: 实施效果指标 | 产出指标 | 建设项目个数 | 1个\n"
        "indicator: 实施效果指标 | 效益指标 | 综合利用率 | ≥90%"
    )
    assert hits(sheet, "T02", "T04") == []


FLAT = """
task: 人员保障 | 工资 | 100 | 100 | 0
task: 项目支出 | 各项目 | 50 | 50 | 0
task: {0}业务培训 | 培训 | 30 | 30 | 0
task: 设备购置 | 设备 | 20 | 20 | 0
total: {1} | {1} | 0
"""


@pytest.mark.parametrize("prefix", ["其中：", ""])
def test_rows_that_explain_the_row_above_are_not_added_twice(prefix: str) -> None:
    sheet = sheet_of(FLAT.format(prefix, 150))
    assert hits(sheet, "B02") == []
    assert reason(sheet, "B02") == "nested-rows"


def test_a_total_that_no_such_rows_explain_is_wrong() -> None:
    assert [code for code, _, _ in hits(sheet_of(FLAT.format("", 160)), "B02")] == ["B02", "B02"]
    assert hits(sheet_of(FLAT.format("", 200)), "B02") == []


def test_a_blank_among_the_rows_explains_nothing() -> None:
    sheet = sheet_of("task: 甲 | 乙 | | |\ntask: 丙 | 丁 | 5 | 5 | 0\ntotal: 3 | 5 | 0")
    assert [path for _, _, path in hits(sheet, "B02")] == ["stated_total.total"]


def test_a_row_of_parts_needs_no_content() -> None:
    sheet = sheet_of(
        "task: 项目支出 | 各项目 | 50 | 50 | 0\ntask: 其中：培训 | | 30 | 30 | 0\ntask: 办公 | | 9 | 9 | 0"
    )
    assert hits(sheet, "B10") == [("B10", None, "tasks[2].content")]


@pytest.mark.parametrize(("value", "code"), [("=SUM(A1:A2)", "R03"), ("#REF!", "R04")])
def test_a_target_that_shows_no_value_is_told_once(tmp_path: Path, value: str, code: str) -> None:
    book = openpyxl.load_workbook(WORKBOOK)
    cell = next(cell for row in book.worksheets[0].iter_rows() for cell in row if cell.value == "≥89个")
    cell.value = value
    if code == "R04":
        cell.data_type = "e"
    book.save(tmp_path / "broken.xlsx")
    before = {
        (finding.code, finding.path) for finding in check(perfgoals.read(WORKBOOK), {"select": ["strict"]}).findings
    }
    after = check(perfgoals.read(tmp_path / "broken.xlsx"), {"select": ["strict"]}).findings
    assert [finding.code for finding in after if (finding.code, finding.path) not in before] == [code]
