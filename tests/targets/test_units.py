"""Every row of the table of units, compounds, exact conversions, and what never equals."""

from __future__ import annotations

from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from perfgoals.targets import Quantity, Target, Threshold, Unit
from perfgoals.targets.units import KNOWN_UNITS

TABLE = {
    "people": "人 名 位 员 人员",
    "person-times": "人次",
    "households": "户 家 家庭",
    "staff-days": "人天 人日 人·天",
    "occurrence": "次 回 批 批次 场 场次 期 轮 届 趟 起 例 件次 班次",
    "count": "个 台 套 件 份 本 册 部 辆 架 把 张 幅 篇 条 项 宗 处 座 栋 间 所 株 棵 头 只 羽 标箱 卷 盒 页 点 "
    "端口 系统 门 路 块 种 类 支 根 瓶 组 对 粒 集 单 种次",
    "money": "元 万元 亿元 百万元 千元",
    "money-per": "元/人 万元/人 元/人/天 元/人·天 元/人天 元/人·月 元/人*月 元/人·年 元/次 元/平方米 元/㎡ 元/亩 "
    "元/公里 元/台 元/条 元/小时 元/学时 元/生/年 元每人每天 元/人.月",
    "time": "秒 分钟 小时 时 个小时 日 天 个工作日 工作日 周 月 个月 季度 年 学时 课时",
    "area": "平方米 ㎡ m² m2 亩 公顷 平方公里 km²",
    "length": "米 m 公里 千米 km 里 厘米",
    "volume": "立方米 m³ m3 升 方",
    "mass": "吨 t 公斤 千克 kg 斤",
    "ratio": "% ％ 百分比 百分点 个百分点 ‰ 倍 折 成 %(百分比)",
    "energy": "千瓦时 度 kWh MWh kW·h",
    "pressure": "MPa Mpa 千帕",
    "frequency": "Hz MHz",
    "radiation": "μSv mSv",
    "sound": "分贝 dB(A)",
    "content": "NTU DDDs cfu",
    "data": "TB GB Mbps 兆",
    "score": "分",
    "grade": "星 级 名次",
    "rate": "次/月 人/次 /株 人/10万人 家/次 3次/年",
}
ROWS = [(dimension, unit) for dimension, units in TABLE.items() for unit in units.split() if not unit[0].isdigit()]


@pytest.mark.parametrize(("dimension", "unit"), ROWS)
def test_row_of_the_table(dimension: str, unit: str) -> None:
    target = Target.parse(f"≥5{unit}")
    assert isinstance(target, Threshold)
    assert target.quantity.unit is not None
    assert target.quantity.unit.dimension == dimension
    assert target.quantity.magnitude == 5


@pytest.mark.parametrize(
    ("text", "symbol"),
    [
        ("％", "%"),
        ("百分比", "%"),
        ("%(百分比)", "%"),
        ("元/人·天", "元/人/天"),
        ("元/人天", "元/人/天"),
        ("元/人*天", "元/人/天"),
        ("元每人每天", "元/人/天"),
        ("个工作日", "工作日"),
        ("㎡", "㎡"),
        ("m2", "㎡"),
        ("平方米", "平方米"),
        ("名", "名"),
    ],
)
def test_symbol_kept(text: str, symbol: str) -> None:
    assert Unit.parse(text).symbol == symbol


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("95%", "95.0%"),
        ("24小时", "1天"),
        ("4.9万元", "49000元"),
        ("1公顷", "15亩"),
        ("3亩", "2000平方米"),
        ("1年", "12个月"),
        ("=1季度", "=3个月"),
        ("≥1个季度", "≥3个月"),
        ("2周", "14天"),
        ("5人", "5名"),
        ("5人", "5位"),
        ("245元/人/天", "245元/天/人"),
        ("1.5万元/人", "15000元/人"),
        ("10㎡", "10平方米"),
        ("1吨", "1000公斤"),
        ("0.5%", "5‰"),
        ("12/10万", "0.12‰"),
        ("≤15/十万人", "≤15/10万"),
        ("3/万", "0.3‰"),
        ("九成", "90%"),
        ("1km", "1000米"),
        ("1000元/人/月", "1000元/人·月"),
        ("5人/10万人", "0.5人/万人"),
        ("100元/小时", "2400元/天"),
        ("1度", "1千瓦时"),
        ("0.3MPa", "300kPa"),
        ("5ppm", "0.005‰"),
        ("35ug/m3", "35μg/m³"),
        ("1亿元", "10000万元"),
        ("3次/年", "3次/年"),
        ("20万条", "200000条"),
        ("5工作日", "5个工作日"),
    ],
)
def test_equal_by_value(one: str, other: str) -> None:
    first, second = Target.parse(one), Target.parse(other)
    assert first == second
    assert hash(first) == hash(second)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("5个", "5台"),
        ("5人", "5人次"),
        ("5天", "5工作日"),
        ("5%", "5百分点"),
        ("5%", "5"),
        ("5个月", "150天"),
        ("5元", "5元/人"),
        ("5家", "5户"),
        ("5次", "5场"),
        ("5元/人/天", "5元/人"),
        ("5集", "5篇"),
        ("1人天", "1人"),
        ("5分", "5分钟"),
        ("2倍", "200%"),
    ],
)
def test_never_equal(one: str, other: str) -> None:
    assert Target.parse(one) != Target.parse(other)


