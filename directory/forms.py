"""Forms of the public pages."""

from typing import Any

from django import forms
from django.core.signing import BadSignature, SignatureExpired, TimestampSigner
from django.core.validators import MinLengthValidator

from directory.models import ErrorReport

MIN_MESSAGE, MAX_MESSAGE = 10, 2000  # characters
MIN_SECONDS = 3  # nobody reads and fills in the form faster
MAX_SECONDS = 24 * 3600
MAX_TOKEN = 200  # characters

SEND_AGAIN = "Relisez votre message, puis envoyez-le à nouveau."


class MultilineField(forms.CharField):
    """Text on several lines, counted as the visitor sees it: browsers send two marks a line."""

    widget = forms.Textarea

    def to_python(self, value: Any) -> str:
        return (super().to_python(value) or "").replace("\r\n", "\n").replace("\r", "\n")


class ReportForm(forms.Form):
    """What a visitor tells of the sheet of a place.

    Two traps take the place of a captcha (docs/decisions/0007-reports-without-captcha.md): a field
    that people do not see, and the time spent, dated by a token signed for this place alone.
    """

    subject = forms.ChoiceField(
        label="Qu’est-ce qui ne va pas ?",
        choices=ErrorReport.Subject.choices,
        widget=forms.RadioSelect,
        error_messages={
            "required": "Choisissez ce qui ne va pas.",
            "invalid_choice": "Choisissez une des réponses proposées.",
        },
    )
    message = MultilineField(
        label="Votre message",
        help_text="Dites ce qui est faux et, si vous le savez, ce qui est juste. "
        f"De {MIN_MESSAGE} à {MAX_MESSAGE} caractères.",
        max_length=MAX_MESSAGE,
        widget=forms.Textarea(attrs={"rows": 6}),
        validators=[
            MinLengthValidator(
                MIN_MESSAGE,
                f"Votre message est trop court : écrivez au moins {MIN_MESSAGE} caractères.",
            )
        ],
        error_messages={
            "required": "Écrivez ce qui est faux sur cette fiche.",
            "max_length": f"Votre message dépasse {MAX_MESSAGE} caractères "
            "(il en compte %(show_value)d) : raccourcissez-le.",
        },
    )
    email = forms.EmailField(
        label="Votre adresse électronique",
        required=False,
        help_text="Seulement si vous voulez une réponse, par exemple prenom.nom@exemple.fr. "
        "Seule l’équipe du réseau la lit. Elle est effacée avec votre message, un an après "
        "l’envoi au plus tard.",
        widget=forms.EmailInput(attrs={"autocomplete": "email"}),
        error_messages={
            "invalid": "Cette adresse n’est pas complète : elle s’écrit comme "
            "prenom.nom@exemple.fr.",
        },
    )

    def __init__(self, *args: Any, place_id: int, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.signer = TimestampSigner(salt=f"report-{place_id}")
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
