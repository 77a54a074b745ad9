"""Writes a new file, whole or not at all, and over no other one unless that is asked for."""

from __future__ import annotations

import os
import tempfile
from pathlib import Path

from perfgoals.errors import UsageError


def write_file(path: Path, text: str, *, force: bool = False) -> None:
    """Write a text as UTF-8, for nobody but its owner to read.

    A link at that place is replaced, never followed, and only a file can be overwritten. Raises :class:`UsageError`
    when something is there already (unless forced), or the file cannot be written.
    """
    refuse_existing(path, force=force)
    try:
        handle, name = tempfile.mkstemp(dir=path.parent, prefix=".perfgoals-")
        temporary = Path(name)
        try:
            with os.fdopen(handle, "w", encoding="utf-8", errors="backslashreplace", newline="\n") as file:
                file.write(text)
            _put(temporary, path, force=force)
        finally:
            temporary.unlink(missing_ok=True)
    except OSError as error:
        raise UsageError("output-not-written", str(path), detail=error.strerror or str(error)) from error


def _put(temporary: Path, path: Path, *, force: bool) -> None:
    if not force:
        try:
            path.hardlink_to(temporary)  # unlike a renaming, it fails where a file has come up in the meantime
        except FileExistsError:
            raise UsageError("output-exists", str(path)) from None
        except OSError:  # a file system without hard links
            refuse_existing(path)
        else:
            return
    temporary.replace(path)


def refuse_existing(path: Path, *, force: bool = False) -> None:
    """Raise :class:`UsageError` when something is there, unless forced; a folder or a device is never overwritten."""
    if os.path.lexists(path):
        if not force:
            raise UsageError("output-exists", str(path))
        if not (path.is_symlink() or path.is_file()):
            raise UsageError("output-no-file", str(path))
