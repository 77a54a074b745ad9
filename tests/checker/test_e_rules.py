"""Family E, case by case: each table holds hits and the near misses that must stay silent."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from perfgoals import read_text
from perfgoals.checker import check
from perfgoals.checker.examples import sheet_of
from perfgoals.models import GoalSheet, Origin
from perfgoals.readers.grid import Cell
from perfgoals.scoring import score as scored
from tests.checker.building import found, hits, status

ROW = "indicators[0].groups[0].indicators[0]"
OUTPUT = "产出指标 | 数量指标"
OUTCOME = "效益指标 | 社会效益指标"
SATISFACTION = "满意度指标 | 服务对象满意度指标"


def one(value: str, actual: str, points: str = "10 | 10", *, level: str = OUTPUT) -> GoalSheet:
    """Build a self-evaluation of one indicator; ``points`` are weight, score and reason."""
    return sheet_of(f"evaluated: {level} | 指标甲 | {value} | {actual} | {points}")


def case_of(sheet: GoalSheet, code: str) -> str | None:
    """Give the case of the only finding, "main" for none, or None without a finding."""
    findings = found(sheet, code)
    assert len(findings) <= 1
    return (findings[0].case or "main") if findings else None


def rows(*weights: str, scores: tuple[str, ...] | None = None) -> str:
    names = zip("甲乙丙丁", weights, scores or weights, strict=False)
    return "".join(f"evaluated: {OUTPUT} | 指标{n} | ≥9人 | 9人 | {weight} | {score}\n" for n, weight, score in names)


EXECUTION = "execution: 90 | 90 | 100 | 10 | 10\n"
CLEAN = f"""{EXECUTION}
evaluated: {OUTPUT} | 培训人数 | ≥100人 | 100人 | 50 | 50
evaluated: {OUTCOME} | 业务能力 | 显著提高 | 达成年度指标 | 30 | 28 | 参训面不足
evaluated: {SATISFACTION} | 学员满意度 | ≥90% | 95% | 10 | 10
stated weight: 100
result: 98 | 优
"""


def test_a_clean_self_evaluation_has_no_finding_and_every_rule_judged_it() -> None:
    report = check(sheet_of(CLEAN), {"select": ["E"]})
    assert report.findings == ()
    assert {outcome.status for outcome in report.outcomes} == {"passed"}


def test_the_family_judges_self_evaluations_only() -> None:
    report = check(sheet_of("department: 某局\nindicator: 产出指标 | 数量指标 | 甲 | ≥9人 | 50"), {"select": ["E"]})
    assert {(outcome.status, outcome.reason) for outcome in report.outcomes} == {
        ("not-applicable", "not-self-evaluation")
    }


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (EXECUTION + rows("50", "40") + "result: 100", None),
        (EXECUTION + rows("50", "30") + "result: 90", "main"),
        (EXECUTION + rows("50", "50") + "result: 100", "main"),
        (EXECUTION + rows("50", "50"), "main"),
        (EXECUTION + rows("33.33", "33.33", "23.33") + "result: 100", None),
        (rows("50", "40") + "result: 90", None),
        (rows("60", "40") + "result: 100", None),
        (rows("60", "35") + "result: 95", "main"),
        (rows("60", "45"), "main"),
        (EXECUTION + rows("50", "40") + "stated weight: 100", None),
        (EXECUTION + rows("50", "40") + "stated weight: 90", None),
        (EXECUTION + rows("50", "40") + "stated weight: 95", "stated"),
        (rows("50", "40") + "stated weight: 100", None),
        (rows("0.5", "0.4") + "result: 90", None),
        ("execution: 90 | 90 | 100 | | 10\n" + rows("50", "40") + "result: 100", None),
    ],
)
def test_e01_weights(text: str, expected: str | None) -> None:
    assert case_of(sheet_of(text), "E01") == expected


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        (EXECUTION + rows("50", "30"), "no-total-row"),
        (EXECUTION + rows("50", "30").replace("9人 | 30", "9人 | ") + "result: 90", "blank-weight"),
    ],
)
def test_e01_says_nothing_of_a_table_that_may_go_on(text: str, reason: str) -> None:
    (outcome,) = check(sheet_of(text), {"select": ["E01"]}).outcomes
    assert (outcome.status, outcome.reason) == ("insufficient-data", reason)


def test_e01_needs_weights() -> None:
    assert status(sheet_of(rows("")), "E01") == "not-applicable"


def test_the_sum_of_weights_is_judged_by_one_rule_only() -> None:
    assert {code for code, _, _ in hits(sheet_of(EXECUTION + rows("50", "30") + "result: 90"), "E01", "T12")} == {"E01"}


@pytest.mark.parametrize(
    ("last", "expected"), [("", None), ("stated weight: 60", "parent"), ("result: 60 | 中", "parent")]
)
def test_the_points_of_the_last_level_may_be_made_up_by_what_follows(last: str, expected: str | None) -> None:
    text = f"evaluated: 产出指标（50分） | 数量指标 | 甲 | ≥9人 | 9人 | 40 | 40\n{last}"
    assert case_of(sheet_of(text), "T12") == expected


@pytest.mark.parametrize(
    ("last", "expected"), [("", "insufficient-data"), ("stated weight: 40", "failed"), ("result: 40 | 差", "failed")]
)
def test_a_table_that_is_cut_off_lacks_nothing_for_sure(last: str, expected: str) -> None:
    sheet = sheet_of(f"evaluated: {OUTPUT} | 甲 | ≥9人 | 9人 | 40 | 40\n{last}")
    assert status(sheet, "T04") == expected
    assert status(sheet_of(f"evaluated: {OUTPUT} | 甲 | ≥9人 | 9人 | 90 | 90\n{last}"), "T04") == "failed"


@pytest.mark.parametrize(
    ("weight", "score", "expected"),
    [("10", "10.00", None), ("10", "10.01", "main"), ("10", "-1", "negative"), ("10", "0", None), ("10", "", None)],
)
def test_e02_scores(weight: str, score: str, expected: str | None) -> None:
    assert case_of(one("≥9人", "9人", f"{weight} | {score}"), "E02") == expected
    spent = sheet_of(f"execution: 90 | 90 | 100 | {weight} | {score}\n" + rows("50"))
    assert case_of(spent, "E02") == expected


PRINTED = """项目支出绩效自评表
（2023年度）
项目名称\t某项目
一级指标\t二级指标\t三级指标\t年度指标值\t实际完成值\t分值\t得分
产出指标\t数量指标\t培训次数\t≥4次\t4次\t50\t{}
效益指标\t社会效益指标\t服务能力\t提升\t达成年度指标\t50\t45
总分\t\t\t\t\t100\t{}
"""


@pytest.mark.parametrize(
    ("printed", "read", "expected"),
    [("-45", "-45", "negative"), ("－4.5分", "-4.5", "negative"), ("-0", "0", None), ("—", None, None)],
)
def test_e02_a_score_below_zero_is_read(printed: str, read: str | None, expected: str | None) -> None:
    sheet = read_text(PRINTED.format(printed, 95))
    score = next(sheet.iter_indicators())[2].score
    assert (score, str(score)) == (None if read is None else Decimal(read), str(read))
    assert sheet.leftover == ()
    assert case_of(sheet, "E02") == expected


@pytest.mark.parametrize(
    ("total", "expected"),
    [
        ("95", "blank"),  # the 50 points of the blank score are counted
        ("45", "insufficient-data"),  # they are not
        ("96", "insufficient-data"),  # nor can they be all that is counted
    ],
)
def test_a_blank_score_beside_others_is_found(total: str, expected: str) -> None:
    sheet = read_text(PRINTED.format("", total))
    assert (case_of(sheet, "E11") or status(sheet, "E11")) == expected
    assert status(sheet, "E02") == "insufficient-data"
    assert status(read_text(PRINTED.format("50", "95")), "E02") == "passed"


@pytest.mark.parametrize("change", [("4次\t50", "不适用\t50"), ("4次\t50", "\t50"), ("50\t\n", "50\t满分五十\n")])
def test_what_may_be_scored_elsewhere_or_not_at_all_is_no_blank_score(change: tuple[str, str]) -> None:
    assert status(read_text(PRINTED.format("", "95").replace(*change)), "E11") == "insufficient-data"


def test_e02_judges_the_execution_where_it_alone_has_points() -> None:
    alone = "evaluated: 产出指标 | 数量指标 | 指标甲 | ≥9人 | 9人\nexecution: 90 | 90 | 100 | {} | {}"
    for weight, score, expected in (("10", "11", "failed"), ("10", "10", "passed"), ("0.1", "0.1", "passed")):
        assert status(sheet_of(alone.format(weight, score)), "E02") == expected
    assert status(sheet_of(alone.format("", "10")), "E02") == "not-applicable"
    assert status(sheet_of("execution: 90 | 90 | 100 | 10 | 11"), "E02") == "failed"


def test_e02_takes_a_share_for_no_bound_of_points() -> None:
    for text in ("execution: 90 | 90 | 100 | 0.1 | 10", "execution: 90 | 90 | 100 | 1 | 10"):
        (outcome,) = check(sheet_of(text), {"select": ["E02"]}).outcomes
        assert (outcome.status, outcome.reason) == ("insufficient-data", "weights-as-shares")
    assert status(sheet_of("execution: 90 | 90 | 100 | 0.1 | -1"), "E02") == "failed"
    printed = one("≥9人", "9人", "10 | 95")
    for text, expected in (("10%", "insufficient-data"), ("10％", "insufficient-data"), ("10", "failed")):
        cell = Cell(sheet=None, row=1, column=1, ref="A1", text=text, raw=text)
        assert status(printed.with_cells({f"{ROW}.weight": (cell,)}, Origin()), "E02") == expected


@pytest.mark.parametrize(
    ("score", "reason", "expected"),
    [
        ("9", "", "main"),
        ("9", "无", "main"),
        ("9", "——", "main"),
        ("9", "疫情影响", None),
        ("10", "", None),
        ("", "", None),
    ],
)
def test_e03_reasons(score: str, reason: str, expected: str | None) -> None:
    assert case_of(one("≥9人", "8人", f"10 | {score} | {reason}"), "E03") == expected


def labelled(sheet: GoalSheet, *roles: str) -> GoalSheet:
    """Give a sheet the labels of a form."""
    labels = {Cell(sheet=None, row=1, column=i, ref=f"A{i}", text=r, raw=r): r for i, r in enumerate(roles, 1)}
    return sheet.with_cells({}, Origin(), labels)


@pytest.mark.parametrize("code", ["E03", "E08"])
def test_a_form_without_a_column_of_reasons_asks_for_none(code: str) -> None:
    sheet = one("≥9人", "8人" if code == "E03" else "90人", "10 | 9")
    bare = labelled(sheet, "columns.indicators.score")
    (outcome,) = check(bare, {"select": [code]}).outcomes
    assert outcome.reason == "no-reason-column"
    assert case_of(labelled(sheet, "columns.indicators.deviation-reason"), code) == "main"


def explained(sheet: GoalSheet, problems: str) -> GoalSheet:
    tree = sheet.model_dump()
    tree["evaluation"]["problems"] = problems
    return GoalSheet.model_validate(tree)


@pytest.mark.parametrize(
    ("code", "sheet"),
    [
        ("E03", one("≥9人", "8人", "10 | 9")),
        ("E08", one("≥9人", "90人")),
        ("E10", sheet_of("execution: 90.00 | 72.00 | 80 | 10 | 8")),
    ],
)
def test_problems_below_the_tables_may_be_the_reason(code: str, sheet: GoalSheet) -> None:
    (outcome,) = check(explained(sheet, "培训期数因疫情减少"), {"select": [code]}).outcomes
    assert (outcome.status, outcome.reason) == ("insufficient-data", "explained-elsewhere")
    assert case_of(explained(sheet, "无"), code) == "main"


@pytest.mark.parametrize(
    ("value", "actual", "expected"),
    [
        ("≤30万元", "完成", "main"),
        ("≥100人", "已完成", "main"),
        ("90%-95%", "达到要求", "main"),
        ("=100%", "完成", None),
        ("=100%", "全部完成", None),
        ("=100%", "基本完成", "main"),
        ("=100%", "未完成", "main"),
        ("≥95%", "完成", "main"),
        ("=0次", "未发生", None),
        ("≤5次", "无", None),
        ("≥5次", "无", "main"),
        ("≥100人", "98", None),
        ("≥100人", "完成50人次，其余跨年", None),
        ("≥100人", "不适用", None),
        ("≥100人", "/", "blank"),
        ("≥100人", "", "blank"),
        ("显著提高", "", "blank"),
        ("显著提高", "达成年度指标", None),
        ("2022年11月25日", "已完成", None),
        ("≤24小时", "当天", None),
        ("≤24小时", "已完成", "main"),
        ("≥90%", "未开展调查", "main"),
        ("≥95%", "及时", "main"),
        ("≥0人", "-3人", "negative"),
        ("≥0人", "-3", "negative"),
        ("≥5次", "-1次", "negative"),
        ("≥0人", "0人", None),
        ("≥0%", "-2%", None),
        ("90%-95%", "-2%", None),
        ("", "", None),
    ],
)
def test_e04_actual_values(value: str, actual: str, expected: str | None) -> None:
    text = f"evaluated: {OUTPUT} | 指标甲 | {value} | {actual} | 10 | 10\n{rows('9')}"
    assert case_of(sheet_of(text), "E04") == expected


@pytest.mark.parametrize(
    ("value", "actual"),
    [
        ("≤24小时", "当天办结"),
        ("≤24小时", "即时"),
        ("1-3天", "当日"),
        ("≤24小时", "2022年11月25日"),
        ("≥100人", "完成50人次，其余跨年"),
    ],
)
def test_e04_leaves_what_does_not_compare_undecided(value: str, actual: str) -> None:
    (outcome,) = check(one(value, actual), {"select": ["E04"]}).outcomes
    assert (outcome.reason, outcome.undecided) == ("not-comparable", (f"{ROW}.actual",))


@pytest.mark.parametrize(
    ("points", "expected"),
    [
        ("10 | 0 | 疫情期间未组织", None),
        ("10 | 0 | 无", "main"),
        ("10 | 0", "main"),
        ("10 | 1 | 疫情期间未组织", "main"),
        ("10 | | 疫情期间未组织", "main"),
    ],
)
def test_e04_leaves_words_that_earn_nothing_with_a_reason_undecided(points: str, expected: str | None) -> None:
    sheet = one("≥90%", "未开展调查", points)
    assert case_of(sheet, "E04") == expected
    (outcome,) = check(sheet, {"select": ["E04"]}).outcomes
    assert (outcome.reason == "nothing-reached") is (expected is None)


def test_e04_a_net_number_may_be_below_zero() -> None:
    text = "evaluated: {} | {} | ≥0人 | -3人 | 10 | 0 | 企业外迁"
    assert case_of(sheet_of(text.format(OUTPUT, "净增就业人数")), "E04") is None
    assert case_of(sheet_of(text.format(OUTPUT, "就业人数")), "E04") == "negative"


def test_e04_an_indicator_that_says_it_is_qualitative_needs_no_number() -> None:
    tree = one("≥1次", "按时举办").model_dump()
    assert case_of(GoalSheet.model_validate(tree), "E04") == "main"
    tree["indicators"][0]["groups"][0]["indicators"][0]["nature"] = "定性"
    assert case_of(GoalSheet.model_validate(tree), "E04") is None


def test_e04_a_sheet_without_any_actual_value_is_another_matter() -> None:
    assert status(sheet_of(f"evaluated: {OUTPUT} | 指标甲 | ≥9人 | | 10 | 10"), "E04") == "not-applicable"


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        ("90 | 89.974 | 99.97", None),
        ("90 | 89.974 | 100", None),
        ("90.00 | 89.974 | 99.87", "main"),
        ("90 | 89.974 | 99.87", "rounding"),
        ("90.000 | 89.9785 | 99.97", None),
        ("90.00 | 45.00 | 0.5", None),
        ("90.00 | 45.00 | 55", "main"),
        ("90.00 | 99.00 | 110", None),
        ("0 | 0 | 0", None),
        ("251.89 | 238.93 | 100.00", "main"),
    ],
)
def test_e05_rates(line: str, expected: str | None) -> None:
    assert case_of(sheet_of(f"execution: {line} | 10 | 10"), "E05") == expected


@pytest.mark.parametrize(
    ("rate", "expected", "quoted"),
    [
        ("0.9%", "main", "0.9%"),
        ("0.9", None, None),
        ("90%", None, None),
        ("1%", "main", "1%"),
        ("0.9％", "main", "0.9%"),
    ],
)
def test_e05_a_rate_with_its_sign_is_no_share(rate: str, expected: str | None, quoted: str | None) -> None:
    block = "项目资金（万元）\t全年预算数\t全年执行数\t分值\t执行率\t得分\n年度资金总额\t126\t113.4\t10\t{}\t9\n"
    sheet = read_text(PRINTED.format(50, 95).replace("一级指标\t", block.format(rate) + "一级指标\t", 1))
    assert sheet.funding[0].rate_unit == ("%" if rate != "0.9" else None)
    assert case_of(sheet, "E05") == expected
    assert [finding.args["rate"] for finding in found(sheet, "E05")] == ([quoted] if quoted else [])
    execution = scored(sheet).execution
    assert execution is not None
    assert execution.agrees is (expected is None)


def spent(initial: str, budget: str, executed: str, rate: str) -> GoalSheet:
    tree = sheet_of(f"execution: {budget} | {executed} | {rate} | 10 | 10").model_dump()
    tree["funding"][0]["amounts"] += ({"role": "initial", "amount": initial, "label": None, "amount_text": None},)
    return GoalSheet.model_validate(tree)


def beside(initial: str, executed: str, rate: str, *others: str) -> GoalSheet:
    """Build a row whose form has further columns beside the initial budget, and none that is the year's budget."""
    tree = sheet_of(f"execution: | {executed} | {rate} | 10 | 9").model_dump()
    amounts = [("initial", initial), *(("other", each) for each in others), ("executed", executed)]
    tree["funding"][0]["amounts"] = [{"role": role, "amount": amount} for role, amount in amounts]
    return GoalSheet.model_validate(tree)


