"""Rules of the user's own: declared by a decorator, found where they are named, refused loudly else."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from perfgoals.checker import (
    CheckConfig,
    Context,
    Hit,
    NotApplicable,
    Report,
    Rule,
    Undecided,
    catalogue,
    check,
    explain,
    own_rule,
)
from perfgoals.checker.declaration import LANGUAGES, Language
from perfgoals.checker.examples import sheet_of
from perfgoals.checker.own_rules import installed_rules
from perfgoals.errors import UsageError
from perfgoals.models import GoalSheet

MODULE = '''
import perfgoals
from perfgoals.checker import Hit


@perfgoals.rule(
    code="{code}",
    slug="{slug}",
    severity="warning",
    message={{"zh-CN": "“{{name}}”未写明内容", "en": "“{{name}}” has no content"}},
    source={{"zh-CN": "本局审核要点", "en": "The bureau's own checklist"}},
)
def task_without_content(sheet, context):
    """Find tasks without content."""
    for _, path, task in sheet.walk_tasks():
        if task.content is None:
            yield Hit(f"{{path}}.content", {{"name": task.name or ""}}, related=(f"{{path}}.name",))
'''

BARE_TASK = sheet_of("task: 购书 | | 500 | 500 | 0\nyear: 2022")


@own_rule(
    code="XJ01",
    slug="year-of-the-plan",
    severity="warning",
    message={"zh-CN": "年度为{year}", "en": "the year is {year}"},
    source="本局审核要点",
    parameters={"first": {"default": 2023, "meaning": {"zh-CN": "首个年度", "en": "the first year"}}},
    cases={"absent": {"severity": "hint", "message": {"zh-CN": "无年度", "en": "no year"}}},
)
def year_of_the_plan(sheet: GoalSheet, context: Context) -> Iterator[Hit | Undecided]:
    """Find years before the plan.

    Why: the plan says so.
    Hit:
        year: 2022
    Near miss:
        year: 2023
    Parameters:
        first: the first year of the plan.
    """
    if not sheet.tasks:
        raise NotApplicable("no-plan-here")
    if sheet.year is None:
        yield Hit("year", case="absent")
    elif sheet.year < context.number("first"):
        yield Hit("year", {"year": sheet.year})


def own(report: Report) -> list[tuple[str, str, str]]:
    return [(f.code, f.severity, f.path) for f in report.findings if f.code not in catalogue()]


@pytest.fixture
def file(tmp_path: Path) -> Path:
    path = tmp_path / "bureau.py"
    path.write_text(MODULE.format(code="WLZ01", slug="no-content"), encoding="utf-8")
    return path


def test_a_rule_that_is_passed_runs_beside_the_others() -> None:
    report = check(BARE_TASK, rules=[year_of_the_plan])
    assert own(report) == [("XJ01", "warning", "year")]
    assert len(report.outcomes) == len(check(BARE_TASK).outcomes) + 1
    assert [rule.code for rule in report.own_rules] == ["XJ01"]
    assert check(BARE_TASK).own_rules == ()


def test_it_is_selected_weighed_configured_and_ignored_as_any_other() -> None:
    with_rule = {"rules": [year_of_the_plan]}
    assert own(check(BARE_TASK, {**with_rule, "select": ["XJ"]})) == [("XJ01", "warning", "year")]
    assert own(check(BARE_TASK, {"select": ["X"]}, rules=[year_of_the_plan])) == []
    assert own(check(BARE_TASK, {**with_rule, "severity": {"year-of-the-plan": "info"}})) == [("XJ01", "info", "year")]
    assert own(check(BARE_TASK, {**with_rule, "parameters": {"XJ01": {"first": 2022}}})) == []
    ignored = check(BARE_TASK, {**with_rule, "select": ["XJ01"], "ignore": ["XJ01"]})
    assert (ignored.suppressed, ignored.own_rules) == (1, ())
    yearless = sheet_of("task: 购书 | 书 | 500 | 500 | 0\nyear:")
    assert own(check(yearless, with_rule)) == []
    assert own(check(yearless, {**with_rule, "select": ["strict"]})) == [("XJ01", "hint", "year")]


def test_a_configuration_with_rules_takes_further_ones() -> None:
    config = CheckConfig(rules=(year_of_the_plan,), select=("XJ01",))
    assert own(check(BARE_TASK, config)) == [("XJ01", "warning", "year")]
    assert own(check(BARE_TASK, CheckConfig(select=("S",)), rules=[year_of_the_plan])) == []
    assert own(check(BARE_TASK, {"rules": [year_of_the_plan], "select": ["XJ"]}, rules=[year_of_the_plan])) == [
        ("XJ01", "warning", "year")
    ]
    assert own(check(BARE_TASK, config, rules=[year_of_the_plan])) == [("XJ01", "warning", "year")]


@pytest.mark.parametrize(
    ("path", "exists"),
    [
        ("tasks[0].budget.sources[1].amount", True),
        ("tasks[0].content", True),
        ("stated_total.sources[3].amount", True),  # of a total row that is not printed: blank as it is
        ("indicators[0].groups[0].indicators[0].target.text", True),
        ("no.such[7].path", False),
        ("tasks[1].name", False),
        ("tasks[-1].name", False),
        ("tasks[].name", False),
        ("year[0]", False),
        ("year.text", False),
        ("tasks[0].walk", False),
        ("model_dump", False),
        ("", False),
    ],
)
@pytest.mark.parametrize("verdict", [Hit, lambda path: Hit("year", related=(path,)), lambda path: Undecided(path, "a")])
def test_a_rule_that_names_no_path_of_the_sheet_crashes(
    verdict: Callable[[str], Hit | Undecided], path: str, exists: bool
) -> None:
    @own_rule(code="XJ02", slug="somewhere", severity="info", message="–", source="–")
    def somewhere(sheet: GoalSheet, context: Context) -> Iterator[Hit | Undecided]:
        yield verdict(path)

    sheet = sheet_of("task: 购书 | | 500 | 500 | 0\nindicator: 产出指标 | 数量指标 | 甲 | ≥9人")
    report = check(sheet, {"select": ["XJ02"]}, rules=[somewhere])
    (outcome,) = report.outcomes
    assert (outcome.status == "crashed") is not exists
    assert exists or (report.findings == () and repr(path) in str(outcome.detail))


def test_a_finding_speaks_both_languages_also_after_json() -> None:
    report = check(BARE_TASK, {"select": ["XJ01"]}, rules=[year_of_the_plan])
    again = Report.model_validate_json(report.model_dump_json())
    assert again == report
    for finding in (*report.findings, *again.findings):
        assert finding.render("en") != finding.render("zh-CN") == finding.message
    (alone,) = (type(finding).model_validate_json(finding.model_dump_json()) for finding in report.findings)
    assert alone.render("en") == alone.message


def test_an_outcome_gives_a_reason_of_its_own() -> None:
    (outcome,) = check(GoalSheet(kind="department"), {"select": ["XJ01"]}, rules=[year_of_the_plan]).outcomes
    assert (outcome.status, outcome.explain("en")) == ("not-applicable", "no-plan-here")


def test_modules_are_named_in_the_configuration(file: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    expected = [("WLZ01", "warning", "tasks[0].content")]
    assert own(check(BARE_TASK, CheckConfig(modules=(str(file),)))) == expected
    settings = file.with_name("checks.toml")
    settings.write_text('modules = ["bureau.py"]\nselect = ["no-content"]\n', encoding="utf-8")
    assert own(check(BARE_TASK, CheckConfig.load(settings))) == expected
    monkeypatch.syspath_prepend(file.parent)
    assert own(check(BARE_TASK, {"modules": ["bureau"]})) == expected
    assert own(check(BARE_TASK, {"modules": [str(file), str(file)]})) == expected


def test_one_run_leaks_nothing_into_the_next(file: Path) -> None:
    check(BARE_TASK, {"modules": [str(file)]})
    with pytest.raises(UsageError, match="WLZ01"):
        check(BARE_TASK, {"select": ["WLZ01"]})


@pytest.mark.parametrize(
    ("content", "reason", "named"),
    [
        ("import no_such_module_anywhere", "rule-module", "no_such_module_anywhere"),
        ("1/0", "rule-module", "ZeroDivisionError"),
        ("def f(:", "rule-module", "SyntaxError"),
        ("RULES = ()", "module-without-rules", None),
        (MODULE.format(code="B01", slug="no-content"), "own-code", "B01"),
        (MODULE.format(code="b01", slug="no-content"), "own-code", "b01"),
        (MODULE.format(code="WLZ01", slug="No content"), "own-slug", "No content"),
        (MODULE.format(code="WLZ01", slug="row-total"), "duplicate-rule", "row-total"),
        (MODULE.replace("warning", "fatal").format(code="WLZ01", slug="a"), "own-declaration", "severity"),
        (MODULE.replace(', "en": "“{{name}}” has no content"', "").format(code="WLZ01", slug="a"), None, "message"),
    ],
)
def test_what_is_wrong_with_a_module_is_a_usage_error(
    tmp_path: Path, content: str, reason: str | None, named: str | None
) -> None:
    path = tmp_path / "faulty.py"
    path.write_text(content, encoding="utf-8")
    for _ in range(2):  # a module that failed is not taken for imported
        with pytest.raises(UsageError) as caught:
            CheckConfig(modules=(str(path),))
        assert reason in {None, caught.value.reason}
        assert named is None or named in str(caught.value.details)
        if caught.value.reason in {"rule-module", "module-without-rules"}:
            assert caught.value.details["module"] == str(path)
        elif caught.value.reason != "duplicate-rule":
            assert caught.value.source == str(path)


def test_what_is_not_there_is_a_usage_error_that_names_it(tmp_path: Path) -> None:
    for name in ("no_such_module_anywhere", str(tmp_path / "absent.py")):
        with pytest.raises(UsageError, match=r"absent|no_such_module") as caught:
            CheckConfig(modules=(name,))
        assert (caught.value.reason, caught.value.details["module"]) == ("rule-module", name)
    with pytest.raises(UsageError) as refused:
        check(BARE_TASK, {"modules": "bureau"})
    assert refused.value.reason == "configuration-content"
    with pytest.raises(UsageError) as undeclared:
        check(BARE_TASK, {"rules": [test_one_run_leaks_nothing_into_the_next]})
    assert undeclared.value.reason == "configuration-content"


def test_two_rules_of_one_code_are_refused() -> None:
    twin = Rule("XJ01", year_of_the_plan.judge, year_of_the_plan.declaration)
    with pytest.raises(UsageError, match="XJ01"):
        check(BARE_TASK, rules=[year_of_the_plan, twin])


class _Point:
    def __init__(self, name: str, found: object) -> None:
        self.name = name
        self.found = found

    def load(self) -> object:
        if isinstance(self.found, Exception):
            raise self.found
        return self.found


Install = Callable[..., None]


@pytest.fixture
def install(monkeypatch: pytest.MonkeyPatch) -> Iterator[Install]:
    def install(**points: object) -> None:
        installed_rules.cache_clear()
        found = [_Point(name, value) for name, value in points.items()]
        monkeypatch.setattr("perfgoals.checker.own_rules.entry_points", lambda group: found)

    yield install
    monkeypatch.undo()
    installed_rules.cache_clear()


def test_installed_rules_run_without_being_named(install: Install) -> None:
    install(b=year_of_the_plan, a=(year_of_the_plan,))
    assert own(check(BARE_TASK)) == [("XJ01", "warning", "year")]
    assert "XJ01" in explain("year-of-the-plan")


def test_an_installed_rule_that_cannot_be_loaded_is_a_usage_error(install: Install) -> None:
    for fault, reason in ((ImportError("gone"), "rule-module"), (3, "module-without-rules")):
        install(bureau=fault)
        with pytest.raises(UsageError) as caught:
            check(BARE_TASK)
        assert (caught.value.reason, caught.value.details["module"]) == (reason, "perfgoals.rules:bureau")


@pytest.mark.parametrize("language", LANGUAGES)
def test_explain_shows_what_there_is(file: Path, language: Language) -> None:
    config = CheckConfig(modules=(str(file),), rules=(year_of_the_plan,))
    whole = explain("XJ01", language, config=config)
    for part in ("year: 2022", "year: 2023", "the plan says so", "`first`", "本局审核要点"):
        assert part in whole
    bare = explain("no-content", language, config=config)
    assert "Find tasks without content." in bare
    assert "```" not in bare
    declared = year_of_the_plan.declaration.model_copy(update={"code": "XJ02", "slug": "told", "explanation": "说明"})
    told = CheckConfig(rules=(Rule("XJ02", year_of_the_plan.judge, declared),))
    assert "说明" in explain("told", "zh-CN", config=told)
