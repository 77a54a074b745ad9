"""The tree of the reference sheet, as its README counts it, from every file of it."""

from __future__ import annotations

from collections import Counter
from pathlib import Path

import pytest

from perfgoals import GoalSheet, check, read, read_text

SAMPLES = Path(__file__).resolve().parents[2] / "samples"
SEED = Path(__file__).resolve().parents[3] / "shared" / "seed"
BY_GROUP = {
    "quantity": 13,
    "quality": 10,
    "timeliness": 7,
    "cost": 10,
    "economic": 1,
    "social": 4,
    "sustainability": 2,
    "recipient-satisfaction": 6,
}


def _files(folder: Path) -> list[Path]:
    return sorted(path for path in folder.glob("department-2022*"))


@pytest.mark.parametrize("path", _files(SAMPLES), ids=lambda path: path.name)
def test_the_sample_has_the_tree_that_its_readme_counts(path: Path) -> None:
    _assert_counts(read(path))
    assert read(path) == read(SAMPLES / "department-2022.txt")


@pytest.mark.skipif(not SEED.is_dir(), reason="the reference sheet as published is not beside the project")
def test_every_published_file_gives_one_and_the_same_tree() -> None:
    sheets = [read(path) for path in _files(SEED)]
    assert len(sheets) == 9
    _assert_counts(sheets[0])
    assert all(sheet == sheets[0] for sheet in sheets)


def _assert_counts(sheet: GoalSheet) -> None:
    leaves = [groups for groups, _ in sheet.leaf_tasks()]
    assert (len(leaves), leaves.count(()), leaves.count(("年度主要任务",))) == (7, 2, 5)
    assert str(sheet.total) == "2793.32"
    assert (sheet.unit, sheet.year, len(sheet.goal)) == ("万元", 2022, 6)
    rows = list(sheet.iter_indicators())
    assert Counter(group.kind for _, group, _ in rows) == BY_GROUP
    assert Counter(category.kind for category, _, _ in rows) == {"output": 40, "outcome": 7, "satisfaction": 6}
    assert Counter(i.target.kind for _, _, i in rows) == {"threshold": 49, "deadline": 1, "qualitative": 3}
    assert (sheet.leftover, sheet.notes, sheet.stated_total) == ((), (), None)


@pytest.mark.parametrize(
    ("printed", "wrong", "code"),
    [("1945.65\t1945.65", "1945.65\t1945.25", "B01"), ("20.2\t20.2", "20.6\t20.2", "B01"), ("≥132人", "≥132", "V03")],
)
def test_one_wrong_figure_is_found_and_nothing_else(printed: str, wrong: str, code: str) -> None:
    text = (SAMPLES / "department-2022.txt").read_text("utf-8")
    assert text.count(printed) == 1
    known, report = check(read_text(text)), check(read_text(text.replace(printed, wrong)))
    faults, before = (Counter(finding.code for finding in (*r.errors, *r.warnings)) for r in (report, known))
    assert faults - before == Counter([code])
