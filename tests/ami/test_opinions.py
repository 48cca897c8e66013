"""Opinions of outside experts: what they read by their link, what they answer, when it closes."""

from collections.abc import Callable
from datetime import timedelta

import pytest
import time_machine
from django.core.files.base import ContentFile
from django.test import Client
from django.urls import reverse

from ami.archive import stream_archive
from ami.exports.table import Selection, table_of
from ami.models import Attachment, Dossier, Opinion
from ami.services.correspondence import withdraw
from ami.services.opinions import (
    AlreadyAsked,
    AskedOpinion,
    NotAwaited,
    NotUnderReview,
    SharedHasChanged,
    ask_opinion,
    extend_opinion,
    give_opinion,
    revoke_opinion,
)
from ami.services.reminders import remind_experts
from tests.ami.factories import COMPLETE
from tests.ami.opinions import (
    DUE,
    EXPERT,
    an_opinion,
    answer,
    expert,
    mailed_link,
    opinion_url,
    page,
    read,
)
from tests.ami.people import mails_to
from tests.ami.reviewing import DURING, STAFF, a_file, complete, screen
from tests.factories import UserFactory
from tests.roles import signed_in

pytestmark = [pytest.mark.django_db, pytest.mark.time_machine(DURING, tick=False)]
SUPER = UserFactory.build(is_superuser=True)
TEXT = "Réaliste, si la commune prête le local."


def a_joined_file(dossier: Dossier, name: str, **given: str) -> Attachment:
    given = {"scan": Attachment.Scan.CLEAN, "extension": "pdf"} | given
    return dossier.attachments.create(file=ContentFile(b"%PDF-", "a"), name=name, size=5, **given)


def test_the_mail_gives_a_link_and_nothing_of_the_file() -> None:
    an_opinion(a_file())

    mail = mails_to(EXPERT)[0]

    for secret in ("Débrouillards", "camille", "réaliste", "Ana"):
        assert secret not in mail.subject + mail.body
    assert "29 novembre 2026" in mail.body
    client = Client()
    answered = client.get(mailed_link())
    assert answered["Referrer-Policy"] == "no-referrer"
    opened = client.get(answered["Location"])
    assert "Un atelier mobile" in opened.content.decode()
    assert (opened["X-Robots-Tag"], opened["Referrer-Policy"]) == (
        "noindex, nofollow",
        "same-origin",
    )


def test_the_expert_reads_what_is_shared_and_no_more() -> None:
    dossier = a_file()
    opinion = an_opinion(dossier, parts=["structure"])
    client = expert(opinion)

    text = read(client, opinion)

    assert "Les Petits Débrouillards du Bocage" in text
    assert "Est-ce réaliste" in text
    assert "Un atelier mobile" not in text
    assert "Camille" not in text


def test_what_is_shared_stays_what_staff_saw_whatever_is_completed_since() -> None:
    dossier = a_file()
    opinion = an_opinion(dossier)
    complete(dossier, "En mai")

    later = an_opinion(dossier, email="b@exemple.fr")
    assert "En mai" not in read(expert(opinion), opinion)
    assert "En mai" in read(expert(later), later)


def test_a_file_that_is_shared_is_given_and_no_other() -> None:
    dossier = a_file()
    shared, other = a_joined_file(dossier, "plan.pdf"), a_joined_file(dossier, "rib.pdf")
    opinion = an_opinion(dossier, attachments=[shared])
    client = expert(opinion)

    def download(file: Attachment) -> int:
        response = client.get(reverse("opinion_file", args=[opinion.key, file.key]))
        assert not response.streaming or response.getvalue() == b"%PDF-"
        return response.status_code

    assert "rib.pdf" not in read(client, opinion)
    assert [download(shared), download(other)] == [200, 404]
    Attachment.objects.update(scan=Attachment.Scan.INFECTED)
    assert download(shared) == 404
    assert reverse("opinion_file", args=[opinion.key, shared.key]) not in read(client, opinion)


def test_the_name_of_a_file_tells_nothing_in_an_anonymised_copy() -> None:
    dossier = a_file()
    file = a_joined_file(dossier, "statuts-debrouillards.pdf")
    opinion = an_opinion(dossier, attachments=[file], is_anonymised=True)
    client = expert(opinion)

    given = client.get(reverse("opinion_file", args=[opinion.key, file.key]))
    given.getvalue()

    assert "debrouillards" not in read(client, opinion) + given["Content-Disposition"]
    assert "piece-1.pdf" in given["Content-Disposition"]


def test_an_opinion_is_given_once() -> None:
    dossier = a_file()
    dossier.reviewer = UserFactory(email="agent@exemple.fr")
    dossier.save()
    opinion = an_opinion(dossier)
    client, other = expert(opinion), expert(opinion)

    assert answer(client, opinion, verdict="reserves", text=TEXT).status_code == 302
    answer(other, opinion, verdict="defavorable", text="Non")

    opinion.refresh_from_db()
    assert (opinion.state, opinion.verdict, opinion.text) == ("rendu", "reserves", TEXT)
    told = mails_to("agent@exemple.fr")
    assert [mail.subject for mail in told] == [f"Dossier {dossier}\u00a0: un avis est rendu"]
    assert TEXT not in told[0].body
    text = read(other, opinion)
    assert TEXT in text
    assert "Un atelier mobile" not in text  # it is read to answer, and no longer


