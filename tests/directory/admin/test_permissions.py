"""Rights on the directory; who opens which address is in ``addresses.py``."""

import pytest
from django.contrib.auth.models import Permission
from django.test import Client
from django.urls import reverse

from tests.factories import UserFactory

pytestmark = pytest.mark.django_db


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
