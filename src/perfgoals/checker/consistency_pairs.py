"""The rules of family X on two indicators: bounds that exclude each other, names that overlap, steps out of order."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Hashable, Iterator
from dataclasses import dataclass
from datetime import date
from functools import cache
from itertools import combinations

from perfgoals.checker.facts import Facts, IndicatorRow, shown
from perfgoals.checker.lexicon import matches, pairs, synonyms, words
from perfgoals.checker.rule import Context, Hit, NotApplicable, Shown, Verdicts, judged, rule
from perfgoals.checker.walking import dimension
from perfgoals.forms.labels import remembered
from perfgoals.models import GoalSheet
from perfgoals.targets import Deadline, Interval, Threshold
from perfgoals.targets.stretch import Stretch

_NOTE_MARKS = str.maketrans("", "", "()[]、,/·-_")
# No name of an indicator is longer; what is longer is a text that landed in the wrong cell.
_LONGEST_NAME = 60
_SHORTEST_SUFFIX = 3
_FEWEST_TO_COMPARE = 2
_SHORTEST_SIMILAR = 5
_LARGEST_BLOCK = 50


@dataclass(frozen=True, slots=True)
class _Measured:
    """Is an indicator with one numeric target, and what it can be compared with."""

    row: IndicatorRow
    target: Threshold | Interval
    dimension: str
    base: tuple[str, ...]

    @property
    def level(self) -> Hashable:
        """Give the second-level kind, or the group itself where the kind is unknown."""
        return self.row.group_kind or (self.row.category_index, self.row.group_index)


def _measured(facts: Facts) -> list[_Measured]:
    found = []
    for row in facts.rows:
        target = row.indicator.target
        if not isinstance(target, Threshold | Interval) or target.change is not None:
            continue
        unit = (target.quantity if isinstance(target, Threshold) else target.low).unit
        if unit is not None and 0 < len(row.name) <= _LONGEST_NAME:
            found.append(_Measured(row, target, unit.dimension, unit.base))
    if len(found) < _FEWEST_TO_COMPARE:
        raise NotApplicable("nothing-to-compare")
    return found


@remembered
def concept(name: str) -> tuple[str, ...]:
    """Give a name in the form in which two names of one concept are equal: synonyms alike, order of the words aside.

    >>> concept("设备采购数量") == concept("购置设备数量"), concept("新建道路长度") == concept("改建道路长度")
    (True, False)
    """
    for alike in synonyms("same_words"):
        for word in alike[1:]:
            name = name.replace(word, alike[0])
    for filler in words("fillers"):
        name = name.replace(filler, "")
    heads = [alike[0] for alike in synonyms("same_words") if alike[0] in name]
    for head in heads:
        name = name.replace(head, "")
    return (name.translate(_NOTE_MARKS), *heads)


def _pair_hit(one: _Measured, other: _Measured, case: str | None = None) -> Hit:
    args: dict[str, Shown] = {
        "first": shown(one.row.indicator.name),
        "first_value": shown(one.target.text),
        "second": shown(other.row.indicator.name),
        "second_value": shown(other.target.text),
    }
    return Hit(
        one.row.target_path,
        args,
        case=case,
        related=(other.row.target_path, one.row.name_path, other.row.name_path),
    )


def _alternatives(name: str) -> Iterator[str]:
    """Give every name that ``name`` covers as one of two alternatives: A或B数量 covers A数量 and B数量.

    Where the first alternative begins and the second ends is not marked, so each possible place is tried.
    """
    joint = next((joint for joint in words("alternatives") if joint in name), None)
    if joint is None:
        return
    left, _, right = name.partition(joint)
    for start in range(len(left)):
        yield left[:start] + right
    for end in range(1, len(right)):
        yield left + right[end:]


@rule("X06")
def contradicting_indicators(sheet: GoalSheet, context: Context) -> Verdicts:
    """Find two indicators that cannot both be met: one covers the other and is smaller, or both are one concept.

    Why: goals are clear (财预〔2015〕88号: clarity). A或B数量 counts at least what B数量 counts. One concept is one
        name, synonyms aside, and a rate and the rest of its whole (合格率, 不合格率) make up 100 %; names that are
        merely similar may well differ in what they say.
    Hit:
        indicator: 产出指标 | 数量指标 | 信息系统应用数量 | ≥2套
        indicator: 产出指标 | 数量指标 | 信息系统开发或应用数量 | =1个
    Near miss:
        indicator: 产出指标 | 数量指标 | 会议次数 | ≥4次
        indicator: 产出指标 | 数量指标 | 会议天数 | ≥2天
        indicator: 产出指标 | 数量指标 | 新建道路长度 | =5公里
        indicator: 产出指标 | 数量指标 | 改建道路长度 | =3公里
        indicator: 产出指标 | 数量指标 | 县道养护里程 | =186公里
        indicator: 产出指标 | 数量指标 | 乡道养护里程 | =422公里
    Parameters: none.
    """
    found = context.facts.once(_measured)
    yield from _covered(found)
    yield from _complements(found)
    by_concept: dict[Hashable, list[_Measured]] = defaultdict(list)
    for measured in found:
        by_concept[concept(measured.row.name), measured.base].append(measured)
    for same in by_concept.values():
        if len(same) > 1:
            yield from _disjoint(same)


def _covered(found: list[_Measured]) -> Verdicts:
    by_name = {(measured.level, measured.row.name): measured for measured in found}
    for whole in found:
        for name in dict.fromkeys(_alternatives(whole.row.name)):
            part = by_name.get((whole.level, name))
            if part is None or part.dimension != whole.dimension or whole.dimension not in words("extensive"):
                continue
            counted = whole.base != part.base
            if counted and whole.dimension != "count":
                continue
            most, least = (Stretch.allowed(each.target, counted=counted) for each in (whole, part))
            if most is not None and least is not None and most.is_below(least):
                yield _pair_hit(whole, part)


def _complements(found: list[_Measured]) -> Verdicts:
    """Report a rate beside the rest of the same whole (合格率, 不合格率) that cannot make up 100 % together."""
    rates = {measured.row.name: measured for measured in found if measured.dimension == "ratio"}
    for name, rest in rates.items():
        ending = next((word for word in words("complements") if name.endswith(f"不{word}")), "")
        rate = rates.get(name.removesuffix(f"不{ending}") + ending) if ending else None
        if rate is None or rate.base != rest.base:
            continue
        one, other = Stretch.allowed(rate.target), Stretch.allowed(rest.target)
        if one is not None and other is not None and _cannot_be_whole(one, other):
            yield _pair_hit(rate, rest, "complement")


def _cannot_be_whole(one: Stretch, other: Stretch) -> bool:
    too_much = one.low is not None and other.low is not None and one.low + other.low > 1
    return too_much or (one.high is not None and other.high is not None and one.high + other.high < 1)


def _disjoint(same: list[_Measured]) -> Verdicts:
    """Report the indicator that allows least beside the one that asks for most, where nothing meets both."""
    bounded = [(m, b) for m in same if (b := Stretch.allowed(m.target)) is not None]
    tops = [(b.high, not b.high_open, index) for index, (_, b) in enumerate(bounded) if b.high is not None]
    bottoms = [(b.low, b.low_open, -index) for index, (_, b) in enumerate(bounded) if b.low is not None]
    if not tops or not bottoms:
        return
    one, other = bounded[min(tops)[2]], bounded[-max(bottoms)[2]]
    if one[1].is_below(other[1]):
        yield _pair_hit(one[0], other[0], "same")


@rule("X07")
def unspecific_name(sheet: GoalSheet, context: Context) -> Verdicts:
    """Find names that name no object, or a wider one, beside names of the same kind that end in them.

    Why: an indicator points at one thing (财预〔2021〕101号: short and clear names). A name of action and measure alone
        overlaps the others (warning); one with an object of its own may be their sum or their double (info); names
        that are merely alike are a hint.
    Hit:
        indicator: 产出指标 | 质量指标 | 设备验收合格率 | ≥90%
        indicator: 产出指标 | 质量指标 | 验收合格率 | ≥95%
    Near miss:
        indicator: 产出指标 | 成本指标 | 人均支出标准 | ≤14.73万元
        indicator: 产出指标 | 成本指标 | 会议人均支出标准 | ≤245元/人/天
        indicator: 产出指标 | 质量指标 | 设备质量合格率 | ≥95%
        indicator: 产出指标 | 质量指标 | 设备验收合格率 | ≥90%
    Parameters:
        similar: from which likeness in percent on two names are alike.
    """
    blocks: dict[Hashable, list[_Measured]] = defaultdict(list)
    for measured in context.facts.once(_measured):
        blocks[measured.level, measured.base].append(measured)
    overlapping: set[str] = set()
    for block in blocks.values():
        for hit in _suffixes(block):
            overlapping.update((hit.path, *hit.related))
            yield hit
    for block in blocks.values():
        for hit in _alike(block, float(context.number("similar"))):
            if not overlapping.issuperset((hit.path, *hit.related)):
                yield hit


def _suffixes(block: list[_Measured]) -> Iterator[Hit]:
    by_name = {measured.row.name: measured for measured in block}
    longer: dict[str, list[_Measured]] = defaultdict(list)
    for measured in by_name.values():
        name = measured.row.name
        for start in range(1, len(name) - _SHORTEST_SUFFIX + 1):
            if name[start:] in by_name:
                longer[name[start:]].append(measured)
    for name, others in longer.items():
        unspecific = by_name[name]
        args: dict[str, Shown] = {
            "name": shown(unspecific.row.indicator.name),
            "others": tuple(shown(other.row.indicator.name) for other in others),
        }
        case = None if matches(name, "objectless") else "wider"
        yield Hit(unspecific.row.name_path, args, case=case, related=tuple(other.row.name_path for other in others))


def _alike(block: list[_Measured], least: float) -> Iterator[Hit]:
    from rapidfuzz.fuzz import ratio  # only this case compares by likeness

    by_ends: dict[str, list[_Measured]] = defaultdict(list)
    for measured in block:
        if len(measured.row.name) >= _SHORTEST_SIMILAR:
            by_ends[measured.row.name[-2:]].append(measured)
    for group in by_ends.values():
        for one, other in combinations(group[:_LARGEST_BLOCK], 2):
            if _may_be_one(one.row.name, other.row.name) and ratio(one.row.name, other.row.name, score_cutoff=least):
                args: dict[str, Shown] = {
                    "name": shown(one.row.indicator.name),
                    "others": (shown(other.row.indicator.name),),
                }
                yield Hit(one.row.name_path, args, case="alike", related=(other.row.name_path,))


def _may_be_one(name: str, other: str) -> bool:
    """Tell whether two names are not the same, and neither is the other's negation."""
    return name != other and all((word in name) == (word in other) for word in words("negations"))


