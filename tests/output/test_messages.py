"""Both languages say everything, with the same blanks to fill in."""

from __future__ import annotations

from string import Formatter

import pytest

from perfgoals.output.messages import catalogue, say

ENTRIES = [(section, key) for section, entries in catalogue().items() for key in entries]


@pytest.mark.parametrize(("section", "key"), ENTRIES)
def test_both_languages_fill_in_the_same_values(section: str, key: str) -> None:
    texts = catalogue()[section][key]
    assert set(texts) == {"zh-CN", "en"}
    fields = {
        language: {field for _, field, _, _ in Formatter().parse(text) if field} for language, text in texts.items()
    }
    assert fields["zh-CN"] == fields["en"]


def test_braces_in_a_value_stay() -> None:
    assert "{x}" in say("zh-CN", "head", "worksheet", value="{x}")
