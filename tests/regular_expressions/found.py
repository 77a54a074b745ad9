"""Finds every regular expression of the package, and how it is used: at one place of a text, or at every one."""

from __future__ import annotations

import ast
import gc
import importlib
import inspect
import pkgutil
import re
import sys
from collections import defaultdict
from collections.abc import Iterator, Mapping
from functools import cache
from types import ModuleType
from typing import Any

import perfgoals

_ANCHORED = frozenset({"match", "fullmatch"})
_ANYWHERE = frozenset({"search", "sub", "subn", "split", "findall", "finditer"})
_HOLDERS = (dict, list, tuple, set, frozenset)


@cache
def modules() -> tuple[ModuleType, ...]:
    """Import the whole package."""
    names = [module.name for module in pkgutil.walk_packages(perfgoals.__path__, "perfgoals.")]
    return tuple(importlib.import_module(name) for name in names if not name.endswith("__main__"))


def patterns() -> dict[tuple[str, str], list[re.Pattern[Any]]]:
    """Give the patterns by the module and the name that hold them, those that a function remembers by its name."""
    found: dict[tuple[str, str], list[re.Pattern[Any]]] = defaultdict(list)
    for module in modules():
        for name, value in vars(module).items():
            if not isinstance(value, ModuleType | type):
                found[module.__name__, name].extend(_within(value, module, set()))
    return {key: held for key, held in found.items() if held}


def _within(value: Any, module: ModuleType, seen: set[int]) -> Iterator[re.Pattern[Any]]:
    if isinstance(value, re.Pattern):
        yield value
        return
    remembers = hasattr(value, "cache_info") and value.__module__ == module.__name__
    if id(value) in seen or not (remembers or isinstance(value, _HOLDERS) or type(value).__name__ == "_lru_list_elem"):
        return
    seen.add(id(value))
    for inner in gc.get_referents(value):
        yield from _within(inner, module, seen)


@cache
def _uses(module: ModuleType) -> Mapping[str, frozenset[str]]:
    """Give the methods that a module calls of whatever a name holds."""
    found: dict[str, set[str]] = defaultdict(set)
    for node in ast.walk(ast.parse(inspect.getsource(module))):
        if isinstance(node, ast.Attribute):
            found[_base(node.value)].add(node.attr)
        elif isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute) and node.func.attr == "take":
            for argument in node.args:
                found[_base(argument)].add("match")  # a scanner of values takes what begins where it stands
    return {name: frozenset(methods) for name, methods in found.items()}


def _base(node: ast.expr) -> str:
    while isinstance(node, ast.Subscript | ast.Call):
        node = node.value if isinstance(node, ast.Subscript) else node.func
    return node.id if isinstance(node, ast.Name) else node.attr if isinstance(node, ast.Attribute) else ""


def is_anchored(module: str, name: str) -> bool:
    """Tell whether a pattern is tried at one place of a text only, in every module that has it under its name."""
    held = vars(sys.modules[module])[name]
    users = [user for user in modules() if vars(user).get(name) is held]
    methods = {method for user in users for method in _uses(user).get(name, ())} & {*_ANCHORED, *_ANYWHERE}
    return bool(methods) and methods <= _ANCHORED
