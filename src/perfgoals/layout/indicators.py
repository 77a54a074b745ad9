"""The table of indicators: rows under two levels of labels, placed by their header or by what they say.

Level labels are printed once for many rows: as merged cells, as a first line with blanks below, on every line, or (at
a page break in text) on a line of their own between the rows. What is not printed is taken from the taxonomy.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from perfgoals.forms.labels import label_key, plain_label
from perfgoals.layout.leaves import one_line
from perfgoals.layout.page import Page
from perfgoals.layout.several import rows_of
from perfgoals.layout.table import Fit, Header, Placed, place
from perfgoals.layout.values import is_comparator, read_target
from perfgoals.layout.vocabulary import BODIES, PROJECT_MONEY
from perfgoals.readers.grid import Cell

_ONCE = ("level-1", "level-2", "name", "target", "comparator", "unit", "weight", "score", "actual")


_GRADES = frozenset("优良中差")
"""Grades of a self-evaluation. Source: 财预〔2020〕10号."""

_WORDS = frozenset({"level-1", "level-2", "name"})
"""Columns in which no figure stands."""

_TEXTS = (None, "remark", "explanation", "basis", "scoring-rule", "data-source", "deviation-reason")
"""Columns of words, in which a figure alone does not stand."""

_NOT_IN_THE_TREE = ("other", "medium-term")
"""Columns whose header is understood and that the tree has no place for: there is nothing in them to decide."""

_SIGNS = "≥≤＞＜><≧≦⩾⩽"
"""How a target begins that says a bound."""

_BODIES = tuple(f"={leaf}" for leaf in BODIES)

_LABELS_OF_PROJECTS = {
    "=goal": "sections.goal",
    "=rate": "columns.funding.rate",
    **{role: f"columns.funding.{role[1:]}" for role in PROJECT_MONEY},
}
"""Under which key of a form the columns of projects stand that are no facts of the head."""

_NO_NAME = re.compile(r"[)）\]】]|[(（]?[0-9]{1,3}[-—–~～至][0-9]{1,3}[)）]?分|[(（][0-9]{1,3}分?[)）]\Z")

_PAIR = 2
_PIECES = 3
"""A target in pieces: comparator, number, unit."""


@dataclass(slots=True)
class Row:
    """Is one line of the table: its level labels and the cells of its indicator by role.

    A target may stand in several cells, and a name beside one that is merged over its parts. stated1: whether the first
    level is printed for this row itself, by its own cell or by a merged one that covers it; otherwise it is the one
    above that still holds.
    """

    level1: Cell | None
    level2: Cell | None
    stated1: bool
    cells: dict[str, tuple[Cell, ...]]
    project: int = 0
    """Which project of the table the row is about."""
    parties: tuple[tuple[str, Cell], ...] = ()
    """The values of the columns by party, with the names of the parties."""

    def get(self, role: str) -> Cell | None:
        """Give the cell of a role."""
        cells = self.cells.get(role)
        return cells[0] if cells else None

    @property
    def is_indicator(self) -> bool:
        """Tell an indicator from a line that holds labels only."""
        return "name" in self.cells or "target" in self.cells or bool(self.parties)


@dataclass(slots=True)
class _Level:
    """Is the label that holds on one level, and the last row its merged cell covers (its own row when not merged)."""

    cell: Cell | None = None
    bottom: int = 0


@dataclass(slots=True)
class IndicatorTable:
    """Reads the rows under a header of indicators."""

    page: Page
    header: Header
    rows: list[Row] = field(default_factory=list)
    projects: list[dict[str, Cell]] = field(default_factory=lambda: [{}])
    """What the columns of the table say of each of its projects; one without such columns."""
    lone: list[Cell] = field(default_factory=list)
    """First-level labels that stand on a line of their own."""
    total: dict[str, Cell] = field(default_factory=dict)
    """Weight, score and grade of the row that adds up."""
    _first: _Level = field(default_factory=_Level)
    _second: _Level = field(default_factory=_Level)
    _merged: dict[str, tuple[Cell, ...]] = field(default_factory=dict)
    _shift: int = 0

    def read(self, cells: Sequence[Cell]) -> bool:
        """Read a row; False when it is no row of this table."""
        if self._is_total(cells):
            return self._read_total(cells)
        placed = place(cells, self.header, self._judge, self._shift)
        if placed is not None and self._is_row(placed):
            self._take(placed)
            return True
        return self._read_lone_labels(cells)

    def concerns(self, cells: Sequence[Cell]) -> bool:
        """Tell whether a row that could not be read holds words or figures of this table."""
        return any(self.page.meaning(cell).is_level or self.page.is_quantitative(cell) for cell in cells)

    def forget(self) -> None:
        """Let no label hold any longer: a row with a level's label could not be read."""
        self._first, self._second = _Level(), _Level()

    def goes_on(self, cells: Sequence[Cell]) -> bool:
        """Tell whether a row below the table's notes is a row of the table beyond doubt."""
        placed = place(cells, self.header, self._judge, self._shift)
        return placed is not None and self._judge(placed)[0] == 0 and self.concerns(cells)

    def _judge(self, placed: Placed) -> Fit:
        faults = len(placed.unplaced) - sum(cell in placed.unplaced for cell in self._adopted(placed).values())
        merits = 0
        counts: dict[str, int] = {}
        for column, cell in placed.cells:
            role = column.role or ""
            counts[role] = counts.get(role, 0) + 1
            good = self._fits(role, cell)
            faults += good < 0
            merits += good > 0
        if len(counts) < len(placed.cells):
            twice = [role for role, count in counts.items() if count > 1 and role in _ONCE]
            faults += sum(1 for role in twice if not self._is_in_pieces(role, placed))
        faults += "name" not in counts or ("target" not in counts and self._is_value_for_name(placed))
        faults += "target" not in counts and self.header.column("target") is not None
        faults += self._is_displaced(placed)
        if placed.shift != 0:
            faults += self._doubts(placed)
        return -faults, 0, merits

    def _is_value_for_name(self, placed: Placed) -> bool:
        """Tell whether a value in words stands where the name should, and nothing where the value should."""
        name = placed.get("name")
        return name is not None and self.page.is_known_value(name)

    def _is_displaced(self, placed: Placed) -> bool:
        """Tell a row that is printed a field aside: a kind for its name, words for its target, the figure behind them.

        满意度指标 | 服务对象满意度 | 移民满意度 | ≥90%: an actual value has no comparator, and a remark is no figure.
        """
        name, target = placed.get("name"), placed.get("target")
        if name is None or target is None or not self.page.meaning(name).is_level:
            return False
        if self.page.is_quantitative(target) or self.page.is_known_value(target):
            return False
        behind = next(((c.role, cell) for c, cell in placed.cells if cell.column > target.column), None)
        if behind is None or not self.page.is_quantitative(behind[1]):
            return False
        return behind[0] in _TEXTS or (behind[0] == "actual" and behind[1].text[:1] in _SIGNS)

    def _adopted(self, placed: Placed) -> dict[str, Cell]:
        """Find level labels under no known column where the header has none for them (it says 绩效指标 for all)."""
        adopted: dict[str, Cell] = {}
        for cell in (*placed.unplaced, *placed.all(None)):
            meaning = self.page.meaning(cell)
            for role, means in (("level-1", meaning.level1), ("level-2", meaning.level2)):
                if means and role not in adopted and self.header.column(role) is None:
                    adopted[role] = cell
                    break
        return adopted

    def _is_in_pieces(self, role: str, placed: Placed) -> bool:
        """Tell a target in pieces (comparator, number, unit), and 培训人数, merged over its parts, beside a part."""
        pieces = placed.all(role)
        if role == "name":
            return len(pieces) == _PAIR and self.page.bottom_edge(pieces[0]) > placed.row
        whole = role == "target" and len(pieces) <= _PIECES
        return whole and read_target("".join(cell.text for cell in pieces)).kind == "threshold"

    def _fits(self, role: str, cell: Cell) -> int:
        """Say whether a cell is what its column asks for (1), may be (0), or is not (-1)."""
        meaning = self.page.meaning(cell)
        if role == "level-1":
            return 1 if meaning.level1 else -1 if meaning.level2 or self.page.is_quantitative(cell) else 0
        if role == "level-2":
            return 1 if meaning.level2 else -1 if meaning.level1 or self.page.is_quantitative(cell) else 0
        if role == "name":
            if self.page.is_quantitative(cell) or is_comparator(cell.text, self.page.words):
                return -1
            return 0 if meaning.is_level else 1
        if role in ("target", "party"):
            return 1 if self.page.is_quantitative(cell) else -1 if meaning.is_level else 0
        if role in ("weight", "score"):
            return 1 if cell.text[:1].isdigit() else 0
        return 0

    def _doubts(self, placed: Placed) -> int:
        """Count what speaks against moving a row: only a whole row whose words are known is moved, never a guess."""
        levels = placed.all("level-1") + placed.all("level-2")
        known = sum(self.page.meaning(cell).is_level for cell in levels)
        name, target = placed.get("name"), placed.get("target")
        doubts = len(levels) - known + 2 * (name is None or target is None)
        doubts += name is not None and self.page.meaning(name).is_level
        doubts += known == 0 and not (target is not None and self.page.is_quantitative(target))
        return doubts

    def _is_row(self, placed: Placed) -> bool:
        """Tell a row of the table from a line of prose or of labels."""
        name, target = placed.get("name"), placed.get("target")
        if name is None and target is None:
            return self._is_label_row(placed)
        if name is None and placed.shift != 0:
            return False
        if any(column.role in _WORDS and self.page.is_quantitative(cell) for column, cell in placed.cells):
            return False
        if self._is_heading(placed) or (name is not None and self._is_no_name(name)):
            return False
        if target is not None or len(placed.cells) > 1 or self.page.grid.format != "text":
            return True
        return name is not None and name.column > self.header.columns[0].left

    def _is_no_name(self, name: Cell) -> bool:
        """Tell what can name no indicator: the rest of a bracket, the points of a level, 定性 or 定量."""
        return bool(_NO_NAME.match(name.text)) or label_key(name.text) in self.page.words.nature

    def _is_heading(self, placed: Placed) -> bool:
        """Tell 产出指标（50分） alone on its row, above its indicators, in a table without a column of first levels."""
        if self.header.column("level-1") is not None or len(placed.cells) + len(placed.unplaced) != 1:
            return False
        (cell,) = (*(cell for _, cell in placed.cells), *placed.unplaced)
        return self.page.meaning(cell).level1

    def _is_label_row(self, placed: Placed) -> bool:
        """Tell a line that holds level labels in their own columns, its indicator left blank."""
        levels = placed.all("level-1") + placed.all("level-2")
        return (
            placed.shift == 0
            and len(levels) == len(placed.cells)
            and not placed.unplaced
            and placed.get("level-2") is not None
            and all(self._fits(c.role or "", cell) > 0 for c, cell in placed.cells)
        )

    def _take(self, placed: Placed) -> None:
        self._shift = placed.shift
        levels = self._adopted(placed)
        cells: dict[str, tuple[Cell, ...]] = {}
        extra, parties = [], []
        for column, cell in placed.cells:
            role = column.role
            if role == "party":
                parties.append((plain_label(column.cell.text), cell))
            elif role in ("level-1", "level-2") and role not in levels:
                levels[role] = cell
            elif role in cells and self._is_in_pieces(role, placed):
                cells[role] = (*cells[role], cell)
            elif role is not None and role not in cells and role not in levels:
                cells[role] = (cell,)
            elif role not in (None, *_NOT_IN_THE_TREE):
                extra.append(cell)
        self.page.claim("columns.indicators.ordinal", *cells.pop("ordinal", ()))
        self._share_merged(placed.row, cells)
        self._open_project(placed.row, {role: cells.pop(role)[0] for role in [*cells] if role.startswith("=")})
        self._hold(levels.get("level-1"), levels.get("level-2"))
        if (label := self._execution(levels)) is not None:
            cells.setdefault("name", (label,))
        rows = rows_of(self.page, cells)
        if rows is None:
            rows = (), (*placed.all("name"), *placed.all("target"))
        for each in rows[0]:
            self.rows.append(
                Row(
                    self._first.cell,
                    self._second.cell,
                    stated1=placed.row <= self._first.bottom,
                    cells=each,
                    project=self._project,
                    parties=tuple(parties),
                )
            )
        if extra := [*extra, *rows[1]]:
            self.page.note("undecided-row", extra, table="indicators")

    def _execution(self, levels: Mapping[str, Cell]) -> Cell | None:
        """Give the label that names its row as well: 预算执行率 (财预〔2020〕10号) is no kind of indicators."""
        labels = [levels[role] for role in ("level-2", "level-1") if role in levels]
        return next((label for label in labels if "rate" in self.page.meaning(label).funds), None)

    def _share_merged(self, row: int, cells: dict[str, tuple[Cell, ...]]) -> None:
        """Give a row the name and the target that are merged over it from above."""
        for role in ("name", "target", "comparator", "unit"):
            held = self._merged.get(role, ())
            if role in cells:
                over = role == "name" and held and row <= self.page.bottom_edge(held[0])
                if over and held[0].column < cells[role][0].column:
                    cells[role] = (held[0], *cells[role])
                self._merged[role] = cells[role]
            elif held and all(row <= self.page.bottom_edge(cell) for cell in held):
                cells[role] = held

    @property
    def _project(self) -> int:
        return len(self.projects) - 1

    def _open_project(self, row: int, facts: dict[str, Cell]) -> None:
        """Begin a project where its name is filled again; merged or blank below, it holds for the rows below.

        The body that runs several projects is merged over them, or printed once where nothing is merged. A list that
        prints all of it on every row begins no project where it says the same again.
        """
        before = self.projects[-1]
        if before and facts and all(role in before and before[role].text == cell.text for role, cell in facts.items()):
            for role, cell in facts.items():
                self.page.claim(_LABELS_OF_PROJECTS.get(role, f"head.{role[1:]}"), cell)
        elif "=project.name" in facts and "=project.name" in self.projects[-1]:
            held = {
                role: cell for role, cell in self.projects[-1].items() if role in _BODIES and self._spans(cell, row)
            }
            self.projects.append({**held, **facts})
            self._first, self._second = _Level(), _Level()
        else:
            self.projects[-1].update(facts)

    def _spans(self, cell: Cell, row: int) -> bool:
        return not self.page.grid.merges or row <= self.page.bottom_edge(cell)

    def _hold(self, first: Cell | None, second: Cell | None) -> None:
        """Let the labels of a row hold for it and those below; a new first level ends the second."""
        if first is not None:
            self._first = _Level(first, self.page.bottom_edge(first))
            self._second = _Level()
        if second is not None:
            self._second = _Level(second, self.page.bottom_edge(second))

    def _read_lone_labels(self, cells: Sequence[Cell]) -> bool:
        """Take a line that holds nothing but level labels: where it stands in text says little, what it says counts."""
        meanings = [self.page.meaning(cell) for cell in cells]
        if len(cells) != 1 or not meanings[0].is_level:
            return False
        if meanings[0].level1 and self.header.column("level-1") is None:
            self._hold(cells[0], None)
        elif meanings[0].level1:
            self.lone.append(cells[0])
        else:
            self._second = _Level(cells[0], cells[0].row)
            self.rows.append(Row(self._first.cell, cells[0], False, {}, self._project))
        return True

    def _is_total(self, cells: Sequence[Cell]) -> bool:
        adds_up = self.header.column("weight") is not None or self.header.column("score") is not None
        return adds_up and any(self.page.meaning(cell).total for cell in cells[:2])

    def _read_total(self, cells: Sequence[Cell]) -> bool:
        """Read 合计 or 总分: weight and score stand under their columns, the grade is a word beside them."""
        label = next(cell for cell in cells if self.page.meaning(cell).total)
        rest = [cell for cell in cells if cell is not label]
        placed = place(rest, self.header, lambda placed: (-len(placed.unplaced), 0, len(placed.all("weight"))))
        if self.total or not rest:
            return False
        found = {role: cell for role in ("weight", "score") if placed and (cell := placed.get(role)) is not None}
        grade = next((cell for cell in rest if cell.text in _GRADES), None)
        self.page.claim("totals.total", label)
        self.total = {**found, **({"grade": grade} if grade else {})}
        return True


def level_text(text: str) -> str:
    """Give the text of a level's label without the breaks and spaces that its narrow column forced on it."""
    return "".join(one_line(text).split())
