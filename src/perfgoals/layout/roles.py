"""The role of every column of a header: by its label, by the label above it, by what stands in it.

What a label leaves open stays unknown, and its cells are left over: a value of another year, of one party among many,
or of half the year is no target of the sheet.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import replace

from perfgoals.forms.labels import label_key
from perfgoals.layout.page import Page
from perfgoals.layout.table import OPEN, Column, Header, Table
from perfgoals.layout.values import is_comparator, read_target
from perfgoals.layout.vocabulary import PROJECT_MONEY, is_year_caption, year_in
from perfgoals.readers.grid import Cell
from perfgoals.targets import Unparsed

_ROWS_ABOVE = 6
"""Rows above a header among which the goals stand."""

_ROWS_TO_TRY = 8
"""Rows below a header that tell what an unknown column holds."""

_POINTS = {"level-1": "points-1", "level-2": "points-2"}
"""Where every level has a column of points behind it: the role of that column."""

_MANY = frozenset({"source", "fiscal", "other", "medium-term", "party"})
"""Roles that several columns of one table may have."""

_OF_ACTUAL = {"target": "actual", "comparator": "actual-comparator", "unit": "actual-unit"}
"""What the pieces of a value are where 实际完成值 stands above them."""

_NAMES = frozenset({"level-1", "level-2", "name"})
"""Columns that name the indicators, of whatever year."""

_PIECES = frozenset({"comparator", "nature", "unit"})
"""What stands beside the number where a value is printed in pieces."""

_NO_UNIT = ("not-a-unit", "unit-conflict")
"""Why a target is not understood with what is no unit, or with a second one."""


def settle_roles(
    page: Page, columns: Sequence[Column], table: Table, lines: tuple[int, int], year: int | None
) -> tuple[Column, ...]:
    """Give each column its role; lines: the first line of the header and the first below it; year: the sheet's."""
    first, below = lines
    medium_term = _medium_term(page, columns, first) if table == "indicators" else 0
    settled = tuple(_settle_roles(page, columns, table, medium_term, year))
    settled = _without_second_block(settled) if table == "funding" else _without_lone_money(settled)
    if table != "indicators":
        return settled
    settled = _without_unit(page, _with_values(page, _with_comparator(page, settled, below), year), below)
    return _with_target(page, _with_parties(page, settled, below), below, year)


def roles_of(page: Page, cell: Cell, table: Table) -> tuple[str, ...]:
    """List the roles that a label may have in the header of a table."""
    meaning = page.meaning(cell)
    if table == "indicators":
        return meaning.indicators or meaning.project
    return meaning.tasks if table == "tasks" else meaning.funds


def _without_second_block(columns: tuple[Column, ...]) -> tuple[Column, ...]:
    """Leave out what begins with a label's second time: of 收入 and 支出 side by side, each has rows of its own."""
    keys = [label_key(column.cell.text) for column in columns]
    second = next((place for place, key in enumerate(keys) if key in keys[:place]), len(columns))
    return (*columns[:second], *(replace(column, role=None) for column in columns[second:]))


def _without_lone_money(columns: tuple[Column, ...]) -> tuple[Column, ...]:
    """Leave out a column of money that belongs to no project: 合计 beside the values of parties is no amount."""
    if any(column.role == "=project.name" for column in columns):
        return columns
    return tuple(replace(c, role=None) if c.role in (*PROJECT_MONEY, "=rate") else c for c in columns)


def _with_target(page: Page, columns: tuple[Column, ...], below: int, year: int | None) -> tuple[Column, ...]:
    """Find the column of targets by what stands in it, when its label is not known: the only one that holds figures.

    Beside columns of other years it is that of the sheet's: 2022年 | 2023年 | 2024年.
    """
    if any(column.role in ("target", "actual", "party") for column in columns):
        return columns
    figures = _figures(page, Header(columns), below)
    unknown = [column for column in columns if column.role is None and column.above is None]
    own = [c for c in unknown if year_in(c.cell.text) is None or _is_year(c.cell.text, year)]
    held = [c.cell for c in own if figures[c.cell] > 1]
    if len(held) != 1:
        return columns
    return tuple(replace(column, role="target") if column.cell is held[0] else column for column in columns)


