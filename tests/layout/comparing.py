"""Two trees compared leaf by leaf, so that a failure names the leaves that differ."""

from __future__ import annotations

from collections.abc import Iterator

from perfgoals import GoalSheet


def assert_same_tree(found: GoalSheet, expected: GoalSheet) -> None:
    """Fail with the paths of the leaves that differ."""
    differences = list(_differences("", found.model_dump(mode="json"), expected.model_dump(mode="json")))
    assert differences == []
    assert found == expected


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
