"""The rule of family T on weights: sums, points of levels, the usual split."""

from __future__ import annotations

from collections import defaultdict
from decimal import Decimal

from perfgoals.checker.facts import Facts, IndicatorRow, digits, plain, shown
from perfgoals.checker.lexicon import weight_splits
from perfgoals.checker.rule import Context, Hit, NotApplicable, Shown, Undecided, Verdicts, rule
from perfgoals.checker.sums import Points
from perfgoals.models import GoalSheet, IndicatorCategory, IndicatorGroup
from perfgoals.precision import add

# The weights of a plan: 90 for the indicators, 10 are kept for the execution of the budget (财预〔2020〕10号).
_WITHOUT_EXECUTION = Decimal(90)


@rule("T12")
def weights(sheet: GoalSheet, context: Context) -> Verdicts:
    """Check the weights: their sum, the printed sum, the points of each level, each above zero, the usual split.

    Why: 财预〔2020〕10号 gives 90 points to the indicators and 10 to the execution of the budget, 50/30/10 or
        20/40/20/10 by first level; systems require the weights below a level to make up its points. Whole points are
        exact; points with decimals may have been rounded and are judged by the precision shown.
    Hit:
        indicator: 产出指标 | 数量指标 | 培训人数 | ≥100人 | 50
        indicator: 效益指标 | 社会效益指标 | 业务能力 | 显著提高 | 38
    Near miss:
        indicator: 产出指标 | 数量指标 | 培训人数 | ≥100人 | 50
        indicator: 效益指标 | 社会效益指标 | 业务能力 | 显著提高 | 40
    Parameters:
        totals: the sums that are right.
    """
    rows = context.facts.rows
    if not rows:
        raise NotApplicable("no-indicators")
    if all(row.indicator.weight is None for row in rows):
        raise NotApplicable("no-weights")
    for row in rows:
        if row.indicator.weight is not None and row.indicator.weight <= 0:
            args: dict[str, Shown] = {"name": shown(row.indicator.name), "weight": row.indicator.weight}
            yield Hit(f"{row.path}.weight", args, case="not-positive", related=(row.name_path,))
    if sheet.kind != "self-evaluation":  # there the execution counts as well: E01
        yield from _total_weight(sheet, rows, context.numbers("totals"))
    yield from _points_of_levels(sheet, context.facts)
    yield from _split(rows)


def _total_weight(sheet: GoalSheet, rows: tuple[IndicatorRow, ...], totals: tuple[Decimal, ...]) -> Verdicts:
    weighted = [row for row in rows if row.indicator.weight is not None]
    figures = tuple(row.indicator.weight for row in weighted if row.indicator.weight is not None)
    sums = [Points(total, figures) for total in totals]
    blank = next((row for row in rows if row.indicator.weight is None), None)
    related = tuple(f"{row.path}.weight" for row in weighted)
    path = "stated_weight" if sheet.stated_weight is not None else related[0]
    args: dict[str, Shown] = {"sum": add(figures), "expected": tuple(map(digits, totals))}
    if blank is not None and not all(found.exceeds for found in sums):
        yield Undecided(f"{blank.path}.weight", "blank-weight")
        return
    stated = sheet.stated_weight
    if stated is not None and Points(stated, figures).verdict == "disjoint":
        yield Hit(path, {"sum": add(figures), "stated": stated}, case="stated", related=related)
    elif all(found.verdict == "disjoint" for found in sums):
        yield Hit(path, args, related=related)
    elif all(found.verdict != "equal" for found in sums):
        yield Hit(path, args, case="rounding", related=related)


def _points_of_levels(sheet: GoalSheet, facts: Facts) -> Verdicts:
    """Compare the points printed behind each level with the weights below it.

    A level may be printed again after a page break, with or without its points, so that its parts are taken together;
    where two parts state points, nobody can say what they share, and nothing is said.
    """
    below: dict[tuple[str, ...], list[Decimal | None]] = defaultdict(list)
    points: dict[tuple[str, ...], dict[str, tuple[str | None, Decimal]]] = defaultdict(dict)
    for row in facts.rows:
        first, second = f"indicators[{row.category_index}]", row.path.rpartition(".")[0]
        category_key = (row.category_kind or plain(row.category.label),)
        group_key = (*category_key, row.group_kind or plain(row.group.label))
        levels: list[tuple[tuple[str, ...], str, IndicatorCategory | IndicatorGroup]] = [
            (category_key, first, row.category),
            (group_key, second, row.group),
        ]
        for key, path, level in levels:
            below[key].append(row.indicator.weight)
            if level.points is not None:
                points[key][path] = (level.label, level.points)
    for key, stated in points.items():
        (path, (label, total)), *others = stated.items()
        figures = tuple(weight for weight in below[key] if weight is not None)
        if len(figures) < len(below[key]):
            yield Undecided(f"{path}.points", "blank-weight")
        elif not others and Points(total, figures).verdict == "disjoint":
            args: dict[str, Shown] = {"label": shown(label), "points": total, "sum": add(figures)}
            yield Hit(f"{path}.label", args, case="parent")


def _split(rows: tuple[IndicatorRow, ...]) -> Verdicts:
    shares: dict[str, list[Decimal]] = defaultdict(list)
    labels: dict[str, str] = {}
    for row in rows:
        if row.category_kind is None or row.indicator.weight is None:
            return
        shares[row.category_kind].append(row.indicator.weight)
        labels.setdefault(row.category_kind, shown(row.category.label or row.category_kind))
    totals = {kind: add(figures) for kind, figures in shares.items()}
    standard = next((split for split in weight_splits() if set(split) == set(totals)), None)
    if standard is None or add(list(totals.values())) != _WITHOUT_EXECUTION:
        return
    if any(totals[kind] != share for kind, share in standard.items()):
        listed = tuple(f"{labels[kind]} {digits(total)} ({digits(standard[kind])})" for kind, total in totals.items())
        yield Hit(f"{rows[0].path}.weight", {"shares": listed}, case="split")
