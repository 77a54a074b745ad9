"""The grammar of an indicator value: text to :class:`Target` and back, with exact quantities, units and dates."""

from perfgoals.targets.comparing import Strictness, strictness
from perfgoals.targets.moments import YearlessDate
from perfgoals.targets.quantity import Quantity
from perfgoals.targets.target import (
    Change,
    Comparator,
    Deadline,
    Interval,
    Missing,
    Qualitative,
    Several,
    Target,
    Threshold,
    Unparsed,
)
from perfgoals.targets.units import Unit

__all__ = [
    "Change",
    "Comparator",
    "Deadline",
    "Interval",
    "Missing",
    "Qualitative",
    "Quantity",
    "Several",
    "Strictness",
    "Target",
    "Threshold",
    "Unit",
    "Unparsed",
    "YearlessDate",
    "strictness",
]
