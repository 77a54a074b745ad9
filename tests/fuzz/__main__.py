"""Fuzz a reader, or the grammar of values, with atheris: ``python -m tests.fuzz xlsx --seconds 300``.

Without a name every target has its turn. Each runs in a process of its own, begins with the samples and small sound
files, and keeps what it has reached in ``--corpus`` where that is given. Printed are the executions and what was
found, whose inputs are kept: anything but a result or a named error, or more than half a minute for one input (every
branch taken is counted, which takes most of the time).
"""

from __future__ import annotations

import argparse
import platform
import re
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

from tests.fuzz.targets import TARGETS, seeds

LONGEST_INPUT = 65_536
SECONDS_AN_INPUT = 30
MEMORY = 1_500
"""MiB."""


def fuzz(name: str, seconds: int, corpus: Path) -> bool:
    """Fuzz one target and print a line; tell whether anything was found."""
    corpus.mkdir(parents=True, exist_ok=True)
    for number, seed in enumerate(seeds(name)):
        (corpus / f"seed-{number}").write_bytes(seed)
    findings = Path(tempfile.mkdtemp(prefix=f"fuzz-{name}-"))
    options = {
        "max_total_time": seconds,
        "max_len": LONGEST_INPUT,
        "timeout": SECONDS_AN_INPUT,
        "rss_limit_mb": MEMORY,
        "artifact_prefix": f"{findings}/",
    }
    command = [sys.executable, "-m", "tests.fuzz.targets", name, str(corpus)]
    done = subprocess.run(
        [*command, *(f"-{option}={value}" for option, value in options.items())],
        stderr=subprocess.STDOUT,
        stdout=subprocess.PIPE,
        text=True,
        errors="replace",
        check=False,
    )
    runs = re.findall(r"^#([0-9]+)", done.stdout, re.MULTILINE)
    found = [path for path in findings.iterdir() if not path.name.startswith("slow-unit")]
    print(f"{name:<16}{runs[-1] if runs else 0:>10} executions{seconds:>6} s {len(found):>3} found", flush=True)
    if done.returncode or found:
        print(done.stdout[-4_000:], *found, sep="\n", flush=True)
    else:
        shutil.rmtree(findings)
    return bool(done.returncode or found)


def main() -> None:
    parser = argparse.ArgumentParser(prog="python -m tests.fuzz", description=__doc__)
    parser.add_argument("targets", nargs="*", metavar="TARGET", help=", ".join(TARGETS))
    parser.add_argument("--seconds", type=int, default=60, help="for each target")
    parser.add_argument("--corpus", type=Path, help="a directory in which the inputs are kept, one below it a target")
    options = parser.parse_args()
    if unknown := sorted(set(options.targets) - set(TARGETS)):
        parser.error(f"no target is called {', '.join(unknown)}; there are {', '.join(TARGETS)}")
    print(f"Python {platform.python_version()}")
    with tempfile.TemporaryDirectory() as folder:
        corpus = options.corpus or Path(folder)
        found = [fuzz(name, options.seconds, corpus / name) for name in options.targets or TARGETS]
    sys.exit(any(found))


if __name__ == "__main__":
    main()
