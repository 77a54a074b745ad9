"""What the arguments of the command line name: files, directories, patterns, standard input; and the language."""

from __future__ import annotations

import glob
import sys
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import TYPE_CHECKING, BinaryIO

if TYPE_CHECKING:
    from perfgoals.output.messages import Language

STDIN = "-"
_LOCK_FILE = "~$"


def expand(arguments: Iterable[str]) -> list[str]:
    """List the files that the arguments name, each once, in order.

    A directory stands for all files below it (hidden ones and the lock files of office programs left out), a pattern
    such as ``2022/**/*.xlsx`` for what it matches. What names nothing stays as it is, for the reader to refuse by name.
    """
    return list(dict.fromkeys(file for argument in arguments for file in _expand_one(argument)))


def _expand_one(argument: str) -> Iterator[str]:
    path = Path(argument)
    if argument == STDIN or path.is_file():
        yield argument
    elif path.is_dir():
        files = (file for file in path.rglob("*") if file.is_file() and _visible(file.relative_to(path)))
        yield from sorted(map(str, files)) or [argument]
    else:
        yield from sorted(glob.glob(argument, recursive=True)) or [argument]  # noqa: PTH207  (a Path takes no absolute pattern)


def _visible(path: Path) -> bool:
    return not any(part.startswith((".", _LOCK_FILE)) for part in path.parts)


def source(file: str) -> str | BinaryIO:
    """Give what ``read`` takes: the path, or standard input for ``-``, read as far as limits allow."""
    return sys.stdin.buffer if file == STDIN else file


def language_of(environment: Mapping[str, str]) -> Language:
    """Read the language off the locale: the first of LC_ALL, LC_MESSAGES and LANG that is set decides.

    >>> language_of({"LC_ALL": "", "LANG": "en_US.UTF-8"}), language_of({"LANG": "C"}), language_of({})
    ('en', 'zh-CN', 'zh-CN')
    """
    locale = next(filter(None, map(environment.get, ("LC_ALL", "LC_MESSAGES", "LANG"))), "")
    return "en" if locale.lower().startswith("en") else "zh-CN"
