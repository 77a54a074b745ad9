"""The header of a table: where one begins, and how its further lines divide the columns of the first.

A header may take two lines, may be merged, may stand in any order.
"""

from __future__ import annotations

from collections.abc import Sequence

from perfgoals.layout.amounts import read_amount
from perfgoals.layout.page import Page
from perfgoals.layout.roles import roles_of, settle_roles
from perfgoals.layout.table import OPEN, Column, Header, Table
from perfgoals.layout.vocabulary import is_year_caption
from perfgoals.readers.grid import Cell

_MOST_COLUMNS = 256
"""Cells in a line of a header at most; no printed table is as wide, and columns are sought one after another."""

_STARTS: dict[Table, tuple[frozenset[str], ...]] = {
    "tasks": (frozenset({"name"}), frozenset({"content", "amounts", "total", "fiscal", "other", "source"})),
    "funding": (
        frozenset({"initial", "budget", "executed", "medium-term"}),
        frozenset({"amount", "budget", "executed", "rate", "weight", "score"}),
    ),
    "indicators": (frozenset({"name", "target"}), frozenset({"level-1", "level-2", "name", "target", "actual"})),
}
"""A header begins with a row that has a role of each set, in two different cells."""

_DIVIDED = frozenset({"target", "actual", "deviation-reason"})
"""Columns that forms divide: by party, by year, in pieces, by kind of reason."""


def find_header(page: Page, index: int, table: Table, year: int | None = None) -> tuple[Header, int] | None:
    """Read a header that begins at the index-th row; gives it with the index of the first row below it.

    year: the year of the sheet, where it is known; columns of another year are none of its targets and values.
    """
    if not _starts_header(page, index, table):
        return None
    columns = _first_line(page, index, table)
    end = index + 1
    while (lower := _second_line(page, end, table, columns)) is not None:
        columns = lower
        end += 1
    settled = settle_roles(page, columns, table, (index, end), year)
    for column in settled:
        if column.role is not None:
            page.claim(f"columns.{table}.{column.role}", column.cell)
    return Header(settled), end


def _starts_header(page: Page, index: int, table: Table) -> bool:
    cells = page.row(index)
    if len(cells) > _MOST_COLUMNS:
        return False
    known = [set(roles_of(page, cell, table)) for cell in cells]
    first, second = _STARTS[table]
    firsts = [i for i, roles in enumerate(known) if roles & first]
    seconds = [i for i, roles in enumerate(known) if roles & second]
    if not any(i != j for i in firsts for j in seconds) and not (
        table == "indicators" and _levels_below(page, index, known)
    ):
        return False
    unknown = [c for roles, c in zip(known, cells, strict=True) if not roles and not page.meaning(c).section]
    if table == "indicators":
        unknown = [c for c in unknown if not page.words.divides_targets(c.text) and not is_year_caption(c.text)]
    return 2 * len(unknown) < len(cells) and not any(read_amount(cell.text, None) is not None for cell in cells)


def _levels_below(page: Page, index: int, known: Sequence[set[str]]) -> bool:
    """Tell a header whose 绩效指标 spans the levels that the next row names.

    Beside it are targets that span both rows, or a project's name that spans three: its money is divided as well.
    """
    if any("=project.name" in roles for roles in known):
        return _names_indicators_below(page, index)
    named = any(page.meaning(cell).section == "indicators" for cell in page.row(index))
    targets = sum("target" in roles for roles in known)
    if not named or not (targets or sum(page.words.divides_targets(cell.text) for cell in page.row(index)) > 1):
        return False
    below = [set(roles_of(page, cell, "indicators")) for cell in page.row(index + 1)]
    every = set().union(*below)
    return all(below) and {"level-1", "name"} <= every and "target" not in every


def _names_indicators_below(page: Page, index: int) -> bool:
    """Tell whether the cells under 绩效指标, merged over several columns, are labels of columns of indicators."""
    for above in page.row(index):
        edge = page.right_edge(above)
        if page.meaning(above).section == "indicators" and edge > above.column:
            below = [cell for cell in page.row(index + 1) if above.column <= cell.column <= edge]
            roles = [page.meaning(cell).indicators for cell in below]
            return all(roles) and {"name"} < set().union(*roles)
    return False


