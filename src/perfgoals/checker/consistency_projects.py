"""The rules of family X on several sheets at once: a department's sheet beside those of its projects."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Literal, NamedTuple

from perfgoals.checker.consistency_figures import Amount
from perfgoals.checker.facts import Facts, IndicatorRow, digits, shown
from perfgoals.checker.funding import stated_total
from perfgoals.checker.lexicon import words
from perfgoals.checker.matching import TaskRow, task_rows, without_year
from perfgoals.checker.office_names import Offices, office_name
from perfgoals.checker.rule import Context, Hit, NotApplicable, Shown, Undecided, Verdicts, judged, rule
from perfgoals.models import GoalSheet, MoneyUnit
from perfgoals.precision import add, subtract
from perfgoals.targets import Interval, Target, Threshold
from perfgoals.targets.stretch import Stretch, quantities

ApartReason = Literal["no-department", "other-department", "several-departments", "other-year", "no-project", "no-task"]


class Apart(NamedTuple):
    """Is a sheet that is compared with none of those beside it, and why; ``place`` is its index among them.

    no-department: no department's sheet is there. other-department: none is of a department that this project names.
    several-departments: the short name may mean any of several. other-year: one is, of another year. no-project: no
    project of the department and year is there. no-task: the department has no task of the project's name, so that
    only sums and indicators are compared.
    """

    place: int
    reason: ApartReason


def projects_of(department: GoalSheet, sheets: Iterable[GoalSheet]) -> tuple[GoalSheet, ...]:
    """Choose the project sheets of a department: those of its year that name it as theirs.

    The code that a unit may bear before its name (128001-某局) is no part of it. A short name (县卫健局) means the
    department that it can be short for (某县卫生健康局), where the sheets hold just one.

    >>> from perfgoals.models import Department, Project
    >>> office = GoalSheet(kind="department", year=2022, department=Department(name="某局"))
    >>> project = GoalSheet(kind="project", year=2022, project=Project(name="购书", implementing_unit="某局"))
    >>> projects_of(office, [office, project]) == (project,)
    True
    """
    name, beside = _own_name(department), tuple(sheets)
    if department.kind != "department" or not name or department.year is None:
        return ()
    offices = Offices([name, *_office_names(beside)])
    return tuple(
        sheet
        for sheet in beside
        if sheet.kind == "project" and sheet.year == department.year and name in _certain(offices, sheet)
    )


def apart(sheets: Sequence[GoalSheet]) -> Iterator[Apart]:
    """Say which departments and projects among several sheets are compared with no other one, and why.

    >>> [(each.place, each.reason) for each in apart([GoalSheet(kind="project", year=2022)])]
    [(0, 'no-department')]
    """
    offices = Offices(_office_names(sheets))
    tasks: dict[tuple[str, int | None], set[str]] = defaultdict(set)
    for each in sheets:
        if each.kind == "department":
            tasks[_own_name(each), each.year].update(row.name for row in task_rows(each))
    claimed = {(name, each.year) for each in sheets if each.kind == "project" for name in _certain(offices, each)}
    for index, sheet in enumerate(sheets):
        if sheet.kind == "department" and (sheet.year is None or (_own_name(sheet), sheet.year) not in claimed):
            yield Apart(index, "no-project")
        elif sheet.kind == "project" and (reason := _why_apart(sheet, offices, tasks)):
            yield Apart(index, reason)


def _why_apart(
    project: GoalSheet, offices: Offices, tasks: Mapping[tuple[str, int | None], set[str]]
) -> ApartReason | None:
    """Say why a project is compared with no department; None where it is."""
    meant = offices.meant(_departments(project))
    years = {(name, project.year) for name in meant.names} & set(tasks)
    if not tasks:
        return "no-department"
    if not meant.is_certain:
        return "several-departments" if meant.names else "other-department"
    if project.year is None or not years:
        return "other-year"
    name = without_year(project.project.name if project.project else None, project.year)
    return "no-task" if name and not any(name in tasks[each] for each in years) else None


def _office_names(sheets: Iterable[GoalSheet]) -> Iterator[str]:
    return (_own_name(sheet) for sheet in sheets if sheet.kind == "department")


def _own_name(sheet: GoalSheet) -> str:
    return office_name(sheet.department.name)


def _certain(offices: Offices, project: GoalSheet) -> frozenset[str]:
    meant = offices.meant(_departments(project))
    return meant.names if meant.is_certain else frozenset()


def _departments(sheet: GoalSheet) -> set[str]:
    project = sheet.project
    named = [project.competent_department, project.implementing_unit] if project else []
    return {name for text in (sheet.department.name, *named) if (name := office_name(text))}


@dataclass(frozen=True, slots=True)
class _Project:
    """Is a project whose name no other sheet bears, with its total in the department's money unit."""

    name: str
    total: Amount | None


