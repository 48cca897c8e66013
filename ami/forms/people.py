"""Forms about who opens a file: a colleague, somebody who helps, somebody who takes it over."""

import re
from datetime import date, datetime, time, timedelta
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils import timezone

from ami.forms.access import address_field
from ami.models.people import NAME_LENGTH
from core.forms.fields import MultilineField
from core.forms.visitor_form import ProblemsMixin, VisitorForm
from core.text.cleaning import clean_line
from core.text.formats import long_date

# What makes an address of a site or of a mailbox: names go into mails, which are no place for it.
ADDRESS = re.compile(r"[@/<>\\]|www\.|\w{2,}\.\w{2,}|\d{6,}", re.IGNORECASE)


class NameField(forms.CharField):
    """The name of a person or of a place, that a mail to somebody else will give."""

    def __init__(self, label: str, *, autocomplete: str = "off", **kwargs: Any) -> None:
        widget = forms.TextInput(attrs={"autocomplete": autocomplete})
        super().__init__(
            label=label,
            max_length=NAME_LENGTH,
            widget=widget,
            error_messages={"required": f"Remplissez «\u00a0{label}\u00a0»."},
            **kwargs,
        )

    def to_python(self, value: Any) -> str:
        return clean_line(super().to_python(value) or "")

    def validate(self, value: str) -> None:
        super().validate(value)
        if ADDRESS.search(value):
            raise ValidationError(
                f"Écrivez un nom seul dans «\u00a0{self.label}\u00a0», sans adresse ni numéro."
            )


class CarrierForm(ProblemsMixin, forms.Form):
    """A form inside a file, with its problems told as those of every form of the site."""

    @property
    def problems(self) -> list[dict[str, str]]:
        return super().problems + [{"label": each, "url": ""} for each in self.notices]


class ColleagueForm(CarrierForm):
    """Whom to invite, and in whose name."""

    name = NameField("Prénom et nom de la personne invitée")
    email = address_field("Son adresse électronique", autocomplete="off")
    inviter = NameField(
        "Votre prénom et votre nom", autocomplete="name", help_text="Le courriel dit qui invite."
    )


class HelperForm(CarrierForm):
    """Who helps, until when, and that the carrier gives the mandate."""

    name = NameField("Prénom et nom de la personne qui vous aide")
    organisation = NameField(
        "Où elle travaille",
        required=False,
        help_text="Par exemple l’espace public numérique (EPN) qui vous reçoit.",
    )
    email = address_field("Son adresse électronique", autocomplete="off")
    ends_on = forms.DateField(
        label="Jusqu’au",
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
        error_messages={
            "required": "Dites jusqu’à quand cette personne vous aide.",
            "invalid": "Cette date n’est pas complète\u00a0: par exemple 18/12/2026.",
        },
    )
    inviter = NameField("Votre prénom et votre nom", autocomplete="name")
    gives = forms.BooleanField(
        label="Je donne ce mandat",
        error_messages={"required": "Cochez «\u00a0Je donne ce mandat\u00a0» pour continuer."},
    )

    def __init__(self, *args: Any, latest: datetime, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.latest = latest
        last = timezone.localdate(latest)
        self.fields["ends_on"].initial = last
        self.fields["ends_on"].help_text = f"Au plus tard le {long_date(last)}."

    def clean_ends_on(self) -> date:
        day: date = self.cleaned_data["ends_on"]
        if day < timezone.localdate():
            raise ValidationError("Cette date est déjà passée.")
        if day > timezone.localdate(self.latest):
            raise ValidationError(
                f"Le mandat va au plus jusqu’au {long_date(timezone.localdate(self.latest))}."
            )
        return day

    def ends_at(self) -> datetime:
        """Return the end of the day that was typed, or the last moment where it is sooner."""
        after = datetime.combine(self.cleaned_data["ends_on"] + timedelta(days=1), time())
        return min(timezone.make_aware(after), self.latest)


class BeginForForm(VisitorForm):
    """Who helps, and whom: a draft begun for somebody else."""

    name = NameField("Votre prénom et votre nom", autocomplete="name")
    organisation = NameField(
        "Où vous travaillez",
        autocomplete="organization",
        help_text="Par exemple l’espace public numérique (EPN) de votre commune.",
    )
    email = address_field(
        "Votre adresse électronique", "Vous y recevez le lien qui vous ouvre le dossier."
    )
    carrier = address_field(
        "L’adresse électronique de la personne aidée",
        "Elle reçoit le lien de son dossier et dit si elle vous donne mandat. Elle seule dépose.",
        autocomplete="off",
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, signed_for="dossier-begin-for", **kwargs)

    def clean_carrier(self) -> str:
        carrier: str = self.cleaned_data["carrier"]
        if carrier.lower() == self.cleaned_data.get("email", "").lower():
            raise ValidationError(
                "C’est la vôtre\u00a0: la personne aidée a besoin d’une adresse à elle, où elle "
                "reçoit le lien et l’accusé de réception."
            )
        return carrier


class TakeoverForm(VisitorForm):
    """Whose file, who asks for it, and why."""

    reference = forms.CharField(
        label="Numéro du dossier, ou adresse électronique de la personne partie",
        max_length=254,
        help_text="Le numéro est sur l’accusé de réception, par exemple AMI-2026-0012. Pour un "
        "brouillon, donnez l’adresse qui l’a commencé.",
        widget=forms.TextInput(attrs={"autocomplete": "off"}),
        error_messages={"required": "Dites de quel dossier il s’agit."},
    )
    name = NameField("Votre prénom et votre nom", autocomplete="name")
    email = address_field(
        "Votre adresse électronique dans la structure",
        "Celle de la structure\u00a0: même nom de domaine (ce qui suit @) que l’adresse de la "
        "personne partie, ou une adresse qui figure dans le dossier.",
    )
    message = MultilineField(
        label="Que s’est-il passé\u00a0?",
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 4}),
        help_text="Qui est parti, et votre rôle dans la structure.",
        error_messages={"required": "Expliquez en une phrase pourquoi vous reprenez le dossier."},
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, signed_for="dossier-takeover", **kwargs)
