"""Reports, trees and errors as JSON: one document, or one record per line."""

from __future__ import annotations

import json
import re
import textwrap
from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING, Any, TextIO

from perfgoals.output.messages import Language
from perfgoals.output.results import Checked, Result, Unreadable, why_apart
from perfgoals.output.terminal import is_hidden

if TYPE_CHECKING:
    from perfgoals.models import GoalSheet

Record = dict[str, Any]

_SUSPECT = re.compile(r"[^\n\x20-\x7e\u3000-\u303f\u4e00-\u9fff\uff00-\uffef]+")


def dump(value: object, indent: int | None = None) -> str:
    r"""Write JSON with Chinese left readable and hidden characters escaped, which any JSON reader undoes.

    >>> print(dump({"名称": "a\u202eb"}))
    {"名称": "a\u202eb"}
    """
    return _SUSPECT.sub(_escaped, json.dumps(value, ensure_ascii=False, indent=indent))


def _escaped(match: re.Match[str]) -> str:
    # json.dumps leaves these as they are; a terminal may obey some, and UTF-8 cannot write others.
    return "".join(json.dumps(each)[1:-1] if is_hidden(each) else each for each in match.group())


def write_json(stream: TextIO, results: Iterable[Result], language: Language) -> None:
    """Write all results as one JSON document: ``sheets`` with their reports, ``unreadable`` with their errors.

    Each sheet is written as it comes, so that a folder of any size takes no more memory than its largest file.
    """
    unreadable: list[Record] = []
    stream.write('{\n  "schema_version": "1",\n  "sheets": [')
    separator = ""
    for result in results:
        if isinstance(result, Unreadable):
            unreadable.append(_error(result, language))
            continue
        record = {
            **identity(result.file, result.sheet),
            "apart": _apart(result, language),
            "report": result.report.model_dump(mode="json"),
        }
        stream.write(f"{separator}\n{textwrap.indent(dump(record, indent=2), '    ')}")
        separator = ","
    closed = "\n  ]" if separator else "]"
    stream.write(f"{closed},\n{dump({'unreadable': unreadable}, indent=2)[2:]}\n")


def write_jsonl(stream: TextIO, results: Iterable[Result], language: Language) -> None:
    """Write each result as it comes: a ``sheet`` and its ``finding`` records, or an ``error`` record, one per line."""
    for result in results:
        if isinstance(result, Unreadable):
            records: Iterable[Record] = [{"type": "error", **_error(result, language)}]
        else:
            records = _lines(result, language)
        stream.writelines(dump(record) + "\n" for record in records)
        stream.flush()


def _apart(result: Checked, language: Language) -> Record | None:
    """Say why a sheet was compared with none of those given together with it; the reason is the contract."""
    message = why_apart(result, language)
    return {"reason": result.apart, "message": message} if message else None


def _lines(result: Checked, language: Language) -> Iterator[Record]:
    about = identity(result.file, result.sheet)
    report = result.report
    yield {
        "type": "sheet",
        **about,
        "apart": _apart(result, language),
        "ok": report.ok,
        "findings": len(report.findings),
        "suppressed": report.suppressed,
        "known": report.known,
        "stale": [known.model_dump(mode="json") for known in report.stale],
        "outcomes": [outcome.model_dump(mode="json") for outcome in report.outcomes if outcome.status in _UNJUDGED],
    }
    for finding in report.findings:
        yield {
            "type": "finding",
            "file": result.file,
            "worksheet": about["worksheet"],
            **finding.model_dump(mode="json"),
        }


_UNJUDGED = frozenset({"insufficient-data", "crashed"})


def _error(result: Unreadable, language: Language) -> Record:
    """Describe a file that could not be read; the class and the reason of the error are the contract."""
    return {
        "file": result.file,
        "error": type(result.error).__name__,
        "reason": result.error.reason,
        "message": result.error.render(language),
    }


def identity(file: str, sheet: GoalSheet) -> Record:
    """Say which sheet of which file it is, and what the sheet is about."""
    origin = sheet.origin
    return {
        "file": file,
        "format": origin.format,
        "encoding": origin.encoding,
        "worksheet": origin.worksheet,
        "place": origin.place,
        "kind": sheet.kind,
        "title": sheet.title,
        "year": sheet.year,
        "department": sheet.department.name,
    }
