"""The form by which a partner, or anyone, proposes an event to the network."""

from datetime import timedelta
from typing import Any

from django import forms
from django.utils import timezone

from core.forms.choices import SlugChoiceField
from core.forms.fields import MultilineField, PhoneField, WebAddressField
from core.forms.visitor_form import VisitorForm
from core.mail.fields import EmailAddressFormField
from core.validators import validate_web_address
from normandie.partners.models import PartnerPage
from normandie.partners.reading import places_to_choose

MIN_DESCRIPTION, MAX_DESCRIPTION = 20, 2000  # characters
AHEAD = timedelta(days=548)  # as far as the agenda holds dates: 18 months
AT_PLACE, LOOKS_FOR_PLACE = "lieu", "cherche"
TIMES = ["%H:%M", "%H:%M:%S", "%Hh%M", "%H h %M", "%Hh", "%H h"]


def _text(label: str, most: int, required: str = "", **kwargs: Any) -> forms.CharField:
    return forms.CharField(
        label=label,
        max_length=most,
        required=bool(required),
        error_messages={
            "required": required,
            "max_length": f"Ce texte dépasse {most} caractères\u00a0: raccourcissez-le.",
        },
        **kwargs,
    )


def _time(label: str, required: str) -> forms.TimeField:
    return forms.TimeField(
        label=label,
        input_formats=TIMES,
        widget=forms.TimeInput(format="%H:%M", attrs={"type": "time"}),
        error_messages={
            "required": required,
            "invalid": "Écrivez une heure, par exemple 14:30.",
        },
    )


class PlaceField(SlugChoiceField):
    """A place of the directory; two may bear one name, so its commune stands beside it."""

    def label_from_instance(self, obj: Any) -> str:
        return f"{obj.title}, {obj.commune.name}"


