"""The header of a table and the cells of a row under it.

A header may take two lines, may be merged, may stand in any order. A row usually lies under its header; in text that
lost its cells it may lie some fields to the left or right. A row is placed where what it says fits what the columns
ask for, and left alone when no place fits best.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Literal

from perfgoals.forms.labels import label_key
from perfgoals.layout.amounts import read_amount
from perfgoals.layout.fitting import is_comparator
from perfgoals.layout.page import Page
from perfgoals.readers.grid import Cell

Table = Literal["tasks", "funding", "indicators"]

_ROWS_ABOVE = 6
"""Rows above a header among which the goals stand."""

_ROWS_TO_TRY = 8
"""Rows below a header that tell what an unknown column holds."""

_OPEN = 1 << 20
"""The right edge of a last column while a second header line may still divide it."""

_MOST_COLUMNS = 256
"""Cells in a line of a header at most; no printed table is as wide, and columns are sought one after another."""

_SHIFTS = (1, -1, 2, -2, 3, -3)

_POINTS = {"level-1": "points-1", "level-2": "points-2"}
"""Where every level has a column of points behind it: the role of that column."""

_STARTS: dict[Table, tuple[frozenset[str], ...]] = {
    "tasks": (frozenset({"name"}), frozenset({"content", "amounts", "total", "fiscal", "other", "source"})),
    "funding": (
        frozenset({"initial", "budget", "executed", "medium-term"}),
        frozenset({"amount", "budget", "executed", "rate", "weight", "score"}),
    ),
    "indicators": (frozenset({"name", "target"}), frozenset({"level-1", "level-2", "name", "target", "actual"})),
}
"""A header begins with a row that has a role of each set, in two different cells."""


_MANY = frozenset({"source", "fiscal", "other", "medium-term", "party"})
"""Roles that several columns of one table may have."""


@dataclass(frozen=True, slots=True)
class Column:
    """Is a column of a table: its role (None when its label is not known) and the sheet's columns it spans."""

    role: str | None
    left: int
    right: int
    cell: Cell


@dataclass(frozen=True, slots=True)
class Header:
    """Is the header of a table, from left to right."""

    columns: tuple[Column, ...]

    def column(self, role: str) -> Column | None:
        """Find the column of a role."""
        return next((column for column in self.columns if column.role == role), None)

    def at(self, place: int) -> Column | None:
        """Find the column that spans a place."""
        for column in self.columns:
            if column.left <= place <= column.right:
                return column
        return None


@dataclass(slots=True)
class Placed:
    """Is a row under its header: cells by column, those under no column, and how far the row was moved to fit."""

    row: int
    cells: tuple[tuple[Column, Cell], ...]
    unplaced: tuple[Cell, ...]
    shift: int

    def all(self, role: str) -> list[Cell]:
        """List the cells under the columns of a role."""
        return [cell for column, cell in self.cells if column.role == role]

    def get(self, role: str) -> Cell | None:
        """Give the first cell under a role."""
        for column, cell in self.cells:
            if column.role == role:
                return cell
        return None


Fit = tuple[int, int, int]
"""How well a placed row fits: minus its faults, minus its oddities, its merits; the greater fits better. An oddity may
be what the sheet really says (an amount in words) and is no reason to move a row."""

Judge = Callable[[Placed], Fit]
"""Judges a placed row; each table knows what it asks for."""


def find_header(page: Page, index: int, table: Table) -> tuple[Header, int] | None:
    """Read a header that begins at the index-th row; gives it with the index of the first row below it."""
    if not _starts_header(page, index, table):
        return None
    columns = _first_line(page, index, table)
    end = index + 1
    while (lower := _second_line(page, end, table, columns)) is not None:
        columns = lower
        end += 1
    year = _medium_term(page, columns, index) if table == "indicators" else 0
    settled = tuple(_settle_roles(page, columns, table, year))
    if table == "indicators":
        settled = _with_target(page, _with_parties(page, _with_comparator(page, settled, end), end), end)
    settled = _without_second_block(settled) if table == "funding" else _without_lone_money(settled)
    for column in settled:
        if column.role is not None:
            page.claim(f"columns.{table}.{column.role}", column.cell)
    return Header(settled), end