@rule("X09")
def steps_out_of_order(sheet: GoalSheet, context: Context) -> Verdicts:
    """Find steps of one matter in the wrong order: answered later than repaired, begun after the end.

    Why: a step cannot be granted more time than the one that contains it. Only steps of the lexicon, of the very same
        matter, and only where both are stated.
    Hit:
        indicator: 产出指标 | 时效指标 | 系统故障修复处理时间 | ≤24小时
        indicator: 产出指标 | 时效指标 | 系统运行维护响应时间 | ≤48小时
    Near miss:
        indicator: 产出指标 | 时效指标 | 系统故障修复处理时间 | ≤24小时
        indicator: 产出指标 | 时效指标 | 系统运行维护响应时间 | ≤1小时
        indicator: 产出指标 | 时效指标 | 道路开工时间 | 2022年3月
        indicator: 产出指标 | 时效指标 | 道路完工时间 | 2022年11月
    Parameters: none.
    """
    for one, next_one, words_of_steps in judged(_steps(context.facts), "nothing-to-compare"):
        if _is_out_of_order(one, next_one):
            yield _step_hit(one, next_one, words_of_steps)


@cache
def _any_step() -> re.Pattern[str]:
    steps = pairs("steps", "earlier", "later")
    return re.compile("|".join(re.escape(word) for pair in steps for step in pair for word in step))


