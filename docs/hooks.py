"""Adds a page for each rule, and a list of them, to the site: rendered from declarations and docstrings at build."""

from __future__ import annotations

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.files import File, Files, InclusionLevel

from perfgoals.checker import catalogue, explain


def on_files(files: Files, config: MkDocsConfig) -> Files:
    """Add ``rules/index.md``, which stands in the navigation, and ``rules/CODE.md``, which it links to."""
    files.append(File.generated(config, "rules/index.md", content=_index(), inclusion=InclusionLevel.INCLUDED))
    for code in catalogue():
        files.append(
            File.generated(config, f"rules/{code}.md", content=_page(code), inclusion=InclusionLevel.NOT_IN_NAV)
        )
    return files


def _index() -> str:
    rows = [
        f"| [{rule.code}]({rule.code}.md) | `{rule.slug}` | {rule.severity} "
        f"| {rule.title['en']} | {rule.title['zh-CN']} |"
        for rule in catalogue().values()
    ]
    head = "| code | name | severity | | |\n|---|---|---|---|---|"
    return "\n".join(["# Rules", "", "Rules of severity `hint` are off by default.", "", head, *rows, ""])


def _page(code: str) -> str:
    chinese = explain(code, "zh-CN").replace("\n## ", "\n### ").removeprefix("# ")
    return f"{explain(code, 'en')}\n\n---\n\n## {chinese}\n"
