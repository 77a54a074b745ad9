"""The funding block: rows of money by source, with one amount or with a column for each stage of the budget.

Two shapes are met. Under a header (年初预算数, 全年预算数, 全年执行数 …) a row is placed like a row of any table;
without one, a row is a label and its amount, and there may be several of them beside each other.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from itertools import pairwise
from typing import Any

from perfgoals.forms.labels import label_key, plain_label
from perfgoals.layout.amounts import is_placeholder, read_amount
from perfgoals.layout.leaves import Leaves, one_line
from perfgoals.layout.page import Page
from perfgoals.layout.table import Column, Fit, Header, Placed, place
from perfgoals.layout.vocabulary import PROJECT_MONEY
from perfgoals.models import Amount, AmountRole, FundingLine, MoneyUnit
from perfgoals.precision import in_percent
from perfgoals.readers.grid import Cell

_AMOUNTS: dict[str, AmountRole] = {
    "amount": "amount",
    "medium-term": "medium-term",
    "initial": "initial",
    "budget": "budget",
    "executed": "executed",
    "other": "other",
}


_PAIR = 2
_SIDE_BY_SIDE = 2
"""The same money twice in a row: the medium term on the left, the year on the right, as the form of 88号 has it."""


@dataclass(slots=True)
class _Line:
    label: Cell
    text: str
    """The label's text; an amount may stand behind it in the same cell."""
    role: AmountRole = "amount"
    """What an amount without a header is."""
    cells: list[tuple[Column | None, Cell, str]] = field(default_factory=list)
    """Column (None without a header), cell, and the part of its text that is the amount."""


@dataclass(slots=True)
class FundingBlock:
    """Reads the rows of a funding block."""

    page: Page
    header: Header | None = None
    lines: list[_Line] = field(default_factory=list)
    _stages: tuple[Column, ...] = ()
    """The stages whose amounts stand beside each other, each behind its own label, with no header above."""
    _two_sides: bool = False
    """Whether rows hold two kinds of money, as 收入 and 支出 do: then the same total twice is no medium term."""

    def read(self, cells: Sequence[Cell]) -> bool:
        """Read a row; False when it is no row of this block."""
        return self._read_placed(cells) if self.header is not None else self._read_pairs(cells)

    def read_whole(self, cells: Sequence[Cell]) -> bool:
        """Read 项目资金 beside nothing but an amount: the block is this one row."""
        if len(cells) != _PAIR or self.header is not None or not _is_money(cells[1]):
            return False
        self.lines.append(_Line(cells[0], cells[0].text, cells=[(None, cells[1], cells[1].text)]))
        return True

    def _read_placed(self, cells: Sequence[Cell]) -> bool:
        header = self.header
        if header is None or not cells:
            return False
        first = cells[0]
        known = self.page.meaning(first).funding is not None
        placed = place(cells[1:], header, self._judge)
        figures = [] if placed is None else [cell for c, cell in placed.cells if c.role in _AMOUNTS and _is_money(cell)]
        if _is_money(first) or not (known or figures) or (placed is not None and placed.shift != 0):
            return False
        line = _Line(first, first.text)
        if placed is not None:
            line.cells.extend((column, cell, cell.text) for column, cell in placed.cells if column.role != "label")
        self.lines.append(line)
        return True

    def _judge(self, placed: Placed) -> Fit:
        money = [cell for column, cell in placed.cells if column.role in _AMOUNTS]
        words = sum(not _is_money(cell) and not is_placeholder(cell.text) for cell in money)
        return -words - len(placed.unplaced), 0, len(money)

    def _read_pairs(self, cells: Sequence[Cell]) -> bool:
        """Read ``label | amount`` pairs; the row is taken only when each of its cells is part of one."""
        if self._read_stages(cells):
            return True
        lines: list[_Line] = []
        for cell in cells:
            label, colon, behind = cell.text.replace("：", ":").rpartition(":")
            amount = behind.strip() if colon and read_amount(behind, None) is not None else None
            if amount is not None and self.page.words.meaning(label).funding is not None:
                lines.append(_Line(cell, label, cells=[(None, cell, amount)]))
            elif self.page.meaning(cell).funding is not None:
                lines.append(_Line(cell, cell.text))
            elif lines and not lines[-1].cells and (_is_money(cell) or is_placeholder(cell.text)):
                lines[-1].cells.append((None, cell, cell.text))
            else:
                return False
        if _are_column_labels(self.page, lines):
            return False
        kinds = [self.page.words.meaning(line.text).funding for line in lines]
        if self._stages and len(lines) == len(self._stages) and len(set(kinds)) == 1:
            self._add_beside(lines)
            return True
        if len(kinds) == _SIDE_BY_SIDE:
            self._two_sides |= kinds[0] != kinds[1] or _are_in_and_out(lines)
            if not self._two_sides:
                lines[0].role = "medium-term"
        self.lines.extend(lines)
        return bool(lines)

    def _read_stages(self, cells: Sequence[Cell]) -> bool:
        """Read ``预算数： | 150 | 执行数： | 145``, and let the rows below be read by these stages."""
        labels, amounts = cells[::2], cells[1::2]
        roles = [next((role for role in _AMOUNTS if role in self.page.meaning(cell).funds), None) for cell in labels]
        if len(amounts) != len(roles) or "executed" not in roles or None in roles or len({*roles}) != len(roles) > 1:
            return False
        if not all(_is_money(cell) for cell in amounts):
            return False
        self._stages = tuple(Column(role, c.column, c.column, c) for role, c in zip(roles, labels, strict=True))
        self._add_beside([_Line(c, c.text, cells=[(None, a, a.text)]) for c, a in zip(labels, amounts, strict=True)])
        return True

    def _add_beside(self, lines: Sequence[_Line]) -> None:
        """Add the amounts of the stages as one line."""
        first, *others = lines
        self.page.claim("columns.funding.label", *(line.label for line in others))
        merged = _Line(first.label, first.text)
        for stage, line in zip(self._stages, lines, strict=True):
            merged.cells.extend((stage, cell, text) for _, cell, text in line.cells)
        self.lines.append(merged)

    def build(
        self, leaves: Leaves, unit: MoneyUnit | None, project: Mapping[str, Cell], table: Header | None
    ) -> tuple[FundingLine, ...]:
        """Build the lines, and that of a project whose money stands in columns of its table."""
        lines = tuple(self._line(line, f"funding[{index}]", leaves, unit) for index, line in enumerate(self.lines))
        name, path = project.get("=project.name"), f"funding[{len(lines)}]"
        amounts: list[Amount] = []
        for role in PROJECT_MONEY:
            if (cell := project.get(role)) is not None:
                leaves.add(f"{path}.amounts[{len(amounts)}].amount", cell)
                column = table.column(role) if table is not None and role != "=amount" else None
                amounts.append(_amount(column, _AMOUNTS[role[1:]], cell.text, unit))
        if not amounts:
            return lines
        rate = project.get("=rate")
        rates = _rate(leaves.number(f"{path}.rate", rate), rate, amounts)
        label = plain_label(name.text) if name else ""
        return (*lines, FundingLine(label=label, kind="total", amounts=tuple(amounts), **rates))

    def _line(self, line: _Line, path: str, leaves: Leaves, unit: MoneyUnit | None) -> FundingLine:
        leaves.add(f"{path}.label", line.label)
        amounts: list[Amount] = []
        others: dict[str, Cell] = {}
        for column, cell, text in line.cells:
            role = line.role if column is None else _AMOUNTS.get(column.role or "")
            if role is None and column is not None and column.role is not None:
                others.setdefault(column.role, cell)
            elif role is not None:
                leaves.add(f"{path}.amounts[{len(amounts)}].amount", cell)
                amounts.append(_amount(column, role, text, unit))
        return FundingLine(
            label=plain_label(line.text),
            kind=self.page.words.meaning(line.text).funding,
            amounts=tuple(amounts),
            **_rate(leaves.number(f"{path}.rate", others.get("rate")), others.get("rate"), amounts),
            weight=leaves.number(f"{path}.weight", others.get("weight")),
            score=leaves.number(f"{path}.score", others.get("score")),
            reason=leaves.text(f"{path}.reason", others.get("reason")),
        )