def _steps(facts: Facts) -> Iterator[tuple[IndicatorRow, IndicatorRow, tuple[str, str]]]:
    """Walk the pairs of steps of one matter, the earlier first, with the words by which they are known."""
    rows = [
        row
        for row in facts.rows
        if isinstance(row.indicator.target, Threshold | Deadline) and _any_step().search(row.name)
    ]
    for earlier, later in pairs("steps", "earlier", "later"):
        after: dict[str, list[IndicatorRow]] = defaultdict(list)
        for row in rows:
            matter = _matter(row.name, later)
            if matter is not None and not _speaks_of(_without(row.name, later), earlier):
                after[matter].append(row)
        for row in rows:
            matter = _matter(row.name, earlier)
            same = after.get(matter, []) if matter is not None else []
            if len(same) == 1:
                yield row, same[0], (_step_of(row.name, earlier), _step_of(same[0].name, later))


def _matter(name: str, step: tuple[str, ...]) -> str | None:
    """Give what a step is a step of, or None where the name speaks of no such step."""
    return _without(name, (*step, *words("step_fillers"))) if _speaks_of(name, step) else None


def _step_of(name: str, step: tuple[str, ...]) -> str:
    return next((word for word in step if word in name), "")


def _speaks_of(name: str, step: tuple[str, ...]) -> bool:
    return bool(_step_of(name, step))


def _without(name: str, taken: tuple[str, ...]) -> str:
    for word in taken:
        name = name.replace(word, "")
    return name


def _is_out_of_order(earlier: IndicatorRow, later: IndicatorRow) -> bool:
    first, second = earlier.indicator.target, later.indicator.target
    if isinstance(first, Threshold) and isinstance(second, Threshold):
        own, next_one = Stretch.allowed(first), Stretch.allowed(second)
        if own is None or next_one is None or own.low is not None or next_one.low is not None:
            return False
        comparable = dimension(first.quantity) == "time" and first.quantity.commensurable(second.quantity)
        return comparable and own.reaches_above(next_one)
    if isinstance(first, Deadline) and isinstance(second, Deadline):
        begins, ends = _first_day(first), second.end
        return begins is not None and ends is not None and begins > ends
    return False


def _first_day(deadline: Deadline) -> date | None:
    """Give the earliest day that a deadline can mean: its start, or the first day of the month it names."""
    if deadline.start is not None or deadline.end is None or deadline.precision == "day":
        return deadline.start or deadline.end
    return deadline.end.replace(day=1) if deadline.precision == "month" else None


def _step_hit(earlier: IndicatorRow, later: IndicatorRow, words_of_steps: tuple[str, str]) -> Hit:
    args: dict[str, Shown] = {
        "first": shown(earlier.indicator.name),
        "first_value": shown(earlier.indicator.target.text),
        "second": shown(later.indicator.name),
        "second_value": shown(later.indicator.target.text),
        "earlier": words_of_steps[0],
        "later": words_of_steps[1],
    }
    return Hit(earlier.target_path, args, related=(later.target_path, earlier.name_path, later.name_path))
