"""What a printed text means to a form: a section, a column, a head label, a level, a total.

One lookup for the whole layout, compiled once from a form and the taxonomies.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from typing import get_args

from perfgoals.forms import frameworks
from perfgoals.forms.form import Form, GoalPart, Section
from perfgoals.forms.labels import (
    CIRCLED,
    begins_like,
    comparable,
    funding_key,
    label_key,
    numbered,
    split_points,
    without_enumerator,
)
from perfgoals.forms.taxonomy import stem
from perfgoals.models import FundingKind, MoneyUnit

_LONGEST_LABEL = 40
"""No printed label is longer; a longer text is content and needs no lookup."""

_MONEY_UNIT = re.compile(
    r"(?:单位[:为]?\s*|\()(?:人民币)?[:,]?(" + "|".join(get_args(MoneyUnit)) + r")(?:\)|\Z|[,;。])"
)
_YEAR = re.compile(r"(?<![0-9])(20[0-9]{2})(?![0-9])\s*(?:年|财政年度|预算年度)")
_YEARS = re.compile(r"20[0-9]{2}年?[-—–~～至到]20[0-9]{2}年")
"""A span of several years, none of which is the sheet's."""
_MEDIUM_TERM = re.compile(r"[(（](?:长期|中期|中长期)[)）]")
_PLAIN_START = re.compile(r"[\u4e00-\u9fff][^\s、.．：:（(][^\s]")
"""A text that begins with no number, ornament or padding; a label among such is known by its first two characters."""
_YEAR_OR_UNIT = re.compile(r"^(?:20[0-9]{2}年度?)?(?:部门|单位|本部门|本单位|部门\(单位\))?(?=.{2})")
_TOTAL = re.compile(r"[^0-9、,。;]{0,5}(?:合计|总计|共计)(?:数|金额)?\Z")
_ENDS_WITH_SHEET = re.compile(r"表(?:\(.*|.{0,2})\Z")
_CHINESE_YEAR = re.compile(r"二[〇○零Oo0][〇○零一二三四五六七八九]{2}(?=年)")
_CHINESE_DIGITS = str.maketrans("〇○零Oo一二三四五六七八九", "00000123456789")
_YEAR_CAPTION = re.compile(
    r"[(\[【〔]?20[0-9]{2}年(?:度|度预算|预算|1月1日[-—~至到](?:20[0-9]{2}年)?12月31日|"
    r"度?(?:[0-9]{1,2}月?[-—–~至到])?[0-9]{1,2}月|上半年)?[)\]】〕]?\Z"
)
_MONTHS = re.compile(r"(?:截[至止])?[0-9]{1,2}(?:[-—–~～至到][0-9]{1,2})?月(?:份|底)?")
_MONTHS_AS_LISTED = "N月"
_FUNDS_OF_THE_YEAR = re.compile(r"(?:当年|本年度?|年度|全年)(?=.{3})")
_FRONTS = ("其中", "截至", "截止", "当年", "本年", "年度", "全年")
"""What may stand in front of a label."""

PROJECT_MONEY = ("=amount", "=initial", "=budget", "=executed")
"""Columns of a project's money in a table of several projects; its rate may have another."""

_ORDINAL = re.compile(r"[A-Za-z0-9]{1,2}〕?\Z|〕\Z")
_PLAUSIBLE_YEAR = re.compile(r"20[0-9]{2}\Z")
_STAMP = re.compile(r"\A[(（](?:盖章|公章|签章)[)）]\s{0,4}")
"""Where the stamp goes: 填报单位：（盖章）某局."""

_BARE_YEAR = re.compile(r"\(?([0-9]+)年?度?\)?\Z")


