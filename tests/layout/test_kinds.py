"""Project sheets and self-evaluations, read through their forms."""

from __future__ import annotations

from decimal import Decimal

import pytest

from perfgoals import GoalSheet, SeveralGoalSheets, check, read, read_all
from perfgoals.models import FundingLine, ProjectSheet, SelfEvaluation
from tests.layout.sheets import INDICATORS, TOP, Reading, kinds, levels, read_lines, read_workbook, workbook

READERS = pytest.mark.parametrize("reading", [read_workbook, read_lines], ids=["workbook", "text"])

NATIONAL = """
项目支出绩效自评表
（2022年度）
项目名称 | 委托业务项目
主管部门 | 219-某局 | | | 实施单位 | | 219001-某局
项目资金\\n（万元） | | 年初预算数 | 全年预算数 | 全年执行数 | 分值 | 执行率 | 得分
 | 年度资金总额： | 100.5 | 90 | 89.974 | 10 | 99.97% | 10
 | 其中：本年财政拨款 | 100.5 | 90 | 89.974 | - | 99.97% | -
 | 其他资金 | | | | - | | -
年度总体目标 | 预期目标 | | | | 实际完成情况
 | 完成委托 | | | | 已完成委托
绩效指标 | 一级指标 | 二级指标 | 三级指标 | 年度指标值 | 实际完成值 | 分值 | 得分 | 偏差原因分析及改进措施
 | 产出指标(50分) | 数量指标 | 项目数量 | ≥50个 | 50 | 8 | 8 |
 | | 成本指标 | 项目总成本 | ≤90万元 | 90.5 | 8 | 7.5 | 略超
总分 | | | | | | 100 | 96 | 优
"""


def _amounts(line: FundingLine) -> list[tuple[str, str]]:
    return [(amount.role, str(amount.amount)) for amount in line.amounts]


@READERS
@pytest.mark.parametrize(
    ("printed", "rate"),
    [("0.9997", "99.97"), ("0.9997%", "0.9997"), ("0.55", "0.55"), ("0.895", "89.5"), ("1", "100")],
)
def test_a_rate_without_a_sign_is_a_share_where_the_amounts_say_so(reading: Reading, printed: str, rate: str) -> None:
    text = NATIONAL.replace("99.97%", printed)
    text = text.replace("89.974", "90") if printed == "1" else text
    total = reading(text).funding[0]
    assert (str(total.rate), total.amount("budget")) == (rate, Decimal(90))


@READERS
def test_self_evaluation_of_a_project(reading: Reading) -> None:
    sheet = reading(NATIONAL)
    assert isinstance(sheet, SelfEvaluation)
    assert sheet.project is not None
    assert (sheet.project.name, sheet.project.competent_department) == ("委托业务项目", "219-某局")
    assert sheet.project.implementing_unit == "219001-某局"
    total, fiscal, other = sheet.funding
    assert (total.label, total.kind, fiscal.kind, other.kind) == ("年度资金总额", "total", "fiscal", "other")
    assert _amounts(total) == [("initial", "100.5"), ("budget", "90"), ("executed", "89.974")]
    assert [str(figure) for figure in (total.rate, total.weight, total.score)] == ["99.97", "10", "10"]
    assert (fiscal.weight, fiscal.score) == (None, None)
    assert other.amounts == ()
    assert sheet.goal == ("完成委托",)
    assert sheet.evaluation.goal == ("已完成委托",)
    first, second = (indicator for _, _, indicator in sheet.iter_indicators())
    assert [str(figure) for figure in (first.actual, first.weight, first.score)] == ["50", "8", "8"]
    assert (second.score, second.deviation_reason) == (Decimal("7.5"), "略超")
    assert [str(part) for part in (sheet.stated_weight, sheet.evaluation.score, sheet.evaluation.grade)] == [
        "100",
        "96",
        "优",
    ]
    assert sheet.leftover == ()


