"""The command ``diff``."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING

import click

from perfgoals.cli.inputs import source
from perfgoals.cli.options import form_option, format_option, language_option, named_errors

if TYPE_CHECKING:
    from perfgoals.output.messages import Language


@click.command()
@click.argument("old", metavar="OLD")
@click.argument("new", metavar="NEW")
@format_option("text", "json")
@form_option
@language_option
def diff(old: str, new: str, style: str, form: Path | None, language: Language) -> None:
    """Compare two goal sheets: tasks, money and targets that were added, removed, changed.

    Exit code: 0 nothing changed, 1 something changed, 2 a wrong argument or a file that cannot be read.

    比较两张绩效目标表：任务、金额、指标值的增减与变化。退出码：0 无变化，1 有变化，2 参数错误或文件不能读取。
    """
    import perfgoals
    from perfgoals.output.difference import difference_json, difference_text

    sides = []
    for file in (old, new):
        with named_errors(language, file):
            own = perfgoals.Form.load(form) if form else None
            sides.append((file, perfgoals.read(source(file), form=own)))
    before, after = sides
    difference = perfgoals.diff(before[1], after[1])
    if style == "json":
        click.echo(difference_json(before, after, difference))
    else:
        click.echo(difference_text(before, after, difference, language))
    sys.exit(int(bool(difference.changes)))
