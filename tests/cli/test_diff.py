"""``diff``: exit codes as of diff(1), the same changes as text and as JSON."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

import perfgoals
from tests.cli.conftest import TEXT, WORKBOOK, Broken, Run


@pytest.mark.parametrize("language", ["zh-CN", "en"])
def test_what_changed_is_told_with_both_places(run: Run, broken: Broken, language: str) -> None:
    path = broken("业务培训人数\t≥100人", "业务培训人数\t≥120人")
    result = run("diff", "--lang", language, WORKBOOK, path)
    assert result.exit_code == 1
    (line,) = [line for line in result.stdout.splitlines() if "业务培训人数" in line]
    assert "F18 → " in line
    assert line.endswith("业务培训人数: ≥100人 → ≥120人")
    found = json.loads(run("diff", "--format", "json", WORKBOOK, path).stdout)
    assert (found["old"]["file"], found["new"]["file"]) == (str(WORKBOOK), str(path))
    assert [(c["subject"], c["how"]) for c in found["changes"]] == [("target", "tightened")]
    assert (
        found["changes"]
        == json.loads(perfgoals.diff(perfgoals.read(WORKBOOK), perfgoals.read(path)).model_dump_json())["changes"]
    )


def test_money_names_its_part_and_its_difference(run: Run, broken: Broken) -> None:
    lines = run("diff", TEXT, broken("\t500\t500\t0", "\t510\t500\t")).stdout.splitlines()
    assert any(line.endswith("总额: 500 → 510 (+10)") for line in lines)
    assert any(line.endswith("其他资金: 0") for line in lines)


def test_a_task_that_came_is_told_by_its_name(run: Run, broken: Broken) -> None:
    lines = run("diff", "--lang", "en", broken("人员保障\t", "\t"), TEXT).stdout.splitlines()
    (line,) = [line for line in lines if line.split()[0] == "task"]
    assert (line.split()[1], line.split()[-1]) == ("added", "人员保障")


def test_nothing_changed(run: Run) -> None:
    result = run("diff", TEXT, WORKBOOK)
    assert result.exit_code == 0
    assert json.loads(run("diff", "--format", "json", TEXT, WORKBOOK).stdout)["changes"] == []


def test_an_unreadable_side_is_named(run: Run, tmp_path: Path) -> None:
    empty = tmp_path / "empty.txt"
    empty.touch()
    for arguments in ((empty, TEXT), (TEXT, empty)):
        result = run("diff", *arguments)
        assert (result.exit_code, result.stdout) == (2, "")
        assert str(empty) in result.stderr
    assert run("diff", "--form", empty, TEXT, TEXT).exit_code == 2
