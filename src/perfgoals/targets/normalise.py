"""Folds the many ways of typing one thing: full width, odd glyphs, stray spaces; and finds the way back to the text."""

from __future__ import annotations

import re
import unicodedata

_TRAILING = "。｡；;．.…"
_ASCII_DIGIT = re.compile(r"[0-9]")


def fold_character(character: str) -> str:
    """Fold one character by NFKC, but leave what is no digit alone: ² is no 2, ㎡ no m2.

    >>> fold_character("％"), fold_character("９"), fold_character("²")
    ('%', '9', '²')
    """
    if character.isascii():
        return "" if character < " " and character not in "\t\n\r" else character
    if unicodedata.category(character) == "Cf":
        return ""
    folded_character = unicodedata.normalize("NFKC", character)
    if unicodedata.category(character) != "Nd" and _ASCII_DIGIT.search(folded_character):
        return character
    return folded_character


def tidy(text: str) -> str:
    """Strip outer space and final stops, nothing else.

    >>> tidy(" 美化环境。 ")
    '美化环境'
    """
    end = len(text)
    while end and (text[end - 1] in _TRAILING or text[end - 1].isspace()):
        end -= 1
    return text[:end].lstrip()


def folded(text: str) -> str:
    """Fold a text so that full and half width, and spaces, make no difference.

    >>> folded("优 ， 良。")
    '优,良'
    """
    return "".join(_places(text)[0])


def clean(text: str, glyphs: dict[str, str], pairs: dict[str, str]) -> tuple[str, list[int]]:
    """Fold a text for the grammar and give, for each character left, its place in the text.

    glyphs, pairs: what one character, or two side by side, stand for. Line breaks stay, and so does a space between
    digits, because what they part must not be glued.
    """
    out: list[str] = []
    kept: list[int] = []
    for character, place in zip(*_places(text), strict=True):
        glyph = glyphs.get(character, character)
        if out and (merged := pairs.get(out[-1] + glyph)):
            out[-1] = merged
            continue
        out.append(glyph)
        kept.append(place)
    return "".join(out), kept


def _places(text: str) -> tuple[list[str], list[int]]:
    body = tidy(text)
    offset = text.find(body) if body else 0
    characters: list[str] = []
    places: list[int] = []
    gap = ""
    for index, original in enumerate(body, start=offset):
        for character in fold_character(original):
            if character.isspace():
                gap = "\n" if "\n" in (gap, character) or character == "\r" else " "
                continue
            if gap and _parts(characters, gap, character):
                characters.append(gap)
                places.append(index)
            gap = ""
            characters.append(character)
            places.append(index)
    return characters, places


def _parts(before: list[str], gap: str, after: str) -> bool:
    if gap == "\n":
        return True
    return bool(before) and before[-1] in "0123456789.%" and after in "0123456789."


def caret_line(text: str, span: tuple[int, int]) -> tuple[str, str]:
    """Give the text on one line and a line of marks below the span, aligned for characters of double width.

    >>> caret_line("次26次", (0, 1))[1]
    '^~'
    """
    line = "".join(" " if character.isspace() or not character.isprintable() else character for character in text)
    start, end = span
    before = sum(_width(character) for character in line[:start])
    marked = sum(_width(character) for character in line[start:end])
    return line, " " * before + "^" + "~" * max(0, marked - 1)


def _width(character: str) -> int:
    if unicodedata.combining(character):
        return 0
    return 2 if unicodedata.east_asian_width(character) in "WF" else 1
