"""Bad input, end to end: a named error with exit code 2, or a located finding, in both languages."""

from __future__ import annotations

import io
import json
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import openpyxl
import pytest

import perfgoals
from perfgoals.errors import ReadError
from tests.cli.conftest import TEXT, WORKBOOK, Broken, Run

LANGUAGES = ("zh-CN", "en")
OLE2 = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"


def encrypted() -> bytes:
    """Make what Excel writes for a workbook with a password: an OLE2 file with a stream ``EncryptedPackage``."""
    return OLE2 + bytes(504) + "EncryptedPackage".encode("utf-16-le") + bytes(480)


def workbook_without_goal_sheet() -> bytes:
    book = openpyxl.Workbook()
    book.active.append(["项目", "数量"])  # type: ignore[union-attr]
    saved = io.BytesIO()
    book.save(saved)
    return saved.getvalue()


UNREADABLE: dict[str, tuple[Callable[[], bytes], str, str]] = {
    "empty": (lambda: b"", "UnsupportedFormat", "empty-file"),
    "noise": (
        lambda: bytes((index * 7919 + index // 256) % 256 for index in range(4096)),
        "UnsupportedFormat",
        "binary-data",
    ),
    "truncated": (lambda: WORKBOOK.read_bytes()[:6000], "CorruptFile", "archive-damaged"),
    "encrypted": (encrypted, "EncryptedFile", "password"),
    "no-goal-sheet": (workbook_without_goal_sheet, "NoGoalSheet", "no-goal-sheet-by-labels"),
    "no-goal-text": ("会议纪要\n第一项\n".encode, "NoGoalSheet", "no-goal-sheet"),
    "damaged-text": (lambda: TEXT.read_bytes().replace(b"\xe4", b"\xff"), "CorruptFile", "damaged-text"),
    "unknown-encoding": (
        lambda: "日本語のテキスト、単位は円です。".encode("euc-jp") * 9,
        "UnsupportedFormat",
        "unknown-encoding",
    ),
}


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("case", UNREADABLE)
def test_unreadable(run: Run, tmp_path: Path, case: str, language: str) -> None:
    content, error, reason = UNREADABLE[case]
    path = tmp_path / f"{case}.xlsx"
    path.write_bytes(content())

    result = run("check", "--lang", language, path)
    assert result.exit_code == 2
    assert result.stdout == ""
    (line,) = result.stderr.splitlines()
    assert line.startswith(str(path))

    (record,) = map(json.loads, run("check", "--lang", language, "--format", "jsonl", path).stdout.splitlines())
    assert (record["type"], record["file"]) == ("error", str(path))
    assert (record["error"], record["reason"]) == (error, reason)
    with pytest.raises(ReadError) as raised:
        perfgoals.read(path)
    assert raised.value.reason == reason
    assert record["message"] == raised.value.render(language)  # type: ignore[arg-type]
    assert record["message"] in line

    reading = run("read", "--lang", language, path)
    assert reading.exit_code == 2
    assert reading.stdout == ""
    assert reading.stderr.splitlines() == [line]


@pytest.mark.parametrize(("name", "reason"), [("missing.xlsx", "no-such-file"), ("empty", "a-directory")])
def test_a_path_that_is_no_file(run: Run, tmp_path: Path, name: str, reason: str) -> None:
    (tmp_path / "empty").mkdir()
    result = run("check", "--format", "jsonl", tmp_path / name)
    assert result.exit_code == 2
    (record,) = map(json.loads, result.stdout.splitlines())
    assert (record["error"], record["reason"]) == ("ReadError", reason)
    with pytest.raises(ReadError) as raised:
        perfgoals.read(tmp_path / name)
    assert raised.value.reason == reason


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="the system has no device that is always full")
@pytest.mark.parametrize("command", ["check", "read", "rules"])
def test_output_that_cannot_be_written(command: str) -> None:
    arguments = [command] if command == "rules" else [command, str(TEXT)]
    with Path("/dev/full").open("w") as full:
        ended = subprocess.run(
            [sys.executable, "-m", "perfgoals", *arguments], stdout=full, stderr=subprocess.PIPE, check=False
        )
    assert ended.returncode == 2
    assert len(ended.stderr.splitlines()) == 1


def test_the_two_languages_differ(run: Run, tmp_path: Path) -> None:
    path = tmp_path / "empty.txt"
    path.touch()
    chinese, english = (run("check", "--lang", language, path).stderr for language in LANGUAGES)
    assert chinese != english


@pytest.mark.parametrize(("source", "name"), [(TEXT, "text.xlsx"), (WORKBOOK, "workbook.txt"), (WORKBOOK, "workbook")])
def test_a_wrong_extension_does_not_matter(run: Run, tmp_path: Path, source: Path, name: str) -> None:
    path = tmp_path / name
    path.write_bytes(source.read_bytes())
    result = run("check", path)
    assert result.exit_code == 1
    assert result.stdout == run("check", source).stdout.replace(str(source), str(path))


def findings(run: Run, path: Path, language: str) -> tuple[int, list[tuple[str, str, list[str]]]]:
    result = run("check", "--lang", language, "--format", "json", path)
    (sheet,) = json.loads(result.stdout)["sheets"]
    return result.exit_code, [
        (finding["code"], finding["severity"], [cell["ref"] for cell in finding["cells"]])
        for finding in sheet["report"]["findings"]
        if finding["severity"] in {"error", "warning"}
    ]


@pytest.mark.parametrize("language", LANGUAGES)
def test_an_amount_that_is_a_word_is_found_in_its_cell(run: Run, tmp_path: Path, language: str) -> None:
    book = openpyxl.load_workbook(WORKBOOK)
    sheet = book.worksheets[0]
    (cell,) = [cell for row in sheet.iter_rows() for cell in row if cell.value == 500 and cell.column_letter == "E"]
    cell.value = "伍佰元"
    path = tmp_path / "words.xlsx"
    book.save(path)
    code, found = findings(run, path, language)
    assert code in {0, 1}
    assert any(cell.coordinate in refs for _, _, refs in found)


@pytest.mark.parametrize("language", LANGUAGES)
def test_an_amount_that_is_a_word_is_found_in_its_row_of_a_text(run: Run, broken: Broken, language: str) -> None:
    _, found = findings(run, broken("\t500\t500\t0", "\t伍佰\t500\t0"), language)
    assert any(ref.startswith("L11C") for _, _, refs in found for ref in refs)


@pytest.mark.parametrize("language", LANGUAGES)
def test_an_impossible_year_is_found_in_its_cell(run: Run, broken: Broken, language: str) -> None:
    code, found = findings(run, broken("(2022年)", "(20222年)"), language)
    assert code in {0, 1}
    assert any("L4C1" in refs for _, _, refs in found)


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_cell_of_a_hundred_thousand_characters_is_read(run: Run, broken: Broken, language: str) -> None:
    huge = "绩" * 100_000
    path = broken("业务培训、学习考察调研\t", f"业务培训、学习考察调研\t{huge}")
    result = run("check", "--lang", language, path)
    assert result.exit_code in {0, 1}
    assert "2793.32" in result.stdout
    assert huge in run("read", path).stdout
