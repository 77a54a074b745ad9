"""The group of commands; each has a module of its own."""

from __future__ import annotations

import sys

import click

from perfgoals.cli.check import check
from perfgoals.cli.diff import diff
from perfgoals.cli.forms import forms
from perfgoals.cli.read import read
from perfgoals.cli.rules import explain, rules
from perfgoals.cli.schema import schema
from perfgoals.cli.score import score


@click.group(context_settings={"help_option_names": ["-h", "--help"]})
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
