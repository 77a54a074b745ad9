"""The command line: ``perfgoals check``, ``read``, ``score``, ``diff`` and the rest. Argument handling, nothing else.

Everything heavy is imported inside the commands, so that ``--help`` answers at once.
"""

from perfgoals.cli.commands import main

__all__ = ["main"]
