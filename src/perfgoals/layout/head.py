"""The rows above the tables: title, captions, pairs of label and value, and the money of the funding block.

They may stand in any order and beside each other (主管部门 | 某局 | 实施单位 | 某站), with the value behind a colon in
the same cell or in the next one.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import cast, get_args

from perfgoals.forms.labels import label_key
from perfgoals.layout.amounts import LONGEST_FIGURE
from perfgoals.layout.captions import divided
from perfgoals.layout.leaves import Leaves, one_line
from perfgoals.layout.page import Page
from perfgoals.layout.vocabulary import is_year_caption, money_unit, year_in
from perfgoals.models import MoneyUnit
from perfgoals.readers.grid import Cell

_AMOUNT_WITH_UNIT = re.compile(r"[0-9][0-9,.]*(" + "|".join(get_args(MoneyUnit)) + r")\Z")
_UNTIL = ("至", "到", "-", "—", "–", "~", "～")
_PAIR = 2
_SPAN = 3
_YEAR_BEHIND = re.compile(r"[(（]\s*20[0-9]{2}\s*(?:年度?\s*|度\s*)?[)）]\s*\Z")


@dataclass(slots=True)
class Head:
    """Collects what stands around the tables."""

    page: Page
    title: Cell | None = None
    year: tuple[int, Cell] | None = None
    unit: tuple[MoneyUnit, Cell] | None = None
    amount_units: list[tuple[MoneyUnit, Cell]] = field(default_factory=list)
    """The units that amounts are printed with."""
    facts: dict[str, tuple[str, Cell]] = field(default_factory=dict)
    """Leaf (``department.name``) -> its text and cell."""
    others: set[int] = field(default_factory=set)
    """Columns where the name of another project stands beside this one's."""
    ends: tuple[Cell, ...] = ()
    """The cells of a period behind the one where it begins."""
    _captioned: dict[str, str] = field(default_factory=dict)
    """Leaves that a caption states, with its label there: a cell that is the label of the leaf says it better."""

    def read(self, cells: Sequence[Cell]) -> bool:
        """Read a row cell by cell; True when every cell was understood. Several years are none of the sheet's."""
        if len({cell.text for cell in cells if is_year_caption(cell.text)}) > 1:
            return False
        position, taken = 0, 0
        while position < len(cells):
            after = cells[position + 1] if position + 1 < len(cells) else None
            step = self._read_cell(cells[position], after)
            step += self._read_end(cells[position + 1 : position + 4]) if step == _PAIR else 0
            taken += step
            if step == 0 and self._follows_name(cells[position - 1 : position]):
                self.others.add(cells[position].column)
            position += step or 1
        return taken == len(cells)

    def _read_end(self, cells: Sequence[Cell]) -> int:
        """Read what stands behind a fact's value as its end: 2024-01-01 | 至 | 2024-12-31; gives how many cells."""
        leaf = "project.period"
        text, begin = self.facts.get(leaf, ("", None))
        if len(cells) != _SPAN or begin is not cells[0] or cells[1].text not in _UNTIL or self._is_label(cells[2]):
            return 0
        self.facts[leaf] = (f"{text}{cells[1].text}{one_line(cells[2].text)}", begin)
        self.ends = tuple(cells[1:])
        return len(self.ends)

    def _follows_name(self, before: Sequence[Cell]) -> bool:
        """Tell whether a cell stands beside the name of the project: what is no label there is another project's."""
        _, name = self.facts.get("project.name", ("", None))
        return name is not None and any(cell is name for cell in before)

    def are_facts(self, cells: Sequence[Cell]) -> bool:
        """Tell whether a row holds nothing but labels of the head, each with its value beside it or behind a colon."""
        position = 0
        while position < len(cells):
            paired = self.page.words.head_pair(cells[position].text) is not None
            if not paired and self.page.meaning(cells[position]).head is None:
                return False
            position += 1 if paired else 2
        return position == len(cells)

    def find_unit(self, cell: Cell, part: str | None = None) -> None:
        """Take the money unit that a caption, a part of one or a header states; a second one that differs is noted."""
        text = cell.text if part is None else part
        unit = money_unit(text) if len(text) <= LONGEST_FIGURE else None
        if unit is None or (self.unit is not None and self.unit[0] == unit):
            return
        if self.unit is None:
            self.unit = (unit, cell)
        else:
            self.page.note("conflicting-units", [self.unit[1], cell], text=f"{self.unit[0]}、{unit}")

    def suggest_unit(self, cell: Cell) -> None:
        """Take the money unit that an amount is printed with, where neither caption nor header states one."""
        found = _AMOUNT_WITH_UNIT.match("".join(cell.text.split()))
        if found is not None and self.unit is None:
            self.amount_units.append((cast(MoneyUnit, found.group(1)), cell))

    def settle_unit(self) -> None:
        """Let the amounts say the unit: the first that one is printed with; amounts with another keep their text."""
        if self.unit is not None or not self.amount_units:
            return
        self.unit = self.amount_units[0]
        other = next(((unit, cell) for unit, cell in self.amount_units if unit != self.unit[0]), None)
        if other is not None:
            self.page.note("conflicting-units", [self.unit[1], other[1]], text=f"{self.unit[0]}、{other[0]}")

    def _read_cell(self, cell: Cell, after: Cell | None) -> int:
        """Read one cell, with its value beside it; gives how many cells it took, 0 when it is unknown."""
        page = self.page
        self.find_unit(cell)
        if self._find_title(cell) or self.read_caption(cell) or self._find_year(cell, cell.text):
            page.keep(cell)
            return 1
        taken = self._read_labelled_year(cell, after) or self._read_fact(cell, after)
        if taken:
            return taken
        if page.words.is_caption(cell.text) or (self.unit is not None and self.unit[1] is cell):
            page.claim_furniture("captions", cell)
            return 1
        return 0

    def read_caption(self, cell: Cell) -> bool:
        """Read a cell that says several things; what of it has no place in the tree is noted."""
        parts = divided(cell.text, self.page.words)
        if len(parts) == 1:
            return False
        lost = [part for part in parts if not self._read_part(part, cell)]
        if len(lost) == len(parts):
            return False
        if lost:
            self.page.note("partly-read", [cell], text="、".join(lost))
        if not self._is_kept(cell):
            self.page.claim("captions", cell)
        return True

    def _read_part(self, text: str, cell: Cell) -> bool:
        """Read one thing that a caption says; False when it has no place in the tree, or another one stands there."""
        words = self.page.words
        self.find_unit(cell, text)
        pair = words.head_pair(text) if money_unit(text) is None else None
        if pair is not None:
            return self._take_pair(*pair, label=text, cell=cell)
        year = year_in(words.stated_year(text) or (text if is_year_caption(text) else ""))
        if year is not None and (self.year is None or self.year[1] is self.title):
            self.year = (year, cell)
        return words.is_caption(text) or (year is not None and self.year is not None and year == self.year[0])

    def _take_pair(self, leaf: str, value: str, label: str, cell: Cell) -> bool:
        if leaf not in self.facts:
            self.facts[leaf] = (value, cell)
            self._captioned[leaf] = label_key(label.replace("：", ":").partition(":")[0])
        return self.facts[leaf][0] == value

    def _is_kept(self, cell: Cell) -> bool:
        """Tell whether a cell is the place of a leaf."""
        held = [kept for _, kept in self.facts.values()]
        return any(cell is kept for kept in held) or any(
            at is not None and at[1] is cell for at in (self.year, self.unit)
        )

    def _is_said_better(self, leaf: str, cell: Cell, after: Cell | None) -> bool:
        """Tell whether a label of its own names a leaf that a caption named otherwise: 实施单位 below 填报单位：…."""
        caption = self._captioned.get(leaf, "")
        return bool(caption) and after is not None and caption != label_key(cell.text) and not self._is_label(after)

    def _read_fact(self, cell: Cell, after: Cell | None) -> int:
        page = self.page
        pair = page.words.head_pair(cell.text) if money_unit(cell.text) is None else None
        if pair and pair[0] not in self.facts:
            self._take_pair(*pair, label=cell.text, cell=cell)
            page.keep(cell)
            return 1
        leaf = page.meaning(cell).head
        if leaf is None or (leaf in self.facts and not self._is_said_better(leaf, cell, after)):
            return 0
        page.claim_furniture(f"head.{leaf}", cell)
        if after is None or self._is_label(after) or after.text in get_args(MoneyUnit):
            return 1
        if page.words.is_footnote(after.text):  # 实施单位 | (盖章), 其他需要说明的问题 above 注:…
            return 1
        before, self.facts[leaf] = self.facts.get(leaf), (one_line(after.text), after)
        self._captioned.pop(leaf, None)
        if before is not None and before[0] != after.text and self._is_kept(before[1]):
            page.note("partly-read", [before[1]], text=before[0])
        page.keep(after)
        return 2

    def _is_label(self, cell: Cell) -> bool:
        meaning = self.page.meaning(cell)
        return (
            meaning.head is not None or meaning.section is not None or self.page.words.head_pair(cell.text) is not None
        )

    def _find_title(self, cell: Cell) -> bool:
        if self.title is not None or not self.page.words.is_title(cell.text):
            return False
        self.take_title(cell)
        return True

    def take_title(self, cell: Cell) -> None:
        """Take a cell as the title; a year in it is the sheet's."""
        self.title = cell
        self.page.keep(cell)
        self._find_year(cell, cell.text)

    def _find_year(self, cell: Cell, text: str) -> bool:
        """Take the year that a text of a cell states; True when it is a caption that does."""
        year = year_in(text)
        caption = is_year_caption(text)
        known = self.year is not None and (self.year[1] is not self.title or cell is self.title)
        if year is not None and not known and (caption or cell is self.title):
            self.year = (year, cell)
            return True
        if year is None and caption and self.year is None:
            self.page.note("unreadable-year", [cell], text=text)
        return False

    def _read_labelled_year(self, cell: Cell, after: Cell | None) -> int:
        """Read ``预算年度：2024``, in one cell or two."""
        stated = self.page.words.stated_year(cell.text)
        holder = cell if stated else after
        if stated is None or holder is None or self.year is not None:
            return 0
        year = year_in(stated or holder.text)
        if year is None:
            return 0
        self.year = (year, holder)
        self.page.keep(holder)
        if holder is not cell:
            self.page.claim_furniture("years", cell)
        return 1 if holder is cell else 2

    def contradicts(self, other: Head) -> bool:
        """Tell whether another head is that of another sheet: it has another title, year, or name."""
        if (
            self.title is not None
            and other.title is not None
            and label_key(self.title.text) != label_key(other.title.text)
        ):
            return True
        if self.year is not None and other.year is not None and self.year[0] != other.year[0]:
            return True
        return any(self.facts[leaf][0] != text for leaf, (text, _) in other.facts.items() if leaf in self.facts)

    def build_title(self, leaves: Leaves) -> str | None:
        """Build the title; the year that stands in brackets behind it is a leaf of its own."""
        title = leaves.text("title", self.title)
        return _YEAR_BEHIND.sub("", title).rstrip() if title else None

    def part(self, part: str, leaves: Leaves) -> dict[str, str]:
        """Give the facts of one part of the tree (``department``) by field."""
        found = {}
        for path, (text, cell) in self.facts.items():
            if path.startswith(f"{part}."):
                leaves.add(path, cell, *(self.ends if path == "project.period" else ()))
                found[path.removeprefix(f"{part}.")] = text
        return found
