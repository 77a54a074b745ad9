"""What a rule of a lexicon goes by stands in its finding: the deciding words of the name, among its arguments."""

from __future__ import annotations

import pytest

from perfgoals.checker.examples import sheet_of
from perfgoals.checker.lexicon import deciding, tables_of
from tests.checker.building import found, one

ON_ONE = [
    ("V04", "业务培训人数", "≥90%", "quantity", {"word": "人数"}),
    ("V05", "设备验收合格率", "≥105%", "quality", {"word": "合格率"}),
    ("V06", "网络系统故障率", "≥1%", "quality", {"word": "故障率", "expected": "≤"}),
    ("V06", "故障修复时间", "≥2小时", "timeliness", {"word": "修复时间", "expected": "≤"}),
    ("V06", "设备验收合格率", "≤95%", "quality", {"word": "合格率", "expected": "≥"}),
    ("V06", "设备使用年限", "≤8年", "sustainability", {"word": "使用年限", "expected": "≥"}),
    ("V06", "信息系统维护成本", "≥20万元", "cost", {"word": "成本", "expected": "≤"}),
    ("V06", "信息系统维护", "≥20万元", "cost", {"word": "成本指标", "expected": "≤"}),
    ("V12", "验收合格率", "≤100%", "quality", {"word": "合格率"}),
    ("V13", "验收合格率", "≥100%", "quality", {"word": "合格率"}),
    ("T09", "设备验收合格率", "≥95%", "quantity", {"word": "合格率", "kind": "质量指标"}),
    ("T09", "居民满意度", "≥95%", "social", {"word": "满意度", "kind": "满意度指标"}),
    ("T10", "购置设备利用率", "≥95%", "economic", {"word": "利用率"}),
    ("Q07", "提升工作人员业务能力和工作水平", "效果显著", "social", {"word": "提升"}),
    ("Q08", "工资及公用经费保障率", "≥90%", "quality", {"word": "工资", "rate": "保障率"}),
    ("Q10", "预算执行率", "≥95%", "cost", {"word": "预算执行率"}),
    ("Q12", "投入资金", "≥50万元", "quantity", {"word": "投入资金"}),
]


@pytest.mark.parametrize(("code", "name", "value", "kind", "evidence"), ON_ONE)
def test_the_deciding_words_are_stated(code: str, name: str, value: str, kind: str, evidence: dict[str, str]) -> None:
    (finding,) = found(one(name, value, kind), code)
    assert {key: finding.args[key] for key in evidence} == evidence


def test_a_kind_that_no_word_of_the_name_speaks_of_is_stated_by_its_words() -> None:
    (finding,) = found(one("粮食安全事件发生数", "≤1起", "satisfaction"), "T09")
    assert finding.args["words"] == dict(tables_of("satisfaction_names"))["words"]


def test_steps_are_stated_by_their_words() -> None:
    rows = (("系统故障修复处理时间", "≤24小时"), ("系统运行维护响应时间", "≤48小时"))
    text = "\n".join(f"indicator: 产出指标 | 时效指标 | {name} | {value}" for name, value in rows)
    (finding,) = found(sheet_of(text), "X09")
    assert (finding.args["earlier"], finding.args["later"]) == ("响应", "修复处理")


def test_a_task_that_asks_for_satisfaction_is_stated_by_its_word() -> None:
    (finding,) = found(
        sheet_of("task: 业务培训 | 办班 | 5 | 5 | 0\nindicator: 产出指标 | 数量指标 | 班次 | ≥1次"), "T06"
    )
    assert (finding.case, finding.args["word"]) == ("serving", "培训")


INDICATORS = """
indicator: 产出指标 | 数量指标 | 道路改造里程 | ≥10公里
indicator: 产出指标 | 质量指标 | 道路验收合格率 | ≥95%
indicator: 产出指标 | 时效指标 | 道路完工时间 | 2022年11月
indicator: 效益指标 | 社会效益指标 | 沿线居民出行时间缩短 | ≥10分钟
indicator: 满意度指标 | 满意度指标 | 沿线居民满意度 | ≥95%
"""


def q01(*tasks: str) -> list[tuple[str | None, str | tuple[str, ...], str | tuple[str, ...]]]:
    text = "".join(f"task: {task} | 20 | 20 | 0\n" for task in tasks)
    return [(f.case, f.args["words"], f.args["shared"]) for f in found(sheet_of(text + INDICATORS), "Q01")]


def test_q01_states_the_words_that_no_indicator_has() -> None:
    (finding,) = q01("城区绿化 | 栽植行道树,铺设草坪,美化街头游园")
    assert finding == (None, ("城区绿化", "栽植行道树", "铺设草坪", "美化街头游园"), ())


def test_q01_states_the_words_that_most_tasks_share() -> None:
    (finding,) = q01("道路绿化 | 道路栽植树木花草,铺设草坪", "道路照明 | 道路里程", "道路养护 | 道路里程")
    assert finding[0] == "common-words"
    assert "道路" in finding[2]
    assert not any("道路" in word for word in finding[1])


@pytest.mark.parametrize(
    "task",
    [
        "党建工作经费 | 组织党员参观红色教育基地,订阅书籍,慰问老党员",
        "审计费 | 委托会计师事务所对财务收支情况出具报告",
        "法律顾问费 | 聘请律师审查合同,出具法律意见书",
        "驻村工作队经费 | 驻村队员生活补贴,走访慰问贫困户,购买保险",
        "三支一扶人员补助 | 发放大学生生活补贴,缴纳保险,艰苦边远津贴",
    ],
)
def test_q01_only_notes_a_task_that_keeps_the_office_going(task: str) -> None:
    (finding,) = found(sheet_of(f"task: {task} | 5 | 5 | 0\n" + INDICATORS), "Q01")
    assert (finding.case, finding.severity) == ("support", "info")


def test_deciding_words() -> None:
    assert deciding("验收", "capped_rates", "adverse_names") == ""
    assert deciding("满意度调查", "satisfaction_names") == "满意"
    assert deciding("专线网络故障次数", "capped_rates", "adverse_names") == "故障次数"
