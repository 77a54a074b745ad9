"""Faults in target values, in the words beside them, and between the figures of one sheet; see ``faults``."""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal

from perfgoals.models import GoalSheet, Indicator
from perfgoals.targets import Deadline, Threshold
from tests.checker.faults import Fault, kind

_NUMBER = re.compile(r"[0-9]+(?:\.[0-9]+)?")
_SWAPPED = {"≥": "≤", "≤": "≥"}
_SCALES = "万亿"
_VERBS = ("新建", "改造", "养护", "维护", "治理", "救助", "抽检", "接待", "抚育", "建设", "购置", "修复", "举办")
_MEASURES = ("数量", "户数", "人次", "人数", "里程", "面积", "套数", "个数")
# What is said twice may contradict its twin: the same number stands in the goal, in a budget, in a price.
FIGURES = frozenset({"X02", "X03", "X05", "X06", "X08", "X09"})


def _rows(sheet: GoalSheet) -> Iterator[tuple[str, Indicator]]:
    for path, _, _, indicator in sheet.walk_indicators():
        yield path, indicator


def _thresholds(sheet: GoalSheet) -> Iterator[tuple[str, str, Threshold, str]]:
    """Walk path, name, target and unit."""
    for path, indicator in _rows(sheet):
        target = indicator.target
        if isinstance(target, Threshold) and target.comparator and target.quantity.unit:
            yield path, indicator.name or "", target, target.quantity.unit.symbol


def _of_kinds(sheet: GoalSheet, *labels: str) -> Iterator[tuple[str, Indicator]]:
    for path, _, group, indicator in sheet.walk_indicators():
        if (group.label or "").startswith(labels):
            yield path, indicator


def _value(path: str, code: str, value: str, *also: str) -> Fault:
    return Fault(code, f"{path}.target", {f"{path}.target": value}, frozenset(also))


@kind("a value glued to another")
def _(sheet: GoalSheet) -> Iterator[Fault]:
    for path, _, target, _ in _thresholds(sheet):
        yield _value(path, "V01", target.text + target.text.lstrip("≥≤=><"), *FIGURES)


@kind("a vague amount")
def _(sheet: GoalSheet) -> Iterator[Fault]:
    for path, *_ in _thresholds(sheet):
        yield _value(path, "V01", "若干", "Q16", *FIGURES)


@kind("a unit lost")
def _(sheet: GoalSheet) -> Iterator[Fault]:
    for path, _, target, unit in _thresholds(sheet):
        bare = target.text.removesuffix(unit).removesuffix("%")
        if bare != target.text:
            yield _value(path, "V14" if bare.endswith(tuple(_SCALES)) else "V03", bare, "V04", *FIGURES)


@kind("a unit of another dimension")
def _(sheet: GoalSheet) -> Iterator[Fault]:
    for path, name, target, unit in _thresholds(sheet):
        number = _NUMBER.search(target.text)
        dimension = target.quantity.unit.dimension if target.quantity.unit else ""
        other = {"ratio": "人", "money": "个", "people": "万元"}.get(dimension, "%")
        if number and unit != other and "/" not in unit and not name.endswith(("天数", "时间", "时限")):
            yield _value(path, "V04", f"{target.comparator}{number[0]}{other}", "V05", "V17", *FIGURES)


@kind("a rate above the whole")
def _(sheet: GoalSheet) -> Iterator[Fault]:
    for path, _, target, unit in _thresholds(sheet):
        if unit == "%" and target.comparator in ("≥", "=") and not target.change:
            yield _value(
                path, "V05", f"≥1{target.text.lstrip('≥=')}" if "100" not in target.text else "≥110%", "V06", *FIGURES
            )


@kind("a comparator turned round")
def _(sheet: GoalSheet) -> Iterator[Fault]:
    for path, _, target, _ in _thresholds(sheet):
        if target.comparator in _SWAPPED and target.text.startswith(target.comparator):
            yield _value(path, "V06", _SWAPPED[target.comparator] + target.text[1:], "V12", *FIGURES)


@kind("an inverted range")
def _(sheet: GoalSheet) -> Iterator[Fault]:
    for path, _, _, unit in _thresholds(sheet):
        if "/" not in unit:
            yield _value(path, "V07", f"90{unit}-80{unit}", "V04", *FIGURES)


@kind("a deadline of another year")
def _(sheet: GoalSheet) -> Iterator[Fault]:
    for path, indicator in _rows(sheet):
        if isinstance(indicator.target, Deadline) and str(sheet.year) in indicator.target.text and sheet.year:
            earlier = indicator.target.text.replace(str(sheet.year), str(sheet.year - 1))
            yield _value(path, "V08", earlier, *FIGURES)


