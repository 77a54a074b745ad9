"""The rules of family Q on texts: tasks without indicators, a goal that is a copy, names that are goals."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from itertools import combinations

from perfgoals.checker.consistency_budget import Itemised, itemised
from perfgoals.checker.consistency_figures import Amount
from perfgoals.checker.facts import Facts, plain, shown
from perfgoals.checker.lexicon import contains, words
from perfgoals.checker.quality_links import (
    Subject,
    all_of,
    common,
    linking,
    pairs_in_names,
    subjects_of_rows,
    subjects_of_tasks,
    telling,
    together,
)
from perfgoals.checker.rule import Context, Hit, NotApplicable, Shown, Undecided, Verdicts, judged, rule
from perfgoals.models import GoalSheet, Task
from perfgoals.targets import Threshold

_RUN = 12
_LONGEST_NAME = 60
_HUNDRED = Decimal(100)
_DIGIT = re.compile("[0-9]")
_OUTPUTS = frozenset({"quantity", "quality", "timeliness"})


def _money_of_indicators(sheet: GoalSheet, facts: Facts) -> frozenset[Decimal]:
    """Give the amounts that indicators state, in the sheet's unit: an indicator of a task's very amount is its own."""
    if sheet.unit is None:
        return frozenset()
    amounts = (
        Amount.of_quantity(target.quantity, sheet.unit)
        for row in facts.rows
        for target in row.targets
        if isinstance(target, Threshold)
    )
    return frozenset(amount.value for amount in amounts if amount is not None)


@rule("Q01")
def task_without_indicator(sheet: GoalSheet, context: Context) -> Verdicts:
    """Find tasks that no indicator speaks of.

    Why: for each task the outputs and effects are set (财预〔2015〕88号, ≈ article 15; 财预〔2021〕101号: no gaps). An
        indicator belongs to a task by any telling pair of characters, by a topic of the lexicon, or by its very amount;
        basic expenditure needs none of its own. Words that most tasks share link none of them; a task that only these
        link is a note, and so is one of few words, which may be called otherwise, and one that keeps the office itself
        going (audit fees, counsel, party building, staff sent to villages).
    Hit:
        task: 业务培训 | 举办业务培训班 | 5 | 5 | 0
        task: 城区绿化 | 栽植行道树，铺设草坪，美化街头游园，修剪花木 | 20 | 20 | 0
        indicator: 产出指标 | 数量指标 | 培训人数 | ≥100人
        indicator: 产出指标 | 数量指标 | 培训次数 | ≥2次
        indicator: 产出指标 | 质量指标 | 培训合格率 | ≥95%
        indicator: 产出指标 | 时效指标 | 培训按期完成率 | ≥95%
        indicator: 满意度指标 | 满意度指标 | 培训人员满意度 | ≥95%
    Near miss:
        task: 业务培训 | 举办业务培训班 | 5 | 5 | 0
        task: 城区绿化 | 栽植行道树，铺设草坪，美化街头游园，修剪花木 | 20 | 20 | 0
        task: 遗属生活补助 | 发放遗属生活补助 | 3 | 3 | 0
        indicator: 产出指标 | 数量指标 | 培训人数 | ≥100人
        indicator: 产出指标 | 数量指标 | 植树数量 | ≥2000株
        indicator: 产出指标 | 质量指标 | 苗木成活率 | ≥95%
        indicator: 产出指标 | 时效指标 | 培训按期完成率 | ≥95%
        indicator: 满意度指标 | 满意度指标 | 培训人员满意度 | ≥95%
    Parameters:
        fewest: from how many indicators on the rule judges.
        telling: from how many telling pairs of characters on a task says enough to be sure.
    """
    if not context.facts.tasks:
        raise NotApplicable("no-tasks")
    if len(context.facts.rows) < context.number("fewest"):
        raise NotApplicable("too-few-indicators")
    amounts = _money_of_indicators(sheet, context.facts)
    found = judged(_own_tasks(context.facts), "basic-tasks-only")
    shared = common([asked.subject for asked in found])
    for asked in found:
        if asked.task.budget is None or asked.task.budget.total not in amounts:
            yield from _judge_task(context, asked, shared)


@dataclass(frozen=True, slots=True)
class _Asked:
    """Is a task of which it is asked whether an indicator speaks: its path, and what its name and content speak of."""

    path: str
    task: Task
    subject: Subject

    def hit(self, spoken_of: Subject, case: str | None) -> Hit:
        """State the words of the task that no indicator has, and those that they share."""
        text = f"{plain(self.task.name)}。{plain(self.task.content)}"
        args: dict[str, Shown] = {
            "task": shown(self.task.name),
            "words": telling(text, spoken_of),
            "shared": linking(text, spoken_of),
        }
        return Hit(f"{self.path}.name", args, case=case, related=(f"{self.path}.content",))


def _own_tasks(facts: Facts) -> Iterator[_Asked]:
    """Walk the tasks that need indicators of their own: basic expenditure needs none."""
    for (path, task), subject in zip(facts.tasks, facts.once(subjects_of_tasks), strict=True):
        if not contains(plain(task.name), "basic_tasks"):
            yield _Asked(path, task, subject)


def _judge_task(context: Context, asked: _Asked, shared: Subject) -> Verdicts:
    spoken_of, own = context.facts.once(together), asked.subject.without(shared)
    if not asked.subject.pairs:
        yield Undecided(f"{asked.path}.name", "nothing-telling")
    elif not own.touches(spoken_of) and not _shares_characters(context.facts, asked.task, shared):
        is_linked, says_enough = asked.subject.touches(spoken_of), len(own.pairs) >= context.number("telling")
        if contains(plain(asked.task.name), "support_tasks"):
            yield asked.hit(spoken_of, "support")
        elif says_enough or not is_linked:
            yield asked.hit(spoken_of, "common-words" if is_linked else None if says_enough else "few-words")


def _shares_characters(facts: Facts, task: Task, shared: Subject) -> bool:
    """Tell whether one indicator shares two telling characters with a task's name: 路灯亮化 and 亮灯率."""
    own = sorted(Subject.of(plain(task.name)).without(shared).characters)
    return not facts.once(pairs_in_names).isdisjoint(combinations(own[:_LONGEST_NAME], 2))


