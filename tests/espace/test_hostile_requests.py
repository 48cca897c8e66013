"""Who attacks the space with an account of their own: other people's numbers, forged forms."""

from collections.abc import Callable
from typing import Any

import pytest
from django.test import Client

from core.tokens import issue_token
from directory.models import PlacePage
from events.models import EventPage
from normandie.espace.services.verification import PURPOSE, place_to_confirm
from tests.admin_addresses import site_addresses
from tests.clock import in_december_2026
from tests.core.photos import photo
from tests.espace.managing import manager_of
from tests.espace.posting import DEFAULTS, FOUR_FIELDS, ONCE, a_manager
from tests.espace.things import make_things
from tests.factories import PlacePageFactory, UserFactory
from tests.reading import content_of, hidden_fields

pytestmark = pytest.mark.django_db

ADDRESSES = [each for each in site_addresses() if each.name.startswith("espace:")]
# The button of a mailbox, which has no page of ours before it (RFC 8058): it ends one mail.
OF_MAILBOXES = "espace:collective_leave(secret)"
# What belongs to one place: nothing of it is found under another, whoever manages both.
OF_ONE_PLACE = {"person", "invitation", "event", "date", "report", "registration", "label"}


@pytest.fixture(scope="module")
def things(made_once: Callable) -> dict[str, Any]:
    return made_once(make_things)


def test_nothing_of_a_place_is_found_under_another_that_one_manages_too(
    things: dict[str, Any],
) -> None:
    other = PlacePageFactory()
    client = manager_of(things["managed place"], other)
    swapped = [each for each in ADDRESSES if OF_ONE_PLACE & {*each.parameters}]
    paths = {str(each): each.path(things | {"espace.place": other.pk}) for each in swapped}

    found = {
        name: (client.get(path).status_code, client.post(path).status_code)
        for name, path in paths.items()
    }

    assert len(found) > 15
    assert {name: said for name, said in found.items() if {*said} - {404, 405}} == {}
    assert {name for name, said in found.items() if 404 not in said} == set()


def test_no_page_of_the_space_is_kept_by_a_cache(things: dict[str, Any]) -> None:
    client = manager_of(things["managed place"])

    answers = {str(each): client.get(each.path(things)) for each in ADDRESSES}
    kept = {name: _cache(answer) for name, answer in answers.items() if answer.status_code != 404}

    assert len(kept) > 60
    assert {name: said for name, said in kept.items() if "no-store" not in said} == {}


def test_no_form_of_the_space_is_taken_from_another_site(things: dict[str, Any]) -> None:
    client = manager_of(things["managed place"])
    strict = Client(enforce_csrf_checks=True)
    strict.cookies = client.cookies

    taken = {str(each): strict.post(each.path(things)).status_code for each in ADDRESSES}

    refused = {name for name, status in taken.items() if status in (403, 405)}
    assert refused == taken.keys() - {OF_MAILBOXES}


@pytest.mark.one_engine
@in_december_2026
@pytest.mark.parametrize("number", ["1" * 5000, "-1", "\u00b2", "9" * 18])
@pytest.mark.parametrize("page", ["workshop_check", "workshop_edit"])
def test_a_version_that_cannot_be_is_none_that_was_read(page: str, number: str) -> None:
    manager = a_manager()
    manager.write()
    event = EventPage.objects.child_of(manager.place).get()

    response = manager.post(page, event.pk, seen=number, **FOUR_FIELDS, **ONCE, **DEFAULTS)

    assert response.status_code == 409


@in_december_2026
def test_pictures_of_workshops_and_photos_of_the_sheet_are_counted_together(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr("normandie.espace.services.photos.MAX_PER_HOUR", 2)
    manager = a_manager()
    words = {"alt_text": "La salle", "credit": ""}
    manager.post("new_photo", **words, file=photo())
    said = {"image_alt": "Un téléphone", **FOUR_FIELDS, **ONCE, **DEFAULTS}
    manager.write(picture=photo("png"), **said)
    event = EventPage.objects.child_of(manager.place).get()
    seen = hidden_fields(manager.get("workshop_edit", event.pk), "form[enctype]")["seen"]

    edited = manager.post("workshop_edit", event.pk, seen=seen, picture=photo("webp"), **said)
    another = manager.write(picture=photo("webp"), **said)

    for refused in (edited, another):
        assert refused.status_code == 422
        assert "beaucoup de photos" in refused.content.decode()
    assert EventPage.objects.child_of(manager.place).count() == 1


@pytest.mark.parametrize("leaves", ["by the place", "by the account", "from everywhere"])
def test_the_link_of_a_reminder_ends_with_who_got_it(leaves: str) -> None:
    place, elsewhere = PlacePageFactory(), PlacePageFactory()
    user = UserFactory()
    for each in (place, elsewhere):
        each.managers.add(user)
    secret, other = issue_token(PURPOSE, place), issue_token(PURPOSE, elsewhere)

    if leaves == "by the place":
        place.managers.remove(user)
    elif leaves == "by the account":
        user.managed_places.remove(place)
    else:
        user.managed_places.clear()

    assert place_to_confirm(secret) is None
    assert (place_to_confirm(other) is None) == (leaves == "from everywhere")
    assert Client().post(f"/espace/verifier/{secret}/").status_code == 410


def test_the_link_of_a_reminder_stays_while_somebody_joins() -> None:
    place: PlacePage = PlacePageFactory()
    secret = issue_token(PURPOSE, place)

    place.managers.add(UserFactory())

    assert place_to_confirm(secret) == place


def _cache(response: Any) -> str:
    content_of(response)
    return str(response.get("Cache-Control"))
