"""Asking for a label: criterion by criterion, from the draft to a grant or a refusal."""

from collections.abc import Callable
from datetime import UTC, date, datetime, timedelta

import pytest
import time_machine
from django.core.exceptions import ValidationError
from django.core.management import call_command
from django.test import Client

from ami.checks import kinds_are_sound
from ami.kinds import CARRIER, LABEL, LEAD, REVIEWER
from ami.kinds.label_states import STATES
from ami.kinds.people import ASSIGN, EXTEND, HAND_OVER
from ami.models import Dossier
from ami.services.labels import Ungrantable, grant_label, new_grant, refuse_label
from core.workflow import SYSTEM, Actor
from core.workflow import TEAM as TEAM_ROLE
from directory.label_workflow import REQUIREMENTS
from directory.models import LabelGrant, LabelRequirements
from tests.ami.label_requests import CHIEF, CODES, a_request, decision, label_call
from tests.ami.reviewing import act, address_of, screen
from tests.factories import LabelGrantFactory, PlacePageFactory, UserFactory
from tests.mails import sent_mails
from tests.reading import parsed, text_of
from tests.roles import signed_in

NOW = datetime(2026, 11, 30, 9, tzinfo=UTC)
pytestmark = [pytest.mark.django_db, pytest.mark.time_machine(NOW, tick=False)]
TEAM = {REVIEWER, LEAD}
# All that may become of a request, state by state: the action, who does it, where it leads.
TABLE = {
    "brouillon": {("deposer", "depose"): {CARRIER}},
    "depose": {
        ("prendre", "en_instruction"): TEAM,
        ("demander-complement", "a_completer"): TEAM,
        ("retirer", "retire"): {CARRIER},
        ("accepter-par-silence", "accepte_silence"): {SYSTEM},
        ("rejeter-par-silence", "rejete_silence"): {SYSTEM},
    },
    "en_instruction": {
        ("demander-complement", "a_completer"): TEAM,
        ("presenter-comite", "en_comite"): TEAM,
        ("accorder", "label_accorde"): {LEAD},
        ("refuser", "label_refuse"): {LEAD},
        ("retirer", "retire"): {CARRIER},
        ("accepter-par-silence", "accepte_silence"): {SYSTEM},
        ("rejeter-par-silence", "rejete_silence"): {SYSTEM},
    },
    "a_completer": {
        ("completer", "en_instruction"): {CARRIER},
        ("reprendre-sans-complement", "en_instruction"): TEAM,
        ("retirer", "retire"): {CARRIER},
        ("accepter-par-silence", "accepte_silence"): {SYSTEM},
        ("rejeter-par-silence", "rejete_silence"): {SYSTEM},
    },
    "en_comite": {
        ("demander-complement", "a_completer"): TEAM,
        ("reprendre-instruction", "en_instruction"): TEAM,
        ("accorder", "label_accorde"): {LEAD},
        ("refuser", "label_refuse"): {LEAD},
        ("retirer", "retire"): {CARRIER},
        ("accepter-par-silence", "accepte_silence"): {SYSTEM},
        ("rejeter-par-silence", "rejete_silence"): {SYSTEM},
    },
    "accepte_silence": {("etablir", "label_accorde"): {LEAD}},
    "label_accorde": {},
    "label_refuse": {("rouvrir", "en_instruction"): {LEAD}},
    "rejete_silence": {("rouvrir", "en_instruction"): {LEAD}},
    "retire": {("rouvrir", "en_instruction"): {LEAD}},
}


@pytest.mark.one_engine
def test_the_whole_table_of_the_kind() -> None:
    found: dict[str, dict[tuple[str, str], set[str]]] = {state: {} for state in STATES}
    for each in LABEL.transitions.transitions:
        if each.action in (ASSIGN, EXTEND, HAND_OVER):  # the same in every kind
            continue
        for state in each.sources:
            found[state][each.action, each.target] = set(each.roles)

    assert found == TABLE
    assert kinds_are_sound() == []


def test_a_request_asks_the_criteria_of_the_version_it_was_begun_with() -> None:
    call = label_call()
    dossier = a_request(call)
    asked = dossier.form.step("criteres-fonctionnement")
    assert asked is not None
    assert [each.key for each in asked.fields] == [
        f"{part}{code}" for code in CODES for part in ("critere-", "preuve-")
    ]
    assert [each.key for each in dossier.form.steps].index(asked.key) == 3  # after the place

    REQUIREMENTS.apply(call.requirements, "suivante", Actor(TEAM_ROLE))
    following = LabelRequirements.objects.get(number=2)
    following.criteria.create(code="nouveau", family="technique", wording="Du neuf.")
    call.requirements = following
    call.save()

    assert call.form_definition().step("criteres-technique")
    dossier.refresh_from_db()
    assert dossier.form.step("criteres-technique") is None


@pytest.mark.parametrize("missing", ["requirements", "silence"])
def test_no_request_is_taken_without_its_criteria_nor_what_silence_is_worth(missing: str) -> None:
    call = label_call()
    setattr(call, missing, None if missing == "requirements" else "")
    with pytest.raises(ValidationError) as error:
        call.full_clean()
    assert set(error.value.message_dict) == {missing}


