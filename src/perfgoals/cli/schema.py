"""The command ``schema``."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

if TYPE_CHECKING:
    from pydantic import BaseModel


@click.command()
@click.argument("model", type=click.Choice(["sheet", "report", "scoring"]), default="sheet")
def schema(model: str) -> None:
    """Print the JSON Schema of the tree, of the report, or of a scoring.

    输出 JSON Schema。
    """
    import perfgoals
    from perfgoals.output.records import dump

    published: dict[str, type[BaseModel]] = {
        "sheet": perfgoals.GoalSheet,
        "report": perfgoals.Report,
        "scoring": perfgoals.Scoring,
    }
    click.echo(dump(published[model].model_json_schema(), indent=2))
