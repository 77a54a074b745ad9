"""The catalogue of rules as a table or as JSON."""

from __future__ import annotations

from perfgoals.checker.declaration import catalogue
from perfgoals.output.messages import Language, say
from perfgoals.output.records import dump
from perfgoals.output.terminal import align


def rules_table(language: Language) -> str:
    """List the rules for a reader: code, severity, name, title, under a header."""
    header = [say(language, "rules", key) for key in ("code", "severity", "rule", "title")]
    rows = [
        [rule.code, say(language, "severity", rule.severity), rule.slug, rule.title[language]]
        for rule in catalogue().values()
    ]
    return "\n".join(align([header, *rows]))


def rules_json(language: Language) -> str:
    """List the rules for a program, each with its defaults and its source (文号)."""
    return dump(
        [
            {
                "code": rule.code,
                "rule": rule.slug,
                "severity": rule.severity,
                "title": rule.title[language],
                "source": rule.source[language],
                "parameters": rule.model_dump(mode="json")["parameters"],
            }
            for rule in catalogue().values()
        ],
        indent=2,
    )
