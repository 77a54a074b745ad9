"""Family Q, case by case: each table holds hits and the near misses that must stay silent."""

from __future__ import annotations

import pytest

from perfgoals.checker import check
from perfgoals.checker.examples import sheet_of
from perfgoals.models import GoalSheet
from tests.checker.building import found, hits, one, status

TARGET = "indicators[0].groups[0].indicators[0].target"

VALUES = [
    # Q03: degree or direction alone
    ("Q03", "业务能力", "显著提高", "social", "main"),
    ("Q03", "业务能力", "效果显著", "social", "main"),
    ("Q03", "业务能力", "逐步提升", "social", "main"),
    ("Q03", "业务能力", "明显", "social", "main"),
    ("Q03", "业务能力", "长期", "sustainability", "main"),
    ("Q03", "业务能力", "服务能力显著提升", "social", "main"),
    ("Q03", "业务能力", "有效保障", "social", "main"),
    ("Q03", "业务能力", "巩固提高", "social", "main"),
    ("Q03", "群众满意度", "满意", "satisfaction", "satisfaction"),
    ("Q03", "群众满意度", "满意", "social", "main"),
    ("Q03", "业务能力", "优", "social", None),
    ("Q03", "业务能力", "优秀", "social", None),
    ("Q03", "设备验收", "合格", "quality", None),
    ("Q03", "安全生产", "零事故", "quality", None),
    ("Q03", "验收情况", "通过验收", "quality", None),
    ("Q03", "政策执行", "严格执行相关制度规定", "quality", None),
    ("Q03", "覆盖情况", "全覆盖", "quality", None),
    ("Q03", "收入", "提高10%", "economic", None),
    # Q08: payments due in full
    ("Q08", "工资及公用经费保障率", "≥90%", "quality", "main"),
    ("Q08", "社会保险缴纳及时率", "≥98%", "timeliness", "main"),
    ("Q08", "低保资金发放率", "95%", "quality", "main"),
    ("Q08", "工资足额保障率", "=100%", "quality", None),
    ("Q08", "工资足额保障率", "≥100%", "quality", None),
    ("Q08", "公用经费保障率", "≥90%", "quality", None),
    ("Q08", "工资发放差错率", "≤1%", "quality", None),
    ("Q08", "工资增长率", "≥5%", "economic", None),
    # Q09: low targets of satisfaction
    ("Q09", "群众满意度", "≥70%", "satisfaction", "main"),
    ("Q09", "群众满意度", "≥79.9%", "satisfaction", "main"),
    ("Q09", "群众满意度", "≥80%", "satisfaction", "modest"),
    ("Q09", "群众满意度", "≥85%", "satisfaction", None),
    ("Q09", "群众满意度", "≥95%", "satisfaction", None),
    ("Q09", "群众满意度", "≤70%", "satisfaction", None),
    ("Q09", "群众满意度", "≥70分", "satisfaction", None),
    ("Q09", "群众不满意率", "=5%", "satisfaction", None),
    ("Q09", "群众满意度", "提高5%", "satisfaction", None),
    ("Q09", "培训合格率", "≥70%", "quality", None),
    # Q10: cost without a figure
    ("Q10", "项目成本", "控制在预算范围内", "cost", "main"),
    ("Q10", "项目成本", "不超预算", "cost", "main"),
    ("Q10", "项目成本", "不超过预算", "cost", "main"),
    ("Q10", "调查成本", "不超财政批复", "cost", "main"),
    ("Q10", "调查成本", "控制在合理范围内", "cost", "main"),
    ("Q10", "调查成本", "厉行节约", "cost", "main"),
    ("Q10", "调查成本", "不超过30元/份", "cost", None),
    ("Q11", "更新渡船", "按合同完成", "quantity", "main"),
    ("Q11", "更新渡船", "按照时间节点要求完成", "timeliness", "main"),
    ("Q11", "更新渡船", "按合同完成3艘", "quantity", None),
    ("Q18", "公报发布时间", "及时发布", "timeliness", "main"),
    ("Q18", "公报发布时间", "在规定时间内", "timeliness", "main"),
    ("Q18", "公报发布时间", "3月底前发布", "timeliness", None),
    ("Q03", "信用环境", "更加显著", "social", "main"),
    ("Q10", "资金执行", "在预算范围内", "cost", "main"),
    ("Q10", "项目成本", "≤预算数", "cost", "main"),
    ("Q10", "项目成本", "严格控制成本", "cost", "main"),
    ("Q10", "预算执行率", "≥95%", "cost", "rate"),
    ("Q10", "成本控制率", "≤100%", "cost", "rate"),
    ("Q10", "建设项目成本控制率", "100%", "cost", "rate"),
    ("Q10", "成本控制率", "≤95%", "cost", None),
    ("Q10", "设备采购成本", "≤140万元", "cost", None),
    ("Q10", "年度维护成本增长率", "≤5%", "cost", None),
    ("Q10", "项目成本控制在50万元以内", "控制在预算范围内", "cost", None),
    ("Q10", "执行标准", "严格执行国家标准", "cost", None),
    ("Q10", "项目成本", "控制在预算范围内", "quality", None),
    # Q11: done, and nothing else
    ("Q11", "培训任务", "完成", "quantity", "main"),
    ("Q11", "培训任务", "全部完成", "quantity", "main"),
    ("Q11", "会议召开", "按时完成", "timeliness", "main"),
    ("Q11", "会议召开", "是", "timeliness", "main"),
    ("Q11", "会议召开", "及时", "timeliness", None),
    ("Q11", "设备验收", "达标", "quality", None),
    ("Q11", "2022年12月底前完成支付", "完成", "timeliness", None),
    ("Q11", "会议按期完成率", "≥99%", "timeliness", None),
    ("Q11", "完成时间", "2022年11月25日", "timeliness", None),
    # Q12: money put in
    ("Q12", "投入资金", "≥50万元", "quantity", "main"),
    ("Q12", "项目资金投入", "=50万元", "quantity", "main"),
    ("Q12", "投入资金", "≥50万元", "economic", None),
    ("Q12", "发放补助金额", "≥50万元", "quantity", None),
    ("Q12", "项目资金拨付次数", "≥5次", "quantity", None),
    # Q18: no clear time
    ("Q18", "项目完成时间", "2022年", "timeliness", "main"),
    ("Q18", "项目完成时间", "全年", "timeliness", "main"),
    ("Q18", "项目完成时间", "年内", "timeliness", "main"),
    ("Q18", "项目完成时间", "及时", "timeliness", "main"),
    ("Q18", "资金发放", "及时发放", "timeliness", "main"),
    ("Q18", "项目完成时间", "2022年11月25日", "timeliness", None),
    ("Q18", "项目完成时间", "2022年12月底前", "timeliness", None),
    ("Q18", "项目完成时间", "12月底前", "timeliness", None),
    ("Q18", "项目完成时间", "第四季度", "timeliness", None),
    ("Q18", "项目完成时间", "≤30天", "timeliness", None),
    ("Q18", "12月底前完成支付", "及时", "timeliness", None),
    ("Q18", "数据使用年限", "2022年", "sustainability", None),
]


