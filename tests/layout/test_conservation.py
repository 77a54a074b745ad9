"""Law 1: every non-empty cell is the place of a leaf, or a label the layout knows, or left over."""

from __future__ import annotations

from hypothesis import given, settings
from hypothesis import strategies as st

from perfgoals.forms import Form, forms
from perfgoals.layout import choose_form, lay_out
from perfgoals.layout.vocabulary import Meaning, vocabulary
from perfgoals.readers import grid_from_text
from perfgoals.readers.grid import Cell, Grid
from perfgoals.testing import department_sheets
from tests.drawing import strewn
from tests.readers.rendering import Box, csv_text

WORDS = (
    "部门整体支出绩效目标表",
    "（2024年度）",
    "（20222年）",
    "部门名称",
    "某局",
    "单位：万元",
    "年度主要任务",
    "任务名称",
    "主要内容",
    "预算金额（万元）",
    "总额",
    "财政拨款",
    "其他资金",
    "合计",
    "小计",
    "年度总体目标",
    "预期目标",
    "实际完成情况",
    "绩效指标",
    "一级指标",
    "二级指标",
    "三级指标",
    "指标值",
    "计算符号",
    "计量单位",
    "分值",
    "得分",
    "备注",
    "产出指标",
    "数量指标",
    "效益指标",
    "社会效益指标",
    "满意度指标",
    "≥95%",
    "500",
    "12.30",
    "约500",
    "显著提高",
    "修路",
    "保障机关运转，完成各项任务",
    "注：说明",
    "第1页",
    "第2页",
    "项目名称",
    "项目资金",
    "年度资金总额",
    "全年预算数",
    "全年执行数",
    "执行率",
    "未知的内容",
    "-",
    "/",
    "#REF!",
    "100%",
)


def _unaccounted(grid: Grid, form: Form) -> list[str]:
    """List the cells that are neither located nor left over nor known words."""
    sheets = lay_out(grid, form)
    if not sheets:
        return []
    kept = [cell for sheet in sheets for path in sheet.located_paths() for cell in sheet.locate_all(path)]
    texts = {(cell.ref, cell.text) for cell in (*kept, *sheets[0].leftover, *sheets[0].labels())}
    return [cell.ref for cell in grid.cells() if (cell.ref, cell.text) not in texts and not _is_label(cell, form)]


def _is_label(cell: Cell, form: Form) -> bool:
    """Tell whether the form knows the text as a label or as page furniture, which a leaf's text is not."""
    words = vocabulary(form)
    meaning = words.meaning(cell.text)
    known = meaning != Meaning(meaning.key)
    return known or words.is_title(cell.text) or words.is_caption(cell.text) or words.stated_year(cell.text) is not None


@settings(max_examples=150)
@given(st.lists(st.lists(st.sampled_from(WORDS) | st.just(""), max_size=7), max_size=25))
def test_no_cell_of_any_grid_of_words_is_lost(rows: list[list[str]]) -> None:
    grid = grid_from_text("\n".join("\t".join(row) for row in rows))
    for form in forms():
        assert _unaccounted(grid, form) == []


@settings(max_examples=60)
@given(strewn(department_sheets()))
def test_no_stray_cell_in_a_sheet_is_lost(boxes: list[Box]) -> None:
    grid = grid_from_text(csv_text(boxes, "\t").decode())
    assert _unaccounted(grid, choose_form(grid, forms())) == []


def test_the_account_notices_a_lost_cell() -> None:
    grid = grid_from_text("部门整体支出绩效目标表\n一级指标\t三级指标\t指标值\n产出指标\t甲\t≥1个")
    form = Form.builtin("department")
    assert _unaccounted(grid, form) == []
    (sheet,) = lay_out(grid, form)
    assert sheet.locate("indicators[0].groups[0].indicators[0].name") is not None
