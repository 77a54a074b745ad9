"""``read``, ``rules``, ``explain``, ``schema``, ``--version`` and the start-up."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest
from pydantic import BaseModel

import perfgoals
from perfgoals.checker.declaration import catalogue
from tests.cli.conftest import TEXT, WORKBOOK, Broken, Run


@pytest.mark.parametrize("file", [TEXT, WORKBOOK])
def test_read_prints_the_tree(run: Run, file: Path) -> None:
    result = run("read", file)
    assert result.exit_code == 0
    assert perfgoals.GoalSheet.model_validate_json(result.stdout) == perfgoals.read(file)


def test_read_takes_standard_input(run: Run) -> None:
    result = run("read", "-", input=TEXT.read_bytes())
    assert perfgoals.GoalSheet.model_validate_json(result.stdout) == perfgoals.read(TEXT)


def test_read_all_prints_a_list(run: Run) -> None:
    (tree,) = json.loads(run("read", "--all", WORKBOOK).stdout)
    assert perfgoals.GoalSheet.model_validate(tree) == perfgoals.read(WORKBOOK)


@pytest.mark.parametrize("language", ["zh-CN", "en"])
def test_outline_shows_every_leaf_and_its_cell(run: Run, language: str) -> None:
    sheet = perfgoals.read(TEXT)
    outline = run("read", "--format", "tree", "--lang", language, TEXT).stdout
    lines = outline.splitlines()
    for _, _, task in sheet.walk_tasks():
        assert task.name is None or task.name in outline
    for path, _, _, indicator in sheet.walk_indicators():
        assert indicator.name is not None
        assert any(indicator.name in line and indicator.target.text in line for line in lines)
        cell = sheet.locate(f"{path}.target")
        assert cell is not None
        assert any(cell.ref in line and indicator.name in line for line in lines)


def test_outline_neutralises_escapes(run: Run, broken: Broken) -> None:
    path = broken("会议天数", "会议\x1b[2J天数\u202e")
    outline = run("read", "--format", "tree", path).stdout
    assert "\x1b" not in outline
    assert "\u202e" not in outline


def test_rules_lists_the_whole_catalogue(run: Run) -> None:
    for language in ("zh-CN", "en"):
        listed = json.loads(run("rules", "--format", "json", "--lang", language).stdout)
        assert [rule["code"] for rule in listed] == list(catalogue())
        table = run("rules", "--lang", language).stdout.splitlines()
        assert [line.split()[0] for line in table[1:]] == list(catalogue())


@pytest.mark.parametrize("code", list(catalogue()))
def test_explain_knows_every_rule_by_code_and_by_name(run: Run, code: str) -> None:
    for language in ("zh-CN", "en"):
        by_code = run("explain", "--lang", language, code)
        by_name = run("explain", "--lang", language, catalogue()[code].slug)
        assert by_code.exit_code == 0
        assert code in by_code.stdout
        assert by_code.stdout == by_name.stdout


def test_explain_refuses_an_unknown_code(run: Run) -> None:
    for language in ("zh-CN", "en"):
        result = run("explain", "--lang", language, "B99")
        assert result.exit_code == 2
        assert "B99" in result.stderr


@pytest.mark.parametrize(
    ("arguments", "model"),
    [
        ((), perfgoals.GoalSheet),
        (("sheet",), perfgoals.GoalSheet),
        (("report",), perfgoals.Report),
        (("scoring",), perfgoals.Scoring),
    ],
)
def test_schema(run: Run, arguments: tuple[str, ...], model: type[BaseModel]) -> None:
    assert json.loads(run("schema", *arguments).stdout) == model.model_json_schema()


def test_no_file_is_a_usage_error(run: Run) -> None:
    assert run("check").exit_code == 2
    assert run("read").exit_code == 2


ENVIRONMENT = {**os.environ, "PYTHONPATH": str(Path(__file__).resolve().parents[2] / "src")}


def perfgoals_command(*arguments: str, stdout: int | None = subprocess.PIPE) -> subprocess.CompletedProcess[bytes]:
    command = [sys.executable, "-m", "perfgoals", *arguments]
    return subprocess.run(command, stdout=stdout, stderr=subprocess.PIPE, env=ENVIRONMENT, check=False)


def test_the_module_runs_and_writes_utf8_in_any_locale() -> None:
    environment = {**ENVIRONMENT, "LC_ALL": "C", "PYTHONIOENCODING": "ascii", "PYTHONUTF8": "0"}
    command = [sys.executable, "-m", "perfgoals", "check", str(TEXT)]
    done = subprocess.run(command, capture_output=True, env=environment, check=False)
    assert done.returncode == 1
    assert "新疆巴州党委办公室" in done.stdout.decode("utf-8")


def test_version() -> None:
    done = perfgoals_command("--version")
    assert done.returncode == 0
    assert done.stdout.startswith(b"perfgoals")


def test_a_closed_pipe_is_no_traceback() -> None:
    command = f'"{sys.executable}" -m perfgoals check --format jsonl "{TEXT}" "{WORKBOOK}" | true'
    done = subprocess.run(["bash", "-c", command], capture_output=True, env=ENVIRONMENT, check=False)
    assert b"Traceback" not in done.stderr
    assert b"BrokenPipe" not in done.stderr


def test_help_imports_nothing_heavy() -> None:
    code = (
        "import sys; from perfgoals.cli import main\n"
        "try: main(['--help'])\n"
        "except SystemExit: pass\n"
        "print(sorted({'openpyxl', 'rich'} & set(sys.modules)), file=sys.stderr)"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, env=ENVIRONMENT, check=False)
    assert done.stderr.strip() == b"[]"


def test_reading_text_needs_no_spreadsheet_library() -> None:
    code = f"import sys, perfgoals; perfgoals.check(perfgoals.read({str(TEXT)!r})); sys.exit('openpyxl' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", code], env=ENVIRONMENT, check=False).returncode == 0


OWN_RULE = """
import perfgoals

