"""The reference sheet in its three formats: one grid each, the same words in all."""

from __future__ import annotations

from collections import Counter
from pathlib import Path

import pytest

from perfgoals.readers import Grid, read_grids

SEED = Path(__file__).resolve().parents[2] / ".." / "shared" / "seed"
pytestmark = pytest.mark.skipif(not SEED.is_dir(), reason="the reference sheet lies beside the repository only")


def grid(name: str) -> Grid:
    (found,) = read_grids(SEED / name)
    return found


def words(found: Grid) -> Counter[str]:
    return Counter(cell.text for cell in found.cells())


def test_shared_and_inline_strings_give_the_same_grid() -> None:
    shared, inline = grid("department-2022.xlsx"), grid("department-2022-inline-strings.xlsx")
    assert [(cell.ref, cell.text) for cell in shared.cells()] == [(cell.ref, cell.text) for cell in inline.cells()]
    assert shared.merges == inline.merges


def test_text_and_workbook_hold_the_same_indicators() -> None:
    text, workbook = grid("department-2022.txt"), grid("department-2022.xlsx")
    indicators = [row[-2:] for row in workbook.rows.values() if row[-1].text[0] in "≥≤=" and len(row) > 1]
    shown = Counter(cell.text for pair in indicators for cell in pair)
    assert len(indicators) >= 49
    assert not shown - words(text)
    # Labels of merged cells stand once in the workbook and on every line of the text; only the goal reads differently.
    assert {word for word in words(text) if not word.startswith("<p>")} <= set(words(workbook))


@pytest.mark.parametrize(
    "name",
    [
        "department-2022.xls",
        "department-2022.docx",
        "department-2022.ods",
        "department-2022.html",
        "department-2022.pdf",
    ],
)
def test_the_other_formats_are_refused_by_name(name: str) -> None:
    from perfgoals.errors import UnsupportedFormat

    with pytest.raises(UnsupportedFormat):
        read_grids(SEED / name)
