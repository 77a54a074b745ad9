"""Faults that people make in a self-evaluation, one at a time, as ``faults.py`` has them for goal sheets."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from decimal import Decimal

from perfgoals.checker.walking import DISCRETE
from perfgoals.models import FundingLine, GoalSheet, Indicator
from perfgoals.targets import Qualitative, Threshold
from tests.checker.faults import Fault, Kind

KINDS: dict[str, Kind] = {}
RESULTS = (
    ("达成年度指标", "0.7"),
    ("部分达成年度指标并具有一定效果", "0.9"),
    ("部分达成年度指标并具有一定效果", "0.4"),
    ("未达成年度指标且效果较差", "1"),
    ("未达成年度指标且效果较差", "0.7"),
)
"""Results with a share of the points that no usual band gives them."""
SUMS = frozenset({"E11", "E03", "E07", "E09"})
"""What a wrong score may break as well."""


def kind(name: str) -> Callable[[Kind], Kind]:
    """List a function as a kind of fault."""

    def keep(faults: Kind) -> Kind:
        KINDS[name] = faults
        return faults

    return keep


def _rows(sheet: GoalSheet) -> Iterator[tuple[str, Indicator, Decimal, Decimal]]:
    for path, _, _, indicator in sheet.walk_indicators():
        if indicator.weight is not None and indicator.score is not None:
            yield path, indicator, indicator.weight, indicator.score


def _numbers(sheet: GoalSheet) -> Iterator[tuple[str, Threshold, Decimal, str]]:
    """Walk the indicators with full points for a number: path, target, its number, its unit."""
    for path, indicator, weight, score in _rows(sheet):
        target = indicator.target
        if isinstance(target, Threshold) and weight == score:
            yield path, target, target.quantity.magnitude, target.quantity.unit.symbol if target.quantity.unit else ""


def _execution(sheet: GoalSheet) -> Iterator[tuple[str, FundingLine, dict[str, int]]]:
    for index, line in enumerate(sheet.funding):
        if line.kind == "total":
            yield f"funding[{index}]", line, {amount.role: place for place, amount in enumerate(line.amounts)}


@kind("a weight too high")
def _(sheet: GoalSheet) -> Iterator[Fault]:
    first = next(path for path, *_ in _rows(sheet))
    where = "stated_weight" if sheet.stated_weight is not None else f"{first}.weight"
    for path, _, weight, score in _rows(sheet):
        changes = {f"{path}.weight": weight + 5, f"{path}.score": score + 5}
        yield Fault("E01", where, changes, SUMS | {"T12"})


@kind("a weight too low")
def _(sheet: GoalSheet) -> Iterator[Fault]:
    first = next(path for path, *_ in _rows(sheet))
    where = "stated_weight" if sheet.stated_weight is not None else f"{first}.weight"
    for path, _, weight, _ in _rows(sheet):
        yield Fault("E01", where, {f"{path}.weight": weight - 3}, SUMS | {"T12", "E02"})


@kind("points of the execution above their weight")
def _(sheet: GoalSheet) -> Iterator[Fault]:
    for path, line, _ in _execution(sheet):
        if line.weight is not None:
            yield Fault("E02", f"{path}.score", {f"{path}.score": line.weight + 1}, frozenset({"E11"}))


@kind("a score above its weight")
def _(sheet: GoalSheet) -> Iterator[Fault]:
    for path, _, weight, _ in _rows(sheet):
        yield Fault("E02", f"{path}.score", {f"{path}.score": weight + 2}, SUMS)


@kind("a deduction without a reason")
def _(sheet: GoalSheet) -> Iterator[Fault]:
    for path, _, weight, score in _rows(sheet):
        if score == weight:
            yield Fault("E03", f"{path}.score", {f"{path}.score": weight - 1}, SUMS)
        else:
            yield Fault("E03", f"{path}.score", {f"{path}.deviation_reason": None})


@kind("words for a number")
def _(sheet: GoalSheet) -> Iterator[Fault]:
    for path, target, number, _ in _numbers(sheet):
        for words in ("已按计划开展", "基本完成"):
            if target.comparator in ("≥", "=") and number:
                yield Fault("E04", f"{path}.actual", {f"{path}.actual": words})


@kind("a count below zero")
def _(sheet: GoalSheet) -> Iterator[Fault]:
    for path, target, _, unit in _numbers(sheet):
        if target.quantity.unit is not None and target.quantity.unit.dimension in DISCRETE:
            yield Fault("E04", f"{path}.actual", {f"{path}.actual": f"-3{unit}"}, frozenset({"E07"}))


@kind("a blank actual value")
def _(sheet: GoalSheet) -> Iterator[Fault]:
    for path, *_ in _rows(sheet):
        yield Fault("E04", f"{path}.actual", {f"{path}.actual": None})


@kind("a wrong execution rate")
def _(sheet: GoalSheet) -> Iterator[Fault]:
    for path, line, _ in _execution(sheet):
        if line.rate is not None:
            for off in (Decimal(-1), Decimal("-0.1"), Decimal(-10)):
                yield Fault("E05", f"{path}.rate", {f"{path}.rate": line.rate + off}, frozenset({"E06"}))


@kind("a digit of what was spent")
def _(sheet: GoalSheet) -> Iterator[Fault]:
    for path, line, places in _execution(sheet):
        amount = line.amounts[places["executed"]].amount
        if amount is not None:
            changes = {f"{path}.amounts[{places['executed']}].amount": amount - 7}
            yield Fault("E05", f"{path}.rate", changes, frozenset({"E06", "B08", "E10"}))


@kind("wrong points for the execution")
def _(sheet: GoalSheet) -> Iterator[Fault]:
    for path, line, _ in _execution(sheet):
        if line.score is not None:
            for off in ("2", "0.3", "1.5", "4"):
                yield Fault("E06", f"{path}.score", {f"{path}.score": line.score - Decimal(off)}, frozenset({"E11"}))


def _spent(sheet: GoalSheet, share: str, points: Decimal | None) -> Iterator[tuple[str, dict[str, object]]]:
    """Have a share of the budget be spent, without a reason; points: of the execution, None as the share says."""
    for path, line, places in _execution(sheet):
        budget, weight = line.amounts[places["budget"]].amount, line.weight
        if budget and weight is not None:
            yield (
                path,
                {
                    f"{path}.amounts[{places['executed']}].amount": budget * Decimal(share),
                    f"{path}.rate": Decimal(share) * 100,
                    f"{path}.score": weight * Decimal(share) if points is None else points,
                    f"{path}.reason": None,
                },
            )


FUNDING = frozenset({"B08", "E05", "E10", "E11"})
"""What a change of the row of total funding may break as well."""


@kind("points that the execution rate does not give")
def _(sheet: GoalSheet) -> Iterator[Fault]:
    for share, points in (("0.9", "10"), ("0.7", "0"), ("0.45", "6"), ("0.97", "9.2")):
        for path, changes in _spent(sheet, share, Decimal(points)):
            yield Fault("E06", f"{path}.score", changes, FUNDING)


@kind("a low execution without a reason")
def _(sheet: GoalSheet) -> Iterator[Fault]:
    for share in ("0.8999", "0.82", "0.65", "0.3"):
        for path, changes in _spent(sheet, share, None):
            yield Fault("E10", f"{path}.rate", changes, FUNDING)


@kind("points for an execution below the pass line")
def _(sheet: GoalSheet) -> Iterator[Fault]:
    for share in ("0.5999", "0.5", "0.2"):
        for path, changes in _spent(sheet, share, None):
            yield Fault("E10", f"{path}.score", changes, FUNDING)


@kind("full points for what was not reached")
def _(sheet: GoalSheet) -> Iterator[Fault]:
    for path, target, number, unit in _numbers(sheet):
        if number:
            reached = number * (Decimal("1.25") if target.comparator in ("≤", "<") else Decimal("0.8"))
            yield Fault("E07", f"{path}.score", {f"{path}.actual": f"{reached.normalize():f}{unit}"})


@kind("points taken off what was reached")
def _(sheet: GoalSheet) -> Iterator[Fault]:
    for path, _, _, _ in _numbers(sheet):
        score = next(score for other, _, _, score in _rows(sheet) if other == path)
        for off in (1, 5):
            changes = {f"{path}.score": score - off, f"{path}.deviation_reason": "佐证材料不全"}
            yield Fault("E07", f"{path}.score", changes, frozenset({"E11"}))


@kind("twice the target without a reason")
def _(sheet: GoalSheet) -> Iterator[Fault]:
    for path, target, number, unit in _numbers(sheet):
        if target.comparator in ("≥", "=") and number and unit != "%":
            yield Fault("E08", f"{path}.actual", {f"{path}.actual": f"{number * 2:f}{unit}"})


@kind("a score outside the band of its result")
def _(sheet: GoalSheet) -> Iterator[Fault]:
    for path, indicator, weight, _ in _rows(sheet):
        if isinstance(indicator.target, Qualitative):
            for result, share in RESULTS:
                changes: dict[str, object] = {f"{path}.actual": result, f"{path}.score": weight * Decimal(share)}
                yield Fault("E09", f"{path}.score", changes, SUMS)


@kind("a total that is not the sum")
def _(sheet: GoalSheet) -> Iterator[Fault]:
    if sheet.evaluation is not None and sheet.evaluation.score is not None:
        for off in (Decimal(1), Decimal("0.9"), Decimal(9)):
            yield Fault("E11", "evaluation.score", {"evaluation.score": sheet.evaluation.score - off})


@kind("a grade that is not the total's")
def _(sheet: GoalSheet) -> Iterator[Fault]:
    for grade in ("优", "良", "中", "差"):
        if sheet.evaluation is not None and grade != sheet.evaluation.grade:
            yield Fault("E11", "evaluation.grade", {"evaluation.grade": grade})


@kind("a budget of zero")
def _(sheet: GoalSheet) -> Iterator[Fault]:
    for path, _, places in _execution(sheet):
        amount = f"{path}.amounts[{places['budget']}].amount"
        yield Fault("E12", amount, {amount: Decimal(0)}, frozenset({"B08", "E05", "E06"}))
