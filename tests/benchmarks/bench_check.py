"""Times a full check of the reference sheet, and each family of rules alone; run it from the project's directory.

python tests/benchmarks/bench_check.py [ROUNDS]

A family alone also derives the facts that it needs (kinds, rows, texts), so the families add up to more than the whole.
"""

from __future__ import annotations

import platform
import statistics
import sys
import time
from pathlib import Path

import perfgoals
from perfgoals.checker import CheckConfig, catalogue

SAMPLE = Path(__file__).resolve().parents[2] / "samples" / "department-2022.txt"


def measure(rounds: int) -> dict[str, float]:
    """Give the median time of each selection in milliseconds."""
    sheet = perfgoals.read(SAMPLE)
    families = dict.fromkeys(declared.family for declared in catalogue().values())
    configs = {"all": CheckConfig(), **{family: CheckConfig(select=(family,)) for family in families}}
    times: dict[str, list[float]] = {name: [] for name in configs}
    for config in configs.values():
        perfgoals.check(sheet, config)  # the first call loads the data files
    for _ in range(rounds):
        for name, config in configs.items():
            begin = time.perf_counter()
            perfgoals.check(sheet, config)
            times[name].append((time.perf_counter() - begin) * 1000)
    return {name: statistics.median(values) for name, values in times.items()}


def main() -> None:
    rounds = int(sys.argv[1]) if len(sys.argv) > 1 else 100
    print(f"Python {platform.python_version()}, 7 tasks, 53 indicators, median of {rounds} rounds, milliseconds")
    for name, median in measure(rounds).items():
        print(f"{name:<4} {median:6.2f}")


if __name__ == "__main__":
    main()
