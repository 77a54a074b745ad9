"""The configuration: what it selects, what it changes, and that whatever is wrong in it is a usage error."""

import copy
import pickle
from collections.abc import Callable
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

from perfgoals import rule
from perfgoals.checker import CheckConfig, catalogue, check
from perfgoals.checker.examples import sheet_of
from perfgoals.checker.rule import Context, Hit, Verdicts
from perfgoals.errors import UsageError
from perfgoals.models import GoalSheet


@rule(code="XJ01", slug="no-contact", severity="info", message="未填联系人", source="本单位审核要点")
def no_contact(sheet: GoalSheet, context: Context) -> Verdicts:
    """Find sheets without a contact."""
    if sheet.department.contact is None:
        yield Hit("department.contact")


SHEET = sheet_of(
    "goal: <p>甲</p>\ntask: 甲 | 乙 | 500 | 480 | 0\nindicator: 产出指标 | 质量指标 | 验收合格率 | ≥95%以上"
)


def codes(settings: dict[str, Any]) -> list[str]:
    return [finding.code for finding in check(SHEET, settings).findings]


def ran(settings: dict[str, Any]) -> set[str]:
    return {outcome.code for outcome in check(SHEET, settings).outcomes}


@pytest.mark.parametrize("name", ["B01", "b01", "row-total"])
def test_a_rule_is_selected_by_code_or_slug(name: str) -> None:
    assert ran({"select": [name]}) == {"B01"}


def test_a_family_is_selected_by_its_letter() -> None:
    assert ran({"select": ["B"]}) == {code for code in catalogue() if code.startswith("B")}
    assert "S11" not in ran({"select": ["S"]})


def test_hints_run_when_strict_or_named() -> None:
    assert not {"S11", "V10"} & set(codes({}))
    assert {"S11", "V10"} <= set(codes({"select": ["strict"]}))
    assert codes({"select": ["S11", "V"]}) == ["S11"]
    assert codes({"select": ["V10"]}) == ["V10"]
    assert codes({"select": ["V", "strict"]}) == ["V10"]


def test_a_severity_is_overridden_by_code_or_slug() -> None:
    report = check(SHEET, {"select": ["B01", "V10"], "severity": {"row-total": "info", "V10": "warning"}})
    assert [(finding.code, finding.severity) for finding in report.findings] == [("B01", "info"), ("V10", "warning")]
    assert "S11" in codes({"severity": {"S11": "warning"}})
    assert "B01" not in codes({"severity": {"B01": "hint"}})


@pytest.mark.parametrize(
    ("settings", "named"),
    [
        ({"select": ["B1"]}, "B01"),
        ({"select": ["row-totel"]}, "row-total"),
        ({"select": ["Z"]}, "families"),
        ({"ignore": ["nothing-like-it"]}, "nothing-like-it"),
        ({"ignore": ["strict"]}, "strict"),
        ({"severity": {"B99": "info"}}, "B99"),
        ({"severity": {"B01": "fatal"}}, "severity"),
        ({"parameters": {"B99": {}}}, "B99"),
        ({"parameters": {"B04": {"smallest": 1}}}, "largest"),
        ({"parameters": {"B04": {"largest": "much"}}}, "largest"),
        ({"parameters": {"B04": {"largest": [1]}}}, "largest"),
        ({"parameters": {"T12": {"totals": 90}}}, "totals"),
        ({"parameters": {"B04": 5}}, "parameters"),
        ({"language": "fr"}, "language"),
        ({"colour": "red"}, "colour"),
        ({"select": "B01"}, "select"),
        ([], "list"),
    ],
)
def test_whatever_is_wrong_is_a_usage_error_that_names_it(settings: Any, named: str) -> None:
    if settings == []:
        settings = ["B01"]
    with pytest.raises(UsageError, match=named):
        check(SHEET, settings)


def test_parameters_take_numbers_as_written() -> None:
    config = CheckConfig.of({"parameters": {"B04": {"largest": 0.1}, "weights": {"totals": [90, "100.5"]}}})
    assert config.parameters_of(catalogue()["B04"]) == {"largest": Decimal("0.1")}
    assert config.parameters_of(catalogue()["T12"]) == {"totals": (Decimal(90), Decimal("100.5"))}
    assert config.parameters_of(catalogue()["S12"])["goal"] == Decimal(2000)


def test_a_toml_file_is_a_configuration(tmp_path: Path) -> None:
    file = tmp_path / "checks.toml"
    file.write_text('select = ["B01"]\nlanguage = "en"\n[parameters.B04]\nlargest = 0.5\n', "utf-8")
    config = CheckConfig.load(file)
    assert (config.select, config.language) == (("B01",), "en")
    assert check(SHEET, config).language == "en"
    assert CheckConfig.load(str(file)) == config