@kind("a day that no calendar has")
def _(sheet: GoalSheet) -> Iterator[Fault]:
    for path, indicator in _rows(sheet):
        if isinstance(indicator.target, Deadline):
            yield _value(path, "V09", f"{sheet.year}年11月31日", *FIGURES)


@kind("comparators at odds")
def _(sheet: GoalSheet) -> Iterator[Fault]:
    for path, _, target, _ in _thresholds(sheet):
        if target.comparator == "≥":
            yield _value(path, "V10", f"{target.text}以内", *FIGURES)


@kind("a bound that is always met")
def _(sheet: GoalSheet) -> Iterator[Fault]:
    for path, _, target, unit in _thresholds(sheet):
        if target.comparator == "≥" and not target.change:
            yield _value(path, "V12", f"≥0{unit}", "Q09", "Q08", *FIGURES)
            if unit == "%":
                yield _value(path, "V12", "≤100%", "V06", *FIGURES)


@kind("a negative target")
def _(sheet: GoalSheet) -> Iterator[Fault]:
    for path, _, target, unit in _thresholds(sheet):
        if unit != "%" and target.comparator == "≥":
            yield _value(path, "V16", f"≥-5{unit}", *FIGURES)


@kind("a headcount of another sheet")
def _(sheet: GoalSheet) -> Iterator[Fault]:
    names = [name for _, name, _, _ in _thresholds(sheet)]
    for path, name, _, _ in _thresholds(sheet):
        if name.startswith(("人均支出", "人均运转", "人均工资")) and any("在职" in other for other in names):
            yield _value(path, "X02", "≤47.31万元")


@kind("a ceiling above its budget")
def _(sheet: GoalSheet) -> Iterator[Fault]:
    budgets = {t.budget.total for _, _, t in sheet.walk_tasks() if t.budget and not t.subtasks}
    for path, _, target, unit in _thresholds(sheet):
        if unit == "万元" and target.comparator == "≤" and target.quantity.magnitude in budgets:
            yield _value(path, "X03", f"≤{target.quantity.magnitude * 2}万元", "X08")


@kind("a twin with a bound that excludes it")
def _(sheet: GoalSheet) -> Iterator[Fault]:
    for c, category in enumerate(sheet.indicators):
        for g, group in enumerate(category.groups):
            rows = [indicator.model_dump() for indicator in group.indicators]
            for indicator in group.indicators:
                target = indicator.target
                if isinstance(target, Threshold) and target.comparator == "≥" and target.quantity.magnitude > 2:
                    number = _NUMBER.search(target.text)
                    assert number is not None
                    lower = target.text.replace("≥", "≤").replace(number[0], str(Decimal(number[0]) / 2))
                    twin = {**indicator.model_dump(), "name": f"年度{indicator.name}", "target": lower}
                    path = f"indicators[{c}].groups[{g}].indicators"
                    changes = {path: [*rows, twin]}
                    yield Fault("X06", f"{path}[{len(rows)}].target", changes, frozenset({"V06", "X07", "V17", "T12"}))


@kind("a name without its object")
def _(sheet: GoalSheet) -> Iterator[Fault]:
    for ending in ("验收合格率", "按期完成率"):
        alike = [(path, i) for path, i in _of_kinds(sheet, "质量", "时效") if (i.name or "").endswith(ending)]
        for path, _ in alike[1:]:
            yield Fault("X07", f"{path}.name", {f"{path}.name": ending}, frozenset({"Q01"}))


@kind("a figure of the goal that is not the target's")
def _(sheet: GoalSheet) -> Iterator[Fault]:
    for path, name, target, unit in _thresholds(sheet):
        if unit == "%" and target.comparator == "≥" and _NUMBER.fullmatch(target.text.strip("≥%")):
            stated = "99.9" if target.text != "≥99.9%" else "98"
            goal = [*sheet.goal, f"{name}达到{stated}%"]
            yield Fault("X08", f"{path}.target", {"goal": goal})


@kind("a figure of the goal in other words")
def _(sheet: GoalSheet) -> Iterator[Fault]:
    for path, name, target, unit in _thresholds(sheet):
        done = next((name.removesuffix(each) for each in _MEASURES if name.endswith(each)), "")
        verb = next((each for each in _VERBS if each in (done[:2], done[-2:])), "")
        number = _NUMBER.search(target.text)
        if verb and len(done) >= 4 and number and target.comparator in ("≥", "=") and "/" not in unit:
            figure = target.text.lstrip("≥=").replace(number[0], str(Decimal(number[0]) * 3), 1)
            yield Fault("X08", f"{path}.target", {"goal": [f"全年{verb}{figure}{done.replace(verb, '', 1)}"]})


