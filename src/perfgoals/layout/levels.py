"""Rows of indicators become three levels: which label holds for each row, and what kind it is.

A first-level label that is not printed for a row is the one above, unless the second level says otherwise: 经济效益指标
under a 产出指标 that has run out belongs to 效益指标, whose label stands on a line of its own or nowhere.
"""

from __future__ import annotations

from collections.abc import Container, Iterable
from dataclasses import dataclass, field
from decimal import Decimal
from typing import TypeVar

from perfgoals.forms.labels import CIRCLED, label_key, remembered, split_points
from perfgoals.forms.taxonomy import Taxonomy, category_kind, choose_framework, group_kind
from perfgoals.layout.indicators import IndicatorTable, Row, level_text
from perfgoals.layout.leaves import Leaves, one_line
from perfgoals.layout.values import read_target
from perfgoals.models import Indicator, IndicatorCategory, IndicatorGroup, PartyTarget
from perfgoals.readers.grid import Cell

_TEXTS = {
    "explanation": "explanation",
    "basis": "basis",
    "scoring-rule": "scoring_rule",
    "data-source": "data_source",
    "remark": "remark",
    "deviation-reason": "deviation_reason",
}
"""Roles that become a text of the indicator, and its field."""

_OLDER_FORM = ("outcome", "satisfaction")


@dataclass(slots=True)
class _Group:
    kind: str | None
    labels: list[Cell]
    rows: list[Row] = field(default_factory=list)

    @property
    def key(self) -> str | None:
        return self.kind or (label_key(self.labels[0].text) if self.labels else None)


@dataclass(slots=True)
class _Category:
    kind: str | None
    labels: list[Cell]
    groups: list[_Group] = field(default_factory=list)

    @property
    def key(self) -> str | None:
        return self.kind or (label_key(self.labels[0].text) if self.labels else None)


def build_indicators(
    table: IndicatorTable, leaves: Leaves, year: int | None, project: int = 0
) -> tuple[IndicatorCategory, ...]:
    """Build the categories of a table, or of one of the projects in it."""
    rows = [row for row in table.rows if row.project == project]
    framework = choose_framework(
        [_label(row.level1) for row in rows if row.level1],
        [_label(row.level2) for row in rows if row.level2],
    )
    labels = [label for label in (*(row.level1 for row in rows), *table.lone) if label is not None]
    printed = frozenset(category_kind(framework, _label(label)) for label in labels)
    categories: list[_Category] = []
    before: Row | None = None
    for row in rows:
        kind, label = _first_level(row, framework, printed)
        category = _continue(categories, _Category(kind, [label] if label else []))
        group_label = row.level2 = row.level2 or _printed_late(row, before, framework)
        before = row
        found = group_kind(framework, _label(group_label)) if group_label else _only_group(framework, kind)
        group = _continue(category.groups, _Group(found, [group_label] if group_label else []))
        group.rows.append(row)
    _attach(categories, table.lone, framework)
    builder = _Builder(leaves, year)
    return tuple(builder.category(category, f"indicators[{index}]") for index, category in enumerate(categories))


def _label(cell: Cell) -> str:
    return _without_points(cell.text)


@remembered
def _without_points(text: str) -> str:
    return split_points(level_text(text).lstrip(CIRCLED))[0]


def _first_level(row: Row, framework: Taxonomy, anywhere: Container[str | None]) -> tuple[str | None, Cell | None]:
    """Give the kind and the label of a row's category; the label is None where the kind is inferred.

    anywhere: the first-level kinds that the table prints. Before 2015 satisfaction stood under the outcome: there it
    stays, where no label of its own is printed.
    """
    printed = category_kind(framework, _label(row.level1)) if row.level1 else None
    second = group_kind(framework, _label(row.level2)) if row.level2 else None
    parent = framework.parent(second) if second else None
    older = parent is not None and (printed, parent.id) == _OLDER_FORM and parent.id not in anywhere
    if row.stated1 or older or (row.level1 and (parent is None or parent.id == printed)):
        return printed, row.level1
    return (parent.id, None) if parent else (None, None)


def _printed_late(row: Row, before: Row | None, framework: Taxonomy) -> Cell | None:
    """Give the second-level label that goes on where the first one is printed late, in the middle of its rows.

    产出指标 beside the third of its rows: the 数量指标 above it is one of its kinds, and holds for this row too.
    """
    if row.level1 is None or before is None or before.level2 is None or before.level1 not in (None, row.level1):
        return None
    second = group_kind(framework, _label(before.level2))
    parent = framework.parent(second) if second else None
    late = parent is not None and parent.id == category_kind(framework, _label(row.level1))
    return before.level2 if late else None


def _only_group(framework: Taxonomy, category: str | None) -> str | None:
    """Give the only second-level kind that a category has: 满意度指标 needs no second label."""
    groups = next((kind.groups for kind in framework.categories if kind.id == category), ())
    return groups[0].id if len(groups) == 1 else None


_Node = TypeVar("_Node", "_Group", "_Category")


def _continue(nodes: list[_Node], node: _Node) -> _Node:
    """Go on with the last node when it is of the same kind, else begin a new one."""
    last = nodes[-1] if nodes else None
    if last is None or last.key != node.key:
        nodes.append(node)
        return node
    # The label that holds for a row is the last one printed, so looking at the last one is enough.
    last.labels.extend(label for label in node.labels if not last.labels or label is not last.labels[-1])
    return last


