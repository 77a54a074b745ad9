"""The command ``check``."""

from __future__ import annotations

import sys
from collections.abc import Iterable, Iterator, Sequence
from contextlib import ExitStack, contextmanager
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
    engine_option,
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
    from perfgoals.output.results import Result, Unreadable
    from perfgoals.readers import Engine

    Found = tuple[str, GoalSheet] | Unreadable


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
@engine_option
@click.option("--baseline", type=FILE, help="JSON file with known findings, which are hidden. 已知问题的基线文件。")
@click.option("--write-baseline", type=FILE, help="Write all findings to this new file. 将全部问题写入新的基线文件。")
@click.option("--force", is_flag=True, help="Overwrite the file of --write-baseline. 覆盖已有的基线文件。")
@click.option("--previous", type=FILE, help="Last year's sheet with its results. 上年的表（自评表），用于对比。")
@click.option("--together", is_flag=True, help="Compare departments with their projects. 将部门表与其项目表对照。")
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
    engine: Engine,
    baseline: Path | None,
    write_baseline: Path | None,
    force: bool,
    previous: Path | None,
    together: bool,
    quiet: bool,
    language: Language,
) -> None:
    """Check goal sheets and report what is wrong, cell by cell.

    FILE is a file, a directory, a pattern, or - for standard input. Exit code: 0 clean, 1 findings at or above
    --fail-on, 2 a wrong argument, a file that cannot be read, or a rule that crashed.

    检查绩效目标表，逐单元格报告问题。退出码：0 无问题，1 有问题，2 参数错误、文件不能读取或规则崩溃。
    """
    import perfgoals
    from perfgoals.checker import Baseline
    from perfgoals.forms import Form
    from perfgoals.output.files import refuse_existing, write_file
    from perfgoals.output.records import dump
    from perfgoals.output.results import Tally

    with named_errors(language):
        settings = _settings(config, select, ignore, strict=strict, language=language)
        own = Form.load(form) if form else None
        last_year = perfgoals.read(previous, form=own, engine=engine) if previous else None
        known = Baseline.load(baseline) if baseline else Baseline()
        if write_baseline:
            refuse_existing(write_baseline, force=force)
    checked: list[tuple[GoalSheet, Report]] | None = [] if write_baseline else None
    tally = Tally()
    with ExitStack() as reading:
        names = reading.enter_context(_progress(expand(files), language, quiet=quiet, together=together))
        found: Iterable[Found] = _read(names, own, engine)
        if together:
            found = list(found)
            reading.close()
        results = _hide_known(_results(found, settings, last_year), known, checked)
        _write(style, tally.watch(results), language, quiet=quiet)
    if write_baseline and checked is not None:
        with named_errors(language):
            text = dump(Baseline.of(checked).model_dump(mode="json", exclude_none=True), indent=2)
            write_file(write_baseline, text + "\n", force=force)
    sys.exit(tally.exit_code("never" if write_baseline else fail_on))


def _write(style: str, results: Iterable[Result], language: Language, *, quiet: bool) -> None:
    from perfgoals.output.records import write_json, write_jsonl
    from perfgoals.output.table import write_table

    if style == "json":
        write_json(sys.stdout, results, language)
    elif style == "jsonl":
        write_jsonl(sys.stdout, results, language)
    else:
        write_table(sys.stdout, sys.stderr, results, language, quiet=quiet)
    sys.stdout.flush()


def _settings(
    config: Path | None, select: list[str], ignore: list[str], *, strict: bool, language: Language
) -> CheckConfig:
    """Combine the configuration file with the options; an option takes the place of the file's setting."""
    from perfgoals.checker import CheckConfig

    base = configuration(config)
    selected = [*(select or base.select), *(["strict"] if strict else [])]
    options = {"select": selected, "ignore": ignore or base.ignore, "language": language}
    return CheckConfig.of({**dict(base), **options})


def _read(files: Iterable[str], form: Form | None, engine: Engine) -> Iterator[Found]:
    import perfgoals
    from perfgoals.errors import ReadError
    from perfgoals.output.results import Unreadable

    for file in files:
        try:
            sheets = perfgoals.read_all(source(file), form=form, engine=engine)
        except ReadError as error:
            yield Unreadable(file, error)
            continue
        for sheet in sheets:
            yield file, sheet


def _results(found: Iterable[Found], settings: CheckConfig, previous: GoalSheet | None) -> Iterator[Result]:
    """Check sheet after sheet; where all were read before, a department beside its projects."""
    from perfgoals.checker import apart, check, projects_of
    from perfgoals.output.results import Checked, Unreadable

    sheets = [each[1] for each in found if not isinstance(each, Unreadable)] if isinstance(found, list) else []
    reasons = {id(sheets[place]): reason for place, reason in apart(sheets)}
    for each in found:
        if isinstance(each, Unreadable):
            yield each
            continue
        file, sheet = each
        report = check(sheet, settings, previous=previous, projects=projects_of(sheet, sheets))
        yield Checked(file, sheet, report, reasons.get(id(sheet)))


def _hide_known(
    results: Iterable[Result], known: Baseline, checked: list[tuple[GoalSheet, Report]] | None
) -> Iterator[Result]:
    """Pass the results on without the findings that are known; keep each sheet with its whole report if asked to."""
    from perfgoals.output.results import Checked

    for result in results:
        if isinstance(result, Checked):
            if checked is not None:
                checked.append((result.sheet, result.report))
            yield replace(result, report=known.apply(result.sheet, result.report))
        else:
            yield result


@contextmanager
def _progress(files: list[str], language: Language, *, quiet: bool, together: bool) -> Iterator[Iterable[str]]:
    """Show a bar on stderr while many files are read and nothing else tells how far it is.

    On a terminal the tables do, unless all files are read before the first table.
    """
    from perfgoals.output.messages import say

    told = sys.stdout.isatty() and not together
    if quiet or len(files) == 1 or told or not sys.stderr.isatty():
        yield files
        return
    label = say(language, "progress", "checking")
    with click.progressbar(files, label=label, file=sys.stderr, show_pos=True) as bar:
        yield bar
