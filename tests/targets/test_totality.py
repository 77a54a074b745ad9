"""Any str gives a target, in linear time; nothing but a wrong argument raises."""

from __future__ import annotations

import time

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from perfgoals.targets import Target, Unparsed
from tests.strategies.targets import nearly_values

LONG = 100_000


@settings(max_examples=200)
@given(
    st.one_of(st.text(), nearly_values()),
    st.none() | st.text(max_size=6),
    st.none() | st.text(max_size=6),
    st.none() | st.integers(),
)
@example("{0}{text}", "{", "}", None)
@example("95%\n", None, None, None)
@example("\x00\ud800", "\ud800", "\ud800", 2022)
def test_any_text(text: str, comparator: str | None, unit: str | None, year: int | None) -> None:
    target = Target.parse(text, comparator=comparator, unit=unit, year=year)
    if isinstance(target, Unparsed):
        assert 0 <= target.span[0] <= target.span[1] <= len(target.text)
        assert target.explain("zh-CN")
        assert target.explain("en")
    assert target.holds("5%") in {True, False, None}


@pytest.mark.parametrize(
    "text",
    [
        "1" * LONG,
        "≥" * LONG,
        "。 " * LONG,
        "、" * LONG,
        "一" * LONG,
        " " * LONG + "≥合格",
        "9" * LONG + "年",
        "(" * LONG,
        "*" * LONG,
        "5、" * 199,
        "百" * 399,
        "每人" * 190 + "5",
        "约" * 399 + "5x",
        "达到" * 190 + "5x",
        "率" * 399 + "5",
        "2022年" * 79,
        "至" * 399,
        "1-" * 199,
        "5(含" * 130,
        "元/" * 190 + "人",
        "5" + "元/人" * 12,
    ],
    ids=lambda text: f"{text[:4]}*{len(text)}",
)
def test_hostile_length(text: str) -> None:
    started = time.perf_counter()
    Target.parse(text)
    assert time.perf_counter() - started < 2


@pytest.mark.parametrize("value", [None, 95, 95.0, b"95%", ["95%"], True])
def test_only_str_is_read(value: object) -> None:
    with pytest.raises(TypeError):
        Target.parse(value)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    "argument", [{"comparator": 5}, {"unit": b"%"}, {"year": "2022"}, {"year": True}, {"year": 2022.0}]
)
def test_only_the_right_arguments(argument: dict[str, object]) -> None:
    with pytest.raises(TypeError):
        Target.parse("95", **argument)  # type: ignore[arg-type]