def _with_comparator(page: Page, columns: tuple[Column, ...], below: int) -> tuple[Column, ...]:
    """Find the column of comparators by what stands in it, when its label is not known: ≥, =, 定性 and nothing else."""
    if any(column.role in ("comparator", "nature") for column in columns):
        return columns
    header = Header(columns)
    held: dict[Cell, list[bool]] = {}
    for index in range(below, below + _ROWS_TO_TRY):
        if page.may_begin_header(index):
            break
        for cell in page.row(index):
            column = header.at(cell.column)
            if column is not None and column.role is None:
                held.setdefault(column.cell, []).append(is_comparator(cell.text, page.words))
    found = [label for label, signs in held.items() if all(signs)]
    if len(found) != 1:
        return columns
    return tuple(replace(column, role="comparator") if column.cell is found[0] else column for column in columns)


def _with_values(page: Page, columns: tuple[Column, ...], year: int | None) -> tuple[Column, ...]:
    """Tell what the columns into which 指标值 or 实际完成值 is divided hold: the number, the whole, a party's value."""
    roles: dict[Cell, str] = {}
    for label in dict.fromkeys(column.above for column in columns if column.above is not None):
        kind = next((role for role in roles_of(page, label, "indicators") if role in ("target", "actual")), None)
        parts = [column for column in columns if column.above is label]
        unknown = [column for column in parts if column.role is None]
        if kind is None or any(column.role == kind for column in columns):
            continue
        pieces = [column for column in parts if _PIECES & {*roles_of(page, column.cell, "indicators")}]
        if len(unknown) == 1 and pieces and len(pieces) == len(parts) - 1:
            roles[unknown[0].cell] = kind
        elif kind == "target":
            roles.update(_by_party(page, unknown, year))
    return tuple(replace(column, role=roles.get(column.cell, column.role)) for column in columns)


def _without_unit(page: Page, columns: tuple[Column, ...], below: int) -> tuple[Column, ...]:
    """Take no column for that of units where what stands in it is never one beside the target: 20间 | 某县一中."""
    header = Header(columns)
    refused = []
    for index in range(below, below + _ROWS_TO_TRY):
        held = {column.role: cell.text for cell in page.row(index) if (column := header.at(cell.column)) is not None}
        if "target" in held and "unit" in held:
            target = read_target(held["target"], unit=held["unit"])
            refused.append(isinstance(target, Unparsed) and target.reason in _NO_UNIT)
    if not refused or not all(refused):
        return columns
    return tuple(replace(column, role=None) if column.role == "unit" else column for column in columns)


def _by_party(page: Page, columns: Sequence[Column], year: int | None) -> dict[Cell, str]:
    """Tell the target of all (全县, 合计, 全年, the sheet's year), when it is the only one, from those of parties."""
    whole = [c.cell for c in columns if page.words.is_whole(c.cell.text) or _is_year(c.cell.text, year)]
    parties = [column.cell for column in columns if page.words.is_party(column.cell.text)]
    return {**dict.fromkeys(parties, "party"), **(dict.fromkeys(whole, "target") if len(whole) == 1 else {})}


def _is_year(text: str, year: int | None) -> bool:
    """Tell a label that is nothing but the year of the sheet."""
    return year is not None and is_year_caption(text) and year_in(text) == year


def _with_parties(page: Page, columns: tuple[Column, ...], below: int) -> tuple[Column, ...]:
    """Find the columns of targets by party (甲镇 | 乙镇): several, named so, with figures, and no other of targets."""
    if any(column.role in ("target", "actual", "party") for column in columns):
        return columns
    figures = _figures(page, Header(columns), below)
    filled = [column.role is None and bool(figures[column.cell]) for column in columns]
    named = [page.words.is_party(column.cell.text) for column in columns]
    places = [place for place, party in enumerate(zip(filled, named, strict=True)) if all(party)]
    if not places[1:]:
        return columns
    first, last = places[0], places[-1]
    beside = [place for place in (first - 1, last + 1) if 0 <= place < len(columns)]
    group = [*range(first, last + 1), *(p for p in beside if page.words.is_whole(columns[p].cell.text))]
    if not all(filled[place] and page.words.divides_targets(columns[place].cell.text) for place in group):
        return columns
    roles = _by_party(page, [columns[place] for place in group], None)
    return tuple(replace(column, role=roles.get(column.cell, column.role)) for column in columns)


def _figures(page: Page, header: Header, below: int) -> Counter[Cell]:
    """Count the figures in the rows that follow a header, by the label of their column."""
    figures: Counter[Cell] = Counter()
    for index in range(below, below + _ROWS_TO_TRY):
        for cell in page.row(index):
            column = header.at(cell.column)
            if column is not None and page.is_quantitative(cell):
                figures[column.cell] += 1
    return figures


