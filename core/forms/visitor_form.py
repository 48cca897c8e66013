"""A form that anyone may send: traps instead of a captcha, patience instead of refusal."""

import secrets
from typing import Any, cast

from django import forms
from django.core.signing import BadSignature, SignatureExpired, TimestampSigner
from django.forms.utils import ErrorDict
from django.utils.crypto import salted_hmac
from django.utils.datastructures import MultiValueDict


class ProblemsMixin:
    """A form whose errors « layout/form_problems.html » lists, each with a link to its field."""

    fields: dict[str, Any]
    errors: ErrorDict

    @property
    def notices(self) -> list[str]:
        """What is wrong with the sending as a whole."""
        return [str(error) for error in self.non_field_errors()]  # type: ignore[attr-defined]

    @property
    def problems(self) -> list[dict[str, str]]:
        """What to correct, each with the address of its field."""
        return [
            {"label": str(error), "url": f"#{self._target(name)}"}
            for name in self.fields
            for error in self.errors.get(name, ())
        ]

    def _target(self, name: str) -> str:
        """Return the id of the first input of a field: where the summary of errors leads."""
        field = self[name]  # type: ignore[index]
        return str(field.subwidgets[0].id_for_label if field.use_fieldset else field.id_for_label)


MIN_SECONDS = 3  # nobody reads and fills in the form faster
MAX_SECONDS = 24 * 3600
MAX_TOKEN = 200  # characters
PATIENCE = 10  # seconds that one waits when everyone writes at once
NOT_TYPED = {"token", "ticket", "website"}

SEND_AGAIN = "Relisez votre message, puis envoyez-le à nouveau."


class VisitorForm(ProblemsMixin, forms.Form):
    """A form that anyone may send, without account, cookie or captcha.

    Two traps take the place of a captcha (docs/decisions/0007-reports-without-captcha.md): a field
    that people do not see, and the time spent, dated by a token. ``signed_for`` names what the
    form is about: its token is good for nothing else. Shown by « layout/visitor_form.html ».
    """

    def __init__(self, *args: Any, signed_for: str, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.signer = TimestampSigner(salt=signed_for)
        self.ticket_signer = TimestampSigner(salt=f"{signed_for}-ticket")
        self.token = self.signer.sign(secrets.token_urlsafe(12))
        self.ticket = ""  # of who was asked to wait

    def clean(self) -> None:
        """Raise ValidationError when a trap closes; a second sending then goes through.

        What the visitor has to correct is said first, and alone.
        """
        token = self.data.get("token", "")[:MAX_TOKEN]
        try:
            self.signer.unsign(token, max_age=MAX_SECONDS)
        except BadSignature:  # too old, of another place, or forged
            trap = "ce formulaire était ouvert depuis trop longtemps."
        else:
            self.token = token  # the clock is not set back
            hasty = is_younger(self.signer, token, MIN_SECONDS)
            trap = "l’envoi était très rapide." if hasty else ""
        if self.data.get("website"):
            trap = (
                "un champ caché a été rempli, sans doute par votre navigateur. Nous l’avons vidé."
            )
        if trap and not self.errors:
            raise forms.ValidationError(
                f"Votre message n’est pas encore parti\u00a0: {trap} {SEND_AGAIN}"
            )

    @property
    def sending_key(self) -> str:
        """What tells one sending from all others: this form, opened once, with what it holds.

        The same after a double click, a reload or an answer that got lost; another one as soon as
        the visitor changes what is typed.
        """
        data = cast(MultiValueDict[str, str], self.data)
        typed = sorted((name, data.getlist(name)) for name in {*data} - NOT_TYPED)
        return salted_hmac("core.forms.sending", f"{self.token} {typed!r}").hexdigest()

    def ask_patience(self) -> None:
        """Give the ticket of who must wait; one given already for this sending keeps its date."""
        ticket = self.data.get("ticket", "")[:MAX_TOKEN]
        self.ticket = ticket if self._holds(ticket) else self.ticket_signer.sign(self.sending_key)

    @property
    def has_waited(self) -> bool:
        """Whether the visitor was asked for patience for this very sending, and had it."""
        ticket = self.data.get("ticket", "")[:MAX_TOKEN]
        return self._holds(ticket) and not is_younger(self.ticket_signer, ticket, PATIENCE)

    def _holds(self, ticket: str) -> bool:
        try:
            return self.ticket_signer.unsign(ticket, max_age=MAX_SECONDS) == self.sending_key
        except BadSignature:
            return False


def is_younger(signer: TimestampSigner, signed: str, seconds: int) -> bool:
    """Say whether *signed*, which is valid, was signed less than so many *seconds* ago."""
    try:
        signer.unsign(signed, max_age=seconds)
    except SignatureExpired:
        return False
    return True