@pytest.mark.parametrize(("code", "name", "value", "kind", "expected"), VALUES)
def test_one_value(code: str, name: str, value: str, kind: str, expected: str | None) -> None:
    case = None if expected == "main" else expected
    assert hits(one(name, value, kind), code) == ([(code, case, TARGET)] if expected else [])


def test_satisfaction_in_words_is_one_warning_and_leaves_the_rest_as_notes() -> None:
    rows = ["满意度指标 | 甲满意度 | 较高", "满意度指标 | 乙满意度 | 满意"]
    text = "indicator: 效益指标 | 社会效益指标 | 业务能力 | 显著提高\n"
    sheet = sheet_of(text + "\n".join(f"indicator: 满意度指标 | {row}" for row in rows))
    found_cases = [(finding.case, finding.severity, finding.path) for finding in found(sheet, "Q03")]
    assert found_cases == [
        ("satisfaction", "warning", "indicators[1].groups[0].indicators[0].target"),
        (None, "info", TARGET),
    ]
    half = sheet_of(text + f"indicator: 满意度指标 | {rows[0]}\nindicator: 满意度指标 | 满意度指标 | 丙满意度 | ≥95%")
    assert {case for _, case, _ in hits(half, "Q03")} == {None}


def rows(*values: str, level: str = "产出指标 | 质量指标") -> GoalSheet:
    return sheet_of(
        "\n".join(f"indicator: {level} | 指标{'甲乙丙丁戊己庚辛壬癸'[i]} | {v}" for i, v in enumerate(values))
    )


