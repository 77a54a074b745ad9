"""Makes indicator values: well-formed ones of every kind, and texts that are nearly so."""

from __future__ import annotations

import datetime as dt

from hypothesis import strategies as st

from perfgoals.targets import Target

GLYPHS = (*["≥", "≧", "⩾", ">=", "＞＝", "=>", "≤", "≦", "<=", "=", "＝", "═", ">", "＞", "<", "＜"], "")
WORDS_BEFORE = (
    *["不低于", "不少于", "不超过", "大于等于", "小于等于", "大于", "小于", "至少", "最多", "达到", "控制在", "约"],
    "",
)
WORDS_AFTER = (*["以上", "及以上", "以下", "以内", "(含)以上", "左右"], "")
UNITS = (
    *[
        "%",
        "％",
        "‰",
        "人",
        "名",
        "人次",
        "个",
        "台",
        "次",
        "元",
        "万元",
        "亿元",
        "元/人",
        "元/人/天",
        "元/人·天",
        "天",
        "小时",
        "分钟",
        "工作日",
        "个月",
        "年",
        "亩",
        "公顷",
        "㎡",
        "平方米",
        "公里",
        "千米",
        "吨",
        "千克",
        "条",
        "万条",
        "万人次",
        "分",
        "百分点",
        "集",
        "次/年",
        "/株",
        "人/10万人",
    ],
    "",
)
QUALITATIVE = [
    "显著提高",
    "优",
    "合格",
    "零事故",
    "严格执行相关制度规定",
    "美化环境。",
    "长期",
    "无",
    "一级",
    "效果明显",
]
HOLES = ("", " ", "≧ %", *["/", "—", "……", "**", "≥**人", "XX人", "公里", "暂无", "□"])
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


def numbers() -> st.SearchStrategy[str]:
    """Make numbers as they are printed: plain, with decimals, with thousands separators."""
    whole = st.integers(0, 10**9)
    return st.one_of(
        whole.map(str),
        whole.map(lambda number: f"{number:,}"),
        st.decimals(0, 10**6, places=2, allow_nan=False, allow_infinity=False).map(str),
    )


def threshold_texts() -> st.SearchStrategy[str]:
    """Make a bound or a plain number with any glyph and unit."""
    return st.builds("{}{}{}".format, st.sampled_from(GLYPHS), numbers(), st.sampled_from(UNITS))


def worded_texts() -> st.SearchStrategy[str]:
    """Make a number between words; some of them contradict each other."""
    return st.builds(
        "{}{}{}{}".format,
        st.sampled_from(WORDS_BEFORE),
        numbers(),
        st.sampled_from(UNITS),
        st.sampled_from(WORDS_AFTER),
    )


def range_texts() -> st.SearchStrategy[str]:
    """Make a range; some are inverted."""
    unit = st.sampled_from(UNITS)
    dash = st.sampled_from(("-", "~", "～", "至", "—"))
    return st.builds(lambda low, sign, high, name: f"{low}{name}{sign}{high}{name}", numbers(), dash, numbers(), unit)


def deadline_texts() -> st.SearchStrategy[str]:
    """Make a date, a deadline or a period, with and without a year."""
    days = st.dates(dt.date(2015, 1, 1), dt.date(2035, 12, 31))
    forms = st.sampled_from(
        [
            "{0.year}年{0.month}月{0.day}日",
            "{0:%Y-%m-%d}",
            "{0.year}.{0.month}.{0.day}",
            "{0.year}/{0.month}/{0.day}",
            "{0.month}月{0.day}日前",
            "{0.month}月底前",
            "{0.year}年{0.month}月",
            "{0.year}年底前",
            "{0.year}年",
            "{0.year}年内",
            "{0.year}年第四季度",
            "第三季度",
            "上半年",
            "{0.year}年下半年完成",
            "全年",
            "年底前",
            "次年{0.month}月底",
            "{0.month}月中旬",
            "{0.year}年{0.month}月至12月",
            "1-{0.month}月",
            "≥{0.year}年{0.month}月{0.day}日",
            "不晚于{0.month}月{0.day}日",
        ]
    )
    return st.builds(lambda form, day: form.format(day), forms, days)


def several_texts() -> st.SearchStrategy[str]:
    """Make two or three values in one cell."""
    single = st.one_of(threshold_texts(), deadline_texts())
    return st.builds(
        lambda parts, separator: separator.join(parts),
        st.lists(single, min_size=2, max_size=3),
        st.sampled_from(("；", ";", "、", "\n", "，")),
    )


def value_texts() -> st.SearchStrategy[str]:
    """Make a value of any kind, as a careful author would write it."""
    return st.one_of(
        threshold_texts(),
        worded_texts(),
        range_texts(),
        deadline_texts(),
        several_texts(),
        st.sampled_from(QUALITATIVE),
        st.sampled_from(HOLES),
    )


def nearly_values() -> st.SearchStrategy[str]:
    """Make a text of the grammar's own pieces in any order: mostly no value, and close to one."""
    return st.lists(st.sampled_from(PIECES), max_size=8).map("".join)


def texts() -> st.SearchStrategy[str]:
    """Make any text: values, near values, and whatever Unicode offers."""
    return st.one_of(value_texts(), nearly_values(), st.text(max_size=40))


def targets() -> st.SearchStrategy[Target]:
    """Make a target of any kind."""
    return value_texts().map(Target.parse)


def cells() -> st.SearchStrategy[tuple[str | None, str, str | None]]:
    """Make a row of three cells: comparator, value, unit."""
    signs = st.one_of(st.none(), st.sampled_from((*GLYPHS, *WORDS_BEFORE, "定性", "正向", "/", "优")))
    units = st.one_of(st.none(), st.sampled_from((*UNITS, "月", "/", "%(百分比)", "是/否", "日期", "30", "元", "以上")))
    return st.tuples(signs, st.one_of(numbers(), value_texts(), nearly_values()), units)


def full_width(text: str) -> str:
    """Print every ASCII character in its full-width form."""
    return "".join(chr(ord(character) + 0xFEE0) if "!" <= character <= "~" else character for character in text)
