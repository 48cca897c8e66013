"""Rights on the agenda; who opens which address is in ``addresses.py``."""

import pytest
from django.contrib.auth.models import Group, Permission
from django.test import Client
from django.urls import reverse
from wagtail.models import GroupPagePermission

from normandie.roles import TEAM_GROUP
from tests.events.admin.form import saved, submit
from tests.factories import (
    AgendaPageFactory,
    EventPageFactory,
)
from tests.roles import signed_in, team_group

pytestmark = pytest.mark.django_db


def test_the_rights_on_the_agenda_do_not_need_those_on_editorial_pages() -> None:
    agenda = AgendaPageFactory().page_ptr
    group = team_group()
    rights = GroupPagePermission.objects.filter(group=group, page=agenda)

    first = set(rights.values_list("pk", "permission__codename"))
    team_group()

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


def test_without_the_right_to_publish_an_event_stays_a_draft(team: Client) -> None:
    event = EventPageFactory()
    GroupPagePermission.objects.filter(
        group=Group.objects.get(name=TEAM_GROUP),
        permission=Permission.objects.get(codename="publish_page"),
    ).delete()

    submit(team, event, title="Titre forcé")

    assert saved(event).title == event.title