def _without_second_block(columns: tuple[Column, ...]) -> tuple[Column, ...]:
    """Leave out what begins with a label's second time: of 收入 and 支出 side by side, each has rows of its own."""
    keys = [label_key(column.cell.text) for column in columns]
    second = next((place for place, key in enumerate(keys) if key in keys[:place]), len(columns))
    return (*columns[:second], *(replace(column, role=None) for column in columns[second:]))


def _without_lone_money(columns: tuple[Column, ...]) -> tuple[Column, ...]:
    """Leave out a column of money that belongs to no project: 合计 beside the values of parties is no amount."""
    if any(column.role == "=project.name" for column in columns):
        return columns
    return tuple(replace(column, role=None) if column.role == "=funding" else column for column in columns)


def _with_target(page: Page, columns: tuple[Column, ...], below: int) -> tuple[Column, ...]:
    """Find the column of targets by what stands in it, when its label is not known: the only one that holds figures."""
    if any(column.role in ("target", "actual", "party") for column in columns):
        return columns
    figures = _figures(page, Header(columns), below)
    held = [column.cell for column in columns if column.role is None and figures[column.cell] > 1]
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
        if may_begin_header(page, index):
            break
        for cell in page.row(index):
            column = header.at(cell.column)
            if column is not None and column.role is None:
                held.setdefault(column.cell, []).append(is_comparator(cell.text, page.words))
    found = [label for label, signs in held.items() if all(signs)]
    if len(found) != 1:
        return columns
    return tuple(replace(column, role="comparator") if column.cell is found[0] else column for column in columns)


def _with_parties(page: Page, columns: tuple[Column, ...], below: int) -> tuple[Column, ...]:
    """Find the columns of targets by party (甲镇 | 乙镇): several, named so, with figures, and no other of targets."""
    named = [column for column in columns if column.role is None and page.words.is_party(column.cell.text)]
    if not named[1:] or any(column.role in ("target", "actual") for column in columns):
        return columns
    figures = _figures(page, Header(columns), below)
    parties = [column for column in named if figures[column.cell]]
    first = columns.index(parties[0]) if parties[1:] else 0
    if not parties[1:] or [*columns[first : first + len(parties)]] != parties:
        return columns
    return tuple(replace(column, role="party") if column in parties else column for column in columns)


def _figures(page: Page, header: Header, below: int) -> Counter[Cell]:
    """Count the figures in the rows that follow a header, by the label of their column."""
    figures: Counter[Cell] = Counter()
    for index in range(below, below + _ROWS_TO_TRY):
        for cell in page.row(index):
            column = header.at(cell.column)
            if column is not None and page.is_quantitative(cell):
                figures[column.cell] += 1
    return figures


def place(cells: Sequence[Cell], header: Header, judge: Judge, last_shift: int = 0) -> Placed | None:
    """Place a row under its header: as it stands when nothing speaks against it, else where it fits best.

    None when two places fit equally well: then the row is not decided. A row that was moved before its neighbour is
    first tried with the same move, for a page break moves all rows after it.
    """
    standing = _shifted(cells, header, 0)
    best, best_fit, tied = standing, judge(standing), False
    if best_fit[0] == 0:
        return standing
    for shift in dict.fromkeys((last_shift, *_SHIFTS) if last_shift else _SHIFTS):
        moved = _shifted(cells, header, shift)
        fit = judge(moved)
        if shift == last_shift and fit[0] == 0:
            return moved
        if fit > best_fit:
            best, best_fit, tied = moved, fit, False
        elif fit == best_fit and best.shift not in (0, last_shift):
            tied = True
    return None if tied else best


def _shifted(cells: Sequence[Cell], header: Header, shift: int) -> Placed:
    placed, unplaced = [], []
    for cell in cells:
        column = header.at(cell.column + shift)
        if column is None:
            unplaced.append(cell)
        else:
            placed.append((column, cell))
    return Placed(cells[0].row if cells else 0, tuple(placed), tuple(unplaced), shift)


