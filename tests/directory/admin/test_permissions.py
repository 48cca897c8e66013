"""Who may do what in the admin of the directory: every address, every role."""

from collections.abc import Callable

import pytest
from django.contrib.auth.models import Group, Permission
from django.test import Client
from django.urls import get_resolver, reverse
from wagtail.models import GroupCollectionPermission, GroupPagePermission

from directory.models import ErrorReport, Term
from directory.permissions import TEAM_GROUP, grant_team_permissions
from tests.factories import DirectoryPageFactory, LabelGrantFactory, UserFactory
from tests.roles import ALL_WHO_ENTER, NOBODY, ROLES, STAFF, outcome, signed_in

pytestmark = pytest.mark.django_db

CHOOSERS = ALL_WHO_ENTER  # of public data, for whoever edits something


def snippet(model: str, view: str) -> Callable[[dict], str]:
    def address(things: dict) -> str:
        args = () if view in ("list", "add") else (things[model],)
        return reverse(f"wagtailsnippets_directory_{model}:{view}", args=args)

    return address


def place(name: str) -> Callable[[dict], str]:
    return lambda things: reverse(name, args=(things["placepage"],))


def fixed(name: str) -> Callable[[dict], str]:
    return lambda things: reverse(name)


ADDRESSES = {
    "listing of places": (fixed("directory_places:index"), STAFF),
    "its results": (fixed("directory_places:index_results"), STAFF),
    "edit a place": (place("wagtailadmin_pages:edit"), STAFF),
    "history of a place": (place("wagtailadmin_pages:history"), STAFF),
    "unpublish a place": (place("wagtailadmin_pages:unpublish"), STAFF),
    "add a place": (
        lambda things: reverse(
            "wagtailadmin_pages:add", args=("directory", "placepage", things["directory"])
        ),
        STAFF,
    ),
    "managers of a place": (place("directory_place_managers"), STAFF),
    "likely duplicates": (fixed("directory_duplicates"), STAFF),
    "their results": (fixed("directory_duplicates_results"), STAFF),
    "communes to choose": (fixed("directory_commune_chooser:choose"), CHOOSERS),
    "sentence of the hours": (fixed("directory_hours_preview"), CHOOSERS),
    "labels": (snippet("label", "list"), STAFF),
    "add a label": (snippet("label", "add"), STAFF),
    "edit a label": (snippet("label", "edit"), STAFF),
    "delete a label": (snippet("label", "delete"), STAFF),
    "grants": (snippet("labelgrant", "list"), STAFF),
    "add a grant": (snippet("labelgrant", "add"), STAFF),
    "edit a grant": (snippet("labelgrant", "edit"), STAFF),
    "delete a grant": (snippet("labelgrant", "delete"), STAFF),
    "reports": (snippet("errorreport", "list"), STAFF),
    "read a report": (snippet("errorreport", "inspect"), STAFF),
    "follow a report": (snippet("errorreport", "edit"), STAFF),
    "add a report": (snippet("errorreport", "add"), NOBODY),
    "delete a report": (snippet("errorreport", "delete"), NOBODY),
    "terms": (snippet("term", "list"), STAFF),
    "edit a term": (snippet("term", "edit"), STAFF),
    "add a term": (snippet("term", "add"), NOBODY),
    "delete a term": (snippet("term", "delete"), NOBODY),
}


def make_things() -> dict:
    grant = LabelGrantFactory()
    report = ErrorReport.objects.create(place=grant.place, subject="autre", message="Faux")
    return {
        "directory": DirectoryPageFactory().pk,
        "placepage": grant.place_id,
        "label": grant.label_id,
        "labelgrant": grant.pk,
        "errorreport": report.pk,
        "term": Term.objects.first().pk,
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


def test_every_address_of_the_directory_is_in_the_table() -> None:
    patterns = {str(pattern.pattern): pattern for pattern in get_resolver().url_patterns}
    admin = {str(pattern.pattern) for pattern in patterns["admin/"].url_patterns}
    names = {name for name in admin if name.startswith(("annuaire/", "horaires/"))}

    assert names == {
        "annuaire/lieux/",
        "annuaire/labels/",
        "annuaire/attributions/",
        "annuaire/signalements/",
        "annuaire/termes/",
        "annuaire/doublons/",
        "annuaire/doublons/resultats/",
        "annuaire/lieux/<int:pk>/gestionnaires/",
        "horaires/apercu/",
    }


def test_giving_the_team_its_rights_again_changes_nothing() -> None:
    def rights() -> tuple[set, set, set]:
        group = Group.objects.get(name=TEAM_GROUP)
        return (
            set(group.permissions.values_list("pk", flat=True)),
            set(GroupPagePermission.objects.filter(group=group).values_list("pk", flat=True)),
            set(GroupCollectionPermission.objects.filter(group=group).values_list("pk", flat=True)),
        )

    grant_team_permissions()
    first = rights()
    grant_team_permissions()

    assert rights() == first
    assert all(first)


def test_rights_added_by_hand_are_kept() -> None:
    group = grant_team_permissions()
    extra = Permission.objects.get(codename="add_document")
    group.permissions.add(extra)

    grant_team_permissions()

    assert extra in group.permissions.all()


def test_the_team_publishes_a_place_but_nothing_above_the_directory(team: Client) -> None:
    directory = DirectoryPageFactory()
    home = directory.get_parent()

    assert team.get(reverse("wagtailadmin_pages:edit", args=(directory.pk,))).status_code == 200
    assert team.get(reverse("wagtailadmin_pages:edit", args=(home.pk,))).status_code == 302


def test_menus_show_only_what_opens(team: Client) -> None:
    outsider = UserFactory()
    outsider.user_permissions.add(Permission.objects.get(codename="access_admin"))
    client = Client()
    client.force_login(outsider)

    def menu(who: Client) -> str:
        return who.get(reverse("wagtailadmin_home")).content.decode()

    assert reverse("directory_places:index") in menu(team)
    assert reverse("directory_duplicates") in menu(team)
    assert reverse("directory_places:index") not in menu(client)
    assert reverse("directory_duplicates") not in menu(client)
