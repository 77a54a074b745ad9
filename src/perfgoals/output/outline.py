"""A tree as an outline a person reads: one leaf a line, each with the cell it came from."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from typing import TYPE_CHECKING

from perfgoals.output.messages import Language, say
from perfgoals.output.places import references
from perfgoals.output.terminal import harmless
from perfgoals.targets import Target

if TYPE_CHECKING:
    from perfgoals.models import BudgetLine, Department, Evaluation, GoalSheet, Indicator, Project, Task


@dataclass(frozen=True, slots=True)
class _Line:
    depth: int
    text: str
    paths: tuple[str, ...] = ()


def outline(sheet: GoalSheet, language: Language) -> Iterator[str]:
    """Walk the tree in reading order and write each leaf with its place in brackets."""
    for line in _Outline(sheet, language).lines():
        cells = [cell for path in line.paths for cell in sheet.locate_all(path)]
        place = f"  [{references(cells, sheet.origin.worksheet)}]" if cells else ""
        yield "  " * line.depth + harmless(line.text + place)


class _Outline:
    def __init__(self, sheet: GoalSheet, language: Language) -> None:
        self.sheet = sheet
        self.language = language

    def lines(self) -> Iterator[_Line]:
        sheet = self.sheet
        yield _Line(0, sheet.title or say(self.language, "kind", sheet.kind), ("title",))
        if sheet.origin.worksheet is not None:
            yield _Line(1, say(self.language, "head", "worksheet", value=sheet.origin.worksheet))
        if sheet.origin.place is not None:
            yield _Line(1, say(self.language, "head", "place", value=sheet.origin.place))
        if sheet.year is not None:
            yield _Line(1, say(self.language, "head", "year", value=sheet.year), ("year",))
        if sheet.unit is not None:
            yield _Line(1, sheet.unit, ("unit",))
        yield from self._facts("department", sheet.department)
        yield from self._facts("project", sheet.project)
        yield from self._funding()
        yield from self._tasks()
        yield from self._list("medium_term_goal", sheet.medium_term_goal)
        yield from self._list("goal", sheet.goal)
        yield from self._indicators()
        yield from self._facts("evaluation", sheet.evaluation)
        yield from self._list("footnotes", sheet.footnotes)
        if sheet.leftover:
            yield _Line(1, self._word("leftover"))
            for cell in sheet.leftover:
                yield _Line(2, f"{cell.text}  [{references([cell], sheet.origin.worksheet)}]")

    def _word(self, key: str) -> str:
        return say(self.language, "outline", key)

    def _fact(self, depth: int, key: str, value: object, path: str) -> Iterator[_Line]:
        if value is not None:
            yield _Line(depth, f"{self._word(key)}: {value}", (path,))

    def _list(self, key: str, paragraphs: tuple[str, ...]) -> Iterator[_Line]:
        if paragraphs:
            yield _Line(1, self._word(key))
        for index, paragraph in enumerate(paragraphs):
            yield _Line(2, paragraph, (f"{key}[{index}]",))

    def _facts(self, heading: str, part: Department | Project | Evaluation | None) -> Iterator[_Line]:
        facts = [(key, value) for key, value in part or () if value not in {None, ()}]
        if facts:
            yield _Line(1, self._word(heading))
        for key, value in facts:
            path = f"{heading}.{key}"
            for index, paragraph in enumerate(value if isinstance(value, tuple) else ()):
                yield _Line(2, paragraph, (f"{path}[{index}]",))
            if not isinstance(value, tuple):
                yield from self._fact(2, key, _shown(value), path)

    def _funding(self) -> Iterator[_Line]:
        if self.sheet.funding:
            yield _Line(1, self._word("funding"))
        for index, line in enumerate(self.sheet.funding):
            path = f"funding[{index}]"
            yield _Line(2, line.label, (f"{path}.label",))
            for column, amount in enumerate(line.amounts):
                text = amount.amount_text if amount.amount is None else f"{amount.amount:f}"
                if text is not None:
                    label = amount.label or say(self.language, "role", amount.role)
                    yield _Line(3, f"{label}: {text}", (f"{path}.amounts[{column}].amount",))
            for key in ("rate", "weight", "score", "reason"):
                yield from self._fact(3, key, _shown(getattr(line, key)), f"{path}.{key}")

    def _tasks(self) -> Iterator[_Line]:
        sheet = self.sheet
        if not sheet.tasks:
            return
        yield _Line(1, self._word("tasks"))
        for groups, path, task in sheet.walk_tasks():
            yield from self._task(2 + len(groups), path, task)
        yield from self._budget(2, "stated_total", sheet.stated_total)
        if sheet.total is not None:
            yield _Line(2, f"{self._word('computed_total')}: {sheet.total:f}")

    def _task(self, depth: int, path: str, task: Task) -> Iterator[_Line]:
        yield _Line(depth, task.name or self._word("blank"), (f"{path}.name",))
        if task.content is not None:
            yield _Line(depth + 1, task.content, (f"{path}.content",))
        yield from self._budget(depth + 1, f"{path}.budget", task.budget)
        yield from self._fact(depth + 1, "remark", task.remark, f"{path}.remark")

    def _budget(self, depth: int, path: str, budget: BudgetLine | None) -> Iterator[_Line]:
        if budget is None:
            return
        label = "stated_total" if path == "stated_total" else "total"
        total = budget.total_text if budget.total is None else f"{budget.total:f}"
        yield from self._fact(depth, label, total, f"{path}.total")
        for index, source in enumerate(budget.sources):
            amount = source.amount_text if source.amount is None else f"{source.amount:f}"
            if amount is not None:
                yield _Line(depth, f"{source.label}: {amount}", (f"{path}.sources[{index}].amount",))

    def _indicators(self) -> Iterator[_Line]:
        if self.sheet.indicators:
            yield _Line(1, self._word("indicators"))
        for c, category in enumerate(self.sheet.indicators):
            path = f"indicators[{c}]"
            yield _Line(2, category.label or category.kind or self._word("blank"), (f"{path}.label",))
            for g, group in enumerate(category.groups):
                inner = f"{path}.groups[{g}]"
                yield _Line(3, group.label or group.kind or self._word("blank"), (f"{inner}.label",))
                for i, indicator in enumerate(group.indicators):
                    yield from self._indicator(f"{inner}.indicators[{i}]", indicator)
        if self.sheet.stated_weight is not None:
            yield from self._fact(2, "stated_weight", f"{self.sheet.stated_weight:f}", "stated_weight")

    def _indicator(self, path: str, indicator: Indicator) -> Iterator[_Line]:
        name = indicator.name or self._word("blank")
        target = indicator.target.text or self._word("blank")
        yield _Line(4, f"{name}: {target}", (f"{path}.name", f"{path}.target"))
        for key, value in indicator:
            if key not in {"name", "target", "party_targets"}:
                yield from self._fact(5, key, _shown(value), f"{path}.{key}")
        for index, party in enumerate(indicator.party_targets):
            yield _Line(5, f"{party.label}: {party.target.text}", (f"{path}.party_targets[{index}].target",))


def _shown(value: object) -> object:
    """Give an amount without an exponent and a target as the sheet prints it."""
    if isinstance(value, Decimal):
        return f"{value:f}"
    return value.text if isinstance(value, Target) else value
