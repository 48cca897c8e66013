"""The screen that says who manages a place."""

from typing import Any

from django.http import HttpResponse
from wagtail.admin import messages
from wagtail.log_actions import log

from directory.admin.forms.managers import ManagersForm
from directory.admin.place_screen import PlaceScreen


class PlaceManagersView(PlaceScreen):
    form_class = ManagersForm
    page_title = "Gestionnaires"
    header_icon = "user"

    def get_form_kwargs(self) -> dict[str, Any]:
        return super().get_form_kwargs() | {"place": self.place}

    def form_valid(self, form: ManagersForm) -> HttpResponse:
        form.save()
        log(self.place, "directory.managers", user=self.request.user)
        messages.success(
            self.request, f"Les gestionnaires de «\u00a0{self.place.title}\u00a0» sont enregistrés."
        )
        return super().form_valid(form)
