"""A target as a field of anybody's pydantic model: text, mapping, instance; JSON both ways; a schema with its kinds."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given
from pydantic import BaseModel, ConfigDict, TypeAdapter, ValidationError

from perfgoals.targets import Deadline, Quantity, Several, Target, Threshold, Unit
from tests.strategies.targets import cells, texts

KINDS = {"threshold", "interval", "deadline", "qualitative", "several", "missing", "unparsed"}


class Row(BaseModel):
    target: Target
    cost: Threshold | None = None


class Strict(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)

    target: Target


class Due(BaseModel):
    due: Deadline


@given(texts())
def test_text_is_parsed_and_json_goes_round(text: str) -> None:
    row = Row.model_validate({"target": text})
    assert row.target == Target.parse(text)
    if text.isprintable():
        again = Row.model_validate_json(row.model_dump_json())
        assert again == row
        assert again.target.text == text


@given(cells())
def test_what_was_read_from_cells_goes_round_too(row: tuple[str | None, str, str | None]) -> None:
    target = Target.parse(row[1], comparator=row[0], unit=row[2])
    assert TypeAdapter(Target).validate_python(TypeAdapter(Target).dump_python(target)) == target


@given(texts())
def test_a_model_that_forbids_extras_holds_every_kind(text: str) -> None:
    row = Strict.model_validate({"target": text})
    assert Strict.model_validate(row.model_dump()) == row


def test_an_instance_is_kept() -> None:
    target = Target.parse("≥95%")
    assert Row(target=target).target is target


def test_decimals_are_text_in_json() -> None:
    data: dict[str, Any] = TypeAdapter(Target).dump_python(Target.parse("≥14.70万元"), mode="json")
    assert data == {
        "kind": "threshold",
        "text": "≥14.70万元",
        "comparator": "≥",
        "approximate": False,
        "change": None,
        "suffix_comparator": None,
        "quantity": {"magnitude": "14.70", "unit": {"symbol": "万元", "dimension": "money"}, "scale": None},
    }


class TestOneKindAlone:
    def test_text_of_that_kind(self) -> None:
        row = Row.model_validate({"target": "优", "cost": "≤5万元"})
        assert row.cost == Target.parse("≤5万元")
        assert Due.model_validate({"due": "2022年12月31日"}).due.end is not None

    def test_text_of_another_kind(self) -> None:
        with pytest.raises(ValidationError):
            Row.model_validate({"target": "优", "cost": "优"})
        with pytest.raises(ValidationError):
            Due.model_validate({"due": "≥95%"})


@pytest.mark.parametrize(
    "data",
    [
        5,
        None,
        {},
        {"kind": "nonsense"},
        {"kind": "threshold"},
        {"kind": "threshold", "comparator": "about", "quantity": {"magnitude": "5"}},
        {"kind": "threshold", "quantity": {"magnitude": "NaN"}},
        {"kind": "threshold", "quantity": {"magnitude": "1E+999999999"}},
        {"kind": "threshold", "quantity": {"magnitude": "5", "unit": {"symbol": "%", "dimension": "people"}}},
        {"kind": "deadline", "precision": "day", "end": "2022-02-30"},
        {"kind": "deadline", "precision": "day", "yearless_end": {"month": 2, "day": 30}},
        {"kind": "unparsed", "reason": "nonsense", "span": [0, 1]},
        {"kind": "several", "targets": [{"kind": "qualitative", "term": "优", "known": True}]},
        {"kind": "several", "targets": [{"kind": "several", "targets": []}]},
    ],
)
def test_what_is_no_target(data: object) -> None:
    with pytest.raises(ValidationError):
        Row.model_validate({"target": data})


class TestSchema:
    def test_names_every_kind_behind_a_discriminator(self) -> None:
        schema = Row.model_json_schema()
        text, union = schema["properties"]["target"]["anyOf"]
        assert text == {"type": "string"}
        assert union["discriminator"]["propertyName"] == "kind"
        assert set(union["discriminator"]["mapping"]) == KINDS
        assert len(union["oneOf"]) == len(KINDS)

    def test_of_what_is_written(self) -> None:
        schema = Row.model_json_schema(mode="serialization")
        assert schema["properties"]["target"]["discriminator"]["propertyName"] == "kind"
        assert {"Threshold", "Deadline", "Several", "Quantity", "Unit"} <= set(schema["$defs"])

    def test_several_hold_no_several(self) -> None:
        items = TypeAdapter(Target).json_schema()["$defs"]["Several"]["properties"]["targets"]["items"]
        assert {choice["$ref"].rsplit("/", 1)[1] for choice in items["anyOf"]} == {"Threshold", "Interval", "Deadline"}


def test_built_by_hand_equals_read() -> None:
    built = Threshold(
        comparator="≥",
        quantity=Quantity(TypeAdapter(Quantity).validate_python({"magnitude": 95}).magnitude, Unit.parse("%")),
    )
    assert built == Target.parse("≥95%")
    assert Several(targets=(built,)) != built


def test_a_target_is_immutable() -> None:
    target = Target.parse("≥95%")
    with pytest.raises(AttributeError):
        target.text = "≥96%"  # type: ignore[misc]
