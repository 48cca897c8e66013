"""The words that the service sorts its files by, as they are typed."""

from django import forms

from ami.models.tag import LONGEST_TAG
from core.text.cleaning import clean_line, distinct
from core.text.words import fold

MOST = 10  # at once
SUGGESTED = "tag-suggestions"  # the list that browsers complete from


class TagsForm(forms.Form):
    """One word or several, separated by commas; those that exist are suggested."""

    names = forms.CharField(
        label="Étiquette à ajouter",
        max_length=500,
        widget=forms.TextInput(attrs={"list": SUGGESTED, "autocomplete": "off"}),
        help_text="Plusieurs d’un coup\u00a0: séparez-les par des virgules. Toute l’équipe les "
        "voit, et les exports les disent\u00a0: ni nom de personne, ni santé, ni opinion.",
    )

    def clean_names(self) -> list[str]:
        names = distinct(clean_line(each) for each in self.cleaned_data["names"].split(","))
        if len(names) > MOST:
            raise forms.ValidationError(f"{MOST} étiquettes à la fois au plus.")
        for each in names:
            if not fold(each):
                raise forms.ValidationError(f"«\u00a0{each}\u00a0» n’a ni lettre ni chiffre.")
            if len(each) > LONGEST_TAG:
                raise forms.ValidationError(
                    f"«\u00a0{each[:LONGEST_TAG]}…\u00a0» est trop long\u00a0: {LONGEST_TAG} "
                    "caractères au plus."
                )
        if not names:
            raise forms.ValidationError("Écrivez au moins un mot.")
        return list(names)
