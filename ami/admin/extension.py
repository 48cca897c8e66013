"""« Prolonger le dépôt »: what staff may do of a draft."""

from django.http import HttpResponse
from wagtail.admin import messages

from ami.admin.actions import DossierFormView
from ami.admin.forms.extension import ExtensionForm
from ami.services.extension import extend
from core.admin.incoming.views import what_happened
from core.text.formats import closing_moment
from core.workflow import AlreadyChanged, WorkflowError


class ExtendView(DossierFormView):
    """A later deadline for one draft, and why."""

    form_class = ExtensionForm
    page_title = "Prolonger le dépôt"
    header_icon = "date"
    submit_button_label = "Prolonger"

    def why_not(self) -> str:
        """What is deposited waits for nothing more."""
        if self.dossier.is_draft:
            return ""
        return "Ce dossier est déjà déposé\u00a0: rien n’est à prolonger."

    def get_page_subtitle(self) -> str:
        return f"{self.dossier}, {self.dossier.call.title}"

    def get_form_kwargs(self) -> dict[str, object]:
        return super().get_form_kwargs() | {"dossier": self.dossier}

    def form_valid(self, form: ExtensionForm) -> HttpResponse:
        given = form.cleaned_data
        try:
            if given["version"] != self.dossier.version:
                raise AlreadyChanged
            extend(self.dossier, given["until"], self.actor, reason=given["reason"])
        except WorkflowError as refusal:
            self.dossier.refresh_from_db()
            form.data = dict(form.data.items()) | {"version": str(self.dossier.version)}
            table = self.dossier.call_kind.transitions
            form.add_error(None, what_happened(self.dossier, table, refusal))
            return self.form_invalid(form)
        messages.success(
            self.request,
            f"Ce dossier peut être déposé jusqu’au {closing_moment(given['until'])}. Le "
            "porteur en est averti par courriel.",
        )
        return super().form_valid(form)
