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


@pytest.mark.parametrize("language", ["zh-CN", "en"])
def test_what_was_reworded_is_shown_where_it_differs(run: Run, broken: Broken, language: str) -> None:
    result = run("diff", "--lang", language, TEXT, broken("文电", "稳点"))
    (line,) = [line for line in result.stdout.splitlines() if "稳点" in line]
    old, _, new = line.partition(" → ")[2].partition(": ")[2].partition(" → ")
    assert (old.count("文电"), new.count("稳点")) == (1, 1)
    assert len(old) < 20 > len(new)


def test_a_passage_is_cut_to_a_line(run: Run, broken: Broken) -> None:
    result = run("diff", TEXT, broken("文电", "稳点" * 200))
    (line,) = [line for line in result.stdout.splitlines() if "稳点" in line]
    assert line.endswith("…")
    assert len(line) < 200


def test_sheets_that_may_not_belong_together_are_told(run: Run, tmp_path: Path) -> None:
    other = tmp_path / "other.txt"
    text = TEXT.read_text("utf-8")
    other.write_text(text.replace("新疆巴州党委办公室", "某局"), "utf-8")
    for language, words in (("zh-CN", ("不同", "2022年，2022年")), ("en", ("two departments", "2022, 2022"))):
        told = [
            line for line in run("diff", "--lang", language, TEXT, other).stdout.splitlines() if line.startswith("  !")
        ]
        assert len(told) == len(words)
        assert all(word in line for word, line in zip(words, told, strict=True))
    assert run("diff", TEXT, other).exit_code == 0
    found = json.loads(run("diff", "--format", "json", TEXT, other).stdout)
    assert [remark["what"] for remark in found["remarks"]] == ["department", "year"]


def test_two_kinds_are_named_in_the_language_of_the_output(run: Run, tmp_path: Path) -> None:
    other = tmp_path / "other.txt"
    other.write_text(
        "绩效自评表\n一级指标\t二级指标\t三级指标\t年度指标值\t实际完成值\n产出指标\t数量指标\t甲\t≥9人\t9人", "utf-8"
    )
    told = run("diff", "--lang", "zh-CN", TEXT, other).stdout
    (line,) = [line for line in told.splitlines() if line.startswith("  !") and "绩效自评表" in line]
    assert "department" not in line


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
