"""Trees of department sheets as they may be published, for property tests.

The words are those of the field; the trees are canonical, that is, what a careful reader would make of their print.
"""

from __future__ import annotations

from decimal import Decimal

from hypothesis import strategies as st

from perfgoals import (
    BudgetLine,
    Department,
    FundingSource,
    GoalSheet,
    Indicator,
    IndicatorCategory,
    IndicatorGroup,
    Target,
    Task,
)

_OBJECTS = ("会议", "培训班", "设备", "档案", "网络系统", "道路", "困难群众", "办公楼", "宣传活动", "河道", "图书")
_ENDINGS = ("次数", "数量", "覆盖率", "完成率", "合格率", "及时率", "达标率", "人数", "面积", "水平提升情况", "成本")
_TASKS = ("人员经费保障", "日常运转", "道路养护", "乡村振兴", "信息化建设", "业务培训", "档案整理", "防汛抗旱")
_CONTENTS = (
    "保障人员工资和社会保险按时缴纳",
    "开展日常养护，完成大中修",
    "举办培训班并考核",
    "购置设备，更新系统",
    "落实各项补助政策",
)
_GOALS = ("保障机关正常运转。", "目标1：完成全年养护任务。", "目标2：群众出行更加便利。", "持续提高服务水平")
_TARGETS = (
    "≥132人",
    "≥95%",
    "=100%",
    "≤4.90万元",
    "≤245元/人/天",
    "≥20万条",
    "2024年11月25日",
    "显著提高",
    "合格",
    "≤24小时",
    "95%以上",
    "不少于3次",
    "≥5.5公里",
    "12月底前",
    "8个",
    "",
)
_OUTPUTS = (("数量指标", "quantity"), ("质量指标", "quality"), ("时效指标", "timeliness"), ("成本指标", "cost"))
_OUTCOMES = (("经济效益指标", "economic"), ("社会效益指标", "social"), ("可持续影响指标", "sustainability"))
CATEGORIES = (
    ("产出指标", "output", _OUTPUTS),
    ("效益指标", "outcome", _OUTCOMES),
    ("满意度指标", "satisfaction", (("服务对象满意度指标", "recipient-satisfaction"),)),
)

amounts = st.decimals(min_value=0, max_value=99999, places=2, allow_nan=False, allow_infinity=False).map(
    lambda amount: Decimal(f"{amount:f}")
)


def names(words: tuple[str, ...], endings: tuple[str, ...]) -> st.SearchStrategy[str]:
    """Draw a name such as 会议次数."""
    return st.builds("".join, st.tuples(st.sampled_from(words), st.sampled_from(endings)))


@st.composite
def tasks(draw: st.DrawFn) -> Task:
    """Draw a leaf task with a balanced or unbalanced row of amounts."""
    fiscal, other = draw(amounts), draw(st.none() | amounts)
    return Task(
        name=draw(st.sampled_from(_TASKS)) + draw(st.sampled_from(("", "项目", "（二期）"))),
        content=draw(st.sampled_from(_CONTENTS)),
        budget=BudgetLine(
            total=draw(amounts),
            sources=(
                FundingSource(label="财政拨款", kind="fiscal", amount=fiscal),
                FundingSource(label="其他资金", kind="other", amount=other),
            ),
        ),
    )


@st.composite
def task_lists(draw: st.DrawFn) -> tuple[Task, ...]:
    """Draw some plain tasks, then a group as 年度主要任务 stands beside its tasks."""
    plain = draw(st.lists(tasks(), min_size=1, max_size=4))
    grouped = draw(st.lists(tasks(), max_size=4))
    return (*plain, Task(name="年度主要任务", subtasks=tuple(grouped))) if grouped else tuple(plain)


@st.composite
def categories(draw: st.DrawFn, year: int, texts: tuple[str, ...] = _TARGETS) -> tuple[IndicatorCategory, ...]:
    """Draw categories in their usual order, each with some of its groups."""
    chosen = []
    for label, kind, groups in CATEGORIES:
        picked = draw(st.lists(st.sampled_from(groups), unique=True, max_size=len(groups)))
        built = [
            IndicatorGroup(label=group, kind=group_kind, indicators=draw(_indicators(year, texts)))
            for group, group_kind in groups
            if (group, group_kind) in picked
        ]
        if built:
            chosen.append(IndicatorCategory(label=label, kind=kind, groups=tuple(built)))
    if not chosen:
        label, kind, groups = CATEGORIES[0]
        group = IndicatorGroup(label=groups[0][0], kind=groups[0][1], indicators=draw(_indicators(year, texts)))
        chosen.append(IndicatorCategory(label=label, kind=kind, groups=(group,)))
    return tuple(chosen)


def _indicators(year: int, texts: tuple[str, ...]) -> st.SearchStrategy[tuple[Indicator, ...]]:
    return st.lists(_indicator(year, texts), min_size=1, max_size=5).map(tuple)


@st.composite
def _indicator(draw: st.DrawFn, year: int, texts: tuple[str, ...]) -> Indicator:
    return Indicator(name=draw(names(_OBJECTS, _ENDINGS)), target=Target.parse(draw(st.sampled_from(texts)), year=year))


@st.composite
def department_sheets(draw: st.DrawFn) -> GoalSheet:
    """Draw a whole department sheet."""
    year = draw(st.integers(2015, 2035))
    listed = draw(task_lists())
    return GoalSheet(
        kind="department",
        title="部门（单位）整体支出绩效目标表",
        year=year,
        unit=draw(st.sampled_from(("万元", "元"))),
        department=Department(name=draw(st.sampled_from(("某县教育局", "新疆巴州党委办公室", "市水务局（本级）")))),
        tasks=listed,
        stated_total=draw(st.none() | st.builds(_total, amounts, amounts)),
        goal=tuple(draw(st.lists(st.sampled_from(_GOALS), min_size=1, max_size=3))),
        indicators=draw(categories(year)),
    )


def _total(total: Decimal, fiscal: Decimal) -> BudgetLine:
    return BudgetLine(
        total=total,
        sources=(
            FundingSource(label="财政拨款", kind="fiscal", amount=fiscal),
            FundingSource(label="其他资金", kind="other", amount=Decimal("0.00")),
        ),
    )
