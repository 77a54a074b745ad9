"""Times the reading of the reference sheet in every format; run it from the project's directory.

python tests/benchmarks/bench_formats.py [ROUNDS]

The formats take turns in every round, so that a busy moment of the machine meets them all; medians are printed: of the
reader alone (bytes to grid), and of the whole way to the tree.
"""

from __future__ import annotations

import platform
import statistics
import sys
import time
from collections.abc import Callable
from pathlib import Path

import perfgoals
from perfgoals.readers import read_grids

SAMPLES = Path(__file__).resolve().parents[2] / "samples"


def milliseconds(call: Callable[[bytes], object], data: bytes) -> float:
    """Time one call."""
    begin = time.perf_counter()
    call(data)
    return (time.perf_counter() - begin) * 1000


def main() -> None:
    rounds = int(sys.argv[1]) if len(sys.argv) > 1 else 20
    files = {path.name: path.read_bytes() for path in sorted(SAMPLES.glob("department-2022*"))}
    times: dict[str, list[tuple[float, float]]] = {name: [] for name in files}
    for number in range(rounds + 1):
        for name, data in files.items():
            taken = milliseconds(read_grids, data), milliseconds(perfgoals.read, data)
            if number:  # the first round loads modules and data files
                times[name].append(taken)
    print(f"Python {platform.python_version()}, median of {rounds} rounds, grid and tree in milliseconds")
    for name, pairs in times.items():
        grid, tree = statistics.median(pair[0] for pair in pairs), statistics.median(pair[1] for pair in pairs)
        print(f"{name:<34} {grid:8.2f} {tree:8.2f}")


if __name__ == "__main__":
    main()
