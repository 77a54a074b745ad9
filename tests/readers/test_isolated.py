"""A file that a library reads is read in a child process: the same grids, the same errors, within bounds."""

from __future__ import annotations

import multiprocessing
import sys
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from types import SimpleNamespace

import pytest

from perfgoals.errors import CorruptFile, LimitExceeded, ReadError
from perfgoals.readers import Limits, isolated, read_grids

SAMPLES = Path("samples")
HERE = Limits(isolate=False)
OLE2 = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(504) + "Workbook".encode("utf-16-le")


def sample(kind: str) -> bytes:
    pytest.importorskip({"xls": "xlrd", "pdf": "pdfplumber"}[kind])
    return (SAMPLES / f"department-2022.{kind}").read_bytes()


@pytest.mark.parametrize("kind", ["xls", "pdf"])
def test_the_child_finds_what_this_process_finds(kind: str) -> None:
    data = sample(kind)
    assert read_grids(data) == read_grids(data, limits=HERE)


@pytest.mark.parametrize("name", sorted(path.name for path in SAMPLES.glob("department-2022*")))
def test_an_answer_loses_nothing(name: str) -> None:
    pytest.importorskip("xlrd")
    pytest.importorskip("pdfplumber")
    data = (SAMPLES / name).read_bytes()
    assert isolated.read_answer(isolated.answer(data, Limits())) == read_grids(data, limits=HERE)


@pytest.mark.parametrize(
    ("limits", "reason"), [(Limits(cells=3), "limit-cells"), (Limits(merges=0), "limit-merges"), (HERE, None)]
)
def test_an_error_comes_back_as_it_was(limits: Limits, reason: str | None) -> None:
    data = sample("xls") if reason else OLE2
    with pytest.raises(ReadError) as raised:
        read_grids(data, limits=limits)
    with pytest.raises(ReadError) as answered:
        isolated.read_answer(isolated.answer(data, limits))
    assert reason in {raised.value.reason, None}
    assert (type(answered.value), answered.value.reason) == (type(raised.value), raised.value.reason)
    assert answered.value.details == raised.value.details


@pytest.mark.skipif(sys.platform != "linux", reason="the system bounds no memory")
@pytest.mark.parametrize("kind", ["xls", "pdf"])
def test_the_memory_of_the_child_is_bounded(kind: str) -> None:
    with pytest.raises((LimitExceeded, CorruptFile)) as raised:
        read_grids(sample(kind), limits=Limits(memory=1_000_000))
    # So little may not even be enough to say so.
    assert raised.value.reason in {"limit-memory", "child-ended"}


@pytest.mark.parametrize(
    ("child", "error", "reason"),
    [
        ("import time; time.sleep(60)", LimitExceeded, "limit-seconds"),
        ("import os, signal; os.kill(os.getpid(), signal.SIGXCPU)", LimitExceeded, "limit-work"),
        ("import os; os.abort()", CorruptFile, "child-ended"),
        ("raise SystemExit(3)", CorruptFile, "child-ended"),
    ],
)
def test_a_child_that_breaks_down_harms_nobody(
    monkeypatch: pytest.MonkeyPatch, child: str, error: type[ReadError], reason: str
) -> None:
    if "SIGXCPU" in child and sys.platform == "win32":
        pytest.skip("there is no such signal")
    monkeypatch.setattr(isolated, "_START", child)
    monkeypatch.setattr(isolated, "_START_UP", 1.0)
    with pytest.raises(error) as raised:
        isolated.read_isolated(b"", Limits(seconds=0.5))
    assert raised.value.reason == reason


@pytest.mark.parametrize("executable", ["/no/such/interpreter", None])
def test_without_an_interpreter_the_way_out_is_named(monkeypatch: pytest.MonkeyPatch, executable: str | None) -> None:
    monkeypatch.setattr(sys, "executable", executable)
    with pytest.raises(ReadError) as raised:
        read_grids(sample("xls"))
    assert raised.value.reason == "no-child"


def test_threads_and_daemons_can_read() -> None:
    data = sample("xls")
    expected = read_grids(data, limits=HERE)
    with ThreadPoolExecutor(3) as threads:
        assert all(grids == expected for grids in threads.map(read_grids, [data] * 3))
    with multiprocessing.get_context("spawn").Pool(1) as daemons:
        assert daemons.map(read_grids, [data]) == [expected]


def test_what_is_bounded(monkeypatch: pytest.MonkeyPatch) -> None:
    taken: dict[str, tuple[int, int]] = {}

    def refuse_core(kind: str, bounds: tuple[int, int]) -> None:
        taken[kind] = bounds
        if kind == "core":
            raise ValueError

    kinds = {f"RLIMIT_{name.upper()}": name for name in ("data", "cpu", "fsize", "core")}
    hard = {"data": -1, "cpu": 5}
    resource = SimpleNamespace(
        RLIM_INFINITY=-1, setrlimit=refuse_core, getrlimit=lambda kind: (0, hard.get(kind, -1)), **kinds
    )
    monkeypatch.setitem(sys.modules, "resource", resource)
    isolated.bound(Limits(memory=1000), 30_000)
    assert taken == {"data": (1000, -1), "cpu": (3, 5), "fsize": (0, -1), "core": (0, -1)}
    isolated.bound(Limits(seconds=3.5), 30_000_000)
    assert taken["cpu"] == (4, 5)
    isolated.bound(Limits(), 30_000_000)
    assert taken["cpu"] == (5, 5)
    monkeypatch.setitem(sys.modules, "resource", None)
    isolated.bound(Limits(), 0)
