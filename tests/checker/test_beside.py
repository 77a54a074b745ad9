"""Rules that judge a sheet beside others: last year's result (Q19) and a department's projects (X20, X21)."""

from __future__ import annotations

import pytest

from perfgoals.checker import Report, apart, check, projects_of
from perfgoals.checker.examples import example_of, sheet_of
from perfgoals.errors import UsageError
from perfgoals.models import GoalSheet

RATE = "产出指标 | 质量指标 | 合格率 | "
COUNT = "产出指标 | 数量指标 | 培训人数 | "


def judged(notation: str, code: str) -> Report:
    sheet, previous, projects = example_of(notation)
    return check(sheet, {"select": [code]}, previous=previous, projects=projects)


def hits(notation: str, code: str) -> list[tuple[str, str | None, str]]:
    return [(finding.severity, finding.case, finding.path) for finding in judged(notation, code).findings]


def status(notation: str, code: str) -> tuple[str, str | None]:
    (outcome,) = judged(notation, code).outcomes
    return outcome.status, outcome.reason


TARGET = "indicators[0].groups[0].indicators[0].target"


@pytest.mark.parametrize(
    ("actual", "value", "expected"),
    [
        ("98%", "≥85%", [("warning", None, TARGET)]),
        ("100%", "≥90%", []),
        ("100%", "≥89.9%", [("warning", None, TARGET)]),
        ("100%", ">89.9%", [("warning", None, TARGET)]),
        ("98", "≥85%", [("warning", None, TARGET)]),
        ("98%", "=85%", []),
        ("98%", "≤85%", []),
        ("98%", "85%", []),
        ("98%", "≥约85%", []),
        ("≥98%", "≥85%", []),
        ("98%", "提高≥5%", []),
        ("98%", "显著提高", []),
        ("显著提高", "≥85%", []),
        ("0.98", "≥85%", []),
    ],
)
def test_q19_looks_back(actual: str, value: str, expected: list[tuple[str, str | None, str]]) -> None:
    assert hits(f"last year: evaluated: {RATE}≥95% | {actual}\nindicator: {RATE}{value}", "Q19") == expected


def test_q19_takes_absolute_numbers_for_a_note_and_converts_units() -> None:
    last = f"last year: evaluated: {COUNT}≥200人 | 220人\n"
    assert hits(f"{last}indicator: {COUNT}≥100人", "Q19") == [("info", "amount", TARGET)]
    assert hits(f"{last}indicator: {COUNT}≥0.02万人", "Q19") == []
    assert hits(f"{last}indicator: {COUNT}≥100人次", "Q19") == []


def test_q19_knows_an_indicator_by_its_very_name() -> None:
    last = "last year: evaluated: 产出指标 | 质量指标 | 2021年设备采购合格率 | ≥95% | 99%\n"
    assert len(hits(f"{last}indicator: 产出指标 | 质量指标 | 2022年设备采购合格率 | ≥80%", "Q19")) == 1
    assert hits(f"{last}indicator: 产出指标 | 质量指标 | 设备购置合格率 | ≥80%", "Q19") == []


REACHED = f"last year: evaluated: {RATE}≥95% | 98%\nindicator: {RATE}≥85%"


@pytest.mark.parametrize(
    ("notation", "reason"),
    [
        (f"indicator: {RATE}≥85%", "no-history"),
        (f"last year: evaluated: {COUNT}≥5人 | 6人\nindicator: {RATE}≥85%", "no-history"),
    ],
)
def test_q19_without_a_history_does_not_apply(notation: str, reason: str) -> None:
    assert status(notation, "Q19") == ("not-applicable", reason)


