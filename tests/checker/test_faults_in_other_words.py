"""Names of other fields are silent with a right target; ``tests.fault_injection`` says what of the wrong is found."""

from __future__ import annotations

import pytest

from perfgoals.checker import check
from tests.checker.building import one
from tests.checker.faults_in_other_words import NAMES

RIGHT = [entry[:3] for entries in NAMES.values() for entry in entries]


@pytest.mark.parametrize(("where", "name", "value"), RIGHT)
def test_a_right_target_is_silent(where: str, name: str, value: str) -> None:
    report = check(one(name, value, where), {"select": ["V", "T09"]})
    assert [finding.code for finding in (*report.errors, *report.warnings)] == []
