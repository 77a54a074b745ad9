"""A baseline: findings that were seen and accepted, so that a check tells what is new and what is gone.

A finding is known again by what stays as it is when rows are added or moved: the sheet by what it is about, the place
by the names on the way to it, and the figures. A figure that changes makes a new finding.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from decimal import Decimal
from os import PathLike
from pathlib import Path
from typing import Any, Literal

from pydantic import BaseModel, ConfigDict, ValidationError

from perfgoals.checker.facts import digits, plain
from perfgoals.checker.report import Finding, KnownFinding, Report
from perfgoals.errors import UsageError
from perfgoals.models import GoalSheet, SheetKind
from perfgoals.targets import Target

_STEP = re.compile(r"([a-z_]+)(?:\[([0-9]+)\])?")
_COULD_NOT_JUDGE = frozenset({"insufficient-data", "crashed"})


class _Stored(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")


class SheetKey(_Stored):
    """Names a sheet by what it is about.

    file: the name of the file, only for a sheet that names neither department nor project.
    """

    kind: SheetKind
    year: int | None = None
    department: str | None = None
    project: str | None = None
    file: str | None = None


class KnownSheet(_Stored):
    """Holds the known findings of one sheet."""

    sheet: SheetKey
    findings: tuple[KnownFinding, ...]


class Baseline(_Stored):
    r"""Is the findings that are known, sheet by sheet, in the order of their sheets' names and of their codes.

    >>> from perfgoals.checker import check
    >>> from perfgoals.checker.examples import sheet_of
    >>> sheet = sheet_of("department: 某局\ntask: 购书 | 买书 | 500 | 480 | 0")
    >>> report = check(sheet, {"select": ["B01"]})
    >>> baseline = Baseline.of([(sheet, report)])
    >>> baseline.sheets[0].findings[0].place
    'tasks[购书].budget.total'
    >>> known = baseline.apply(sheet, report)
    >>> len(known.findings), known.suppressed, known.known
    (0, 1, 1)
    """

    schema_version: Literal["1"] = "1"
    sheets: tuple[KnownSheet, ...] = ()

    @classmethod
    def of(cls, checked: Iterable[tuple[GoalSheet, Report]]) -> Baseline:
        """Take the findings of reports for known. Sheets that are about the same thing become one."""
        gathered: dict[SheetKey, list[KnownFinding]] = {}
        for sheet, report in checked:
            known = gathered.setdefault(_key(sheet), [])
            missing = Counter(_known(sheet, finding) for finding in report.findings) - Counter(known)
            known += missing.elements()
        keys = sorted(gathered, key=SheetKey.model_dump_json)
        return cls(sheets=tuple(KnownSheet(sheet=key, findings=_sorted(gathered[key])) for key in keys))

    @classmethod
    def load(cls, path: str | PathLike[str]) -> Baseline:
        """Read the JSON file of a baseline. Raises :class:`UsageError` for a file that is none."""
        try:
            return cls.model_validate_json(Path(path).read_bytes())
        except OSError as error:
            raise UsageError("baseline-file", str(path), detail=error.strerror or str(error)) from error
        except ValidationError as error:
            first = error.errors()[0]
            detail = f"{'.'.join(map(str, first['loc']))}: {first['msg']}".removeprefix(": ")
            raise UsageError("baseline-file", str(path), detail=detail) from error

    def apply(self, sheet: GoalSheet, report: Report) -> Report:
        """Give the report without the findings that are known: they are counted, and what did not recur is listed."""
        key = _key(sheet)
        expected = Counter(known for each in self.sheets if each.sheet == key for known in each.findings)
        new: list[Finding] = []
        for finding in report.findings:
            known = _known(sheet, finding)
            if expected[known]:
                expected[known] -= 1
            else:
                new.append(finding)
        hidden = len(report.findings) - len(new)
        judged = {outcome.code for outcome in report.outcomes if outcome.status not in _COULD_NOT_JUDGE}
        stale = _sorted(known for known in expected.elements() if known.code in judged)
        update = {"findings": tuple(new), "suppressed": report.suppressed + hidden, "known": hidden, "stale": stale}
        return report.model_copy(update=update)


def _sorted(found: Iterable[KnownFinding]) -> tuple[KnownFinding, ...]:
    return tuple(sorted(found, key=lambda known: (known.code, known.place, known.model_dump_json())))


def _key(sheet: GoalSheet) -> SheetKey:
    department = plain(sheet.department.name) or None
    project = (plain(sheet.project.name) if sheet.project else "") or None
    source = sheet.origin.source
    file = Path(source).name if source and not department and not project else None
    return SheetKey(kind=sheet.kind, year=sheet.year, department=department, project=project, file=file)


def _known(sheet: GoalSheet, finding: Finding) -> KnownFinding:
    place, leaf = named_place(sheet, finding.path)
    value = digits(leaf) if isinstance(leaf, Decimal) else leaf.text if isinstance(leaf, Target) else None
    return KnownFinding(code=finding.code, case=finding.case, place=place, value=value, args=finding.args)


def named_place(sheet: GoalSheet, path: str) -> tuple[str, object]:
    """Give a path with names in place of positions, and what stands there, None where nothing does.

    What has no name keeps its position; of several of one name, the second is ``[name#2]``.
    """
    steps = list(_steps(sheet, path))
    return ".".join(step for step, _ in steps), steps[-1][1] if steps else None


def _steps(sheet: GoalSheet, path: str) -> Iterator[tuple[str, object]]:
    here: Any = sheet
    for attribute, index in _STEP.findall(path):
        here = getattr(here, attribute, None)
        if index and isinstance(here, Sequence) and int(index) < len(here):
            yield f"{attribute}[{_name_among(here, int(index))}]", here[int(index)]
            here = here[int(index)]
        else:
            yield f"{attribute}[{index}]" if index else attribute, here


def _name_among(siblings: Sequence[object], index: int) -> str:
    names = [_name(each) for each in siblings[: index + 1]]
    if not names[index]:
        return str(index)
    before = names.count(names[index])
    return names[index] if before == 1 else f"{names[index]}#{before}"


def _name(node: object) -> str:
    return plain(getattr(node, "name", None) or getattr(node, "label", None))
