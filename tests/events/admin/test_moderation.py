"""What an editor writes is read again by the team, who are told what its publication loses."""

from collections.abc import Callable
from datetime import timedelta

import pytest
from django.http import QueryDict
from django.http.response import HttpResponseBase
from django.test import Client
from django.urls import reverse
from wagtail.models import PageLogEntry

from events.models import EventPage, Occurrence, Theme
from events.services.occurrences import set_status
from tests.directory.admin.sheet import Opened, opened, shown_form
from tests.events.admin.form import edit_url, saved
from tests.events.series import next_monday, weekly
from tests.factories import PlacePageFactory
from tests.mails import sent_mails
from tests.reading import row_titles, text_of
from tests.roles import signed_in

pytestmark = pytest.mark.django_db
LOST = "perdus, car leur date n’existe plus"


@pytest.fixture
def editor(db: None) -> Client:
    """Someone who writes, and publishes nothing."""
    return signed_in("editor")


def submit_for_moderation(
    editor: Client, url: str, form: QueryDict, **changes: str
) -> HttpResponseBase:
    typed = changes | {"action-submit": "action-submit"}
    return editor.post(url, {**dict(form.lists()), **typed})


def approve(team: Client, event: EventPage) -> HttpResponseBase:
    """Approve from the first screen, as its button does, and go where it leads."""
    state = event.current_workflow_task_state
    url = reverse("wagtailadmin_pages:workflow_action", args=(event.pk, "approve", state.pk))
    return team.post(f"{url}?next={reverse('wagtailadmin_home')}", follow=True)


def waiting(team: Client) -> list[str]:
    """Return what the listing of events finds when asked for what waits."""
    return row_titles(team.get(reverse("events_agenda:index"), {"publication": "relecture"}))


@pytest.fixture(scope="module")
def series(made_once: Callable) -> Opened:
    """A series with a cancelled date, its second, as an editor opens it."""

    def build() -> Opened:
        event = weekly(title="Photos")
        set_status(event.occurrences.all()[1], Occurrence.Status.CANCELLED)
        return opened(signed_in("editor"), event)

    return made_once(build)


def submit_without_the_cancelled_date(editor: Client, series: Opened) -> HttpResponseBase:
    cancelled = f"{next_monday() + timedelta(days=7):%d/%m/%Y}"
    url = edit_url(series.page)
    return submit_for_moderation(editor, url, series.form, excluded_dates=cancelled)


def test_what_an_editor_submits_waits_for_the_team_and_is_shown_once_approved(
    team: Client, editor: Client
) -> None:
    url = reverse(
        "wagtailadmin_pages:add", args=("events", "eventpage", PlacePageFactory(title="Le Dôme").pk)
    )
    submit_for_moderation(
        editor,
        url,
        shown_form(editor, url),
        title="Envoyer des photos",
        slug="photos",
        summary="Pour qui a un téléphone.",
        starts_on=f"{next_monday():%Y-%m-%d}",
        start_time="14:00",
        end_time="16:00",
        booking="telephone",
    )

    event = EventPage.objects.get(slug="photos")
    assert not event.live
    assert not event.occurrences.exists()
    assert "Envoyer des photos" in text_of(team.get(reverse("wagtailadmin_home")))
    assert "Envoyer des photos" in sent_mails()[0].body
    assert waiting(team) == ["Envoyer des photos"]

    approve(team, event)

    assert waiting(team) == []

    event = saved(event)
    assert event.live
    assert event.occurrences.count() == 1


def test_who_approves_reads_which_states_are_lost(
    team: Client, editor: Client, series: Opened
) -> None:
    submitted = submit_without_the_cancelled_date(editor, series)
    event = saved(series.page)
    assert LOST not in text_of(editor.get(submitted["Location"]))  # nothing is lost yet
    assert event.occurrences.count() == 4

    assert f"{LOST} : lundi" in text_of(approve(team, event))

    assert event.occurrences.count() == 3
    assert LOST not in text_of(team.get(reverse("wagtailadmin_home")))


def test_who_publishes_several_events_at_once_reads_it_too(
    team: Client, editor: Client, series: Opened
) -> None:
    submit_without_the_cancelled_date(editor, series)
    event = series.page
    url = reverse("wagtail_bulk_action", args=("wagtailcore", "page", "publish"))

    response = team.post(f"{url}?id={event.pk}&next=/admin/", {"id": event.pk}, follow=True)

    assert LOST in text_of(response)


def test_a_moderator_compares_two_versions_in_words(team: Client, editor: Client) -> None:
    event = weekly(title="Photos", themes=["Images"], skip_public_holidays=True)
    health = Theme.objects.create(name="Santé", slug="sante")
    data = shown_form(editor, edit_url(event))
    data.update(
        {
            "rule-pattern": "quinzaine",
            "rule-count": "5",
            "start_time": "17:30",
            "added_dates": "24/12/2026",
            "themes": health.pk,
        }
    )
    del data["skip_public_holidays"]
    data["action-submit"] = "action-submit"
    editor.post(edit_url(event), data)

    url = reverse("wagtailadmin_pages:revisions_compare", args=(event.pk, "live", "latest"))
    text = text_of(team.get(url))

    assert "Chaque lundi, 4 fois Un lundi sur deux, 5 fois" in text
    assert "Début: 18 h 17 h 30" in text
    assert "Dates ajoutées: 24/12/2026" in text
    assert "Thèmes: Images Santé" in text
    assert "Sauf jours fériés: oui non" in text
    assert "FREQ" not in text


def test_the_history_says_which_dates_changed_and_how(
    team: Client, editor: Client, series: Opened
) -> None:
    submit_without_the_cancelled_date(editor, series)
    event = saved(series.page)
    approve(team, event)

    text = text_of(team.get(reverse("wagtailadmin_pages:history", args=(event.pk,))))

    (entry,) = PageLogEntry.objects.filter(page=event, action="events.states_lost")
    (state,) = entry.data["states"]
    assert state.endswith("\u00a0: annulé")
    assert f"États {LOST} : {state}".replace("\u00a0", " ") in text
    assert text.lower().count(state.replace("\u00a0", " ")) == 2  # when it was cancelled, and here


def test_an_editor_cancels_a_date_without_waiting_for_the_team(editor: Client) -> None:
    event = weekly()
    first = event.occurrences.first()
    prefix = f"date-{first.pk}"

    editor.post(
        reverse("events_date_states", args=(event.pk,)),
        {f"{prefix}-status": "annule", f"initial-{prefix}-status": "prevu"},
    )

    first.refresh_from_db()
    assert first.status == Occurrence.Status.CANCELLED
