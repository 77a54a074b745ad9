"""The rule of family B on the funding block of a project: its total against what it is made of."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal

from perfgoals.checker.facts import digits, shown
from perfgoals.checker.rule import Context, Hit, NotApplicable, Shown, Undecided, Verdicts, rule
from perfgoals.checker.sums import Sum
from perfgoals.models import AmountRole, GoalSheet

_ROLES: tuple[AmountRole, ...] = ("amount", "medium-term", "initial", "budget", "executed")
# Side by side these make up the total. Any other kind (中央, 上级, 一般公共预算 …) may be a part of 财政拨款 as well as
# its neighbour, so with one of them in the block a difference proves nothing.
_SIBLINGS = frozenset(
    {"fiscal", "own", "business-income", "operating-income", "special-account", "carry-over", "other"}
)


@dataclass(frozen=True, slots=True)
class _Entry:
    """Is one amount of a funding line in one column: its path, the line's label and kind."""

    path: str
    label: str
    kind: str | None
    amount: Decimal | None


@dataclass(frozen=True, slots=True)
class StatedTotal:
    """Is the total of a funding block as its one line of totals prints it."""

    path: str
    label: str
    amount: Decimal


def stated_total(sheet: GoalSheet, role: AmountRole = "amount") -> StatedTotal | None:
    """Give the total of a funding block in one column; None where it has no such line, or several."""
    found = [entry for entry in _column(sheet, role) if entry.kind == "total"]
    amount = found[0].amount if len(found) == 1 else None
    return None if amount is None else StatedTotal(found[0].path, found[0].label, amount)


def _column(sheet: GoalSheet, role: AmountRole) -> list[_Entry]:
    """Give one column, a line that has nothing in it as a blank."""
    entries = []
    for index, line in enumerate(sheet.funding):
        path, label = f"funding[{index}]", shown(line.label)
        places = [
            (f"{path}.amounts[{j}].amount", amount.amount)
            for j, amount in enumerate(line.amounts)
            if amount.role == role
        ]
        entries += [_Entry(place, label, line.kind, figure) for place, figure in places or [(path, None)]]
    return entries


@rule("B08")
def funding_total(sheet: GoalSheet, context: Context) -> Verdicts:
    """Compare a project's funding with what it is made of, column by column, and the year with the medium term.

    Why: the form splits the total into fiscal appropriation and other funds (财预〔2015〕88号). While a source is
        blank, only an excess is an error; while one may be a part of its neighbour, nothing is.
    Hit:
        kind: project
        funding: 年度资金总额 | total | 500
        funding: 其中：财政拨款 | fiscal | 480
        funding: 其他资金 | other | 0
    Near miss:
        kind: project
        funding: 年度资金总额 | total | 13.123456 | 20
        funding: 其中：财政拨款 | fiscal | 13.123456 | 20
        funding: 其他资金 | other | |
    Parameters: none.
    """
    if sheet.kind == "department" or not sheet.funding:
        raise NotApplicable("no-sources")
    for role in _ROLES:
        yield from _judge(sheet, _column(sheet, role))
    yield from _judge_medium_term(sheet)


def _judge(sheet: GoalSheet, column: list[_Entry]) -> Verdicts:
    totals = [entry for entry in column if entry.kind == "total"]
    parts = [entry for entry in column if entry.kind in _SIBLINGS]
    if len(totals) != 1 or not parts or all(entry.amount is None for entry in column):
        return
    (whole,) = totals
    stated = [(entry, entry.amount) for entry in parts if entry.amount is not None]
    if whole.amount is None or not stated:
        yield Undecided(whole.path, "blank-amount")
        return
    found = Sum(whole.amount, tuple(amount for _, amount in stated))
    if found.verdict != "disjoint":
        return
    if len(totals) + len(parts) < len(column):
        yield Undecided(whole.path, "nested-sources")
    elif len(stated) < len(parts) and not (found.exceeds and all(amount >= 0 for _, amount in stated)):
        yield Undecided(whole.path, "blank-amount")
    else:
        args: dict[str, Shown] = {
            "label": whole.label,
            "total": whole.amount,
            "sum": found.computed,
            "difference": abs(found.difference),
            "terms": tuple(f"{entry.label} {digits(amount)}" for entry, amount in stated),
            "unit": sheet.unit or "",
        }
        yield Hit(whole.path, args, related=tuple(entry.path for entry, _ in stated))


def _judge_medium_term(sheet: GoalSheet) -> Verdicts:
    years = [entry for entry in _column(sheet, "amount") if entry.kind == "total"]
    terms = [entry for entry in _column(sheet, "medium-term") if entry.kind == "total"]
    for year, term in zip(years, terms, strict=False):
        if year.amount is not None and term.amount is not None and Sum(term.amount, (year.amount,)).exceeds:
            args: dict[str, Shown] = {"medium": term.amount, "total": year.amount, "unit": sheet.unit or ""}
            yield Hit(term.path, args, case="medium-term", related=(year.path,))
