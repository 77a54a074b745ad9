"""Runs the benchmarks, all of them or those named: ``python -m tests.benchmarks [NAME ...]``.

speed: reading and checking beside openpyxl and calamine. start: importing and --help. formats: each format. families:
each family of rules. targets: Target.parse. growth: time by the number of indicators, stage by stage and rule by rule.
folder: what checking ten thousand files takes, above all of memory (some minutes). work: the instructions that reading
and checking take, beside those on record.
"""

from __future__ import annotations

import platform
import sys

from tests.benchmarks import families, folder, formats, growth, speed, start, targets, work

BENCHMARKS = {
    "speed": speed.main,
    "start": start.main,
    "formats": formats.main,
    "families": families.main,
    "targets": targets.main,
    "growth": growth.main,
    "folder": folder.main,
    "work": work.main,
}


def main(names: list[str]) -> None:
    unknown = sorted(set(names) - set(BENCHMARKS))
    if unknown:
        sys.exit(f"no benchmark is called {', '.join(unknown)}; there are {', '.join(BENCHMARKS)}")
    for name in names or BENCHMARKS:
        print(f"# {name}, Python {platform.python_version()}")
        BENCHMARKS[name]()
        print(flush=True)


if __name__ == "__main__":
    main(sys.argv[1:])
