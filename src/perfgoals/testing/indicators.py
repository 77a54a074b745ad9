"""The three levels of indicators, under the kinds that the frameworks list and the names that sheets print for them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from decimal import Decimal
from functools import cache
from typing import Any

from hypothesis import strategies as st

from perfgoals.forms import frameworks
from perfgoals.forms.taxonomy import CategoryKind, GroupKind
from perfgoals.models import Indicator, IndicatorCategory, IndicatorGroup, PartyTarget
from perfgoals.targets import Target
from perfgoals.testing.targets import deadline_texts, range_texts, threshold_texts
from perfgoals.testing.words import listed, word

Columns = Mapping[str, st.SearchStrategy[Any]]
"""What the table has beside names and targets: field of an indicator -> what stands in it."""

_ENDING = "指标"

_TEXTS = {
    "explanation": "explanations",
    "basis": "bases",
    "scoring_rule": "scoring-rules",
    "data_source": "data-sources",
    "remark": "remarks",
}
"""Columns of text -> the list of what they say."""


@cache
def figures(highest: int, places: int) -> st.SearchStrategy[Decimal]:
    """Draw a figure from 0 on, with so many decimals at most; the digits shown are kept."""
    return st.integers(0, places).flatmap(
        lambda shown: st.integers(0, highest * 10**shown).map(lambda number: Decimal(number).scaleb(-shown))
    )


@st.composite
def categories(draw: st.DrawFn, year: int | None, *, evaluated: bool = False) -> tuple[IndicatorCategory, ...]:
    """Draw the categories of a sheet; ``evaluated`` adds what was reached, its score and the reason."""
    framework = draw(st.sampled_from(frameworks()))
    kinds = [kind for kind in framework.categories if kind.groups or kind.id != "satisfaction"]
    chosen = draw(st.lists(st.sampled_from(kinds), min_size=1, max_size=4, unique_by=lambda kind: kind.id))
    columns, pointed = draw(_columns(year, evaluated)), draw(st.booleans())
    return tuple(draw(_category(kind, columns, year, pointed)) for kind in chosen)


@st.composite
def _columns(draw: st.DrawFn, year: int | None, evaluated: bool) -> Columns:
    names = draw(st.lists(st.sampled_from([*_TEXTS]), unique=True, max_size=2))
    columns: dict[str, st.SearchStrategy[Any]] = {name: st.none() | word(_TEXTS[name]) for name in names}
    if evaluated or draw(st.booleans()):
        columns["weight"] = figures(30, 2)
    if draw(st.integers(0, 4)) == 0:
        columns["nature"] = st.sampled_from(("定性", "定量", "正向指标", "反向"))
    if evaluated:
        columns["actual"] = st.none() | word("actuals").map(lambda text: Target.parse(text, year=year))
        columns["score"] = st.none() | figures(30, 2)
        columns["deviation_reason"] = st.none() | word("reasons")
    elif draw(st.integers(0, 5)) == 0:
        parties = draw(st.lists(word("parties"), min_size=2, max_size=4, unique=True))
        columns["target"] = st.just(Target.parse(""))
        columns["party_targets"] = st.tuples(*(_party_target(label, year) for label in parties))
    return columns


def _party_target(label: str, year: int | None) -> st.SearchStrategy[PartyTarget]:
    return threshold_texts().map(lambda text: PartyTarget(label=label, target=Target.parse(text, year=year)))


@st.composite
def _category(
    draw: st.DrawFn, kind: CategoryKind, columns: Columns, year: int | None, pointed: bool
) -> IndicatorCategory:
    if kind.open:
        labels = draw(st.lists(word("open-groups"), min_size=1, max_size=2, unique=True))
        found: list[tuple[str, str | None]] = [(label, None) for label in labels]
    else:
        groups = draw(st.lists(st.sampled_from(kind.groups), min_size=1, unique_by=lambda group: group.id))
        found = [(draw(_label(group)), group.id) for group in groups]
    return IndicatorCategory(
        label=draw(_label(kind)),
        kind=kind.id,
        points=draw(st.none() | figures(60, 1)) if pointed else None,
        groups=tuple(
            IndicatorGroup(label=label, kind=group, indicators=draw(_indicators(columns, year)))
            for label, group in found
        ),
    )


@cache
def _label(kind: CategoryKind | GroupKind) -> st.SearchStrategy[str]:
    """Draw a name of a kind, the usual one more often than the others."""
    others = [alias if alias.endswith(_ENDING) else f"{alias}{_ENDING}" for alias in kind.aliases]
    return st.just(kind.label) | st.sampled_from([kind.label, *kind.aliases, *others])


@st.composite
def _indicators(draw: st.DrawFn, columns: Columns, year: int | None) -> tuple[Indicator, ...]:
    """Draw some indicators; several targets in a row may be those of one name."""
    built: list[Indicator] = []
    for _ in range(draw(st.integers(1, 4))):
        same = built and draw(st.integers(0, 5)) == 0
        name = built[-1].name if same else draw(_names())
        target = Target.parse(draw(_usual_texts()), year=year)
        built.append(
            Indicator(**{"name": name, "target": target, **{key: draw(each) for key, each in columns.items()}})
        )
    return tuple(built)


@cache
def _names() -> st.SearchStrategy[str]:
    return st.builds("".join, st.tuples(word("objects"), word("endings")))


@cache
def _usual_texts() -> st.SearchStrategy[str]:
    """Draw a target as it stands in a cell of its own, blank at times."""
    drawn: Sequence[st.SearchStrategy[str]] = (threshold_texts(), range_texts(), deadline_texts())
    return st.one_of(st.sampled_from((*listed("targets"), "")), word("targets"), *drawn)