@pytest.mark.parametrize(
    ("values", "level", "expected"),
    [
        (("优", "良", "优", "≥95%", "≥90%"), "产出指标 | 质量指标", [None]),
        (("优", "良", "≥85%", "≥95%", "≥90%"), "产出指标 | 质量指标", []),
        (("优", "良", "优", "≥90%"), "产出指标 | 质量指标", []),
        (("优", "良", "优", "≥90%", "2022年11月"), "效益指标 | 社会效益指标", [None]),
        (("优", "良", "**", "**", "**", "≥90%", "≥95%"), "效益指标 | 社会效益指标", []),
    ],
)
def test_the_share_of_words(values: tuple[str, ...], level: str, expected: list[str | None]) -> None:
    assert [case for _, case, _ in hits(rows(*values, level=level), "Q04")] == expected


def test_outputs_in_words_are_found_below_the_share() -> None:
    outcomes = "\n".join(f"indicator: 效益指标 | 社会效益指标 | 受益人数{name} | ≥9人" for name in "甲乙丙")
    outputs = "indicator: 产出指标 | 质量指标 | 甲 | 优\nindicator: 产出指标 | 质量指标 | 乙 | 良\n"
    assert [case for _, case, _ in hits(sheet_of(outputs + outcomes), "Q04")] == ["output"]


def test_the_limits_are_parameters() -> None:
    sheet = rows("优", "良", "≥85%", "≥95%", "≥90%")
    assert check(sheet, {"select": ["Q04"], "parameters": {"Q04": {"share": 30}}}).findings
    low = one("群众满意度", "≥90%", "satisfaction")
    (finding,) = check(low, {"select": ["Q09"], "parameters": {"Q09": {"low": 95}}}).findings
    assert finding.severity == "warning"


@pytest.mark.parametrize(
    ("values", "expected"),
    [(["≥95%"] * 9 + ["≥90%"], 1), (["≥95%"] * 8 + ["≥90%"] * 2, 0), (["≥95%"] * 7, 0), (["≥95%"] * 8, 1)],
)
def test_numbers_that_are_all_alike(values: list[str], expected: int) -> None:
    assert len(hits(rows(*values), "Q13")) == expected


@pytest.mark.parametrize(
    ("values", "expected"),
    [
        (["显著提高", "长期"], 1),
        (["显著提高"], 0),
        (["显著提高", "≥5%"], 0),
        (["显著提高", "优"], 0),
        (["显著提高", "**"], 0),
    ],
)
def test_outcomes_in_words(values: list[str], expected: int) -> None:
    assert len(hits(rows(*values, level="效益指标 | 社会效益指标"), "Q16")) == expected


@pytest.mark.parametrize(
    ("count", "level", "expected"),
    [
        (4, "效益指标 | 社会效益指标", [None]),
        (5, "效益指标 | 社会效益指标", []),
        (60, "效益指标 | 社会效益指标", []),
        (61, "效益指标 | 社会效益指标", ["many"]),
        (15, "产出指标 | 数量指标", []),
        (16, "产出指标 | 数量指标", ["many-quantities"]),
    ],
)
def test_how_many_indicators(count: int, level: str, expected: list[str | None]) -> None:
    sheet = sheet_of("\n".join(f"indicator: {level} | 指标{index} | ≥{index}人" for index in range(1, count + 1)))
    assert [case for _, case, _ in hits(sheet, "Q14")] == expected


def test_projects_may_have_few_indicators() -> None:
    assert (
        status(sheet_of("kind: project\nindicator: 产出指标 | 数量指标 | 培训人数 | ≥9人"), "Q14") == "not-applicable"
    )


TRAINING = """
task: 业务培训 | 举办业务培训班 | 5 | 5 | 0
indicator: 产出指标 | 数量指标 | 培训人数 | ≥100人
indicator: 产出指标 | 数量指标 | 培训次数 | ≥2次
indicator: 产出指标 | 质量指标 | 培训合格率 | ≥95%
indicator: 产出指标 | 时效指标 | 培训按期完成率 | ≥95%
"""
LAMPS = "路灯亮化 | 安装节能灯具，修剪遮光树枝，巡夜并登记熄灭的灯杆"


