"""Times what a person waits for before anything is read: importing the package, ``perfgoals --help``."""

from __future__ import annotations

import subprocess
import sys
from functools import partial

from tests.benchmarks.timing import medians

ROUNDS = 15
COMMANDS = {
    "an empty program": ["-c", ""],
    "import pydantic": ["-c", "import pydantic"],
    "import perfgoals": ["-c", "import perfgoals"],
    "import perfgoals, and use read and check": ["-c", "import perfgoals; perfgoals.read, perfgoals.check"],
    "perfgoals --help": ["-m", "perfgoals", "--help"],
    "perfgoals check samples/department-2022.xlsx": [
        "-m",
        "perfgoals",
        "check",
        "--fail-on",
        "never",
        "samples/department-2022.xlsx",
    ],
}


def main() -> None:
    """Print the medians of whole processes."""
    run = partial(subprocess.run, stdout=subprocess.DEVNULL, check=True)
    calls = {name: partial(run, [sys.executable, *arguments]) for name, arguments in COMMANDS.items()}
    print(f"median of {ROUNDS} rounds, whole processes, milliseconds")
    for name, median in medians(calls, ROUNDS).items():
        print(f"{name:<46} {median:7.0f}")
