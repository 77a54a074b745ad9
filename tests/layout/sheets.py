"""Small sheets written down as a budget officer would see them, for the tests of the layout.

A line is a row, ``|`` divides cells, a cell of only spaces is blank, ``\\n`` breaks a line inside a cell.
"""

from __future__ import annotations

import io
from collections.abc import Callable, Sequence

from openpyxl import Workbook

from perfgoals import GoalSheet, read, read_text

Reading = Callable[[str], GoalSheet]
"""Reads a written sheet, as a workbook or as text."""

TOP = """
部门整体支出绩效目标表
（2024年度）
部门名称：某局 | 单位：万元
"""

INDICATORS = """
一级指标 | 二级指标 | 三级指标 | 指标值
产出指标 | 数量指标 | 甲数量 | ≥1个
         |          | 乙数量 | ≥2个
"""


def rows(sheet: str) -> list[list[str]]:
    """Divide a written sheet into rows of cells."""
    return [
        [cell.strip().replace("\\n", "\n") for cell in line.split("|")] for line in sheet.splitlines() if line.strip()
    ]


def workbook(sheet: str, merges: Sequence[str] = (), hidden: Sequence[str] = (), **more: str) -> bytes:
    """Give a written sheet as a workbook; ``more`` are further worksheets by name."""
    book = Workbook()
    book.remove(book.worksheets[0])
    for name, text in {"表": sheet, **more}.items():
        page = book.create_sheet(name)
        for row, cells in enumerate(rows(text), 1):
            for column, text_of_cell in enumerate(cells, 1):
                if text_of_cell:
                    cell = page.cell(row, column)
                    cell.value = text_of_cell
                    cell.data_type = "s"
        for merge in merges if name == "表" else ():
            page.merge_cells(merge)
        page.sheet_state = "hidden" if name in hidden else "visible"
    stream = io.BytesIO()
    book.save(stream)
    return stream.getvalue()


def read_workbook(sheet: str, merges: Sequence[str] = ()) -> GoalSheet:
    """Read a written sheet as a workbook."""
    return read(workbook(sheet, merges))


def read_lines(sheet: str) -> GoalSheet:
    """Read a written sheet as tab-separated text."""
    lines = ["\t".join(f'"{cell}"' if "\n" in cell else cell for cell in row) for row in rows(sheet)]
    return read_text("\n".join(lines))


def levels(sheet: GoalSheet) -> list[tuple[str | None, str | None, str | None, str]]:
    """List the indicators as (category, group, name, target), by label."""
    return [(c.label, g.label, i.name, i.target.text) for c, g, i in sheet.iter_indicators()]


def kinds(sheet: GoalSheet) -> list[tuple[str | None, str | None]]:
    """List the kinds of category and group of every indicator."""
    return [(c.kind, g.kind) for c, g, _ in sheet.iter_indicators()]


def money(sheet: GoalSheet) -> list[tuple[str | None, str | None, list[str | None]]]:
    """List the tasks as (group, name, amounts as printed)."""
    return [
        (
            groups[-1] if groups else None,
            task.name,
            [str(task.budget.total), *(str(source.amount) for source in task.budget.sources)] if task.budget else [],
        )
        for groups, task in sheet.leaf_tasks()
    ]
