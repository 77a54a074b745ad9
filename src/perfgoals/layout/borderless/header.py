"""The header of a table in a text that lost its cells: consecutive labels of columns, on one line or two."""

from __future__ import annotations

from collections.abc import Sequence

from perfgoals.layout.borderless.fragments import Fragment
from perfgoals.layout.values import is_quantitative

_MOST_UNKNOWN_COLUMNS, _MOST_KNOWN_COLUMNS = 2, 8
_LONGEST_COLUMN = 20
_REPEATED = ("target", "medium-term", "other")
"""Roles that a header may have twice."""


def read_header(pieces: Sequence[Fragment], position: int, table: str) -> tuple[list[str], int]:
    """Read consecutive column labels; gives their roles and the position behind them.

    A target may be there twice: once over its parts, once as one of them.
    """
    end = position
    choices: list[tuple[str, ...]] = []
    while end < len(pieces):
        found = _column_roles(pieces[end], table)
        if not found and table == "indicators" and _is_unknown_column(pieces, end, choices):
            found = ("other",)
        if not found:
            break
        choices.append(found)
        end += 1
    named = next((place for place, roles in enumerate(choices) if roles == ("=project.name",)), 0)
    for place in range(named):
        if "unit" in choices[place]:  # 单位名称 before 项目名称 is a body
            choices[place] = pieces[position + place].meaning.project or ("other",)
    needed = {roles[0] for roles in choices if len(roles) == 1}
    header: list[str] = []
    for roles in choices:
        free = [role for role in roles if role not in header and (len(roles) == 1 or role not in needed)]
        if not free and roles[0] not in _REPEATED:
            break
        header.append(free[0] if free else roles[0])
    return header, position + len(header)


def _column_roles(piece: Fragment, table: str) -> tuple[str, ...]:
    meaning = piece.meaning
    found: tuple[str, ...] = getattr(meaning, table)
    return found or (meaning.project if table == "indicators" else ())


def _is_unknown_column(pieces: Sequence[Fragment], position: int, before: Sequence[tuple[str, ...]]) -> bool:
    """Tell a label of a column that no form knows: behind the names, before the first level's label.

    Rows begin with a first level, so that what stands before the first one belongs to the header.
    """
    begins_with_level = any("level-1" in roles for roles in before[:1])
    if not begins_with_level or not any("name" in roles for roles in before) or pieces[position].is_label:
        return False
    unknown = 0
    for piece in pieces[position : position + _MOST_UNKNOWN_COLUMNS + _MOST_KNOWN_COLUMNS]:
        if piece.meaning.level1:
            return True
        unknown += not _column_roles(piece, "indicators")
        if unknown > _MOST_UNKNOWN_COLUMNS or not 1 < len(piece.text) <= _LONGEST_COLUMN or is_quantitative(piece.text):
            return False
    return False


def second_line(pieces: Sequence[Fragment], position: int, below: int) -> int | None:
    """Say with which label the second line of a header begins, where pads end the first line."""
    ends = [index for index in range(position, below - 1) if pieces[index].ends_row]
    return ends[0] - position + 1 if len(ends) == 1 else None


def as_filled(header: Sequence[str], second: int | None = None) -> list[int]:
    """Give the columns in the order in which rows fill them; second: where a second line of the header begins.

    Where a target is printed twice, the first is the heading over its parts; the columns right of that heading are
    printed before the parts, and filled after them. The columns of the medium term count as one.
    """
    columns = [index for index, role in enumerate(header) if role != "medium-term" or header[:index].count(role) == 0]
    targets = [index for index in columns if header[index] == "target"]
    if len(targets) <= 1:
        return columns
    heading = targets[0]
    parts = second or next((i for i in columns if i > heading and header[i] in ("level-1", "comparator")), len(header))
    left, right = [i for i in columns if i < heading], [i for i in columns if i >= parts]
    return [*left, *right, *(i for i in columns if heading < i < parts)]


def as_headed(header: Sequence[str], first: Fragment | None) -> list[int]:
    """Give the columns in the order in which rows fill them, where the levels stand on the second line of a header.

    绩效指标 | 指标值 | 分值 over 一级指标 | 二级指标 | 三级指标 is printed line by line: the columns right of 绩效指标
    come before its parts. So it is when the levels end the header, and the first word below it names a level.
    """
    start = next((index for index, role in enumerate(header) if role == "level-1"), 0)
    parts, right = header[start:], header[:start]
    headed = "target" in right and parts[-1:] == ["name"] and first is not None and first.meaning.is_level
    return [*range(start, len(header)), *range(start)] if headed else as_filled(header)
