"""Rows that are written anew: words under columns where that is decided, beside the table where it is not.

Each written cell holds the words it was given and points to the place in the file where they begin.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from itertools import pairwise

from perfgoals.layout.borderless.alignment import MUST_END, Place, align
from perfgoals.layout.borderless.fitting import (
    GAP,
    NO,
    RATE,
    WITHIN_A_LINE,
    Fit,
    FundingFit,
    IndicatorFit,
    is_figure,
    unit_cost,
)
from perfgoals.layout.borderless.fragments import Fragment
from perfgoals.layout.borderless.glued import Divider
from perfgoals.layout.page import BESIDE
from perfgoals.layout.values import SIGN
from perfgoals.layout.vocabulary import Vocabulary
from perfgoals.readers.grid import Cell

_LONGEST_TABLE = 20_000
"""Characters of rows that are divided; the longest tables have some 6 000, and every row costs time."""

_LEVELS = ("level-1", "level-2")
_LONGEST_LEVEL = 10
_BARE = re.compile(r"(?:\A|[≥≤=<>])[0-9][0-9,.]{0,15}\Z")
"""A number without a unit, with or without a sign."""

_PROJECT = "=project.name"

_OFTEN = 3
"""How often a text comes again in the last column of a table, as 计划标准 does; no name of an indicator does."""


@dataclass(slots=True)
class Written:
    """Holds the rows that were written."""

    words: Vocabulary
    rows: list[list[Cell]] = field(default_factory=list)

    def row(self, cells: Sequence[tuple[int, Fragment]]) -> None:
        """Add a row; the words keep the place in the file where they begin."""
        number = len(self.rows) + 1
        self.rows.append(
            [replace(f.cell, row=number, column=column, text=f.text, merged_from=None) for column, f in cells]
        )

    def beside(self, pieces: Sequence[Fragment]) -> None:
        """Keep words that were not decided: alone on their row, which no section takes."""
        words = [piece for piece in pieces if piece.text]
        if words:
            self.row([(BESIDE + index, piece) for index, piece in enumerate(words)])

    def divide(self, pieces: Sequence[Fragment], header: Sequence[str]) -> None:
        """Divide rows that lost every border."""
        text = "".join(piece.text for piece in pieces)
        owners = [piece for piece in pieces for _ in piece.text]
        divided = Divider(text, header, self.words).rows() if len(text) <= _LONGEST_TABLE else None
        if divided is None:
            self.beside(pieces)
            return
        rows, end = divided
        words: list[Fragment] = []
        places: list[Place] = []
        levels: dict[str, str] = {}
        astray = False
        for row in rows:
            printed = {header[part.column]: text[part.start : part.end] for part in row.parts}
            levels.update((role, word) for role, word in printed.items() if role in _LEVELS)
            known = "level-1" in printed or ("level-2" in printed and "level-1" not in header)
            astray = self._hides_level(printed.get("name", ""), levels) or (astray and not known)
            for number, part in enumerate(row.parts):
                word = text[part.start : part.end]
                ends = part is row.parts[-1]
                words.append(Fragment(word, owners[part.start].cell, self.words.meaning(word), ends_row=ends))
                places.append(Place(part.column, number == 0, row.decided and not astray))
        self._keep(words, places, header, IndicatorFit(self.words, header, words))
        self.beside([replace(owners[end], text=text[end:])] if end < len(text) else [])

    def _hides_level(self, name: str, levels: Mapping[str, str]) -> bool:
        """Tell whether a name may begin with a level's label that lost its border: 质量设备验收率 below 数量指标."""
        beginnings = (name[:length] for length in range(2, min(_LONGEST_LEVEL, len(name) - 1)))
        found = [label for label in beginnings if self.words.meaning(label).is_level]
        return any(not any(level.startswith(label) for level in levels.values()) for label in found)

    def fund(self, label: Fragment, values: Sequence[Fragment], header: Sequence[str]) -> None:
        """Put the figures of a funding row under its stages, when there is only one way to do so."""
        while len(values) > len(header) and not values[-1].text:
            values = values[:-1]
        fit = FundingFit(values, header)
        places = _places(values, header, fit, gap=1)
        costs = [fit.cost(word, word) if word < len(header) else NO for word in range(len(values))]
        whole = len(values) == len(header) and all(cost < NO for cost in costs)
        anchored = any(RATE.match(piece.text) for piece in values) and not any(costs)
        if whole or anchored:
            places = [Place(column, False, True) for column in range(len(values))]
        shown = [(place.column + 2, piece) for place, piece in zip(places, values, strict=True) if piece.text]
        if all(place.decided for place in places) and not any(place.begins_row for place in places[1:]):
            self.row([(1, label), *shown])
        else:
            self.row([(1, label)])
            self.beside(values)

    def align(self, pieces: Sequence[Fragment], header: Sequence[str], fit: Fit, by_lines: bool) -> None:
        """Put the words of the rows under the columns; a row that is not decided stands beside the table."""
        self._keep(pieces, _places(pieces, header, fit, by_lines), header, fit)

    def _keep(self, pieces: Sequence[Fragment], places: Sequence[Place], header: Sequence[str], fit: Fit) -> None:
        """Write the rows that are decided, and keep the others beside the table.

        Only a figure that may be points or a score is left out of the row that it belongs to. A row ends where it is
        decided that the next word is not part of it. Once a row with a level's
        label is not decided, nothing says to which level the rows below it belong, until that level is printed again;
        so it is with the project of a row that does not begin with a level.
        """
        rows: list[list[int]] = []
        for word, place in enumerate(places):
            if place.begins_row:
                rows.append([])
            rows[-1].append(word)
        lost = {"level-1"} & {*header} if _PROJECT in header else set()
        refrains = _refrains(rows, places, pieces, header)
        wrapped = _wrapped(rows, places, pieces, header)
        for number, row in enumerate(rows):
            shown = [word for word in row if pieces[word].text]
            sure = [w for w in shown if places[w].decided and fit.cost(w, places[w].column) < NO]
            doubtful = [w for w in shown if w not in sure]
            held = {header[places[word].column] for word in sure}
            lost -= held
            if number in refrains:
                lost |= {"level-2"} & {*header} or {"level-1"}
            after = next((w for w in range(row[-1] + 1, len(pieces)) if pieces[w].text), None)
            ends_here = after is None or pieces[row[-1]].ends_row or places[after].decided
            if (
                "name" in held
                and (_PROJECT in held or not any(role.startswith("=") for role in held))
                and ends_here
                and not lost
                and number not in wrapped
                and fit.spares([pieces[word] for word in doubtful])
            ):
                self.row([(places[word].column + 1, pieces[word]) for word in sure])
            elif held == {"level-1", "level-2"} and not doubtful and ends_here:
                # 效益指标 | 经济效益指标 of a template, left blank: what stands below has a level of its own
                self.row([(places[word].column + 1, pieces[word]) for word in sure])
            else:
                lost |= {level for word in row for level in _levels(pieces[word]) if level in header}
                lost |= {_PROJECT} & {*header} if shown and not _levels(pieces[shown[0]]) else set()
                doubtful = row
            self.beside([pieces[word] for word in doubtful])


