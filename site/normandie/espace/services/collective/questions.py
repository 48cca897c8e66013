"""A question to all: asked, answered, resolved."""

from typing import Any

from django.db import transaction
from django.utils import timezone

from core.mail.queue import queue_mail
from normandie.espace.mails import ANSWERED, absolute
from normandie.espace.models import Answer, Question
from normandie.espace.people import manages_now, profile_of

from .mailing import preferences_url
from .writing import question_limit, remark_limit, write_once


@transaction.atomic
def ask(author: Any, *, title: str, text: str) -> Question:
    """Keep a question; who asked for the summary of the day reads of it there.

    Raises:
        LimitExceeded: *author* asked too much for now.
    """
    fields = {"title": title, "text": text}
    question, _ = write_once(Question, author, question_limit(author), fields)
    return question


@transaction.atomic
def answer(question: Question, author: Any, *, text: str) -> Answer:
    """Keep an answer and tell who asked, unless they answer themselves or want no mail.

    Raises:
        Question.DoesNotExist: who asked took it back meanwhile.
        LimitExceeded: *author* wrote too much for now.
    """
    Question.objects.standing().select_for_update().get(pk=question.pk)
    fields = {"question": question, "text": text}
    written, is_new = write_once(Answer, author, remark_limit(author), fields)
    if is_new:
        Question.objects.filter(pk=question.pk).update(last_message_at=written.written_at)
        _tell_who_asked(question, written)
    return written


def _tell_who_asked(question: Question, written: Answer) -> None:
    asked_by: Any = question.author
    if asked_by == written.author or not manages_now(asked_by):
        return
    if not asked_by.email or not profile_of(asked_by).answers_by_mail:
        return
    queue_mail(
        ANSWERED,
        about=written,
        to=[asked_by.email],
        context={
            "question": question,
            "answer": written,
            "url": absolute(question.get_absolute_url()),
            "preferences_url": preferences_url(),
        },
    )


def resolve(question: Question, resolved: bool) -> None:
    """Say that *question* has its answer, or that it waits for one again. Safe to repeat."""
    changed = Question.objects.filter(pk=question.pk, resolved_at__isnull=resolved)
    changed.update(resolved_at=timezone.now() if resolved else None)
