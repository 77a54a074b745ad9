"""How well real published sheets are read: ``python -m tests.corpus_score`` prints the score of the corpus.

Every leaf that a careful human reading holds counts as found (the same), missed (not read) or wrong (read as
something else); what was read and stands in no reading counts as wrong too. A wrong leaf weighs ten missed ones.
The corpus is not part of the project: ``../shared/corpus/layouts`` beside it.
"""

from __future__ import annotations

import json
import sys
import unicodedata
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from perfgoals import GoalSheet, ReadError, read_all

CORPUS = Path(__file__).resolve().parents[2] / "shared" / "corpus" / "layouts"
PARTS = ("head", "indicators", "funding", "tasks")


@dataclass
class Score:
    """Counts leaves by part and outcome, and keeps what was missed or wrong in words."""

    counts: Counter[tuple[str, str]] = field(default_factory=Counter)
    remarks: list[str] = field(default_factory=list)

    def add(self, part: str, outcome: str, remark: str = "") -> None:
        """Count one leaf."""
        self.counts[part, outcome] += 1
        if remark:
            self.remarks.append(f"{outcome:6} {part}: {remark}")

    def line(self) -> str:
        """Give found/missed/wrong of each part."""
        return "  ".join(
            "/".join(str(self.counts[part, outcome]) for outcome in ("found", "missed", "wrong")) for part in PARTS
        )


def plain(text: object) -> str | None:
    """Compare texts modulo width, white space and a final colon, as the corpus says."""
    if text is None:
        return None
    return "".join(unicodedata.normalize("NFKC", str(text)).split()).rstrip(":") or None


def score(expected: dict[str, Any], sheets: list[GoalSheet]) -> Score:
    """Compare the reading of a file with the human one."""
    result = Score()
    for name, wanted in _head_wanted(expected).items():
        _compare(result, "head", name, wanted, _head_found(sheets).get(name))
    _compare_rows(
        result, "indicators", [*_indicators_wanted(expected)], [row for s in sheets for row in _indicators(s)]
    )
    _compare_rows(result, "funding", [*_funding_wanted(expected)], [row for s in sheets for row in _funding(s)])
    _compare_rows(result, "tasks", [*_tasks_wanted(expected)], [row for s in sheets for row in _tasks(s)])
    return result


def _compare(result: Score, part: str, name: str, wanted: str | None, found: str | None) -> None:
    if wanted is None and found is None:
        return
    if wanted == found:
        result.add(part, "found")
    elif found is None:
        result.add(part, "missed", f"{name} {wanted!r}")
    else:
        result.add(part, "wrong", f"{name} found {found!r}, expected {wanted!r}")


def _compare_rows(result: Score, part: str, wanted: list[dict[str, Any]], found: list[dict[str, Any]]) -> None:
    """Pair rows by name in order; then compare their leaves."""
    left = list(found)
    for row in wanted:
        match = next((other for other in left if other["name"] == row["name"]), None)
        if match is None:
            for name, value in row.items():
                if value is not None:
                    result.add(part, "missed", f"{row['name']} {name} {value!r}" if name == "name" else "")
            continue
        left.remove(match)
        for name in row:
            _compare(result, part, f"{row['name']} {name}", row[name], match.get(name))
    for row in left:
        result.add(part, "wrong", f"not in the reading: {row}")


def _head_wanted(expected: dict[str, Any]) -> dict[str, str | None]:
    return {name: plain(expected.get(name)) for name in ("title", "year", "entity", "kind", "unit")}


def _head_found(sheets: list[GoalSheet]) -> dict[str, str | None]:
    """Give the head; the entity of a table of several projects is the unit that runs them."""
    if not sheets:
        return {}
    sheet = sheets[0]
    facts = sheet.project
    project = None if facts is None else facts.implementing_unit if len(sheets) > 1 else facts.name
    values = {
        "title": sheet.title,
        "year": sheet.year,
        "entity": project or sheet.department.name,
        "kind": sheet.kind,
        "unit": sheet.unit,
    }
    return {name: plain(value) for name, value in values.items()}


def _indicators_wanted(expected: dict[str, Any]) -> Iterator[dict[str, Any]]:
    for row in expected["indicators"]:
        yield {
            "name": plain(row["level3"]),
            "level1": plain(row["level1"]),
            "level2": plain(row["level2"]),
            "target": plain(row["value"]),
            "weight": plain(row["weight"]),
            "actual": plain(row["actual"]),
            "score": plain(row["score"]),
        }


def _indicators(sheet: GoalSheet) -> Iterator[dict[str, Any]]:
    for category, group, indicator in sheet.iter_indicators():
        yield {
            "name": plain(indicator.name),
            "level1": plain(category.label),
            "level2": plain(group.label),
            "target": plain(indicator.target.text),
            "weight": plain(indicator.weight),
            "actual": plain(indicator.actual.text) if indicator.actual else None,
            "score": plain(indicator.score),
        }


def _funding_wanted(expected: dict[str, Any]) -> Iterator[dict[str, Any]]:
    for row in expected["funding"]:
        yield {"name": plain(row["label"]), "amounts": _joined(row["amounts"].values())}


def _funding(sheet: GoalSheet) -> Iterator[dict[str, Any]]:
    for line in sheet.funding:
        amounts = [amount.amount for amount in line.amounts if amount.amount is not None]
        yield {"name": plain(line.label), "amounts": _joined(amounts)}


def _joined(amounts: object) -> str | None:
    return ";".join(str(amount) for amount in amounts) or None  # type: ignore[attr-defined]


def _tasks_wanted(expected: dict[str, Any]) -> Iterator[dict[str, Any]]:
    for row in expected["tasks"]:
        yield {"name": plain(row["name"]), "content": plain(row["content"]), "total": row["total"]}


def _tasks(sheet: GoalSheet) -> Iterator[dict[str, Any]]:
    for _, task in sheet.leaf_tasks():
        total = task.budget.total if task.budget else None
        yield {"name": plain(task.name), "content": plain(task.content), "total": None if total is None else str(total)}


def scores() -> Iterator[tuple[str, Score]]:
    """Score every file of the corpus."""
    for path in sorted(CORPUS.glob("L*.txt")):
        expected = json.loads((CORPUS / f"{path.name.split('_')[0]}.expected.json").read_text("utf-8"))
        try:
            sheets = read_all(path)
        except ReadError:
            sheets = []
        yield path.name[:3], score(expected, sheets)


def remarks() -> list[str]:
    """List what was missed or wrong in the whole corpus."""
    return [f"{remark} in {name}" for name, result in scores() for remark in result.remarks]


def main() -> int:
    """Print the score of every file of the corpus and of all together."""
    if not CORPUS.is_dir():
        print(f"no corpus at {CORPUS}", file=sys.stderr)
        return 2
    verbose = "-v" in sys.argv[1:]
    total: Counter[tuple[str, str]] = Counter()
    print("file   " + "  ".join(f"{part} f/m/w" for part in PARTS))
    for name, result in scores():
        total += result.counts
        print(f"{name}    {result.line()}")
        for remark in result.remarks if verbose else ():
            print(f"         {remark}")
    print("all    " + Score(total).line())
    return 0


if __name__ == "__main__":
    sys.exit(main())