@dataclass(frozen=True, slots=True)
class Meaning:
    """Says all that a text may mean; an empty one is content.

    head: the leaf it labels (``department.name``). funding: the kind of money a row of that name holds. tasks, funds,
    indicators: the roles it may have as a column's header. project: its role as a column in a table of several
    projects. level1, level2: whether it names a kind of indicator.
    """

    key: str
    section: Section | None = None
    head: str | None = None
    goal: GoalPart | None = None
    funding: FundingKind | None = None
    tasks: tuple[str, ...] = ()
    funds: tuple[str, ...] = ()
    indicators: tuple[str, ...] = ()
    project: tuple[str, ...] = ()
    level1: bool = False
    level2: bool = False
    total: bool = False
    subtotal: bool = False
    is_level: bool = field(init=False)
    """Whether the text names a kind of indicator on either level."""
    is_column: bool = field(init=False)
    """Whether the text may be the label of a column of any table."""

    def __post_init__(self) -> None:
        object.__setattr__(self, "is_level", self.level1 or self.level2)
        object.__setattr__(self, "is_column", bool(self.tasks or self.funds or self.indicators or self.project))


_LONGEST_MARK = 12
_BARE_TITLE = re.compile(r"\A(?:部门|单位|部门\(单位\)|本部门)(?=整体)|(?:申报|批复)\Z")
_FORM_NUMBER = r"(?:[0-9]{1,2}(?=20[0-9]{2}年)|(?!20[0-9]{2}年)[0-9一二三四五六七八九十-]{1,5})"
"""The number of a form or an annex before a title, without any border: 附件12021年度… is 附件1."""
_LEADING_TITLE = re.compile(
    rf"(?:报表编号[:：]?[0-9A-Za-z_-]{{1,24}}|[0-9]{{1,2}}、|附[件表]?{_FORM_NUMBER}?|(?:公开|表){_FORM_NUMBER}表?)?[:：]?"
    r"((?:20[0-9]{2}年|[^0-9A-Za-z。,，;；:：])[^。,，;；:：]{3,59}?表(?:[(（].{1,12}?[)）])?)"
)
_FRONT_OF_TABLE = re.compile(
    r"(?:(?:附件|附表|公开表|公开|表)?[0-9一二三四五六七八九十-]{0,5}[.、:]?|.{0,20}20[0-9]{2}年度?)(?:部门|单位|本级)?(?:预算|决算)?\Z"
)
"""What stands in front of the name of a table of the budget: its number, a year, whose it is."""
BODIES = ("department.name", "project.competent_department", "project.implementing_unit")
"""The facts that name a body."""

_UNRANKED = 1000
_NUMBER_BEGINS = frozenset("0123456789(")
_CONTENT = Meaning("")


