"""The rules of family E on the execution of the budget: its rate, its points, its reasons."""

from __future__ import annotations

from decimal import Decimal
from fractions import Fraction

from perfgoals.checker.evaluated import Spending, is_explained_elsewhere, lacks_column, total_spending
from perfgoals.checker.lexicon import is_placeholder
from perfgoals.checker.rule import Context, Hit, NotApplicable, Shown, Undecided, Verdicts, rule
from perfgoals.models import GoalSheet
from perfgoals.precision import rate_bounds
from perfgoals.scoring import ScoringSettings
from perfgoals.scoring.execution import execution_rates, execution_step, is_unclear, prints_rate
from perfgoals.scoring.formulas import points

_HUNDRED = Decimal(100)


def _required(sheet: GoalSheet) -> Spending:
    """Give the row of total funding; NotApplicable without it, and for any other sheet."""
    if sheet.kind != "self-evaluation":
        raise NotApplicable("not-self-evaluation")
    spending = total_spending(sheet)
    if spending is None:
        raise NotApplicable("no-execution")
    return spending


@rule("E05")
def execution_rate(sheet: GoalSheet, context: Context) -> Verdicts:
    """Compute the execution rate of every row of the funding block.

    Why: 财预〔2020〕10号: 执行率 (B/A), of the budget of the year after adjustment. The digits of rate and amounts
        decide; a rate of the initial budget is a warning, a difference that rounded amounts explain a note.
    Hit:
        execution: 90.00 | 81.00 | 100 | 10 | 10
        execution: 100 | 50 | 1 | 10 | 5
    Near miss:
        execution: 100 | 100 | 1 | 10 | 10
        execution: 90 | 89.974 | 99.97 | 10 | 10
        execution: 0 | 0 | 0 | 10 | 0
    Parameters: none.
    """
    if sheet.kind != "self-evaluation":
        raise NotApplicable("not-self-evaluation")
    rows = [Spending(f"funding[{index}]", line) for index, line in enumerate(sheet.funding)]
    rated = [row for row in rows if row.line.rate is not None]
    if not rated:
        raise NotApplicable("no-execution")
    for row in rated:
        budget, executed = row.budget, row.executed
        if budget is None or executed is None:
            yield Undecided(f"{row.path}.rate", "blank-amount")
        elif budget <= 0:
            yield Undecided(f"{row.path}.rate", "no-budget")
        else:
            yield from _judge_rate(row, budget, executed)


def _judge_rate(row: Spending, budget: Decimal, executed: Decimal) -> Verdicts:
    exact = Fraction(executed) / Fraction(budget)
    if prints_rate(row.line, exact, exact):
        return
    initial = row.line.amount("initial")
    of_initial = Fraction(executed) / Fraction(initial) if initial is not None and initial > 0 else None
    case = None
    if prints_rate(row.line, *rate_bounds(budget, executed)):
        case = "rounding"
    elif of_initial is not None and prints_rate(row.line, of_initial, of_initial):
        case = "initial"
    elif is_unclear(row.line):
        yield Undecided(f"{row.path}.rate", "unclear-budget")
        return
    args: dict[str, Shown] = {
        "label": row.label,
        "rate": row.rate,
        "executed": executed,
        "budget": budget,
        "computed": points(exact, _HUNDRED),
    }
    yield Hit(
        f"{row.path}.rate",
        args,
        case=case,
        related=(row.amount_path("executed"), row.budget_path),
    )


