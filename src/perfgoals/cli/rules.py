"""The commands about the rules: ``rules`` lists them, ``explain`` explains one."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from perfgoals.cli.options import config_option, configuration, format_option, language_option, named_errors

if TYPE_CHECKING:
    from perfgoals.output.messages import Language


@click.command()
@format_option("table", "json")
@config_option
@language_option
def rules(style: str, config: Path | None, language: Language) -> None:
    """List the rules: code, name, severity, what each checks.

    列出全部规则。
    """
    from perfgoals.output.rules import rules_json, rules_table

    with named_errors(language):
        listed = configuration(config).rule_set.declarations.values()
    click.echo(rules_json(listed, language) if style == "json" else rules_table(listed, language))


@click.command()
@click.argument("code")
@config_option
@language_option
def explain(code: str, config: Path | None, language: Language) -> None:
    """Explain a rule, named by its code (B01) or its name (row-total).

    说明一条规则：检查什么、依据、正例与反例。
    """
    from perfgoals.checker import explain as explanation

    with named_errors(language):
        text = explanation(code, language, config=configuration(config))
    click.echo(text)