def _roles(page: Page, cell: Cell, table: Table) -> tuple[str, ...]:
    meaning = page.meaning(cell)
    if table == "indicators":
        return meaning.indicators or meaning.project
    return meaning.tasks if table == "tasks" else meaning.funds


def may_begin_header(page: Page, index: int) -> bool:
    """Tell quickly whether a row has two labels, of columns or of the section above some, as every header begins."""
    meanings = [page.meaning(cell) for cell in page.row(index)]
    return sum(meaning.is_column or meaning.section == "indicators" for meaning in meanings) > 1


def _starts_header(page: Page, index: int, table: Table) -> bool:
    cells = page.row(index)
    if len(cells) > _MOST_COLUMNS:
        return False
    known = [set(_roles(page, cell, table)) for cell in cells]
    first, second = _STARTS[table]
    firsts = [i for i, roles in enumerate(known) if roles & first]
    seconds = [i for i, roles in enumerate(known) if roles & second]
    if not any(i != j for i in firsts for j in seconds) and not (
        table == "indicators" and _levels_below(page, index, known)
    ):
        return False
    unknown = [c for roles, c in zip(known, cells, strict=True) if not roles and not page.meaning(c).section]
    if table == "indicators":
        unknown = [cell for cell in unknown if not page.words.is_party(cell.text)]
    return 2 * len(unknown) < len(cells) and not any(read_amount(cell.text, None) is not None for cell in cells)


def _is_party(page: Page, cell: Cell) -> bool:
    return page.words.is_party(cell.text)


def _levels_below(page: Page, index: int, known: Sequence[set[str]]) -> bool:
    """Tell a header whose 绩效指标 spans the levels that the next row names, beside targets that span both rows."""
    named = any(page.meaning(cell).section == "indicators" for cell in page.row(index))
    targets = sum("target" in roles for roles in known)
    if not named or not (targets or sum(_is_party(page, cell) for cell in page.row(index)) > 1):
        return False
    below = [set(_roles(page, cell, "indicators")) for cell in page.row(index + 1)]
    every = set().union(*below)
    return all(below) and {"level-1", "name"} <= every and "target" not in every


def _first_line(page: Page, index: int, table: Table) -> list[Column]:
    cells = page.row(index)
    roles_of = [_roles(page, cell, table) for cell in cells]
    asked = {
        role for cell, roles in zip(cells, roles_of, strict=True) if not page.meaning(cell).section for role in roles
    }
    names_projects = table != "indicators" or "=project.name" in asked
    columns = []
    for position, cell in enumerate(cells):
        roles = roles_of[position]
        behind = asked.union(*roles_of[position + 1 :])
        if page.meaning(cell).section and (behind.issuperset(roles) or not names_projects):
            # 年度主要任务 beside a column 任务名称 names the section, not a column
            page.claim(f"sections.{page.meaning(cell).section}", cell)
            continue
        right = page.right_edge(cell)
        if right == cell.column:
            right = cells[position + 1].column - 1 if position + 1 < len(cells) else _OPEN
        columns.append(Column("?" if roles else None, cell.column, right, cell))
    return columns


def _second_line(page: Page, index: int, table: Table, columns: list[Column]) -> list[Column] | None:
    """Divide the columns by a further header line; None when the row is no header line."""
    cells = [cell for cell in page.row(index) if not page.meaning(cell).section or _roles(page, cell, table)]
    if not 1 <= len(cells) <= _MOST_COLUMNS or not _is_header_line(page, cells, columns, table):
        return None
    if len(cells) == 1 and not _is_beside_header(page, cells[0], columns, table):
        return None
    shift = _line_shift(page, cells, columns, table)
    parents = [next((c for c in columns if c.left <= cell.column + shift <= c.right), None) for cell in cells]
    divided = list(columns)
    for position, (cell, parent) in enumerate(zip(cells, parents, strict=True)):
        left = cell.column + shift
        right = page.right_edge(cell) + shift
        following = [c.column + shift for c, p in zip(cells[position + 1 :], parents[position + 1 :], strict=True)]
        if right == left:
            bounds = [place - 1 for place in following[:1]] + [parent.right if parent else left]
            right = max(left, min(bounds))
        if parent in divided and parent is not None:
            if parent.role is not None:
                page.claim(f"columns.{table}.{_roles(page, parent.cell, table)[0]}", parent.cell)
            divided.remove(parent)
            if parent.left < left and parent not in parents[:position]:
                divided.append(Column(parent.role, parent.left, left - 1, parent.cell))
        divided.append(Column("?", left, right, cell))
    return sorted(divided, key=lambda column: column.left)


