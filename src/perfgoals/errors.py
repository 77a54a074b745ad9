"""The named errors: everything that leaves ``read*`` and ``check`` is a :class:`PerfGoalsError`.

Four families stay apart: a fault of the sheet is a finding, a file that cannot be read is a :class:`ReadError`, a wrong
call or configuration is a :class:`UsageError`, and a crash of a rule is an outcome in the report. What an error says
stands in ``errors.toml``, in both languages; the code names a reason and the figures that belong to it.
"""

from __future__ import annotations

import sys
from collections.abc import Mapping
from functools import cache
from importlib import resources
from typing import Literal

Language = Literal["zh-CN", "en"]
Detail = str | int | float


@cache
def texts() -> Mapping[str, Mapping[Language, str]]:
    """Load what the errors say: reason -> language -> text."""
    if sys.version_info >= (3, 11):
        import tomllib
    else:
        import tomli as tomllib

    sections = tomllib.loads(resources.files(__package__).joinpath("errors.toml").read_text("utf-8"))
    return {reason: text for section in sections.values() for reason, text in section.items()}


class PerfGoalsError(Exception):
    """Is the root of all errors that perfgoals raises on purpose."""


class _ReasonedError(PerfGoalsError):
    """Is an error with a stable reason, which it can give in both languages.

    reason: a key of ``errors.toml``, final the day it ships; any other text stands for itself.
    source: the path of the file that is at fault, None where it has none. details: what the text names.
    ``str(error)`` is in English, with the source; :meth:`render` gives either language, without it.

    >>> error = LimitExceeded("limit-cells", "表.xlsx", limit=10)
    >>> error.reason, error.details, str(error)
    ('limit-cells', {'limit': 10}, '表.xlsx: there are more than 10 cells')
    """

    def __init__(self, reason: str, source: str | None = None, /, **details: Detail) -> None:
        super().__init__(reason)
        self.reason = reason
        self.source = source
        self.details = details

    def render(self, language: Language = "zh-CN") -> str:
        """Say what is wrong, without the source; braces in a detail stay as they are.

        >>> CorruptFile("archive-lacks", part="{1}.xml").render("zh-CN")
        '压缩包中缺少 {1}.xml'
        """
        text = texts().get(self.reason)
        return text[language].format(**self.details) if text else self.reason

    @property
    def message(self) -> str:
        """Say what is wrong in English, without the source."""
        return self.render("en")

    def __str__(self) -> str:
        return f"{self.source}: {self.message}" if self.source else self.message


class ReadError(_ReasonedError):
    """Says why a file could not be read as a goal sheet; ``source`` names the file where it has a name."""


class UnsupportedFormat(ReadError):
    """Says that the content is of no format that perfgoals reads, or in no encoding that it knows."""


class EncryptedFile(ReadError):
    """Says that the file is protected by a password."""


class CorruptFile(ReadError):
    """Says that the file is of a known format and damaged."""


class LimitExceeded(ReadError):
    """Says which limit the file broke, with the figure."""


class NoGoalSheet(ReadError):
    """Says that the file was read and holds no goal sheet, and names what was found in it."""


class SeveralGoalSheets(ReadError):
    """Says that ``read`` met more than one goal sheet, and lists them; ``read_all`` returns them all."""


class UsageError(_ReasonedError):
    """Says that a configuration or an argument is wrong: an unknown rule, a bad parameter, an unknown language."""
