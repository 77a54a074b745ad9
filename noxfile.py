"""The project's sessions: the suite on every supported Python, lint, types, docs.

``nox`` runs them all; an interpreter that is not on the machine is skipped, and nox says so.
"""

from __future__ import annotations

import json
import os
from pathlib import Path

import nox

nox.options.default_venv_backend = "venv"
nox.options.error_on_missing_interpreters = False
nox.options.sessions = ["tests", "lint", "types", "docs"]


@nox.session(python=["3.10", "3.11", "3.12", "3.13"])
def tests(session: nox.Session) -> None:
    """Run the suite; arguments after ``--`` go to pytest."""
    session.install(".[test]")
    session.run("python", "-m", "pytest", *session.posargs)


@nox.session
def explore(session: nox.Session) -> None:
    """Look for counterexamples that the suite has not met: other examples on every run, and more of them."""
    session.install(".[test]")
    session.run("python", "-m", "pytest", *session.posargs, env={"HYPOTHESIS_PROFILE": "explore"})


@nox.session
def lint(session: nox.Session) -> None:
    """Hold the style and the layers."""
    session.install(".[dev]")
    session.run("ruff", "check")
    session.run("ruff", "format", "--check")
    session.run("lint-imports")


@nox.session
def types(session: nox.Session) -> None:
    """Check the types of the sources and of the tests."""
    session.install(".[dev]")
    session.run("mypy")


@nox.session
def docs(session: nox.Session) -> None:
    """Build the site; a broken link fails."""
    session.install(".[docs]")
    session.run("mkdocs", "build", "--strict")


@nox.session
def audit(session: nox.Session) -> None:
    """Look the dependencies up in the databases of known vulnerabilities, where the network has them.

    Where none can be looked up the session is skipped, or fails when ``CI`` is set: an audit that saw nothing has found
    nothing out. Where some can, each must be.
    """
    session.install(".[test]", "pip-audit")
    folder = Path(session.create_tmp())
    installed, answer = folder / "installed.txt", folder / "answer.json"
    answer.unlink(missing_ok=True)
    with installed.open("w", encoding="utf-8") as listed:
        session.run("python", "-m", "pip", "freeze", "--exclude", "perfgoals", stdout=listed)
    options = ["--no-deps", "--disable-pip", "--format", "json", "--output", str(answer)]
    session.run("pip-audit", *options, "-r", str(installed), success_codes=[0, 1])
    audited = json.loads(answer.read_text("utf-8"))["dependencies"] if answer.exists() else []
    if all("skip_reason" in each for each in audited):
        end = session.error if os.environ.get("CI") else session.skip
        end("no dependency could be looked up: the advisory databases are out of reach, nothing was audited")
    if unsafe := [each["name"] for each in audited if each.get("skip_reason") or each["vulns"]]:
        session.error(f"vulnerable, or not to be looked up: {', '.join(unsafe)}")