def _first_line(page: Page, index: int, table: Table) -> list[Column]:
    cells = page.row(index)
    known = [roles_of(page, cell, table) for cell in cells]
    asked = {role for cell, roles in zip(cells, known, strict=True) if not page.meaning(cell).section for role in roles}
    names_projects = table != "indicators" or "=project.name" in asked
    columns = []
    for position, cell in enumerate(cells):
        roles = known[position]
        behind = asked.union(*known[position + 1 :])
        if page.meaning(cell).section and (behind.issuperset(roles) or not names_projects):
            # 年度主要任务 beside a column 任务名称 names the section, not a column
            page.claim(f"sections.{page.meaning(cell).section}", cell)
            continue
        right = page.right_edge(cell)
        if right == cell.column:
            right = cells[position + 1].column - 1 if position + 1 < len(cells) else OPEN
        columns.append(Column("?" if roles else None, cell.column, right, cell))
    return columns


def _second_line(page: Page, index: int, table: Table, columns: list[Column]) -> list[Column] | None:
    """Divide the columns by a further header line; None when the row is no header line."""
    cells = [cell for cell in page.row(index) if not page.meaning(cell).section or roles_of(page, cell, table)]
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
            if roles := roles_of(page, parent.cell, table):
                page.claim(f"columns.{table}.{roles[0]}", parent.cell)
            divided.remove(parent)
            if parent.left < left and parent not in parents[:position]:
                divided.append(Column(parent.role, parent.left, left - 1, parent.cell))
        divided.append(Column("?", left, right, cell, parent.cell if parent else None))
    return sorted(divided, key=lambda column: column.left)


def _is_header_line(page: Page, cells: Sequence[Cell], columns: list[Column], table: Table) -> bool:
    """Tell a further line of a header: labels only, or under the amounts at least one and no number."""
    known = [bool(roles_of(page, cell, table)) for cell in cells]
    if all(known) or (table == "indicators" and _divides_values(page, cells, columns)):
        return True
    amounts = next((c for c in columns if "amounts" in roles_of(page, c.cell, table)), None)
    if table != "tasks" or amounts is None or not any(known):
        return False
    inside = all(amounts.left <= cell.column <= amounts.right for cell in cells)
    return inside and all(read_amount(cell.text, None) is None for cell in cells)


def _divides_values(page: Page, cells: Sequence[Cell], columns: list[Column]) -> bool:
    """Tell whether a further line of a header divides columns of values, in whatever words: 上半年 | 全年, 甲市 | 合计.

    Merged labels beside it say that it belongs to the header; where nothing is merged, a column holds several of them.
    """
    figures = any(page.is_quantitative(cell) and not is_year_caption(cell.text) for cell in cells)
    if figures or any(page.meaning(cell).is_level or page.is_known_value(cell) for cell in cells):
        return False
    if sum(page.bottom_edge(column.cell) >= cells[0].row for column in columns) > 1:
        return True
    above = [next((c for c in columns if c.left <= cell.column <= c.right), None) for cell in cells]
    return all(
        parent is not None and above.count(parent) > 1 and _DIVIDED & {*roles_of(page, parent.cell, "indicators")}
        for cell, parent in zip(cells, above, strict=True)
        if not roles_of(page, cell, "indicators")
    )


def _is_beside_header(page: Page, cell: Cell, columns: list[Column], table: Table) -> bool:
    """Tell whether a lone label still belongs to a header: beside merged labels, or under the amounts of tasks."""
    above = next((column for column in columns if column.left <= cell.column <= column.right), None)
    if any(page.bottom_edge(column.cell) >= cell.row for column in columns):
        return True
    return table == "tasks" and above is not None and "amounts" in roles_of(page, above.cell, table)


def _line_shift(page: Page, cells: Sequence[Cell], columns: list[Column], table: Table) -> int:
    """Move a second line of amount labels under the amounts, when text lost the blank cells before it."""
    amounts = next((c for c in columns if "amounts" in roles_of(page, c.cell, table)), None)
    money = {"total", "fiscal", "other", "source"}
    if amounts is None or not all(set(roles_of(page, cell, table)) & money for cell in cells):
        return 0
    return amounts.left - cells[0].column if cells[0].column < amounts.left else 0
