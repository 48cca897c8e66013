"""The screen where staff ask somebody by mail to manage a place."""

from typing import Any

from django.http import HttpResponse
from wagtail.admin import messages

from directory.admin.place_screen import PlaceScreen
from normandie.espace.forms.people import InviteForm


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
