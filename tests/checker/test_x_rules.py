"""Family X on pairs and texts, case by case: each table holds hits and the near misses that must stay silent."""

from __future__ import annotations

import pytest

from perfgoals.checker import check
from perfgoals.checker.examples import example_of, sheet_of
from tests.checker.building import found, hits, status
from tests.checker.injecting import changed

STAFF = "task: 人员保障 | {content} | 1945.65 | 1945.65 | 0\n"
HEAD = "indicator: 产出指标 | 数量指标 | 保障在职人员人数 | {count}\n"
SHARE = "indicator: 产出指标 | 成本指标 | {name} | {value}\n"


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        ("≤14.73万元", ["X02r"]),
        ("≤14.74万元", []),
        ("≤14.7万元", ["X02r"]),
        ("≤15万元", []),
        ("≤14.72万元", ["X02"]),
        ("≤14.75万元", ["X02"]),
        ("≤16.0万元", ["X02"]),
        ("=14.73万元", []),
        ("≤14.73万元/人", ["X02r"]),
        ("≤14.73万元/人·年", ["X02r"]),
        ("≥10万元", []),
        ("≤14.73%", []),
        ("显著提高", []),
    ],
)
def test_an_amount_a_head_by_the_digits_shown(value: str, expected: list[str]) -> None:
    text = STAFF.format(content="工资") + HEAD.format(count="≥132人") + SHARE.format(name="人均支出标准", value=value)
    assert [code for code, _, _ in hits(sheet_of(text), "X02", "X02r")] == expected


@pytest.mark.parametrize(
    ("value", "case", "severity"),
    [("≤15.47万元", None, "warning"), ("≤15.48万元", "far", "error"), ("≤14.00万元", "far", "error")],
)
def test_an_amount_a_head_that_is_far_off_is_an_error(value: str, case: str | None, severity: str) -> None:
    text = STAFF.format(content="工资") + HEAD.format(count="≥132人") + SHARE.format(name="人均支出标准", value=value)
    (finding,) = found(sheet_of(text), "X02")
    assert (finding.case, finding.severity) == (case, severity)


@pytest.mark.parametrize(
    "text",
    [
        STAFF.format(content="工资") + SHARE.format(name="人均支出标准", value="≤20.00万元"),
        STAFF.format(content="发放在职和离退休人员工资")
        + HEAD.format(count="≥132人")
        + SHARE.format(name="人均支出标准", value="≤20.00万元"),
        STAFF.format(content="工资")
        + HEAD.format(count="≥132人")
        + "indicator: 产出指标 | 数量指标 | 保障退休人员人数 | ≥20人\n"
        + SHARE.format(name="人均支出标准", value="≤20.00万元"),
        STAFF.format(content="工资")
        + HEAD.format(count="≥132人")
        + SHARE.format(name="会议人均支出标准", value="≤1万元"),
        STAFF.format(content="工资") + HEAD.format(count="≥132人") + SHARE.format(name="人均收入", value="≤1万元"),
        STAFF.format(content="工资")
        + HEAD.format(count="≤132人")
        + SHARE.format(name="人均支出标准", value="≤1.00万元"),
        STAFF.format(content="工资").replace("人员保障", "综合保障")
        + HEAD.format(count="≥132人")
        + SHARE.format(name="人均支出标准", value="≤20.00万元"),
    ],
)
def test_an_amount_a_head_without_a_sure_match_is_not_judged(text: str) -> None:
    assert hits(sheet_of(text), "X02", "X02r") == []


@pytest.mark.parametrize(
    ("task", "name", "value", "expected"),
    [
        ("业务培训", "业务培训支出", "≤6万元", [None]),
        ("业务培训", "业务培训支出", "≤4.90万元", []),
        ("业务培训", "业务培训成本控制数", "≤49000元", []),
        ("业务培训", "业务培训成本控制数", "≤59000元", [None]),
        ("业务培训", "业务培训成本", "≤3万元", ["below"]),
        ("业务培训", "业务培训成本", "≥6万元", []),
        ("业务培训", "业务培训人均成本", "≤6万元", []),
        ("业务培训", "业务培训单位成本", "≤6万元", []),
        ("业务培训", "业务培训支出增长率", "≤6%", []),
        ("业务培训", "节约业务培训支出", "≤6万元", []),
        ("业务培训与考察", "业务培训支出", "≤6万元", [None]),
        ("业务培训与考察", "业务培训支出", "≤3万元", []),
        ("业务培训与考察", "培训支出", "≤6万元", []),
        ("业务培训", "业务培训与考察支出", "≤6万元", []),
        ("业务培训", "项目总成本", "≤6万元", ["whole"]),
        ("业务培训", "项目总成本", "≤3万元", []),
        ("业务培训", "设备采购成本", "≤600万元", []),
    ],
)
def test_a_ceiling_and_the_budget_of_its_task(task: str, name: str, value: str, expected: list[str | None]) -> None:
    sheet = sheet_of(f"task: {task} | 办班 | 4.9 | 4.9 | 0\nindicator: 产出指标 | 成本指标 | {name} | {value}")
    assert [case for _, case, _ in hits(sheet, "X03")] == expected


