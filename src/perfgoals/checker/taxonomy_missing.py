"""The rules of family T on kinds that a sheet does not set: those that are required, and those that are optional."""

from __future__ import annotations

from perfgoals.checker.bounds import COST_KINDS
from perfgoals.checker.facts import Facts, IndicatorRow, plain, shown
from perfgoals.checker.lexicon import deciding
from perfgoals.checker.rule import Context, Hit, NotApplicable, Shown, Undecided, Verdicts, rule
from perfgoals.checker.walking import indicator_rows
from perfgoals.forms import CategoryKind, GroupKind
from perfgoals.models import GoalSheet

_OUTPUT, _SATISFACTION, _COST = "output", "satisfaction", "cost"
_NEWER, _OLDER = "mof2021", "mof2015"
_OUTPUT_KINDS = ("quantity", "quality")


def _unresolved(rows: tuple[IndicatorRow, ...]) -> IndicatorRow | None:
    """Find an indicator of no known first-level kind: while there is one, no kind can be said to be missing."""
    return next((row for row in rows if row.category_kind is None), None)


def _has_category(rows: tuple[IndicatorRow, ...], kind: str) -> bool:
    return any(row.category_kind == kind for row in rows)


@rule("T04")
def missing_category(sheet: GoalSheet, context: Context) -> Verdicts:
    """Require an indicator under each first-level kind that the framework requires: output and outcome.

    Why: systems refuse a sheet without either; 财预〔2021〕101号 asks every project for both. While some indicator is
        of no known kind, nothing is said to be missing.
    Hit:
        indicator: 产出指标 | 数量指标 | 培训人数 | ≥100人
    Near miss:
        indicator: 产出指标 | 数量指标 | 培训人数 | ≥100人
        indicator: 效益指标 | 社会效益指标 | 业务能力 | 显著提高
    Parameters: none.
    """
    rows = indicator_rows(context)
    below = {context.classified.framework.category(row.group.label or "") for row in rows}
    missing = [
        kind
        for kind in context.classified.framework.categories
        if kind.required == "required" and not _has_category(rows, kind.id) and kind not in below
    ]
    if missing and (unresolved := _unresolved(rows)):
        yield Undecided(unresolved.path, "unknown-kind")
        return
    for kind in missing:
        yield Hit("indicators", {"label": kind.label})


def _category(context: Context, identifier: str) -> CategoryKind:
    """Give a first-level kind of the framework that the sheet sets; what it does not set at all is T04's."""
    kind = next((kind for kind in context.classified.framework.categories if kind.id == identifier), None)
    if kind is None:
        raise NotApplicable("other-framework")
    if not _has_category(indicator_rows(context), identifier):
        raise NotApplicable("missing-category")
    return kind


def _unknown_group(rows: tuple[IndicatorRow, ...], category: str) -> IndicatorRow | None:
    return next((row for row in rows if row.category_kind == category and row.group_kind is None), None)


@rule("T05")
def missing_output_kind(sheet: GoalSheet, context: Context) -> Verdicts:
    """Report that quantity or quality is not set under output.

    Why: 财预〔2021〕101号 asks for both in principle (a warning in its framework); the list of 财预〔2015〕88号 is open
        (a note).
    Hit:
        indicator: 产出指标 | 数量指标 | 培训人数 | ≥100人
    Near miss:
        indicator: 产出指标 | 数量指标 | 培训人数 | ≥100人
        indicator: 产出指标 | 质量指标 | 培训合格率 | ≥95%
    Parameters: none.
    """
    rows = indicator_rows(context)
    present = {row.group_kind for row in rows}
    missing = [
        kind for kind in _category(context, _OUTPUT).groups if kind.id in _OUTPUT_KINDS and kind.id not in present
    ]
    if missing and (unknown := _unknown_group(rows, _OUTPUT)):
        yield Undecided(unknown.path, "unknown-kind")
        return
    for kind in missing:
        yield Hit("indicators", {"label": kind.label}, case="required" if kind.required == "required" else None)


