"""Reading is total: any bytes give grids or one of the named errors, within the limits."""

from __future__ import annotations

import functools
import io
import pickle
import sys
import zipfile
from collections import Counter
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from perfgoals.errors import (
    CorruptFile,
    EncryptedFile,
    LimitExceeded,
    PerfGoalsError,
    ReadError,
    UnsupportedFormat,
    UsageError,
)
from perfgoals.readers import Limits, read_grids
from perfgoals.readers.covering import Covering
from perfgoals.readers.limits import Meter
from perfgoals.readers.markup import tokens
from tests.readers import rendering
from tests.readers.rendering import RENDERERS, SS, Box
from tests.readers.workbooks import MAIN, parts_of, written, written_parts, zipped

ROWS = '<row r="1"><c r="A1" t="s"><v>0</v></c><c r="B1" s="1"><v>0.95</v></c><c r="C1"><f>A1</f></c></row>'
AFTER = '<mergeCells><mergeCell ref="A1:A3"/></mergeCells>'
WORKBOOK = written(ROWS, after=AFTER, strings="<si><t>绩效目标</t></si>", formats={164: "0%"})
TEXT = '任务名称\t金额\n"人员\n保障"\t≥95%\n'
OLE2 = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(504)


_MUTATION = st.lists(st.tuples(st.integers(0, 10**6), st.integers(0, 255)), min_size=1, max_size=4)
HERE = Limits(isolate=False)
"""No child process: hundreds of damaged files are read, and what the child answers is proved elsewhere."""
READ_ERRORS = (CorruptFile, EncryptedFile, LimitExceeded, UnsupportedFormat)


def stream(name: str) -> bytes:
    return OLE2 + name.encode("utf-16-le") + bytes(64)


