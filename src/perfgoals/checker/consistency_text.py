"""The rule of family X on words: the goal against the tasks that it copies."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from itertools import chain

from perfgoals.checker.facts import Facts, shown
from perfgoals.checker.lexicon import words
from perfgoals.checker.rule import Context, Hit, NotApplicable, Shown, Verdicts, judged, rule
from perfgoals.models import GoalSheet

_LONGEST_SLIP = 3
_FEWEST_EQUAL = 10
_LEAST_BESIDE = 3
# Of ten equal characters around a slip, five stand together; a run that many tasks share says nothing of copying.
_RUN = _FEWEST_EQUAL // 2
_MOST_SHARED = 50
_MOST_SOURCES = 3
# Longer texts than any form takes (2000 and 4000 characters) are not aligned.
_LARGEST_ALIGNMENT = 2000 * 4000
_CLAUSE_END = re.compile(r"[,。;:!?()]")
_SAME_MARKS = ";。:!?、"
_HAN = re.compile(r"[\u4e00-\u9fff]+\Z")


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

    codes = Levenshtein.opcodes(_with_one_mark(goal), _with_one_mark(task))
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


def _with_one_mark(text: str) -> str:
    """Write every mark as a comma: one in place of another is no difference of words."""
    for mark in _SAME_MARKS:
        text = text.replace(mark, ",")
    return text


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
