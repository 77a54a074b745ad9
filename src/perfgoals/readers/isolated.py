"""Read a file in a child process, within bounds of time and memory that no library can break.

xlrd and pdfplumber count nothing while they open a file, and C libraries beneath them may abort. So the child alone
meets the file: it may take ``Limits.memory`` and ``Limits.seconds``, may write no file, and answers in JSON. It is a
new interpreter and never a fork, so that programs with threads, and daemons, can read too.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Mapping
from contextlib import suppress
from dataclasses import asdict, replace
from itertools import groupby
from math import ceil
from typing import Any

from perfgoals import errors
from perfgoals.errors import CorruptFile, LimitExceeded, ReadError
from perfgoals.readers.grid import Cell, Grid, Merge
from perfgoals.readers.limits import Limits

_START = "import sys, json; sys.path[:] = json.loads(sys.argv[1]); from perfgoals.readers.isolated import main; main()"
_LEAST_WORK, _BYTES_A_SECOND = 2, 20_000
"""Seconds of work that any file gets, and the bytes that earn a further one: a small file with much work is a trap."""
_START_UP = 5.0
"""Seconds that a loaded machine may take to start the interpreter, beside those of the limits."""


def read_isolated(data: bytes, limits: Limits) -> list[Grid]:
    """Read the bytes of a file in a child process: the same Grids, and the same errors, as in this one.

    Raises LimitExceeded (also where the child was stopped), CorruptFile where it broke down, ReadError where it cannot
    be started, and what reading raises.
    """
    command = [sys.executable or "", "-I", "-c", _START, json.dumps([str(entry) for entry in sys.path])]
    request = json.dumps(asdict(limits)).encode() + b"\n" + data
    try:
        child = subprocess.run(  # noqa: S603 - this interpreter, with nothing of the file in its arguments
            command,
            input=request,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            timeout=limits.seconds + _START_UP,
            check=False,
            creationflags=getattr(subprocess, "CREATE_NO_WINDOW", 0),
        )
    except subprocess.TimeoutExpired as error:
        raise LimitExceeded("limit-seconds", limit=limits.seconds) from error
    except OSError as error:
        raise ReadError("no-child", detail=error.strerror or str(error)) from error
    if child.returncode == _stopped_by("SIGXCPU"):
        raise LimitExceeded("limit-work", size=len(data))
    if child.returncode:
        raise CorruptFile("child-ended", code=child.returncode)
    return read_answer(child.stdout)


def _stopped_by(name: str) -> int | None:
    import signal

    number = getattr(signal, name, None)
    return None if number is None else -number


def read_answer(written: bytes) -> list[Grid]:
    """Give the Grids of an answer, or raise the error in it."""
    answer = json.loads(written)
    if "error" in answer:
        kind: type[ReadError] = getattr(errors, answer["error"])
        raise kind(answer["reason"], **answer["details"])
    return [_grid(grid) for grid in answer["grids"]]


def main() -> None:
    """Be the child: read the request from standard input, write the answer to standard output."""
    limits = Limits(**json.loads(sys.stdin.buffer.readline()))
    data = sys.stdin.buffer.read()
    results = os.fdopen(os.dup(sys.stdout.fileno()), "wb")
    with results, open(os.devnull, "w", encoding="utf-8") as silence:  # noqa: PTH123
        os.dup2(silence.fileno(), sys.stdout.fileno())  # what a library prints is no part of the answer
        bound(limits, len(data))
        results.write(answer(data, limits))


def bound(limits: Limits, size: int) -> None:
    """Bound what this process may take for a file of some bytes, where the system knows such bounds."""
    try:
        import resource
    except ImportError:
        return
    bounds = {
        resource.RLIMIT_DATA: limits.memory,
        resource.RLIMIT_CPU: min(ceil(limits.seconds), _LEAST_WORK + size // _BYTES_A_SECOND),
        resource.RLIMIT_FSIZE: 0,
        resource.RLIMIT_CORE: 0,
    }
    for kind, most in bounds.items():
        _, hard = resource.getrlimit(kind)
        with suppress(OSError, ValueError):
            resource.setrlimit(kind, (most if hard == resource.RLIM_INFINITY else min(most, hard), hard))


def answer(data: bytes, limits: Limits) -> bytes:
    """Read a file in this process and write what was found, or what is wrong, as JSON.

    >>> answer(b"", Limits())
    b'{"error": "UnsupportedFormat", "reason": "empty-file", "details": {}}'
    """
    try:
        return json.dumps({"grids": [_written(grid) for grid in _read_here(data, limits)]}).encode()
    except ReadError as error:
        return json.dumps({"error": type(error).__name__, "reason": error.reason, "details": error.details}).encode()


def _read_here(data: bytes, limits: Limits) -> list[Grid]:
    from perfgoals.readers import read_grids

    try:
        return read_grids(data, limits=replace(limits, isolate=False))
    except MemoryError as error:
        raise LimitExceeded("limit-memory", limit=limits.memory) from error


def _written(grid: Grid) -> dict[str, Any]:
    return {
        "cells": [tuple(getattr(cell, name) for name in Cell.__slots__) for cell in grid.cells()],
        "merges": [(merge.top, merge.left, merge.bottom, merge.right) for merge in grid.merges.values()],
        "uncached": [(cell.row, cell.column) for cell in grid.uncached],
        "errors": [(cell.row, cell.column) for cell in grid.errors],
        "facts": {name: getattr(grid, name) for name in ("name", "place", "hidden", "format", "encoding")},
    }


def _grid(written: Mapping[str, Any]) -> Grid:
    cells = [Cell(*values) for values in written["cells"]]
    places = {(cell.row, cell.column): cell for cell in cells}
    merges = [Merge(*edges) for edges in written["merges"]]
    return Grid(
        rows={row: list(group) for row, group in groupby(cells, lambda cell: cell.row)},
        merges={(merge.top, merge.left): merge for merge in merges},
        uncached=tuple(places[row, column] for row, column in written["uncached"]),
        errors=tuple(places[row, column] for row, column in written["errors"]),
        **written["facts"],
    )