@pytest.mark.parametrize(
    ("data", "error", "reason"),
    [
        (b"", UnsupportedFormat, "empty-file"),
        (stream("EncryptedPackage"), EncryptedFile, "password"),
        (stream("WordDocument"), UnsupportedFormat, "unread-format"),
        (OLE2, UnsupportedFormat, "unread-format"),
        (b"{\\rtf1\\ansi", UnsupportedFormat, "unread-format"),
        (b"\x89PNG\r\n", UnsupportedFormat, "unread-format"),
        (b'<?xml version="1.0"?><a/>', UnsupportedFormat, "unread-format"),
        (zipped({"a.txt": "x"}), UnsupportedFormat, "unread-format"),
        (zipped({"mimetype": "application/vnd.oasis.opendocument.text"}), UnsupportedFormat, "unread-format"),
        (zipped({"[Content_Types].xml": "presentationml"}), UnsupportedFormat, "unread-format"),
        (zipped({"mimetype": "application/vnd.oasis.opendocument.spreadsheet"}), CorruptFile, "archive-lacks"),
        (zipped({"[Content_Types].xml": "wordprocessingml.document.main+xml"}), CorruptFile, "archive-lacks"),
        (zipped({"xl/workbook.xml": "<workbook/>"}), CorruptFile, "archive-lacks"),
        (b"PK\x03\x04", CorruptFile, "archive-damaged"),
        (WORKBOOK[: len(WORKBOOK) // 2], CorruptFile, "archive-damaged"),
        (WORKBOOK[:-10], CorruptFile, "archive-damaged"),
        (f'<?xml version="1.0"?><Workbook xmlns="{SS}"><a></Workbook>'.encode(), CorruptFile, "not-well-formed"),
        (f'<?xml version="1.0"?><!DOCTYPE a><Workbook xmlns="{SS}"/>'.encode(), CorruptFile, "document-type"),
    ],
)
def test_content_that_is_not_read_gets_its_name(data: bytes, error: type[ReadError], reason: str) -> None:
    with pytest.raises(error) as raised:
        read_grids(data)
    assert type(raised.value) is error
    assert (raised.value.reason, raised.value.source) == (reason, None)


@pytest.mark.parametrize(
    ("data", "needs"), [(stream("Workbook"), "xlrd"), (b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n", "pdfplumber")]
)
def test_damage_that_only_a_library_sees(data: bytes, needs: str) -> None:
    pytest.importorskip(needs)
    with pytest.raises(CorruptFile) as raised:
        read_grids(data)
    assert raised.value.reason == "library-failed"


@pytest.mark.parametrize(
    ("data", "needs", "extra"), [(stream("Workbook"), "xlrd", "xls"), (b"%PDF-1.7\n", "pdfplumber", "pdf")]
)
def test_an_extra_that_is_missing_is_named(
    monkeypatch: pytest.MonkeyPatch, data: bytes, needs: str, extra: str
) -> None:
    monkeypatch.setitem(sys.modules, needs, None)
    with pytest.raises(UnsupportedFormat) as raised:
        read_grids(data, limits=HERE)
    assert (raised.value.reason, raised.value.details["extra"]) == ("missing-extra", extra)


@pytest.mark.parametrize(("data", "format_"), [(WORKBOOK, "xlsx"), (TEXT.encode(), "text")])
@pytest.mark.parametrize("name", ["表.xlsx", "表.txt", "表.xls", "表"])
def test_the_name_of_a_file_does_not_matter(tmp_path: Path, data: bytes, format_: str, name: str) -> None:
    path = tmp_path / name
    path.write_bytes(data)
    for source in (path, str(path), data, io.BytesIO(data), bytearray(data)):
        assert [grid.format for grid in read_grids(source)] == [format_]  # type: ignore[arg-type]
    with path.open("rb", buffering=0) as stream_:
        assert read_grids(stream_) == read_grids(data)


def test_a_path_that_cannot_be_read(tmp_path: Path) -> None:
    for path in (tmp_path, tmp_path / "no", f"{tmp_path}/a\x00b"):
        with pytest.raises(ReadError) as raised:
            read_grids(path)
        assert raised.value.source == str(path)
        assert str(path) in str(raised.value)


def test_an_error_keeps_its_path_when_pickled(tmp_path: Path) -> None:
    (tmp_path / "{空}").write_bytes(b"")
    with pytest.raises(UnsupportedFormat) as raised:
        read_grids(tmp_path / "{空}")
    again = pickle.loads(pickle.dumps(raised.value))  # noqa: S301
    assert (type(again), str(again)) == (UnsupportedFormat, str(raised.value))


@pytest.mark.parametrize("source", [None, 0, True, 1.5, ["a"], io.StringIO("文")])
def test_what_is_no_source_is_a_wrong_call(source: object) -> None:
    with pytest.raises(UsageError):
        read_grids(source)  # type: ignore[arg-type]


def test_a_closed_file() -> None:
    source = io.BytesIO(b"")
    source.close()
    with pytest.raises(ReadError):
        read_grids(source)


def test_an_encrypted_archive() -> None:
    data = bytearray(WORKBOOK)
    data[data.index(b"PK\x01\x02") + 8] |= 1
    with pytest.raises(EncryptedFile):
        read_grids(bytes(data))


def test_an_archive_that_declares_a_bomb() -> None:
    with pytest.raises(LimitExceeded) as raised:
        read_grids(zipped({**written_parts(ROWS), "xl/worksheets/one.xml": b" " * 50_000_000}))
    assert (raised.value.reason, raised.value.details["unpacked"]) == ("limit-ratio", 50_000_000)


def test_an_archive_that_lies_about_its_size() -> None:
    data = bytearray(
        zipped(
            {**written_parts(ROWS), "xl/worksheets/one.xml": f"<worksheet xmlns='{MAIN}'>{' ' * 5_000_000}</worksheet>"}
        )
    )
    name = b"xl/worksheets/one.xml"
    entry = data.rindex(name) - 46
    data[entry + 24 : entry + 28] = (100).to_bytes(4, "little")
    with pytest.raises((CorruptFile, LimitExceeded)):
        read_grids(bytes(data))


@pytest.mark.parametrize(
    "limits",
    [
        Limits(bytes=100),
        Limits(inflated_bytes=1000),
        Limits(parts=2),
        Limits(sheets=0),
        Limits(cells=2),
        Limits(filled=1),
        Limits(rows=0),
        Limits(seconds=-1),
        Limits(merges=0),
        Limits(merge_rows=0),
        Limits(cell_characters=2),
        Limits(characters=5),
    ],
)
def test_every_limit_is_named_with_its_figure(limits: Limits) -> None:
    with pytest.raises(LimitExceeded) as raised:
        read_grids(WORKBOOK, limits=limits)
    (broken,) = [name for name in Limits.__slots__ if getattr(limits, name) != getattr(Limits(), name)]
    assert raised.value.reason == f"limit-{broken.replace('_', '-')}"
    assert raised.value.details["limit"] == getattr(limits, broken)


@pytest.mark.parametrize("kind", ["text utf-8", "csv", "html", "mhtml", "spreadsheetml"])
def test_a_text_is_weighed_before_it_is_decoded(kind: str) -> None:
    data = sound(kind)
    assert read_grids(data, limits=Limits(text_bytes=len(data)))
    with pytest.raises(LimitExceeded) as raised:
        read_grids(data, limits=Limits(text_bytes=len(data) - 1))
    assert raised.value.reason == "limit-text-bytes"


def test_time_that_nothing_is_counted_in_ends_too() -> None:
    with pytest.raises(LimitExceeded) as raised:
        read_grids(page("</p>" * 1_000_000), limits=Limits(seconds=0.05))
    assert (raised.value.reason, raised.value.details) == ("limit-seconds", {"limit": 0.05})


DTD = '<!DOCTYPE x [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;">]>'


@pytest.mark.parametrize(
    "part",
    [
        "xl/worksheets/one.xml",
        "xl/sharedStrings.xml",
        "xl/styles.xml",
        "xl/workbook.xml",
        "_rels/.rels",
        "xl/_rels/workbook.xml.rels",
    ],
)
@pytest.mark.parametrize(
    "damage", [lambda xml: DTD + xml, lambda xml: xml[:-3], lambda _: "", lambda _: "<a>" * 10_000, lambda _: "\x00"]
)
def test_a_part_that_is_damaged_or_hostile(part: str, damage: object) -> None:
    parts = written_parts(ROWS, strings="<si><t>绩</t></si>", formats={164: "0%"})
    assert callable(damage)
    with pytest.raises((CorruptFile, LimitExceeded)) as raised:
        read_grids(zipped({**parts, part: damage(parts[part])}))
    assert raised.value.reason in {"not-well-formed", "document-type", "limit-depth"}


@pytest.mark.parametrize(
    "rows",
    [
        '<row r="1"><c r="A1" t="s"><v>99</v></c></row>',
        '<row r="1"><c r="A1" s="99"><v>1</v></c></row>',
        '<row r="1"><c r="A1"><v>abc</v></c></row>',
        '<row r="1"><c r="??"><v>1</v></c></row>',
        '<row r="x"><c r="A1"><v>1</v></c></row>',
        '<row r="1"><c r="A1"><v>1e999</v></c></row>',
        f'<row r="1"><c r="A1"><v>1{"0" * 400}</v></c></row>',
        f'<row r="1"><c r="A1"><v>1{"0" * 5000}</v></c></row>',
    ],
)
def test_cells_that_make_no_sense(rows: str) -> None:
    with pytest.raises(CorruptFile):
        read_grids(written(rows))


@pytest.mark.parametrize("ref", ["", "A", "A1:B", "A1:B2:C3", "一1:二2", "A" * 10000])
def test_merged_ranges_that_make_no_sense(ref: str) -> None:
    with pytest.raises(CorruptFile):
        read_grids(written(ROWS, after=f'<mergeCells><mergeCell ref="{ref}"/></mergeCells>', strings="<si><t/></si>"))


@pytest.mark.parametrize("missing", ["xl/workbook.xml", "xl/_rels/workbook.xml.rels", "xl/worksheets/one.xml"])
def test_a_part_that_is_missing(missing: str) -> None:
    parts = written_parts("")
    del parts[missing]
    with pytest.raises(CorruptFile):
        read_grids(zipped(parts))


def reads_or_refuses(data: bytes) -> None:
    try:
        grids = read_grids(data, limits=HERE)
    except PerfGoalsError as error:
        assert type(error) in READ_ERRORS  # noqa: PT017 - not to raise is right, too
    else:
        assert all(cell.text for grid in grids for cell in grid.cells())


@given(st.binary(max_size=300))
@settings(max_examples=200)
def test_any_bytes(data: bytes) -> None:
    reads_or_refuses(data)


BOXES = [Box(1, 1, "产出指标", 2), Box(1, 2, "数量 & 质量", 1, 2), Box(2, 2, "≥95%"), Box(2, 3, 500), Box(3, 1, "a")]
NEEDS = {"xls": ("xlrd", "xlwt"), "pdf": ("pdfplumber", "reportlab")}


@functools.cache
def sound(kind: str) -> bytes:
    """Give a sound file of a format."""
    if kind.startswith("text"):
        return TEXT.encode(kind.partition(" ")[2])
    for module in NEEDS.get(kind, ()):
        pytest.importorskip(module)
    return WORKBOOK if kind == "xlsx" else RENDERERS[kind](BOXES)


@pytest.mark.parametrize("kind", [*RENDERERS, "text utf-8", "text gb18030", "text utf-16"])
@given(mutation=_MUTATION, end=st.integers(0, 10**6))
@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow])
def test_any_damage(kind: str, mutation: list[tuple[int, int]], end: int) -> None:
    data = sound(kind)
    damaged = bytearray(data)
    for position, byte in mutation:
        damaged[position % len(damaged)] = byte
    reads_or_refuses(bytes(damaged))
    reads_or_refuses(data[: end % len(data)])


@pytest.mark.parametrize(("kind", "part"), [("docx", "word/document.xml"), ("ods", "content.xml")])
@given(mutation=_MUTATION)
@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow])
def test_any_damage_inside_a_document(kind: str, part: str, mutation: list[tuple[int, int]]) -> None:
    parts = parts_of(sound(kind))
    damaged = bytearray(parts[part])
    for position, byte in mutation:
        damaged[position % len(damaged)] = byte
    reads_or_refuses(zipped({**parts, part: bytes(damaged)}))


