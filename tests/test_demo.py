"""The demo site: what it holds, who may enter it, and what it never claims."""

import csv
from io import StringIO
from pathlib import Path

import pytest
from django.contrib.auth import get_user_model
from django.core.checks import run_checks
from django.core.management import CommandError, call_command
from django.db.models import F
from django.test import Client
from wagtail.models import Page, Site

from directory.models import Label, LabelGrant, PlacePage
from events.models import EventPage, Occurrence
from normandie.demo.accounts import ACCOUNTS, EDITOR, MANAGER, PASSWORD, TEAM
from normandie.demo.events import ONLINE_ROOM
from normandie.demo.management.commands import demo as command
from normandie.demo.places import DATA_SETS
from normandie.home.models import HomePage

pytestmark = pytest.mark.django_db


def build() -> str:
    output = StringIO()
    call_command("demo", stdout=output)
    return output.getvalue()


@pytest.fixture
def development(settings: object) -> None:
    settings.DEBUG = True


@pytest.fixture
def few_places(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """The first places of the first file: enough where the places are not what is tested."""
    take_places(3, monkeypatch, tmp_path)


@pytest.fixture
def some_places(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """Enough places for a season that shows whatever an event may be."""
    take_places(16, monkeypatch, tmp_path)


def take_places(number: int, monkeypatch: pytest.MonkeyPatch, folder: Path) -> None:
    path, adapter = next(iter(DATA_SETS.items()))
    sample = folder / "few.csv"
    lines = path.read_text("utf-8").splitlines(keepends=True)
    sample.write_text("".join(lines[: number + 1]), "utf-8")
    monkeypatch.setattr(command, "DATA_SETS", {sample: adapter})


def test_demo_publishes_the_215_public_places(development: None, client: Client) -> None:
    build()

    content = b"".join(client.get("/annuaire/lieux.csv")).decode("utf-8-sig")
    rows = list(csv.DictReader(StringIO(content)))

    assert len(rows) == 215
    assert all(row["source"] and row["date_maj"] for row in rows)


def test_demo_can_be_built_twice(development: None, few_places: None) -> None:
    build()
    place = PlacePage.objects.earliest("pk")
    before = Page.objects.count(), Label.objects.count(), get_user_model().objects.count()

    build()

    after = Page.objects.count(), Label.objects.count(), get_user_model().objects.count()
    assert after == before
    assert PlacePage.objects.get(pk=place.pk).latest_revision_id == place.latest_revision_id


def test_demo_keeps_what_was_changed_in_the_admin(development: None, few_places: None) -> None:
    build()
    HomePage.objects.update(headline="Un autre titre")
    place = PlacePage.objects.earliest("pk")
    place.title = "Un autre nom"
    place.save()

    build()

    assert HomePage.objects.get().headline == "Un autre titre"
    assert PlacePage.objects.get(pk=place.pk).title == "Un autre nom"


def test_demo_replaces_the_welcome_page_of_wagtail(development: None, few_places: None) -> None:
    build()

    assert [page.specific_class for page in Page.objects.filter(depth=2)] == [HomePage]
    assert Site.objects.get().root_page.specific_class == HomePage


def test_demo_grants_no_label_to_real_places(development: None, few_places: None) -> None:
    build()

    assert all(label.is_example for label in Label.objects.all())
    assert Label.objects.count() == 2
    assert not LabelGrant.objects.exists()


def test_demo_holds_a_season_of_events_that_say_they_are_examples(
    development: None, few_places: None
) -> None:
    printed = build()

    events = list(EventPage.objects.live())
    assert f"{len(events)} événements d’exemple" in printed
    assert len(events) == 2 * PlacePage.objects.count()
    assert all(event.is_example and event.title.endswith("(exemple)") for event in events)
    assert not any(event.booking_contact for event in events)
    assert {event.online_url for event in events} <= {"", ONLINE_ROOM}
    for event in events:
        event.full_clean()
        assert event.occurrences.exists()
    assert Occurrence.objects.published().past().count() == 0


def test_the_season_shows_each_way_of_taking_part_and_each_state(
    development: None, some_places: None
) -> None:
    build()

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


def test_a_second_demo_leaves_the_agenda_as_it_is(development: None, few_places: None) -> None:
    build()
    before = list(EventPage.objects.values()), list(Occurrence.objects.values())

    assert "événements" not in build()

    assert (list(EventPage.objects.values()), list(Occurrence.objects.values())) == before


def test_demo_prints_an_account_for_each_role(development: None, few_places: None) -> None:
    printed = build()

    assert PASSWORD in printed
    assert all(account.username in printed for account in ACCOUNTS)


@pytest.mark.parametrize(
    ("username", "enters"),
    [("admin", True), ("region", True), ("redactrice", True), ("gestionnaire", False)],
)
def test_accounts_of_the_demo_have_the_rights_of_their_role(
    development: None, few_places: None, client: Client, username: str, enters: bool
) -> None:
    build()

    assert client.login(username=username, password=PASSWORD)
    assert (client.get("/admin/").status_code == 200) is enters


def test_the_manager_has_one_place_and_the_team_works_on_all(
    development: None, few_places: None
) -> None:
    build()
    users = get_user_model().objects

    assert users.get(username=MANAGER.username).managed_places.count() == 1
    assert not users.get(username=TEAM.username).is_superuser
    assert (
        PlacePage.objects.first().permissions_for_user(users.get(username=TEAM.username)).can_edit()
    )


def test_the_editor_writes_and_publishes_nothing(development: None, few_places: None) -> None:
    build()
    editor = get_user_model().objects.get(username=EDITOR.username)

    rights = PlacePage.objects.first().permissions_for_user(editor)

    assert rights.can_edit()
    assert not rights.can_publish()


def test_demo_is_refused_outside_development(few_places: None) -> None:
    with pytest.raises(CommandError, match="DEBUG"):
        build()

    assert not get_user_model().objects.exists()


def test_demo_needs_the_territory(
    development: None, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    PlacePage.objects.all().delete()
    from directory.models import Commune

    Commune.objects.all().delete()

    with pytest.raises(CommandError, match="load_territory"):
        build()

    assert not get_user_model().objects.exists()


def test_demo_account_in_production_is_an_error(
    settings: object, development: None, few_places: None
) -> None:
    build()
    settings.DEBUG = False

    errors = [error.id for error in run_checks(databases=["default"])]
    assert errors.count("normandie.E002") == len(ACCOUNTS)

    for user in get_user_model().objects.all():
        user.set_password("un-secret-bien-garde")
        user.save()
    assert "normandie.E002" not in [error.id for error in run_checks(databases=["default"])]


def test_a_new_site_gets_its_pages_without_the_demo(client: Client) -> None:
    call_command("create_pages", base_url="https://www.exemple.fr", stdout=StringIO())
    call_command("create_pages", base_url="https://www.exemple.fr", stdout=StringIO())

    assert HomePage.objects.get().full_url == "https://www.exemple.fr/"
    assert client.get("/annuaire/").status_code == 200
    assert not get_user_model().objects.exists()
    assert not PlacePage.objects.exists()
