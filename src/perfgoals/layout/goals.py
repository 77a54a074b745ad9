"""The goals: one narrative, or several side by side (预期目标 and 实际完成情况, 中期目标 and 年度目标)."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field

from perfgoals.forms.form import GoalPart
from perfgoals.layout.leaves import Leaves, paragraphs
from perfgoals.layout.page import Page
from perfgoals.readers.grid import Cell

_NUMBER = re.compile(
    r"目标[0-9一二三四五六七八九十]{1,3}\s*\Z|(?:目标[0-9一二三四五六七八九十]{0,3}|[0-9]{1,2})[:：、.．]\s*\Z"
)
"""The number of a goal in a cell of its own; the goal stands in the next cell."""


@dataclass(slots=True)
class Goals:
    """Collects the paragraphs of each part with their cells."""

    page: Page
    parts: dict[GoalPart, list[tuple[str, Cell]]] = field(default_factory=dict)
    found: bool = False
    _columns: list[tuple[int, GoalPart]] = field(default_factory=list)

    @property
    def in_parts(self) -> bool:
        """Tell whether labels of parts stand above the texts."""
        return bool(self._columns)

    def open(self) -> None:
        """Begin the section: its label was met."""
        self.found = True
        self._columns = []

    def labels(self, cells: Sequence[Cell]) -> list[GoalPart | None]:
        """Tell which cells name a part; 总体目标 beside 实际完成情况 names what was expected, and not the section."""
        parts = [self.page.meaning(cell).goal for cell in cells]
        if "actual" not in parts:
            return parts
        sections = [self.page.meaning(cell).section for cell in cells]
        return [part or ("expected" if s == "goal" else None) for part, s in zip(parts, sections, strict=True)]

    def read(self, cells: Sequence[Cell]) -> bool:
        """Read a row of the section: labels of parts, then texts under them or beside them."""
        labels = self.labels(cells)
        if len(cells) == 1 and len(cells[0].text.strip()) == 1:  # 绩, what a page left of a vertical label
            return False
        if all(labels):
            self._columns = [(cell.column, part) for cell, part in zip(cells, labels, strict=True) if part]
            for cell, label in zip(cells, labels, strict=True):
                self.page.claim(f"goals.{label}", cell)
            return True
        part: GoalPart | None = None
        number: Cell | None = None
        for cell, label in zip(cells, labels, strict=True):
            if label is not None:
                part = label
                self.page.claim(f"goals.{part}", cell)
            elif _NUMBER.match(cell.text) and cell is not cells[-1]:
                number = cell
            else:
                lead = number.text.rstrip() if number is not None else ""
                lead += "：" if lead[-1:].isalnum() else ""
                self._add_below(part or self._above(cell), cell, lead + cell.text)
                self.page.claim("goals.ordinal", *([number] if number is not None else []))
                number = None
        return True

    def are_parts(self, cells: Sequence[Cell]) -> bool:
        """Tell a row of labels of several parts: 总体目标 | 全年实际完成情况."""
        parts = self.labels(cells)
        return len(parts) > 1 and all(parts) and len({*parts}) == len(parts)

    def _above(self, cell: Cell) -> GoalPart | None:
        """Give the part whose label stands above a cell, or the one nearest to its left; None below no label."""
        before = [part for column, part in self._columns if column <= cell.column]
        return before[-1] if before else self._columns[0][1] if self._columns else None

    def _add_below(self, part: GoalPart | None, cell: Cell, text: str) -> None:
        """Add a text to the part of its label; a self-evaluation may say 实际完成情况：… in the text itself."""
        if part is not None or self.page.words.form.kind != "self-evaluation":
            self.add(part or "expected", cell, text)
            return
        said: GoalPart = "expected"
        for paragraph in paragraphs(text):
            label, colon, behind = paragraph.replace("：", ":", 1).partition(":")
            named = self.page.words.meaning(label).goal if colon else None
            said = named or said
            self.add(said, cell, behind if named else paragraph)

    def add(self, part: GoalPart, cell: Cell, text: str) -> None:
        """Add the paragraphs of a cell."""
        self.parts.setdefault(part, []).extend((paragraph, cell) for paragraph in paragraphs(text))

    def build(self, part: GoalPart, path: str, leaves: Leaves, column: Cell | None = None) -> tuple[str, ...]:
        """Build the paragraphs of a part, and those in a project's own column of its table."""
        own = [(paragraph, column) for paragraph in paragraphs(column.text)] if column is not None else []
        found = [*self.parts.get(part, []), *own]
        for index, (_, cell) in enumerate(found):
            leaves.add(f"{path}[{index}]", cell)
        return tuple(text for text, _ in found)
