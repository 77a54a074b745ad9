"""Each promise of SECURITY.md names what holds it, and that exists."""

from __future__ import annotations

import re
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
PAGE = (ROOT / "SECURITY.md").read_text(encoding="utf-8")


def test_each_promise_names_tests_that_exist() -> None:
    promises = re.findall(r"^\| ([^|]+) \| ([^|]+) \|$", PAGE, re.MULTILINE)[1:]
    assert len(promises) > 5
    for promise, held_by in promises:
        named = re.findall(r"`(tests/[^`]+)`", held_by)
        assert named, promise
        assert all((ROOT / path).exists() for path in named), promise


def test_each_command_exists() -> None:
    commands = re.findall(r"python -m ([a-z_.]+)", PAGE)
    assert {"tests.zoo", "tests.fuzz"} <= set(commands)
    for command in commands:
        path = ROOT.joinpath(*command.split("."))
        assert (path / "__main__.py").exists() or path.with_suffix(".py").exists(), command