@rule("Q02")
def indicator_without_task(sheet: GoalSheet, context: Context) -> Verdicts:
    """Point out outputs that neither a task nor the goal speaks of.

    Why: indicators are tied to the goal (财预〔2015〕88号, ≈ article 19: relevance).
    Hit:
        task: 业务培训 | 举办业务培训班 | 5 | 5 | 0
        indicator: 产出指标 | 数量指标 | 桥梁检测座数 | ≥3座
    Near miss:
        task: 业务培训 | 举办业务培训班 | 5 | 5 | 0
        indicator: 产出指标 | 数量指标 | 参训人数 | ≥100人
    Parameters: none.
    """
    whole = all_of((*context.facts.once(subjects_of_tasks), *map(Subject.of, context.facts.goal)))
    if not whole.pairs:
        raise NotApplicable("no-tasks")
    rows = zip(context.facts.rows, context.facts.once(subjects_of_rows), strict=True)
    outputs = ((row, subject) for row, subject in rows if row.group_kind in _OUTPUTS and subject.pairs)
    for row, subject in judged(outputs, "no-value"):
        if not subject.touches(whole):
            words_of_name = telling(row.name, whole)
            yield Hit(row.name_path, {"name": shown(row.indicator.name), "words": words_of_name})


@rule("Q05")
def goal_without_effect(sheet: GoalSheet, context: Context) -> Verdicts:
    """Point out goals that state neither a figure nor an effect.

    Why: a goal is the expected output and effect (财预〔2015〕88号, ≈ article 9).
    Hit:
        goal: 开展各项业务，支付办公费用
    Near miss:
        goal: 举办培训班3期
        goal: 提高档案利用水平
    Parameters: none.
    """
    text = "".join(context.facts.goal)
    if not text:
        raise NotApplicable("no-goal")
    if not _DIGIT.search(text) and not contains(text, "effects"):
        yield Hit("goal[0]", {"goal": shown(sheet.goal[0])})


