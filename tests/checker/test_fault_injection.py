"""The measure of the checker: silence on clean sheets, no false alarm beside a fault, and the table of the docs."""

from __future__ import annotations

import pytest

from tests.fault_injection import END, PAGE, START, Measure, measure, report


@pytest.fixture(scope="module")
def measured() -> Measure:
    return measure()


def test_clean_sheets_are_silent(measured: Measure) -> None:
    assert measured.silent == measured.sheets > 10


def test_no_fault_raises_a_false_alarm(measured: Measure) -> None:
    assert measured.false_cases == []


def test_most_faults_are_found(measured: Measure) -> None:
    """Some names of ``faults_in_other_words`` are known to no lexicon, so that not all can be."""
    assert measured.found.total() > 0.97 * measured.faults.total()


def test_the_documentation_holds_these_figures(measured: Measure) -> None:
    """Write the page anew with ``python -m tests.fault_injection --write`` after a change of the rules."""
    page = PAGE.read_text("utf-8").partition(START)[2].partition(END)[0]
    assert page.strip() == report(measured).strip()
