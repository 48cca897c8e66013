"""What staff choose of an export."""

from typing import Any

from django import forms

from ami.exports.formats import CSV, JSON, PDF, XLSX, ZIP
from ami.exports.table import Selection
from ami.kinds import DRAFT, state_labels
from ami.models import CallPage
from ami.models.dossier import DossierQuerySet
from ami.permissions import may_take_notes
from core.pages import pdf

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


def format_choices() -> list[tuple[str, str]]:
    """Return the formats that this machine can make."""
    whole = (PDF, "Dossiers entiers, à lire ou à imprimer (PDF)")
    return [*FORMATS, whole] if pdf.is_available() else [*FORMATS]


class ExportForm(forms.Form):
    """What to take of files that are chosen already."""

    format = forms.ChoiceField(
        label="Fichier", choices=format_choices, initial=XLSX, widget=forms.RadioSelect
    )
    lines = forms.ChoiceField(
        label="Lignes du tableau", choices=LINES, initial=BY_FILE, widget=forms.RadioSelect
    )
    with_contacts = forms.BooleanField(
        label="Avec la personne à qui écrire",
        required=False,
        help_text="Pour un tableau. Nom, fonction, courriel et téléphone\u00a0: seulement s’il "
        "faut écrire ou appeler. Effacez le fichier quand c’est fait.",
    )
    with_readings = forms.BooleanField(
        label="Avec les lectures",
        required=False,
        help_text="Pour un tableau. Ce que chaque personne dit du dossier par la grille de "
        "l’appel, avec son nom. C’est pour le service\u00a0: ne transmettez pas ce fichier.",
    )
    with_notes = forms.BooleanField(
        label="Avec les notes internes",
        required=False,
        help_text="Pour un PDF. Notes du service et comptes rendus des rencontres\u00a0: ne donnez "
        "pas ce fichier à un porteur.",
    )

    def __init__(self, *args: Any, user: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.reader = user
        if not may_take_notes(user):
            del self.fields["with_notes"]

    def selection(self, call: CallPage | None, **which: Any) -> Selection:
        """Return the files of *call*, narrowed by *which* fields of a ``Selection``."""
        given = self.cleaned_data
        return Selection(
            call,
            self.reader,
            by_project=given["lines"] == BY_PROJECT,
            with_contacts=given["with_contacts"],
            with_readings=given["with_readings"],
            with_notes=given.get("with_notes", False),
            **which,
        )


class CallExportForm(ExportForm):
    """The files of a call, in some states, and what to take of them."""

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
    field_order = ["call", "states"]

    def __init__(self, *args: Any, user: Any, **kwargs: Any) -> None:
        super().__init__(*args, user=user, **kwargs)
        calls: Any = self.fields["call"]
        calls.queryset = CallPage.objects.with_files_for(user).by_opening()

    def chosen(self) -> Selection:
        given = self.cleaned_data
        return self.selection(given["call"], states=tuple(given["states"]))


class QueueExportForm(ExportForm):
    """What to take of the files that the filters of the queue keep."""

    def __init__(self, *args: Any, dossiers: DossierQuerySet, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.dossiers = dossiers

    def chosen(self) -> Selection:
        return self.selection(None, chosen=self.dossiers)