def test_pyproject_holds_a_table_of_ours_or_none(tmp_path: Path) -> None:
    file = tmp_path / "pyproject.toml"
    file.write_text('[project]\nname = "x"\n[tool.perfgoals]\nignore = ["B"]\n', "utf-8")
    assert CheckConfig.load(file).ignore == ("B",)
    file.write_text('[project]\nname = "x"\n', "utf-8")
    assert CheckConfig.load(file) == CheckConfig()


@pytest.mark.parametrize("content", [b'select = ["B01"', b"\xff\xfe", b'select = ["B99"]', b"colour = 1", b"[tool]\n"])
def test_a_bad_file_is_a_usage_error_that_names_it(tmp_path: Path, content: bytes) -> None:
    file = tmp_path / "checks.toml"
    file.write_bytes(content)
    with pytest.raises(UsageError, match=r"checks\.toml"):
        CheckConfig.load(file)


def test_a_pyproject_of_another_shape_is_a_usage_error(tmp_path: Path) -> None:
    file = tmp_path / "pyproject.toml"
    file.write_text("tool = 5\n", "utf-8")
    with pytest.raises(UsageError, match=r"pyproject\.toml"):
        CheckConfig.load(file)
    file.write_text("[tool]\nperfgoals = 5\n", "utf-8")
    with pytest.raises(UsageError, match=r"pyproject\.toml"):
        CheckConfig.load(file)


def test_a_missing_file_is_a_usage_error(tmp_path: Path) -> None:
    with pytest.raises(UsageError, match="absent"):
        CheckConfig.load(tmp_path / "absent.toml")


def asked(config: CheckConfig) -> CheckConfig:
    """Have a configuration work out everything that follows from it."""
    assert config.running
    assert config.rule_set.declarations.keys() >= config.selected >= config.with_hints
    return config


SETTINGS: dict[str, Any] = {
    "select": ("V", "V10", "XJ01"),
    "ignore": ("V02",),
    "severity": {"V10": "warning"},
    "parameters": {"S12": {"goal": 5}},
    "rules": (no_contact,),
}
Again = Callable[[CheckConfig], CheckConfig]
COPIES: dict[str, Again] = {
    "pickle": lambda config: pickle.loads(pickle.dumps(config)),  # noqa: S301
    "copy": copy.copy,
    "deepcopy": copy.deepcopy,
    "model_copy": lambda config: config.model_copy(),
    "of its fields": lambda config: CheckConfig.of(dict(config)),
}


def test_what_was_asked_does_not_change_a_configuration() -> None:
    config, fresh = asked(CheckConfig.of(SETTINGS)), CheckConfig.of(SETTINGS)
    assert config == fresh
    assert dict(config) == dict(fresh)
    assert set(dict(config)) == set(CheckConfig.model_fields)
    assert config != CheckConfig.of({**SETTINGS, "ignore": ()})


@pytest.mark.parametrize("again", COPIES.values(), ids=COPIES)
@pytest.mark.parametrize("settings", [SETTINGS, {}])
def test_a_copy_is_the_same_configuration(
    again: Callable[[CheckConfig], CheckConfig], settings: dict[str, Any]
) -> None:
    config = asked(CheckConfig.of(settings))
    copied = again(config)
    assert copied == config
    assert copied.running == config.running
    assert check(SHEET, copied) == check(SHEET, config)


def test_a_copy_with_other_settings_runs_by_them() -> None:
    config = asked(CheckConfig.of({"select": ["B01"]}))
    other = config.model_copy(update={"select": ("V10",)})
    assert [each.code for each in other.running] == ["V10"]
    assert [each.code for each in config.running] == ["B01"]
    with pytest.raises(UsageError, match="B01"):
        config.model_copy(update={"select": ("B1",)})


def test_a_configuration_with_a_module_of_rules_equals_its_like(tmp_path: Path) -> None:
    module = tmp_path / "own.py"
    module.write_text(
        "import perfgoals\n"
        "@perfgoals.rule(code='XJ02', slug='no-code', severity='info', message='未填编码', source='本单位')\n"
        "def no_code(sheet, context):\n"
        "    yield from ()\n",
        "utf-8",
    )
    config = asked(CheckConfig.of({"modules": [str(module)]}))
    assert pickle.loads(pickle.dumps(config)) == config == CheckConfig.of({"modules": [str(module)]})  # noqa: S301
    assert "XJ02" in pickle.loads(pickle.dumps(config)).selected  # noqa: S301