def _are_in_and_out(lines: Sequence[_Line]) -> bool:
    """Tell the total of the income on the left from that of the expenditure on the right."""
    income, expenditure = (label_key(line.text) for line in lines)
    return "收入" in income and "支出" in expenditure


def _are_column_labels(page: Page, lines: Sequence[_Line]) -> bool:
    """Tell labels that touch each other, with no amount between: they head columns that no header was found for."""
    touching = (page.right_edge(a.label) + 1 == b.label.column for a, b in pairwise(lines))
    return not any(line.cells for line in lines) and any(touching)


def _amount(column: Column | None, role: AmountRole, text: str, unit: MoneyUnit | None) -> Amount:
    amount = read_amount(text, unit)
    words = None if amount is not None or is_placeholder(text) else one_line(text)
    label = plain_label(column.cell.text) if column is not None else None
    return Amount(label=label, role=role, amount=amount, amount_text=words)


def _rate(printed: Decimal | None, cell: Cell | None, amounts: Sequence[Amount]) -> dict[str, Any]:
    """Give a rate in percent and its sign: 0.9 without a sign is 90 where the amounts of its row say so."""
    if printed is None or cell is None:
        return {}
    if cell.text.rstrip().endswith(("%", "％")):
        return {"rate": printed, "rate_unit": "%"}
    figures = {amount.role: amount.amount for amount in reversed(amounts)}
    percent = in_percent(printed, figures.get("executed"), figures.get("budget"), figures.get("initial"))
    return {"rate": percent or printed}


def _is_money(cell: Cell) -> bool:
    return read_amount(cell.text, None) is not None
