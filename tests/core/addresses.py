"""Who reads how the work of the night goes."""

from typing import Any

from tests.roles import STAFF

WHO = {"core_jobs": STAFF, "core_jobs_results": STAFF}


def things() -> dict[str, Any]:
    return {}
