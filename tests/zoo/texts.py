"""Hostile texts, pages and web archives: long lines, deep tables, endless markup, misleading encodings."""

from __future__ import annotations

from collections.abc import Iterator

from tests.readers.rendering import SS
from tests.zoo.animal import HEAD, READ, Animal, sheet_text, species
from tests.zoo.packages import FILE, LAUGHS, NETWORK, PARAMETER

LARGE = 8_000_000
"""Bytes, just below what a text may have."""


def page(content: str) -> bytes:
    """Begin a page."""
    return f"<html>{content}".encode()


def table(rows: str) -> bytes:
    """Write a goal sheet as a page, with rows of one's own."""
    cells = "".join(f"<td>{name}" for name in ("一级指标", "二级指标", "三级指标", "指标值"))
    return page(f"<p>{HEAD[0]}<p>{HEAD[1]}<table><tr>{cells}{rows}")


def spreadsheetml(content: str, before: str = "") -> bytes:
    """Write SpreadsheetML around rows."""
    return (
        f'<?xml version="1.0"?>{before}<Workbook xmlns="{SS}" xmlns:ss="{SS}"><Worksheet ss:Name="a"><Table>'
        f"{content}</Table></Worksheet></Workbook>"
    ).encode()


def texts() -> Iterator[Animal]:
    """Give the plain texts."""
    yield from species(
        "one long line",
        "limit-text-bytes|limit-cell-characters",
        ascii=lambda: b"a" * 50_000_000,
        chinese=lambda: "绩效".encode() * 8_000_000,
        within_the_limit=lambda: b"a" * LARGE,
        and_one_wide_character=lambda: b"a" * LARGE + "😀".encode(),
        utf_16=lambda: ("绩效" * 1_900_000).encode("utf-16"),
    )
    yield from species(
        "many cells",
        "limit-cells|limit-filled|limit-rows|limit-columns|limit-cell-characters|no-table|no-goal-sheet|binary-data",
        letters=lambda: b"a\t" * (LARGE // 2),
        lines=lambda: b"a\n" * (LARGE // 2),
        commas=lambda: b"a,b,c\n" * (LARGE // 6),
        one_line_of_commas=lambda: b"," * LARGE,
        commas_and_lines=lambda: b"a,b,c\n" * 3 + b"," * LARGE,
        tabs=lambda: b"\t" * LARGE,
        line_ends=lambda: b"\r" * LARGE,
        spaces=lambda: b" " * LARGE,
        no_break_spaces=lambda: "\u3000".encode() * (LARGE // 3),
        nothing=lambda: bytes(LARGE),
        quotes=lambda: b'"' * LARGE,
        quotes_and_tabs=lambda: b'"a\t' * (LARGE // 3),
        quotes_and_lines=lambda: b'"a\n' * (LARGE // 3),
        quotes_and_commas=lambda: b'"a,b\n' * (LARGE // 5),
    )
    yield from species(
        "encodings",
        "unknown-encoding|damaged-text|binary-data|no-goal-sheet|no-table|limit-text-bytes|unread-format|empty-file",
        utf_32=lambda: ("绩效" * 1_000_000).encode("utf-32")[:-3],
        half_surrogates=lambda: "绩效\ud800".encode("utf-16", "surrogatepass") * 1000,
        gb18030_of_four_bytes=lambda: b"\x84\x31\x95\x33" + b"\x81\x30\x81\x30" * 3_000_000,
        latin=lambda: bytes(range(1, 256)) * 50_000,
        every_byte_doubled=lambda: b"\xff\xfe" * (LARGE // 2),
        two_marks=lambda: b"\xef\xbb\xbf\xff\xfe\x00\x00" + b"a" * 1000,
        ebcdic=lambda: ("Performance" * 100_000).encode("cp037"),
        hidden_characters=lambda: "绩\u202e\u2066\u200b效\ufeff\n".encode() * 10_000,
        nothing=lambda: b"",
    )


def sheets() -> Iterator[Animal]:
    """Give goal sheets whose content is hostile, not their form."""
    digits, junk = "9" * 100_000, "(" * 100_000

    def value(text: str) -> bytes:
        return sheet_text(("产出指标", "数量指标", "参加人数", text)).encode()

    yield from species(
        "hostile values",
        READ,
        digits=lambda: value(f"≥{digits}人"),
        decimals=lambda: value(f"≥0.{digits}%"),
        exponent=lambda: value("≥1e" + digits),
        numerals=lambda: value("≥" + "一" * 100_000 + "人"),
        ten_thousands=lambda: value("≥1" + "万" * 100_000 + "元"),
        separators=lambda: value("≥" + "1," * 50_000 + "1"),
        spaces=lambda: value("≥" + " " * 100_000 + "20" + " " * 100_000 + "人"),
        brackets=lambda: value(f"≥20{junk}"),
        closing_brackets=lambda: value("≥20" + ")" * 100_000),
        comparators=lambda: value("≥" * 100_000),
        ranges=lambda: value("1-" * 50_000 + "1"),
        slashes=lambda: value("1/" * 50_000 + "1"),
        years=lambda: value(f"{digits}年{digits}月底前"),
        dates=lambda: value("2024年" * 20_000 + "底前"),
        several=lambda: value("≥20人；" * 20_000),
        listed=lambda: value("、".join(["20人"] * 20_000)),
        year_of_the_sheet=lambda: sheet_text().replace("2024", digits).encode(),
        spaces_before_a_line_end=lambda: value(f'"提高{" " * 500_000}培\n训"'),
        spaces_in_the_title=lambda: sheet_text().replace("表\n", f"表{' ' * 300_000}（\n").encode(),
        sums_of_money=lambda: value("完成任务" + "为" * 300_000 + "5万元"),
        control_characters=lambda: value("≥20\x1b]0;x\x07人"),
    )
    limits = "limit-cells|limit-filled|limit-characters|limit-rows|limit-columns"
    yield from species(
        "hostile goal sheet",
        f"{READ}|several-goal-sheets|no-goal-sheet|no-goal-sheet-by-labels|{limits}",
        titles=lambda: f"{HEAD[0]}\n".encode() * 100_000,
        many_sheets=lambda: f"{sheet_text()}\n".encode() * 2_950,
        labels=lambda: sheet_text().encode() + "\n一级指标\t二级指标\t三级指标\t指标值".encode() * 11_900,
        groups=lambda: sheet_text(*[("产出指标", "数量指标", "", "")] * 11_900).encode(),
        same_indicator=lambda: sheet_text(*[("产出指标", "数量指标", "培训人数", "≥20人")] * 11_900).encode(),
        different_indicators=lambda: sheet_text(
            *[("产出指标", "数量指标", f"培训人数{number}", f"≥{number}人") for number in range(11_900)]
        ).encode(),
        tasks=lambda: "\n".join(
            [*HEAD, "任务名称\t主要内容\t预算金额（万元）", *(f"任务{n}\t内容{n}\t{n}" for n in range(5_000))]
        ).encode(),
        totals=lambda: "\n".join([*HEAD, "任务名称\t主要内容\t预算金额（万元）", *["合计\t\t1"] * 11_900]).encode(),
        wide_row=lambda: sheet_text(tuple(["≥20人"] * 99_000)).encode(),
        wide_head=lambda: "\n".join([*HEAD, "\t".join(["一级指标", "二级指标", "指标值"] * 20_000)]).encode(),
        rows_without_end=lambda: sheet_text(*[("产出指标", "数量指标", "培训人数", "≥20人")] * 20_000).encode(),
        one_line=lambda: ("绩效目标表一级指标产出指标数量指标≥20人" * 20_000).encode(),
        goals=lambda: ("部门整体支出绩效目标表\n年度总体目标\t" + "目标1：完成任务。" * 50_000).encode(),
        numbered=lambda: "\n".join([*HEAD, *(f"{n}.任务\t{n}" for n in range(11_900))]).encode(),
    )


def pages() -> Iterator[Animal]:
    """Give the pages and web archives."""
    yield from species("depth", "limit-depth", nested_tables=lambda: page("<table><tr><td>" * 10_000))
    yield from species(
        "markup",
        "no-table|no-goal-sheet|limit-sheets|limit-cells|limit-filled|limit-merge-rows|limit-cell-characters"
        f"|limit-characters|limit-merges|limit-text-bytes|{READ}",
        closing_tags=lambda: page("</p>" * 500_000),
        open_comments=lambda: page("<!--" * (LARGE // 4)),
        comments=lambda: page("<!---->" * 500_000),
        open_quotes=lambda: page("<a b='" * (LARGE // 6)),
        one_attribute=lambda: page("<a b=" + "c" * LARGE),
        attributes=lambda: page("<a " + "b=c " * 500_000),
        less_than=lambda: page("<" * LARGE),
        ampersands=lambda: page("&" * LARGE),
        entity_digits=lambda: page("&#" + "9" * LARGE),
        entities=lambda: page("&nbsp;" * (LARGE // 6)),
        scripts=lambda: page("<script>" * (LARGE // 8)),
        tables=lambda: page("<table><tr><td>a<td>b</table>" * 100_000),
        cells=lambda: page("<table><tr>" + "<td>" * (LARGE // 4)),
        colspan=lambda: table("<tr><td colspan=1000>a" * 11_900),
        rowspan=lambda: table("<tr>" + "<td rowspan=65534>a" * 2_000 + "<tr><td>a" * 2_000),
        rowspan_zero=lambda: table("<tr><td rowspan=0>a<td>b" * 20_000),
        one_cell_over_all=lambda: table("<tr><td rowspan=65534 colspan=1000>a" + "<tr><td>b" * 11_900),
        paragraphs=lambda: page("<p>绩效" * 250_000),
        breaks_in_a_cell=lambda: table("<tr><td>" + "绩<br>" * 300_000),
        line_ends_between_words=lambda: page("<p>绩<b>" + "\n" * (LARGE // 2) + "a"),
        spaces_in_a_cell=lambda: table("<tr><td>" + "绩 \n" * 250_000),
    )
    head = "MIME-Version: 1.0\n"
    nested = "".join(f"Content-Type: multipart/mixed; boundary=b{n}\n\n--b{n}\n" for n in range(5_000))
    html = "Content-Type: text/html\n\n<table><tr><td>a<td>b</table>\n--b\n"
    yield from species(
        "web archive",
        "library-failed|no-table|no-goal-sheet|limit-sheets|limit-cells|limit-parts|limit-lines|limit-depth",
        nested=lambda: (head + nested).encode(),
        headers=lambda: (head + "A: b\n" * 400_000).encode(),
        folded_header=lambda: (head + "A: b\n" + " c\n" * 1_000_000).encode(),
        parameters=lambda: (head + "Content-Type: text/html" + ";a=b" * 20_000 + "\n\n<p>").encode(),
        pages=lambda: (head + 'Content-Type: multipart/related; boundary="b"\n\n--b\n' + html * 20_000).encode(),
        encoded=lambda: (
            (head + "Content-Type: text/html\nContent-Transfer-Encoding: base64\n\n").encode() + b"PHA+" * 1_900_000
        ),
        boundaries=lambda: (head + 'Content-Type: multipart/related; boundary="b"\n\n' + "--b\n" * 100_000).encode(),
    )
    row = '<Row><Cell><Data ss:Type="String">a</Data></Cell></Row>'
    yield from species(
        "SpreadsheetML",
        "no-goal-sheet|limit-merge-rows|limit-depth|limit-filled|limit-tags|limit-rows",
        far_cell=lambda: spreadsheetml('<Row ss:Index="9999999"><Cell ss:Index="9999999"><Data>a</Data></Cell></Row>'),
        merges=lambda: spreadsheetml(
            '<Row><Cell ss:MergeAcross="9999999" ss:MergeDown="9999999"><Data>a</Data></Cell></Row>' * 50_000
        ),
        rows=lambda: spreadsheetml(row * 140_000),
        depth=lambda: spreadsheetml("<a>" * 1_000_000),
        digits=lambda: spreadsheetml(f'<Row><Cell><Data ss:Type="Number">{"9" * 900_000}</Data></Cell></Row>'),
        dates=lambda: spreadsheetml(
            f'<Row><Cell><Data ss:Type="DateTime">{"9" * 900_000}-01-01T00:00:00</Data></Cell></Row>'
        ),
    )
    for name, dtd in {"laughs": LAUGHS, "file": FILE, "network": NETWORK, "parameter": PARAMETER}.items():
        yield Animal(
            "entities",
            f"{name} in SpreadsheetML",
            lambda dtd=dtd: spreadsheetml(row, dtd),  # type: ignore[misc]
            frozenset({"document-type"}),
        )


ANIMALS = (*texts(), *sheets(), *pages())
