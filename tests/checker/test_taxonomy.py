"""Family T: kinds that are unknown, mixed, missing or misfiled, and weights."""

import pytest

from perfgoals.checker import check
from perfgoals.checker.examples import sheet_of
from tests.checker.building import found, hits, located, status

OUTPUT = "indicator: 产出指标 | 数量指标 | 培训人数 | ≥100人\nindicator: 产出指标 | 质量指标 | 培训合格率 | ≥95%\n"
OUTCOME = "indicator: 效益指标 | 社会效益指标 | 业务能力 | 显著提高\n"
SATISFACTION = "indicator: 满意度指标 | 满意度指标 | 培训人员满意度 | ≥95%\n"
COST = "indicator: 成本指标 | 经济成本指标 | 设备采购成本 | ≤5万元\n"
UNKNOWN = "indicator: 过程指标 | 数量指标 | 会议次数 | ≥5次\n"
DUTY = "indicator: 履职效能 | 重点工作 | 会议次数 | ≥5次\n"

HITS_AND_MISSES = [
    ("T01", UNKNOWN, [None]),
    ("T01", UNKNOWN + OUTPUT + UNKNOWN, [None]),
    ("T01", "indicator: 产出指标（50分） | 数量指标 | 培训人数 | ≥5人", []),
    ("T01", "indicator: 产 出 指 标 | 数量指标 | 培训人数 | ≥5人", []),
    ("T01", "indicator: 效果指标 | 社会效益指标 | 培训人数 | ≥5人", []),
    ("T01", "indicator: | 数量指标 | 培训人数 | ≥5人", []),
    ("T02", "indicator: 产出指标 | 过程指标 | 培训人数 | ≥5人", [None]),
    ("T02", UNKNOWN.replace("数量指标", "过程"), []),
    ("T02", DUTY, []),
    ("T02", SATISFACTION, []),
    ("T02", "indicator: 效益指标 | 环境效益指标 | 绿地 | ≥5亩", []),
    ("T02", "indicator: 产出指标 | | 培训人数 | ≥5人", []),
    ("T03", COST + "indicator: 效益指标 | 可持续影响指标 | 年限 | ≥8年", [None]),
    ("T03", COST + "indicator: 产出指标 | 成本指标 | 设备成本 | ≤5万元", [None]),
    ("T03", OUTPUT + "indicator: 产出指标 | 成本指标 | 设备成本 | ≤5万元", []),
    ("T03", COST + OUTPUT + OUTCOME, []),
    ("T04", OUTPUT, [None]),
    ("T04", SATISFACTION, [None, None]),
    ("T04", OUTPUT + OUTCOME, []),
    ("T04", OUTPUT + UNKNOWN, []),
    ("T04", DUTY, []),
    ("T05", OUTPUT, []),
    ("T05", OUTPUT.splitlines()[0], [None]),
    ("T05", COST + OUTPUT.splitlines()[0], ["required"]),
    ("T05", OUTCOME, []),
    ("T05", "indicator: 产出指标 | 过程指标 | 培训人数 | ≥5人", []),
    ("T06", OUTPUT, [None]),
    ("T06", "task: 业务培训 | 甲\n" + OUTPUT, ["serving"]),
    ("T06", OUTPUT + SATISFACTION, []),
    ("T06", OUTPUT + "indicator: 效益指标 | 服务对象满意度 | 满意度 | ≥95%", []),
    ("T06", OUTPUT + UNKNOWN, []),
    ("T07", OUTPUT, [None]),
    ("T07", "task: 办公楼修缮 | 甲\n" + OUTPUT, [None]),
    ("T07", "indicator: 成本指标 | 其他 | 投入 | ≤5万元\n" + OUTPUT, []),
    ("T07", OUTPUT + "indicator: 产出指标 | 成本指标 | 成本 | ≤5万元", []),
    ("T07", DUTY, []),
    ("T07", OUTPUT + UNKNOWN, []),
    ("T08", OUTPUT + OUTCOME, [None]),
    ("T08", SATISFACTION, []),
    ("T08", "indicator: 效益指标 | 其他效益 | 绿地 | ≥5亩", []),
    ("T09", "indicator: 产出指标 | 数量指标 | 设备验收合格率 | ≥95%", [None]),
    ("T09", "indicator: 效益指标 | 社会效益指标 | 参会人员满意度 | ≥95%", ["outcome"]),
    (
        "T09",
        "indicator: 效益指标 | 社会效益 | 参会满意度 | ≥95%\nindicator: 满意度指标 | 满意度 | 群众满意度 | ≥95%",
        [None],
    ),
    ("T09", "indicator: 产出指标 | 质量指标 | 参会人员满意度 | ≥95%", [None]),
    ("T09", "indicator: 产出指标 | 数量指标 | 水质达标率 | ≥95%", [None]),
    ("T09", "indicator: 效益指标 | 社会效益指标 | 水质达标率 | ≥95%", []),
    ("T09", "indicator: 产出指标 | 质量指标 | 业务培训人次 | ≥500人次", [None]),
    ("T09", "indicator: 产出指标 | 质量指标 | 安全事故次数 | ≤5次", []),
    ("T09", "indicator: 产出指标 | 成本指标 | 受益人数 | ≥500人", [None]),
    ("T09", "indicator: 效益指标 | 社会效益指标 | 受益人数 | ≥500人", []),
    ("T09", "indicator: 产出指标 | 数量指标 | 设备采购完成时间 | 2022年11月25日", [None]),
    ("T09", "indicator: 产出指标 | 质量指标 | 设备采购完成时限 | ≤30天", [None]),
    ("T09", "indicator: 产出指标 | 质量指标 | 系统运行维护响应时间 | ≤1小时", []),
    ("T09", "indicator: 产出指标 | 数量指标 | 工资发放及时率 | ≥95%", [None]),
    ("T09", "indicator: 产出指标 | 质量指标 | 工资发放及时率 | ≥95%", []),
    ("T09", "indicator: 产出指标 | 数量指标 | 日常公用经费 | ≤5万元", [None]),
    ("T09", "indicator: 效益指标 | 社会效益指标 | 次均门诊费用 | ≤200元/人次", []),
    ("T09", "indicator: 产出指标 | 数量指标 | 发放节约经费 | ≤5万元", []),
    ("T09", "indicator: 产出指标 | 质量指标 | 设备采购成本 | ≤5万元", [None]),
    ("T09", "indicator: 产出指标 | 成本指标 | 会议次数 | ≤5次", [None]),
    ("T09", "indicator: 满意度指标 | 满意度指标 | 档案利用人数 | ≥50人", ["not-satisfaction"]),
    ("T09", "indicator: 满意度指标 | 满意度指标 | 群众投诉率 | ≤5%", []),
    ("T09", "indicator: 满意度指标 | 满意度指标 | 受益群众 | ≥95%", []),
    ("T09", "indicator: 满意度指标 | 满意度指标 | 维修合格率 | ≥95%", ["not-satisfaction"]),
    ("T09", "indicator: 满意度指标 | 满意度指标 | 群众获得感 | 增强", []),
    ("T09", "indicator: 满意度指标 | 满意度指标 | 指标1： | ≥5%", []),
    ("T09", "indicator: 产出指标 | 质量指标 | 政府采购率 | ≥95%", []),
    ("T09", "indicator: 效益指标 | 社会效益指标 | 档案利用人数 | ≥1350人", []),
    ("T09", "indicator: 产出指标 | 成本指标 | 年度维护成本增长率 | ≤5%", []),
    ("T09", "indicator: 效益指标 | 经济效益指标 | 节约成本 | ≥5万元", []),
    ("T09", "indicator: 过程指标 | 数量指标 | 设备满意度 | ≥95%", []),
    ("T10", "indicator: 效益指标 | 经济效益指标 | 购置设备利用率 | ≥95%", [None]),
    ("T10", "indicator: 产出指标 | 质量指标 | 购置设备利用率 | ≥95%", []),
    ("T11", COST + "indicator: 效益指标 | 可持续影响指标 | 年限 | ≥8年", [None]),
    ("T11", "indicator: 效益指标 | 可持续影响指标 | 年限 | ≥8年", []),
]


