"""A merge that was a mistake is undone: each sheet has again what was its own."""

from datetime import date, timedelta
from typing import Any

import pytest
from django.core.cache import cache
from django.test import Client
from django.utils import timezone
from wagtail.models import PageViewRestriction

from directory.models import MergedSheet, PlacePage, Vocabulary
from directory.services.merging import Choice, MergeRefused, merge, refusals, undo, what_returns
from events.models import Occurrence
from normandie.espace.models import Invitation
from normandie.espace.traffic.models import PlaceViews
from normandie.home.models import HomePage
from tests.factories import (
    ErrorReportFactory,
    EventPageFactory,
    LabelGrantFactory,
    PlacePageFactory,
    TermFactory,
    UserFactory,
)

pytestmark = pytest.mark.django_db
RETURNING = {
    "événements": 1,
    "signalements": 1,
    "attributions de label": 1,
    "gestionnaires": 2,
    "invitations à gérer un lieu": 1,
}


@pytest.fixture
def user() -> Any:
    return UserFactory(is_superuser=True)


@pytest.fixture
def kept() -> PlacePage:
    return PlacePageFactory(title="France services", slug="a-garder", phone="")


@pytest.fixture
def other() -> PlacePage:
    return PlacePageFactory(title="France services Caen", slug="a-retirer", phone="+33231000000")


def test_each_sheet_has_its_own_again(
    client: Client, user: Any, kept: PlacePage, other: PlacePage
) -> None:
    report, own_report = ErrorReportFactory(place=other), ErrorReportFactory(place=kept)
    grant = LabelGrantFactory(place=other)
    EventPageFactory(place=kept, slug="atelier")
    event = EventPageFactory(place=other, slug="atelier", title="Atelier")
    theirs, ours, both = UserFactory(), UserFactory(), UserFactory()
    other.managers.set([theirs, both])
    kept.managers.set([ours, both])
    invitation = Invitation.objects.create(
        place=other, email="a@exemple.fr", expires_at=timezone.now() + timedelta(days=7)
    )
    PlaceViews.objects.create(place=other, month=date(2026, 11, 1), viewed="fiche", count=4)
    HomePage.objects.update(epn_page=other)
    other.terms = [TermFactory(vocabulary=Vocabulary.SERVICE)]
    other.save()
    addresses = {page.pk: page.url for page in (kept, other, event)}

    for _ in range(2):  # and again, as if it had never been
        choices = {"phone": Choice.OTHER, Vocabulary.SERVICE: Choice.BOTH}
        merged = merge(kept, other, choices, user)
        assert PlacePage.objects.get(pk=kept.pk).phone == "+33231000000"
        assert dict(what_returns(merged.moved)) == RETURNING
        undo(merged, user)

    for thing, place in ((report, other), (own_report, kept), (grant, other), (invitation, other)):
        thing.refresh_from_db()
        assert thing.place_id == place.pk
    assert {each.place_id for each in Occurrence.objects.filter(event=event)} == {other.pk}
    assert set(other.managers.all()) == {theirs, both}
    assert set(kept.managers.all()) == {ours, both}
    assert HomePage.objects.get().epn_page_id == other.pk
    assert PlaceViews.objects.get().place_id == kept.pk  # counts that were added stay
    assert not MergedSheet.objects.exists()
    now = PlacePage.objects.get(pk=kept.pk)
    assert (now.phone, list(now.terms.all())) == ("", [])
    assert bool(PlacePage.objects.get(pk=other.pk).card["grants"])
    assert not now.card["grants"]
    cache.clear()
    for pk, address in addresses.items():
        assert client.get(address).status_code == 200, pk