def _is_header_line(page: Page, cells: Sequence[Cell], columns: list[Column], table: Table) -> bool:
    """Tell a further line of a header: labels only, or under the amounts at least one and no number."""
    known = [bool(_roles(page, cell, table)) for cell in cells]
    if all(known) or (table == "indicators" and _are_parties(page, cells, columns)):
        return True
    amounts = next((c for c in columns if "amounts" in _roles(page, c.cell, table)), None)
    if table != "tasks" or amounts is None or not any(known):
        return False
    inside = all(amounts.left <= cell.column <= amounts.right for cell in cells)
    return inside and all(read_amount(cell.text, None) is None for cell in cells)


def _are_parties(page: Page, cells: Sequence[Cell], columns: list[Column]) -> bool:
    """Tell whether a further line of a header divides the column of targets by party, beside labels it knows."""
    parties = [cell for cell in cells if not _roles(page, cell, "indicators")]
    above = [next((c for c in columns if c.left <= cell.column <= c.right), None) for cell in parties]
    targets = all(c is not None and "target" in _roles(page, c.cell, "indicators") for c in above)
    return len(parties) > 1 and targets and all(page.words.is_party(cell.text) for cell in parties)


def _is_beside_header(page: Page, cell: Cell, columns: list[Column], table: Table) -> bool:
    """Tell whether a lone label still belongs to a header: beside merged labels, or under the amounts of tasks."""
    above = next((column for column in columns if column.left <= cell.column <= column.right), None)
    if any(page.bottom_edge(column.cell) >= cell.row for column in columns):
        return True
    return table == "tasks" and above is not None and "amounts" in _roles(page, above.cell, table)


def _line_shift(page: Page, cells: Sequence[Cell], columns: list[Column], table: Table) -> int:
    """Move a second line of amount labels under the amounts, when text lost the blank cells before it."""
    amounts = next((c for c in columns if "amounts" in _roles(page, c.cell, table)), None)
    money = {"total", "fiscal", "other", "source"}
    if amounts is None or not all(set(_roles(page, cell, table)) & money for cell in cells):
        return 0
    return amounts.left - cells[0].column if cells[0].column < amounts.left else 0


def _choices(page: Page, column: Column, table: Table) -> tuple[str, ...]:
    """Give the roles that a column may have; among amounts, an unknown name of money is a source."""
    roles = _roles(page, column.cell, table)
    return roles or (("source",) if table == "tasks" and page.words.is_money_source(column.cell.text) else ())


def _rank(page: Page, column: Column, roles: tuple[str, ...], table: Table) -> int:
    """Say how far down the list of its role a label stands: the usual names come first."""
    return page.words.rank(table, roles[0], column.cell.text) if roles else 0


def _medium_term(page: Page, columns: list[Column], index: int) -> int:
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


def _settle_roles(page: Page, columns: list[Column], table: Table, year: int) -> Iterator[Column]:
    """Give each column one role: a label that may mean several takes the first that no other column needs.

    A role that is taken already goes to no second column, save the sources of money, of which there may be many.
    year: behind how many columns those of the year begin, before which those of the medium term stand.
    """
    choices = [_choices(page, column, table) for column in columns]
    for place in range(2 * year - len(columns), year) if year else ():
        choices[place] = ("medium-term",)
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
        yield Column(role, column.left, column.left if column.right == _OPEN else column.right, column.cell)
