"""What an inhabitant of the zoo is: a hostile file, made on demand, and how reading it must end."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass

HEAD = ("部门整体支出绩效目标表", "（2024年度）")
COLUMNS = ("一级指标", "二级指标", "三级指标", "指标值")
INDICATOR = ("产出指标", "数量指标", "培训人数", "≥20人")
"""The beginning of a goal sheet, so that the layout and the rules meet what is hostile, not the reader alone."""

READ = ""
"""Stands among the reasons for a file that is read: hostile or not, it costs little and is taken at its word."""


@dataclass(frozen=True)
class Animal:
    """Is a hostile file.

    species: what it attacks, one line of the table of costs. name: which of them. make: gives its bytes.
    ends: the reasons of the named errors that reading may end with, or ``READ``.
    """

    species: str
    name: str
    make: Callable[[], bytes]
    ends: frozenset[str]

    def __str__(self) -> str:
        return f"{self.species}: {self.name}"


def species(kind: str, ends: str, **makes: Callable[[], bytes]) -> Iterator[Animal]:
    """Give the animals of a species, named by keyword, that all end in the same ways (parted by ``|``)."""
    for name, make in makes.items():
        yield Animal(kind, name.replace("_", " "), make, frozenset(ends.split("|")))


def sheet_text(*rows: tuple[str, ...]) -> str:
    """Write a goal sheet as tab-separated text, with rows of one's own below its indicator."""
    return "\n".join([*HEAD, *("\t".join(row) for row in (COLUMNS, INDICATOR, *rows))])
