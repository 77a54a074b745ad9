"""What the package imports, and when: nothing heavy before it is needed."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

import perfgoals

SOURCE = Path(__file__).resolve().parents[2] / "src"
LIBRARIES = {"lxml", "openpyxl", "pdfplumber", "rich", "xlrd"}
OWN = {"perfgoals.checker", "perfgoals.forms", "perfgoals.models", "perfgoals.readers", "perfgoals.targets"}
HEAVY = LIBRARIES | OWN | {"pydantic", "rapidfuzz", "tomllib"}


def loaded(code: str) -> set[str]:
    """List the modules that are loaded after some code has run in a fresh interpreter."""
    script = f"import sys; sys.path.insert(0, {str(SOURCE)!r}); {code}\nprint(*sys.modules)"
    done = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=True)
    return set(done.stdout.splitlines()[-1].split())


def test_importing_the_package_imports_nothing_heavy() -> None:
    assert loaded("import perfgoals").isdisjoint(HEAVY | {"click"})


def test_help_needs_click_alone() -> None:
    code = "from perfgoals.cli import main; main(['--help'], standalone_mode=False)"
    assert loaded(code).isdisjoint(HEAVY)


def test_reading_text_needs_no_library_of_other_formats() -> None:
    code = "import perfgoals\ntry: perfgoals.read_text('x')\nexcept perfgoals.ReadError: pass"
    assert loaded(code).isdisjoint(LIBRARIES)


def test_reading_a_workbook_needs_no_library_for_workbooks() -> None:
    code = f"import perfgoals; perfgoals.read({str(SOURCE.parent / 'samples' / 'department-2022.xlsx')!r})"
    assert loaded(code).isdisjoint(LIBRARIES)


def test_every_public_name_is_there() -> None:
    assert [name for name in perfgoals.__all__ if getattr(perfgoals, name, None) is None] == []
    assert dir(perfgoals) == sorted(perfgoals.__all__)


def test_a_name_that_is_not_public() -> None:
    with pytest.raises(AttributeError):
        perfgoals.nothing  # type: ignore[attr-defined] # noqa: B018
