"""What the pages of the collective have in common: where one is, long lists, forms."""

from abc import ABC, abstractmethod
from typing import Any

from django.contrib import messages
from django.core.paginator import Paginator
from django.forms import BaseForm
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect

from core.forms.sending import Refused, waiting_time
from core.limits import LimitExceeded
from core.listing.addresses import Pairs
from core.listing.pagination import pagination_of
from core.listing.params import SearchParams
from core.workflow import WorkflowError
from normandie.espace.access import ManagerView

PER_PAGE = 20


class CollectiveView(ManagerView):
    """A page of the collective, for whoever manages a place."""

    def page_of(self, rows: Any, asked: Pairs | None = None) -> dict[str, Any]:
        """Return the page of *rows* that the address asks, the last one beyond the end."""
        number = SearchParams(self.request.GET, {}).page()
        page = Paginator(rows, PER_PAGE).get_page(number)
        return {
            "rows": page.object_list,
            "total": page.paginator.count,
            "pagination": pagination_of(page, self.request.path, asked or []),
        }


class CollectiveFormView(CollectiveView, ABC):
    """A page with one form: taken, or shown again.

    With what is wrong (422), too much for now (429), or not possible any more (409).
    """

    form_class: type[BaseForm]
    done = ""  # said once it is

    def get_form(self, data: Any = None) -> BaseForm:
        return self.form_class(data)

    @abstractmethod
    def save(self, form: Any) -> str:
        """Do what *form*, which is valid, asks for; return where to go on.

        Raises:
            LimitExceeded: it is too much for now.
            WorkflowError: what it is about does not allow it any more.
        """

    def get(self, request: HttpRequest, **kwargs: Any) -> HttpResponse:
        return self.render(form=self.get_form())

    def post(self, request: HttpRequest, **kwargs: Any) -> HttpResponse:
        form = self.get_form(request.POST)
        if not form.is_valid():
            return self.render(status=422, form=form)
        try:
            goes_on = self.save(form)
        except LimitExceeded as exceeded:
            form.add_error(None, _why(exceeded))
            refused = Refused(429, exceeded.wait)
            return refused.said_on(self.render(form=form))
        except WorkflowError as refusal:
            form.add_error(None, refusal.message)
            return self.render(status=409, form=form)
        messages.success(request, self.done)
        return redirect(goes_on)


def _why(exceeded: LimitExceeded) -> str:
    return (
        f"Rien n’est encore envoyé\u00a0: {exceeded.limit.reason}. Gardez cette page ouverte et "
        f"réessayez dans {waiting_time(exceeded.wait)}."
    )
