"""Faults in target values of indicators whose names the lexicons were not drawn up from; see ``faults``.

Each puts an indicator of another field, from ``faults_in_other_words.toml``, into the place of the last of its kind.
"""

from __future__ import annotations

import sys
from collections.abc import Iterator
from pathlib import Path

from perfgoals.models import GoalSheet
from tests.checker.faults import Fault, kind

if sys.version_info >= (3, 11):
    import tomllib
else:
    import tomli as tomllib

NAMES: dict[str, list[list[str]]] = tomllib.loads(Path(__file__).with_suffix(".toml").read_text("utf-8"))
LABELS = {
    "quantity": "数量",
    "quality": "质量",
    "timeliness": "时效",
    "cost": "成本",
    "social": "社会效益",
    "sustainability": "可持续影响",
}
# What the indicator that gave its place stood for is missing now, and the new one may be a vacuous bound.
ALSO = frozenset({"V04", "V05", "V06", "V12", "V17", "Q01", "Q16", "X02", "X05", "X06", "X07"})


def _in_other_words(sheet: GoalSheet, code: str) -> Iterator[Fault]:
    last = {(group.label or "").removesuffix("指标"): path for path, _, group, _ in sheet.walk_indicators()}
    first = len(list(sheet.walk_indicators())) % len(NAMES[code])  # where few places are taken, other names each time
    for where, name, _, wrong in NAMES[code][first:] + NAMES[code][:first]:
        path = last.get(LABELS[where])
        if path is not None:
            changes = {f"{path}.name": name, f"{path}.target": wrong}
            yield Fault(code, f"{path}.target", changes, ALSO)


@kind("a comparator turned round, in other words")
def _(sheet: GoalSheet) -> Iterator[Fault]:
    return _in_other_words(sheet, "V06")


@kind("a rate above the whole, in other words")
def _(sheet: GoalSheet) -> Iterator[Fault]:
    return _in_other_words(sheet, "V05")


@kind("a unit of another dimension, in other words")
def _(sheet: GoalSheet) -> Iterator[Fault]:
    return _in_other_words(sheet, "V04")
