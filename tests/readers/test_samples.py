"""Same sheet, same tree: the samples in every format, whichever reader read them."""

from __future__ import annotations

import pytest

import perfgoals
from perfgoals.readers import Grid, read_grids
from samples.make import FOLDER, NAME, files

FORMATS = {
    f"{NAME}.txt": "text",
    f"{NAME}.xlsx": "xlsx",
    f"{NAME}.xls": "xls",
    f"{NAME}.ods": "ods",
    f"{NAME}.docx": "docx",
    f"{NAME}.html": "html",
    f"{NAME}.mhtml": "mhtml",
    f"{NAME}.csv": "csv",
    f"{NAME}.pdf": "pdf",
    f"{NAME}-gbk-html.xls": "html",
    f"{NAME}-spreadsheetml.xls": "spreadsheetml",
}
NEEDS = {"xls": "xlrd", "pdf": "pdfplumber"}


@pytest.mark.parametrize("name", FORMATS)
def test_the_same_tree_from_every_format(name: str) -> None:
    kind = FORMATS[name]
    if kind in NEEDS:
        pytest.importorskip(NEEDS[kind])
    sheet = perfgoals.read(FOLDER / name)
    assert sheet.origin.format == kind
    assert sheet == perfgoals.read(FOLDER / f"{NAME}.xlsx")


@pytest.mark.parametrize("name", FORMATS)
def test_every_leaf_is_located(name: str) -> None:
    if FORMATS[name] in NEEDS:
        pytest.importorskip(NEEDS[FORMATS[name]])
    sheet = perfgoals.read(FOLDER / name)
    assert set(sheet.located_paths()) == set(perfgoals.read(FOLDER / f"{NAME}.xlsx").located_paths())
    cells = {cell.ref: cell for grid in read_grids(FOLDER / name) for cell in grid.cells()}
    assert all(cells[cell.ref] == cell for path in sheet.located_paths() for cell in sheet.locate_all(path))


def test_no_sample_is_missing() -> None:
    assert {path.name for path in FOLDER.glob(f"{NAME}*")} == set(FORMATS)


def test_the_samples_are_what_their_script_writes() -> None:
    for module in ("xlrd", "xlwt", "pdfplumber", "reportlab"):
        pytest.importorskip(module)

    def shown(grids: list[Grid]) -> list[tuple[str, str]]:
        return [(cell.ref, cell.text) for grid in grids for cell in grid.cells()]

    for name, data in files().items():
        assert shown(read_grids(data)) == shown(read_grids(FOLDER / name)), name
