"""Two sheets about one place become one, whole; two that look alike are said to be two."""

from datetime import date, timedelta
from typing import Any

import pytest
from django.core.cache import cache
from django.db import IntegrityError, models
from django.test import Client
from django.utils import timezone
from wagtail.models import Page, PageLogEntry

from ami.models import Dossier
from directory.duplicates import all_duplicates, likely_duplicates
from directory.models import DismissedPair, LabelGrant, MergedSheet, PlacePage, Vocabulary
from directory.search.named_places import find_named, lasting_name
from directory.services.merging import (
    Choice,
    MergeRefused,
    differences,
    dismiss,
    merge,
    take_back,
    unforeseen,
    what_follows,
)
from directory.services.merging import relations as registry
from events.models import EventPage, Occurrence
from normandie.espace.models import Invitation
from normandie.espace.traffic.models import PlaceViews
from normandie.home.models import HomePage
from tests.directory.imports.rows import import_rows, row
from tests.factories import (
    CommuneFactory,
    ErrorReportFactory,
    EventPageFactory,
    LabelFactory,
    LabelGrantFactory,
    PlacePageFactory,
    TermFactory,
    UserFactory,
)

pytestmark = pytest.mark.django_db
NOVEMBER = date(2026, 11, 1)


FOLLOWING = {
    "événements": 1,
    "attributions de label": 2,
    "gestionnaires": 1,
    "signalements": 1,
    "dates des événements": 1,
    "fréquentation des lieux": 2,
    "invitations à gérer un lieu": 2,
    "fiches réunies": 1,
    "paires écartées": 1,
}


def staff() -> Any:
    return UserFactory(is_superuser=True)


def twins(**other: object) -> tuple[PlacePage, PlacePage]:
    kept = PlacePageFactory(title="France services", slug="a-garder", phone="")
    return kept, PlacePageFactory(
        **{"title": "France services Caen", "slug": "a-retirer", "phone": "+33231000000"} | other
    )


def test_nothing_that_points_to_a_place_was_forgotten() -> None:
    assert unforeseen() == []
    assert registry.unknown() == []


