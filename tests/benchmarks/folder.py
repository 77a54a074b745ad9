"""Checks a folder of many files in one process, as ``perfgoals check FOLDER`` does, and prints what memory it held.

The files are the samples of every format that is read in the process itself, again and again; the texts and pages name
a department of their own, so that nothing known helps. What the process held at most after a tenth of the files, and
after all of them, tells whether it grows.
"""

from __future__ import annotations

import itertools
import subprocess
import sys
import tempfile
from pathlib import Path

from tests.benchmarks.timing import SAMPLES

FILES = 10_000
_KINDS = ("txt", "csv", "xlsx", "docx", "ods", "html", "mhtml")
_RUN = """
import os, sys
from perfgoals.cli import main
try:
    main(["check", "--format", sys.argv[2], "--fail-on", "never", sys.argv[1]])
except SystemExit as end:
    status = open("/proc/self/status").read()
    print(status.partition("VmHWM:")[2].split()[0], os.times().user + os.times().system, end.code, file=sys.stderr)
"""
"""Linux: the high-water mark of the process itself."""


def fill(folder: Path, count: int) -> None:
    """Fill a folder."""
    originals = itertools.cycle(path for kind in _KINDS for path in sorted(SAMPLES.glob(f"department-2022.{kind}")))
    for number, original in zip(range(count), originals, strict=False):
        content = original.read_bytes().replace("新疆巴州".encode(), f"第{number}州".encode())
        (folder / f"{number:05}{original.suffix}").write_bytes(content)


def main() -> None:
    """Print, for each form of the output, what a tenth of the folder and the whole of it took."""
    print(f"{'output':8}{'files':>8}{'MiB':>8}{'seconds':>10}{'ms a file':>11}")
    for style, count in itertools.product(("table", "json"), (FILES // 10, FILES)):
        with tempfile.TemporaryDirectory() as folder:
            fill(Path(folder), count)
            done = subprocess.run(
                [sys.executable, "-c", _RUN, folder, style],
                stdout=subprocess.DEVNULL,
                stderr=subprocess.PIPE,
                check=True,
                text=True,
            )
        memory, seconds, code = done.stderr.split()
        if code != "0":
            sys.exit(f"perfgoals check ended with {code}")
        print(
            f"{style:8}{count:8}{int(memory) / 1024:8.0f}{float(seconds):10.1f}{1000 * float(seconds) / count:11.2f}",
            flush=True,
        )
