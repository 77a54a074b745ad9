"""Faults that show only beside something else: another indicator, a task's amount, the goal, the sheet of a project.

Beside them stand the faults that leave no more than a note or a hint.
"""

from __future__ import annotations

from collections.abc import Iterator
from decimal import ROUND_DOWN, Decimal
from typing import Any

from perfgoals.models import GoalSheet, Task
from perfgoals.precision import half_unit
from perfgoals.targets import Deadline, Threshold
from tests.checker.faults import ITEM, MONEY, Changes, Fault, kind, tasks

_STAFF = ("人员经费", "人员支出", "人员保障", "人员类", "工资")
_HEADS = Decimal(57)
_HALF = 50
_WHOLE_TABLE = frozenset({"Q01", "Q02", "Q04", "Q16", "T04", "T05", "T06", "T07", "T09", "T12", "X03"})


def _place(sheet: GoalSheet, label: str) -> str | None:
    """Give the path of the indicators of the first group of a kind, by the beginning of its label."""
    return next(
        (
            f"indicators[{c}].groups[{g}].indicators"
            for c, category in enumerate(sheet.indicators)
            for g, group in enumerate(category.groups)
            if (group.label or "").startswith(label)
        ),
        None,
    )


def _added(sheet: GoalSheet, *rows: tuple[str, str, str]) -> tuple[Changes, str] | None:
    """Add indicators (group, name, value) behind those of their groups; gives the path of the last one too.

    None where the sheet has no such group, or one of the names already.
    """
    changes: Changes = {}
    path = ""
    for label, name, value in rows:
        place = _place(sheet, label)
        if place is None or name in _names(sheet):
            return None
        if place not in changes:
            changes[place] = [
                row.model_dump() for at, _, _, row in sheet.walk_indicators() if at.rpartition("[")[0] == place
            ]
        path = f"{place}[{len(changes[place])}]"
        changes[place].append({"name": name, "target": value})
    return changes, path


def _names(sheet: GoalSheet) -> str:
    tasks = (f"{task.name}{task.content}" for _, _, task in sheet.walk_tasks())
    return "".join((*tasks, *(indicator.name or "" for *_, indicator in sheet.walk_indicators())))


def _staff(sheet: GoalSheet) -> Iterator[Decimal]:
    found = [total for _, task, _, total in tasks(sheet) if (task.name or "").startswith(_STAFF)]
    if len(found) == 1 and not any(word in _names(sheet) for word in ("在职", "在编", "退休", "聘用", "人均")):
        yield found[0]


# ---- figures against each other ----


@kind("an item of a narrative rounded")
def _(sheet: GoalSheet) -> Iterator[Fault]:
    for path, task, _, total in tasks(sheet):
        text = task.content or ""
        found = list(ITEM.finditer(text))
        if len(found) > 1 and total == sum(Decimal(item[1]) for item in found):
            for item in found:
                rounded = text[: item.start()] + f"{Decimal(item[1]) + half_unit(total)}万元" + text[item.end() :]
                yield Fault("X01r", f"{path}.content", {f"{path}.content": rounded}, frozenset({"X05"}))


@kind("an amount a head that the staff budget does not give")
def _(sheet: GoalSheet) -> Iterator[Fault]:
    for total in _staff(sheet):
        for share in ("0.8", "1.3"):
            price = (total / _HEADS * Decimal(share)).quantize(Decimal("0.01"))
            rows = (("数量", "保障在职人员人数", f"={_HEADS}人"), ("成本", "人均支出标准", f"≤{price}万元"))
            if (found := _added(sheet, *rows)) is not None:
                yield Fault("X02", f"{found[1]}.target", found[0], frozenset({"T12"}))


@kind("an amount a head cut off")
def _(sheet: GoalSheet) -> Iterator[Fault]:
    for total in _staff(sheet):
        for places in ("0.1", "0.01", "0.001"):
            price = (total / _HEADS).quantize(Decimal(places), ROUND_DOWN)
            rows = (("数量", "保障在职人员人数", f"={_HEADS}人"), ("成本", "人均支出标准", f"≤{price}万元"))
            if (found := _added(sheet, *rows)) is not None:
                yield Fault("X02r", f"{found[1]}.target", found[0], frozenset({"T12"}))


@kind("a meeting dearer than its money")
def _(sheet: GoalSheet) -> Iterator[Fault]:
    if any(word in _names(sheet) for word in ("会议", "参会", "会期", "与会")):
        return
    for price, days in (("245元/人/天", "2天"), ("600元/人/天", "1天")):
        rows = (
            ("数量", "参会人数", "≥200人"),
            ("数量", "会议天数", f"≥{days}"),
            ("成本", "会议成本", "≤5万元"),
            ("成本", "会议人均支出标准", f"≤{price}"),
        )
        if (found := _added(sheet, *rows)) is not None:
            yield Fault("X05", f"{found[1]}.target", found[0], frozenset({"T12"}))


@kind("begun after the end")
def _(sheet: GoalSheet) -> Iterator[Fault]:
    for _, _, group, indicator in sheet.walk_indicators():
        name, target = indicator.name or "", indicator.target
        started = name.replace("完工", "开工").replace("竣工", "开工").replace("完成时间", "开始时间")
        if started == name or not isinstance(target, Deadline) or target.end is None or not sheet.year:
            continue
        found = _added(sheet, ((group.label or "")[:2], started, f"{sheet.year}年12月31日"))
        if found is not None and (target.end.month, target.end.day) < (12, 31):
            yield Fault("X09", f"{found[1]}.target", found[0], frozenset({"T12"}))


