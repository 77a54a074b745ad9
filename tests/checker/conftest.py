"""Fixtures for the checker's tests."""

import re
from pathlib import Path

import pytest

import perfgoals.checker


@pytest.fixture
def reason_slugs_in_source() -> set[str]:
    folder = Path(perfgoals.checker.__file__).parent
    source = "\n".join(path.read_text("utf-8") for path in folder.glob("*.py"))
    return set(
        re.findall(
            r'(?:NotApplicable\(|judged\(.*?, |Undecided\([^()]*(?:\([^()]*\))?[^()]*, |crashed", )"([a-z-]+)"', source
        )
    )
