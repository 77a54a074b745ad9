"""Family T: the kinds of indicators that a sheet sets, where they stand, and how they are weighted."""

from __future__ import annotations

from collections.abc import Iterator

from perfgoals.checker.bounds import COST_KINDS
from perfgoals.checker.facts import Facts, IndicatorRow, plain, shown
from perfgoals.checker.lexicon import contains, ends, matches
from perfgoals.checker.rule import Context, Hit, NotApplicable, Shown, Undecided, Verdicts, rule
from perfgoals.checker.weights import weights
from perfgoals.forms import CategoryKind, GroupKind, Taxonomy
from perfgoals.models import GoalSheet
from perfgoals.targets import Deadline, Interval, Threshold

_OUTPUT, _OUTCOME, _SATISFACTION, _COST = "output", "outcome", "satisfaction", "cost"
_OUTPUT_KINDS = ("quantity", "quality")
_NEWER, _OLDER = "mof2021", "mof2015"


def _rows(context: Context) -> tuple[IndicatorRow, ...]:
    if not context.facts.rows:
        raise NotApplicable("no-indicators")
    return context.facts.rows


def _framework(context: Context) -> Taxonomy:
    return context.classified.framework


def _unresolved(rows: tuple[IndicatorRow, ...]) -> IndicatorRow | None:
    """Find an indicator of no known first-level kind: while there is one, no kind can be said to be missing."""
    return next((row for row in rows if row.category_kind is None), None)


def _has_category(rows: tuple[IndicatorRow, ...], kind: str) -> bool:
    return any(row.category_kind == kind for row in rows)


@rule("T01")
def unknown_category(sheet: GoalSheet, context: Context) -> Verdicts:
    """Find printed first-level kinds that no framework knows.

    Why: goals are set by output, outcome and satisfaction, or cost besides (财预〔2015〕88号, 财预〔2021〕101号).
    Hit:
        indicator: 过程指标 | 数量指标 | 培训人数 | ≥100人
    Near miss:
        indicator: 产出指标(50分) | 数量指标 | 培训人数 | ≥100人
    Parameters: none.
    """
    seen: set[str] = set()
    for row in _rows(context):
        label = plain(row.category.label)
        if row.category_kind is None and label and label not in seen:
            seen.add(label)
            yield Hit(f"indicators[{row.category_index}].label", {"label": shown(row.category.label)})


@rule("T02")
def unknown_group(sheet: GoalSheet, context: Context) -> Verdicts:
    """Find printed second-level kinds that no framework knows, under a known first-level kind.

    Why: the dimensions of output, outcome and satisfaction are named (财预〔2015〕88号, 财预〔2021〕101号). Frameworks
        with free second levels are left alone, and so are forms that print 产出指标 and 效益指标 on the second level.
    Hit:
        indicator: 产出指标 | 过程指标 | 培训人数 | ≥100人
    Near miss:
        indicator: 满意度指标 | 满意度指标 | 参会人员满意度 | ≥95%
    Parameters: none.
    """
    free = {kind.id for kind in _framework(context).categories if kind.open or not kind.groups}
    seen: set[tuple[str, str]] = set()
    for row in _rows(context):
        label = plain(row.group.label)
        key = (row.category_kind or "", label)
        is_first_level = _framework(context).category(row.group.label or "") is not None
        judged = row.category_kind is not None and row.category_kind not in free and not is_first_level
        if judged and row.group_kind is None and label and key not in seen:
            seen.add(key)
            path = f"indicators[{row.category_index}].groups[{row.group_index}].label"
            yield Hit(path, {"label": shown(row.group.label)})


def _printed(label: str | None, kind: str | None) -> str:
    return shown(label or kind)


def _newer_kinds(rows: tuple[IndicatorRow, ...]) -> Iterator[tuple[str, str]]:
    for row in rows:
        if row.group_kind in COST_KINDS - {_COST}:
            yield f"{row.path.rpartition('.')[0]}.label", _printed(row.group.label, row.group_kind)
        elif row.category_kind == _COST:
            yield f"indicators[{row.category_index}].label", _printed(row.category.label, row.category_kind)


def _older_kinds(rows: tuple[IndicatorRow, ...]) -> Iterator[tuple[str, str]]:
    for row in rows:
        cost_of_output = row.category_kind == _OUTPUT and row.group_kind == _COST
        if row.group_kind == "sustainability" or cost_of_output:
            yield f"{row.path.rpartition('.')[0]}.label", _printed(row.group.label, row.group_kind)


