"""What changed between two sheets: matched by certainty, judged exactly, told at both places."""

from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given, settings

import perfgoals
from perfgoals.checker.examples import sheet_of
from perfgoals.difference import Change, Difference, diff
from perfgoals.errors import UsageError
from perfgoals.models import GoalSheet
from perfgoals.testing import goal_sheets
from tests.cli.conftest import TEXT, WORKBOOK

INDICATOR = "indicator: 产出指标 | 数量指标 | "


def changes(old: str, new: str) -> list[tuple[str, str, str]]:
    return [(change.subject, change.how, change.name) for change in diff(sheet_of(old), sheet_of(new)).changes]


def only(old: str, new: str) -> Change:
    (change,) = diff(sheet_of(old), sheet_of(new)).changes
    return change


def target(old: str, new: str, years: tuple[int, int] = (2022, 2022)) -> str | None:
    """Say what became of one target."""
    sides = [f"year: {year}\n{INDICATOR}完成情况 | {value}" for year, value in zip(years, (old, new), strict=True)]
    found = diff(sheet_of(sides[0]), sheet_of(sides[1])).of("target")
    return found[0].how if found else None


@settings(max_examples=60)
@given(goal_sheets())
def test_a_sheet_does_not_differ_from_itself(sheet: GoalSheet) -> None:
    found = diff(sheet, sheet)
    assert found.changes == ()
    assert [remark.what for remark in found.remarks] == (["year"] if sheet.year else [])


MIRROR = {"added": "removed", "increased": "decreased", "tightened": "loosened"}
MIRROR |= {after: before for before, after in MIRROR.items()}


@settings(max_examples=60)
@given(goal_sheets(), goal_sheets())
def test_the_way_back_is_the_mirror(old: GoalSheet, new: GoalSheet) -> None:
    there, back = diff(old, new), diff(new, old)
    forth = {(c.subject, c.how, c.old and c.old.path, c.new and c.new.path) for c in there.changes}
    mirrored = {(c.subject, MIRROR.get(c.how, c.how), c.new and c.new.path, c.old and c.old.path) for c in back.changes}
    assert forth == mirrored
    assert Difference.model_validate_json(there.model_dump_json()) == there


def test_two_formats_of_one_sheet_do_not_differ() -> None:
    assert diff(perfgoals.read(TEXT), perfgoals.read(WORKBOOK)).changes == ()


def test_tasks_come_and_go() -> None:
    found = changes("task: 购书 | 买书 | 50\ntask: 办公", "task: 办公\ntask: 修缮")
    assert found == [("task", "removed", "购书"), ("task", "added", "修缮"), ("amount", "removed", "合计")]


def test_a_task_is_renamed_only_where_its_content_says_so() -> None:
    content = "购买新书并且整理书库供读者使用"
    assert changes(f"task: 购书 | {content}", f"task: 图书购置 | {content}") == [("task", "renamed", "图书购置")]
    short = changes("task: 购书 | 买书", "task: 图书购置 | 买书")
    assert short == [("task", "removed", "购书"), ("task", "added", "图书购置")]
    twice = f"task: 甲 | {content}\ntask: 乙 | {content}"
    assert [how for _, how, _ in changes(f"task: 丙 | {content}", twice)] == ["removed", "added", "added"]


def test_the_year_of_its_own_sheet_does_not_make_another_name() -> None:
    old, new = "year: 2022\ntask: 2022年度购书\n", "year: 2023\ntask: 2023年度购书\n"
    assert changes(f"{old}{INDICATOR}2022年购书数 | ≥5册", f"{new}{INDICATOR}2023年购书数 | ≥5册") == []
    assert changes(old, new.replace("2023年度", "2022年度")) == [
        ("task", "removed", "2022年度购书"),
        ("task", "added", "2022年度购书"),
    ]


def test_a_task_in_another_group_is_the_same_task() -> None:
    old = "group: 甲组\nsubtask: 购书 | 买书 | 50\ngroup: 乙组\nsubtask: 办公"
    new = "group: 甲组\nsubtask: 办公\ngroup: 乙组\nsubtask: 购书 | 买书 | 60"
    assert changes(old, new) == [("amount", "increased", "购书"), ("amount", "increased", "合计")]


def test_money_is_compared_exactly_in_the_unit_of_the_new_sheet() -> None:
    change = diff(
        sheet_of("unit: 元\ntask: 购书 | 书 | 500000"), sheet_of("unit: 万元\ntask: 购书 | 书 | 50.01")
    ).changes[0]
    assert (change.how, change.difference, change.part) == ("increased", Decimal("0.01"), "总额")
    assert (change.old and change.old.text, change.new and change.new.text) == ("500000", "50.01")
    assert changes("unit: 元\ntask: 购书 | 书 | 500000", "unit: 万元\ntask: 购书 | 书 | 50") == []
    assert changes("task: 购书 | 书 | 50.0", "task: 购书 | 书 | 50") == []
    assert [how for _, how, _ in changes("unit:\ntask: 购书 | 书 | 50", "task: 购书 | 书 | 50")] == ["undecided"] * 2


