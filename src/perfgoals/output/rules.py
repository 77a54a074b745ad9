"""The catalogue of rules as a table or as JSON."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

from perfgoals.output.messages import Language, say
from perfgoals.output.records import dump
from perfgoals.output.terminal import align

if TYPE_CHECKING:
    from perfgoals.checker import Declaration


def rules_table(rules: Iterable[Declaration], language: Language) -> str:
    """List the rules for a reader: code, severity, name, title, under a header."""
    header = [say(language, "rules", key) for key in ("code", "severity", "rule", "title")]
    rows = [[rule.code, say(language, "severity", rule.severity), rule.slug, rule.title[language]] for rule in rules]
    return "\n".join(align([header, *rows]))


def rules_json(rules: Iterable[Declaration], language: Language) -> str:
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
            for rule in rules
        ],
        indent=2,
    )