@rule("T03")
def mixed_frameworks(sheet: GoalSheet, context: Context) -> Verdicts:
    """Note a sheet that uses kinds of the framework of 2021 beside kinds that only the one of 2015 has.

    Why: 财预〔2021〕101号 has cost on the first level and no sustainability, 财预〔2015〕88号 the other way round.
    Hit:
        indicator: 成本指标 | 经济成本指标 | 设备采购成本 | ≤140万元
        indicator: 效益指标 | 可持续影响指标 | 系统使用年限 | ≥8年
    Near miss:
        indicator: 产出指标 | 成本指标 | 设备采购成本 | ≤140万元
        indicator: 效益指标 | 可持续影响指标 | 系统使用年限 | ≥8年
    Parameters: none.
    """
    rows = _rows(context)
    newer, older = dict(_newer_kinds(rows)), dict(_older_kinds(rows))
    if newer and older:
        args: dict[str, Shown] = {
            "newer": tuple(dict.fromkeys(newer.values())),
            "older": tuple(dict.fromkeys(older.values())),
        }
        first, *others = [*older, *newer]
        yield Hit(first, args, related=tuple(others))


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
    rows = _rows(context)
    below = {_framework(context).category(row.group.label or "") for row in rows}
    missing = [
        kind
        for kind in _framework(context).categories
        if kind.required == "required" and not _has_category(rows, kind.id) and kind not in below
    ]
    if missing and (unresolved := _unresolved(rows)):
        yield Undecided(unresolved.path, "unknown-kind")
        return
    for kind in missing:
        yield Hit("indicators", {"label": kind.label})


def _category(context: Context, identifier: str) -> CategoryKind:
    """Give a first-level kind of the framework that the sheet sets; what it does not set at all is T04's."""
    kind = next((kind for kind in _framework(context).categories if kind.id == identifier), None)
    if kind is None:
        raise NotApplicable("other-framework")
    if not _has_category(_rows(context), identifier):
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
    rows = _rows(context)
    present = {row.group_kind for row in rows}
    missing = [
        kind for kind in _category(context, _OUTPUT).groups if kind.id in _OUTPUT_KINDS and kind.id not in present
    ]
    if missing and (unknown := _unknown_group(rows, _OUTPUT)):
        yield Undecided(unknown.path, "unknown-kind")
        return
    for kind in missing:
        yield Hit("indicators", {"label": kind.label}, case="required" if kind.required == "required" else None)


def _task_like(facts: Facts, table: str) -> tuple[str, str] | None:
    return next(
        ((f"{path}.name", shown(task.name)) for path, task in facts.tasks if contains(plain(task.name), table)), None
    )


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
    rows = _rows(context)
    if _has_category(rows, _SATISFACTION) or any(row.group_kind == "recipient-satisfaction" for row in rows):
        return
    if unresolved := _unresolved(rows):
        yield Undecided(unresolved.path, "unknown-kind")
    elif serving := _task_like(context.facts, "serving_tasks"):
        yield Hit("indicators", {"task": serving[1]}, case="serving", related=(serving[0],))
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
    rows, framework = _rows(context), _framework(context)
    if framework.id not in (_NEWER, _OLDER):
        raise NotApplicable("other-framework")
    if any(row.category_kind == _COST or row.group_kind in COST_KINDS for row in rows):
        return
    works = _task_like(context.facts, "works_tasks") if framework.id == _NEWER else None
    if unknown := _unresolved(rows) or _unknown_group(rows, _OUTPUT):
        yield Undecided(unknown.path, "unknown-kind")
    elif works:
        yield Hit("indicators", {"task": works[1]}, case="works", related=(works[0],))
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
    rows = _rows(context)
    present = {row.group_kind for row in rows}
    absent: list[str] = []
    for category in _framework(context).categories:
        missing = [kind.label for kind in category.groups if _is_optional(kind) and kind.id not in present]
        if not missing or not _has_category(rows, category.id):
            continue
        if unknown := _unknown_group(rows, category.id):
            yield Undecided(unknown.path, "unknown-kind")
        else:
            absent += missing
    if absent:
        yield Hit("indicators", {"kinds": tuple(absent)})


def _is_money(row: IndicatorRow) -> bool:
    target = row.indicator.target
    quantity = (
        target.quantity if isinstance(target, Threshold) else target.high if isinstance(target, Interval) else None
    )
    return quantity is not None and quantity.unit is not None and quantity.unit.dimension in ("money", "money-per")


def _is_ceiling(row: IndicatorRow) -> bool:
    target = row.indicator.target
    return isinstance(target, Threshold) and target.comparator in ("≤", "<")


