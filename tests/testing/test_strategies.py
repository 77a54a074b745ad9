"""What the shipped strategies draw: every kind of target and sheet, canonical, and nothing without Hypothesis."""

from __future__ import annotations

import subprocess
import sys

import pytest
from hypothesis import Phase, find, given, settings
from hypothesis import strategies as st

from perfgoals import GoalSheet, check
from perfgoals.forms.taxonomy import classify
from perfgoals.testing import department_sheets, goal_sheets, project_sheets, self_evaluations, targets

KINDS = ("threshold", "interval", "deadline", "qualitative", "several", "missing", "unparsed")
QUICK = settings(max_examples=1000, phases=[Phase.generate])


@pytest.mark.parametrize("kind", KINDS)
def test_a_target_of_every_kind_is_drawn(kind: str) -> None:
    assert find(targets(), lambda target: target.kind == kind, settings=QUICK).kind == kind


@settings(max_examples=60)
@given(goal_sheets())
def test_the_kinds_of_indicators_are_those_that_their_labels_name(sheet: GoalSheet) -> None:
    bare = sheet.model_copy(
        update={
            "indicators": tuple(
                category.model_copy(
                    update={
                        "kind": None,
                        "groups": tuple(group.model_copy(update={"kind": None}) for group in category.groups),
                    }
                )
                for category in sheet.indicators
            )
        }
    )
    kinds = classify(bare)
    assert kinds.categories == tuple(category.kind for category in sheet.indicators)
    assert kinds.groups == tuple(tuple(group.kind for group in category.groups) for category in sheet.indicators)


@settings(max_examples=40)
@given(goal_sheets())
def test_no_rule_crashes_on_a_drawn_sheet(sheet: GoalSheet) -> None:
    report = check(sheet, config={"select": ["R", "S", "B", "V", "T", "X", "Q"]})
    assert [outcome for outcome in report.outcomes if outcome.status == "crashed"] == []


PARTS: dict[str, st.SearchStrategy[bool]] = {
    "a group of tasks": department_sheets().map(lambda sheet: any(task.subtasks for task in sheet.tasks)),
    "tasks without amounts": department_sheets().map(
        lambda s: bool(s.tasks) and all(t.budget is None for t in s.tasks)
    ),
    "a medium term": project_sheets().map(
        lambda sheet: any(a.role == "medium-term" for f in sheet.funding for a in f.amounts)
    ),
    "a sheet without a year": project_sheets().map(lambda sheet: sheet.year is None),
    "an execution rate": self_evaluations().map(lambda sheet: any(line.rate is not None for line in sheet.funding)),
    "a grade": self_evaluations().map(lambda sheet: sheet.evaluation.grade is not None),
    "a department's evaluation": self_evaluations().map(lambda sheet: sheet.department.name is not None),
}


@pytest.mark.parametrize("part", PARTS)
def test_every_part_is_drawn(part: str) -> None:
    assert find(PARTS[part], bool, settings=QUICK)


def test_without_hypothesis_the_error_names_the_extra() -> None:
    program = "import sys; sys.modules['hypothesis'] = None; import perfgoals; import perfgoals.testing"
    result = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=False)
    assert result.returncode == 1
    assert "perfgoals[testing]" in result.stderr
