"""What staff do of a file through its screens: who may, from where, and what becomes of it."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
import time_machine
from django.contrib.auth.models import Group
from django.test import Client
from django.urls import reverse

from ami.kinds import ELSEWHERE, LEAD, REVIEWER
from ami.kinds.ami import TRANSITIONS
from ami.kinds.ami_states import STATES
from ami.kinds.base import DRAFT
from ami.kinds.people import ASSIGN, EXTEND, HAND_OVER
from ami.models import Completion, Dossier, InternalNote, Meeting, Message, MessageTemplate
from ami.services.results import release_results
from ami.services.review import NotAReviewer, assign
from core.models import HistoryEntry
from normandie.roles import REVIEWERS_GROUP
from tests.ami.factories import RESULTS
from tests.ami.reviewing import DURING, SECRET, STAFF, a_file, act, address_of, screen
from tests.core.photos import photo
from tests.factories import UserFactory
from tests.mails import sent_mails
from tests.reading import hidden_fields, parsed
from tests.roles import signed_in
from tests.undone import undone

pytestmark = [pytest.mark.django_db, pytest.mark.time_machine(DURING, tick=False)]
ROLE_OF = {"reviewer": REVIEWER, "lead": LEAD, "reader": ""}
# Who leads may do all: PostgreSQL is asked nothing else by the others.
ROLES_BY_ENGINE = [
    each if each == "lead" else pytest.param(each, marks=pytest.mark.one_engine) for each in ROLE_OF
]
SLOT = {"slot_1": "2026-11-20 10:00", "where": "Caen", "minutes": "60"}
GIVEN: dict[str, dict[str, str]] = {
    "demander-complement": {"text": "Quoi ?", "pieces": "Statuts", "due_on": "2026-12-01"},
    "proposer-rencontre": SLOT,
    "deplacer-rencontre": SLOT,
    "orienter": {"ingenierie-chosen": "on", "ingenierie-text": SECRET},
    "reorienter": {"text": SECRET, "reason": "Hors sujet"},
    "rouvrir": {"reason": "Erreur"},
    "reprendre-sans-complement": {"reason": "Trop tard"},
}
LATER = {"slot_1": "2027-02-20 10:00", "due_on": "2027-02-20"}  # than the results
BY_STAFF = dict.fromkeys(
    each.action
    for each in TRANSITIONS.transitions
    if each.roles & {REVIEWER, LEAD} and each.action not in (EXTEND, HAND_OVER)
)


def prepared(state: str) -> Dossier:
    """Return a file in *state*, with the meeting or the request that its actions need."""
    dossier = a_file(state)
    if state in ("rencontre_proposee", "rencontre_fixee"):
        agreed = state == "rencontre_fixee"
        slots = [(DURING + timedelta(days=2)).isoformat()]
        Meeting.objects.create(
            dossier=dossier,
            state=Meeting.State.ACCEPTED if agreed else Meeting.State.PROPOSED,
            starts_at=DURING if agreed else None,
            slots=slots,
        )
    if state == "a_completer":
        Completion.objects.create(dossier=dossier, text="?", due_on=DURING.date())
    return dossier


@pytest.mark.parametrize("role", ROLES_BY_ENGINE)
@pytest.mark.parametrize("state", [each for each in STATES if each != DRAFT])
def test_each_action_is_done_where_the_table_says_and_nowhere_else(state: str, role: str) -> None:
    """Once the results are out: what waits for their date is tried in a test of its own."""
    dossier = prepared(state)
    HistoryEntry.objects.all().delete()
    with time_machine.travel(RESULTS, tick=False):
        client = signed_in(role)
    for action in BY_STAFF:
        given = GIVEN.get(action, {})
        allowed = [
            each
            for each in TRANSITIONS.transitions
            if each.action == action and state in each.sources and ROLE_OF[role] in each.roles
        ]
        expected = ([action], allowed[0].target) if allowed else ([], state)
        with undone():
            with time_machine.travel(RESULTS, tick=False):
                later = {name: moment for name, moment in LATER.items() if name in given}
                act(client, dossier, action, follow=False, **(given | later))
            kept = Dossier.objects.get(pk=dossier.pk)
            steps = [each.action for each in kept.history.all()]
        assert (steps, kept.state) == expected, (state, action, role)


@pytest.mark.parametrize("role", ROLES_BY_ENGINE)
@pytest.mark.parametrize("state", [each for each in STATES if each != DRAFT])
def test_the_screen_offers_what_may_be_done_and_no_more(state: str, role: str) -> None:
    dossier = prepared(state)
    with time_machine.travel(RESULTS, tick=False):
        client = signed_in(role)
        text = screen(client, dossier)
        offered = [each for each in BY_STAFF if f'"{address_of(dossier, each)}"' in text]
        assert all(client.get(address_of(dossier, each)).status_code == 200 for each in offered)

    possible = TRANSITIONS.possible(state, [ROLE_OF[role]])
    assert offered == [each for each in BY_STAFF if each in {every.action for every in possible}]


@pytest.mark.parametrize("action", [EXTEND, HAND_OVER])
def test_what_has_a_screen_of_its_own_is_not_done_by_this_one(action: str) -> None:
    dossier, client = a_file(), signed_in("reviewer")

    assert client.get(address_of(dossier, action)).status_code == 302
    act(client, dossier, action, follow=False)

    assert not dossier.history.filter(action=action).exists()


def test_history_says_to_whom_a_file_is_entrusted() -> None:
    client, dossier = signed_in("reviewer"), a_file()
    nora = UserFactory(first_name="Nora", last_name="Exemple")
    nora.groups.add(Group.objects.get(name=REVIEWERS_GROUP))
    assign(dossier, nora, STAFF)

    assert "Suivi par Nora Exemple" in screen(client, dossier)


def test_whoever_begins_follows_the_file_and_may_hand_it_on() -> None:
    dossier, client = a_file(), signed_in("reviewer")
    act(client, dossier, "prendre")
    dossier.refresh_from_db()
    assert dossier.reviewer is not None

    other = UserFactory(first_name="Lou", last_name="Autre")
    refused = act(client, dossier, ASSIGN, reviewer=other.pk)
    assert "Sélectionnez un choix valide" in refused.content.decode()
    assert Dossier.objects.get().reviewer == dossier.reviewer

    other.groups.add(dossier.reviewer.groups.get())
    act(client, dossier, ASSIGN, reviewer=other.pk)
    assert Dossier.objects.get().reviewer == other
    assert "Lou Autre" in screen(client, dossier)


def test_no_file_is_entrusted_to_who_may_not_review_whoever_asks() -> None:
    dossier = a_file()
    with pytest.raises(NotAReviewer):
        assign(dossier, UserFactory(), STAFF)
    assert Dossier.objects.get().reviewer is None


@pytest.mark.parametrize("orients_first", [True, False])
def test_the_second_of_two_agents_is_told_and_loses_nothing(orients_first: bool) -> None:
    dossier = a_file("en_analyse")
    one, two = signed_in("reviewer"), signed_in("lead")
    actions = [
        ("orienter", GIVEN["orienter"]),
        ("proposer-rencontre", SLOT | {"where": "À Évreux"}),
    ]
    (first, given), (second, typed) = actions if orients_first else reversed(actions)

    act(one, dossier, first, **given)
    answer = act(two, dossier, second, **typed).content.decode()

    assert "Dernière étape" in answer
    assert TRANSITIONS.label_of(first) in answer
    assert all(value in answer for value in typed.values() if value != "on")
    assert [each.action for each in Dossier.objects.get().history.all()][-1] == first


def test_an_action_that_is_still_possible_is_done_when_sent_again() -> None:
    dossier = a_file("en_analyse")
    act(signed_in("lead"), dossier, ASSIGN, reviewer="")
    client = signed_in("reviewer")

    answer = act(client, dossier, "orienter", **GIVEN["orienter"])
    assert "Quelqu’un d’autre vient de changer" in answer.content.decode()
    assert Dossier.objects.get().state == "en_analyse"
    again = hidden_fields(answer, "#w-editor-form")["version"]
    client.post(address_of(dossier, "orienter"), GIVEN["orienter"] | {"version": again})

    assert Dossier.objects.get().state == "oriente"
    assert Dossier.objects.get().orientations.get().text == SECRET


def test_several_outcomes_are_prepared_and_told_at_the_date_alone(
    carrier: Callable[[Dossier], Client],
) -> None:
    dossier, lead = a_file("en_analyse"), signed_in("lead")
    both = {
        **GIVEN["orienter"],
        "materiels-chosen": "on",
        "materiels-text": f"{SECRET} non plus",
        "materiels-reason": "Pour équiper la salle",
        "materiels-next_step": "Déposer un devis",
        "materiels-contact": "Camille Exemple",
    }
    act(lead, dossier, "orienter", **both)
    dossier.refresh_from_db()
    act(lead, dossier, "approuver-reponse")
    dossier.refresh_from_db()
    told = (SECRET, "Pour équiper la salle", "Déposer un devis", "Camille Exemple")
    assert all(each in screen(lead, dossier) for each in told)
    sent_mails().clear()

    assert address_of(dossier, "envoyer-reponse") not in screen(lead, dossier)
    assert "pas encore annoncées" in act(lead, dossier, "envoyer-reponse").content.decode()
    page = reverse("dossier", args=[dossier.key])
    before = carrier(dossier).get(page).content.decode()
    assert [each for each in told if each in before] == []
    assert sent_mails() == []

    with time_machine.travel(RESULTS, tick=False):
        release_results()
        after = carrier(dossier).get(page).content.decode()
        assert [each for each in told if each not in after] == []


def test_what_is_written_for_an_outcome_that_is_not_ticked_is_not_lost_in_silence() -> None:
    dossier = a_file("en_analyse")

    answer = act(signed_in("reviewer"), dossier, "orienter", **{"feder-text": "Le FEDER"})

    assert "cochez-la" in answer.content.decode()
    assert "Le FEDER" in answer.content.decode()
    assert Dossier.objects.get().state == "en_analyse"


def test_a_completion_asks_the_questions_that_were_ticked() -> None:
    dossier = a_file("en_analyse")
    item = dossier.deposited_answers().items["projets"][0][0]
    given: dict[str, Any] = GIVEN["demander-complement"] | {
        "questions": [f"projets:{item}:calendrier", "territoire::"],
        "pieces": "Statuts\n\n Budget ",
    }

    act(signed_in("reviewer"), dossier, "demander-complement", **given)

    completion = Completion.objects.get()
    fields = [each.field for each in completion.asked]
    assert fields == ["calendrier", "communes", "epci", "partenaires"]
    assert completion.pieces == ["Statuts", "Budget"]
    assert completion.asked_by is not None


def test_a_reorientation_says_who_to_turn_to_and_keeps_its_reason_inside() -> None:
    dossier = a_file()
    act(signed_in("reviewer"), dossier, "reorienter", **GIVEN["reorienter"])

    [outcome] = Dossier.objects.get().orientations.all()
    assert (outcome.outcome, outcome.text, outcome.reason) == (ELSEWHERE, SECRET, "")
    assert dossier.history.last().reason == "Hors sujet"


def test_a_message_starts_from_a_template_is_seen_and_sent_once(
    carrier: Callable[[Dossier], Client],
) -> None:
    dossier, client = (
        a_file(contact={"nom": "{numero}", "courriel": "a@exemple.fr"}),
        signed_in("reviewer"),
    )
    template = MessageTemplate.objects.create(
        title="Rappel", text="Bonjour {contact}, votre dossier {numero} ({projets})."
    )
    address = reverse("wagtailsnippets_ami_dossier:write", args=(dossier.pk,))
    page = client.get(address, {"modele": template.pk})
    text = f"Bonjour {{numero}}, votre dossier {dossier} («\u00a0Un atelier mobile\u00a0»)."
    assert parsed(page).select_one("textarea").get_text().strip() == text

    seen = client.post(address, {"text": text, "preview": "1"}).content.decode()
    assert seen.count("Un atelier mobile") == 2
    assert not Message.objects.exists()
    for _ in range(2):  # a double click
        client.post(address, {"text": text, "joined": [photo()]})

    message = Message.objects.get()
    assert (message.text, message.attachments.count()) == (text, 1)
    assert (
        "Un atelier mobile"
        in carrier(dossier).get(reverse("dossier", args=[dossier.key])).content.decode()
    )


def test_a_template_names_fields_that_exist() -> None:
    address = reverse("wagtailsnippets_ami_messagetemplate:add")
    typed = {"title": "Rappel", "text": "Bonjour {prenom}"}

    assert "{prenom}" in signed_in("reviewer").post(address, typed).content.decode()
    assert not MessageTemplate.objects.exists()


@pytest.mark.parametrize("role", ["reader", "editor"])
def test_who_only_reads_neither_writes_nor_notes(role: str) -> None:
    dossier, client = a_file(), signed_in(role)
    for name in ("write", "note"):
        client.post(
            reverse(f"wagtailsnippets_ami_dossier:{name}", args=(dossier.pk,)), {"text": "Bonjour"}
        )

    assert (InternalNote.objects.exists(), Message.objects.exists()) == (False, False)


def test_a_note_bears_its_author_and_date() -> None:
    dossier, client = a_file(), signed_in("reviewer")
    address = reverse("wagtailsnippets_ami_dossier:note", args=(dossier.pk,))
    client.post(address, {"text": "Appelé <b>hier</b>"})

    text = screen(client, dossier)
    assert "Appelé &lt;b&gt;hier&lt;/b&gt;" in text
    assert InternalNote.objects.get().author is not None
    assert "lundi 9 novembre 2026" in text.partition('id="notes"')[2].partition("</section>")[0]


def test_who_proposes_a_meeting_reads_when_the_carrier_may_come() -> None:
    wish = {"souhait": "oui", "valorisation": "non", "disponibilites": "Le <i>mardi</i>"}
    dossier = a_file("en_analyse", rencontre=wish)
    dossier.meetings.create(state=Meeting.State.DECLINED, carrier_note="Plutôt en mai")

    text = signed_in("reviewer").get(address_of(dossier, "proposer-rencontre")).content.decode()

    assert "Le &lt;i&gt;mardi&lt;/i&gt;" in text
    assert "<i>mardi" not in text
    assert "Plutôt en mai" in text