def test_e05_goes_by_the_sum_that_bears_out_the_rate() -> None:
    """年初预算 253.77, 结转 21.37, 小计 275.14, 执行 254.67: the rate is of the sum, which no list calls the budget."""
    assert status(beside("253.77", "254.67", "93", "21.37", "275.14"), "E05") == "passed"
    assert status(beside("253.77", "254.67", "100.35", "21.37", "275.14"), "E05") == "passed"
    (outcome,) = check(beside("253.77", "254.67", "93", "21.37"), {"select": ["E05"]}).outcomes
    assert (outcome.status, outcome.reason) == ("insufficient-data", "unclear-budget")
    assert case_of(beside("253.77", "254.67", "93"), "E05") == "main"
    (finding,) = found(beside("253.77", "220.11", "80.00", "21.37", "275.14"), "E10")
    assert finding.args["rate"] == "80.00"


def test_e05_a_rate_of_the_initial_budget_is_a_warning() -> None:
    (finding,) = found(spent("100.00", "90.00", "81.00", "81"), "E05")
    assert (finding.case, finding.severity, finding.args["computed"]) == ("initial", "warning", "90.00")
    assert case_of(spent("100.00", "90.00", "81.00", "82"), "E05") == "main"
    assert case_of(spent("100.00", "90.00", "81.00", "90"), "E05") is None


