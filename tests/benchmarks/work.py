"""Counts the instructions of reading and checking under callgrind: a regression shows on a busy machine as well.

``python -m tests.benchmarks work`` prints the counts beside those on record in ``work.json`` and ends with 1 where one
has grown by more than a twentieth; ``python -m tests.benchmarks.work`` puts them on record. Counts of another Python
are no measure, so that the record says which it was.
"""

from __future__ import annotations

import json
import os
import platform
import re
import shutil
import subprocess
import sys
from pathlib import Path

RECORD = Path(__file__).with_name("work.json")
TOLERATED = 1.05
_TIMES = 3
_PROGRAM = """
import sys, perfgoals
text = open("samples/department-2022.txt", encoding="utf-8").read()
sheet = perfgoals.read_text(text)
jobs = {{
    "read_text": lambda: perfgoals.read_text(text),
    "read(xlsx)": lambda: perfgoals.read("samples/department-2022.xlsx"),
    "check": lambda: perfgoals.check(sheet),
    "Target.parse": lambda: [perfgoals.Target.parse(each) for each in ("≥95%", "14.73万元", "2022年11月25日", "显著")],
}}
for _ in range({times}):
    jobs[{job!r}]()
"""
JOBS = ("read_text", "read(xlsx)", "check", "Target.parse")


def instructions(job: str, times: int) -> int:
    """Count the instructions of a process that does something so often."""
    command = ["valgrind", "--tool=callgrind", "--callgrind-out-file=/dev/null", sys.executable, "-c"]
    done = subprocess.run(
        [*command, _PROGRAM.format(job=job, times=times)],
        env={**os.environ, "PYTHONHASHSEED": "0"},
        stderr=subprocess.PIPE,
        check=False,
        text=True,
    )
    counted = re.search(r"Collected : ([0-9]+)", done.stderr)
    if done.returncode or counted is None:
        sys.exit(done.stderr)
    return int(counted[1])


def counts() -> dict[str, float]:
    """Give the instructions of each job in millions, without those of starting and of the first time."""
    if shutil.which("valgrind") is None:
        sys.exit("valgrind is not installed")
    return {
        job: round((instructions(job, _TIMES + 1) - instructions(job, 1)) / _TIMES / 1e6, 3 if "parse" in job else 1)
        for job in JOBS
    }


def main() -> None:
    """Print the counts beside those on record."""
    record = json.loads(RECORD.read_text(encoding="utf-8"))
    print(f"millions of instructions; on record with Python {record['python']}")
    grown = False
    for job, count in counts().items():
        before = record["counts"][job]
        grown |= count > before * TOLERATED
        print(f"{job:<14}{count:10.3f}{before:10.3f}{count / before:8.3f}", flush=True)
    if grown and record["python"] == platform.python_version():
        sys.exit(1)


if __name__ == "__main__":
    written = {"python": platform.python_version(), "counts": counts()}
    RECORD.write_text(json.dumps(written, indent=2) + "\n", encoding="utf-8")
    print(RECORD.read_text(encoding="utf-8"))