# ---- the sheet of a project beside the department's ----


def _project(sheet: GoalSheet, task: Task, **more: Any) -> GoalSheet:
    facts = {"name": task.name, "implementing_unit": sheet.department.name}
    return GoalSheet.model_validate(
        {"kind": "project", "year": sheet.year, "unit": sheet.unit, "project": facts, **more}
    )


@kind("a project of another amount than its task")
def _(sheet: GoalSheet) -> Iterator[Fault]:
    for path, task, _, total in tasks(sheet):
        if sheet.kind == "department" and task.name:
            amounts = [{"role": "amount", "amount": total + 20}]
            project = _project(sheet, task, funding=[{"label": "资金总额", "kind": "total", "amounts": amounts}])
            yield Fault("X20", f"{path}.budget.total", {}, projects=(project,))


@kind("an indicator of a project that excludes the department's")
def _(sheet: GoalSheet) -> Iterator[Fault]:
    for path, category, group, indicator in sheet.walk_indicators():
        target = indicator.target
        if sheet.kind != "department" or not isinstance(target, Threshold) or not sheet.tasks:
            continue
        if target.comparator != "≥" or not target.text.endswith("%") or target.quantity.magnitude <= _HALF:
            continue
        lower = {**indicator.model_dump(), "target": f"≤{_HALF}%"}
        groups = [{"label": group.label, "kind": group.kind, "indicators": [lower]}]
        project = _project(
            sheet, sheet.tasks[0], indicators=[{"label": category.label, "kind": category.kind, "groups": groups}]
        )
        yield Fault("X21", f"{path}.target", {}, projects=(project,))


# ---- notes and hints on the quality of goals ----


@kind("an output of something else")
def _(sheet: GoalSheet) -> Iterator[Fault]:
    for path, _, group, _ in sheet.walk_indicators():
        if (group.label or "").startswith("数量") and sheet.tasks:
            changes: Changes = {f"{path}.name": "渔船油料核查艘数", f"{path}.target": "≥30艘"}
            yield Fault("Q02", f"{path}.name", changes, frozenset({"Q01"}))


@kind("a goal of neither figure nor effect")
def _(sheet: GoalSheet) -> Iterator[Fault]:
    yield Fault("Q05", "goal[0]", {"goal": ["开展各项业务，支付办公费用"]})


@kind("a goal copied from the tasks")
def _(sheet: GoalSheet) -> Iterator[Fault]:
    contents = [task.content for _, _, task in sheet.walk_tasks() if len(task.content or "") > 13]
    if contents:
        yield Fault("Q06", "goal[0]", {"goal": contents})


@kind("a name that is a goal")
def _(sheet: GoalSheet) -> Iterator[Fault]:
    for path, _, group, _ in sheet.walk_indicators():
        if (group.label or "").startswith(("社会效益", "可持续")):
            yield Fault("Q07", f"{path}.name", {f"{path}.name": "提升干部的业务能力和工作水平"}, frozenset({"Q01"}))


@kind("a due payment that is not paid in full")
def _(sheet: GoalSheet) -> Iterator[Fault]:
    for name in ("工资足额发放率", "社保缴费及时率"):
        if (found := _added(sheet, ("质量", name, "≥90%"))) is not None:
            yield Fault("Q08", f"{found[1]}.target", found[0], frozenset({"T12"}))


@kind("all numbers alike")
def _(sheet: GoalSheet) -> Iterator[Fault]:
    numbers = [path for path, _, _, row in sheet.walk_indicators() if isinstance(row.target, Threshold)]
    changes: Changes = {f"{path}.target": "≥95%" for path in numbers}
    if len(numbers) > 7:
        yield Fault("Q13", "indicators", changes, frozenset({"V04", "V06", "Q10", "X03", "X06", "X07", "X08", "X09"}))


@kind("three indicators left")
def _(sheet: GoalSheet) -> Iterator[Fault]:
    if sheet.kind == "department":
        first = sheet.indicators[0].model_dump()
        rows = first["groups"][0]["indicators"][:3]
        left = [{**first, "groups": [{**first["groups"][0], "indicators": rows}]}]
        yield Fault("Q14", "indicators", {"indicators": left}, _WHOLE_TABLE)


@kind("a large amount for what no indicator speaks of")
def _(sheet: GoalSheet) -> Iterator[Fault]:
    for path, _, _, total in tasks(sheet):
        text = f"张贴禁放告示，烟花爆竹禁放经费{total * Decimal('0.6')}万元"
        yield Fault("Q15", f"{path}.content", {f"{path}.content": text}, MONEY | {"Q01"})


# ---- the funding of a project ----


@kind("a medium term of less than its year")
def _(sheet: GoalSheet) -> Iterator[Fault]:
    for index, line in enumerate(sheet.funding):
        total = line.amount()
        if line.kind == "total" and total:
            amounts = [entry.model_dump() for entry in line.amounts]
            for less in (Decimal("0.9"), Decimal("0.1")):
                changes = {f"funding[{index}].amounts": [*amounts, {"role": "medium-term", "amount": total * less}]}
                path = f"funding[{index}].amounts[{len(amounts)}].amount"
                yield Fault("B08", path, changes, frozenset({"X03"}))
