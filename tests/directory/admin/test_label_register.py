"""Staff keep the register of labels, and the places follow."""

from datetime import date, timedelta

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from hypothesis import given
from hypothesis import strategies as st

from core.workflow import TEAM, Actor
from directory.label_workflow import REQUIREMENTS
from directory.models import LabelGrant, PlacePage, Term
from directory.models.label import RENEWAL_NOTICE, Standing, is_within
from tests.factories import (
    LabelFactory,
    LabelGrantFactory,
    LabelRequirementsFactory,
    PlacePageFactory,
)
from tests.reading import parsed, row_titles, text_of

DAY = date(2026, 6, 1)
LIST = "wagtailsnippets_directory_labelgrant:list"
ADD = "wagtailsnippets_directory_labelgrant:add"


def found(text: str) -> list[str]:
    return [place.title for place in PlacePage.objects.matching(text).order_by("title")]


@pytest.mark.parametrize(
    ("granted_on", "expires_on", "state", "standing"),
    [
        (DAY, None, "accorde", Standing.VALID),
        (DAY, DAY + RENEWAL_NOTICE + timedelta(days=1), "accorde", Standing.VALID),
        (DAY, DAY + RENEWAL_NOTICE, "accorde", Standing.EXPIRING),
        (DAY - timedelta(days=9), DAY, "accorde", Standing.EXPIRING),
        (DAY - timedelta(days=9), DAY - timedelta(days=1), "accorde", Standing.EXPIRED),
        (DAY + timedelta(days=1), None, "accorde", Standing.UPCOMING),
        (DAY, None, "suspendu", Standing.SUSPENDED),
        (DAY, None, "retire", Standing.WITHDRAWN),
    ],
)
def test_where_an_attribution_stands_follows_its_state_and_its_dates(
    granted_on: date, expires_on: date | None, state: str, standing: Standing
) -> None:
    grant = LabelGrant(granted_on=granted_on, expires_on=expires_on, state=state)

    assert grant.standing(DAY) == standing


days = st.integers(-400, 400).map(lambda offset: DAY + timedelta(days=offset))


@pytest.mark.django_db
def test_the_register_filters_as_each_attribution_says() -> None:
    place = PlacePageFactory()

    @given(days, st.one_of(st.none(), days), st.sampled_from(LabelGrant.State.values))
    def agree(granted_on: date, expires_on: date | None, state: str) -> None:
        if expires_on and expires_on < granted_on:
            granted_on, expires_on = expires_on, granted_on
        LabelGrant.objects.all().delete()
        grant = LabelGrant(
            place=place,
            label=LabelFactory(),
            granted_on=granted_on,
            expires_on=expires_on,
            state=state,
        )
        LabelGrant.objects.bulk_create([grant])
        holds = [s for s in Standing if LabelGrant.objects.standing(s, DAY).exists()]
        assert holds == [grant.standing(DAY)]
        assert LabelGrant.objects.valid(DAY).exists() == grant.is_valid(DAY)
        dates = granted_on, expires_on
        covers = [day and day.isoformat() for day in (DAY, *dates)]  # as cards keep them
        assert LabelGrant.objects.within(DAY).exists() == is_within(DAY, *dates)
        assert is_within(*covers) == is_within(DAY, *dates)

    agree()


@pytest.mark.django_db
def test_staff_grant_a_label_and_the_place_is_found_by_it(team: Client) -> None:
    place, label = PlacePageFactory(title="Le Dôme"), LabelFactory(name="Fabrique verte")
    assert found("fabrique verte") == []

    response = team.post(
        reverse(ADD),
        {
            "place": place.pk,
            "label": label.pk,
            "granted_on": timezone.localdate().strftime("%d/%m/%Y"),
            "expires_on": "",
            "decision": "CP 2026-12",
            "state": "accorde",
        },
    )

    assert response.status_code == 302
    assert found("fabrique verte") == ["Le Dôme"]
    assert found("labellisé") == ["Le Dôme"]


@pytest.mark.django_db
def test_a_second_attribution_over_the_same_days_is_refused(team: Client) -> None:
    grant = LabelGrantFactory()

    response = team.post(
        reverse(ADD),
        {
            "place": grant.place_id,
            "label": grant.label_id,
            "granted_on": timezone.localdate().strftime("%d/%m/%Y"),
            "state": "accorde",
        },
    )

    assert "déjà ce label" in text_of(response)
    assert LabelGrant.objects.count() == 1


@pytest.mark.django_db
def test_withdrawing_deleting_or_moving_a_label_changes_what_finds_the_place() -> None:
    here, there = PlacePageFactory(title="Ici"), PlacePageFactory(title="Là")
    grant = LabelGrantFactory(place=here, label__name="Fabrique verte")
    assert found("fabrique verte") == ["Ici"]

    grant.place = there
    grant.save()
    assert found("fabrique verte") == ["Là"]

    grant.state = LabelGrant.State.WITHDRAWN
    grant.save()
    assert found("fabrique verte") == []

    grant.state = LabelGrant.State.GRANTED
    grant.save()
    LabelGrant.objects.filter(pk=grant.pk).delete()
    assert found("fabrique verte") == []


