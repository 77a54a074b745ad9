"""Runs the rules in their fixed order and owns what may go wrong in them."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from functools import lru_cache
from typing import Any

from perfgoals.checker.config import CheckConfig
from perfgoals.checker.declaration import Args, Declaration
from perfgoals.checker.facts import Facts, digits
from perfgoals.checker.report import Finding, Outcome, Report, Status
from perfgoals.checker.rule import Context, Hit, NotApplicable, Rule, Shown, Undecided
from perfgoals.errors import UsageError
from perfgoals.models import GoalSheet


def check(
    sheet: GoalSheet,
    config: CheckConfig | Mapping[str, Any] | None = None,
    *,
    rules: Iterable[Rule] = (),
    previous: GoalSheet | None = None,
    projects: Iterable[GoalSheet] = (),
) -> Report:
    """Judge a sheet by every selected rule.

    rules: rules of one's own, beside those that the configuration knows (see :func:`perfgoals.rule`).
    previous: last year's sheet with what was reached, for the rules that look back. projects: the sheets of a
    department's projects, for the rules that compare them with the department's.
    Gives a report for any tree; the only error is :class:`~perfgoals.errors.UsageError` for a wrong configuration.

    >>> sheet = GoalSheet(kind="department")
    >>> [finding.code for finding in check(sheet, {"select": ["S03", "S06"]}).findings]
    ['S03', 'S06']
    """
    config = _configuration(config, tuple(rules))
    beside = tuple(projects)
    for given in (sheet, *beside, *([] if previous is None else [previous])):
        if not isinstance(given, GoalSheet):
            raise UsageError("no-goal-sheet-given", type=type(given).__name__)
    facts = Facts(sheet, previous, beside)
    findings: list[Finding] = []
    outcomes: list[Outcome] = []
    suppressed, ignored = 0, config.ignored
    for rule in config.running:
        run = _run(rule, facts, config)
        if rule.code in ignored:
            suppressed += len(run.findings)
            continue
        findings += run.findings
        outcomes.append(run.outcome(rule.declaration))
    ran = {outcome.code for outcome in outcomes}
    return Report(
        language=config.language,
        findings=tuple(findings),
        outcomes=tuple(outcomes),
        suppressed=suppressed,
        own_rules=tuple(rule.declaration for rule in config.rule_set.own if rule.code in ran),
    )


def _configuration(config: CheckConfig | Mapping[str, Any] | None, rules: tuple[Rule, ...]) -> CheckConfig:
    if not isinstance(config, CheckConfig):
        return CheckConfig.of({} if config is None else config, rules=rules)
    if not rules:
        return config
    settings = {name: getattr(config, name) for name in CheckConfig.model_fields}
    return CheckConfig.of({**settings, "rules": (*config.rules, *rules)})


@dataclass(slots=True)
class _Run:
    """Is what one rule gave: its findings, and why it could not judge all or anything."""

    findings: list[Finding] = field(default_factory=list)
    undecided: list[Undecided] = field(default_factory=list)
    not_applicable: str | None = None
    crash: str | None = None

    def outcome(self, rule: Declaration) -> Outcome:
        status, reason = self._status()
        if not self.undecided and self.crash is None:
            return _plain_outcome(rule.code, rule.slug, status, reason)
        undecided = tuple(dict.fromkeys(place.path for place in self.undecided))
        return Outcome(
            code=rule.code, rule=rule.slug, status=status, reason=reason, detail=self.crash, undecided=undecided
        )

    def _status(self) -> tuple[Status, str | None]:
        if self.crash is not None:
            return "crashed", "internal-error"
        if self.findings:
            return "failed", None
        if self.not_applicable is not None:
            return "not-applicable", self.not_applicable
        if self.undecided:
            return "insufficient-data", self.undecided[0].reason
        return "passed", None


@lru_cache(maxsize=1024)
def _plain_outcome(code: str, slug: str, status: Status, reason: str | None) -> Outcome:
    """Give an outcome without details; sheet after sheet has the same ones, which never change."""
    return Outcome(code=code, rule=slug, status=status, reason=reason)


def _run(rule: Rule, facts: Facts, config: CheckConfig) -> _Run:
    run, declared = _Run(), rule.declaration
    try:
        for verdict in rule.judge(facts.sheet, Context(facts, config.parameters_of(declared))):
            if rule.own is not None:
                _demand_paths(facts.sheet, verdict)
            if isinstance(verdict, Undecided):
                run.undecided.append(verdict)
            elif (finding := _finding(declared, verdict, facts, config)) is not None:
                run.findings.append(finding)
    except NotApplicable as nothing:
        run.not_applicable = nothing.reason
    except Exception as error:  # a rule that crashes must not stop the others; the report names it
        run.crash = f"{type(error).__name__}: {error}"
    if run.findings and declared.needs_whole in facts.partly_read:
        run.undecided += [Undecided(finding.path, "partly-read") for finding in run.findings]
        run.findings.clear()
    return run


def _demand_paths(sheet: GoalSheet, verdict: Hit | Undecided) -> None:
    """Raise LookupError for a path that is none of the sheet's: it would name no cell, and nobody would know why."""
    for path in (verdict.path, *(verdict.related if isinstance(verdict, Hit) else ())):
        if not _is_path(sheet, path):
            raise LookupError(f"the sheet has no {path!r}")


def _is_path(sheet: GoalSheet, path: str) -> bool:
    """Tell whether a path leads to a part of the tree; what would stand below a blank part is blank as well."""
    node: object = sheet
    for step in path.split("."):
        if node is None:
            return True
        name, *indexes = step.replace("]", "").split("[")
        if name not in getattr(type(node), "model_fields", getattr(type(node), "__dataclass_fields__", ())):
            return False
        node = getattr(node, name)
        for index in indexes:
            if not isinstance(node, tuple) or not (index.isdecimal() and int(index) < len(node)):
                return False
            node = node[int(index)]
    return True


def _finding(rule: Declaration, hit: Hit, facts: Facts, config: CheckConfig) -> Finding | None:
    severity = config.severity_of(rule, hit.case)
    if severity == "hint" and rule.code not in config.with_hints:
        return None
    args: Args = {name: _text(value) for name, value in hit.args.items()}
    cells = hit.cells or tuple(dict.fromkeys(cell for path in (hit.path, *hit.related) for cell in facts.cells(path)))
    return Finding(
        code=rule.code,
        rule=rule.slug,
        case=hit.case,
        severity=severity,
        message=rule.render(hit.case, args, config.language),
        path=hit.path,
        cells=cells,
        args=args,
    )


def _text(value: Shown) -> str | tuple[str, ...]:
    if isinstance(value, str | tuple):
        return value
    return str(value) if isinstance(value, int) else digits(value)