def test_sources_totals_and_funding_are_compared_one_by_one() -> None:
    old = "task: 购书 | 书 | 50 | 40 | 10\ntotal: 50 | 40 | 10\nfunding: 资金总额 | total | 50 | 150"
    new = "task: 购书 | 书 | 50 | 45 | 5\ntotal: 50 | 45 | 5\nfunding: 资金总额 | total | 50 | 160"
    found = [(c.name, c.part, c.difference) for c in diff(sheet_of(old), sheet_of(new)).changes]
    assert found == [
        ("购书", "财政拨款", Decimal(5)),
        ("购书", "其他资金", Decimal(-5)),
        ("合计", "财政拨款", Decimal(5)),
        ("合计", "其他资金", Decimal(-5)),
        ("资金总额", None, Decimal(10)),
    ]


def test_a_blank_amount_is_no_zero() -> None:
    blank = only("task: 购书 | 书 | 50 | 50 |\ntotal: 50", "task: 购书 | 书 | 50 | 50 | 0\ntotal: 50")
    assert (blank.how, blank.part, blank.new and blank.new.text) == ("added", "其他资金", "0")


def test_what_stands_twice_under_one_label_is_not_compared() -> None:
    twice = "sources: 拨款 | 拨款\ntask: 购书 | 书 | 50 | 20 | 30"
    assert changes(twice, twice.replace("20 | 30", "25 | 25")) == []
    once = "sources: 拨款 | 自筹\ntask: 购书 | 书 | 50 | 20 | 30"
    assert [change.part for change in diff(sheet_of(once), sheet_of(twice)).changes] == ["自筹"]


def test_the_content_of_a_task_was_reworded() -> None:
    change = only("task: 购书 | 文电办理", "task: 购书 | 稳点办理")
    assert (change.subject, change.how, change.name) == ("task", "reworded", "购书")
    assert (change.old and change.old.path, change.new and change.new.text) == ("tasks[0].content", "稳点办理")
    assert changes("task: 购书 | 买 书", "task: 购书 | 买书") == []
    assert changes("year: 2022\ntask: 购书 | 2022年买书", "year: 2023\ntask: 购书 | 2023年买书") == []
    assert only("task: 购书 | 2022年买书", "task: 购书 | 2023年买书").how == "reworded"
    assert only("task: 购书 | 买书", "task: 购书 |").new is not None


@pytest.mark.parametrize(
    ("old", "new", "expected"),
    [
        (("甲", "乙"), ("甲", "丙"), [("reworded", "goal[1]", "goal[1]")]),
        (
            ("甲", "乙"),
            ("丙", "甲", "丁"),
            [("removed", "goal[1]", None), *[("added", None, f"goal[{i}]") for i in (0, 2)]],
        ),
        (("甲", "乙"), ("甲",), [("removed", "goal[1]", None)]),
        (("甲", "乙"), ("丙", "丁"), [("reworded", f"goal[{i}]", f"goal[{i}]") for i in (0, 1)]),
        (("甲", "乙"), ("乙", "甲"), []),
        (("甲乙",), ("甲", "乙"), []),
        ((), ("甲",), [("added", None, "goal[0]")]),
        (("2022年购书",), ("2022年购书",), []),
    ],
)
def test_paragraphs_of_the_goal(
    old: tuple[str, ...], new: tuple[str, ...], expected: list[tuple[str, str | None, str | None]]
) -> None:
    sheets = [sheet_of("\n".join(f"goal: {text}" for text in side)) for side in (old, new)]
    found = diff(*sheets).of("goal")
    assert [(c.how, c.old and c.old.path, c.new and c.new.path) for c in found] == expected
    assert {change.name for change in found} <= {"年度总体目标"}


