"""Faults put into the reference sheet one at a time: the right code at the right place, and nothing else of weight."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

import perfgoals
from perfgoals.models import GoalSheet
from tests.checker.injecting import changed, path_of, serious

SAMPLE = Path(__file__).resolve().parents[2] / "samples" / "department-2022.txt"
WORK = "tasks[2].subtasks[0]"
CONTENT = f"{WORK}.content"


@pytest.fixture(scope="module")
def sheet() -> GoalSheet:
    """Give the reference sheet with its own three faults mended."""
    read = perfgoals.read(SAMPLE)
    content = read.tasks[2].subtasks[0].content or ""
    return changed(
        read,
        {
            CONTENT: content.replace("220.8", "200.8"),
            f"{path_of(read, '信息系统开发或应用数量')}.target": "≥3个",
            f"{path_of(read, '验收合格率')}.name": "线路验收合格率",
        },
    )


def new(sheet: GoalSheet, changes: dict[str, Any]) -> set[tuple[str, str]]:
    return serious(changed(sheet, changes)) - serious(sheet)


def test_the_mended_sheet_is_clean(sheet: GoalSheet) -> None:
    assert serious(sheet) == set()


@pytest.mark.parametrize(
    ("old", "fault"),
    [("140万元", "150万元"), ("70万元", "700万元"), ("20万元", "200万元"), ("69.2", "96.2"), ("200.8", "2008")],
)
def test_a_changed_item_of_a_narrative(sheet: GoalSheet, old: str, fault: str) -> None:
    content = sheet.tasks[2].subtasks[0].content or ""
    assert new(sheet, {CONTENT: content.replace(old, fault, 1)}) == {("X01", CONTENT)}


TARGETS = [
    # name, its faulty target, code
    ("人均支出标准", "≤17.43万元", "X02"),
    ("人均支出标准", "≤13.74万元", "X02"),
    ("人均运转经费", "≤18.1万元", "X02"),
    ("通信系统运行维护成本", "≤57.3万元", "X03"),
    ("确保州党委工作开展落实成本", "≤600万元", "X03"),
    ("业务培训、学习考察调研支出", "≤9.40万元", "X03"),
    ("网络中心建设与系统运行维护费", "≤22.20万元", "X03"),
    ("信息系统开发或应用数量", "=1个", "X06"),
    ("系统运行维护响应时间", "≤48小时", "X09"),
    ("系统运行维护响应时间", "≤2天", "X09"),
    ("参会人员满意度", "≥65%", "Q09"),
    ("设备采购成本", "控制在预算范围内", "Q10"),
    ("督导调研次数", "完成", "Q11"),
    ("会议按期完成率", "按时完成", "Q11"),
    ("网络系统故障率", "≥1%", "V06"),
    ("会议出勤率", "≥99人", "V04"),
    ("会议出勤率", "≥990%", "V05"),
    ("业务培训人数", "≥100", "V03"),
]


@pytest.mark.parametrize(("name", "value", "code"), TARGETS)
def test_a_changed_target(sheet: GoalSheet, name: str, value: str, code: str) -> None:
    path = f"{path_of(sheet, name)}.target"
    assert new(sheet, {path: value}) == {(code, path)}


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("人均支出标准", "≤14.74万元"),
        ("人均支出标准", "≤147398元"),
        ("人均支出标准", "≤15万元"),
        ("通信系统运行维护成本", "≤47.30万元"),
        ("通信系统运行维护成本", "≤40万元"),
        ("通信系统运行维护成本", "≤473000元"),
        ("信息系统应用数量", "≥3套"),
        ("系统运行维护响应时间", "≤24小时"),
        ("系统运行维护响应时间", "≤30分钟"),
        ("参会人员满意度", "≥90%"),
        ("业务培训人数", "≥60人"),
        ("设备采购成本", "≤120万元"),
    ],
)
def test_a_changed_target_that_is_no_fault(sheet: GoalSheet, name: str, value: str) -> None:
    assert new(sheet, {f"{path_of(sheet, name)}.target": value}) == set()


def test_a_range_the_wrong_way_round_contradicts_nothing_but_itself(sheet: GoalSheet) -> None:
    path = f"{path_of(sheet, '会议出勤率')}.target"
    assert new(sheet, {path: "99%~90%"}) == {("V07", path)}


def test_a_changed_headcount_contradicts_both_amounts_a_head(sheet: GoalSheet) -> None:
    paths = {f"{path_of(sheet, name)}.target" for name in ("人均支出标准", "人均运转经费")}
    change = {f"{path_of(sheet, '保障在职人员人数')}.target": "≥213人"}
    assert new(sheet, change) == {("X02", path) for path in paths}


@pytest.mark.parametrize(
    ("old", "fault", "code"),
    [("设备质量合格率", "合格率", "X07"), ("培训按期完成率", "按期完成率", "X07"), ("参会人员满意度", "满意度", "X07")],
)
def test_a_name_that_lost_its_object(sheet: GoalSheet, old: str, fault: str, code: str) -> None:
    path = f"{path_of(sheet, old)}.name"
    assert new(sheet, {path: fault}) == {(code, path)}


@pytest.mark.parametrize(
    ("sentence", "name"),
    [
        ("设备验收合格率达到80%以上", "设备验收合格率"),
        ("做好保障，业务培训人数不少于300人", "业务培训人数"),
        ("确保参会人员满意度达到99%", "参会人员满意度"),
    ],
)
def test_a_goal_with_another_figure(sheet: GoalSheet, sentence: str, name: str) -> None:
    goal = [*sheet.goal, sentence]
    assert new(sheet, {"goal": goal}) == {("X08", f"{path_of(sheet, name)}.target")}


@pytest.mark.parametrize(
    "sentence",
    [
        "设备验收合格率达到90%以上",
        "到2025年，设备验收合格率2025年达到98%",
        "十四五末设备验收合格率达到98%",
        "外购设备验收合格率达到98%",
        "业务培训人数不少于100人，其中骨干30人",
        "业务培训人数300人次",
    ],
)
def test_a_goal_with_figures_that_fit(sheet: GoalSheet, sentence: str) -> None:
    assert new(sheet, {"goal": [*sheet.goal, sentence]}) == set()


def test_a_task_that_no_indicator_speaks_of(sheet: GoalSheet) -> None:
    budget = {"total": 20, "sources": []}
    task = {"name": "城区绿化", "content": "栽植行道树，铺设草坪，美化街头游园，修剪花木", "budget": budget}
    tasks = [*sheet.model_dump()["tasks"], task]
    assert new(sheet, {"tasks": tasks}) == {("Q01", "tasks[3].name")}


def test_outcomes_in_words_alone(sheet: GoalSheet) -> None:
    outcomes = [path for path, category, _, _ in sheet.walk_indicators() if category.kind == "outcome"]
    change = {f"{path}.target": "显著提高" for path in outcomes}
    assert new(sheet, change) == {("Q16", f"{outcomes[0]}.target")}


def test_satisfaction_in_words_alone(sheet: GoalSheet) -> None:
    paths = [path for path, category, _, _ in sheet.walk_indicators() if category.kind == "satisfaction"]
    assert new(sheet, {f"{path}.target": "较高" for path in paths}) == {("Q03", f"{paths[0]}.target")}


def test_outputs_in_words_alone(sheet: GoalSheet) -> None:
    paths = [path for path, category, _, _ in sheet.walk_indicators() if category.kind == "output"]
    assert ("Q04", "indicators") in new(sheet, {f"{path}.target": "良好" for path in paths})


def test_a_task_that_was_given_more(sheet: GoalSheet) -> None:
    lines = {f"{WORK}.budget.total": 400, f"{WORK}.budget.sources[0].amount": 400}
    cost = f"{path_of(sheet, '确保州党委工作开展落实成本')}.target"
    assert new(sheet, lines) == {("X01", CONTENT), ("X03", cost)}
