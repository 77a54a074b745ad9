"""A report as a table a person reads: on a terminal with colours and wrapping, in a pipe with every line whole."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from typing import TYPE_CHECKING, TextIO

from perfgoals.output.messages import Language, say
from perfgoals.output.places import references
from perfgoals.output.results import SEVERITIES, Checked, Result, Tally, Unreadable, why_apart
from perfgoals.output.terminal import align, console, harmless

if TYPE_CHECKING:
    from perfgoals.checker import Finding, Outcome, Report
    from perfgoals.errors import ReadError, UsageError
    from perfgoals.models import GoalSheet

_STYLES = {"error": "bold red", "warning": "yellow", "info": "cyan", "hint": "dim"}


def write_table(
    stream: TextIO, errors: TextIO, results: Iterable[Result], language: Language, *, quiet: bool = False
) -> None:
    """Write a table per sheet to the stream and a line per unreadable file to ``errors``.

    quiet: leave out sheets without findings, and all heads of more than a line and summaries.
    """
    tally = Tally()
    for result in tally.watch(results):
        if isinstance(result, Unreadable):
            errors.write(error_line(result.file, result.error, language) + "\n")
        elif result.report.findings or not quiet:
            _write_sheet(stream, result, language, quiet=quiet)
        stream.flush()
    if tally.sheets + tally.unreadable > 1 and not quiet:
        stream.write(_grand_total(tally, language) + "\n")


def _write_sheet(stream: TextIO, result: Checked, language: Language, *, quiet: bool) -> None:
    head = head_lines(result.file, result.sheet, language)
    rows = [_row(finding, language) for finding in result.report.findings]
    summary = summary_lines(result.report, language)
    if apart := why_apart(result, language):
        summary.append(harmless(apart))
    if quiet:
        head, summary = head[:1], []
    if stream.isatty():
        _draw(stream, head, rows, [_STYLES[finding.severity] for finding in result.report.findings], summary)
    else:
        stream.write("\n".join([*head, *align(rows, indent="  "), *(f"  {line}" for line in summary), "", ""]))


def _draw(stream: TextIO, head: list[str], rows: list[list[str]], styles: list[str], summary: list[str]) -> None:
    from rich.table import Table
    from rich.text import Text

    terminal = console(stream)
    terminal.print(head[0], style="bold")
    for line in head[1:]:
        terminal.print(line, style="dim")
    table = Table(box=None, show_header=False, padding=(0, 1))
    for fold in (False, False, True, True):
        table.add_column(no_wrap=not fold, overflow="fold")
    for row, style in zip(rows, styles, strict=True):
        table.add_row(Text(row[0], style=style), *row[1:])
    if rows:
        terminal.print(table)
    for line in summary:
        terminal.print(f"  {line}")
    terminal.print()


def head_lines(file: str, sheet: GoalSheet, language: Language) -> list[str]:
    """Say what was read: the file, then the sheet's kind, title, department, year, then how and how much."""
    origin = sheet.origin
    facts = [
        sheet.title or say(language, "kind", sheet.kind),
        sheet.project.name if sheet.project else None,
        sheet.department.name,
        _fact(language, "year", sheet.year),
        origin.format,
        _fact(language, "worksheet", origin.worksheet),
        _fact(language, "place", origin.place),
        _fact(language, "encoding", origin.encoding),
    ]
    amounts = [
        _fact(language, "tasks", sum(1 for _ in sheet.leaf_tasks())),
        say(language, "head", "total", value=f"{sheet.total:f}", unit=sheet.unit or "")
        if sheet.total is not None
        else None,
        _fact(language, "indicators", sum(1 for _ in sheet.iter_indicators())),
    ]
    return [harmless(file), *("  " + harmless(" · ".join(filter(None, line)).strip()) for line in (facts, amounts))]


def _fact(language: Language, key: str, value: object) -> str | None:
    return None if value is None else say(language, "head", key, value=value)


def _row(finding: Finding, language: Language) -> list[str]:
    cells = [
        say(language, "severity", finding.severity),
        finding.code,
        references(finding.cells) or finding.path or "-",
        finding.message,
    ]
    return [harmless(cell) for cell in cells]


def summary_lines(report: Report, language: Language) -> list[str]:
    """Count the findings, and name the rules that could not judge: they never pass for passed."""
    first = _counts(Counter(finding.severity for finding in report.findings), language)
    lines = [first + _suppressed(report.suppressed, report.known, language)]
    if report.stale:
        known = "; ".join(f"{known.code} {known.place}" for known in report.stale)
        lines.append(harmless(say(language, "summary", "stale", known=known)))
    for status in ("insufficient-data", "crashed"):
        codes = [_named(outcome) for outcome in report.outcomes if outcome.status == status]
        if codes:
            lines.append(say(language, "summary", status, codes=" ".join(codes)))
    return lines


def _suppressed(suppressed: int, known: int, language: Language) -> str:
    counts = {"suppressed": suppressed - known, "known": known}
    return "".join(say(language, "summary", key, count=count) for key, count in counts.items() if count)


def _named(outcome: Outcome) -> str:
    return harmless(f"{outcome.code} ({outcome.detail})") if outcome.detail else outcome.code


def _counts(tally: Mapping[str, int], language: Language) -> str:
    total = sum(tally.values())
    if not total:
        return say(language, "summary", "clean")
    parts = say(language, "summary", "separator").join(
        say(language, "summary", "part", severity=say(language, "severity", severity), count=tally[severity])
        for severity in SEVERITIES
        if severity in tally
    )
    return say(language, "summary", "counts", total=total, parts=parts)


def _grand_total(tally: Tally, language: Language) -> str:
    counts = _counts(tally.findings, language) + _suppressed(tally.suppressed, tally.known, language)
    return say(
        language,
        "summary",
        "all",
        files=len(tally.files),
        sheets=tally.sheets,
        counts=counts,
        unreadable=tally.unreadable,
    )


def error_line(source: str | None, error: ReadError | UsageError, language: Language) -> str:
    """Say in one line what was refused and why."""
    message = error.render(language)
    return harmless(say(language, "refused", "file", source=source, message=message) if source else message)