@perfgoals.rule(code="ZZ01", slug="own", severity="{severity}", message="自编", source="–")
def own(sheet, context):
    "Say nothing."
    return ()
"""


def test_rules_and_explain_know_the_rules_that_a_configuration_names(run: Run, tmp_path: Path) -> None:
    (tmp_path / "own.py").write_text(OWN_RULE.format(severity="info"), encoding="utf-8")
    config = tmp_path / "own.toml"
    config.write_text('modules = ["own.py"]', encoding="utf-8")
    listed = json.loads(run("rules", "--config", config, "--format", "json").stdout)
    assert [rule["code"] for rule in listed] == [*catalogue(), "ZZ01"]
    assert run("rules", "--config", config).stdout.splitlines()[-1].split()[0] == "ZZ01"
    assert run("explain", "--config", config, "own").stdout.startswith("# ZZ01 own")
    assert run("check", "--config", config, "--select", "ZZ01", TEXT).exit_code == 0


def test_a_rule_that_is_wrong_or_not_there_ends_with_two(run: Run, tmp_path: Path) -> None:
    (tmp_path / "own.py").write_text(OWN_RULE.format(severity="fatal"), encoding="utf-8")
    wrong, absent = tmp_path / "wrong.toml", tmp_path / "absent.toml"
    wrong.write_text('modules = ["own.py"]', encoding="utf-8")
    absent.write_text('modules = ["no_such_module_anywhere"]', encoding="utf-8")
    for config, named in ((wrong, "ZZ01"), (absent, "no_such_module_anywhere")):
        for arguments in (("check", TEXT), ("rules",), ("explain", "B01")):
            result = run(*arguments, "--config", config)
            assert (result.exit_code, result.stdout) == (2, "")
            assert named in result.stderr
    assert run("check", "--select", "ZZ01", TEXT).exit_code == 2
