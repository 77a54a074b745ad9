"""A sketch of a table: cells that are written one after the other, in a manner that is drawn as it is needed."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from decimal import Decimal
from typing import TypeVar

from hypothesis import strategies as st

from perfgoals.models import MoneyUnit
from tests.readers.rendering import Box, Value

K = TypeVar("K", bound=str)
T = TypeVar("T")
_LONGEST_PADDED = 6
"""Only short labels are spread over their cell with blanks."""


class Sketch:
    """Holds the cells of a table and the manner of the whole: merged cells or blanks, amounts as text or numbers.

    width: the columns of the whole table. lead: 1 when the names of sections stand in a column of their own, else 0.
    """

    def __init__(self, draw: st.DrawFn, width: int, unit: MoneyUnit | None) -> None:
        self._draw = draw
        self.width = width
        self.unit = unit
        self.unit_shown = unit is None
        self.lead = int(self.flip())
        self.merges = self.flip(5)
        self.numbers = self.pick(("text", "text", "thousands", "number", "unit") if unit else ("text", "number"))
        self.boxes: list[Box] = []
        self.strays: list[str] = []
        """Texts that stand under no known label: they must be left over."""
        self.row = 1
        """The row that is written next."""

    def pick(self, choices: Sequence[T]) -> T:
        """Draw one of some choices; the first is the plainest."""
        return self._draw(st.sampled_from(choices))

    def flip(self, odds: int = 1) -> bool:
        """Draw yes or no; ``odds`` to one for yes."""
        return self._draw(st.integers(0, odds)) > 0

    def order(self, items: Sequence[T]) -> list[T]:
        """Draw an order."""
        return self._draw(st.permutations(items))

    def write(
        self, column: int, value: Value | None, rows: int = 1, columns: int = 1, *, row: int | None = None
    ) -> None:
        """Write a cell in the current row, or in another one; None leaves it blank."""
        if value is None or value == "":
            return
        spans = (rows, columns) if self.merges else (1, 1)
        self.boxes.append(Box(self.row if row is None else row, column, value, *spans))

    def across(self, value: Value | None) -> None:
        """Write a cell over the whole width, and go on to the next row."""
        self.write(1, value, columns=self.width)
        self.row += 1

    def label(self, key: str) -> str:
        """Print a label of a column or of a fact, now and then with a colon behind."""
        return self.padded(key) + self.pick(("", "", "", "："))

    def padded(self, key: str) -> str:
        """Print a label: as it is, padded, broken over two lines, in full width."""
        manner = self.pick(("plain", "plain", "padded", "broken", "wide"))
        if manner == "padded" and len(key) <= _LONGEST_PADDED:
            return " ".join(key)
        if manner == "broken" and key.isalpha():
            return f"{key[: len(key) // 2]}\n{key[len(key) // 2 :]}"
        if manner == "wide":
            return key.replace("(", "（").replace(")", "）").replace(":", "：")
        return key

    def amount(self, amount: Decimal | None, blank: Sequence[str] = ("", "-", "—")) -> Value | None:
        """Print an amount of money; one that is absent as one of ``blank``."""
        if amount is None:
            return self.pick(blank)
        if self.numbers == "number":
            return amount
        text = f"{amount:,f}" if self.numbers == "thousands" else f"{amount:f}"
        return f"{text}{self.unit}" if self.numbers == "unit" else text

    def shares(self, count: int, first: int | None = None) -> list[tuple[int, int]]:
        """Divide the columns from ``first`` on into so many cells; gives the column and the width of each."""
        start = self.lead + 1 if first is None else first
        spare = self.width - start + 1 - count
        wide = self.pick(range(count)) if spare > 0 else 0
        places = []
        for index in range(count):
            span = 1 + spare if index == wide else 1
            places.append((start, span))
            start += span
        return places

    def section(self, label: str | None, top: int) -> None:
        """Write the name of a section beside its rows, from ``top`` to the row before the current one."""
        if self.lead and label is not None:
            self.write(1, self.label(label), rows=self.row - top, row=top)

    def with_unit(self, label: str) -> str:
        """Print a label of money with its unit behind, where none is printed yet and now and then elsewhere."""
        if self.unit is None or (self.unit_shown and self.flip()):
            return self.label(label)
        self.unit_shown = True
        return label + self.pick(("（{}）", "({})", "\n（{}）", "（单位：{}）")).format(self.unit)

    def gap(self) -> None:
        """Leave a row blank now and then."""
        self.row += not self.flip(4)


def unambiguous(lists: Mapping[K, Sequence[str]], key: K) -> list[str]:
    """Give the labels of a list that stand in no other one."""
    others = {label for other, labels in lists.items() if other != key for label in labels}
    return [label for label in lists[key] if label not in others]
