"""``check --baseline`` and ``--write-baseline``: what is hidden is counted in every output."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from tests.cli.conftest import TEXT, WORKBOOK, Broken, Run


@pytest.fixture
def baseline(run: Run, tmp_path: Path) -> Path:
    """Hold the findings of the reference sheet."""
    path = tmp_path / "known.json"
    assert run("check", "--write-baseline", path, TEXT).exit_code == 0
    return path


def test_a_baseline_hides_what_it_holds_whatever_the_format(run: Run, baseline: Path) -> None:
    (sheet,) = json.loads(run("check", "--format", "json", TEXT).stdout)["sheets"]
    total = len(sheet["report"]["findings"])
    assert total > 0
    for file in (TEXT, WORKBOOK):
        result = run("check", "--baseline", baseline, "--format", "json", "--fail-on", "hint", file)
        (sheet,) = json.loads(result.stdout)["sheets"]
        assert (result.exit_code, sheet["report"]["findings"], sheet["report"]["stale"]) == (0, [], [])
        assert (sheet["report"]["known"], sheet["report"]["suppressed"]) == (total, total)
    (record,) = map(json.loads, run("check", "--baseline", baseline, "--format", "jsonl", TEXT).stdout.splitlines())
    assert (record["known"], record["suppressed"], record["stale"]) == (total, total, [])
    *_, summary, _ = run("check", "--baseline", baseline, "--lang", "en", TEXT).stdout.splitlines()
    assert summary.endswith(f": {total}")
    both = run("check", "--baseline", baseline, "--ignore", "S", TEXT, WORKBOOK).stdout.splitlines()[-1]
    assert str(2 * (total - 1)) in both


def test_what_is_new_is_told_and_what_is_gone_is_listed(run: Run, baseline: Path, broken: Broken) -> None:
    path = broken("\t500\t500\t0", "\t520\t520\t0")
    result = run("check", "--baseline", baseline, "--format", "json", path)
    (sheet,) = json.loads(result.stdout)["sheets"]
    gone = {known["code"]: known["args"] for known in sheet["report"]["stale"]}
    assert gone["X01"]["total"] == "500"
    told = run("check", "--baseline", baseline, "--lang", "en", path).stdout
    assert "X01 tasks[年度主要任务].subtasks[确保州党委工作开展落实].content" in told


def test_a_baseline_is_never_overwritten_unless_forced(run: Run, baseline: Path) -> None:
    before = baseline.read_bytes()
    refused = run("check", "--select", "S", "--write-baseline", baseline, TEXT)
    assert (refused.exit_code, refused.stdout, baseline.read_bytes()) == (2, "", before)
    assert str(baseline) in refused.stderr
    assert run("check", "--select", "S", "--write-baseline", baseline, "--force", TEXT).exit_code == 0
    assert baseline.read_bytes() != before
    assert list(baseline.parent.iterdir()) == [baseline]
    assert run("check", "--write-baseline", baseline.parent / "no" / "such.json", TEXT).exit_code == 2


def test_a_new_baseline_holds_the_known_findings_too_and_is_the_same_every_time(run: Run, baseline: Path) -> None:
    again = baseline.with_name("again.json")
    assert run("check", "--baseline", baseline, "--write-baseline", again, WORKBOOK).exit_code == 0
    assert again.read_bytes() == baseline.read_bytes()


def test_an_unreadable_file_still_ends_with_two(run: Run, tmp_path: Path) -> None:
    empty = tmp_path / "empty.txt"
    empty.touch()
    assert run("check", "--write-baseline", tmp_path / "new.json", empty, TEXT).exit_code == 2
    assert run("check", "--baseline", empty, TEXT).exit_code == 2