@pytest.mark.parametrize(
    ("text", "unit", "result"),
    [
        ("14.73万元", "元", "147300元"),
        ("36小时", "天", "1.5天"),
        ("1公顷", "亩", "15亩"),
        ("3亩", "平方米", "2000平方米"),
        ("5‰", "%", "0.5%"),
        ("9成", "%", "90%"),
        ("18个月", "年", "1.5年"),
        ("2.4元/天", "元/小时", "0.1元/小时"),
    ],
)
def test_exact_conversion(text: str, unit: str, result: str) -> None:
    target = Target.parse(text)
    assert isinstance(target, Threshold)
    assert str(target.quantity.to(unit)) == result


@pytest.mark.parametrize(
    ("text", "unit"), [("1亩", "平方米"), ("5天", "工作日"), ("5个", "台"), ("5个月", "天"), ("5", "%"), ("1天", "周")]
)
def test_conversion_that_is_not_exact_is_refused(text: str, unit: str) -> None:
    target = Target.parse(text)
    assert isinstance(target, Threshold)
    with pytest.raises(ValueError, match=r"exact|convert"):
        target.quantity.to(unit)


@given(st.sampled_from(sorted(KNOWN_UNITS)), st.decimals(-(10**12), 10**12, places=6, allow_nan=False))
def test_conversion_into_the_base_and_back(symbol: str, number: Decimal) -> None:
    quantity = Quantity(number, Unit.parse(symbol))
    unit = Unit.parse(symbol)
    assert quantity.in_base() == Fraction(number) * unit.factor
    assert quantity.to(unit).magnitude == number


@pytest.mark.parametrize("symbol", sorted(KNOWN_UNITS))
def test_every_known_unit_reads_back(symbol: str) -> None:
    target = Target.parse(f"≥3{symbol}")
    assert isinstance(target, Threshold)
    assert target.quantity.unit == KNOWN_UNITS[symbol]
    assert Target.parse(str(target)) == target


@pytest.mark.parametrize("text", ["集", "单", "种次", "个村", "人份"])
def test_unknown_word_is_a_count_of_its_own(text: str) -> None:
    unit = Unit.parse(text)
    assert (unit.symbol, unit.dimension) == (text, "count")


@pytest.mark.parametrize(
    "text", ["", "天后", "年期", "$", "%%", "元%", "完成", "达标", "3", "余人", "多人", "/", "元/", "10%增长"]
)
def test_what_is_no_unit(text: str) -> None:
    with pytest.raises(ValueError, match="no unit"):
        Unit.parse(text)


@pytest.mark.parametrize(
    ("symbol", "dimension"), [("%", "people"), ("百分比", "ratio"), ("$", "count"), ("元/人·天", "money-per")]
)
def test_a_unit_never_lies(symbol: str, dimension: str) -> None:
    with pytest.raises(ValueError, match=symbol.replace("$", "[$]")):
        Unit(symbol, dimension)


@pytest.mark.parametrize("number", ["NaN", "Infinity", "1E+999999", "1E-999999"])
def test_a_quantity_is_finite_and_bounded(number: str) -> None:
    with pytest.raises(ValueError, match="finite"):
        Quantity(Decimal(number))


def test_comparison() -> None:
    hours, days, people = (
        Quantity(Decimal(number), Unit.parse(unit)) for number, unit in ((24, "小时"), (2, "天"), (1, "人"))
    )
    assert (hours.compare(days), days.compare(hours), hours.compare(hours)) == (-1, 1, 0)
    assert hours.compare(people) is None
    assert Quantity(Decimal(1)).compare(people) is None
    assert hours != "24小时"
    assert Unit.parse("天") != "天"


@pytest.mark.parametrize(
    ("text", "same"),
    [
        ("≤5000万人民币", "≤5000万元"),
        ("5万元人民币", "5万元"),
        ("人民币15万元", "15万元"),
        ("￥150,000", "150000元"),
        ("¥15万", "150000元"),
        ("人民币≥15万元", "≥15万元"),
        ("≤人民币380元/人/天", "≤380元/人/天"),
    ],
)
def test_chinese_money_by_its_name_or_sign(text: str, same: str) -> None:
    assert Target.parse(text) == Target.parse(same)


@pytest.mark.parametrize("text", ["人民币5台", "人民币10万美元", "¥5-10", "人民币"])
def test_the_sign_of_money_is_on_money_only(text: str) -> None:
    assert Target.parse(text).kind in {"unparsed", "missing"}


def test_a_bracket_ends_the_unit_it_makes_longer() -> None:
    assert Target.parse("≥100人（次）") == Target.parse("≥100人次") != Target.parse("≥100人")
    assert Target.parse("≥3个（处）") == Target.parse("≥3个")


def test_a_product_is_no_rate() -> None:
    assert Target.parse("300公里·年").kind == "unparsed"
    assert Target.parse("245元/人·天") == Target.parse("245元/人/天")


@pytest.mark.parametrize(
    ("text", "same"),
    [("≤50ms", "≤0.05秒"), ("10kV", "10000伏"), ("500m³/d", "500立方米/天"), ("35μg/m³", "0.035mg/m³")],
)
def test_letters_for_units(text: str, same: str) -> None:
    assert Target.parse(text) == Target.parse(same)


def test_a_lone_letter_is_a_mark_not_a_unit_without_its_number() -> None:
    assert Target.parse("V").kind == "qualitative"
    assert Target.parse("≥V").kind == "missing"