@pytest.mark.django_db
def test_renaming_a_label_or_a_term_changes_what_finds_its_places() -> None:
    term = Term.objects.filter(vocabulary="service").first()
    place = PlacePageFactory(title="Ici", terms=[(term.vocabulary, term.code)])
    grant = LabelGrantFactory(place=place)

    grant.label.name = "Atelier pionnier"
    grant.label.save()
    term.plain_label = "Apprivoiser la souris"
    term.save()

    assert found("pionnier") == ["Ici"]
    assert found("apprivoiser") == ["Ici"]


@pytest.mark.django_db
def test_the_register_shows_who_is_to_renew(team: Client) -> None:
    today = timezone.localdate()
    LabelGrantFactory(
        place__title="Expire",
        granted_on=today - timedelta(days=400),
        expires_on=today + timedelta(days=20),
    )
    LabelGrantFactory(place__title="Tranquille", granted_on=today)

    response = team.get(reverse(LIST), {"to_renew": "oui"})
    assert row_titles(response) == ["Expire"]
    assert "Expire bientôt" in text_of(response)

    response = team.get(reverse(LIST), {"standing": "valide"})
    assert row_titles(response) == ["Tranquille"]


@pytest.mark.django_db
@pytest.mark.parametrize("typed", ["inconnu", "9" * 30, "\x00", '"'])
def test_an_unknown_label_is_borne(team: Client, typed: str) -> None:
    LabelGrantFactory()

    assert team.get(reverse(LIST), {"label": typed, "standing": typed}).status_code == 200


@pytest.mark.django_db
def test_the_register_is_read_label_by_label(team: Client) -> None:
    LabelGrantFactory(place__title="A")
    LabelGrantFactory(place__title="B", label__slug="epn", label__name="EPN Normandie")

    response = team.get(reverse(LIST), {"label": ["epn"]})

    assert row_titles(response) == ["B"]


@pytest.mark.django_db
def test_the_register_can_be_taken_away_as_a_spreadsheet(team: Client) -> None:
    LabelGrantFactory(place__title="Le Dôme", decision="CP 2026-12")

    response = team.get(reverse(LIST), {"export": "csv"})

    content = b"".join(response.streaming_content).decode()
    assert "Le Dôme" in content
    assert "CP 2026-12" in content


@pytest.mark.django_db
def test_choosers_offer_what_goes_with_the_place_and_the_label_alone(team: Client) -> None:
    former = LabelGrantFactory(granted_on=date(2020, 1, 1), expires_on=date(2022, 12, 31))
    published = LabelRequirementsFactory(label=former.label, codes=("accueil",))
    REQUIREMENTS.apply(published, "publier", Actor(TEAM))
    draft = LabelRequirementsFactory(label=former.label)
    others = LabelGrantFactory(place=former.place, label=LabelFactory(slug="autre", name="Autre"))
    LabelGrantFactory(label=former.label)  # of another place
    page = parsed(team.get(reverse(ADD)))
    for field, linked in (("renews", ["place", "label"]), ("requirements", ["label"])):
        assert page.select_one(f"#id_{field}")  # and what it tells the chooser:
        assert all(f'"{name}": "#id_{name}"' in page.decode(formatter=None) for name in linked)

    def offered(model: str, **chosen: object) -> set[str]:
        address = reverse(f"wagtailsnippetchoosers_directory_{model}:choose_results")
        rows = parsed(team.get(address, chosen)).select("tbody tr td:first-child")
        return {" ".join(row.get_text().split()) for row in rows}

    both = {"place": former.place_id, "label": former.label_id}
    assert offered("labelgrant", **both) == {str(former).replace("\u00a0", " ")}
    assert offered("labelgrant", label=former.label_id) == set()
    assert offered("labelgrant", place="x", label="9" * 30) == set()
    assert offered("labelrequirements", label=former.label_id) == {str(published)}
    assert offered("labelrequirements", label=others.label_id) == set()

    sent = both | {"granted_on": "01/01/2026", "requirements": draft.pk, "renews": others.pk}
    refused = text_of(team.post(reverse(ADD), sent))
    assert "celle d’un autre lieu, ou d’un autre label" in refused
    refused = text_of(team.post(reverse(ADD), sent | {"renews": former.pk}))
    assert "Cette version n’est pas publiée" in refused
    team.post(reverse(ADD), sent | {"renews": former.pk, "requirements": published.pk})
    assert LabelGrant.objects.get(renews=former).requirements == published