@pytest.mark.parametrize(
    ("goal", "expected"),
    [
        ("2022年部门预算总额520万元，保障运转", [("goal", "warning")]),
        ("我局整体支出520万元", [("goal", "warning")]),
        ("会议费预算总额520万元", []),
        ("2022年部门整体支出预算合计480万元", [("goal-below", "info")]),
        ("部门预算总额500.0万元", []),
        ("部门预算总额5000000元", []),
        ("2021年部门预算总额520万元", []),
        ("项目支出预算总额520万元", []),
        ("财政拨款总额520万元", []),
        ("安排资金520万元", []),
        ("部门预算总额520万元，部门整体支出500万元", []),
        ("部门预算总额约520万元", []),
    ],
)
def test_the_whole_budget_that_a_goal_of_a_department_states(goal: str, expected: list[tuple[str, str]]) -> None:
    task = "task: 综合 | 办班 | 500 | 500 | 0\n"
    printed = f"year: 2022\ntotal: 500 | 500 | 0\n{task}goal: {goal}"
    funded = f"year: 2022\nfunding: 资金总额 | total | 500\n{task}goal: {goal}"
    for text in (printed, funded):
        assert [(finding.case, finding.severity) for finding in found(sheet_of(text), "X03")] == expected
    assert hits(sheet_of(f"year: 2022\n{task}goal: {goal}"), "X03") == []


FUNDED = "kind: project\nproject: 水源保护\nfunding: 年度资金总额 | total | 500\nfunding: 财政拨款 | fiscal | 500\n"


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        ("goal: 项目总预算520万元，治理河道", ["goal"]),
        ("goal: 治理河道，本年度安排资金520万元", ["goal"]),
        ("goal: 项目资金500.0万元，治理河道", []),
        ("goal: 项目总预算5000000元，治理河道", []),
        ("goal: 项目总预算480万元，治理河道", ["goal-below"]),
        ("goal: 项目总预算520万元\ngoal: 本年度安排资金500万元", []),
        ("goal: 监管专项资金9000万元，带动社会投资800万元", []),
        ("goal: 项目总投资5200万元，治理河道", []),
        ("indicator: 产出指标 | 成本指标 | 项目总成本 | ≤520万元", [None]),
        ("indicator: 产出指标 | 成本指标 | 水源保护成本 | ≤520万元", [None]),
        ("indicator: 产出指标 | 成本指标 | 工程建设总成本 | ≤520万元", [None]),
        ("indicator: 产出指标 | 成本指标 | 河道工程建设成本 | ≤520万元", [None]),
        ("indicator: 产出指标 | 成本指标 | 河道工程建设成本 | ≤500万元", []),
        ("indicator: 产出指标 | 成本指标 | 河道工程总投资 | ≤520万元", []),
        ("indicator: 成本指标 | 生态环境成本指标 | 河道治理成本 | ≤520万元", []),
        ("indicator: 产出指标 | 成本指标 | 水源保护项目支出 | ≤480万元", ["below"]),
        ("goal: 巡护支出480万元\nindicator: 产出指标 | 成本指标 | 项目总成本 | ≤480万元", []),
        ("indicator: 产出指标 | 成本指标 | 巡护成本 | ≤520万元", [None]),
        ("indicator: 产出指标 | 成本指标 | 巡护成本 | ≤480万元", []),
    ],
)
def test_the_funding_of_a_project(line: str, expected: list[str | None]) -> None:
    assert [case for _, case, _ in hits(sheet_of(FUNDED + line), "X03")] == expected


@pytest.mark.parametrize("period", ["2022年-2024年", "三年", "2023年12月", "长期"])
def test_the_money_of_a_project_of_several_years_is_not_judged(period: str) -> None:
    sheet = sheet_of(f"{FUNDED}goal: 项目总预算520万元")
    assert status(sheet, "X03") == "failed"
    assert status(changed(sheet, {"project.period": "2022年1月-12月"}), "X03") == "failed"
    assert status(changed(sheet, {"project.period": period}), "X03") == "insufficient-data"
    assert status(changed(sheet, {"medium_term_goal": ["治理全部河道"]}), "X03") == "insufficient-data"


