"""The command ``read``."""

from __future__ import annotations

import io
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import click

from perfgoals.cli.inputs import source
from perfgoals.cli.options import FILE, engine_option, form_option, language_option, named_errors

if TYPE_CHECKING:
    from perfgoals.models import GoalSheet
    from perfgoals.output.messages import Language
    from perfgoals.readers import Engine


@click.command()
@click.argument("file", metavar="FILE")
@click.option(
    "--format",
    "style",
    type=click.Choice(["json", "tree", "html"]),
    help="Form of the output: json, with --explain a grid. 输出形式：默认 json，--explain 时为表格。",
)
@form_option
@engine_option
@click.option("--all", "every", is_flag=True, help="Every goal sheet of a workbook. 读取工作簿中的全部绩效目标表。")
@click.option("--explain", "explained", is_flag=True, help="Show what each cell became. 说明每个单元格读作什么。")
@click.option("-o", "--output", type=FILE, help="Write to this new file. 写入新文件。")
@click.option("--force", is_flag=True, help="Overwrite the file of --output. 覆盖已有的输出文件。")
@language_option
def read(
    file: str,
    style: str | None,
    every: bool,
    explained: bool,
    output: Path | None,
    force: bool,
    form: Path | None,
    engine: Engine,
    language: Language,
) -> None:
    """Read a goal sheet and print its tree: JSON, or an outline with the cells; or explain how it was read.

    读取绩效目标表并输出其结构，或说明它是怎样读出来的。
    """
    import perfgoals
    from perfgoals.errors import UsageError
    from perfgoals.output.files import write_file
    from perfgoals.output.understanding import write_understanding

    with named_errors(language, file):
        if style == ("tree" if explained else "html"):
            raise UsageError("explain-format", format=style)
        own = perfgoals.Form.load(form) if form else None
        if every:
            sheets = perfgoals.read_all(source(file), form=own, engine=engine)
        else:
            sheets = [perfgoals.read(source(file), form=own, engine=engine)]
        if explained and style is None and output is None:
            write_understanding(sys.stdout, file, sheets, language)
            return
        text = (
            _explanation(file, sheets, style, language) if explained else _trees(sheets, style, language, every=every)
        )
        if output is None:
            click.echo(text)
        else:
            write_file(output, f"{text.rstrip()}\n", force=force)


def _explanation(file: str, sheets: Sequence[GoalSheet], style: str | None, language: Language) -> str:
    from perfgoals.output.understanding import records, write_understanding
    from perfgoals.output.understanding_page import page

    if style is not None:
        return page(file, sheets, language) if style == "html" else records(sheets)
    lines = io.StringIO()
    write_understanding(lines, file, sheets, language)
    return lines.getvalue()


def _trees(sheets: Sequence[GoalSheet], style: str | None, language: Language, *, every: bool) -> str:
    from perfgoals.output.outline import outline
    from perfgoals.output.records import dump

    if style == "tree":
        return "\n\n".join("\n".join(outline(sheet, language)) for sheet in sheets)
    trees = [sheet.model_dump(mode="json") for sheet in sheets]
    return dump(trees if every else trees[0], indent=2)
