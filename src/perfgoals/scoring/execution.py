"""The execution of the budget: its rate, and the points that the rate earns.

The one judgement of both: :func:`perfgoals.score` shows it for the settings chosen, the rules of family E ask it for
every way of scoring that is in use.
"""

from __future__ import annotations

from decimal import Decimal
from fractions import Fraction

from perfgoals.models import FundingLine, GoalSheet
from perfgoals.precision import in_percent, rate_bounds, states_rate
from perfgoals.scoring.formulas import execution, points
from perfgoals.scoring.judging import Share
from perfgoals.scoring.result import Execution, Step
from perfgoals.scoring.settings import ScoringSettings
from perfgoals.scoring.steps import gives, step_of

_HUNDRED = Decimal(100)


def execution_of(sheet: GoalSheet, settings: ScoringSettings) -> Execution | None:
    """Score the execution of the budget; None unless one row of the funding block is the total and says something.

    The budget is that of the year after adjustment, or the initial one where the form has no other.
    """
    found = total_funding(sheet)
    if found is None:
        return None
    path, line = found
    budget, executed = budget_of(line), line.amount("executed")
    if budget is None and executed is None and line.rate is None and line.score is None:
        return None
    # A form that prints a score and no weight gives the usual points; one that prints neither gives none.
    weight = settings.execution_weight if line.weight is None and line.score is not None else line.weight
    step = None if weight is None else execution_step(path, line, weight, settings)
    spent = Execution(budget=budget, executed=executed, printed=line.rate, step=step)
    if budget is None or budget <= 0 or executed is None:
        return spent
    agrees = None if line.rate is None or is_unclear(line) else _bears_out(line, budget)
    rate = points(Fraction(executed) / Fraction(budget), _HUNDRED)
    return spent.model_copy(update={"rate": rate, "printed": percent_of(line) or line.rate, "agrees": agrees})


def execution_step(path: str, line: FundingLine, weight: Decimal, settings: ScoringSettings) -> Step:
    """Score the execution by its rate; the score may have been taken from the printed rate, which is rounded."""
    facts = {"path": path, "name": line.label}
    budget, rates = budget_of(line), execution_rates(line)
    if budget is not None and budget <= 0:
        return step_of(facts, "no-budget", weight, line.score, settings)
    if not rates:
        return step_of(facts, "no-amount", weight, line.score, settings)
    earned = [
        execution(rate, Fraction(1), cap=settings.execution_cap, floor=settings.execution_floor) for rate in rates
    ]
    known = earned[:1] if line.amount("executed") is not None and budget is not None else earned
    step = step_of(facts, Share("execution", min(known), max(known)), weight, line.score, settings)
    if step.agrees is None or line.score is None:
        return step
    by_any = any(gives(Share("execution", share, share), weight, line.score) for share in earned)
    return step.model_copy(update={"agrees": by_any or step.score == line.score})


def execution_rates(line: FundingLine) -> tuple[Fraction, ...]:
    """Give the rates that a row states, 1 for 100 %: that of its amounts, exact and rounded, then the printed.

    A printed 0.9 is 90 % where the amounts say so; without amounts it may be 90 % or 0.9 %, and with amounts that
    bear out neither it is no rate to go by.
    """
    budget, executed, printed = budget_of(line), line.amount("executed"), percent_of(line)
    by_amounts: tuple[Fraction, ...] = ()
    if budget is not None and budget > 0 and executed is not None:
        exact = Fraction(executed) / Fraction(budget)
        by_amounts = tuple(dict.fromkeys((exact, Fraction(points(exact, _HUNDRED)) / 100)))
    if printed is not None:
        return (*by_amounts, Fraction(printed) / 100)
    if line.rate is None or by_amounts:
        return by_amounts
    return (Fraction(line.rate), Fraction(line.rate) / 100)


def percent_of(line: FundingLine) -> Decimal | None:
    """Give the printed rate in percent; None without one, and where it may be a share and the amounts do not tell."""
    if line.rate is None or line.rate_unit is not None:
        return line.rate
    return in_percent(line.rate, line.amount("executed"), budget_of(line), line.amount("initial"))


def total_funding(sheet: GoalSheet) -> tuple[str, FundingLine] | None:
    """Give the row of total funding with its path; None unless there is exactly one."""
    totals = [(f"funding[{index}]", line) for index, line in enumerate(sheet.funding) if line.kind == "total"]
    return totals[0] if len(totals) == 1 else None


def budget_of(line: FundingLine) -> Decimal | None:
    """Give what the execution is measured by: 全年（调整后）预算数, or 年初预算数 where the form has no other."""
    index = budget_index(line)
    return None if index is None else line.amounts[index].amount


def budget_index(line: FundingLine) -> int | None:
    """Find the amount that the execution is measured by.

    Beside 年初预算数 a form may have columns that no list tells the meaning of (小计 behind carry-over and adjustment):
    one that bears out the printed rate is the budget.
    """
    filled = [(index, each.role) for index, each in enumerate(line.amounts) if each.amount is not None]
    places = {role: index for index, role in reversed(filled)}
    if "budget" in places or "initial" not in places:
        return places.get("budget")
    candidates = [places["initial"], *(index for index, role in filled if role == "other")]
    return next((index for index in candidates if _bears_out(line, line.amounts[index].amount)), candidates[0])


def is_unclear(line: FundingLine) -> bool:
    """Tell whether carry-over and the like stand beside the initial budget, and no rate says what counts."""
    roles = {each.role for each in line.amounts if each.amount is not None}
    return "budget" not in roles and {"initial", "other"} <= roles and not _bears_out(line, budget_of(line))


def prints_rate(line: FundingLine, low: Fraction, high: Fraction) -> bool:
    """Tell whether the printed rate is one between two bounds, 1 for 100 %."""
    return line.rate is not None and states_rate(line.rate, low, high, signed=line.rate_unit is not None)


def _bears_out(line: FundingLine, budget: Decimal | None) -> bool:
    executed = line.amount("executed")
    if budget is None or budget <= 0 or executed is None:
        return False
    return prints_rate(line, *rate_bounds(budget, executed))
