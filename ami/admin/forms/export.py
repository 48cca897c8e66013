"""What staff choose of an export."""

from typing import Any

from django import forms

from ami.exports.table import Selection
from ami.kinds import DRAFT, state_labels
from ami.models import CallPage

XLSX, CSV, JSON, ZIP = "xlsx", "csv", "json", "zip"
FORMATS = (
    (XLSX, "Tableur (XLSX)"),
    (CSV, "Texte (CSV)"),
    (JSON, "Pour un programme (JSON)"),
    (ZIP, "Pièces jointes (ZIP)"),
)
BY_FILE, BY_PROJECT = "dossier", "projet"
LINES = ((BY_FILE, "Une ligne par dossier"), (BY_PROJECT, "Une ligne par projet"))


def state_choices() -> list[tuple[str, str]]:
    """Return the states of every kind of call, without the draft, as staff read them."""
    return [(value, label) for value, label in state_labels().items() if value != DRAFT]


class ExportForm(forms.Form):
    call = forms.ModelChoiceField(
        CallPage.objects.by_opening(),
        label="Appel",
        empty_label=None,
        to_field_name="slug",
    )
    states = forms.MultipleChoiceField(
        label="États",
        choices=state_choices,
        required=False,
        widget=forms.CheckboxSelectMultiple,
        help_text="Rien de coché\u00a0: tous les dossiers déposés.",
    )
    format = forms.ChoiceField(
        label="Fichier", choices=FORMATS, initial=XLSX, widget=forms.RadioSelect
    )
    lines = forms.ChoiceField(
        label="Lignes du tableau", choices=LINES, initial=BY_FILE, widget=forms.RadioSelect
    )
    with_contacts = forms.BooleanField(
        label="Avec la personne à qui écrire",
        required=False,
        help_text="Nom, fonction, courriel et téléphone\u00a0: seulement s’il faut écrire ou "
        "appeler. Effacez le fichier quand c’est fait.",
    )
    with_readings = forms.BooleanField(
        label="Avec les lectures",
        required=False,
        help_text="Ce que chaque personne dit du dossier par la grille de l’appel, avec son nom. "
        "C’est pour le service\u00a0: ne transmettez pas ce fichier.",
    )

    def selection(self) -> Selection:
        given: dict[str, Any] = self.cleaned_data
        return Selection(
            given["call"],
            tuple(given["states"]),
            by_project=given["lines"] == BY_PROJECT,
            with_contacts=given["with_contacts"],
            with_readings=given["with_readings"],
        )
