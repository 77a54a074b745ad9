"""What the checker says of real published sheets: ``python -m tests.corpus_findings`` prints errors and warnings.

With ``--all`` the notes too. Each line is for a person who knows the field to judge: true, arguable or false. The
corpus is not part of the project: ``../shared/corpus/layouts`` beside it.
"""

from __future__ import annotations

import sys
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

from perfgoals import ReadError, read_all
from perfgoals.checker import Finding, check

CORPUS = Path(__file__).resolve().parents[2] / "shared" / "corpus" / "layouts"
GRAVE = ("error", "warning")


def findings() -> Iterator[tuple[str, Finding]]:
    """Check every sheet of every file; a file that holds none is left out."""
    for file in sorted(CORPUS.glob("*.txt")):
        try:
            sheets = read_all(file)
        except ReadError:
            continue
        for sheet in sheets:
            for finding in check(sheet).findings:
                yield file.stem.partition("_")[0], finding


def main(arguments: list[str]) -> None:
    """Print the findings of each file, and how many there are of each rule."""
    counts: Counter[tuple[str, str]] = Counter()
    for name, finding in findings():
        counts[finding.code, finding.severity] += 1
        if "--all" in arguments or finding.severity in GRAVE:
            cells = " ".join(cell.ref for cell in finding.cells) or finding.path
            print(f"{name}  {finding.severity:8}{finding.code:5}{cells}  {finding.message}")
    print("  ".join(f"{code} {severity} {count}" for (code, severity), count in sorted(counts.items())))


if __name__ == "__main__":
    main(sys.argv[1:])