@READERS
def test_project_with_medium_term_beside_the_year(reading: Reading) -> None:
    sheet = reading(
        """
        项目支出绩效目标申报表
        （2021年度）
        项目名称 | 某项目 | | 项目属性 | 延续
        主管部门及代码 | 某局 | | 实施单位 | 某站
        项目资金（万元） | 中期资金总额： | 100 | 年度资金总额： | 30
         | 其中：财政拨款 | 90 | 其中：财政拨款 | 25
         | 其他资金 | 10 | 其他资金 | 5
        总体目标 | 中期目标（2021年—2023年） | | 年度目标
         | 目标1：中 | | 目标1：年
        """
        + INDICATORS
    )
    assert isinstance(sheet, ProjectSheet)
    assert (sheet.project.name, sheet.project.attribute) == ("某项目", "延续")
    assert [(line.kind, *_amounts(line)) for line in sheet.funding] == [
        ("total", ("medium-term", "100")),
        ("total", ("amount", "30")),
        ("fiscal", ("medium-term", "90")),
        ("fiscal", ("amount", "25")),
        ("other", ("medium-term", "10")),
        ("other", ("amount", "5")),
    ]
    assert sheet.medium_term_goal == ("目标1：中",)
    assert sheet.goal == ("目标1：年",)
    assert sheet.leftover == ()


@READERS
def test_funding_with_nested_subtotals(reading: Reading) -> None:
    sheet = reading(
        """
        项目支出绩效目标申报表
        项目名称 | 某项目
        项目资金（万元） | 年度资金总额 | 16
         | （一）财政拨款小计 | 6.30
         | 1、一般公共预算 | 6.30
         | 2、政府性基金 | 0.00
         | （二）自有资金小计 | 9.7
        """
        + INDICATORS
    )
    assert [(line.label, line.kind) for line in sheet.funding] == [
        ("年度资金总额", "total"),
        ("(一)财政拨款小计", "fiscal"),
        ("1、一般公共预算", "general-public"),
        ("2、政府性基金", "government-fund"),
        ("(二)自有资金小计", "own"),
    ]
    assert [str(line.amount()) for line in sheet.funding] == ["16", "6.30", "6.30", "0.00", "9.7"]


@READERS
def test_self_evaluation_with_split_targets_and_a_conclusion(reading: Reading) -> None:
    sheet = reading(
        """
        部门预算项目支出绩效自评表（2023年度）
        项目名称 | 某项目
        项目基本情况 | 1.项目年度目标完成情况 | 项目年度目标 | | 年度目标完成情况
         | | 目标甲 | | 完成乙
         | 2.项目实施内容及过程概述 | 过程
        预算执行情况 | 年度预算数（万元） | 年初预算 | 调整后预算数 | 预算执行数 | 预算执行率 | 权重 | 得分 | 原因
         | 总额 | 0.00 | 3.36 | 3.36 | 100.00% | 10 | 10 | 无
         | 其中：财政资金 | 0.00 | 3.36 | 3.36 | 100.00% | / | / |
        绩效指标（90分） | 一级指标 | 二级指标 | 三级指标 | 指标性质 | 指标值 | 度量单位 | 完成值 | 权重 | 得分
         | 产出指标 | 数量指标 | 覆盖率 | = | 100 | % | 100 | 60 | 60
        合计 | | | | | | | | 100 | 100
        评价结论 | 完成较好
        存在问题 | 无
        改进措施 | 加强管理
        项目负责人：张三 | | | 财务负责人：李四
        """
    )
    assert isinstance(sheet, SelfEvaluation)
    assert sheet.year == 2023
    assert sheet.goal == ("目标甲",)
    assert sheet.evaluation.goal == ("完成乙",)
    assert (sheet.evaluation.conclusion, sheet.evaluation.measures) == ("完成较好", "加强管理")
    assert sheet.funding[0].reason == "无"
    assert levels(sheet) == [("产出指标", "数量指标", "覆盖率", "=100%")]
    assert sheet.footnotes == ("项目负责人：张三", "财务负责人：李四")
    assert sheet.leftover == ()


