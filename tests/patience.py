"""Nothing that a test leaves stuck makes the others wait for ever.

pytest-timeout fails a test that is too long, by its name, and says what each thread was doing. It
stops watching at the first failure; but it is then that what the test holds is undone, and a lock
that the failure left behind is waited for.
"""

from collections.abc import Iterator

import pytest
from pytest_timeout import get_env_settings


@pytest.hookimpl(wrapper=True)
def pytest_runtest_teardown(item: pytest.Item) -> Iterator[None]:
    """Watch what undoes a test too, for as long again."""
    hooks = item.config.hook
    hooks.pytest_timeout_set_timer(item=item, settings=get_env_settings(item.config))
    try:
        return (yield)
    finally:
        hooks.pytest_timeout_cancel_timer(item=item)
