"""What a rule is: a small function that walks a sheet and yields what it found, bound to its declaration."""

from __future__ import annotations

import inspect
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from importlib import import_module
from operator import attrgetter
from typing import Any, TypeVar, cast

from perfgoals.checker.declaration import Declaration, ParameterValue, declaration
from perfgoals.checker.facts import Facts
from perfgoals.forms import Classification
from perfgoals.models import GoalSheet
from perfgoals.readers.grid import Cell

Shown = str | int | Decimal | tuple[str, ...]
Candidate = TypeVar("Candidate")


@dataclass(frozen=True, slots=True)
class Hit:
    """Is a fault: the leaf at fault, the arguments of the message, the leaves it disagrees with.

    case: one of the declared cases, None for the main message. cells: only where the fault is a cell that is no leaf.
    """

    path: str
    args: Mapping[str, Shown] = field(default_factory=dict)
    case: str | None = None
    related: tuple[str, ...] = ()
    cells: tuple[Cell, ...] = ()


@dataclass(frozen=True, slots=True)
class Undecided:
    """Is a place that cannot be judged because something is missing; ``reason`` is a slug of ``reasons.toml``."""

    path: str
    reason: str


class NotApplicable(Exception):
    """Says that the sheet holds nothing that the rule could judge; ``reason`` is a slug of ``reasons.toml``."""

    def __init__(self, reason: str) -> None:
        super().__init__(reason)
        self.reason = reason


def judged(candidates: Iterable[Candidate], reason: str) -> list[Candidate]:
    """List what a rule judges; raise :class:`NotApplicable` for nothing, since what compares nothing passes nothing.

    >>> judged([], "no-value")
    Traceback (most recent call last):
    perfgoals.checker.rule.NotApplicable: no-value
    """
    found = list(candidates)
    if not found:
        raise NotApplicable(reason)
    return found


@dataclass(frozen=True, slots=True)
class Context:
    """Is what a rule is given beside the sheet: its parameters, and the facts derived once per check."""

    facts: Facts
    parameters: Mapping[str, ParameterValue] = field(default_factory=dict)

    @property
    def classified(self) -> Classification:
        """Give the framework of the sheet and the kinds of its categories and groups."""
        return self.facts.classified

    def number(self, name: str) -> Decimal:
        """Give a parameter that is a number."""
        return Decimal(cast("Decimal", self.parameters[name]))

    def numbers(self, name: str) -> tuple[Decimal, ...]:
        """Give a parameter that is a list of numbers."""
        return tuple(Decimal(item) for item in cast("tuple[Decimal, ...]", self.parameters[name]))


Verdicts = Iterator[Hit | Undecided]
Judge = Callable[[GoalSheet, Context], Verdicts]


@dataclass(frozen=True, slots=True)
class Rule:
    """Is a function bound to the code it judges.

    own: what is declared about a rule of the user's own; None for the rules of the catalogue.
    """

    code: str
    judge: Judge
    own: Declaration | None = None

    def __reduce__(self) -> tuple[Any, ...]:
        """Pickle by name: the module that defines a rule holds it in place of its function."""
        return _rule_named, (self.judge.__module__, self.judge.__qualname__)

    def __deepcopy__(self, _: object) -> Rule:
        """Give the rule itself: nothing of it ever changes."""
        return self

    @property
    def declaration(self) -> Declaration:
        """Give what is declared about the rule."""
        return self.own or declaration(self.code)

    @property
    def documentation(self) -> str:
        """Give the docstring of the function: what, why, a hit, a near miss, parameters."""
        return inspect.getdoc(self.judge) or ""


def _rule_named(module: str, name: str) -> Rule:
    return cast("Rule", attrgetter(name)(import_module(module)))


def rule(code: str) -> Callable[[Judge], Rule]:
    """Bind a function to a declared code."""

    def bind(judge: Judge) -> Rule:
        return Rule(code, judge)

    return bind
