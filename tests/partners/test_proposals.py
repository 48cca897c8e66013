"""An event is proposed by a form, accepted or refused by staff, and told by the partner's page."""

from datetime import date, time, timedelta
from typing import Any

import pytest
import time_machine
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from core.workflow import TEAM, Actor, AlreadyChanged
from events.models import EventPage
from normandie.partners.models import EventProposal
from normandie.partners.services.proposals import MAX_PER_HOUR
from normandie.partners.workflow import PROPOSALS
from tests.clock import DECEMBER_2026
from tests.core.visitor_forms import OpenForm
from tests.factories import PlacePageFactory, UserFactory
from tests.mails import sent_mails
from tests.partners.factories import a_partner, a_proposal, the_partners
from tests.reading import parsed

pytestmark = [pytest.mark.django_db, pytest.mark.time_machine(DECEMBER_2026, tick=False)]

FORM = "/partenaires/proposer-un-evenement/"
TYPED = {
    "partner": "",
    "organisation": "Les Ateliers du port",
    "email": "camille@exemple.fr",
    "phone": "02 61 91 00 00",
    "title": "Réparer son vélo",
    "description": "On démonte, on comprend, on remonte.\n\nDeux heures, en petit groupe.",
    "audience": "tout public",
    "day": "2027-01-16",
    "start_time": "14:00",
    "end_time": "16:00",
    "where": "cherche",
    "territory": "autour de Caen",
    "price": "Gratuit",
    "link": "www.exemple.fr/velo",
}


@pytest.fixture
def form() -> OpenForm:
    the_partners()
    return OpenForm(FORM, EventProposal, MAX_PER_HOUR, TYPED)


def actor(**account: Any) -> Actor:
    return Actor(TEAM, UserFactory(is_superuser=True, **account))


def test_a_proposal_is_kept_confirmed_and_announced(form: OpenForm) -> None:
    answer = form.send(form.opened())

    assert answer["Location"] == f"{FORM}merci/"
    proposal = EventProposal.objects.get()
    assert (proposal.day, proposal.start_time, proposal.phone) == (
        date(2027, 1, 16),
        time(14),
        "+33261910000",
    )
    assert proposal.link == "https://www.exemple.fr/velo"
    assert proposal.where == "Cherche un lieu\u00a0: autour de Caen"
    receipt, team = sorted(sent_mails(), key=lambda mail: mail.to)
    assert receipt.to == ["camille@exemple.fr"]
    proposal.refresh_from_db()
    assert proposal.receipt_sent_at
    assert reverse("wagtailsnippets_partners_eventproposal:inspect", args=(proposal.pk,)) in (
        team.body
    )
    for mail in (receipt, team):  # anyone could have them carry a trap
        assert "vélo" not in f"{mail.subject} {mail.body} {mail.alternatives}"
    assert "Merci" in Client().get(answer["Location"]).content.decode()


def test_the_page_of_a_partner_leads_to_a_form_that_knows_it(client: Client) -> None:
    partner, past = a_partner(), a_partner("finie", state="hier")
    place = PlacePageFactory(title="Le Phare")

    [link] = parsed(client.get(partner.url)).select(f"a[href^='{FORM}']")
    shown = parsed(client.get(link["href"]))

    assert shown.select_one("#id_partner option[selected]")["value"] == partner.slug
    assert not shown.select(f"#id_partner option[value='{past.slug}']")
    assert shown.select_one(f"#id_place option[value='{place.slug}']").text == "Le Phare, Caen"
    assert not parsed(client.get(past.url)).select(f"a[href^='{FORM}']")
    assert client.get(f"{FORM}?partenaire=%00nulle-part").status_code == 200


WRONG = {
    "no organisation": ({"organisation": " "}, "organisation"),
    "no such partner": ({"partner": "nu\x00l"}, "partner"),
    "no place": ({"where": "lieu"}, "place"),
    "no such place": ({"where": "lieu", "place": "x\x00y"}, "place"),
    "nowhere": ({"territory": ""}, "territory"),
    "no answer": ({"where": ""}, "where"),
    "over": ({"day": "2026-11-30"}, "day"),
    "too far": ({"day": "2031-01-01"}, "day"),
    "no day": ({"day": "31/02/2027"}, "day"),
    "no length": ({"end_time": "14h"}, "end_time"),
    "short": ({"description": "Vélo"}, "description"),
    "dangerous": ({"link": "javascript:alert(1)"}, "link"),
}


def test_each_mistake_is_said_at_its_field_and_nothing_typed_is_lost(form: OpenForm) -> None:
    opened = form.opened()
    for name, (changes, field) in WRONG.items():
        answer = form.send(opened | changes)

        assert answer.status_code == 422, name
        html = parsed(answer.content.decode())
        assert [each["href"] for each in html.select("#erreurs a")] in (
            [f"#id_{field}"],
            [f"#id_{field}_0"],
        ), name
        assert html.select_one(f"#id_{field}_error"), name
        assert html.select_one("#id_title")["value"] == TYPED["title"], name
    assert not EventProposal.objects.exists()


def test_what_is_sent_twice_is_one_proposal_and_a_robot_is_none(form: OpenForm) -> None:
    opened = form.opened()

    assert form.send(opened | {"website": "http://x.fr"}).status_code == 422
    assert [form.send(opened).status_code for _ in range(2)] == [302, 302]

    assert EventProposal.objects.count() == 1
    assert len(sent_mails()) == 2