@pytest.mark.parametrize(
    ("notation", "expected"),
    [
        (f"last year: year: 2020\n{REACHED}", [("other-year", "year")]),
        (f"last year: year: 2022\n{REACHED}", [("other-year", "year")]),
        (f"last year: year:\n{REACHED}", [(None, "indicators[0].groups[0].indicators[0].target")]),
        (f"department: 某局\nlast year: department: 他局\n{REACHED}", [("other-department", "department.name")]),
        (f"kind: project\nproject: 甲\nlast year: project: 乙\n{REACHED}", [("other-project", "project.name")]),
        (f"department: 某局\nlast year: project: 乙\n{REACHED}", [("other-project", "department.name")]),
        (f"last year: indicator: {RATE}≥95%\nindicator: {RATE}≥85%", [("no-results", "indicators")]),
        (
            f"last year: year: 2022\nlast year: indicator: {RATE}≥95%\nindicator: {RATE}≥85%",
            [("other-year", "year"), ("no-results", "indicators")],
        ),
    ],
)
def test_q19_says_that_what_was_given_is_no_history(notation: str, expected: list[tuple[str | None, str]]) -> None:
    sheet, previous, _ = example_of(notation)
    findings = check(sheet, {"select": ["Q19"]}, previous=previous).findings
    assert [(finding.case, finding.path) for finding in findings] == expected
    assert {finding.severity for finding in findings if finding.case} <= {"info"}


def test_q19_parameter() -> None:
    sheet, previous, _ = example_of(f"last year: evaluated: {RATE}≥95% | 100%\nindicator: {RATE}≥85%")
    strict = {"select": ["Q19"], "parameters": {"Q19": {"worse": 20}}}
    assert check(sheet, strict, previous=previous).findings == ()


TOTAL = "tasks[0].budget.total"


@pytest.mark.parametrize(
    ("task", "project", "expected"),
    [
        ("500", "funding: 资金总额 | total | 520", [("warning", None, TOTAL)]),
        ("500", "funding: 资金总额 | total | 500.0", []),
        ("500", "funding: 资金总额 | total | 500.4", [("info", "rounding", TOTAL)]),
        ("500.0", "funding: 资金总额 | total | 500.4", [("warning", None, TOTAL)]),
        ("500", "total: 480", [("warning", None, TOTAL)]),
    ],
)
def test_x20_a_task_and_the_project_of_its_name(task: str, project: str, expected: list[object]) -> None:
    assert hits(f"task: 信息化 | 系统 | {task}\nproject 信息化: {project}", "X20") == expected


def test_x20_converts_the_money_unit() -> None:
    project = "project 信息化: unit: 元\nproject 信息化: funding: 资金总额 | total | 5000000"
    assert hits(f"task: 信息化 | 系统 | 500\n{project}", "X20") == []
    assert len(hits(f"task: 信息化 | 系统 | 500.00\n{project}1", "X20")) == 1


def test_x20_names_what_it_compares() -> None:
    (finding,) = judged("task: 信息化 | 系统 | 500\nproject 信息化: funding: 资金总额 | total | 520", "X20").findings
    assert finding.args == {
        "name": "信息化",
        "department": "500",
        "projects": "520",
        "difference": "20",
        "unit": "万元",
    }


@pytest.mark.parametrize(
    "notation",
    [
        "task: 信息化 | 系统 | 500\nproject 信息化建设: funding: 资金总额 | total | 520",
        "task: 信息化 | 系统 | 500\ntask: 信息化 | 系统 | 500\nproject 信息化: funding: 资金总额 | total | 520",
        "task: 信息化 | 系统 | 500\nproject 信息化: funding: 资金总额 | total | | 520",
        "task: 信息化 | 系统 | |\nproject 信息化: funding: 资金总额 | total | 520",
        "task: 信息化\nproject 信息化: funding: 资金总额 | total | 520",
        "task: 信息化 | 系统 | 500\nproject 信息化: unit:\nproject 信息化: funding: 资金总额 | total | 520",
        "task: 信息化 | 系统 | 500\nproject 信息化: task: 甲 | 乙 | 520",
    ],
)
def test_x20_leaves_what_is_not_certain(notation: str) -> None:
    assert hits(notation, "X20") == []


PROJECTS = "project 甲: funding: 资金总额 | total | 120\nproject 乙: funding: 资金总额 | total | 80.0\n"
SPENDING = "funding[0].amounts[0].amount"


@pytest.mark.parametrize(
    ("stated", "expected"),
    [
        ("200", []),
        ("200.3", []),
        ("190", [("warning", "sum-above", SPENDING)]),
        ("300", [("info", "sum-below", SPENDING)]),
    ],
)
def test_x20_all_projects_and_the_project_spending(stated: str, expected: list[object]) -> None:
    assert hits(f"{PROJECTS}funding: 项目支出 | project | {stated}", "X20") == expected
    assert hits(f"{PROJECTS}funding: 基本支出 | basic | {stated}", "X20") == []


