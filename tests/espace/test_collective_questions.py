"""A question to all managers: asked, answered, resolved, told by mail to who wants."""

from datetime import timedelta
from typing import Any

import pytest
from django.test import Client
from django.utils import timezone

from normandie.espace.jobs import mail_questions
from normandie.espace.models import Answer, ManagerProfile, Question
from normandie.espace.services.collective.mailing import MOST_QUESTIONS, send_digests
from normandie.espace.services.collective.writing import QUESTIONS_A_DAY, SAME
from tests.espace.collective import (
    COLLECTIVE,
    HOSTILE,
    a_manager,
    a_question,
    an_answer,
    browser_of,
    leave_path,
)
from tests.mails import sent_mails
from tests.reading import main_text, texts

pytestmark = pytest.mark.django_db
QUESTIONS = f"{COLLECTIVE}questions/"
ASK = f"{QUESTIONS}poser/"
ASKED = {"title": "Comment faire venir des jeunes ?", "text": "Le mercredi, personne."}


def test_a_question_is_asked_answered_and_resolved_by_who_asked() -> None:
    asks, answers = a_manager("Gaëlle Martin"), a_manager("Malo Petit")
    one, other = browser_of(asks), browser_of(answers)

    page = one.post(ASK, ASKED, follow=True)
    question = Question.objects.get()
    address = question.get_absolute_url()
    assert "Pas encore de réponse" in main_text(page)
    assert "1 question à résoudre" in main_text(other.get("/espace/", follow=True))

    page = other.post(address, {"text": "Avec une console."}, follow=True)
    assert "1 réponse" in texts(page, "h2")
    assert "Ma question est résolue" not in main_text(page)
    assert other.post(f"{address}resolue/").status_code == 404
    one.post(f"{address}resolue/")

    assert "Résolue" in main_text(other.get(address))
    assert texts(other.get(f"{QUESTIONS}?etat=ouvertes"), ".collective-list a") == []
    assert texts(other.get(f"{QUESTIONS}?etat=resolues"), ".collective-list a") == [ASKED["title"]]
    one.post(f"{address}resolue/", {"rouvrir": "oui"})
    assert "Résolue" not in main_text(other.get(address))


def test_who_asked_is_told_of_each_answer_with_who_wrote_it() -> None:
    asks, answers = a_manager("Gaëlle Martin"), a_manager("Malo Petit")
    question = a_question(asks)

    browser_of(answers).post(question.get_absolute_url(), {"text": "Avec une console."})

    (mail,) = sent_mails()
    assert mail.to == [asks.email]
    assert "Malo Petit répond" in mail.body
    assert "Avec une console." in mail.body
    assert question.get_absolute_url() in mail.body
    assert answers.email not in mail.body


@pytest.mark.parametrize("why", ["own answer", "wants no mail", "left", "account erased"])
def test_who_asked_is_not_told(why: str) -> None:
    asks, answers = a_manager(answers_by_mail=why != "wants no mail"), a_manager("Malo Petit")
    question = a_question(asks)
    if why == "left":
        asks.managed_places.clear()
    elif why == "account erased":
        asks.delete()
    writes = asks if why == "own answer" else answers

    browser_of(writes).post(question.get_absolute_url(), {"text": "Avec une console."})

    assert Answer.objects.count() == 1
    assert sent_mails() == []


def test_a_form_sent_twice_writes_once() -> None:
    client = browser_of(a_manager())
    for _ in range(2):
        client.post(ASK, ASKED)
    question = Question.objects.get()
    for _ in range(2):
        client.post(question.get_absolute_url(), {"text": "Personne ?"})

    assert Answer.objects.count() == 1
    Answer.objects.update(written_at=timezone.now() - SAME)
    client.post(question.get_absolute_url(), {"text": "Personne ?"})
    assert Answer.objects.count() == 2  # meant to be said again


def test_the_question_in_which_somebody_wrote_last_comes_first() -> None:
    hours_ago, client = timezone.now() - timedelta(hours=2), browser_of(a_manager())
    first, second = a_question(title="La première"), a_question(title="La seconde")
    Question.objects.filter(pk=first.pk).update(written_at=hours_ago, last_message_at=hours_ago)
    assert texts(client.get(QUESTIONS), ".collective-list a") == [second.title, first.title]

    client.post(first.get_absolute_url(), {"text": "Avec une console."})

    assert texts(client.get(QUESTIONS), ".collective-list a") == [first.title, second.title]


def test_what_is_missing_is_said_and_what_was_typed_stays() -> None:
    page = browser_of(a_manager()).post(ASK, {"title": "", "text": "Le mercredi, personne."})

    assert page.status_code == 422
    assert "Écrivez votre question en une phrase." in page.content.decode()
    assert "Le mercredi, personne." in page.content.decode()


def test_too_many_questions_in_a_day_are_refused_and_nothing_is_lost() -> None:
    user = a_manager()
    client = browser_of(user)
    for number in range(QUESTIONS_A_DAY):
        client.post(ASK, ASKED | {"title": f"Question {number}"})

    page = client.post(ASK, {"title": "Une de trop", "text": "Le détail."})

    assert page.status_code == 429
    assert int(page["Retry-After"]) > 0
    assert "Une de trop" in page.content.decode()
    assert Question.objects.count() == QUESTIONS_A_DAY
    assert browser_of(a_manager()).post(ASK, ASKED).status_code == 302


