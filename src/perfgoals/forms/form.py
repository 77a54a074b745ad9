"""A form: what a kind of sheet prints, as data that a reviewer can read and extend.

The layout knows roles (a third-level name, a target, an amount) and never a county's wording; the wording is here.
"""

from __future__ import annotations

import sys
from functools import cache
from importlib.resources import files
from pathlib import Path
from typing import Annotated, Any, Literal

from pydantic import AfterValidator, BaseModel, ConfigDict, ValidationError

from perfgoals.errors import UsageError
from perfgoals.forms.labels import funding_key, label_key, plain_label
from perfgoals.models import FundingKind, SheetKind

if sys.version_info >= (3, 11):
    import tomllib
else:
    import tomli as tomllib

Section = Literal["head", "funding", "tasks", "goal", "indicators", "medium-term-indicators"]
GoalPart = Literal["expected", "actual", "medium-term"]
FundingRole = Literal[
    "label", "amount", "medium-term", "initial", "budget", "executed", "other", "rate", "weight", "score", "reason"
]
TaskRole = Literal["group", "name", "content", "amounts", "total", "fiscal", "other", "source", "remark", "ordinal"]
IndicatorRole = Literal[
    "level-1",
    "level-2",
    "name",
    "target",
    "comparator",
    "nature",
    "unit",
    "weight",
    "explanation",
    "basis",
    "scoring-rule",
    "data-source",
    "actual",
    "score",
    "deviation-reason",
    "remark",
    "ordinal",
    "other",
]


def _keys(labels: tuple[str, ...]) -> tuple[str, ...]:
    return _without_blanks(tuple(label_key(label) for label in labels))


def _plains(labels: tuple[str, ...]) -> tuple[str, ...]:
    return _without_blanks(tuple(plain_label(label) for label in labels))


def _prefixes(labels: tuple[str, ...]) -> tuple[str, ...]:
    """Keep the colon of 单位:, with which 单位资金 does not begin."""
    plain = _plains(labels)
    return tuple(key + ":" * label.endswith((":", "：")) for key, label in zip(plain, labels, strict=True))


def _without_blanks(labels: tuple[str, ...]) -> tuple[str, ...]:
    if "" in labels:
        raise ValueError("a label is blank, or an ornament only")
    return labels


def _funds(labels: tuple[str, ...]) -> tuple[str, ...]:
    return _without_blanks(tuple(funding_key(label) for label in labels))


_BASES = ("common", "department", "project", "self-evaluation")
_OWN = ("titles", "signs")
"""Lists that a form does not take from the one it extends."""

Funds = Annotated[tuple[str, ...], AfterValidator(_funds)]
Labels = Annotated[tuple[str, ...], AfterValidator(_keys)]
Prefixes = Annotated[tuple[str, ...], AfterValidator(_prefixes)]


class _Part(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")


class Columns(_Part):
    """Holds the printed names of each column's role, table by table."""

    tasks: dict[TaskRole, Labels] = {}
    funding: dict[FundingRole, Labels] = {}
    indicators: dict[IndicatorRole, Labels]


class Totals(_Part):
    """Holds the names of rows that add up: 合计 over all tasks, 小计 over a group."""

    total: Labels = ()
    subtotal: Labels = ()


class Endings(_Part):
    """Holds how a name may end that no list holds: of a source of money, of a party with targets of its own."""

    endings: Labels = ()


class Parties(Endings):
    """Holds how the names of parties end, and the words for all of them together, or for the whole year."""

    wholes: Labels = ()


class Words(_Part):
    """Holds words that may stand in a column."""

    words: Labels = ()


class Marks(_Part):
    """Holds what lines around the table begin with, and how the fields for signatures end."""

    prefixes: Prefixes = ()
    signatures: Prefixes = ()


class Surroundings(_Part):
    """Holds what a page prints around a sheet: its own words, how its lines begin, how other tables' names end."""

    words: Labels = ()
    lines: Prefixes = ()
    tables: Labels = ()


class Form(_Part):
    """Is one kind of sheet: titles, head labels, sections, columns, totals.

    titles: phrases of which one stands in the title. signs: labels that tell this kind where the title does not.
    head: part of the tree -> field -> labels. goals, funding: the parts of a goal, the rows of a funding block.

    >>> Form.builtin("department").columns.indicators["name"][0]
    '三级指标'
    """

    id: str
    kind: SheetKind
    name: dict[str, str]
    source: str
    titles: Labels
    signs: Labels = ()
    years: Labels = ()
    head: dict[str, dict[str, Labels]] = {}
    goals: dict[GoalPart, Labels] = {}
    funding: dict[FundingKind, Funds] = {}
    sections: dict[Section, Labels]
    columns: Columns
    totals: Totals = Totals()
    levels: dict[Literal["level-1", "level-2"], Labels] = {}
    money: Endings = Endings()
    parties: Parties = Parties()
    nature: Words = Words()
    outcomes: Words = Words()
    units: Words = Words()
    captions: Marks = Marks()
    footnotes: Marks = Marks()
    surroundings: Surroundings = Surroundings()

    def __hash__(self) -> int:
        return hash(self.id)

    @classmethod
    def load(cls, path: str | Path) -> Form:
        """Read a form from a TOML file; raises :class:`UsageError` that says what is wrong with it."""
        try:
            data = tomllib.loads(Path(path).read_text("utf-8"))
        except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError, RecursionError) as error:
            raise UsageError("form-file", str(path), detail=str(error)) from error
        base = data.get("extends")
        if base is not None and base not in _BASES:
            raise UsageError("form-base", str(path), name=repr(base), known=", ".join(_BASES))
        try:
            return cls.model_validate(_extended(data))
        except ValidationError as error:
            keys = "; ".join(f"{_key(fault['loc'])}: {fault['msg']}" for fault in error.errors())
            raise UsageError("form-content", str(path), detail=keys) from error

    @staticmethod
    def builtin(identifier: str) -> Form:
        """Give a form that comes with perfgoals."""
        for form in forms():
            if form.id == identifier:
                return form
        raise UsageError("unknown-form", name=repr(identifier), known=", ".join(form.id for form in forms()))


@cache
def forms() -> tuple[Form, ...]:
    """List the forms that come with perfgoals, in the order in which a title is tried; the last one is the default."""
    return tuple(
        Form.model_validate(_extended(_builtin(name))) for name in ("self-evaluation", "department", "project")
    )


def _key(place: tuple[int | str, ...]) -> str:
    """Write where in a TOML file a fault is: ``columns.indicators.name[2]``."""
    return "".join(f"[{part}]" if isinstance(part, int) else f".{part}" for part in place if part != "[key]").lstrip(
        "."
    )


def _builtin(name: str) -> dict[str, Any]:
    return tomllib.loads((files("perfgoals.forms") / f"{name}.toml").read_text("utf-8"))


def _extended(data: dict[str, Any]) -> dict[str, Any]:
    """Add the words of the form that this one extends: lists are joined, what is stated anew replaces the rest."""
    name = data.pop("extends", None)
    return data if name is None else _joined(_extended(_builtin(name)), data)


def _joined(base: dict[str, Any], own: dict[str, Any]) -> dict[str, Any]:
    joined = {**base, **own}
    for key in base.keys() & own.keys():
        if type(base[key]) is not type(own[key]):
            continue  # what is wrong with it is said by the validation
        if isinstance(base[key], dict) and key != "name":
            joined[key] = _joined(base[key], own[key])
        elif isinstance(base[key], list) and key not in _OWN:
            joined[key] = [*own[key], *base[key]]
    return joined