def test_x20_adds_nothing_up_where_a_part_is_not_known() -> None:
    spending = "funding: 项目支出 | project | 100"
    unknown = f"{PROJECTS}project 丙: funding: 资金总额 | total\n{spending}"
    assert status(unknown, "X20") == ("insufficient-data", "unclear-projects")
    sheet, _, projects = example_of(f"{PROJECTS}{spending}")
    (outcome,) = check(sheet, {"select": ["X20"]}, projects=[*projects, projects[0]]).outcomes
    assert (outcome.status, outcome.undecided) == ("insufficient-data", (SPENDING,))


@pytest.mark.parametrize("code", ["X20", "X21"])
def test_without_projects_nothing_applies(code: str) -> None:
    assert status("task: 信息化 | 系统 | 500", code) == ("not-applicable", "no-projects")


def test_x20_needs_a_money_unit() -> None:
    assert status(f"unit:\n{PROJECTS}task: 甲 | 乙 | 5", "X20") == ("not-applicable", "no-unit")


@pytest.mark.parametrize(
    ("department", "project", "count"),
    [
        (f"{COUNT}=100人", f"{COUNT}≥200人", 1),
        (f"{COUNT}≤100人", f"{COUNT}>100人", 1),
        (f"{COUNT}=100人", f"{COUNT}=60人", 0),
        (f"{COUNT}≥100人", f"{COUNT}≥200人", 0),
        (f"{RATE}≥95%", f"{RATE}≥90%", 0),
        (f"{RATE}≥95%", f"{RATE}≤90%", 1),
        (f"{RATE}≤90%", f"{RATE}≥95%", 1),
        (f"{RATE}≥95%", f"{RATE}90%", 0),
        (f"{RATE}≥95%", f"{RATE}≤5人", 0),
        (f"{RATE}≥95", f"{RATE}≤5", 0),
        (f"{RATE}≥95%", f"{RATE}显著", 0),
        (f"{RATE}显著", f"{RATE}≥95%", 0),
        (f"{RATE}≥95%", f"{RATE}提高≤5%", 0),
        ("产出指标 | 质量指标 | 合格率 | ≥95%", "产出指标 | 质量指标 | 验收合格率 | ≤90%", 0),
        ("产出指标 | 质量指标 | | ≥95%", "产出指标 | 质量指标 | | ≤90%", 0),
    ],
)
def test_x21_indicators_of_one_name(department: str, project: str, count: int) -> None:
    found = hits(f"indicator: {department}\nproject 甲: indicator: {project}", "X21")
    assert found == [("info", None, TARGET)] * count


def test_x21_leaves_names_that_stand_twice() -> None:
    twice = f"indicator: {RATE}≥95%\nproject 甲: indicator: {RATE}≤90%\nproject 甲: indicator: {RATE}≤80%"
    assert hits(twice, "X21") == []


def sheet(kind: str, year: str, office: str, field: str = "implementing_unit") -> GoalSheet:
    built = sheet_of(f"kind: {kind}\nyear: {year}\ndepartment: {office if kind == 'department' else ''}")
    if built.project is None:
        return built
    return built.model_copy(update={"project": built.project.model_copy(update={field: office})})


def test_a_department_has_the_projects_of_its_year_that_name_it() -> None:
    office = sheet("department", "2022", "某 局")
    own, also = sheet("project", "2022", "某局"), sheet("project", "2022", "某局", "competent_department")
    others = [
        sheet("project", "2021", "某局"),
        sheet("project", "2022", "某局二科"),
        sheet("self-evaluation", "2022", "某局"),
        sheet("department", "2022", "某局"),
    ]
    assert projects_of(office, [own, *others, also, office]) == (own, also)
    assert projects_of(sheet("department", "2022", ""), [sheet("project", "2022", "")]) == ()
    assert projects_of(sheet("department", "", "某局"), [sheet("project", "", "某局")]) == ()
    assert projects_of(own, [own]) == ()


