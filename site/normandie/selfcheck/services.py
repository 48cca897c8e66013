"""Beginning a self-check, keeping its answers, and making a request for the label of them."""

from collections.abc import Mapping
from typing import Any

from django.db import transaction
from django.utils import timezone

from ami.definitions import FormDefinition
from ami.kinds.ami_form import STRUCTURE
from ami.kinds.label_form import ANSWERED
from ami.models import CallPage, Dossier
from ami.services.access import begin as begin_file
from ami.services.drafts import fill_in
from core.forms.sending import Sending
from core.limits import HOUR, RateLimit, mailbox_limits
from core.mail.queue import queue_mail
from core.tokens import issue_token
from directory.models import Commune, LabelRequirements
from normandie.selfcheck.mails import LINK
from normandie.selfcheck.models import SelfCheck
from normandie.selfcheck.reading import UNKNOWN

PURPOSE = "self-check"  # of the links that open one
ORIGIN = "votre autodiagnostic"
MAX_PER_HOUR = 300  # begun by everyone together, before one is asked for patience


class MailedAlready(Exception):
    """The link of the self-check was written to somebody: it is not written twice."""


def begin(sending: Sending, label: LabelRequirements, commune: Commune | None = None) -> str:
    """Begin a self-check on a version of what a label asks; return the secret that opens it.

    Raises:
        LimitExceeded: past what one connection may begin, or what everyone may.
    """
    if not SelfCheck.objects.filter(sending=sending.key).exists():
        brake = RateLimit("self-checks", MAX_PER_HOUR, HOUR, is_brake=True)
        sending.check_limits("self-check", brake)
    with transaction.atomic():
        check, _ = SelfCheck.objects.get_or_create(
            sending=sending.key, defaults={"requirements": label, "commune": commune}
        )
        return issue_token(PURPOSE, check)


@transaction.atomic
def save_answers(check: SelfCheck, typed: Mapping[str, str]) -> None:
    """Keep what was *typed* over what was there; other parts stay, whatever window wrote them."""
    kept = SelfCheck.objects.select_for_update(of=("self",)).get(pk=check.pk)
    kept.answers = kept.answers | typed
    kept.touched_at = timezone.now()
    kept.save(update_fields=["answers", "touched_at"])


def save_commune(check: SelfCheck, commune: Commune | None) -> None:
    """Keep where the place is, or that it is not said."""
    SelfCheck.objects.filter(pk=check.pk).update(commune=commune, touched_at=timezone.now())


@transaction.atomic
def mail_link(check: SelfCheck, url: str, sending: Sending, email: str) -> None:
    """Write *url*, which opens *check*, to *email*: once, and the address leaves with the mail.

    Raises:
        LimitExceeded: past what the sender may ask, or the mailbox receive.
        MailedAlready: it was written before.
    """
    sending.check_limits("self-check-link", *mailbox_limits("self-check-link", email))
    unsent = SelfCheck.objects.filter(pk=check.pk, mailed_at=None)
    if not unsent.update(mailed_at=timezone.now()):
        raise MailedAlready
    queue_mail(LINK, about=check, to=[email], context={"check": check, "url": url})


@transaction.atomic
def begin_request(check: SelfCheck, call: CallPage, sending: Sending, email: str) -> Dossier:
    """Begin a file of *call* as its own page does, with the answers of *check* already in it.

    Raises:
        LimitExceeded, NotOpen: as ``ami.services.access.begin``.
    """
    dossier = begin_file(call, sending, email)
    known: dict[str, Any] = dict.fromkeys((s.key for s in dossier.form.steps), brought(check))
    if check.commune:
        known[STRUCTURE.key] = {"commune": check.commune.key}
    fill_in(dossier, known, ORIGIN)
    return dossier


def brought(check: SelfCheck) -> dict[str, str]:
    """Return the answers that a request may take: « je ne sais pas » is not one."""
    return {key: value for key, value in check.answers.items() if value and value != UNKNOWN}


def left_out(check: SelfCheck, form: FormDefinition) -> set[str]:
    """Return the codes of the criteria that are answered and that *form* does not ask."""
    answered = {key for key in brought(check) if key.startswith(ANSWERED)}
    return {key.removeprefix(ANSWERED) for key in answered - _criteria(form)}


def unanswered(check: SelfCheck, form: FormDefinition) -> int:
    """Return how many criteria *form* asks that *check* brings no answer to."""
    return len(_criteria(form) - brought(check).keys())


def _criteria(form: FormDefinition) -> set[str]:
    """Return the keys of the criteria that *form* asks."""
    return {field.key for _, field in form.fields() if field.key.startswith(ANSWERED)}
