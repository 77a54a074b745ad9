"""What stands where a value should: nothing, a placeholder, a template never filled in; and what is a value."""

from __future__ import annotations

import pytest

from perfgoals.targets import Missing, Qualitative, Target


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("", "blank"),
        (" ", "blank"),
        ("\n\t　", "blank"),
        ("\u200b", "blank"),
        ("。", "blank"),
        ("/", "placeholder"),
        ("／", "placeholder"),
        ("-", "placeholder"),
        ("—", "placeholder"),
        ("——", "placeholder"),
        ("暂无", "placeholder"),
        ("不适用", "placeholder"),
        ("N/A", "placeholder"),
        ("☐", "placeholder"),
        ("待定", "placeholder"),
        ("≥**人", "template"),
        ("**元/人·月", "template"),
        ("≥**%", "template"),
        ("XX人", "template"),
        ("xx年xx月", "template"),
        ("20XX年12月", "template"),
        ("≥X%", "template"),
        ("××", "template"),
        ("____", "template"),
        ("……", "template"),
        ("......", "template"),
        ("≥……人", "template"),
        ("≧ %", "template"),
        ("≥", "template"),
        ("不低于%", "template"),
        ("公里", "template"),
        ("万亩", "template"),
        ("万人", "template"),
        ("元/人", "template"),
        ("%", "template"),
    ],
)
def test_missing(text: str, reason: str) -> None:
    target = Target.parse(text)
    assert isinstance(target, Missing)
    assert target.reason == reason


@pytest.mark.parametrize(
    "text", ["无", "否", "每季度", "每月", "达到", "是/否", "《办法》要求", "完成……工作", "同上", "×月报表", "√"]
)
def test_words_are_no_holes(text: str) -> None:
    assert isinstance(Target.parse(text), Qualitative)


@pytest.mark.parametrize(("comparator", "unit"), [("≥", "%"), (None, "人"), ("≥", None), ("定性", None)])
def test_a_blank_value_cell_is_missing_whatever_stands_beside(comparator: str | None, unit: str | None) -> None:
    assert isinstance(Target.parse(" ", comparator=comparator, unit=unit), Missing)
