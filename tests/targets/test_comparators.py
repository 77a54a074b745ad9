"""Every row of the table of comparators: symbols in all glyphs, words before and after the number."""

from __future__ import annotations

import pytest

from perfgoals.targets import Comparator, Qualitative, Target, Threshold, Unparsed

GLYPHS = {
    "≥": ["≥", "≧", "⩾", ">=", "＞＝", "＞=", ">＝", "=>", "》", "≥="],
    ">": [">", "＞", "﹥"],
    "≤": ["≤", "≦", "⩽", "<=", "＜＝", "=<"],
    "<": ["<", "＜", "﹤"],
    "=": ["=", "＝", "═", "=="],
}
BEFORE = {
    "≥": ["不低于", "不少于", "不小于", "大于等于", "大于或等于", "至少"],
    ">": ["大于", "高于", "超过", "超", "多于"],
    "≤": ["不超过", "不高于", "不大于", "不多于", "小于等于", "小于或等于", "至多", "最多"],
    "<": ["小于", "低于", "少于"],
    "=": ["等于", "达", "达到", "为", "共"],
}
AFTER = {"≥": ["以上", "以上(含)", "及以上", "（含）以上"], "≤": ["以内", "以下", "以下(含)", "及以下", "之内", "内"]}


def _flat(table: dict[str, list[str]]) -> list[tuple[str, str]]:
    return [(meaning, word) for meaning, words in table.items() for word in words]


def _threshold(text: str) -> Threshold:
    target = Target.parse(text)
    assert isinstance(target, Threshold)
    return target


@pytest.mark.parametrize(("comparator", "glyph"), _flat(GLYPHS))
def test_glyph(comparator: Comparator, glyph: str) -> None:
    assert _threshold(f"{glyph}95%").comparator == comparator
    assert _threshold(f"{glyph} 95 %") == _threshold(f"{comparator}95%")


@pytest.mark.parametrize(("comparator", "word"), _flat(BEFORE))
def test_word_before(comparator: Comparator, word: str) -> None:
    assert _threshold(f"{word}3次") == _threshold(f"{comparator}3次")


@pytest.mark.parametrize(("comparator", "word"), _flat(AFTER))
def test_word_after(comparator: Comparator, word: str) -> None:
    assert _threshold(f"3天{word}") == _threshold(f"{comparator}3天")


@pytest.mark.parametrize(
    ("text", "same"),
    [
        ("控制在10万元以内", "≤10万元"),
        ("控制在10万元", "≤10万元"),
        ("控制在5%以下", "≤5%"),
        ("达到95%以上", "≥95%"),
        ("达到95%及以上", "≥95%"),
        ("保持在95%以上", "≥95%"),
        ("降至5%以下", "≤5%"),
        ("提高到95%", "95%"),
        ("企业满意率达95%以上", "≥95%"),
        ("合格率100%", "100%"),
        ("时间≤3天", "≤3天"),
        ("90%以上（含90%）", "≥90%"),
        ("30天内完成", "≤30天"),
        ("100%达标", "100%"),
        ("500万元以上/年", "≥500万元/年"),
        ("每年不少于3次", "≥3次/年"),
    ],
)
def test_words_around(text: str, same: str) -> None:
    assert Target.parse(text) == Target.parse(same)


def test_no_comparator_is_none() -> None:
    assert _threshold("95%").comparator is None
    assert _threshold("95%") != _threshold("=95%")


@pytest.mark.parametrize("text", ["约100人", "大约100人", "100人左右", "≈100人", "约为100人"])
def test_approximation(text: str) -> None:
    assert _threshold(text).approximate
    assert _threshold(text) != _threshold("100人")


class TestTwoComparators:
    @pytest.mark.parametrize(
        ("text", "echo"), [("≥95%以上", "≥"), ("不低于≥95%", "≥"), (">95%以上", "≥"), ("≤3天内", "≤")]
    )
    def test_of_the_same_sense_are_noted(self, text: str, echo: str) -> None:
        target = _threshold(text)
        assert target.suffix_comparator == echo
        assert target == _threshold(str(target))

    @pytest.mark.parametrize("text", ["≥95%以内", "≤95%以上", "=95%以上", "≤≥5", "不超过95%以上", "不低于≤3次"])
    def test_that_contradict_are_refused(self, text: str) -> None:
        target = Target.parse(text)
        assert isinstance(target, Unparsed)
        assert target.reason == "conflicting-comparators"


class TestOnAPhrase:
    @pytest.mark.parametrize(
        ("text", "comparator", "term"), [("≥合格", "≥", "合格"), ("＝优", "=", "优"), ("≥三级", "≥", "三级")]
    )
    def test_stays_with_the_phrase(self, text: str, comparator: str, term: str) -> None:
        target = Target.parse(text)
        assert isinstance(target, Qualitative)
        assert (target.comparator, target.term, target.known) == (comparator, term, True)

    @pytest.mark.parametrize("text", ["高于上年", "不低于上年水平", "不超过预算", "超预期", "达到", "大于上年"])
    def test_worded_ones_are_words(self, text: str) -> None:
        target = Target.parse(text)
        assert isinstance(target, Qualitative)
        assert (target.comparator, target.term) == (None, text)


class TestChanges:
    @pytest.mark.parametrize(
        ("text", "change", "comparator"),
        [
            ("提升10%", "increase", None),
            ("增长≥10%", "increase", "≥"),
            ("较上年增长10%以上", "increase", "≥"),
            ("同比下降10%", "decrease", None),
            ("降低10%以上", "decrease", "≥"),
            ("较2021年提高10%", "increase", None),
            ("减少不超过10%", "decrease", "≤"),
        ],
    )
    def test_are_told_from_levels(self, text: str, change: str, comparator: str | None) -> None:
        target = _threshold(text)
        assert (target.change, target.comparator, str(target.quantity)) == (change, comparator, "10%")
        assert target != _threshold(f"{comparator or ''}10%")

    @pytest.mark.parametrize("text", ["提升满意度10%", "降低成本≥5万元", "从5%提高到10%", "较上年10%", "满意度提高5%"])
    def test_are_never_taken_for_levels(self, text: str) -> None:
        assert Target.parse(text).kind == "unparsed"


def test_a_weak_word_states_no_bound_on_an_approximate_number() -> None:
    assert Target.parse("控制在5%左右") == Target.parse("约5%")
    assert Target.parse("控制在5%左右以内") == Target.parse("约≤5%")
    assert Target.parse("控制在5%") == Target.parse("≤5%")
