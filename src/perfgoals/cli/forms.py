"""The command ``forms``."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING

import click

from perfgoals.cli.options import form_option, format_option, language_option, named_errors

if TYPE_CHECKING:
    from perfgoals.output.messages import Language


@click.command()
@click.argument("identifier", required=False, metavar="[ID]")
@format_option("table", "json")
@form_option
@language_option
def forms(identifier: str | None, style: str, form: Path | None, language: Language) -> None:
    """List the forms, or show one with its labels: that of an ID, or one of your own with --form.

    列出全部表样；指定 ID 或 --form 时，列出该表样认得的标签。
    """
    from perfgoals.errors import UsageError
    from perfgoals.forms import Form
    from perfgoals.forms import forms as builtin_forms
    from perfgoals.output.forms import form_json, forms_json, forms_table, write_form

    if identifier is None and form is None:
        listed = builtin_forms()
        click.echo(forms_json(listed) if style == "json" else forms_table(listed, language))
        return
    with named_errors(language):
        if identifier is not None and form is not None:
            raise UsageError("form-or-identifier")
        shown = Form.load(form) if form is not None else Form.builtin(identifier or "")
    if style == "json":
        click.echo(form_json(shown))
    else:
        write_form(sys.stdout, shown, language)
