"""Hostile csv files and texts: endless lines and quotes, pipes, marks, encodings, labels and figures without end."""

from __future__ import annotations

from collections.abc import Iterator

from tests.zoo.animal import COLUMNS, HEAD, INDICATOR, READ, Animal, sheet_text, species


def prose() -> Iterator[Animal]:
    """Give the csv files and the texts."""
    yield from species(
        "csv",
        f"{READ}|limit-cell-characters|limit-text-bytes|limit-filled|limit-rows|binary-data",
        one_line=lambda: b"a," * 1_000_000,
        one_line_of_words=lambda: "绩,".encode() * 1_000_000,
        two_lines=lambda: ("a," * 900_000 + "\n").encode() * 2,
        nuls=lambda: b"a,b,c\n\0\0\0,\0,\0\n" * 100_000,
        open_quote=lambda: b'a,b,c\n"' + b"x," * 25_000_000,
        open_quote_within=lambda: b'a,b,c\na,b,"' + b"x\n" * 3_900_000,
        open_quotes=lambda: b'a,b,"c\n' * 1_000_000,
        doubled=lambda: b'a,b,c\na,b,"' + b'""' * 3_900_000 + b'"',
        doubled_open=lambda: b'a,b,c\na,b,"' + b'""' * 3_900_000,
        alternating=lambda: b"a,b,c\n" + b'"a"b,' * 1_500_000,
        semicolons=lambda: b"a;b;c\n" * 1_300_000,
        mixed_ends=lambda: b"a,b,c\r" * 500_000 + b"a,b,c\r\n" * 500_000,
        goal_sheet=lambda: "\n".join(
            ",".join(r) for r in [(HEAD[0], "", "", ""), COLUMNS, *[INDICATOR] * 11_900]
        ).encode(),
        ragged=lambda: "\n".join("," * (n % 80) + "a" for n in range(24_000)).encode(),
    )
    yield from species(
        "text",
        f"{READ}|no-goal-sheet|no-goal-sheet-by-labels|limit-cell-characters|limit-rows|limit-columns|unknown-encoding",
        pipes=lambda: b"|" * 1_000_000,
        pipes_of_words=lambda: "绩|".encode() * 1_000_000,
        pipe_rows=lambda: ("|".join(INDICATOR) + "\n").encode() * 100_000,
        pipe_sheet=lambda: sheet_text(*[INDICATOR] * 11_000).replace("\t", "|").encode(),
        pipe_sheet_wide=lambda: (sheet_text() + "\n" + "≥20人|" * 40_000).replace("\t", "|").encode(),
        combining=lambda: ("绩" + "\u0301" * 3_900_000).encode(),
        combining_in_value=lambda: sheet_text(
            ("产出指标", "数量指标", "参加人数", "≥20" + "\u0301" * 400_000)
        ).encode(),
        combining_mixed=lambda: sheet_text(
            ("产出指标", "数量指标", "参加人数", "≥20" + "\u0316\u0301" * 200_000)
        ).encode(),
        right_to_left=lambda: ("\u202e绩效\u202c" * 600_000).encode(),
        marks=lambda: "\ufeff".encode() * 2_600_000,
        mark_in_value=lambda: sheet_text().replace("≥", "\ufeff≥\ufeff").encode(),
        utf_16_be=lambda: sheet_text(*[INDICATOR] * 11_000).encode("utf-16-be"),
        utf_32=lambda: sheet_text().encode("utf-32"),
        utf_7=lambda: sheet_text().encode("utf-7"),
        mixed=lambda: sheet_text().encode() + sheet_text().encode("gb18030"),
        gbk_and_noise=lambda: sheet_text().encode("gb18030") * 20_000 + b"\xff",
        line_separators=lambda: ("绩效\u2028" * 800_000).encode(),
        form_feeds=lambda: "绩效\f".encode() * 1_000_000,
        vertical=lambda: "绩\v效\x1c\x1d\x1e\x85".encode() * 500_000,
        json=lambda: b"[" * 8_000_000,
        json_objects=lambda: b'{"a":' * 1_500_000,
        json_sheet=lambda: ('{"title": "绩效目标表", "a": ' * 50_000).encode(),
        markdown=lambda: ("|".join(COLUMNS) + "\n" + "|---" * 200_000).encode(),
        glued=lambda: (HEAD[0] + "一级指标二级指标三级指标指标值" + "产出指标数量指标培训人数≥20人" * 4_000).encode(),
        lines_of_cells=lambda: "\n".join([*HEAD, *COLUMNS, *(INDICATOR * 2_400)]).encode(),
        lines_of_cells_too_many=lambda: "\n".join([*HEAD, *COLUMNS, *(INDICATOR * 2_970)]).encode(),
        lines_of_labels=lambda: "\n".join([HEAD[0], *(COLUMNS * 2_900)]).encode(),
        captions=lambda: (HEAD[0] + "\n" + "填报单位：甲　2024年度　单位：万元" * 20_000).encode(),
        colons=lambda: (HEAD[0] + "\n" + "：" * 900_000).encode(),
        colons_of_words=lambda: (HEAD[0] + "\n" + "单位：" * 300_000).encode(),
        enumerated=lambda: (HEAD[0] + "\n年度总体目标\t" + "".join(f"{n}.完成{n}项；" for n in range(60_000))).encode(),
        circled=lambda: (HEAD[0] + "\n年度总体目标\t" + "①" * 900_000).encode(),
        money=lambda: sheet_text(
            ("产出指标", "数量指标", "、".join(f"项目{n}投入{n}万元" for n in range(40_000)), "≥1人")
        ).encode(),
        one_task=lambda: "\n".join(
            [
                *HEAD,
                "任务名称\t主要内容\t预算金额（万元）",
                "任务\t" + "、".join(f"购置{n}万元" for n in range(50_000)) + "\t5",
            ]
        ).encode(),
        tasks_of_text=lambda: "\n".join(
            [
                *HEAD,
                "任务名称\t主要内容\t预算金额（万元）",
                *(f"任务{n}\t购置设备{n}台{n}万元，培训{n}人\t{n}" for n in range(11_000)),
            ]
        ).encode(),
        names_alike=lambda: sheet_text(
            *[
                ("产出指标", "数量指标", "培训" + "甲乙丙丁"[n % 4] * (n % 50) + "人数", f"≥{n}人")
                for n in range(11_000)
            ]
        ).encode(),
        names_numbered=lambda: sheet_text(
            *[("产出指标", "数量指标", f"第{n}项培训人数", f"≥{n}人") for n in range(11_000)]
        ).encode(),
        undecided=lambda: sheet_text(*[("产出指标", "数量指标", f"{n}人", f"≥{n}人") for n in range(11_900)]).encode(),
        long_names=lambda: sheet_text(
            *[("产出指标", "数量指标", f"{n}" + "培训合格率达标情况" * 60, f"≥{n % 100}%") for n in range(5_000)]
        ).encode(),
        funding=lambda: "\n".join(
            ["项目支出绩效目标表", "项目名称\t甲", *(f"财政拨款{n}\t{n}" for n in range(11_000))]
        ).encode(),
        self_evaluation=lambda: "\n".join(
            [
                "项目支出绩效自评表",
                "一级指标\t二级指标\t三级指标\t年度指标值\t实际完成值\t分值\t得分\t偏差原因分析",
                *(f"产出指标\t数量指标\t第{n}项培训\t≥{n}人\t{n - n % 3}人\t1\t1\t无" for n in range(11_000)),
            ]
        ).encode(),
        wide_columns=lambda: "\n".join(
            [*HEAD, "\t".join(COLUMNS), "\t".join(f"指标{n}" for n in range(90_000))]
        ).encode(),
        year=lambda: (f"部门整体支出绩效目标表（{'2' * 300_000}年度）\n" + sheet_text()).encode(),
        brackets=lambda: sheet_text(("产出指标", "数量指标", "（" * 200_000 + "）" * 200_000, "≥1人")).encode(),
        brackets_in_label=lambda: sheet_text(("产出指标" + "（" * 200_000, "数量指标", "人数", "≥1人")).encode(),
        percent=lambda: sheet_text(("产出指标", "数量指标", "人数", "%" * 900_000)).encode(),
        minus=lambda: sheet_text(("产出指标", "数量指标", "人数", "-" * 900_000)).encode(),
        tildes=lambda: sheet_text(("产出指标", "数量指标", "人数", "1~" * 200_000)).encode(),
    )


ANIMALS = (*prose(),)
