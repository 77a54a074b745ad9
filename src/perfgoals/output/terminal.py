"""What a terminal needs: harmless text, columns that line up, colours only where they are wanted."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence
from typing import TYPE_CHECKING, TextIO

if TYPE_CHECKING:
    from rich.console import Console

_HIDDEN = frozenset({"Cc", "Cf", "Cs", "Zl", "Zp"})
"""Escapes and the like; bidirectional overrides, characters without width, tags; lone surrogates; line ends."""
_SUSPECT = re.compile(r"[^\x20-\x7e\u4e00-\u9fff]")


def harmless(text: str) -> str:
    r"""Show control characters instead of obeying them: text of a file must not move the cursor or hide a word.

    Tabs and line ends become a space, so that one finding stays one line.

    >>> harmless("达标\x1b[31m\n率")
    '达标\\x1b[31m 率'
    """
    return _SUSPECT.sub(_show, text)


def is_hidden(character: str) -> bool:
    """Tell whether a character shows as nothing, or steers what shows it."""
    return unicodedata.category(character) in _HIDDEN


def _show(match: re.Match[str]) -> str:
    character = match.group()
    if character in "\t\n\r":
        return " "
    if not is_hidden(character):
        return character
    return character.encode("unicode_escape", "backslashreplace").decode("ascii")


def align(rows: Sequence[Sequence[str]], indent: str = "", gap: str = "  ") -> list[str]:
    """Lay out rows in columns by display width (a Chinese character is two wide); the last column is never padded.

    >>> align([["错误", "B01", "a"], ["info", "S04", "b"]])
    ['错误  B01  a', 'info  S04  b']
    """
    from rich.cells import cell_len

    if not rows:
        return []
    widths = [max(cell_len(cell) for cell in column) for column in zip(*rows, strict=True)][:-1]
    return [
        indent
        + "".join(cell + " " * (width - cell_len(cell)) + gap for cell, width in zip(row[:-1], widths, strict=True))
        + row[-1]
        for row in rows
    ]


def console(stream: TextIO) -> Console:
    """Make a rich console on the stream that prints text as it is: no markup, no highlighting, no emoji codes."""
    from rich.console import Console

    return Console(file=stream, markup=False, highlight=False, emoji=False, soft_wrap=False)
