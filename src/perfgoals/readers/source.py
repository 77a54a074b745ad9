"""Take the bytes out of what the caller gave: a path, bytes, or a binary file object."""

from __future__ import annotations

import os
from pathlib import Path
from typing import BinaryIO

from perfgoals.errors import LimitExceeded, ReadError, UsageError
from perfgoals.readers.limits import Limits

Source = str | os.PathLike[str] | os.PathLike[bytes] | bytes | BinaryIO
_CHUNK = 1024 * 1024


def name_of(source: Source) -> str | None:
    """Give the path of a source, None for bytes and file objects.

    >>> name_of("目标表.xlsx"), name_of(b"")
    ('目标表.xlsx', None)
    """
    return os.fsdecode(source) if isinstance(source, (str, os.PathLike)) else None


def content_of(source: Source, limits: Limits) -> bytes:
    """Read a source whole, but no more than ``limits.bytes``.

    Raises ReadError when there is no such file or it cannot be read, LimitExceeded when it is too large, UsageError
    when the source is no path, no bytes and no binary file object.
    """
    try:
        if isinstance(source, (str, os.PathLike)):
            with Path(os.fsdecode(source)).open("rb") as stream:
                return _all(stream, limits)
        if isinstance(source, (bytes, bytearray, memoryview)):
            _check(len(source), limits)
            return bytes(source)
        if hasattr(source, "read"):
            return _all(source, limits)
    except IsADirectoryError as error:
        raise ReadError("a-directory") from error
    except FileNotFoundError as error:
        raise ReadError("no-such-file") from error
    except OSError as error:
        raise ReadError("cannot-open", detail=error.strerror or str(error)) from error
    except ValueError as error:  # a path with a NUL in it, a file object that is closed
        raise ReadError("cannot-open", detail=str(error)) from error
    raise UsageError("no-source", type=type(source).__name__)


def _all(stream: BinaryIO, limits: Limits) -> bytes:
    chunks: list[bytes] = []
    size = 0
    while chunk := stream.read(_CHUNK):
        if not isinstance(chunk, bytes):
            raise UsageError("text-file-object")
        size += len(chunk)
        _check(size, limits)
        chunks.append(chunk)
    return b"".join(chunks)


def _check(size: int, limits: Limits) -> None:
    if size > limits.bytes:
        raise LimitExceeded("limit-bytes", limit=limits.bytes)