@pytest.mark.parametrize(
    ("task", "indicator", "expected"),
    [
        (f"{LAMPS} | 20 | 20 | 0", "培训人员满意度 | ≥95%", [None]),
        (f"{LAMPS} | 20 | 20 | 0", "亮灯率 | ≥95%", []),
        (f"{LAMPS} | 20 | 20 | 0", "灯具完好率 | ≥95%", []),
        (f"{LAMPS} | 20 | 20 | 0", "夜间亮化成本 | ≤20万元", []),
        (f"{LAMPS} | 20 | 20 | 0", "支出上限 | ≤20万元", []),
        (f"{LAMPS} | 20 | 20 | 0", "支出上限 | ≤200000元", []),
        ("绿化 | | 20 | 20 | 0", "培训人员满意度 | ≥95%", ["few-words"]),
        ("绿化 | | 20 | 20 | 0", "植树数量 | ≥95株", []),
        ("人员经费 | 发放津贴，缴纳医疗失业工伤生育费用，购买取暖煤炭 | 20 | 20 | 0", "培训人员满意度 | ≥95%", []),
        ("其他工作 | 完成相关任务 | 20 | 20 | 0", "培训人员满意度 | ≥95%", []),
    ],
)
def test_tasks_and_the_indicators_that_speak_of_them(task: str, indicator: str, expected: list[str | None]) -> None:
    sheet = sheet_of(f"{TRAINING}task: {task}\nindicator: 产出指标 | 质量指标 | {indicator}")
    assert [(case, path) for _, case, path in hits(sheet, "Q01")] == [(case, "tasks[1].name") for case in expected]


@pytest.mark.parametrize("name", ["离退休支出", "社会保障缴费", "公务员医疗补助", "绩效奖金", "物业管理费", "水电取暖"])
def test_basic_expenditure_by_its_object_needs_no_indicator(name: str) -> None:
    content = "发放取暖补贴，缴纳医疗失业工伤生育费用，支付保安保洁"
    rest = f"{content} | 20 | 20 | 0\nindicator: 产出指标 | 质量指标 | 培训人员满意度 | ≥95%"
    assert hits(sheet_of(f"{TRAINING}task: {name} | {rest}"), "Q01") == []
    assert len(hits(sheet_of(f"{TRAINING}task: 走访 | {rest}"), "Q01")) == 1


def test_a_task_of_general_words_is_not_decided() -> None:
    sheet = sheet_of(f"{TRAINING}task: 其他工作 | 完成相关任务 | 2 | 2 | 0\nindicator: 产出指标 | 质量指标 | 甲 | ≥95%")
    assert status(sheet, "Q01") == "insufficient-data"


def test_few_indicators_say_nothing_about_tasks() -> None:
    assert status(sheet_of(f"{TRAINING}task: {LAMPS} | 20 | 20 | 0"), "Q01") == "not-applicable"


@pytest.mark.parametrize(("name", "is_hit"), [("桥梁检测座数", True), ("参训人数", False), ("工作完成数量", False)])
def test_outputs_and_the_tasks_they_belong_to(name: str, is_hit: bool) -> None:
    sheet = sheet_of(f"task: 业务培训 | 举办业务培训班 | 5 | 5 | 0\nindicator: 产出指标 | 数量指标 | {name} | ≥3个")
    assert bool(hits(sheet, "Q02")) == is_hit


@pytest.mark.parametrize(
    ("goal", "is_hit"),
    [("开展各项业务，支付办公费用", True), ("举办培训班3期", False), ("提高档案利用水平", False)],
)
def test_goals_and_their_effects(goal: str, is_hit: bool) -> None:
    assert bool(hits(sheet_of(f"goal: {goal}"), "Q05")) == is_hit


CONTENT = "保证机房环境符合网络运行要求；配备、升级网络和应用所需的软硬件设备"


@pytest.mark.parametrize(
    ("goal", "share"),
    [
        (CONTENT, "100"),
        (f"{CONTENT}，满意度九成", "84"),
        (f"{CONTENT}，网络全年可用率达到九成九", None),
        ("保证机房环境符合要求", None),
        ("配备升级网络应用软硬件，保证机房环境", None),
    ],
)
def test_goals_that_copy_the_tasks(goal: str, share: str | None) -> None:
    findings = found(sheet_of(f"task: 网络中心 | {CONTENT} | 20 | 20 | 0\ngoal: {goal}"), "Q06")
    assert [finding.args["share"] for finding in findings] == ([share] if share else [])