def _proper_kind(row: IndicatorRow) -> tuple[str, str | None] | None:
    """Give the kind that a name leaves no doubt about, and the case; None where it stands right or there is doubt."""
    kind, in_cost = row.group_kind, row.group_kind in COST_KINDS or row.category_kind == _COST
    if row.category_kind != _SATISFACTION and ends(row.name, "satisfaction_elsewhere"):
        return "满意度指标", "outcome" if row.category_kind == _OUTCOME else None
    if kind in ("quantity", "timeliness") and ends(row.name, "quality_names"):
        return "质量指标", None
    costs = ends(row.name, "cost_elsewhere") or (row.category_kind == _OUTPUT and ends(row.name, "cost_in_output"))
    if not in_cost and costs and _is_money(row) and _is_ceiling(row):
        return "成本指标", None
    counts = kind in ("quality", "timeliness") and ends(row.name, "quantity_names")
    if (counts or (in_cost and ends(row.name, "quantity_in_cost"))) and _is_count(row):
        return "数量指标", None
    if (kind in ("quantity", "quality") or in_cost) and ends(row.name, "completion_names") and _is_time(row):
        return "时效指标", None
    if (kind == "quantity" or in_cost) and ends(row.name, "punctuality_names"):
        return "时效指标", None
    return None


def _is_count(row: IndicatorRow) -> bool:
    target = row.indicator.target
    unit = target.quantity.unit if isinstance(target, Threshold) else None
    return unit is not None and unit.dimension in ("people", "person-times", "households", "occurrence", "count")


def _is_time(row: IndicatorRow) -> bool:
    """Tell whether the target is a date, or a span of time."""
    target = row.indicator.target
    unit = target.quantity.unit if isinstance(target, Threshold) else None
    return isinstance(target, Deadline) or (unit is not None and unit.dimension == "time")


@rule("T09")
def misfiled_indicator(sheet: GoalSheet, context: Context) -> Verdicts:
    """Find indicators whose names say beyond doubt that they belong to another second-level kind.

    Why: indicators must be relevant to what they stand under (财预〔2015〕88号: relevance). Satisfaction under outcome
        is a note: forms before 2015 had it there.
    Hit:
        indicator: 产出指标 | 数量指标 | 设备验收合格率 | ≥95%
    Near miss:
        indicator: 产出指标 | 质量指标 | 政府采购率 | ≥95%
        indicator: 产出指标 | 成本指标 | 年度维护成本增长率 | ≤5%
        indicator: 效益指标 | 社会效益指标 | 档案利用人数 | ≥1350人
    Parameters: none.
    """
    for row in _rows(context):
        if row.group_kind is None or row.category_kind is None or not row.name or matches(row.name, "template_names"):
            continue
        args: dict[str, Shown] = {"name": shown(row.indicator.name)}
        path = f"indicators[{row.category_index}].groups[{row.group_index}].label"
        if row.group_kind == "recipient-satisfaction":
            if not contains(row.name, "satisfaction_names") and not ends(row.name, "recipients"):
                yield Hit(row.name_path, args, case="not-satisfaction", related=(path,))
        elif proper := _proper_kind(row):
            kind, case = proper
            yield Hit(row.name_path, {**args, "kind": kind}, case=case, related=(path,))


@rule("T10")
def weak_economic_benefit(sheet: GoalSheet, context: Context) -> Verdicts:
    """Remark on economic indicators that state use and no gain.

    Why: an economic benefit is income, saving or value (财预〔2015〕88号); a rate of use is none.
    Hit:
        indicator: 效益指标 | 经济效益指标 | 购置设备利用率 | ≥95%
    Near miss:
        indicator: 效益指标 | 经济效益指标 | 节约资金 | ≥5万元
    Parameters: none.
    """
    for row in _rows(context):
        if row.group_kind == "economic" and ends(row.name, "weak_economic") and not _is_money(row):
            yield Hit(row.name_path, {"name": shown(row.indicator.name)})


@rule("T11")
def sustainability_in_2021(sheet: GoalSheet, context: Context) -> Verdicts:
    """Remark on sustainability in a sheet of the framework of 2021.

    Why: 财预〔2021〕101号 names economic, social and ecological benefit only.
    Hit:
        indicator: 成本指标 | 经济成本指标 | 设备采购成本 | ≤140万元
        indicator: 效益指标 | 可持续影响指标 | 系统使用年限 | ≥8年
    Near miss:
        indicator: 效益指标 | 可持续影响指标 | 系统使用年限 | ≥8年
    Parameters: none.
    """
    rows = _rows(context)
    if _framework(context).id != _NEWER:
        raise NotApplicable("other-framework")
    groups = {row.path.rpartition(".")[0]: row for row in rows if row.group_kind == "sustainability"}
    for path, row in groups.items():
        yield Hit(f"{path}.label", {"label": _printed(row.group.label, row.group_kind)})


RULES = (
    unknown_category,
    unknown_group,
    mixed_frameworks,
    missing_category,
    missing_output_kind,
    missing_satisfaction,
    missing_cost,
    optional_kinds_absent,
    misfiled_indicator,
    weak_economic_benefit,
    sustainability_in_2021,
    weights,
)
