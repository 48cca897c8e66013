"""Forms by which staff ask an outside expert for an opinion, and put its date off."""

from datetime import date, timedelta
from typing import Any

from django import forms
from django.utils import timezone
from wagtail.admin.widgets import AdminDateInput

from ami.forms.people import ADDRESS
from ami.models import Dossier, Opinion
from ami.models.opinion import QUESTION_LENGTH
from ami.models.people import NAME_LENGTH
from ami.opinion_reading import files_to_share, parts_about_the_contact, parts_to_share
from ami.services.opinions import AskedOpinion
from core.mail.fields import EmailAddressFormField
from core.text.cleaning import clean_line
from core.text.formats import file_size, long_date

from .base import area

DAYS_TO_ANSWER, LONGEST = 21, 365
HIDDEN_LENGTH = 2000  # characters


class DueDateField(forms.DateField):
    """A day to come, a year away at most."""

    widget = AdminDateInput

    def validate(self, value: Any) -> None:
        super().validate(value)
        today = timezone.localdate()
        if not isinstance(value, date):
            return
        if value < today:
            raise forms.ValidationError("Cette date est déjà passée.")
        if value > (last := today + timedelta(days=LONGEST)):
            raise forms.ValidationError(f"Au plus tard le {long_date(last)}.")


def _line(label: str, name: str, **options: Any) -> forms.CharField:
    """Return a field of one line that proposes what was given before (« datalist » of the page)."""
    widget = forms.TextInput(attrs={"list": f"known-{name}", "autocomplete": "off"})
    return forms.CharField(label=label, max_length=NAME_LENGTH, widget=widget, **options)


class AskOpinionForm(forms.Form):
    """Of whom, what, on which parts, for when: previewed, then sent."""

    name = _line("Prénom et nom de l’expert", "names")
    organisation = _line("Sa structure", "organisations", required=False)
    email = EmailAddressFormField(
        label="Son adresse électronique",
        max_length=254,
        widget=forms.EmailInput(attrs={"list": "known-emails", "autocomplete": "off"}),
    )
    question = area(
        "Ce que vous lui demandez",
        QUESTION_LENGTH,
        help_text="L’expert le lit sur sa page, pas dans le courriel.",
    )
    due_on = DueDateField(
        label="Pour le",
        help_text="Un rappel part trois jours avant, un autre le lendemain. Le lien reste ouvert "
        "trente jours après.",
    )
    parts = forms.MultipleChoiceField(
        label="Parties à partager",
        widget=forms.CheckboxSelectMultiple,
        error_messages={"required": "Cochez au moins une partie du dossier."},
    )
    attachments = forms.MultipleChoiceField(
        label="Pièces à partager",
        required=False,
        widget=forms.CheckboxSelectMultiple,
        help_text="Elles ne sont jamais anonymisées\u00a0: ouvrez-les avant de les partager.",
    )
    is_anonymised = forms.BooleanField(
        label="Anonymiser la copie",
        required=False,
        help_text="Le nom de la structure, les personnes, adresses, courriels, téléphones et "
        "numéros connus du dossier sont remplacés. L’aperçu montre où des noms peuvent rester.",
    )
    hidden = area(
        "Autres mots à masquer",
        HIDDEN_LENGTH,
        rows=2,
        required=False,
        help_text="Un par ligne, pour une copie anonymisée\u00a0: un surnom, un sigle, un village.",
    )

    def __init__(self, *args: Any, dossier: Dossier, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["due_on"].initial = timezone.localdate() + timedelta(days=DAYS_TO_ANSWER)
        parts = [(key, part.title) for key, part in parts_to_share(dossier)]
        self._choices("parts", parts)
        contact = parts_about_the_contact(dossier)
        self.fields["parts"].initial = [key for key, _ in parts if key not in contact]
        self.shareable = {str(each.key): each for each in files_to_share(dossier)}
        self._choices(
            "attachments",
            [
                (key, f"{each.name} ({file_size(each.size)})")
                for key, each in self.shareable.items()
            ],
        )
        if not self.shareable:
            del self.fields["attachments"]

    def _choices(self, name: str, choices: list[tuple[str, str]]) -> None:
        self.fields[name].choices = choices  # type: ignore[attr-defined]

    def clean_name(self) -> str:
        return _only_a_name(self.cleaned_data["name"])

    def clean_organisation(self) -> str:
        return clean_line(self.cleaned_data["organisation"])

    def clean(self) -> dict[str, Any]:
        given: dict[str, Any] = super().clean() or {}
        if given.get("hidden") and not given.get("is_anonymised"):
            self.add_error(
                "hidden", "Cochez «\u00a0Anonymiser la copie\u00a0», ou effacez ces mots."
            )
        return given

    def asked(self) -> AskedOpinion:
        """Return what the valid form asks."""
        given = self.cleaned_data
        chosen = given.get("attachments", ())
        return AskedOpinion(
            name=given["name"],
            organisation=given["organisation"],
            email=given["email"],
            question=given["question"],
            due_on=given["due_on"],
            parts=given["parts"],
            attachments=[self.shareable[key] for key in self.shareable if key in chosen],
            is_anonymised=given["is_anonymised"],
            hidden=given["hidden"].splitlines(),
        )


def _only_a_name(text: str) -> str:
    if ADDRESS.search(text):
        raise forms.ValidationError("Écrivez un nom seul, sans adresse ni numéro.")
    return clean_line(text)


class ExtendOpinionForm(forms.Form):
    """A later date; the same sends the link again."""

    due_on = DueDateField(
        label="Pour le",
        help_text="L’expert reçoit un nouveau lien\u00a0: laissez la date telle quelle pour le "
        "lui renvoyer seulement.",
    )

    def __init__(self, *args: Any, opinion: Opinion, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["due_on"].initial = max(opinion.due_on, timezone.localdate())


class RevokeOpinionForm(forms.Form):
    """Nothing is asked: a button alone."""