def _choices(page: Page, column: Column, table: Table) -> tuple[str, ...]:
    """Give the roles that a column may have; among amounts, an unknown name of money is a source."""
    roles = roles_of(page, column.cell, table)
    above = roles_of(page, column.above, table) if column.above is not None else ()
    if "actual" in above:
        roles = tuple(_OF_ACTUAL.get(role, role) for role in roles)
    if {"target", "actual"} & {*above}:
        roles = tuple(role for role in roles if not role.startswith("="))  # 合计 of the parties is no amount
    return roles or (("source",) if table == "tasks" and page.words.is_money_source(column.cell.text) else ())


def _other_years(columns: Sequence[Column], year: int | None) -> list[int]:
    """Find the columns named by a year that is not the sheet's (上年, 2022年完成值 in a sheet of 2024).

    Where the sheet states no year, columns of several years are all in doubt.
    """
    named = {place: found for place, column in enumerate(columns) if (found := year_in(column.cell.text)) is not None}
    if year is None and len({*named.values()}) == 1:
        return []
    return [place for place, found in named.items() if found != year]


def _rank(page: Page, column: Column, roles: tuple[str, ...], table: Table) -> int:
    """Say how far down the list of its role a label stands: the usual names come first."""
    return page.words.rank(table, roles[0], column.cell.text) if roles else 0


def _medium_term(page: Page, columns: Sequence[Column], index: int) -> int:
    """Say behind how many columns the year begins, where its columns repeat those of the medium term on their left.

    That the medium term stands on the left is said by the goals above: 中期目标 before 年度目标 (form of 88号).
    """
    labels = [label_key(column.cell.text) for column in columns]
    if any("medium-term" in _choices(page, column, "indicators") for column in columns):
        return 0
    for size in range(len(labels) // 2, 1, -1):
        if labels[-size:] == labels[-2 * size : -size]:
            above = (page.row(line) for line in range(max(0, index - _ROWS_ABOVE), index))
            parts = [[part for cell in row if (part := page.meaning(cell).goal)] for row in above]
            return len(labels) - size if ["medium-term", "expected"] in parts else 0
    return 0


def _settle_roles(
    page: Page, columns: Sequence[Column], table: Table, medium_term: int, year: int | None
) -> Iterator[Column]:
    """Give each column one role: a label that may mean several takes the first that no other column needs.

    A role that is taken already goes to no second column, save the sources of money, of which there may be many.
    medium_term: behind how many columns those of the year begin, before which those of the medium term stand.
    """
    choices = [_choices(page, column, table) for column in columns]
    for place in range(2 * medium_term - len(columns), medium_term) if medium_term else ():
        choices[place] = ("medium-term",)
    if table == "indicators":
        _leave_out(page, columns, choices, year)
    needed = {roles[0] for roles in choices if len(roles) == 1}
    named = [_rank(page, column, roles, table) for column, roles in zip(columns, choices, strict=True)]
    first = {role: min(rank for rank, roles in zip(named, choices, strict=True) if roles == (role,)) for role in needed}
    taken: set[str] = set()
    several_weights = sum("weight" in roles for roles in choices) > 1
    level: str | None = None
    for column, roles, rank in zip(columns, choices, named, strict=True):
        level = next((r for r in roles if r in _POINTS), None if "name" in roles else level)
        asked = (_POINTS[level],) if several_weights and "weight" in roles and level is not None else roles
        free = (r for r in asked if r in _MANY or (r not in taken and (len(asked) == 1 or r not in needed)))
        role = next(free, None)
        if len(asked) == 1 and role in first and role not in _MANY and rank > first[role]:
            role = None  # 二级指标 is the second level, and 指标类别 beside it is not
        if role is not None:
            taken.add(role)
        yield replace(column, role=role, right=column.left if column.right == OPEN else column.right)


def _leave_out(page: Page, columns: Sequence[Column], choices: list[tuple[str, ...]], year: int | None) -> None:
    """Take no column of another year for one of this, and no 单位 that names an organisation (某县一中) for a unit.

    It stands before 项目名称, or before the names of the indicators where a column of units stands behind them too.
    """
    targets = sum("target" in roles for roles in choices)
    for place in _other_years(columns, year):
        only = "target" in choices[place] and targets == 1  # the year of its label was not kept up
        if choices[place] and not only and not _NAMES & {*choices[place]}:
            choices[place] = ("other",)
    projects = next((place for place, roles in enumerate(choices) if "=project.name" in roles), 0)
    names = next((place for place, roles in enumerate(choices) if _NAMES & {*roles}), 0)
    twice = sum("unit" in roles for roles in choices) > 1
    for place in range(max(projects, names if twice else 0)):
        if "unit" in choices[place]:
            choices[place] = page.meaning(columns[place].cell).project if projects else ()
