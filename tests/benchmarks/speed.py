"""Times reading and checking beside ``openpyxl.load_workbook`` alone and a raw read by python-calamine."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import count

import openpyxl
import python_calamine

import perfgoals
from perfgoals.forms import forms
from perfgoals.layout import known_labels
from perfgoals.readers import grid_from_text, read_grids
from tests.benchmarks.timing import TEXT, WORKBOOK, Call, medians

ROUNDS = 40


def unseen() -> Iterator[str]:
    """Give the text again and again, each time with words in it that no sheet before had: nothing of them is known."""
    text = TEXT.read_text(encoding="utf-8")
    labels = set(known_labels(grid_from_text(text), forms()))
    lines = [line.split("\t") for line in text.splitlines()]
    for number in count():
        mark = chr(ord("一") + number)
        marked = [[mark + word if _is_content(word.strip(), labels) else word for word in line] for line in lines]
        yield "\n".join(map("\t".join, marked))


def _is_content(word: str, labels: set[str]) -> bool:
    return word.isalpha() and word not in labels


def candidates() -> dict[str, Call]:
    texts, text, everything = unseen(), TEXT.read_text(encoding="utf-8"), perfgoals.CheckConfig(select=("strict",))
    return {
        "openpyxl.load_workbook(xlsx)": lambda: openpyxl.load_workbook(WORKBOOK),
        "calamine to_python(xlsx)": lambda: python_calamine.load_workbook(WORKBOOK).get_sheet_by_index(0).to_python(),
        "grid of xlsx": lambda: read_grids(WORKBOOK),
        "read(xlsx)": lambda: perfgoals.read(WORKBOOK),
        "read(xlsx) + check": lambda: perfgoals.check(perfgoals.read(WORKBOOK)),
        "read(xlsx) + check, strict": lambda: perfgoals.check(perfgoals.read(WORKBOOK), everything),
        "read_text": lambda: perfgoals.read_text(text),
        "read_text + check": lambda: perfgoals.check(perfgoals.read_text(text)),
        "read_text + check, strict": lambda: perfgoals.check(perfgoals.read_text(text), everything),
        "the same, words never seen": lambda: perfgoals.check(perfgoals.read_text(next(texts)), everything),
    }


def main() -> None:
    """Print the medians beside those of the two libraries: as ratios."""
    times = medians(candidates(), ROUNDS)
    library, raw = times["openpyxl.load_workbook(xlsx)"], times["calamine to_python(xlsx)"]
    print(f"openpyxl {openpyxl.__version__}, median of {ROUNDS} rounds")
    print(f"{'':<29}         ms  openpyxl / this  this / calamine")
    for name, median in times.items():
        print(f"{name:<29} {median:10.2f} {library / median:16.1f} {median / raw:16.1f}")
