"""Trees drawn as sheets, in the many ways in which they are published.

A :class:`Style` says how: merged cells or blanks or every label printed, columns in another order, one or two lines of
header, targets in one cell or three, repeated headers, blank rows and columns. What is drawn is a list of rows with
merged ranges, and from it a workbook or a tab-separated text.
"""

from __future__ import annotations

import io
from collections.abc import Iterator
from dataclasses import dataclass, field

from hypothesis import strategies as st
from openpyxl import Workbook

from perfgoals import GoalSheet, Indicator, Task


@dataclass(frozen=True)
class Style:
    """Says how a sheet is drawn."""

    top: int = 0
    left: int = 0
    labels: str = "merged"
    """Level labels: ``merged``, ``first`` (blanks below) or ``every`` (printed on every row)."""
    columns: tuple[str, ...] = ("level-1", "level-2", "name", "target")
    one_line_header: bool = False
    repeat_header_after: int | None = None
    blank_row: bool = False
    remark_column: bool = False
    printed: dict[str, str] = field(default_factory=dict)
    notes: bool = False


HEADERS = {
    "level-1": ("一级指标", "一级\n指标", "一 级 指 标"),
    "level-2": ("二级指标", "二级\n指标", "二级指标名称"),
    "name": ("三级指标", "三级\n指标", "具体指标"),
    "target": ("指标值", "目标值", "年度指标值", "指标值（包含数字及文字描述）"),
    "remark": ("备注",),
}

NOTES = ("注：本表由财政部门统一印制。", "填报人：张三", "审核人：李四")

styles = st.builds(
    Style,
    top=st.integers(0, 3),
    left=st.integers(0, 2),
    labels=st.sampled_from(("merged", "first", "every")),
    columns=st.permutations(("level-1", "level-2", "name", "target")).map(tuple),
    one_line_header=st.booleans(),
    repeat_header_after=st.none() | st.integers(1, 6),
    blank_row=st.booleans(),
    remark_column=st.booleans(),
    printed=st.fixed_dictionaries({role: st.sampled_from(labels) for role, labels in HEADERS.items()}),
    notes=st.booleans(),
)


class Drawing:
    """Holds cells by place and merged ranges; rows and columns count from 1."""

    def __init__(self, style: Style) -> None:
        self.style = style
        self.cells: dict[tuple[int, int], object] = {}
        self.merges: list[tuple[int, int, int, int]] = []
        self.row = style.top

    def line(self, *values: object) -> int:
        """Write a row; None leaves a cell blank."""
        self.row += 1
        for offset, value in enumerate(values):
            if value is not None and value != "":
                self.cells[self.row, self.style.left + 1 + offset] = value
        return self.row

    def merge(self, top: int, left: int, bottom: int, right: int) -> None:
        """Merge a range; columns count from the left edge of the table."""
        if (top, left) != (bottom, right):
            self.merges.append((top, self.style.left + left, bottom, self.style.left + right))

    def workbook(self) -> bytes:
        """Give the drawing as an xlsx file."""
        book = Workbook()
        page = book.active
        assert page is not None
        for (row, column), value in self.cells.items():
            cell = page.cell(row, column)
            cell.value = value  # type: ignore[assignment]
            if isinstance(value, str):
                cell.data_type = "s"  # =100% is a target, no formula
            else:
                cell.number_format = "0.00"
        for top, left, bottom, right in self.merges:
            page.merge_cells(start_row=top, start_column=left, end_row=bottom, end_column=right)
        stream = io.BytesIO()
        book.save(stream)
        return stream.getvalue()

    def text(self) -> str:
        """Give the drawing as tab-separated text; a cell of several lines is quoted, as spreadsheets copy it."""
        lines = []
        width = max(column for _, column in self.cells)
        for row in range(1, self.row + 1):
            values = [str(self.cells.get((row, column), "")) for column in range(1, width + 1)]
            lines.append("\t".join(f'"{value}"' if "\n" in value else value for value in values))
        return "\n".join(lines)


