"""Which form a grid follows: its title says so, or else the labels that only one kind of sheet prints."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from perfgoals.forms.form import Form
from perfgoals.forms.labels import label_key
from perfgoals.layout.vocabulary import Meaning, leading_title, names_a_sheet, title_weight, vocabulary
from perfgoals.readers.grid import Grid

_PADS = "|｜ "
_LONGEST_SIGN = 30
"""No label that tells a form is longer."""


def choose_form(grid: Grid, forms: Sequence[Form]) -> Form:
    """Choose the form of a grid among forms in the order of their trial; the last one takes what no other claims."""
    for cell in grid.cells():
        title = cell.text.strip(_PADS)
        if names_a_sheet(title):
            named = next((form for form in forms if title_weight(form, title)), None)
            if named is not None:
                return named
            break
    if grid.format == "text":
        whole = "".join("".join(cell.text.split()) for cell in grid.cells())
        titled = next((form for form in forms if title_weight(form, leading_title(whole))), None)
        if titled is not None:
            return titled
        return max((forms[-1], *forms), key=lambda form: sum(sign in whole for sign in form.signs))
    printed = {label_key(cell.text) for cell in grid.cells() if len(cell.text) <= _LONGEST_SIGN}
    return max((forms[-1], *forms), key=lambda form: sum(sign in printed for sign in form.signs))


def known_labels(grid: Grid, forms: Sequence[Form]) -> Iterator[str]:
    """Walk the texts of a grid that a form knows as a label of whatever part, each once."""
    words = [vocabulary(form) for form in forms]
    for text in dict.fromkeys(cell.text for cell in grid.cells()):
        if any((meaning := known.meaning(text)) != Meaning(meaning.key) for known in words):
            yield text
