"""The words of the sheets that are made up: names, contents and values, from a data file."""

from __future__ import annotations

import sys
from functools import cache
from importlib.resources import files
from typing import Any

from hypothesis import strategies as st

if sys.version_info >= (3, 11):
    import tomllib
else:
    import tomli as tomllib


def listed(key: str) -> tuple[str, ...]:
    """Give the words of a list; a dot leads into a table.

    >>> listed("values.after")[:2]
    ('以上', '及以上')
    """
    found: Any = _words()
    for part in key.split("."):
        found = found[part]
    return tuple(found)


@cache
def word(key: str) -> st.SearchStrategy[str]:
    """Draw one word of a list."""
    return st.sampled_from(listed(key))


@cache
def _words() -> dict[str, Any]:
    return tomllib.loads((files("perfgoals.testing") / "words.toml").read_text("utf-8"))