def _task_like(facts: Facts, table: str) -> tuple[str, dict[str, Shown]] | None:
    """Find the first task whose name has a word of a table: the path of the name, and both for the message."""
    for path, task in facts.tasks:
        if word := deciding(plain(task.name), table):
            return f"{path}.name", {"task": shown(task.name), "word": word}
    return None


@rule("T06")
def missing_satisfaction(sheet: GoalSheet, context: Context) -> Verdicts:
    """Report that satisfaction is not set: a warning where a task's name shows that someone is served.

    Why: satisfaction is set as needed, above all by those who serve the public (财预〔2015〕88号, 财预〔2021〕101号).
    Hit:
        task: 业务培训 | 培训 | 5 | 5 | 0
        indicator: 产出指标 | 数量指标 | 培训人数 | ≥100人
    Near miss:
        task: 业务培训 | 培训 | 5 | 5 | 0
        indicator: 满意度指标 | 满意度指标 | 培训人员满意度 | ≥95%
    Parameters: none.
    """
    rows = indicator_rows(context)
    if _has_category(rows, _SATISFACTION) or any(row.group_kind == "recipient-satisfaction" for row in rows):
        return
    if unresolved := _unresolved(rows):
        yield Undecided(unresolved.path, "unknown-kind")
    elif serving := _task_like(context.facts, "serving_tasks"):
        yield Hit("indicators", serving[1], case="serving", related=(serving[0],))
    else:
        yield Hit("indicators")


@rule("T07")
def missing_cost(sheet: GoalSheet, context: Context) -> Verdicts:
    """Report that cost is not set: a warning for works, repairs and purchases in the framework of 2021.

    Why: 财预〔2021〕101号 asks works, large repairs and purchases for cost, the others step by step.
    Hit:
        indicator: 产出指标 | 数量指标 | 培训人数 | ≥100人
    Near miss:
        indicator: 产出指标 | 成本指标 | 设备采购成本 | ≤140万元
    Parameters: none.
    """
    rows, framework = indicator_rows(context), context.classified.framework
    if framework.id not in (_NEWER, _OLDER):
        raise NotApplicable("other-framework")
    if any(row.category_kind == _COST or row.group_kind in COST_KINDS for row in rows):
        return
    works = _task_like(context.facts, "works_tasks") if framework.id == _NEWER else None
    if unknown := _unresolved(rows) or _unknown_group(rows, _OUTPUT):
        yield Undecided(unknown.path, "unknown-kind")
    elif works:
        yield Hit("indicators", works[1], case="works", related=(works[0],))
    else:
        yield Hit("indicators")


def _is_optional(kind: GroupKind) -> bool:
    """Tell whether the absence of a kind is T08's to list: no kind of another rule, none that is merely tolerated."""
    return kind.id not in (*_OUTPUT_KINDS, *COST_KINDS, "recipient-satisfaction") and not kind.tolerated


@rule("T08")
def optional_kinds_absent(sheet: GoalSheet, context: Context) -> Verdicts:
    """List, in one note, the optional second-level kinds that are not set under first-level kinds that are.

    Why: the lists of 财预〔2015〕88号 (≈ article 11) end with 等: no kind is required for itself.
    Hit:
        indicator: 效益指标 | 社会效益指标 | 业务能力 | 显著提高
    Near miss:
        indicator: 满意度指标 | 满意度指标 | 参会人员满意度 | ≥95%
    Parameters: none.
    """
    rows = indicator_rows(context)
    present = {row.group_kind for row in rows}
    absent: list[str] = []
    for category in context.classified.framework.categories:
        missing = [kind.label for kind in category.groups if _is_optional(kind) and kind.id not in present]
        if not missing or not _has_category(rows, category.id):
            continue
        if unknown := _unknown_group(rows, category.id):
            yield Undecided(unknown.path, "unknown-kind")
        else:
            absent += missing
    if absent:
        yield Hit("indicators", {"kinds": tuple(absent)})
