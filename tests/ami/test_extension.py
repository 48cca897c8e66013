"""A later deadline for one file: given by staff with a reason, exact to the second."""

from datetime import datetime, timedelta

import pytest
import time_machine
from django.http import HttpResponse
from django.urls import reverse

from ami.kinds import LEAD, REVIEWER
from ami.models import CallPage, Dossier
from ami.services.deposit import DepositRefused, deposit
from ami.services.drafts import NotOpen, begin_draft
from tests.ami.factories import CLOSES, OPENS, CallPageFactory, a_draft
from tests.ami.people import by_link, link_in, mails_to, page, read
from tests.mails import sent_mails
from tests.roles import signed_in

SECOND = timedelta(seconds=1)
AFTER = CLOSES + timedelta(days=1)
UNTIL = CLOSES + timedelta(days=7)  # 25 December 2026, noon in Paris
pytestmark = [pytest.mark.django_db, pytest.mark.time_machine(AFTER, tick=False)]
GIVEN = {"until": "2026-12-25 12:00", "reason": "Inondation du local.", "version": "1"}


@pytest.fixture
def call() -> CallPage:
    return CallPageFactory()


def draft_of(call: CallPage) -> Dossier:
    with time_machine.travel(OPENS, tick=False):
        return a_draft(call)


def extend(dossier: Dossier, who: str = "team", **changes: str) -> HttpResponse:
    address = reverse("wagtailsnippets_ami_dossier:extend", args=(dossier.pk,))
    return signed_in(who).post(address, GIVEN | changes, follow=True)


def test_one_file_alone_is_deposited_until_its_own_date(call: CallPage) -> None:
    late, other = draft_of(call), draft_of(call)
    assert "peut être déposé jusqu’au vendredi 25" in extend(late).content.decode()

    late.refresh_from_db()
    assert late.extended_until == UNTIL
    for moment in (UNTIL, UNTIL + SECOND):
        with pytest.raises(DepositRefused, match="clos"):
            deposit(late, moment)
    with pytest.raises(DepositRefused, match="clos"):
        deposit(other, AFTER)
    with pytest.raises(NotOpen):
        begin_draft(call)
    assert deposit(late, UNTIL - SECOND).deposited_late


def test_the_carrier_is_told_and_the_draft_says_the_date(call: CallPage) -> None:
    draft = draft_of(call)
    assert "ne peut plus être déposé" in read(by_link(draft), draft)
    extend(draft)

    [mail] = mails_to("camille@exemple.fr")
    assert "Inondation" not in mail.body
    client = by_link(draft)
    assert client.get(link_in(mail))["Location"] == page(draft)
    said = "Un délai vous est accordé\u00a0: à déposer avant le vendredi 25 décembre"
    assert said in read(client, draft)
    assert client.post(page(draft, "dossier_summary")).status_code == 302
    assert "dans le délai accordé à ce dossier" in read(client, draft, "dossier_receipt")
    past = read(client, draft).partition("Ce qui s’est passé")[2].partition("</ol>")[0]
    assert past.count("<li") == 1  # deposited; the delay is no state


def test_the_history_keeps_who_until_when_and_why(call: CallPage) -> None:
    draft = draft_of(call)
    extend(draft)
    extend(draft, "lead", until="2026-12-26 12:00", reason="Encore un jour.", version="2")

    first, second = draft.history.all()
    assert (first.action, first.reason) == ("prolonger", "Inondation du local.")
    assert datetime.fromisoformat(first.data["until"]) == UNTIL
    assert (first.role, second.role) == (REVIEWER, LEAD)
    assert second.user is not None
    inspect = reverse("wagtailsnippets_ami_dossier:inspect", args=(draft.pk,))
    said = signed_in("team").get(inspect).content.decode()
    assert "Inondation du local." in said
    assert "samedi 26" in said


@pytest.mark.one_engine
@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ({"reason": " "}, "Champ requis"),
        ({"until": "2026-12-18 12:00"}, "déjà passé"),
        ({"until": "2027-03-18 12:01"}, "au plus à 90"),
        ({"until": "bientôt"}, "valide"),
        ({"version": "7"}, "Quelqu’un d’autre"),
    ],
)
def test_what_prolongs_nothing_is_refused_and_said(call: CallPage, typed: dict, said: str) -> None:
    draft = draft_of(call)
    response = extend(draft, **typed)

    assert said in response.content.decode()
    assert Dossier.objects.get().extended_until is None
    assert sent_mails() == []


def test_before_the_closing_a_date_that_is_sooner_is_refused(call: CallPage) -> None:
    draft = draft_of(call)
    with time_machine.travel(OPENS, tick=False):
        assert "ne se clôt que" in extend(draft, until="2026-12-01 12:00").content.decode()
        extend(draft)
        assert "avant le vendredi 25" in read(by_link(draft), draft)


def test_a_delay_that_the_grace_outlasts_is_refused_and_never_announced(call: CallPage) -> None:
    draft = draft_of(call)
    within_grace = CLOSES + timedelta(minutes=30)
    with time_machine.travel(CLOSES - SECOND, tick=False):
        said = extend(draft, until="2026-12-18 12:30").content.decode()
        assert "peut déjà être déposé jusqu’au vendredi 18 décembre 2026 à 13" in said
        Dossier.objects.filter(pk=draft.pk).update(extended_until=within_grace)
        told = read(by_link(draft), draft)
    assert "Un délai vous est accordé" not in told
    draft.refresh_from_db()
    assert deposit(draft, within_grace + SECOND).deposited_late


def test_a_call_prolonged_further_than_the_file_says_its_own_date(call: CallPage) -> None:
    draft = draft_of(call)
    Dossier.objects.filter(pk=draft.pk).update(extended_until=CLOSES + timedelta(hours=6))
    CallPage.objects.update(closes_at=UNTIL)
    listing = reverse("wagtailsnippets_ami_dossier:list")

    assert "25/12/2026" in signed_in("team").get(listing).content.decode()
    assert "À déposer avant le vendredi 25 décembre" in read(by_link(draft), draft)
    CallPage.objects.update(closes_at=None)
    assert "/12/2026" not in signed_in("team").get(listing).content.decode()


def test_a_deposited_file_is_not_prolonged(call: CallPage) -> None:
    draft = draft_of(call)
    deposit(draft, OPENS)

    assert "déjà déposé" in extend(draft).content.decode()
    assert not draft.history.filter(action="prolonger").exists()


def test_staff_find_a_draft_by_the_address_and_read_none_of_its_answers(call: CallPage) -> None:
    draft, other = draft_of(call), deposit(draft_of(call), OPENS)
    Dossier.objects.filter(pk=draft.pk).update(access_email="nora@exemple.fr")
    team = signed_in("team")
    listing = reverse("wagtailsnippets_ami_dossier:list")

    everything = team.get(listing).content.decode()
    assert other.number in everything
    assert "nora@exemple.fr" in everything
    found = team.get(listing, {"q": "nora@exemple.fr"}).content.decode()
    assert f"brouillon {draft.pk}" in found
    assert other.number not in found
    inspect = team.get(reverse("wagtailsnippets_ami_dossier:inspect", args=(draft.pk,)))
    assert "Petits Débrouillards" not in inspect.content.decode()
    export = team.get(listing, {"export": "csv"})
    assert b"@" not in b"".join(export.streaming_content)
