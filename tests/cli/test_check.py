"""``perfgoals check``: exit codes, forms of output, selection, languages, many files."""

from __future__ import annotations

import json
from pathlib import Path

import openpyxl
import pytest
from rich.cells import cell_len

from tests.cli.conftest import SAMPLES, TEXT, WORKBOOK, Broken, Run

AMOUNT = "\t500\t500\t0"
WRONG_AMOUNT = "\t5000\t500\t0"


@pytest.mark.parametrize("file", [TEXT, WORKBOOK])
def test_the_reference_sheet_has_one_error_and_two_warnings(run: Run, file: Path) -> None:
    result = run("check", "--format", "jsonl", file)
    findings = [record for record in map(json.loads, result.stdout.splitlines()) if record["type"] == "finding"]
    faults = [(finding["code"], finding["severity"]) for finding in findings if finding["severity"] != "info"]
    assert result.exit_code == 1
    assert faults == [("X01", "error"), ("X06", "warning"), ("X07", "warning")]


@pytest.mark.parametrize(("fail_on", "code"), [("error", 1), ("warning", 1), ("info", 1), ("hint", 1), ("never", 0)])
def test_an_error_fails_at_every_threshold_but_never(run: Run, broken: Broken, fail_on: str, code: int) -> None:
    assert run("check", "--fail-on", fail_on, broken(AMOUNT, WRONG_AMOUNT)).exit_code == code


@pytest.mark.parametrize(("fail_on", "code"), [("error", 0), ("warning", 0), ("info", 1), ("hint", 1), ("never", 0)])
def test_a_remark_fails_at_its_own_threshold(run: Run, fail_on: str, code: int) -> None:
    assert run("check", "--select", "S,T", "--fail-on", fail_on, TEXT).exit_code == code


def test_the_table_names_the_cells(run: Run, broken: Broken) -> None:
    path = broken(AMOUNT, WRONG_AMOUNT)
    line = next(line for line in run("check", path).stdout.splitlines() if "B01" in line)
    assert "L11C4" in line


def test_a_workbook_cell_carries_its_worksheet(run: Run, tmp_path: Path) -> None:
    book = openpyxl.load_workbook(WORKBOOK)
    book.worksheets[0]["F6"] = 1
    path = tmp_path / "broken.xlsx"
    book.save(path)
    line = next(line for line in run("check", path).stdout.splitlines() if "B01" in line)
    assert "整体支出绩效目标表!E6 F6" in line


def test_the_head_says_what_was_read(run: Run) -> None:
    text, workbook = run("check", TEXT).stdout, run("check", WORKBOOK).stdout
    for shown in ("部门（单位）整体支出绩效目标表", "新疆巴州党委办公室", "2022", "2793.32", "53"):
        assert shown in text
        assert shown in workbook
    assert "utf-8" in text
    assert "xlsx" in workbook


def test_columns_line_up_by_display_width(run: Run, broken: Broken) -> None:
    path = broken(AMOUNT, WRONG_AMOUNT)
    for language in ("zh-CN", "en"):
        table = [
            line
            for line in run("check", "--lang", language, path).stdout.splitlines()
            if " B01 " in line or " S04 " in line
        ]
        places = {cell_len(line[: max(line.find(" B01 "), line.find(" S04 "))]) for line in table}
        assert len(table) > 1
        assert len(places) == 1


def test_both_languages_find_the_same(run: Run, broken: Broken) -> None:
    path = broken(AMOUNT, WRONG_AMOUNT)
    reports = []
    for language in ("zh-CN", "en"):
        (sheet,) = json.loads(run("check", "--lang", language, "--format", "json", path).stdout)["sheets"]
        reports.append(sheet["report"])
    chinese, english = reports
    assert chinese["language"] == "zh-CN"
    assert english["language"] == "en"
    keys = ("code", "severity", "path", "cells", "args")
    same = [[{key: finding[key] for key in keys} for finding in report["findings"]] for report in reports]
    assert same[0] == same[1]
    assert all(a["message"] != b["message"] for a, b in zip(chinese["findings"], english["findings"], strict=True))


