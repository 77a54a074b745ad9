"""Open a zip archive without trusting it: what it declares is checked first, what it unpacks to is counted."""

from __future__ import annotations

import io
import zipfile

from perfgoals.errors import CorruptFile, EncryptedFile, LimitExceeded
from perfgoals.readers.limits import Limits

_ENCRYPTED_FLAG = 0x1
_RATIO_FLOOR = 1024 * 1024
_CHUNK = 1024 * 1024


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
        """Unpack a member, counting; raise CorruptFile when it is absent or damaged, LimitExceeded when too large."""
        if name not in self._members:
            raise CorruptFile("archive-lacks", part=name)
        chunks: list[bytes] = []
        try:
            with self._zip.open(self._members[name]) as stream:
                while chunk := stream.read(_CHUNK):
                    self._count(len(chunk))
                    chunks.append(chunk)
        except LimitExceeded:
            raise
        except Exception as error:  # zlib.error, BadZipFile, NotImplementedError, EOFError … for damaged members
            raise CorruptFile("part-damaged", part=name, detail=str(error)) from error
        return b"".join(chunks)

    def _count(self, size: int) -> None:
        self._inflated += size
        if self._inflated > self._limits.inflated_bytes:
            raise LimitExceeded("limit-inflated-bytes", limit=self._limits.inflated_bytes)