def test_a_project_with_two_lines_of_totals_has_no_sure_one() -> None:
    text = f"{FUNDED}funding: 当年资金总额 | total | 500\ngoal: 项目总预算520万元"
    assert status(sheet_of(text), "X03") == "not-applicable"


def test_a_ceiling_whose_name_two_tasks_share_is_not_judged() -> None:
    tasks = "task: 业务培训甲班 | 办班 | 4 | 4 | 0\ntask: 业务培训乙班 | 办班 | 4 | 4 | 0\n"
    assert hits(sheet_of(tasks + "indicator: 产出指标 | 成本指标 | 业务培训支出 | ≤6万元"), "X03") == []


MEETING = (
    "task: 会议保障 | 会议经费{money}，设备经费15万元 | 20 | 20 | 0\n"
    "indicator: 产出指标 | 数量指标 | 参会人数 | {people}\n"
    "indicator: 产出指标 | 数量指标 | 会议天数 | {days}\n"
    "indicator: 产出指标 | 成本指标 | 会议人均支出标准 | {price}\n"
)


@pytest.mark.parametrize(
    ("money", "people", "days", "price", "expected"),
    [
        ("5万元", "≥200人", "≥2天", "≤245元/人/天", ["X05"]),
        ("5万元", "≥200人", "≥2天", "≤245元/人天", ["X05"]),
        ("20万元", "≥200人", "≥2天", "≤245元/人/天", []),
        ("9.8万元", "≥200人", "≥2天", "≤245元/人/天", []),
        ("5万元", "≤200人", "≥2天", "≤245元/人/天", []),
        ("5万元", "≥200人", "≥2次", "≤245元/人/天", []),
        ("5万元", "≥200人", "≥2天", "≤245元/人", []),
        ("4万元", "≥200人", "≥2天", "≤245元/人", ["X05"]),
        ("5万元", "≥200人", "≥2天", "≤245元", []),
    ],
)
def test_the_smallest_reading_of_a_price(money: str, people: str, days: str, price: str, expected: list[str]) -> None:
    sheet = sheet_of(MEETING.format(money=money, people=people, days=days, price=price))
    assert [code for code, _, _ in hits(sheet, "X05")] == expected


def test_a_project_of_one_activity_has_its_funding_for_it() -> None:
    text = (
        "kind: project\nproject: 骨干培训\nfunding: 资金总额 | total | {}\n"
        "indicator: 产出指标 | 数量指标 | 参训人数 | ≥240人\nindicator: 产出指标 | 成本指标 | 人均培训成本 | ≤2000元/人"
    )
    assert [path[-7:] for _, _, path in hits(sheet_of(text.format(40)), "X05")] == [".target"]
    assert hits(sheet_of(text.format(48)), "X05") == []