@kind("a goal with more money than the department")
def _(sheet: GoalSheet) -> Iterator[Fault]:
    total = sheet.stated_total.total if sheet.stated_total else None
    if sheet.kind == "department" and total and sheet.unit:
        goal = [*sheet.goal, f"{sheet.year}年部门预算总额{total + 10}{sheet.unit}"]
        yield Fault("X03", f"goal[{len(sheet.goal)}]", {"goal": goal})


@kind("answered later than repaired")
def _(sheet: GoalSheet) -> Iterator[Fault]:
    for path, name, _, unit in _thresholds(sheet):
        if "响应时间" in name and unit in ("小时", "分钟"):
            yield _value(path, "X09", "≤20天")


@kind("a slip of the pen in the goal")
def _(sheet: GoalSheet) -> Iterator[Fault]:
    for path, _ in ((p, t) for _, p, t in sheet.walk_tasks() if t.content and len(t.content) > 12):
        content = next(t.content or "" for _, p, t in sheet.walk_tasks() if p == path)
        clause = max(re.split(r"[，；。、,;（）0-9]", content), key=len)
        if len(clause) > 12:
            slipped = f"{clause[:6]}琵琶{clause[8:]}"
            index = len(sheet.goal)
            yield Fault("X10", f"goal[{index}]", {"goal": [*sheet.goal, slipped]})


@kind("a value of degree alone")
def _(sheet: GoalSheet) -> Iterator[Fault]:
    for path, _ in _of_kinds(sheet, "社会效益", "经济效益", "生态效益"):
        yield _value(path, "Q03", "显著提高", "Q16", *FIGURES)


@kind("all outcomes of degree alone")
def _(sheet: GoalSheet) -> Iterator[Fault]:
    rows = [path for path, _ in _of_kinds(sheet, "社会效益", "经济效益", "生态效益", "可持续")]
    if len(rows) > 1:
        changes: dict[str, object] = {f"{path}.target": "显著提高" for path in rows}
        yield Fault("Q16", f"{rows[0]}.target", changes, frozenset({"Q04"}))


@kind("all outputs in words")
def _(sheet: GoalSheet) -> Iterator[Fault]:
    rows = [path for path, _ in _of_kinds(sheet, "数量", "质量", "时效", "成本")]
    changes: dict[str, object] = {f"{path}.target": "良好" for path in rows}
    yield Fault("Q04", "indicators", changes, frozenset({"Q11", "Q10"}))


@kind("a due payment below 100 %")
def _(sheet: GoalSheet) -> Iterator[Fault]:
    for path, indicator in _of_kinds(sheet, "质量", "时效"):
        name = indicator.name or ""
        if name.startswith(("工资", "救助资金")) and name.endswith("率"):
            yield _value(path, "Q08", "≥90%")


@kind("a low satisfaction")
def _(sheet: GoalSheet) -> Iterator[Fault]:
    for path, indicator in _of_kinds(sheet, "满意度", "服务对象满意度"):
        if not (indicator.name or "").endswith("投诉率"):
            yield _value(path, "Q09", "≥60%", *FIGURES)


@kind("a cost without a figure")
def _(sheet: GoalSheet) -> Iterator[Fault]:
    for path, _ in _of_kinds(sheet, "成本"):
        for words in ("控制在预算范围内", "不超预算"):
            yield _value(path, "Q10", words)


@kind("a quantity that is merely done")
def _(sheet: GoalSheet) -> Iterator[Fault]:
    for path, _ in _of_kinds(sheet, "数量", "时效"):
        yield _value(path, "Q11", "按时完成", *FIGURES)


@kind("money put in as an output")
def _(sheet: GoalSheet) -> Iterator[Fault]:
    for path, _ in list(_of_kinds(sheet, "数量"))[:1]:
        changes: dict[str, object] = {f"{path}.name": "投入资金", f"{path}.target": "≥50万元"}
        yield Fault("Q12", f"{path}.target", changes, frozenset({"Q01"}))


@kind("a time that is the whole year")
def _(sheet: GoalSheet) -> Iterator[Fault]:
    for path, _ in _of_kinds(sheet, "时效"):
        yield _value(path, "Q18", "全年", *FIGURES)
