"""Layouts of published sheets in many styles: nothing is read wrong, and all that the text decides is read."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from tests.layout.skeletons import FILES, halves, score_text, scored

TEXTS = [path for path in FILES if "<table>" not in path.read_text("utf-8")]


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_a_layout_is_read_as_a_careful_reader_reads_it(path: Path) -> None:
    result, left = scored(path)
    missed = sum(count for (_, outcome), count in result.counts.items() if outcome == "missed")
    assert [remark for remark in result.remarks if remark.startswith("wrong")] == []
    assert missed == left


@pytest.mark.parametrize("border", [" ", "\n", " |\n", ""], ids=["blank", "line", "pipe", "none"])
@pytest.mark.parametrize("path", TEXTS, ids=lambda path: path.stem)
def test_no_indicator_and_no_task_is_read_wrong_whatever_border_is_left(path: Path, border: str) -> None:
    text, reading = halves(path)
    pieces = [piece for piece in re.split(r"[|\s]+", text) if piece]
    result = score_text(border.join(pieces), reading)
    wrong = [remark for remark in result.remarks if remark.startswith(("wrong  indicators", "wrong  tasks"))]
    assert wrong == []
