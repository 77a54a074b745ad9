"""``read --explain`` and ``read --output``."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from perfgoals import read
from perfgoals.output.understanding import understand
from perfgoals.readers.grid import Grid
from tests.cli.conftest import TEXT, WORKBOOK, Run


@pytest.mark.parametrize("language", ["zh-CN", "en"])
@pytest.mark.parametrize("file", [TEXT, WORKBOOK])
def test_the_command_line_explains(run: Run, file: Path, language: str) -> None:
    sheet = read(file)
    lines = run("read", "--explain", "--lang", language, file).stdout.splitlines()
    cell = sheet.locate("tasks[2].subtasks[0].budget.total")
    assert cell is not None
    assert f"{cell.ref} 500 -> tasks[2].subtasks[0].budget.total" in lines
    found = understand([sheet])
    assert len([line for line in lines if line.split(" ")[0] in {each.cell.ref for each in found}]) == len(found)
    listed = json.loads(run("read", "--explain", "--format", "json", file).stdout)
    assert [(item["ref"], item["outcome"]) for item in listed] == [(each.cell.ref, each.outcome) for each in found]


def test_a_file_is_written_once_and_overwritten_on_request(run: Run, tmp_path: Path) -> None:
    target = tmp_path / "sheet.html"
    arguments = ("read", "--explain", "--format", "html", "-o", target, WORKBOOK)
    assert (run(*arguments).exit_code, target.read_text("utf-8")[:9]) == (0, "<!DOCTYPE")
    target.write_text("mine", encoding="utf-8")
    refused = run(*arguments)
    assert (refused.exit_code, target.read_text("utf-8")) == (2, "mine")
    assert str(target) in refused.stderr
    assert run(*arguments, "--force").exit_code == 0
    assert target.read_text("utf-8").startswith("<!DOCTYPE")
    assert list(tmp_path.iterdir()) == [target]


def test_what_cannot_be_written_or_does_not_go_together_is_refused(run: Run, tmp_path: Path) -> None:
    assert run("read", "-o", tmp_path / "no" / "such", WORKBOOK).exit_code == 2
    (tmp_path / "folder").mkdir()
    assert run("read", "-o", tmp_path / "folder", "--force", WORKBOOK).exit_code == 2
    assert [path.name for path in tmp_path.iterdir()] == ["folder"]
    assert run("read", "--format", "html", WORKBOOK).exit_code == 2
    assert run("read", "--explain", "--format", "tree", WORKBOOK).exit_code == 2
    lines = tmp_path / "lines.txt"
    assert run("read", "--explain", "-o", lines, WORKBOOK).exit_code == 0
    assert lines.read_text("utf-8") == run("read", "--explain", WORKBOOK).stdout


@pytest.mark.parametrize("command", ["read", "check"])
def test_the_engine_reads_a_workbook_alike(run: Run, command: str) -> None:
    outputs = [run(command, "--engine", engine, WORKBOOK) for engine in ("perfgoals", "openpyxl")]
    assert outputs[0].stdout == outputs[1].stdout != ""
    assert run(command, "--engine", "calamine", WORKBOOK).exit_code == 2


@pytest.mark.parametrize("command", ["read", "check"])
def test_the_engine_is_the_one_that_is_named(run: Run, command: str, monkeypatch: pytest.MonkeyPatch) -> None:
    engines: list[str] = []

    def read_grids(*_: object, engine: str, **__: object) -> list[Grid]:
        engines.append(engine)
        return []

    monkeypatch.setattr("perfgoals.reading.read_grids", read_grids)
    run(command, "--engine", "openpyxl", WORKBOOK)
    run(command, WORKBOOK)
    assert engines == ["openpyxl", "perfgoals"]
