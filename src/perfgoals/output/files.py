"""Writes a new file, whole or not at all, and over no other one unless that is asked for."""

from __future__ import annotations

import os
import tempfile
from pathlib import Path

from perfgoals.errors import UsageError


def write_file(path: Path, text: str, *, force: bool = False) -> None:
    """Write a text as UTF-8; raises :class:`UsageError` when the file exists (unless forced) or cannot be written."""
    refuse_existing(path, force=force)
    try:
        handle, name = tempfile.mkstemp(dir=path.parent, prefix=".perfgoals-")
    except OSError as error:
        raise UsageError("output-not-written", str(path), detail=error.strerror or str(error)) from error
    try:
        with os.fdopen(handle, "w", encoding="utf-8", newline="\n") as file:
            file.write(text)
        Path(name).replace(path)
    except OSError as error:
        Path(name).unlink(missing_ok=True)
        raise UsageError("output-not-written", str(path), detail=error.strerror or str(error)) from error


def refuse_existing(path: Path, *, force: bool = False) -> None:
    """Raise :class:`UsageError` when the file exists, unless forced."""
    if path.exists() and not force:
        raise UsageError("output-exists", str(path))
