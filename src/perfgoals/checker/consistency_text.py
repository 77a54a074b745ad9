"""The rules of family X on words: figures of the goal against the indicators, the goal against the tasks it copies."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

from perfgoals.checker.facts import Facts, IndicatorRow, shown
from perfgoals.checker.lexicon import contains, words
from perfgoals.checker.rule import Context, Hit, NotApplicable, Shown, Verdicts, rule
from perfgoals.models import GoalSheet
from perfgoals.targets import Target, Threshold

_SHORTEST_NAME = 4
_LONGEST_SLIP = 3
_FEWEST_EQUAL = 10
# A clause that is like so many others is a pattern of the author; which of them it copies is not certain.
_MOST_ALIKE = 50
_CLAUSE_END = re.compile(r"[,。;:!?()]")
_HAN = re.compile(r"[\u4e00-\u9fff]+\Z")
_YEAR = re.compile(r"(?<![0-9])(20[0-9]{2})年")
_MEASURES = ("ratio", "people", "person-times", "occurrence", "count", "households", "area", "length", "time")


@cache
def _figure_behind() -> re.Pattern[str]:
    links = "|".join(sorted(map(re.escape, words("figure_links")), key=len, reverse=True))
    return re.compile(
        rf"(?P<value>(?:{links}){{0,2}}[0-9][0-9,.]*[^0-9,。;:、()]{{1,6}}?)(?=[,。;:、()]|以上|以下|以内|\Z)"
    )


@dataclass(frozen=True, slots=True)
class _Clause:
    """Is a stretch of text without a mark inside, and the leaf that it stands in."""

    path: str
    text: str


def _clauses(plain_text: str, path: str) -> Iterator[_Clause]:
    for part in _CLAUSE_END.split(plain_text):
        if part:
            yield _Clause(path, part)


def _goal_clauses(facts: Facts) -> list[_Clause]:
    if not any(facts.goal):
        raise NotApplicable("no-goal")
    return [clause for index, text in enumerate(facts.goal) for clause in _clauses(text, f"goal[{index}]")]


def _is_whole_name(clause: str, start: int) -> bool:
    return start == 0 or clause[start - 1] == "、" or clause[:start].endswith(words("name_openers"))


def _stated_in(clause: str, name: str) -> Threshold | None:
    """Read the figure behind a name in a clause; None where the name is not whole or no single figure follows."""
    start = clause.find(name)
    if start < 0 or not _is_whole_name(clause, start):
        return None
    found = _figure_behind().match(clause, start + len(name))
    target = Target.parse(found["value"]) if found else None
    return target if isinstance(target, Threshold) else None


def _is_of_another_time(clause: str, year: int | None) -> bool:
    return contains(clause, "other_times") or any(int(found) != year for found in _YEAR.findall(clause))


def _named(facts: Facts) -> dict[str, tuple[IndicatorRow, Threshold]]:
    """Give the indicators with one number by name, those whose name is long enough and stands once."""
    found: dict[str, list[tuple[IndicatorRow, Threshold]]] = defaultdict(list)
    for row in facts.rows:
        target = row.indicator.target
        if isinstance(target, Threshold) and len(row.name) >= _SHORTEST_NAME and target.change is None:
            unit = target.quantity.unit
            if unit is not None and unit.dimension in _MEASURES:
                found[row.name].append((row, target))
    return {name: rows[0] for name, rows in found.items() if len(rows) == 1}


@rule("X08")
def goal_figure_against_indicator(sheet: GoalSheet, context: Context) -> Verdicts:
    """Compare the figures of the overall goal with the indicators of the same name.

    Why: the indicators break the goal down (财预〔2015〕88号: relevance), so that one name has one figure. Only whole
        names right before a figure of the same unit count; other years, money and rates of change do not.
    Hit:
        goal: 档案数字化稳步推进，设备验收合格率达到90%
        indicator: 产出指标 | 质量指标 | 设备验收合格率 | ≥95%
    Near miss:
        goal: 设备验收合格率达到95%以上，到2025年参会人员满意度达到98%
        indicator: 产出指标 | 质量指标 | 设备验收合格率 | ≥95%
        indicator: 满意度指标 | 满意度指标 | 参会人员满意度 | ≥95%
        indicator: 产出指标 | 质量指标 | 验收合格率 | ≥90%
    Parameters: none.
    """
    clauses = _goal_clauses(context.facts)
    for name, (row, target) in _named(context.facts).items():
        for clause in clauses:
            stated = _stated_in(clause.text, name) if name in clause.text else None
            if stated is None or _is_of_another_time(clause.text, sheet.year):
                continue
            if stated.quantity.compare(target.quantity) in (-1, 1) and stated.change is None:
                args: dict[str, Shown] = {
                    "name": shown(row.indicator.name),
                    "value": shown(target.text),
                    "stated": shown(stated.text),
                }
                yield Hit(row.target_path, args, related=(clause.path, row.name_path))


@dataclass(frozen=True, slots=True)
class _Slip:
    """Is one place at which two clauses of the same length differ."""

    goal: str
    task: str


def _slip(goal: str, task: str) -> _Slip | None:
    """Give the one short run of characters that differs, or None where more differs or words were chosen."""
    places = [index for index, (one, other) in enumerate(zip(goal, task, strict=True)) if one != other]
    if not places or places[-1] - places[0] >= _LONGEST_SLIP or len(goal) - len(places) < _FEWEST_EQUAL:
        return None
    found = _Slip(goal[places[0] : places[-1] + 1], task[places[0] : places[-1] + 1])
    if not _HAN.match(found.goal) or not _HAN.match(found.task) or sorted(found.goal) == sorted(found.task):
        return None
    return None if _is_choice_of_words(goal, task, places[0], places[-1]) else found


@cache
def _common_words() -> tuple[int, frozenset[str]]:
    common = frozenset(words("common_words"))
    return max(map(len, common)), common


def _is_choice_of_words(goal: str, task: str, first: int, last: int) -> bool:
    """Tell whether a common word stands at the place in both texts: the difference was meant."""
    longest, common = _common_words()

    def has_common(text: str) -> bool:
        return any(
            text[start:end] in common
            for start in range(max(0, last + 1 - longest), first + 1)
            for end in range(last + 1, min(len(text), start + longest) + 1)
        )

    return has_common(goal) and has_common(task)


def _thirds(text: str) -> Iterator[tuple[int, int, str]]:
    """Cut a text into three: a slip of a few characters leaves at least one third as it was."""
    size = len(text) // 3
    for part, (start, end) in enumerate(((0, size), (size, 2 * size), (2 * size, len(text)))):
        yield len(text), part, text[start:end]


@rule("X10")
def goal_slip(sheet: GoalSheet, context: Context) -> Verdicts:
    """Find clauses of the goal that copy a task's content but for a few characters: a probable slip of the pen.

    Why: goal and tasks say the same in the same words (财预〔2015〕88号: completeness and form). One run of at most
        three Chinese characters replaced by as many others, at least ten others equal; added, dropped and moved words,
        and one common word for another, are choices of the author.
    Hit:
        task: 工作落实 | 承担机关日常文电的办理工作，做好归档 | 500 | 500 | 0
        goal: 承担机关日常稳点的办理工作，做好归档
    Near miss:
        task: 网络中心 | 保证机房环境和机房强弱电等符合网络运行要求；提高办公自动化应用水平 | 20 | 20 | 0
        goal: 保证机房环境和机房强电弱电等符合网络运行要求；提升办公自动化应用水平
    Parameters: none.
    """
    goal = _goal_clauses(context.facts)
    known = {clause.text: clause for clause in _task_clauses(context.facts)}
    if not known:
        raise NotApplicable("no-contents")
    by_third: dict[tuple[int, int, str], list[_Clause]] = defaultdict(list)
    for clause in known.values():
        for key in _thirds(clause.text):
            by_third[key].append(clause)
    for clause in goal:
        if clause.text in known or len(clause.text) <= _FEWEST_EQUAL:
            continue
        candidates = dict.fromkeys(c for key in _thirds(clause.text) for c in by_third.get(key, ()))
        if len(candidates) > _MOST_ALIKE:
            continue
        slips = [(task, found) for task in candidates if (found := _slip(clause.text, task.text))]
        if len(slips) == 1:
            (task, found), clause_shown = slips[0], shown(clause.text)
            args: dict[str, Shown] = {"goal": found.goal, "task": found.task, "clause": clause_shown}
            yield Hit(clause.path, args, related=(task.path,))


def _task_clauses(facts: Facts) -> Iterator[_Clause]:
    for (path, _), content in zip(facts.tasks, facts.contents, strict=True):
        yield from _clauses(content, f"{path}.content")
