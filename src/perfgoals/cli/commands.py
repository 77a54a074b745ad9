"""The group of commands; each has a module of its own."""

from __future__ import annotations

import errno
import os
import sys
from typing import Any

import click

from perfgoals.cli.check import check
from perfgoals.cli.diff import diff
from perfgoals.cli.forms import forms
from perfgoals.cli.inputs import language_of
from perfgoals.cli.read import read
from perfgoals.cli.rules import explain, rules
from perfgoals.cli.schema import schema
from perfgoals.cli.score import score


class _Commands(click.Group):
    """Ends with 2 and one line where the output cannot be written, as on a full disk: 1 would tell of findings."""

    def invoke(self, ctx: click.Context) -> Any:
        try:
            try:
                return super().invoke(ctx)
            finally:
                sys.stdout.flush()
        except OSError as error:
            if error.errno == errno.EPIPE:
                raise  # the reader has seen enough; click ends without a word
            _say_unwritten(error)
            sys.exit(2)


def _say_unwritten(error: OSError) -> None:
    from perfgoals.errors import UsageError
    from perfgoals.output.table import error_line

    # What still waits to be written must not be tried again when the program ends.
    os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
    unwritten = UsageError("output-not-written", detail=error.strerror or str(error))
    click.echo(error_line(None, unwritten, language_of(os.environ)), err=True)


@click.group(cls=_Commands, context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(package_name="perfgoals", prog_name="perfgoals")
def main() -> None:
    """Read and check 绩效目标表, cell by cell.

    读取并逐单元格检查预算绩效目标表。
    """
    for stream in (sys.stdout, sys.stderr):
        # A pipe on Windows has the code page of the system, which cannot write every sheet.
        stream.reconfigure(encoding="utf-8", errors="backslashreplace")  # type: ignore[union-attr]


for command in (check, read, diff, score, rules, forms, explain, schema):
    main.add_command(command)
