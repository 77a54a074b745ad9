"""What changed between two sheets, as lines a person reads or as JSON."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from perfgoals.output.messages import Language, say
from perfgoals.output.places import references
from perfgoals.output.records import dump, identity
from perfgoals.output.table import head_lines
from perfgoals.output.terminal import align, harmless

if TYPE_CHECKING:
    from perfgoals.difference import Change, Difference
    from perfgoals.models import GoalSheet

Side = tuple[str, "GoalSheet"]
"""A sheet with the name of its file."""


def difference_text(old: Side, new: Side, difference: Difference, language: Language) -> str:
    """Write both heads, a line for each change with its cells, and the count."""
    heads = [line for file, sheet in (old, new) for line in head_lines(file, sheet, language)]
    rows = [_row(change, old[1], new[1], language) for change in difference.changes]
    counted = Counter(change.subject for change in difference.changes)
    parts = say(language, "summary", "separator").join(
        say(language, "summary", "part", severity=say(language, "subject", subject), count=count)
        for subject, count in counted.items()
    )
    key = "changes" if rows else "none"
    return "\n".join(
        [*heads, *align(rows, indent="  "), "  " + say(language, "difference", key, parts=parts, total=len(rows))]
    )


def difference_json(old: Side, new: Side, difference: Difference) -> str:
    """Give the changes for a program, behind what was compared."""
    return dump({"old": identity(*old), "new": identity(*new), **difference.model_dump(mode="json")}, indent=2)


def _row(change: Change, old: GoalSheet, new: GoalSheet, language: Language) -> list[str]:
    places = [
        references(side.cells, sheet.origin.worksheet) or side.path
        for side, sheet in ((change.old, old), (change.new, new))
        if side is not None
    ]
    cells = [
        say(language, "subject", change.subject),
        say(language, "how", change.how),
        " → ".join(places),
        _what(change, language),
    ]
    return [harmless(cell) for cell in cells]


def _what(change: Change, language: Language) -> str:
    name = " · ".join(filter(None, (change.name, change.part)))
    texts = [side.text or say(language, "outline", "blank") for side in (change.old, change.new) if side is not None]
    if change.subject == "task" and len(texts) == 1:
        return name
    by = f" ({change.difference:+f})" if change.difference is not None else ""
    return f"{name}: {' → '.join(texts)}{by}"
