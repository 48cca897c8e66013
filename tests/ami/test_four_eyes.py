"""Where a call asks two people for an answer, who prepares it does not release it alone."""

from typing import Any

import pytest
import time_machine

from ami.kinds import LEAD, REVIEWER
from ami.kinds.ami import TRANSITIONS
from ami.models import CallPage, Dossier
from ami.services.four_eyes import SamePerson, ToBeApproved
from ami.services.results import Proposal, orient, release_results
from ami.services.review import assign
from core.models import HistoryEntry
from core.workflow import Actor
from tests.ami.factories import RESULTS, CallPageFactory
from tests.ami.queue import a_file, bulk, who
from tests.ami.reviewing import DURING, SECRET, act, address_of, screen
from tests.factories import UserFactory
from tests.reading import text_of
from tests.roles import signed_in
from tests.undone import undone

pytestmark = [pytest.mark.django_db, pytest.mark.time_machine(DURING, tick=False)]
APPROVE, SEND, REORIENT = "approuver-reponse", "envoyer-reponse", "reorienter"
GIVEN = {REORIENT: {"text": SECRET, "reason": "Hors sujet"}}
STATES_OF_A_RELEASE = sorted(
    {
        state
        for each in TRANSITIONS.transitions
        if each.action in (APPROVE, SEND, REORIENT)
        for state in each.sources
    }
)


@pytest.fixture
def call() -> CallPage:
    return CallPageFactory(four_eyes=True)


def oriented(call: CallPage, by: Any) -> Dossier:
    """Return a file whose answer *by* has prepared."""
    dossier, actor = a_file(call), Actor(REVIEWER, by)
    dossier.call_kind.transitions.apply(dossier, "prendre", actor)
    orient(dossier, [Proposal("ingenierie", SECRET)], actor)
    return dossier


def in_state(call: CallPage, state: str, by: Any) -> Dossier:
    """Return a file that *by* led to *state*, the last thing that was done of it."""
    dossier = oriented(call, by)
    if state != "oriente":
        HistoryEntry.objects.filter(object_id=dossier.pk).update(source="oriente", target=state)
        Dossier.objects.filter(pk=dossier.pk).update(state=state)
        dossier.refresh_from_db()
    return dossier


def is_kept_from(state: str, action: str, *, prepared: bool, two: bool) -> bool:
    """Whether the rule, and it alone, refuses *action* from *state*."""
    releases = state == "oriente" and action in (APPROVE, SEND)
    return two and (action == REORIENT or (prepared and releases))


@pytest.mark.one_engine
@pytest.mark.parametrize("two", [True, False])
@pytest.mark.parametrize("prepared", [True, False])
@pytest.mark.parametrize("state", STATES_OF_A_RELEASE)
def test_each_release_is_done_where_the_table_and_the_rule_say(
    state: str, prepared: bool, two: bool
) -> None:
    """Once the results are out, by each role, for who prepared the answer and for another."""
    call = CallPageFactory(four_eyes=two)
    for role, name in (("reviewer", REVIEWER), ("lead", LEAD)):
        with time_machine.travel(RESULTS, tick=False):
            client = signed_in(role)
        dossier = in_state(call, state, who(client) if prepared else UserFactory())
        with time_machine.travel(RESULTS, tick=False):
            text = screen(client, dossier)
        for action in (APPROVE, SEND, REORIENT):
            with undone():
                with time_machine.travel(RESULTS, tick=False):
                    answer = act(client, dossier, action, **GIVEN.get(action, {}))
                reached = Dossier.objects.get(pk=dossier.pk).state
            allowed = [
                each for each in TRANSITIONS.possible(state, [name]) if each.action == action
            ]
            kept = is_kept_from(state, action, prepared=prepared, two=two)
            expected = allowed[0].target if allowed and not kept else state
            assert reached == expected, (state, action, role)
            assert (f'"{address_of(dossier, action)}"' in text) is (expected != state)
            if allowed and kept:
                reason = ToBeApproved if action == REORIENT else SamePerson
                assert reason.message.replace("\u00a0", " ") in text_of(answer)
                assert reason.message in text


def test_another_person_approves_what_was_prepared(call: CallPage) -> None:
    lead, other = signed_in("lead"), signed_in("lead")
    dossier = oriented(call, who(lead))

    assert SamePerson.message in act(lead, dossier, APPROVE).content.decode()
    with time_machine.travel(RESULTS, tick=False):
        assert release_results() == (0, [])
    act(other, dossier, APPROVE)
    with time_machine.travel(RESULTS, tick=False):
        release_results()

    dossier.refresh_from_db()
    assert dossier.state == "reponse_envoyee"
    assert [SECRET in each.text for each in dossier.told_orientations(RESULTS)] == [True]


def test_an_answer_is_of_who_prepared_it_last(call: CallPage) -> None:
    first, last = signed_in("lead"), signed_in("lead")
    dossier = oriented(call, who(first))
    table = dossier.call_kind.transitions
    table.apply(dossier, "reprendre-analyse", Actor(LEAD, who(last)))
    orient(dossier, [Proposal("materiels", SECRET)], Actor(LEAD, who(last)))

    assert SamePerson.message in act(last, dossier, APPROVE).content.decode()
    act(first, dossier, APPROVE)
    assert Dossier.objects.get().state == "reponse_prete"


def test_a_file_entrusted_meanwhile_is_still_of_who_prepared_its_answer(call: CallPage) -> None:
    lead = signed_in("lead")
    dossier = oriented(call, who(lead))
    assign(dossier, who(lead), Actor(LEAD, who(signed_in("lead"))))

    assert SamePerson.message in act(lead, dossier, APPROVE).content.decode()


def test_nobody_is_no_second_person_and_an_erased_account_is_somebody_else(call: CallPage) -> None:
    dossier = oriented(call, None)
    with pytest.raises(SamePerson):
        dossier.call_kind.transitions.apply(dossier, APPROVE, Actor(LEAD))

    gone = UserFactory()
    dossier = oriented(call, gone)
    gone.delete()
    act(signed_in("lead"), dossier, APPROVE)
    dossier.refresh_from_db()
    assert dossier.state == "reponse_prete"


def test_several_answers_are_approved_together_and_the_refused_ones_are_named(
    call: CallPage,
) -> None:
    lead = signed_in("lead")
    mine, theirs = oriented(call, who(lead)), oriented(call, UserFactory())
    alone = oriented(CallPageFactory(), who(lead))

    page = bulk(lead, APPROVE, mine, theirs, alone).content.decode().replace("\u00a0", " ")

    states = dict(Dossier.objects.values_list("pk", "state"))
    assert [states[each.pk] for each in (mine, theirs, alone)] == [
        "oriente",
        "reponse_prete",
        "reponse_prete",
    ]
    assert "2 réponses approuvées" in page
    assert f"1 refusé(s) : « {mine.number} » (Vous avez préparé cette réponse" in page


@pytest.mark.parametrize("role", ["reviewer", "reader", "outsider"])
def test_who_does_not_lead_approves_nothing_in_a_lump(call: CallPage, role: str) -> None:
    dossier = oriented(call, UserFactory())

    bulk(signed_in(role), APPROVE, dossier)

    assert Dossier.objects.get().state == "oriente"