_TAGS = "<table> </table> <tr> </tr> <td> </td> <th> <p> </p> <br> <pre> </pre> <script> </script> <caption>"
_OTHERS = "绩效 < > \" <!-- --> &amp; &#x110000; &nbsp; &#9; &#10; <td/rowspan=0> <td/rowspan=3/colspan='2'> <a/b='c"
_MARKUP = st.lists(st.sampled_from([*_TAGS.split(), *_OTHERS.split()]), max_size=40)


@given(_MARKUP)
@settings(max_examples=200, deadline=None)
def test_any_markup_is_read_without_loss(pieces: list[str]) -> None:
    markup = f"<html>{''.join(pieces)}"
    grids = read_grids(markup.encode())
    for grid in grids:
        places = [(cell.row, cell.column) for cell in grid.cells()]
        assert places == sorted(set(places))
        assert len({cell.ref for cell in grid.cells()}) == len(places)
        covering = Covering(list(grid.merges.values()), sorted(grid.rows), Meter(Limits()))
        assert not any(place in covering for place in places)
    shown = "".join(cell.text for grid in grids for cell in grid.cells())
    written = "".join(token for token in tokens(markup) if isinstance(token, str))
    assert Counter("".join(shown.split())) == Counter("".join(written.split()))


@given(part=st.sampled_from(sorted(written_parts(""))), mutation=_MUTATION)
@settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.too_slow])
def test_any_damage_inside_a_part(part: str, mutation: list[tuple[int, int]]) -> None:
    with zipfile.ZipFile(io.BytesIO(WORKBOOK)) as archive:
        parts: dict[str, str | bytes] = {name: archive.read(name) for name in archive.namelist()}
    damaged = bytearray(parts[part])  # type: ignore[arg-type]
    for position, byte in mutation:
        damaged[position % len(damaged)] = byte
    reads_or_refuses(zipped({**parts, part: bytes(damaged)}))