PAIRS = [
    # first, second, codes with their cases
    (("信息系统应用数量", "≥2套"), ("信息系统开发或应用数量", "=1个"), ["X06"]),
    (("信息系统应用数量", "≥2套"), ("信息系统开发或应用数量", "≤1套"), ["X06"]),
    (("信息系统开发数量", "≥2套"), ("信息系统开发或应用数量", "<2套"), ["X06"]),
    (("信息系统应用数量", "≥2套"), ("信息系统开发或应用数量", "=2个"), []),
    (("信息系统应用数量", "≥2套"), ("信息系统开发或应用数量", "≥1个"), []),
    (("信息系统应用数量", "≤2套"), ("信息系统开发或应用数量", "=1个"), []),
    (("信息系统应用率", "≥90%"), ("信息系统开发或应用率", "=80%"), []),
    (("信息系统应用数量", "≥2套"), ("信息系统开发和应用数量", "=1个"), []),
    (("培训人数", "≥200人"), ("培训人数", "≤100人"), ["X06 same"]),
    (("设备采购数量", "≥20台"), ("购置设备数量", "≤10台"), ["X06 same"]),
    (("参会人员满意度", "≥95%"), ("参会人员满意率", "≤90%"), ["X06 same"]),
    (("资金发放及时率", "≥95%"), ("资金及时发放率", "≤90%"), ["X06 same"]),
    (("资金发放及时率", "≥95%"), ("资金发放及时性", "≤90%"), ["X06 same"]),
    (("资金发放及时率", "≥95%"), ("资金及时拨付率", "≤90%"), []),
    (("设备故障率", "≤1%"), ("设备故障发生率", "≥3%"), ["X06 same"]),
    (("设备故障率", "≤3%"), ("设备故障发生率", "≤1%"), []),
    (("会议次数", "≥12次"), ("会议场次", "≤6次"), ["X06 same"]),
    (("会议次数", "≥12次"), ("会议场次", "≤6场"), []),
    (("设备合格率", "≥98%"), ("设备不合格率", "≥5%"), ["X06 complement"]),
    (("设备合格率", "≥98%"), ("设备不合格率", "≤2%"), []),
    (("设备合格率", "≤90%"), ("设备不合格率", "≤5%"), ["X06 complement"]),
    (("设备合格率", "≥95%"), ("设备不合格率", "=5%"), []),
    (("设备合格率", "≥98%"), ("设备不合格数量", "≥5台"), []),
    (("设备合格率", "≥98%"), ("人员不合格率", "≥5%"), []),
    (("图书购置数量", "=100册"), ("电子图书购置数量", "=200册"), ["X07 wider"]),
    (("参会人员满意度", "≥95%"), ("参会人员满意率", "≥90%"), []),
    (("设备采购数量", "=20台"), ("购置设备数量", "10台"), []),
    (("新建道路长度", "=5公里"), ("改建道路长度", "=3公里"), []),
    (("一类疫苗接种人数", "=100人"), ("二类疫苗接种人数", "=200人"), []),
    (("骨干教师培训人数", "≥600人"), ("骨干教师参训人数", "≤500人"), ["X06 same"]),
    (("开展应急演练次数", "≥12次"), ("应急演练开展次数", "≤10次"), ["X06 same"]),
    (("系统可用率", "≥99%"), ("系统不可用率", "≤1%"), []),
    (("会议次数", "≥4次"), ("会议天数", "≤2天"), []),
    (("培训时长", "≥24小时"), ("培训时长", "≤2天"), []),
    (("培训时长", "≥72小时"), ("培训时长", "≤2天"), ["X06 same"]),
    (("设备验收合格率", "≥90%"), ("验收合格率", "≥95%"), ["X07"]),
    (("补助发放及时率", "≥90%"), ("发放及时率", "≥95%"), ["X07"]),
    (("业务培训人数", "≥100人"), ("培训人数", "≥200人"), ["X07 wider"]),
    (("设备验收合格率", "≥90%"), ("设备质量合格率", "≥95%"), []),
    (("会议人均支出标准", "≤245元/人/天"), ("人均支出标准", "≤14.73万元"), []),
    (("参会人员满意度", "≥95%"), ("培训人员满意度", "≥95%"), []),
    (("城区道路清扫保洁覆盖率", "≥90%"), ("城区道路清扫保洁巡查覆盖率", "≥95%"), ["X07 alike"]),
    (("系统故障修复处理时间", "≤24小时"), ("系统运行维护响应时间", "≤48小时"), ["X09"]),
    (("系统故障修复处理时间", "≤24小时"), ("系统运行维护响应时间", "≤1小时"), []),
    (("系统故障修复处理时间", "≤24小时"), ("投诉响应时间", "≤48小时"), []),
    (("系统故障修复处理时间", "≤24小时"), ("系统运行维护响应时间", "≤2个工作日"), []),
    (("道路完工时间", "2022年6月"), ("道路开工时间", "2022年8月"), ["X09"]),
    (("道路完工时间", "2022年6月"), ("道路开工时间", "2022年6月"), []),
    (("道路完工时间", "2022年6月30日前"), ("道路开工时间", "2022年"), []),
    (("道路完工时间", "2022年6月"), ("桥梁开工时间", "2022年8月"), []),
    (("设备验收时间", "2022年6月1日"), ("设备招标时间", "2022年7月1日"), ["X09"]),
    (("竣工验收时间", "2022年7月"), ("工程竣工时间", "2022年8月"), ["X09"]),
    (("竣工验收时间", "2022年9月"), ("工程竣工时间", "2022年8月"), []),
    (("道路完工时间", "2022年6月"), ("道路开工时间", "≤30天"), []),
    (("培训人数", "≥200人"), ("培训人数", "100人以内"), ["X06 same"]),
    (("参会人员满意度", "90%-95%"), ("参会人员满意率", "≥96%"), ["X06 same"]),
    (("信息系统应用数量", "≥2套"), ("信息系统开发或应用数量", "≤1公里"), []),
    (("绿地建设面积", "≥5亩"), ("绿地建设或改造面积", "≤1公顷"), []),
    (("培训人数", "≥2人"), ("培训或参观人数", "≤1名"), ["X06"]),
    (("培训人次", "≥2人次"), ("培训或参观人次", "≤1人"), []),
]


