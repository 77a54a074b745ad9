"""The published contract of the tree: JSON Schema, round trip through JSON, exact totals."""

from __future__ import annotations

import json
from decimal import Decimal, localcontext
from pathlib import Path

import pytest
from hypothesis import given, settings
from jsonschema import Draft202012Validator
from pydantic import ValidationError

from perfgoals import BudgetLine, GoalSheet, Task, UsageError, check, diff, read, read_text, score
from perfgoals.checker.examples import sheet_of
from perfgoals.models import Evaluation, Project, ProjectSheet, SelfEvaluation
from perfgoals.testing import goal_sheets

SAMPLE = Path(__file__).resolve().parents[2] / "samples" / "department-2022.xlsx"
SHEETS = {
    "department": GoalSheet(kind="department", title="表"),
    "project": ProjectSheet(project=Project(name="修路")),
    "self-evaluation": SelfEvaluation(evaluation=Evaluation(score=Decimal(96))),
    "sample": read(SAMPLE),
}


@pytest.mark.parametrize("sheet", SHEETS.values(), ids=SHEETS)
def test_every_kind_of_sheet_is_valid_by_the_published_schema(sheet: GoalSheet) -> None:
    schema = GoalSheet.model_json_schema()
    Draft202012Validator.check_schema(schema)
    Draft202012Validator(schema).validate(json.loads(sheet.model_dump_json()))


@pytest.mark.parametrize("sheet", SHEETS.values(), ids=SHEETS)
def test_a_sheet_is_the_same_after_json_and_of_the_same_class(sheet: GoalSheet) -> None:
    again = GoalSheet.model_validate_json(sheet.model_dump_json())
    assert again == sheet
    assert type(again) is type(sheet)


def test_a_sheet_of_no_kind_is_refused_by_the_schema() -> None:
    validator = Draft202012Validator(GoalSheet.model_json_schema())
    assert not validator.is_valid({"kind": "budget"})
    assert not validator.is_valid({"kind": "department", "colour": "red"})


@settings(max_examples=50)
@given(goal_sheets())
def test_every_tree_round_trips_through_json(sheet: GoalSheet) -> None:
    again = GoalSheet.model_validate_json(sheet.model_dump_json())
    assert again == sheet
    assert type(again) is type(sheet)


def test_text_with_half_a_surrogate_pair_still_becomes_json() -> None:
    sheet = read_text(
        "部门整体支出绩效目标表\n一级指标\t二级指标\t三级指标\t指标值\n产出指标\t数量指标\t里\ud800程\t≥3公里"
    )
    assert GoalSheet.model_validate_json(sheet.model_dump_json()) == sheet


def test_the_total_is_exact_in_any_decimal_context() -> None:
    tasks = tuple(
        Task(name=name, budget=BudgetLine(total=Decimal(total)))
        for name, total in (("甲", "1945.65"), ("乙", "239.27"))
    )
    with localcontext() as context:
        context.prec = 3
        assert str(GoalSheet(kind="department", tasks=tasks).total) == "2184.92"


@pytest.mark.parametrize("figure", ["1E+40", "1E+99999999", "1E-41", "0." + "1" * 41, "1" * 41])
def test_a_figure_that_no_sheet_prints_is_refused(figure: str) -> None:
    with pytest.raises(ValidationError):
        BudgetLine(total=Decimal(figure))
    with pytest.raises(ValidationError):
        GoalSheet.model_validate({"kind": "self-evaluation", "evaluation": {"score": figure}})


def test_figures_of_the_utmost_size_are_added_exactly() -> None:
    largest, least = "9" * 40, "0." + "0" * 39 + "1"
    text = "\n".join(
        f"task: {name} | 内容 | {total}" for name, total in (("甲", largest), ("乙", least), ("丙", largest))
    )
    sheet = sheet_of(f"kind: self-evaluation\n{text}\nexecution: {largest} | {least} | 0 | {largest} | {least}")
    assert str(sheet.total) == f"1{'9' * 39}8.{'0' * 39}1"
    assert not [outcome for outcome in check(sheet).outcomes if outcome.status == "crashed"]
    assert score(sheet).low is not None
    (change,) = (each for each in diff(sheet, sheet_of(f"task: 甲 | 内容 | {least}")).changes if each.name == "甲")
    assert change.difference == Decimal(f"-{'9' * 39}8.{'9' * 40}")


@pytest.mark.parametrize("wrong", [None, b"text", 3])
def test_what_is_no_text_is_a_usage_error(wrong: object) -> None:
    with pytest.raises(UsageError):
        read_text(wrong)  # type: ignore[arg-type]


@pytest.mark.parametrize("wrong", [None, {"kind": "department"}])
def test_what_is_no_sheet_is_a_usage_error(wrong: object) -> None:
    with pytest.raises(UsageError):
        check(wrong)  # type: ignore[arg-type]
