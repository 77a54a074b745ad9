"""No regular expression takes more than a bounded number of steps for each character, whatever the text."""

from __future__ import annotations

import math
import re
from pathlib import Path

import pytest

import perfgoals
from perfgoals.checker import lexicon
from tests.regular_expressions.found import is_anchored, patterns
from tests.regular_expressions.pumping import pumped
from tests.regular_expressions.steps import Engine, TooMany

SAMPLES = Path(__file__).resolve().parents[2] / "samples"
SHORT, LONG = 30, 90
GROWTH = 1.6
"""Steps for each character of the long text beside those of the short one: 1 is linear, 3 quadratic."""
MOST = 1_000_000
CHEAP = 12
"""Steps for each character that are no matter for concern."""
pytestmark = pytest.mark.no_cover


def steps(pattern: re.Pattern[str], text: str, *, anchored: bool) -> float:
    """Count the steps for each character."""
    engine = Engine(pattern, text, MOST)
    try:
        if anchored:
            engine.match()
        else:
            engine.search()
    except TooMany:
        return math.inf
    return engine.steps / len(text)


def growth(pattern: re.Pattern[str], *, anchored: bool) -> tuple[float, str]:
    """Give how the steps for each character grow with the text, at worst, and on which text."""
    worst = (0.0, "")
    for short, long in zip(pumped(pattern, SHORT), pumped(pattern, LONG), strict=True):
        each = steps(pattern, long, anchored=anchored)
        if each > CHEAP:
            before = min(MOST, steps(pattern, short, anchored=anchored))
            worst = max(worst, (each / before, short[:20]))
    return worst


def as_text(pattern: re.Pattern[str] | re.Pattern[bytes]) -> re.Pattern[str]:
    if isinstance(pattern.pattern, str):
        return re.compile(pattern.pattern, pattern.flags)
    return re.compile(pattern.pattern.decode("latin-1"), pattern.flags)


def test_every_pattern_of_the_package_is_linear() -> None:
    for sample in ("self-evaluation-2023.xlsx", "department-2022.xlsx"):  # fills what the functions remember
        perfgoals.check(perfgoals.read(SAMPLES / sample), perfgoals.CheckConfig(select=("strict",)))
    for table, entries in lexicon._tables().items():  # and what no sample makes a rule ask for
        if "patterns" in entries:
            lexicon.matches("", table)
    found = patterns()
    assert len(found) > 150
    judged: dict[tuple[str, bool], tuple[float, str]] = {}
    for (module, name), held in found.items():
        for pattern in map(as_text, held):
            key = pattern.pattern, is_anchored(module, name)
            if key not in judged:
                judged[key] = growth(pattern, anchored=key[1])
            assert judged[key][0] < GROWTH, (module, name, pattern.pattern, judged[key])


@pytest.mark.parametrize(
    ("pattern", "anchored", "linear"),
    [
        (r"(a|aa)*b", True, False),
        (r"(a+)+b", True, False),
        (r"[0-9]+\.?[0-9]*\Z", True, False),
        (r"[0-9]+(\.[0-9]*)?\Z", True, True),
        (r"\s*\n", False, False),
        (r"\s*\n", True, True),
        (r"(?<=年) *\n *(?=年)", False, True),
        (r"(?<=年)\s*\n\s*(?=年)", False, False),
        (r"(a|b)*?c\1", True, True),
    ],
)
def test_what_is_not_linear_is_told(pattern: str, anchored: bool, linear: bool) -> None:
    assert (growth(re.compile(pattern), anchored=anchored)[0] < GROWTH) is linear


@pytest.mark.parametrize(
    ("pattern", "text"),
    [
        (r"a*a*b", "aaaab"),
        (r"(a|ab)(c|bcd)(d*)\Z", "abcd"),
        (r"(?i)x[a-c]+?D", "XABcd"),
        (r"(?P<q>[ab])x(?P=q)", "axbbxb"),
        (r"\bno(?!t)|(?<=x)y$", "not xy\n"),
        (r"[^\W\d]\w{2,3}", "1表格一二"),
        (r"a{2}.|^b", "a\naab"),
    ],
)
def test_the_engine_finds_what_python_finds(pattern: str, text: str) -> None:
    compiled = re.compile(pattern)
    found = compiled.search(text)
    engine = Engine(compiled, text, 10_000)
    begin = engine.search()
    assert begin == (found and found.start())
    assert found is None or engine.match(found.start()) == found.end()
