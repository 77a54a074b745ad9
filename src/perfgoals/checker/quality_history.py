"""The rule of family Q that looks back: this year's targets beside what last year's self-evaluation reached."""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction

from perfgoals.checker.facts import shown
from perfgoals.checker.matching import match_indicators, unlike, without_year
from perfgoals.checker.rule import Context, Hit, NotApplicable, Verdicts, rule
from perfgoals.checker.walking import is_share
from perfgoals.models import GoalSheet
from perfgoals.targets import Threshold
from perfgoals.targets.holding import measured

_FROM_BELOW = frozenset({"≥", ">"})
_HUNDRED = 100


@rule("Q19")
def below_last_result(sheet: GoalSheet, context: Context) -> Verdicts:
    """Find targets well below what the same indicator reached last year.

    Why: a target rests on history where there is one (财预〔2015〕88号, ≈ article 12: historical standards), and one
        set low is easily met. Only lower bounds count, for in them more is better by their own word; absolute numbers
        are a note, since they follow the money of the year. A note tells that what was given is no last year's
        self-evaluation of the same department or project; then nothing is compared.
    Hit:
        last year: evaluated: 产出指标 | 质量指标 | 设备验收合格率 | ≥95% | 98%
        indicator: 产出指标 | 质量指标 | 设备验收合格率 | ≥85%
    Near miss:
        last year: evaluated: 产出指标 | 质量指标 | 设备验收合格率 | ≥95% | 98%
        last year: evaluated: 产出指标 | 质量指标 | 差错率 | ≤5% | 4%
        indicator: 产出指标 | 质量指标 | 设备验收合格率 | ≥95%
        indicator: 产出指标 | 质量指标 | 差错率 | ≤1%
    Parameters:
        worse: by how many percent of last year's result a target may be below it.
    """
    previous = context.facts.previous
    if previous is None:
        raise NotApplicable("no-history")
    amiss = list(_is_no_history(previous.sheet, sheet))
    if amiss:
        yield from amiss
        return
    compared = 0
    for old, new in match_indicators(previous, context.facts).pairs:
        target, actual = new.indicator.target, old.indicator.actual
        if actual is None or not isinstance(target, Threshold) or target.comparator not in _FROM_BELOW:
            continue
        same_name = without_year(old.name, previous.sheet.year) == without_year(new.name, sheet.year)
        values = measured(target, actual) if same_name and not target.approximate else None
        if values is None:
            continue
        compared += 1
        if values.target * _HUNDRED < values.actual * (_HUNDRED - Fraction(context.number("worse"))):
            args = {"name": shown(new.indicator.name), "value": shown(target.text), "actual": shown(actual.text)}
            case = None if is_share(target.quantity) else "amount"
            yield Hit(new.target_path, args, case=case, related=(new.name_path,))
    if not compared:
        raise NotApplicable("no-history")


def _is_no_history(previous: GoalSheet, sheet: GoalSheet) -> Iterator[Hit]:
    """Say why what was given is not last year's self-evaluation of the same body: nothing is compared with it."""
    for each in unlike(previous, sheet):
        if each.what != "kind":  # results stand in a self-evaluation, goals in a sheet of goals
            args = {"previous": shown(each.old), "current": shown(each.new)}
            yield Hit(each.path, args, case=f"other-{each.what}")
    if all(row.actual is None or row.actual.kind == "missing" for _, _, row in previous.iter_indicators()):
        yield Hit("indicators", case="no-results")