@pytest.mark.parametrize(("first", "second", "expected"), PAIRS)
def test_two_indicators(first: tuple[str, str], second: tuple[str, str], expected: list[str]) -> None:
    level = "indicator: 产出指标 | 数量指标 | "
    for pair in ((first, second), (second, first)):
        sheet = sheet_of("\n".join(level + " | ".join(indicator) for indicator in pair))
        assert [f"{code} {case}" if case else code for code, case, _ in hits(sheet, "X06", "X07", "X09")] == expected


def test_alternatives_count_within_their_own_kind_only() -> None:
    part, whole = "数量指标 | 系统应用数量 | ≥2套", "质量指标 | 系统开发或应用数量 | =1套"
    sheet = sheet_of(f"indicator: 产出指标 | {part}\nindicator: 产出指标 | {whole}")
    assert hits(sheet, "X06") == []


def test_one_concept_counts_across_kinds() -> None:
    sheet = sheet_of(
        "indicator: 产出指标 | 质量指标 | 公众满意度 | ≤90%\nindicator: 满意度指标 | 满意度指标 | 公众满意度 | ≥95%"
    )
    assert [case for _, case, _ in hits(sheet, "X06")] == ["same"]


def test_a_threshold_of_likeness_is_a_parameter() -> None:
    text = (
        "indicator: 产出指标 | 质量指标 | 设备质量合格率 | ≥95%\nindicator: 产出指标 | 质量指标 | 设备验收合格率 | ≥90%"
    )
    report = check(sheet_of(text), {"select": ["X07"], "parameters": {"X07": {"similar": 70}}})
    assert [finding.case for finding in report.findings] == ["alike"]


CLAUSE = "承担机关日常文电的办理工作"
SLIPS = [
    ("承担机关日常稳点的办理工作", [("文电", "稳点")]),
    ("承担机关日常文点的办理工作", [("电", "点")]),
    ("承担机关日常电文的办理工作", []),
    ("承担机关日常文电的办公工作", [("理", "公")]),
    ("负责机关日常文电的办理工作", []),
    ("承担机关日常文电的办理任务", []),
    ("承担机关文电的办理工作", []),
    ("承担机关日常文电收发的办理工作", []),
    ("承担机关日常12的办理工作", []),
    ("完成单位日常稳点的办理工作", []),
]


@pytest.mark.parametrize(("goal", "expected"), SLIPS)
def test_slips_of_the_pen(goal: str, expected: list[tuple[str, str]]) -> None:
    sheet = sheet_of(f"task: 工作落实 | {CLAUSE}，做好归档 | 500 | 500 | 0\ngoal: {goal}；做好归档")
    assert [(finding.args["task"], finding.args["goal"]) for finding in found(sheet, "X10")] == expected


LONG = "维护办公楼安全运转，绿化庭院、节约能源、修缮设施；承办全州各类大型会议，赴各地调研并为决策服务"


@pytest.mark.parametrize(
    ("goal", "expected"),
    [
        (LONG.replace("庭院", "庭园"), [("院", "园")]),
        (LONG.replace("维护", "维扩"), [("护", "扩")]),
        (LONG.replace("大型会议", "大形会议"), [("型", "形")]),
        (LONG.replace("能源、", "能源、购置设备、").replace("大型会议", "大形会议"), [("型", "形")]),
        (LONG.replace("能源、", "能源、购置设备、").replace("修缮", "修膳"), []),
        (LONG.replace("；承办", "承办").replace("决策", "决测"), [("策", "测")]),
        (LONG.replace("庭院", "庭园").replace("调研", "调妍"), [("院", "园"), ("研", "妍")]),
        (LONG.replace("；", "。"), []),
        (LONG.replace("赴各地调研", "深入基层走访"), []),
        (LONG.replace("节约能源、", ""), []),
        (LONG.replace("全州", "全县"), []),
        (LONG.replace("大型", "各类大型"), []),
        (LONG.replace("大型会议", "3次会议"), []),
    ],
)
def test_slips_amid_other_changes(goal: str, expected: list[tuple[str, str]]) -> None:
    sheet = sheet_of(f"task: 工作落实 | {LONG} | 500 | 500 | 0\ngoal: {goal}")
    assert [(finding.args["task"], finding.args["goal"]) for finding in found(sheet, "X10")] == expected


def test_a_goal_that_copies_another_task_is_no_slip() -> None:
    tasks = f"task: 甲 | {CLAUSE} | 5 | 5 | 0\ntask: 乙 | {CLAUSE.replace('文电', '来信')}，其他 | 5 | 5 | 0\n"
    assert hits(sheet_of(f"{tasks}goal: {CLAUSE.replace('文电', '来信')}"), "X10") == []


