"""Settings of the whole suite: the Hypothesis profiles.

The suite gives the same result on every run. To look for what it has not met yet, run it with
``HYPOTHESIS_PROFILE=explore``.
"""

from __future__ import annotations

import os

from hypothesis import settings

# A shared or slow machine must not fail a property by the clock, and no run may differ from another.
settings.register_profile("same", deadline=None, derandomize=True)
settings.register_profile("explore", deadline=None, max_examples=500)
settings.load_profile(os.environ.get("HYPOTHESIS_PROFILE", "same"))
