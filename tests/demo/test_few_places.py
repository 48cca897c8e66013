"""The demo site on a few places: what it holds, who may enter it, what it never claims."""

from collections.abc import Callable, Iterator
from uuid import UUID

import pytest
from django.contrib.auth import get_user_model
from django.core.checks import run_checks
from django.db.models import F
from django.test import Client
from wagtail.models import Page, Site

from ami.kinds import AMI, LABEL
from ami.models import CallPage, Dossier, StepAnswers
from ami.services.deposit import digest_of
from core.models import OutgoingMail
from directory.models import Label, LabelGrant, PlacePage
from events.models import EventPage, Occurrence
from normandie.demo.accounts import ACCOUNTS, EDITOR, MANAGER, NETWORK_MANAGER, PASSWORD, TEAM
from normandie.demo.events import ONLINE_ROOM
from normandie.home.models import HomePage
from tests.demo.building import build, build_from_nothing, few_real_places

pytestmark = pytest.mark.django_db

REAL = 12  # places, beside the invented ones


@pytest.fixture(scope="module")
def built(made_once: Callable, tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """What the command printed; it may be run again on the same few places."""
    with few_real_places(tmp_path_factory.mktemp("demo"), REAL):
        yield made_once(build_from_nothing)


def test_demo_can_be_built_twice(built: str) -> None:
    place = PlacePage.objects.earliest("pk")
    before = Page.objects.count(), Label.objects.count(), get_user_model().objects.count()

    build()

    after = Page.objects.count(), Label.objects.count(), get_user_model().objects.count()
    assert after == before
    assert PlacePage.objects.get(pk=place.pk).latest_revision_id == place.latest_revision_id


def test_demo_keeps_what_was_changed_in_the_admin(built: str) -> None:
    HomePage.objects.update(headline="Un autre titre")
    place = PlacePage.objects.earliest("pk")
    place.title = "Un autre nom"
    place.save()

    build()

    assert HomePage.objects.get().headline == "Un autre titre"
    assert PlacePage.objects.get(pk=place.pk).title == "Un autre nom"


def test_demo_brings_back_no_example_that_was_deleted_or_renamed(built: str) -> None:
    deleted, renamed = PlacePage.objects.filter(is_example=True, grants=None).order_by("pk")[:2]
    deleted.delete()
    renamed.title = "Un autre nom"
    renamed.save()

    build()

    assert not PlacePage.objects.filter(public_id=deleted.public_id).exists()
    assert PlacePage.objects.get(pk=renamed.pk).title == "Un autre nom"


def test_demo_without_examples_says_of_those_there_are_that_they_stay(built: str) -> None:
    number = PlacePage.objects.filter(is_example=True).count()

    assert f"{number} lieux d’exemple sont déjà dans l’annuaire" in build(only_real=True)

    assert PlacePage.objects.filter(is_example=True).count() == number


def test_demo_replaces_the_welcome_page_of_wagtail(built: str) -> None:
    assert [page.specific_class for page in Page.objects.filter(depth=2)] == [HomePage]
    assert Site.objects.get().root_page.specific_class == HomePage


def test_demo_grants_no_label_to_real_places(built: str) -> None:
    assert all(label.is_example for label in Label.objects.all())
    assert Label.objects.count() == 2
    assert set(LabelGrant.objects.values_list("place__is_example", flat=True)) == {True}


def test_demo_holds_a_season_of_events_that_say_they_are_examples(built: str) -> None:
    events = list(EventPage.objects.live())
    assert f"{len(events)} événements d’exemple" in built
    assert len(events) == 60
    holding = PlacePage.objects.filter(pk__in=[event.get_parent().pk for event in events])
    assert set(PlacePage.objects.filter(is_example=True)) < set(holding)
    assert all(event.is_example and event.title.endswith("(exemple)") for event in events)
    assert not any(event.booking_contact for event in events)
    assert {event.online_url for event in events} <= {"", ONLINE_ROOM}
    for event in events:
        event.full_clean()
        assert event.occurrences.exists()
    # What is over had seats taken, for the figures of its place.
    assert not Occurrence.objects.published().past().filter(seats_taken=0).exists()


def test_the_season_shows_each_way_of_taking_part_and_each_state(built: str) -> None:
    ways = set(EventPage.objects.values_list("attendance", flat=True))
    changed = Occurrence.objects.exclude(note="")
    put_off = changed.exclude(starts_at=F("original_start"))
    online = EventPage.objects.exclude(online_url="")

    assert ways == set(EventPage.Attendance)
    assert set(changed.values_list("status", flat=True)) == set(Occurrence.Status)
    assert {date.status for date in put_off} == {Occurrence.Status.SCHEDULED}
    assert all(date.note.startswith("Exemple") for date in changed)
    assert not Occurrence.objects.filter(status="passe-en-ligne").exclude(event__in=online).exists()
    assert changed.count() < EventPage.objects.count() / 2


def test_a_second_demo_leaves_the_agenda_as_it_is(built: str) -> None:
    before = list(EventPage.objects.values()), list(Occurrence.objects.values())

    assert "événements" not in build()

    assert (list(EventPage.objects.values()), list(Occurrence.objects.values())) == before


def test_demo_holds_an_example_call_with_files_in_every_state(built: str) -> None:
    calls = list(CallPage.objects.filter(is_example=True, kind=AMI.slug))
    dossiers = list(Dossier.objects.filter(call__in=calls))

    assert "43 dossiers d’exemple dans trois appels d’exemple" in built
    assert len(dossiers) == 43
    assert sorted(call.is_open() for call in calls) == [False, False, True]
    assert all("(exemple)" in call.title for call in calls)
    assert {each.state for each in dossiers} == set(AMI.states)
    assert all(each.is_example for each in dossiers)
    items = StepAnswers.objects.filter(step="projets").values_list("item", flat=True)
    assert all(UUID(item) for item in items)  # as their addresses want them
    deposited = [each for each in dossiers if not each.is_draft]
    assert len({each.number for each in deposited}) == len(deposited) == 38
    for each in deposited:
        assert each.digest == digest_of(each.frozen)
        assert [step.target for step in each.history.all()][-1] == each.state
        assert each.projects.exists()
        assert each.carrier_name.endswith("(exemple)")
        assert each.contact_email.endswith("@exemple.fr")
        assert each.contact_phone.startswith("+3326191")
    assert not OutgoingMail.objects.filter(recipient__endswith="@exemple.fr").exists()
    for each in CallPage.objects.filter(kind=LABEL.slug):
        assert (each.is_example, each.is_open()) == (True, True)
        assert each.requirements.is_in_force()


def test_a_second_demo_leaves_the_calls_as_they_are(built: str) -> None:
    before = list(CallPage.objects.values()), list(Dossier.objects.values())

    assert "dossiers d’exemple" not in build()

    assert (list(CallPage.objects.values()), list(Dossier.objects.values())) == before


def test_demo_prints_an_account_for_each_role(built: str) -> None:
    assert PASSWORD in built
    assert all(account.username in built for account in ACCOUNTS)


@pytest.mark.one_engine
@pytest.mark.parametrize(
    ("username", "enters"),
    [
        ("admin", True),
        ("region", True),
        ("redactrice", True),
        ("gestionnaire", False),
        ("gestionnaires", False),
    ],
)
def test_accounts_of_the_demo_have_the_rights_of_their_role(
    built: str, client: Client, username: str, enters: bool
) -> None:
    assert client.login(username=username, password=PASSWORD)
    assert (client.get("/admin/").status_code == 200) is enters


def test_managers_look_after_invented_places_and_the_team_works_on_all(built: str) -> None:
    users = get_user_model().objects
    one, several = (users.get(username=each.username) for each in (MANAGER, NETWORK_MANAGER))

    assert one.managed_places.get().is_example
    assert several.managed_places.count() == PlacePage.objects.filter(is_example=True).count() - 1
    assert not PlacePage.objects.filter(is_example=False, managers__isnull=False).exists()
    assert not users.get(username=TEAM.username).is_superuser
    assert (
        PlacePage.objects.first().permissions_for_user(users.get(username=TEAM.username)).can_edit()
    )


def test_the_editor_writes_and_publishes_nothing(built: str) -> None:
    editor = get_user_model().objects.get(username=EDITOR.username)

    rights = PlacePage.objects.first().permissions_for_user(editor)

    assert rights.can_edit()
    assert not rights.can_publish()


def test_demo_account_in_production_is_an_error(built: str, settings: object) -> None:
    settings.DEBUG = False

    errors = [error.id for error in run_checks(databases=["default"])]
    assert errors.count("normandie.E002") == len(ACCOUNTS)

    for user in get_user_model().objects.all():
        user.set_password("un-secret-bien-garde")
        user.save()
    assert "normandie.E002" not in [error.id for error in run_checks(databases=["default"])]
