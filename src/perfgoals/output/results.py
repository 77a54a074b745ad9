"""What checking many files yields, one result after another, and the count of it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from perfgoals.output.messages import Language, say

if TYPE_CHECKING:
    from perfgoals.checker import ApartReason, Report
    from perfgoals.errors import ReadError
    from perfgoals.models import GoalSheet

SEVERITIES = ("error", "warning", "info", "hint")
"""From the gravest to the mildest."""


@dataclass(frozen=True, slots=True)
class Checked:
    """Is one goal sheet of a file with its report.

    apart: why it was compared with none of the sheets given together with it; None where it was, or is read alone.
    """

    file: str
    sheet: GoalSheet
    report: Report
    apart: ApartReason | None = None


@dataclass(frozen=True, slots=True)
class Unreadable:
    """Is a file that could not be read, with the named error."""

    file: str
    error: ReadError


Result = Checked | Unreadable


def why_apart(result: Checked, language: Language) -> str | None:
    """Say why a sheet was compared with none of those given together with it; None where it was."""
    if result.apart is None:
        return None
    sheet, project, unknown = result.sheet, result.sheet.project, say(language, "outline", "blank")
    named = (sheet.department.name, *((project.competent_department, project.implementing_unit) if project else ()))
    names = say(language, "summary", "separator").join(filter(None, named))
    return say(language, "apart", result.apart, names=names or unknown, year=sheet.year or unknown)


@dataclass(slots=True)
class Tally:
    """Counts results as they pass by."""

    files: set[str] = field(default_factory=set)
    sheets: int = 0
    findings: Counter[str] = field(default_factory=Counter)
    suppressed: int = 0
    known: int = 0
    unreadable: int = 0
    crashed: int = 0

    def watch(self, results: Iterable[Result]) -> Iterator[Result]:
        """Pass the results on unchanged and count them."""
        for result in results:
            self.files.add(result.file)
            if isinstance(result, Unreadable):
                self.unreadable += 1
            else:
                self.sheets += 1
                self.findings.update(finding.severity for finding in result.report.findings)
                self.suppressed += result.report.suppressed
                self.known += result.report.known
                self.crashed += sum(outcome.status == "crashed" for outcome in result.report.outcomes)
            yield result

    def exit_code(self, fail_on: str) -> int:
        """Give 2 when a file or a rule could not do its part, 1 for findings as grave as ``fail_on``, else 0.

        fail_on: a severity, or ``never``.
        """
        if self.unreadable or self.crashed:
            return 2
        grave = SEVERITIES[: SEVERITIES.index(fail_on) + 1] if fail_on in SEVERITIES else ()
        return int(any(self.findings[severity] for severity in grave))