def page(content: str) -> bytes:
    return f"<html>{content}".encode()


@pytest.mark.parametrize(
    "data",
    [
        b"<!---->" * 1000,
        b'"a""\n' * 200_000,
        b'"a\t' * 500_000,
        b'"a,b,' * 200_000,
        b'"",x,y\n"' * 100_000,
        b"\t" * 2_000_000,
        page("<!--" * 500_000),
        page("<a b='" * 300_000),
        page('<a b="' * 300_000),
        page("<" * 2_000_000),
        page("<a " + " " * 2_000_000),
        page("<a " + "b" * 2_000_000),
        page("<script>" * 300_000),
        page("&" * 1_000_000),
        page("&#" + "9" * 1_000_000),
        page("<td>" * 300_000),
        page("<table><tr>" + "<td>" * 200_000),
        page("<table><tr>" + "<td rowspan=0>" * 2_000 + "<tr><td>" * 2_000),
        page("</table>" * 300_000),
        page("<p>绩效" * 100_000),
        written(
            f"<row>{'<c><v>1</v></c>' * 5000}</row>",
            after="<mergeCells>" + '<mergeCell ref="XA1:XC9"/>' * 20_000 + "</mergeCells>",
        ),
    ],
    ids=lambda data: repr(data[:24]),
)
def test_work_grows_with_the_size_alone(data: bytes) -> None:
    """Each takes a fraction of a second; what grows with the square of the size would hold the suite up for minutes."""
    reads_or_refuses(data)


