"""Sheets for the tests: a clean one to spoil, one indicator to try, and cells for trees that came without a file."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from perfgoals.checker import Finding, check
from perfgoals.checker.examples import sheet_of
from perfgoals.models import GoalSheet, Origin
from perfgoals.readers.grid import Cell

CLEAN = """
title: 2022年部门整体支出绩效目标表
department: 某县文化馆
task: 人员保障 | 按时发放工资 | 1945.65 | 1945.65 | 0
group: 年度主要任务
subtask: 业务培训 | 举办培训班 | 4.9 | 4.90 | 0
subtask: 档案管理 | 档案数字化 | 36 | 36 | 0
total: 1986.55 | 1986.55 | 0
goal: 保障机关正常运转
goal: 提高档案利用水平
indicator: 产出指标 | 数量指标 | 业务培训人数 | ≥100人
indicator: 产出指标 | 质量指标 | 档案验收合格率 | ≥95%
indicator: 产出指标 | 时效指标 | 档案数字化完成时间 | 2022年11月25日
indicator: 产出指标 | 成本指标 | 档案数字化成本 | ≤36万元
indicator: 效益指标 | 经济效益指标 | 节约办公经费 | ≥5万元
indicator: 效益指标 | 社会效益指标 | 档案利用人数 | ≥1350人
indicator: 效益指标 | 生态效益指标 | 节约用纸 | ≥1吨
indicator: 效益指标 | 可持续影响指标 | 数据使用年限 | ≥10年
indicator: 满意度指标 | 服务对象满意度指标 | 培训人员满意度 | ≥95%
"""

_LEVELS = {
    "quantity": "产出指标 | 数量指标",
    "quality": "产出指标 | 质量指标",
    "timeliness": "产出指标 | 时效指标",
    "cost": "产出指标 | 成本指标",
    "economic": "效益指标 | 经济效益指标",
    "social": "效益指标 | 社会效益指标",
    "sustainability": "效益指标 | 可持续影响指标",
    "satisfaction": "满意度指标 | 满意度指标",
}


def one(name: str, value: str, kind: str = "quantity", year: int | None = 2022) -> GoalSheet:
    """Build a sheet with a single indicator."""
    return sheet_of(f"year: {year or ''}\nindicator: {_LEVELS[kind]} | {name} | {value}")


def found(sheet: GoalSheet, *codes: str) -> list[Finding]:
    """Give the findings of some rules, hints included."""
    return list(check(sheet, {"select": list(codes)}).findings)


def hits(sheet: GoalSheet, *codes: str) -> list[tuple[str, str | None, str]]:
    """Give code, case and path of the findings of some rules."""
    return [(finding.code, finding.case, finding.path) for finding in found(sheet, *codes)]


def status(sheet: GoalSheet, code: str, **settings: Any) -> str:
    """Give the outcome of one rule."""
    (outcome,) = check(sheet, {"select": [code], **settings}).outcomes
    return outcome.status


def located(sheet: GoalSheet) -> GoalSheet:
    """Give every leaf that is not blank a cell of its own, in the order of the tree."""
    paths = [path for path, value in _leaves(sheet.model_dump(), "") if value not in (None, "")]
    cells = {
        path: (Cell(sheet=None, row=row, column=1, ref=f"A{row}", text=path, raw=path),)
        for row, path in enumerate(paths, 1)
    }
    return sheet.with_cells(cells, Origin())


def _leaves(value: Any, path: str) -> Iterator[tuple[str, Any]]:
    if isinstance(value, dict) and "kind" in value and "text" in value:
        yield path, value["text"]
    elif isinstance(value, dict):
        for key, item in value.items():
            yield from _leaves(item, f"{path}.{key}" if path else key)
    elif isinstance(value, tuple | list):
        for index, item in enumerate(value):
            yield from _leaves(item, f"{path}[{index}]")
    else:
        yield path, value
