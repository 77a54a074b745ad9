"""How a printed label is compared: without spaces, widths, ornaments and bracketed notes.

Labels are broken over lines, padded (``产 出 指 标``), starred and given points (``产出指标（50分）``); what they
mean is the same. The key of a label is what is left.
"""

from __future__ import annotations

import re
import unicodedata
from decimal import Decimal

_ORNAMENTS = "★☆※●■□▲△*#"
_BRACKETED_TAIL = re.compile(r"\([^()]*\)\Z")
_DIGITS = re.compile(r"[0-9]+")
_POINTS = re.compile(r"\(?([0-9]{1,3}(?:\.[0-9]{1,2})?)分\)?\Z")


def label_key(text: str) -> str:
    r"""Give the text by which labels are compared.

    >>> label_key("★ 产 出\n指 标 （50分）："), label_key("部门（单位）名称")
    ('产出指标', '部门(单位)名称')
    """
    key = plain_label(text)
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


def begins_like(text: str, prefixes: tuple[str, ...]) -> bool:
    """Tell whether a text begins with one of the prefixes, in which ``#`` stands for any number.

    >>> begins_like("第 12 页", ("第#页",)), begins_like("第一页", ("第#页",))
    (True, False)
    """
    plain = plain_label(text)
    return plain.startswith(prefixes) or _DIGITS.sub("#", plain).startswith(prefixes)


def split_points(text: str) -> tuple[str, Decimal | None]:
    """Divide a level's label from the points printed behind it.

    >>> split_points("产出指标（50分）"), split_points("质量指标")
    (('产出指标', Decimal('50')), ('质量指标', None))
    """
    label = plain_label(text)
    found = _POINTS.search(label)
    if found is None or found.start() == 0:
        return label, None
    return label[: found.start()], Decimal(found.group(1))
