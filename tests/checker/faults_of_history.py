"""Faults that show beside last year's self-evaluation: a target below what was reached, the wrong sheet for it."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from perfgoals.models import GoalSheet
from perfgoals.targets import Threshold
from tests.checker.faults import Fault, kind
from tests.checker.injecting import changed

LOW = frozenset({"Q08", "Q09", "X02", "X05", "X06", "X07", "X08", "X09"})
"""What a lower target may break as well."""


def reached(sheet: GoalSheet, years: int = 1, **changes: object) -> GoalSheet:
    """Give the self-evaluation of an earlier year, which reached just what the sheet asks for."""
    numbers = {
        f"{path}.actual": f"{indicator.target.quantity.magnitude:f}{indicator.target.quantity.unit or ''}"
        for path, _, _, indicator in sheet.walk_indicators()
        if isinstance(indicator.target, Threshold)
    }
    tree = {**changed(sheet, numbers).model_dump(), "kind": "self-evaluation", "evaluation": {}}
    return GoalSheet.model_validate({**tree, "year": sheet.year and sheet.year - years, **changes})


@kind("a target well below last year's result")
def _(sheet: GoalSheet) -> Iterator[Fault]:
    previous = reached(sheet)
    for path, _, _, indicator in sheet.walk_indicators():
        target = indicator.target
        if isinstance(target, Threshold) and target.comparator in ("≥", ">") and target.quantity.unit is not None:
            for share in ("0.85", "0.5"):
                lower = f"{target.comparator}{target.quantity.magnitude * Decimal(share):f}{target.quantity.unit}"
                yield Fault("Q19", f"{path}.target", {f"{path}.target": lower}, LOW, previous=previous)


@kind("a sheet of the same year given as last year's")
def _(sheet: GoalSheet) -> Iterator[Fault]:
    if sheet.year is not None:
        yield Fault("Q19", "year", {}, previous=reached(sheet, 0))


@kind("a sheet of another department given as last year's")
def _(sheet: GoalSheet) -> Iterator[Fault]:
    if sheet.department.name is not None:
        yield Fault("Q19", "department.name", {}, previous=reached(sheet, department={"name": "某市档案馆"}))