class Vocabulary:
    """Answers what a text means to one form."""

    def __init__(self, form: Form) -> None:
        self.form = form
        self._sections = {key: section for section, labels in form.sections.items() for key in labels}
        self._head = {
            key: f"{part}.{field}"
            for part, fields in form.head.items()
            for field, labels in fields.items()
            for key in labels
        }
        self._goals = {key: part for part, labels in form.goals.items() for key in labels}
        self._funding = {key: kind for kind, labels in form.funding.items() for key in labels}
        self._funds = _roles(form.columns.funding.items())
        self._tasks = _roles(form.columns.tasks.items())
        self._indicators = _roles(form.columns.indicators.items())
        self._ranks = {
            "tasks": _ranks(form.columns.tasks.items()),
            "funding": _ranks(form.columns.funding.items()),
            "indicators": _ranks(form.columns.indicators.items()),
        }
        self._level1 = {stem(name) for t in frameworks() for c in t.categories for name in (c.label, *c.aliases)}
        self._level1.update(stem(name) for name in form.levels.get("level-1", ()))
        self._level2 = {
            stem(name) for t in frameworks() for c in t.categories for g in c.groups for name in (g.label, *g.aliases)
        }
        self._level2.update(stem(name) for name in form.levels.get("level-2", ()))
        totals = form.totals
        known = (
            *self._sections,
            *self._head,
            *self._goals,
            *self._funding,
            *self._funds,
            *self._tasks,
            *self._indicators,
            *self._level1,
            *self._level2,
            *totals.total,
            *totals.subtotal,
        )
        self.beginnings = frozenset(key[:2] for key in (*known, *_FRONTS))
        """How labels begin: a text that begins otherwise begins with none."""
        self.nature = frozenset(form.nature.words)
        self.outcomes = frozenset(form.outcomes.words)
        self._feet = tuple(
            key for key in (*totals.total, *(k for k, leaf in self._head.items() if leaf.startswith("evaluation.")))
        )
        around = form.surroundings
        self._page = frozenset(text[:1] for text in (*around.words, *around.lines))
        self.no_units = frozenset(form.units.words)
        self._known = lru_cache(maxsize=8192)(self._look_up)

    def meaning(self, text: str) -> Meaning:
        """Look a text up; labels are few and come again in every sheet, so that what they mean is remembered."""
        return self._known(text) if len(text) <= _LONGEST_LABEL else _CONTENT

    def _look_up(self, text: str) -> Meaning:
        if _PLAIN_START.match(text) and comparable(text[:2]) not in self.beginnings:
            return _CONTENT
        key = label_key(text)
        bare = without_enumerator(key)
        plain = _YEAR_OR_UNIT.sub("", bare)
        root = stem(split_points(text.lstrip(CIRCLED))[0])
        return Meaning(
            key,
            section=self._sections.get(key) or self._sections.get(bare) or self._sections.get(plain),
            head=self._head.get(key) or self._head.get(bare) or self._name_of_body(bare),
            goal=self._goals.get(key) or self._goals.get(bare),
            funding=self._kind_of_funding(text),
            funds=self._funds.get(_MONTHS.sub(_MONTHS_AS_LISTED, key), ()),
            tasks=self._tasks.get(key, ()),
            indicators=self._column_of_indicators(text, key if key in self._indicators else _YEAR.sub("", key)),
            project=self._column_of_projects(key),
            level1=root in self._level1,
            level2=root in self._level2,
            total=key in self.form.totals.total or bool(_TOTAL.match(key)),
            subtotal=key in self.form.totals.subtotal,
        )

    def _name_of_body(self, key: str) -> str | None:
        """Give the fact of a body whose label says that it is a name: 申报单位名称 is 申报单位."""
        leaf = self._head.get(key.removesuffix("名称")) if key.endswith("名称") else None
        return leaf if leaf in BODIES else None

    def begins_label(self, text: str) -> bool:
        """Tell whether two characters may begin a label, be it with a number or an ornament in front."""
        beginning = comparable(text)
        return beginning in self.beginnings or beginning[:1] in _NUMBER_BEGINS or len(beginning) < len(text)

    def _kind_of_funding(self, text: str) -> FundingKind | None:
        """Give the kind of money of a row; 当年市级资金 is 市级资金."""
        key = funding_key(text)
        return self._funding.get(key) or self._funding.get(_FUNDS_OF_THE_YEAR.sub("", key, count=1))

    def _column_of_indicators(self, text: str, key: str) -> tuple[str, ...]:
        """Give the roles of a column of indicators; 三级指标（长期） is a column of the medium term."""
        roles = self._indicators.get(_MONTHS.sub(_MONTHS_AS_LISTED, key), ())
        return ("medium-term",) if roles and roles[0] != "level-1" and _MEDIUM_TERM.search(text) else roles

    def _column_of_projects(self, key: str) -> tuple[str, ...]:
        """Give the role of a column that says which project a row is about, what it costs, what its goal is."""
        leaf = self._head.get(key, "")
        if leaf.startswith(("project.", "department.")):
            return (f"={leaf}",)
        stages = self._funds.get(_MONTHS.sub(_MONTHS_AS_LISTED, key), ())
        stage = next((role for role in (*PROJECT_MONEY[1:], "=rate") if role[1:] in stages), None)
        if stage is not None and (self.form.kind == "self-evaluation" or stage != "=budget"):
            return (stage,)
        if self._funding.get(funding_key(key)) == "total":
            return ("=amount",)
        return ("=goal",) if self._sections.get(key) == "goal" or self._goals.get(key) == "expected" else ()

    def rank(self, table: str, role: str, text: str) -> int:
        """Say where in the list of a role a label stands, the usual name first."""
        return self._ranks[table].get((role, label_key(text)), _UNRANKED)

    def is_money_source(self, text: str) -> bool:
        """Tell whether a label that no list holds may name a source of money by its ending."""
        return len(text) <= _LONGEST_LABEL and label_key(text).endswith(self.form.money.endings or ("\0",))

    def is_party(self, text: str) -> bool:
        """Tell whether a column's label may name a party that has targets of its own: 甲镇, 第一小学."""
        name = _ORDINAL.sub("", label_key(text)) if len(text) <= _LONGEST_LABEL else ""
        return len(name) > 1 and name.endswith(self.form.parties.endings or ("\0",)) and not self.is_whole(text)

    def is_whole(self, text: str) -> bool:
        """Tell whether a column's label, beside those of parties or of half a year, means all of them: 全县, 合计."""
        return len(text) <= _LONGEST_LABEL and label_key(text) in self.form.parties.wholes

    def divides_targets(self, text: str) -> bool:
        """Tell whether a column's label may name a party, or all of them together."""
        return self.is_party(text) or self.is_whole(text)

    def is_title(self, text: str) -> bool:
        """Tell whether a text is the title of a goal sheet."""
        return title_weight(self.form, text) > 0 or names_a_sheet(text)

    def may_be_of_page(self, text: str) -> bool:
        """Tell quickly whether a line may be the page's own, by its first character."""
        return comparable(text[:1]) in self._page

    def is_of_page(self, pieces: Sequence[str]) -> bool:
        """Tell whether a line is the page's own: its pieces are words of one (打印 | 关闭), or it begins like one."""
        around = self.form.surroundings
        alone = all(len(piece) <= _LONGEST_LABEL and label_key(piece) in around.words for piece in pieces)
        return alone or comparable("".join(pieces)).startswith(around.lines or ("\0",))

    def is_other_table(self, text: str) -> bool:
        """Tell whether a text is the name of a table of the budget: 表一 部门收支总表."""
        plain = comparable(text) if len(text) <= _LONGEST_LABEL else ""
        ends = (end for end in self.form.surroundings.tables if plain.endswith(end))
        return any(_FRONT_OF_TABLE.match(plain.removesuffix(end)) for end in ends)

    def is_bare_title(self, text: str) -> bool:
        """Tell whether a text is a form's title without the word 表: 部门整体绩效目标, 2023年项目支出绩效目标.

        Behind a year, a name may stand in front of it: 2021年部门预算项目绩效目标自评.
        """
        printed = comparable(text)
        plain = _YEAR.sub("", printed).removeprefix("度")
        named = plain != printed and plain.endswith(self.form.titles)
        return len(plain) <= _LONGEST_LABEL and (named or _BARE_TITLE.sub("", plain) in self.form.titles)

    def stated_year(self, text: str) -> str | None:
        """Give what stands behind the colon in ``预算年度：2024``; blank for a lone label, None for another text."""
        label, _, value = text.replace("：", ":").partition(":")
        return value.strip() if len(label) <= _LONGEST_LABEL and label_key(label) in self.form.years else None

    def head_pair(self, text: str) -> tuple[str, str] | None:
        """Divide ``部门名称：某局`` into the leaf and its value; None when the text is no such pair."""
        label, colon, value = text.replace("：", ":").partition(":")
        if not colon or len(label) > _LONGEST_LABEL or not value.strip():
            return None
        leaf, value = self.meaning(label).head, _STAMP.sub("", value.strip())
        return (leaf, value) if leaf and value else None

    def is_caption(self, text: str) -> bool:
        """Tell whether a text is a mark around the table: 附件1, 单位：万元, 第1页."""
        return begins_like(text[:_LONGEST_LABEL], self.form.captions.prefixes)

    def is_foot(self, text: str) -> bool:
        """Tell whether a text begins like what stands below a table: a total, a note, a conclusion."""
        plain = comparable(text)
        return begins_like(text, self.form.footnotes.prefixes) or plain.startswith(self._feet)

    def is_page_mark(self, text: str) -> bool:
        """Tell whether a text is nothing but a mark around the table: - 12 -, 第 3 页."""
        return len(text) <= _LONGEST_MARK and numbered(text) in self.form.captions.prefixes

    def is_signature(self, text: str) -> bool:
        """Tell whether a text ends like the field of a signature below the table: 主管科室(盖章) 年 月 日."""
        return len(text) <= _LONGEST_LABEL and comparable(text).endswith(self.form.footnotes.signatures or ("\0",))

    def is_footnote(self, text: str) -> bool:
        """Tell whether a text is a note or a signature below the table: 注：…, 填报人：…."""
        start = comparable(text[:_LONGEST_LABEL])
        prefixes = self.form.footnotes.prefixes
        whole = start in prefixes or f"{start}:" in prefixes
        return begins_like(start, prefixes) and (whole or ":" in comparable(text) or "(" in start)


