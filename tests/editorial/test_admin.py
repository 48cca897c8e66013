"""Editors choose, preview and publish; who may do it is written once."""

from collections.abc import Callable

import pytest
from django.contrib.auth.models import AbstractBaseUser
from django.core.management import call_command
from django.test import Client
from django.urls import reverse
from wagtail.blocks.base import Block

from normandie.editorial.blocks import BodyBlock
from normandie.editorial.models import StandardPage
from normandie.home.models import HomePage
from normandie.roles import TEAM_GROUP
from tests.editorial.media import make_document, make_image
from tests.editorial.pages import StandardPageFactory, block
from tests.factories import UserFactory, empty_the_site
from tests.reading import errors

pytestmark = pytest.mark.django_db
BLOCKS = StandardPage._meta.get_field("body").stream_block.child_blocks


@pytest.fixture(scope="module")
def new_site(made_once: Callable) -> None:
    made_once(empty_the_site)
    made_once(lambda: call_command("create_pages", "--base-url", "http://localhost", verbosity=0))


@pytest.fixture
def member(client: Client, new_site: None) -> AbstractBaseUser:
    """Someone of the team of the Région, signed in on a new site."""
    user = UserFactory()
    user.groups.add(user.groups.model.objects.get(name=TEAM_GROUP))
    client.force_login(user)
    return user


@pytest.mark.one_engine
@pytest.mark.parametrize("kind", BodyBlock().child_blocks)
def test_every_block_has_a_preview(client: Client, member: AbstractBaseUser, kind: str) -> None:
    make_image()
    make_document()
    StandardPageFactory(parent=HomePage.objects.get(), title="Une page")
    definition = BLOCKS[kind]
    assert Block.definition_registry[definition.definition_prefix] is definition

    response = client.get(
        reverse("wagtailadmin_block_preview"), {"id": definition.definition_prefix}
    )

    html = response.content.decode()
    assert response.status_code == 200
    assert 'rel="stylesheet"' in html
    assert 'class="reading__body"></div>' not in html


def test_the_team_may_write_and_publish_a_page_anywhere(member: AbstractBaseUser) -> None:
    home = HomePage.objects.get()
    page = StandardPageFactory(parent=home)
    below = StandardPageFactory(parent=page)

    for found in (home, page, below):
        rights = found.permissions_for_user(member)
        assert rights.can_add_subpage()
        assert rights.can_edit()
        assert rights.can_publish()


def test_the_team_may_not_delete_the_directory_nor_the_home_page(member: AbstractBaseUser) -> None:
    home = HomePage.objects.get()
    StandardPageFactory(parent=home)

    assert not home.permissions_for_user(member).can_delete()


def test_granting_again_changes_nothing(member: AbstractBaseUser) -> None:
    group = member.groups.get()
    rights = set(group.page_permissions.values_list("page", "permission"))

    call_command("create_pages", "--base-url", "http://localhost", verbosity=0)

    assert set(group.page_permissions.values_list("page", "permission")) == rights


def test_the_form_of_a_page_opens_and_refuses_what_is_incomplete(
    client: Client, member: AbstractBaseUser
) -> None:
    page = StandardPageFactory(parent=HomePage.objects.get(), body=[block("text", "<p>a</p>")])
    address = reverse("wagtailadmin_pages:edit", args=[page.pk])
    assert client.get(address).status_code == 200

    data = {
        "title": "Page",
        "slug": "page",
        "action-publish": "1",
        "body-count": "1",
        "body-0-deleted": "",
        "body-0-order": "0",
        "body-0-type": "alert",
        "body-0-id": "a",
        "body-0-value-kind": "info",
        "body-0-value-text": "",
        "comments-TOTAL_FORMS": "0",
        "comments-INITIAL_FORMS": "0",
    }
    response = client.post(address, data)

    assert "body" in errors(response)
    page.refresh_from_db()
    assert page.body[0].value.source == "<p>a</p>"


def test_the_preview_of_a_page_shows_what_is_being_written(
    client: Client, member: AbstractBaseUser
) -> None:
    page = StandardPageFactory(parent=HomePage.objects.get(), title="Publié")
    page.title = "En cours"
    page.body = [("gap", {"missing": "Une date"})]
    page.save_revision()

    address = reverse("wagtailadmin_pages:view_draft", args=[page.pk])
    html = client.get(address).content.decode()

    assert "En cours" in html
    assert "Une date" in html


def test_a_preview_bears_the_checker_and_what_visitors_see_does_not(
    client: Client, member: AbstractBaseUser
) -> None:
    page = StandardPageFactory(parent=HomePage.objects.get(), title="Une page")
    page.save_revision()

    preview = client.get(reverse("wagtailadmin_pages:view_draft", args=(page.pk,)))
    signed_in, visitor = client.get(page.url), Client().get(page.url)

    assert "<wagtail-userbar>" in preview.content.decode()
    assert "unsafe" not in preview["Content-Security-Policy"]
    assert "userbar" not in signed_in.content.decode()
    assert signed_in.content == visitor.content
    assert not visitor.cookies


def test_the_editor_offers_nothing_that_does_nothing(
    client: Client, member: AbstractBaseUser
) -> None:
    """Menus are in the settings: a box to tick for them in each page would mislead."""
    page = StandardPageFactory(parent=HomePage.objects.get(), title="Une page")

    html = client.get(reverse("wagtailadmin_pages:edit", args=(page.pk,))).content.decode()

    assert 'name="show_in_menus"' not in html
    assert 'name="slug"' in html
    assert "l’ancienne adresse mène à la nouvelle" in html
