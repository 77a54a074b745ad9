"""The runner: outcomes, crashes, order, suppression, the report and its JSON."""

import pickle
from collections.abc import Iterator

import pytest
from pydantic import ValidationError

from perfgoals.checker import CheckFailed, Context, Hit, Report, Undecided, catalogue, check, own_rule, rule
from perfgoals.checker.declaration import Reason
from perfgoals.checker.examples import sheet_of
from perfgoals.errors import PerfGoalsError
from perfgoals.models import GoalSheet, ReadingNote
from tests.checker.building import CLEAN, found, hits, located, one, status

FAULTY = sheet_of("task: 甲 | 乙 | 500 | 480 | 0\nindicator: 产出指标 | 数量指标 | {0}培训人数 | ≥90%")


@own_rule(code="ZZ01", slug="crashing", severity="error", message="{task}", source="–")
def crashing(sheet: GoalSheet, context: Context) -> Iterator[Hit | Undecided]:
    yield Hit("year", {"task": ""})
    raise KeyError("gone")


@own_rule(code="ZZ02", slug="with-wrong-arguments", severity="error", message="{task}", source="–")
def with_wrong_arguments(sheet: GoalSheet, context: Context) -> Iterator[Hit | Undecided]:
    yield Hit("year", {"nothing": 1})


def test_a_crash_is_an_outcome_and_the_others_still_run() -> None:
    report = check(FAULTY, {"select": ["ZZ", "V04"], "language": "en"}, rules=(crashing, with_wrong_arguments))
    assert [(outcome.code, outcome.status) for outcome in report.outcomes] == [
        ("V04", "failed"),
        ("ZZ01", "crashed"),
        ("ZZ02", "crashed"),
    ]
    assert report.outcomes[1].reason == "internal-error"
    assert "KeyError" in (report.outcomes[1].explain("en") or "")
    assert not check(sheet_of(CLEAN), rules=(crashing,)).ok


def test_a_report_with_a_crash_raises_though_it_has_no_error() -> None:
    report = check(sheet_of(CLEAN), rules=(with_wrong_arguments,))
    with pytest.raises(CheckFailed, match="ZZ02"):
        report.raise_for_errors()


def test_every_selected_rule_has_an_outcome_in_the_order_of_the_catalogue() -> None:
    report = check(FAULTY, {"select": ["strict"]})
    assert [outcome.code for outcome in report.outcomes] == list(catalogue())
    default = [outcome.code for outcome in check(FAULTY).outcomes]
    hints = {code for code, declared in catalogue().items() if declared.severity == "hint" and not declared.cases}
    assert default == [code for code in catalogue() if code not in hints]


def test_insufficient_data_never_counts_as_passed() -> None:
    sheet = sheet_of("task: 甲 | 乙 | 500 | 480 |")
    report = check(sheet, {"select": ["B01"]})
    assert [(outcome.status, outcome.reason, outcome.undecided) for outcome in report.outcomes] == [
        ("insufficient-data", "blank-amount", ("tasks[0].budget.total",))
    ]
    assert report.ok


def test_a_failure_keeps_what_is_undecided_beside_it() -> None:
    sheet = sheet_of("task: 甲 | 乙 | 500 | 480 |\ntask: 丙 | 丁 | 500 | 480 | 0")
    (outcome,) = check(sheet, {"select": ["B01"]}).outcomes
    assert (outcome.status, outcome.undecided) == ("failed", ("tasks[0].budget.total",))


def test_only_an_outcome_with_a_reason_explains_itself() -> None:
    outcomes = {outcome.code: outcome for outcome in check(sheet_of(CLEAN), {"select": ["B01", "T12"]}).outcomes}
    assert outcomes["B01"].explain("en") is None
    assert outcomes["T12"].explain("en") != outcomes["T12"].explain("zh-CN")


def test_a_declaration_needs_both_languages() -> None:
    with pytest.raises(ValidationError, match="languages"):
        Reason.model_validate({"text": {"en": "only one"}})


def test_ignored_rules_are_counted_and_not_told() -> None:
    report = check(FAULTY, {"select": ["B01", "V04"], "ignore": ["row-total"]})
    assert [finding.code for finding in report.findings] == ["V04"]
    assert report.suppressed == 1
    assert [outcome.code for outcome in report.outcomes] == ["V04"]


def test_the_report_divides_by_severity() -> None:
    report = check(FAULTY, {"select": ["B01", "V04", "T08", "S11", "strict"]})
    assert [finding.code for finding in report.errors] == ["B01"]
    assert [finding.code for finding in report.warnings] == ["V04"]
    assert [finding.code for finding in report.infos] == ["T08"]
    assert report.hints == ()
    assert not report.ok
    with pytest.raises(CheckFailed) as caught:
        report.raise_for_errors()
    assert isinstance(caught.value, PerfGoalsError)
    assert caught.value.report == report
    assert pickle.loads(pickle.dumps(caught.value)).report == report  # noqa: S301  our own bytes
    check(sheet_of(CLEAN)).raise_for_errors()


def test_the_report_makes_the_round_trip_through_json() -> None:
    report = check(located(FAULTY), {"select": ["strict"], "language": "en"})
    assert Report.model_validate_json(report.model_dump_json()) == report
    assert all(finding.cells for finding in report.findings if "]" in finding.path)


def test_a_finding_speaks_both_languages_and_keeps_braces() -> None:
    (finding,) = found(FAULTY, "V04")
    assert finding.message == finding.render("zh-CN") != finding.render("en")
    assert "{0}" in finding.render("en")
    assert "{0}" in finding.render("zh-CN")


def test_without_cells_the_findings_are_the_same_but_for_the_cells() -> None:
    bare = check(FAULTY).findings
    with_cells = check(located(FAULTY)).findings
    assert all(finding.cells == () for finding in bare)
    assert [finding.model_copy(update={"cells": ()}) for finding in with_cells] == list(bare)


def test_a_sheet_that_says_nothing_is_told_what_it_lacks() -> None:
    report = check(GoalSheet(kind="department"), {"select": ["R", "S", "B", "V", "T"]})
    assert [finding.code for finding in report.findings] == ["S01", "S02", "S03", "S05", "S06"]


def test_a_rule_is_bound_by_its_code_alone() -> None:
    bound = rule("B01")(crashing.judge)
    assert (bound.code, bound.declaration) == ("B01", catalogue()["B01"])
    assert status(one("培训人数", "≥5人"), "V04") == "passed"
    assert hits(one("培训人数", "≥5人"), "V04") == []


def test_the_notation_refuses_what_it_does_not_know() -> None:
    for line in ("colour: red", "colour", "last year: colour: red"):
        with pytest.raises(ValueError, match="colour"):
            sheet_of(line)


def test_nothing_is_called_missing_from_a_table_that_was_partly_read() -> None:
    note = ReadingNote(kind="undecided-row", args={"table": "indicators"})
    whole, partly = GoalSheet(kind="department"), GoalSheet(kind="department", notes=(note,))
    assert [finding.code for finding in check(whole, {"select": ["S03", "S06"]}).findings] == ["S03", "S06"]
    report = check(partly, {"select": ["S03", "S06"]})
    assert [finding.code for finding in report.findings] == ["S03"]
    assert {outcome.code: outcome.status for outcome in report.outcomes}["S06"] == "insufficient-data"
