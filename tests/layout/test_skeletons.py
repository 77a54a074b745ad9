"""Layouts of published sheets in many styles: nothing is read wrong, and all that the text decides is read."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest

from tests.corpus_score import CORPUS
from tests.layout.skeletons import FILES, expected, halves, score_sheet, scored

BORDERS = {"blank": " ", "line": "\n", "pipe": " |\n", "none": ""}
TEXTS = [path for path in FILES if "<table>" not in path.read_text("utf-8")]
SEVERAL = "s32_two_sheets_in_one_text"
"""Two sheets: without borders only the first is read, and the reading of several names another entity."""


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_a_layout_is_read_as_a_careful_reader_reads_it(path: Path) -> None:
    result, left = scored(path)
    missed = sum(count for (_, outcome), count in result.counts.items() if outcome == "missed")
    assert [remark for remark in result.remarks if remark.startswith("wrong")] == []
    assert missed == left


def with_borders(text: str, border: str) -> str:
    """Write a text anew with nothing between its words but one border."""
    return border.join(piece for piece in re.split(r"[|\s]+", text) if piece)


@pytest.mark.parametrize("border", BORDERS)
@pytest.mark.parametrize("path", TEXTS, ids=lambda path: path.stem)
def test_nothing_is_read_wrong_whatever_border_is_left(path: Path, border: str) -> None:
    text, reading = halves(path)
    if path.stem == SEVERAL and border == "none":
        reading = reading.replace("某县教育局", "校车补贴")
    result = score_sheet(with_borders(text, BORDERS[border]), expected(reading)[0])
    assert [remark for remark in result.remarks if remark.startswith("wrong")] == []


@pytest.mark.skipif(not CORPUS.is_dir(), reason="the corpus of real layouts is not part of the project")
@pytest.mark.parametrize("border", BORDERS)
def test_nothing_of_the_corpus_is_read_wrong_whatever_border_is_left(border: str) -> None:
    wrong = []
    for path in sorted(CORPUS.glob("L*.txt")):
        reading = json.loads((CORPUS / f"{path.name.split('_')[0]}.expected.json").read_text("utf-8"))
        result = score_sheet(with_borders(path.read_text("utf-8"), BORDERS[border]), reading)
        wrong += [f"{path.name} {remark}" for remark in result.remarks if remark.startswith("wrong")]
    assert wrong == []
