"""The table on a terminal: colours only there, nothing obeyed that a file says, unjudged rules named."""

from __future__ import annotations

import io
import os
import subprocess
import sys
from pathlib import Path

import pytest

from perfgoals.checker import Finding, Report
from perfgoals.checker.report import Outcome
from perfgoals.errors import CorruptFile
from perfgoals.models import Department, GoalSheet, Task
from perfgoals.output.messages import Language
from perfgoals.output.results import Checked, Result, Tally, Unreadable
from perfgoals.output.table import write_table

ROOT = Path(__file__).resolve().parents[2]
EVIL = "会议\x1b[31m天数\u202e\n次数"
SHEET = GoalSheet(kind="department", title=EVIL, department=Department(name=EVIL), tasks=(Task(name=EVIL),))
FINDING = Finding(code="B01", rule="row-total", severity="error", message=EVIL, path="tasks[0].budget.total")
LONG = FINDING.model_copy(update={"message": "合计与各项之和不一致" * 30})
REPORT = Report(
    findings=(FINDING, LONG),
    outcomes=(
        Outcome(code="B01", rule="row-total", status="failed"),
        Outcome(code="B02", rule="column-total", status="insufficient-data", reason="no-amounts"),
        Outcome(code="B03", rule="x", status="crashed", reason="internal-error", detail="KeyError: 1"),
    ),
    suppressed=3,
)


class Terminal(io.StringIO):
    def isatty(self) -> bool:
        return True


def write(stream: io.StringIO, *results: Result, language: Language = "zh-CN", quiet: bool = False) -> str:
    write_table(stream, stream, results, language, quiet=quiet)
    return stream.getvalue()


@pytest.mark.parametrize("language", ["zh-CN", "en"])
@pytest.mark.parametrize("terminal", [True, False])
def test_nothing_from_the_file_is_obeyed(monkeypatch: pytest.MonkeyPatch, language: Language, terminal: bool) -> None:
    monkeypatch.setenv("NO_COLOR", "1")
    monkeypatch.setenv("TERM", "dumb")
    results = (Checked(EVIL, SHEET, REPORT), Unreadable(EVIL, CorruptFile(EVIL)))
    written = write(Terminal() if terminal else io.StringIO(), *results, language=language)
    assert "\x1b" not in written
    assert "\u202e" not in written
    assert "\\x1b[31m" in written


def test_a_pipe_keeps_one_finding_on_one_line() -> None:
    lines = write(io.StringIO(), Checked("a.txt", SHEET, REPORT)).splitlines()
    assert sum("B01" in line for line in lines) == 2
    assert any(LONG.message in line for line in lines)


def test_a_clean_sheet_on_a_terminal_is_a_head_and_a_line(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("NO_COLOR", "1")
    monkeypatch.setenv("COLUMNS", "200")
    assert len(write(Terminal(), Checked("a.txt", SHEET, Report())).strip().splitlines()) == 4


def test_a_terminal_wraps_and_loses_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("COLUMNS", "60")
    monkeypatch.setenv("NO_COLOR", "1")
    written = write(Terminal(), Checked("a.txt", SHEET, REPORT))
    assert "".join(written.split()).count("不一致") >= 20
    assert "…" not in written


def test_colours_on_a_terminal_only(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("NO_COLOR", raising=False)
    monkeypatch.setenv("TERM", "xterm-256color")
    assert "\x1b[" in write(Terminal(), Checked("a.txt", SHEET, REPORT))
    monkeypatch.setenv("FORCE_COLOR", "1")
    assert "\x1b[" not in write(io.StringIO(), Checked("a.txt", SHEET, REPORT))


def test_rules_that_could_not_judge_are_named() -> None:
    written = write(io.StringIO(), Checked("a.txt", SHEET, REPORT))
    unjudged = [line for line in written.splitlines() if "B02" in line or "B03" in line]
    assert len(unjudged) == 2
    assert "KeyError: 1" in unjudged[1]
    assert "3" in next(
        line for line in written.splitlines() if "2" in line and "B0" not in line and "a.txt" not in line
    )


@pytest.mark.parametrize(
    ("results", "fail_on", "code"),
    [
        ([], "error", 0),
        ([Checked("a", SHEET, Report())], "hint", 0),
        ([Checked("a", SHEET, Report(findings=(FINDING,)))], "error", 1),
        ([Checked("a", SHEET, Report(findings=(FINDING.model_copy(update={"severity": "info"}),)))], "warning", 0),
        ([Checked("a", SHEET, Report(findings=(FINDING,)))], "never", 0),
        ([Checked("a", SHEET, REPORT)], "never", 2),
        ([Unreadable("a", CorruptFile("x")), Checked("b", SHEET, Report(findings=(FINDING,)))], "never", 2),
    ],
)
def test_exit_code(results: list[Result], fail_on: str, code: int) -> None:
    tally = Tally()
    assert list(tally.watch(results)) == results
    assert tally.exit_code(fail_on) == code


NO_PTY = pytest.mark.skipif(sys.platform == "win32", reason="Windows has no pseudo-terminals")


def on_a_terminal(stream: str, *arguments: str, **variables: str) -> tuple[int, bytes]:
    """Run ``perfgoals check`` with one of its streams on a terminal of 80 columns; give what the terminal got."""
    import pty

    environment = {key: value for key, value in os.environ.items() if key not in {"NO_COLOR", "FORCE_COLOR"}}
    environment |= {"PYTHONPATH": str(ROOT / "src"), "TERM": "xterm-256color", "COLUMNS": "80", **variables}
    controller, terminal = pty.openpty()
    streams: dict[str, int] = {"stdin": subprocess.DEVNULL, "stdout": subprocess.DEVNULL, "stderr": subprocess.DEVNULL}
    command = [sys.executable, "-m", "perfgoals", "check", *arguments]
    with subprocess.Popen(command, env=environment, **{**streams, stream: terminal}) as process:  # type: ignore[call-overload]
        os.close(terminal)
        written = b""
        while chunk := _read(controller):
            written += chunk
    os.close(controller)
    return process.returncode, written


SAMPLES = [str(ROOT / "samples" / name) for name in ("department-2022.txt", "department-2022.xlsx")]


@NO_PTY
@pytest.mark.parametrize(("variables", "coloured"), [({}, True), ({"NO_COLOR": "1"}, False)])
def test_a_real_terminal(variables: dict[str, str], coloured: bool) -> None:
    code, written = on_a_terminal("stdout", SAMPLES[0], **variables)
    assert code == 1
    assert b"S04" in written
    assert (b"\x1b[36m" in written) is coloured


@NO_PTY
def test_progress_is_shown_on_a_terminal_for_many_files_only() -> None:
    assert b"2/2" in on_a_terminal("stderr", *SAMPLES)[1]
    assert on_a_terminal("stderr", SAMPLES[0])[1] == b""
    assert on_a_terminal("stderr", "--quiet", *SAMPLES)[1] == b""


def _read(controller: int) -> bytes:
    try:
        return os.read(controller, 65536)
    except OSError:  # Linux says that the other end is closed in this way
        return b""
