"""Follow the relationships of an Office Open XML package from one part to the next; names of parts are not fixed."""

from __future__ import annotations

import posixpath
from collections.abc import Mapping
from dataclasses import dataclass

from perfgoals.readers.archive import Archive
from perfgoals.readers.limits import Meter
from perfgoals.readers.xml_events import Attributes, Calls, dispatch

_RELATIONSHIP = "http://schemas.openxmlformats.org/package/2006/relationships Relationship"


@dataclass(frozen=True, slots=True)
class Related:
    """Holds the relationships of a part: identifier -> (kind, part)."""

    parts: Mapping[str, tuple[str, str]]

    def first(self, kind: str) -> str:
        """Give the first part of a kind, an empty name when there is none."""
        return next((part for found, part in self.parts.values() if found == kind), "")


def main_part(archive: Archive, usual: str, meter: Meter) -> str:
    """Give the name of the part that holds the document, or where it usually lies."""
    return _related(archive, "", "_rels/.rels", meter).first("officeDocument") or usual


def related_parts(archive: Archive, part: str, meter: Meter) -> Related:
    """Read the relationships of a part; those that lead out of the package are left out."""
    folder, name = posixpath.split(part)
    return _related(archive, folder, posixpath.join(folder, "_rels", f"{name}.rels"), meter)


def _related(archive: Archive, folder: str, name: str, meter: Meter) -> Related:
    parts: dict[str, tuple[str, str]] = {}

    def take(attributes: Attributes) -> None:
        if attributes.get("TargetMode") != "External":
            target = posixpath.normpath(posixpath.join("/", folder, attributes.get("Target", "").replace("\\", "/")))
            kind = attributes.get("Type", "").rpartition("/")[2]
            parts[attributes.get("Id", "")] = kind, target.lstrip("/")

    if name in archive:
        dispatch(name, archive.chunks(name), Calls({_RELATIONSHIP: take}), meter)
    return Related(parts)
