"""The rule of family X on what texts state: figures of the goal and of the tasks against the indicators they name."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from functools import cache

from perfgoals.checker.facts import Facts, IndicatorRow, shown
from perfgoals.checker.lexicon import contains, words
from perfgoals.checker.rule import Context, Hit, NotApplicable, Shown, Undecided, Verdicts, judged, rule
from perfgoals.checker.walking import dimension
from perfgoals.forms.labels import remembered
from perfgoals.models import GoalSheet
from perfgoals.targets import Target, Threshold
from perfgoals.targets.stretch import Stretch
from perfgoals.targets.units import Unit, known_unit

_SHORTEST_NAME = 4
_SHORTEST_VERB = 2
_LONGEST_NAME = 60
_LONGEST_LINKS = 24
_LONGEST_UNIT = 8
_FIGURE = re.compile(r"[0-9][0-9,.]*[^0-9,。;:、()]{0,30}?(?=[,。;:、()]|\Z)")
_NUMBER = re.compile(r"[0-9][0-9,.]*")
_CLAUSE_END = re.compile(r"[,。;:!?()]")
_YEAR = re.compile(r"(?<![0-9])(20[0-9]{2})年")
# 由94%提高到95.5%: what was stands between the name and what is to be.
_FROM = "(?P<past>(?:由|从)[0-9][0-9.]*[^0-9,。;:、()由从]{0,8}?)?"
_MONEY = ("money", "money-per")
_Counted = tuple[IndicatorRow, Threshold]
_Known = dict[str, list[_Counted]]
_Pair = tuple[IndicatorRow, Threshold, "_Stated"]
"""An indicator, its target, and the figure of a text that speaks of it."""


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


def _clauses_of_goal(facts: Facts) -> list[_Clause]:
    return [clause for index, text in enumerate(facts.goal) for clause in _clauses(text, f"goal[{index}]")]


def _clauses_of_tasks(facts: Facts) -> list[_Clause]:
    contents = zip(facts.tasks, facts.contents, strict=True)
    return [clause for (path, _), text in contents for clause in _clauses(text, f"{path}.content")]


def _is_whole_name(clause: str, start: int) -> bool:
    return start == 0 or clause[start - 1] == "、" or clause.endswith(words("name_openers"), 0, start)


@dataclass(frozen=True, slots=True)
class _Stated:
    """Is a figure of a text: the clause it stands in, the indicators whose name or phrase it holds, what it says."""

    clause: _Clause
    meant: tuple[_Counted, ...]
    target: Threshold

    def in_unit_of(self, target: Threshold) -> Threshold:
        """Give the target; a bare number stands for what a rate such as 人/万车 measures, whose unit nobody repeats."""
        own, unit = self.target.quantity, target.quantity.unit
        if own.unit is not None or own.scale is not None or unit is None or "/" not in unit.symbol:
            return self.target
        return replace(self.target, quantity=replace(own, unit=unit))


def _stated(clause: _Clause, facts: Facts) -> Iterator[_Stated]:
    """Walk the single figures of a clause that a name of an indicator stands before, or a phrase of one around."""
    named, phrased, text = facts.once(_named), facts.once(_phrased), clause.text
    for found in _FIGURE.finditer(text):
        end, start = _end_of_name(text, found.start())
        before = _without_openers(text[:end]) if len(text) <= _LONGEST_NAME else None
        own = [each for name in _names_before(text, end) for each in named.get(name, ())]
        for stop in _ends_of_unit(found):
            behind = text[stop : found.end()]
            orders = () if before is None else dict.fromkeys((before + behind, behind + before))
            meant = [*([] if behind else own), *(each for phrase in orders for each in phrased.get(phrase, ()))]
            target = _number(text[start:stop]) if meant else None
            if target is not None and ((own and not behind) or _is_known(target)):
                yield _Stated(clause, tuple(meant), target)
                break


def _names_before(text: str, end: int) -> Iterator[str]:
    """Walk what ends there and may be a whole name."""
    starts = range(max(0, end - _LONGEST_NAME), end - _SHORTEST_NAME + 1)
    return (text[start:end] for start in starts if _is_whole_name(text, start))


def _ends_of_unit(figure: re.Match[str]) -> Iterator[int]:
    """Walk where the unit of a figure may end, the longest first: what stands behind is an object (7座蓄水池)."""
    number = _NUMBER.match(figure.group())
    first = figure.start() + (number.end() if number else 0)
    return iter(range(min(figure.end(), first + _LONGEST_UNIT), first - 1, -1))


def _number(text: str) -> Threshold | None:
    """Read one number, no change and not about so much."""
    target = Target.parse(text)
    if isinstance(target, Threshold) and target.change is None and not target.approximate:
        return target
    return None


def _is_known(target: Threshold) -> bool:
    unit = target.quantity.unit
    return unit is not None and ("/" in unit.symbol or known_unit(unit.symbol) is not None)


def _without_openers(text: str) -> str:
    """Take off what may stand before a verb: 全年计划改造 is 改造."""
    openers = words("phrase_openers")
    while text.startswith(openers):
        text = text.removeprefix(max((opener for opener in openers if text.startswith(opener)), key=len))
    return text


def _end_of_name(clause: str, figure: int) -> tuple[int, int]:
    """Give where what stands before a figure ends, and where the words begin that link the two (达到, 不少于)."""
    found = _links().search(clause, max(0, figure - _LONGEST_LINKS), figure)
    return (found.start(), max(found.start(), found.end("past"))) if found else (figure, figure)


def _is_of_another_time(clause: str, year: int | None) -> bool:
    return contains(clause, "other_times") or any(int(found) != year for found in _YEAR.findall(clause))


def _counting(facts: Facts) -> list[_Counted]:
    """List the indicators with one number that is no money."""
    return [
        (row, target)
        for row in facts.rows
        if isinstance(target := row.indicator.target, Threshold)
        and target.change is None
        and dimension(target.quantity) not in _MONEY
        and len(row.name) <= _LONGEST_NAME
    ]


def _named(facts: Facts) -> _Known:
    """Give the indicators with one number by name, with its measure and without: 新建蓄水池数量 is 新建蓄水池 too."""
    found: _Known = defaultdict(list)
    for row, target in facts.once(_counting):
        for name in dict.fromkeys((row.name, _without_measure(row.name))):
            if len(name) >= _SHORTEST_NAME:
                found[name].append((row, target))
    return found


def _phrased(facts: Facts) -> _Known:
    """Give the numbers of things by what is done with what, in both orders: 危房改造户数 by 危房改造 and 改造危房.

    A verb alone (改造户数) counts where no other indicator of its unit has it in its name.
    """
    found: _Known = defaultdict(list)
    things = [each for each in facts.once(_counting) if dimension(each[1].quantity) in words("extensive")]
    alone = _verbs_alone(things)
    for row, target in things:
        phrase = _without_measure(row.name)
        if len(phrase) >= _SHORTEST_NAME:
            front, back = (
                phrase[-_SHORTEST_VERB:] + phrase[:-_SHORTEST_VERB],
                phrase[_SHORTEST_VERB:] + phrase[:_SHORTEST_VERB],
            )
            for each in dict.fromkeys((phrase, front, back)):
                found[each].append((row, target))
        elif (phrase, target.quantity.unit) in alone:
            found[phrase].append((row, target))
    return found


def _verbs_alone(things: list[_Counted]) -> frozenset[tuple[str, Unit | None]]:
    """Give the short phrases that stand in the name of just one of the indicators of their unit."""
    phrases = [(row.name, _without_measure(row.name), target.quantity.unit) for row, target in things]
    short = {phrase for name, phrase, _ in phrases if _SHORTEST_VERB <= len(phrase) < min(_SHORTEST_NAME, len(name))}
    lengths = range(_SHORTEST_VERB, _SHORTEST_NAME)
    counted = Counter(
        (part, unit)
        for name, _, unit in phrases
        for part in {name[at : at + length] for length in lengths for at in range(len(name) - length + 1)}
        if part in short
    )
    return frozenset(key for key, count in counted.items() if count == 1)


@remembered
def _without_measure(name: str) -> str:
    endings = words("measure_endings")
    if not name.endswith(endings):
        return name
    return name.removesuffix(max((word for word in endings if name.endswith(word)), key=len))


def _compared(facts: Facts, clauses: Iterable[_Clause]) -> dict[str, list[_Pair]]:
    """Give the figures of clauses beside the one indicator that they speak of, by the path of its target."""
    found: dict[str, list[_Pair]] = defaultdict(list)
    for clause in clauses:
        if _is_of_another_time(clause.text, facts.sheet.year):
            continue
        for stated in _stated(clause, facts):
            own = {
                row.target_path: (row, target)
                for row, target in stated.meant
                if target.quantity.commensurable(stated.in_unit_of(target).quantity)
            }
            if len(own) == 1:
                ((row, target),) = own.values()
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
    """Compare the figures of the overall goal, and of the tasks, with the indicators that they speak of.

    Why: the indicators break the goal down (财预〔2015〕88号: relevance), so that one name has one figure. Only whole
        names right before a figure of the same unit count, with or without the measure at their end (数量, 人数 …)
        and whatever was before (由94%提高到); a bare number is one of the indicator's rate; other years, money and
        rates of change do not. For numbers of things a clause may be worded anew, its verb before or behind
        (改造危房50户, 新建7座蓄水池); a verb alone (改造50户) is a note, and so is a figure of a task. Several numbers
        of things under one name may be parts of the indicator's.
    Hit:
        goal: 档案数字化稳步推进，设备验收合格率达到90%，新建7座蓄水池，义务教育巩固率由94%提高到95.5%
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
        task: 危房改造 | 其中改造D级危房50户 | 20 | 20 | 0
        indicator: 产出指标 | 数量指标 | 危房改造户数 | =80户
    Parameters: none.
    """
    facts = context.facts
    of_goal = _compared(facts, _clauses_of_goal(facts))
    of_tasks = {
        path: pairs for path, pairs in _compared(facts, _clauses_of_tasks(facts)).items() if path not in of_goal
    }
    if not of_goal and not of_tasks and not any(facts.goal):
        raise NotApplicable("no-goal")
    for path, pairs in judged([*of_goal.items(), *of_tasks.items()], "no-goal-figure"):
        yield from _judge(path, pairs, in_task=path in of_tasks)


def _judge(path: str, pairs: list[_Pair], *, in_task: bool) -> Verdicts:
    """Report a figure that differs; several numbers of things may be parts of the indicator's."""
    apart = [pair for pair in pairs if not _agree(pair[2].target, pair[1])]
    may_be_parts = len(pairs) > 1 and dimension(pairs[0][1].quantity) in words("extensive")
    if not apart or (may_be_parts and len(apart) < len(pairs)):
        return
    if may_be_parts:
        yield Undecided(path, "several-figures")
        return
    row, target, stated = apart[0]
    args: dict[str, Shown] = {
        "name": shown(row.indicator.name),
        "value": shown(target.text),
        "stated": shown(stated.target.text),
        "clause": shown(stated.clause.text),
    }
    is_short = len(_without_measure(row.name)) < _SHORTEST_NAME
    case = "task" if in_task else "verb" if is_short else None
    yield Hit(path, args, case=case, related=(stated.clause.path, row.name_path))
