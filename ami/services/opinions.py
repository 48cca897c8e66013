"""Opinions asked of outside experts: asked, put off, withdrawn by staff; given or declined by them.

None of it changes the state of a file: these are rows of their own, as notes and messages are.
"""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date
from typing import Any
from urllib.parse import urljoin
from uuid import uuid4

from django.conf import settings
from django.db import transaction
from django.urls import reverse
from django.utils import timezone

from ami.anonymising import Anonymiser
from ami.mails import (
    OPINION_ANSWERED,
    OPINION_ASKED,
    OPINION_EXTENDED,
    OPINION_REMINDER,
    OPINION_REVOKED,
)
from ami.models import Attachment, Dossier, Opinion
from ami.opinion_reading import Shared, digest_of, identity_of, share
from ami.services.opening import BROWSER_LASTS
from ami.services.telling import tell_agent, tell_service
from core.mail.kinds import MailKind
from core.mail.queue import queue_mail, withdraw_mails
from core.tokens import find_by_token, issue_token, revoke_tokens
from core.workflow import Actor, WorkflowError

LINK, BROWSER = "avis", "avis-browser"  # purposes of its secrets
MOST_AWAITED = 20  # of one file at once
TO_THE_EXPERT = (OPINION_ASKED, OPINION_EXTENDED, OPINION_REMINDER)  # mails with a link


class NotUnderReview(WorkflowError):
    message = "Ce dossier n’est plus à l’étude\u00a0: aucun avis ne peut être demandé."


class AlreadyAsked(WorkflowError):
    message = "Un avis est déjà attendu de cette adresse sur ce dossier."


class TooManyAwaited(WorkflowError):
    message = f"{MOST_AWAITED} avis sont déjà attendus sur ce dossier\u00a0: retirez-en d’abord."


class SharedHasChanged(WorkflowError):
    message = "Le dossier a changé depuis l’aperçu\u00a0: relisez-le, puis envoyez."


class NotAwaited(WorkflowError):
    message = "Cet avis n’est plus attendu\u00a0: il est rendu, décliné ou retiré."


@dataclass(frozen=True)
class AskedOpinion:
    """What staff ask, and of whom; *parts* by ``part_key``, *hidden* what to take out besides."""

    name: str
    email: str
    question: str
    due_on: date
    organisation: str = ""
    parts: Collection[str] = ()
    attachments: Collection[Attachment] = ()
    is_anonymised: bool = False
    hidden: Collection[str] = ()


def anonymiser_for(dossier: Dossier, asked: AskedOpinion) -> Anonymiser | None:
    return Anonymiser(identity_of(dossier, asked.hidden)) if asked.is_anonymised else None


def shared_with(dossier: Dossier, asked: AskedOpinion) -> Shared:
    """Return what the expert would read of *dossier*."""
    return share(dossier, asked.parts, anonymiser_for(dossier, asked))


@transaction.atomic
def ask_opinion(dossier: Dossier, asked: AskedOpinion, actor: Actor, *, seen: str) -> Opinion:
    """Keep what is asked with what is shared, and write to the expert their link.

    Args:
        seen: ``digest_of`` what staff read before they sent it.

    Raises:
        SharedHasChanged: a completion came meanwhile. Nothing is written, here and below.
        NotUnderReview, AlreadyAsked, TooManyAwaited: as they say.
    """
    dossier = Dossier.objects.select_for_update(of=("self",)).get(pk=dossier.pk)
    if not dossier.state_words.awaits_answer:
        raise NotUnderReview
    awaited = dossier.opinions.filter(state=Opinion.State.ASKED)
    if awaited.filter(email__iexact=asked.email).exists():
        raise AlreadyAsked
    if awaited.count() >= MOST_AWAITED:
        raise TooManyAwaited
    shared = shared_with(dossier, asked)
    if digest_of(shared) != seen:
        raise SharedHasChanged
    opinion = Opinion.objects.create(
        dossier=dossier,
        name=asked.name,
        organisation=asked.organisation,
        email=asked.email.lower(),
        question=asked.question,
        is_anonymised=asked.is_anonymised,
        shared=shared,
        due_on=asked.due_on,
        asked_by=actor.user,
    )
    opinion.attachments.set(asked.attachments)
    write_link(opinion, OPINION_ASKED)
    return opinion


