"""``check --together`` and ``check --previous``: sheets beside each other, end to end."""

from __future__ import annotations

import io
import json
from collections.abc import Iterator
from pathlib import Path

import pytest

from perfgoals.cli.check import _progress
from tests.cli.conftest import TEXT, Broken, Run

DEPARTMENT = """部门整体支出绩效目标表
（2022年度）
部门（单位）名称\t某局
任务名称\t主要内容\t预算金额（万元）
\t\t总额\t财政拨款\t其他资金
信息化建设\t建设系统\t500\t500\t0
一级指标\t二级指标\t三级指标\t指标值
产出指标\t质量指标\t系统验收合格率\t≥95%
"""
PROJECT = """项目支出绩效目标表
（{year}年度）
项目名称\t信息化建设
主管部门\t某局\t实施单位\t某局信息中心
项目资金（万元）\t年度资金总额：\t520
\t其中：财政拨款\t520
\t其他资金\t0
一级指标\t二级指标\t三级指标\t指标值
产出指标\t质量指标\t系统验收合格率\t≤90%
"""


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "b-department.txt").write_text(DEPARTMENT, encoding="utf-8")
    (tmp_path / "a-project.txt").write_text(PROJECT.format(year=2022), encoding="utf-8")
    (tmp_path / "c-project.txt").write_text(PROJECT.format(year=2021), encoding="utf-8")
    (tmp_path / "d-empty.txt").touch()
    return tmp_path


def found(run: Run, *arguments: object) -> dict[str, list[tuple[str, str, list[str]]]]:
    document = json.loads(run("check", "--format", "json", "--select", "X20,X21,Q19", *arguments).stdout)
    return {
        Path(sheet["file"]).name: [
            (finding["code"], finding["severity"], [cell["ref"] for cell in finding["cells"]])
            for finding in sheet["report"]["findings"]
        ]
        for sheet in document["sheets"]
    }


def test_a_department_is_compared_with_its_projects_of_the_year(run: Run, folder: Path) -> None:
    beside = found(run, "--together", folder)
    assert list(beside) == ["a-project.txt", "b-department.txt", "c-project.txt"]
    assert beside["b-department.txt"] == [("X20", "warning", ["L6C3", "L6C1"]), ("X21", "info", ["L8C4", "L8C3"])]
    assert beside["a-project.txt"] == beside["c-project.txt"] == []
    assert found(run, folder)["b-department.txt"] == []


def test_an_unreadable_file_is_told_and_the_others_are_compared(run: Run, folder: Path) -> None:
    result = run("check", "--together", "--lang", "en", "--select", "X20", folder)
    assert result.exit_code == 2
    assert "d-empty.txt" in result.stderr
    assert "X20" in result.stdout
    assert result.stdout == run("check", "--together", "--lang", "en", "--select", "X20", folder).stdout


@pytest.mark.parametrize(
    ("names", "told"),
    [
        (["b-department.txt", "a-project.txt"], []),
        (["b-department.txt", "a-project.txt", "c-project.txt"], ["c-project.txt"]),
        (["b-department.txt"], ["b-department.txt"]),
        (["a-project.txt"], ["a-project.txt"]),
    ],
)
def test_what_is_compared_with_nothing_is_told_in_the_report(
    run: Run, folder: Path, names: list[str], told: list[str]
) -> None:
    arguments = ("--together", "--select", "X20", *(folder / name for name in names))
    results = {style: run("check", "--format", style, *arguments) for style in ("table", "json", "jsonl")}
    assert {(result.exit_code, result.stderr) for result in results.values()} == {(0, "")}
    sheets = json.loads(results["json"].stdout)["sheets"]
    assert [Path(each["file"]).name for each in sheets if each["apart"]] == told
    lines = [json.loads(line) for line in results["jsonl"].stdout.splitlines()]
    assert [each["apart"] for each in lines if each["type"] == "sheet"] == [each["apart"] for each in sheets]
    messages = [each["apart"]["message"] for each in sheets if each["apart"]]
    assert all(message in results["table"].stdout for message in messages)
    quiet = run("check", "--quiet", *arguments).stdout
    assert not any(message in quiet for message in messages)


