"""Compares two targets: the stricter one allows less, by the same judgement of stretches as whether a value holds."""

from __future__ import annotations

from typing import Literal, TypeAlias

from perfgoals.targets.stretch import Stretch, quantities
from perfgoals.targets.target import Deadline, Interval, Several, Target, Threshold

Strictness: TypeAlias = Literal["equal", "tightened", "loosened", "moved"]


def strictness(old: Target, new: Target) -> Strictness | None:
    """Tell how a target changed: it allows the same, less, more, or something else; None where that is undecided.

    Undecided are words, another dimension or unit, a number that states no direction, and what is only about right.

    >>> parse = Target.parse
    >>> [strictness(parse("≥95%"), parse(text)) for text in ("≥98%", "≥90%", "=100%", "≤5%", "98%", "显著提高")]
    ['tightened', 'loosened', 'tightened', 'moved', None, None]
    >>> strictness(parse("≤24小时"), parse("≤1天")), strictness(parse("2022年12月底前"), parse("2022年11月底前"))
    ('equal', 'tightened')
    """
    if old == new:
        return "equal"
    if isinstance(old, Several) and isinstance(new, Several) and len(old.targets) == len(new.targets):
        return _together([strictness(one, other) for one, other in zip(old.targets, new.targets, strict=True)])
    before, after = _stretch(old), _stretch(new)
    if before is None or after is None or not _comparable(old, new):
        return None
    stricter, looser = before.holds(after), after.holds(before)
    if stricter and looser:
        return "equal"
    return "tightened" if stricter else "loosened" if looser else "moved"


def _together(parts: list[Strictness | None]) -> Strictness | None:
    changed = {part for part in parts if part != "equal"}
    if None in changed:
        return None
    if not changed:
        return "equal"
    return changed.pop() if len(changed) == 1 else "moved"


def _stretch(target: Target) -> Stretch | None:
    if isinstance(target, Deadline):
        return Stretch.of_days(target)
    allowed = Stretch.allowed(target) if isinstance(target, Threshold | Interval) else None
    return None if allowed is None or allowed.is_empty else allowed


def _comparable(old: Target, new: Target) -> bool:
    if isinstance(old, Threshold | Interval) and isinstance(new, Threshold | Interval):
        first, *others = (*quantities(old), *quantities(new))
        return old.change == new.change and all(first.commensurable(other) for other in others)
    return isinstance(old, Deadline) and isinstance(new, Deadline)
