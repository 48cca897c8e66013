"""Building the demo site as a developer does."""

from collections.abc import Iterator
from contextlib import contextmanager
from io import StringIO
from pathlib import Path

import pytest
from django.core.management import call_command
from django.test import override_settings

from normandie.demo.management.commands import demo as command
from normandie.demo.places import DATA_SETS
from tests.factories import empty_the_site


def build(**options: bool) -> str:
    """Run the command and return what it prints."""
    output = StringIO()
    call_command("demo", stdout=output, **options)
    return output.getvalue()


def build_from_nothing(**options: bool) -> str:
    """Do so on a site just installed."""
    empty_the_site()
    return build(**options)


@contextmanager
def few_real_places(folder: Path, number: int) -> Iterator[None]:
    """Have the demo take the first *number* of the public places, written in *folder*."""
    path, adapter = next(iter(DATA_SETS.items()))
    sample = folder / "few.csv"
    lines = path.read_text("utf-8").splitlines(keepends=True)[: number + 1]
    sample.write_text("".join(lines), "utf-8")
    with pytest.MonkeyPatch.context() as patch, override_settings(DEBUG=True):
        patch.setattr(command, "DATA_SETS", {sample: adapter})
        yield