@pytest.mark.parametrize(
    ("code", "line", "expected"),
    [
        ("E05", "90.00 | 45.00 | 0.55", "0.55"),
        ("E05", "90.00 | 45.00 | 55", "55%"),
        ("E05", "90 | 89.974 | 0.9987", "99.87%"),
        ("E12", "0 | 0 | 1", "1"),
        ("E12", "0 | 0 | 100", "100%"),
        ("E12", "| | 0.9", "0.9"),
    ],
)
def test_a_rate_that_may_be_a_share_is_quoted_without_a_sign(code: str, line: str, expected: str) -> None:
    (finding,) = found(sheet_of(f"execution: {line} | 10 | 10"), code)
    assert finding.args["rate"] == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("execution: | 81 | 90 | 10 | 9", "insufficient-data"),
        ("execution: 0 | 0 | 0 | 10 | 0", "insufficient-data"),
        ("execution: 0 | 0 | 100 | 10 | 10", "insufficient-data"),
        ("execution: -5 | 5 | 100 | 10 | 10", "insufficient-data"),
        ("execution: 90 | 81 | | 10 | 9", "not-applicable"),
    ],
)
def test_e05_needs_both_amounts_and_a_rate(text: str, expected: str) -> None:
    assert status(sheet_of(text), "E05") == expected


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        ("90.00 | 81.00 | 90 | 10 | 9", None),
        ("90.00 | 81.00 | 90 | 10 | 10", "main"),
        ("90.00 | 81.00 | 90 | 10 | 8.5", "main"),
        ("90.00 | 83.34 | 93 | 10 | 9.30", None),
        ("90.00 | 83.34 | 93 | 10 | 9.26", None),
        ("90 | 45 | 50 | 10 | 0", None),
        ("90 | 63 | 70 | 10 | 0", "main"),
        ("90 | 99 | 110 | 10 | 10", None),
        ("90 | 99 | 110 | 10 | 11", None),
        (" | | 100 | 10 | 10", None),
        (" | | 1 | 10 | 10", None),
        (" | | 90 | 10 | 10", "main"),
        ("90 | 45 | 50 | 10 | -1", None),
    ],
)
def test_e06_points_of_the_execution(line: str, expected: str | None) -> None:
    assert case_of(sheet_of(f"execution: {line}"), "E06") == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("execution: | | | 10 | 10", "insufficient-data"),
        ("execution: 90 | 90 | 100 | 10 |", "not-applicable"),
        ("execution: 90 | 90 | 100 | 10 | 10\nexecution: 90 | 90 | 100 | 10 | 10", "not-applicable"),
    ],
)
def test_e06_needs_one_row_with_points(text: str, expected: str) -> None:
    assert status(sheet_of(text), "E06") == expected