@rule("E06")
def execution_score(sheet: GoalSheet, context: Context) -> Verdicts:
    """Compute the points of the execution from its rate.

    Why: 财预〔2020〕10号 gives 10 points to the execution. No more than all points, or more above 100 %; zero below the
        pass line or not; from the amounts or from the printed rate: what one of these gives is right.
    Hit:
        execution: 90.00 | 81.00 | 90 | 10 | 10
    Near miss:
        execution: 90.00 | 81.00 | 90 | 10 | 9.0
    Parameters:
        floor: below how many percent a score of zero is right as well.
    """
    spending = _required(sheet)
    line = spending.line
    if line.score is None or line.weight is None or line.weight <= 0:
        raise NotApplicable("no-execution")
    if line.score > line.weight and line.weight <= 1:
        yield Undecided(f"{spending.path}.score", "weights-as-shares")
        return
    if not 0 <= line.score <= line.weight:  # E02
        return
    steps = (
        execution_step(spending.path, line, line.weight, ScoringSettings(execution_cap=cap, execution_floor=least))
        for cap in (True, False)
        for least in (None, context.number("floor") / _HUNDRED)
    )
    usual = next(steps)
    if usual.reason is not None:
        yield Undecided(f"{spending.path}.score", "no-budget" if usual.reason == "no-budget" else "blank-amount")
    elif not (usual.agrees or any(step.agrees for step in steps)):
        rate = execution_rates(line)[0]
        args: dict[str, Shown] = {
            "score": line.score,
            "rate": points(rate, _HUNDRED),
            "expected": points(min(rate, Fraction(1)), line.weight),
            "weight": line.weight,
        }
        yield Hit(f"{spending.path}.score", args, related=(f"{spending.path}.rate", f"{spending.path}.weight"))


@rule("E10")
def low_execution(sheet: GoalSheet, context: Context) -> Verdicts:
    """Note a low execution without a reason, and one below the pass line that earns points.

    Why: the form of Sichuan asks for a reason below 90 %; 财预〔2021〕101号 gives zero below 60 % as an example.
    Hit:
        execution: 90.00 | 72.00 | 80 | 10 | 8 |
    Near miss:
        execution: 90.00 | 72.00 | 80 | 10 | 8 | 招标节约
    Parameters:
        least: below how many percent a reason is asked for.
        floor: below how many percent nothing may be earned.
    """
    spending = _required(sheet)
    line, budget, executed = spending.line, spending.budget, spending.executed
    if budget is None or budget <= 0 or executed is None:
        raise NotApplicable("no-execution")
    rate = Fraction(executed) / Fraction(budget) * 100
    least, floor = context.number("least"), context.number("floor")
    related = (spending.amount_path("executed"), spending.budget_path)
    args: dict[str, Shown] = {"rate": points(rate, Decimal(1)), "least": least, "floor": floor}
    if rate < floor and line.score is not None and line.score > 0:
        yield Hit(f"{spending.path}.score", {**args, "score": line.score}, case="floor", related=related)
    if rate >= least or not is_placeholder(line.reason) or lacks_column(sheet, "columns.funding.reason"):
        return
    if is_explained_elsewhere(sheet):
        yield Undecided(f"{spending.path}.reason", "explained-elsewhere")
    else:
        yield Hit(f"{spending.path}.rate", args, related=related)


@rule("E12")
def execution_without_budget(sheet: GoalSheet, context: Context) -> Verdicts:
    """Find spending, a rate or points in a row of total funding that has no budget.

    Why: seen in published self-evaluations; such a row was not filled in from the books.
    Hit:
        execution: 0 | 0 | 100 | 10 | 10
    Near miss:
        execution: 0 | 0 | 0 | 10 | 0
    Parameters: none.
    """
    spending = _required(sheet)
    line, budget, executed = spending.line, spending.budget, spending.executed
    args: dict[str, Shown] = {"label": spending.label}
    if budget is None:
        if line.rate is not None and line.rate > 0 and not sheet.leftover:
            yield Hit(f"{spending.path}.rate", {**args, "rate": spending.rate}, case="blank")
        else:
            yield Undecided(f"{spending.path}.rate", "blank-amount")
        return
    if budget != 0:
        return
    path = spending.budget_path
    if executed is not None and executed > 0:
        yield Hit(path, {**args, "executed": executed}, related=(spending.amount_path("executed"),))
    elif line.rate is not None and line.rate > 0:
        yield Hit(path, {**args, "rate": spending.rate}, case="rate", related=(f"{spending.path}.rate",))
    elif line.score is not None and line.score > 0:
        yield Hit(path, {**args, "score": line.score}, case="score", related=(f"{spending.path}.score",))
