"""Who may do what in the admin of the agenda: every address, every role."""

from collections.abc import Callable

import pytest
from django.contrib.auth.models import Group, Permission
from django.test import Client
from django.urls import get_resolver, reverse
from wagtail.models import GroupPagePermission

from directory.permissions import TEAM_GROUP
from events.models import AgendaPage, EventPage, Subscription, Theme
from normandie.home.team import grant_all_team_rights
from tests.events.admin.form import saved, submit
from tests.factories import (
    AgendaPageFactory,
    EventPageFactory,
    PlacePageFactory,
)
from tests.roles import OPEN, ROLES, STAFF, outcome, signed_in

pytestmark = pytest.mark.django_db


def fixed(name: str) -> Callable[[dict], str]:
    return lambda things: reverse(name)


def page(name: str, which: str = "event") -> Callable[[dict], str]:
    return lambda things: reverse(name, args=(things[which],))


def theme(view: str) -> Callable[[dict], str]:
    def address(things: dict) -> str:
        args = () if view in ("list", "add") else (things["theme"],)
        return reverse(f"wagtailsnippets_events_theme:{view}", args=args)

    return address


ADDRESSES = {
    "listing of events": (fixed("events_agenda:index"), STAFF),
    "its results": (fixed("events_agenda:index_results"), STAFF),
    "the place of a new event": (fixed("events_agenda:choose_parent"), STAFF),
    "places without an event": (fixed("events_silent_places:index"), STAFF),
    "their results": (fixed("events_silent_places:index_results"), STAFF),
    "the place of an event for them": (fixed("events_silent_places:choose_parent"), STAFF),
    "add an event": (
        lambda things: reverse(
            "wagtailadmin_pages:add", args=("events", "eventpage", things["place"])
        ),
        STAFF,
    ),
    "edit an event": (page("wagtailadmin_pages:edit"), STAFF),
    "history of an event": (page("wagtailadmin_pages:history"), STAFF),
    "unpublish an event": (page("wagtailadmin_pages:unpublish"), STAFF),
    "delete an event": (page("wagtailadmin_pages:delete"), STAFF),
    "states of its dates": (page("events_date_states"), STAFF),
    "its dates foreseen": (page("events_dates_preview"), STAFF),
    "dates foreseen at a place": (page("events_dates_preview", "place"), STAFF),
    "import events at a place": (page("events_import", "place"), STAFF),
    "edit the agenda": (page("wagtailadmin_pages:edit", "agenda"), STAFF),
    "subscriptions": (fixed("events_subscriptions:index"), STAFF),
    "what is held on a person": (page("events_subscriptions:person", "subscription"), STAFF),
    "erase it": (page("events_subscriptions:erase", "subscription"), STAFF),
    "themes": (theme("list"), STAFF),
    "add a theme": (theme("add"), STAFF),
    "edit a theme": (theme("edit"), STAFF),
    "delete a theme": (theme("delete"), STAFF),
}


def make_things() -> dict:
    event = EventPageFactory(themes=["Images"])
    PlacePageFactory()  # with two, one is asked at which
    return {
        "event": event.pk,
        "place": event.place.pk,
        "agenda": AgendaPageFactory().pk,
        "theme": Theme.objects.get().pk,
        "subscription": Subscription.objects.create(email="a@exemple.fr", consent="Oui").pk,
    }


@pytest.fixture(scope="module")
def things(made_once: Callable) -> dict:
    return made_once(make_things)


@pytest.mark.parametrize("role", ROLES)
def test_each_address_opens_to_who_it_is_for(things: dict, role: str) -> None:
    client = signed_in(role)

    answers = {
        name: outcome(client.get(address(things))) for name, (address, _) in ADDRESSES.items()
    }

    assert answers == {name: expected[role] for name, (_, expected) in ADDRESSES.items()}


def test_an_editor_opens_what_is_written_and_nothing_else(things: dict) -> None:
    editor = signed_in("editor")

    refused = {
        name
        for name, (address, _) in ADDRESSES.items()
        if outcome(editor.get(address(things))) != OPEN
    }

    assert refused == {
        "unpublish an event",
        "delete an event",
        "subscriptions",
        "what is held on a person",
        "erase it",
        "themes",
        "add a theme",
        "edit a theme",
        "delete a theme",
    }


@pytest.mark.parametrize("role", ROLES)
def test_a_copy_of_what_is_held_is_taken_by_the_same_people(things: dict, role: str) -> None:
    url = reverse("events_subscriptions:export", args=(things["subscription"],))

    assert outcome(signed_in(role).post(url)) == STAFF[role]


def test_every_address_of_the_agenda_is_in_the_table() -> None:
    patterns = {str(pattern.pattern): pattern for pattern in get_resolver().url_patterns}
    admin = {str(pattern.pattern) for pattern in patterns["admin/"].url_patterns}

    assert {name for name in admin if name.startswith("agenda/")} == {
        "agenda/evenements/",
        "agenda/lieux-sans-evenement/",
        "agenda/abonnements/",
        "agenda/themes/",
        "agenda/dates/<int:pk>/apercu/",
        "agenda/dates/<int:pk>/etats/",
        "agenda/lieux/<int:pk>/importer/",
    }


def test_the_rights_on_the_agenda_do_not_need_those_on_editorial_pages(things: dict) -> None:
    group = grant_all_team_rights()
    agenda = AgendaPage.objects.get().page_ptr
    rights = GroupPagePermission.objects.filter(group=group, page=agenda)

    first = set(rights.values_list("pk", "permission__codename"))
    grant_all_team_rights()

    assert {codename for _, codename in first} == {"change_page", "publish_page"}
    assert set(rights.values_list("pk", "permission__codename")) == first


def test_menus_show_only_what_opens(team: Client) -> None:
    def menu(who: Client) -> str:
        return who.get(reverse("wagtailadmin_home")).content.decode()

    for name in (
        "events_agenda:index",
        "events_silent_places:index",
        "events_subscriptions:index",
        "wagtailsnippets_events_theme:list",
    ):
        assert reverse(name) in menu(team)
        assert reverse(name) not in menu(signed_in("outsider"))
    assert "Aucune date n’est annulée" not in menu(signed_in("outsider"))


def test_without_the_right_to_publish_an_event_stays_a_draft(things: dict, team: Client) -> None:
    GroupPagePermission.objects.filter(
        group=Group.objects.get(name=TEAM_GROUP),
        permission=Permission.objects.get(codename="publish_page"),
    ).delete()
    event = EventPage.objects.get(pk=things["event"])

    submit(team, event, title="Titre forcé")

    assert saved(event).title == event.title
