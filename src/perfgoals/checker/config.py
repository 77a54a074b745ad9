"""What a user may choose: which rules run, how much each weighs, their parameters, the language of the messages."""

from __future__ import annotations

import sys
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from decimal import Decimal
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


@dataclass(frozen=True, slots=True)
class _Chosen:
    """Is what follows from a configuration: the rules it knows, the codes it selects, what each weighs."""

    rule_set: RuleSet
    selected: frozenset[str]
    with_hints: frozenset[str]
    ignored: frozenset[str]
    severity: Mapping[str, Severity]
    running: tuple[Rule, ...]

    @classmethod
    def of(cls, config: CheckConfig, known: RuleSet) -> _Chosen:
        named = [item for item in config.select if item != STRICT]
        every = frozenset(known.declarations)
        selected = known.codes(named) if named else every
        by_name = known.codes(item for item in named if item not in known.families)
        with_hints = every if STRICT in config.select else by_name
        severity = {known.code_of(item): severity for item, severity in config.severity.items()}

        def shows(rule: Declaration) -> bool:
            cases = (None, *rule.cases)
            graver = (severity.get(rule.code, rule.severity_of(case)) != "hint" for case in cases)
            return rule.code in with_hints or any(graver)

        running = tuple(rule for rule in known.rules if rule.code in selected and shows(rule.declaration))
        return cls(known, selected, with_hints, known.codes(config.ignore), severity, running)


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

    _chosen: _Chosen = PrivateAttr()

    @model_validator(mode="after")
    def _refer_to_known_rules(self) -> CheckConfig:
        of_modules = [rule for name in self.modules for rule in rules_of_module(name)]
        known = RuleSet.of([*of_modules, *installed_rules(), *self.rules])
        self._chosen = _Chosen.of(self, known)
        for item, values in self.parameters.items():
            rule = known.declarations[known.code_of(item)]
            for name, value in values.items():
                _parameter_value(rule, name, value)
        return self

    def __reduce__(self) -> tuple[Any, ...]:
        """Pickle what is configured; the rules are looked up anew, those of ``rules`` by the name of their module."""
        return type(self).model_validate, (dict(self),)

    def model_copy(self, *, update: Mapping[str, Any] | None = None, deep: bool = False) -> CheckConfig:
        """Copy with other settings, which are checked as those of a new configuration are.

        >>> CheckConfig.of({"select": ["B01"]}).model_copy(update={"select": ("V01",)}).selected
        frozenset({'V01'})
        """
        return self.of({**dict(self), **(update or {})})

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
        except OSError as error:
            raise UsageError("configuration-file", str(file), detail=error.strerror or str(error)) from error
        except ValueError as error:
            raise UsageError("configuration-file", str(file), detail=str(error)) from error
        try:
            table = _own_table(settings) if file.name == "pyproject.toml" else settings
            return cls.of(_from_folder(file.parent, table))
        except UsageError as error:
            error.source = str(file)
            raise

    @property
    def rule_set(self) -> RuleSet:
        """Give the rules that the configuration knows, selected or not."""
        return self._chosen.rule_set

    @property
    def running(self) -> tuple[Rule, ...]:
        """Give the rules that are to run: selected, and with a case that is no hint or hints asked for."""
        return self._chosen.running

    @property
    def selected(self) -> frozenset[str]:
        """Give the codes that run, before any hint is left out."""
        return self._chosen.selected

    @property
    def with_hints(self) -> frozenset[str]:
        """Give the codes whose hints are shown: all with ``strict``, else those selected by their own name."""
        return self._chosen.with_hints

    @property
    def ignored(self) -> frozenset[str]:
        """Give the codes whose findings are kept out."""
        return self._chosen.ignored

    def severity_of(self, rule: Declaration, case: str | None) -> Severity:
        """Give what a finding weighs: as configured for its rule, else as declared."""
        return self._chosen.severity.get(rule.code) or rule.severity_of(case)

    def parameters_of(self, rule: Declaration) -> dict[str, ParameterValue]:
        """Give the parameters of a rule: as configured, else as declared."""
        if not rule.parameters:
            return {}
        values = {name: parameter.default for name, parameter in rule.parameters.items()}
        for key in (rule.slug, rule.code):
            for name, value in self.parameters.get(key, {}).items():
                values[name] = _parameter_value(rule, name, value)
        return values


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
