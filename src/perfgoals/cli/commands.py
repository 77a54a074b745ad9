"""The commands and their options."""

from __future__ import annotations

import io
import os
import sys
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

import click

from perfgoals.cli.inputs import expand, language_of, source

if TYPE_CHECKING:
    from perfgoals.checker import CheckConfig
    from perfgoals.forms import Form
    from perfgoals.models import GoalSheet
    from perfgoals.output.messages import Language
    from perfgoals.output.results import Result

Command = TypeVar("Command", bound=Callable[..., Any])

_FILE = click.Path(path_type=Path)


def _language(_context: click.Context, _parameter: click.Parameter, value: str | None) -> str:
    return value or language_of(os.environ)


def _codes(_context: click.Context, _parameter: click.Parameter, values: Sequence[str]) -> list[str]:
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
    return click.option("--form", "form", type=_FILE, help="TOML file with the form of the sheets. 表样文件。")(command)


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
def _named_errors(language: Language, file: str | None = None) -> Iterator[None]:
    """End the command with 2 and one line on stderr when a file or an argument is refused."""
    from perfgoals.errors import ReadError, UsageError
    from perfgoals.output.table import error_line

    try:
        yield
    except (ReadError, UsageError) as error:
        blamed = error.source or (file if isinstance(error, ReadError) else None)
        click.echo(error_line(blamed, error, language), err=True)
        sys.exit(2)


@click.group(context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(package_name="perfgoals", prog_name="perfgoals")
def main() -> None:
    """Read and check 绩效目标表, cell by cell.

    读取并逐单元格检查预算绩效目标表。
    """
    for stream in (sys.stdout, sys.stderr):
        # A pipe on Windows has the code page of the system, which cannot write every sheet.
        stream.reconfigure(encoding="utf-8", errors="backslashreplace")  # type: ignore[union-attr]


@main.command()
@click.argument("files", nargs=-1, required=True, metavar="FILE...")
@format_option("table", "json", "jsonl")
@click.option(
    "--fail-on",
    type=click.Choice(["error", "warning", "info", "hint", "never"]),
    default="error",
    show_default=True,
    help="Exit with 1 for findings at or above this severity. 达到此级别时退出码为 1。",
)
@click.option("--select", multiple=True, callback=_codes, help="Only these codes, families or names. 只检查这些规则。")
@click.option("--ignore", multiple=True, callback=_codes, help="Not these codes, families or names. 不检查这些规则。")
@click.option("--strict", is_flag=True, help="Turn on the rules of severity hint too. 同时启用建议级规则。")
@click.option("--config", type=_FILE, help="TOML file with the configuration. 配置文件。")
@form_option
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
    quiet: bool,
    language: Language,
) -> None:
    """Check goal sheets and report what is wrong, cell by cell.

    FILE is a file, a directory, a pattern, or - for standard input. Exit code: 0 clean, 1 findings at or above
    --fail-on, 2 a wrong argument, a file that cannot be read, or a rule that crashed.

    检查绩效目标表，逐单元格报告问题。退出码：0 无问题，1 有问题，2 参数错误、文件不能读取或规则崩溃。
    """
    from perfgoals.forms import Form
    from perfgoals.output.records import write_json, write_jsonl
    from perfgoals.output.results import Tally
    from perfgoals.output.table import write_table

    with _named_errors(language):
        settings = _settings(config, select, ignore, strict=strict, language=language)
        own = Form.load(form) if form else None
    tally = Tally()
    with _progress(expand(files), language, quiet=quiet) as names:
        results = tally.watch(_results(names, own, settings))
        if style == "json":
            write_json(sys.stdout, results, language)
        elif style == "jsonl":
            write_jsonl(sys.stdout, results, language)
        else:
            write_table(sys.stdout, sys.stderr, results, language, quiet=quiet)
        sys.stdout.flush()
    sys.exit(tally.exit_code(fail_on))


def _settings(
    config: Path | None, select: list[str], ignore: list[str], *, strict: bool, language: Language
) -> CheckConfig:
    """Combine the configuration file with the options; an option takes the place of the file's setting."""
    from perfgoals.checker import CheckConfig

    base = CheckConfig.load(config) if config else CheckConfig()
    selected = [*(select or base.select), *(["strict"] if strict else [])]
    options = {"select": selected, "ignore": ignore or base.ignore, "language": language}
    return CheckConfig.of({**base.model_dump(), **options})


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


