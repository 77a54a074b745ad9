"""Open a zip archive without trusting it: what it declares is checked first, what it unpacks to is counted."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Iterator
from typing import IO

from perfgoals.errors import CorruptFile, EncryptedFile, LimitExceeded
from perfgoals.readers.limits import Limits

_ENCRYPTED_FLAG = 0x1
_RATIO_FLOOR = 1024 * 1024
_CHUNK = 256 * 1024


class Archive:
    """Gives the members of a zip archive by name, within ``limits``.

    Raises CorruptFile for a damaged archive, EncryptedFile for one with a password, LimitExceeded for one that
    declares or turns out to unpack to more than the limits allow.
    """

    def __init__(self, data: bytes, limits: Limits) -> None:
        self._limits = limits
        self._inflated = 0
        try:
            self._zip = zipfile.ZipFile(io.BytesIO(data))
        except Exception as error:  # zipfile raises BadZipFile, struct.error, ValueError … on hostile directories
            raise CorruptFile("archive-damaged", detail=str(error)) from error
        # Some exporters write the backslashes of their own system; the last of two members with one name counts, as
        # it does for zipfile.
        self._members = {member.filename.replace("\\", "/"): member for member in self._zip.infolist()}
        self._check_directory()

    def _check_directory(self) -> None:
        if len(self._zip.infolist()) > self._limits.parts:
            raise LimitExceeded("limit-parts", limit=self._limits.parts)
        for member in self._zip.infolist():
            if member.flag_bits & _ENCRYPTED_FLAG:
                raise EncryptedFile("password")
            if member.file_size > max(_RATIO_FLOOR, self._limits.ratio * member.compress_size):
                raise LimitExceeded(
                    "limit-ratio",
                    part=member.filename,
                    packed=member.compress_size,
                    unpacked=member.file_size,
                    limit=self._limits.ratio,
                )

    def __contains__(self, name: str) -> bool:
        return name in self._members

    def read(self, name: str) -> bytes:
        """Unpack a member whole; raises as ``chunks`` does."""
        return b"".join(self.chunks(name))

    def chunks(self, name: str) -> Iterator[bytes]:
        """Unpack a member piece by piece, counting.

        Raises CorruptFile when it is absent or damaged, LimitExceeded when it is too large.
        """
        if name not in self._members:
            raise CorruptFile("archive-lacks", part=name)
        self._judge(self._inflated + self._members[name].file_size)
        try:
            stream = self._zip.open(self._members[name])
        except Exception as error:  # BadZipFile, NotImplementedError, RuntimeError … for damaged members
            raise _damaged(name, error) from error
        with stream:
            while chunk := _next_of(stream, name):
                self._inflated += len(chunk)
                self._judge(self._inflated)  # some say that they are smaller than they are
                yield chunk

    def _judge(self, inflated: int) -> None:
        if inflated > self._limits.inflated_bytes:
            raise LimitExceeded("limit-inflated-bytes", limit=self._limits.inflated_bytes)


def _next_of(stream: IO[bytes], name: str) -> bytes:
    try:
        return stream.read(_CHUNK)
    except Exception as error:  # zlib.error, BadZipFile, EOFError …
        raise _damaged(name, error) from error


def _damaged(name: str, error: Exception) -> CorruptFile:
    return CorruptFile("part-damaged", part=name, detail=str(error))
