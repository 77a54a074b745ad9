"""The command line as a test calls it, and a sheet to break."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from perfgoals.cli import main

SAMPLES = Path(__file__).resolve().parents[2] / "samples"
TEXT = SAMPLES / "department-2022.txt"
WORKBOOK = SAMPLES / "department-2022.xlsx"

Run = Callable[..., Result]
Broken = Callable[..., Path]


@pytest.fixture
def run(monkeypatch: pytest.MonkeyPatch) -> Run:
    """Run ``perfgoals`` with these arguments in an environment without a locale."""
    for name in ("LC_ALL", "LC_MESSAGES", "LANG"):
        monkeypatch.delenv(name, raising=False)

    def invoke(*arguments: object, **options: object) -> Result:
        result = CliRunner().invoke(main, [str(argument) for argument in arguments], **options)  # type: ignore[arg-type]
        assert result.exception is None or isinstance(result.exception, SystemExit), result.exception
        return result

    return invoke


@pytest.fixture
def broken(tmp_path: Path) -> Broken:
    """Write the reference sheet as text with one thing replaced by another."""

    def write(old: str, new: str, name: str = "broken.txt") -> Path:
        text = TEXT.read_text(encoding="utf-8")
        assert text.count(old) == 1, f"{old!r} stands {text.count(old)} times in the sample"
        path = tmp_path / name
        path.write_text(text.replace(old, new), encoding="utf-8")
        return path

    return write
