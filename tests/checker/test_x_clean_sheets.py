"""Sheets as bureaus of different fields write them, drawn up for these tests: clean, then with one fault at a time."""

from __future__ import annotations

from pathlib import Path

import pytest

from perfgoals.checker.examples import sheet_of
from perfgoals.models import GoalSheet
from tests.checker.injecting import path_of, serious

FOLDER = Path(__file__).parent / "clean_sheets"
NAMES = sorted(file.stem for file in FOLDER.glob("*.txt"))


def text_of(name: str) -> str:
    return (FOLDER / f"{name}.txt").read_text("utf-8")


@pytest.mark.parametrize("name", NAMES)
def test_a_clean_sheet_is_silent(name: str) -> None:
    assert serious(sheet_of(text_of(name))) == set()


def place(sheet: GoalSheet, where: str) -> str:
    """Give the path of a task's content (任务 name), of an indicator's name (name/) or else of its target."""
    if where.startswith("任务 "):
        (path,) = [p for _, p, task in sheet.walk_tasks() if task.name == where.removeprefix("任务 ")]
        return f"{path}.content"
    leaf = "name" if where.endswith("/") else "target"
    return f"{path_of(sheet, where.removesuffix('/'))}.{leaf}"


FAULTS = [
    # sheet, as it is, as it is made, code, where
    ("education", "县级全员培训60万元", "县级全员培训160万元", "X01", "任务 教师培训"),
    ("education", "一键报警50万元", "一键报警500万元", "X01", "任务 校园安全防护"),
    ("education", "保安服务费260万元", "保安服务费620万元", "X01", "任务 校园安全防护"),
    ("education", "教师培训成本 | ≤180万元", "教师培训成本 | ≤810万元", "X03", "教师培训成本"),
    ("education", "安防设备更新成本 | ≤120万元", "安防设备更新成本 | 不超预算", "Q10", "安防设备更新成本"),
    ("education", "工程验收合格率 | =100%", "工程验收合格率 | ≥95%", "X08", "工程验收合格率"),
    ("education", "教学楼开工时间 | 2023年3月", "教学楼开工时间 | 2023年12月", "X09", "教学楼开工时间"),
    ("education", "教师满意度 | ≥90%", "教师满意度 | ≥60%", "Q09", "教师满意度"),
    ("education", "教师培训合格率 | ≥95%", "合格率 | ≥95%", "X07", "合格率/"),
    ("education", "新建教学楼栋数 | =2栋", "新建教学楼栋数 | 完成", "Q11", "新建教学楼栋数"),
    ("transport", "硬件维保费18.5万元", "硬件维保费81.5万元", "X01", "任务 信息化运维"),
    ("transport", "公交运营补贴成本 | ≤900万元", "公交运营补贴成本 | ≤9000万元", "X03", "公交运营补贴成本"),
    ("transport", "故障响应时间 | ≤30分钟", "故障响应时间 | ≤30小时", "X09", "故障响应时间"),
    ("transport", "农村公路列养率 | =100%", "农村公路列养率 | ≥90%", "X08", "农村公路列养率"),
    ("transport", "优良中等路率 | ≥85%", "优良中等路率 | ≥58%", "X08", "优良中等路率"),
    ("transport", "系统正常运行率 | ≥98%", "系统故障率 | ≥98%", "V06", None),
    ("health", "区级配套534万元", "区级配套634万元", "X01", "任务 基本公共卫生服务"),
    ("health", "预算120万元；流调", "预算210万元；流调", "X01", "任务 疫苗接种与疾病防控"),
    ("health", "村医补助成本 | ≤162万元", "村医补助成本 | ≤261万元", "X03", "村医补助成本"),
    ("health", "适龄儿童疫苗接种率 | ≥95%", "适龄儿童疫苗接种率 | ≥59%", "X08", "适龄儿童疫苗接种率"),
    ("culture", "师资课酬120000元", "师资课酬210000元", "X01", "任务 免费开放"),
    ("culture", "人均工资支出 | ≤13万元", "人均工资支出 | ≤31万元", "X02", "人均工资支出"),
    ("culture", "送戏下乡经费 | ≤18万元", "送戏下乡经费 | ≤28万元", "X03", "送戏下乡经费"),
    ("culture", "展览场次 | ≥6场", "投入资金 | ≥6万元", "Q12", "投入资金"),
    ("water", "县级配套260万元", "县级配套360万元", "X01", "任务 农村饮水安全巩固提升"),
    ("water", "应急抢险及演练24.5万元", "应急抢险及演练42.5万元", "X01", "任务 防汛抗旱"),
    ("water", "巩固提升成本 | ≤700万元", "巩固提升成本 | ≤7000万元", "X03", "农村饮水安全巩固提升成本"),
    ("water", "水质达标率 | ≥95%", "水质达标率 | ≥59%", "X08", "水质达标率"),
]


@pytest.mark.parametrize(("name", "old", "fault", "code", "where"), FAULTS)
def test_one_fault_is_found_where_it_is(name: str, old: str, fault: str, code: str, where: str | None) -> None:
    text = text_of(name)
    assert text.count(old) == 1
    sheet = sheet_of(text.replace(old, fault))
    found = serious(sheet)
    if where is None:
        assert code in {found_code for found_code, _ in found}
    else:
        assert found == {(code, place(sheet, where))}
