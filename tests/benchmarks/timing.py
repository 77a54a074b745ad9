"""What the benchmarks share: the samples, and medians of candidates that take turns."""

from __future__ import annotations

import resource
import statistics
from collections.abc import Callable, Mapping
from pathlib import Path

SAMPLES = Path(__file__).resolve().parents[2] / "samples"
TEXT = SAMPLES / "department-2022.txt"
WORKBOOK = SAMPLES / "department-2022.xlsx"

Call = Callable[[], object]


def milliseconds(call: Call) -> float:
    """Give the processor time of one call, that of its processes too: what else the machine does adds little to it."""
    begin = _spent()
    call()
    return (_spent() - begin) * 1000


def _spent() -> float:
    usages = (resource.getrusage(who) for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN))
    return sum(usage.ru_utime + usage.ru_stime for usage in usages)


def medians(candidates: Mapping[str, Call], rounds: int) -> dict[str, float]:
    """Give the median processor time of each candidate in milliseconds.

    The candidates take turns in every round, so that a busy moment of the machine meets them all; a first round, which
    loads modules and data files, does not count.
    """
    times: dict[str, list[float]] = {name: [] for name in candidates}
    for number in range(rounds + 1):
        for name, call in candidates.items():
            taken = milliseconds(call)
            if number:
                times[name].append(taken)
    return {name: statistics.median(values) for name, values in times.items()}
