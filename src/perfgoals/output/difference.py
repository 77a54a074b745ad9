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
    from perfgoals.difference import Change, Difference, Remark
    from perfgoals.models import GoalSheet

_AROUND = 6
_LONGEST = 60
"""Of a text that was reworded: how many characters are shown around what differs, and how many at the most."""

Side = tuple[str, "GoalSheet"]
"""A sheet with the name of its file."""


def difference_text(old: Side, new: Side, difference: Difference, language: Language) -> str:
    """Write both heads, what the sheets should have in common, a line for each change with its cells, and the count."""
    heads = [line for file, sheet in (old, new) for line in head_lines(file, sheet, language)]
    rows = [_row(change, old[1], new[1], language) for change in difference.changes]
    counted = Counter(change.subject for change in difference.changes)
    parts = say(language, "summary", "separator").join(
        say(language, "summary", "part", severity=say(language, "subject", subject), count=count)
        for subject, count in counted.items()
    )
    heads += [f"  ! {harmless(_remark(remark, language))}" for remark in difference.remarks]
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
    if change.how == "reworded" and change.old is not None and change.new is not None:
        return f"{name}: {' → '.join(_passages(change.old.text or '', change.new.text or ''))}"
    texts = [side.text or say(language, "outline", "blank") for side in (change.old, change.new) if side is not None]
    if change.subject == "task" and len(texts) == 1:
        return name
    by = f" ({change.difference:+f})" if change.difference is not None else ""
    return f"{name}: {' → '.join(texts)}{by}"


def _passages(old: str, new: str) -> tuple[str, str]:
    """Give the passage of each text that differs from the other's, with a few characters around it."""
    start = _shared(old, new)
    end = _shared(old[start:][::-1], new[start:][::-1])

    def passage(text: str) -> str:
        first, last = max(start - _AROUND, 0), len(text) - max(end - _AROUND, 0)
        piece = text[first : min(last, first + _LONGEST)]
        return f"{'…' if first else ''}{piece}{'…' if first + len(piece) < len(text) else ''}"

    return passage(old), passage(new)


def _shared(one: str, other: str) -> int:
    """Count the characters with which both begin."""
    pairs = enumerate(zip(one, other, strict=False))
    return next((place for place, (a, b) in pairs if a != b), min(len(one), len(other)))


def _remark(remark: Remark, language: Language) -> str:
    old, new = (
        say(language, "kind", side) if remark.what == "kind" and side else side or say(language, "outline", "blank")
        for side in (remark.old, remark.new)
    )
    return say(language, "remark", remark.what, old=old, new=new)
