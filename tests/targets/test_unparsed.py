"""The reason of what does not parse: a slug, the place, and two lines a person reads."""

from __future__ import annotations

import pytest

from perfgoals.targets import Target, Unparsed
from perfgoals.targets.data import load


def _unparsed(text: str) -> Unparsed:
    target = Target.parse(text)
    assert isinstance(target, Unparsed)
    return target


@pytest.mark.parametrize(
    ("text", "reason", "marked"),
    [
        ("≥95%以内", "conflicting-comparators", "以内"),
        ("5天后", "unknown-unit", "天后"),
        ("≤100%100%", "glued-values", "%100%"),
        ("第２３４次", "figure-in-words", "２３４次"),
        ("  10 20", "glued-values", "20"),
        ("应保尽保%", "no-number", "%"),
        ("2022年2月30日", "invalid-date", "2022年2月30日"),
        ("9" * 31, "number-too-long", "9" * 31),
    ],
)
def test_reason_and_place(text: str, reason: str, marked: str) -> None:
    target = _unparsed(text)
    start, end = target.span
    assert (target.reason, text[start:end]) == (reason, marked)


def test_marks_stand_under_the_place_in_columns_of_a_terminal() -> None:
    line, marks = _unparsed("第２次比上年多3次").explain().split("\n")
    assert line == "第２次比上年多3次"
    assert marks.startswith("  ^~")
    assert _unparsed("5天后\n").explain().count("\n") == 1


def test_braces_and_controls_in_the_text_are_harmless() -> None:
    assert "{0}5%s" in _unparsed("{0}5%s").explain("en")
    assert "\x1b" not in _unparsed("\x1b[31m5天后").explain()


@pytest.mark.parametrize("slug", sorted(load("reasons.toml")))
def test_every_reason_speaks_both_languages(slug: str) -> None:
    target = Unparsed(text="5天后", reason=slug, span=(1, 3))
    assert target.explain("zh-CN") != target.explain("en")


@pytest.mark.parametrize(
    ("reason", "span"), [("nonsense", (0, 1)), ("unknown-unit", (3, 1)), ("unknown-unit", (-1, 1))]
)
def test_no_other_reason_is_made(reason: str, span: tuple[int, int]) -> None:
    with pytest.raises(ValueError, match="reason"):
        Unparsed(text="5天后", reason=reason, span=span)


def test_a_bracket_that_says_something_else_is_not_dropped() -> None:
    assert Target.parse("90%以上(含95%)").kind == "unparsed"


@pytest.mark.parametrize(
    ("text", "reason"), [("2023年前", "vague-date"), ("2023年前完成", "vague-date"), ("≥1、200人", "glued-values")]
)
def test_what_may_say_two_things_is_refused(text: str, reason: str) -> None:
    target = Target.parse(text)
    assert isinstance(target, Unparsed)
    assert target.reason == reason


def test_the_end_of_a_year_is_no_year_before() -> None:
    assert Target.parse("2023年底前").kind == "deadline"