@pytest.mark.parametrize(
    ("value", "actual", "weight", "score", "expected"),
    [
        ("≥100人", "80人", "10", "8", None),
        ("≥100人", "80人", "10", "10", "main"),
        ("≥100人", "80人", "10", "9", "main"),
        ("≥100人", "80人", "10", "7", "low"),
        ("≥100人", "80人", "10", "0", None),
        ("≥100人", "96人", "10", "10", None),
        ("≥100人", "96人", "10", "10.00", "main"),
        ("≥100人", "100人", "10", "5", "reached"),
        ("≥100人", "100人", "10", "0", "reached"),
        ("≥100人", "129人", "10", "9", "reached"),
        ("≥100人", "130人", "10", "9", None),
        ("≥0人", "5人", "10", "9", None),
        ("≥100人", "≥100人", "10", "9", None),
        (">100人", "100人", "10", "9", None),
        ("≤10万元", "5万元", "10", "9", "reached"),
        ("100人", "100人", "10", "9", "reached"),
        ("2022年11月25日", "2022年11月20日", "10", "9", None),
        ("=100人", "125人", "10", "9", "reached"),
        ("=100人", "125人", "10", "0", None),
        ("≥0人", "-3人", "10", "10", None),
        ("≥5人", "-3人", "10", "10", "main"),
        ("=100人", "125人", "10", "8", None),
        ("=100人", "125人", "10", "10", None),
        ("≤10万元", "12.5万元", "10", "7.5", None),
        ("≤10万元", "12.5万元", "10", "8", None),
        ("≤10万元", "12.5万元", "10", "10", "main"),
        ("≤10万元", "25万元", "10", "4", None),
        ("≤10万元", "25万元", "10", "0", None),
        ("<=5300元/户", "5830元/户", "10", "10", "main"),
        ("≥95%", "93%", "10", "12", None),
        ("90%-95%", "80%", "10", "10", None),
        ("显著提高", "达成年度指标", "10", "7", None),
    ],
)
def test_e07_scores_of_what_was_not_reached(
    value: str, actual: str, weight: str, score: str, expected: str | None
) -> None:
    assert case_of(one(value, actual, f"{weight} | {score} | 见说明"), "E07") == expected


