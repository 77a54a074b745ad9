"""Shows how time grows with the number of indicators: each stage, and the rules that grow fastest.

An exponent of 1 is linear, 2 quadratic; n log n is about 1.1 between a thousand and ten thousand.
"""

from __future__ import annotations

import math
from contextlib import suppress
from functools import partial
from itertools import pairwise

import perfgoals
from perfgoals.checker.facts import Facts
from perfgoals.checker.rule import Context, NotApplicable, Rule
from perfgoals.forms import forms
from perfgoals.layout import choose_form, lay_out
from perfgoals.readers import read_grids
from tests.benchmarks.timing import milliseconds

SIZES = (10, 100, 1_000, 10_000)
SLOWEST = 8
ROUNDS = 5
"""The least of so many timings of a rule counts: what else the machine does only adds to it."""
LEAST = 1.0
"""A rule that takes less, in milliseconds, at the smaller size has no exponent worth a name."""
_GROUPS = ("数量指标", "质量指标", "时效指标", "成本指标")
_UNITS = ("次", "%", "天", "万元")


def sheet_of(size: int) -> str:
    """Write a sheet with so many indicators: names that differ, values of four kinds, a task for every ten."""
    head = (
        "部门整体支出绩效目标表\n（2024年度）\n单位：万元\n任务名称\t主要内容\t预算金额（万元）\t财政拨款\t其他资金\n"
    )
    tasks = "".join(
        f"任务{number}\t开展第{number}项工作，安排经费{number}万元\t{number}.50\t{number}.50\t0\n"
        for number in range(1, size // 10 + 1)
    )
    columns = "一级指标\t二级指标\t三级指标\t指标值\n"
    rows = "".join(
        f"产出指标\t{_GROUPS[kind]}\t第{number}项{'工作完成'}{_GROUPS[kind][0]}\t≥{number % 97 + 1}{_UNITS[kind]}\n"
        for kind in range(len(_GROUPS))
        for number in range(kind, size, len(_GROUPS))
    )
    return head + tasks + columns + rows


def stages(size: int) -> tuple[dict[str, float], dict[str, float]]:
    """Time the stages, and each rule alone, on a sheet of so many indicators.

    A stage is timed the first time: then the names of no sheet are known, and later those of the small ones only.
    """
    data = sheet_of(size).encode()
    (grid,) = read_grids(data)
    times = {"grid": milliseconds(lambda: read_grids(data))}
    form = choose_form(grid, forms())
    times["tree"] = milliseconds(lambda: lay_out(grid, form))
    (sheet,) = lay_out(grid, form)
    found = sum(1 for _ in sheet.iter_indicators())
    if found != size:
        raise SystemExit(f"{found} of {size} indicators were read")
    config = perfgoals.CheckConfig(select=("strict",))
    times["check"] = milliseconds(lambda: perfgoals.check(sheet, config))
    facts = Facts(sheet)
    rules = {}
    for rule in config.running:
        context = Context(facts, config.parameters_of(rule.declaration))

        judge = partial(_judge, rule, sheet, context)
        judge()
        rules[rule.code] = min(milliseconds(judge) for _ in range(ROUNDS))
    return times, rules


def _judge(rule: Rule, sheet: perfgoals.GoalSheet, context: Context) -> None:
    with suppress(NotApplicable):
        list(rule.judge(sheet, context))


def main() -> None:
    """Print the times of every size with the exponents between neighbours, then the rules that grow fastest."""
    stages(SIZES[0])  # modules and data files are loaded the first time
    measured = {size: stages(size) for size in SIZES}
    print("milliseconds by number of indicators, with the exponent of growth since the size before")
    print("      " + "".join(f"{size:>16}" for size in SIZES))
    for stage in ("grid", "tree", "check"):
        print(f"{stage:<6}" + _row([measured[size][0][stage] for size in SIZES]))
    (_, small), (_, large) = measured[SIZES[-2]], measured[SIZES[-1]]
    grown = {code: _exponent(small[code], large[code]) for code in large if small.get(code, 0) >= LEAST}
    print("the rules that grow fastest (those of at least a millisecond at the smaller size)")
    for code, exponent in sorted(grown.items(), key=lambda item: -item[1])[:SLOWEST]:
        print(f"{code:<6} {small[code]:9.2f} {large[code]:9.2f}  {exponent:5.2f}")


def _row(times: list[float]) -> str:
    exponents = [f"({_exponent(one, other):.2f})" for one, other in pairwise(times)]
    return "".join(f"{time:>9.2f}{mark:>7}" for time, mark in zip(times, ["", *exponents], strict=True))


def _exponent(one: float, other: float) -> float:
    return math.log10(other / one)
