"""Screens of a place: who is asked by mail to manage it, whether it publishes unread."""

from typing import Any

from django import forms
from django.http import HttpResponse
from wagtail.admin import messages

from directory.admin.place_screen import PlaceScreen
from directory.models import PolePage
from normandie.espace.forms.people import InviteForm
from normandie.espace.publication import publishes_directly
from normandie.espace.services.trust import trust


class TrustForm(forms.Form):
    publishes_directly = forms.TypedChoiceField(
        label="Ce que les gestionnaires envoient",
        choices=[("non", "est relu avant de paraître"), ("oui", "paraît aussitôt")],
        coerce=lambda value: value == "oui",
        widget=forms.RadioSelect,
    )


class TrustView(PlaceScreen):
    form_class = TrustForm
    template_name = "espace/admin/trust.html"
    page_title = "Confiance"
    header_icon = "check"

    def get_initial(self) -> dict[str, str]:
        return {"publishes_directly": "oui" if publishes_directly(self.place) else "non"}

    def form_valid(self, form: TrustForm) -> HttpResponse:
        directly = form.cleaned_data["publishes_directly"]
        if trust(self.place, self.request.user, publishes_directly=directly):
            means = "paraît désormais aussitôt" if directly else "est désormais relu"
            messages.success(
                self.request,
                f"Ce qu’envoient les gestionnaires de «\u00a0{self.place.title}\u00a0» {means}.",
            )
        else:
            messages.info(self.request, "Rien n’a changé.")
        return super().form_valid(form)


class PoleTrustView(TrustView):
    """Whether what the people of a pôle send of its page is read first."""

    model = PolePage
    managers_url_name = "directory_pole_managers"
    template_name = "wagtailadmin/generic/form.html"


class InviteView(PlaceScreen):
    """Whoever has no account yet chooses a password by the link of the mail."""

    form_class = InviteForm
    template_name = "espace/admin/invite.html"
    page_title = "Inviter à gérer"
    header_icon = "mail"
    submit_button_label = "Envoyer l’invitation"
    submit_button_active_label = "Envoi…"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        waiting = self.place.invitations.waiting()
        return super().get_context_data(**kwargs) | {"invitations": waiting}

    def form_valid(self, form: InviteForm) -> HttpResponse:
        if not form.invite_to(self.place, self.request.user):
            return self.form_invalid(form)
        email = form.cleaned_data["email"]
        messages.success(
            self.request,
            f"L’invitation à gérer «\u00a0{self.place.title}\u00a0» part à {email}.",
        )
        return super().form_valid(form)


class PoleInviteView(InviteView):
    """The same for the people of a pôle."""

    model = PolePage
    managers_url_name = "directory_pole_managers"
    page_title = "Inviter une personne du pôle"
