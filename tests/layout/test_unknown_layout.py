"""A layout that no form knows ends in an error that names the labels it did find."""

from __future__ import annotations

import pytest

from perfgoals import Form, NoGoalSheet, read_text


def test_the_labels_found_are_named_each_once() -> None:
    with pytest.raises(NoGoalSheet) as raised:
        read_text("项目名称\t修路\n考核点\t要求\n产出指标\t里程\n产 出\n指标\n产出指标\t工期")
    assert raised.value.reason == "no-goal-sheet-by-labels"
    labels = str(raised.value.details["labels"]).split(", ")
    assert {"项目名称", "产出指标"} <= set(labels)
    assert len(labels) == len(set(labels))
    assert not {"修路", "考核点", "里程"} & set(labels)


def test_many_labels_are_counted() -> None:
    labels = [*Form.builtin("department").columns.indicators["level-1"], *Form.builtin("project").sections["goal"]]
    with pytest.raises(NoGoalSheet) as raised:
        read_text("\n".join(f"{label}\n正文{n}" for n, label in enumerate(labels)))
    assert str(raised.value.details["labels"]).endswith(f"(+{len(set(labels)) - 12})")


def test_a_file_without_labels_is_told_apart() -> None:
    with pytest.raises(NoGoalSheet) as raised:
        read_text("会议纪要\n第一项")
    assert raised.value.reason == "no-goal-sheet"
    assert "labels" not in raised.value.details


def test_the_labels_are_those_of_the_form_that_was_given() -> None:
    county = Form.builtin("department").model_copy(update={"id": "county", "years": ("考核年份",)})
    with pytest.raises(NoGoalSheet) as raised:
        read_text("项目属性\t延续\n部门名称\t某局", form=county)
    assert raised.value.details["labels"] == "部门名称"


@pytest.mark.parametrize("language", ["zh-CN", "en"])
@pytest.mark.parametrize("text", ["项目名称\t修路", "会议纪要"])
def test_both_languages_point_to_the_forms(language: str, text: str) -> None:
    with pytest.raises(NoGoalSheet) as raised:
        read_text(text)
    said = raised.value.render(language)  # type: ignore[arg-type]
    assert "perfgoals forms" in said
    assert "--form" in said
