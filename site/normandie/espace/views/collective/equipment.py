"""The pooled equipment: what there is, when it is free, asking for it, saying that it is broken."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils import timezone

from core.text.french import capitalised
from events.search.periods import month_after, month_name, read_month
from normandie.equipment.calendar import stretches, weeks_of
from normandie.equipment.models import EquipmentKit, Loan
from normandie.equipment.services.loans import ask, report_breakdown
from normandie.espace.access import ManagerView
from normandie.espace.forms.equipment import BreakdownForm, LoanForm

from .frame import CollectiveFormView, CollectiveView

MONTHS = 12  # whose days are shown, the current one first


class EquipmentView(CollectiveView):
    """What exists, and the loans that wait for something of my places."""

    template_name = "espace/equipment/home.html"

    def get(self, request: HttpRequest) -> HttpResponse:
        loans = Loan.objects.concerning(self.places).standing().with_names()
        kits = EquipmentKit.objects.in_the_network().with_situation()
        return self.render(loans=loans, **self.page_of(kits))


class PastLoansView(CollectiveView):
    """The loans of my places that are over, the last one first."""

    template_name = "espace/equipment/past.html"

    def get(self, request: HttpRequest) -> HttpResponse:
        return self.render(
            **self.page_of(Loan.objects.borrowed_by(self.places).over().with_names())
        )


class KitMixin(ManagerView):
    """A page about one kit, ``kit`` of the address; a retired one is not found."""

    kit: EquipmentKit

    def find(self, **kwargs: Any) -> None:
        super().find(**kwargs)
        kits = EquipmentKit.objects.in_the_network().with_situation().with_photos()
        self.kit = get_object_or_404(kits, pk=kwargs["kit"])

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(kit=self.kit, **kwargs)


class KitView(KitMixin, CollectiveView):
    """What it holds, where it is, and its days of a month, « ?mois=2026-12 »."""

    template_name = "espace/equipment/kit.html"

    def get(self, request: HttpRequest, **kwargs: Any) -> HttpResponse:
        today = timezone.localdate()
        months = [month_after(today, number) for number in range(MONTHS)]
        asked = read_month(request.GET.get("mois", ""))
        month = asked if asked in months else months[0]
        return self.render(
            stretches=stretches(self.kit, today),
            weeks=weeks_of(self.kit, month, today),
            month=capitalised(month_name(month)),
            months=[
                {"value": f"{each:%Y-%m}", "label": month_name(each), "selected": each == month}
                for each in months
            ],
        )


class AskView(KitMixin, CollectiveFormView):
    template_name = "espace/equipment/ask.html"
    done = "Votre demande est partie\u00a0: l’équipe de la Région vous répond par courriel."

    def get_form(self, data: Any = None) -> LoanForm:
        return LoanForm(data, kit=self.kit, places=self.places)

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        held = stretches(self.kit, timezone.localdate())
        return super().get_context_data(stretches=held, **kwargs)

    def save(self, form: LoanForm) -> str:
        place = form.cleaned_data.pop("place")
        loan = ask(form.kit, place, self.request.user, **form.cleaned_data)
        return reverse("espace:loan", args=(loan.pk,))


class BreakdownView(KitMixin, CollectiveFormView):
    """Whoever has seen that it does not work says so, at any time."""

    template_name = "espace/equipment/breakdown.html"
    done = "Merci\u00a0: l’équipe de la Région est prévenue, et ce matériel ne se demande plus."

    def get_form(self, data: Any = None) -> BreakdownForm:
        return BreakdownForm(data, kit=self.kit, places=self.places)

    def save(self, form: BreakdownForm) -> str:
        told, place = form.cleaned_data["text"], form.cleaned_data["place"]
        report_breakdown(self.kit, self.request.user, told, place.title)
        return reverse("espace:equipment_kit", args=(self.kit.pk,))
