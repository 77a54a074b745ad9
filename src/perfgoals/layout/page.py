"""The page under reading: its rows, what each text means, and which cells have been claimed.

Every non-empty cell ends as the place of a leaf, as a recognised label, or as leftover; here the account is kept.
"""

from __future__ import annotations

from collections.abc import Container, Iterable, Sequence
from dataclasses import dataclass, field, replace

from perfgoals.layout.values import is_known_value, is_quantitative
from perfgoals.layout.vocabulary import Meaning, Vocabulary
from perfgoals.models import NoteKind, ReadingNote
from perfgoals.readers.grid import Cell, Grid


class _Meanings(dict[str, Meaning]):
    """Gives the meaning of a text; every cell is asked for it by each table and section that might take it."""

    def __init__(self, words: Vocabulary) -> None:
        self._words = words

    def __missing__(self, text: str) -> Meaning:
        meaning = self[text] = self._words.meaning(text)
        return meaning


BESIDE = 20_000
"""The column where undecided words stand: right of everything that a file can hold."""


@dataclass(slots=True)
class Page:
    """Keeps the account of one grid while it is laid out."""

    grid: Grid
    words: Vocabulary
    numbers: Sequence[int]
    notes: list[ReadingNote] = field(default_factory=list)
    furniture: set[str] = field(default_factory=set)
    """Texts of titles, captions and head cells: a page break may print them again."""
    _labels: dict[Cell, str] = field(default_factory=dict)
    _wholes: dict[Cell, Cell] = field(default_factory=dict)
    _meanings: _Meanings = field(init=False)

    def __post_init__(self) -> None:
        self._meanings = _Meanings(self.words)

    @classmethod
    def of(cls, grid: Grid, words: Vocabulary) -> Page:
        """Open a grid for reading."""
        return cls(grid, words, tuple(grid.rows))

    def row(self, index: int) -> Sequence[Cell]:
        """Give the non-empty cells of the index-th non-empty row; none beyond the last one."""
        return self.grid.rows[self.numbers[index]] if index < len(self.numbers) else ()

    def meaning(self, cell: Cell) -> Meaning:
        """Say what the text of a cell may mean."""
        return self._meanings[cell.text]

    def may_begin_header(self, index: int) -> bool:
        """Tell quickly whether a row has two labels, of columns or of the section above some: so headers begin."""
        labels = 0
        for cell in self.row(index):
            meaning = self.meaning(cell)
            labels += meaning.is_column or meaning.section == "indicators"
        return labels > 1

    def is_quantitative(self, cell: Cell) -> bool:
        """Tell whether the text of a cell is a number, a range, a date, or several; a text without digits is not."""
        return is_quantitative(cell.text)

    def is_known_value(self, cell: Cell) -> bool:
        """Tell whether the text of a cell is a value in words that the vocabulary knows: 明显改善, 不超预算."""
        return is_known_value(cell.text)

    def part(self, cell: Cell, text: str) -> Cell:
        """Give a part of a cell, where one cell says what several leaves are; its place is that of the whole."""
        part = replace(cell, text=text)
        self._wholes[part] = cell
        return part

    def whole(self, cell: Cell) -> Cell:
        """Give the cell of the file of which a cell is a part, or the cell itself."""
        return self._wholes.get(cell, cell) if self._wholes else cell

    def claim(self, role: str, *cells: Cell) -> None:
        """Account for cells as labels: of which role, by its key in a form (``columns.indicators.name``)."""
        self._labels.update(dict.fromkeys(cells, role))

    def claim_furniture(self, role: str, *cells: Cell) -> None:
        """Account for labels around the table that may be printed again at a page break."""
        self.claim(role, *cells)
        self.keep(*cells)

    def keep(self, *cells: Cell) -> None:
        """Remember what stands around the table: a page break may print it again."""
        self.furniture.update(cell.text for cell in cells)

    def note(self, kind: NoteKind, cells: Iterable[Cell], **args: str) -> None:
        """Record what could not be settled."""
        self.notes.append(ReadingNote(kind=kind, args=args, cells=tuple(cells)))

    def all_notes(self) -> tuple[ReadingNote, ...]:
        """List what the layout could not settle, then what the reader noted of cells."""
        cells = [("uncached-formula", cell) for cell in self.grid.uncached]
        cells += [("error-value", cell) for cell in self.grid.errors]
        return (*self.notes, *(ReadingNote(kind=kind, cells=(cell,)) for kind, cell in cells))

    def labels(self) -> dict[Cell, str]:
        """Give the cells claimed as labels with their roles, in reading order."""
        return {cell: role for cell in self.grid.cells() if (role := self._labels.get(cell)) is not None}

    def leftover(self, leaves: Container[Cell]) -> tuple[Cell, ...]:
        """List the cells that are neither leaves nor labels, and what stands around the sheet."""
        left = (cell for cell in self.grid.cells() if cell not in self._labels and cell not in leaves)
        return (*left, *self.grid.around)

    def right_edge(self, cell: Cell) -> int:
        """Give the last column that a cell covers."""
        merge = self.grid.merges.get((cell.row, cell.column))
        return merge.right if merge else cell.column

    def bottom_edge(self, cell: Cell) -> int:
        """Give the last row that a cell covers."""
        merge = self.grid.merges.get((cell.row, cell.column))
        return merge.bottom if merge else cell.row
