"""Hostile pages and web archives: unclosed tags, attributes, references and spans without end, parts in parts."""

from __future__ import annotations

from collections.abc import Iterator

from tests.zoo.animal import READ, Animal, species
from tests.zoo.texts import page, table


def pages() -> Iterator[Animal]:
    """Give the pages and the web archives."""
    yield from species(
        "page",
        f"{READ}|limit-cells|limit-filled|limit-columns|limit-depth|limit-merge-rows"
        "|limit-cell-characters|limit-text-bytes|no-table|no-goal-sheet|no-goal-sheet-by-labels"
        "|binary-data",
        unclosed=lambda: page("<b>" * 1_000_000),
        unclosed_divs=lambda: page("<div>" * 1_000_000),
        unclosed_cells=lambda: table("<td>a" * 90_000),
        unclosed_rows=lambda: table("<tr>" * 900_000),
        attribute=lambda: table("<tr><td " + "a=1 " * 1_500_000 + ">a"),
        attributes_of_many=lambda: table("<tr><td " + "".join(f"a{n}=1 " for n in range(500)) + ">a" * 1),
        attribute_names=lambda: page("<td " + " ".join(f"a{n}" for n in range(900_000)) + ">"),
        attribute_entities=lambda: page("<td a='" + "&amp;" * 1_500_000 + "'>"),
        huge_span=lambda: table("<tr><td colspan=1000000000 rowspan=1000000000>a<td>b"),
        zero=lambda: table("<tr><td rowspan=0 colspan=0>a<td>b" * 3_000),
        zeros=lambda: table("<tr>" + "<td rowspan=0>a" * 900 + "<tr><td>b" * 900),
        negative=lambda: table("<tr><td rowspan=-1 colspan=-1>a" * 3),
        span_digits=lambda: table(f"<tr><td rowspan={'9' * 1_000_000}>a"),
        unicode_span=lambda: table("<tr><td rowspan='２' colspan='٣'>a<td>b"),
        entities=lambda: page("&amp;" * 1_500_000),
        entity_names=lambda: page("&a" * 3_900_000),
        long_entity=lambda: page("&" + "a" * 7_900_000),
        entity_many=lambda: page("&CounterClockwiseContourIntegral" * 240_000),
        comments=lambda: page("<!--<!-- -->" * 600_000),
        comment_open=lambda: page("<!--" + "-" * 7_900_000),
        declarations=lambda: page("<!a>" * 1_900_000),
        instructions=lambda: page("<?a>" * 1_900_000),
        cdata=lambda: page("<![CDATA[" * 800_000),
        script=lambda: page("<script>" + "<" * 7_900_000),
        script_ends=lambda: page("<script>" + "</scrip" * 1_100_000),
        scripts=lambda: page("<script></script>" * 450_000),
        style=lambda: page("<style>" + "a{" * 3_900_000),
        title=lambda: page("<title>" + "</titl" * 1_200_000),
        xml=lambda: page("<xml>" * 1_500_000),
        textarea=lambda: page("<textarea><table>" * 400_000),
        tables_in_cells=lambda: page("<table><tr><td>a" * 99),
        tables_in_cells_again=lambda: page(("<table><tr><td>a" * 90 + "</table>" * 90) * 10),
        pre=lambda: page("<pre>" + "绩\n" * 900_000),
        pre_cells=lambda: table("<tr><td><pre>" + "绩\n" * 900_000),
        list_items=lambda: page("<li>绩效" * 200_000),
        breaks=lambda: page("<br>" * 1_900_000),
        spaces=lambda: page("<p>绩" + " \n" * 3_000_000 + "效"),
        nbsp=lambda: table("<tr><td>" + "&nbsp;" * 900_000),
        nuls=lambda: page("<td>\0" * 1_000_000),
        sheets=lambda: (table("<tr><td>产出指标<td>数量指标<td>人数<td>≥1人").decode() * 900).encode(),
        wide=lambda: table("<tr>" + "<td>≥20人" * 90_000),
        goal=lambda: table("<tr><td>产出指标<td>数量指标<td>人数<td>≥1人" * 11_000),
        diagonal=lambda: table("".join("<tr>" + f"<td colspan={n}>" + "<td>a" for n in range(1, 1_000)) * 8),
        stairs=lambda: table("".join("<tr>" + "<td rowspan=900>a" for n in range(1, 1_000))),
        brackets=lambda: page("<" + "a" * 7_900_000),
        slashes=lambda: page("<a" + "/" * 7_900_000),
        equals=lambda: page("<a " + "=" * 7_900_000),
        equals_spaced=lambda: page("<a " + "b = " * 1_900_000),
        name_spaces=lambda: page("<a b" + " " * 7_900_000 + "c"),
        quotes=lambda: page("<a b=\"'" * 1_500_000),
        tag_names=lambda: page("".join(f"<a{n}>" for n in range(400_000))),
        end_of_quotes=lambda: page("<p a='>" * 1_000_000),
    )
    mime = "MIME-Version: 1.0\n"
    yield from species(
        "web archive",
        "library-failed|no-table|no-goal-sheet|limit-cell-characters|limit-depth|limit-lines|limit-parts",
        quoted=lambda: (
            mime + "Content-Type: text/html\nContent-Transfer-Encoding: quoted-printable\n\n" + "=3D" * 2_600_000
        ).encode(),
        quoted_soft=lambda: (
            mime + "Content-Type: text/html\nContent-Transfer-Encoding: quoted-printable\n\n" + "=\n" * 3_900_000
        ).encode(),
        uuencoded=lambda: (
            mime + "Content-Type: text/html\nContent-Transfer-Encoding: x-uuencode\n\nbegin 644 a\n" + "M" * 7_000_000
        ).encode(),
        base64_bad=lambda: (
            mime + "Content-Type: text/html\nContent-Transfer-Encoding: base64\n\n" + "=" * 7_900_000
        ).encode(),
        encoding_unknown=lambda: (mime + "Content-Type: text/html; charset=unicode_escape\n\n<p>\\x41").encode(),
        words=lambda: (
            mime + "Subject: " + "=?utf-8?B?5Lit?= " * 400_000 + "\nContent-Type: text/html\n\n<p>a"
        ).encode(),
        type_words=lambda: (
            mime + "Content-Type: text/html; " + "".join(f"a*{n}*=b;" for n in range(200_000)) + "\n\n<p>a"
        ).encode(),
        type_quotes=lambda: (mime + 'Content-Type: text/html; a="' + '\\"' * 3_000_000 + "\n\n<p>a").encode(),
        type_parens=lambda: (mime + "Content-Type: text/html " + "(" * 7_000_000 + "\n\n<p>a").encode(),
        boundary=lambda: (
            mime + f'Content-Type: multipart/related; boundary="{"b" * 1_000_000}"\n\n' + "--b\n" * 1_000_000
        ).encode(),
        boundary_pattern=lambda: (
            mime + 'Content-Type: multipart/related; boundary="(a+)+$"\n\n' + "--" + "a" * 1_000_000 + "\n"
        ).encode(),
        messages=lambda: (mime + "Content-Type: message/rfc822\n\n" * 100_000).encode(),
        digest=lambda: (mime + 'Content-Type: multipart/digest; boundary="b"\n\n' + "--b\n\n" * 500_000).encode(),
        delivery=lambda: (mime + "Content-Type: message/delivery-status\n\n" + "a: b\n\n" * 900_000).encode(),
        parts=lambda: (
            mime + 'Content-Type: multipart/related; boundary="b"\n\n' + "--b\nContent-Type: image/png\n\nx\n" * 200_000
        ).encode(),
        no_body=lambda: mime.encode() + b"\n",
        carriage_returns=lambda: mime.encode() + b"\r" * 7_900_000,
        colons=lambda: mime.encode() + b":\n" * 3_900_000,
    )


ANIMALS = (*pages(),)
