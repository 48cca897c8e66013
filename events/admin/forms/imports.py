"""Where the events of another site are read from."""

from typing import Any

from django import forms
from django.core.exceptions import ValidationError

from events.services.imports.source import SCHEMES, fetch
from events.sources import MOST_BYTES, Unreadable


class ImportForm(forms.Form):
    """A web address or a file; ``content`` is then what was read, ``source`` how it is named."""

    address = forms.CharField(
        label="Adresse du calendrier",
        required=False,
        max_length=255,
        help_text="Adresse d’un fichier iCalendar (.ics) ou d’un JSON de la forme d’OpenAgenda.",
    )
    file = forms.FileField(
        label="Ou fichier",
        required=False,
        help_text=f"Fichier .ics ou .json, {MOST_BYTES // 1000}\u00a0ko au plus.",
    )
    publish = forms.BooleanField(
        label="Publier aussitôt",
        required=False,
        help_text="Sinon, les événements attendent comme brouillons que l’équipe les relise.",
    )
    cancel_missing = forms.BooleanField(
        label="Annuler ce qui n’y est plus",
        required=False,
        initial=True,
        help_text=(
            "Les dates à venir des événements de cette source qu’elle ne contient plus sont "
            "annulées. Décochez si le fichier n’est qu’un extrait du calendrier."
        ),
    )
    dry_run = forms.BooleanField(
        label="Essayer seulement",
        required=False,
        initial=True,
        help_text="Dit ce qui serait fait, sans rien écrire.",
    )

    def __init__(self, *args: Any, may_publish: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if not may_publish:
            del self.fields["publish"]

    def clean_address(self) -> str:
        address = str(self.cleaned_data["address"]).strip()
        if address and not address.startswith(SCHEMES):  # never a file of this machine
            raise ValidationError("Une adresse commence par https://, http:// ou webcal://.")
        return address

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        if self.errors:
            return cleaned
        address, file = cleaned["address"], cleaned["file"]
        if address and not file:
            cleaned |= {"source": address, "content": self._read(address)}
        elif file and not address:
            cleaned |= {"source": file.name[:255], "content": file.read(MOST_BYTES + 1)}
        else:
            both = ", pas les deux" if file else ""
            raise ValidationError({"address": f"Donnez une adresse ou un fichier{both}."})
        return cleaned

    def _read(self, address: str) -> bytes:
        try:
            return fetch(address)
        except Unreadable as reason:
            raise ValidationError({"address": str(reason)}) from None
