"""The page of the command line names every command and every option there is."""

from __future__ import annotations

from pathlib import Path

import click
import pytest

from perfgoals.cli import main

PAGE = (Path(__file__).resolve().parents[2] / "docs" / "cli.md").read_text(encoding="utf-8")


@pytest.mark.parametrize("name", list(main.commands))
def test_the_page_names_the_command_and_its_options(name: str) -> None:
    assert f"perfgoals {name}" in PAGE
    command = main.commands[name]
    for parameter in command.get_params(click.Context(command)):
        if isinstance(parameter, click.Option) and parameter.name != "help":
            assert f"`{max(parameter.opts, key=len)}" in PAGE
