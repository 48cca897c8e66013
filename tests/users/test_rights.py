"""The account and its rights, as each page of the admin reads them."""

from typing import Any

import pytest
from django.contrib.auth.models import Group, Permission
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from tests.factories import UserFactory

pytestmark = pytest.mark.django_db


def right(name: str) -> Permission:
    return Permission.objects.get(codename=name)


def read_again(user: Any) -> Any:
    return type(user).objects.get(pk=user.pk)


def test_rights_of_ones_own_and_of_groups_are_read_at_once() -> None:
    user, group = UserFactory(), Group.objects.create(name="Essai")
    group.permissions.add(right("view_dossier"))
    user.groups.add(group)
    user.user_permissions.add(right("access_admin"))
    user = read_again(user)

    with CaptureQueriesContext(connection) as asked:
        held = [user.has_perm("ami.view_dossier"), user.has_perm("wagtailadmin.access_admin")]
        lacks = [user.has_perm("ami.change_dossier"), user.has_perm("ami.view_dossier", user)]

    assert (held, lacks, len(asked)) == ([True, True], [False, False], 1)
    type(user).objects.update(is_active=False)
    assert not read_again(user).has_perm("ami.view_dossier")


def test_who_is_closed_meanwhile_is_signed_out() -> None:
    user = UserFactory(is_superuser=True)
    client = Client()
    client.force_login(user)
    assert client.get("/admin/").status_code == 200

    type(user).objects.filter(pk=user.pk).update(is_active=False)

    assert client.get("/admin/").status_code == 302