def test_what_people_write_is_shown_as_text() -> None:
    question = Question.objects.create(author=a_manager(HOSTILE[:60]), title=HOSTILE, text=HOSTILE)
    an_answer(question, a_manager(), HOSTILE)
    client = browser_of(a_manager())

    for page in (client.get(question.get_absolute_url()), client.get(QUESTIONS)):
        assert "<script>alert(1)</script>" in main_text(page)
        assert b"<script>alert" not in page.content
        assert b'href="https://piege' not in page.content


def test_neither_address_nor_the_name_that_signs_in_signs_what_one_writes() -> None:
    nameless = a_manager("")
    question = a_question(nameless)

    page = browser_of(a_manager()).get(question.get_absolute_url())

    assert "Une personne du réseau" in main_text(page)
    assert nameless.username not in page.content.decode()


def test_what_one_wrote_stays_without_a_name_when_the_account_is_erased() -> None:
    leaving, stays = a_manager("Gaëlle Martin"), a_manager("Malo Petit")
    question = a_question(leaving)
    an_answer(question, leaving, "Je précise.")

    leaving.delete()
    text = main_text(browser_of(stays).get(question.get_absolute_url()))

    assert text.count("Une personne qui a quitté le réseau") == 2
    assert "Je précise." in text
    assert "Gaëlle" not in text


def test_the_answers_come_by_pages_and_cost_the_same(django_assert_max_num_queries: Any) -> None:
    question, client = a_question(a_manager()), browser_of(a_manager())
    for number in range(45):
        an_answer(question, a_manager(f"Nom {number}"), f"Réponse {number}.")

    with django_assert_max_num_queries(15):
        page = client.get(question.get_absolute_url())
    last = client.post(question.get_absolute_url(), {"text": "La dernière."}, follow=True)

    assert "Réponse 19." in main_text(page)
    assert "Réponse 20." not in main_text(page)
    assert "La dernière." in main_text(last)
    assert last.redirect_chain[-1][0].endswith(f"?page=3#reponse-{Answer.objects.last().pk}")
    with django_assert_max_num_queries(15):
        client.get(QUESTIONS)
    with django_assert_max_num_queries(15):
        client.get(COLLECTIVE)


def reader(**profile: Any) -> Any:
    """Return a manager who asked for the summary of the day, which tells from yesterday on."""
    since = timezone.now() - timedelta(days=1)
    pace = ManagerProfile.Pace.DAILY
    return a_manager("Rose Lit", questions_by_mail=pace, digested_at=since, **profile)


def test_the_summary_of_the_day_tells_what_others_wrote() -> None:
    wants, asks = reader(), a_manager("Gaëlle Martin")
    a_manager("Luc Veut-Rien")
    old = a_question(asks, "Ancienne question")
    Question.objects.filter(pk=old.pk).update(written_at=timezone.now() - timedelta(days=9))
    an_answer(old, asks)
    an_answer(old, wants, "De moi.")
    a_question(asks, "Nouvelle question")
    a_question(wants, "Ma propre question")
    Question.objects.create(title="Masquée", text="…", hidden_at=timezone.now())
    Answer.objects.create(question=old, author=asks, text="…", hidden_at=timezone.now())

    mail_questions()
    send_digests(timezone.now() + timedelta(days=1))

    (mail,) = sent_mails()
    assert mail.to == [wants.email]
    assert "Nouvelle question\u00a0: Nouvelle question" in mail.body
    assert "Ancienne question (1 nouvelle réponse)" in mail.body
    assert "Ma propre question" not in mail.body
    assert "Masquée" not in mail.body


def test_a_long_summary_counts_what_it_does_not_name() -> None:
    reader()
    asks = a_manager()
    for number in range(MOST_QUESTIONS + 2):
        a_question(asks, f"Question {number:02}")

    mail_questions()

    (mail,) = sent_mails()
    assert "Question 31" in mail.body
    assert "Question 01" not in mail.body
    assert "Et 2 autres questions." in mail.body


def test_no_summary_where_nobody_wrote_nor_to_who_left() -> None:
    reader()
    mail_questions()
    left = reader()
    left.managed_places.clear()
    a_question(left)
    ManagerProfile.objects.exclude(user=left).delete()
    a_question(a_manager())

    mail_questions()

    assert sent_mails() == []


def test_who_asks_for_the_summary_reads_of_what_comes_and_not_of_the_past() -> None:
    user = a_manager()
    question = a_question(a_manager())
    Question.objects.filter(pk=question.pk).update(written_at=timezone.now() - timedelta(hours=2))

    browser_of(user).post(f"{COLLECTIVE}gerants/moi/", {"questions_by_mail": "jour"})
    mail_questions()

    assert sent_mails() == []
    assert user.collective_profile.questions_by_mail == "jour"


def test_who_left_the_summary_by_its_link_and_asks_again_reads_of_what_comes() -> None:
    user = reader()
    a_question(a_manager(), "Avant")
    mail_questions()
    (mail,) = sent_mails()
    Client().post(leave_path(mail))
    a_question(a_manager(), "Pendant")
    mail_questions()

    browser_of(user).post(f"{COLLECTIVE}gerants/moi/", {"questions_by_mail": "jour"})
    send_digests(timezone.now() + timedelta(minutes=1))  # two of one minute would be one

    assert sent_mails() == [mail]
