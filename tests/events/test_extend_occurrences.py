"""Each night, the dates of what comes again reach eighteen months ahead."""

from datetime import timedelta
from io import StringIO

import pytest
from django.core.management import CommandError, call_command

from events.models import EventPage, Occurrence
from tests.events.series import weekly
from tests.factories import EventPageFactory

pytestmark = pytest.mark.django_db


def extend() -> str:
    out = StringIO()
    try:
        call_command("daily", "events.extend_occurrences", stdout=out)
    except CommandError as error:
        return f"{out.getvalue()} {error}"
    return out.getvalue()


def test_missing_dates_are_added_and_a_second_run_adds_none() -> None:
    event = weekly(rule="FREQ=WEEKLY")
    draft = EventPageFactory(live=False)
    known = event.occurrences.count()
    last = event.occurrences.last()
    event.occurrences.filter(starts_at__gt=last.starts_at - timedelta(days=10)).delete()

    assert "\u00a0: 2 dates ajoutées\n" in extend()
    assert event.occurrences.count() == known
    before = list(Occurrence.objects.values())

    assert "\u00a0: 0 dates ajoutées\n" in extend()
    assert list(Occurrence.objects.values()) == before
    assert draft.occurrences.count() == 0


def test_a_rule_that_cannot_be_read_does_not_stop_the_others() -> None:
    broken, event = weekly(title="Illisible"), weekly()
    EventPage.objects.filter(pk=broken.pk).update(rule="FREQ=SECONDLY")
    event.occurrences.all().delete()

    said = extend()

    assert "4 dates ajoutées" in said
    assert f"événement {broken.pk} (BadRule)" in said
    assert broken.occurrences.count() == 4
