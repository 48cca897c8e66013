"""What staff choose of an export."""

from typing import Any

from django import forms

from ami.exports.table import Selection
from ami.kinds import DRAFT, kinds
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
    return list(
        {
            value: state.label
            for kind in kinds()
            for value, state in kind.states.items()
            if value != DRAFT
        }.items()
    )


class ExportForm(forms.Form):
    call: forms.ModelChoiceField[Any] = forms.ModelChoiceField(
        None,
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

    def __init__(self, *args: Any, reader: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.reader = reader
        calls: Any = self.fields["call"]
        calls.queryset = CallPage.objects.with_files_for(reader).by_opening()

    def selection(self) -> Selection:
        given: dict[str, Any] = self.cleaned_data
        return Selection(
            given["call"],
            self.reader,
            tuple(given["states"]),
            by_project=given["lines"] == BY_PROJECT,
            with_contacts=given["with_contacts"],
        )
