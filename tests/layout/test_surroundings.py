"""What a published page prints around a sheet becomes no part of it, in whatever way the page became text."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from perfgoals import GoalSheet, NoGoalSheet, read_all

HEAD = [["项目名称", "农村公路养护"], ["主管部门", "某县交通运输局"]]
HEADER = ["一级指标", "二级指标", "三级指标", "指标值"]
ROWS = [
    ["产出指标", "数量指标", "养护里程", "≥1200公里"],
    ["", "质量指标", "路面合格率", "≥90%"],
    ["效益指标", "社会效益指标", "群众出行条件", "有效改善"],
    ["满意度指标", "服务对象满意度指标", "沿线群众满意度", "≥85%"],
]


def tabs(row: list[str]) -> str:
    return "\t".join(row)


def framed(row: list[str]) -> str:
    return f"| {' | '.join(row)} |"


def padded(row: list[str]) -> str:
    shown = [text for text in row if text]
    return " | ".join(shown) + " |" + "|" * (len(row) - len(shown))


def spaced(row: list[str]) -> str:
    return " ".join(filter(None, row))


def one_a_line(row: list[str]) -> str:
    return "\n".join(filter(None, row))


Layout = Callable[[list[str]], str]
LAYOUTS = [tabs, framed, padded, spaced, one_a_line]


def page(layout: Layout, above: str = "", below: str = "", rows: list[list[str]] = ROWS) -> list[GoalSheet]:
    lines = [above, "项目支出绩效目标表", "（2024年度）", *map(layout, [*HEAD, HEADER, *rows]), below]
    return read_all("\n".join(filter(None, lines)).encode())


def names(sheet: GoalSheet) -> list[tuple[str | None, str]]:
    return [(indicator.name, indicator.target.text) for _, _, indicator in sheet.iter_indicators()]


EXPECTED = [(row[2], row[3]) for row in ROWS]


@pytest.mark.parametrize("layout", LAYOUTS)
@pytest.mark.parametrize(
    "foot",
    [
        "相关解读",
        "[打印] [关闭]",
        "上一篇：2023年部门决算\n下一篇：无",
        "主办单位：某县人民政府办公室  承办单位：某县信息中心  备案号：某备00000000号",
        "公开日期：2024-02-08",
        "- 扫一扫在手机打开当前页",
        "网站地图 | 联系我们 | 关于我们",
        "第五部分 附件\n表一 收支总表\n单位：万元\n收入\t支出",
    ],
)
def test_what_stands_below_the_table_is_no_indicator(layout: Layout, foot: str) -> None:
    (sheet,) = page(layout, below=foot)
    assert names(sheet) == EXPECTED
    left = "".join(cell.text for cell in sheet.leftover)
    assert "".join(foot.split()) in "".join(left.split())


@pytest.mark.parametrize("layout", LAYOUTS)
def test_indicators_that_are_named_like_a_page_are_read(layout: Layout) -> None:
    near = [["产出指标", "数量指标", "打印机购置数量", "≥20台"], ["", "时效指标", "发布时间", "2024年6月底前"]]
    near += [["", "质量指标", "编制部门收支总表", "≥1份"], ["", "", "网站地图更新次数", "≥4次"]]
    near += [["满意度指标", "服务对象满意度指标", "主办单位满意度", "≥85%"]]
    (sheet,) = page(layout, below="相关解读", rows=near)
    assert names(sheet) == [(row[2], row[3]) for row in near]


ANNEXES = ["附件：1.部门整体支出绩效自评表\n2.部门整体支出绩效目标表\n附件1", "附件：部门整体支出绩效目标表"]


@pytest.mark.parametrize("layout", LAYOUTS)
@pytest.mark.parametrize("above", [*ANNEXES, "附件：1.部门整体支出绩效目标表 2.收支总表\n某县交通运输局\n2024年2月8日"])
def test_a_list_of_annexes_is_no_title_and_tells_no_kind(layout: Layout, above: str) -> None:
    (sheet,) = page(layout, above=above)
    assert (sheet.kind, sheet.title, names(sheet)) == ("project", "项目支出绩效目标表", EXPECTED)


def test_an_annex_that_is_the_only_name_of_a_sheet_is_its_title() -> None:
    lines = ["附件1：部门整体支出绩效目标表", "部门名称\t某局", *map(tabs, [HEADER, *ROWS])]
    (sheet,) = read_all("\n".join(lines).encode())
    assert sheet.kind == "department"
    assert sheet.title is not None
    assert sheet.title.endswith("部门整体支出绩效目标表")


def test_numbered_sheets_below_each_other_keep_their_titles() -> None:
    table = list(map(tabs, [HEADER, *ROWS]))
    first = ["1.项目支出绩效目标表", "项目名称\t修路", *table]
    second = ["2.项目支出绩效目标表", "项目名称\t修桥", *table]
    sheets = read_all("\n".join([*first, *second]).encode())
    assert [sheet.title for sheet in sheets] == [first[0], second[0]]
    assert [names(sheet) for sheet in sheets] == [EXPECTED, EXPECTED]


BUDGET = "表一 收支总表\n收入 | 支出 |\n项目 | 预算数 | 项目 | 合计 |\n合计 | 24268.22 | 合计 | 24268.22 |"


@pytest.mark.parametrize("layout", LAYOUTS)
@pytest.mark.parametrize(
    "above", [BUDGET, "索 引 号: | 000000000/2024-00001 | 发文字号: | 无 |", "当前位置: 首页>政务公开>预算"]
)
def test_what_stands_above_the_sheet_adds_no_money_and_spoils_no_row(layout: Layout, above: str) -> None:
    (sheet,) = page(layout, above=above)
    assert names(sheet) == EXPECTED
    assert not sheet.funding


def test_the_headline_of_a_page_is_no_part_of_a_title() -> None:
    text = "".join("".join(row) for row in [*HEAD, HEADER, *ROWS])
    (sheet,) = read_all(
        f"某县交通运输局2024年项目支出绩效目标公开\n发布时间：2024-02-08\n项目支出绩效目标表{text}".encode()
    )
    assert sheet.title == "项目支出绩效目标表"


def test_a_page_of_nothing_but_its_own_lines_holds_no_sheet() -> None:
    with pytest.raises(NoGoalSheet):
        read_all("当前位置: 首页>政务公开\n打印\n关闭".encode())


def test_what_stands_around_sheets_beside_each_other_is_left_over_once() -> None:
    head = "<td>一级指标<td>二级指标<td>三级指标<td>指标值"
    row = "<td>产出指标<td>数量指标<td>{}<td>≥3个"
    page = (
        f"<table><tr><td>项目名称<td>修路<td><td><td><td>项目名称<td>修桥<tr>{head}<td>{head}"
        f"<tr>{row.format('路')}<td>{row.format('桥')}</table><p>上一篇：通知</p>"
    )
    sheets = read_all(page.encode())
    assert [i.name for sheet in sheets for _, _, i in sheet.iter_indicators()] == ["路", "桥"]
    left = [cell.text for sheet in sheets for cell in sheet.leftover]
    assert left.count("上一篇：通知") == 1
