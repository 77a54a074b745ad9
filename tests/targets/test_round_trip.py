"""Law 4: what is printed reads back as the same, and equality agrees with hash, pickle and copy."""

from __future__ import annotations

import copy
import pickle

from hypothesis import example, given, settings

from perfgoals.targets import Target
from tests.strategies.targets import cells, full_width, texts

MANY = settings(max_examples=200)


class TestEveryTargetReadsBack:
    @MANY
    @given(texts())
    @example("≤12月")
    @example("2千年")
    @example("提高5%~10%")
    @example(">10%且<20%")
    @example("５：１")
    @example("完成…")
    @example("《")
    def test_from_any_text(self, text: str) -> None:
        target = Target.parse(text)
        again = Target.parse(str(target))
        assert again == target
        assert hash(again) == hash(target)
        assert again.kind == target.kind

    @MANY
    @given(cells())
    @example(("≥", "12", "月"))
    @example(("", "5", "30"))
    @example(("=", "2022", "年"))
    @example(("优", "合格", None))
    @example(("≥", "5个", "月"))
    def test_from_cells(self, row: tuple[str | None, str, str | None]) -> None:
        comparator, text, unit = row
        target = Target.parse(text, comparator=comparator, unit=unit)
        assert Target.parse(str(target)) == target

    @given(texts())
    def test_printing_is_stable(self, text: str) -> None:
        printed = str(Target.parse(text))
        assert str(Target.parse(printed)) == printed


class TestTheTextIsKept:
    @given(texts())
    def test_exactly(self, text: str) -> None:
        assert Target.parse(text).text == text

    def test_it_does_not_count(self) -> None:
        assert Target.parse("95％") == Target.parse("95%")
        assert Target.parse("95％").text != Target.parse("95%").text


class TestFullWidthEqualsHalfWidth:
    @MANY
    @given(texts())
    @example("100%(1.0)")
    @example("≥5;≥6人")
    @example(">=95%")
    def test_whatever_is_read(self, text: str) -> None:
        assert Target.parse(full_width(text)) == Target.parse(text)


class TestCopies:
    @given(texts())
    def test_pickle_and_copy(self, text: str) -> None:
        target = Target.parse(text)
        for twin in (pickle.loads(pickle.dumps(target)), copy.deepcopy(target)):  # noqa: S301  our own bytes
            assert twin == target
            assert twin.text == target.text
            assert hash(twin) == hash(target)
