"""Qualitative values: every group of the vocabulary is known, other sentences are words all the same."""

from __future__ import annotations

import itertools

import pytest

from perfgoals.targets import Qualitative, Target, Unparsed

ADVERBS = ["逐步", "持续", "不断", "进一步", "有效", "明显", "显著", "大幅", "较大", "稳步", "切实", "全面"]
VERBS = [
    "提高",
    "提升",
    "增强",
    "改善",
    "优化",
    "完善",
    "促进",
    "推动",
    "保障",
    "加强",
    "降低",
    "减少",
    "缓解",
    "带动",
    "扩大",
    "巩固",
    "夯实",
]
KNOWN = {
    "degrees": "显著 较显著 明显 较明显 效果显著 效果明显 成效显著 良好 较好 好 有效 较高 高 长期 持续 稳定 安全 平稳",
    "grades": "优 良 中 低 差 优秀 良好 合格 不合格 高 A B C D 一级 二级 三级 A级",
    "compliance": (
        "合格 达标 符合 符合要求 符合标准 符合规定 符合相关规定 合规 规范 完整 严格执行相关制度规定 不超预算 "
        "控制在预算内 在预算范围内"
    ),
    "timing": "及时 按时 按期 准时 及时完成 在规定时间内完成 在项目计划完成时间内完成",
    "done": "完成 已完成 是 有 通过 实现 达到 全覆盖 零投诉 无 不发生 零事故 通过验收",
    "results": (
        "达成年度指标 部分达成年度指标并具有一定效果 未达成年度指标且效果较差 基本达成目标 部分实现目标 "
        "实现目标程度较低"
    ),
}


def _words(text: str) -> Qualitative:
    target = Target.parse(text)
    assert isinstance(target, Qualitative)
    return target


@pytest.mark.parametrize("term", [term for terms in KNOWN.values() for term in terms.split()])
def test_vocabulary(term: str) -> None:
    target = _words(term)
    assert (target.term, target.known, target.comparator) == (term, True, None)


def test_changes_with_and_without_degrees() -> None:
    for adverb, verb in itertools.product(ADVERBS, VERBS):
        assert _words(adverb + verb).known
        assert _words(verb + adverb).known
    assert all(_words(verb).known for verb in VERBS)


@pytest.mark.parametrize(
    "text", ["美化环境", "推动全省提高", "知识更新率", "建立与否", "参照政府采购成本控制", "是/否否否", "按月安排"]
)
def test_other_sentences_are_words(text: str) -> None:
    target = _words(text)
    assert (target.term, target.known) == (text, False)


@pytest.mark.parametrize(
    ("text", "term"),
    [
        ("美化环境。", "美化环境"),
        (" 优 ", "优"),
        ("优；", "优"),
        ("目标明确、内容细化、目标量化", "目标明确、内容细化、目标量化"),
        ("完成\n验收", "完成\n验收"),
    ],
)
def test_term_as_printed_without_the_final_stop(text: str, term: str) -> None:
    assert _words(text).term == term


@pytest.mark.parametrize(
    ("text", "term", "comparator"),
    [("4星级", "4星级", None), ("四星级", "四星级", None), ("3A级", "3A级", None), ("≥3Ａ级", "3Ａ级", "≥")],
)
def test_grades_with_a_digit_are_words(text: str, term: str, comparator: str | None) -> None:
    grade = _words(text)
    assert (grade.term, grade.comparator, grade.known) == (term, comparator, True)


@pytest.mark.parametrize("text", ["达到4星级", "4星级以上", "14星级", "创建3A级"])
def test_grades_in_other_company_are_not_amounts(text: str) -> None:
    assert isinstance(Target.parse(text), Unparsed)


def test_equality_is_blind_to_width_and_space() -> None:
    assert _words("优，良") == _words("优, 良")
    assert _words("Ａ级") == _words("A级")
    assert _words("优") != _words("良")
    assert _words("≥合格") != _words("合格")


@pytest.mark.parametrize(
    "text",
    [
        "按GB50300验收",
        "严格按照预算标准1000元/人给补助对象兑付补助",
        "各1次",
        "附件1",
        "优≥90%",
        "应保尽保%",
        "2022年任务",
    ],
)
def test_figures_in_words_are_never_words(text: str) -> None:
    assert isinstance(Target.parse(text), Unparsed)
