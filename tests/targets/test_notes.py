"""Brackets and quotation marks around a value or behind it: what only adds a note is skipped, the rest is refused."""

from __future__ import annotations

import pytest

from perfgoals.targets import Target, Unparsed


@pytest.mark.parametrize(
    ("text", "same"),
    [
        ("≥95%（抽样调查）", "≥95%"),
        ("≤380元/人/天（含住宿）", "≤380元/人/天"),
        ("≥100人（老师）", "≥100人"),
        ("80%-90%（抽样调查）", "80%-90%"),
        ("（95%）", "95%"),
        ("“≥95%”", "≥95%"),
        ('"≥95%"', "≥95%"),
    ],
)
def test_a_note_leaves_the_value(text: str, same: str) -> None:
    target = Target.parse(text)
    assert target == Target.parse(same)
    assert target.text == text


@pytest.mark.parametrize(
    "text",
    [
        "90%以上(含95%)",
        "100%（1.0）",
        "≥95%（≥90%）",
        "≥5次（每年）",
        "≥5次（以内）",
        "≥95%（不含）",
        "≥95%（下降）",
        "10人（不足）",
        "30元（九折）",
        "≥5场（第二季度）",
        "100（抽样调查）",
        "（1）",
        "（5万元）",
        "“5”",
        "（95%",
        "(≥95%)（%）",
        "12月（暂定）",
    ],
)
def test_a_bracket_that_may_say_more_is_refused(text: str) -> None:
    assert isinstance(Target.parse(text), Unparsed)


def test_a_note_beside_a_unit_cell() -> None:
    assert Target.parse("≥95（抽样调查）", unit="%") == Target.parse("≥95%")
