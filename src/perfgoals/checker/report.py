"""What the checker answers: findings, the outcome of every rule, and the report that holds them."""

from __future__ import annotations

from typing import Literal

from pydantic import BaseModel, ConfigDict, PrivateAttr, model_validator

from perfgoals.checker.declaration import Args, Declaration, Language, Severity, catalogue, reasons
from perfgoals.errors import PerfGoalsError
from perfgoals.readers.grid import Cell

Status = Literal["passed", "failed", "not-applicable", "insufficient-data", "crashed"]


class _Answer(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")


class Finding(_Answer):
    """Is one fault of a sheet.

    code, rule: the final identifiers of the rule (``B01``, ``row-total``). case: which way of breaking the rule, None
    for the main one. path: the leaf that is at fault, always set. cells: where it was read, the primary one first, then
    the cells it disagrees with; empty for a tree without cells. args: the figures and names of the message, as shown.
    """

    code: str
    rule: str
    case: str | None = None
    severity: Severity
    message: str
    path: str
    cells: tuple[Cell, ...] = ()
    args: Args = {}

    _own: Declaration | None = PrivateAttr(default=None)

    def render(self, language: Language) -> str:
        """Say the same finding in another language (``zh-CN`` or ``en``); as it was, where the rule is not known."""
        known = self._own or catalogue().get(self.code)
        return known.render(self.case, self.args, language) if known else self.message


class Outcome(_Answer):
    """Is what became of one rule.

    reason: a slug of ``catalogue/reasons.toml`` where the rule did not apply or could not judge (a rule of one's own
    may give words of its own), ``internal-error``
    where it crashed. detail: the error of a crash. undecided: the paths that could not be judged.
    """

    code: str
    rule: str
    status: Status
    reason: str | None = None
    detail: str | None = None
    undecided: tuple[str, ...] = ()

    def explain(self, language: Language) -> str | None:
        """Give the reason as a sentence, None where there is none."""
        if self.reason is None:
            return None
        known = reasons().get(self.reason)
        text = known.text[language] if known else self.reason
        return f"{text}: {self.detail}" if self.detail else text


class KnownFinding(_Answer):
    """Is a finding as a baseline holds it: by what stays as it is when rows are added or moved.

    place: the path with names in place of positions. value: the figure or target that stands there.
    """

    code: str
    case: str | None = None
    place: str
    value: str | None = None
    args: Args = {}

    def __hash__(self) -> int:
        return hash((self.code, self.case, self.place, self.value))


class CheckFailed(PerfGoalsError):
    """Says that a sheet has errors; ``report`` is the whole report."""

    def __init__(self, report: Report) -> None:
        super().__init__(report)
        self.report = report

    def __str__(self) -> str:
        faults = [f"{finding.code} {finding.path}: {finding.message}" for finding in self.report.errors]
        crashes = [f"{o.code} {o.explain(self.report.language)}" for o in self.report.outcomes if o.status == "crashed"]
        return "\n".join(faults + crashes)


class Report(_Answer):
    """Is the answer of one check.

    findings: in the order of the catalogue, then of the sheet. outcomes: one for each rule that was selected, in the
    order of the catalogue. suppressed: how many findings ``ignore`` or a baseline kept out; known: how many of them the
    baseline did. stale: what the baseline holds of this sheet and no longer occurs. own_rules: what is declared about
    the rules that do not come with perfgoals.
    """

    schema_version: Literal["1"] = "1"
    language: Language = "zh-CN"
    findings: tuple[Finding, ...] = ()
    outcomes: tuple[Outcome, ...] = ()
    suppressed: int = 0
    known: int = 0
    stale: tuple[KnownFinding, ...] = ()
    own_rules: tuple[Declaration, ...] = ()

    @model_validator(mode="after")
    def _let_findings_know_own_rules(self) -> Report:
        own = {rule.code: rule for rule in self.own_rules}
        for finding in self.findings:
            finding._own = own.get(finding.code)
        return self

    @property
    def ok(self) -> bool:
        """Tell whether there is no error and no rule crashed."""
        return not self.errors and all(outcome.status != "crashed" for outcome in self.outcomes)

    @property
    def errors(self) -> tuple[Finding, ...]:
        """Give what is false or missing beyond argument."""
        return self._of("error")

    @property
    def warnings(self) -> tuple[Finding, ...]:
        """Give what an auditor would return the sheet for."""
        return self._of("warning")

    @property
    def infos(self) -> tuple[Finding, ...]:
        """Give the notes, which are no faults."""
        return self._of("info")

    @property
    def hints(self) -> tuple[Finding, ...]:
        """Give the remarks of the strict selection."""
        return self._of("hint")

    def _of(self, severity: Severity) -> tuple[Finding, ...]:
        return tuple(finding for finding in self.findings if finding.severity == severity)

    def raise_for_errors(self) -> None:
        """Raise :class:`CheckFailed` unless the report is ok."""
        if not self.ok:
            raise CheckFailed(self)
