"""The named errors: everything that leaves ``read*`` and ``check`` is a :class:`PerfGoalsError`.

Four families stay apart: a fault of the sheet is a finding, a file that cannot be read is a :class:`ReadError`, a wrong
call or configuration is a :class:`UsageError`, and a crash of a rule is an outcome in the report.
"""

from __future__ import annotations


class PerfGoalsError(Exception):
    """Is the root of all errors that perfgoals raises on purpose."""


class ReadError(PerfGoalsError):
    """Says why a file could not be read as a goal sheet; ``source`` names the file where it has a name.

    The message is complete on its own; ``source`` is the path, or None for bytes and file objects.
    """

    def __init__(self, message: str, source: str | None = None) -> None:
        super().__init__(message)
        self.message = message
        self.source = source

    def __str__(self) -> str:
        return f"{self.source}: {self.message}" if self.source else self.message

    def __reduce__(self) -> tuple[type[ReadError], tuple[str, str | None]]:
        return type(self), (self.message, self.source)


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


class UsageError(PerfGoalsError):
    """Says that a configuration or an argument is wrong: an unknown rule, a bad parameter, an unknown language."""
