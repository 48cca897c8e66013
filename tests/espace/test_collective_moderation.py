"""What managers write is hidden by the team with a reason, that its author alone reads."""

from typing import Any

import pytest
from django.urls import reverse
from django.utils import timezone
from wagtail.models import ModelLogEntry

from normandie.espace.models import Answer, Comment, Contribution, Question
from normandie.espace.services.collective.moderation import HIDE, SHOW
from tests.espace.collective import (
    COLLECTIVE,
    HOSTILE,
    a_manager,
    a_question,
    an_answer,
    an_axis,
    browser_of,
)
from tests.mails import sent_mails
from tests.reading import main_text, parsed, text_of
from tests.roles import signed_in

pytestmark = pytest.mark.django_db
REASON = "Ce message nomme une personne."


def moderate(written: Contribution, **fields: str) -> Any:
    name = written._meta.model_name
    path = reverse(f"wagtailsnippets_espace_{name}:edit", args=(written.pk,))
    return signed_in("team").post(path, {"hidden_reason": "", **fields})


def written_by(author: Any, kind: type[Contribution]) -> Contribution:
    if kind is Question:
        return a_question(author, "Une question de trop")
    if kind is Answer:
        return an_answer(a_question(), author, "Une réponse de trop")
    return Comment.objects.create(axis=an_axis(), author=author, text="De trop, ici.")


@pytest.mark.parametrize("kind", [Question, Answer, Comment])
def test_what_is_hidden_is_read_by_its_author_alone_who_is_told_why(
    kind: type[Contribution],
) -> None:
    author, other = a_manager("Gaëlle Martin"), a_manager("Malo Petit")
    written = written_by(author, kind)
    path = written.get_absolute_url()

    assert moderate(written, is_hidden="on", hidden_reason=REASON).status_code == 302
    seen = main_text(browser_of(author).get(path))
    for_others = browser_of(other).get(path)

    assert REASON in seen
    assert "vous seul le voyez" in seen
    assert "de trop" not in for_others.content.decode().lower()
    assert REASON not in for_others.content.decode()
    (mail,) = sent_mails()
    assert mail.to == [author.email]
    assert REASON in mail.body
    assert written.text in mail.body
    assert ModelLogEntry.objects.filter(action=HIDE, object_id=str(written.pk)).count() == 1


def test_what_is_hidden_counts_for_nothing() -> None:
    question = a_question(a_manager())
    moderate(an_answer(question, a_manager()), is_hidden="on", hidden_reason=REASON)
    client = browser_of(a_manager())

    assert "Sans réponse" in main_text(client.get(f"{COLLECTIVE}questions/"))
    moderate(question, is_hidden="on", hidden_reason=REASON)
    assert "Pas encore de question" in main_text(client.get(f"{COLLECTIVE}questions/"))
    assert "Aucune question n’attend de réponse" in main_text(client.get(COLLECTIVE))
    assert "Aucune question à résoudre" in main_text(client.get("/espace/", follow=True))
    assert client.post(question.get_absolute_url(), {"text": "Quand même"}).status_code == 404


def test_nothing_is_hidden_without_a_reason_nor_changed_by_the_team() -> None:
    question = a_question(a_manager())

    refused = moderate(question, is_hidden="on")
    assert "Dites pourquoi" in refused.content.decode()
    moderate(question, is_hidden="on", hidden_reason=REASON, text="Autre", title="Autre")

    question.refresh_from_db()
    assert question.hidden_at
    assert (question.title, question.text) == (a_question().title, a_question().text)


def test_a_text_is_shown_again_and_hidden_twice_tells_once() -> None:
    author = a_manager()
    question = a_question(author)
    moderate(question, is_hidden="on", hidden_reason=REASON)
    moderate(question, is_hidden="on", hidden_reason="Autre motif")
    path = reverse("wagtailsnippets_espace_question:edit", args=(question.pk,))
    (reason,) = parsed(signed_in("team").get(path)).select("textarea[name=hidden_reason]")

    assert len(sent_mails()) == 1
    assert ModelLogEntry.objects.filter(action=HIDE).count() == 1
    assert (reason.text.strip(), reason.has_attr("disabled")) == (REASON, True)
    moderate(question)
    page = browser_of(a_manager()).get(question.get_absolute_url())

    assert page.status_code == 200
    assert REASON not in main_text(page)
    assert ModelLogEntry.objects.filter(action=SHOW).count() == 1


def test_the_team_hides_what_was_left_by_an_erased_account() -> None:
    question = a_question()

    assert moderate(question, is_hidden="on", hidden_reason=REASON).status_code == 302

    assert sent_mails() == []
    assert Question.objects.hidden().get() == question


def test_the_team_reads_all_that_is_written_as_text() -> None:
    question = Question.objects.create(author=a_manager("Gaëlle Martin"), title="T", text=HOSTILE)
    Question.objects.create(title="Masquée", text="Rien", hidden_at=timezone.now())
    team, listing = signed_in("team"), reverse("wagtailsnippets_espace_question:list")

    page = team.get(listing)
    form = team.get(reverse("wagtailsnippets_espace_question:edit", args=(question.pk,)))
    hidden = team.get(f"{listing}?hidden=oui")

    assert "Gaëlle Martin" in text_of(page)
    for each in (page, form):
        assert "<script>alert(1)</script>" in text_of(each)
        assert b"<script>alert(1)" not in each.content
    assert "Gaëlle Martin" not in text_of(hidden)


def test_the_log_names_nobody() -> None:
    author = a_manager("Gaëlle Martin")
    question = a_question(author, "La question de Camille")

    moderate(question, is_hidden="on", hidden_reason="À cause de Camille")

    for entry in ModelLogEntry.objects.filter(object_id=str(question.pk)):
        assert "Camille" not in f"{entry.label} {entry.data}"
