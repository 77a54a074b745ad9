"""Layouts of published sheets in many styles: nothing is read wrong, and all that the text decides is read."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.layout.skeletons import FILES, scored


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_a_layout_is_read_as_a_careful_reader_reads_it(path: Path) -> None:
    result, left = scored(path)
    missed = sum(count for (_, outcome), count in result.counts.items() if outcome == "missed")
    assert [remark for remark in result.remarks if remark.startswith("wrong")] == []
    assert missed == left
