"""Prints how long one parse takes, over every line of ``samples/targets.jsonl`` and for some common values.

Nothing is cached between two parses of the same text.
"""

from __future__ import annotations

import json
import timeit
from collections import defaultdict
from collections.abc import Callable
from functools import partial
from statistics import median

from perfgoals.targets import Target
from tests.benchmarks.timing import SAMPLES

TABLE = SAMPLES / "targets.jsonl"
COMMON = ("≥95%", "14.73万元", "≤245元/人/天", "≥20万条", "95%以上", "2022年11月25日", "显著提高")
TIMES = 2000


def microseconds(parse: Callable[[], Target]) -> float:
    """Give the best of three runs, in µs per parse."""
    return min(timeit.repeat(parse, number=TIMES, repeat=3)) / TIMES * 1e6


def main() -> None:
    """Print a line per common value, and the median of each production of the table."""
    for text in COMMON:
        print(f"{microseconds(partial(Target.parse, text)):8.2f} µs  {text}")
    figures: defaultdict[str, list[float]] = defaultdict(list)
    for line in TABLE.read_text(encoding="utf-8").splitlines():
        row = json.loads(line)
        parse = partial(
            Target.parse, row["text"], comparator=row.get("comparator"), unit=row.get("unit"), year=row.get("year")
        )
        figures[row["production"]].append(min(timeit.repeat(parse, number=50, repeat=3)) / 50 * 1e6)
    for production, times in figures.items():
        print(f"{median(times):8.2f} µs  median of {len(times):3} × {production}")