def _projects(facts: Facts, unit: MoneyUnit) -> list[_Project]:
    sheets = [each.sheet for each in facts.projects]
    named = [(without_year(sheet.project.name if sheet.project else None, sheet.year), sheet) for sheet in sheets]
    counted = Counter(name for name, _ in named)
    return [_Project(name, _total(sheet, unit)) for name, sheet in named if name and counted[name] == 1]


def _total(sheet: GoalSheet, unit: MoneyUnit) -> Amount | None:
    """Give the total of a project for the year: of its funding block, else its printed total row."""
    found, printed = stated_total(sheet), sheet.stated_total
    amount = found.amount if found else None
    if printed is not None and not any(line.kind == "total" for line in sheet.funding):
        amount = printed.total
    return None if amount is None or sheet.unit is None else Amount.of(amount, sheet.unit, unit)


@rule("X20")
def projects_against_department(sheet: GoalSheet, context: Context) -> Verdicts:
    """Compare the totals of a department's projects with its tasks of the same names and with its 项目支出.

    Why: the department's goals are set task by task and tied to the budget (财预〔2015〕88号, ≈ article 15), so one
        project has one amount. Figures count as their intervals. A sum below 项目支出 may only mean that a sheet is not
        at hand, and is a note.
    Hit:
        task: 信息化建设 | 建设系统 | 500
        project 信息化建设: funding: 资金总额 | total | 520
    Near miss:
        task: 信息化建设 | 建设系统 | 500
        project 信息化建设: funding: 资金总额 | total | 500.00
        project 信息化运维: funding: 资金总额 | total | 80
    Parameters: none.
    """
    if not context.facts.projects:
        raise NotApplicable("no-projects")
    if sheet.unit is None:
        raise NotApplicable("no-unit")
    projects = _projects(context.facts, sheet.unit)
    matched, spending = list(_of_same_name(sheet, projects)), list(_project_spending(sheet))
    judged([*matched, *spending], "nothing-to-compare")
    yield from _task_by_task(sheet, matched)
    yield from _all_together(sheet, projects, whole=len(projects) == len(context.facts.projects))


def _of_same_name(sheet: GoalSheet, projects: list[_Project]) -> Iterator[tuple[TaskRow, _Project]]:
    by_name = {project.name: project for project in projects}
    rows = task_rows(sheet)
    counted = Counter(row.name for row in rows)
    for row in rows:
        if row.name in by_name and counted[row.name] == 1:
            yield row, by_name[row.name]


def _task_by_task(sheet: GoalSheet, matched: list[tuple[TaskRow, _Project]]) -> Verdicts:
    for row, project in matched:
        path, stated = f"{row.path}.budget.total", row.task.budget.total if row.task.budget else None
        if stated is None or project.total is None:
            yield Undecided(path, "blank-amount")
        elif stated != project.total.value:
            args = {"name": shown(row.task.name), **_args(sheet, Amount.of_cell(stated), project.total)}
            apart = _apart(project.total, Amount.of_cell(stated))
            yield Hit(path, args, case=None if apart else "rounding", related=(f"{row.path}.name",))


