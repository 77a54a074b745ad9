"""A form: what a kind of sheet prints, as data that a reviewer can read and extend.

The layout knows roles (a third-level name, a target, an amount) and never a county's wording; the wording is here.
"""

from __future__ import annotations

import sys
from functools import cache
from importlib.resources import files
from pathlib import Path
from typing import Annotated, Literal

from pydantic import AfterValidator, BaseModel, ConfigDict, Field, ValidationError

from perfgoals.errors import UsageError
from perfgoals.forms.labels import label_key, plain_label
from perfgoals.models import SheetKind

if sys.version_info >= (3, 11):
    import tomllib
else:
    import tomli as tomllib

HeadField = Literal["name", "code", "contact", "phone", "duties", "headcount"]
Section = Literal["head", "tasks", "goal", "indicators"]
TaskRole = Literal["group", "name", "content", "amounts", "total", "fiscal", "other", "source", "remark", "ordinal"]
IndicatorRole = Literal[
    "level-1",
    "level-2",
    "name",
    "target",
    "comparator",
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
]


def _keys(labels: tuple[str, ...]) -> tuple[str, ...]:
    return _without_blanks(tuple(label_key(label) for label in labels))


def _plains(labels: tuple[str, ...]) -> tuple[str, ...]:
    return _without_blanks(tuple(plain_label(label) for label in labels))


def _without_blanks(labels: tuple[str, ...]) -> tuple[str, ...]:
    if "" in labels:
        raise ValueError("a label is blank, or an ornament only")
    return labels


Labels = Annotated[tuple[str, ...], AfterValidator(_keys)]
Prefixes = Annotated[tuple[str, ...], AfterValidator(_plains)]


class _Part(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")


class Columns(_Part):
    """Holds the printed names of each column's role, for the table of tasks and the table of indicators."""

    tasks: dict[TaskRole, Labels] = {}
    indicators: dict[IndicatorRole, Labels]


class Totals(_Part):
    """Holds the names of rows that add up: 合计 over all tasks, 小计 over a group."""

    total: Labels = ()
    subtotal: Labels = ()


class Words(_Part):
    """Holds words that may stand in a column."""

    words: Labels = ()


class Marks(_Part):
    """Holds what lines around the table begin with."""

    prefixes: Prefixes = ()


class Form(_Part):
    """Is one kind of sheet: titles, head labels, sections, columns, totals.

    >>> Form.builtin("department").columns.indicators["name"][0]
    '三级指标'
    """

    id: str
    kind: SheetKind
    name: dict[str, str]
    source: str
    titles: Labels
    other_titles: Labels = ()
    years: Labels = ()
    head: dict[HeadField, Labels] = {}
    sections: dict[Section, Labels]
    columns: Columns
    totals: Totals = Totals()
    nature: Words = Words()
    captions: Marks = Field(default=Marks())
    footnotes: Marks = Field(default=Marks())

    def __hash__(self) -> int:
        return hash(self.id)

    @classmethod
    def load(cls, path: str | Path) -> Form:
        """Read a form from a TOML file; raises :class:`UsageError` that says what is wrong with it."""
        try:
            return cls.model_validate(tomllib.loads(Path(path).read_text("utf-8")))
        except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError, ValidationError) as error:
            raise UsageError(f"{path} is no form: {error}") from error

    @staticmethod
    def builtin(identifier: str) -> Form:
        """Give a form that comes with perfgoals."""
        for form in forms():
            if form.id == identifier:
                return form
        raise UsageError(f"no form is called {identifier!r}; there are {', '.join(form.id for form in forms())}")


@cache
def forms() -> tuple[Form, ...]:
    """List the forms that come with perfgoals."""
    folder = files("perfgoals.forms")
    return tuple(
        Form.model_validate(tomllib.loads((folder / f"{name}.toml").read_text("utf-8"))) for name in ("department",)
    )
