"""Forms of the decision on a request for a label."""

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from wagtail.admin.widgets import AdminDateInput, AdminPageChooser

from ami.services.labels import Ungrantable, grant_label, new_grant, refuse_label
from core.workflow import Actor
from directory.models import LabelGrant, PlacePage

from .base import ActionForm, area

DATES = ("granted_on", "expires_on", "committee_on", "decided_on", "convention_on", "opinion_on")
OF_THE_GRANT = (
    *("granted_on", "expires_on", "committee_on", "decision", "decided_on"),
    *("convention", "convention_on", "opinion", "opinion_on"),
)
REMEDIES = (
    "Vous pouvez demander au service de revoir cette décision, ou la contester dans les deux mois "
    "de sa réception devant le tribunal administratif, par exemple par Télérecours citoyens."
)


class AwardForm(ActionForm):
    """The place, and what the register says of the attribution."""

    place: forms.ModelChoiceField[Any] = forms.ModelChoiceField(
        PlacePage.objects.live(),
        label="Lieu",
        widget=AdminPageChooser(target_models=[PlacePage]),
        help_text="Sa fiche dans l’annuaire\u00a0: créez-la d’abord si elle n’existe pas.",
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["place"].initial = self.dossier.place_id
        self.fields |= forms.fields_for_model(
            LabelGrant, fields=OF_THE_GRANT, widgets=dict.fromkeys(DATES, AdminDateInput)
        )
        if self.dossier.requirements:
            expected = new_grant(self.dossier, self.dossier.place)
            self.fields["granted_on"].initial = expected.granted_on
        self.fields["words"] = area("Un mot pour le porteur", 2000, required=False)

    def clean(self) -> dict[str, Any]:
        given: dict[str, Any] = super().clean() or {}
        if not self.errors:
            try:
                self.grant = self._grant(given)
            except Ungrantable as refusal:
                self.add_error(None, refusal.message)
            except ValidationError as error:
                self.add_error(None, error.messages)
        return given

    def _grant(self, given: dict[str, Any]) -> LabelGrant:
        grant = new_grant(self.dossier, given["place"])
        for name in OF_THE_GRANT:
            setattr(grant, name, given[name])
        grant.full_clean()
        return grant

    def run(self, actor: Actor) -> None:
        grant_label(self.dossier, self.grant, actor, words=self.cleaned_data["words"])


class RefusalForm(ActionForm):
    """Why, and how it may be contested: both are for the carrier to read."""

    reasons = area("Les raisons", 1000, help_text="Le porteur les lira\u00a0: la loi les demande.")
    remedies = area("Les recours", 3000, initial=REMEDIES, help_text="Le porteur les lira.")

    def run(self, actor: Actor) -> None:
        given = self.cleaned_data
        refuse_label(self.dossier, actor, reasons=given["reasons"], remedies=given["remedies"])
