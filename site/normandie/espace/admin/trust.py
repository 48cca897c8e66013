"""The screen where staff say whether a place publishes without being read first."""

from django import forms
from django.http import HttpResponse
from wagtail.admin import messages

from directory.admin.place_screen import PlaceScreen
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
