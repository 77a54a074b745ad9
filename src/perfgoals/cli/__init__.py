"""The command line: ``perfgoals check | read | rules | explain | schema``. Argument handling, nothing else.

Everything heavy is imported inside the commands, so that ``--help`` answers at once.
"""

from perfgoals.cli.commands import main

__all__ = ["main"]
