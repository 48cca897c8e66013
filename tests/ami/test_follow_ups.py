"""Six and twelve months after the answer, its carrier is asked what became of the project."""

import io
from collections.abc import Callable
from datetime import datetime, timedelta
from typing import Any
from zipfile import ZipFile

import pytest
import time_machine
from dateutil.relativedelta import relativedelta
from django.core.management import call_command
from django.test import Client
from django.urls import reverse

from ami.admin.addresses import paper_url
from ami.kinds import ELSEWHERE
from ami.models import CallPage, Dossier, FollowUp, Member
from ami.services.correspondence import withdraw
from ami.services.deposit import deposit
from ami.services.results import Proposal, orient, release_results, reorient
from tests.ami import reviewing
from tests.ami.factories import OPENS, RESULTS, CallPageFactory, a_draft
from tests.ami.label_kind import LABEL
from tests.ami.people import by_link
from tests.ami.reviewing import CHIEF, STAFF, screen
from tests.mails import sent_mails
from tests.roles import signed_in

DAY = timedelta(days=1)
TOLD = RESULTS
AT_SIX, AT_TWELVE = TOLD + relativedelta(months=6), TOLD + relativedelta(months=12)
GIVEN = {
    "avancement": "ralenti",
    "suite-ingenierie": "obtenu",
    "suite-materiels": "refuse",
    "personnes": "1 200",
    "emplois": "",
    "mot": "Merci <b>à vous</b>",
}
pytestmark = [pytest.mark.django_db, pytest.mark.time_machine(OPENS + 7 * DAY, tick=False)]
Carrier = Callable[[Dossier], Client]


def answered(call: CallPage | None = None, *outcomes: str) -> Dossier:
    """Return a file whose answer is told at the date of the results."""
    dossier = deposit(a_draft(call))
    return reviewing.answered(dossier, *outcomes or ("ingenierie", "materiels"))


def night(moment: datetime) -> list[Any]:
    """Return the mails of the night of *moment*, run twice."""
    with time_machine.travel(moment, tick=False):
        call_command("daily", "ami.follow_projects_up", verbosity=0)
        call_command("daily", "ami.follow_projects_up", verbosity=0)
        found = list(sent_mails())
        sent_mails().clear()
    return found


def page_of(dossier: Dossier, months: int = 6) -> str:
    return reverse("dossier_follow_up", args=[dossier.key, months])


def test_a_carrier_is_asked_once_at_each_time_by_the_link_of_the_file(client: Client) -> None:
    dossier = answered()
    assert night(AT_SIX - DAY) == []

    [mail] = night(AT_SIX)
    assert night(AT_SIX + DAY) == []
    link = mail.body[mail.body.index("/dossier/") :].split()[0]
    with time_machine.travel(AT_SIX, tick=False):
        shown = client.get(link, follow=True).content.decode()
    [later] = night(AT_TWELVE)

    assert mail.to == [dossier.access_email]
    assert "Il y a 6 mois" in mail.body
    assert "Il y a 12 mois" in later.body
    assert page_of(dossier) in shown


def test_who_does_not_answer_is_reminded_once_after_three_weeks() -> None:
    answered()
    night(AT_SIX)
    assert night(AT_SIX + 20 * DAY) == []

    [mail] = night(AT_SIX + 21 * DAY)

    assert "seul rappel" in mail.body
    assert "Le 15 juillet 2027, " in mail.body
    assert night(AT_SIX + 60 * DAY) == []


def test_what_is_answered_is_kept_once_and_read_by_staff(carrier: Carrier) -> None:
    dossier = answered()
    night(AT_SIX)
    with time_machine.travel(AT_SIX + 3 * DAY, tick=False):
        browser = carrier(dossier)
        asked = browser.get(page_of(dossier)).content.decode()
        shown = browser.post(page_of(dossier), GIVEN, follow=True).content.decode()
        again = browser.post(page_of(dossier), GIVEN)
        other = browser.post(page_of(dossier), GIVEN | {"mot": "Autre chose"})
        followed = browser.get(reverse("dossier", args=[dossier.key])).content.decode()
        reader = signed_in("reader")
        read = screen(reader, dossier)
        printed = reader.get(paper_url(dossier)).content.decode()

    assert "Accompagnement en ingénierie" in asked
    assert "Un autre interlocuteur" not in asked
    assert "Merci &lt;b&gt;à vous&lt;/b&gt;" in shown
    assert again.status_code == 302
    assert other.status_code == 409
    assert "Autre chose" in other.content.decode()
    assert "Donner des nouvelles" not in followed
    for said in ("Il avance plus lentement que prévu", "1\u00a0200", "Refusé", "18 juillet 2027"):
        assert said in read
        assert said in printed
    assert "Autre chose" not in read
    assert night(AT_SIX + 21 * DAY) == []


