"""The command ``score``; its options are the settings of scoring, each declared once, in the model."""

from __future__ import annotations

import sys
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, get_args

import click

from perfgoals.cli.inputs import source
from perfgoals.cli.options import form_option, format_option, language_option, named_errors

if TYPE_CHECKING:
    from pydantic.fields import FieldInfo

    from perfgoals.output.messages import Language


class _Score(click.Command):
    """Is a command with an option for each setting; the model is imported only when the command itself is asked for."""

    def get_params(self, ctx: click.Context) -> list[click.Parameter]:
        """Give the parameters, the settings before ``--help``."""
        *own, last = super().get_params(ctx)
        return [*own, *self._settings, last]

    @cached_property
    def _settings(self) -> list[click.Parameter]:
        from perfgoals.scoring import ScoringSettings

        return [_option(name, field) for name, field in ScoringSettings.model_fields.items()]


def _option(name: str, field: FieldInfo) -> click.Option:
    flag = f"--{name.replace('_', '-')}"
    default = "" if field.default is None else f" [{field.default}]"
    help_text = f"{field.description}{default}"
    if field.annotation is bool:
        return click.Option([f"{flag}/--no-{flag[2:]}", name], default=None, help=help_text)
    choices = [value for value in get_args(field.annotation) if isinstance(value, str)]
    kind = click.Choice(choices) if choices else click.STRING
    return click.Option([flag, name], type=kind, metavar=None if choices else "NUMBER", help=help_text)


@click.command(cls=_Score)
@click.argument("file", metavar="FILE")
@format_option("text", "json")
@form_option
@language_option
def score(file: str, style: str, form: Path | None, language: Language, **settings: str | bool | None) -> None:
    """Score the self-evaluations of a file anew, and compare what they print.

    FILE is a file, or - for standard input; its goal sheets of other kinds are passed over. Exit code: 0 what is
    printed agrees (what cannot be computed does not differ), 1 a score, the rate, the total or the grade differs,
    2 a wrong argument, a file that cannot be read, or one without a self-evaluation.

    重新核算自评表的得分，并与表列得分比较。退出码：0 一致，1 不一致，2 参数错误、文件不能读取或没有自评表。
    """
    import perfgoals
    from perfgoals.errors import UsageError
    from perfgoals.output.scoring import write_scores_json, write_scores_text

    with named_errors(language, file):
        chosen = {name: value for name, value in settings.items() if value is not None}
        own = perfgoals.Form.load(form) if form else None
        sheets = perfgoals.read_all(source(file), form=own)
        evaluations = [sheet for sheet in sheets if sheet.kind == "self-evaluation"]
        if not evaluations:
            raise UsageError("no-self-evaluation")
        scored = [(sheet, perfgoals.score(sheet, chosen)) for sheet in evaluations]
    write = write_scores_json if style == "json" else write_scores_text
    write(sys.stdout, file, scored, language)
    sys.exit(0 if all(scoring.agrees for _, scoring in scored) else 1)
