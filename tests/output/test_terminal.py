"""Text of a file never moves the cursor, and columns line up by display width."""

from __future__ import annotations

import io
import json
import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rich.cells import cell_len

from perfgoals.output.records import dump
from perfgoals.output.terminal import align, console, harmless

OBEYED = {"Cc", "Cf", "Cs", "Zl", "Zp"}


@given(st.text(st.characters()))
def test_harmless_text_holds_nothing_that_a_terminal_obeys(text: str) -> None:
    assert not {unicodedata.category(character) for character in harmless(text)} & OBEYED


@pytest.mark.parametrize("text", ["≥95%", "中共某州委员会办公室（本级）", "元/人·天", "Ⅱ级 ℃ é", "👍"])
def test_harmless_text_is_left_alone(text: str) -> None:
    assert harmless(text) == text


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("\x1b[2J", "\\x1b[2J"),
        ("\x9b31m", "\\x9b31m"),
        ("a\u202eb", "a\\u202eb"),
        ("零\u200b宽", "零\\u200b宽"),
        ("\ud800", "\\ud800"),
        ("一\r\n二\t三", "一  二 三"),
    ],
)
def test_hidden_characters_are_shown(text: str, shown: str) -> None:
    assert harmless(text) == shown


@given(st.lists(st.tuples(st.text("ab中文（≥", max_size=6), st.text("a中", max_size=6), st.text("z末")), min_size=1))
def test_columns_begin_at_the_same_display_column(rows: list[tuple[str, str, str]]) -> None:
    widths = [max(cell_len(row[column]) for row in rows) for column in range(2)]
    for row, line in zip(rows, align(rows, gap=" "), strict=True):
        head = line[: len(line) - len(row[2])]
        assert cell_len(head) == sum(widths) + 2
        assert line.endswith(row[2])


def test_align_of_nothing_is_nothing() -> None:
    assert align([]) == []


@given(
    st.recursive(
        st.text(st.characters()) | st.none(), lambda inner: st.lists(inner) | st.dictionaries(st.text(), inner)
    )
)
def test_json_is_undone_by_any_reader_and_can_be_written(value: object) -> None:
    text = dump(value)
    assert json.loads(text) == value
    assert text.encode("utf-8")
    assert "\x9b" not in text
    assert "\u202e" not in text


def test_console_prints_markup_as_text() -> None:
    stream = io.StringIO()
    console(stream).print("[red]达标[/red] :smile:")
    assert stream.getvalue() == "[red]达标[/red] :smile:\n"