def test_a_sheet_is_of_its_kind_after_a_round_trip() -> None:
    sheet = read_workbook(NATIONAL)
    again = GoalSheet.model_validate_json(sheet.model_dump_json())
    assert isinstance(again, SelfEvaluation)
    assert again == sheet


@pytest.mark.parametrize(
    ("head", "kind"),
    [
        ("绩效目标表\n项目名称 | 修路", "project"),
        ("绩效目标表\n部门名称 | 某局", "department"),
        ("绩效目标表\n任务名称 | 主要内容 | 总额\n修路 | 修 | 3", "department"),
        ("绩效目标表\n年初 | 预算", "project"),
        ("部门预算项目支出绩效目标表\n部门名称 | 某局", "project"),
        ("部门整体支出绩效自评表\n部门名称 | 某局", "self-evaluation"),
    ],
)
def test_the_title_tells_the_kind_and_else_the_labels(head: str, kind: str) -> None:
    assert read_workbook(f"{head}\n{INDICATORS}").kind == kind


SEVERAL = """
项目绩效目标表
单位：元
项目名称 | 项目单位 | 预算数 | 年度绩效目标 | 一级指标 | 二级指标 | 三级指标 | 指标性质 | 符号 | 目标值 | 单位 | 分值
甲项目 | 某院 | 1,030,700.00 | 目标甲 | 满意度指标 | 服务对象满意度 | 使用人员满意度 | 正向 | 大于等于 | 98 | % | 10
 | | | | 产出指标 | 数量指标 | 车辆采购数量 | 反向 | 小于等于 | 1 | 辆 | 7.5
乙项目 | 某院 | 3,239,300.00 | 目标乙 | 产出指标 | 时效指标 | 按期结案率 | 正向 | 大于等于 | 95 | % | 5
"""


@READERS
def test_several_projects_in_one_table_are_a_sheet_each(reading: Reading) -> None:
    with pytest.raises(SeveralGoalSheets):
        reading(SEVERAL)


def test_each_project_of_a_table_has_its_own_facts() -> None:
    first, second = read_all(workbook(SEVERAL))
    assert isinstance(first, ProjectSheet)
    assert isinstance(second, ProjectSheet)
    assert [sheet.project.name for sheet in (first, second)] == ["甲项目", "乙项目"]
    assert [sheet.goal for sheet in (first, second)] == [("目标甲",), ("目标乙",)]
    assert [str(sheet.funding[0].amount()) for sheet in (first, second)] == ["1030700.00", "3239300.00"]
    assert levels(first) == [
        ("满意度指标", "服务对象满意度", "使用人员满意度", "大于等于98%"),
        ("产出指标", "数量指标", "车辆采购数量", "小于等于1辆"),
    ]
    assert [indicator.nature for _, _, indicator in first.iter_indicators()] == ["正向", "反向"]
    assert levels(second) == [("产出指标", "时效指标", "按期结案率", "大于等于95%")]
    assert (first.unit, second.unit) == ("元", "元")
    assert first.leftover == ()


@READERS
def test_labels_in_traditional_characters_are_the_same_labels(reading: Reading) -> None:
    sheet = reading(
        """
        部門整體支出績效目標表
        （2024年度）
        部門名稱：某局 | 單位：萬元
        任務名稱 | 主要內容 | 總額 | 財政撥款 | 其他資金
        修路     | 修一段   | 3    | 2        | 1
        年度總體目標 | 修好路
        一級指標 | 二級指標 | 三級指標 | 指標值
        產出指標 | 數量指標 | 里程     | ≥3公里
        滿意度指標 | 服務對象滿意度指標 | 群眾滿意度 | ≥90%
        """
    )
    assert (sheet.kind, sheet.unit, sheet.department.name, sheet.goal) == ("department", "万元", "某局", ("修好路",))
    assert kinds(sheet) == [("output", "quantity"), ("satisfaction", "recipient-satisfaction")]
    assert sheet.indicators[0].label == "產出指標"
    assert sheet.leftover == ()


