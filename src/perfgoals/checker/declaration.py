"""The one declaration of each rule: code, slug, severity, texts in both languages, source and parameters.

Everything that names a rule (findings, configuration, ``explain``, the pages of the site) is derived from the TOML
files in ``catalogue/``; nothing about a rule is written down twice.
"""

from __future__ import annotations

import sys
from collections.abc import Mapping
from decimal import Decimal
from functools import cache
from importlib.resources import files
from types import MappingProxyType
from typing import Annotated, Literal

from pydantic import BaseModel, BeforeValidator, ConfigDict, TypeAdapter

if sys.version_info >= (3, 11):
    import tomllib
else:
    import tomli as tomllib

Language = Literal["zh-CN", "en"]
Severity = Literal["error", "warning", "info", "hint"]
ParameterValue = Decimal | tuple[Decimal, ...]
Args = Mapping[str, str | tuple[str, ...]]

LANGUAGES: tuple[Language, ...] = ("zh-CN", "en")
FAMILIES: Mapping[str, str] = {
    "R": "reading",
    "S": "structure",
    "B": "budget",
    "V": "value",
    "T": "taxonomy",
    "X": "consistency",
    "Q": "quality",
    "E": "self_evaluation",
}

_LETTERS = "ABCDEFGHIJKLMNOPQRSTUVWXYZ"
_NUMBER: TypeAdapter[Decimal] = TypeAdapter(Decimal)
_NUMBERS: TypeAdapter[tuple[Decimal, ...]] = TypeAdapter(tuple[Decimal, ...])
_SEPARATORS: Mapping[Language, str] = {"zh-CN": "、", "en": ", "}


def _require_both_languages(texts: object) -> object:
    if isinstance(texts, dict) and set(texts) != set(LANGUAGES):
        raise ValueError(f"needs exactly the languages {', '.join(LANGUAGES)}")
    return texts


Texts = Annotated[Mapping[Language, str], BeforeValidator(_require_both_languages)]


class _Declared(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")


class Parameter(_Declared):
    """Is a setting of a rule: its default and what it means."""

    default: ParameterValue
    meaning: Texts

    def accept(self, value: object) -> ParameterValue:
        """Take a configured value of the kind of the default; raises :class:`pydantic.ValidationError`."""
        return (_NUMBERS if isinstance(self.default, tuple) else _NUMBER).validate_python(value)


class Case(_Declared):
    """Is one way in which a rule is broken, when it weighs or reads differently from the rule's main way."""

    severity: Severity | None = None
    message: Texts


class Declaration(_Declared):
    """Is everything that is said about a rule outside its code.

    explanation: what is checked and why, in Chinese; the English of it is the docstring of the function.
    source: the 文号 or the practice that stands behind the rule. cases: name -> :class:`Case`.
    needs_whole: the table whose every row must have been read before the rule may say that something is missing.
    lexicon: the tables of words that the rule goes by, as the lexicons beside the rules name them.
    """

    code: str
    slug: str
    severity: Severity
    title: Texts
    message: Texts
    explanation: str
    source: Texts
    parameters: Mapping[str, Parameter] = {}
    cases: Mapping[str, Case] = {}
    needs_whole: Literal["tasks", "indicators"] | None = None
    lexicon: tuple[str, ...] = ()

    @property
    def family(self) -> str:
        """Give the family: the letters that the code begins with."""
        return self.code[: len(self.code) - len(self.code.lstrip(_LETTERS))]

    def severity_of(self, case: str | None) -> Severity:
        """Give the declared severity of the rule, or of one of its cases."""
        return (self.cases[case].severity if case else None) or self.severity

    def template(self, case: str | None, language: Language) -> str:
        """Give the message of the rule, or of one of its cases, before its arguments are put in."""
        return (self.cases[case].message if case else self.message)[language]

    def render(self, case: str | None, args: Args, language: Language) -> str:
        """Put the arguments into the message; braces inside an argument stay as they are.

        >>> declaration("S08").render(None, {"name": "{x}"}, "en")
        'The name of an indicator is blank or left from the template: “{x}”'
        """
        separator = _SEPARATORS[language]
        shown = {key: value if isinstance(value, str) else separator.join(value) for key, value in args.items()}
        return self.template(case, language).format_map(shown)


class Reason(_Declared):
    """Is why a rule did not apply or was not able to judge."""

    text: Texts


def _load(name: str) -> Mapping[str, Mapping[str, object]]:
    text = (files("perfgoals.checker") / "catalogue" / f"{name}.toml").read_text("utf-8")
    return tomllib.loads(text, parse_float=Decimal)


@cache
def catalogue() -> Mapping[str, Declaration]:
    """Load all declarations, code -> :class:`Declaration`, in the order of the families and of their files.

    >>> list(catalogue())[:3], catalogue()["B01"].slug
    (['R01', 'R02', 'R03'], 'row-total')
    """
    return MappingProxyType(
        {
            code: Declaration.model_validate({"code": code, **entry})
            for name in FAMILIES.values()
            for code, entry in _load(name).items()
        }
    )


@cache
def reasons() -> Mapping[str, Reason]:
    """Load the reasons of outcomes, slug -> :class:`Reason`."""
    return {slug: Reason.model_validate(entry) for slug, entry in _load("reasons").items()}


def declaration(code: str) -> Declaration:
    """Give the declaration of a code; raises KeyError for a code that no rule has."""
    return catalogue()[code]