@pytest.mark.parametrize(
    ("environment", "language"),
    [
        ({}, "zh-CN"),
        ({"LANG": "C.UTF-8"}, "zh-CN"),
        ({"LANG": "en_US.UTF-8"}, "en"),
        ({"LANG": "en_US.UTF-8", "LC_ALL": "zh_CN.UTF-8"}, "zh-CN"),
        ({"LANG": "zh_CN.UTF-8", "LC_MESSAGES": "en_GB"}, "en"),
    ],
)
def test_the_locale_decides(
    run: Run, monkeypatch: pytest.MonkeyPatch, environment: dict[str, str], language: str
) -> None:
    for name, value in environment.items():
        monkeypatch.setenv(name, value)
    document = json.loads(run("check", "--format", "json", TEXT).stdout)
    assert document["sheets"][0]["report"]["language"] == language


def test_json_holds_sheets_and_unreadable_files(run: Run, tmp_path: Path) -> None:
    empty = tmp_path / "empty.txt"
    empty.touch()
    result = run("check", "--format", "json", empty, TEXT)
    document = json.loads(result.stdout)
    assert result.exit_code == 2
    assert [sheet["file"] for sheet in document["sheets"]] == [str(TEXT)]
    assert document["sheets"][0]["department"] == "新疆巴州党委办公室"
    assert {outcome["status"] for outcome in document["sheets"][0]["report"]["outcomes"]} >= {"passed", "failed"}
    (unreadable,) = document["unreadable"]
    assert unreadable["file"] == str(empty)
    assert unreadable["error"] == "UnsupportedFormat"


def test_one_unreadable_file_does_not_stop_the_others(run: Run, broken: Broken, tmp_path: Path) -> None:
    noise = tmp_path / "noise.xlsx"
    noise.write_bytes(bytes(range(256)) * 8)
    result = run("check", broken(AMOUNT, WRONG_AMOUNT), noise, tmp_path / "absent.txt", TEXT)
    assert result.exit_code == 2
    assert [str(noise) in line or "absent.txt" in line for line in result.stderr.splitlines()] == [True, True]
    assert str(TEXT) in result.stdout
    assert "B01" in result.stdout
    lines = run("check", "--format", "jsonl", "--select", "S,T", noise, TEXT).stdout.splitlines()
    assert [json.loads(line)["type"] for line in lines] == ["error", "sheet", "finding", "finding"]


def test_every_sheet_of_a_workbook_is_checked(run: Run, tmp_path: Path) -> None:
    book = openpyxl.load_workbook(WORKBOOK)
    book.copy_worksheet(book.worksheets[0]).title = "另一张"
    path = tmp_path / "two.xlsx"
    book.save(path)
    document = json.loads(run("check", "--format", "json", path).stdout)
    assert [sheet["worksheet"] for sheet in document["sheets"]] == ["整体支出绩效目标表", "另一张"]


def test_directories_patterns_and_standard_input(run: Run, tmp_path: Path) -> None:
    inner = tmp_path / "2022" / "a"
    inner.mkdir(parents=True)
    for name in ("one.txt", "two.dat", ".hidden.txt", "~$lock.xlsx"):
        (inner / name).write_bytes(TEXT.read_bytes())

    def files(*arguments: object, **options: object) -> list[str]:
        document = json.loads(run("check", "--format", "json", *arguments, **options).stdout)
        return [sheet["file"] for sheet in document["sheets"]]

    one, two = str(inner / "one.txt"), str(inner / "two.dat")
    assert files(tmp_path) == [one, two]
    assert files(f"{tmp_path}/**/*.txt") == [one]
    assert files(two, tmp_path, two) == [two, one]
    assert files("-", input=TEXT.read_bytes()) == ["-"]


def test_what_names_nothing_is_unreadable(run: Run, tmp_path: Path) -> None:
    for argument in (tmp_path, f"{tmp_path}/*.xlsx"):
        result = run("check", argument)
        assert result.exit_code == 2
        assert str(argument) in result.stderr


def test_select_and_ignore(run: Run) -> None:
    def codes(*options: str) -> list[str]:
        (sheet,) = json.loads(run("check", "--format", "json", *options, TEXT).stdout)["sheets"]
        return [finding["code"] for finding in sheet["report"]["findings"]]

    assert codes("--select", "S,T") == ["S04", "T08"]
    assert codes("--select", "S04", "--select", "B") == ["S04"]
    assert codes("--ignore", "S04,T08,X,Q") == []
    assert codes("--ignore", "total-row", "--ignore", "T,X,Q") == []
    assert set(codes("--strict")) > {"S04", "T08"}