@rule("Q06")
def goal_copies_tasks(sheet: GoalSheet, context: Context) -> Verdicts:
    """Note goals that are for the most part copied from the contents of the tasks.

    Why: a goal states outputs and effects and is no list of tasks (财预〔2015〕88号, ≈ article 9; 财预〔2021〕101号).
    Hit:
        task: 网络中心 | 保证机房环境符合网络运行要求；配备、升级网络和应用所需的软硬件设备 | 20 | 20 | 0
        goal: 保证机房环境符合网络运行要求；配备、升级网络和应用所需的软硬件设备
    Near miss:
        task: 网络中心 | 保证机房环境符合网络运行要求；配备、升级网络和应用所需的软硬件设备 | 20 | 20 | 0
        goal: 网络全年可用率达到99%，机房故障两小时内修复，干部职工办公效率明显提升，满意度达到95%以上
    Parameters:
        share: from which share of copied text, in percent, on a goal is a copy.
    """
    goal = [text for text in context.facts.goal if text]
    if not goal:
        raise NotApplicable("no-goal")
    runs = {text[i : i + _RUN] for text in context.facts.contents for i in range(len(text) - _RUN + 1)}
    if not runs:
        raise NotApplicable("no-contents")
    copied, length = sum(_copied(text, runs) for text in goal), sum(map(len, goal))
    if copied * _HUNDRED >= length * context.number("share"):
        paths = tuple(f"goal[{index}]" for index in range(len(sheet.goal)))
        yield Hit(paths[0], {"share": copied * 100 // length}, related=paths[1:])


def _copied(text: str, runs: set[str]) -> int:
    """Count the characters of a text that stand in a run of the tasks' contents."""
    count, covered_to = 0, 0
    for start in range(len(text) - _RUN + 1):
        if text[start : start + _RUN] in runs:
            count += start + _RUN - max(start, covered_to)
            covered_to = start + _RUN
    return count


@rule("Q07")
def name_is_a_goal(sheet: GoalSheet, context: Context) -> Verdicts:
    """Point out names that are statements of a goal.

    Why: names of indicators are short and clear (财预〔2021〕101号); what is to be improved is a goal.
    Hit:
        indicator: 效益指标 | 社会效益指标 | 提升工作人员业务能力和工作水平 | 效果显著
    Near miss:
        indicator: 产出指标 | 数量指标 | 保障在职人员人数 | ≥132人
    Parameters: none.
    """
    for row in judged(context.facts.rows, "no-indicators"):
        verb = next((verb for verb in words("goal_verbs") if row.name.startswith(verb)), None)
        if verb is not None and not contains(row.name, "goal_verbs", "except"):
            yield Hit(row.name_path, {"name": shown(row.indicator.name), "word": verb})


@rule("Q14")
def number_of_indicators(sheet: GoalSheet, context: Context) -> Verdicts:
    """Note departments with very few indicators, and point out sheets with very many.

    Why: indicators are few and on the point (财预〔2021〕101号); regional rules ask a department for five core ones.
    Hit:
        indicator: 产出指标 | 数量指标 | 培训人数 | ≥100人
        indicator: 满意度指标 | 满意度指标 | 培训人员满意度 | ≥95%
    Near miss:
        indicator: 产出指标 | 数量指标 | 培训人数 | ≥100人
        indicator: 产出指标 | 质量指标 | 培训合格率 | ≥95%
        indicator: 产出指标 | 时效指标 | 培训按期完成率 | ≥95%
        indicator: 效益指标 | 社会效益指标 | 业务能力 | 显著提高
        indicator: 满意度指标 | 满意度指标 | 培训人员满意度 | ≥95%
    Parameters:
        fewest: below how many indicators a department has too few.
        most: above how many indicators a sheet has too many.
        most_quantities: above how many quantities a sheet has too many of them.
    """
    if sheet.kind != "department":
        raise NotApplicable("not-department-form")
    count = len(context.facts.rows)
    quantities = sum(row.group_kind == "quantity" for row in context.facts.rows)
    if 0 < count < context.number("fewest"):
        yield Hit("indicators", {"count": count, "fewest": context.number("fewest")})
    if count > context.number("most"):
        yield Hit("indicators", {"count": count, "most": context.number("most")}, case="many")
    if quantities > context.number("most_quantities"):
        args: dict[str, Shown] = {"count": quantities, "most": context.number("most_quantities")}
        yield Hit("indicators", args, case="many-quantities")


@rule("Q15")
def large_item_without_output(sheet: GoalSheet, context: Context) -> Verdicts:
    """Point out large amounts of a task's narrative that no indicator speaks of.

    Why: money and outputs match each other (财预〔2015〕88号, ≈ article 14).
    Hit:
        task: 工作落实 | 会议经费20万元；慰问困难老人经费80万元 | 100 | 100 | 0
        indicator: 产出指标 | 数量指标 | 会议次数 | ≥4次
    Near miss:
        task: 工作落实 | 会议经费20万元；慰问困难老人经费80万元 | 100 | 100 | 0
        indicator: 产出指标 | 数量指标 | 慰问人数 | ≥400人
    Parameters:
        share: from which share of the task's total, in percent, on an amount is large.
    """
    if sheet.unit is None:
        raise NotApplicable("no-unit")
    lists = context.facts.once(itemised)
    if not lists or not context.facts.rows:
        raise NotApplicable("no-itemised-amounts")
    spoken_of = context.facts.once(together)
    for found in lists:
        yield from _large_items(found, spoken_of, context.number("share"))


def _large_items(found: Itemised, spoken_of: Subject, share: Decimal) -> Verdicts:
    for figure in found.items:
        subject = Subject.of(figure.about)
        is_large = not figure.amount.equals(found.total) and (
            figure.amount.value * _HUNDRED >= found.total.value * share
        )
        if is_large and subject.pairs and not subject.touches(spoken_of):
            args: dict[str, Shown] = {
                "task": shown(found.task.name),
                "item": shown(figure.about),
                "amount": figure.text,
            }
            yield Hit(f"{found.path}.content", args, related=(f"{found.path}.budget.total",))
