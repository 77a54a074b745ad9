"""Family R: what the reading of a file could not settle, so that nothing is dropped in silence."""

from __future__ import annotations

from itertools import groupby

from perfgoals.checker.facts import shown
from perfgoals.checker.rule import Context, Hit, NotApplicable, Verdicts, rule
from perfgoals.models import GoalSheet, NoteKind, ReadingNote


@rule("R01")
def leftover_cells(sheet: GoalSheet, context: Context) -> Verdicts:
    """List the cells that no leaf of the tree and no label claimed, one finding for each row of the file.

    Why: nothing of a sheet may be lost without a word; what was not understood is for a person to see. Cells that
        another rule of this family reports are not told again.
    Hit:
        leftover: 审核意见 | 同意
    Near miss:
        footnote: 填报人：某某
    Parameters: none.
    """
    if not sheet.leftover:
        raise NotApplicable("nothing-left-over")
    noted = {cell for note in sheet.notes for cell in note.cells}
    entries = [(index, cell) for index, cell in enumerate(sheet.leftover) if cell not in noted]
    by_row = groupby(entries, key=lambda entry: (entry[1].sheet, entry[1].row))
    for _, group in by_row:
        row = list(group)
        cells = tuple(cell for _, cell in row)
        yield Hit(f"leftover[{row[0][0]}]", {"texts": tuple(shown(cell.text) for cell in cells)}, cells=cells)


def _noted(sheet: GoalSheet, kind: NoteKind) -> Verdicts:
    notes = [(index, note) for index, note in enumerate(sheet.notes) if note.kind == kind]
    if not notes:
        raise NotApplicable("nothing-noted")
    for index, note in notes:
        yield Hit(f"notes[{index}]", {"text": _text(note)}, cells=note.cells)


def _text(note: ReadingNote) -> str:
    if note.kind == "partly-read" and note.args:
        return shown(note.args["text"])
    return shown(" ".join(cell.text for cell in note.cells) or " ".join(note.args.values()))


@rule("R02")
def undecided_row(sheet: GoalSheet, context: Context) -> Verdicts:
    """Report rows that could be read in more than one way and were therefore not taken.

    Why: a wrong reading is worse than none; a person decides.
    Hit:
        note: undecided-row | 数量指标 | 培训人数100人
    Near miss:
        note: hidden-worksheet | 附表
    Parameters: none.
    """
    return _noted(sheet, "undecided-row")


@rule("R03")
def uncached_formula(sheet: GoalSheet, context: Context) -> Verdicts:
    """Report formulas whose result the file does not hold.

    Why: the displayed value counts; without a stored result there is none, and it is neither blank nor zero.
    Hit:
        note: uncached-formula | =SUM(E6:E12)
    Near miss:
        note: error-value | #REF!
    Parameters: none.
    """
    return _noted(sheet, "uncached-formula")


@rule("R04")
def error_value(sheet: GoalSheet, context: Context) -> Verdicts:
    """Report cells that show an error value such as #REF!.

    Why: a formula that has lost its sources makes the figure void.
    Hit:
        note: error-value | #REF!
    Near miss:
        note: uncached-formula | =SUM(E6:E12)
    Parameters: none.
    """
    return _noted(sheet, "error-value")


@rule("R05")
def unreadable_year(sheet: GoalSheet, context: Context) -> Verdicts:
    """Report a printed year that is no plausible year.

    Why: every target is a target of the budget year (财预〔2015〕88号); 20222 is a slip of the pen, not a year.
    Hit:
        note: unreadable-year | (20222年)
    Near miss:
        year: 2022
    Parameters: none.
    """
    return _noted(sheet, "unreadable-year")


@rule("R06")
def hidden_worksheet(sheet: GoalSheet, context: Context) -> Verdicts:
    """Note that the sheet stands on a hidden worksheet.

    Why: a hidden worksheet may be a leftover of last year; it is read, and said to be hidden.
    Hit:
        note: hidden-worksheet | 附表
    Near miss:
        note: unknown-column | 经办人
    Parameters: none.
    """
    return _noted(sheet, "hidden-worksheet")


@rule("R07")
def unknown_column(sheet: GoalSheet, context: Context) -> Verdicts:
    """Note columns whose heading the form does not know.

    Why: their contents stand in no leaf of the tree; the heading can be added to the form's data file.
    Hit:
        note: unknown-column | 经办人
    Near miss:
        note: undecided-row | 数量指标
    Parameters: none.
    """
    return _noted(sheet, "unknown-column")


@rule("R08")
def conflicting_units(sheet: GoalSheet, context: Context) -> Verdicts:
    """Report that a sheet states two money units.

    Why: 元 and 万元 differ ten thousandfold; which of them an amount is in, the sheet must say once.
    Hit:
        note: conflicting-units | 万元、元
    Near miss:
        note: unknown-column | 经办人
    Parameters: none.
    """
    return _noted(sheet, "conflicting-units")


@rule("R09")
def partly_read(sheet: GoalSheet, context: Context) -> Verdicts:
    """Report what a cell says beside what the tree took from it.

    Why: 填报单位：某局　填报人：某某　单位：万元 stands in one cell; the account of cells alone would not notice that a
        part of it was lost.
    Hit:
        note: partly-read | 填报人：某某
    Near miss:
        note: unknown-column | 经办人
    Parameters: none.
    """
    return _noted(sheet, "partly-read")


RULES = (
    leftover_cells,
    undecided_row,
    uncached_formula,
    error_value,
    unreadable_year,
    hidden_worksheet,
    unknown_column,
    conflicting_units,
    partly_read,
)