def _ranks(columns: Iterable[tuple[str, tuple[str, ...]]]) -> dict[tuple[str, str], int]:
    return {(role, key): rank for role, labels in columns for rank, key in reversed(list(enumerate(labels)))}


def names_a_sheet(text: str) -> bool:
    """Tell whether a text names a sheet of goals of whatever kind.

    >>> names_a_sheet("绩效目标申报表"), names_a_sheet("部门整体支出绩效自评报告"), names_a_sheet("填表说明")
    (True, False, False)
    """
    if len(text) > 2 * _LONGEST_LABEL or "表" not in text:
        return False
    plain = comparable(text)
    named = any(word in plain for word in ("目标", "自评", "监控", "监测"))
    return "绩效" in plain and named and bool(_ENDS_WITH_SHEET.search(plain))


def leading_title(text: str) -> str:
    """Give the title that a text without borders begins with; blank when it begins with none.

    >>> leading_title("项目支出绩效自评表(2021年度)项目名称修路")
    '项目支出绩效自评表(2021年度)'
    """
    found = _LEADING_TITLE.match(text)
    return found.group(1) if found is not None and names_a_sheet(found.group(1)) else ""


def title_weight(form: Form, text: str) -> int:
    """Say how closely a title names a form: the length of the longest phrase of the form that it holds, or 0."""
    if len(text) > 2 * _LONGEST_LABEL or "表" not in text:
        return 0
    plain = comparable(text)
    if not _ENDS_WITH_SHEET.search(plain):
        return 0
    return max((len(title) for title in form.titles if title in plain), default=0)


