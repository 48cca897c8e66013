"""The screens by which staff answer who asks what the letter holds on her.

The address is sent in the body of a request, and never stands in one of our own addresses, which
servers write into their logs.
"""

from typing import Any

from django import forms
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, redirect
from django.urls import path, reverse
from django.views.generic import FormView, TemplateView, View
from wagtail.admin import messages
from wagtail.admin.menu import MenuItem
from wagtail.admin.views.generic.base import WagtailAdminTemplateMixin
from wagtail.admin.viewsets.base import ViewSet

from core.admin.screens import FormScreen
from events.admin.forms.subscriptions import PersonForm
from events.models import Subscription
from events.permissions import may_on_subscriptions
from events.services.letter.person import erase, held_on, note_export

FILE_NAME = "donnees-personnelles.json"


def url_of(view: str, *args: int) -> str:
    return reverse(f"events_subscriptions:{view}", args=args)


class ForWhoMayRead:
    """Mixin of the views; ``subscription`` is that of the address, where the address names one."""

    action = "view"

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        if not may_on_subscriptions(request.user, self.action):
            raise PermissionDenied
        if "pk" in kwargs:  # « pk » as a lookup fails on a huge one
            self.subscription = get_object_or_404(Subscription, id=kwargs["pk"])
        response: HttpResponseBase = super().dispatch(request, *args, **kwargs)  # type: ignore[misc]
        return response


class FindPersonView(ForWhoMayRead, FormScreen, FormView):
    """Who is asked about, and how many subscriptions there are."""

    form_class = PersonForm
    template_name = "events/admin/subscriptions/find.html"
    page_title = "Abonnements à la lettre"
    header_icon = "mail"
    submit_button_label = "Chercher"
    submit_button_active_label = "Recherche…"

    def get_page_subtitle(self) -> str:
        return "Chercher une personne"

    def get_breadcrumbs_items(self) -> list[dict[str, str]]:
        return [*self.breadcrumbs_items, {"url": "", "label": self.page_title}]

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        confirmed = Subscription.objects.confirmed().count()
        waiting = Subscription.objects.count() - confirmed
        return super().get_context_data(**kwargs) | {"confirmed": confirmed, "waiting": waiting}

    def form_valid(self, form: PersonForm) -> HttpResponse:
        return redirect(url_of("person", form.found.pk))


class OfOnePerson(ForWhoMayRead, WagtailAdminTemplateMixin):
    """Mixin of the screens about one person, named by a number."""

    header_icon = "mail"

    def get_breadcrumbs_items(self) -> list[dict[str, str]]:
        return [
            *self.breadcrumbs_items,
            {"url": url_of("index"), "label": FindPersonView.page_title},
            {"url": "", "label": self.page_title},
        ]


class PersonView(OfOnePerson, TemplateView):
    """All that is held on her, to read."""

    template_name = "events/admin/subscriptions/person.html"
    page_title = "Ce que le site retient"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        held = held_on(self.subscription)
        may_erase = may_on_subscriptions(self.request.user, "delete")
        return super().get_context_data(**kwargs) | {
            "email": held["adresse électronique"],
            "subscriptions": held["abonnements"],
            "export_url": url_of("export", self.subscription.pk),
            "erase_url": url_of("erase", self.subscription.pk) if may_erase else "",
        }


class ExportView(ForWhoMayRead, View):
    """The same as a file, to send to her."""

    http_method_names = ["post"]

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        note_export(self.subscription, request.user)
        response = JsonResponse(
            held_on(self.subscription), json_dumps_params={"ensure_ascii": False, "indent": 2}
        )
        response["Content-Disposition"] = f'attachment; filename="{FILE_NAME}"'
        return response


class EraseView(OfOnePerson, FormScreen, FormView):
    """Asked once more, for it cannot be undone."""

    action = "delete"
    form_class = forms.Form
    template_name = "events/admin/subscriptions/erase.html"
    page_title = "Effacer"
    submit_button_label = "Effacer définitivement"
    submit_button_active_label = "Effacement…"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(**kwargs) | {
            "email": self.subscription.email,
            "person_url": url_of("person", self.subscription.pk),
        }

    def form_valid(self, form: forms.Form) -> HttpResponse:
        erase(self.subscription, self.request.user)
        messages.success(self.request, "L’adresse et ses choix sont effacés.")
        return redirect(url_of("index"))


class SubscriptionsMenuItem(MenuItem):
    def is_shown(self, request: HttpRequest) -> bool:
        return may_on_subscriptions(request.user, "view")


class SubscriptionViewSet(ViewSet):
    name = "events_subscriptions"
    url_prefix = "agenda/abonnements"
    icon = "mail"
    menu_label = "Abonnements"
    menu_item_class = SubscriptionsMenuItem

    def get_urlpatterns(self) -> list[Any]:
        return [
            path("", FindPersonView.as_view(), name="index"),
            path("<int:pk>/", PersonView.as_view(), name="person"),
            path("<int:pk>/donnees/", ExportView.as_view(), name="export"),
            path("<int:pk>/effacer/", EraseView.as_view(), name="erase"),
        ]


subscription_viewset = SubscriptionViewSet()