@pytest.mark.parametrize(("code", "text", "cases"), HITS_AND_MISSES)
def test_kinds(code: str, text: str, cases: list[str | None]) -> None:
    assert [case for _, case, _ in hits(sheet_of(text), code)] == cases


@pytest.mark.parametrize("code", ["T04", "T06", "T07"])
def test_nothing_is_missing_while_a_kind_is_unknown(code: str) -> None:
    assert status(sheet_of(OUTPUT + UNKNOWN), code) == "insufficient-data"


@pytest.mark.parametrize("code", ["T05", "T07", "T11"])
def test_other_frameworks_are_left_alone(code: str) -> None:
    assert status(sheet_of(DUTY), code) == "not-applicable"


def test_an_unknown_group_leaves_its_own_category_undecided() -> None:
    sheet = sheet_of("indicator: 产出指标 | 过程指标 | 甲 | ≥5人\n" + OUTCOME)
    assert status(sheet, "T05") == "insufficient-data"
    (finding,) = found(sheet, "T08")
    assert finding.args["kinds"] == ("经济效益指标", "生态效益指标", "可持续影响指标")


def test_works_need_cost_in_the_newer_framework() -> None:
    text = "task: 办公楼修缮 | 甲\nindicator: 产出指标 | 数量指标 | 面积 | ≥5亩\nindicator: 成本指标 | | |"
    sheet = sheet_of(text)
    assert [(case, finding.severity) for finding in found(sheet, "T07") for case in [finding.case]] == [
        ("works", "warning")
    ]


