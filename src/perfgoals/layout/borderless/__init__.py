"""Text that lost its borders gets rows and columns back, by the vocabulary of labels and the grammar of targets.

What is left of the borders cuts the text into pieces (pipes, fragments), or, where none is left, the labels do (stream,
glued); the pieces are put under the columns of a header at the least cost (fitting, alignment) and written as rows.
"""

from perfgoals.layout.borderless.flattened import may_be_flattened, regrids

__all__ = ["may_be_flattened", "regrids"]
