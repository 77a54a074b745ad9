"""The tree of a goal sheet: department, tasks, budget lines, three levels of indicators, each leaf with its place.

The models are pure data: frozen, validated, and equal after a round trip through JSON. Where a leaf came from is a
second projection of the same reading, kept beside the tree and asked with :meth:`GoalSheet.locate`.
Decimal everywhere; absent is None, never zero.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import Annotated, Literal

from pydantic import (
    AfterValidator,
    BaseModel,
    ConfigDict,
    GetJsonSchemaHandler,
    ModelWrapValidatorHandler,
    PrivateAttr,
    model_validator,
)
from pydantic.json_schema import JsonSchemaValue
from pydantic_core import CoreSchema

from perfgoals.precision import add
from perfgoals.readers.grid import Cell
from perfgoals.targets import Target

MoneyUnit = Literal["元", "千元", "万元", "百万元", "亿元"]
SheetKind = Literal["department", "project", "self-evaluation"]
SourceKind = Literal["fiscal", "other"]
FundingKind = Literal[
    "total",
    "fiscal",
    "general-public",
    "government-fund",
    "state-capital",
    "special-account",
    "superior",
    "central",
    "provincial",
    "municipal",
    "county",
    "own",
    "business-income",
    "operating-income",
    "carry-over",
    "basic",
    "project",
    "other",
]
AmountRole = Literal["amount", "medium-term", "initial", "budget", "executed", "other"]
NoteKind = Literal[
    "undecided-row",
    "uncached-formula",
    "error-value",
    "unreadable-year",
    "hidden-worksheet",
    "unknown-column",
    "conflicting-units",
    "partly-read",
]


_MOST_DIGITS = 40


def _within_reason(figure: Decimal) -> Decimal:
    before = figure.adjusted() + 1
    if before > _MOST_DIGITS or len(figure.as_tuple().digits) - before > _MOST_DIGITS:
        raise ValueError(f"a figure has at most {_MOST_DIGITS} digits before and behind its point")
    return figure


Figure = Annotated[Decimal, AfterValidator(_within_reason)]
"""An amount, a rate or points: of a size that every sum and product of such figures can be exact."""


class _Node(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")


class Department(_Node):
    """Is the head of a department's sheet, as printed: name, budget code, contact, duties, headcount."""

    name: str | None = None
    code: str | None = None
    contact: str | None = None
    phone: str | None = None
    duties: str | None = None
    headcount: str | None = None


class FundingSource(_Node):
    """Is one source of money in a budget line, in the sheet's money unit.

    label: as printed (``财政拨款``). kind: ``fiscal``, ``other`` or None when the label is not known.
    amount: None when the cell is blank or holds no number; then ``amount_text`` keeps what the cell says.
    """

    label: str
    kind: SourceKind | None = None
    amount: Figure | None = None
    amount_text: str | None = None


class BudgetLine(_Node):
    """Is a row of money: a total and the sources it is made of, in the sheet's money unit.

    The digits shown are kept (``Decimal("4.90")``). ``total`` is None when the cell is blank or holds no number;
    in the second case ``total_text`` keeps what the cell says.

    >>> fiscal = FundingSource(label="财政拨款", kind="fiscal")
    >>> line = BudgetLine(total=Decimal("4.90"), sources=(fiscal,))
    >>> line.total == Decimal("4.9"), line.fiscal is None
    (True, True)
    """

    total: Figure | None = None
    total_text: str | None = None
    sources: tuple[FundingSource, ...] = ()

    @property
    def fiscal(self) -> Decimal | None:
        """Give the amount of 财政拨款, or None."""
        return self._amount("fiscal")

    @property
    def other(self) -> Decimal | None:
        """Give the amount of 其他资金, or None."""
        return self._amount("other")

    def _amount(self, kind: SourceKind) -> Decimal | None:
        return next((source.amount for source in self.sources if source.kind == kind), None)