def test_the_absent_kinds_are_one_note_without_those_of_other_rules() -> None:
    (finding,) = found(sheet_of("indicator: 产出指标 | 时效指标 | 完成时间 | 2022年\n" + OUTCOME), "T08")
    assert (finding.severity, finding.path) == ("info", "indicators")
    assert finding.args["kinds"] == ("经济效益指标", "生态效益指标", "可持续影响指标")
    newer = found(sheet_of(COST + OUTPUT + OUTCOME), "T08")
    assert [note.args["kinds"] for note in newer] == [("时效指标", "经济效益指标", "生态效益指标")]


def test_a_missing_category_is_not_told_again_by_its_groups() -> None:
    report = check(sheet_of(OUTPUT), {"select": ["T04", "T05", "T08"]})
    assert [(finding.code, finding.args.get("label")) for finding in report.findings] == [
        ("T04", "效益指标"),
        ("T08", None),
    ]


def weighted(*weights: str, more: str = "") -> str:
    first, second = ("产出指标 | 数量指标", "效益指标 | 社会效益指标")
    rows = [
        f"indicator: {first if i < 2 else second} | 指标{chr(65 + i)}数 | ≥5人 | {w}" for i, w in enumerate(weights)
    ]
    return "\n".join([*rows, more])


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (weighted("50", "38"), [None]),
        (weighted("50", "40"), []),
        (weighted("50", "50"), []),
        (weighted("33.33", "33.33", "33.33"), ["rounding"]),
        (weighted("33.33", "33.33", "33.34"), []),
        (weighted("33.3", "33.3", "33.0"), [None]),
        (weighted("50", "50", more="stated weight: 100"), []),
        (weighted("50", "38", more="stated weight: 100"), ["stated"]),
        (weighted("50", "30", more="stated weight: 80"), [None]),
        (weighted("50", "50", "0"), ["not-positive"]),
        (weighted("50", "60", "-10"), ["not-positive"]),
        (weighted("50", ""), []),
        (weighted("50", "60", ""), [None]),
        (weighted("", ""), []),
    ],
)
def test_weights_add_up(text: str, expected: list[str | None]) -> None:
    assert [case for _, case, _ in hits(sheet_of(text), "T12")] == expected


def test_blank_weights_leave_the_sum_undecided_and_none_at_all_is_no_weight_column() -> None:
    assert status(sheet_of(weighted("50", "")), "T12") == "insufficient-data"
    assert status(sheet_of(weighted("", "")), "T12") == "not-applicable"


def test_the_right_sums_are_a_parameter() -> None:
    report = check(sheet_of(weighted("50", "30")), {"select": ["T12"], "parameters": {"T12": {"totals": [80]}}})
    assert report.findings == ()


@pytest.mark.parametrize(
    ("labels", "expected"),
    [
        (("产出指标（60分）", "效益指标（40分）"), []),
        (("产出指标（50分）", "效益指标（40分）"), ["indicators[0].label"]),
        (("产出指标", "效益指标（30分）"), ["indicators[1].label"]),
    ],
)
def test_points_of_a_level_are_the_sum_of_the_weights_below(labels: tuple[str, str], expected: list[str]) -> None:
    text = (
        f"indicator: {labels[0]} | 数量指标（60分） | 甲 | ≥5人 | 60\n"
        f"indicator: {labels[1]} | 社会效益 | 乙 | 提高 | 40"
    )
    assert [path for _, case, path in hits(sheet_of(text), "T12") if case == "parent"] == expected


def test_a_level_printed_again_after_a_page_break_is_taken_together() -> None:
    rows = [
        "产出指标（60分） | 数量指标 | 甲 | ≥5人 | 30",
        "效益指标 | 社会效益 | 乙 | 提高 | 40",
        "产出指标 | 数量指标 | 丙 | ≥5人 | 30",
    ]
    assert hits(sheet_of("\n".join(f"indicator: {row}" for row in rows)), "T12") == []


@pytest.mark.parametrize(
    ("output", "outcome", "satisfaction", "expected"),
    [("50", "30", "10", 0), ("45", "35", "10", 1), ("50", "40", "10", 0), ("60", "30", "10", 0)],
)
def test_the_split_is_compared_where_ten_points_are_kept_for_execution(
    output: str, outcome: str, satisfaction: str, expected: int
) -> None:
    text = (
        f"indicator: 产出指标 | 数量指标 | 甲 | ≥5人 | {output}\n"
        f"indicator: 效益指标 | 社会效益指标 | 乙 | 提高 | {outcome}\n"
        f"indicator: 满意度指标 | 满意度指标 | 丙满意度 | ≥95% | {satisfaction}"
    )
    splits = [finding for finding in found(sheet_of(text), "T12") if finding.case == "split"]
    assert [finding.severity for finding in splits] == ["info"] * expected


def test_a_wrong_sum_points_at_the_printed_one_and_at_every_weight() -> None:
    (finding,) = found(located(sheet_of(weighted("50", "38", more="stated weight: 88"))), "T12")
    assert [cell.text.rpartition(".")[2] for cell in finding.cells] == ["stated_weight", "weight", "weight"]
