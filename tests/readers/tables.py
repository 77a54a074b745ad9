"""Draws tables with merged cells that do not overlap."""

from __future__ import annotations

from hypothesis import strategies as st

from tests.readers.rendering import Box, Value

TEXTS = st.sampled_from(
    ["产出指标", "数量指标", "≥95%", "培训人数", "a < b & c", '"引号"', "第一行\n第二行", "=8年", "{空}", "甲,乙;丙"]
)
VALUES: st.SearchStrategy[Value] = st.one_of(TEXTS, st.integers(-(10**6), 10**6), st.sampled_from([0.5, 4.9, 1945.65]))


@st.composite
def tables(draw: st.DrawFn, values: st.SearchStrategy[Value] = VALUES) -> list[Box]:
    """Draw a table of up to seven rows and five columns; some places stay blank, the first never."""
    rows, columns = draw(st.integers(1, 7)), draw(st.integers(3, 5))
    taken: set[tuple[int, int]] = set()
    boxes: list[Box] = []
    for row in range(1, rows + 1):
        for column in range(1, columns + 1):
            if (row, column) in taken:
                continue
            high = draw(st.integers(1, min(3, rows - row + 1)))
            wide = draw(st.integers(1, min(3, columns - column + 1)))
            places = {(r, c) for r in range(row, row + high) for c in range(column, column + wide)}
            if places & taken:
                high = wide = 1
                places = {(row, column)}
            taken |= places
            if boxes and draw(st.integers(0, 5)) == 0 and high == wide == 1:
                continue
            boxes.append(Box(row, column, draw(values), high, wide))
    return boxes


LINES = st.text(alphabet="保障机关日常工作运转，开展各类会议调研培训。", min_size=1, max_size=60)


@st.composite
def outlines(draw: st.DrawFn, groups: int = 4) -> list[Box]:
    """Draw a table of four columns as goal sheets have them: the first two are labels merged downwards."""
    boxes: list[Box] = []
    row = 1
    for category in range(draw(st.integers(1, 3))):
        top = row
        for group in range(draw(st.integers(1, groups))):
            size = draw(st.integers(1, 4))
            boxes.append(Box(row, 2, f"二级{category}{group}", size))
            for indicator in range(size):
                boxes.append(Box(row + indicator, 3, draw(LINES)))
                boxes.append(Box(row + indicator, 4, draw(st.sampled_from(["≥95%", "=8年", "≤14.73万元", "显著提高"]))))
            row += size
        boxes.append(Box(top, 1, f"一级{category}", row - top))
    return sorted(boxes, key=lambda box: (box.row, box.column))
