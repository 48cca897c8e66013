"""The queue of files, as the agents of the Région narrow, search and read it."""

import re
from datetime import date, timedelta
from typing import Any

import pytest
import time_machine
from django.core.management import call_command
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from ami.definitions import part_key
from ami.models import CallPage, Dossier, DossierWord
from ami.services.completing import send_completion
from ami.services.deposit import deposit
from directory.models import Commune
from tests.ami.factories import OPENS, CallPageFactory, a_draft
from tests.ami.queue import LIST, a_file, listed, shown_in, to_complete
from tests.factories import UserFactory
from tests.reading import parsed, text_of, words
from tests.roles import signed_in

DURING = OPENS + timedelta(days=7)
pytestmark = [pytest.mark.django_db, pytest.mark.time_machine(DURING, tick=False)]
MOST_QUERIES = 20


@pytest.fixture
def call() -> CallPage:
    return CallPageFactory()


@pytest.fixture
def agent() -> Client:
    return signed_in("team")


def test_each_file_is_told_in_one_line(agent: Client, call: CallPage) -> None:
    nora = UserFactory(first_name="Nora", last_name="Exemple")
    dossier = a_file(call, "La Cyber-base", "Un fablab mobile", reviewer=nora)
    to_complete(dossier, date(2026, 11, 20))

    text = " ".join(re.sub(r"<[^>]+>", " ", agent.get(LIST).content.decode()).split())

    for told in (dossier.number, "La Cyber-base", "Caen", "Un fablab mobile", "À compléter"):
        assert told in text
    assert "09/11/2026" in text  # deposited
    assert "Nora Exemple" in text
    assert "20/11/2026" in text  # next deadline
    assert "passée" not in text
    with time_machine.travel(DURING + timedelta(days=30), tick=False):
        agent = signed_in("team")
        assert "20/11/2026 (passée)" in agent.get(LIST).content.decode()


def test_chips_count_each_state_under_the_other_filters(agent: Client, call: CallPage) -> None:
    other = CallPageFactory(title="Autre appel")
    for state in ("brouillon", "depose", "en_analyse"):
        a_file(call, state=state)
    a_file(call, deposited_at=DURING - timedelta(days=2))
    a_file(other)

    response = agent.get(LIST, {"call": call.pk, "state": "en_analyse"})

    chips = {words(chip): chip for chip in parsed(response).select(".queue-chips a")}
    assert list(chips) == ["Tous : 4", "Brouillon : 1", "Déposé : 2", "En analyse : 1"]
    assert chips["En analyse : 1"]["aria-current"] == "true"
    shown = shown_in(agent.get(str(chips["Déposé : 2"]["href"])))
    assert {each.state for each in shown} == {"depose"}
    assert len(shown) == 2


@pytest.mark.parametrize(
    ("params", "change"),
    [
        ({"state": "en_analyse"}, {"state": "en_analyse"}),
        ({"follower": "moi"}, {"reviewer": "me"}),
        ({"follower": "personne"}, {"reviewer": None}),
        ({"departement": "50"}, {"commune": "50129"}),
        ({"legal_form": "commune"}, {"legal_form": "commune"}),
        ({"attention": "late"}, {"deposited_late": True}),
        ({"attention": "meeting"}, {"wants_meeting": "oui"}),
        ({"attention": ["meeting", "late"]}, {"wants_meeting": "oui", "deposited_late": True}),
        ({"theme": "fablab"}, {"answers": {"themes": ["epn", "fablab"]}}),
    ],
)
def test_a_filter_keeps_what_it_says(
    agent: Client, call: CallPage, params: dict[str, Any], change: dict[str, Any]
) -> None:
    if change.get("reviewer") == "me":
        change = {"reviewer": int(agent.session["_auth_user_id"])}
    if "commune" in change:
        change = {"commune": Commune.objects.get(insee_code=change["commune"])}
    somebody = UserFactory()
    others = {"reviewer": somebody, "wants_meeting": "peut-etre"}
    a_file(call, **others)
    a_file(call, **others, answers={"themes": ["epn"]})
    if params == {"attention": ["meeting", "late"]}:
        a_file(call, wants_meeting="oui")
    wanted = a_file(call, **(others | change))

    assert listed(agent, **params) == [wanted]


def test_a_filter_finds_the_communes_of_an_epci(agent: Client, call: CallPage) -> None:
    cherbourg = Commune.objects.get(insee_code="50129")
    a_file(call)
    wanted = a_file(call, commune=cherbourg)

    assert listed(agent, epci=cherbourg.epci_id) == [wanted]


def test_a_completion_is_late_the_day_after_its_date(agent: Client, call: CallPage) -> None:
    late = a_file(call)
    to_complete(late, DURING.date() + timedelta(days=1))
    to_complete(a_file(call), DURING.date() + timedelta(days=2))

    assert listed(agent, attention="overdue") == []
    with time_machine.travel(DURING + timedelta(days=2), tick=False):
        assert listed(signed_in("team"), attention="overdue") == [late]