@main.command()
@click.argument("file", metavar="FILE")
@click.option(
    "--format",
    "style",
    type=click.Choice(["json", "tree", "html"]),
    help="Form of the output: json, with --explain a grid. 输出形式：默认 json，--explain 时为表格。",
)
@form_option
@click.option("--all", "every", is_flag=True, help="Every goal sheet of a workbook. 读取工作簿中的全部绩效目标表。")
@click.option("--explain", "explained", is_flag=True, help="Show what each cell became. 说明每个单元格读作什么。")
@click.option("-o", "--output", type=_FILE, help="Write to this new file. 写入新文件。")
@click.option("--force", is_flag=True, help="Overwrite the file of --output. 覆盖已有的输出文件。")
@language_option
def read(
    file: str,
    style: str | None,
    every: bool,
    explained: bool,
    output: Path | None,
    force: bool,
    form: Path | None,
    language: Language,
) -> None:
    """Read a goal sheet and print its tree: JSON, or an outline with the cells; or explain how it was read.

    读取绩效目标表并输出其结构，或说明它是怎样读出来的。
    """
    import perfgoals
    from perfgoals.errors import UsageError
    from perfgoals.output.files import write_file
    from perfgoals.output.understanding import write_understanding

    with _named_errors(language, file):
        if style == ("tree" if explained else "html"):
            raise UsageError("explain-format", format=style)
        own = perfgoals.Form.load(form) if form else None
        sheets = perfgoals.read_all(source(file), form=own) if every else [perfgoals.read(source(file), form=own)]
        if explained and style is None and output is None:
            write_understanding(sys.stdout, file, sheets, language)
            return
        text = (
            _explanation(file, sheets, style, language) if explained else _trees(sheets, style, language, every=every)
        )
        if output is None:
            click.echo(text)
        else:
            write_file(output, f"{text.rstrip()}\n", force=force)


def _explanation(file: str, sheets: Sequence[GoalSheet], style: str | None, language: Language) -> str:
    from perfgoals.output.understanding import page, records, write_understanding

    if style is not None:
        return page(file, sheets, language) if style == "html" else records(sheets)
    lines = io.StringIO()
    write_understanding(lines, file, sheets, language)
    return lines.getvalue()


def _trees(sheets: Sequence[GoalSheet], style: str | None, language: Language, *, every: bool) -> str:
    from perfgoals.output.outline import outline
    from perfgoals.output.records import dump

    if style == "tree":
        return "\n\n".join("\n".join(outline(sheet, language)) for sheet in sheets)
    trees = [sheet.model_dump(mode="json") for sheet in sheets]
    return dump(trees if every else trees[0], indent=2)


@main.command()
@format_option("table", "json")
@language_option
def rules(style: str, language: Language) -> None:
    """List the rules: code, name, severity, what each checks.

    列出全部规则。
    """
    from perfgoals.output.rules import rules_json, rules_table

    click.echo(rules_json(language) if style == "json" else rules_table(language))


@main.command()
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
    with _named_errors(language):
        if identifier is not None and form is not None:
            raise UsageError("form-or-identifier")
        shown = Form.load(form) if form is not None else Form.builtin(identifier or "")
    if style == "json":
        click.echo(form_json(shown))
    else:
        write_form(sys.stdout, shown, language)


@main.command()
@click.argument("code")
@language_option
def explain(code: str, language: Language) -> None:
    """Explain a rule, named by its code (B01) or its name (row-total).

    说明一条规则：检查什么、依据、正例与反例。
    """
    from perfgoals.checker import explain as explanation

    with _named_errors(language):
        text = explanation(code, language)
    click.echo(text)


@main.command()
@click.argument("model", type=click.Choice(["sheet", "report"]), default="sheet")
def schema(model: str) -> None:
    """Print the JSON Schema of the tree, or of the report.

    输出 JSON Schema。
    """
    import perfgoals
    from perfgoals.output.records import dump

    published = perfgoals.GoalSheet if model == "sheet" else perfgoals.Report
    click.echo(dump(published.model_json_schema(), indent=2))
