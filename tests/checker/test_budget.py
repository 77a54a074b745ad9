"""Family B: rows, columns, blanks, units and names of tasks."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from perfgoals.checker import check
from perfgoals.checker.budget_sums import _without_parts
from perfgoals.checker.examples import sheet_of
from tests.checker.building import CLEAN, found, hits, located, status

TOTAL = "tasks[0].budget.total"


@pytest.mark.parametrize(
    ("amounts", "expected"),
    [
        ("500 | 480 | 0", [("B01", None, TOTAL)]),
        ("500 | 520 | 0", [("B01", None, TOTAL)]),
        ("500 | 480 | ", []),
        ("500 | 520 | ", [("B06", None, TOTAL)]),
        ("500 | | 520", [("B06", None, TOTAL)]),
        ("1945.65 | 1945.65 | 0", []),
        ("4.90 | 4.9 | 0", []),
        ("20.20 | 20.2 | 0.000", []),
        ("14.7 | 9.33 | 5.34", [("B01r", None, TOTAL)]),
        ("14.75 | 9.33 | 5.34", [("B01", None, TOTAL)]),
        ("10.00 | 9.99 | 0.00", [("B01r", None, TOTAL)]),
        ("10.000 | 9.980 | 0.000", [("B01", None, TOTAL)]),
        ("0 | 0 | 0", []),
        (" | 480 | 20", []),
        ("100000000000000000000000000000.01 | 100000000000000000000000000000.00 | 0.00", [("B01r", None, TOTAL)]),
    ],
)
def test_a_row_is_judged_by_the_precision_shown(amounts: str, expected: list[tuple[str, None, str]]) -> None:
    assert hits(sheet_of(f"task: 人员保障 | 工资 | {amounts}"), "B01", "B01r", "B06") == expected


def test_a_row_with_a_blank_source_is_not_passed() -> None:
    sheet = sheet_of("task: 人员保障 | 工资 | 500 | 480 | ")
    assert status(sheet, "B01") == "insufficient-data"
    assert status(sheet_of("task: 人员保障 | 工资 | 500 | 500 | 0"), "B01") == "passed"
    assert status(sheet_of("task: 人员保障 | 工资 | 500"), "B01") == "not-applicable"


def test_a_row_lists_its_terms_and_shows_every_figure() -> None:
    (finding,) = found(sheet_of("task: 人员保障 | 工资 | 500.0 | 480 | 0"), "B01")
    assert finding.args == {
        "task": "人员保障",
        "total": "500.0",
        "sum": "480",
        "difference": "20.0",
        "terms": ("财政拨款 480", "其他资金 0"),
        "unit": "万元",
    }


def test_the_printed_total_is_a_row_too() -> None:
    sheet = sheet_of("task: 人员保障 | 工资 | 500 | 500 | 0\ntotal: 500 | 480 | 0")
    assert hits(sheet, "B01") == [("B01", None, "stated_total.total")]


def test_nested_sources_are_left_alone_by_the_row_and_bounded_by_their_whole() -> None:
    labels = "sources: 财政拨款 | 其中：一般公共预算 | 其他资金\n"
    assert status(sheet_of(labels + "task: 甲 | 乙 | 500 | 480 | 300 | 20"), "B01") == "insufficient-data"
    assert hits(sheet_of(labels + "task: 甲 | 乙 | 500 | 480 | 300 | 20"), "B06") == []
    over = sheet_of(labels + "task: 甲 | 乙 | 500 | 480 | 490 | 20")
    assert hits(over, "B06") == [("B06", None, "tasks[0].budget.sources[1].amount")]


def test_sources_that_are_all_parts_of_the_total_are_added() -> None:
    sheet = sheet_of("sources: 其中：财政拨款 | 其他资金\ntask: 甲 | 乙 | 500 | 480 | 0")
    assert hits(sheet, "B01") == [("B01", None, TOTAL)]


COLUMNS = "task: 甲 | 乙 | 2184.92 | 2184.92 | 0\ntask: 丙 | 丁 | 608.40 | 608.40 | 0\n"


@pytest.mark.parametrize(
    ("total", "expected"),
    [
        ("total: 2793.32 | 2793.32 | 0", []),
        ("total: 2800 | 2793.32 | 0", [("B02", None, "stated_total.total")]),
        ("total: 2793.32 | 2793.32 | 7", [("B02", None, "stated_total.sources[1].amount")]),
        ("total: 2793.33 | 2793.32 | 0", [("B02r", None, "stated_total.total")]),
        (
            "total: 2793 | 2793 | 0",
            [("B02r", None, "stated_total.total"), ("B02r", None, "stated_total.sources[0].amount")],
        ),
        ("", []),
    ],
)
def test_every_column_is_compared_with_the_printed_total(total: str, expected: list[tuple[str, None, str]]) -> None:
    assert hits(sheet_of(COLUMNS + total), "B02", "B02r") == expected


def test_no_printed_total_is_nothing_to_judge() -> None:
    assert status(sheet_of(COLUMNS), "B02") == "not-applicable"


def test_blank_tasks_leave_a_column_undecided_until_the_rest_exceeds_the_total() -> None:
    blank = COLUMNS + "task: 戊 | 己 | | |\n"
    assert status(sheet_of(blank + "total: 2800 | 2793.32 | 0"), "B02") == "insufficient-data"
    assert hits(sheet_of(blank + "total: 2700"), "B02") == [("B02", None, "stated_total.total")]


def test_a_negative_amount_leaves_an_excess_undecided() -> None:
    sheet = sheet_of("task: 甲 | 乙 | 500\ntask: 丙 | 丁 | -100\ntask: 戊 | 己 | |\ntotal: 300")
    assert status(sheet, "B02") == "insufficient-data"


def test_a_blank_total_is_undecided_and_a_blank_column_is_nothing() -> None:
    assert status(sheet_of(COLUMNS + "total: | 2793.32 | 0"), "B02") == "insufficient-data"
    assert status(sheet_of("task: 甲 | 乙 | 5 | 5 |\ntotal: 5 | 5 |"), "B02") == "passed"


def test_a_group_subtotal_is_compared_with_its_own_tasks() -> None:
    text = "task: 甲 | 乙 | 9\ngroup: 年度主要任务 | 12\nsubtask: 丙 | 丁 | 5\nsubtask: 戊 | 己 | 5\ntotal: 19"
    assert hits(sheet_of(text), "B02") == [("B02", None, "tasks[1].budget.total")]


def test_sources_are_matched_by_label_not_by_position() -> None:
    text = "task: 甲 | 乙 | 5 | 4 | 1\nsources: 其他资金 | 财政拨款\ntotal: 5 | 1 | 4"
    assert hits(sheet_of(text), "B02") == []


def test_a_broken_total_points_at_the_total_first_and_then_at_its_terms() -> None:
    sheet = located(sheet_of(COLUMNS + "total: 2800 | 2793.32 | 0"))
    (finding,) = found(sheet, "B02")
    assert [cell.text for cell in finding.cells] == [
        "stated_total.total",
        "tasks[0].budget.total",
        "tasks[1].budget.total",
    ]


@pytest.mark.parametrize(("amount", "expected"), [("-5", 1), ("-0.01", 1), ("0", 0), ("-0", 0)])
def test_an_amount_is_not_negative(amount: str, expected: int) -> None:
    assert len(found(sheet_of(f"task: 甲 | 乙 | 5 | 5 | {amount}"), "B03")) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("department: 某县局\ntask: 甲 | 乙 | 19456500", [("B04", None, TOTAL)]),
        ("department: 某省教育厅\ntask: 甲 | 乙 | 19456500", []),
        ("department: 某县局\ntask: 甲 | 乙 | 1000000", []),
        ("task: 甲 | 维修保养预算经费69.2万元 | 692000", [("B04", "twin", TOTAL)]),
        ("task: 甲 | 维修保养预算经费69.2万元 | 69.2", []),
        ("unit: 元\ntask: 甲 | 预算资金500万元 | 500", [("B04", "twin", TOTAL)]),
        ("unit: 元\ntask: 甲 | 预算资金500万元 | 5000000", []),
        ("task: 甲 | 每人补助500元 | 500", []),
        ("task: 甲 | 预算500元/人 | 500", []),
        ("task: 甲 | 乙 | 202000\nindicator: 产出指标 | 成本指标 | 网络维护费 | ≤20.20万元", [("B04", "twin", TOTAL)]),
        ("task: 甲 | 乙 | 245\nindicator: 产出指标 | 成本指标 | 会议人均支出 | ≤245元", []),
        ("task: 甲 | 乙 | 500\nindicator: 产出指标 | 成本指标 | 会议费 | ≤500元", []),
    ],
)
def test_a_unit_slip_needs_evidence(text: str, expected: list[tuple[str, str | None, str]]) -> None:
    assert hits(sheet_of(text), "B04") == expected


def test_a_unit_slip_is_undecided_without_unit_or_name() -> None:
    assert status(sheet_of("unit:\ntask: 甲 | 乙 | 5"), "B04") == "insufficient-data"
    assert status(sheet_of("task: 甲 | 乙 | 5"), "B04") == "insufficient-data"
    assert status(sheet_of("task: 甲 | 乙"), "B04") == "not-applicable"


def test_the_largest_amount_is_a_parameter() -> None:
    sheet = sheet_of("department: 某县局\ntask: 甲 | 乙 | 500")
    report = check(sheet, {"select": ["B04"], "parameters": {"money-unit-slip": {"largest": 499}}})
    assert [finding.args["largest"] for finding in report.findings] == ["499"]


@pytest.mark.parametrize(
    ("second", "expected"),
    [
        ("task: 丙 | 丁 | | |", [("B05", None, "tasks[1].budget.total")]),
        ("task: 丙 | 丁", [("B05", None, "tasks[1].budget.total")]),
        ("task: 丙 | 丁 | — | |", [("B05", None, "tasks[1].budget.total")]),
        ("task: 丙 | 丁 | 0 | 0 | 0", [("B05", "zero", "tasks[1].budget.total")]),
        ("task: 丙 | 丁 | 约500 | |", [("B07", None, "tasks[1].budget.total")]),
        ("task: 丙 | 丁 | | 5 |", [("B05", "total", "tasks[1].budget.total")]),
        ("task: 丙 | 丁 | 待定 | 5 |", [("B07", None, "tasks[1].budget.total")]),
        ("task: 丙 | 丁 | 详见附件 | |", [("B07", None, "tasks[1].budget.total")]),
        ("task: 丙 | 丁 | 5 | 5 | —", []),
        ("task: 丙 | 丁 | 5 | 五万 | 0", [("B07", None, "tasks[1].budget.sources[0].amount")]),
        ("group: 组\nsubtask: 丙 | 丁 | 5", []),
        ("group: 组 | 9\nsubtask: 丙 | 丁 | | |\nsubtask: 戊 | 己 | | |", []),
        ("group: 组 | |\nsubtask: 丙 | 丁 | | |", [("B05", None, "tasks[1].subtasks[0].budget.total")]),
    ],
)
def test_blank_zero_and_words_are_told_apart(second: str, expected: list[tuple[str, str | None, str]]) -> None:
    assert hits(sheet_of(f"task: 甲 | 乙 | 5 | 5 | 0\n{second}"), "B05", "B07") == expected


def test_zero_is_a_note_and_blank_an_error() -> None:
    sheet = sheet_of("task: 甲 | 乙 | 5\ntask: 丙 | 丁 | 0\ntask: 戊 | 己 | |")
    assert [finding.severity for finding in found(sheet, "B05")] == ["info", "error"]


def test_without_any_amount_the_blanks_are_left_to_s03() -> None:
    sheet = sheet_of("task: 甲 | 乙 | | |\ntask: 丙 | 丁 | | |")
    assert hits(sheet, "B05", "S03") == [("S03", "no-amount", "tasks")]


@pytest.mark.parametrize(("kind", "text"), [("uncached-formula", "=SUM(E6:E12)"), ("error-value", "#REF!")])
def test_formulas_and_error_values_are_reported_once(kind: str, text: str) -> None:
    sheet = sheet_of(f"task: 甲 | 乙 | 5\ntask: 丙 | 丁 | {text}\nnote: {kind} | {text}")
    assert [code for code, _, _ in hits(sheet, "B07", "R")] == [{"uncached-formula": "R03", "error-value": "R04"}[kind]]
    assert hits(sheet_of(f"task: 甲 | 乙 | {text}"), "B07") == [("B07", None, TOTAL)]


@pytest.mark.parametrize(
    ("text", "paths"),
    [
        ("task: 培训 | 甲\ntask: 培训 | 乙\ntask: 培 训 | 丙", ["tasks[1].name"]),
        ("task: 培训 | 甲\ntask: 培训二 | 乙", []),
        ("group: 一\nsubtask: 培训 | 甲\ngroup: 二\nsubtask: 培训 | 甲", []),
        ("group: 一\nsubtask: 培训 | 甲\nsubtask: 培训 | 乙", ["tasks[0].subtasks[1].name"]),
        ("task: | 甲\ntask: | 乙", []),
    ],
)
def test_a_task_is_listed_once_in_its_group(text: str, paths: list[str]) -> None:
    assert [path for _, _, path in hits(sheet_of(text), "B09")] == paths


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("task: 甲 | 乙\ntask: 丙 |", [("B10", None, "tasks[1].content")]),
        ("task: 甲 | 乙\ntask: | 丁", [("B10", "name", "tasks[1].name")]),
        ("task: 甲 | 乙\ngroup: 组\nsubtask: 丙 | 丁", []),
    ],
)
def test_a_task_has_name_and_content(text: str, expected: list[tuple[str, str | None, str]]) -> None:
    assert hits(sheet_of(text), "B10") == expected


def test_a_form_without_contents_is_undecided() -> None:
    assert status(sheet_of("task: 甲\ntask: 乙"), "B10") == "insufficient-data"


FUNDING = "funding[0].amounts[0].amount"


@pytest.mark.parametrize(
    ("lines", "expected"),
    [
        (["资金总额 | total | 500", "财政拨款 | fiscal | 480", "其他资金 | other | 20"], []),
        (["资金总额 | total | 500", "财政拨款 | fiscal | 480", "其他资金 | other | 0"], [("B08", None, FUNDING)]),
        (["资金总额 | total | 13.123456", "财政拨款 | fiscal | 13.123455", "其他资金 | other | 0.000000"], []),
        (
            ["资金总额 | total | 13.123456", "财政拨款 | fiscal | 13.123451", "其他资金 | other | 0.000000"],
            [("B08", None, FUNDING)],
        ),
        (["资金总额 | total | 500", "财政拨款 | fiscal | 520"], [("B08", None, FUNDING)]),
        (["资金总额 | total | 500", "财政拨款 | fiscal | 480", "上级资金 | superior | 300"], []),
        (["资金总额 | total | 500", "基本支出 | basic | 300", "项目支出 | project | 100"], []),
        (
            ["资金总额 | total | 500 | 400", "财政拨款 | fiscal | 500 | 400"],
            [("B08", "medium-term", "funding[0].amounts[1].amount")],
        ),
        (["资金总额 | total | 500 | 1500", "财政拨款 | fiscal | 500 | 1500"], []),
        (["财政拨款 | fiscal | 500"], []),
    ],
)
def test_the_funding_of_a_project_adds_up(lines: list[str], expected: list[tuple[str, str | None, str]]) -> None:
    sheet = sheet_of("kind: project\n" + "\n".join(f"funding: {line}" for line in lines))
    assert hits(sheet, "B08") == expected


@pytest.mark.parametrize(
    ("lines", "expected"),
    [
        (["资金总额 | total | 500", "财政拨款 | fiscal | 480", "其他资金 | other |"], "insufficient-data"),
        (["资金总额 | total | 500", "财政拨款 | fiscal | 480", "上级资金 | superior | 300"], "insufficient-data"),
        (["资金总额 | total | 约 ", "财政拨款 | fiscal | 480"], "insufficient-data"),
        ([], "not-applicable"),
    ],
)
def test_funding_that_cannot_be_judged(lines: list[str], expected: str) -> None:
    sheet = sheet_of("kind: project\n" + "\n".join(f"funding: {line}" for line in lines))
    assert status(sheet, "B08") == expected


def test_a_clean_sheet_has_nothing() -> None:
    assert check(sheet_of(CLEAN), {"select": ["B", "S", "V", "T"]}).findings == ()


@pytest.mark.parametrize(
    ("text", "cases"),
    [
        ("task: 甲 | 乙 | 49000 | 49000 | 0\ntask: 丙 | 丁 | 36 | 36 | 0\ntotal: 40.9 | 40.9 | 0", ["sum"]),
        ("task: 甲 | 乙 | 49000 | 4.9 | 0", ["sum"]),
        ("unit: 元\ntask: 甲 | 乙 | 4.9 | 49000 | 0", ["sum"]),
        ("task: 甲 | 乙 | 49000 | 49000 | 0\ntask: 丙 | 丁 | 36 | 36 | 0\ntotal: 41.9 | 41.9 | 0", []),
        ("task: 甲 | 乙 | 49000 | 49000 | 0\ntask: 丙 | 丁 | | |\ntotal: 4.9 | 4.9 | 0", []),
        ("task: 甲 | 乙 | 0 | 0 | 0\ntask: 丙 | 丁 | 36 | 36 | 0\ntotal: 36 | 36 | 0", []),
    ],
)
def test_an_amount_that_fits_the_sums_ten_thousand_times_off(text: str, cases: list[str]) -> None:
    assert [case for _, case, _ in hits(sheet_of(f"department: 某县文化馆\n{text}"), "B04")] == cases


def naive_sum(amounts: list[Decimal]) -> Decimal:
    """Add up amounts from the last; what two or more right behind a row make up to it are its parts."""
    kept: list[Decimal] = []
    for amount in reversed(amounts):
        for count in range(2, len(kept) + 1):
            parts = kept[-count:]
            if min(parts) > 0 and sum(parts) == amount:
                del kept[-count:]
                break
        kept.append(amount)
    return sum(kept, Decimal(0))


@given(st.lists(st.integers(-1, 6).map(Decimal), max_size=9))
def test_rows_that_make_up_the_one_above_them_count_once(amounts: list[Decimal]) -> None:
    assert _without_parts(amounts) == naive_sum(amounts)