@pytest.mark.parametrize(
    ("value", "actual"),
    [("≥100人", "130人"), ("≥100人", "≥100人"), (">100人", "100人"), ("2022年11月25日", "2022年11月20日")],
)
def test_e07_leaves_a_cut_without_a_formula_undecided(value: str, actual: str) -> None:
    (outcome,) = check(one(value, actual, "10 | 9 | 材料不全"), {"select": ["E07"]}).outcomes
    assert (outcome.status, outcome.reason) == ("insufficient-data", "no-cut-formula")
    assert status(one(value, actual, "10 | 10"), "E07") == "passed"


def test_e07_says_of_a_reached_target_what_it_earns() -> None:
    (finding,) = found(one("≥100人", "110人", "10 | 6 | 签到表不全"), "E07")
    assert (finding.case, finding.severity, finding.path) == ("reached", "warning", f"{ROW}.score")
    assert (finding.args["score"], finding.args["expected"]) == ("6", "10.00")


@pytest.mark.parametrize(("actual", "case"), [("110人", "reached"), ("80人", "low")])
def test_e07_is_a_note_where_e03_warns_of_the_very_cell(actual: str, case: str) -> None:
    explained, unexplained = (found(one("≥100人", actual, f"10 | 6 | {text}"), "E03", "E07") for text in ("疫情", ""))
    assert [(f.code, f.case, f.severity) for f in explained] == [("E07", case, "warning")]
    assert [(f.code, f.case, f.severity, f.path) for f in unexplained] == [
        ("E03", None, "warning", f"{ROW}.score"),
        ("E07", f"{case}-unexplained", "info", f"{ROW}.score"),
    ]


