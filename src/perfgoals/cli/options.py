"""The options that several commands share, and how a command ends when a file or an argument is refused."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

import click

from perfgoals.cli.inputs import language_of

if TYPE_CHECKING:
    from perfgoals.checker import CheckConfig
    from perfgoals.output.messages import Language

Command = TypeVar("Command", bound=Callable[..., Any])

FILE = click.Path(path_type=Path)


def _language(_context: click.Context, _parameter: click.Parameter, value: str | None) -> str:
    return value or language_of(os.environ)


def codes(_context: click.Context, _parameter: click.Parameter, values: Sequence[str]) -> list[str]:
    """Take names of rules as they are given, one by one or divided by commas."""
    return [code.strip() for value in values for code in value.replace("，", ",").split(",") if code.strip()]


def language_option(command: Command) -> Command:
    """Add ``--lang``; without it the locale decides, and without a locale it is Chinese."""
    return click.option(
        "--lang",
        "language",
        type=click.Choice(["zh-CN", "en"]),
        callback=_language,
        help="Language of messages; the locale decides, else zh-CN. 消息语言。",
    )(command)


def form_option(command: Command) -> Command:
    """Add ``--form``: a form of the user's own in place of those that come with perfgoals."""
    return click.option("--form", "form", type=FILE, help="TOML file with the form of the sheets. 表样文件。")(command)


def engine_option(command: Command) -> Command:
    """Add ``--engine``: what reads the cells of .xlsx files."""
    return click.option(
        "--engine",
        type=click.Choice(["perfgoals", "openpyxl"]),
        default="perfgoals",
        show_default=True,
        help="What reads the cells of .xlsx files. 读取 .xlsx 的引擎。",
    )(command)


def config_option(command: Command) -> Command:
    """Add ``--config``: the file with the configuration of the checker."""
    return click.option("--config", type=FILE, help="TOML file with the configuration. 配置文件。")(command)


def configuration(file: Path | None) -> CheckConfig:
    """Load what ``--config`` names, else the defaults; raises :class:`UsageError`."""
    from perfgoals.checker import CheckConfig

    return CheckConfig.load(file) if file else CheckConfig()


def format_option(*formats: str) -> Callable[[Command], Command]:
    """Add ``--format`` with the first of the formats as default."""
    return click.option(
        "--format",
        "style",
        type=click.Choice(formats),
        default=formats[0],
        show_default=True,
        help="Form of the output. 输出形式。",
    )


@contextmanager
def named_errors(language: Language, file: str | None = None) -> Iterator[None]:
    """End the command with 2 and one line on stderr when a file or an argument is refused."""
    from perfgoals.errors import ReadError, UsageError
    from perfgoals.output.table import error_line

    try:
        yield
    except (ReadError, UsageError) as error:
        blamed = error.source or (file if isinstance(error, ReadError) else None)
        click.echo(error_line(blamed, error, language), err=True)
        sys.exit(2)
