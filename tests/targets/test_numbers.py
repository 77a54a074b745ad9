"""Numbers as printed: digits kept, separators, scale words, full width, Chinese numerals; never repaired."""

from __future__ import annotations

from decimal import Decimal

import pytest

from perfgoals.targets import Qualitative, Target, Threshold, Unparsed


def _threshold(text: str) -> Threshold:
    target = Target.parse(text)
    assert isinstance(target, Threshold)
    return target


@pytest.mark.parametrize(
    ("text", "digits", "unit"),
    [
        ("4.90万元", "4.90", "万元"),
        ("1,234.50万元", "1234.50", "万元"),
        ("1，234.5元", "1234.5", "元"),
        ("９５％", "95", "%"),
        ("1980", "1980", None),
        ("2022", "2022", None),
        ("1000.5", "1000.5", None),
        ("2022.12", "2022.12", None),
        ("-3次", "-3", "次"),
        ("－5%", "-5", "%"),
        ("0", "0", None),
        ("零", "0", None),
        ("95.", "95", None),
        ("40.0000%", "40.0000", "%"),
    ],
)
def test_digits_shown_are_kept(text: str, digits: str, unit: str | None) -> None:
    quantity = _threshold(text).quantity
    assert str(quantity.magnitude) == digits
    assert (quantity.unit.symbol if quantity.unit else None) == unit


@pytest.mark.parametrize(
    ("text", "digits", "unit", "scale"),
    [
        ("≥20万条", "200000", "条", "万"),
        ("0.5万亩", "5000", "亩", "万"),
        ("550万粒", "5500000", "粒", "万"),
        ("1346.0088万平方米", "13460088", "平方米", "万"),
        ("1.50001万条", "15000.1", "条", "万"),
        ("3百人", "300", "人", "百"),
        ("2亿度", "200000000", "度", "亿"),
        ("≥20万", "200000", None, "万"),
        ("≤620万/月", "6200000", "/月", "万"),
        ("14.73万元", "14.73", "万元", None),
        ("5千元", "5", "千元", None),
        ("20千米", "20", "千米", None),
        ("20千克", "20", "千克", None),
        ("20千瓦", "20", "千瓦", None),
        ("3万美元", "30000", "美元", "万"),
    ],
)
def test_scale_words_multiply_but_money_keeps_its_unit(
    text: str, digits: str, unit: str | None, scale: str | None
) -> None:
    quantity = _threshold(text).quantity
    assert (str(quantity.magnitude), quantity.scale) == (digits, scale)
    assert (quantity.unit.symbol if quantity.unit else None) == unit


@pytest.mark.parametrize(
    ("text", "same"),
    [
        ("三次", "3次"),
        ("两次", "2次"),
        ("十五人", "15人"),
        ("一百二十个", "120个"),
        ("两千零五亩", "2005亩"),
        ("三万元", "3万元"),
        ("百分之九十五", "95%"),
        ("百分之百", "100%"),
        ("百分百", "100%"),
        ("千分之三", "3‰"),
        ("不低于百分之九十五", "≥95%"),
        ("九成", "90%"),
        ("九成以上", "≥90%"),
        ("不少于三次", "≥3次"),
        ("十年以上", "≥10年"),
        ("三个工作日内", "≤3个工作日"),
        ("一年", "1年"),
    ],
)
def test_chinese_numerals(text: str, same: str) -> None:
    assert Target.parse(text) == Target.parse(same)


@pytest.mark.parametrize(
    "text",
    [
        "零事故",
        "一流",
        "第一",
        "统一",
        "一级",
        "三级",
        "一般",
        "一致",
        "一期",
        "二等",
        "一次性",
        "五星",
        "三五次",
        "若干",
        "多次",
        "两周一次",
        "一村一人",
        "万分之一",
        "二分之一",
        "一系列",
        "一把手",
        "十分满意",
        "一",
    ],
)
def test_words_with_numerals_stay_words(text: str) -> None:
    target = Target.parse(text)
    assert isinstance(target, Qualitative)
    assert target.term == text


class TestDamage:
    """Damaged text is read as what it says, or not at all."""

    @pytest.mark.parametrize(
        ("text", "number"), [("290%", 290), ("880%", 880), ("292%", 292), ("2280次", 2280), ("88100", 88100)]
    )
    def test_is_not_repaired(self, text: str, number: int) -> None:
        assert _threshold(text).quantity.magnitude == Decimal(number)

    @pytest.mark.parametrize(
        "text",
        [
            "≤100%100%",
            "100%90%85%85%",
            ">=95%>=95%",
            "M.8万元",
            "290$",
            "工5%",
            "次26次",
            "次到0次",
            "28.8万元%",
            "5人/10万人%",
            "10 20",
            "100\n90",
            "1,23",
            "1.2.3",
            ".5",
            "5²",
            "½",
            "95%/90%",
            "1/3",
            "2小时30分",
            "3人5天",
            "90+",
            "5%+",
            "是30",
            "7×24小时",
            "7*24小时",
            "8:30",
            "0991-1234567",
            "—5%",
            "100多人",
            "5A",
            "10M",
            "5G",
            "PM2.5≤35",
        ],
    )
    def test_is_refused_when_glued_or_cut(self, text: str) -> None:
        assert isinstance(Target.parse(text), Unparsed)

    @pytest.mark.parametrize("text", ["9" * 31, "≥" + "9" * 5000 + "%", "1." + "0" * 100])
    def test_too_many_digits(self, text: str) -> None:
        target = Target.parse(text)
        assert isinstance(target, Unparsed)
        assert target.reason in {"number-too-long", "too-long"}

    @pytest.mark.parametrize("digits", ["٣", "३", "৩", "²", "③"])
    def test_only_ascii_digits_are_digits(self, digits: str) -> None:
        assert Target.parse(f"{digits}次").kind != "threshold"


@pytest.mark.parametrize(("text", "same"), [("≥1:20", "≥5%"), ("1：4", "25%"), ("3:1", "300%")])
def test_ratios_to_one(text: str, same: str) -> None:
    assert Target.parse(text) == Target.parse(same)


@pytest.mark.parametrize(
    ("text", "same"),
    [
        ("百分之九十五点五", "95.5%"),
        ("百分之零点零五", "0.05%"),
        ("≥九十五%", "≥95%"),
        ("在80%以上", "≥80%"),
        ("100余人", "约100人"),
        ("10余万元", "约10万元"),
        ("近100人", "约100人"),
        ("近100%", "约100%"),
    ],
)
def test_numbers_in_other_words(text: str, same: str) -> None:
    assert Target.parse(text) == Target.parse(same)


@pytest.mark.parametrize("text", ["100余", "100余额", "≥100余人", "近90%以上", "近3年", "百分之九十五点"])
def test_loose_numbers_that_are_no_amount(text: str) -> None:
    assert Target.parse(text).kind == "unparsed"


def test_the_last_years_in_words_are_a_phrase() -> None:
    assert Target.parse("近三年").kind == Target.parse("近三年内").kind == "qualitative"
