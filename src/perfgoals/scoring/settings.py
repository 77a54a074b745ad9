"""The ways of scoring that are in use, as settings with their sources, and the data behind them (``variants.toml``)."""

from __future__ import annotations

import sys
from collections.abc import Mapping
from decimal import Decimal
from functools import cache
from importlib.resources import files
from itertools import pairwise
from typing import Annotated, Literal

from pydantic import BaseModel, ConfigDict, Field

from perfgoals.scoring.formulas import Reverse
from perfgoals.targets.normalise import folded

if sys.version_info >= (3, 11):
    import tomllib
else:
    import tomli as tomllib

Bands = Literal["2020", "2021", "2018"]
Grades = Literal["2020", "80-70-60"]
GRADES = ("优", "良", "中", "差")

_Positive = Annotated[Decimal, Field(gt=0, allow_inf_nan=False)]
_Share = Annotated[Decimal, Field(ge=0, le=1, allow_inf_nan=False)]


class _Data(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")


class _Results(_Data):
    words: tuple[str, ...]


class _Limits(_Data):
    id: str
    limits: tuple[Decimal, ...]
    source: str


class SatisfactionBand(_Data):
    """Is a band of satisfaction: from that many percent on, that share of the weight."""

    least: Annotated[Decimal, Field(alias="from")]
    share: Decimal


class _Names(_Data):
    grades: tuple[tuple[str, ...], ...]
    not_applicable: tuple[str, ...]


class _Variants(_Data):
    results: tuple[_Results, ...]
    bands: tuple[_Limits, ...]
    satisfaction: tuple[SatisfactionBand, ...]
    grades: tuple[_Limits, ...]
    names: _Names


class ScoringSettings(BaseModel):
    """Says how a self-evaluation is scored; the defaults are the national rule and what budget systems do with it.

    >>> ScoringSettings(reverse="ratio", floor="0.6").floor
    Decimal('0.6')
    """

    model_config = ConfigDict(frozen=True, extra="forbid")

    reverse: Annotated[
        Reverse,
        Field(description="Above a ceiling T: 1 - (A - T) / T, or T / A as in older forms. 反向指标超出部分的口径。"),
    ] = "linear"
    signs: Annotated[
        Literal["lenient", "strict"],
        Field(description="Read = as at least, > as ≥, < as ≤, as systems do, or each as printed. 计算符号的口径。"),
    ] = "lenient"
    qualitative: Annotated[
        Bands,
        Field(description="Bands of results: 财预〔2020〕10号, 财预〔2021〕101号, forms of 2018. 定性指标的分值区间。"),
    ] = "2020"
    satisfaction: Annotated[
        Literal["ratio", "bands"],
        Field(description="Satisfaction in proportion, or by bands (财预〔2021〕101号, example). 满意度的口径。"),
    ] = "ratio"
    floor: Annotated[
        _Share | None,
        Field(description="Pass line: a share below it earns nothing (财预〔2021〕101号). 及格线（比例）。"),
    ] = None
    over: Annotated[
        Literal["none", "deduct"],
        Field(description="Far above the target: all points, or a cut (财预〔2020〕10号). 超额完成是否扣减。"),
    ] = "none"
    over_threshold: Annotated[
        _Positive, Field(description="From which multiple of the target on it is far. 超过指标值多少倍开始扣减。")
    ] = Decimal("1.3")
    over_rate: Annotated[
        _Positive, Field(description="Share cut for each multiple above that. 每超过一倍扣减的比例。")
    ] = Decimal(1)
    execution_cap: Annotated[
        bool, Field(description="The execution earns at most all points (财预〔2020〕10号). 执行率得分封顶。")
    ] = True
    execution_floor: Annotated[
        _Share | None,
        Field(description="Rate below which nothing is earned (财预〔2021〕101号: 0.6, example). 执行率的及格线。"),
    ] = None
    execution_weight: Annotated[
        _Positive, Field(description="Points of the execution where none are printed. 表中未列时预算执行率的分值。")
    ] = Decimal(10)
    rescale: Annotated[
        bool, Field(description="Leave out what does not apply, scale the rest to 100. 剔除不适用指标并折算为百分。")
    ] = False
    grades: Annotated[
        Grades, Field(description="Limits of the grades: 90/80/60 (财预〔2020〕10号) or 80/70/60. 等级的分数线。")
    ] = "2020"
    places: Annotated[
        int, Field(ge=0, le=6, description="Decimals of a score, rounded half away from zero. 得分的小数位数。")
    ] = 2

    @property
    def bands(self) -> tuple[tuple[Decimal, Decimal], ...]:
        """Give the band of each of the three qualitative results, as shares of the weight, the best first.

        >>> ScoringSettings(qualitative="2018").bands[1]
        (Decimal('0.5'), Decimal('0.8'))
        """
        limits = (Decimal(1), *_limits("bands")[self.qualitative], Decimal(0))
        return tuple((low, high) for high, low in pairwise(limits))

    def grade(self, total: Decimal) -> str:
        """Give the grade of a total: 优, 良, 中 or 差.

        >>> ScoringSettings().grade(Decimal("89.99")), ScoringSettings(grades="80-70-60").grade(Decimal(80))
        ('良', '优')
        """
        return GRADES[sum(total < limit for limit in _limits("grades")[self.grades])]


@cache
def _variants() -> _Variants:
    text = (files("perfgoals.scoring") / "variants.toml").read_text("utf-8")
    return _Variants.model_validate(tomllib.loads(text))


@cache
def _limits(table: Literal["bands", "grades"]) -> Mapping[str, tuple[Decimal, ...]]:
    return {entry.id: entry.limits for entry in getattr(_variants(), table)}


def satisfaction_bands() -> tuple[SatisfactionBand, ...]:
    """Give the bands of satisfaction, the best first. Source: 财预〔2021〕101号, an example."""
    return _variants().satisfaction


def result_of(text: str) -> int | None:
    """Find which of the three qualitative results a text is, 0 the best; None for any other text.

    >>> result_of("达成年度指标"), result_of("部分实现目标"), result_of("完成")
    (0, 1, None)
    """
    words = folded(text)
    return next((index for index, result in enumerate(_variants().results) if words in result.words), None)


def grade_of(text: str) -> str | None:
    """Find which grade a text names; None for any other text.

    >>> grade_of("优秀"), grade_of("较好")
    ('优', None)
    """
    names = zip(GRADES, _variants().names.grades, strict=True)
    return next((grade for grade, words in names if folded(text) in words), None)


def is_not_applicable(text: str) -> bool:
    """Tell whether a value says that its indicator does not apply.

    >>> is_not_applicable("不适用"), is_not_applicable("无")
    (True, False)
    """
    return folded(text) in _variants().names.not_applicable
