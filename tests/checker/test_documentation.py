"""Every rule is declared once, documented in fixed parts, and its documented examples do what they claim."""

import re
from importlib.resources import files
from string import Formatter

import pytest

from perfgoals.checker import RULES, Report, Rule, catalogue, check, explain
from perfgoals.checker.declaration import LANGUAGES, Language, reasons
from perfgoals.checker.examples import example_of
from perfgoals.checker.explanation import Documentation
from perfgoals.errors import UsageError

by_code = pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.code)


def judge(notation: str, rule: Rule, language: Language = "zh-CN") -> Report:
    sheet, previous, projects = example_of(notation)
    config = {"select": [rule.code], "language": language}
    return check(sheet, config, previous=previous, projects=projects)


def test_every_declared_rule_is_bound_once_and_in_order() -> None:
    assert [rule.code for rule in RULES] == list(catalogue())


def test_slugs_are_unique_and_well_formed() -> None:
    slugs = [declared.slug for declared in catalogue().values()]
    assert len(set(slugs)) == len(slugs)
    assert all(re.fullmatch(r"[a-z0-9]+(-[a-z0-9]+)*", slug) for slug in slugs)


@by_code
def test_the_hit_hits(rule: Rule) -> None:
    documentation = Documentation.of(rule.documentation)
    report = judge(documentation.hit, rule)
    assert {finding.code for finding in report.findings} == {rule.code}
    assert report.outcomes[0].status == "failed"


@by_code
def test_the_near_miss_stays_silent(rule: Rule) -> None:
    documentation = Documentation.of(rule.documentation)
    report = judge(documentation.near_miss, rule)
    assert report.findings == ()
    assert report.outcomes[0].status != "crashed"


@by_code
def test_every_part_is_there(rule: Rule) -> None:
    documentation = Documentation.of(rule.documentation)
    assert documentation.what.endswith(".")
    assert documentation.why
    documented = set(re.findall(r"^([a-z_]+):", documentation.parameters, re.MULTILINE))
    assert documented == set(rule.declaration.parameters)
    assert bool(documented) != (documentation.parameters == "none.")


@by_code
@pytest.mark.parametrize("language", LANGUAGES)
def test_templates_use_only_the_arguments_that_the_rule_gives(rule: Rule, language: Language) -> None:
    report = judge(Documentation.of(rule.documentation).hit, rule, language)
    for finding in report.findings:
        template = rule.declaration.template(finding.case, language)
        assert {name for _, name, _, _ in Formatter().parse(template) if name} <= set(finding.args)
        assert finding.message == finding.render(language)


@by_code
@pytest.mark.parametrize("language", LANGUAGES)
def test_explain_shows_severity_source_and_examples(rule: Rule, language: Language) -> None:
    text = explain(rule.declaration.slug, language)
    documentation = Documentation.of(rule.documentation)
    assert text == explain(rule.code, language)
    assert text.startswith(f"# {rule.code} {rule.declaration.slug}")
    for part in (
        rule.declaration.source[language],
        documentation.hit,
        documentation.near_miss,
        *rule.declaration.parameters,
    ):
        assert part in text


def test_explain_names_what_is_near() -> None:
    with pytest.raises(UsageError, match="row-total"):
        explain("row-totel")


def test_every_reason_is_used_and_every_used_one_declared(reason_slugs_in_source: set[str]) -> None:
    assert reason_slugs_in_source == set(reasons())


@pytest.mark.parametrize("missing", ["Why", "Hit", "Near miss", "Parameters"])
def test_a_docstring_without_a_part_is_refused(missing: str) -> None:
    text = "Judge.\n\nWhy: law.\nHit:\n    a\nNear miss:\n    b\nParameters: none."
    with pytest.raises(ValueError, match=missing):
        Documentation.of(text.replace(f"{missing}:", "x"))


def test_a_rule_of_perfgoals_without_its_parts_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(Rule, "documentation", "Judge.")
    with pytest.raises(ValueError, match="Why"):
        explain("B01")


def test_every_table_of_the_lexicons_stands_on_a_page() -> None:
    lexicons = [file for file in files("perfgoals.checker").iterdir() if file.name.endswith("lexicon.toml")]
    tables = {name for file in lexicons for name in re.findall(r"^\[\[?(\w+)\]", file.read_text("utf-8"), re.MULTILINE)}
    declared = {name for each in catalogue().values() for name in each.lexicon}
    assert declared == tables - {"weight_splits"}


def test_a_page_lists_the_words_that_a_rule_goes_by() -> None:
    text = explain("V06", "en")
    assert all(f"`{name}.patterns`" in text for name in ("adverse_names", "waiting_names", "benign_counts"))
    assert "`benign_rates.words`: `合格率`" in text
    assert "name_dimensions.clashes" in explain("V04")
