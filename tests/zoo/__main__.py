"""Print what each species of the zoo costs at worst: ``python -m tests.zoo``; with a number, read damaged files.

Names of species, such as ``docx``, limit it to these; ``-v`` prints every file.

Each file is read in a process of its own, which measures the time that the processor spent on ``read_all`` and
``check``, its child included, and the larger of the memory that it and its child held. ``python -m tests.zoo 10000``
reads so many damaged files of every format, or of those named behind the number.
"""

from __future__ import annotations

import json
import platform
import subprocess
import sys
import tempfile
import time
from collections.abc import Sequence
from itertools import groupby
from pathlib import Path

from tests.zoo import binaries, libraries, offices, packages, pages, prose, texts
from tests.zoo.animal import Animal
from tests.zoo.damage import KINDS, damaged

MEASURED = """
import json, resource, sys, time
import perfgoals
perfgoals.check(perfgoals.read_text(sys.argv[2]))  # loads modules and data files
begin, before = time.process_time(), resource.getrusage(resource.RUSAGE_CHILDREN)
try:
    for sheet in perfgoals.read_all(sys.argv[1]):
        perfgoals.check(sheet)
    end = "read"
except perfgoals.ReadError as error:
    end = error.reason
after = resource.getrusage(resource.RUSAGE_CHILDREN)
seconds = time.process_time() - begin + after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime
own = int(open("/proc/self/status").read().partition("VmHWM:")[2].split()[0])
print(json.dumps([seconds, max(own, after.ru_maxrss) / 1024, end]))
"""
"""Linux: the high-water mark of the process itself; ru_maxrss would count what its parent held."""


def measure(animal: Animal, folder: Path) -> tuple[float, float, str]:
    """Give seconds, MiB, and how reading ended; anything but a named error ends this program."""
    from tests.zoo.animal import sheet_text

    path = folder / "animal"
    path.write_bytes(animal.make())
    done = subprocess.run(
        [sys.executable, "-c", MEASURED, str(path), sheet_text()], stdout=subprocess.PIPE, check=True, timeout=300
    )
    seconds, memory, end = json.loads(done.stdout)
    return seconds, memory, end


def costs(wanted: Sequence[str]) -> None:
    """Print the table of species, of those alone that are wanted where any are."""
    print(f"Python {platform.python_version()}, worst of each species")
    print(f"{'species':28}{'files':>6}{'seconds':>9}{'MiB':>6}  the slowest")
    parts = (packages, offices, texts, prose, pages, libraries, binaries)
    animals = sorted((animal for part in parts for animal in part.ANIMALS), key=lambda animal: animal.species)
    with tempfile.TemporaryDirectory() as folder:
        for species, group in groupby(animals, key=lambda animal: animal.species):
            if wanted and species not in wanted:
                continue
            measured = []
            for animal in group:
                measured.append((*measure(animal, Path(folder)), animal.name))
                if "-v" in sys.argv:
                    print(f"    {measured[-1]}", flush=True)
            seconds, _, end, name = max(measured)
            memory = max(row[1] for row in measured)
            print(f"{species:28}{len(measured):6}{seconds:9.2f}{memory:6.0f}  {name}: {end}", flush=True)


def damages(count: int, kinds: Sequence[str]) -> None:
    """Read damaged files in this process; whatever is no named error ends it."""
    from tests.zoo.test_zoo import HERE, ending

    for kind in kinds:
        begin, slowest = time.perf_counter(), 0.0
        ends: dict[str, int] = {}
        for data in damaged(kind, count):
            before = time.perf_counter()
            end = ending(data, HERE) or "read"
            slowest = max(slowest, time.perf_counter() - before)
            ends[end] = ends.get(end, 0) + 1
        shown = ", ".join(f"{end} {number}" for end, number in sorted(ends.items()))
        print(
            f"{kind:16}{count:7} files {time.perf_counter() - begin:8.1f} s, slowest {slowest:.2f} s: {shown}",
            flush=True,
        )


if __name__ == "__main__":
    numbers = [int(argument) for argument in sys.argv[1:] if argument.isdigit()]
    if numbers:
        damages(numbers[0], [kind for kind in KINDS if kind in sys.argv] or KINDS)
    else:
        costs([argument for argument in sys.argv[1:] if not argument.startswith("-")])
