"""Numbers that people quote are given once, in order, without a gap."""

import pytest
from django.db import transaction

from core.models import NumberSeries
from core.numbering import next_number

pytestmark = pytest.mark.django_db


def test_each_series_counts_by_year() -> None:
    assert [next_number("AMI", 2026) for _ in range(3)] == [
        "AMI-2026-0001",
        "AMI-2026-0002",
        "AMI-2026-0003",
    ]
    assert next_number("AMI", 2027) == "AMI-2027-0001"
    assert next_number("ACC", 2026) == "ACC-2026-0001"


def test_a_number_that_bears_nothing_is_given_again() -> None:
    with transaction.atomic():
        lost = next_number("AMI", 2026)
        transaction.set_rollback(True)
    assert lost == "AMI-2026-0001"

    assert next_number("AMI", 2026) == "AMI-2026-0001"


def test_past_9999_a_number_only_grows() -> None:
    NumberSeries.objects.create(name="AMI", year=2026, last=9999)

    assert next_number("AMI", 2026) == "AMI-2026-10000"