def test_a_slip_needs_ten_equal_characters() -> None:
    assert hits(sheet_of("task: 甲 | 办理日常文电归档 | 5 | 5 | 0\ngoal: 办理日常稳点归档"), "X10") == []


FIGURES = [
    ("设备验收合格率达到80%", "设备验收合格率", "≥95%", True),
    ("设备验收合格率≥95%", "设备验收合格率", "≥95.0%", False),
    ("设备验收合格率100%", "设备验收合格率", "≥95%", True),
    ("设备验收合格率达到80分", "设备验收合格率", "≥95%", False),
    ("设备验收合格率提高5%", "设备验收合格率", "≥95%", False),
    ("进口设备验收合格率达到80%", "设备验收合格率", "≥95%", False),
    ("其中设备验收合格率达到80%", "设备验收合格率", "≥95%", True),
    ("2025年设备验收合格率达到98%", "设备验收合格率", "≥95%", False),
    ("2022年设备验收合格率达到98%", "设备验收合格率", "≥95%", True),
    ("设备验收合格率逐年提高，覆盖率达到80%", "设备验收合格率", "≥95%", False),
    ("培训人数达到200人", "培训人数", "≥100人", True),
    ("培训人数达到200人次", "培训人数", "≥100人", False),
    ("合格率达到80%", "合格率", "≥95%", False),
    ("应急终端在线率保持95%以上", "应急终端在线率", "≥59%", True),
    ("应急终端在线率保持95%以上", "应急终端在线率", "≥95%", False),
    ("应急终端在线率比全省高95%", "应急终端在线率", "≥59%", False),
    ("养护里程合计2092公里", "养护里程", "=2029公里", True),
    ("万车死亡率下降到1.6", "万车死亡率", "≤1.9人/万车", True),
    ("万车死亡率降至1.6以下", "万车死亡率", "≤1.9人/万车", True),
    ("万车死亡率降至1.60", "万车死亡率", "≤1.6人/万车", False),
    ("万车死亡率下降1.6", "万车死亡率", "≤1.9人/万车", False),
    ("万车死亡率降至1.6万", "万车死亡率", "≤1.9人/万车", False),
    ("应急终端在线率降至60", "应急终端在线率", "≥59%", False),
    ("灌溉水利用系数提高到0.56", "灌溉水利用系数", "≥0.65", True),
    ("灌溉水利用系数提高到0.56", "灌溉水利用系数", "≥0.56", False),
    ("义务教育巩固率由94%提高到95.5%", "义务教育巩固率", "≥94.5%", True),
    ("义务教育巩固率由94%提高到95.5%", "义务教育巩固率", "≥95.5%", False),
    ("平均车速不低于25公里/小时", "平均车速", "≥20公里/小时", True),
    ("平均车速不低于25公里/小时", "平均车速", "≥25千米/小时", False),
    ("PM2.5年均浓度下降到35微克/立方米", "PM2.5年均浓度", "≤38微克/立方米", True),
    ("PM2.5年均浓度下降35微克/立方米", "PM2.5年均浓度", "≤38微克/立方米", False),
    ("培训经费达到20万元", "培训经费", "≤10万元", False),
]


@pytest.mark.parametrize(("goal", "name", "value", "is_hit"), FIGURES)
def test_figures_of_the_goal(goal: str, name: str, value: str, is_hit: bool) -> None:
    sheet = sheet_of(f"goal: {goal}\nindicator: 产出指标 | 质量指标 | {name} | {value}")
    assert bool(hits(sheet, "X08")) == is_hit


