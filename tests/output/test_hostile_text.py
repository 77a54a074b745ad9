"""Whatever the text of a sheet holds, no output obeys it: terminals, JSON, pages; and every output still says it."""

from __future__ import annotations

import io
import json
import re
import unicodedata
from collections.abc import Callable
from html.parser import HTMLParser

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from perfgoals import GoalSheet, check, diff, read_text, score
from perfgoals.errors import ReadError
from perfgoals.output.difference import difference_json, difference_text
from perfgoals.output.messages import Language
from perfgoals.output.outline import outline
from perfgoals.output.records import write_json, write_jsonl
from perfgoals.output.results import Checked, Result, Unreadable
from perfgoals.output.scoring import write_scores_json, write_scores_text
from perfgoals.output.table import error_line, write_table
from perfgoals.output.understanding import records, understand, write_understanding
from perfgoals.output.understanding_page import page

TRICKS = (
    *(
        "\x1b]0;x\x07",
        "\x1b[2J",
        "\x9b31m",
        "\x08\x08",
        "\x7f",
        "\u202e",
        "\u2066",
        "\u200b",
        "\ufeff",
        "\u00ad",
        "\u180e",
    ),
    *(
        "\U000e0041",
        "\ufff9",
        "\ud800",
        "\u2028",
        "<script>x</script>",
        "\" onload='x",
        "</td></table>",
        "&lt;",
        "{0}",
        "%s",
    ),
    *("[red]x[/red]", ":smile:", "=1+1", "@x", "-x", "\\x1b", "\x00", "\x85", "]]>", "<!--"),
)
words = st.lists(st.sampled_from(TRICKS) | st.text("培训人数", max_size=4), min_size=1, max_size=5).map("".join)
OBEYED = {"Cc", "Cf", "Cs", "Zl", "Zp"}
STYLE = re.compile(r"\x1b\[[0-9;]*m")
LANGUAGES: tuple[Language, ...] = ("zh-CN", "en")


class Terminal(io.StringIO):
    """Takes itself for a terminal."""

    def isatty(self) -> bool:
        return True


def sheet_with(word: str, *, name: str = "培训人数") -> GoalSheet:
    """Read a self-evaluation that has a text in every part, so that findings, steps and leftovers tell of it."""
    return read_text(
        f"项目支出绩效自评表{word}\n（2023年度）\n项目名称\t修路{word}\n实施单位\t{word}单位\n{word}\t杂项\n"
        "一级指标\t二级指标\t三级指标\t年度指标值\t实际完成值\t分值\t得分\t偏差原因\n"
        f"产出指标\t数量指标\t{name}{word}\t≥20人{word}\t10人{word}\t50\t50\t{word}\n"
        f"产出指标\t{word}\t合格率\t{word}\t100%\t{word}\t50\t{word}\n"
    )


def assert_harmless(output: str) -> None:
    """Nothing but line ends is left that a terminal obeys."""
    assert not {unicodedata.category(each) for each in output.replace("\n", "")} & OBEYED


def written(write: Callable[[io.StringIO], object], stream: io.StringIO | None = None) -> str:
    stream = stream or io.StringIO()
    write(stream)
    return stream.getvalue()


@settings(max_examples=60)
@given(words, st.sampled_from(LANGUAGES))
def test_no_text_of_a_sheet_steers_a_terminal(word: str, language: Language) -> None:
    sheet, other, file = sheet_with(word), sheet_with(word, name="参加人数"), f"{word}.txt"
    results: list[Result] = [
        Checked(file, sheet, check(sheet)),
        Unreadable(file, ReadError("cannot-open", file, detail=word)),
    ]
    for stream in (io.StringIO(), Terminal()):
        errors = type(stream)()
        write_table(stream, errors, results, language)
        write_understanding(stream, file, [sheet], language)
        write_scores_text(stream, file, [(sheet, score(sheet))], language)
        for output in (stream.getvalue(), errors.getvalue()):
            assert_harmless(STYLE.sub("", output) if isinstance(stream, Terminal) else output)
    assert_harmless("\n".join(outline(sheet, language)))
    assert_harmless(difference_text((file, sheet), (file, other), diff(sheet, other), language))
    assert "\n" not in error_line(file, ReadError("cannot-open", file, detail=word), language)


@settings(max_examples=60)
@given(words, st.sampled_from(LANGUAGES))
def test_json_says_what_the_sheet_says_and_hides_nothing(word: str, language: Language) -> None:
    sheet, other, file = sheet_with(word), sheet_with(word, name="参加人数"), f"{word}.txt"
    results: list[Result] = [Checked(file, sheet, check(sheet)), Unreadable(file, ReadError(word, file))]
    document = written(lambda stream: write_json(stream, results, language))
    lines = written(lambda stream: write_jsonl(stream, results, language))
    found = records([sheet])
    others = (
        written(lambda stream: write_scores_json(stream, file, [(sheet, score(sheet))], language)),
        difference_json((file, sheet), (file, other), diff(sheet, other)),
    )
    for output in (document, lines, found, *others):
        assert_harmless(output)
    assert json.loads(document)["sheets"][0]["file"] == file
    assert json.loads(document)["unreadable"][0]["reason"] == word
    assert all(json.loads(line)["file"] == file for line in lines.splitlines())
    assert [each["text"] for each in json.loads(found)] == [each.cell.text for each in understand([sheet])]
    assert all(json.loads(output) for output in others)


class Page(HTMLParser):
    """Keeps what a browser would build of a page."""

    def __init__(self) -> None:
        super().__init__()
        self.tags: set[tuple[str, tuple[str, ...]]] = set()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.add((tag, tuple(name for name, _ in attrs)))

    def handle_comment(self, data: str) -> None:
        raise AssertionError(data)


@settings(max_examples=60)
@given(words, st.sampled_from(LANGUAGES))
def test_a_page_holds_no_element_and_no_attribute_of_a_sheet(word: str, language: Language) -> None:
    text = page(f"{word}.txt", [sheet_with(word)], language)
    assert_harmless(text)
    built = Page()
    built.feed(text)
    assert built.tags <= {
        *((tag, ()) for tag in ("head", "title", "style", "body", "p", "table", "tr", "th", "td", "small")),
        ("html", ("lang",)),
        ("meta", ("charset",)),
        ("td", ("class", "title")),
        ("td", ("colspan",)),
    }


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("count", range(3))
def test_a_document_written_sheet_by_sheet_is_one_document(count: int, language: Language) -> None:
    sheet = sheet_with("")
    checked: list[Result] = [Checked(str(number), sheet, check(sheet)) for number in range(count)]
    unread: list[Result] = [Unreadable(str(number), ReadError("empty-file")) for number in range(count)]
    document = json.loads(written(lambda stream: write_json(stream, [*unread, *checked], language)))
    assert [each["file"] for each in document["sheets"]] == [str(number) for number in range(count)]
    assert [each["file"] for each in document["unreadable"]] == [str(number) for number in range(count)]
