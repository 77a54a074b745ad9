"""Reading is total: any bytes give grids or one of the named errors, within the limits."""

from __future__ import annotations

import io
import pickle
import time
import zipfile
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
from tests.readers.workbooks import MAIN, written, written_parts, zipped

ROWS = '<row r="1"><c r="A1" t="s"><v>0</v></c><c r="B1" s="1"><v>0.95</v></c><c r="C1"><f>A1</f></c></row>'
AFTER = '<mergeCells><mergeCell ref="A1:A3"/></mergeCells>'
WORKBOOK = written(ROWS, after=AFTER, strings="<si><t>绩效目标</t></si>", formats={164: "0%"})
TEXT = '任务名称\t金额\n"人员\n保障"\t≥95%\n'
OLE2 = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(504)


READ_ERRORS = (CorruptFile, EncryptedFile, LimitExceeded, UnsupportedFormat)


def stream(name: str) -> bytes:
    return OLE2 + name.encode("utf-16-le") + bytes(64)


@pytest.mark.parametrize(
    ("data", "error"),
    [
        (b"", UnsupportedFormat),
        (stream("EncryptedPackage"), EncryptedFile),
        (stream("Workbook"), UnsupportedFormat),
        (stream("WordDocument"), UnsupportedFormat),
        (OLE2, UnsupportedFormat),
        (b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n", UnsupportedFormat),
        (b"{\\rtf1\\ansi", UnsupportedFormat),
        (b"<html><table><tr><td>1</td></tr></table></html>", UnsupportedFormat),
        ("<!-- x --><TABLE><tr><td>绩效</td></tr></TABLE>".encode("gb18030"), UnsupportedFormat),
        ("<html><body>绩效</body></html>".encode("utf-16"), UnsupportedFormat),
        (b'<?xml version="1.0"?><Workbook xmlns="urn:schemas-microsoft-com:office:spreadsheet"/>', UnsupportedFormat),
        (b"MIME-Version: 1.0\r\n", UnsupportedFormat),
        (zipped({"a.txt": "x"}), UnsupportedFormat),
        (zipped({"mimetype": "application/vnd.oasis.opendocument.spreadsheet"}), UnsupportedFormat),
        (zipped({"[Content_Types].xml": "wordprocessingml.document.main+xml"}), UnsupportedFormat),
        (zipped({"xl/workbook.xml": "<workbook/>"}), CorruptFile),
        (b"PK\x03\x04", CorruptFile),
        (WORKBOOK[: len(WORKBOOK) // 2], CorruptFile),
        (WORKBOOK[:-10], CorruptFile),
    ],
)
def test_content_that_is_not_read_gets_its_name(data: bytes, error: type[ReadError]) -> None:
    with pytest.raises(error) as raised:
        read_grids(data)
    assert type(raised.value) is error
    assert raised.value.source is None


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
        grids = read_grids(data)
    except PerfGoalsError as error:
        assert type(error) in READ_ERRORS  # noqa: PT017 - not to raise is right, too
    else:
        assert all(cell.text for grid in grids for cell in grid.cells())


@given(st.binary(max_size=300))
@settings(max_examples=200)
def test_any_bytes(data: bytes) -> None:
    reads_or_refuses(data)


_MUTATION = st.lists(st.tuples(st.integers(0, 10**6), st.integers(0, 255)), min_size=1, max_size=4)


@pytest.mark.parametrize("data", [WORKBOOK, TEXT.encode(), TEXT.encode("gb18030"), TEXT.encode("utf-16")])
@given(mutation=_MUTATION, end=st.integers(0, 10**6))
@settings(max_examples=100, deadline=None, suppress_health_check=[HealthCheck.too_slow])
def test_any_damage(data: bytes, mutation: list[tuple[int, int]], end: int) -> None:
    damaged = bytearray(data)
    for position, byte in mutation:
        damaged[position % len(damaged)] = byte
    reads_or_refuses(bytes(damaged))
    reads_or_refuses(data[: end % len(data)])


@given(part=st.sampled_from(sorted(written_parts(""))), mutation=_MUTATION)
@settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.too_slow])
def test_any_damage_inside_a_part(part: str, mutation: list[tuple[int, int]]) -> None:
    with zipfile.ZipFile(io.BytesIO(WORKBOOK)) as archive:
        parts: dict[str, str | bytes] = {name: archive.read(name) for name in archive.namelist()}
    damaged = bytearray(parts[part])  # type: ignore[arg-type]
    for position, byte in mutation:
        damaged[position % len(damaged)] = byte
    reads_or_refuses(zipped({**parts, part: bytes(damaged)}))


@pytest.mark.parametrize(
    "data",
    [
        b"<!---->" * 1000,
        b'"a""\n' * 20_000,
        b'"a\t' * 50_000,
        b"\t" * 200_000,
        written(
            f"<row>{'<c><v>1</v></c>' * 5000}</row>",
            after="<mergeCells>" + '<mergeCell ref="XA1:XC9"/>' * 20_000 + "</mergeCells>",
        ),
    ],
    ids=["comments", "quotes", "open quotes", "tabs", "merges"],
)
def test_input_made_to_be_slow_is_not(data: bytes) -> None:
    began = time.process_time()
    reads_or_refuses(data)
    # Each takes a few tenths of a second; what grows with the square or worse takes minutes.
    assert time.process_time() - began < 10
