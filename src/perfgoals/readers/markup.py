"""Cut HTML into tags and text as a browser does, in one pass whatever the damage: nothing is ever read twice.

The parser of the standard library is not used: it goes over unclosed constructs again and again, and its manners
change with the version of Python.
"""

from __future__ import annotations

import html
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

_MARKUP = re.compile(r"<(?=/?[a-zA-Z]|[!?])")
_NAME = re.compile(r"/?([a-zA-Z][^\s/>]*)")
_ATTRIBUTE = re.compile(r"""[\s/]*(?:([^\s/>][^\s/>=]*)(?:\s*=\s*(?:"([^"]*)"|'([^']*)'|([^\s>]*)))?)?""")
_ENDS = {name: re.compile(rf"</{name}\b", re.IGNORECASE) for name in ("script", "style", "title", "xml", "svg")}
_HUGE_REFERENCE = re.compile(r"&#(?:[0-9]{8,}|[xX][0-9a-fA-F]{7,});?")
"""No character has such a number, and converting a number of a million digits takes for ever."""

_PIECE = 65_536


@dataclass(frozen=True, slots=True)
class Tag:
    """Is the begin or the end of an element, by its lower-case name; ``written`` counts repeated attributes too."""

    name: str
    closing: bool = False
    attributes: Mapping[str, str] = field(default_factory=dict)
    written: int = field(default=0, repr=False, compare=False)


def tokens(source: str) -> Iterator[Tag | str]:
    """Walk tags and texts, with references such as ``&nbsp;`` resolved.

    Comments, declarations and what no browser shows (scripts, styles, the title, data islands) are left out.

    >>> list(tokens("<td colspan=2>&ge;95%<!-- x --></td>"))
    [Tag(name='td', closing=False, attributes={'colspan': '2'}), '≥95%', Tag(name='td', closing=True, attributes={})]
    """
    position = 0
    while position < len(source):
        found = _MARKUP.search(source, position)
        begin = found.start() if found else len(source)
        if begin > position:
            yield _resolved(source[position:begin])
        if found is None:
            return
        if source[begin + 1] in "!?":
            position = _after_declaration(source, begin)
            continue
        tag, position = _tag(source, begin + 1)
        yield tag
        if tag.name in _ENDS and not tag.closing:
            end = _ENDS[tag.name].search(source, position)
            position = end.start() if end else len(source)


def _after_declaration(source: str, begin: int) -> int:
    closing = "-->" if source.startswith("<!--", begin) else ">"
    # "<!-->" is a whole comment.
    end = source.find(closing, begin + 2)
    return end + len(closing) if end >= 0 else len(source)


def _tag(source: str, position: int) -> tuple[Tag, int]:
    match = _NAME.match(source, position)
    assert match is not None  # noqa: S101 - _MARKUP looked ahead for a letter
    attributes: dict[str, str] = {}
    written = 0
    closing = source[position] == "/"
    position = match.end()
    # The pattern takes at least one character of whatever is no ">".
    while source[position : position + 1] not in ("", ">") and (attribute := _ATTRIBUTE.match(source, position)):
        position = attribute.end()
        written += 1
        if last := attribute.lastindex:
            attributes.setdefault(attribute[1].lower(), _resolved(attribute[last]) if last > 1 else "")
    return Tag(match[1].lower(), closing, attributes, written), position + 1


def _resolved(text: str) -> str:
    return (
        "".join(html.unescape(_HUGE_REFERENCE.sub("\ufffd", piece)) for piece in _pieces(text)) if "&" in text else text
    )


def _pieces(text: str) -> Iterator[str]:
    """Cut a text before references: millions of them at once take hundreds of megabytes."""
    begin = 0
    while begin < len(text):
        end = text.find("&", begin + _PIECE)
        end = end if end >= 0 else len(text)
        yield text[begin:end]
        begin = end
