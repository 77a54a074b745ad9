"""Loads the data files of the grammar: units, comparators, vocabulary and reasons are words in TOML, not code."""

from __future__ import annotations

import re
import sys
from importlib.resources import files
from typing import Any

if sys.version_info >= (3, 11):
    import tomllib
else:
    import tomli as tomllib


def load(name: str) -> dict[str, Any]:
    """Read one of the package's TOML files into plain dicts and lists.

    >>> load("units.toml")["scales"]["万"]
    4
    """
    return tomllib.loads(files("perfgoals.targets").joinpath(name).read_text(encoding="utf-8"))


def alternatives(words: list[str]) -> str:
    """Build the regular expression that matches any of the words, longest first.

    >>> alternatives(["以", "以上"])
    '(?:以上|以)'
    """
    return "(?:" + "|".join(re.escape(word) for word in sorted(words, key=lambda word: (-len(word), word))) + ")"
