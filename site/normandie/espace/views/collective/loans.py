"""One loan: where it stands, what its places may do of it, its sheet to print."""

from typing import Any

from django.contrib import messages
from django.forms import BaseForm
from django.http import Http404, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse

from core.limits import HOUR, LimitExceeded, RateLimit, check_limits
from core.pages import pdf
from core.workflow import Transition
from normandie.equipment.models import Loan
from normandie.equipment.services.loans import act, possible_actions, roles_in, steps_of
from normandie.espace.access import ManagerView
from normandie.espace.forms.equipment import FORMS

from .frame import CollectiveFormView, CollectiveView

PDFS_PER_HOUR = 60  # of one person: each takes a second of a processor


class LoanMixin(ManagerView):
    """A page about one loan of the person's places, ``loan`` of the address."""

    loan: Loan

    def find(self, **kwargs: Any) -> None:
        super().find(**kwargs)
        self.loan = get_object_or_404(
            Loan.objects.concerning(self.places).with_names(), pk=kwargs["loan"]
        )

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(loan=self.loan, **kwargs)

    def actions(self) -> list[Transition]:
        return possible_actions(self.loan, roles_in(self.loan, self.places))


class LoanView(LoanMixin, CollectiveView):
    template_name = "espace/equipment/loan.html"

    def get(self, request: HttpRequest, **kwargs: Any) -> HttpResponse:
        return self.render(actions=self.actions(), steps=steps_of(self.loan))


class LoanActionView(LoanMixin, CollectiveFormView):
    """Hand over, receive, give back, give up: asked first, by whoever may do it now."""

    template_name = "espace/equipment/action.html"
    done = "C’est noté."
    transition: Transition

    def find(self, **kwargs: Any) -> None:
        super().find(**kwargs)
        named = (each for each in self.actions() if each.action == kwargs["action"])
        if (transition := next(named, None)) is None:
            raise Http404
        self.transition = transition

    def get_form(self, data: Any = None) -> BaseForm:
        return FORMS[self.transition.action](data)

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(transition=self.transition, **kwargs)

    def save(self, form: Any) -> str:
        role = next(iter(self.transition.roles & roles_in(self.loan, self.places)))
        act(self.loan, self.transition.action, role, self.request.user, **form.cleaned_data)
        return reverse("espace:loan", args=(self.loan.pk,))


class LoanSheetView(LoanMixin, CollectiveView):
    """What leaves with the kit, for two signatures: a page that one prints."""

    template_name = "espace/equipment/sheet.html"

    def get(self, request: HttpRequest, **kwargs: Any) -> HttpResponseBase:
        pdf_url = reverse("espace:loan_sheet_pdf", args=(self.loan.pk,))
        return self.render(pdf_url=pdf_url if pdf.is_available() else "")


class LoanSheetPDFView(LoanMixin, CollectiveView):
    """The same as a file; leads to the page where it cannot be made, or not so often."""

    def get(self, request: HttpRequest, **kwargs: Any) -> HttpResponseBase:
        loan, page = self.loan, redirect("espace:loan_sheet", self.loan.pk)
        if not pdf.is_available():
            messages.info(request, "Le PDF n’est pas disponible\u00a0: imprimez cette page.")
            return page
        try:
            check_limits([RateLimit("loan-pdf", PDFS_PER_HOUR, HOUR, (str(request.user.pk),))])
        except LimitExceeded:
            messages.info(
                request, "Beaucoup de PDF ont été demandés\u00a0: imprimez cette page, ou revenez."
            )
            return page
        headers = {"Content-Disposition": f'attachment; filename="{loan.number.lower()}.pdf"'}
        body = pdf.render_pdf("espace/equipment/sheet_pdf.html", {"loan": loan}, (10.5, 9.5, 8.5))
        return HttpResponse(body, content_type="application/pdf", headers=headers)
