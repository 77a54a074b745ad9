"""Every word of the data files is found, however it is printed."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from perfgoals.forms import Form, forms, frameworks
from perfgoals.layout.borderless.fragments import is_label
from perfgoals.layout.vocabulary import money_unit, vocabulary, year_in


def _labels(form: Form) -> Iterator[str]:
    for group in (form.sections, form.goals, form.columns.indicators, form.columns.tasks, form.columns.funding):
        for labels in group.values():
            yield from labels
    for fields in form.head.values():
        for labels in fields.values():
            yield from labels
    yield from (name for names in form.funding.values() for name in names)
    yield from (*form.totals.total, *form.totals.subtotal)
    for taxonomy in frameworks():
        for category in taxonomy.categories:
            yield from (category.label, *category.aliases)
            yield from (name for group in category.groups for name in (group.label, *group.aliases))


@pytest.mark.parametrize("form", forms(), ids=lambda form: form.id)
def test_every_label_is_known_in_every_print(form: Form) -> None:
    words = vocabulary(form)
    unknown = [
        printed
        for label in dict.fromkeys(_labels(form))
        for printed in (label, " ".join(label), f"{label[:1]}\n{label[1:]}", f"★{label}：", f"{label}（注）")
        if not is_label(words.meaning(printed))
    ]
    assert unknown == []


@pytest.mark.parametrize(
    "text", ["修路", "", "会议天数", "保障机关运转，完成各项任务", "≥95%", "500", "数量很多的事情"]
)
def test_content_is_no_label(text: str) -> None:
    assert not is_label(vocabulary(forms()[0]).meaning(text))


@pytest.mark.parametrize(
    ("text", "unit"),
    [
        ("单位：万元", "万元"),
        ("（單位：萬元）", "万元"),
        ("预算金额(千元)", "千元"),
        ("单位名称", None),
        ("一元复始", None),
    ],
)
def test_money_units(text: str, unit: str | None) -> None:
    assert money_unit(text) == unit


@pytest.mark.parametrize(
    ("text", "year"),
    [("（2022年度）", 2022), ("2022年", 2022), ("2022", 2022), ("20222年", None), ("1999年", None), ("第2022号", None)],
)
def test_years(text: str, year: int | None) -> None:
    assert year_in(text) == year