class ProposalForm(VisitorForm):
    """Who proposes, what, when and where."""

    partner = SlugChoiceField(
        queryset=PartnerPage.objects.none(),
        label="Au nom de quel partenaire\u00a0?",
        required=False,
        empty_label="Un autre organisme",
        to_field_name="slug",
        error_messages={"invalid_choice": "Choisissez un partenaire de la liste."},
    )
    organisation = _text(
        "Sinon, le nom de votre organisme",
        160,
        widget=forms.TextInput(attrs={"autocomplete": "organization"}),
    )
    email = EmailAddressFormField(
        label="Votre adresse électronique",
        max_length=254,
        help_text="Pour vous répondre, par exemple prenom.nom@exemple.fr.",
        widget=forms.EmailInput(attrs={"autocomplete": "email"}),
        error_messages={
            "required": "Écrivez l’adresse où vous répondre.",
        },
    )
    phone = PhoneField(
        label="Votre téléphone",
        required=False,
        widget=forms.TextInput(attrs={"type": "tel", "autocomplete": "tel"}),
    )
    title = _text("Titre de l’événement", 140, "Donnez un titre à l’événement.")
    description = MultilineField(
        label="Présentation",
        help_text="Ce que l’on y fait, ce que l’on en retire. "
        f"De {MIN_DESCRIPTION} à {MAX_DESCRIPTION} caractères.",
        min_length=MIN_DESCRIPTION,
        max_length=MAX_DESCRIPTION,
        widget=forms.Textarea(attrs={"rows": 6}),
        error_messages={
            "required": "Présentez l’événement en quelques phrases.",
            "min_length": f"Cette présentation est trop courte\u00a0: écrivez au moins "
            f"{MIN_DESCRIPTION} caractères.",
            "max_length": f"Cette présentation dépasse {MAX_DESCRIPTION} caractères "
            "(elle en compte %(show_value)d)\u00a0: raccourcissez-la.",
        },
    )
    audience = _text(
        "Pour quel public\u00a0?",
        200,
        "Dites à qui l’événement s’adresse.",
        help_text="Par exemple\u00a0: artisans, demandeurs d’emploi, tout public.",
    )
    day = forms.DateField(
        label="Quel jour\u00a0?",
        input_formats=["%Y-%m-%d", "%d/%m/%Y"],
        widget=forms.DateInput(format="%Y-%m-%d", attrs={"type": "date"}),
        error_messages={
            "required": "Donnez le jour de l’événement.",
            "invalid": "Écrivez une date, par exemple 12/03/2027.",
        },
    )
    start_time = _time("Heure de début", "Donnez l’heure de début.")
    end_time = _time("Heure de fin", "Donnez l’heure de fin.")
    other_days = _text(
        "Autres jours ou horaires", 300, help_text="S’il a lieu plusieurs fois, ou si vous hésitez."
    )
    where = forms.ChoiceField(
        label="Où\u00a0?",
        choices=[
            (AT_PLACE, "Dans un lieu du réseau"),
            (LOOKS_FOR_PLACE, "Je cherche un lieu pour l’accueillir"),
        ],
        widget=forms.RadioSelect,
        error_messages={
            "required": "Dites où l’événement a lieu, ou que vous cherchez un lieu.",
            "invalid_choice": "Choisissez une des deux réponses.",
        },
    )
    place = PlaceField(
        queryset=PartnerPage.objects.none(),
        label="Si c’est dans un lieu du réseau, lequel\u00a0?",
        required=False,
        empty_label="Choisissez un lieu",
        to_field_name="slug",
        help_text="Un lieu qui est d’accord, ou que vous aimeriez.",
        error_messages={"invalid_choice": "Choisissez un lieu de la liste."},
    )
    territory = _text(
        "Si vous cherchez un lieu, autour de quelle commune, dans quel territoire\u00a0?",
        160,
    )
    price = _text(
        "Prix pour le public",
        120,
        "Dites le prix, ou «\u00a0gratuit\u00a0».",
        help_text="Par exemple\u00a0: gratuit, 5\u00a0€ la séance.",
    )
    link = WebAddressField(
        label="Page qui le présente",
        required=False,
        max_length=500,
        validators=[validate_web_address],
        widget=forms.URLInput(attrs={"type": "text", "inputmode": "url"}),
        help_text="Son adresse, par exemple www.exemple.fr/atelier.",
        error_messages={"invalid": "Cette adresse de page n’est pas complète."},
    )

    def __init__(self, *args: Any, partners: Any, **kwargs: Any) -> None:
        super().__init__(*args, signed_for="event-proposal", **kwargs)
        self.fields["partner"].queryset = partners
        self.fields["place"].queryset = places_to_choose()

    def clean_day(self) -> Any:
        day, today = self.cleaned_data["day"], timezone.localdate()
        if day < today:
            raise forms.ValidationError("Ce jour est déjà passé.")
        if day > today + AHEAD:
            raise forms.ValidationError("Ce jour est trop loin\u00a0: dix-huit mois au plus.")
        return day

    def clean(self) -> None:
        """Have each answer stand with the others; what another answer makes useless is left."""
        given = self.cleaned_data
        if partner := given.get("partner"):
            given["organisation"] = partner.title[:160]
        elif not given.get("organisation") and "partner" not in self.errors:
            self.add_error("organisation", "Écrivez le nom de votre organisme.")
        start, end = given.get("start_time"), given.get("end_time")
        if start and start == end:
            self.add_error("end_time", "La fin est à la même heure que le début.")
        self._clean_where(given)
        super().clean()

    def _clean_where(self, given: dict[str, Any]) -> None:
        where = given.pop("where", "")
        if where == AT_PLACE:
            given["territory"] = ""
            if not given.get("place") and "place" not in self.errors:
                self.add_error("place", "Choisissez le lieu dans la liste.")
        elif where == LOOKS_FOR_PLACE:
            given["place"] = None
            if not given.get("territory") and "territory" not in self.errors:
                self.add_error("territory", "Écrivez une commune ou un territoire.")
