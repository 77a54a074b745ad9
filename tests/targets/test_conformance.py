"""The conformance table says what the parser says, line by line, and covers every production there is."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any, get_args

import pytest
from pydantic import TypeAdapter

from perfgoals.targets import Target
from perfgoals.targets.data import load
from perfgoals.targets.moments import Precision
from perfgoals.targets.target import Comparator, Hole, Kind

TABLE = Path(__file__).resolve().parents[2] / "samples" / "targets.jsonl"
ROWS: list[dict[str, Any]] = [json.loads(line) for line in TABLE.read_text(encoding="utf-8").splitlines()]
ADAPTER: TypeAdapter[Target] = TypeAdapter(Target)
KEYS = {"production", "text", "comparator", "unit", "year", "canonical", "reading"}


def _parsed(row: dict[str, Any]) -> Target:
    return Target.parse(row["text"], comparator=row.get("comparator"), unit=row.get("unit"), year=row.get("year"))


def _plain(value: Any) -> Any:
    """Drop what the table leaves out: the text, and whatever is absent or does not apply."""
    if isinstance(value, dict):
        return {
            key: _plain(item) for key, item in value.items() if key != "text" and item is not None and item is not False
        }
    return [_plain(item) for item in value] if isinstance(value, list) else value


@pytest.mark.parametrize("row", ROWS, ids=lambda row: f"{row['production']}:{row['text']}")
def test_row(row: dict[str, Any]) -> None:
    target = _parsed(row)
    assert _plain(ADAPTER.dump_python(target, mode="json")) == _plain(row["reading"])
    assert str(target) == row["canonical"]
    assert Target.parse(row["canonical"]) == target


@pytest.mark.parametrize(
    "row", [row for row in ROWS if row["reading"]["kind"] != "unparsed"], ids=lambda row: str(row["text"])
)
def test_the_reading_alone_gives_the_target(row: dict[str, Any]) -> None:
    assert ADAPTER.validate_python(row["reading"]) == _parsed(row)


def test_the_table_is_large_and_regular() -> None:
    assert len(ROWS) >= 200
    assert all(set(row) <= KEYS and {"production", "text", "canonical", "reading"} <= set(row) for row in ROWS)
    inputs = [(row["text"], row.get("comparator"), row.get("unit"), row.get("year")) for row in ROWS]
    assert len(set(inputs)) == len(inputs)


def test_everything_occurs_in_it() -> None:
    readings = [row["reading"] for row in ROWS]
    parts = [part for reading in readings for part in (reading, *reading.get("targets", ()))]
    assert {part["kind"] for part in parts} == set(get_args(Kind))
    assert {part.get("comparator") for part in parts if part["kind"] == "threshold"} == {None, *get_args(Comparator)}
    assert {part["precision"] for part in parts if part["kind"] == "deadline"} == set(get_args(Precision))
    assert {part["reason"] for part in parts if part["kind"] == "missing"} == set(get_args(Hole))
    assert {part["reason"] for part in parts if part["kind"] == "unparsed"} == set(load("reasons.toml"))
