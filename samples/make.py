"""Write the reference sheet in every format that perfgoals reads, from ``department-2022.xlsx``.

Run ``python -m samples.make`` in the root of the repository; the extra ``test`` must be installed.
"""

from __future__ import annotations

from pathlib import Path

from perfgoals.readers import Grid, read_grids
from tests.readers import rendering
from tests.readers.rendering import Box

FOLDER = Path(__file__).parent
NAME = "department-2022"


def boxes_of(grid: Grid) -> list[Box]:
    """Take the cells of a worksheet with what they cover, each by the value that it stores."""
    boxes = []
    for cell in grid.cells():
        merge = grid.merges.get((cell.row, cell.column))
        rows, columns = (merge.bottom - merge.top + 1, merge.right - merge.left + 1) if merge else (1, 1)
        value = cell.raw if isinstance(cell.raw, int | float) else cell.text
        boxes.append(Box(cell.row, cell.column, value, rows, columns))
    return boxes


def files() -> dict[str, bytes]:
    """Give the files by their names."""
    (grid,) = read_grids(FOLDER / f"{NAME}.xlsx")
    boxes = boxes_of(grid)
    return {
        f"{NAME}.html": rendering.html(boxes),
        f"{NAME}.mhtml": rendering.mhtml(boxes),
        f"{NAME}.docx": rendering.docx(boxes),
        f"{NAME}.ods": rendering.ods(boxes),
        f"{NAME}.xls": rendering.xls(boxes),
        f"{NAME}.csv": rendering.csv_text(boxes),
        f"{NAME}.pdf": rendering.pdf(boxes),
        f"{NAME}-gbk-html.xls": rendering.html(boxes, "gb18030"),
        f"{NAME}-spreadsheetml.xls": rendering.spreadsheetml(boxes),
    }


def main() -> None:
    """Write the files beside this one."""
    for name, data in files().items():
        (FOLDER / name).write_bytes(data)


if __name__ == "__main__":
    main()