def test_what_is_wrong_is_said_and_nothing_is_kept(carrier: Carrier) -> None:
    dossier = answered()
    night(AT_SIX)
    with time_machine.travel(AT_SIX, tick=False):
        answer = carrier(dossier).post(
            page_of(dossier), GIVEN | {"avancement": "", "personnes": "<i>beaucoup</i>"}
        )

    assert answer.status_code == 422
    for said in ("Rien n’est encore envoyé", "&lt;i&gt;beaucoup&lt;/i&gt;", "en chiffres"):
        assert said in answer.content.decode()
    assert not FollowUp.objects.sent()


def test_who_said_to_stop_is_left_alone_but_may_still_answer(carrier: Carrier) -> None:
    dossier = answered()
    with time_machine.travel(AT_SIX, tick=False):
        call_command("daily", "ami.follow_projects_up", verbosity=0)
        browser = carrier(dossier)
        browser.post(reverse("dossier_follow_up_stop", args=[dossier.key]))
        assert sent_mails() == []  # not even what waited
        assert "ne plus être sollicité" in screen(signed_in("reader"), dossier)

    assert night(AT_SIX + 21 * DAY) == []
    assert night(AT_TWELVE) == []
    with time_machine.travel(AT_TWELVE, tick=False):
        assert carrier(dossier).post(page_of(dossier), GIVEN).status_code == 302
    assert FollowUp.objects.sent().get().months == 6


def test_a_colleague_answers_and_signs_but_stops_nothing() -> None:
    dossier = answered()
    night(AT_SIX)
    with time_machine.travel(AT_SIX, tick=False):
        colleague = Member.objects.create(
            dossier=dossier, name="Alix Exemple", email="alix@exemple.fr", role="collegue"
        )
        browser = by_link(colleague)
        stopped = browser.post(reverse("dossier_follow_up_stop", args=[dossier.key]))
        shown = browser.post(page_of(dossier), GIVEN, follow=True).content.decode()

    assert stopped.status_code == 403
    assert "par Alix Exemple, collègue" in shown


def test_only_files_that_something_was_proposed_to_are_asked() -> None:
    call = CallPageFactory()
    withdrawn = deposit(a_draft(call))
    withdraw(withdrawn)
    outside = deposit(a_draft(call))
    reorient(outside, Proposal(ELSEWHERE), STAFF, reason="Hors sujet")
    with time_machine.travel(TOLD, tick=False):
        release_results()
        outside.refresh_from_db()
        outside.call_kind.transitions.apply(outside, "clore", STAFF)
        sent_mails().clear()
    label = answered(call)
    Dossier.objects.filter(pk=label.pk).update(kind=LABEL.slug, state="accepte")

    assert night(AT_SIX) == []


def test_an_answer_told_long_before_is_not_asked_about() -> None:
    dossier = answered()

    assert night(AT_TWELVE - 40 * DAY) == []
    assert [each.to for each in night(AT_TWELVE + 40 * DAY)] == [[dossier.access_email]]


def test_a_file_opened_again_is_asked_after_its_new_answer(carrier: Carrier) -> None:
    dossier = answered()
    night(AT_SIX)
    with time_machine.travel(AT_SIX + DAY, tick=False):
        dossier.refresh_from_db()
        dossier.call_kind.transitions.apply(dossier, "rouvrir", CHIEF, reason="Oubli")
        assert carrier(dossier).get(page_of(dossier)).status_code == 404
        orient(dossier, [Proposal("pole")], STAFF)
        dossier.call_kind.transitions.apply(dossier, "approuver-reponse", CHIEF)
        release_results()
        sent_mails().clear()

    assert night(AT_SIX + 30 * DAY) == []
    assert len(night(AT_SIX + DAY + relativedelta(months=6))) == 1


def test_news_are_in_what_the_carrier_takes_away(carrier: Carrier) -> None:
    dossier = answered()
    night(AT_SIX)
    with time_machine.travel(AT_SIX, tick=False):
        browser = carrier(dossier)
        browser.post(page_of(dossier), GIVEN)
        archive = browser.get(reverse("dossier_archive", args=[dossier.key]))
        with ZipFile(io.BytesIO(b"".join(archive.streaming_content))) as files:
            texts = [files.read(name).decode() for name in ("dossier.html", "dossier.json")]

    assert all("Il avance plus lentement que prévu" in each for each in texts)
