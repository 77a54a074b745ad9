"""The rules of family X on words: figures of the goal against the indicators, the goal against the tasks it copies."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import cache
from itertools import chain

from perfgoals.checker.facts import Facts, IndicatorRow, shown
from perfgoals.checker.lexicon import contains, words
from perfgoals.checker.rule import Context, Hit, NotApplicable, Shown, Undecided, Verdicts, judged, rule
from perfgoals.checker.walking import dimension
from perfgoals.models import GoalSheet
from perfgoals.targets import Target, Threshold
from perfgoals.targets.stretch import Stretch

_SHORTEST_NAME = 4
_LONGEST_SLIP = 3
_FEWEST_EQUAL = 10
_LEAST_BESIDE = 3
# Of ten equal characters around a slip, five stand together; a run that many tasks share says nothing of copying.
_RUN = _FEWEST_EQUAL // 2
_MOST_SHARED = 50
_MOST_SOURCES = 3
# Longer texts than any form takes (2000 and 4000 characters) are not aligned.
_LARGEST_ALIGNMENT = 2000 * 4000
_LONGEST_NAME = 60
_LONGEST_LINKS = 24
_FIGURE = re.compile(r"[0-9][0-9,.]*[^0-9,。;:、()]{0,8}?(?=[,。;:、()]|\Z)")
_CLAUSE_END = re.compile(r"[,。;:!?()]")
_SAME_MARKS = str.maketrans(";。:!?、", ",,,,,,")
_HAN = re.compile(r"[\u4e00-\u9fff]+\Z")
_YEAR = re.compile(r"(?<![0-9])(20[0-9]{2})年")
# 由94%提高到95.5%: what was stands between the name and what is to be.
_FROM = "(?P<past>(?:由|从)[0-9][0-9.]*[^0-9,。;:、()由从]{0,8}?)?"
_MONEY = ("money", "money-per")


@cache
def _links() -> re.Pattern[str]:
    words_between = "|".join(sorted(map(re.escape, words("figure_links")), key=len, reverse=True))
    return re.compile(rf"{_FROM}(?:{words_between}){{0,2}}\Z")


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
    return start == 0 or clause[start - 1] == "、" or clause.endswith(words("name_openers"), 0, start)


@dataclass(frozen=True, slots=True)
class _Stated:
    """Is a figure of the goal: the clause it stands in, the names that may be its own, what it says."""

    clause: _Clause
    names: tuple[str, ...]
    target: Threshold

    def in_unit_of(self, target: Threshold) -> Threshold:
        """Give the target; a bare number stands for what a rate such as 人/万车 measures, whose unit nobody repeats."""
        own, unit = self.target.quantity, target.quantity.unit
        if own.unit is not None or own.scale is not None or unit is None or "/" not in unit.symbol:
            return self.target
        return replace(self.target, quantity=replace(own, unit=unit))


def _stated(clause: _Clause) -> Iterator[_Stated]:
    """Walk the single figures of a clause, each with what stands right before it and may be a whole name."""
    for found in _FIGURE.finditer(clause.text):
        end, start = _end_of_name(clause.text, found.start())
        target = Target.parse(clause.text[start : found.end()])
        if isinstance(target, Threshold) and target.change is None and not target.approximate:
            starts = range(max(0, end - _LONGEST_NAME), end - _SHORTEST_NAME + 1)
            names = tuple(clause.text[start:end] for start in starts if _is_whole_name(clause.text, start))
            yield _Stated(clause, names, target)


def _end_of_name(clause: str, figure: int) -> tuple[int, int]:
    """Give where what stands before a figure ends, and where the words begin that link the two (达到, 不少于)."""
    found = _links().search(clause, max(0, figure - _LONGEST_LINKS), figure)
    return (found.start(), max(found.start(), found.end("past"))) if found else (figure, figure)


def _is_of_another_time(clause: str, year: int | None) -> bool:
    return contains(clause, "other_times") or any(int(found) != year for found in _YEAR.findall(clause))


def _named(facts: Facts) -> dict[str, list[tuple[IndicatorRow, Threshold]]]:
    """Give the indicators with one number by name, with its measure and without: 新建蓄水池数量 is 新建蓄水池 too."""
    found: dict[str, list[tuple[IndicatorRow, Threshold]]] = defaultdict(list)
    for row in facts.rows:
        target = row.indicator.target
        if isinstance(target, Threshold) and target.change is None and dimension(target.quantity) not in _MONEY:
            for name in dict.fromkeys((row.name, _without_measure(row.name))):
                if len(name) >= _SHORTEST_NAME:
                    found[name].append((row, target))
    return found


def _without_measure(name: str) -> str:
    endings = words("measure_endings")
    if not name.endswith(endings):
        return name
    return name.removesuffix(max((word for word in endings if name.endswith(word)), key=len))


def _compared(context: Context) -> dict[str, list[tuple[IndicatorRow, Threshold, _Stated]]]:
    """Give the figures of the goal beside the one indicator of their name and unit, by the path of its target."""
    named, year = _named(context.facts), context.facts.sheet.year
    found: dict[str, list[tuple[IndicatorRow, Threshold, _Stated]]] = defaultdict(list)
    for clause in _goal_clauses(context.facts):
        if _is_of_another_time(clause.text, year):
            continue
        for stated in _stated(clause):
            own = [
                (row, target)
                for name in stated.names
                for row, target in named.get(name, ())
                if target.quantity.commensurable(stated.in_unit_of(target).quantity)
            ]
            if len(own) == 1:
                row, target = own[0]
                found[row.target_path].append((row, target, replace(stated, target=stated.in_unit_of(target))))
    return found


def _agree(stated: Threshold, target: Threshold) -> bool:
    """Tell whether both say the same, or the one number of the indicator is within the bound that the goal names."""
    if stated.quantity == target.quantity:
        return True
    allowed = Stretch.allowed(stated) if stated.comparator != "=" and target.comparator in ("=", None) else None
    return allowed is not None and allowed.holds(Stretch.of(target))


@rule("X08")
def goal_figure_against_indicator(sheet: GoalSheet, context: Context) -> Verdicts:
    """Compare the figures of the overall goal with the indicators of the same name.

    Why: the indicators break the goal down (财预〔2015〕88号: relevance), so that one name has one figure. Only whole
        names right before a figure of the same unit count, with or without the measure at their end (数量, 人数 …)
        and whatever was before (由94%提高到); a bare number is one of the indicator's rate; other years, money and
        rates of change do not. Several numbers of things under one name may be parts of the indicator's.
    Hit:
        goal: 档案数字化稳步推进，设备验收合格率达到90%，新建蓄水池7座，义务教育巩固率由94%提高到95.5%
        indicator: 产出指标 | 质量指标 | 设备验收合格率 | ≥95%
        indicator: 效益指标 | 社会效益指标 | 义务教育巩固率 | ≥94.5%
        indicator: 产出指标 | 数量指标 | 新建蓄水池数量 | =6座
    Near miss:
        goal: 设备验收合格率达到95%以上，到2025年参会人员满意度达到98%，东片新建蓄水池7座，新建水窖5座以上
        indicator: 产出指标 | 质量指标 | 设备验收合格率 | ≥95%
        indicator: 满意度指标 | 满意度指标 | 参会人员满意度 | ≥95%
        indicator: 产出指标 | 质量指标 | 验收合格率 | ≥90%
        indicator: 产出指标 | 数量指标 | 新建蓄水池数量 | =12座
        indicator: 产出指标 | 数量指标 | 新建水窖数量 | =6座
    Parameters: none.
    """
    for path, pairs in judged(_compared(context).items(), "no-goal-figure"):
        apart = [pair for pair in pairs if not _agree(pair[2].target, pair[1])]
        may_be_parts = len(pairs) > 1 and dimension(pairs[0][1].quantity) in words("extensive")
        if not apart or (may_be_parts and len(apart) < len(pairs)):
            continue
        if may_be_parts:
            yield Undecided(path, "several-figures")
            continue
        row, target, stated = apart[0]
        args: dict[str, Shown] = {
            "name": shown(row.indicator.name),
            "value": shown(target.text),
            "stated": shown(stated.target.text),
        }
        yield Hit(path, args, related=(stated.clause.path, row.name_path))


@dataclass(frozen=True, slots=True)
class _Slip:
    """Is a short run of characters of a goal that replaces another of a task: the texts, and where both runs stand."""

    goal: str
    task: str
    at: slice
    instead_of: slice

    @property
    def written(self) -> str:
        """Give what the goal says."""
        return self.goal[self.at]

    @property
    def meant(self) -> str:
        """Give what the task says."""
        return self.task[self.instead_of]

    @property
    def surroundings(self) -> str:
        """Give the run with what stands around it in the goal."""
        return self.goal[max(0, self.at.start - _LEAST_BESIDE) : self.at.stop + _LEAST_BESIDE]

    @property
    def clause(self) -> str:
        """Give the clause of the goal that the run stands in."""
        start = max((mark.end() for mark in _CLAUSE_END.finditer(self.goal, 0, self.at.start)), default=0)
        end = _CLAUSE_END.search(self.goal, self.at.stop)
        return self.goal[start : end.start() if end else None]

    @property
    def is_choice_of_words(self) -> bool:
        """Tell whether the characters were only moved, or a common word stands in both places: that was meant."""
        moved = sorted(self.written) == sorted(self.meant)
        return moved or (_is_common(self.goal, self.at) and _is_common(self.task, self.instead_of))


@cache
def _common_words() -> tuple[int, frozenset[str]]:
    common = frozenset(words("common_words"))
    return max(map(len, common)), common


def _is_common(text: str, run: slice) -> bool:
    """Tell whether a common word covers a run of a text."""
    longest, common = _common_words()
    return any(
        text[start:end] in common
        for start in range(max(0, run.stop - longest), run.start + 1)
        for end in range(run.stop, min(len(text), start + longest) + 1)
    )


def _slips(goal: str, task: str) -> Iterator[_Slip]:
    """Align two texts, and give the short runs of one that stand for as many characters of the other."""
    from rapidfuzz.distance import Levenshtein  # only texts that copy each other are aligned

    # One mark in place of another is no difference of words.
    codes = Levenshtein.opcodes(goal.translate(_SAME_MARKS), task.translate(_SAME_MARKS))
    steps = [(code.tag, code.src_start, code.src_end, code.dest_start, code.dest_end) for code in codes]
    closed = [("equal", 0, 0, 0, 0), *steps, ("equal", len(goal), len(goal), len(task), len(task))]
    for before, (tag, start, end, task_start, task_end), after in zip(closed, steps, closed[2:], strict=False):
        written, meant = goal[start:end], task[task_start:task_end]
        if tag != "replace" or len(written) > _LONGEST_SLIP or not _HAN.match(written) or not _HAN.match(meant):
            continue
        left, right = before[2] - before[1], after[2] - after[1]
        is_held = left >= min(_LEAST_BESIDE, start) and right >= min(_LEAST_BESIDE, len(goal) - end)
        if before[0] == after[0] == "equal" and is_held and left + right >= _FEWEST_EQUAL:
            yield _Slip(goal, task, slice(start, end), slice(task_start, task_end))


def _runs(text: str) -> set[str]:
    return {text[start : start + _RUN] for start in range(len(text) - _RUN + 1)}


def _copied(facts: Facts) -> Iterator[tuple[int, str, str, str]]:
    """Walk the paragraphs of the goal with what they copy: index, paragraph, path and text of a content."""
    contents: dict[str, str] = {}
    for (path, _), content in zip(facts.tasks, facts.contents, strict=True):
        contents.setdefault(content, f"{path}.content")
    rank = {content: index for index, content in enumerate(contents)}
    runs = [_runs(goal) for goal in facts.goal]
    of_goals = set().union(*runs)
    by_run: dict[str, list[str]] = defaultdict(list)
    for content in contents:
        for run in of_goals & _runs(content):
            by_run[run].append(content)
    for number, goal in enumerate(facts.goal):
        telling = (by_run[run] for run in runs[number] & by_run.keys() if len(by_run[run]) <= _MOST_SHARED)
        shared = Counter(chain.from_iterable(telling))
        sources = sorted(shared, key=lambda content: (-shared[content], rank[content]))
        for content in sources[:_MOST_SOURCES]:
            if len(goal) * len(content) <= _LARGEST_ALIGNMENT:
                yield number, goal, contents[content], content


@rule("X10")
def goal_slip(sheet: GoalSheet, context: Context) -> Verdicts:
    """Find where the goal copies a task's content but for a few characters: a probable slip of the pen.

    Why: goal and tasks say the same in the same words (财预〔2015〕88号: completeness and form). A run of at most three
        Chinese characters replaced by as many others amid ten equal ones; added, dropped and moved words, and one
        common word for another, are choices of the author.
    Hit:
        task: 工作落实 | 承担机关日常文电的办理工作，做好归档 | 500 | 500 | 0
        goal: 承担机关日常稳点的办理工作，做好归档
    Near miss:
        task: 网络中心 | 保证机房环境和机房强弱电等符合网络运行要求；提高办公自动化应用水平 | 20 | 20 | 0
        goal: 保证机房环境和机房强电弱电等符合网络运行要求；提升办公自动化应用水平
    Parameters: none.
    """
    facts = context.facts
    if not any(facts.goal):
        raise NotApplicable("no-goal")
    if not any(facts.contents):
        raise NotApplicable("no-contents")
    all_contents = "\n".join(dict.fromkeys(facts.contents))
    seen: set[tuple[int, int]] = set()
    for number, goal, path, content in judged(_copied(facts), "nothing-copied"):
        for slip in _slips(goal, content):
            place = (number, slip.at.start)
            if place in seen or slip.is_choice_of_words or slip.surroundings in all_contents:
                continue
            seen.add(place)
            args: dict[str, Shown] = {"goal": slip.written, "task": slip.meant, "clause": shown(slip.clause)}
            yield Hit(f"goal[{number}]", args, related=(path,))
