"""The commands about the rules: ``rules`` lists them, ``explain`` explains one."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from perfgoals.cli.options import format_option, language_option, named_errors

if TYPE_CHECKING:
    from perfgoals.output.messages import Language


@click.command()
@format_option("table", "json")
@language_option
def rules(style: str, language: Language) -> None:
    """List the rules: code, name, severity, what each checks.

    列出全部规则。
    """
    from perfgoals.output.rules import rules_json, rules_table

    click.echo(rules_json(language) if style == "json" else rules_table(language))


@click.command()
@click.argument("code")
@language_option
def explain(code: str, language: Language) -> None:
    """Explain a rule, named by its code (B01) or its name (row-total).

    说明一条规则：检查什么、依据、正例与反例。
    """
    from perfgoals.checker import explain as explanation

    with named_errors(language):
        text = explanation(code, language)
    click.echo(text)
