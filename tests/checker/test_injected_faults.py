"""One fault put into the reference sheet gives its own finding at its own cell, and nothing else new."""

from pathlib import Path

import pytest

import perfgoals
from perfgoals.checker import Finding, check

TEXT = (Path(__file__).resolve().parents[2] / "samples" / "department-2022.txt").read_text("utf-8")
FAMILIES = {"select": ["R", "S", "B", "V", "T"]}

FAULTS = [
    ("a digit of a total", "500\t500\t0", "510\t500\t0", [("B01", "L11C4")]),
    ("a digit of a source", "20.2\t20.2\t0", "20.2\t22.2\t0", [("B01", "L12C4")]),
    ("within rounding", "20.2\t20.2\t0", "20.2\t20.3\t0", [("B01r", "L12C4")]),
    ("negative amounts", "1945.65\t1945.65", "-1945.65\t-1945.65", [("B03", "L9C3"), ("B03", "L9C4")]),
    ("yuan for ten thousand yuan", "1945.65\t1945.65", "19456500\t19456500", [("B04", "L9C3")]),
    ("amounts lost", "36\t36\t0", "\t\t", [("B05", "L15C2")]),
    ("a task's name lost", "档案征集、保护、数字化与安全保障", "", [("B10", "L15C3")]),
    ("the year lost", "(2022年)", "", [("S01", None)]),
    ("a year with a digit too many", "(2022年)", "(20222年)", [("R05", "L4C1")]),
    ("the department lost", "新疆巴州党委办公室", "", [("S02", None)]),
    ("a value lost", "≥4次", "", [("S09", "L21C4")]),
    ("a value of the template", "≥132人", "≥**人", [("S09", "L19C5")]),
    ("a name listed twice", "会议天数", "会议次数", [("S10", "L27C4")]),
    ("glued values", "≥5次", "≥5次5次", [("V01", "L23C5")]),
    ("a vague value", "≥5次", "若干", [("V01", "L23C5")]),
    ("a comparator lost", "≥89个", "89个", [("V02", "L24C5")]),
    ("a unit lost", "≥80次", "≥80", [("V03", "L20C5")]),
    ("a unit of another dimension", "≥100人", "≥100%", [("V04", "L22C5")]),
    ("people for money", "≤47.3万元", "≤47.3人", [("V04", "L57C3")]),
    ("a rate above the whole", "维修合格率\t≥95%", "维修合格率\t≥195%", [("V05", "L37C5")]),
    ("failures turned round", "≤1%", "≥1%", [("V06", "L36C5")]),
    ("satisfaction turned round", "通信使用人满意度\t≥99%", "通信使用人满意度\t≤99%", [("V06", "L72C4")]),
    ("a cost turned round", "≤47.3万元", "≥47.3万元", [("V06", "L57C3")]),
    ("an inverted range", "维修合格率\t≥95%", "维修合格率\t95%~90%", [("V07", "L37C5")]),
    ("a date of last year", "2022年11月25日", "2021年11月25日", [("V08", "L51C3")]),
    ("a date that does not exist", "2022年11月25日", "2022年11月31日", [("V09", "L51C3")]),
    ("comparators at odds", "≥5次", "≥5次以内", [("V10", "L23C5")]),
    ("a bound that says nothing", "维修合格率\t≥95%", "维修合格率\t≤100%", [("V12", "L37C5")]),
    ("a unit lost behind a scale word", "≥20万条", "≥20万", [("V14", "L30C5")]),
    ("a comparator on a phrase", "效果显著", "≥效果显著", [("V15", "L68C4")]),
    ("two values in one cell", "≥5次", "≥5次；≥200人", [("V20", "L23C5")]),
    ("an unknown category", "效益指标\t经济", "过程指标\t经济", [("T01", "L64C1")]),
    ("an unknown group", "可持续影响指标\t系统正常", "过程指标\t系统正常", [("T02", "L69C2")]),
    ("a rate among the quantities", "质量指标\t设备质量合格率", "数量指标\t设备质量合格率", [("T09", "L45C2")]),
]


def judge(text: str) -> list[Finding]:
    return list(check(perfgoals.read_text(text), FAMILIES).findings)


@pytest.fixture(scope="module")
def known() -> set[tuple[str, str]]:
    return {(finding.code, finding.path) for finding in judge(TEXT)}


@pytest.mark.parametrize(("before", "after", "expected"), [fault[1:] for fault in FAULTS], ids=[f[0] for f in FAULTS])
def test_one_fault(
    before: str, after: str, expected: list[tuple[str, str | None]], known: set[tuple[str, str]]
) -> None:
    assert before in TEXT
    findings = [
        finding for finding in judge(TEXT.replace(before, after, 1)) if (finding.code, finding.path) not in known
    ]
    places = [(finding.code, finding.cells[0].ref if finding.cells else None) for finding in findings]
    assert places == expected
