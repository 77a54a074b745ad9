"""Layouts of published sheets, re-typed with invented figures, with a careful reading beside each.

A file of ``skeletons/`` is the sheet as a page's text gives it, a line ``=====``, and the reading: the head line by
line, then ``fund: label | amounts``, ``task: name | content | total`` and ``ind: level 1 | level 2 | name | target |
points | actual | score``. ``-`` is blank, ``"`` the same as above. ``left: 3`` says how many leaves are known to be
left over, because the text does not decide them. ``python -m tests.layout.skeletons`` prints the score.
"""

from __future__ import annotations

import sys
from collections import Counter
from pathlib import Path
from typing import Any

from perfgoals import ReadError, read_all
from tests.corpus_score import Score, score

FILES = sorted((Path(__file__).parent / "skeletons").glob("*.txt"))
_INDICATOR = ("level1", "level2", "level3", "value", "weight", "actual", "score")


def expected(reading: str) -> tuple[dict[str, Any], int]:
    """Give a reading in the shape of the corpus, and how many leaves it says are left over."""
    sheet: dict[str, Any] = {"indicators": [], "funding": [], "tasks": []}
    left = 0
    for line in reading.splitlines():
        key, _, text = line.partition(": ")
        cells = [None if cell in ("-", "") else cell for cell in (part.strip() for part in text.split(" | "))]
        if key == "ind":
            above = sheet["indicators"][-1] if sheet["indicators"] else {}
            row = dict(zip(_INDICATOR, [*cells, None, None, None], strict=False))
            sheet["indicators"].append({k: above.get(k) if v == '"' else v for k, v in row.items()})
        elif key == "fund":
            amounts = (cells[1] or "").split(";") if cells[1] else []
            sheet["funding"].append({"label": cells[0], "amounts": dict(enumerate(amounts))})
        elif key == "task":
            sheet["tasks"].append(dict(zip(("name", "content", "total"), cells, strict=True)))
        elif key == "left":
            left = int(text)
        else:
            sheet[key] = text
    return sheet, left


def scored(path: Path) -> tuple[Score, int]:
    """Score one file; gives how many leaves its reading says are left over too."""
    text, reading = halves(path)
    sheet, left = expected(reading)
    return score_sheet(text, sheet), left


def halves(path: Path) -> tuple[str, str]:
    """Give the sheet and the reading of a file."""
    text, _, reading = path.read_text("utf-8").partition("\n=====\n")
    return text, reading


def score_sheet(text: str, sheet: dict[str, Any]) -> Score:
    """Score how a text is read against a reading in the shape of the corpus."""
    try:
        sheets = read_all(text.encode())
    except ReadError:
        sheets = []
    return score(sheet, sheets)


def main() -> None:
    """Print the score of every file and of all together."""
    total: Counter[tuple[str, str]] = Counter()
    for path in FILES:
        result, _ = scored(path)
        total += result.counts
        print(f"{path.stem[:40]:40} {result.line()}")
        for remark in result.remarks if "-v" in sys.argv[1:] else ():
            print(f"         {remark}")
    print(f"{'all':40} {Score(total).line()}")


if __name__ == "__main__":
    main()
