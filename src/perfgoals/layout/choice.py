"""Which form a grid follows: its title says so, or else the labels that only one kind of sheet prints.

Sheets of several kinds may stand below each other on one worksheet; then each follows its own.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator, Sequence
from itertools import pairwise

from perfgoals.forms.form import Form
from perfgoals.forms.labels import label_key
from perfgoals.layout.columns import find_header
from perfgoals.layout.page import Page
from perfgoals.layout.vocabulary import Meaning, leading_title, names_a_sheet, title_weight, vocabulary
from perfgoals.readers.grid import Grid

_PADS = "|｜ "
_LONGEST_SIGN = 30
"""No label that tells a form is longer."""


def choose_form(grid: Grid, forms: Sequence[Form]) -> Form:
    """Choose the form of a grid among forms in the order of their trial; the last one takes what no other claims."""
    title = next((cell.text for cell in grid.cells() if names_a_sheet(cell.text.strip(_PADS))), "")
    named = _titled(title, forms)
    if named is not None:
        return named
    if grid.format == "text":
        whole = "".join("".join(cell.text.split()) for cell in grid.cells())
        titled = next((form for form in forms if title_weight(form, leading_title(whole))), None)
        if titled is not None:
            return titled
        return max((forms[-1], *forms), key=lambda form: sum(sign in whole for sign in form.signs))
    printed = {label_key(cell.text) for cell in grid.cells() if len(cell.text) <= _LONGEST_SIGN}
    return max((forms[-1], *forms), key=lambda form: sum(sign in printed for sign in form.signs))


def by_kind(grid: Grid, forms: Sequence[Form]) -> list[Grid]:
    """Divide a grid where a sheet of another kind begins: each has its own form.

    It begins with a title of another form, below a table of indicators and above one: a list of contents, or a title
    that a note mentions, divides nothing.
    """
    titles = [(row, form) for row, cells in grid.rows.items() if (form := _titled(cells[0].text, forms)) is not None]
    changes = [row for (_, before), (row, form) in pairwise(titles) if form is not before]
    tables = _tables(grid, forms) if changes else []
    begins = [0]
    for row in changes:
        above, below = bisect_left(tables, begins[-1]), bisect_left(tables, row)
        if above < below < len(tables):
            begins.append(row)
    ends = [*begins[1:], max(grid.rows, default=0) + 1]
    return [_between(grid, *rows) for rows in zip(begins, ends, strict=True)] if begins[1:] else [grid]


def _titled(text: str, forms: Sequence[Form]) -> Form | None:
    """Give the form that a title names; None where the text is no title of a sheet."""
    title = text.strip(_PADS)
    return next((form for form in forms if title_weight(form, title)), None) if names_a_sheet(title) else None


def _tables(grid: Grid, forms: Sequence[Form]) -> list[int]:
    """List the rows where the header of a table of indicators begins, to whichever form."""
    pages = [Page.of(grid, vocabulary(form)) for form in forms]
    lines = range(len(grid.rows))
    return [
        pages[0].numbers[line]
        for line in lines
        if any(page.may_begin_header(line) and find_header(page, line, "indicators") for page in pages)
    ]


def _between(grid: Grid, first: int, end: int) -> Grid:
    """Give the rows of a grid from one on, before another."""
    return grid.part(lambda row, column: first <= row < end)


def known_labels(grid: Grid, forms: Sequence[Form]) -> Iterator[str]:
    """Walk the texts of a grid that a form knows as a label of whatever part, each once."""
    words = [vocabulary(form) for form in forms]
    for text in dict.fromkeys(cell.text for cell in grid.cells()):
        if any((meaning := known.meaning(text)) != Meaning(meaning.key) for known in words):
            yield text