@pytest.mark.parametrize(
    ("office", "named", "expected"),
    [
        ("某局", "128001-某局", True),
        ("某局", "128001－某局", True),
        ("[128]某局", "某局", True),
        ("某局", "(128001)某局", True),
        ("128001-某局", "128002-某局", True),
        ("12345热线中心", "热线中心", False),
        ("某县林业局", "128001-林业局", False),
        ("某局", "128001-", False),
    ],
)
def test_the_code_before_a_name_does_not_count(office: str, named: str, expected: bool) -> None:
    beside = [sheet("department", "2022", office), sheet("project", "2022", named, "competent_department")]
    assert bool(projects_of(beside[0], beside)) is expected
    assert [each.reason for each in apart(beside)] == ([] if expected else ["no-project", "other-department"])


@pytest.mark.parametrize(
    ("office", "named", "expected"),
    [
        ("某县卫生健康局", "县卫健局", True),
        ("某县卫生健康局", "某县卫健局", True),
        ("某县卫生健康局", "县卫生健康局", True),
        ("县卫健局", "某县卫生健康局", True),
        ("某县卫生健康委员会", "128001-县卫健委", True),
        ("某县人力资源和社会保障局", "县人社局", True),
        ("某县卫生健康局", "卫健局", False),
        ("某县卫生健康局", "市卫健局", False),
        ("某县市场监督管理局", "市场监管局", False),
        ("某县市场监督管理局", "县市监局", True),
        ("某县交通运输局", "县交通局", True),
        ("某县卫生健康局", "县卫健委", False),
        ("某县卫生健康局", "", False),
    ],
)
def test_a_short_name_leaves_out_the_place_and_says_the_body_short(office: str, named: str, expected: bool) -> None:
    beside = [sheet("department", "2022", office), sheet("project", "2022", named, "competent_department")]
    assert bool(projects_of(beside[0], beside)) is expected
    assert [each.reason for each in apart(beside)] == ([] if expected else ["no-project", "other-department"])


def test_a_short_name_that_several_can_bear_means_none() -> None:
    offices = [sheet("department", "2022", f"{place}县卫生健康局") for place in "甲乙"]
    project = sheet("project", "2022", "县卫健局")
    beside = [*offices, project]
    assert [each.reason for each in apart(beside)] == ["no-project", "no-project", "several-departments"]
    assert [projects_of(office, beside) for office in offices] == [(), ()]
    named = [*offices, sheet("project", "2022", "甲县卫生健康局")]
    assert projects_of(offices[0], named) == (named[2],)
    assert [(each.place, each.reason) for each in apart(named)] == [(1, "no-project")]


def test_a_project_without_a_task_of_its_name_is_told() -> None:
    example = example_of("department: 某局\ntask: 信息化 | 系统 | 500\nproject 信息化: funding: 资金总额 | total | 520")
    project = example.projects[0].model_copy(update={"department": example.sheet.department})
    assert project.project is not None
    other = project.model_copy(update={"project": project.project.model_copy(update={"name": "2022年植树"})})
    assert [(each.place, each.reason) for each in apart([example.sheet, project, other])] == [(2, "no-task")]


@pytest.mark.parametrize(
    ("kinds", "expected"),
    [
        ([("department", "2022", "某局"), ("project", "2021", "某局")], [(0, "no-project"), (1, "other-year")]),
        ([("department", "", "某局"), ("project", "", "某局")], [(0, "no-project"), (1, "other-year")]),
        ([("department", "2022", ""), ("project", "2022", "")], [(0, "no-project"), (1, "other-department")]),
        ([("project", "2022", "某局"), ("self-evaluation", "2022", "某局")], [(0, "no-department")]),
        (
            [("department", "2022", "某局"), ("project", "2022", "某局"), ("project", "2022", "某处")],
            [(2, "other-department")],
        ),
    ],
)
def test_what_is_compared_with_nothing_is_said(
    kinds: list[tuple[str, str, str]], expected: list[tuple[int, str]]
) -> None:
    beside = [sheet(*each) for each in kinds]
    assert [(each.place, each.reason) for each in apart(beside)] == expected
    # The same judgement as the choice of projects.
    alone = {index for index, _ in expected}
    for index, each in enumerate(beside):
        if each.kind == "department":
            assert bool(projects_of(each, beside)) is (index not in alone)


def test_what_stands_beside_must_be_sheets() -> None:
    with pytest.raises(UsageError):
        check(sheet_of(""), previous={})  # type: ignore[arg-type]
    with pytest.raises(UsageError):
        check(sheet_of(""), projects=["sheet"])  # type: ignore[list-item]