def test_e07_satisfaction_may_go_by_bands() -> None:
    assert case_of(one("≥80%", "85%", "10 | 8", level=SATISFACTION), "E07") is None
    assert case_of(one("≥80%", "85%", "10 | 0 | 见说明", level=SATISFACTION), "E07") == "reached"
    assert case_of(one("≥95%", "91%", "10 | 10", level=SATISFACTION), "E07") is None
    assert case_of(one("≥95%", "81%", "10 | 8", level=SATISFACTION), "E07") is None
    assert case_of(one("≥95%", "81%", "10 | 10", level=SATISFACTION), "E07") == "main"
    assert case_of(one("≥95%", "81%", "10 | 10"), "E07") == "main"


def test_e07_leaves_what_it_cannot_score() -> None:
    own = one("≥100人", "80人").model_dump()
    own["indicators"][0]["groups"][0]["indicators"][0]["scoring_rule"] = "每少1人扣0.1分"
    (outcome,) = check(GoalSheet.model_validate(own), {"select": ["E07"]}).outcomes
    assert (outcome.reason, outcome.undecided) == ("own-scoring-rule", (f"{ROW}.score",))
    (outcome,) = check(one("≥100人", "完成"), {"select": ["E07"]}).outcomes
    assert outcome.reason == "no-formula"


