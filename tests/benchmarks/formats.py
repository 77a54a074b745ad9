"""Times the reading of the reference sheet in every format: of the reader alone (bytes to grid), and to the tree."""

from __future__ import annotations

from functools import partial

import perfgoals
from perfgoals.readers import read_grids
from tests.benchmarks.timing import SAMPLES, medians

ROUNDS = 20


def main() -> None:
    """Print the medians of both."""
    files = {path.name: path.read_bytes() for path in sorted(SAMPLES.glob("department-2022*"))}
    grids = medians({name: partial(read_grids, data) for name, data in files.items()}, ROUNDS)
    trees = medians({name: partial(perfgoals.read, data) for name, data in files.items()}, ROUNDS)
    print(f"median of {ROUNDS} rounds, grid and tree in milliseconds")
    for name in files:
        print(f"{name:<34} {grids[name]:8.2f} {trees[name]:8.2f}")
