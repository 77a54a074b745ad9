"""The forms as a table or as JSON: what there is, and which labels a form knows by the part they play."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING, TextIO

from perfgoals.output.messages import Language, say
from perfgoals.output.records import dump
from perfgoals.output.terminal import align, console, harmless

if TYPE_CHECKING:
    from perfgoals.forms import Form

_IDENTITY = frozenset({"id", "kind", "name", "source"})


def forms_table(forms: tuple[Form, ...], language: Language) -> str:
    """List forms for a reader: identifier, kind, name, source (文号), under a header."""
    header = [say(language, "forms", key) for key in ("id", "kind", "name", "source")]
    rows = [[form.id, form.kind, _name(form, language), form.source] for form in forms]
    return "\n".join(align([header, *([harmless(text) for text in row] for row in rows)]))


def forms_json(forms: tuple[Form, ...]) -> str:
    """List forms for a program, each with its name in every language that it has."""
    return dump([form.model_dump(mode="json", include=set(_IDENTITY)) for form in forms], indent=2)


def form_json(form: Form) -> str:
    """Give a whole form for a program: the structure of its TOML file, with the words of the forms it extends."""
    return dump(form.model_dump(mode="json"), indent=2)


def labels_by_part(form: Form) -> Iterator[tuple[str, tuple[str, ...]]]:
    """Walk the labels of a form by their key in its TOML file (``columns.indicators.name``); none that is empty.

    >>> from perfgoals.forms import Form
    >>> dict(labels_by_part(Form.builtin("department")))["totals.subtotal"]
    ('小计', '金额小计')
    """
    return _labels("", {key: part for key, part in form.model_dump().items() if key not in _IDENTITY})


def _labels(prefix: str, parts: Mapping[str, object]) -> Iterator[tuple[str, tuple[str, ...]]]:
    for key, part in parts.items():
        if isinstance(part, dict):
            yield from _labels(f"{prefix}{key}.", part)
        elif isinstance(part, tuple) and part:
            yield f"{prefix}{key}", part


def write_form(stream: TextIO, form: Form, language: Language) -> None:
    """Write a form as a table: a heading for each part, below it the key of each role with its labels."""
    stream.write(harmless(" · ".join((form.id, _name(form, language), form.source))) + "\n")
    sections: dict[str, list[list[str]]] = {}
    for key, labels in labels_by_part(form):
        part, _, role = key.rpartition(".")
        sections.setdefault(part or role, []).append([harmless(role), harmless("、".join(dict.fromkeys(labels)))])
    for part, rows in sections.items():
        stream.write(f"\n{_heading(part, language)}\n")
        if stream.isatty():
            _draw(stream, rows)
        else:
            stream.write("\n".join([*align(rows, indent="  "), ""]))


def _draw(stream: TextIO, rows: list[list[str]]) -> None:
    from rich.table import Table

    table = Table(box=None, show_header=False, padding=(0, 1))
    table.add_column(no_wrap=True, style="cyan")
    table.add_column(overflow="fold")
    for row in rows:
        table.add_row(*row)
    console(stream).print(table)


def _heading(part: str, language: Language) -> str:
    """Name a part as its TOML file does, with what it is."""
    return harmless(f"[{part}]  {say(language, 'parts', part.partition('.')[0] if part.startswith('head') else part)}")


def _name(form: Form, language: Language) -> str:
    return form.name.get(language) or next(iter(form.name.values()), form.id)