COUNTS = [
    # goal, name, value, case of the outcome
    ("新建蓄水池7座", "新建蓄水池数量", "=6座", "failed"),
    ("完成新建蓄水池7座", "新建蓄水池数量", "≥6座", "failed"),
    ("新建蓄水池共计7座", "新建蓄水池数量", "=6座", "failed"),
    ("甲、乙两县及全年新建蓄水池合计6座", "新建蓄水池数量", "=6座", "passed"),
    ("新建蓄水池7座", "新建蓄水池数量", "=7座", "passed"),
    ("新建蓄水池5座以上", "新建蓄水池数量", "=6座", "passed"),
    ("新建蓄水池不少于5座", "新建蓄水池数量", "6座", "passed"),
    ("新建蓄水池5座以上", "新建蓄水池数量", "=4座", "failed"),
    ("新建蓄水池约7座", "新建蓄水池数量", "=6座", "not-applicable"),
    ("新建蓄水池7处", "新建蓄水池数量", "=6座", "not-applicable"),
    ("东片新建蓄水池7座", "新建蓄水池数量", "=12座", "not-applicable"),
    ("新建蓄水池3座，改造后新建蓄水池4座", "新建蓄水池数量", "=7座", "failed"),
    ("新建蓄水池3座，全年新建蓄水池4座", "新建蓄水池数量", "=7座", "insufficient-data"),
    ("新建蓄水池7座，其中新建蓄水池4座", "新建蓄水池数量", "=7座", "passed"),
    ("到2025年新建蓄水池7座", "新建蓄水池数量", "=6座", "not-applicable"),
    ("建设高标准农田2万亩", "建设高标准农田面积", "≥1.5万亩", "failed"),
    ("培训200人", "培训人数", "≥100人", "failed"),
    ("其中培训200人", "培训人数", "≥100人", "not-applicable"),
    ("培训干部200人", "培训人数", "≥100人", "not-applicable"),
    ("培训200人次", "培训人数", "≥100人", "not-applicable"),
    ("培训约200人", "培训人数", "≥100人", "not-applicable"),
    ("新建7座蓄水池", "新建蓄水池数量", "=6座", "failed"),
    ("全年计划新建蓄水池7座", "蓄水池新建数量", "=6座", "failed"),
    ("新建7座蓄水池", "蓄水池新建数量", "=7座", "passed"),
    ("东片新建7座蓄水池", "新建蓄水池数量", "=12座", "not-applicable"),
    ("新建7座大型蓄水池", "新建蓄水池数量", "=12座", "not-applicable"),
    ("改造农村危房1050户", "农村危房改造户数", "=1000户", "failed"),
    ("完成1050户农村危房改造", "农村危房改造户数", "=1000户", "failed"),
    ("完成1050户农村危房的改造", "农村危房改造户数", "=1000户", "not-applicable"),
    ("新建7座大型蓄水池，新建8座蓄水池", "新建蓄水池数量", "=8座", "passed"),
    ("改造农村危房1050多户", "农村危房改造户数", "=1000户", "not-applicable"),
    ("组织培训教师2600人次", "教师培训人次", "≥2600人次", "passed"),
    ("培训2000人次", "培训人次", "≥2600人次", "failed"),
    ("改造1050户，改造500户", "改造户数", "=1550户", "insufficient-data"),
    ("改造1050户", "改造户数", "=1050户", "passed"),
    ("累计改造1050户", "改造户数", "=50户", "not-applicable"),
    ("加强水利建设", "新建蓄水池数量", "=6座", "not-applicable"),
]


@pytest.mark.parametrize(("goal", "name", "value", "expected"), COUNTS)
def test_figures_of_the_goal_that_leave_out_the_measure(goal: str, name: str, value: str, expected: str) -> None:
    assert status(sheet_of(f"goal: {goal}\nindicator: 产出指标 | 数量指标 | {name} | {value}"), "X08") == expected


def test_a_verb_without_its_object_is_a_note() -> None:
    text = "goal: 改造1050户\nindicator: 产出指标 | 数量指标 | 改造户数 | =1000户\n"
    (finding,) = found(sheet_of(text), "X08")
    assert (finding.case, finding.severity, finding.args["clause"]) == ("verb", "info", "改造1050户")
    other = "indicator: 产出指标 | 数量指标 | {} | {}\n"
    assert hits(sheet_of(text + other.format("危房改造户数", "=50户")), "X08") == []
    assert len(hits(sheet_of(text + other.format("危房改造面积", "=50平方米")), "X08")) == 1


TRAINING = "task: {} | {} | 20 | 20 | 0\n"


def test_a_figure_of_a_task_is_a_note_where_the_goal_says_nothing() -> None:
    indicator = "indicator: 产出指标 | 数量指标 | 教师培训人次 | ≥2000人次\n"
    one = TRAINING.format("教师培训", "培训教师2600人次，提高教学水平")
    (finding,) = found(sheet_of(one + indicator), "X08")
    assert (finding.case, finding.severity) == ("task", "info")
    assert hits(sheet_of(one + indicator + "goal: 培训教师2000人次"), "X08") == []
    assert (
        status(sheet_of(one + TRAINING.format("校长培训", "培训教师100人次") + indicator), "X08") == "insufficient-data"
    )


def test_a_figure_that_two_indicators_share_is_not_judged() -> None:
    text = "goal: 新建道路5公里\nindicator: 产出指标 | 数量指标 | 新建道路长度 | =3公里\n"
    assert status(sheet_of(text), "X08") == "failed"
    assert status(sheet_of(f"{text}indicator: 产出指标 | 数量指标 | 新建道路里程 | =4公里"), "X08") == "not-applicable"


