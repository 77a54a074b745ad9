"""Family S: the parts that a sheet must have, and the marks of an unfinished one."""

from __future__ import annotations

import re
from collections.abc import Iterator

from perfgoals.checker.facts import MARKUP, Facts, plain, shown
from perfgoals.checker.lexicon import is_blank, is_placeholder, matches, says_nothing
from perfgoals.checker.rule import Context, Hit, NotApplicable, Shown, Undecided, Verdicts, rule
from perfgoals.checker.structure_indicators import (
    duplicate_indicator,
    indicator_name,
    indicator_value,
    misplaced_group,
    unassigned_indicator,
)
from perfgoals.models import GoalSheet
from perfgoals.precision import add

_HAN = re.compile("[\u4e00-\u9fff]")
_FIRST_YEAR, _LAST_YEAR = 2000, 2099
_YEAR = re.compile(r"(?<![0-9])20[0-9]{2}(?![0-9])")
# Only "2021年度…目标" standing for itself names the sheet's own year; "较2021年度目标" compares with another one.
_GOAL_YEAR = re.compile(
    r"(?:\A|(?<=[。;:(])|(?<=本表为)|(?<=本表系))(20[0-9]{2})年度?"
    r"(?:部门|单位|项目|整体|总体|支出|预算|绩效)*目标(?:申报表|表)?(?=[:。,;)]|\Z)"
)


def _require_department(sheet: GoalSheet) -> None:
    if sheet.kind != "department":
        raise NotApplicable("not-department-form")


@rule("S01")
def budget_year(sheet: GoalSheet, context: Context) -> Verdicts:
    """Require a budget year between 2000 and 2099.

    Why: every goal and every deadline is one of the budget year (财预〔2015〕88号).
    Hit:
        year:
    Near miss:
        year: 2022
    Parameters: none.
    """
    if sheet.year is not None and not _FIRST_YEAR <= sheet.year <= _LAST_YEAR:
        yield Hit("year", {"year": sheet.year}, case="implausible")
    elif sheet.year is None and all(note.kind != "unreadable-year" for note in sheet.notes):
        yield Hit("year")


@rule("S02")
def department_name(sheet: GoalSheet, context: Context) -> Verdicts:
    """Require the name of the department (unit) on its overall sheet.

    Why: the form begins with it (财预〔2015〕88号).
    Hit:
        department:
    Near miss:
        department: 新疆巴州党委办公室
    Parameters: none.
    """
    _require_department(sheet)
    if is_placeholder(sheet.department.name):
        yield Hit("department.name")


@rule("S03")
def annual_tasks(sheet: GoalSheet, context: Context) -> Verdicts:
    """Require at least one task with an amount on a department's overall sheet.

    Why: the overall goal is set by way of the annual main tasks and their money (财预〔2015〕88号, ≈ article 15). Tasks
        that came without any column of amounts may be of a form that has none, so nothing is said about them. Some
        forms have no part for tasks and money at all, which is a note.
    Hit:
        goal: 保障正常运转
    Near miss:
        task: 人员保障 | 工资 | 500 | 500 | 0
    Parameters: none.
    """
    _require_department(sheet)
    lines = [task.budget for _, _, task in sheet.walk_tasks()]
    if all(is_placeholder(task.name) and task.budget is None for _, task in context.facts.tasks):
        has_money = sheet.unit is not None or sheet.stated_total is not None or bool(sheet.funding)
        yield Hit("tasks", case=None if has_money or sheet.tasks else "no-part")
    elif all(line is None for line in lines):
        yield Undecided("tasks", "no-amount-columns")
    elif all(is_blank(line) for line in lines):
        yield Hit("tasks", case="no-amount", related=tuple(f"{path}.name" for path, _ in context.facts.tasks))


@rule("S04")
def total_row(sheet: GoalSheet, context: Context) -> Verdicts:
    """Note that no total is printed, with the sum of the tasks.

    Why: the form ends its tasks with 金额合计 (财预〔2015〕88号); published versions often drop it.
    Hit:
        task: 人员保障 | 工资 | 1945.65 | 1945.65 | 0
        task: 日常运转 | 办公 | 239.27 | 239.27 | 0
    Near miss:
        task: 人员保障 | 工资 | 1945.65 | 1945.65 | 0
        total: 1945.65 | 1945.65 | 0
    Parameters: none.
    """
    _require_department(sheet)
    totals = [task.budget.total for _, task in context.facts.tasks if task.budget and task.budget.total is not None]
    if not totals:
        raise NotApplicable("no-amounts")
    if sheet.stated_total is None:
        case = None if len(totals) == len(context.facts.tasks) else "partial"
        yield Hit("stated_total", {"sum": add(totals), "unit": sheet.unit or ""}, case=case)


def _is_template(paragraph: str) -> bool:
    return matches(paragraph, "template_goals")


@rule("S05")
def goal_text(sheet: GoalSheet, context: Context) -> Verdicts:
    """Require an overall goal that says something.

    Why: systems refuse a goal that is blank or only - _ *; without a goal there is no budget (中发〔2018〕34号). Where
        words of the sheet were left over, the goal may be among them, and nothing is said.
    Hit:
        goal: -
    Near miss:
        goal: 保障部门正常办公
    Parameters: none.
    """
    if not all(says_nothing(paragraph) or _is_template(paragraph) for paragraph in context.facts.goal):
        return
    if not sheet.goal and any(_HAN.search(cell.text) for cell in sheet.leftover):
        yield Undecided("goal", "words-left-over")
    else:
        yield Hit("goal[0]" if sheet.goal else "goal")


