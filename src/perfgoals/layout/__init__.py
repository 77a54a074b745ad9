"""Grid and form become a goal sheet, driven by labels; every non-empty cell is claimed or left over and reported."""

from perfgoals.layout.sheet import lay_out

__all__ = ["lay_out"]