def whole_values(pieces: Sequence[Fragment], header: Sequence[str]) -> list[Fragment]:
    """Join values that a blank divided, where the header has no column for the part: ≥ | 95%, 28000 | 平方米.

    A sign belongs to the figure behind it; a unit to the bare number before it on its line.
    """
    signs, units = not {"comparator", "nature"} & {*header}, "unit" not in header
    found: list[Fragment] = []
    for piece in pieces:
        last = found[-1] if found and not found[-1].ends_row else None
        beside = last is not None and last.cell is piece.cell
        if last is not None and (
            (signs and SIGN.match(last.text) and piece.text[:1].isdigit())
            or (units and beside and _BARE.search(last.text) and unit_cost(piece.text) == 0)
        ):
            found[-1] = replace(last, text=last.text + piece.text, ends_row=piece.ends_row)
        else:
            found.append(piece)
    return found


def _refrains(
    rows: Sequence[Sequence[int]], places: Sequence[Place], pieces: Sequence[Fragment], header: Sequence[str]
) -> set[int]:
    """Find the rows whose name comes again and again, with no figure for its target: they lie a field aside.

    计划标准 behind every value is what a last column says.
    """
    times = Counter(piece.text for piece in pieces)
    found: set[int] = set()
    for number, row in enumerate(rows):
        held = {header[places[word].column]: pieces[word].text for word in row}
        if times[held.get("name", "")] >= _OFTEN and not is_figure(held.get("target", "")):
            found.add(number)
    return found


def _wrapped(
    rows: Sequence[Sequence[int]], places: Sequence[Place], pieces: Sequence[Fragment], header: Sequence[str]
) -> set[int]:
    """Find the rows that may be one whose name was broken: one without a value, then one that begins with a name.

    Where a pad or a blank cell says that the value is blank, nothing was broken.
    """
    found: set[int] = set()
    if "target" not in header:
        return found
    for number, (row, after) in enumerate(pairwise(rows)):
        roles = {header[places[word].column] for word in row}
        begins = header[places[after[0]].column]
        if "target" not in roles and "name" in roles and begins == "name" and not pieces[row[-1]].ends_row:
            found.update((number, number + 1))
    return found


def _places(
    pieces: Sequence[Fragment], header: Sequence[str], fit: Fit, by_lines: bool = False, gap: int = 0
) -> list[Place]:
    """Put words and blank cells under columns; where blank cells are printed, a gap between two words is unlikely.

    A blank cell may also stand left of the columns, for the label merged down beside the table.
    """
    blanks = any(not piece.text for piece in pieces)
    margin = 1 if blanks else 0

    def cost(word: int, column: int) -> int:
        if not pieces[word].text:
            return fit.blank(column - margin) if column >= margin else 0
        return fit.cost(word, column - margin) if column >= margin else NO

    def skip(column: int) -> int:
        return fit.skip(column - margin) if column >= margin else 0

    ends = [_end_behind(pieces, word, by_lines) for word in range(len(pieces))]
    places = align(len(header) + margin, ends, cost, skip, GAP if blanks else gap)
    return [replace(place, column=place.column - margin) for place in places] if margin else places


def _end_behind(pieces: Sequence[Fragment], word: int, by_lines: bool) -> int:
    """Say what it costs to end a row behind a word: a table printed line by line ends none within a line."""
    if pieces[word].ends_row:
        return MUST_END
    inside = word + 1 < len(pieces) and pieces[word].cell is pieces[word + 1].cell
    return WITHIN_A_LINE if by_lines and inside else 0


def _levels(piece: Fragment) -> list[str]:
    """Name the levels that a label may be of; a first level opens a second one too."""
    levels = ["level-1", "level-2"] if piece.meaning.level1 else ["level-2"]
    return levels if piece.meaning.is_level else []
