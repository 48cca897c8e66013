"""Working through the queue: what waits, file after file, several at once, views that are kept."""

import re
from datetime import timedelta
from typing import Any

import pytest
import time_machine
from django.test import Client
from django.urls import reverse

from ami.models import CallPage, Dossier, SavedQueue
from tests.ami.factories import OPENS, CallPageFactory, a_draft
from tests.ami.queue import LIST, a_file, bulk, listed, shown_in, to_complete, way_of, who
from tests.factories import UserFactory
from tests.reading import parsed
from tests.roles import signed_in

DURING = OPENS + timedelta(days=7)
pytestmark = [pytest.mark.django_db, pytest.mark.time_machine(DURING, tick=False)]
WAITING = re.compile(r'<li><a class="w-underline" href="([^"]+)">([^<]+) : <strong>(\d+)</strong>')
HOME = reverse("wagtailadmin_home")
SAVED = reverse("wagtailsnippets_ami_dossier:saved_queues")


@pytest.fixture
def call() -> CallPage:
    return CallPageFactory()


@pytest.fixture
def agent() -> Client:
    return signed_in("team")


def waiting(client: Client) -> dict[str, tuple[int, str]]:
    """Return what waits on the first screen: how many, and where they are, by what it is."""
    lines = WAITING.findall(client.get(HOME).content.decode().replace("&nbsp;", " "))
    return {label: (int(number), url.replace("&amp;", "&")) for url, label, number in lines}


def test_the_first_screen_says_what_waits_and_leads_to_it(call: CallPage) -> None:
    agent = signed_in("lead")
    me = who(agent)
    mine = {"reviewer": me}
    taken, late = a_file(call), a_file(call)
    left = a_file(call, state="oriente", reviewer=UserFactory())
    expected = {
        "Dossiers à prendre": [taken],
        "Dossiers que je suis": [a_file(call, state="en_analyse", **mine)],
        "Rencontres à tenir": [a_file(call, state="rencontre_fixee")],
        "Réponses à approuver": [left],
        "Dossiers à confier, car leur agent est parti": [left],
        "Compléments en retard": [late],
    }
    a_file(call, state="clos", **mine)
    to_complete(late, DURING.date() + timedelta(days=1))
    with time_machine.travel(DURING + timedelta(days=2), tick=False):
        agent.force_login(me)
        told = waiting(agent)

        assert {label: number for label, (number, _) in told.items()} == dict.fromkeys(expected, 1)
        for label, (_, url) in told.items():
            assert shown_in(agent.get(url)) == expected[label], label


def test_the_first_screen_says_nothing_of_what_somebody_may_not_do(call: CallPage) -> None:
    a_file(call)
    a_file(call, state="oriente")

    assert set(waiting(signed_in("reviewer"))) == {"Dossiers à prendre"}
    assert waiting(signed_in("reader")) == {}


def test_the_first_screen_is_silent_to_who_reads_no_file(call: CallPage) -> None:
    a_file(call)

    assert "Ce qui m’attend" in signed_in("team").get(HOME).content.decode()
    assert "Ce qui m’attend" not in signed_in("editor").get(HOME).content.decode()


def test_an_agent_goes_from_file_to_file_in_the_queue_they_made(
    agent: Client, call: CallPage
) -> None:
    first, second, third = (a_file(call, name) for name in ("Alpha", "Bravo", "Charlie"))
    a_file(call, "Autre", state="clos")

    page = agent.get(LIST, {"state": "depose", "ordering": "carrier_name"})
    links = [reverse("wagtailsnippets_ami_dossier:inspect", args=(e.pk,)) for e in (first, second)]
    query = "?state=depose&ordering=carrier_name"
    assert f'href="{links[0]}{query.replace("&", "&amp;")}"' in page.content.decode()

    opened = way_of(agent.get(links[0] + query))
    assert opened == {"1 sur 3 dans la file": LIST + query, "Dossier suivant": links[1] + query}
    middle = way_of(agent.get(opened["Dossier suivant"]))
    assert middle["Dossier précédent"] == links[0] + query
    assert f"/{third.pk}/" in middle["Dossier suivant"]
    last = way_of(agent.get(middle["Dossier suivant"]))
    assert list(last) == ["Dossier précédent", "3 sur 3 dans la file"]


def test_a_file_that_left_its_queue_leads_to_the_first_that_is_in(
    agent: Client, call: CallPage
) -> None:
    left, kept = a_file(call, state="en_analyse"), a_file(call)
    url = reverse("wagtailsnippets_ami_dossier:inspect", args=(left.pk,))

    page = agent.get(f"{url}?state=depose")

    assert "n’est plus dans la file (1)" in page.content.decode()
    assert f"/{kept.pk}/" in way_of(page)["Premier dossier de la file"]


