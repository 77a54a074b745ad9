"""The command ``schema``."""

from __future__ import annotations

import click


@click.command()
@click.argument("model", type=click.Choice(["sheet", "report"]), default="sheet")
def schema(model: str) -> None:
    """Print the JSON Schema of the tree, or of the report.

    输出 JSON Schema。
    """
    import perfgoals
    from perfgoals.output.records import dump

    published = perfgoals.GoalSheet if model == "sheet" else perfgoals.Report
    click.echo(dump(published.model_json_schema(), indent=2))
