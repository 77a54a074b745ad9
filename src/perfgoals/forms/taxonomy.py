"""The frameworks of indicator kinds (指标体系) as data, and the choice between them by what a sheet prints.

A framework is chosen by the kinds that a sheet uses, never by its year: a county's sheet of 2022 may well follow the
framework of 2015.
"""

from __future__ import annotations

import sys
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cache, cached_property
from importlib.resources import files
from pathlib import Path
from typing import Literal

from pydantic import BaseModel, ConfigDict, ValidationError

from perfgoals.errors import UsageError
from perfgoals.forms.labels import CIRCLED, label_key, remembered, without_enumerator
from perfgoals.models import GoalSheet

if sys.version_info >= (3, 11):
    import tomllib
else:
    import tomli as tomllib

Need = Literal["required", "expected", "optional"]
Direction = Literal["up", "down", "either"]

_ENDINGS = ("等", "类", "指标", "目标", "值")
"""What may end a level's label without changing its meaning: 产出指标, 产出目标, 产出值 and 产出 are one kind."""


class GroupKind(BaseModel):
    """Is a second-level kind: identifier, printed names, whether it is required, the direction of its targets."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    id: str
    label: str
    aliases: tuple[str, ...] = ()
    required: Need = "optional"
    tolerated: bool = False
    direction: Direction = "either"
    dimensions: tuple[str, ...] = ()


class CategoryKind(BaseModel):
    """Is a first-level kind with its groups; ``open`` means that any second-level label is accepted."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    id: str
    label: str
    aliases: tuple[str, ...] = ()
    required: Need = "optional"
    open: bool = False
    groups: tuple[GroupKind, ...] = ()


class Taxonomy(BaseModel):
    """Is one framework of indicator kinds.

    signs: kinds that only this framework has; ``category:cost`` is a first-level kind, ``economic-cost`` a second-level
    one. source: the 文号 it comes from.

    >>> mof2015 = Taxonomy.builtin("mof2015")
    >>> mof2015.group("产出数量指标").id, mof2015.category("产出指标（50分）").id, mof2015.category("过程指标")
    ('quantity', 'output', None)
    """

    model_config = ConfigDict(frozen=True, extra="forbid")

    id: str
    title: dict[str, str]
    source: str
    signs: tuple[str, ...] = ()
    categories: tuple[CategoryKind, ...]

    @classmethod
    def load(cls, path: str | Path) -> Taxonomy:
        """Read a taxonomy from a TOML file; raises :class:`UsageError` when the file is no taxonomy."""
        try:
            return cls.model_validate(tomllib.loads(Path(path).read_text("utf-8")))
        except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError, ValidationError) as error:
            raise UsageError("taxonomy-file", str(path), detail=str(error)) from error

    @staticmethod
    def builtin(identifier: str) -> Taxonomy:
        """Give a framework that comes with perfgoals: ``mof2015``, ``mof2021`` or ``six2018``."""
        for taxonomy in frameworks():
            if taxonomy.id == identifier:
                return taxonomy
        raise UsageError("unknown-framework", name=repr(identifier), known=", ".join(t.id for t in frameworks()))

    def category(self, label: str) -> CategoryKind | None:
        """Find the first-level kind that a printed label names, or None."""
        return self._category_by_stem.get(stem(label))

    def group(self, label: str) -> GroupKind | None:
        """Find the second-level kind that a printed label names, or None."""
        found = self._group_by_stem.get(stem(label))
        return found[1] if found else None

    def parent(self, group_id: str) -> CategoryKind | None:
        """Find the first-level kind under which a second-level kind belongs, or None."""
        return self._parent_by_id.get(group_id)

    @cached_property
    def _category_by_stem(self) -> dict[str, CategoryKind]:
        return {stem(name): kind for kind in reversed(self.categories) for name in (kind.label, *kind.aliases)}

    @cached_property
    def _group_by_stem(self) -> dict[str, tuple[CategoryKind, GroupKind]]:
        return {
            stem(name): (category, group)
            for category in reversed(self.categories)
            for group in category.groups
            for name in (group.label, *group.aliases)
        }

    @cached_property
    def _parent_by_id(self) -> dict[str, CategoryKind]:
        return {group.id: category for category in self.categories for group in category.groups}