@pytest.mark.parametrize(
    ("name", "is_hit"),
    [
        ("提升工作人员业务能力和工作水平", True),
        ("保障州党委各项工作安全高效运行", True),
        ("保障在职人员人数", False),
        ("提高入学率", False),
        ("业务能力提升", False),
    ],
)
def test_names_that_are_goals(name: str, is_hit: bool) -> None:
    assert bool(hits(one(name, "显著提高", "social"), "Q07")) == is_hit


@pytest.mark.parametrize(
    ("content", "expected"),
    [
        ("会议经费20万元；慰问困难老人经费80万元", ["80万元"]),
        ("会议经费80万元；慰问困难老人经费20万元", []),
        ("会议经费20万元；80万元用于慰问困难老人", ["80万元"]),
        ("慰问困难老人经费100万元；会议经费20万元", []),
    ],
)
def test_large_items_and_the_outputs_they_are_for(content: str, expected: list[str]) -> None:
    text = f"task: 工作落实 | {content} | 100 | 100 | 0\nindicator: 产出指标 | 数量指标 | 会议次数 | ≥4次"
    assert [finding.args["amount"] for finding in found(sheet_of(text), "Q15")] == expected


@pytest.mark.parametrize("code", ["Q01", "Q02", "Q03", "Q04", "Q05", "Q06", "Q08", "Q09", "Q10", "Q13", "Q15", "Q16"])
def test_a_sheet_with_nothing_to_judge_is_not_passed(code: str) -> None:
    assert status(sheet_of("department: 某局"), code) == "not-applicable"


@pytest.mark.parametrize(("name", "expected"), [("低保金发放准确率", 1), ("低保对象认定准确率", 0)])
def test_who_is_found_to_be_due_is_no_payment(name: str, expected: int) -> None:
    assert len(hits(one(name, "≥99%", "quality"), "Q08")) == expected


@pytest.mark.parametrize("code", ["Q02", "Q08", "Q09", "Q10", "Q11", "Q12", "Q18"])
def test_a_sheet_without_a_value_of_its_kind_is_not_passed(code: str) -> None:
    text = "task: 业务培训 | 举办培训班 | 5\nindicator: 效益指标 | 社会效益指标 | 就业率 | ≥90%"
    assert status(sheet_of(text), code) == "not-applicable"


_FIELDS = """
task: 高标准农田沟渠 | 衬砌沟渠，清淤疏浚，修建水闸 | 50
task: 高标准农田道路 | 铺筑机耕道，硬化路面 | 50
task: 高标准农田林网 | {content} | 50
indicator: 产出指标 | 数量指标 | 高标准农田沟渠长度 | ≥8公里
indicator: 产出指标 | 数量指标 | 高标准农田机耕道长度 | ≥5公里
indicator: 产出指标 | 质量指标 | 高标准农田验收合格率 | =100%
indicator: 产出指标 | 时效指标 | 高标准农田沟渠完工时间 | 2022年11月底前
indicator: 满意度指标 | 满意度指标 | 农田受益群众满意度 | ≥95%
"""


@pytest.mark.parametrize(
    ("content", "more", "expected"),
    [
        ("栽植杨树，管护苗木，修建防护栏", "", ["common-words"]),
        ("栽植杨树，管护苗木，修建防护栏", "indicator: 产出指标 | 数量指标 | 植树数量 | ≥100株", []),
        ("栽植", "", []),
    ],
)
def test_words_that_most_tasks_share_link_none_of_them(content: str, more: str, expected: list[str]) -> None:
    assert [case for _, case, _ in hits(sheet_of(_FIELDS.format(content=content) + more), "Q01")] == expected


def test_basic_expenditure_alone_leaves_nothing_to_link() -> None:
    indicators = "".join(line for line in _FIELDS.splitlines(keepends=True) if line.startswith("indicator"))
    assert status(sheet_of(f"task: 人员经费 | 工资 | 50\n{indicators}"), "Q01") == "not-applicable"
