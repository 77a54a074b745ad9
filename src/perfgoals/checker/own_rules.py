"""Rules of the user's own: the decorator that declares one, and where further ones are found.

There is no registry: a rule is known where its module is named, where it is passed, or where its package is installed.
"""

from __future__ import annotations

import inspect
import re
import sys
from collections.abc import Callable, Mapping
from functools import cache
from importlib import import_module
from importlib.machinery import ModuleSpec, SourceFileLoader
from importlib.metadata import entry_points
from importlib.util import module_from_spec
from pathlib import Path
from types import ModuleType
from typing import Any

from pydantic import ValidationError

from perfgoals.checker.declaration import FAMILIES, LANGUAGES, Declaration, Severity
from perfgoals.checker.rule import Judge, Rule
from perfgoals.errors import UsageError

ENTRY_POINTS = "perfgoals.rules"
"""The group of entry points under which an installed package offers its rules."""

_CODE = re.compile(r"([A-Z]{1,8})[0-9]{1,4}\Z")
_SLUG = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*\Z")

OwnTexts = str | Mapping[str, str]
"""A text in both languages, or one that stands for both."""


def own_rule(
    *,
    code: str,
    slug: str,
    severity: Severity,
    message: OwnTexts,
    source: OwnTexts,
    **more: Any,
) -> Callable[[Judge], Rule]:
    """Declare a rule of one's own over the function that judges by it.

    code: capital letters that are no family of perfgoals, then digits. slug: the name in words. message, source, title:
    a text, or one for each language; the first line of the docstring is the title where none is given.
    more: ``title``; ``explanation``, ``parameters``, ``cases`` and ``needs_whole`` as in :class:`Declaration`.
    The function is given the sheet and a :class:`Context` and yields a :class:`Hit` for each fault.
    Raises :class:`UsageError` for a declaration that is wrong.

    >>> @own_rule(code="ZZ01", slug="no-year", severity="info", message="未填年度", source="本单位审核要点")
    ... def no_year(sheet, context):
    ...     "Find sheets without a year."
    ...     if sheet.year is None:
    ...         yield Hit("year")
    >>> no_year.code, no_year.declaration.title["en"]
    ('ZZ01', 'Find sheets without a year.')
    """

    def bind(judge: Judge) -> Rule:
        first, *_ = (inspect.getdoc(judge) or "").splitlines() or [slug]
        entry = {"title": first, "explanation": "", **more}
        entry |= {"slug": slug, "severity": severity, "message": message, "source": source}
        entry |= {key: _both(entry[key]) for key in ("title", "message", "source")}
        return Rule(code, judge, _declare(code, entry))

    return bind


def _both(text: object) -> object:
    return dict.fromkeys(LANGUAGES, text) if isinstance(text, str) else text


def _declare(code: str, entry: Mapping[str, Any]) -> Declaration:
    letters = _CODE.match(str(code))
    if letters is None or letters.group(1) in FAMILIES:
        raise UsageError("own-code", code=repr(code), families=", ".join(FAMILIES))
    if not _SLUG.match(str(entry["slug"])):
        raise UsageError("own-slug", code=code, slug=repr(entry["slug"]))
    try:
        return Declaration.model_validate({"code": code, **entry})
    except ValidationError as error:
        complaints = (f"{'.'.join(map(str, each['loc']))}: {each['msg']}" for each in error.errors())
        raise UsageError("own-declaration", code=code, detail="; ".join(complaints)) from error


def rules_of_module(name: str) -> tuple[Rule, ...]:
    """Import a module by its name, or a file whose path ends with ``.py``, and give its rules as it defines them.

    Raises :class:`UsageError` that names a module which cannot be imported or has no rule of its own.
    """
    return _rules_of(name, lambda: _module_of_file(Path(name)) if name.endswith(".py") else import_module(name))


@cache
def installed_rules() -> tuple[Rule, ...]:
    """Give the rules of installed packages, by the names of their entry points. Raises :class:`UsageError`."""
    points = sorted(entry_points(group=ENTRY_POINTS), key=lambda point: point.name)
    return tuple(rule for point in points for rule in _rules_of(f"{ENTRY_POINTS}:{point.name}", point.load))


def _rules_of(name: str, load: Callable[[], object]) -> tuple[Rule, ...]:
    """Load a rule, several, or a module with some; the module of a rule may be imported into another one."""
    try:
        found = load()
    except UsageError as error:
        error.source = error.source or name
        raise
    except Exception as error:  # importing runs the code of others, which may raise anything
        raise UsageError("rule-module", module=name, detail=f"{type(error).__name__}: {error}") from error
    held = vars(found).values() if isinstance(found, ModuleType) else found if isinstance(found, tuple) else (found,)
    rules = tuple(each for each in held if isinstance(each, Rule) and each.own is not None)
    if not rules:
        raise UsageError("module-without-rules", module=name)
    return rules


def _module_of_file(path: Path) -> ModuleType:
    """Import a file as a module: once in a process, as every import does."""
    name = f"perfgoals_rules:{path.resolve()}"
    if name not in sys.modules:
        module = module_from_spec(ModuleSpec(name, loader := SourceFileLoader(name, str(path)), origin=str(path)))
        sys.modules[name] = module  # what looks a class up by its module finds it there while the code runs
        try:
            loader.exec_module(module)
        except BaseException:
            del sys.modules[name]
            raise
    return sys.modules[name]
