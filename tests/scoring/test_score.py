"""Scoring a self-evaluation: each formula with its figures, the variants, the execution, total and grade."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

import pytest

import perfgoals
from perfgoals import GoalSheet, UsageError
from perfgoals.checker.examples import sheet_of
from perfgoals.models import ReadingNote
from perfgoals.scoring import Scoring, Step
from perfgoals.scoring.settings import ScoringSettings, grade_of, result_of

QUANTITY = "产出指标 | 数量指标"
SATISFACTION = "满意度指标 | 服务对象满意度指标"


def scored(text: str, **settings: Any) -> Scoring:
    return perfgoals.score(sheet_of(text), settings)


def step(
    target: str, actual: str, weight: str = "10", printed: str = "", level: str = QUANTITY, **settings: Any
) -> Step:
    (only,) = scored(f"evaluated: {level} | 指标甲 | {target} | {actual} | {weight} | {printed}", **settings).steps
    return only


@pytest.mark.parametrize(
    ("target", "actual", "settings", "rule", "points"),
    [
        ("≥100人", "100人", {}, "reached", "10"),
        ("≥100人", "85人", {}, "proportion", "8.50"),
        ("≥3人", "2人", {}, "proportion", "6.67"),
        ("≥100人", "-5人", {}, "proportion", "0"),
        ("≥95%", "93.5%", {}, "proportion", "9.84"),
        ("≥95%", "93.5", {}, "proportion", "9.84"),
        (">100人", "100人", {}, "reached", "10"),
        ("=100人", "120人", {}, "reached", "10"),
        ("=100人", "80人", {}, "proportion", "8"),
        ("=100人", "125人", {"signs": "strict"}, "equal", "8"),
        ("=100人", "80人", {"signs": "strict"}, "equal", "8"),
        ("=0次", "0次", {}, "reached", "10"),
        ("=0次", "1次", {}, "linear", "0"),
        ("≤36万元", "36万元", {}, "reached", "10"),
        ("≤36万元", "360000元", {}, "reached", "10"),
        ("≤36万元", "39.6万元", {}, "linear", "9"),
        ("≤36万元", "72万元", {}, "linear", "0"),
        ("≤36万元", "90万元", {}, "linear", "0"),
        ("≤36万元", "72万元", {"reverse": "ratio"}, "ratio", "5"),
        ("≤0次", "1次", {"reverse": "ratio"}, "ratio", "0"),
        ("≥100人", "50人", {"floor": "0.6"}, "floor", "0"),
        ("≥100人", "60人", {"floor": "0.6"}, "proportion", "6"),
        ("≥100人", "150人", {"over": "deduct"}, "deducted", "8"),
        ("≥100人", "130人", {"over": "deduct"}, "reached", "10"),
        ("≥100人", "150人", {"over": "deduct", "over_threshold": "1.2", "over_rate": "0.5"}, "deducted", "8.50"),
        ("≤100人", "10人", {"over": "deduct"}, "reached", "10"),
        ("90%-95%", "92%", {}, "reached", "10"),
        ("2022年11月25日", "2022年11月20日", {}, "reached", "10"),
        ("100人", "100人", {}, "reached", "10"),
        ("≥1人", "0.33人", {"places": 0}, "proportion", "3"),
    ],
)
def test_the_formulas(target: str, actual: str, settings: dict[str, Any], rule: str, points: str) -> None:
    found = step(target, actual, **settings)
    assert (found.rule, found.score, found.reason) == (rule, Decimal(points), None)
    assert found.low == found.high == found.score


@pytest.mark.parametrize(
    ("target", "actual", "settings", "reason"),
    [
        ("≥100人", "", {}, "no-actual"),
        ("≥100人", "/", {}, "no-actual"),
        ("", "100人", {}, "no-target"),
        ("≥100人", "不适用", {}, "not-applicable"),
        ("≥100人", "完成", {}, "no-number"),
        ("显著提高", "完成", {}, "no-result"),
        ("显著提高", "≥9人", {}, "no-result"),
        ("100人", "90人", {}, "no-comparator"),
        ("≥100人", "90万元", {}, "not-comparable"),
        ("≥95%", "0.96", {}, "not-comparable"),
        ("≥20万条", "25", {}, "not-comparable"),
        ("≥100人", "约90人", {}, "not-comparable"),
        ("≥90人", "≥80人", {}, "not-comparable"),
        ("≥90人", "≤80人", {}, "no-formula"),
        ("90%-95%", "89%", {}, "no-formula"),
        ("2022年11月25日", "2022年12月20日", {}, "no-formula"),
        (">100人", "100人", {"signs": "strict"}, "no-formula"),
        ("≥-2%", "-3%", {}, "negative-target"),
        ("≥0人", "-3人", {}, "negative-actual"),
    ],
)
def test_what_no_formula_decides_is_anything_from_none_to_all(
    target: str, actual: str, settings: dict[str, Any], reason: str
) -> None:
    found = step(target, actual, printed="7", **settings)
    assert (found.reason, found.rule, found.score, found.agrees) == (reason, None, None, None)
    assert (found.low, found.high) == (Decimal(0), Decimal(10))


@pytest.mark.parametrize(
    ("actual", "settings", "low", "high"),
    [
        ("达成年度指标", {}, "8.00", "10"),
        ("达成预期指标", {"qualitative": "2018"}, "8.00", "10"),
        ("部分达成年度指标并具有一定效果", {}, "6", "8"),
        ("部分实现目标", {"qualitative": "2021"}, "6", "8"),
        ("部分达成年度指标并具有一定效果", {"qualitative": "2018"}, "5", "8"),
        ("未达成年度指标且效果较差", {}, "0", "6"),
        ("未达成年度指标且效果较差", {"qualitative": "2018"}, "0", "5"),
    ],
)
def test_qualitative_results_have_a_band(actual: str, settings: dict[str, Any], low: str, high: str) -> None:
    found = step("显著提高", actual, printed="8", **settings)
    assert (found.rule, found.low, found.high, found.score) == ("band", Decimal(low), Decimal(high), None)
    assert found.agrees is (Decimal(low) <= 8 <= Decimal(high))


@pytest.mark.parametrize(
    ("actual", "points"), [("95%", "10"), ("90%", "10"), ("89%", "8"), ("60%", "5"), ("59.9%", "0")]
)
def test_satisfaction_by_bands(actual: str, points: str) -> None:
    banded = {"level": SATISFACTION, "satisfaction": "bands"}
    assert step("≥98%", actual, **banded).score == Decimal(points)
    assert step("≥98%", actual, satisfaction="bands").rule == "proportion" or actual == "98%"
    assert step("≥98分", "95分", **banded).reason == "not-comparable"
    assert step("≥98%", "约95%", **banded).reason == "not-comparable"


@pytest.mark.parametrize(
    ("printed", "agrees", "difference"),
    [
        ("6.67", True, "0.00"),
        ("6.7", True, "0.03"),
        ("7", True, "0.33"),
        ("6", False, "-0.67"),
        ("6.6", True, "-0.07"),
        ("8", False, "1.33"),
    ],
)
def test_a_printed_score_is_judged_by_its_digits(printed: str, agrees: bool, difference: str) -> None:
    found = step("≥3人", "2人", printed=printed)
    assert (found.agrees, found.difference) == (agrees, Decimal(difference))


@pytest.mark.parametrize("weight", ["", "0", "-5"])
def test_without_a_weight_nothing_is_scored(weight: str) -> None:
    found = step("≥3人", "2人", weight)
    assert (found.reason, found.low, found.high) == ("no-weight", None, None)
    assert scored(f"evaluated: {QUANTITY} | 甲 | ≥3人 | 2人 | {weight}").reason == "no-weight"


@pytest.mark.parametrize(
    ("line", "settings", "rate", "agrees", "points"),
    [
        ("90 | 89.974 | 99.97 | 10 | 10", {}, "99.97", True, "10.00"),
        ("90 | 45 | 50 | 10 | 5", {}, "50.00", True, "5"),
        ("90.00 | 45.00 | 51 | 10 | 5", {}, "50.00", False, "5"),
        ("90 | 45 | 0.5 | 10 | 5", {}, "50.00", True, "5"),
        ("90 | 45 | 50 | 10 | 0", {"execution_floor": "0.6"}, "50.00", True, "0"),
        ("90 | 99 | 110 | 10 | 10", {}, "110.00", True, "10"),
        ("90 | 99 | 110 | 10 | 11", {"execution_cap": False}, "110.00", True, "11"),
        ("90 | 45 | 50 | | 5", {}, "50.00", True, "5"),
        ("90 | 45 | 50 | | 10", {"execution_weight": 20}, "50.00", True, "10"),
        ("90 | 45 | | 10 | 5", {}, "50.00", None, "5"),
    ],
)
def test_the_execution(line: str, settings: dict[str, Any], rate: str, agrees: bool | None, points: str) -> None:
    found = scored(f"execution: {line}", **settings).execution
    assert found is not None
    assert found.step is not None
    assert (found.rate, found.agrees, found.step.score) == (Decimal(rate), agrees, Decimal(points))
    assert found.step.agrees is True


def test_a_score_taken_from_the_rounded_rate_agrees() -> None:
    found = scored("execution: 90.00 | 83.34 | 93 | 10 | 9.30").execution
    assert found is not None
    assert found.step is not None
    assert (found.step.score, found.step.agrees) == (Decimal("9.26"), True)
    worse = scored("execution: 90.00 | 83.34 | 93 | 10 | 9.40").execution
    assert worse is not None
    assert worse.step is not None
    assert worse.step.agrees is False


@pytest.mark.parametrize(
    ("line", "reason", "rate"),
    [
        ("0 | 0 | 0 | 10 | 0", "no-budget", None),
        ("0 | | 100 | 10 | 10", "no-budget", None),
        (" | 45 | | 10 | 10", "no-amount", None),
        ("90 | | | 10 | 10", "no-amount", None),
    ],
)
def test_an_execution_that_cannot_be_scored(line: str, reason: str, rate: None) -> None:
    found = scored(f"execution: {line}").execution
    assert found is not None
    assert found.step is not None
    assert (found.rate, found.agrees, found.step.reason, found.step.agrees) == (rate, None, reason, None)


def test_no_execution_without_one_total_that_says_something() -> None:
    assert scored(f"evaluated: {QUANTITY} | 甲 | ≥3人 | 2人 | 10").execution is None
    assert scored("execution: | | |").execution is None
    assert scored("execution: 90 | 45 | 50 | 10 | 5\nexecution: 90 | 45 | 50 | 10 | 5").execution is None
    unscored = scored("execution: 90 | 45 | 50").execution
    assert unscored is not None
    assert (unscored.rate, unscored.step) == (Decimal(50), None)


def test_the_initial_budget_where_there_is_no_other() -> None:
    sheet = sheet_of("execution: 90 | 45 | 50 | 10 | 5").model_dump()
    sheet["funding"][0]["amounts"][0]["role"] = "initial"
    found = perfgoals.score(GoalSheet.model_validate(sheet)).execution
    assert found is not None
    assert (found.budget, found.rate) == (Decimal(90), Decimal(50))


FULL = f"""
execution: 90 | 90 | 100 | 10 | 10
evaluated: {QUANTITY} | 甲 | ≥100人 | 100人 | 50 | 50
evaluated: 效益指标 | 社会效益指标 | 乙 | ≥100人 | 80人 | 30 | 24
evaluated: {SATISFACTION} | 丙 | ≥90% | 95% | 10 | 10
"""


@pytest.mark.parametrize(
    ("result", "settings", "expected", "agree"),
    [
        ("94 | 优", {}, ("94.00", "优"), (True, True)),
        ("94.00 | 优秀", {}, ("94.00", "优"), (True, True)),
        ("94 | 良", {}, ("94.00", "优"), (True, False)),
        ("95 | 优", {}, ("94.00", "优"), (False, True)),
        ("94 | 较好", {}, ("94.00", "优"), (True, None)),
        ("", {}, ("94.00", "优"), (None, None)),
        ("64 | 中", {"floor": "0.9"}, ("70.00", "中"), (False, True)),
        ("70 | 良", {"floor": "0.9", "grades": "80-70-60"}, ("70.00", "良"), (False, True)),
    ],
)
def test_total_and_grade(
    result: str, settings: dict[str, Any], expected: tuple[str, str], agree: tuple[bool | None, bool | None]
) -> None:
    found = scored(f"{FULL}result: {result}", **settings)
    assert (str(found.total), found.grade) == expected
    assert (found.total_agrees, found.grade_agrees) == agree
    assert found.agrees is (False not in (*agree, found.steps[1].agrees))


@pytest.mark.parametrize(
    ("result", "total_agrees", "grade_agrees"),
    [("90 | 优", True, None), ("100 | 良", True, None), ("69 | 良", False, None), ("70 | 差", True, False)],
)
def test_a_line_that_cannot_be_scored_is_never_zero(result: str, total_agrees: bool, grade_agrees: bool | None) -> None:
    found = scored(f"{FULL}result: {result}".replace("80人", "完成").replace("24", ""))
    assert (found.low, found.high, found.total, found.grade) == (Decimal(70), Decimal(100), None, None)
    assert (found.total_agrees, found.grade_agrees) == (total_agrees, grade_agrees)


BANDED = f"""
evaluated: {QUANTITY} | 甲 | ≥4次 | 4次 | 50 | 50
evaluated: 效益指标 | 社会效益指标 | 乙 | 提升 | 达成年度指标 | {{weight}} | {{score}}
result: {{total}}
"""


@pytest.mark.parametrize(
    ("weight", "score", "total", "printed_sum", "agrees"),
    [
        ("50", "45", "90", "95", False),
        ("50", "45", "95", "95", True),
        ("50", "44.6", "95", "94.6", True),
        ("50", "", "95", None, True),
        ("40", "35", "84", None, True),  # weights that are no hundred: the total may have been scaled
    ],
)
def test_the_printed_total_is_the_sum_of_the_printed_scores(
    weight: str, score: str, total: str, printed_sum: str | None, agrees: bool
) -> None:
    found = scored(BANDED.format(weight=weight, score=score, total=total))
    assert found.total_agrees is agrees
    assert found.printed_sum == (None if printed_sum is None else Decimal(printed_sum))
    assert scored(BANDED.format(weight=weight, score=score, total=total), rescale=True).printed_sum is None


def test_a_part_of_a_form_has_no_grade() -> None:
    found = scored(f"evaluated: {QUANTITY} | 甲 | ≥100人 | 100人 | 50 | 50\nresult: 50 | 差")
    assert (found.total, found.total_agrees, found.grade, found.grade_agrees) == (Decimal(50), True, None, None)


def test_what_does_not_apply_is_left_out_and_the_rest_scaled() -> None:
    text = FULL.replace("95% | 10 | 10", "不适用 | 10 |") + "result: 93.33 | 优"
    plain, scaled = scored(text), scored(text, rescale=True)
    assert (plain.low, plain.high) == (Decimal(84), Decimal(94))
    assert (scaled.total, scaled.grade, scaled.total_agrees, scaled.grade_agrees) == (
        Decimal("93.33"),
        "优",
        True,
        True,
    )


def test_what_does_not_apply_needs_no_weight_to_be_left_out() -> None:
    text = FULL.replace("95% | 10 | 10", "不适用 | |")
    assert (scored(text).reason, scored(text, rescale=True).reason) == ("no-weight", None)
    assert scored(text, rescale=True).total == Decimal("93.33")


@pytest.mark.parametrize(
    ("row", "reason"),
    [("不适用 | 10", "nothing-applicable"), ("不适用 |", "nothing-applicable"), ("9人 |", "no-weight")],
)
def test_a_sheet_where_no_line_applies_says_so(row: str, reason: str) -> None:
    found = scored(f"evaluated: {QUANTITY} | 甲 | ≥9人 | {row}", rescale=True)
    assert (found.low, found.high, found.reason) == (None, None, reason)
    assert scored("execution: 90 | 90 | 100", rescale=True).reason == "no-weight"


def test_a_row_that_was_not_read_leaves_the_total_open() -> None:
    sheet = sheet_of(FULL + "result: 94 | 优").with_notes(
        (ReadingNote(kind="undecided-row", args={"table": "indicators"}),)
    )
    found = perfgoals.score(sheet)
    assert (found.low, found.high, found.reason, found.total_agrees) == (None, None, "partly-read", None)
    assert found.printed_total == 94


def test_rows_that_nobody_filled_in_are_no_steps() -> None:
    assert scored(f"evaluated: {QUANTITY} | | | | 10").steps == ()


def test_steps_name_their_leaves() -> None:
    found = scored(FULL)
    assert [each.path for each in found.steps][:2] == [
        "indicators[0].groups[0].indicators[0]",
        "indicators[1].groups[0].indicators[0]",
    ]
    assert found.execution is not None
    assert found.execution.step is not None
    assert found.execution.step.path == "funding[0]"
    assert (found.steps[1].target, found.steps[1].actual) == ("≥100人", "80人")


def test_only_a_self_evaluation_is_scored() -> None:
    with pytest.raises(UsageError) as refused:
        perfgoals.score(sheet_of("department: 某局"))
    assert refused.value.reason == "no-self-evaluation"
    with pytest.raises(UsageError) as refused:
        perfgoals.score("sheet.xlsx")  # type: ignore[arg-type]
    assert refused.value.reason == "no-goal-sheet-given"


@pytest.mark.parametrize("wrong", [{"reverse": "up"}, {"floor": 2}, {"unknown": 1}, {"over_rate": 0}, {"grades": "1"}])
def test_settings_that_are_not_known_are_refused(wrong: dict[str, Any]) -> None:
    with pytest.raises(UsageError) as refused:
        scored(FULL, **wrong)
    assert refused.value.reason == "scoring-settings"
    assert next(iter(wrong)) in str(refused.value)


def test_every_setting_says_what_it_is_and_where_it_is_from() -> None:
    for name, field in ScoringSettings.model_fields.items():
        assert field.description, name


@pytest.mark.parametrize(
    ("text", "expected"), [("优 秀", "优"), ("良", "良"), ("中等", "中"), ("差", "差"), ("一般", None)]
)
def test_grades_by_their_names(text: str, expected: str | None) -> None:
    assert grade_of(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"), [("部分达成年度指标 并具有一定效果", 1), ("实现目标程度较低", 2), ("", None)]
)
def test_results_by_their_names(text: str, expected: int | None) -> None:
    assert result_of(text) == expected