@pytest.mark.parametrize(
    "text",
    ["AMI-2026-0002", "camille", "CYBER-BASE", "École", "imprimantes", "ecole imprimante"],
)
def test_a_file_is_found_by_what_it_says(agent: Client, call: CallPage, text: str) -> None:
    draft = a_draft(call, contact={"nom": "Dominique Exemple", "courriel": "d@exemple.fr"})
    Dossier.objects.filter(pk=deposit(draft).pk).update(access_email="d@exemple.fr")
    wanted = a_file(
        call,
        "La Cyber-base",
        "Un fablab à l’école",
        answers={"description": "Trois imprimantes de Coutances, et rien d’autre."},
    )

    assert listed(agent, q=text) == [wanted]


def test_a_file_is_found_by_what_completes_it(agent: Client, call: CallPage) -> None:
    completion = to_complete(a_file(call), DURING.date() + timedelta(days=2))
    assert listed(agent, q="septembre") == []

    completion.typed = {
        part_key("projets", completion.asked[0].item): {"calendrier": "Dès septembre"}
    }
    completion.save()
    send_completion(completion)

    assert listed(agent, q="septembre") == [completion.dossier]


def test_what_a_draft_holds_is_found_by_nobody(agent: Client, call: CallPage) -> None:
    draft = a_draft(call)

    assert listed(agent, q="tablettes") == []
    assert listed(agent, q="camille@exemple.fr") == [draft]


def test_words_are_made_again_and_leave_with_the_file(agent: Client, call: CallPage) -> None:
    dossier = a_file(call)
    before = set(dossier.words.values_list("stem", "weight"))
    dossier.words.all().delete()
    assert listed(agent, q="tablettes") == []

    call_command("reindex_dossiers")

    assert set(dossier.words.values_list("stem", "weight")) == before
    dossier.delete()
    assert not DossierWord.objects.exists()


def test_the_queue_sorts_by_deadline_and_what_has_none_comes_last(
    agent: Client, call: CallPage
) -> None:
    none, second, first = (a_file(call) for _ in range(3))
    to_complete(second, date(2026, 11, 30))
    to_complete(first, date(2026, 11, 20))

    assert listed(agent, ordering="deadline") == [first, second, none]
    assert listed(agent, ordering="-deadline") == [second, first, none]


def test_the_queue_costs_the_same_however_many_files_there_are(
    agent: Client, call: CallPage
) -> None:
    model = a_file(call, reviewer=UserFactory())
    agent.get(LIST)

    def queries() -> int:
        with CaptureQueriesContext(connection) as log:
            agent.get(LIST, {"q": "tablettes", "state": "depose", "ordering": "-deadline"})
        return len(log)

    few = queries()
    copies = [
        Dossier(
            call=call,
            kind=call.kind,
            definition={},
            state="depose",
            number=f"AMI-2025-{rank}",
            deposited_at=DURING,
            commune=model.commune,
            reviewer=model.reviewer,
        )
        for rank in range(5_000)
    ]
    made = Dossier.objects.bulk_create(copies, batch_size=500)
    DossierWord.objects.bulk_create(
        [DossierWord(dossier=each, stem="tablet", weight=1) for each in made], batch_size=2_000
    )

    assert queries() == few <= MOST_QUERIES


@pytest.mark.parametrize(
    "params",
    [
        {"q": "\x00"},
        {"q": "%' OR 1=1 --" * 500},
        {"ordering": "call__owner__password"},
        {"ordering": "--number"},
        {"p": "-1"},
    ],
)
def test_what_is_no_search_nor_order_fails_nothing(
    agent: Client, call: CallPage, params: dict[str, str]
) -> None:
    a_file(call)

    assert agent.get(LIST, params).status_code == 200


@pytest.mark.parametrize(
    "params",
    [
        {"follower": "9" * 40},
        {"call": "x", "epci": "\x00", "state": "inconnu", "theme": '"'},
        {"follower": "1000", "state": "depose"},
    ],
)
def test_a_filter_that_is_known_no_more_shows_no_file_and_says_so(
    agent: Client, call: CallPage, params: dict[str, str]
) -> None:
    a_file(call)

    page = agent.get(LIST, params)

    assert shown_in(page) == []
    assert "Un filtre de cette adresse n’existe plus" in text_of(page)


def test_a_view_of_what_somebody_follows_holds_for_them_too(agent: Client, call: CallPage) -> None:
    me = int(agent.session["_auth_user_id"])
    a_file(call)
    assert listed(agent, follower=me) == []  # nothing yet: and not everything

    mine = a_file(call, reviewer=me)

    assert listed(agent, follower=me) == [mine]
