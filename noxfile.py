"""The project's sessions: the suite on every supported Python, lint, types, docs.

``nox`` runs them all; an interpreter that is not on the machine is skipped, and nox says so.
"""

from __future__ import annotations

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
    """Look the dependencies up in the databases of known vulnerabilities; needs the network.

    A dependency that cannot be looked up fails the session: an audit that saw nothing has found nothing out.
    """
    session.install(".[test]", "pip-audit")
    installed = Path(session.create_tmp()) / "installed.txt"
    with installed.open("w", encoding="utf-8") as listed:
        session.run("python", "-m", "pip", "freeze", "--exclude", "perfgoals", stdout=listed)
    session.run("pip-audit", "--strict", "--no-deps", "--disable-pip", "-r", str(installed))