def test_a_new_relation_is_a_fault_until_somebody_says_what_becomes_of_it(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.delitem(registry._fates, "directory.ErrorReport.place")

    assert unforeseen() == ["directory.ErrorReport.place"]


def a_renewed_grant(place: PlacePage) -> LabelGrant:
    """Return an attribution that another follows: both are to follow the place."""
    dates = {"granted_on": date(2020, 1, 1), "expires_on": date(2021, 12, 31)}
    grant = LabelGrantFactory(place=place, **dates)
    grant.following().save()
    return grant


def test_all_that_points_to_the_sheet_follows(client: Client) -> None:
    kept, other = twins()
    report, grant = ErrorReportFactory(place=other), a_renewed_grant(other)
    same = EventPageFactory(place=kept, slug="atelier")
    event = EventPageFactory(place=other, slug="atelier", title="Atelier")
    manager, user = UserFactory(), staff()
    other.managers.add(manager)
    for place, count in ((kept, 3), (other, 4)):
        PlaceViews.objects.create(place=place, month=NOVEMBER, viewed="fiche", count=count)
        _invite(place, "double@exemple.fr")
    PlaceViews.objects.create(place=other, month=NOVEMBER, viewed="atelier", count=2)
    _invite(other, "seule@exemple.fr")
    HomePage.objects.update(epn_page=other)
    dismiss(other, PlacePageFactory(), ("même téléphone",), user)
    older = PlacePageFactory(title="Plus ancienne")
    merge(other, older, {}, user)
    old_address, event_address = other.url, event.url

    assert dict(what_follows(other)) == FOLLOWING
    merge(kept, other, {"phone": Choice.OTHER}, user)

    for thing in (report, grant):
        thing.refresh_from_db()
        assert thing.place_id == kept.pk
    moved = EventPage.objects.get(pk=event.pk)
    assert moved.place.pk == kept.pk
    assert moved.slug == "atelier-2"
    assert EventPage.objects.get(pk=same.pk).slug == "atelier"
    assert {each.place_id for each in Occurrence.objects.all()} == {kept.pk}
    assert list(kept.managers.all()) == [manager]
    views = PlaceViews.objects.values_list("place", "viewed", "count")
    assert set(views) == {(kept.pk, "fiche", 7), (kept.pk, "atelier", 2)}
    invited = Invitation.objects.values_list("place", "email")
    assert set(invited) == {(kept.pk, "double@exemple.fr"), (kept.pk, "seule@exemple.fr")}
    assert HomePage.objects.get().epn_page_id == kept.pk
    assert not DismissedPair.objects.exists()
    assert {each.kept_id for each in MergedSheet.objects.all()} == {kept.pk}

    _leads_to_the_kept_one(client, kept, other, user)
    cache.clear()
    assert client.get(old_address).headers["Location"] == kept.url
    assert client.get(older.url).headers["Location"] == kept.url
    assert client.get(event_address).headers["Location"] == moved.url


def _leads_to_the_kept_one(client: Client, kept: PlacePage, other: PlacePage, user: Any) -> None:
    assert client.get(kept.url).status_code == 200
    assert PlacePage.objects.get(pk=kept.pk).phone == "+33231000000"
    assert not PlacePage.objects.get(pk=other.pk).live
    names = [lasting_name(other), "a-retirer"]
    assert find_named(PlacePage.objects.published(), names) == dict.fromkeys(names, kept)
    logged = PageLogEntry.objects.filter(action__startswith="directory.merged", user=user)
    assert set(logged.values_list("page", "action")) >= {
        (kept.pk, "directory.merged"),
        (other.pk, "directory.merged_away"),
    }


def _invite(place: PlacePage, email: str) -> None:
    later = timezone.now() + timedelta(days=7)
    Invitation.objects.create(place=place, email=email, expires_at=later, invited_by=UserFactory())


def test_files_of_calls_follow_too() -> None:
    """Their key is to be named here as elsewhere: a file alone is long to make."""
    assert registry._fates["ami.Dossier.place"] is not None
    assert Dossier._meta.get_field("place").related_model is PlacePage


def test_each_field_says_what_was_chosen() -> None:
    service = TermFactory(vocabulary=Vocabulary.SERVICE, code="Un service")
    kept, other = twins(
        commune=CommuneFactory(rouen=True), emails="b@exemple.fr", summary="Autre", postcode="76000"
    )
    kept.emails, kept.summary = "a@exemple.fr", "La nôtre"
    kept.tags.add("impôts")
    other.tags.add("papiers")
    other.terms = [service]
    kept.save()
    other.save()
    proposed = {each.unit: each.chosen for each in differences(kept, other)}
    assert proposed["phone"] == Choice.OTHER  # the kept one says nothing
    assert proposed["summary"] == Choice.KEPT

    merge(
        kept,
        other,
        {
            "emails": Choice.BOTH,
            "commune": Choice.OTHER,
            "latitude": Choice.OTHER,
            Vocabulary.SERVICE: Choice.BOTH,
        },
        staff(),
    )

    merged = PlacePage.objects.get(pk=kept.pk)
    assert merged.emails == "a@exemple.fr\nb@exemple.fr"
    assert merged.summary == "La nôtre"
    assert merged.commune.name == "Rouen"
    assert (merged.latitude, merged.longitude) == (other.latitude, other.longitude)
    assert merged.terms_of(Vocabulary.SERVICE) == [service]
    assert {tag.name for tag in merged.tags.all()} == {"impôts", "papiers"}
    assert merged.phone == ""


def test_nothing_is_written_where_something_fails(monkeypatch: pytest.MonkeyPatch) -> None:
    kept, other = twins()
    report = ErrorReportFactory(place=other)
    EventPageFactory(place=other)

    def fail(*args: object, **kwargs: object) -> None:
        raise IntegrityError

    monkeypatch.setattr(Page, "unpublish", fail)
    with pytest.raises(IntegrityError):
        merge(kept, other, {"phone": Choice.OTHER}, staff())

    report.refresh_from_db()
    assert report.place_id == other.pk
    assert PlacePage.objects.get(pk=other.pk).get_children().count() == 1
    assert PlacePage.objects.get(pk=kept.pk).phone == ""
    assert not MergedSheet.objects.exists()


def test_what_is_in_the_way_is_told_first() -> None:
    kept, other = twins()
    user, label = staff(), LabelFactory()

    with pytest.raises(MergeRefused, match="seule et même"):
        merge(kept, kept, {}, user)
    for place in (kept, other):
        LabelGrantFactory(place=place, label=label, granted_on=date(2026, 1, 1))
    with pytest.raises(MergeRefused, match="ont le label"):
        merge(kept, other, {}, user)
    LabelGrant.objects.filter(place=other).delete()
    kept.summary = "Pas encore en ligne"
    kept.save_revision()
    with pytest.raises(MergeRefused, match="version en attente"):
        merge(kept, other, {}, user)
    with pytest.raises(MergeRefused, match="Publiez d’abord"):
        merge(PlacePageFactory(live=False), other, {}, user)
    assert PlacePage.objects.get(pk=other.pk).live
    assert isinstance(MergedSheet._meta.get_field("kept"), models.ForeignKey)


def test_an_import_does_not_make_it_again() -> None:
    source = {"source": "Liste", "code_insee": "14118"}
    import_rows(
        row(id="un", nom="France services", **source), row(id="deux", nom="Autre", **source)
    )
    kept, other = (PlacePage.objects.get(source_id=each) for each in ("un", "deux"))
    merge(kept, other, {}, staff())
    other.refresh_from_db()
    other.delete()  # its withdrawn page may be erased one day

    report = import_rows(row(id="deux", nom="Encore un autre", **source))

    assert report.merged == ["deux"]
    assert [place.title for place in PlacePage.objects.all()] == ["France services"]


def test_a_merged_sheet_is_no_twin_any_more() -> None:
    kept, other = twins()
    assert len(all_duplicates()) == 1

    merge(kept, other, {}, staff())

    assert all_duplicates() == []
    assert likely_duplicates(kept) == likely_duplicates(PlacePage.objects.get(pk=other.pk)) == []


def test_a_pair_that_was_set_aside_comes_back_only_for_another_reason() -> None:
    kept, other = twins()
    user = staff()
    [pair] = all_duplicates()

    dismiss(other, kept, pair.reasons, user)
    assert all_duplicates() == []
    assert likely_duplicates(other) == []

    PlacePage.objects.update(siret="11111111111111")
    assert [each.reasons[0] for each in all_duplicates()] == ["même SIRET"]
    dismiss(kept, other, all_duplicates()[0].reasons, user)
    kept_apart = DismissedPair.objects.get()
    assert kept_apart.dismissed_by == user
    assert all_duplicates() == []

    take_back(kept_apart, user)
    assert len(all_duplicates()) == 1