@pytest.mark.parametrize(
    ("data", "reason"),
    [
        (page("<table><tr><td>" * 10_000), "limit-depth"),
        (page("<table><tr>" + "<td rowspan=0>a" * 2_000 + "<tr><td>a" * 2_000), "limit-merge-rows"),
        (rendering.docx_of("<w:tbl><w:tr><w:tc>" * 500), "limit-depth"),
        (
            rendering.ods_of(
                '<table:table><table:table-row table:number-rows-repeated="1048576">'
                '<table:table-cell table:number-columns-repeated="1024"><text:p>a</text:p></table:table-cell>'
                "</table:table-row></table:table>"
            ),
            "limit-filled",
        ),
    ],
)
def test_what_would_grow_without_bounds_is_stopped(data: bytes, reason: str) -> None:
    with pytest.raises(LimitExceeded) as raised:
        read_grids(data)
    assert raised.value.reason == reason


MIME = b"MIME-Version: 1.0\nContent-Type: text/html\n\n"


def test_tags_of_xml_are_counted_and_measured() -> None:
    read_grids(written("<a/>" * 100), limits=Limits(tags=150))
    with pytest.raises(LimitExceeded) as many:
        read_grids(written("<a/>" * 150), limits=Limits(tags=150))
    noise = "".join(map(str, range(300_000)))  # which does not pack so well that its ratio is judged
    with pytest.raises(LimitExceeded) as long:
        read_grids(written(f"<a b='{noise}'/>"))
    assert (many.value.reason, long.value.reason) == ("limit-tags", "limit-tag-bytes")


def test_what_takes_longer_counts_as_several_cells() -> None:
    formula = '<row r="1"><c r="A1"><f t="shared" si="0">A1+B1+C1+D1</f></c><c r="B1"><f t="shared" si="0"/></c></row>'
    box = [Box(1, 1, "绩")]
    costs = {
        written(formula): 5,
        page("<td><p a=1 a=2 b=3>x"): 12,
        page("<pre>x\n\n\n\nx</pre>"): 18,
        rendering.docx(box): 13,
        rendering.ods(box): 3,
        rendering.spreadsheetml(box): 3,
    }
    for data, cost in costs.items():
        read_grids(data, limits=Limits(cells=cost))
        with pytest.raises(LimitExceeded) as raised:
            read_grids(data, limits=Limits(cells=cost - 1))
        assert raised.value.reason == "limit-cells"


@pytest.mark.parametrize(
    ("data", "reason"),
    [
        (MIME + b"\n--" * 10_001, "limit-parts"),
        (MIME + b"\n" * 250_001, "limit-lines"),
        (MIME + b"multipart/" * 101, "limit-depth"),
        (b"a\t" * 16_385, "limit-columns"),
        (written("".join(f"<a{number}/>" for number in range(10_001))), "limit-names"),
    ],
    ids=["parts", "lines", "depth", "columns", "names"],
)
def test_what_no_file_has_so_much_of_is_refused(data: bytes, reason: str) -> None:
    with pytest.raises(LimitExceeded) as raised:
        read_grids(data)
    assert raised.value.reason == reason


def test_references_are_resolved_wherever_a_long_text_is_cut() -> None:
    assert list(tokens("&lt;a" * 40_000)) == ["<a" * 40_000]


def test_what_is_repeated_without_content_costs_nothing() -> None:
    (grid,) = read_grids(
        rendering.ods_of(
            '<table:table><table:table-row table:number-rows-repeated="1048575"><table:table-cell'
            ' table:number-columns-repeated="16384"/></table:table-row><table:table-row><table:table-cell'
            ' table:number-columns-repeated="16383"/><table:table-cell><text:p>远</text:p></table:table-cell>'
            "</table:table-row></table:table>"
        )
    )
    assert [cell.ref for cell in grid.cells()] == ["XFD1048576"]
