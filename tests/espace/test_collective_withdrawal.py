"""A manager takes back what they wrote: erased, but for the place of a question with answers."""

from datetime import timedelta
from typing import Any

import pytest
from django.urls import reverse
from django.utils import timezone
from wagtail.models import ModelLogEntry

from core.models import OutgoingMail
from core.retention import erase_what_is_due
from normandie.espace.jobs import mail_questions
from normandie.espace.models import Answer, Comment, Contribution, ManagerProfile, Question
from normandie.espace.services.collective.questions import answer
from normandie.espace.services.collective.writing import WITHDRAW, withdraw
from tests.espace.collective import (
    COLLECTIVE,
    a_comment,
    a_manager,
    a_question,
    an_answer,
    browser_of,
)
from tests.mails import sent_mails
from tests.reading import main_text, parsed, texts
from tests.roles import signed_in

pytestmark = pytest.mark.django_db
QUESTIONS = f"{COLLECTIVE}questions/"
KEPT = "Message retiré par son auteur"


def written_by(author: Any, kind: type[Contribution]) -> Contribution:
    if kind is Question:
        return a_question(author)
    return an_answer(a_question(), author) if kind is Answer else a_comment(author)


@pytest.mark.parametrize("kind", [Question, Answer, Comment])
def test_one_takes_back_what_one_wrote_once_it_was_confirmed(kind: type[Contribution]) -> None:
    author = a_manager("Gaëlle Martin")
    written, client = written_by(author, kind), browser_of(author)
    page = client.get(written.get_absolute_url())
    (link,) = [a["href"] for a in parsed(page).select("main a") if a["href"].endswith("/retirer/")]

    asked = client.get(link)
    assert written.text in main_text(asked)
    assert kind.objects.filter(pk=written.pk).exists()  # a page that is read erases nothing
    page = client.post(link, follow=True)

    assert page.status_code == 200
    assert "Votre message est retiré." in page.content.decode()
    assert written.text not in page.content.decode()
    assert not kind.objects.filter(pk=written.pk).exists()
    assert client.post(link).status_code == 404


@pytest.mark.parametrize("kind", [Question, Answer, Comment])
def test_nobody_takes_back_what_another_wrote(kind: type[Contribution]) -> None:
    author, other = a_manager(), a_manager()
    written = written_by(author, kind)
    page = browser_of(other).get(written.get_absolute_url())
    left = browser_of(author)
    author.managed_places.clear()

    assert "Retirer ce que j’ai écrit" not in main_text(page)
    for client, status in ((browser_of(other), 404), (left, 403), (signed_in("admin"), 403)):
        assert client.get(written.withdrawal_url).status_code == status
        assert client.post(written.withdrawal_url).status_code == status
    kind.objects.update(author=None)  # the account is erased: it is nobody's
    assert browser_of(other).post(written.withdrawal_url).status_code == 404
    assert kind.objects.filter(pk=written.pk, text=written.text).exists()


def test_a_question_that_has_answers_keeps_its_place_without_its_words() -> None:
    asks, answers = a_manager("Gaëlle Martin"), a_manager("Malo Petit")
    question = a_question(asks)
    an_answer(question, answers)
    address, one, other = question.get_absolute_url(), browser_of(asks), browser_of(answers)
    assert f"sous les mots « {KEPT} »" in main_text(one.get(question.withdrawal_url))

    one.post(question.withdrawal_url)

    for client in (one, other):
        page, listed = client.get(address), client.get(QUESTIONS)
        assert texts(page, "h1") == [KEPT]
        assert texts(listed, ".collective-list a") == [KEPT]
        assert "Avec une console." in main_text(page)
        for shown in (page, listed):
            assert question.title not in shown.content.decode()
            assert "Gaëlle Martin" not in main_text(shown)
        assert "Répondre" not in texts(page, "h2")
        assert "Ma question est résolue" not in main_text(page)
    assert "Le mercredi" not in str(Question.objects.values().get())
    assert "Aucune question n’attend de réponse" in main_text(other.get(COLLECTIVE))


