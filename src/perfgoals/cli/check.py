"""The command ``check``."""

from __future__ import annotations

import sys
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

import click

from perfgoals.cli.inputs import expand, source
from perfgoals.cli.options import (
    FILE,
    codes,
    config_option,
    configuration,
    form_option,
    format_option,
    language_option,
    named_errors,
)

if TYPE_CHECKING:
    from perfgoals.checker import Baseline, CheckConfig, Report
    from perfgoals.forms import Form
    from perfgoals.models import GoalSheet
    from perfgoals.output.messages import Language
    from perfgoals.output.results import Result


@click.command()
@click.argument("files", nargs=-1, required=True, metavar="FILE...")
@format_option("table", "json", "jsonl")
@click.option(
    "--fail-on",
    type=click.Choice(["error", "warning", "info", "hint", "never"]),
    default="error",
    show_default=True,
    help="Exit with 1 for findings at or above this severity. 达到此级别时退出码为 1。",
)
@click.option("--select", multiple=True, callback=codes, help="Only these codes, families or names. 只检查这些规则。")
@click.option("--ignore", multiple=True, callback=codes, help="Not these codes, families or names. 不检查这些规则。")
@click.option("--strict", is_flag=True, help="Turn on the rules of severity hint too. 同时启用建议级规则。")
@config_option
@form_option
@click.option("--baseline", type=FILE, help="JSON file with known findings, which are hidden. 已知问题的基线文件。")
@click.option("--write-baseline", type=FILE, help="Write all findings to this new file. 将全部问题写入新的基线文件。")
@click.option("--force", is_flag=True, help="Overwrite the file of --write-baseline. 覆盖已有的基线文件。")
@click.option("-q", "--quiet", is_flag=True, help="Findings and errors only. 只输出问题。")
@language_option
def check(
    files: Sequence[str],
    style: str,
    fail_on: str,
    select: list[str],
    ignore: list[str],
    strict: bool,
    config: Path | None,
    form: Path | None,
    baseline: Path | None,
    write_baseline: Path | None,
    force: bool,
    quiet: bool,
    language: Language,
) -> None:
    """Check goal sheets and report what is wrong, cell by cell.

    FILE is a file, a directory, a pattern, or - for standard input. Exit code: 0 clean, 1 findings at or above
    --fail-on, 2 a wrong argument, a file that cannot be read, or a rule that crashed.

    检查绩效目标表，逐单元格报告问题。退出码：0 无问题，1 有问题，2 参数错误、文件不能读取或规则崩溃。
    """
    from perfgoals.checker import Baseline
    from perfgoals.forms import Form
    from perfgoals.output.files import refuse_existing, write_file
    from perfgoals.output.records import dump, write_json, write_jsonl
    from perfgoals.output.results import Tally
    from perfgoals.output.table import write_table

    with named_errors(language):
        settings = _settings(config, select, ignore, strict=strict, language=language)
        own = Form.load(form) if form else None
        known = Baseline.load(baseline) if baseline else Baseline()
        if write_baseline:
            refuse_existing(write_baseline, force=force)
    checked: list[tuple[GoalSheet, Report]] = []
    tally = Tally()
    with _progress(expand(files), language, quiet=quiet) as names:
        results = tally.watch(_hide_known(_results(names, own, settings), known, checked))
        if style == "json":
            write_json(sys.stdout, results, language)
        elif style == "jsonl":
            write_jsonl(sys.stdout, results, language)
        else:
            write_table(sys.stdout, sys.stderr, results, language, quiet=quiet)
        sys.stdout.flush()
    if write_baseline:
        with named_errors(language):
            text = dump(Baseline.of(checked).model_dump(mode="json", exclude_none=True), indent=2)
            write_file(write_baseline, text + "\n", force=force)
    sys.exit(tally.exit_code("never" if write_baseline else fail_on))


def _settings(
    config: Path | None, select: list[str], ignore: list[str], *, strict: bool, language: Language
) -> CheckConfig:
    """Combine the configuration file with the options; an option takes the place of the file's setting."""
    from perfgoals.checker import CheckConfig

    base = configuration(config)
    selected = [*(select or base.select), *(["strict"] if strict else [])]
    options = {"select": selected, "ignore": ignore or base.ignore, "language": language}
    return CheckConfig.of({**dict(base), **options})


def _results(files: Iterable[str], form: Form | None, settings: CheckConfig) -> Iterator[Result]:
    import perfgoals
    from perfgoals.errors import ReadError
    from perfgoals.output.results import Checked, Unreadable

    for file in files:
        try:
            sheets = perfgoals.read_all(source(file), form=form)
        except ReadError as error:
            yield Unreadable(file, error)
            continue
        for sheet in sheets:
            yield Checked(file, sheet, perfgoals.check(sheet, config=settings))


def _hide_known(
    results: Iterable[Result], known: Baseline, checked: list[tuple[GoalSheet, Report]]
) -> Iterator[Result]:
    """Pass the results on without the findings that are known, and keep each sheet with its whole report."""
    from perfgoals.output.results import Checked

    for result in results:
        if isinstance(result, Checked):
            checked.append((result.sheet, result.report))
            yield replace(result, report=known.apply(result.sheet, result.report))
        else:
            yield result


@contextmanager
def _progress(files: list[str], language: Language, *, quiet: bool) -> Iterator[Iterable[str]]:
    """Show a bar on stderr while many files go into a pipe; on a terminal the tables show how far it is."""
    from perfgoals.output.messages import say

    if quiet or len(files) == 1 or sys.stdout.isatty() or not sys.stderr.isatty():
        yield files
        return
    label = say(language, "progress", "checking")
    with click.progressbar(files, label=label, file=sys.stderr, show_pos=True) as bar:
        yield bar
