"""How a printed label is compared: without spaces, widths, ornaments and bracketed notes.

Labels are broken over lines, padded (``产 出 指 标``), starred and given points (``产出指标（50分）``); what they
mean is the same. The key of a label is what is left.
"""

from __future__ import annotations

import re
import sys
import unicodedata
from collections.abc import Callable
from decimal import Decimal
from functools import cache, lru_cache, wraps
from importlib.resources import files
from typing import TypeVar

if sys.version_info >= (3, 11):
    import tomllib
else:
    import tomli as tomllib

CIRCLED = "①②③④⑤⑥⑦⑧⑨⑩⑪⑫⑬⑭⑮⑯⑰⑱⑲⑳"
"""Numbers in front of a label, which in half width would run into it."""
_ORNAMENTS = "★☆※●■□▲△*#"
_BRACKETED_TAIL = re.compile(r"\([^()]*\)\Z")
_ENUMERATOR = re.compile(
    r"(?:[一二三四五六七八九十]{1,3}[、.]|[0-9]{1,2}[、.]|\([一二三四五六七八九十0-9]{1,3}\)[、.]?|其中:|其中)"
)
_SUBTOTAL = ("小计", "合计")
_DIGITS = re.compile(r"[0-9]+")
_OF_FORMULAS = CIRCLED + "=＝+＋-－*×/÷()（）%％ \t\r\n\xa0\u3000"
"""What the number of a column, or how it is computed from others, is written with behind its name: 小计④=①+②+③."""
_POINTS = re.compile(r"\(?(?:权重|分值)?:?([0-9]{1,3}(?:\.[0-9]{1,2})?)分\)?\Z")

_LONGEST = 40
"""No printed label is longer; a longer text is content."""

Answer = TypeVar("Answer")


def remembered(key: Callable[[str], Answer]) -> Callable[[str], Answer]:
    """Let a function remember what it made of short texts: labels are few, and come again in every row and sheet."""
    known = lru_cache(maxsize=8192)(key)

    @wraps(key)
    def answer(text: str) -> Answer:
        return known(text) if len(text) <= _LONGEST else key(text)

    return answer


@remembered
def comparable(text: str) -> str:
    """Give a label as printed, in half width and simplified characters, by which wordings are compared.

    >>> comparable("部門整體支出績效目標表 （2022年度）")
    '部门整体支出绩效目标表(2022年度)'
    """
    return plain_label(text).translate(_simplified())


@cache
def _simplified() -> dict[int, str]:
    data = tomllib.loads((files("perfgoals.forms") / "traditional.toml").read_text("utf-8"))
    return {ord(traditional): simplified for traditional, simplified in data["pairs"].split()}


def is_formula(text: str) -> bool:
    """Tell whether a text is nothing but the number of a column or how it is computed.

    >>> is_formula("⑥=⑤/④"), is_formula("①市级资金"), is_formula("=")
    (True, False, False)
    """
    return bool(text) and not _without_formula(text)


def _without_formula(text: str) -> str:
    name = text.rstrip(_OF_FORMULAS)
    return name if any(number in text[len(name) :] for number in CIRCLED) else text


@remembered
def label_key(text: str) -> str:
    r"""Give the text by which labels are compared.

    >>> label_key("★ 产 出\n指 标 （50分）："), label_key("部门（单位）名称"), label_key("支出实现率（%）⑥=⑤/④")
    ('产出指标', '部门(单位)名称', '支出实现率')
    """
    key = comparable(_without_formula(text) or text)
    while (shorter := _BRACKETED_TAIL.sub("", key)) != key and shorter:
        key = shorter
    return key


def plain_label(text: str) -> str:
    """Give the label as printed, in half width, without white space, ornaments and a final colon.

    >>> plain_label("项目资金 （万元）：")
    '项目资金(万元)'
    """
    half = "".join(unicodedata.normalize("NFKC", text).split())
    return half.lstrip(_ORNAMENTS).rstrip(":")


def without_enumerator(key: str) -> str:
    """Leave out the number in front of a label.

    >>> without_enumerator("一、基本情况"), without_enumerator("2.项目实施内容"), without_enumerator("其中:1、中央资金")
    ('基本情况', '项目实施内容', '中央资金')
    """
    while (found := _ENUMERATOR.match(key)) is not None and found.end() < len(key):
        key = key[found.end() :]
    return key


@remembered
def funding_key(label: str) -> str:
    """Give the text by which the names of funding rows are compared.

    >>> funding_key("（一）财政拨款小计"), funding_key("其中：当年财政 拨款"), funding_key("①市级财政资金")
    ('财政拨款', '当年财政拨款', '市级财政资金')
    """
    key = without_enumerator(label_key(label.lstrip(CIRCLED)))
    for ending in _SUBTOTAL:
        if len(key) > len(ending) and key != f"资金{ending}":  # 资金 alone names no kind of money
            key = key.removesuffix(ending)
    return key


def begins_like(text: str, prefixes: tuple[str, ...]) -> bool:
    """Tell whether a text begins with one of the prefixes, in which ``#`` stands for any number.

    >>> begins_like("第 12 页", ("第#页",)), begins_like("第一页", ("第#页",))
    (True, False)
    >>> begins_like("单位：万元", ("单位:",)), begins_like("单位资金", ("单位:",))
    (True, False)
    """
    return f"{comparable(text)}:".startswith(prefixes) or f"{numbered(text)}:".startswith(prefixes)


@remembered
def numbered(text: str) -> str:
    """Write ``#`` for every number of a text.

    >>> numbered("— 12 —")
    '—#—'
    """
    return _DIGITS.sub("#", comparable(text))


@remembered
def split_points(text: str) -> tuple[str, Decimal | None]:
    """Divide a level's label from the points printed behind it.

    >>> split_points("产出指标（50分）"), split_points("产出指标（权重50分）"), split_points("质量指标")
    (('产出指标', Decimal('50')), ('产出指标', Decimal('50')), ('质量指标', None))
    """
    label = plain_label(text)
    found = _POINTS.search(label)
    if found is None or found.start() == 0:
        return label, None
    return label[: found.start()], Decimal(found.group(1))