def test_the_award_makes_the_grant_and_tells_everybody_at_once(
    carrier: Callable[[Dossier], Client],
) -> None:
    place = PlacePageFactory(title="La Ruche")
    place.managers.add(UserFactory(email="gerante@exemple.fr"))
    dossier = a_request(place=place)
    sent_mails().clear()
    lead = signed_in("lead")

    page = act(lead, dossier, "accorder", place=place.pk, words="Bravo.", **decision())

    assert "Label accordé" in text_of(page)
    dossier.refresh_from_db()
    grant = LabelGrant.objects.get()
    assert (dossier.state, dossier.grant, dossier.place) == ("label_accorde", grant, place)
    assert (grant.place, grant.requirements) == (place, dossier.call.requirements)
    assert (grant.granted_on, grant.expires_on) == (date(2026, 12, 1), date(2029, 11, 30))
    told = {mail.to[0]: mail.body.replace("\u00a0", " ") for mail in sent_mails()}
    assert grant.number in told["camille@exemple.fr"]
    assert "Bravo." in told["camille@exemple.fr"]
    assert "Bienvenue dans le réseau" in told["gerante@exemple.fr"]
    followed = text_of(carrier(dossier).get(f"/dossier/{dossier.key}/"))
    assert "La décision de la Région" in followed
    assert grant.number in followed
    with time_machine.travel(NOW + timedelta(days=1), tick=False):
        place.refresh_from_db()
        assert place.grants.valid().exists()


def test_a_label_that_the_place_holds_already_is_not_granted_twice() -> None:
    place = PlacePageFactory()
    dossier = a_request(place=place)
    LabelGrantFactory(
        place=place, label=dossier.call.requirements.label, granted_on=date(2025, 1, 1)
    )
    sent_mails().clear()

    page = act(signed_in("lead"), dossier, "accorder", place=place.pk, **decision())
    assert "Ce lieu a déjà ce label" in text_of(page)
    grant = new_grant(dossier, place)
    grant.granted_on = date(2026, 12, 1)
    with pytest.raises(Ungrantable):
        grant_label(dossier, grant, CHIEF)

    dossier.refresh_from_db()
    assert (dossier.state, dossier.grant) == ("en_instruction", None)
    assert LabelGrant.objects.count() == 1
    assert sent_mails() == []


def test_a_renewal_follows_the_last_grant_without_a_day_between() -> None:
    place = PlacePageFactory()
    dossier = a_request(place=place)
    former = LabelGrantFactory(
        place=place,
        label=dossier.call.requirements.label,
        granted_on=date(2024, 1, 1),
        expires_on=date(2026, 12, 31),
    )

    lead = signed_in("lead")
    form = parsed(lead.get(address_of(dossier, "accorder")))
    assert form.select_one("[name=granted_on]")["value"] in ("2027-01-01", "01/01/2027")
    act(lead, dossier, "accorder", place=place.pk, **decision(granted_on="2027-01-01"))

    assert LabelGrant.objects.latest("pk").renews == former


def test_a_refusal_says_why_and_where_to_contest_it(carrier: Callable[[Dossier], Client]) -> None:
    dossier = a_request()
    sent_mails().clear()

    act(
        signed_in("lead"),
        dossier,
        "refuser",
        reasons="Personne n’accueille le public.",
        remedies="Deux mois pour saisir le tribunal administratif.",
    )

    (mail,) = sent_mails()
    followed = text_of(carrier(dossier).get(f"/dossier/{dossier.key}/"))
    for said in (mail.body, followed):
        assert "Personne n’accueille le public." in said
        assert "tribunal administratif" in said
    assert not LabelGrant.objects.exists()


def test_only_who_leads_decides_and_another_person_where_the_call_says_so() -> None:
    dossier = a_request(label_call(four_eyes=True))
    lead = signed_in("lead")
    act(signed_in("reviewer"), dossier, "accorder", place=dossier.place_id, **decision())
    assert not LabelGrant.objects.exists()

    act(lead, dossier, "presenter-comite")
    dossier.refresh_from_db()
    page = act(lead, dossier, "accorder", place=dossier.place_id, **decision())

    assert "c’est une autre personne" in text_of(page)
    assert not LabelGrant.objects.exists()


def test_silence_accepts_then_a_person_writes_the_grant() -> None:
    dossier = a_request(label_call(silence="acceptation", silence_months=2))
    with time_machine.travel(NOW + timedelta(days=70), tick=False):
        call_command("daily", "ami.note_silence")
        dossier.refresh_from_db()
        assert dossier.state == "accepte_silence"
        assert dossier in Dossier.objects.underway()
        lead = signed_in("lead")
        assert "Établir l’attribution" in screen(lead, dossier)

        act(lead, dossier, "etablir", place=dossier.place_id, **decision())

    dossier.refresh_from_db()
    assert (dossier.state, dossier.grant.decision) == ("label_accorde", "CP D 26-11-9")


def test_once_reopened_a_person_answers_and_silence_no_more() -> None:
    dossier = a_request(label_call(silence="acceptation", silence_months=2))
    refuse_label(dossier, CHIEF, reasons="Non.", remedies="Deux mois.")
    with time_machine.travel(NOW + timedelta(days=90), tick=False):
        dossier.call_kind.transitions.apply(dossier, "rouvrir", CHIEF, reason="Recours")
        call_command("daily", "ami.note_silence")

    dossier.refresh_from_db()
    assert dossier.state == "en_instruction"


def test_the_grant_names_the_version_that_the_file_answered() -> None:
    place = PlacePageFactory()
    call = label_call()
    answered = call.requirements
    dossier = a_request(call, place)
    REQUIREMENTS.apply(call.requirements, "suivante", Actor(TEAM_ROLE))
    call.requirements = LabelRequirements.objects.get(number=2)
    call.save()

    grant_label(Dossier.objects.get(pk=dossier.pk), new_grant(dossier, place), CHIEF)

    assert LabelGrant.objects.get().requirements == answered