class Amount(_Node):
    """Is one amount of a funding line: which column of the form it stands in, and what it is.

    label: the column's header as printed, None where the form has none. role: ``amount`` (a goal sheet's only
    column), ``medium-term``, ``initial`` (年初预算数), ``budget`` (全年或调整后预算数), ``executed`` (全年执行数),
    ``other`` (结余、到位数 and the like, told by the label).
    amount: in the sheet's money unit, None when blank or no number; then ``amount_text`` keeps what the cell says.
    """

    label: str | None = None
    role: AmountRole = "amount"
    amount: Figure | None = None
    amount_text: str | None = None


class FundingLine(_Node):
    """Is one row of a funding block (资金总额, 其中：财政拨款 …), in the sheet's money unit.

    label: as printed. kind: which money it is, None when unknown. rate: the execution rate in percent as printed
    (``Decimal("99.97")`` for 99.97%; a share such as 0.9 is 90 where the amounts of the row say so). rate_unit: the
    sign printed behind it; without one a rate up to 1 may be a share.
    weight, score: its points in a self-evaluation.
    """

    label: str
    kind: FundingKind | None = None
    amounts: tuple[Amount, ...] = ()
    rate: Figure | None = None
    rate_unit: Literal["%"] | None = None
    weight: Figure | None = None
    score: Figure | None = None
    reason: str | None = None

    def amount(self, role: AmountRole = "amount") -> Decimal | None:
        """Give the amount of a column, or None."""
        return next((amount.amount for amount in self.amounts if amount.role == role), None)


class Project(_Node):
    """Holds the facts of a project as printed: name, who is responsible, its attribute (新增, 延续), its period."""

    name: str | None = None
    code: str | None = None
    competent_department: str | None = None
    implementing_unit: str | None = None
    attribute: str | None = None
    category: str | None = None
    period: str | None = None
    contact: str | None = None
    phone: str | None = None
    overview: str | None = None
    basis: str | None = None


class Evaluation(_Node):
    """Holds what a self-evaluation adds to the goals: what was reached, the total score, the conclusion.

    goal: the paragraphs of 实际完成情况. score: the printed total. grade: 优, 良, 中, 差 as printed.
    """

    goal: tuple[str, ...] = ()
    score: Figure | None = None
    grade: str | None = None
    conclusion: str | None = None
    problems: str | None = None
    measures: str | None = None
    explanation: str | None = None


class Task(_Node):
    """Is one of the year's main tasks, or a group of them (``subtasks``) such as 年度主要任务."""

    name: str | None = None
    content: str | None = None
    budget: BudgetLine | None = None
    remark: str | None = None
    subtasks: tuple[Task, ...] = ()


class PartyTarget(_Node):
    """Is the target of one of several parties that have a column of values each; label: the party as printed (甲镇)."""

    label: str
    target: Target


class Indicator(_Node):
    """Is a third-level indicator with its target value.

    party_targets: the targets by township, county or school, where the sheet has a column for each; ``target`` is
    then that of all of them together, missing where the sheet prints none.
    weight, score: points (分值/权重, 得分). nature: 定性, 定量, 正向 … where a column of its own says so.
    basis: what the target rests on (指标值设定依据). scoring_rule: 评分标准. data_source: where the actual value comes
    from. actual: the value reached (实际完成值), read with the same grammar as the target.
    """

    name: str | None = None
    target: Target
    party_targets: tuple[PartyTarget, ...] = ()
    weight: Figure | None = None
    nature: str | None = None
    explanation: str | None = None
    basis: str | None = None
    scoring_rule: str | None = None
    data_source: str | None = None
    remark: str | None = None
    actual: Target | None = None
    score: Figure | None = None
    deviation_reason: str | None = None


class IndicatorGroup(_Node):
    """Is a second-level kind with its indicators.

    label: as printed, None where the sheet prints none. kind: the taxonomy's identifier (``quantity``), None when
    unknown. points: those printed behind the label, as in 数量指标（20分）.
    """

    label: str | None = None
    kind: str | None = None
    points: Figure | None = None
    indicators: tuple[Indicator, ...] = ()


class IndicatorCategory(_Node):
    """Is a first-level kind with its groups; ``label``, ``kind`` and ``points`` as in :class:`IndicatorGroup`."""

    label: str | None = None
    kind: str | None = None
    points: Figure | None = None
    groups: tuple[IndicatorGroup, ...] = ()