@pytest.mark.parametrize(
    ("code", "text"),
    [
        ("X01", "task: 工作落实 | 会议经费100万元，慰问困难老人 | 100"),
        ("X01", "task: 工作落实 | 会议经费100万元，收入20万元 | 100"),
        ("X01r", "task: 工作落实 | 会议经费100万元，收入20万元 | 100"),
        ("X02", "task: 综合 | 办班 | 5\nindicator: 产出指标 | 数量指标 | 在职人员人数 | ≥5人"),
        ("X05", "task: 综合 | 会议经费3万元，办班经费2万元 | 5\nindicator: 产出指标 | 数量指标 | 培训人数 | ≥5人"),
        ("X06", "indicator: 产出指标 | 数量指标 | 培训人数 | ≥5人"),
        ("X09", "indicator: 产出指标 | 时效指标 | 系统响应时间 | ≤5小时"),
        ("X10", "goal: 提高服务水平\ntask: 网络中心 | 保证机房环境符合网络运行要求 | 5"),
        ("X20", "task: 综合 | 办班 | 5\nproject 信息化建设: funding: 资金总额 | total | 520"),
        ("X21", "task: 综合 | 办班 | 5\nproject 信息化建设: funding: 资金总额 | total | 520"),
    ],
)
def test_a_rule_that_compares_nothing_passes_nothing(code: str, text: str) -> None:
    example = example_of(text)
    report = check(example.sheet, {"select": [code]}, projects=example.projects)
    assert [outcome.status for outcome in report.outcomes] == ["not-applicable"]


@pytest.mark.parametrize("code", ["X01", "X01r", "X02", "X02r", "X03", "X06", "X07", "X08", "X09", "X10"])
def test_a_sheet_with_nothing_to_compare_is_not_passed(code: str) -> None:
    assert status(sheet_of("department: 某局"), code) == "not-applicable"


@pytest.mark.parametrize(
    ("content", "total", "verdict"),
    [
        ("晚会预算20万元，灯会预算30万元，下乡预算10万元。（上年结转10万元）", 50, "insufficient-data"),
        ("晚会预算20万元，灯会预算30万元，下乡预算10万元。（上年结转8万元）", 50, "failed"),
        ("购置设备经费100万元；安装调试经费10万元；培训经费5万元（含在设备款中）", 110, "passed"),
        ("购置设备经费100万元；安装调试经费10万元；培训经费5万元（含税）", 110, "failed"),
    ],
)
def test_money_that_the_narrative_sets_off_is_no_excess(content: str, total: int, verdict: str) -> None:
    sheet = sheet_of(f"task: 文化活动 | {content} | {total} | {total} | 0")
    assert check(sheet, {"select": ["X01"]}).outcomes[0].status == verdict


TWO_CONCEPTS = "indicator: 产出指标 | 质量指标 | {} | {}\nindicator: 效益指标 | 社会效益指标 | {} | {}"


@pytest.mark.parametrize(
    ("first", "one", "second", "other", "cases"),
    [
        ("设备验收合格率", "≥95%", "设备验收合格率", "≤90%", ["same"]),
        ("设备采购合格率", "≥95%", "设备购置合格率", "80%-90%", ["same"]),
        ("设备验收合格率", "≥95%", "设备验收合格率", "≤95%", []),
        ("设备验收合格率", ">95%", "设备验收合格率", "≤95%", ["same"]),
        ("设备验收合格率", "≥95%", "设备验收合格率", "≥90%", []),
        ("设备验收合格率", "≥95%", "线路验收合格率", "≤90%", []),
        ("设备采购金额", "≥1万元", "设备采购金额", "≤9000元", ["same"]),
    ],
)
def test_one_concept_with_intervals_apart(first: str, one: str, second: str, other: str, cases: list[str]) -> None:
    assert [case for _, case, _ in hits(sheet_of(TWO_CONCEPTS.format(first, one, second, other)), "X06")] == cases


@pytest.mark.parametrize(
    ("content", "expected"),
    [
        ("发放补助，其中培训经费1800万元", ["parts"]),
        ("发放补助，其中培训经费18000000元", ["parts"]),
        ("发放补助，其中培训经费1200万元", []),
        ("发放补助，其中带动增收1800万元", []),
        ("发放补助，培训经费1800万元", []),
        ("总投资5000万元，其中培训经费1800万元", []),
    ],
)
def test_a_part_that_a_narrative_begins_with(content: str, expected: list[str]) -> None:
    assert [case for _, case, _ in hits(sheet_of(f"task: 资助 | {content} | 1260 | 1260 | 0"), "X01")] == expected