def test_what_is_done_of_a_file_leads_back_to_the_queue_it_is_read_in(
    agent: Client, call: CallPage
) -> None:
    first, second = a_file(call, "Alpha"), a_file(call, "Bravo")
    query = "?attention=underway&ordering=carrier_name"
    here = reverse("wagtailsnippets_ami_dossier:inspect", args=(first.pk,)) + query

    page = parsed(agent.get(here))
    forms = [str(form["action"]) for form in page.select("form[action*='/action/']")]
    take = next(each for each in forms if "/prendre/" in each)
    assert all(query.replace("?", "") in each for each in forms)
    done = agent.post(take, {"version": first.version}, follow=True)

    assert done.redirect_chain == [(here, 302)]
    assert f"/{second.pk}/" in way_of(done)["Dossier suivant"]
    noted = agent.post(take.replace("/action/", "/noter/").replace("prendre/", ""), {"text": "Vu"})
    assert noted["Location"] == f"{here}#notes"


def test_an_agent_takes_several_files_and_learns_what_was_refused(
    agent: Client, call: CallPage
) -> None:
    other = UserFactory()
    free, followed, changed = a_file(call), a_file(call, reviewer=other), a_file(call)
    taken = a_file(call, state="en_analyse")
    Dossier.objects.filter(pk=changed.pk).update(version=9)  # by somebody else, meanwhile

    page = bulk(agent, "prendre", free, followed, changed, taken).content.decode()

    states = dict(Dossier.objects.values_list("pk", "state"))
    assert [states[each.pk] for each in (free, followed, changed)] == [
        "en_analyse",
        "en_analyse",
        "depose",
    ]
    assert Dossier.objects.get(pk=free.pk).reviewer == who(agent)
    assert Dossier.objects.get(pk=followed.pk).reviewer == other
    assert "2 dossiers en analyse" in page
    assert "2 refusé(s)" in page
    assert f"« {changed.number} » (Quelqu’un d’autre" in page.replace("\u00a0", " ")
    assert f"« {taken.number} » (Cette action" in page.replace("\u00a0", " ")


def test_an_agent_has_files_to_follow_and_history_says_so(agent: Client, call: CallPage) -> None:
    dossier, draft = a_file(call, reviewer=UserFactory()), a_draft(call)

    bulk(agent, "confier", dossier, draft)

    dossier.refresh_from_db()
    assert (dossier.reviewer, dossier.state) == (who(agent), "depose")
    assert dossier.history.get(action="confier").user == who(agent)
    draft.refresh_from_db()
    assert draft.reviewer is None


def test_files_are_closed_together_once_their_answer_is_out(agent: Client, call: CallPage) -> None:
    me = who(agent)
    answered, open_one = a_file(call, state="reponse_envoyee"), a_file(call)

    bulk(agent, "clore", answered, open_one)
    assert Dossier.objects.filter(state="clos").count() == 0  # before the date of the results

    with time_machine.travel(call.results_at + timedelta(days=1), tick=False):
        agent.force_login(me)
        bulk(agent, "clore", answered, open_one)
    assert list(Dossier.objects.filter(state="clos")) == [answered]


@pytest.mark.parametrize("action", ["prendre", "confier", "clore"])
def test_who_only_enters_the_admin_does_nothing_to_files(call: CallPage, action: str) -> None:
    dossier = a_file(call)

    bulk(signed_in("outsider"), action, dossier)

    assert not dossier.history.exclude(action="deposer").exists()


def keep(client: Client, name: str, query: str = "?state=depose&follower=moi", **more: str) -> Any:
    return client.post(SAVED + query, {"name": name} | more, follow=True)


def test_a_view_is_kept_with_its_filters_and_given_again(agent: Client, call: CallPage) -> None:
    mine = a_file(call, reviewer=who(agent))
    a_file(call)

    query = "?state=depose&follower=moi&export=csv&next=//evil"
    form = agent.get(SAVED + query).content.decode().replace("\u00a0", " ")
    assert "État : Déposé" in form
    assert "Suivi par : Moi" in form
    page = keep(agent, "Les miens", query)

    assert shown_in(page) == [mine]
    saved = SavedQueue.objects.get()
    assert saved.query == "state=depose&follower=moi"
    assert "Les miens" in agent.get(LIST).content.decode()
    keep(agent, "Les miens", "?state=clos")
    assert SavedQueue.objects.get().query == "state=clos"


def test_a_view_is_for_its_owner_unless_it_is_shared(agent: Client) -> None:
    keep(agent, "Pour moi seul")
    keep(agent, "Pour tous <b>", is_shared="on")
    colleague = signed_in("team")

    page = colleague.get(LIST).content.decode()

    assert "Pour moi seul" not in page
    assert "Pour tous &lt;b&gt;" in page
    assert SavedQueue.objects.get(is_shared=True).owner == who(agent)


def test_only_its_owner_erases_a_view(agent: Client) -> None:
    keep(agent, "Partagée", is_shared="on")
    saved = SavedQueue.objects.get()
    address = reverse("wagtailsnippets_ami_dossier:forget_queue", args=(saved.pk,))

    signed_in("team").post(address)
    assert SavedQueue.objects.exists()
    agent.get(address)
    assert SavedQueue.objects.exists()
    agent.post(address)
    assert not SavedQueue.objects.exists()


def test_a_view_too_long_to_be_kept_is_refused_in_words(agent: Client) -> None:
    page = keep(agent, "Longue", "?q=" + "a" * 2_000)

    assert "trop de filtres" in page.content.decode()
    assert not SavedQueue.objects.exists()
    assert listed(agent) == []
