"""Every reason that the code gives has its text in both languages, and every text has its reason in the code."""

from __future__ import annotations

import ast
import pickle
import string
from collections.abc import Iterator
from pathlib import Path

import pytest

import perfgoals
from perfgoals import errors
from perfgoals.errors import CorruptFile, LimitExceeded, NoGoalSheet, ReadError, UsageError, texts

SOURCE = Path(perfgoals.__file__).parent
KINDS = {
    name
    for name, kind in vars(errors).items()
    if isinstance(kind, type) and issubclass(kind, ReadError | UsageError) and not name.startswith("_")
}


def raised() -> Iterator[tuple[str, str, frozenset[str]]]:
    """Walk the calls that make an error: where, the reason, the names of the details."""
    for path in sorted(SOURCE.rglob("*.py")):
        for node in ast.walk(ast.parse(path.read_text("utf-8"))):
            if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id in KINDS:
                reason = node.args[0]
                if isinstance(reason, ast.Constant) and isinstance(reason.value, str):
                    details = frozenset(keyword.arg or "**" for keyword in node.keywords)
                    yield f"{path.name}:{node.lineno}", reason.value, details


def fields(template: str) -> frozenset[str]:
    return frozenset(name for _, name, _, _ in string.Formatter().parse(template) if name is not None)


RAISED = list(raised())


def test_every_text_has_its_reason_in_the_code() -> None:
    assert {reason for _, reason, _ in RAISED} == set(texts())


@pytest.mark.parametrize(("where", "reason", "details"), RAISED)
def test_a_text_uses_what_is_given(where: str, reason: str, details: frozenset[str]) -> None:
    text = texts()[reason]
    assert set(text) == {"zh-CN", "en"}
    assert {fields(template) for template in text.values()} == {details}, where


def test_no_two_reasons_say_the_same() -> None:
    for language in ("zh-CN", "en"):
        said = [text[language] for text in texts().values()]
        assert len(set(said)) == len(said)


@pytest.mark.parametrize("kind", sorted(KINDS))
def test_an_error_survives_pickling(kind: str) -> None:
    error = getattr(errors, kind)("limit-cells", "表{0}.xlsx", limit=10)
    again = pickle.loads(pickle.dumps(error))  # noqa: S301
    assert type(again) is type(error)
    assert (again.reason, again.source, again.details) == ("limit-cells", "表{0}.xlsx", {"limit": 10})
    assert str(again) == str(error)


def test_braces_of_the_user_stay_as_they_are() -> None:
    error = NoGoalSheet("no-goal-sheet", "{source}", found="{0} {found} {")
    for language in ("zh-CN", "en"):
        assert "{0} {found} {" in error.render(language)
    assert str(error).startswith("{source}: ")


def test_both_languages_carry_the_details() -> None:
    error = LimitExceeded("limit-cell-characters", ref="E8", count=7, limit=5)
    chinese, english = error.render("zh-CN"), error.render("en")
    assert chinese != english
    assert error.message == english
    assert all(part in text for text in (chinese, english) for part in ("E8", "7", "5"))


def test_a_text_of_ones_own_stands_for_itself() -> None:
    error = CorruptFile("{any} text")
    assert (error.render("zh-CN"), error.render("en"), str(error)) == ("{any} text",) * 3
