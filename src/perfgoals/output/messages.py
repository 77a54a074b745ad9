"""The command line's own words in both languages, from ``messages.toml``."""

from __future__ import annotations

import sys
from functools import cache
from importlib import resources
from typing import Literal

if sys.version_info >= (3, 11):
    import tomllib
else:
    import tomli as tomllib

Language = Literal["zh-CN", "en"]


@cache
def catalogue() -> dict[str, dict[str, dict[str, str]]]:
    """Load section -> key -> language -> text."""
    return tomllib.loads(resources.files(__package__).joinpath("messages.toml").read_text(encoding="utf-8"))


def say(language: Language, section: str, key: str, **values: object) -> str:
    """Give one text with its values filled in; braces inside a value stay as they are.

    >>> say("en", "head", "worksheet", value="表{1}")
    'worksheet “表{1}”'
    """
    return catalogue()[section][key][language].format(**values)