@pytest.mark.parametrize(
    ("old", "new", "expected"),
    [
        ("year: 2021", "year: 2022", []),
        ("year: 2022", "year: 2022", [("year", "2022", "2022")]),
        ("year: 2022", "year: 2021", [("year", "2022", "2021")]),
        ("year: 2020", "year: 2022", [("year", "2020", "2022")]),
        ("year:", "year: 2022", []),
        ("year: 2021\ndepartment: 某局", "department: 某 局", []),
        ("year: 2021\ndepartment: 某局", "department: 他局", [("department", "某局", "他局")]),
        ("year: 2021\ndepartment: 某局", "department:", []),
        ("year: 2021\nkind: project\nproject: 甲", "kind: project\nproject: 乙", [("project", "甲", "乙")]),
        (
            "year: 2021\nkind: project\nproject: 甲",
            "kind: self-evaluation\nproject: 甲",
            [("kind", "project", "self-evaluation")],
        ),
        (
            "year: 2021\nkind: project\nproject: 甲",
            "kind: department",
            [("kind", "project", "department"), ("project", "甲", None)],
        ),
    ],
)
def test_sheets_that_may_not_belong_together_are_remarked(
    old: str, new: str, expected: list[tuple[str, str | None, str | None]]
) -> None:
    found = diff(sheet_of(old), sheet_of(new))
    assert [(remark.what, remark.old, remark.new) for remark in found.remarks] == expected
    assert Difference.model_validate_json(found.model_dump_json()) == found


def test_indicators_come_go_and_change_their_kind() -> None:
    assert changes(f"{INDICATOR}购书数 | ≥5册", f"{INDICATOR}读者数 | ≥5人") == [
        ("indicator", "removed", "购书数"),
        ("indicator", "added", "读者数"),
    ]
    other_kind = only(f"{INDICATOR}购书数 | ≥5册", "indicator: 产出指标 | 质量指标 | 购书数 | ≥5册")
    assert (other_kind.how, other_kind.old and other_kind.old.text) == ("regrouped", "数量指标")


def test_synonyms_are_a_new_name_and_likeness_is_none() -> None:
    assert changes(f"{INDICATOR}设备采购数量 | ≥5台", f"{INDICATOR}购置设备数量 | ≥6台") == [
        ("indicator", "renamed", "购置设备数量"),
        ("target", "tightened", "购置设备数量"),
    ]
    assert [how for _, how, _ in changes(f"{INDICATOR}新建道路长度 | =5公里", f"{INDICATOR}改建道路长度 | =5公里")] == [
        "removed",
        "added",
    ]


def test_twins_are_matched_by_what_they_say_and_never_guessed() -> None:
    old = f"{INDICATOR}人数 | ≥5人\n{INDICATOR}人数 | ≥8人"
    assert changes(old, f"{INDICATOR}人数 | ≥8人\n{INDICATOR}人数 | ≥5人") == []
    assert changes(old, f"{INDICATOR}人数 | ≥8人") == [("indicator", "removed", "人数")]
    both = changes(old, f"{INDICATOR}人数 | ≥6人\n{INDICATOR}人数 | ≥9人")
    assert both == [("indicator", how, "人数") for how in ("removed", "removed", "added", "added")]


@pytest.mark.parametrize(
    ("old", "new", "how"),
    [
        ("≥95%", "≥98%", "tightened"),
        ("≥98%", "≥95%", "loosened"),
        ("=5台", "=6台", "moved"),
        ("≥95%", "显著提高", "undecided"),
        ("95%", "98%", "undecided"),
        ("", "≥98%", "added"),
        ("≥98%", "/", "removed"),
        ("", "/", None),
        ("≤24小时", "≤1天", None),
    ],
)
def test_targets_are_judged_by_what_they_allow(old: str, new: str, how: str | None) -> None:
    assert target(old, new) == how


@pytest.mark.parametrize(
    ("old", "new", "how"),
    [
        ("2022年11月25日", "2023年11月25日", None),
        ("2022年12月底前", "2023年11月底前", "tightened"),
        ("12月底前", "11月底前", "tightened"),
        ("≥4次；2022年11月底前", "≥4次；2023年12月底前", "loosened"),
        ("2024年2月29日", "2023年2月28日", "undecided"),
    ],
)
def test_days_are_seen_within_the_year_of_their_sheet(old: str, new: str, how: str | None) -> None:
    assert target(old, new, (2024, 2025) if "2024" in old else (2022, 2023)) == how


def test_a_change_is_located_in_both_sheets() -> None:
    old, new = (
        perfgoals.read(WORKBOOK),
        perfgoals.read_text(TEXT.read_text("utf-8").replace("\t500\t500\t0", "\t510\t510\t0")),
    )
    change = diff(old, new).of("amount")[0]
    assert change.old is not None
    assert change.new is not None
    assert [cell.ref for cell in change.old.cells] == ["E8"]
    assert [cell.text for cell in change.new.cells] == ["510"]
    assert change.new.path == "tasks[2].subtasks[0].budget.total"


def test_what_is_no_sheet_is_refused() -> None:
    with pytest.raises(UsageError):
        diff(sheet_of(""), {})  # type: ignore[arg-type]