def test_what_was_taken_back_is_neither_answered_nor_resolved_nor_told() -> None:
    asks, answers = a_manager(), a_manager()
    a_manager(
        questions_by_mail=ManagerProfile.Pace.DAILY, digested_at=timezone.now() - timedelta(days=1)
    )
    question = a_question(asks)
    an_answer(question, answers)
    read_before = Question.objects.get(pk=question.pk)
    browser_of(asks).post(question.withdrawal_url)
    client, path = browser_of(answers), question.get_absolute_url()

    assert client.post(path, {"text": "Et aussi."}).status_code == 404
    assert browser_of(asks).post(f"{path}resolue/").status_code == 404
    with pytest.raises(Question.DoesNotExist):
        answer(read_before, answers, text="Au même instant.")
    mail_questions()

    assert Answer.objects.count() == 1
    assert sent_mails() == []


def test_the_mails_that_hold_it_leave_with_it() -> None:
    asks, answers = a_manager(), a_manager()
    question = a_question(asks)
    written = answer(question, answers, text="Avec une console.")
    assert OutgoingMail.objects.count() == 1

    withdraw(written, answers)

    assert sent_mails() == []


def test_the_words_that_the_team_sent_back_to_its_author_leave_too() -> None:
    asks = a_manager()
    question = a_question(asks)
    an_answer(question, a_manager())
    path = reverse("wagtailsnippets_espace_question:edit", args=(question.pk,))
    signed_in("team").post(path, {"is_hidden": "on", "hidden_reason": "Un nom."})
    assert OutgoingMail.objects.count() == 1

    browser_of(asks).post(question.withdrawal_url)

    assert sent_mails() == []


@pytest.mark.parametrize("answered", [False, True])
def test_the_team_reads_in_the_log_that_it_was_and_not_a_word(answered: bool) -> None:
    asks = a_manager("Gaëlle Martin")
    question = a_question(asks)
    if answered:
        an_answer(question, a_manager())

    browser_of(asks).post(question.withdrawal_url)

    entry = ModelLogEntry.objects.get(action=WITHDRAW, object_id=str(question.pk))
    assert entry.user == asks
    assert "jeunes" not in f"{entry.label} {entry.data}"
    history = signed_in("team").get("/admin/reports/site-history/").content.decode()
    assert f"question {question.pk}" in history
    assert "Message retiré par son auteur" in history


@pytest.mark.parametrize("answered", [False, True])
def test_what_is_taken_back_twice_at_once_is_so_once(answered: bool) -> None:
    asks = a_manager()
    question = a_question(asks)
    if answered:
        an_answer(question, a_manager())
    read_before = Question.objects.get(pk=question.pk)

    assert [withdraw(each, asks) for each in (question, read_before)] == [answered, answered]

    assert ModelLogEntry.objects.filter(action=WITHDRAW).count() == 1


def test_the_team_has_nothing_left_to_hide_of_it() -> None:
    asks, team = a_manager(), signed_in("team")
    question = a_question(asks)
    an_answer(question, a_manager())
    browser_of(asks).post(question.withdrawal_url)
    path = reverse("wagtailsnippets_espace_question:edit", args=(question.pk,))

    assert "Son auteur l’a retiré" in team.get(path).content.decode()
    team.post(path, {"is_hidden": "on", "hidden_reason": "Trop tard."})

    assert not Question.objects.hidden().exists()
    assert sent_mails() == []


def test_its_place_goes_once_no_answer_is_left() -> None:
    asks, answers = a_manager(), a_manager()
    question = a_question(asks)
    written = an_answer(question, answers)
    browser_of(asks).post(question.withdrawal_url)
    erase_what_is_due()
    assert Question.objects.exists()

    browser_of(answers).post(written.withdrawal_url)
    a_question(answers, "Une autre")
    erase_what_is_due()

    assert [each.title for each in Question.objects.all()] == ["Une autre"]