@READERS
def test_a_conclusion_is_no_indicator_in_whatever_columns_it_stands(reading: Reading) -> None:
    sheet = reading("""
        项目支出绩效自评表
        分值 | 年度指标值 | 一级指标 | 二级指标 | 三级指标 | 实际完成值 | 得分
        10 | ≥1个 | 产出指标 | 数量指标 | 甲数量 | 1个 | 10
        评价结论 | 运转正常
        改进措施：提前安排
        说明 | 数据来自台账
        注：统一印制
    """)
    assert isinstance(sheet, SelfEvaluation)
    assert len(levels(sheet)) == 1
    assert (sheet.evaluation.conclusion, sheet.evaluation.measures) == ("运转正常", "提前安排")
    assert (sheet.evaluation.explanation, sheet.footnotes) == ("数据来自台账", ("注：统一印制",))


@READERS
def test_a_part_of_the_goals_that_could_name_their_section_stays_a_part(reading: Reading) -> None:
    sheet = reading("""
        项目支出绩效自评表
        年度总体目标
        预期目标 | | 保障运转
        目标完成情况 | 运转正常
        一级指标 | 二级指标 | 三级指标 | 年度指标值 | 实际完成值
        产出指标 | 数量指标 | 甲数量 | ≥1个 | 1个
    """)
    assert isinstance(sheet, SelfEvaluation)
    assert (sheet.goal, sheet.evaluation.goal) == (("保障运转",), ("运转正常",))


@READERS
def test_a_row_of_the_funding_that_could_name_its_section_stays_a_row(reading: Reading) -> None:
    sheet = reading("""
        项目支出绩效自评表
        预算执行情况 | | 年初预算数 | 全年执行数
         | 收入预算 | 10 | 9
         | 其他资金 | 1 | 1
        一级指标 | 二级指标 | 三级指标 | 年度指标值 | 实际完成值
        产出指标 | 数量指标 | 甲数量 | ≥1个 | 1个
    """)
    assert [(line.label, _amounts(line)) for line in sheet.funding] == [
        ("收入预算", [("initial", "10"), ("executed", "9")]),
        ("其他资金", [("initial", "1"), ("executed", "1")]),
    ]


@READERS
def test_a_lone_label_of_money_under_the_amounts_belongs_to_the_header(reading: Reading) -> None:
    sheet = reading(
        """
        部门整体支出绩效目标表
        任务名称 | 主要内容 | 预算金额（万元）
         | | 小计
        修路 | 大中修 | 12.50
        """
        + INDICATORS
    )
    assert [str(task.budget.total) for task in sheet.tasks if task.budget] == ["12.50"]
    assert sheet.leftover == ()


def test_a_lone_label_beside_a_merged_one_belongs_to_the_header() -> None:
    sheet = read_workbook(
        """
        部门整体支出绩效目标表
        一级指标 | 二级指标 | 三级指标 | 目标
         | | | 指标值
        产出指标 | 数量指标 | 甲数量 | ≥1个
        """,
        ["A2:A3"],
    )
    assert levels(sheet) == [("产出指标", "数量指标", "甲数量", "≥1个")]
    assert sheet.leftover == ()


def test_two_merged_labels_begin_a_header_and_repeat_it_after_a_page_break() -> None:
    sheet = read_workbook(
        """
        部门整体支出绩效目标表
        绩效指标 | | | 指标值
        一级指标 | 二级指标 | 三级指标
        产出指标 | 数量指标 | 甲数量 | ≥1个
        绩效指标 | | | 指标值
        一级指标 | 二级指标 | 三级指标
         | 质量指标 | 乙比率 | ≥90%
        """,
        ["A2:C2", "D2:D3", "A5:C5", "D5:D6"],
    )
    assert [indicator.target.text for _, _, indicator in sheet.iter_indicators()] == ["≥1个", "≥90%"]
    assert sheet.leftover == ()