@rule("S06")
def indicators(sheet: GoalSheet, context: Context) -> Verdicts:
    """Require at least one indicator.

    Why: the goal is spelled out by indicators (财预〔2015〕88号, ≈ articles 10 and 11).
    Hit:
        goal: 保障部门正常办公
    Near miss:
        indicator: 产出指标 | 数量指标 | 培训人数 | ≥100人
    Parameters: none.
    """
    if not context.facts.rows:
        yield Hit("indicators")


def _texts(sheet: GoalSheet, facts: Facts) -> Iterator[tuple[str, str, str | None]]:
    """Walk the texts that a person typed: the field, the path, the text."""
    for path, task in facts.tasks:
        yield "task_name", f"{path}.name", task.name
        yield "content", f"{path}.content", task.content
    for index, paragraph in enumerate(sheet.goal):
        yield "goal", f"goal[{index}]", paragraph
    for row in facts.rows:
        yield "indicator_name", row.name_path, row.indicator.name
        yield from (("value", each.target_path, each.indicator.target.text) for each in row.by_party)


@rule("S11")
def markup_residue(sheet: GoalSheet, context: Context) -> Verdicts:
    """Find tags and entities left in texts; the readers remove them, so this is for trees that came another way.

    Why: texts exported from web systems carry <p> and &nbsp; along.
    Hit:
        goal: <p>保障部门正常办公</p>
    Near miss:
        goal: 面积<500㎡的项目 & 其他
    Parameters: none.
    """
    for _, path, text in _texts(sheet, context.facts):
        found = MARKUP.findall(text or "")
        if found:
            yield Hit(path, {"residue": tuple(dict.fromkeys(found))})


@rule("S12")
def field_length(sheet: GoalSheet, context: Context) -> Verdicts:
    """Note texts that are longer than the fields of budget management systems, in characters.

    Why: the tables of these systems bound each field; a longer text is cut or refused.
    Hit:
        goal: 字×2001
    Near miss:
        goal: 字×2000
    Parameters:
        task_name: the limit of a task's name.
        content: the limit of a task's content.
        goal: the limit of the whole goal.
        indicator_name: the limit of an indicator's name.
        value: the limit of a target's text.
    """
    length = sum(map(len, sheet.goal))
    limits = {field: context.number(field) for field in context.parameters}
    if length > limits["goal"]:
        yield Hit("goal[0]", {"length": length, "limit": limits["goal"]})
    for field, path, text in _texts(sheet, context.facts):
        if field != "goal" and text is not None and len(text) > limits[field]:
            yield Hit(path, {"length": len(text), "limit": limits[field]})


@rule("S13")
def goal_template(sheet: GoalSheet, context: Context) -> Verdicts:
    """Find paragraphs of the goal that are left from the template, beside others that say something.

    Why: the form prints 目标1：, 目标2：, …… for the department to fill in (财预〔2015〕88号).
    Hit:
        goal: 目标1：保障部门正常办公
        goal: 目标2：……
    Near miss:
        goal: 目标1：保障部门正常办公
        goal: 目标明确
    Parameters: none.
    """
    paragraphs = context.facts.goal
    if all(says_nothing(paragraph) or _is_template(paragraph) for paragraph in paragraphs):
        raise NotApplicable("no-goal")
    for index, paragraph in enumerate(paragraphs):
        if _is_template(paragraph):
            yield Hit(f"goal[{index}]", {"text": shown(sheet.goal[index])})


@rule("S15")
def year_mismatch(sheet: GoalSheet, context: Context) -> Verdicts:
    """Compare the years of title, goal and footnotes with the budget year.

    Why: last year's sheet is the usual draft of this year's, and its year stays behind (practice of review). In running
        text only "2021年度…目标" standing for itself counts; comparisons, plans and dates of filling in do not.
    Hit:
        goal: 2021年度目标：保障部门正常办公
    Near miss:
        title: 2022年部门整体支出绩效目标表
        goal: 较2021年度目标提高5%，2021年至2025年持续改善
        footnote: 填报日期：2021年12月5日
    Parameters: none.
    """
    if sheet.year is None:
        yield Undecided("year", "no-year")
        return
    years = [int(year) for year in _YEAR.findall(plain(sheet.title))]
    if years and not min(years) <= sheet.year <= max(years):
        yield Hit("title", {"text": shown(sheet.title), "found": years[0], "year": sheet.year}, related=("year",))
    texts = [(f"goal[{i}]", text) for i, text in enumerate(context.facts.goal)]
    texts += [(f"footnotes[{i}]", plain(text)) for i, text in enumerate(sheet.footnotes)]
    for path, text in texts:
        for found in _GOAL_YEAR.finditer(text):
            if int(found.group(1)) != sheet.year:
                args: dict[str, Shown] = {"text": found.group(), "found": found.group(1), "year": sheet.year}
                yield Hit(path, args, related=("year",))


RULES = (
    budget_year,
    department_name,
    annual_tasks,
    total_row,
    goal_text,
    indicators,
    unassigned_indicator,
    indicator_name,
    indicator_value,
    duplicate_indicator,
    markup_residue,
    field_length,
    goal_template,
    misplaced_group,
    year_mismatch,
)