def _all_together(sheet: GoalSheet, projects: list[_Project], *, whole: bool) -> Verdicts:
    for path, label, stated in _project_spending(sheet):
        totals = [project.total for project in projects if project.total is not None]
        if not whole or len(totals) < len(projects):
            yield Undecided(path, "unclear-projects")
            continue
        together = Amount(add([total.value for total in totals]), add([total.half for total in totals]))
        if _apart(together, Amount.of_cell(stated)):
            case = "sum-above" if together.value > stated else "sum-below"
            args = _args(sheet, Amount.of_cell(stated), together)
            yield Hit(path, {"name": shown(label), "count": len(projects), **args}, case=case)


def _project_spending(sheet: GoalSheet) -> Iterator[tuple[str, str, Decimal]]:
    """Walk what the department plans for 项目支出: path, label, amount."""
    for row, line in enumerate(sheet.funding):
        for column, amount in enumerate(line.amounts):
            if line.kind == "project" and amount.role == "amount" and amount.amount is not None:
                yield f"funding[{row}].amounts[{column}].amount", line.label, amount.amount


def _apart(one: Amount, other: Amount) -> bool:
    return one.exceeds(other) or other.exceeds(one)


def _args(sheet: GoalSheet, department: Amount, projects: Amount) -> dict[str, Shown]:
    return {
        "department": digits(department.value),
        "projects": digits(projects.value),
        "difference": digits(abs(subtract(projects.value, department.value))),
        "unit": sheet.unit or "",
    }


@rule("X21")
def project_indicator_against_department(sheet: GoalSheet, context: Context) -> Verdicts:
    """Note indicators of one name that a department and one of its projects set so that both cannot be met.

    Why: the department's indicators sum up those of its projects (财预〔2015〕88号, ≈ article 15). A number of things
        of the whole may be more than that of one project, never less; a rate of one name is one and the same.
    Hit:
        indicator: 产出指标 | 数量指标 | 骨干培训人数 | =100人
        project 骨干培训: indicator: 产出指标 | 数量指标 | 骨干培训人数 | ≥200人
    Near miss:
        indicator: 产出指标 | 数量指标 | 骨干培训人数 | =100人
        indicator: 产出指标 | 质量指标 | 培训合格率 | ≥95%
        project 骨干培训: indicator: 产出指标 | 数量指标 | 骨干培训人数 | =60人
        project 骨干培训: indicator: 产出指标 | 质量指标 | 培训合格率 | ≥90%
    Parameters: none.
    """
    if not context.facts.projects:
        raise NotApplicable("no-projects")
    pairs = ((facts.sheet, *pair) for facts in context.facts.projects for pair in _of_one_name(context.facts, facts))
    for other, whole, part in judged(pairs, "nothing-to-compare"):
        if _contradict(whole.indicator.target, part.indicator.target):
            args = {
                "name": shown(whole.indicator.name),
                "value": shown(whole.indicator.target.text),
                "project": shown(other.project.name if other.project else None),
                "project_value": shown(part.indicator.target.text),
            }
            yield Hit(whole.target_path, args, related=(whole.name_path,))


def _of_one_name(department: Facts, project: Facts) -> Iterator[tuple[IndicatorRow, IndicatorRow]]:
    sides = [_by_name(facts) for facts in (department, project)]
    for key, rows in sides[0].items():
        others = sides[1].get(key, [])
        if key[1] and len(rows) == len(others) == 1:
            yield rows[0], others[0]


def _by_name(facts: Facts) -> dict[tuple[str | None, str], list[IndicatorRow]]:
    found: dict[tuple[str | None, str], list[IndicatorRow]] = defaultdict(list)
    for row in facts.rows:
        found[row.group_kind, without_year(row.name, facts.sheet.year)].append(row)
    return found


def _contradict(whole: Target, part: Target) -> bool:
    """Tell whether nothing meets both; of a number of things, only the part may be too much."""
    if not isinstance(whole, Threshold | Interval) or not isinstance(part, Threshold | Interval):
        return False
    first, *others = (*quantities(whole), *quantities(part))
    if first.unit is None or whole.change or part.change or not all(map(first.commensurable, others)):
        return False
    allowed, asked = Stretch.allowed(whole), Stretch.allowed(part)
    if allowed is None or asked is None:
        return False
    too_little = first.unit.dimension not in words("extensive") and asked.is_below(allowed)
    return allowed.is_below(asked) or too_little
