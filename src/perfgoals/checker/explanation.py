"""The documentation of a rule, put together from its declaration and the docstring of its function."""

from __future__ import annotations

import textwrap
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from perfgoals.checker.config import CheckConfig
from perfgoals.checker.declaration import Declaration, Language, Parameter
from perfgoals.checker.facts import digits
from perfgoals.checker.lexicon import tables_of
from perfgoals.checker.rule import Rule

PARTS = ("Why", "Hit", "Near miss", "Parameters")

_HEADINGS: Mapping[Language, Mapping[str, str]] = {
    "zh-CN": {
        "severity": "级别",
        "source": "依据",
        "what": "说明",
        "message": "报告",
        "why": "理由：",
        "Hit": "报告的例子",
        "Near miss": "不报告的例子",
        "Parameters": "参数",
        "lexicon": "词表",
        "default": "默认",
        "off": "默认不启用",
        "colon": "：",
    },
    "en": {
        "severity": "Severity",
        "source": "Source",
        "what": "What it checks",
        "message": "Reports",
        "why": "Why: ",
        "Hit": "Hit",
        "Near miss": "Near miss",
        "Parameters": "Parameters",
        "lexicon": "Words",
        "default": "default",
        "off": "off by default",
        "colon": ": ",
    },
}
_SEVERITIES: Mapping[Language, Mapping[str, str]] = {
    "zh-CN": {"error": "错误", "warning": "警告", "info": "提示", "hint": "建议"},
    "en": {"error": "error", "warning": "warning", "info": "info", "hint": "hint"},
}


@dataclass(frozen=True, slots=True)
class Documentation:
    r"""Is a docstring in its fixed parts: what is checked, why, a hit, a near miss, the parameters.

    >>> Documentation.of("Judge.\n\nWhy: law.\nHit:\n    a\nNear miss:\n    b\nParameters: none.").hit
    'a'
    """

    what: str
    why: str
    hit: str
    near_miss: str
    parameters: str

    @classmethod
    def of(cls, docstring: str) -> Documentation:
        """Divide a docstring; raises ValueError when a part is missing or out of order."""
        parts = [""]
        expected = list(PARTS)
        for line in docstring.splitlines():
            if expected and line.startswith(f"{expected[0]}:"):
                parts.append(line.removeprefix(f"{expected.pop(0)}:").strip())
            else:
                parts[-1] += f"\n{line}"
        if expected:
            raise ValueError(f"the documentation of a rule lacks the part {expected[0]!r}")
        what, why, hit, near_miss, parameters = (textwrap.dedent(part).strip() for part in parts)
        return cls(" ".join(what.split()), " ".join(why.split()), hit, near_miss, parameters)


def explain(name: str, language: Language = "zh-CN", *, config: CheckConfig | None = None) -> str:
    """Explain a rule as Markdown; ``name`` is a code or a slug. Raises :class:`UsageError` for an unknown one.

    config: the configuration that names the modules of rules of one's own.

    >>> print(explain("row-total", "en").splitlines()[0])
    # B01 row-total: A total equals the sum of its sources
    """
    known = (config or CheckConfig()).rule_set
    code = known.code_of(name)
    found = next(rule for rule in known.rules if rule.code == code)
    return "\n".join(_lines(found, language))


def _lines(rule: Rule, language: Language) -> list[str]:
    declared, words = rule.declaration, _HEADINGS[language]
    documentation = _documentation(rule)
    colon = words["colon"]
    lines = [
        f"# {rule.code} {declared.slug}{colon}{declared.title[language]}",
        "",
        f"- {words['severity']}{colon}{_severity(declared, None, language)}",
        f"- {words['source']}{colon}{declared.source[language]}",
        "",
        f"## {words['what']}",
        "",
        *_what(declared, documentation, language),
        "",
        f"## {words['message']}",
        "",
    ]
    lines += [
        f"- {_severity(declared, case, language)}{colon}`{declared.template(case, language)}`"
        for case in (None, *declared.cases)
    ]
    for heading, example in (("Hit", documentation.hit), ("Near miss", documentation.near_miss)):
        if example:
            lines += ["", f"## {words[heading]}", "", "```text", example, "```"]
    if declared.parameters:
        lines += ["", f"## {words['Parameters']}", ""]
        lines += [_parameter(name, parameter, language) for name, parameter in declared.parameters.items()]
    if declared.lexicon:
        lines += ["", f"## {words['lexicon']}", ""]
        lines += [line for name in declared.lexicon for line in _table(name, words["colon"])]
    return lines


def _table(name: str, colon: str) -> Iterator[str]:
    """Walk the words of a table of the lexicon as an extender finds them there: a line for each of its lists."""
    for key, entries in tables_of(name):
        yield f"- `{name}.{key}`{colon}{' '.join(f'`{entry}`' for entry in entries)}"


def _documentation(rule: Rule) -> Documentation:
    """Divide the docstring; that of a rule of one's own may have no parts and is then all about what it checks."""
    try:
        return Documentation.of(rule.documentation)
    except ValueError:
        if rule.own is None:
            raise
        return Documentation(rule.documentation, "", "", "", "")


def _what(declared: Declaration, documentation: Documentation, language: Language) -> list[str]:
    if language == "zh-CN" and declared.explanation:
        return [declared.explanation]
    why = ["", f"{_HEADINGS[language]['why']}{documentation.why}"] if documentation.why else []
    return [documentation.what or declared.title[language], *why]


def _severity(declared: Declaration, case: str | None, language: Language) -> str:
    severity = declared.severity_of(case)
    word = _SEVERITIES[language][severity]
    return f"{word} ({_HEADINGS[language]['off']})" if severity == "hint" else word


def _parameter(name: str, parameter: Parameter, language: Language) -> str:
    default = parameter.default if isinstance(parameter.default, tuple) else (parameter.default,)
    values = ", ".join(digits(item) for item in default)
    words = _HEADINGS[language]
    return f"- `{name}`{words['colon']}{parameter.meaning[language]} ({words['default']} {values})"