@transaction.atomic
def extend_opinion(opinion: Opinion, due_on: date) -> None:
    """Put the date off to *due_on*, or keep it, and write to the expert a new link.

    Raises:
        NotAwaited: it is answered or withdrawn, or its file is no longer under review.
    """
    opinion = _locked(opinion)
    if not opinion.is_awaited:
        raise NotAwaited
    if due_on != opinion.due_on:
        opinion.due_on, opinion.extended_at = due_on, timezone.now()
        opinion.save(update_fields=["due_on", "extended_at"])
    write_link(opinion, OPINION_EXTENDED, occasion=uuid4().hex)


@transaction.atomic
def revoke_opinion(opinion: Opinion, user: Any) -> None:
    """Close every link and browser of the expert at once, and tell them if they were written to.

    Raises:
        NotAwaited: it is answered. One that is withdrawn already is no error.
    """
    opinion = _locked(opinion)
    if opinion.state == Opinion.State.REVOKED:
        return
    if opinion.state != Opinion.State.ASKED:
        raise NotAwaited
    revoke_tokens(opinion)
    opinion.state, opinion.revoked_at, opinion.revoked_by = (
        Opinion.State.REVOKED,
        timezone.now(),
        user,
    )
    opinion.save(update_fields=["state", "revoked_at", "revoked_by"])
    if not _withdraw_links(opinion):
        context = {"call": opinion.dossier.call}
        queue_mail(OPINION_REVOKED, about=opinion, to=[opinion.email], context=context)


def write_link(opinion: Opinion, kind: MailKind, occasion: str = "", **context: Any) -> None:
    """Write to the expert a mail of *kind* with a new link."""
    path = reverse("opinion_link", args=[issue_token(LINK, opinion)])
    known = {
        "opinion": opinion,
        "call": opinion.dossier.call,
        "url": urljoin(settings.WAGTAILADMIN_BASE_URL, path),
    }
    queue_mail(kind, about=opinion, to=[opinion.email], context=known | context, occasion=occasion)


# What the expert does.


@transaction.atomic
def open_opinion(secret: str) -> Opinion | None:
    """Return the opinion that the link opens; None for one that is wrong, withdrawn or over."""
    opinion = find_by_token(LINK, Opinion, secret)
    if opinion is None or not opinion.may_be_opened:
        return None
    if opinion.opened_at is None:
        opinion.opened_at = timezone.now()
        opinion.save(update_fields=["opened_at"])
    return opinion


def let_expert_in(opinion: Opinion) -> str:
    """Return a secret for the browser that has opened the link."""
    return issue_token(BROWSER, opinion, lasting=BROWSER_LASTS)


def opinion_of_browser(secret: str) -> Opinion | None:
    opinion = find_by_token(BROWSER, Opinion, secret)
    return opinion if opinion and opinion.may_be_opened else None


def give_opinion(opinion: Opinion, verdict: str, text: str) -> None:
    """Keep the opinion, and tell who follows the file; what is answered already stays as it is.

    Raises:
        NotAwaited: it was withdrawn meanwhile, or the file is no longer under review.
    """
    _answer(opinion, Opinion.State.GIVEN, text, verdict)


def decline_opinion(opinion: Opinion, reason: str) -> None:
    """Keep why the expert gives no opinion, as ``give_opinion`` does."""
    _answer(opinion, Opinion.State.DECLINED, reason)


@transaction.atomic
def _answer(opinion: Opinion, state: Opinion.State, text: str, verdict: str = "") -> None:
    opinion = _locked(opinion)
    if opinion.is_answered:
        return
    if not opinion.may_be_opened:
        raise NotAwaited
    opinion.state, opinion.verdict, opinion.text = state, verdict, text
    opinion.answered_at = timezone.now()
    opinion.save(update_fields=["state", "verdict", "text", "answered_at"])
    _withdraw_links(opinion)
    dossier, reviewer = opinion.dossier, opinion.dossier.reviewer
    context, occasion = {"is_given": state == Opinion.State.GIVEN}, f"avis {opinion.pk}"
    if reviewer and reviewer.is_active and reviewer.email:
        tell_agent(reviewer, dossier, OPINION_ANSWERED, context, occasion)
    else:
        tell_service(dossier, OPINION_ANSWERED, context, occasion)


def _withdraw_links(opinion: Opinion) -> bool:
    """Erase the mails to the expert that wait still; return whether none has left."""
    withdrawn = [withdraw_mails(kind, opinion) for kind in TO_THE_EXPERT]
    return all(withdrawn)


def _locked(opinion: Opinion) -> Opinion:
    rows = Opinion.objects.select_for_update(of=("self",)).select_related("dossier__call")
    return rows.get(pk=opinion.pk)
