"""Pages go live and leave at the time that was chosen: one that cannot costs itself alone."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import timedelta
from io import StringIO

import pytest
import time_machine
from django.core.management import CommandError, call_command
from django.db.models.signals import pre_save
from django.urls import reverse
from django.utils import timezone
from wagtail.models import Page, Revision

from core.models import JobRun
from normandie.editorial.models import StandardPage
from tests.editorial.pages import StandardPageFactory
from tests.roles import signed_in

pytestmark = pytest.mark.django_db
HOUR = timedelta(hours=1)


def run(*options: str) -> str:
    """Run the command as its timer does; return what it ends with."""
    try:
        call_command("publish_scheduled", *options, stdout=StringIO())
    except CommandError as error:
        return f"{error} [code {error.returncode}]"
    return ""


def to_go_live(hours: int = 1) -> StandardPage:
    page = StandardPageFactory(live=False)
    page.go_live_at = timezone.now() + hours * HOUR
    page.save_revision(approved_go_live_at=page.go_live_at)
    return page


def live_pages() -> set[int]:
    return set(StandardPage.objects.live().values_list("pk", flat=True))


def at_their_time() -> time_machine.travel:
    return time_machine.travel(timezone.now() + 12 * HOUR)


def cannot_be_read(page: StandardPage) -> None:
    """What no validation lets in: a release that forgot how to read an older version."""
    Revision.objects.for_instance(page).update(content={"title": "Secret de Camille"})


@contextmanager
def refusing_to_change(broken: Page) -> Iterator[None]:
    def refuse(instance: Page, **kwargs: object) -> None:
        if instance.pk == broken.pk:
            raise LookupError(instance.title)

    pre_save.connect(refuse, sender=Page)
    try:
        yield
    finally:
        pre_save.disconnect(refuse, sender=Page)


def test_a_version_that_cannot_be_read_stops_none_of_the_others(
    caplog: pytest.LogCaptureFixture,
) -> None:
    first, broken, last = (to_go_live(hours) for hours in (1, 2, 3))
    cannot_be_read(broken)

    with at_their_time():
        failure = run()

        assert live_pages() == {first.pk, last.pk}
        assert failure.startswith(f"Échecs\u00a0: page éditoriale {broken.pk} (")
        assert failure.endswith("[code 1]")
        assert "Camille" not in failure + caplog.text
        report = signed_in("team").get(reverse("core_jobs")).content.decode()
        assert "2 pages publiées" in report
        assert f"en échec\u00a0: page éditoriale {broken.pk} (" in report


def test_a_page_that_cannot_leave_stops_none_of_the_others() -> None:
    pages = [StandardPageFactory(expire_at=timezone.now() + hours * HOUR) for hours in (1, 2, 3)]
    waiting = to_go_live()

    with at_their_time(), refusing_to_change(pages[1]):
        failure = run()

    assert live_pages() == {pages[1].pk, waiting.pk}
    assert f"page {pages[1].pk} (LookupError)" in failure


def test_what_fails_every_five_minutes_leaves_one_trace_until_it_is_mended() -> None:
    broken = to_go_live()
    content = Revision.objects.for_instance(broken).get().content
    cannot_be_read(broken)

    with at_their_time():
        for _ in range(3):
            assert run()
        assert JobRun.objects.get().failures
        Revision.objects.for_instance(broken).update(content=content)
        assert run() == ""

    before, after = JobRun.objects.order_by("pk")
    assert (bool(before.failures), after.failures) == (True, "")
    assert live_pages() == {broken.pk}


def test_a_dry_run_says_what_waits_and_changes_nothing() -> None:
    to_go_live()
    out = StringIO()

    with at_their_time():
        call_command("publish_scheduled", "--dryrun", stdout=out)

    assert "Revisions to be published" in out.getvalue()
    assert live_pages() == set()
    assert not JobRun.objects.exists()
