"""Family T: the kinds of indicators that a sheet sets, where they stand, and how they are weighted."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from perfgoals.checker.bounds import COST_KINDS
from perfgoals.checker.facts import IndicatorRow, plain, shown
from perfgoals.checker.lexicon import contains, deciding, ends, matches, words
from perfgoals.checker.rule import Context, Hit, NotApplicable, Shown, Verdicts, rule
from perfgoals.checker.taxonomy_missing import (
    missing_category,
    missing_cost,
    missing_output_kind,
    missing_satisfaction,
    optional_kinds_absent,
)
from perfgoals.checker.walking import indicator_rows
from perfgoals.checker.weights import weights
from perfgoals.models import GoalSheet
from perfgoals.targets import Deadline, Interval, Threshold

_OUTPUT, _OUTCOME, _SATISFACTION, _COST = "output", "outcome", "satisfaction", "cost"
_NEWER = "mof2021"


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
    for row in indicator_rows(context):
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
    free = {kind.id for kind in context.classified.framework.categories if kind.open or not kind.groups}
    seen: set[tuple[str, str]] = set()
    for row in indicator_rows(context):
        label = plain(row.group.label)
        key = (row.category_kind or "", label)
        is_first_level = context.classified.framework.category(row.group.label or "") is not None
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
    rows = indicator_rows(context)
    newer, older = dict(_newer_kinds(rows)), dict(_older_kinds(rows))
    if newer and older:
        args: dict[str, Shown] = {
            "newer": tuple(dict.fromkeys(newer.values())),
            "older": tuple(dict.fromkeys(older.values())),
        }
        first, *others = [*older, *newer]
        yield Hit(first, args, related=tuple(others))


def _is_money(row: IndicatorRow) -> bool:
    target = row.indicator.target
    quantity = (
        target.quantity if isinstance(target, Threshold) else target.high if isinstance(target, Interval) else None
    )
    return quantity is not None and quantity.unit is not None and quantity.unit.dimension in ("money", "money-per")


def _is_ceiling(row: IndicatorRow) -> bool:
    target = row.indicator.target
    return isinstance(target, Threshold) and target.comparator in ("≤", "<")


class _Proper(NamedTuple):
    """Is the kind that a name leaves no doubt about, the table of the lexicon that knows the name, and the case."""

    kind: str
    table: str
    case: str | None = None


def _proper_kind(row: IndicatorRow, *, has_own_satisfaction: bool) -> _Proper | None:
    """Give the kind that a name leaves no doubt about; None where it stands right or there is doubt."""
    kind, in_cost = row.group_kind, row.group_kind in COST_KINDS or row.category_kind == _COST
    if row.category_kind != _SATISFACTION and ends(row.name, "satisfaction_elsewhere"):
        is_older_form = not has_own_satisfaction and row.category_kind == _OUTCOME
        return _Proper("满意度指标", "satisfaction_elsewhere", "outcome" if is_older_form else None)
    if kind in ("quantity", "timeliness") and ends(row.name, "quality_names"):
        return _Proper("质量指标", "quality_names")
    costs = ("cost_elsewhere", "cost_in_output") if row.category_kind == _OUTPUT else ("cost_elsewhere",)
    cost = next((table for table in costs if ends(row.name, table)), None)
    if not in_cost and cost and _is_money(row) and _is_ceiling(row):
        return _Proper("成本指标", cost)
    counts = "quantity_in_cost" if in_cost else "quantity_names" if kind in ("quality", "timeliness") else None
    if counts and ends(row.name, counts) and _is_count(row):
        return _Proper("数量指标", counts)
    if (kind in ("quantity", "quality") or in_cost) and ends(row.name, "completion_names") and _is_time(row):
        return _Proper("时效指标", "completion_names")
    if (kind == "quantity" or in_cost) and ends(row.name, "punctuality_names"):
        return _Proper("时效指标", "punctuality_names")
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

    Why: indicators must be relevant to what they stand under (财预〔2015〕88号: relevance). 财预〔2015〕88号 and
        财预〔2021〕101号 give satisfaction a first level of its own; before 2015 it stood under outcome. The kinds that
        a sheet uses tell which form it follows, not its year: satisfaction under outcome is a warning where the sheet
        has satisfaction on the first level too, and a note where it has none.
    Hit:
        indicator: 产出指标 | 数量指标 | 设备验收合格率 | ≥95%
        indicator: 效益指标 | 社会效益指标 | 居民满意度 | ≥95%
        indicator: 满意度指标 | 服务对象满意度指标 | 游客满意度 | ≥95%
    Near miss:
        indicator: 产出指标 | 质量指标 | 政府采购率 | ≥95%
        indicator: 产出指标 | 成本指标 | 年度维护成本增长率 | ≤5%
        indicator: 效益指标 | 社会效益指标 | 档案利用人数 | ≥1350人
    Parameters: none.
    """
    rows = indicator_rows(context)
    has_own_satisfaction = any(row.category_kind == _SATISFACTION for row in rows)
    for row in rows:
        if row.group_kind is None or row.category_kind is None or not row.name or matches(row.name, "template_names"):
            continue
        args: dict[str, Shown] = {"name": shown(row.indicator.name)}
        path = f"indicators[{row.category_index}].groups[{row.group_index}].label"
        if row.group_kind == "recipient-satisfaction":
            if not contains(row.name, "satisfaction_names") and not ends(row.name, "recipients"):
                args["words"] = words("satisfaction_names")
                yield Hit(row.name_path, args, case="not-satisfaction", related=(path,))
        elif proper := _proper_kind(row, has_own_satisfaction=has_own_satisfaction):
            args |= {"kind": proper.kind, "word": deciding(row.name, proper.table)}
            yield Hit(row.name_path, args, case=proper.case, related=(path,))


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
    for row in indicator_rows(context):
        if row.group_kind == "economic" and ends(row.name, "weak_economic") and not _is_money(row):
            args = {"name": shown(row.indicator.name), "word": deciding(row.name, "weak_economic")}
            yield Hit(row.name_path, args)


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
    rows = indicator_rows(context)
    if context.classified.framework.id != _NEWER:
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
