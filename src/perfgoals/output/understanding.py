"""How a sheet was understood: which cell became what, which label matched which role, what is left over.

Everything comes from the reading itself, the places of the leaves and the labels that it kept; nothing is read again.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby
from typing import TYPE_CHECKING, Literal, TextIO

from perfgoals.output.messages import Language, say
from perfgoals.output.records import dump
from perfgoals.output.table import head_lines
from perfgoals.output.terminal import console, harmless

if TYPE_CHECKING:
    from rich.text import Text

    from perfgoals.models import GoalSheet
    from perfgoals.readers.grid import Cell

Outcome = Literal["leaf", "label", "leftover"]
_STYLES: dict[Outcome, str] = {"leaf": "green", "label": "cyan", "leftover": "bold red"}
_LONGEST_SHOWN = 24
_MOST_COLUMNS = 40
"""What a terminal shows side by side; of a wider table it shows a line for each cell."""


@dataclass(frozen=True, slots=True)
class Understood:
    """Is one cell of the input with what became of it.

    paths: of the leaves it holds. role: the key of a form as whose label it was recognised, None when it is no label.
    """

    cell: Cell
    paths: tuple[str, ...]
    role: str | None

    @property
    def outcome(self) -> Outcome:
        """Say what the cell is: a leaf before a label, leftover when it is neither."""
        return "leaf" if self.paths else "label" if self.role else "leftover"

    @property
    def meaning(self) -> str:
        """Name the leaves and the role in one line; blank for a leftover."""
        return ", ".join((*self.paths, *((self.role,) if self.role else ())))


def understand(sheets: Sequence[GoalSheet]) -> list[Understood]:
    """List every cell of the table that the sheets were read from, once, in reading order.

    Where several sheets lie in one table, a path says whose it is: ``2: indicators[0].label``.
    """
    paths: dict[Cell, list[str]] = {}
    roles: dict[Cell, str] = {}
    for number, sheet in enumerate(sheets, 1):
        whose = f"{number}: " if len(sheets) > 1 else ""
        for path in sheet.located_paths():
            for cell in sheet.locate_all(path):
                paths.setdefault(cell, []).append(whose + path)
        roles.update(sheet.labels())
        for cell in sheet.leftover:
            paths.setdefault(cell, [])
    cells = sorted({**paths, **roles}, key=lambda cell: (cell.row, cell.column))
    return [Understood(cell, tuple(dict.fromkeys(paths.get(cell, ()))), roles.get(cell)) for cell in cells]


def by_table(sheets: Sequence[GoalSheet]) -> Iterator[list[GoalSheet]]:
    """Group sheets, as ``read_all`` gives them, by the table that they were read from."""
    for _, group in groupby(sheets, key=lambda sheet: (sheet.origin.worksheet, sheet.origin.place)):
        yield list(group)


def write_understanding(stream: TextIO, file: str, sheets: Sequence[GoalSheet], language: Language) -> None:
    """Write how sheets were understood: a coloured grid on a terminal, a line for each cell in a pipe."""
    for group in by_table(sheets):
        head = [line for sheet in group for line in head_lines(file, sheet, language)]
        stream.write("\n".join(dict.fromkeys(head)) + "\n\n")
        found = understand(group)
        if stream.isatty() and len({each.cell.column for each in found}) <= _MOST_COLUMNS:
            _draw(stream, found, language)
        else:
            stream.writelines(f"{line_of(each, language)}\n" for each in found)
        stream.write(f"\n{summary(found, language)}\n")


def line_of(understood: Understood, language: Language) -> str:
    """Write what became of a cell: ``E8 500 -> tasks[2].budget.total``; behind ``=`` stands the role of a label."""
    sign = {"leaf": "->", "label": "=", "leftover": "??"}[understood.outcome]
    meaning = understood.meaning or say(language, "understanding", "leftover")
    return harmless(f"{understood.cell.ref} {understood.cell.text} {sign} {meaning}")


def records(sheets: Sequence[GoalSheet]) -> str:
    """Give how sheets were understood to a program, a record for each cell."""
    return dump(
        [
            {
                "worksheet": each.cell.sheet,
                "ref": each.cell.ref,
                "text": each.cell.text,
                "outcome": each.outcome,
                "paths": each.paths,
                "role": each.role,
            }
            for group in by_table(sheets)
            for each in understand(group)
        ],
        indent=2,
    )


def _rows(found: Sequence[Understood]) -> Iterator[list[Understood | None]]:
    """Put cells in rows, with a place for each column that any of them stands in."""
    places = {column: place for place, column in enumerate(sorted({each.cell.column for each in found}))}
    for _, group in groupby(found, key=lambda each: each.cell.row):
        row: list[Understood | None] = [None] * len(places)
        for each in group:
            row[places[each.cell.column]] = each
        yield row


def _draw(stream: TextIO, found: Sequence[Understood], language: Language) -> None:
    from rich.table import Table
    from rich.text import Text

    table = Table(show_header=False, show_lines=True, padding=(0, 1))
    for row in _rows(found):
        first = next(each.cell.ref for each in row if each is not None)
        cells = [Text() if each is None else _drawn(each, language) for each in row]
        table.add_row(Text(first, style="dim"), *cells)
    console(stream).print(table)


def _drawn(each: Understood, language: Language) -> Text:
    from rich.text import Text

    text = harmless(each.cell.text)
    shown = text if len(text) <= _LONGEST_SHOWN else f"{text[: _LONGEST_SHOWN - 1]}…"
    last = (each.paths or (each.role or say(language, "understanding", "leftover"),))[0].rpartition(".")[2]
    return Text.assemble((shown, _STYLES[each.outcome]), "\n", (harmless(last), "dim"))


def summary(found: Sequence[Understood], language: Language) -> str:
    """Count what became leaves, labels, and neither, in one line."""
    counts = {outcome: sum(each.outcome == outcome for each in found) for outcome in _STYLES}
    return say(language, "understanding", "summary", **counts)
