"""The operator × kind matrix, cell by cell, and what an actual value may be."""

from __future__ import annotations

from datetime import date, datetime
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from perfgoals.targets import Quantity, Target, Unit
from perfgoals.targets.target import Actual

# target: what holds for an actual below, at and above the figure. docs/targets.md prints the same table.
MATRIX = {
    "≥10次": (False, True, True),
    ">10次": (False, False, True),
    "≤10次": (True, True, False),
    "<10次": (True, False, False),
    "=10次": (False, True, False),
    "10次": (None, True, None),
    "约10次": (None, True, None),
    "约≥10次": (None, True, True),
    "≥10且≤10": (False, True, False),
    "提高10次": (None, None, None),
    "优": (None, None, None),
    "≥合格": (None, None, None),
    "": (None, None, None),
    "/": (None, None, None),
    "≥**次": (None, None, None),
    "10次20次": (None, None, None),
    "2022年12月31日": (None, None, None),
    "≥10次；≤10次": (False, True, False),
    "≥10次；优": (None, None, None),
}


@pytest.mark.parametrize(("text", "answers"), MATRIX.items())
def test_number(text: str, answers: tuple[bool | None, ...]) -> None:
    assert tuple(Target.parse(text).holds(actual) for actual in (9, 10, 11)) == answers


@pytest.mark.parametrize(
    ("text", "answers"),
    [
        ("5-10次", (False, True, True, True, False)),
        (">5次且<10次", (False, False, True, False, False)),
        ("10-5次", (None, None, None, None, None)),
    ],
)
def test_interval(text: str, answers: tuple[bool | None, ...]) -> None:
    assert tuple(Target.parse(text).holds(actual) for actual in (4, 5, 7, 10, 11)) == answers


@pytest.mark.parametrize(
    ("text", "answers"),
    [
        ("2022年11月25日", (True, True, False)),
        ("2022年11月底前", (True, True, True)),
        ("2022年10月-11月24日", (True, False, False)),
        ("2022年11月25日至12月1日", (None, True, True)),
        ("2022年", (True, True, True)),
        ("2021年", (False, False, False)),
        ("2023年", (None, None, None)),
        ("不早于2022年11月25日", (False, True, True)),
        ("12月底前", (None, None, None)),
    ],
)
def test_deadline(text: str, answers: tuple[bool | None, ...]) -> None:
    days = (date(2022, 11, 24), date(2022, 11, 25), date(2022, 11, 26))
    assert tuple(Target.parse(text).holds(day) for day in days) == answers


@pytest.mark.parametrize(
    ("target", "actual", "answer"),
    [
        ("≤24小时", "1天", True),
        ("≤24小时", "2天", False),
        ("≤24小时", "1个工作日", None),
        ("≤5万元", "50000.01元", False),
        ("≥95%", "96", True),
        ("≥95%", "0.96", None),
        ("≥20万条", "25", None),
        ("≥20万条", "25万", True),
        ("≥20万条", "2001", False),
        ("≥20万条", "200000", True),
        ("≥20万条", "0", False),
        ("≥95%", "95人", None),
        ("≥95%", "优", None),
        ("≥95%", "", None),
        ("≥95%", "≥96%", True),
        ("≥95%", "≥94%", None),
        ("≥95%", "<95%", False),
        ("≤95%", "90%-96%", None),
        ("≥95%", "90%-94%", False),
        ("≥95%", "约96%", None),
        ("≥95%", "96-97", True),
        ("≥95%", "97-96", None),
        ("5-10次", "6-7次", True),
        ("5-10次", "6-11次", None),
        ("5-10次", "6-7人", None),
        ("≥5个", "6台", None),
        ("≥5人", "6名", True),
        ("≥5", "6人", None),
        ("提高≥10%", "提高12%", True),
        ("提高≥10%", "降低12%", None),
        ("提高≥10%", "12%", None),
        ("≥10%", "提高12%", None),
        ("≥4次；≥200人", "5次；300人", True),
        ("≥4次；≥200人", "5次；100人", False),
        ("≥4次；≥200人", "5次", None),
        ("2022年11月底前", "2022年11月", True),
        ("2022年11月25日", "2022年11月", None),
        ("2022年10月31日", "2022年11月", False),
        ("2022年11月25日", "2022-11-26", False),
        ("2022年11月25日", "11月20日", None),
        ("2022年11月25日", "5次", None),
        ("≥5次", "2022年11月25日", None),
    ],
)
def test_text_as_actual(target: str, actual: str, answer: bool | None) -> None:
    assert Target.parse(target).holds(actual) is answer


@pytest.mark.parametrize(
    "actual",
    [96, Decimal("95.5"), "96%", Quantity(Decimal(96), Unit.parse("%")), Target.parse("96%"), Quantity(Decimal(96))],
)
def test_kinds_of_actual(actual: Actual) -> None:
    assert Target.parse("≥95%").holds(actual) is True


def test_a_moment_is_a_day() -> None:
    assert Target.parse("2022年11月25日").holds(datetime(2022, 11, 25, 23, 59)) is True  # noqa: DTZ001  a cell's value


@pytest.mark.parametrize("actual", [True, 0.95, None, b"95", [95]])
def test_what_is_no_value(actual: object) -> None:
    with pytest.raises(TypeError):
        Target.parse("≥95%").holds(actual)  # type: ignore[arg-type]


@given(st.sampled_from(["≥", ">", "≤", "<", "="]), st.integers(-1000, 1000), st.integers(-1000, 1000))
def test_agrees_with_arithmetic(symbol: str, bound: int, actual: int) -> None:
    expected = {
        "≥": actual >= bound,
        ">": actual > bound,
        "≤": actual <= bound,
        "<": actual < bound,
        "=": actual == bound,
    }[symbol]
    assert Target.parse(f"{symbol}{bound}次").holds(actual) is expected
