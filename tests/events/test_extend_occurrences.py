"""Each night, the dates of what comes again reach eighteen months ahead."""

from datetime import timedelta
from io import StringIO

import pytest
from django.core.management import call_command

from events.models import EventPage, Occurrence
from tests.events.test_occurrences import weekly
from tests.factories import EventPageFactory

pytestmark = pytest.mark.django_db


def extend() -> tuple[str, str]:
    out, err = StringIO(), StringIO()
    call_command("extend_occurrences", stdout=out, stderr=err)
    return out.getvalue().strip(), err.getvalue()


def test_missing_dates_are_added_and_a_second_run_adds_none() -> None:
    event = weekly(rule="FREQ=WEEKLY")
    draft = EventPageFactory(live=False)
    known = event.occurrences.count()
    last = event.occurrences.last()
    event.occurrences.filter(starts_at__gt=last.starts_at - timedelta(days=10)).delete()

    assert extend() == ("2 dates ajoutées, 0 événements illisibles", "")
    assert event.occurrences.count() == known
    before = list(Occurrence.objects.values())

    assert extend() == ("0 dates ajoutées, 0 événements illisibles", "")
    assert list(Occurrence.objects.values()) == before
    assert draft.occurrences.count() == 0


def test_a_rule_that_cannot_be_read_does_not_stop_the_others() -> None:
    broken, event = weekly(title="Illisible"), weekly()
    EventPage.objects.filter(pk=broken.pk).update(rule="FREQ=SECONDLY")
    event.occurrences.all().delete()

    out, err = extend()

    assert out == "4 dates ajoutées, 1 événements illisibles"
    assert "Illisible" in err
    assert broken.occurrences.count() == 4