TWO_ROWS = """
部门整体支出绩效目标表
绩效指标 | | | 指标值 | 备注
一级指标 | 二级指标 | 三级指标
产出指标 | 数量指标 | 甲数量 | ≥1个 | 无
 | 质量指标 | 乙比率 | ≥90% |
"""


@pytest.mark.parametrize("merges", [[], ["A2:C2", "D2:D3", "E2:E3"]], ids=["blanks", "merged"])
def test_a_header_whose_levels_stand_in_its_second_row_keeps_the_targets(merges: list[str]) -> None:
    sheet = read_workbook(TWO_ROWS, merges)
    assert levels(sheet) == [("产出指标", "数量指标", "甲数量", "≥1个"), ("产出指标", "质量指标", "乙比率", "≥90%")]
    assert sheet.leftover == ()


TOWNS = """
项目支出绩效目标表
（2026年度）
项目名称 | 小型水利工程
绩效指标 | 一级指标 | 二级指标 | 三级指标 | 指标解释 | 甲镇 | 乙镇 | 丙乡
 | 产出指标 | 数量指标 | 新建工程（个） | 建成的个数 | 1 | 2 | 1
 | | 质量指标 | 存在质量问题 | 验收所见 | 否 | 否 | 否
 | | 时效指标 | 项目开展率 | 按月统计 | ≥100% | ≥120% |
"""

TOWNS_UNDER_THE_TARGET = """
项目支出绩效目标表
（2026年度）
项目名称 | 小型水利工程
绩效指标 | 一级指标 | 二级指标 | 三级指标 | 计算符号 | 指标值 | | | 计量单位
 | | | | | 甲镇 | 乙镇 | 丙乡 |
 | 产出指标 | 数量指标 | 新建工程数量 | ≥ | 1 | 2 | 1 | 个
"""


def _by_party(sheet: GoalSheet) -> list[list[tuple[str, str]]]:
    return [[(p.label, str(p.target)) for p in i.party_targets] for _, _, i in sheet.iter_indicators()]


@READERS
def test_each_party_has_targets_of_its_own(reading: Reading) -> None:
    sheet = reading(TOWNS)
    assert _by_party(sheet) == [
        [("甲镇", "1"), ("乙镇", "2"), ("丙乡", "1")],
        [("甲镇", "否"), ("乙镇", "否"), ("丙乡", "否")],
        [("甲镇", "≥100%"), ("乙镇", "≥120%")],
    ]
    assert {indicator.target.kind for _, _, indicator in sheet.iter_indicators()} == {"missing"}
    assert (sheet.leftover, sheet.notes) == ((), ())
    found = {(finding.code, finding.path) for finding in check(sheet).findings}
    assert not {code for code, _ in found} & {"S09", "R01", "R07"}


def test_parties_may_divide_the_column_of_targets() -> None:
    sheet = read_workbook(TOWNS_UNDER_THE_TARGET)
    assert _by_party(sheet) == [[("甲镇", "≥1个"), ("乙镇", "≥2个"), ("丙乡", "≥1个")]]
    assert (sheet.leftover, sheet.notes) == ((), ())
    second = sheet.locate("indicators[0].groups[0].indicators[0].party_targets[1].target")
    assert second is not None
    assert second.text == "2"


def test_a_value_of_a_party_is_judged_at_its_own_cell() -> None:
    sheet = read_workbook(TOWNS.replace("项目开展率", "设备验收合格率"))
    (found,) = (finding for finding in check(sheet).findings if finding.code == "V05")
    assert found.path == "indicators[0].groups[2].indicators[0].party_targets[1].target"
    assert [cell.text for cell in found.cells][:1] == ["≥120%"]
    assert "乙镇" in str(found.args["name"])


