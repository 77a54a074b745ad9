"""The targets of a sheet as the rules of family V walk them, and what is asked of a single one."""

from __future__ import annotations

from perfgoals.checker.facts import Facts, IndicatorRow, shown
from perfgoals.checker.lexicon import contains
from perfgoals.checker.rule import Context, Hit, NotApplicable, Shown
from perfgoals.targets import Interval, Quantity, Target, Threshold

DISCRETE = frozenset({"people", "person-times", "households", "occurrence", "count"})
"""The dimensions of what is counted in ones, and never below zero."""
_SHARES = frozenset({"%", "‰", "成"})


def indicator_rows(context: Context) -> tuple[IndicatorRow, ...]:
    """Give the rows of indicators; :class:`NotApplicable` where there is none."""
    if not context.facts.rows:
        raise NotApplicable("no-indicators")
    return context.facts.rows


def targets(context: Context) -> list[tuple[IndicatorRow, Target]]:
    """Walk the targets that the file shows with their rows, the parts of several in one cell one by one."""
    indicator_rows(context)
    return context.facts.once(_targets)


def _targets(facts: Facts) -> list[tuple[IndicatorRow, Target]]:
    return [(row, target) for row in _shown_rows(facts) for target in row.targets]


def _shown_rows(facts: Facts) -> list[IndicatorRow]:
    """List the rows but those whose target is a formula without a value or an error value: R03 and R04 report them."""
    return [each for row in facts.rows for each in row.by_party if not facts.is_unshown(each.target_path)]


def thresholds(facts: Facts) -> list[tuple[IndicatorRow, Threshold]]:
    """Walk the targets that are a bound or a number."""
    found = facts.once(_thresholds)
    if not found:
        raise NotApplicable("no-value")
    return found


def _thresholds(facts: Facts) -> list[tuple[IndicatorRow, Threshold]]:
    return [(row, target) for row, target in facts.once(_targets) if isinstance(target, Threshold)]


def quantities(target: Target) -> tuple[Quantity, ...]:
    """Give the numbers of a target: one of a threshold, both ends of an interval, none of the rest."""
    if isinstance(target, Threshold):
        return (target.quantity,)
    return (target.low, target.high) if isinstance(target, Interval) else ()


def hit(row: IndicatorRow, target: Target, case: str | None = None, **more: Shown) -> Hit:
    """Report a target at its own cell, beside the name of its indicator."""
    party = f"（{row.party_label}）" if row.party_label else ""
    args = {"name": shown(row.indicator.name) + party, "value": shown(target.text or str(target)), **more}
    return Hit(row.target_path, args, case=case, related=(row.name_path,))


def is_change(row: IndicatorRow, target: Threshold | Interval) -> bool:
    """Tell whether the target is a growth or a difference, which may be negative, above 100 % or in percent."""
    named = contains(row.name, "signed_names") and not contains(row.name, "signed_names", "except")
    return target.change is not None or named


def dimension(quantity: Quantity) -> str:
    """Give the dimension of a quantity, "" for a bare number."""
    return quantity.unit.dimension if quantity.unit else ""


def is_share(quantity: Quantity) -> bool:
    """Tell whether a quantity is a part of a whole, such as 95 %."""
    return quantity.unit is not None and quantity.unit.symbol in _SHARES
