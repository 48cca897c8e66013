"""What staff give to publish the subventions of a year."""

from typing import Any

from django import forms
from django.core.exceptions import ValidationError

from normandie.funding.scdl import MOST_BYTES


class SubventionsForm(forms.Form):
    """A file of the schema, tried first; or a year to take away. ``content`` is what was read."""

    file = forms.FileField(
        label="Fichier CSV",
        required=False,
        help_text="Au schéma national «\u00a0subventions\u00a0» (SCDL), en UTF-8, "
        f"{MOST_BYTES // 1_000_000}\u00a0Mo au plus. Il remplace tout ce qui est publié des années "
        "qu’il contient.",
    )
    no_person = forms.BooleanField(
        label="Aucun bénéficiaire n’est une personne physique",
        required=False,
        help_text="Ni une entreprise individuelle\u00a0: le numéro SIRET ne le dit pas. À vérifier "
        "avant de publier.",
    )
    dry_run = forms.BooleanField(
        label="Essayer seulement",
        required=False,
        initial=True,
        help_text="Dit ce qui serait fait, sans rien écrire.",
    )
    withdrawn = forms.TypedChoiceField(
        label="Ou retirer une année", required=False, coerce=int, empty_value=None
    )

    def __init__(self, *args: Any, years: list[int], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        choices = [(year, str(year)) for year in years]
        self.fields["withdrawn"].choices = [("", "Aucune"), *choices]  # type: ignore[attr-defined]

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        if self.errors:
            return cleaned
        file, year = cleaned["file"], cleaned["withdrawn"]
        if bool(file) == (year is not None):
            raise ValidationError("Donnez un fichier, ou choisissez une année à retirer.")
        if file and file.size > MOST_BYTES:
            raise ValidationError({"file": "Ce fichier est trop lourd."})
        if file and not cleaned["dry_run"] and not cleaned["no_person"]:
            raise ValidationError({"no_person": "Cochez cette case pour publier."})
        if file:
            cleaned["content"] = file.read()
        return cleaned
