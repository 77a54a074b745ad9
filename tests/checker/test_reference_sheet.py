"""The reference sheet: the audit expects two notes of these families, and names what must not fire."""

from pathlib import Path

import pytest

import perfgoals
from perfgoals.checker import Report, check

ROOT = Path(__file__).resolve().parents[2]
SAMPLES, SEED = ROOT / "samples", ROOT / ".." / "shared" / "seed"
FILES = (
    SAMPLES / "department-2022.txt",
    SAMPLES / "department-2022.xlsx",
    SEED / "department-2022.txt",
    SEED / "department-2022.xlsx",
    SEED / "department-2022-inline-strings.xlsx",
)
FAMILIES = ("R", "S", "B", "V", "T")


@pytest.fixture(
    scope="module",
    params=FILES,
    ids=lambda file: f"{file.parent.name}-{file.name}",
)
def report(request: pytest.FixtureRequest) -> Report:
    if not request.param.exists():
        pytest.skip(f"the reference material is not here: {request.param.name}")
    return check(perfgoals.read(request.param), {"select": FAMILIES})


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
    sheet = perfgoals.read(ROOT / "samples" / "department-2022.txt")
    hints = check(sheet, {"select": [*FAMILIES, "strict"]}).hints
    assert [(finding.code, finding.path) for finding in hints] == [
        ("T10", "indicators[1].groups[0].indicators[0].name")
    ]
