"""Self-evaluations scored anew, as text with a line for each step, and as JSON."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from decimal import Decimal
from typing import TYPE_CHECKING, TextIO

from perfgoals.output.messages import Language, say
from perfgoals.output.places import references
from perfgoals.output.records import dump, identity
from perfgoals.output.table import head_lines
from perfgoals.output.terminal import align, harmless

if TYPE_CHECKING:
    from perfgoals.models import GoalSheet
    from perfgoals.scoring import Execution, Scoring, Step

Scored = Sequence[tuple["GoalSheet", "Scoring"]]

_MARKS = {True: "=", False: "≠", None: " "}
_COLUMNS = ("cell", "weight", "computed", "printed", "difference", "rule", "target", "actual", "name")


def write_scores_json(stream: TextIO, file: str, scored: Scored, language: Language) -> None:
    """Write one JSON document: each sheet with its scoring. Slugs and figures only, so that no language is needed."""
    sheets = [
        {**identity(file, sheet), "agrees": scoring.agrees, "scoring": scoring.model_dump(mode="json")}
        for sheet, scoring in scored
    ]
    stream.write(dump({"schema_version": "1", "sheets": sheets}, indent=2) + "\n")


def write_scores_text(stream: TextIO, file: str, scored: Scored, language: Language) -> None:
    """Write each sheet as a table of steps between its head and its total.

    A step that agrees is marked ``=``, one that differs ``≠``, one that could not be scored ``?``.
    """
    for sheet, scoring in scored:
        lines = [*head_lines(file, sheet, language), *_execution(scoring.execution, language)]
        steps = [scoring.execution.step] if scoring.execution and scoring.execution.step else []
        rows = [_row(step, sheet, language) for step in (*steps, *scoring.steps)]
        header = ["", *(say(language, "score", column) for column in _COLUMNS)]
        lines += align([header, *rows], indent="  ")
        lines += _conclusion(scoring, language)
        stream.write("\n".join(line.rstrip() for line in lines) + "\n\n")


def _execution(execution: Execution | None, language: Language) -> Iterator[str]:
    if execution is None or execution.rate is None:
        return
    facts = {"executed": _figure(execution.executed), "budget": _figure(execution.budget)}
    line = say(language, "score", "rate", rate=_figure(execution.rate), **facts)
    if execution.printed is not None:
        # A rate that no amount bears out may be a share, 0.55 for 55 %: it is shown as it stands.
        key = "rate_printed" if execution.agrees or execution.printed > 1 else "rate_unclear"
        line += say(language, "score", key, printed=_figure(execution.printed))
    yield f"{_MARKS[execution.agrees]:>3} {line}"


def _row(step: Step, sheet: GoalSheet, language: Language) -> list[str]:
    cells = sheet.locate_all(f"{step.path}.score") or sheet.locate_all(f"{step.path}.name")
    cells = cells or sheet.locate_all(f"{step.path}.label")
    how = say(language, "score_rule", step.rule) if step.rule else say(language, "score_reason", str(step.reason))
    row = [
        "?" if step.rule is None else _MARKS[step.agrees],
        references(cells, sheet.origin.worksheet),
        _figure(step.weight),
        _between(step.low, step.high, language),
        _figure(step.printed),
        f"{step.difference:+f}" if step.difference else "",
        how,
        step.target or "",
        step.actual or "",
        step.name or "",
    ]
    return [harmless(cell) for cell in row]


def _conclusion(scoring: Scoring, language: Language) -> Iterator[str]:
    if scoring.reason is not None:
        line = say(language, "score", "no_total", reason=say(language, "score_reason", scoring.reason))
    else:
        line = say(language, "score", "total", total=_between(scoring.low, scoring.high, language))
        line += _grade(scoring.grade, language)
    if scoring.printed_total is not None or scoring.printed_grade is not None:
        printed = {"total": _figure(scoring.printed_total), "grade": _grade(scoring.printed_grade, language)}
        line += say(language, "score", "total_printed", **printed)
    if scoring.total_agrees is False and scoring.printed_sum not in (None, scoring.printed_total):
        line += say(language, "score", "printed_sum", sum=_figure(scoring.printed_sum))
    answers = {scoring.total_agrees, scoring.grade_agrees}
    agrees = False if False in answers else scoring.total_agrees
    yield f"{_MARKS[agrees]:>3} {harmless(line)}"
    last = say(language, "score", "agrees" if scoring.agrees else "differs")
    undecided = sum(step.rule is None for step in scoring.steps)
    if undecided:
        last += say(language, "score", "undecided", count=undecided)
    yield f"    {last}"


def _grade(grade: str | None, language: Language) -> str:
    return say(language, "score", "grade", grade=grade) if grade else ""


def _between(low: Decimal | None, high: Decimal | None, language: Language) -> str:
    if low is None or high is None or low == high:
        return _figure(low)
    return say(language, "score", "range", low=_figure(low), high=_figure(high))


def _figure(figure: Decimal | None) -> str:
    return "" if figure is None else f"{figure:f}"
