"""Two trees compared leaf by leaf, so that a failure names the leaves that differ."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from perfgoals import GoalSheet


def assert_same_tree(found: GoalSheet, expected: GoalSheet) -> None:
    """Fail with the paths of the leaves that differ; what is left over and noted does not count."""
    assert list(_differences("", plain(found), plain(expected))) == []


def plain(sheet: GoalSheet) -> dict[str, Any]:
    """Give a tree as plain data, each target by its value: the text may have stood in one cell or in three."""
    tree = sheet.model_dump(mode="json", exclude={"leftover", "notes"})
    return {key: _by_value(value) for key, value in tree.items()}


def _by_value(node: Any) -> Any:
    if isinstance(node, dict):
        return {key: _by_value(value) for key, value in node.items() if key not in ("text", "span")}
    return [_by_value(value) for value in node] if isinstance(node, list) else node


def _differences(path: str, found: object, expected: object) -> Iterator[str]:
    if isinstance(found, dict) and isinstance(expected, dict):
        for key in {**found, **expected}:
            yield from _differences(f"{path}.{key}", found.get(key), expected.get(key))
    elif isinstance(found, list) and isinstance(expected, list):
        for index in range(max(len(found), len(expected))):
            pair = [items[index] if index < len(items) else None for items in (found, expected)]
            yield from _differences(f"{path}[{index}]", *pair)
    elif found != expected:
        yield f"{path}: found {found!r}, expected {expected!r}"
