"""Settings of the whole suite: the Hypothesis profiles."""

from __future__ import annotations

import os

from hypothesis import settings

# A shared or slow machine must not fail a property by the clock; CI must fail the same way twice.
settings.register_profile("local", deadline=None)
settings.register_profile("ci", deadline=None, derandomize=True)
settings.load_profile("ci" if os.environ.get("CI") else "local")
