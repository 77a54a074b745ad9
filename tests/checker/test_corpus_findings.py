"""The command that prints what the checker says of real sheets, on the samples."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests import corpus_findings

SAMPLES = Path(__file__).resolve().parents[2] / "samples"


def test_it_lists_the_faults_of_each_file(capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(corpus_findings, "CORPUS", SAMPLES)
    corpus_findings.main([])
    *lines, counts = capsys.readouterr().out.splitlines()
    codes = [line.split()[2] for line in lines if line.startswith("department-2022")]
    assert codes[:3] == ["X01", "X06", "X07"]
    assert "X01 error 1" in counts
