"""What a user may choose: which rules run, how much each weighs, their parameters, the language of the messages."""

from __future__ import annotations

import sys
from collections.abc import Iterable, Mapping
from decimal import Decimal
from functools import cached_property
from os import PathLike
from pathlib import Path
from typing import Any

from pydantic import BaseModel, ConfigDict, Field, InstanceOf, PrivateAttr, ValidationError, model_validator

from perfgoals.checker.declaration import (
    Declaration,
    Language,
    ParameterValue,
    Severity,
)
from perfgoals.checker.own_rules import installed_rules, rules_of_module
from perfgoals.checker.rule import Rule
from perfgoals.checker.ruleset import RuleSet
from perfgoals.errors import UsageError

if sys.version_info >= (3, 11):
    import tomllib
else:
    import tomli as tomllib

STRICT = "strict"


class CheckConfig(BaseModel):
    """Is a configuration of the checker.

    select: codes, slugs, letters of families, or ``strict``, which adds the hints; empty means all that is on by
    default. A hint that is selected by its own code or slug runs as well. ignore: codes, slugs or letters whose
    findings are kept out and counted. severity: code or slug -> severity. parameters: code or slug -> name -> value.
    modules: names of Python modules, or paths of ``.py`` files, with rules of one's own. rules: such rules themselves.
    Raises :class:`UsageError` for a rule or parameter that is not known, naming what is near; :meth:`of` raises it for
    every other wrong value as well.

    >>> CheckConfig.of({"select": ["B", "V02"], "severity": {"V02": "warning"}}).severity
    {'V02': 'warning'}
    """

    model_config = ConfigDict(frozen=True, extra="forbid")

    select: tuple[str, ...] = ()
    ignore: tuple[str, ...] = ()
    severity: Mapping[str, Severity] = {}
    parameters: Mapping[str, Mapping[str, Any]] = {}
    language: Language = "zh-CN"
    modules: tuple[str, ...] = ()
    rules: tuple[InstanceOf[Rule], ...] = Field(default=(), exclude=True)

    _rule_set: RuleSet = PrivateAttr(default_factory=RuleSet)

    @model_validator(mode="after")
    def _refer_to_known_rules(self) -> CheckConfig:
        of_modules = [rule for name in self.modules for rule in rules_of_module(name)]
        self._rule_set = known = RuleSet.of([*of_modules, *installed_rules(), *self.rules])
        known.codes([*self._named, *self.ignore])
        for item in self.severity:
            known.code_of(item)
        for item, values in self.parameters.items():
            rule = known.declarations[known.code_of(item)]
            for name, value in values.items():
                _parameter_value(rule, name, value)
        return self

    @classmethod
    def of(cls, settings: Mapping[str, Any], *, rules: tuple[Rule, ...] = ()) -> CheckConfig:
        """Take a mapping as configuration; raises :class:`UsageError` for what it cannot mean.

        rules: further ones beside those of the mapping.
        """
        if not isinstance(settings, Mapping):
            raise UsageError("configuration-type", type=type(settings).__name__)
        given = {str(key): value for key, value in settings.items()}
        try:
            return cls.model_validate({**given, "rules": (*given.get("rules", ()), *rules)} if rules else given)
        except ValidationError as error:
            raise UsageError("configuration-content", detail="; ".join(_complaints(error))) from error

    @classmethod
    def load(cls, path: str | PathLike[str]) -> CheckConfig:
        """Read a TOML file; of ``pyproject.toml`` the table ``[tool.perfgoals]``, which may be absent.

        Paths in ``modules`` start from the folder of the file.
        """
        file = Path(path)
        try:
            settings = tomllib.loads(file.read_text("utf-8"), parse_float=Decimal)
        except (OSError, ValueError) as error:
            raise UsageError("configuration-file", str(file), detail=str(error)) from error
        try:
            table = _own_table(settings) if file.name == "pyproject.toml" else settings
            return cls.of(_from_folder(file.parent, table))
        except UsageError as error:
            error.source = str(file)
            raise

    @cached_property
    def rule_set(self) -> RuleSet:
        """Give the rules that the configuration knows, selected or not."""
        return self._rule_set

    @cached_property
    def running(self) -> tuple[Rule, ...]:
        """Give the rules that are to run: selected, and with a case that is no hint or hints asked for."""
        return tuple(rule for rule in self.rule_set.rules if rule.code in self.selected and self._is_shown(rule))

    def _is_shown(self, rule: Rule) -> bool:
        declared = rule.declaration
        cases = (None, *declared.cases)
        return rule.code in self.with_hints or any(self.severity_of(declared, case) != "hint" for case in cases)

    @property
    def _named(self) -> list[str]:
        return [item for item in self.select if item != STRICT]

    def severity_of(self, rule: Declaration, case: str | None) -> Severity:
        """Give what a finding weighs: as configured for its rule, else as declared."""
        return self._severity_by_code.get(rule.code) or rule.severity_of(case)

    def parameters_of(self, rule: Declaration) -> dict[str, ParameterValue]:
        """Give the parameters of a rule: as configured, else as declared."""
        values = {name: parameter.default for name, parameter in rule.parameters.items()}
        for key in (rule.slug, rule.code):
            for name, value in self.parameters.get(key, {}).items():
                values[name] = _parameter_value(rule, name, value)
        return values

    @cached_property
    def _severity_by_code(self) -> dict[str, Severity]:
        return {self.rule_set.code_of(item): severity for item, severity in self.severity.items()}

    @cached_property
    def selected(self) -> frozenset[str]:
        """Give the codes that run, before any hint is left out."""
        return self.rule_set.codes(self._named) if self._named else frozenset(self.rule_set.declarations)

    @cached_property
    def with_hints(self) -> frozenset[str]:
        """Give the codes whose hints are shown: all with ``strict``, else those selected by their own name."""
        if STRICT in self.select:
            return frozenset(self.rule_set.declarations)
        return self.rule_set.codes(item for item in self.select if item not in self.rule_set.families)

    @cached_property
    def ignored(self) -> frozenset[str]:
        """Give the codes whose findings are kept out."""
        return self.rule_set.codes(self.ignore)


def _from_folder(folder: Path, settings: Any) -> Any:
    """Let the paths among the modules start from a folder."""
    modules = settings.get("modules") if isinstance(settings, Mapping) else None
    if not isinstance(modules, list):
        return settings
    return {**settings, "modules": [str(folder / name) if str(name).endswith(".py") else name for name in modules]}


def _own_table(pyproject: Mapping[str, Any]) -> Mapping[str, Any]:
    tools = pyproject.get("tool", {})
    if not isinstance(tools, Mapping):
        raise UsageError("tool-table")
    table: Mapping[str, Any] = tools.get("perfgoals", {})
    return table


def _parameter_value(rule: Declaration, name: str, value: object) -> ParameterValue:
    if name not in rule.parameters:
        known = ", ".join(rule.parameters) or "–"
        raise UsageError("unknown-parameter", rule=rule.code, name=repr(name), known=known)
    try:
        return rule.parameters[name].accept(value)
    except ValidationError as error:
        default = rule.parameters[name].default
        raise UsageError(
            "parameter-value", rule=rule.code, name=repr(name), value=repr(value), default=str(default)
        ) from error


def _complaints(error: ValidationError) -> Iterable[str]:
    for complaint in error.errors():
        place = ".".join(str(part) for part in complaint["loc"])
        known = f"; there are {', '.join(CheckConfig.model_fields)}" if complaint["type"] == "extra_forbidden" else ""
        yield f"{place}: {complaint['msg']}{known}"