@pytest.mark.parametrize(
    ("value", "actual", "reason", "expected"),
    [
        ("≥100人", "130人", "", "main"),
        ("≥100人", "129人", "", None),
        ("≥100人", "130人", "新增培训班", None),
        ("=100人", "150人", "", "main"),
        ("≤100人", "150人", "", None),
        ("100人", "150人", "", None),
        ("≥0人", "30人", "", "zero"),
        ("≥0%", "30%", "", "zero"),
        ("≥0人", "29人", "", None),
        ("=0次", "40次", "", None),
        ("≥20万条", "50", "", None),
        ("提高≥10%", "提高20%", "", None),
        ("≥100人", "≥150人", "", None),
        ("≥100人", "完成", "", None),
        ("≥50%", "98%", "", "main"),
        ("≥1个", "2个", "", None),
        ("≥1", "2", "", None),
        ("≥2次", "3次", "", None),
        ("≥1个", "3个", "", "main"),
        ("≥1万元", "2万元", "", "main"),
        ("≥2万条", "3万条", "", "main"),
    ],
)
def test_e08_far_above(value: str, actual: str, reason: str, expected: str | None) -> None:
    assert case_of(one(value, actual, f"10 | 10 | {reason}"), "E08") == expected


@pytest.mark.parametrize("code", ["E08", "E09"])
def test_a_sheet_without_a_value_of_its_kind_is_not_passed(code: str) -> None:
    assert status(one("2022年11月25日", "2022年11月20日"), code) == "not-applicable"


FIRST, SECOND, THIRD = "达成年度指标", "部分达成年度指标并具有一定效果", "未达成年度指标且效果较差"


@pytest.mark.parametrize(
    ("actual", "weight", "score", "expected"),
    [
        (FIRST, "10", "10", None),
        (FIRST, "10", "8", None),
        (FIRST, "10", "7.9", "main"),
        (FIRST, "10", "7", "main"),
        (FIRST, "7", "5.6", None),
        (SECOND, "10", "8", "bound"),
        (SECOND, "10", "8.00", "bound"),
        (SECOND, "10", "7.99", None),
        (SECOND, "7", "5.6", "bound"),
        (SECOND, "7", "6", None),
        (SECOND, "10", "5", None),
        (SECOND, "10", "9", "main"),
        (SECOND, "10", "4", "main"),
        (THIRD, "10", "6", "bound"),
        (THIRD, "10", "5", None),
        (THIRD, "10", "0", None),
        (THIRD, "10", "7", "main"),
        (THIRD, "10", "12", None),
        ("完成", "10", "3", None),
    ],
)
def test_e09_bands(actual: str, weight: str, score: str, expected: str | None) -> None:
    assert case_of(one("显著提高", actual, f"{weight} | {score}"), "E09") == expected


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        ("90.00 | 81.00 | 90 | 10 | 9", []),
        ("90.00 | 80.99 | 89.99 | 10 | 9", [None]),
        ("90.00 | 80.99 | 89.99 | 10 | 9 | 招标节约", []),
        ("90.00 | 45.00 | 50 | 10 | 5", ["floor", None]),
        ("90.00 | 45.00 | 50 | 10 | 0 | 招标节约", []),
    ],
)
def test_e10_low_execution(line: str, expected: list[str | None]) -> None:
    findings = found(sheet_of(f"execution: {line}"), "E10")
    assert [finding.case for finding in findings] == expected
    assert {finding.severity for finding in findings} <= {"info"}


def test_e10_asks_for_a_reason_only_where_the_form_does() -> None:
    sheet = sheet_of("execution: 90.00 | 72.00 | 80 | 10 | 8")
    assert case_of(labelled(sheet, "columns.funding.rate"), "E10") is None
    assert case_of(labelled(sheet, "columns.funding.reason"), "E10") == "main"
    assert status(sheet_of("execution: 0 | 0 | 0 | 10 | 0"), "E10") == "not-applicable"


