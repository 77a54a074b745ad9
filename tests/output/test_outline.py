"""The outline shows every leaf of a tree, in reading order."""

from __future__ import annotations

from decimal import Decimal

import pytest

from perfgoals.models import (
    Amount,
    BudgetLine,
    Department,
    Evaluation,
    FundingLine,
    FundingSource,
    GoalSheet,
    Indicator,
    IndicatorCategory,
    IndicatorGroup,
    Origin,
    Project,
    SelfEvaluation,
    Task,
)
from perfgoals.output.messages import Language, catalogue
from perfgoals.output.outline import outline
from perfgoals.readers.grid import Cell
from perfgoals.targets import Target

LEFTOVER = Cell("表1", 9, 9, "I9", "无人认领", "无人认领")
FULL = SelfEvaluation(
    title="整体支出绩效目标表",
    year=2022,
    unit="元",
    department=Department(name="某局", code="101", contact="张三", phone="0996-1", duties="职责", headcount="30"),
    project=Project(
        name="某项目",
        code="202",
        competent_department="主管局",
        implementing_unit="某所",
        attribute="新增",
        category="专项",
        period="三年",
        contact="王五",
        phone="0996-2",
        overview="概况",
        basis="立项依据",
    ),
    funding=(
        FundingLine(
            label="资金总额",
            kind="total",
            amounts=(
                Amount(label="预算数", role="budget", amount=Decimal("100.0")),
                Amount(role="executed", amount_text="玖拾"),
                Amount(role="initial"),
            ),
            rate=Decimal("99.97"),
            weight=Decimal(11),
            score=Decimal("9.99"),
            reason="结余",
        ),
    ),
    medium_term_goal=("三年目标",),
    tasks=(
        Task(
            name="年度主要任务",
            budget=BudgetLine(total_text="伍佰元"),
            subtasks=(
                Task(
                    name="培训",
                    content="举办培训班",
                    remark="备注二",
                    budget=BudgetLine(
                        total=Decimal("4.90"),
                        sources=(
                            FundingSource(label="财政拨款", kind="fiscal", amount=Decimal("1E+2")),
                            FundingSource(label="其他资金", kind="other", amount_text="待定"),
                            FundingSource(label="上级补助"),
                        ),
                    ),
                ),
                Task(content="只有内容"),
            ),
        ),
    ),
    stated_total=BudgetLine(total=Decimal("7.77")),
    goal=("目标一", "目标二"),
    indicators=(
        IndicatorCategory(
            label="产出指标",
            groups=(
                IndicatorGroup(
                    kind="quantity",
                    indicators=(
                        Indicator(
                            name="参会人数",
                            target=Target.parse("≥132人"),
                            weight=Decimal(10),
                            nature="正向",
                            explanation="解释",
                            basis="计划",
                            scoring_rule="比例",
                            data_source="台账",
                            remark="备注一",
                            actual=Target.parse("140人"),
                            score=Decimal("9.5"),
                            deviation_reason="原因",
                        ),
                        Indicator(target=Target.parse("")),
                    ),
                ),
            ),
        ),
        IndicatorCategory(groups=(IndicatorGroup(),)),
    ),
    stated_weight=Decimal(90),
    evaluation=Evaluation(
        goal=("实际完成",),
        score=Decimal("95.5"),
        grade="优",
        conclusion="结论一",
        problems="问题一",
        measures="措施一",
        explanation="说明一",
    ),
    footnotes=("填报人：李四",),
    leftover=(LEFTOVER,),
).with_cells({"tasks[0].name": (LEFTOVER,)}, Origin(format="xlsx", worksheet="表1"))


@pytest.mark.parametrize("language", ["zh-CN", "en"])
def test_every_leaf_is_shown_in_order(language: Language) -> None:
    shown = (
        "整体支出绩效目标表 表1 2022 元 某局 101 张三 0996-1 职责 30 "
        "某项目 202 主管局 某所 新增 专项 三年 王五 0996-2 概况 立项依据 资金总额 100.0 玖拾 99.97 11 9.99 结余 "
        "年度主要任务 伍佰元 培训 举办培训班 4.90 100 待定 备注二 只有内容 7.77 三年目标 目标一 目标二 "
        "产出指标 quantity 参会人数 ≥132人 10 正向 解释 计划 比例 台账 备注一 140人 9.5 原因 90 "
        "实际完成 95.5 优 结论一 问题一 措施一 说明一 李四 无人认领"
    )
    text = "\n".join(outline(FULL, language))
    position = 0
    for leaf in shown.split():
        found = text.find(leaf, position)
        assert found >= 0, f"{leaf} is missing, or out of order, in\n{text}"
        position = found + len(leaf)


def test_the_depth_is_the_depth_of_the_tree() -> None:
    depth = {line.strip(): len(line) - len(line.lstrip()) for line in outline(FULL, "en")}
    assert depth["年度主要任务  [I9]"] < depth["培训"] < depth["举办培训班"] == depth["total: 4.90"]
    assert depth["产出指标"] < depth["quantity"] < depth["参会人数: ≥132人"]


def test_an_empty_tree_is_one_line() -> None:
    assert len(list(outline(GoalSheet(kind="department"), "en"))) == 1


@pytest.mark.parametrize("model", [Department, Project, Evaluation, Indicator])
def test_every_field_has_a_word(model: type[Department | Project | Evaluation | Indicator]) -> None:
    assert set(model.model_fields) - {"target", "party_targets"} <= set(catalogue()["outline"])


def test_every_part_of_a_tree_is_shown() -> None:
    machinery = {"schema_version", "kind", "notes"}
    shown = {key for key, value in FULL if value not in {None, ()}}
    assert shown | machinery == set(GoalSheet.model_fields)
