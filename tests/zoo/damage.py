"""Damages a small sound file of every format: cut short, bits flipped, bytes of another place put in."""

from __future__ import annotations

import random
from collections.abc import Iterator

from tests.readers.rendering import RENDERERS, Box
from tests.zoo.animal import sheet_text

BOXES = [
    Box(1, 1, "部门整体支出绩效目标表", 1, 4),
    *(Box(2, column, name) for column, name in enumerate(("一级指标", "二级指标", "三级指标", "指标值"), 1)),
    Box(3, 1, "产出指标", 2),
    *(Box(3, column, name) for column, name in enumerate(("数量指标", "培训人数", "≥20人"), 2)),
    *(Box(4, column, name) for column, name in enumerate(("质量指标", "合格率", "≥95%"), 2)),
]
KINDS = (*RENDERERS, "text", "text gb18030", "text utf-16")


def sound(kind: str) -> bytes:
    """Give a small goal sheet of a format."""
    name, _, encoding = kind.partition(" ")
    return sheet_text().encode(encoding or "utf-8") if name == "text" else RENDERERS[kind](BOXES)


def damaged(kind: str, count: int) -> Iterator[bytes]:
    """Give damaged copies of a sound file, the same ones on every run."""
    data, chance = sound(kind), random.Random(kind)
    for number in range(count):
        if number % 4 == 0:
            yield data[: chance.randrange(len(data))]
            continue
        copy = bytearray(data)
        for _ in range(chance.choice((1, 1, 2, 5, 20))):
            place = chance.randrange(len(copy))
            if number % 4 == 1:
                copy[place] ^= 1 << chance.randrange(8)
            elif number % 4 == 2:
                copy[place] = chance.randrange(256)
            else:
                origin, size = chance.randrange(len(copy)), chance.randrange(1, 40)
                copy[place : place + size] = copy[origin : origin + size]
        yield bytes(copy)