class ReadingNote(_Node):
    """Is what the reading of a file could not settle, for the checker to report; ``cells`` are in the file's order."""

    kind: NoteKind
    args: Mapping[str, str] = {}
    cells: tuple[Cell, ...] = ()


@dataclass(frozen=True, slots=True)
class Origin:
    """Says where a sheet was read: file, format, encoding of a text, worksheet, place of the table in a document.

    All None for a tree without a file.
    """

    source: str | None = None
    format: str | None = None
    encoding: str | None = None
    worksheet: str | None = None
    place: str | None = None
    form: str | None = None


class GoalSheet(_Node):
    """Is a whole 绩效目标表: one validated tree, of one of three kinds.

    The parts that all kinds share are here; a :class:`ProjectSheet` is about a project, a :class:`SelfEvaluation`
    says what was reached. Validating data as a GoalSheet gives the class of its ``kind``.

    unit: the money unit of the form. stated_total: the printed 合计 row, never computed. funding: the rows of the
    funding block. goal: the paragraphs of 年度总体目标, markup removed. stated_weight: the printed sum of the weights.
    footnotes: 注, 填报人 and the like. leftover: the cells that no leaf and no label claimed. notes: what the reading
    could not settle.

    Source of the form: 财预〔2015〕88号.
    """

    schema_version: Literal["1"] = "1"
    kind: SheetKind
    title: str | None = None
    year: int | None = None
    unit: MoneyUnit | None = None
    department: Department = Department()
    project: Project | None = None
    funding: tuple[FundingLine, ...] = ()
    tasks: tuple[Task, ...] = ()
    stated_total: BudgetLine | None = None
    medium_term_goal: tuple[str, ...] = ()
    goal: tuple[str, ...] = ()
    indicators: tuple[IndicatorCategory, ...] = ()
    stated_weight: Figure | None = None
    evaluation: Evaluation | None = None
    footnotes: tuple[str, ...] = ()
    leftover: tuple[Cell, ...] = ()
    notes: tuple[ReadingNote, ...] = ()

    _cells: Mapping[str, tuple[Cell, ...]] = PrivateAttr(default_factory=dict)
    _labels: Mapping[Cell, str] = PrivateAttr(default_factory=dict)
    _origin: Origin = PrivateAttr(default_factory=Origin)

    def __new__(cls, *_: object, **data: object) -> GoalSheet:
        """Make an instance of the class of the kind that is stated."""
        return super().__new__(_class_of(data) if cls is GoalSheet else cls)

    @model_validator(mode="wrap")
    @classmethod
    def _of_its_kind(cls, data: object, handler: ModelWrapValidatorHandler[GoalSheet]) -> GoalSheet:
        narrower = _class_of(data) if cls is GoalSheet and isinstance(data, dict) else cls
        return handler(data) if narrower is cls else narrower.model_validate(data)

    @classmethod
    def __get_pydantic_json_schema__(cls, schema: CoreSchema, handler: GetJsonSchemaHandler) -> JsonSchemaValue:
        """Publish the three kinds as a tagged union."""
        if cls is not GoalSheet:
            return handler(schema)
        department = handler(schema)
        department["properties"]["kind"] = {"const": "department", "title": "Kind", "type": "string"}
        others = [handler(kind.__pydantic_core_schema__) for kind in (ProjectSheet, SelfEvaluation)]
        return {"oneOf": [department, *others], "discriminator": {"propertyName": "kind"}}

    def __eq__(self, other: object) -> bool:
        """Compare the trees; where they were read from does not count."""
        if not isinstance(other, GoalSheet):
            return NotImplemented
        return self.__dict__ == other.__dict__

    def __hash__(self) -> int:
        return hash((self.kind, self.title, self.year, self.department.name))

    def with_cells(
        self, cells: Mapping[str, tuple[Cell, ...]], origin: Origin, labels: Mapping[Cell, str] | None = None
    ) -> GoalSheet:
        """Return the same tree with its second projection: path of each leaf -> its cells, the primary one first.

        labels: the cells that are no leaves but labels the layout recognised -> their roles.
        """
        copy = self.model_copy()
        copy._cells = cells
        copy._labels = labels or {}
        copy._origin = origin
        return copy

    def with_origin(self, origin: Origin) -> GoalSheet:
        """Return the same tree, read from another place."""
        return self.with_cells(self._cells, origin, self._labels)

    def with_notes(self, notes: tuple[ReadingNote, ...]) -> GoalSheet:
        """Return the same tree with further notes of its reading."""
        return self.model_copy(update={"notes": (*self.notes, *notes)})

    @property
    def origin(self) -> Origin:
        """Say where this tree was read."""
        return self._origin

    def locate(self, path: str) -> Cell | None:
        """Give the cell of a leaf, such as ``tasks[2].subtasks[0].budget.total``; None for a tree without cells."""
        cells = self._cells.get(path)
        return cells[0] if cells else None

    def locate_all(self, path: str) -> tuple[Cell, ...]:
        """Give all cells of a leaf, the primary one first: a target may stand in three (comparator, number, unit)."""
        return self._cells.get(path, ())

    def located_paths(self) -> tuple[str, ...]:
        """List the paths that ``locate`` knows, in reading order."""
        return tuple(self._cells)

    def labels(self) -> Mapping[Cell, str]:
        """Give the labels that the reading recognised, in reading order: cell -> role.

        The role is the key of a form under which the label stands, such as ``columns.indicators.name``. A cell may be
        a label and hold a leaf too: 预算金额（万元） states the unit. Of several sheets that lie in one table, the
        first one has the labels of all, as it has their leftover.
        """
        return self._labels

    @property
    def total(self) -> Decimal | None:
        """Add up the leaf tasks in the sheet's money unit; None when no task has an amount."""
        totals = [
            task.budget.total
            for _, task in self.leaf_tasks()
            if task.budget is not None and task.budget.total is not None
        ]
        return add(totals) if totals else None

    def leaf_tasks(self) -> Iterator[tuple[tuple[str | None, ...], Task]]:
        """Walk the tasks that have no subtasks, each with the names of the groups above it."""
        for groups, _, task in self.walk_tasks():
            if not task.subtasks:
                yield groups, task

    def walk_tasks(self) -> Iterator[tuple[tuple[str | None, ...], str, Task]]:
        """Walk groups and leaves in reading order: names of the groups above, path, task."""

        def walk(
            tasks: tuple[Task, ...], prefix: str, groups: tuple[str | None, ...]
        ) -> Iterator[tuple[tuple[str | None, ...], str, Task]]:
            for index, task in enumerate(tasks):
                path = f"{prefix}[{index}]"
                yield groups, path, task
                if task.subtasks:
                    yield from walk(task.subtasks, f"{path}.subtasks", (*groups, task.name))

        return walk(self.tasks, "tasks", ())

    def iter_indicators(self) -> Iterator[tuple[IndicatorCategory, IndicatorGroup, Indicator]]:
        """Walk the indicators in reading order, each with its category and group."""
        for category in self.indicators:
            for group in category.groups:
                for indicator in group.indicators:
                    yield category, group, indicator

    def walk_indicators(self) -> Iterator[tuple[str, IndicatorCategory, IndicatorGroup, Indicator]]:
        """Walk the indicators as :meth:`iter_indicators` does, each with its path."""
        for c, category in enumerate(self.indicators):
            for g, group in enumerate(category.groups):
                for i, indicator in enumerate(group.indicators):
                    yield f"indicators[{c}].groups[{g}].indicators[{i}]", category, group, indicator


class ProjectSheet(GoalSheet):
    """Is the goal sheet of a project (项目支出绩效目标表). Source of the form: 财预〔2015〕88号, 财预〔2021〕101号."""

    kind: Literal["project"] = "project"
    project: Project = Project()


class SelfEvaluation(GoalSheet):
    """Is a self-evaluation (绩效自评表) of a project or a whole department. Source of the form: 财预〔2020〕10号."""

    kind: Literal["self-evaluation"] = "self-evaluation"
    evaluation: Evaluation = Evaluation()


def _class_of(data: Mapping[str, object]) -> type[GoalSheet]:
    kinds: dict[object, type[GoalSheet]] = {"project": ProjectSheet, "self-evaluation": SelfEvaluation}
    return kinds.get(data.get("kind"), GoalSheet)