def _attach(categories: list[_Category], lone: Iterable[Cell], framework: Taxonomy) -> None:
    """Give the labels that stand alone to their categories, first to one whose label is not printed."""
    alike: dict[str, list[_Category]] = {}
    unlabelled: dict[str, list[_Category]] = {}
    for category in categories:
        if category.kind is not None:
            alike.setdefault(category.kind, []).append(category)
            if not category.labels and any(row.is_indicator for group in category.groups for row in group.rows):
                unlabelled.setdefault(category.kind, []).insert(0, category)
    for cell in lone:
        kind = category_kind(framework, _label(cell)) or ""
        waiting = unlabelled.get(kind, [])
        home = waiting.pop() if waiting else next(iter(alike.get(kind, [])), None)
        if home is None:
            home = _Category(kind or None, [])
            categories.append(home)
            if kind:
                alike.setdefault(kind, []).append(home)
        home.labels.append(cell)


@dataclass(frozen=True, slots=True)
class _Builder:
    leaves: Leaves
    year: int | None

    def category(self, category: _Category, path: str) -> IndicatorCategory:
        label, points = self._label(category.labels, path)
        rows = [row for group in category.groups for row in group.rows]
        points = self._points("points-1", rows, path) or points
        groups = tuple(self._group(group, f"{path}.groups[{index}]") for index, group in enumerate(category.groups))
        return IndicatorCategory(label=label, kind=category.kind, points=points, groups=groups)

    def _group(self, group: _Group, path: str) -> IndicatorGroup:
        label, points = self._label(group.labels, path)
        points = self._points("points-2", group.rows, path) or points
        rows = [row for row in group.rows if row.is_indicator]
        indicators = tuple(self._indicator(row, f"{path}.indicators[{index}]") for index, row in enumerate(rows))
        return IndicatorGroup(label=label, kind=group.kind, points=points, indicators=indicators)

    def _points(self, role: str, rows: list[Row], path: str) -> Decimal | None:
        """Take the points of a level from a column of their own; they stand on the first row of the level."""
        cell = next((cell for row in rows if (cell := row.get(role))), None)
        return self.leaves.number(f"{path}.points", cell)

    def _label(self, cells: list[Cell], path: str) -> tuple[str | None, Decimal | None]:
        self.leaves.add(f"{path}.label", *cells)
        if not cells:
            return None, None
        printed = level_text(cells[0].text)
        label, points = split_points(printed)
        if points is None:
            return printed, None
        self.leaves.add(f"{path}.points", cells[0])
        return printed[: len(label)], points

    def _signs(self, row: Row) -> tuple[Cell | None, Cell | None]:
        """Tell the comparator from the nature (定性, 正向 …) by what they say: forms swap the columns' names."""
        signs = [cell for role in ("comparator", "nature") if (cell := row.get(role)) is not None]
        natures = [cell for cell in signs if label_key(cell.text) in self.leaves.page.words.nature]
        comparators = [cell for cell in signs if cell not in natures]
        return next(iter(comparators), None), next(iter(natures), None)

    def _indicator(self, row: Row, path: str) -> Indicator:
        leaves = self.leaves
        comparator, nature = self._signs(row)
        unit, actual = row.get("unit"), row.get("actual")
        of_actual = (row.get("actual-comparator"), row.get("actual-unit")) if actual else (None, None)
        pieces = row.cells.get("target", ())
        # With a value for each party and none for all, the comparator and the unit are theirs.
        shared = (comparator, unit) if pieces or not row.parties else (None, None)
        leaves.add(f"{path}.target", *pieces, *shared)
        leaves.add(f"{path}.name", *(names := row.cells.get("name", ())))
        leaves.add(f"{path}.nature", nature)
        leaves.add(f"{path}.actual", actual, *of_actual)
        return Indicator(
            name="".join(one_line(cell.text) for cell in names) or None,
            target=read_target(
                "".join(piece.text for piece in pieces),
                comparator=_text(shared[0]),
                unit=_text(shared[1]),
                year=self.year,
            ),
            party_targets=tuple(
                self._party_target(f"{path}.party_targets[{index}]", party, (cell, comparator, unit))
                for index, (party, cell) in enumerate(row.parties)
            ),
            nature=_text(nature),
            weight=leaves.number(f"{path}.weight", row.get("weight")),
            actual=read_target(actual.text, comparator=_text(of_actual[0]), unit=_text(of_actual[1]), year=self.year)
            if actual
            else None,
            score=leaves.number(f"{path}.score", row.get("score")),
            **{
                name: leaves.text(f"{path}.{name}", row.get(role)) for role, name in _TEXTS.items() if role in row.cells
            },
        )

    def _party_target(self, path: str, party: str, pieces: tuple[Cell, Cell | None, Cell | None]) -> PartyTarget:
        """Read the value of a party; the comparator and the unit of the row hold for each of them."""
        self.leaves.add(f"{path}.target", *pieces)
        value, comparator, unit = pieces
        target = read_target(value.text, comparator=_text(comparator), unit=_text(unit), year=self.year)
        return PartyTarget(label=party, target=target)


def _text(cell: Cell | None) -> str | None:
    return cell.text if cell else None
