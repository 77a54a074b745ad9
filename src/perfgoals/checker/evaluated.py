"""What the rules of family E share: the indicators of a self-evaluation, its execution, and where reasons stand."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal

from perfgoals.checker.facts import IndicatorRow, digits, shown
from perfgoals.checker.lexicon import is_placeholder
from perfgoals.checker.rule import Context, NotApplicable, Shown
from perfgoals.models import FundingLine, GoalSheet
from perfgoals.scoring.execution import budget_index, budget_of, percent_of, total_funding


def evaluated_rows(sheet: GoalSheet, context: Context) -> tuple[IndicatorRow, ...]:
    """Give the indicators of a self-evaluation; NotApplicable for any other sheet, and for one without indicators."""
    if sheet.kind != "self-evaluation":
        raise NotApplicable("not-self-evaluation")
    if not context.facts.rows:
        raise NotApplicable("no-indicators")
    return context.facts.rows


@dataclass(frozen=True, slots=True)
class Scored:
    """Is an indicator that has both a weight and a score."""

    row: IndicatorRow
    weight: Decimal
    score: Decimal

    @property
    def path(self) -> str:
        """Give the path of the score."""
        return f"{self.row.path}.score"

    @property
    def satisfaction(self) -> bool:
        """Tell whether the indicator stands under 满意度指标, which may be scored by bands."""
        return self.row.category_kind == "satisfaction"

    @property
    def actual(self) -> str:
        """Give the actual value as a message quotes it."""
        actual = self.row.indicator.actual
        return shown(actual.text if actual else None)

    @property
    def related(self) -> tuple[str, ...]:
        """Give the paths of the leaves that the score goes by."""
        row = self.row
        return (f"{row.path}.weight", f"{row.path}.actual", row.target_path, row.name_path)

    def args(self, **more: Shown) -> dict[str, Shown]:
        """Give what every message on a score says."""
        return {"name": shown(self.row.indicator.name), "weight": self.weight, "score": self.score, **more}


def scored_rows(sheet: GoalSheet, context: Context) -> list[Scored]:
    """Give the indicators with weight and score; NotApplicable where there are none, or the weights are no points."""
    found = [
        Scored(row, row.indicator.weight, row.indicator.score)
        for row in evaluated_rows(sheet, context)
        if row.indicator.weight is not None and row.indicator.weight > 0 and row.indicator.score is not None
    ]
    if not found:
        raise NotApplicable("no-scores")
    if all(each.weight <= 1 for each in found):
        raise NotApplicable("weights-as-shares")
    return found


@dataclass(frozen=True, slots=True)
class Spending:
    """Is a row of the funding block of a self-evaluation: how much of the year's budget was spent."""

    path: str
    line: FundingLine

    @property
    def budget(self) -> Decimal | None:
        """Give what the execution is measured by."""
        return budget_of(self.line)

    @property
    def budget_path(self) -> str:
        """Give the path of what the execution is measured by; of the blank one where there is none."""
        index = budget_index(self.line)
        return self.amount_path("budget", "initial") if index is None else f"{self.path}.amounts[{index}].amount"

    @property
    def executed(self) -> Decimal | None:
        """Give what was spent."""
        return self.line.amount("executed")

    @property
    def rate(self) -> str:
        """Give the printed rate as a message quotes it: with its sign, unless it may be a share (0.9 for 90 %)."""
        percent = percent_of(self.line)
        return f"{digits(percent)}%" if percent is not None else digits(self.line.rate or Decimal(0))

    @property
    def label(self) -> str:
        """Give the label as a message quotes it."""
        return shown(self.line.label)

    def amount_path(self, *roles: str) -> str:
        """Give the path of the first amount that has one of these roles; of the line where it has none."""
        indexes = {amount.role: index for index, amount in reversed(list(enumerate(self.line.amounts)))}
        return next((f"{self.path}.amounts[{indexes[role]}].amount" for role in roles if role in indexes), self.path)


def total_spending(sheet: GoalSheet) -> Spending | None:
    """Give the row of total funding; None unless there is exactly one."""
    found = total_funding(sheet)
    return None if found is None else Spending(*found)


def lacks_column(sheet: GoalSheet, role: str) -> bool:
    """Tell whether the form has no such column; a tree that came without labels may have any."""
    labels = set(sheet.labels().values())
    return bool(labels) and role not in labels


def is_explained_elsewhere(sheet: GoalSheet) -> bool:
    """Tell whether problems, measures or explanations are written below the tables."""
    evaluation = sheet.evaluation
    texts = (evaluation.problems, evaluation.measures, evaluation.explanation) if evaluation else ()
    return not all(map(is_placeholder, texts))