def test_sheets_that_are_not_given_together_are_not_apart(run: Run, folder: Path) -> None:
    (sheet,) = json.loads(run("check", "--format", "json", "--select", "X20", folder / "a-project.txt").stdout)[
        "sheets"
    ]
    assert sheet["apart"] is None


def test_a_short_name_means_the_only_department_that_it_can_be_short_for(run: Run, tmp_path: Path) -> None:
    def write(name: str, text: str, office: str) -> None:
        (tmp_path / name).write_text(text.replace("某局信息中心", office).replace("某局", office), encoding="utf-8")

    write("a.txt", DEPARTMENT, "甲县卫生健康局")
    write("b.txt", PROJECT.format(year=2022), "县卫健局")
    assert found(run, "--together", tmp_path)["a.txt"] == [
        ("X20", "warning", ["L6C3", "L6C1"]),
        ("X21", "info", ["L8C4", "L8C3"]),
    ]
    write("c.txt", DEPARTMENT, "乙县卫生健康局")
    document = json.loads(run("check", "--together", "--format", "json", "--select", "X20", tmp_path).stdout)
    assert [each["apart"]["reason"] for each in document["sheets"]] == [
        "no-project",
        "several-departments",
        "no-project",
    ]
    assert [each["report"]["findings"] for each in document["sheets"]] == [[], [], []]


def test_last_year_is_looked_back_at(run: Run, tmp_path: Path, broken: Broken) -> None:
    last = tmp_path / "2021.txt"
    last.write_text(
        "部门整体支出绩效自评表\n（2021年度）\n"
        "一级指标\t二级指标\t三级指标\t年度指标值\t实际完成值\t分值\t得分\n"
        "产出指标\t质量指标\t验收合格率\t≥95%\t100%\t10\t10\n"
        "产出指标\t质量指标\t设备验收合格率\t≥95%\t100%\t10\t10\n",
        encoding="utf-8",
    )
    lowered = broken("设备验收合格率\t≥90%", "设备验收合格率\t≥85%")
    ((code, severity, _),) = found(run, "--previous", last, lowered)[lowered.name]
    assert (code, severity) == ("Q19", "warning")
    assert found(run, lowered)[lowered.name] == found(run, "--previous", last, TEXT)[TEXT.name] == []


def test_a_sheet_of_the_same_year_is_no_previous_one(run: Run) -> None:
    noted = found(run, "--previous", TEXT, "--select", "Q19", TEXT)[TEXT.name]
    assert [(code, severity) for code, severity, _ in noted] == [("Q19", "info"), ("Q19", "info")]


def test_a_previous_sheet_that_cannot_be_read_ends_with_two(run: Run, tmp_path: Path) -> None:
    (tmp_path / "empty.txt").touch()
    result = run("check", "--previous", tmp_path / "empty.txt", TEXT)
    assert (result.exit_code, result.stdout) == (2, "")
    assert "empty.txt" in result.stderr


class Terminal(io.StringIO):
    def isatty(self) -> bool:
        return True


@pytest.mark.parametrize(
    ("options", "told"),
    [
        ({"quiet": False, "together": True}, True),
        ({"quiet": True, "together": True}, False),
        ({"quiet": False, "together": False}, False),
    ],
)
def test_a_bar_tells_of_reading_only_where_no_table_does(
    monkeypatch: pytest.MonkeyPatch, options: dict[str, bool], told: bool
) -> None:
    monkeypatch.setattr("sys.stdout", Terminal())
    monkeypatch.setattr("sys.stderr", terminal := Terminal())
    with _progress(["a", "b"], "en", **options) as names:
        taken: Iterator[str] = iter(names)
        assert list(taken) == ["a", "b"]
    assert bool(terminal.getvalue()) == told
