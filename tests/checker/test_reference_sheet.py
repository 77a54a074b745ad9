"""The reference sheet: the audit expects two notes of these families, and names what must not fire."""

from pathlib import Path

import pytest

import perfgoals
from perfgoals.checker import Report, check

SEED = Path(__file__).resolve().parents[2] / ".." / "shared" / "seed"
FILES = ("department-2022.txt", "department-2022.xlsx", "department-2022-inline-strings.xlsx")


@pytest.fixture(scope="module", params=FILES)
def report(request: pytest.FixtureRequest) -> Report:
    file = SEED / request.param
    if not file.exists():
        pytest.skip(f"the reference material is not here: {request.param}")
    return check(perfgoals.read(file))


def test_exactly_the_two_notes_of_the_audit(report: Report) -> None:
    assert [(finding.code, finding.severity) for finding in report.findings] == [("S04", "info"), ("T08", "info")]
    assert report.findings[0].args == {"sum": "2793.32", "unit": "万元"}
    assert report.findings[1].args == {"kinds": ("生态效益指标",)}


def test_every_rule_judged_or_had_nothing_to_judge(report: Report) -> None:
    assert {outcome.status for outcome in report.outcomes} == {"passed", "failed", "not-applicable"}


def test_rows_balance_and_no_total_is_no_fault(report: Report) -> None:
    status = {outcome.code: outcome.status for outcome in report.outcomes}
    assert (status["B01"], status["B01r"], status["B02"]) == ("passed", "passed", "not-applicable")


def test_the_only_hint_is_the_weak_economic_benefit() -> None:
    file = SEED / FILES[0]
    if not file.exists():
        pytest.skip("the reference material is not here")
    hints = check(perfgoals.read(file), {"select": ["strict"]}).hints
    assert [(finding.code, finding.path) for finding in hints] == [
        ("T10", "indicators[1].groups[0].indicators[0].name")
    ]
