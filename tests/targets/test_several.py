"""Several values in one cell: only where every part is a number, a range or a date; units keep their slash."""

from __future__ import annotations

import pytest

from perfgoals.targets import Qualitative, Several, Target, Unparsed


@pytest.mark.parametrize(
    ("text", "parts"),
    [
        ("≥4次；≥200人", ["≥4次", "≥200人"]),
        ("≥4次;≥200人;", ["≥4次", "≥200人"]),
        ("4次、200人", ["4次", "200人"]),
        ("≥4次，≥200人", ["≥4次", "≥200人"]),
        ("≥4次\n≥200人", ["≥4次", "≥200人"]),
        ("≥4次。≥200人。", ["≥4次", "≥200人"]),
        ("1,200人；300次", ["1200人", "300次"]),
        ("245元/人/天、14.73万元", ["245元/人/天", "14.73万元"]),
        ("6月30日前、12月31日前", ["6月30日", "12月31日"]),
        ("90%-95%；5次", ["90%~95%", "5次"]),
        ("1季度25%、2季度50%", ["25%", "50%"]),
        ("上半年50%；下半年100%", ["50%", "100%"]),
        ("培训次数≥4次；参训人数≥200人", ["≥4次", "≥200人"]),
        ("每周2次，每次2小时", ["2次/周", "2小时/次"]),
    ],
)
def test_parts(text: str, parts: list[str]) -> None:
    target = Target.parse(text)
    assert isinstance(target, Several)
    assert target.targets == tuple(Target.parse(part) for part in parts)


def test_parts_keep_their_own_text() -> None:
    target = Target.parse(" ≥4次 ；　≥２００人 ")
    assert isinstance(target, Several)
    assert [part.text for part in target.targets] == ["≥4次", "≥２００人"]


@pytest.mark.parametrize(
    "text",
    [
        "1、95%",
        "5、6月",
        "5、10次",
        "100\n90",
        "≥4次；优",
        "1、完成验收；2、达标",
        "95，90",
        "优≥30%、良≥60%",
        "第3、4季度",
    ],
)
def test_not_every_part_is_a_value(text: str) -> None:
    assert isinstance(Target.parse(text), Unparsed)


@pytest.mark.parametrize("text", ["优、良", "目标明确、内容细化、目标量化", "规范，完整", "及时\n准确"])
def test_phrases_stay_one(text: str) -> None:
    assert isinstance(Target.parse(text), Qualitative)


@pytest.mark.parametrize(
    ("text", "same"), [("245元/人/天", "245元/人·天"), ("95%\n以上", "≥95%"), ("≥95\n%", "≥95%"), ("；≥95%；", "≥95%")]
)
def test_one_value_is_one(text: str, same: str) -> None:
    assert Target.parse(text) == Target.parse(same)
