"""``perfgoals score``: exit codes, steps, settings, languages, what is refused."""

from __future__ import annotations

import json
from pathlib import Path

import click
import openpyxl
import pytest

import perfgoals
from perfgoals.cli import main
from perfgoals.output.messages import catalogue
from perfgoals.scoring.result import Reason, RuleName
from perfgoals.scoring.settings import ScoringSettings
from tests.cli.conftest import SAMPLES, TEXT, Run

Value = str | float | None
EVALUATION = SAMPLES / "self-evaluation-2023.xlsx"


def rewritten(tmp_path: Path, **values: Value) -> Path:
    """Write the sample with other values in some cells."""
    book = openpyxl.load_workbook(EVALUATION)
    for ref, value in values.items():
        book.active[ref] = value  # type: ignore[index]
    path = tmp_path / "sheet.xlsx"
    book.save(path)
    return path


def marks(output: str) -> list[str]:
    return [line[2] for line in output.splitlines() if len(line) > 3 and line[2] in "=≠?" and line[:2] == "  "]


@pytest.mark.parametrize("language", ["zh-CN", "en"])
def test_each_step_is_shown_beside_what_is_printed(run: Run, language: str) -> None:
    result = run("score", "--lang", language, EVALUATION)
    assert result.exit_code == 1
    assert marks(result.stdout) == list("======≠====")
    row = next(line for line in result.stdout.splitlines() if "H16" in line).split()
    assert row[:6] == ["≠", "H16", "10", "9.22", "10", "+0.78"]


def test_json_holds_the_whole_scoring(run: Run) -> None:
    result = run("score", "--format", "json", EVALUATION)
    (sheet,) = json.loads(result.stdout)["sheets"]
    assert (sheet["kind"], sheet["agrees"]) == ("self-evaluation", False)
    assert perfgoals.Scoring.model_validate(sheet["scoring"]) == perfgoals.score(perfgoals.read(EVALUATION))


def test_what_agrees_ends_with_0(run: Run, tmp_path: Path) -> None:
    result = run("score", rewritten(tmp_path, H16=9.22, H20=96.92))
    assert result.exit_code == 0
    assert "≠" not in result.stdout


@pytest.mark.parametrize(
    ("values", "differing"),
    [
        ({"H6": 0.98}, 1),
        ({"I6": 10.5, "H20": 97.72}, 1),
        ({"H12": 8, "H20": 94.92}, 1),
        ({"H20": 90}, 1),
        ({"H20": 97}, 0),
        ({"H20": 96}, 1),  # within what the band allows, and not the sum
        ({"I20": "良"}, 1),
        ({"H18": 9, "H20": 91.92}, 2),  # the total of such a score lies out of reach as well
    ],
)
def test_whatever_differs_ends_with_1(run: Run, tmp_path: Path, values: dict[str, Value], differing: int) -> None:
    path = rewritten(tmp_path, **{"H16": 9.22, "H20": 96.92, **values})
    result = run("score", path)
    assert result.exit_code == int(differing > 0)
    assert marks(result.stdout).count("≠") == differing


def test_what_cannot_be_scored_is_marked_and_does_not_differ(run: Run, tmp_path: Path) -> None:
    result = run("score", rewritten(tmp_path, H16=9.22, H20=96.92, F18="较好"))
    assert result.exit_code == 0
    assert marks(result.stdout).count("?") == 1
    empty = rewritten(tmp_path, H16=9.22, G18=None, H6=None, H20=None, I20=None)
    assert marks(run("score", empty).stdout).count("?") == 1


def test_a_sheet_without_a_budget_is_scored_as_far_as_it_goes(run: Run, tmp_path: Path) -> None:
    path = rewritten(tmp_path, H16=9.22, D6=0, E6=0, F6=0, H6=0, I6=0)
    assert marks(run("score", path).stdout).count("?") == 1


@pytest.mark.parametrize(
    ("arguments", "points"),
    [(("--reverse", "ratio"), "9.28"), (("--floor", "0.95"), "0.00"), (("--places", "1"), "9.2"), ((), "9.22")],
)
def test_settings_are_options(run: Run, arguments: tuple[str, ...], points: str) -> None:
    (sheet,) = json.loads(run("score", "--format", "json", *arguments, EVALUATION).stdout)["sheets"]
    assert sheet["scoring"]["steps"][4]["score"] == points


def test_every_setting_is_an_option_with_a_help_text() -> None:
    command = main.commands["score"]
    options = {
        parameter.name: parameter
        for parameter in command.get_params(click.Context(command))
        if isinstance(parameter, click.Option)
    }
    assert set(ScoringSettings.model_fields) <= set(options)
    assert all(options[name].help for name in ScoringSettings.model_fields)


def test_flags_are_turned_on_and_off(run: Run, tmp_path: Path) -> None:
    path = rewritten(tmp_path, F6=96.0, H6=2.0, I6=20)
    for flag, points in (("--execution-cap", "10.00"), ("--no-execution-cap", "20.00")):
        (sheet,) = json.loads(run("score", "--format", "json", flag, path).stdout)["sheets"]
        assert sheet["scoring"]["execution"]["step"]["score"] == points


@pytest.mark.parametrize(
    "arguments",
    [
        ("--reverse", "up", EVALUATION),
        ("--floor", "2", EVALUATION),
        ("--floor", "x", EVALUATION),
        (TEXT,),
        ("none.xlsx",),
    ],
)
def test_what_is_refused_ends_with_2(run: Run, arguments: tuple[object, ...]) -> None:
    result = run("score", *arguments)
    assert result.exit_code == 2
    assert result.stdout == ""
    assert result.stderr


def test_other_sheets_of_a_workbook_are_passed_over(run: Run, tmp_path: Path) -> None:
    book = openpyxl.load_workbook(EVALUATION)
    goals = openpyxl.load_workbook(SAMPLES / "department-2022.xlsx")
    page = book.create_sheet("目标表", 0)
    for row in goals.active.iter_rows():  # type: ignore[union-attr]
        for cell in row:
            if cell.value is not None:
                page[cell.coordinate] = cell.value
    path = tmp_path / "both.xlsx"
    book.save(path)
    assert len(perfgoals.read_all(path)) == 2
    (sheet,) = json.loads(run("score", "--format", "json", path).stdout)["sheets"]
    assert sheet["worksheet"] == "项目自评表"


def test_every_rule_and_reason_has_its_words() -> None:
    assert set(catalogue()["score_rule"]) == set(RuleName.__args__)  # type: ignore[attr-defined]
    assert set(catalogue()["score_reason"]) == set(Reason.__args__)  # type: ignore[attr-defined]