@pytest.mark.parametrize("option", [("--select", "B99"), ("--ignore", "nonsense"), ("--fail-on", "fatal")])
def test_a_wrong_option_is_a_usage_error(run: Run, option: tuple[str, str]) -> None:
    for language in ("zh-CN", "en"):
        result = run("check", "--lang", language, *option, TEXT)
        assert result.exit_code == 2
        assert result.stdout == ""
        assert option[1] in result.stderr


def test_configuration_file_and_options(run: Run, tmp_path: Path) -> None:
    config = tmp_path / "perfgoals.toml"
    config.write_text('select = ["S", "T"]\nignore = ["T08"]\n[severity]\nS04 = "error"\n', encoding="utf-8")
    result = run("check", "--format", "json", "--config", config, TEXT)
    (sheet,) = json.loads(result.stdout)["sheets"]
    assert result.exit_code == 1
    assert [(f["code"], f["severity"]) for f in sheet["report"]["findings"]] == [("S04", "error")]
    assert sheet["report"]["suppressed"] == 1
    assert run("check", "--config", config, "--ignore", "S04", TEXT).exit_code == 0


@pytest.mark.parametrize("content", ["ignore = [", "unknown = 1", 'ignore = ["Z99"]'])
def test_a_wrong_configuration_is_a_usage_error(run: Run, tmp_path: Path, content: str) -> None:
    config = tmp_path / "perfgoals.toml"
    config.write_text(content, encoding="utf-8")
    errors = {run("check", "--lang", language, "--config", config, TEXT).stderr for language in ("zh-CN", "en")}
    assert len(errors) == 2
    assert all(len(error.splitlines()) == 1 for error in errors)
    assert run("check", "--config", config, TEXT).exit_code == 2


def test_an_absent_configuration_or_form_is_a_usage_error(run: Run, tmp_path: Path) -> None:
    for option in ("--config", "--form"):
        result = run("check", option, tmp_path / "absent.toml", TEXT)
        assert result.exit_code == 2
        assert "absent.toml" in result.stderr


def test_a_form_of_the_user_reads_a_sheet_that_no_other_reads(run: Run, tmp_path: Path) -> None:
    form, sheet = tmp_path / "form.toml", tmp_path / "sheet.txt"
    form.write_text(
        'id = "own"\nkind = "department"\nname = { zh-CN = "表", en = "sheet" }\nsource = "x"\n'
        'titles = ["考核要点"]\n[sections]\n[columns.indicators]\nlevel-1 = ["大类"]\nlevel-2 = ["小类"]\n'
        'name = ["考核点"]\ntarget = ["要求"]\n',
        encoding="utf-8",
    )
    sheet.write_text("考核要点\n大类\t小类\t考核点\t要求\n产出\t数量\t新书册数\t≥3000册\n", encoding="utf-8")
    assert run("check", sheet).exit_code == 2
    assert run("check", "--fail-on", "never", "--form", form, sheet).exit_code == 0
    assert "新书册数" in run("read", "--form", form, sheet).stdout


def test_quiet_says_nothing_about_clean_sheets(run: Run) -> None:
    assert run("check", "-q", "--select", "B,V", TEXT, WORKBOOK).output == ""
    assert "S04" in run("check", "-q", TEXT).stdout
    assert len(run("check", "-q", TEXT).stdout.splitlines()) < len(run("check", TEXT).stdout.splitlines())


def test_many_files_end_with_a_total(run: Run) -> None:
    alone, together = run("check", TEXT).stdout, run("check", TEXT, WORKBOOK).stdout
    assert len(together.splitlines()) == len(alone.splitlines()) + len(run("check", WORKBOOK).stdout.splitlines()) + 1


def test_inputs_are_never_changed(run: Run) -> None:
    before = {path: path.read_bytes() for path in SAMPLES.iterdir()}
    run("check", TEXT, WORKBOOK)
    run("read", WORKBOOK)
    assert {path: path.read_bytes() for path in SAMPLES.iterdir()} == before


def test_a_configuration_file_selects_rules(run: Run, tmp_path: Path) -> None:
    config = tmp_path / "perfgoals.toml"
    config.write_text('select = ["S04"]\n', encoding="utf-8")
    result = json.loads(run("check", "--format", "json", "--config", config, TEXT).stdout)
    assert "T08" not in json.dumps(result)
    assert "S04" in json.dumps(result)
