"""The rules of family S on indicators: without a kind, a name or a value, named twice, in the wrong place."""

from __future__ import annotations

from collections import defaultdict

from perfgoals.checker.facts import Facts, IndicatorRow, plain, shown
from perfgoals.checker.lexicon import matches
from perfgoals.checker.rule import Context, Hit, Shown, Undecided, Verdicts, rule
from perfgoals.checker.walking import indicator_rows
from perfgoals.models import GoalSheet


@rule("S07")
def unassigned_indicator(sheet: GoalSheet, context: Context) -> Verdicts:
    """Find indicators without a second-level kind, after blanks of merged cells were filled from above.

    Why: an indicator is set under a dimension of output, outcome or satisfaction (财预〔2015〕88号, ≈ article 11).
        Labels that are printed and unknown are reported by T02; frameworks with free second levels ask for none.
    Hit:
        indicator: 产出指标 | | 培训人数 | ≥100人
    Near miss:
        indicator: | 数量指标 | 培训人数 | ≥100人
    Parameters: none.
    """
    framework = context.classified.framework
    free = {category.id for category in framework.categories if category.open or not category.groups}
    for row in indicator_rows(context):
        if row.group_kind is None and not plain(row.group.label) and row.category_kind not in free:
            yield Hit(row.path, {"name": shown(row.indicator.name)}, related=(row.name_path,))


def _is_column_unread(facts: Facts, is_stated: bool) -> bool:
    """Tell whether a column that no indicator states may be one whose heading the form does not know."""
    return not is_stated and "indicators" in facts.unread_columns


def _has_real_name(row: IndicatorRow) -> bool:
    return bool(row.name) and not matches(row.name, "template_names")


@rule("S08")
def indicator_name(sheet: GoalSheet, context: Context) -> Verdicts:
    """Find indicators whose name is blank or left from the template.

    Why: published templates print 指标1：, 指标2：, ……; what is left of them names nothing. Rows with neither name nor
        value are unused and pass.
    Hit:
        indicator: 产出指标 | 数量指标 | 指标1： | ≥100人
    Near miss:
        indicator: 产出指标 | 数量指标 | 指标完成率 | ≥100%
    Parameters: none.
    """
    rows = indicator_rows(context)
    if _is_column_unread(context.facts, any(row.name for row in rows)):
        yield Undecided("indicators", "unknown-column")
        return
    for row in rows:
        if not _has_real_name(row):
            yield Hit(row.name_path, {"name": shown(row.indicator.name)}, related=(row.target_path,))


@rule("S09")
def indicator_value(sheet: GoalSheet, context: Context) -> Verdicts:
    """Find indicators whose target is blank, a placeholder or left from the template.

    Why: systems require a value; templates print ≥**%. Rows whose name is a placeholder too are reported by S08.
    Hit:
        indicator: 产出指标 | 质量指标 | 验收合格率 | ≥**%
    Near miss:
        indicator: 效益指标 | 社会效益指标 | 业务能力 | 显著提高
    Parameters: none.
    """
    rows = indicator_rows(context)
    if _is_column_unread(context.facts, any(row.has_value for row in rows)):
        yield Undecided("indicators", "unknown-column")
        return
    for row in rows:
        target = row.indicator.target
        if not row.has_value and _has_real_name(row):
            case = "template" if target.text.strip() else None
            args: dict[str, Shown] = {"name": shown(row.indicator.name), "text": shown(target.text)}
            yield Hit(row.target_path, args, case=case, related=(row.name_path,))


@rule("S10")
def duplicate_indicator(sheet: GoalSheet, context: Context) -> Verdicts:
    """Find indicators of the same name: an error under one second-level kind, a warning under several.

    Why: systems refuse a name that is there already (指标名称不可重复).
    Hit:
        indicator: 产出指标 | 数量指标 | 培训次数 | ≥4次
        indicator: 产出指标 | 数量指标 | 培训 次数 | ≥5次
    Near miss:
        indicator: 产出指标 | 数量指标 | 会议次数 | ≥4次
        indicator: 产出指标 | 数量指标 | 会议天数 | ≥2天
    Parameters: none.
    """
    same_name: dict[str, list[IndicatorRow]] = defaultdict(list)
    for row in indicator_rows(context):
        if _has_real_name(row):
            same_name[row.name].append(row)
    for rows in same_name.values():
        if len(rows) > 1:
            groups = {(row.category_kind or row.category.label, row.group_kind or row.group.label) for row in rows}
            paths = [row.name_path for row in rows]
            args: dict[str, Shown] = {"name": shown(rows[0].indicator.name), "count": len(rows)}
            case = None if len(groups) < len(rows) else "elsewhere"
            yield Hit(paths[1], args, case=case, related=(paths[0], *paths[2:]))


@rule("S14")
def misplaced_group(sheet: GoalSheet, context: Context) -> Verdicts:
    """Find second-level kinds that stand under another first-level kind than their own, in the sheet's framework.

    Why: 财预〔2015〕88号 and 财预〔2021〕101号 say which dimensions belong to output, outcome, satisfaction and cost.
    Hit:
        indicator: 产出指标 | 社会效益指标 | 受益人数 | ≥100人
    Near miss:
        indicator: 产出指标 | 成本指标 | 设备采购成本 | ≤140万元
    Parameters: none.
    """
    used = {(row.category_index, row.group_index) for row in indicator_rows(context)}
    kinds = context.classified
    for c, category in enumerate(sheet.indicators):
        printed = kinds.category_kind(c)
        for g, group in enumerate(category.groups):
            kind = kinds.group_kind(c, g)
            parent = kinds.framework.parent(kind) if kind else None
            if parent is None or printed is None or parent.id == printed or (c, g) not in used:
                continue
            args: dict[str, Shown] = {
                "group": shown(group.label or kind),
                "category": shown(category.label or printed),
                "parent": parent.label,
            }
            # Before 2015 satisfaction stood under the outcome, and many forms still print it there.
            case = "older-form" if (printed, parent.id) == ("outcome", "satisfaction") else None
            yield Hit(f"indicators[{c}].groups[{g}].label", args, case=case, related=(f"indicators[{c}].label",))