@lru_cache(maxsize=16)
def vocabulary(form: Form) -> Vocabulary:
    """Compile a form, once."""
    return Vocabulary(form)


def _roles(columns: Iterable[tuple[str, tuple[str, ...]]]) -> dict[str, tuple[str, ...]]:
    roles: dict[str, tuple[str, ...]] = {}
    for role, labels in columns:
        for key in labels:
            held = roles.get(key, ())
            roles[key] = held if role in held else (*held, role)
    return roles


def money_unit(text: str) -> MoneyUnit | None:
    """Find the money unit that a header or caption states.

    >>> money_unit("预算金额（万元）"), money_unit("金额单位：元"), money_unit("资金单元")
    ('万元', '元', None)
    """
    found = _MONEY_UNIT.search(comparable(text))
    return found.group(1) if found else None  # type: ignore[return-value]


def year_in(text: str) -> int | None:
    """Find the budget year in a title or caption.

    >>> year_in("（2022年度）"), year_in("2022年部门整体支出绩效目标表"), year_in("(20222年)"), year_in("(2023-2025年)")
    (2022, 2022, None, None)
    """
    plain = _arabic_year(comparable(text))
    if _YEARS.search(plain):
        return None
    found = _YEAR.search(plain)
    if found:
        return int(found.group(1))
    bare = _BARE_YEAR.match(plain)
    return int(bare.group(1)) if bare and _PLAUSIBLE_YEAR.match(bare.group(1)) else None


def _arabic_year(text: str) -> str:
    """Write 二〇二三年 as 2023年."""
    return _CHINESE_YEAR.sub(lambda found: found.group(0).translate(_CHINESE_DIGITS), text)


def is_year_caption(text: str) -> bool:
    """Tell whether a text is a caption that means to state a year, readable or not."""
    plain = _arabic_year(comparable(text))
    return bool(_YEAR_CAPTION.match(plain)) or (bool(_BARE_YEAR.match(plain)) and "年" in plain)
