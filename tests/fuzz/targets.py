"""What is fuzzed, and what must hold of any input; run by ``python -m tests.fuzz`` in a process of its own.

The parts of a package are changed one by one and packed again: a changed byte of the archive itself only shows that
zipfile finds damage.
"""

from __future__ import annotations

import json
import random
import sys
import zipfile
from collections.abc import Callable, Iterator, Mapping
from contextlib import suppress
from pathlib import Path

from tests.readers.workbooks import parts_of, zipped
from tests.zoo.damage import KINDS, sound
from tests.zoo.libraries import page, stream

SAMPLES = Path(__file__).resolve().parents[2] / "samples"
PACKAGES = frozenset({"xlsx", "docx", "ods"})
TARGETS = (*KINDS, "target")
_SAMPLES_OF: Mapping[str, tuple[str, ...]] = {
    **{kind: (f"*.{kind}",) for kind in KINDS},
    "xls": ("department-2022.xls",),
    **dict.fromkeys(("html", "mhtml", "pdf"), ()),  # the samples take too long: small files are tried more often
    "spreadsheetml": ("*-spreadsheetml.xls",),
    "text": ("*.txt",),
}
_PAGE = (
    "<!--a--><pre>目标\n表</pre><table><tr><td rowspan=0 colspan='2'>绩&#25928;&nbsp;<table><tr><th>一<br>二</table>"
    '<td hidden="x">≥95%<script>"</td>"</script></table><p>注：无'
).encode()
_SMALL: Mapping[str, tuple[bytes, ...]] = {
    "html": (_PAGE,),
    "mhtml": (
        b'MIME-Version: 1.0\nContent-Type: multipart/related; boundary="b"\n\n--b\nContent-Type: text/html\n'
        b"Content-Transfer-Encoding: quoted-printable\n\n" + _PAGE.replace(b"=", b"=3D") + b"\n--b--",
    ),
    "pdf": (page(stream(b"q 9 9 99 99 re 9 50 m 99 50 l S BT /F 9 Tf 9 9 Td (a b) Tj [(c) 9 (d)] TJ ET Q", times=0)),),
}
"""Small files with what those of every format lack: nesting, references, an encoding, drawing that is not packed."""


def seeds(name: str) -> Iterator[bytes]:
    """Give the inputs that fuzzing begins with."""
    if name == "target":
        for line in (SAMPLES / "targets.jsonl").read_text(encoding="utf-8").splitlines():
            yield json.loads(line)["text"].encode()
        return
    yield sound(name)
    yield from _SMALL.get(name, ())
    for pattern in _SAMPLES_OF[name]:
        for path in SAMPLES.glob(pattern):
            yield path.read_bytes()


def read_file(data: bytes) -> None:
    """Read a file and check it: trees that survive JSON, no rule that crashes, or a named error."""
    import perfgoals

    with suppress(perfgoals.ReadError):
        for sheet in perfgoals.read_all(data, limits=perfgoals.Limits(isolate=False)):
            report = perfgoals.check(sheet)
            assert all(outcome.status != "crashed" for outcome in report.outcomes), report.outcomes
            assert perfgoals.GoalSheet.model_validate_json(sheet.model_dump_json()) == sheet


def read_target(data: bytes) -> None:
    """Parse a value: what is printed of it is parsed as the same."""
    import perfgoals

    target = perfgoals.Target.parse(data.decode(errors="replace"))
    again = perfgoals.Target.parse(str(target))
    assert again == target, (target, again)
    assert hash(again) == hash(target)


def change_part(data: bytes, longest: int, seed: int) -> bytes:
    """Change one part of a package and pack it again; change what is no package byte by byte."""
    import atheris

    chance = random.Random(seed)
    try:
        parts = parts_of(data)
        name = chance.choice(sorted(parts))
    except (zipfile.BadZipFile, IndexError, OSError, ValueError, NotImplementedError, RuntimeError, EOFError):
        return bytes(atheris.Mutate(data, longest))
    parts[name] = bytes(atheris.Mutate(parts[name], min(longest, len(parts[name]) + 100)))
    packed = zipped(parts)
    return packed if len(packed) <= longest else data


def main() -> None:
    """Fuzz the target that the first argument names; the others are those of libFuzzer."""
    import atheris

    name = sys.argv.pop(1)
    one: Callable[[bytes], None] = read_target if name == "target" else read_file
    with atheris.instrument_imports(include=["perfgoals"]):
        one(next(seeds(name)))  # imports what the target needs
    mutator = {"custom_mutator": change_part} if name in PACKAGES else {}
    atheris.Setup(sys.argv, one, **mutator)
    atheris.Fuzz()


if __name__ == "__main__":
    main()
