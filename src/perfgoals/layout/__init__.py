"""Grid and form become a goal sheet, driven by labels; every non-empty cell is claimed or left over and reported."""

from perfgoals.layout.choice import by_kind, choose_form, known_labels
from perfgoals.layout.joining import joined, stray_rows
from perfgoals.layout.sheet import lay_out
from perfgoals.layout.surroundings import set_aside

__all__ = ["by_kind", "choose_form", "joined", "known_labels", "lay_out", "set_aside", "stray_rows"]