def test_what_came_since_stays_where_it_came(user: Any, kept: PlacePage, other: PlacePage) -> None:
    passed, gone = UserFactory(), UserFactory()
    other.managers.set([passed, gone])
    LabelGrantFactory(place=other)
    merged = merge(kept, other, {"phone": Choice.OTHER}, user)
    later, event = ErrorReportFactory(place=kept), EventPageFactory(place=kept)
    kept.managers.remove(gone)
    kept = PlacePage.objects.get(pk=kept.pk)
    kept.summary = "Écrite depuis"
    kept.save_revision().publish()

    undo(merged, user)

    now = PlacePage.objects.get(pk=kept.pk)
    assert (now.summary, now.phone) == ("Écrite depuis", "+33231000000")
    assert (now.card["grants"], len(PlacePage.objects.get(pk=other.pk).card["grants"])) == ([], 1)
    later.refresh_from_db()
    assert later.place_id == kept.pk
    assert event.get_parent().pk == kept.pk
    assert list(other.managers.all()) == [passed]
    assert not now.managers.exists()


def test_a_sheet_comes_out_of_a_chain_of_merges(
    user: Any, kept: PlacePage, other: PlacePage
) -> None:
    third = PlacePageFactory(title="La troisième")
    report, of_other = ErrorReportFactory(place=third), ErrorReportFactory(place=other)
    first = merge(other, third, {}, user)
    second = merge(kept, other, {}, user)
    with pytest.raises(MergeRefused, match="déjà été réunie"):
        merge(kept, third, {}, user)
    with pytest.raises(MergeRefused, match="déjà été réunie"):
        merge(third, kept, {}, user)

    first.refresh_from_db()
    undo(first, user)
    undo(second, user)
    with pytest.raises(MergeRefused, match="déjà séparées"):
        undo(second, user)

    for each, place in ((report, third), (of_other, other)):
        each.refresh_from_db()
        assert each.place_id == place.pk
    assert {place.live for place in PlacePage.objects.all()} == {True}


def test_a_page_that_was_erased_does_not_come_back(
    user: Any, kept: PlacePage, other: PlacePage
) -> None:
    merged = merge(kept, other, {}, user)
    PlacePage.objects.get(pk=other.pk).delete()
    merged.refresh_from_db()

    with pytest.raises(MergeRefused, match="n’existe plus"):
        undo(merged, user)


def test_nothing_comes_out_later_by_itself(user: Any, kept: PlacePage) -> None:
    """A publication that waits, a sheet of some only, an invented one: these are settled first."""
    draft = PlacePageFactory(title="Brouillon", live=False)
    later = timezone.now() + timedelta(days=1)
    draft.save_revision(approved_go_live_at=later)
    hidden = PlacePageFactory(title="Cachée")
    PageViewRestriction.objects.create(page=hidden, restriction_type="login")
    invented = PlacePageFactory(title="Inventée", is_example=True)

    for place, told in (
        (draft, "a une publication programmée"),
        (hidden, "n’est pas ouverte à tous"),
        (invented, "est un exemple inventé"),
    ):
        [refusal] = refusals(kept, place)
        assert told in refusal
    draft.revisions.update(approved_go_live_at=None)
    merge(kept, draft, {}, user)
    assert PlacePage.objects.get(pk=draft.pk).get_lock() is not None
    undo(MergedSheet.objects.get(), user)
    assert not PlacePage.objects.get(pk=draft.pk).live


def test_a_kept_sheet_that_was_withdrawn_since_stays_so(
    user: Any, kept: PlacePage, other: PlacePage
) -> None:
    merged = merge(kept, other, {}, user)
    PlacePage.objects.get(pk=kept.pk).unpublish()
    merged.refresh_from_db()

    undo(merged, user)

    assert not PlacePage.objects.get(pk=kept.pk).live


def test_what_was_read_before_another_merge_parts_nothing(
    user: Any, kept: PlacePage, other: PlacePage
) -> None:
    third = PlacePageFactory(title="La troisième")
    stale = merge(other, third, {}, user)
    merge(kept, other, {}, user)

    with pytest.raises(MergeRefused, match="recommencez"):
        undo(stale, user)
    assert MergedSheet.objects.filter(pk=stale.pk).exists()
