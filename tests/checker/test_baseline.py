"""Baselines: a known finding is hidden and counted, a new one is told, and what is gone is listed."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from perfgoals.checker import Baseline, Report, check
from perfgoals.checker.baseline import named_place
from perfgoals.checker.examples import sheet_of
from perfgoals.errors import UsageError
from perfgoals.models import GoalSheet, Origin

TASK = "task: 购书 | 买书 | 500 | 480 | 0\n"
INDICATOR = "indicator: 产出指标 | 数量指标 | 培训人数 | ≥90%\n"
BUDGET = {"select": ["B01", "V04"]}


def bureau(notation: str) -> GoalSheet:
    return sheet_of(f"department: 某局\n{notation}")


def baseline_of(notation: str) -> Baseline:
    return Baseline.of([(bureau(notation), check(bureau(notation), BUDGET))])


def applied(baseline: Baseline, notation: str) -> Report:
    return baseline.apply(bureau(notation), check(bureau(notation), BUDGET))


def stale(report: Report) -> list[tuple[str, str, str | None]]:
    return [(known.code, known.place, known.value) for known in report.stale]


def test_known_findings_are_hidden_and_counted() -> None:
    report = applied(baseline_of(TASK + INDICATOR), TASK + INDICATOR)
    assert (report.findings, report.suppressed, report.known, report.stale) == ((), 2, 2, ())
    assert report.ok
    assert [outcome.status for outcome in report.outcomes] == ["failed", "failed"]


def test_without_a_baseline_nothing_changes() -> None:
    sheet = bureau(TASK)
    assert Baseline().apply(sheet, check(sheet)) == check(sheet)


def test_rows_that_are_added_or_moved_make_nothing_new() -> None:
    moved = "task: 办公 | 运转 | 20 | 20 | 0\n" + TASK + "indicator: 产出指标 | 数量指标 | 新书 | ≥5册\n" + INDICATOR
    report = applied(baseline_of(INDICATOR + TASK), moved)
    assert (report.findings, report.known, report.stale) == ((), 2, ())


@pytest.mark.parametrize(
    ("old", "new", "gone"),
    [
        (TASK, TASK.replace("480", "470"), ("B01", "tasks[购书].budget.total", "500")),
        (TASK, TASK.replace("500", "501"), ("B01", "tasks[购书].budget.total", "500")),
        (TASK, TASK.replace("购书", "订报"), ("B01", "tasks[购书].budget.total", "500")),
        (
            INDICATOR,
            INDICATOR.replace("90%", "91%"),
            ("V04", "indicators[产出指标].groups[数量指标].indicators[培训人数].target", "≥90%"),
        ),
    ],
)
def test_a_changed_figure_or_name_makes_a_new_finding(old: str, new: str, gone: tuple[str, str, str]) -> None:
    report = applied(baseline_of(old), new)
    assert (len(report.findings), report.known) == (1, 0)
    assert stale(report) == [gone]


def test_twins_are_counted_one_by_one() -> None:
    one, two = baseline_of(TASK), baseline_of(TASK + TASK)
    assert [known.place for known in two.sheets[0].findings] == [
        "tasks[购书#2].budget.total",
        "tasks[购书].budget.total",
    ]
    assert (len(applied(one, TASK + TASK).findings), applied(one, TASK + TASK).known) == (1, 1)
    assert stale(applied(two, TASK)) == [("B01", "tasks[购书#2].budget.total", "500")]


def test_what_was_not_judged_is_not_called_gone() -> None:
    known = baseline_of(TASK)
    other_rules = known.apply(bureau(""), check(bureau(""), {"select": ["S"]}))
    blank = applied(known, TASK.replace("| 0", "|"))
    assert (other_rules.stale, blank.stale) == ((), ())
    assert {outcome.code: outcome.status for outcome in blank.outcomes}["B01"] == "insufficient-data"
    assert stale(applied(known, TASK.replace("500", "480"))) == [("B01", "tasks[购书].budget.total", "500")]


@pytest.mark.parametrize("other", ["department: 他局", "kind: project", "year: 2023"])
def test_another_sheet_has_nothing_to_do_with_it(other: str) -> None:
    sheet = sheet_of(f"department: 某局\n{other}\n{TASK}")
    report = baseline_of(TASK).apply(sheet, check(sheet, BUDGET))
    assert (len(report.findings), report.known, report.stale) == (1, 0, ())


def test_a_sheet_without_names_goes_by_its_file() -> None:
    def read_from(source: str) -> GoalSheet:
        return sheet_of(TASK).with_origin(Origin(source=source))

    known = Baseline.of([(read_from("a/plan.txt"), check(sheet_of(TASK), BUDGET))])
    report = check(sheet_of(TASK), BUDGET)
    assert known.apply(read_from("b/plan.txt"), report).known == 1
    assert known.apply(read_from("other.txt"), report).known == 0
    assert known.apply(sheet_of(TASK), report).known == 0


def test_two_readings_of_one_sheet_are_one_entry() -> None:
    sheet, report = bureau(TASK), check(bureau(TASK), BUDGET)
    twice = Baseline.of([(sheet, report), (sheet, report)])
    assert twice == Baseline.of([(sheet, report)])


@given(st.permutations(["某局", "他局", "某处", "某站"]))
def test_the_order_of_the_sheets_does_not_matter(names: list[str]) -> None:
    sheets = [sheet_of(f"department: {name}\n{TASK}{INDICATOR}") for name in names]
    baseline = Baseline.of([(sheet, check(sheet, BUDGET)) for sheet in sheets])
    assert baseline == Baseline.of([(sheet, check(sheet, BUDGET)) for sheet in reversed(sheets)])
    assert Baseline.model_validate_json(baseline.model_dump_json()) == baseline
    assert all(baseline.apply(sheet, check(sheet, BUDGET)).findings == () for sheet in sheets)


def test_ignored_and_known_are_counted_together() -> None:
    report = check(bureau(TASK + INDICATOR), {**BUDGET, "ignore": ["V04"]})
    hidden = baseline_of(TASK).apply(bureau(TASK + INDICATOR), report)
    assert (hidden.suppressed, hidden.known) == (2, 1)


@pytest.mark.parametrize(
    ("path", "place"),
    [
        ("tasks[0].budget.sources[1].amount", "tasks[购书].budget.sources[其他资金].amount"),
        ("goal[0]", "goal[0]"),
        ("leftover[7]", "leftover[7]"),
        ("department.name", "department.name"),
        ("tasks[0].subtasks[4].name", "tasks[购书].subtasks[4].name"),
        ("", ""),
    ],
)
def test_a_place_goes_by_names_where_there_are_any(path: str, place: str) -> None:
    assert named_place(bureau(TASK + "goal: 让读者有书看"), path)[0] == place


@pytest.mark.parametrize("content", [b"{", b"[]", b'{"sheets": 3}', b"\xff", b'{"colour": "red"}'])
def test_what_is_no_baseline_is_a_usage_error(tmp_path: Path, content: bytes) -> None:
    path = tmp_path / "baseline.json"
    path.write_bytes(content)
    for file in (path, tmp_path / "absent.json", tmp_path):
        with pytest.raises(UsageError) as caught:
            Baseline.load(file)
        assert (caught.value.reason, caught.value.source) == ("baseline-file", str(file))
