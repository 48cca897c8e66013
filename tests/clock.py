"""The day it is for tests that tell dates: without it they would fail once these dates are over."""

from datetime import UTC, datetime

import pytest

DECEMBER_2026 = datetime(2026, 12, 1, 9, tzinfo=UTC)
in_december_2026 = pytest.mark.time_machine(DECEMBER_2026)
