"""What scoring a self-evaluation answers: every step with its figures, the execution, the total, the grade."""

from __future__ import annotations

from decimal import Decimal
from typing import Literal

from pydantic import BaseModel, ConfigDict

from perfgoals.scoring.settings import ScoringSettings

RuleName = Literal[
    "reached", "proportion", "linear", "ratio", "equal", "floor", "deducted", "band", "satisfaction-band", "execution"
]
Reason = Literal[
    "no-actual",
    "no-target",
    "no-weight",
    "not-applicable",
    "nothing-applicable",
    "no-number",
    "no-result",
    "no-comparator",
    "not-comparable",
    "no-formula",
    "negative-target",
    "negative-actual",
    "no-amount",
    "no-budget",
    "partly-read",
]


class _Answer(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")


class Step(_Answer):
    """Is the scoring of one line: an indicator, or the execution of the budget.

    path: of the indicator or funding line in the tree. target, actual: as printed. rule: the formula that applied,
    None when none could; then ``reason`` says why, and nothing is known but that the points lie between none and all.
    low, high: the least and the most points that the formula allows, equal but for a qualitative result; None
    without a weight. score: the recomputed points where they are one figure. printed: what the sheet says.
    difference: printed less recomputed. agrees: whether the printed score is the recomputed one by the digits it
    shows, or lies in the band; None where either is not known.
    """

    path: str
    name: str | None = None
    target: str | None = None
    actual: str | None = None
    weight: Decimal | None = None
    rule: RuleName | None = None
    reason: Reason | None = None
    low: Decimal | None = None
    high: Decimal | None = None
    score: Decimal | None = None
    printed: Decimal | None = None
    difference: Decimal | None = None
    agrees: bool | None = None


class Execution(_Answer):
    """Is the execution of the budget: the amounts, the rate in percent (two decimals), the rate printed, the points.

    printed: in percent; a share (0.9) is brought to percents where the amounts bear it out, else it stands as it is.
    agrees: whether the printed rate is the computed one by the digits it shows; None where either is not known.
    """

    budget: Decimal | None = None
    executed: Decimal | None = None
    rate: Decimal | None = None
    printed: Decimal | None = None
    agrees: bool | None = None
    step: Step | None = None


class Scoring(_Answer):
    """Is a self-evaluation scored anew, beside what it prints.

    execution: None where the sheet has no single row of total funding. low, high: between which points the total
    lies, every line that could not be scored taken as anything from none to all of its weight; None where a weight is
    missing or a row was not read. total: where that is one figure; grade: where it is one grade. reason: why ``low``
    and ``high`` are None. printed_sum: what the printed scores add up to, None where one is blank, or where they are
    not just added: weights that are no hundred, or ``rescale``. total_agrees: whether the printed total lies there and
    is that sum; None where the sheet prints no total or ``low`` is None.

    The models are data: ``Scoring.model_validate_json(scoring.model_dump_json()) == scoring``.
    """

    schema_version: Literal["1"] = "1"
    settings: ScoringSettings
    execution: Execution | None = None
    steps: tuple[Step, ...] = ()
    low: Decimal | None = None
    high: Decimal | None = None
    total: Decimal | None = None
    reason: Reason | None = None
    printed_total: Decimal | None = None
    printed_sum: Decimal | None = None
    total_agrees: bool | None = None
    grade: str | None = None
    printed_grade: str | None = None
    grade_agrees: bool | None = None

    @property
    def agrees(self) -> bool:
        """Tell whether nothing that is printed differs from what was computed; what is undecided does not differ."""
        execution = self.execution
        answers = [step.agrees for step in self.steps]
        if execution is not None:
            answers += [execution.agrees, execution.step.agrees if execution.step else None]
        return False not in (*answers, self.total_agrees, self.grade_agrees)
