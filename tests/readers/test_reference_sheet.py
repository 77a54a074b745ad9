"""The reference sheet in all its formats: the same words, the same tree."""

from __future__ import annotations

from collections import Counter
from pathlib import Path

import pytest

import perfgoals
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
    ("name", "format_", "needs"),
    [
        ("department-2022.xls", "xls", "xlrd"),
        ("department-2022-gbk-html.xls", "html", None),
        ("department-2022.docx", "docx", None),
        ("department-2022.ods", "ods", None),
        ("department-2022.html", "html", None),
        ("department-2022.pdf", "pdf", "pdfplumber"),
    ],
)
def test_every_format_gives_the_same_tree(name: str, format_: str, needs: str | None) -> None:
    if needs:
        pytest.importorskip(needs)
    assert grid(name).format == format_
    sheet = perfgoals.read(SEED / name)
    assert sheet == perfgoals.read(SEED / "department-2022.xlsx")
    assert len(list(sheet.iter_indicators())) == 53
    assert sheet.leftover == ()
