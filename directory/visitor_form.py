"""What forms open to everyone have in common: traps instead of a captcha, and lines of text."""

from typing import Any

from django import forms
from django.core.signing import BadSignature, SignatureExpired, TimestampSigner

MIN_SECONDS = 3  # nobody reads and fills in the form faster
MAX_SECONDS = 24 * 3600
MAX_TOKEN = 200  # characters

SEND_AGAIN = "Relisez votre message, puis envoyez-le à nouveau."


class MultilineField(forms.CharField):
    """Text on several lines, counted as the visitor sees it: browsers send two marks a line."""

    widget = forms.Textarea

    def to_python(self, value: Any) -> str:
        return (super().to_python(value) or "").replace("\r\n", "\n").replace("\r", "\n")


class VisitorForm(forms.Form):
    """A form that anyone may send, without account, cookie or captcha.

    Two traps take the place of a captcha (docs/decisions/0007-reports-without-captcha.md): a field
    that people do not see, and the time spent, dated by a token. ``signed_for`` names what the
    form is about: its token is good for nothing else. Shown by « layout/visitor_form.html ».
    """

    def __init__(self, *args: Any, signed_for: str, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.signer = TimestampSigner(salt=signed_for)
        self.token = self.signer.sign("form")

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
            trap = "l’envoi était très rapide." if self._is_younger(token, MIN_SECONDS) else ""
        if self.data.get("website"):
            trap = (
                "un champ caché a été rempli, sans doute par votre navigateur. Nous l’avons vidé."
            )
        if trap and not self.errors:
            raise forms.ValidationError(
                f"Votre message n’est pas encore parti : {trap} {SEND_AGAIN}"
            )

    def _is_younger(self, token: str, seconds: int) -> bool:
        try:
            self.signer.unsign(token, max_age=seconds)
        except SignatureExpired:
            return False
        return True

    @property
    def notices(self) -> list[str]:
        """What is wrong with the sending as a whole."""
        return [str(error) for error in self.non_field_errors()]

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
        field = self[name]
        return field.subwidgets[0].id_for_label if field.use_fieldset else field.id_for_label