@remembered
def stem(label: str) -> str:
    """Give the part of a level's label that carries its meaning.

    >>> stem("产 出 指 标（50分）"), stem("服务对象满意度指标等"), stem("（一）数量指标"), stem("①质量值")
    ('产出', '服务对象满意度', '数量', '质量')
    """
    key = without_enumerator(label_key(label.lstrip(CIRCLED)))
    for ending in _ENDINGS:
        if len(key) > len(ending):
            key = key.removesuffix(ending)
    return key


@cache
def frameworks() -> tuple[Taxonomy, ...]:
    """List the frameworks that come with perfgoals; the last one is the default."""
    folder = files("perfgoals.forms") / "taxonomies"
    return tuple(
        Taxonomy.model_validate(tomllib.loads((folder / f"{name}.toml").read_text("utf-8")))
        for name in ("mof2021", "six2018", "mof2015")
    )


def choose_framework(categories: Iterable[str], groups: Iterable[str]) -> Taxonomy:
    """Choose the framework by the labels (or identifiers) of first-level and second-level kinds that a sheet uses."""
    first, second = [*dict.fromkeys(categories)], [*dict.fromkeys(groups)]
    for taxonomy in frameworks():
        if any(sign in taxonomy.signs for sign in _signs_of(taxonomy, first, second)):
            return taxonomy
    return frameworks()[-1]


def _signs_of(taxonomy: Taxonomy, categories: list[str], groups: list[str]) -> Iterator[str]:
    for label in categories:
        kind = taxonomy.category(label)
        yield f"category:{kind.id if kind else label}"
    for label in groups:
        group = taxonomy.group(label)
        yield group.id if group else label


@dataclass(frozen=True, slots=True)
class Classification:
    """Says which kind each category and group of a sheet is, in the framework that the sheet uses.

    Kinds stated in the tree are kept; those left None are found by label, so that a tree fed without kinds is judged
    like one that perfgoals read.
    """

    framework: Taxonomy
    categories: tuple[str | None, ...]
    groups: tuple[tuple[str | None, ...], ...]

    def category_kind(self, category: int) -> str | None:
        """Give the identifier of a category, or None when it is unknown."""
        return self.categories[category]

    def group_kind(self, category: int, group: int) -> str | None:
        """Give the identifier of a group, or None when it is unknown."""
        return self.groups[category][group]


def classify(sheet: GoalSheet) -> Classification:
    """Classify the categories and groups of a sheet."""
    framework = choose_framework(
        [category.kind or category.label or "" for category in sheet.indicators],
        [group.kind or group.label or "" for category in sheet.indicators for group in category.groups],
    )
    categories, groups = [], []
    for category in sheet.indicators:
        kinds = tuple(group.kind or group_kind(framework, group.label) for group in category.groups)
        kind = category.kind or category_kind(framework, category.label)
        if kind is None and category.label is None:
            kind = next((p.id for k in kinds if k and (p := framework.parent(k))), None)
        categories.append(kind)
        groups.append(kinds)
    return Classification(framework, tuple(categories), tuple(groups))


def category_kind(framework: Taxonomy, label: str | None) -> str | None:
    """Give the identifier of the first-level kind that a label names in this framework."""
    found = framework.category(label) if label else None
    return found.id if found else None


def group_kind(framework: Taxonomy, label: str | None) -> str | None:
    """Give the identifier of the second-level kind that a label names, in this framework or else in another one."""
    if not label:
        return None
    found = framework.group(label) or next((g for t in frameworks() if (g := t.group(label))), None)
    return found.id if found else None
