"""Every hostile file ends as it must: with a named error, or read. The limits guard the time, no clock is read here."""

from __future__ import annotations

import pytest

import perfgoals
from perfgoals.errors import PerfGoalsError, ReadError
from tests.readers.rendering import RENDERERS
from tests.zoo import binaries, libraries, offices, packages, pages, prose, texts
from tests.zoo.animal import READ, Animal
from tests.zoo.damage import KINDS, damaged, sound

NEEDS = {"xls": ("xlrd", "xlwt"), "pdf": ("pdfplumber", "reportlab")}
HERE = perfgoals.Limits(isolate=False)
DAMAGED = 50
pytestmark = pytest.mark.no_cover  # tracing would treble the time that files of megabytes take


def ending(data: bytes, limits: perfgoals.Limits | None = None) -> str:
    """Read and check a file; give the reason of the named error, or that it was read."""
    try:
        sheets = perfgoals.read_all(data, limits=limits)
    except ReadError as error:
        return error.reason
    outcomes = [outcome for sheet in sheets for outcome in perfgoals.check(sheet).outcomes]
    assert all(outcome.status != "crashed" for outcome in outcomes)
    return READ


@pytest.mark.parametrize(
    "animal", [animal for part in (packages, offices, texts, prose, pages) for animal in part.ANIMALS], ids=str
)
def test_a_hostile_file_ends_with_a_named_error(animal: Animal) -> None:
    end = ending(animal.make())
    assert end in animal.ends


@pytest.mark.parametrize("animal", [*libraries.ANIMALS, *binaries.ANIMALS], ids=str)
def test_a_hostile_file_for_a_library_ends_with_a_named_error(animal: Animal) -> None:
    for module in (*NEEDS["xls"], *NEEDS["pdf"]):
        pytest.importorskip(module)
    end = ending(animal.make())
    assert end in animal.ends


@pytest.mark.parametrize("kind", KINDS)
def test_any_damage_is_read_or_refused(kind: str) -> None:
    for module in NEEDS.get(kind, ()):
        pytest.importorskip(module)
    assert ending(sound(kind)) == READ
    for data in damaged(kind, DAMAGED):
        ending(data, HERE)


@pytest.mark.parametrize("name", ["目标表.pdf", "目标表.xlsx.exe", "a b\t;rm -rf.txt", "..目标表", "绩" * 80])
@pytest.mark.parametrize("kind", [kind for kind in RENDERERS if kind not in NEEDS])
def test_a_name_is_no_more_than_a_name(kind: str, name: str, tmp_path_factory: pytest.TempPathFactory) -> None:
    path = tmp_path_factory.mktemp("zoo") / name
    path.write_bytes(sound(kind))
    assert perfgoals.read(path).origin.source == str(path)
    assert perfgoals.read(path) == perfgoals.read(sound(kind))
    with pytest.raises(PerfGoalsError):
        perfgoals.read(path.with_name("missing"))
