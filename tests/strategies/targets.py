"""Texts that are nearly values of the grammar, and cells that a value is divided into."""

from __future__ import annotations

from hypothesis import strategies as st

from perfgoals.testing import target_texts
from perfgoals.testing.targets import numbers
from perfgoals.testing.words import listed

GLYPHS, UNITS = listed("values.glyphs"), listed("values.units")
WORDS_BEFORE, WORDS_AFTER = listed("values.before"), listed("values.after")
PIECES = (
    *GLYPHS,
    *WORDS_BEFORE,
    *WORDS_AFTER,
    *UNITS,
    "\n",
    " ",
    *[
        "、",
        "；",
        "，",
        "-",
        "~",
        "至",
        "且",
        "±",
        "(",
        ")",
        "（含）",
        "年",
        "月",
        "日",
        "底前",
        "前",
        "内",
        "完成",
        "季度",
        "第",
        "上半年",
        "全年",
        "2022",
        "12",
        "31",
        "0",
        "5",
        "1.5",
        "1,234",
        "百分之",
        "三",
        "九",
        "十",
        "零",
        "每",
        "提高",
        "较上年",
        "率",
        "优",
        "无",
        "/",
        "·",
        "*",
        "**",
        "XX",
        "……",
        ".",
        ":",
        "：",
    ],
)


def nearly_values() -> st.SearchStrategy[str]:
    """Make a text of the grammar's own pieces in any order: mostly no value, and close to one."""
    return st.lists(st.sampled_from(PIECES), max_size=8).map("".join)


def texts() -> st.SearchStrategy[str]:
    """Make any text: values, near values, and whatever Unicode offers."""
    return st.one_of(target_texts(), nearly_values(), st.text(max_size=40))


def cells() -> st.SearchStrategy[tuple[str | None, str, str | None]]:
    """Make a row of three cells: comparator, value, unit."""
    signs = st.one_of(st.none(), st.sampled_from((*GLYPHS, *WORDS_BEFORE, "定性", "正向", "/", "优")))
    units = st.one_of(st.none(), st.sampled_from((*UNITS, "月", "/", "%(百分比)", "是/否", "日期", "30", "元", "以上")))
    return st.tuples(signs, st.one_of(numbers(), target_texts(), nearly_values()), units)


def full_width(text: str) -> str:
    """Print every ASCII character in its full-width form."""
    return "".join(chr(ord(character) + 0xFEE0) if "!" <= character <= "~" else character for character in text)