def test_an_opinion_that_was_given_meanwhile_stays() -> None:
    opinion = an_opinion(a_file())
    stale = Opinion.objects.get()
    give_opinion(opinion, "favorable", TEXT)

    give_opinion(stale, "defavorable", "Non")

    assert Opinion.objects.get().text == TEXT


def test_what_is_typed_stays_where_something_is_to_correct() -> None:
    opinion = an_opinion(a_file())
    client = expert(opinion)

    without_choice = answer(client, opinion, text=TEXT)
    without_text = answer(client, opinion, verdict="favorable")
    declined = answer(client, opinion, "decliner", reason=" ")

    assert [each.status_code for each in (without_choice, without_text, declined)] == [422] * 3
    assert TEXT in without_choice.content.decode()
    assert 'href="#id_text"' in without_text.content.decode()
    assert 'href="#id_reason"' in declined.content.decode()
    assert Opinion.objects.get().state == "demande"


def test_an_expert_declines_in_a_word() -> None:
    dossier = a_file()
    opinion = an_opinion(dossier)
    client = expert(opinion)

    answer(client, opinion, "decliner", reason="Je connais la structure")

    assert "Vous ne pouvez pas répondre" in read(client, opinion)
    assert mails_to(dossier.call.service_email)[-1].subject.endswith("un expert décline")
    assert "Je connais la structure" in screen(signed_in("reader"), dossier)


def test_a_withdrawn_request_closes_links_and_browsers_at_once() -> None:
    opinion = an_opinion(a_file())
    client, link = expert(opinion), mailed_link()

    revoke_opinion(opinion, None)
    revoke_opinion(opinion, None)

    refused = answer(client, opinion, verdict="favorable", text=TEXT)
    assert refused.status_code == 403
    assert TEXT in refused.content.decode()  # it is not lost for who typed it
    assert "Un atelier mobile" not in refused.content.decode()
    assert Client().get(link).status_code == 404
    assert Opinion.objects.get().state == "retire"
    assert "n’est plus demandé" in mails_to(EXPERT)[-1].subject


def test_who_was_not_written_to_yet_never_hears_of_it() -> None:
    revoke_opinion(an_opinion(a_file()), None)

    assert mails_to(EXPERT) == []


def test_the_cookie_of_an_opinion_opens_no_other() -> None:
    dossier = a_file()
    mine = an_opinion(dossier)
    other = an_opinion(dossier, email="autre@exemple.fr")
    client = expert(mine)
    client.cookies["avis"]["path"] = "/"  # were a browser to send it everywhere

    assert client.get(page(other)).status_code == 403
    assert client.get(page(mine)).status_code == 200


def test_a_form_of_another_site_changes_nothing() -> None:
    opinion = an_opinion(a_file())

    refused = expert(opinion).post(
        page(opinion),
        {"action": "donner", "verdict": "favorable", "text": TEXT},
        headers={"sec-fetch-site": "cross-site"},
    )

    assert refused.status_code == 403
    assert Opinion.objects.get().state == "demande"


def test_the_page_is_closed_on_a_shared_computer() -> None:
    opinion = an_opinion(a_file())
    client = expert(opinion)
    cookies = client.cookies.copy()

    client.post(reverse("opinion_leave", args=[opinion.key]))

    client.cookies = cookies
    assert client.get(page(opinion)).status_code == 403


@pytest.mark.parametrize(("days", "status"), [(0, 200), (1, 200), (30, 200), (31, 403)])
def test_the_link_opens_thirty_days_after_the_date(days: int, status: int) -> None:
    opinion = an_opinion(a_file())
    with time_machine.travel(DURING + timedelta(days=20 + days), tick=False):
        client = Client()
        client.get(mailed_link())
        assert client.get(page(opinion)).status_code == status


def answer_to_carrier(dossier: Dossier) -> None:
    Dossier.objects.filter(pk=dossier.pk).update(state="reponse_envoyee")


@pytest.mark.parametrize("end", [withdraw, answer_to_carrier])
def test_a_file_that_is_withdrawn_or_answered_is_read_by_no_expert(
    end: Callable[[Dossier], object],
) -> None:
    dossier = a_file()
    opinion = an_opinion(dossier)
    client = expert(opinion)

    end(dossier)

    assert client.get(page(opinion)).status_code == 403
    with time_machine.travel(DURING + timedelta(days=17), tick=False):
        assert remind_experts() == (0, [])
    with pytest.raises(NotUnderReview):
        an_opinion(Dossier.objects.get(), email="autre@exemple.fr")


def test_a_later_date_comes_with_a_new_link() -> None:
    opinion = an_opinion(a_file())

    extend_opinion(opinion, DUE + timedelta(days=5))
    extend_opinion(opinion, DUE + timedelta(days=5))

    second, third = mails_to(EXPERT)[1:]
    assert "4 décembre 2026" in second.subject
    assert second.body != third.body  # each link is a new one
    assert Client().get(mailed_link()).status_code == 302


