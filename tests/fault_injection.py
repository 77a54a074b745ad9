"""How far the checker can be trusted: ``python -m tests.fault_injection`` prints recall and precision per rule.

Clean sheets get one fault each time (``checker/faults*.py``). A fault is found when
the right code points at the right leaf, whatever its severity. Every other new error or warning is a false alarm of its
rule, unless the same fault breaks that rule too. ``--missed`` and ``--false`` list the cases, ``--all`` takes every
place instead of a few for each kind and sheet, ``--write`` keeps the table in ``docs/precision.md``.
"""

from __future__ import annotations

import sys
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

from perfgoals.checker import CheckConfig, Finding, check
from perfgoals.models import GoalSheet
from tests.checker import (  # noqa: F401  (they add to the list)
    faults_in_other_words,
    faults_of_evaluations,
    faults_of_history,
    faults_of_pairs,
    faults_of_values,
)
from tests.checker.clean_trees import clean_evaluations, clean_trees
from tests.checker.faults import KINDS, Fault, Kind
from tests.checker.injecting import changed

PAGE = Path(__file__).resolve().parents[1] / "docs" / "precision.md"
START, END = "<!-- measured -->", "<!-- /measured -->"
MOST = 4
"""How many places of one sheet each kind of fault is put to."""
_LONGEST = 160
GRAVE = ("error", "warning")
STRICT = CheckConfig(select=("strict",))


@dataclass
class Measure:
    """Counts the faults of each rule, those found, the alarms that were right, and those that were false."""

    faults: Counter[str] = field(default_factory=Counter)
    found: Counter[str] = field(default_factory=Counter)
    right: Counter[str] = field(default_factory=Counter)
    false: Counter[str] = field(default_factory=Counter)
    silent: int = 0
    sheets: int = 0
    missed_cases: list[str] = field(default_factory=list)
    false_cases: list[str] = field(default_factory=list)

    def judge(self, place: str, fault: Fault, new: list[Finding]) -> None:
        """Count what one fault brought about."""
        self.faults[fault.code] += 1
        hit = any((finding.code, finding.path) == (fault.code, fault.path) for finding in new)
        self.found[fault.code] += hit
        if not hit:
            self.missed_cases.append(f"{fault.code} missed at {place}, {fault.path}: {str(fault.changes)[:_LONGEST]}")
        for finding in new:
            if finding.code == fault.code or finding.code in fault.also:
                self.right[finding.code] += 1
            elif finding.severity in GRAVE:
                self.false[finding.code] += 1
                self.false_cases.append(f"{finding.code} false at {place}: {finding.message}")

    def table(self) -> list[str]:
        """Give the lines of a Markdown table, a rule a line."""
        lines = ["| rule | faults | found | recall | false alarms | precision |", "|---|---|---|---|---|---|"]
        for code in sorted(self.faults.keys() | self.false.keys()):
            faults, found, false = self.faults[code], self.found[code], self.false[code]
            lines.append(
                f"| {code} | {faults} | {found} | {_share(found, faults)} | {false} "
                f"| {_share(self.right[code], self.right[code] + false)} |"
            )
        faults, found, false = self.faults.total(), self.found.total(), self.false.total()
        precision = _share(self.right.total(), self.right.total() + false)
        return [*lines, f"| all | {faults} | {found} | {_share(found, faults)} | {false} | {precision} |"]


def _share(part: int, whole: int) -> str:
    return f"{part / whole:.1%}" if whole else "–"


def clean_sheets() -> Iterator[tuple[str, GoalSheet, dict[str, Kind]]]:
    """Walk the clean sheets with the kinds of faults that are put into them."""
    for name, sheet in clean_trees():
        yield name, sheet, KINDS
    for name, sheet in clean_evaluations():
        yield name, sheet, faults_of_evaluations.KINDS


def measure(most: int = MOST) -> Measure:
    """Put every kind of fault into every clean sheet, at some places spread over it, ``most`` at the most."""
    result = Measure()
    for name, sheet, kinds in clean_sheets():
        before = check(sheet, STRICT)
        known = {_said(finding) for finding in before.findings}
        result.sheets += 1
        result.silent += not (before.errors or before.warnings)
        for kind, faults in kinds.items():
            places = list(faults(sheet))
            for fault in places[:: max(1, -(-len(places) // most))]:
                spoilt = changed(sheet, fault.changes)
                found = check(spoilt, STRICT, projects=fault.projects, previous=fault.previous).findings
                new = [finding for finding in found if _said(finding) not in known]
                if spoilt != sheet or fault.projects or fault.previous:
                    result.judge(f"{name}, {kind}", fault, new)
    return result


def _said(finding: Finding) -> tuple[str, str, str]:
    return finding.code, finding.path, finding.message


def report(result: Measure) -> str:
    """Give what the page of the documentation holds between its marks."""
    kinds = len(KINDS) + len(faults_of_evaluations.KINDS)
    head = f"clean sheets: {result.sheets}, silent at warning and above: {result.silent}, kinds of faults: {kinds}"
    return "\n".join([head, "", *result.table()])


def main(arguments: list[str]) -> None:
    """Print the table and the cases asked for; ``--write`` puts the table into the documentation."""
    result = measure(10**6 if "--all" in arguments else MOST)
    print(report(result))
    print("\n".join(result.missed_cases if "--missed" in arguments else []))
    print("\n".join(result.false_cases if "--false" in arguments else []))
    if "--write" in arguments:
        before, _, rest = PAGE.read_text("utf-8").partition(f"{START}\n")
        _, end, after = rest.partition(END)
        PAGE.write_text(f"{before}{START}\n{report(result)}\n{end}{after}", "utf-8")


if __name__ == "__main__":
    main(sys.argv[1:])
