"""Times read + check of the samples against ``openpyxl.load_workbook`` alone; run it from the project's directory.

python tests/benchmarks/bench_read_check.py [ROUNDS]

The candidates take turns in every round, so that a busy moment of the machine meets them all; medians are printed.
"""

from __future__ import annotations

import platform
import statistics
import sys
import time
from collections.abc import Callable
from pathlib import Path

import openpyxl

import perfgoals

SAMPLES = Path(__file__).resolve().parents[2] / "samples"
TEXT = SAMPLES / "department-2022.txt"
WORKBOOK = SAMPLES / "department-2022.xlsx"

CANDIDATES: dict[str, Callable[[], object]] = {
    "openpyxl.load_workbook(xlsx)": lambda: openpyxl.load_workbook(WORKBOOK),
    "read(xlsx)": lambda: perfgoals.read(WORKBOOK),
    "read(xlsx) + check": lambda: perfgoals.check(perfgoals.read(WORKBOOK)),
    "read(txt)": lambda: perfgoals.read(TEXT),
    "read(txt) + check": lambda: perfgoals.check(perfgoals.read(TEXT)),
}


def measure(rounds: int) -> dict[str, float]:
    """Give the median time of each candidate in milliseconds."""
    times: dict[str, list[float]] = {name: [] for name in CANDIDATES}
    for candidate in CANDIDATES.values():
        candidate()  # the first call loads modules and data files
    for _ in range(rounds):
        for name, candidate in CANDIDATES.items():
            begin = time.perf_counter()
            candidate()
            times[name].append((time.perf_counter() - begin) * 1000)
    return {name: statistics.median(values) for name, values in times.items()}


def main() -> None:
    rounds = int(sys.argv[1]) if len(sys.argv) > 1 else 40
    medians = measure(rounds)
    base = medians["openpyxl.load_workbook(xlsx)"]
    print(f"Python {platform.python_version()}, openpyxl {openpyxl.__version__}, median of {rounds} rounds")
    for name, median in medians.items():
        print(f"{name:<30} {median:8.2f} ms {median / base:6.2f} x")


if __name__ == "__main__":
    main()