@pytest.mark.parametrize(
    ("scores", "result", "expected"),
    [
        (("50", "40"), "100", []),
        (("50", "40"), "99", [None]),
        (("50", "39.6"), "99.6", []),
        (("50", "39.6"), "100", []),
        (("50", "39.6"), "99", [None]),
        (("49.33", "39.33"), "98.66", []),
        (("49.33", "39.33"), "98.67", []),
        (("50", "40"), "100 | 优", []),
        (("50", "20"), "80 | 优", ["other-limits"]),
        (("50", "20"), "80 | 良好", []),
        (("50", "20"), "80 | 差", ["grade"]),
        (("50", "20"), "80 | 较为满意", []),
        (("50", "40"), "90 | 良", [None, "grade"]),
    ],
)
def test_e11_total_and_grade(scores: tuple[str, ...], result: str, expected: list[str | None]) -> None:
    sheet = sheet_of(f"{EXECUTION}{rows('50', '40', scores=scores)}result: {result}")
    assert [finding.case for finding in found(sheet, "E11")] == expected


@pytest.mark.parametrize(
    ("text", "state", "reason"),
    [
        (EXECUTION + rows("50", "40"), "not-applicable", "no-total-score"),
        (EXECUTION + rows("50", "40", scores=("50", "")) + "result: 60", "insufficient-data", "blank-score"),
        (EXECUTION + rows("50", "50") + "result: 99", "insufficient-data", "weights-not-hundred"),
        (rows("60", "40") + "result: 100", "passed", None),
    ],
)
def test_e11_adds_up_only_what_is_complete(text: str, state: str, reason: str | None) -> None:
    (outcome,) = check(sheet_of(text), {"select": ["E11"]}).outcomes
    assert (outcome.status, outcome.reason) == (state, reason)


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        ("0 | 90 | 0 | 10 | 0", "main"),
        ("0 | 0 | 100 | 10 | 10", "rate"),
        ("0 | 0 | 0 | 10 | 10", "score"),
        ("0 | 0 | 0 | 10 | 0", None),
        (" | 90 | 100 | 10 | 10", "blank"),
        (" | 90 | | 10 | 10", None),
        ("90 | 90 | 100 | 10 | 10", None),
    ],
)
def test_e12_execution_without_a_budget(line: str, expected: str | None) -> None:
    assert case_of(sheet_of(f"execution: {line}"), "E12") == expected


def test_e12_a_budget_may_be_among_the_cells_that_were_left_over() -> None:
    assert status(sheet_of("execution: | 90 | 100 | 10 | 10\nleftover: 90"), "E12") == "insufficient-data"


@pytest.mark.parametrize(
    ("code", "parameters", "text"),
    [
        ("E01", {"total": 90}, EXECUTION + rows("50", "40") + "result: 99"),
        ("E01", {"execution": 20}, rows("50", "40") + "result: 90"),
        ("E06", {"floor": 40}, "execution: 90 | 45 | 50 | 10 | 0"),
        ("E08", {"from": 120}, f"evaluated: {OUTPUT} | 指标甲 | ≥100人 | 125人 | 10 | 10"),
        ("E08", {"from_zero": 5}, f"evaluated: {OUTPUT} | 指标甲 | ≥0人 | 6人 | 10 | 10"),
        ("E10", {"least": 95}, "execution: 90.00 | 81.00 | 90 | 10 | 9"),
    ],
)
def test_the_limits_are_parameters(code: str, parameters: dict[str, Any], text: str) -> None:
    sheet = sheet_of(text)
    assert not check(sheet, {"select": [code]}).findings
    assert check(sheet, {"select": [code], "parameters": {code: parameters}}).findings


points = st.decimals(1, 60, places=2)


@given(st.lists(st.tuples(st.integers(1, 200), st.integers(1, 200), points), min_size=1, max_size=5), st.booleans())
def test_what_a_way_in_use_computes_is_never_a_fault(rows_: list[tuple[int, int, Decimal]], up: bool) -> None:
    """Score by the formulas, print with two decimals, and nothing is found."""
    from perfgoals.scoring.formulas import at_least, at_most
    from perfgoals.scoring.formulas import points as points_of

    lines = []
    for target, actual, weight in rows_:
        share = at_least(Decimal(actual), Decimal(target)) if up else at_most(Decimal(actual), Decimal(target))
        sign = "≥" if up else "≤"
        score = points_of(share, weight)
        lines.append(f"evaluated: {OUTPUT} | 指标甲 | {sign}{target}人 | {actual}人 | {weight} | {score} | 说明")
    assert hits(sheet_of("\n".join(lines)), "E02", "E03", "E07", "E09") == []