def draw(sheet: GoalSheet, style: Style) -> Drawing:
    """Draw a sheet in a style."""
    drawing = Drawing(style)
    drawing.line(sheet.title)
    drawing.line(f"（{sheet.year}年度）")
    drawing.line("部门（单位）名称", None, sheet.department.name)
    _draw_tasks(drawing, sheet)
    if style.blank_row:
        drawing.row += 1
    drawing.line("年度总体目标", "\n".join(sheet.goal))
    _draw_indicators(drawing, sheet)
    if style.notes:
        drawing.line(NOTES[0])
        drawing.line(NOTES[1], None, NOTES[2])
    return drawing


def _draw_tasks(drawing: Drawing, sheet: GoalSheet) -> None:
    grouped = any(task.subtasks for task in sheet.tasks)
    lead = [None] if grouped else []
    names = ["任务名称", None] if grouped else ["任务名称"]
    content = len(names) + 1
    if drawing.style.one_line_header:
        drawing.line(*names, "主要内容", f"总额（{sheet.unit}）", "财政拨款", "其他资金")
    else:
        top = drawing.line(*names, "主要内容", f"预算金额（{sheet.unit}）")
        drawing.line(*(None for _ in range(content)), "总额", "财政拨款", "其他资金")
        drawing.merge(top, content + 1, top, content + 3)
        drawing.merge(top, content, top + 1, content)
        drawing.merge(top, 1, top + 1, len(names))
    for task in sheet.tasks:
        if not task.subtasks:
            row = drawing.line(task.name, *lead, *_money(task))
            drawing.merge(row, 1, row, len(names))
            continue
        top = drawing.row + 1
        for index, subtask in enumerate(task.subtasks):
            drawing.line(task.name if index == 0 else None, subtask.name, *_money(subtask))
        drawing.merge(top, 1, drawing.row, 1)
    if sheet.stated_total is not None:
        line = sheet.stated_total
        drawing.line("合计", *(None for _ in range(content - 1)), line.total, line.fiscal, line.other)


def _money(task: Task) -> Iterator[object]:
    yield task.content
    line = task.budget
    if line is not None:
        yield from (line.total, line.fiscal, line.other)


def _draw_indicators(drawing: Drawing, sheet: GoalSheet) -> None:
    style = drawing.style
    columns = (*style.columns, *(("remark",) if style.remark_column else ()))
    header = [style.printed.get(role, HEADERS[role][0]) for role in columns]
    drawing.line(*header)
    since_header = 0
    for category in sheet.indicators:
        for g, group in enumerate(category.groups):
            for i, indicator in enumerate(group.indicators):
                if style.repeat_header_after is not None and since_header == style.repeat_header_after:
                    drawing.line(*header)
                    since_header = 0
                since_header += 1
                values = {
                    "level-1": category.label if _printed(style, g == 0 and i == 0) else None,
                    "level-2": group.label if _printed(style, i == 0) else None,
                    **_indicator_values(indicator),
                }
                drawing.line(*(values.get(role) for role in columns))
    if style.labels == "merged" and style.repeat_header_after is None:
        _merge_levels(drawing, sheet, columns)


def _printed(style: Style, first: bool) -> bool:
    return first or style.labels == "every"


def _indicator_values(indicator: Indicator) -> dict[str, str | None]:
    return {"name": indicator.name, "target": indicator.target.text, "remark": indicator.remark}


def _merge_levels(drawing: Drawing, sheet: GoalSheet, columns: tuple[str, ...]) -> None:
    row = drawing.row - sum(1 for _ in sheet.iter_indicators()) + 1
    first, second = columns.index("level-1") + 1, columns.index("level-2") + 1
    for category in sheet.indicators:
        top = row
        for group in category.groups:
            drawing.merge(row, second, row + len(group.indicators) - 1, second)
            row += len(group.indicators)
        drawing.merge(top, first, row - 1, first)
