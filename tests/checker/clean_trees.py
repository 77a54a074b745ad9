"""Clean sheets to put faults into: those of ``clean_sheets``, the reference sheet mended, and generated ones."""

from __future__ import annotations

import random
from collections.abc import Iterator
from decimal import Decimal
from pathlib import Path

import perfgoals
from perfgoals.checker.examples import sheet_of
from perfgoals.models import GoalSheet
from tests.checker.building import CLEAN
from tests.checker.injecting import changed, path_of

HERE = Path(__file__).parent
SAMPLE = HERE.parents[1] / "samples" / "department-2022.txt"
EVALUATION = SAMPLE.with_name("self-evaluation-2023.xlsx")
_ORDER = ("产出指标", "效益指标", "满意度指标")


def mended_reference() -> GoalSheet:
    """Give the reference sheet without its own three faults."""
    read = perfgoals.read(SAMPLE)
    content = read.tasks[2].subtasks[0].content or ""
    return changed(
        read,
        {
            "tasks[2].subtasks[0].content": content.replace("220.8", "200.8"),
            f"{path_of(read, '信息系统开发或应用数量')}.target": "≥3个",
            f"{path_of(read, '验收合格率')}.name": "线路验收合格率",
        },
    )


def generated(seed: int) -> GoalSheet:
    """Put some blocks together, with basic expenditure before and the total behind; the same for the same seed."""
    text = "\n".join(line for line in (HERE / "blocks.txt").read_text("utf-8").splitlines() if not line.startswith("#"))
    chosen = random.Random(seed).sample(text.strip().split("\n\n"), 5)  # noqa: S311  (any choice will do)
    lines = ["title: 2023年部门整体支出绩效目标表", "year: 2023", "department: 某县综合服务中心"]
    lines.append("task: 人员经费 | 工资福利支出和社会保险缴费 | 428.65 | 428.65 | 0")
    total, goals, indicators = Decimal("428.65"), ["goal: 保障机关工作正常运转，按时足额发放工资"], []
    for block in chosen:
        task, *rows = block.splitlines()
        name, content, amount = (part.strip() for part in task.removeprefix("task:").split("|"))
        lines.append(f"task: {name} | {content} | {amount} | {amount} | 0")
        goals.append(f"goal: 做好{name}，实现预期效果")
        total += Decimal(amount)
        indicators += rows
    indicators.sort(key=lambda row: next(place for place, word in enumerate(_ORDER) if word in row))
    return sheet_of("\n".join([*lines, f"total: {total} | {total} | 0", *goals, *indicators]))


def clean_trees() -> Iterator[tuple[str, GoalSheet]]:
    """List every clean sheet with its name."""
    yield "reference", mended_reference()
    yield "small", sheet_of(CLEAN)
    for file in sorted((HERE / "clean_sheets").glob("*.txt")):
        yield file.stem, sheet_of(file.read_text("utf-8"))
    for seed in range(8):
        yield f"generated-{seed}", generated(seed)


def clean_evaluations() -> Iterator[tuple[str, GoalSheet]]:
    """List every clean self-evaluation with its name."""
    sample = perfgoals.read(EVALUATION)
    yield "evaluation", changed(sample, {f"{path_of(sample, '人均培训成本')}.actual": "1180元/人次"})
    for file in sorted((HERE / "clean_evaluations").glob("*.txt")):
        yield f"evaluation-{file.stem}", sheet_of(file.read_text("utf-8"))
