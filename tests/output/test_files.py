"""A file is written whole or not at all, over nothing that is there, for its owner alone, and through no link."""

from __future__ import annotations

import os
import stat
from pathlib import Path

import pytest

from perfgoals.errors import UsageError
from perfgoals.output import files
from perfgoals.output.files import write_file


def refused(path: Path, *, force: bool = False) -> str:
    with pytest.raises(UsageError) as raised:
        write_file(path, "new", force=force)
    return raised.value.reason


def test_a_new_file_is_private_and_alone(tmp_path: Path) -> None:
    path = tmp_path / "目标.json"
    write_file(path, "达标\n\ud800")
    assert path.read_bytes() == "达标\n\\ud800".encode()
    assert stat.S_IMODE(path.stat().st_mode) & 0o077 == 0 or os.name == "nt"
    assert [*tmp_path.iterdir()] == [path]


def test_what_is_there_is_overwritten_on_request_alone(tmp_path: Path) -> None:
    path = tmp_path / "a"
    path.write_text("mine")
    assert (refused(path), path.read_text()) == ("output-exists", "mine")
    write_file(path, "new", force=True)
    assert (path.read_text(), [*tmp_path.iterdir()]) == ("new", [path])


@pytest.mark.parametrize("target", ["mine", "missing"])
def test_a_link_is_never_followed(tmp_path: Path, target: str) -> None:
    (tmp_path / "mine").write_text("mine")
    link = tmp_path / "link"
    link.symlink_to(tmp_path / target)
    assert refused(link) == "output-exists"
    write_file(link, "new", force=True)
    assert (link.is_symlink(), link.read_text(), (tmp_path / "mine").read_text()) == (False, "new", "mine")
    assert not (tmp_path / "missing").exists()


def test_a_folder_or_a_device_is_never_overwritten(tmp_path: Path) -> None:
    assert refused(tmp_path, force=True) == "output-no-file"
    if os.name != "nt":
        pipe = tmp_path / "pipe"
        os.mkfifo(pipe)
        assert refused(pipe, force=True) == "output-no-file"
        assert stat.S_ISFIFO(pipe.stat().st_mode)


def test_a_file_that_came_up_meanwhile_is_kept(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "a"
    path.write_text("mine")
    monkeypatch.setattr(files, "refuse_existing", lambda *_, **__: None)
    assert (refused(path), path.read_text(), [*tmp_path.iterdir()]) == ("output-exists", "mine", [path])


def test_a_file_system_without_links_will_do(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(*_: object) -> None:
        raise PermissionError(1, "Operation not permitted")

    monkeypatch.setattr(Path, "hardlink_to", fail)
    path = tmp_path / "a"
    write_file(path, "new")
    assert (path.read_text(), [*tmp_path.iterdir()]) == ("new", [path])


def test_nothing_is_left_of_what_could_not_be_written(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def full(*_: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(Path, "replace", full)
    assert refused(tmp_path / "a", force=True) == "output-not-written"
    assert [*tmp_path.iterdir()] == []
    assert refused(tmp_path / "no" / "such") == "output-not-written"
