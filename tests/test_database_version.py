"""A database made before migrations were squashed is refused with what to do."""

import pytest
from django.core.checks import run_checks
from django.core.management import CommandError, call_command
from django.db import connection
from django.db.migrations.recorder import MigrationRecorder

pytestmark = pytest.mark.django_db


def test_a_database_of_this_version_passes() -> None:
    assert [e for e in run_checks(databases=["default"]) if e.id == "normandie.E003"] == []


def test_a_database_of_before_is_refused_with_what_to_do() -> None:
    MigrationRecorder(connection).record_applied("directory", "0002_former")

    with pytest.raises(CommandError, match=r"directory\.0002_former(.|\n)*make setup"):
        call_command("check", databases=["default"])