def test_an_expert_is_reminded_once_on_each_side_of_the_date() -> None:
    an_opinion(a_file())
    found = {}

    for day in range(1, 40):
        with time_machine.travel(DURING + timedelta(days=day), tick=False):
            remind_experts()
            remind_experts()
            found[day] = len(mails_to(EXPERT)) - 1

    assert [day for day in found if found[day] != found.get(day - 1, 0)] == [17, 21]
    before, after = mails_to(EXPERT)[1:]
    assert "29 novembre 2026" in before.subject
    assert "pas encore arrivé" in after.subject


def test_who_has_answered_is_not_reminded() -> None:
    opinion = an_opinion(a_file())
    give_opinion(opinion, "favorable", TEXT)

    with time_machine.travel(DURING + timedelta(days=21), tick=False):
        assert remind_experts() == (0, [])


def test_a_date_that_is_put_off_is_reminded_of_anew() -> None:
    opinion = an_opinion(a_file())
    with time_machine.travel(DURING + timedelta(days=18), tick=False):
        assert remind_experts() == (1, [])
        extend_opinion(opinion, DUE + timedelta(days=1))
        assert remind_experts() == (0, [])  # the mail of the new date says it
    with time_machine.travel(DURING + timedelta(days=20), tick=False):
        assert remind_experts() == (1, [])


def test_one_mailbox_is_asked_once_at_a_time() -> None:
    dossier = a_file()
    opinion = an_opinion(dossier)
    with pytest.raises(AlreadyAsked):
        an_opinion(dossier, email=EXPERT.upper())
    revoke_opinion(opinion, None)

    assert an_opinion(dossier).pk != opinion.pk


def test_what_has_changed_since_it_was_seen_is_not_sent() -> None:
    dossier = a_file()
    asked = AskedOpinion("Ana", EXPERT, "?", DUE, parts=["structure"])

    with pytest.raises(SharedHasChanged):
        ask_opinion(dossier, asked, STAFF, seen="")
    assert mails_to(EXPERT) == []


def test_an_answered_opinion_is_neither_put_off_nor_withdrawn() -> None:
    opinion = an_opinion(a_file())
    give_opinion(opinion, "favorable", TEXT)

    with pytest.raises(NotAwaited):
        extend_opinion(opinion, DUE)
    with pytest.raises(NotAwaited):
        revoke_opinion(opinion, None)


def test_staff_read_opinions_and_their_history() -> None:
    dossier = a_file()
    given, late = an_opinion(dossier), an_opinion(dossier, email="b@exemple.fr", name="Bao")
    give_opinion(given, "reserves", TEXT)
    revoked = an_opinion(dossier, email="c@exemple.fr", name="Cléo")
    revoke_opinion(revoked, UserFactory(first_name="Lou", last_name="Agent"))

    with time_machine.travel(DURING + timedelta(days=25), tick=False):
        text, reader = screen(signed_in("reviewer"), dossier), screen(signed_in("reader"), dossier)

    timeline = text[text.index('id="timeline"') :]
    for said in ("Avis demandé", "Avis favorable avec réserves", "Demande d’avis retirée"):
        assert said in timeline
    assert text.count(TEXT) == 1  # the timeline does not repeat it
    assert "Lou Agent" in timeline
    assert text.count("En retard.") == 1
    assert opinion_url(late, "revoke") in text
    assert opinion_url(given, "revoke") not in text
    assert TEXT in reader
    assert opinion_url(late, "revoke") not in reader


def test_the_carrier_reads_no_opinion(carrier: object) -> None:
    dossier = a_file()
    give_opinion(an_opinion(dossier), "reserves", TEXT)
    client = carrier(dossier)

    shown = client.get(f"/dossier/{dossier.key}/").content
    kept = b"".join(stream_archive(dossier))

    assert TEXT.encode() not in shown
    assert b"ARACT" not in kept + shown


def test_the_queue_finds_files_by_their_opinions() -> None:
    awaited, given = a_file(), a_file(contact=COMPLETE["contact"] | {"nom": "Bao"})
    an_opinion(awaited)
    give_opinion(an_opinion(given), "favorable", TEXT)

    def found(what: str) -> str:
        return (
            signed_in("reader")
            .get(reverse("wagtailsnippets_ami_dossier:list"), {"attention": what})
            .content.decode()
        )

    assert str(awaited) in found("opinion")
    assert str(given) not in found("opinion")
    assert str(awaited) not in found("opinion_overdue")
    with time_machine.travel(DURING + timedelta(days=21), tick=False):
        assert str(awaited) in found("opinion_overdue")


def test_an_export_counts_opinions() -> None:
    dossier = a_file()
    give_opinion(an_opinion(dossier), "favorable", TEXT)
    an_opinion(dossier, email="b@exemple.fr")

    table = table_of(Selection(dossier.call, SUPER))

    line = dict(zip((each.key for each in table.columns), next(iter(table.lines)), strict=True))
    assert (line["avis_rendus"], line["avis_attendus"]) == (1, 1)
