"""What a machine may lack: the tests that need it are skipped there, and fail where CI=true."""

import os

import pytest


def skip_without(*missing: str) -> None:
    """Skip the test for want of what is *missing*, if anything; the automatic checks fail it."""
    if missing:
        say = pytest.fail if os.environ.get("CI") == "true" else pytest.skip
        say(f"this machine lacks: {', '.join(missing)}")
