"""The rules that one check knows, by code, name and family: those of the catalogue and, behind them, one's own."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from difflib import get_close_matches
from functools import cached_property
from types import ModuleType

from perfgoals.checker import budget, consistency, quality, reading, self_evaluation, structure, taxonomy, value
from perfgoals.checker.declaration import FAMILIES, Declaration, catalogue
from perfgoals.checker.rule import Rule
from perfgoals.errors import UsageError

FAMILY_MODULES: tuple[ModuleType, ...] = (
    reading,
    structure,
    budget,
    value,
    taxonomy,
    consistency,
    quality,
    self_evaluation,
)
RULES: tuple[Rule, ...] = tuple(rule for module in FAMILY_MODULES for rule in module.RULES)
"""The rules that come with perfgoals, in the order of the catalogue."""


@dataclass(frozen=True)
class RuleSet:
    """Is the rules of a check in their order. Raises :class:`UsageError` when two share a code or a name.

    own: the rules that do not come with perfgoals; one that is found twice counts once.
    """

    own: tuple[Rule, ...] = ()

    def __post_init__(self) -> None:
        known = {name for code, rule in catalogue().items() for name in (code, rule.slug)}
        for rule in self.own:
            for name in (rule.code, rule.declaration.slug):
                if name in known:
                    raise UsageError("duplicate-rule", name=repr(name))
                known.add(name)

    @classmethod
    def of(cls, own: Iterable[Rule]) -> RuleSet:
        """Put further rules behind those of the catalogue."""
        return cls(tuple({id(rule): rule for rule in own}.values()))

    @property
    def rules(self) -> tuple[Rule, ...]:
        """Give all rules in the order in which they run."""
        return RULES + self.own

    @cached_property
    def declarations(self) -> Mapping[str, Declaration]:
        """Give what is declared of each, code -> :class:`Declaration`."""
        return {**catalogue(), **{rule.code: rule.declaration for rule in self.own}}

    @cached_property
    def families(self) -> tuple[str, ...]:
        """Give the letters that codes begin with."""
        return (*FAMILIES, *dict.fromkeys(rule.declaration.family for rule in self.own))

    def code_of(self, name: str) -> str:
        """Find the code that a code or slug names; raises :class:`UsageError` with what is near.

        >>> RuleSet().code_of("row-total"), RuleSet().code_of("b01")
        ('B01', 'B01')
        """
        for code, rule in self.declarations.items():
            if name.casefold() in (code.casefold(), rule.slug):
                return code
        raise self._unknown(name)

    def codes_of(self, name: str) -> frozenset[str]:
        """Find the codes that a code, a slug or the letters of a family name; raises :class:`UsageError`."""
        if name in self.families:
            return frozenset(code for code, rule in self.declarations.items() if rule.family == name)
        return frozenset({self.code_of(name)})

    def codes(self, names: Iterable[str]) -> frozenset[str]:
        """Find the codes that any of the names stands for."""
        return frozenset().union(*(self.codes_of(name) for name in names))

    def _unknown(self, name: str) -> UsageError:
        known = [name for code, rule in self.declarations.items() for name in (code, rule.slug)]
        near = get_close_matches(name, known, n=3, cutoff=0.5) or get_close_matches(
            name.upper(), known, n=3, cutoff=0.5
        )
        if near:
            return UsageError("unknown-rule", name=repr(name), near=", ".join(near))
        return UsageError("unknown-family", name=repr(name), families=", ".join(self.families))
