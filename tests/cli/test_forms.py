"""``forms``, and a form of the user's own end to end."""

from __future__ import annotations

import io
import json
from pathlib import Path

import pytest

import perfgoals
from perfgoals.errors import UsageError
from perfgoals.forms import Form, forms
from perfgoals.output.forms import labels_by_part, write_form
from tests.cli.conftest import Run

LANGUAGES = ("zh-CN", "en")

OWN = """
id = "my-county"
kind = "department"
extends = "department"
name = { zh-CN = "某县部门绩效表" }
source = "某县表样"
titles = ["部门绩效计划表"]

[columns.indicators]
name = ["考核点"]
target = ["要求"]
"""

SHEET = """2024年部门绩效计划表
部门名称\t某县图书馆
一级指标\t二级指标\t考核点\t要求
产出指标\t数量指标\t新书册数\t≥3000册
"""


@pytest.fixture
def own(tmp_path: Path) -> Path:
    path = tmp_path / "my-county.toml"
    path.write_text(OWN, encoding="utf-8")
    return path


@pytest.fixture
def sheet(tmp_path: Path) -> Path:
    path = tmp_path / "sheet.txt"
    path.write_text(SHEET, encoding="utf-8")
    return path


@pytest.mark.parametrize("language", LANGUAGES)
def test_forms_lists_what_there_is(run: Run, language: str) -> None:
    header, *rows = run("forms", "--lang", language).stdout.splitlines()
    assert len(header.split()) == 4
    assert [row.split()[0] for row in rows] == [form.id for form in forms()]
    for row, form in zip(rows, forms(), strict=True):
        assert form.kind in row
        assert form.name[language] in row
        assert row.endswith(form.source)
    listed = json.loads(run("forms", "--format", "json").stdout)
    assert listed == [{"id": f.id, "kind": f.kind, "name": f.name, "source": f.source} for f in forms()]


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("form", forms(), ids=lambda form: form.id)
def test_a_form_is_shown_with_every_label(run: Run, form: Form, language: str) -> None:
    shown = run("forms", form.id, "--lang", language).stdout
    for key, labels in labels_by_part(form):
        part, _, role = key.rpartition(".")
        assert f"[{part or role}]" in shown
        assert any(line.split() == [role, "、".join(dict.fromkeys(labels))] for line in shown.splitlines())
    assert Form.model_validate(json.loads(run("forms", form.id, "--format", "json").stdout)) == form


def test_a_terminal_shows_the_same_labels() -> None:
    class Terminal(io.StringIO):
        def isatty(self) -> bool:
            return True

    stream = Terminal()
    write_form(stream, Form.builtin("project"), "en")
    assert "项目名称" in stream.getvalue()


def test_a_form_of_ones_own_extends_another_end_to_end(run: Run, own: Path, sheet: Path) -> None:
    shown = json.loads(run("forms", "--form", own, "--format", "json").stdout)
    assert shown["columns"]["indicators"]["name"][:2] == ["考核点", "三级指标"]
    assert shown["titles"] == ["部门绩效计划表"]
    assert "某县部门绩效表" in run("forms", "--form", own, "--lang", "en").stdout

    assert run("read", sheet).exit_code == 2
    read = run("read", "--form", own, sheet)
    tree = perfgoals.GoalSheet.model_validate_json(read.stdout)
    assert (tree.department.name, tree.year, tree.leftover) == ("某县图书馆", 2024, ())
    assert [(i.name, i.target.text) for _, _, i in tree.iter_indicators()] == [("新书册数", "≥3000册")]
    assert tree == perfgoals.read(sheet, form=Form.load(own))

    (checked,) = json.loads(run("check", "--form", own, "--format", "json", sheet).stdout)["sheets"]
    assert checked["department"] == "某县图书馆"


BAD = {
    "not-toml": ("id = ", "form-file", ""),
    "unknown-base": (OWN.replace('extends = "department"', 'extends = "county"'), "form-base", "'county'"),
    "base-is-a-list": (OWN.replace('extends = "department"', 'extends = ["department"]'), "form-base", "department"),
    "missing-key": ('id = "x"\nextends = "common"\n', "form-content", "titles"),
    "unknown-role": (OWN.replace("target =", "goal ="), "form-content", "columns.indicators.goal"),
    "blank-label": (OWN.replace('"考核点"', '"★"'), "form-content", "columns.indicators.name"),
    "label-is-no-list": (OWN.replace('["考核点"]', '"考核点"'), "form-content", "columns.indicators.name"),
    "part-is-no-table": (
        OWN.replace("[columns.indicators]", "[head]\ndepartment = 3\n[totals]"),
        "form-content",
        "head",
    ),
}


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("case", BAD)
def test_a_bad_form_is_named_with_the_place_of_its_fault(
    run: Run, tmp_path: Path, sheet: Path, case: str, language: str
) -> None:
    content, reason, named = BAD[case]
    path = tmp_path / "bad.toml"
    path.write_text(content, encoding="utf-8")
    with pytest.raises(UsageError) as raised:
        Form.load(path)
    assert raised.value.reason == reason
    assert named in str(raised.value.details)
    for command in (("read", sheet), ("check", sheet), ("forms",)):
        result = run(*command, "--form", path, "--lang", language)
        assert (result.exit_code, result.stdout) == (2, "")
        (line,) = result.stderr.splitlines()
        assert line.startswith(str(path))
        assert " ".join(raised.value.render(language).split()) in " ".join(line.split())  # type: ignore[arg-type]


def test_no_such_form(run: Run, own: Path) -> None:
    result = run("forms", "county")
    assert (result.exit_code, result.stdout) == (2, "")
    assert "department" in result.stderr
    assert run("forms", "department", "--form", own).exit_code == 2
