"""Times a full check of the reference sheet, and each family of rules alone.

A family alone also derives the facts that it needs (kinds, rows, texts), so the families add up to more than the whole.
"""

from __future__ import annotations

from functools import partial

import perfgoals
from perfgoals.checker import CheckConfig, catalogue
from tests.benchmarks.timing import TEXT, medians

ROUNDS = 100


def main() -> None:
    """Print the median of the whole, and of each family."""
    sheet = perfgoals.read(TEXT)
    families = dict.fromkeys(declared.family for declared in catalogue().values())
    configs = {
        "all": CheckConfig(),
        "strict": CheckConfig(select=("strict",)),
        **{family: CheckConfig(select=(family,)) for family in families},
    }
    calls = {name: partial(perfgoals.check, sheet, config) for name, config in configs.items()}
    print(f"7 tasks, 53 indicators, median of {ROUNDS} rounds, milliseconds")
    for name, median in medians(calls, ROUNDS).items():
        print(f"{name:<6} {median:6.2f}")
