"""What a user may choose: which rules run, how much each weighs, their parameters, the language of the messages."""

from __future__ import annotations

import sys
from collections.abc import Iterable, Mapping
from decimal import Decimal
from difflib import get_close_matches
from os import PathLike
from pathlib import Path
from typing import Any

from pydantic import BaseModel, ConfigDict, ValidationError, model_validator

from perfgoals.checker.declaration import (
    FAMILIES,
    Declaration,
    Language,
    ParameterValue,
    Severity,
    catalogue,
)
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

    @model_validator(mode="after")
    def _refer_to_known_rules(self) -> CheckConfig:
        for item in self.select:
            if item != STRICT:
                codes_of(item)
        for item in self.ignore:
            codes_of(item)
        for item in self.severity:
            code_of(item)
        for item, values in self.parameters.items():
            rule = catalogue()[code_of(item)]
            for name, value in values.items():
                _parameter_value(rule, name, value)
        return self

    @classmethod
    def of(cls, settings: Mapping[str, Any]) -> CheckConfig:
        """Take a mapping as configuration; raises :class:`UsageError` for what it cannot mean."""
        if not isinstance(settings, Mapping):
            raise UsageError("configuration-type", type=type(settings).__name__)
        try:
            return cls.model_validate({str(key): value for key, value in settings.items()})
        except ValidationError as error:
            raise UsageError("configuration-content", detail="; ".join(_complaints(error))) from error

    @classmethod
    def load(cls, path: str | PathLike[str]) -> CheckConfig:
        """Read a TOML file; of ``pyproject.toml`` the table ``[tool.perfgoals]``, which may be absent."""
        file = Path(path)
        try:
            settings = tomllib.loads(file.read_text("utf-8"), parse_float=Decimal)
        except (OSError, ValueError) as error:
            raise UsageError("configuration-file", str(file), detail=str(error)) from error
        try:
            return cls.of(_own_table(settings) if file.name == "pyproject.toml" else settings)
        except UsageError as error:
            error.source = str(file)
            raise

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

    @property
    def _severity_by_code(self) -> dict[str, Severity]:
        return {code_of(item): severity for item, severity in self.severity.items()}

    @property
    def selected(self) -> frozenset[str]:
        """Give the codes that run, before any hint is left out."""
        named = [item for item in self.select if item != STRICT]
        return _codes(named) if named else frozenset(catalogue())

    @property
    def with_hints(self) -> frozenset[str]:
        """Give the codes whose hints are shown: all with ``strict``, else those selected by their own name."""
        if STRICT in self.select:
            return frozenset(catalogue())
        return _codes(item for item in self.select if item not in FAMILIES)

    @property
    def ignored(self) -> frozenset[str]:
        """Give the codes whose findings are kept out."""
        return _codes(self.ignore)


def _own_table(pyproject: Mapping[str, Any]) -> Mapping[str, Any]:
    tools = pyproject.get("tool", {})
    if not isinstance(tools, Mapping):
        raise UsageError("tool-table")
    table: Mapping[str, Any] = tools.get("perfgoals", {})
    return table


def code_of(name: str) -> str:
    """Find the code that a code or slug names; raises :class:`UsageError` with what is near.

    >>> code_of("row-total"), code_of("b01")
    ('B01', 'B01')
    """
    for code, rule in catalogue().items():
        if name.casefold() in (code.casefold(), rule.slug):
            return code
    raise _unknown_rule(name)


def codes_of(name: str) -> frozenset[str]:
    """Find the codes that a code, a slug or the letter of a family names; raises :class:`UsageError`."""
    if name in FAMILIES:
        return frozenset(code for code in catalogue() if code.startswith(name))
    return frozenset({code_of(name)})


def _codes(names: Iterable[str]) -> frozenset[str]:
    return frozenset().union(*(codes_of(name) for name in names))


def _unknown_rule(name: str) -> UsageError:
    known = [name for code, rule in catalogue().items() for name in (code, rule.slug)]
    near = get_close_matches(name, known, n=3, cutoff=0.5) or get_close_matches(name.upper(), known, n=3, cutoff=0.5)
    if near:
        return UsageError("unknown-rule", name=repr(name), near=", ".join(near))
    return UsageError("unknown-family", name=repr(name), families=", ".join(FAMILIES))


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