@pytest.mark.parametrize("columns", ["指标值 | 甲镇 | 乙镇", "备注 | 所属乡镇 | 责任人", "目标值 | 责任人 | 所在县"])
def test_names_of_parties_are_no_targets_beside_the_target_or_alone(columns: str) -> None:
    sheet = read_workbook(TOWNS.replace("甲镇 | 乙镇 | 丙乡", columns))
    assert all(not indicator.party_targets for _, _, indicator in sheet.iter_indicators())


EXECUTION = """
    项目支出绩效自评表
    （2024年度）
    项目名称 | 修路
    一级指标 | 二级指标 | 三级指标 | 年度指标值 | 实际完成值 | 分值 | 得分
    产出指标 | 数量指标 | 甲数量 | ≥1个 | 1个 | 90 | 90
"""


@READERS
@pytest.mark.parametrize(
    "labels", ["预算执行率 | |", "预算执行率 | 预算执行率 |", "预算执行率 | 预算执行率 | 预算执行率"]
)
def test_the_rate_of_execution_below_the_indicators_is_named_by_its_label(reading: Reading, labels: str) -> None:
    sheet = reading(f"{EXECUTION}    {labels} | 100% | 95% | 10 | 9.5\n")
    found = [indicator for _, _, indicator in sheet.iter_indicators()]
    assert [indicator.name for indicator in found] == ["甲数量", "预算执行率"]
    assert found[1].weight == 10
    assert found[1].score == Decimal("9.5")
    assert sheet.leftover == ()


@READERS
def test_no_other_label_of_a_level_names_its_row(reading: Reading) -> None:
    sheet = reading(f"{EXECUTION}    效益指标 | 社会效益指标 | | ≥95% | 95% | 10 | 9.5\n")
    assert "社会效益指标" not in [indicator.name for _, _, indicator in sheet.iter_indicators()]


PROJECT_BELOW = """
    项目支出绩效自评表
    （2024年度）
    项目名称 | 修路
    资金来源 | 年初预算数 | 全年预算数 | 全年执行数 | 分值 | 执行率 | 得分
    年度资金总额 | 10 | 10 | 9 | 10 | 90% | 9
    一级指标 | 二级指标 | 三级指标 | 年度指标值 | 实际完成值 | 分值 | 得分
    产出指标 | 数量指标 | 丙数量 | ≥1个 | 1个 | 90 | 90
"""


def test_a_sheet_of_another_kind_below_the_first_has_its_own_form() -> None:
    first, second = read_all(workbook(TOP + INDICATORS + PROJECT_BELOW))
    assert (first.kind, second.kind) == ("department", "self-evaluation")
    assert second.project is not None
    assert second.project.name == "修路"
    assert second.funding[0].score == 9
    place = second.locate("project.name")
    assert place is not None
    assert place.ref == "B9"
    assert first.leftover == second.leftover == ()


def test_a_title_of_another_kind_without_a_table_divides_nothing() -> None:
    sheet = read(workbook(TOP + INDICATORS + "附：项目支出绩效自评表\n填表说明：略\n"))
    assert (sheet.kind, len(levels(sheet))) == ("department", 2)


def test_a_header_printed_again_is_the_same_header_whatever_stands_below_it() -> None:
    header = "一级指标 | 二级指标 | 三级指标 | 甲镇 | 乙镇\n"
    rows = "产出指标 | 数量指标 | 甲 | ≥1个 | ≥2个\n" + header + "产出指标 | 数量指标 | 乙 | ≥1个 | ≤2405002年\n"
    found = [indicator for _, _, indicator in read_workbook(TOP + header + rows).iter_indicators()]
    assert [[party.label for party in indicator.party_targets] for indicator in found] == [["甲镇", "乙镇"]] * 2
