"""Every code block of the documentation runs, and prints what the page says it prints.

python   runs, all blocks of a page in one namespace; a ``text`` block right behind it is what it prints.
console  ``$`` lines run in a shell; the lines below each are what it prints. ``bash`` is the same without output.
toml     is parsed; with ``title="name.toml"`` it is a file that later blocks of the page can use.
json     is parsed. ``text`` elsewhere is an illustration. Any other kind of block fails: nothing is skipped.
"""

from __future__ import annotations

import contextlib
import io
import json
import os
import re
import shutil
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest

if sys.version_info >= (3, 11):
    import tomllib
else:
    import tomli as tomllib

ROOT = Path(__file__).resolve().parents[2]
PAGES = sorted([ROOT / "README.md", ROOT / "README.zh-CN.md", *(ROOT / "docs").rglob("*.md")])
COMMANDS = re.compile(r"<!-- commands -->.*?<!-- /commands -->", re.DOTALL)
FENCE = re.compile(
    r"^(?P<indent> *)(?P<fence>```+)(?P<info>[^`\n]*)\n(?P<body>.*?)^(?P=indent)(?P=fence) *$", re.DOTALL | re.MULTILINE
)
TITLE = re.compile(r'title="([^"]+)"')
MARK = "<<<<next>>>>"


@dataclass(frozen=True)
class Block:
    """Is one fenced block: its language, its title, its text, and whether only blank lines part it from the last."""

    language: str
    title: str | None
    body: str
    line: int
    follows: bool


def blocks(text: str) -> Iterator[Block]:
    end = 0
    for match in FENCE.finditer(text):
        indent = match["indent"]
        body = re.sub(f"^{indent}", "", match["body"], flags=re.MULTILINE)
        title = TITLE.search(match["info"])
        yield Block(
            language=match["info"].split()[0] if match["info"].strip() else "",
            title=title[1] if title else None,
            body=body,
            line=text.count("\n", 0, match.start()) + 1,
            follows=not text[end : match.start()].strip(),
        )
        end = match.end()


@pytest.fixture
def workshop(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Prepare a directory with the samples and the command ``perfgoals``, as a reader of the page has them."""
    shutil.copytree(ROOT / "samples", tmp_path / "samples")
    command = tmp_path / ".bin" / "perfgoals"
    command.parent.mkdir()
    command.write_text(f'#!/bin/sh\nexec "{sys.executable}" -m perfgoals "$@"\n', encoding="utf-8")
    command.chmod(0o755)
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("PATH", f"{command.parent}{os.pathsep}{os.environ['PATH']}")
    monkeypatch.setenv("PYTHONPATH", str(ROOT / "src"))
    for name in ("LC_ALL", "LC_MESSAGES"):
        monkeypatch.delenv(name, raising=False)
    return tmp_path


def run_python(block: Block, namespace: dict[str, object], page: Path) -> str:
    printed = io.StringIO()
    code = compile("\n" * block.line + block.body, str(page), "exec")
    with contextlib.redirect_stdout(printed):
        exec(code, namespace)  # noqa: S102  (the page's own code is what is tested)
    return printed.getvalue()


def run_console(block: Block) -> None:
    """Run the commands in one shell and compare what each prints with what stands below it."""
    commands, expected = [], []
    for line in block.body.splitlines():
        if line.startswith("$ "):
            commands.append(line[2:])
            expected.append("")
        elif line.startswith("> "):
            commands[-1] += "\n" + line[2:]
        else:
            expected[-1] += line + "\n"
    script = "".join(f"{command}\n__code=$?; echo '{MARK}'; (exit $__code)\n" for command in commands)
    done = subprocess.run(
        ["bash", "-c", script], stdout=subprocess.PIPE, stderr=subprocess.STDOUT, encoding="utf-8", check=False
    )
    printed = done.stdout.split(MARK + "\n")[:-1]
    for command, shown, actual in zip(commands, expected, printed, strict=True):
        assert actual.rstrip() == shown.rstrip(), f"line {block.line}: $ {command}"


def run_bash(block: Block) -> None:
    done = subprocess.run(
        ["bash", "-euo", "pipefail", "-c", block.body], capture_output=True, encoding="utf-8", check=False
    )
    assert done.returncode == 0, f"line {block.line}: {done.stdout}{done.stderr}"


@pytest.mark.parametrize("page", PAGES, ids=lambda page: str(page.relative_to(ROOT)))
def test_every_block_of_the_page_runs(page: Path, workshop: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("LANG", "zh_CN.UTF-8" if ".zh-CN" in page.name else "en_US.UTF-8")
    namespace: dict[str, object] = {"__name__": "page"}
    printed: str | None = None
    # The commands between the markers install the project; .ci/run runs them, and the test below pins them.
    for block in blocks(COMMANDS.sub(lambda match: "\n" * match[0].count("\n"), page.read_text(encoding="utf-8"))):
        if block.title:
            (workshop / block.title).write_text(block.body, encoding="utf-8")
        if block.language == "python":
            printed = run_python(block, namespace, page)
            continue
        if block.language == "text":
            if printed is not None and block.follows:
                assert printed.rstrip() == block.body.rstrip(), f"line {block.line}"
        elif block.language == "console":
            run_console(block)
        elif block.language == "bash":
            run_bash(block)
        elif block.language == "toml":
            tomllib.loads(block.body)
        elif block.language == "json":
            json.loads(block.body)
        else:
            pytest.fail(f"line {block.line}: a block of kind {block.language!r} cannot be run")
        printed = None


def test_the_two_commands_are_the_same_in_both_languages() -> None:
    english, chinese = (
        [block.body for block in blocks("".join(COMMANDS.findall((ROOT / name).read_text(encoding="utf-8"))))]
        for name in ("README.md", "README.zh-CN.md")
    )
    assert english == chinese
    assert sum(len(body.splitlines()) for body in english) == 2


def test_pages_are_found() -> None:
    assert len(PAGES) > 5
