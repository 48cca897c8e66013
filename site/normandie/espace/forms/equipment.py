"""What managers type to borrow the pooled equipment, and of what becomes of it."""

from typing import Any

from django import forms
from django.utils import timezone

from core.forms.visitor_form import ProblemsMixin
from core.text.formats import counted, long_date
from directory.models import PlacePage
from normandie.equipment.models import EquipmentKit, Loan
from normandie.equipment.services.loans import AHEAD

from .collective import text_field


class DayField(forms.DateField):
    """A day, as browsers pick one, or « 24/12/2026 »."""

    def __init__(self, **options: Any) -> None:
        super().__init__(
            widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
            input_formats=["%Y-%m-%d", "%d/%m/%Y"],
            error_messages={
                "required": "Dites quel jour.",
                "invalid": "Ce jour ne se lit pas\u00a0: écrivez-le comme 24/12/2026.",
            },
            **options,
        )


class OwnPlaceForm(ProblemsMixin, forms.Form):
    """A form about one of the places that the person manages."""

    place = forms.ModelChoiceField(
        label="Pour quel lieu",
        queryset=PlacePage.objects.none(),
        error_messages={
            "required": "Choisissez un de vos lieux.",
            "invalid_choice": "Choisissez un de vos lieux.",
        },
    )

    def __init__(self, data: Any, *, places: list[PlacePage]) -> None:
        super().__init__(data)
        field: Any = self.fields["place"]
        field.queryset = PlacePage.objects.filter(pk__in=[place.pk for place in places]).by_name()
        field.empty_label = None
        if len(places) == 1:
            field.initial = places[0].pk


class OfferForm(OwnPlaceForm):
    message = text_field(
        "Ce qui vous intéresse, ce que votre lieu peut apporter",
        1000,
        required=False,
        help_text="L’équipe de la Région le lit. Effacé un an après la fin de l’expérimentation.",
    )


class LoanForm(OwnPlaceForm):
    """A request, for some days."""

    first_day = DayField(label="Premier jour")
    last_day = DayField(
        label="Dernier jour",
        help_text="Comptez les jours de transport\u00a0: le matériel n’est promis à personne "
        "d’autre entre ces deux jours, tous deux compris.",
    )
    workshop = forms.CharField(
        label="Pour quel atelier",
        max_length=200,
        error_messages={"required": "Dites ce que vous ferez de ce matériel."},
    )
    remark = text_field(
        "Une remarque",
        1000,
        required=False,
        help_text="L’équipe de la Région et le lieu qui vous remet le matériel la lisent.",
    )

    def __init__(self, data: Any, *, kit: EquipmentKit, places: list[PlacePage]) -> None:
        super().__init__(data, places=places)
        self.kit = kit

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        first, last, today = cleaned.get("first_day"), cleaned.get("last_day"), timezone.localdate()
        if first and first < today:
            self.add_error("first_day", "Ce jour est passé.")
        if not first or not last:
            return cleaned
        if last < first:
            self.add_error("last_day", "Ce jour est avant le premier.")
        elif (last - first).days >= self.kit.longest_days:
            longest = counted(self.kit.longest_days, "jour")
            self.add_error("last_day", f"Ce matériel se prête {longest} au plus.")
        elif last > today + AHEAD:
            furthest = long_date(today + AHEAD)
            self.add_error("last_day", f"Trop loin\u00a0: demandez jusqu’au {furthest}.")
        return cleaned


class BreakdownForm(OwnPlaceForm):
    text = text_field(
        "Ce qui ne va pas",
        1000,
        help_text="L’équipe de la Région et les lieux qui attendent ce matériel le lisent.",
    )

    def __init__(self, data: Any, *, kit: EquipmentKit, places: list[PlacePage]) -> None:
        super().__init__(data, places=places)
        field: Any = self.fields["place"]
        field.label = "Votre lieu"
        if any(place.pk == kit.place_id for place in places):
            field.initial = kit.place_id  # they have it in their hands


class ConditionForm(ProblemsMixin, forms.Form):
    """In what condition the kit changes hands."""

    condition = forms.ChoiceField(
        label="Dans quel état est-il",
        choices=Loan.Condition.choices,
        widget=forms.RadioSelect,
        error_messages={"required": "Dites dans quel état est le matériel."},
    )
    remark = text_field(
        "Remarque",
        1000,
        required=False,
        help_text="Ce qui manque, ce qui est abîmé. Elle reste dans l’historique du prêt.",
    )


class ConfirmationForm(ProblemsMixin, forms.Form):
    """Nothing to say, but that one means it."""


# What is asked of each action: the condition, where the kit changes hands.
FORMS: dict[str, type[forms.Form]] = {
    **dict.fromkeys(("remettre", "recevoir", "rendre"), ConditionForm),
    "renoncer": ConfirmationForm,
}