def test_everyone_together_is_asked_for_patience(form: OpenForm) -> None:
    form.fill()

    assert form.send(form.opened(), "2001:db8:ffff::1").status_code == 429
    assert EventProposal.objects.count() == MAX_PER_HOUR


def test_an_accepted_proposal_becomes_a_draft_that_its_place_publishes(client: Client) -> None:
    manager = UserFactory()
    place = PlacePageFactory(title="Le Phare")
    place.managers.add(manager)
    partner = a_partner()
    proposal = a_proposal(partner=partner, price="gratuit", description="a < b\n\nDeux heures.")

    PROPOSALS.apply(proposal, "accepter", actor(), place=place, answer="Avec plaisir\u00a0!")

    event = EventPage.objects.get()
    proposal.refresh_from_db()
    assert (proposal.state, proposal.event, proposal.place) == ("acceptee", event, place)
    assert event.is_child_of(place)
    assert not event.live
    assert event.is_free
    assert "<p>a &lt; b</p><p>Deux heures.</p>" in event.body
    told, answered = sorted(sent_mails(), key=lambda mail: mail.to == [proposal.email])
    assert told.to == [manager.email]
    assert reverse("espace:workshop", args=(place.pk, event.pk)) in told.body
    assert "Avec plaisir" in answered.body
    assert "est acceptée" in answered.body
    assert proposal.title not in client.get(partner.url).content.decode()
    client.force_login(manager)
    assert client.get(reverse("espace:workshop", args=(place.pk, event.pk))).status_code == 200
    client.logout()

    event.get_latest_revision().publish()

    shown = parsed(client.get(partner.url))
    assert [each["href"] for each in shown.select(".event-date__title a")] == [event.url]
    with time_machine.travel(DECEMBER_2026 + timedelta(days=60)):
        assert proposal.title not in client.get(partner.url).content.decode()


def test_two_people_at_once_make_one_event() -> None:
    place, proposal = PlacePageFactory(), a_proposal()
    other = EventProposal.objects.get()
    PROPOSALS.apply(proposal, "accepter", actor(), place=place)

    with pytest.raises(AlreadyChanged):
        PROPOSALS.apply(other, "accepter", actor(), place=place)

    assert EventPage.objects.count() == 1


def test_what_makes_no_event_is_refused_and_leaves_the_proposal(client: Client) -> None:
    """No place; or one that the person may add nothing to."""
    place, row = PlacePageFactory(), a_proposal()
    client.force_login(UserFactory(is_superuser=True))
    url = reverse("wagtailsnippets_partners_eventproposal:action", args=(row.pk, "accepter"))

    without = client.post(url, {"version": row.version, "place": "", "answer": ""})

    assert without.status_code == 200
    assert parsed(without).select("[id*=place] .error-message, .w-field__errors .error-message")
    stranger = Actor(TEAM, UserFactory())
    with pytest.raises(Exception, match="pas le droit"):
        PROPOSALS.apply(row, "accepter", stranger, place=place)
    row.refresh_from_db()
    assert row.state == "recue"
    assert not EventPage.objects.exists()


def test_staff_accept_at_a_place_or_refuse_with_the_reason(client: Client) -> None:
    place = PlacePageFactory()
    accepted, refused = a_proposal(rank=1), a_proposal(rank=2)
    client.force_login(UserFactory(is_superuser=True))
    urls = [
        reverse("wagtailsnippets_partners_eventproposal:action", args=(row.pk, action))
        for row, action in ((accepted, "accepter"), (refused, "refuser"))
    ]

    assert "autour de Caen" in client.get(urls[0]).content.decode()
    done = client.post(urls[0], {"version": 1, "place": place.pk, "answer": ""})
    mute = client.post(urls[1], {"version": 1, "answer": ""})
    told = client.post(urls[1], {"version": 1, "answer": "Ce jour est pris."})

    assert (done.status_code, mute.status_code, told.status_code) == (302, 200, 302)
    accepted.refresh_from_db()
    refused.refresh_from_db()
    assert (accepted.state, accepted.event.place) == ("acceptee", place)
    assert (refused.state, refused.event) == ("refusee", None)
    [mail] = [mail for mail in sent_mails() if mail.to == [refused.email]]
    assert "n’est pas retenue" in mail.body
    assert "Ce jour est pris." in mail.body
    inspected = client.get(
        reverse("wagtailsnippets_partners_eventproposal:inspect", args=(accepted.pk,))
    )
    assert reverse("wagtailadmin_pages:edit", args=(accepted.event_id,)) in (
        inspected.content.decode()
    )


def test_the_page_of_a_partner_costs_the_same_with_more_events(client: Client) -> None:
    partner, place = a_partner(), PlacePageFactory()

    def cost() -> int:
        client.get(partner.url)
        with CaptureQueriesContext(connection) as queries:
            assert client.get(partner.url).status_code == 200
        return len(queries)

    def publish(rank: int) -> None:
        proposal = a_proposal(rank=rank, partner=partner)
        PROPOSALS.apply(proposal, "accepter", actor(), place=place)
        EventPage.objects.get(proposals=proposal).get_latest_revision().publish()

    publish(1)
    with_one = cost()
    for rank in range(2, 6):
        publish(rank)

    assert cost() == with_one <= 15
