"""« Ma lecture »: what a reviewer says of a file by the grid of its call, beside its answers."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.functional import cached_property
from wagtail.admin import messages

from ami.admin.actions import DossierFormView
from ami.admin.forms.assessment import AssessmentForm
from ami.models import CallCriterion
from ami.services.assessments import AnsweredAlready, SavedElsewhere, save_assessment
from core.workflow import WorkflowError

NO_GRID = "Cet appel n’a pas de grille de lecture\u00a0: ajoutez-lui des critères."


class AssessView(DossierFormView):
    """One's own reading, by who reviews. Those of the others are on the screen of the file."""

    page_title = "Ma lecture"
    form_class = AssessmentForm
    template_name = "ami/admin/assess.html"
    submit_button_label = "Enregistrer ma lecture"

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        if not self.dossier.state_words.awaits_answer:
            messages.error(request, AnsweredAlready.message)
        elif not self.criteria:
            messages.error(request, NO_GRID)
        else:
            return super().get(request, *args, **kwargs)
        return redirect(self.get_success_url())

    @cached_property
    def criteria(self) -> list[CallCriterion]:
        return list(self.dossier.call.criteria.all())

    def get_form_kwargs(self) -> dict[str, Any]:
        own = self.dossier.assessments.filter(author=self.request.user.pk)
        return super().get_form_kwargs() | {"criteria": self.criteria, "own": own.first()}

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(content=self.content(), **kwargs)

    def form_valid(self, form: AssessmentForm) -> HttpResponse:
        given = form.cleaned_data
        try:
            save_assessment(
                self.dossier,
                self.request.user,
                form.answers(),
                given["whole"],
                seen=given["version"],
            )
        except WorkflowError as refusal:
            if isinstance(refusal, SavedElsewhere):
                form.show_beside(refusal.found)
            form.add_error(None, refusal.message)
            return self.render_to_response(self.get_context_data(form=form))
        messages.success(self.request, "Votre lecture est enregistrée.")
        return super().form_valid(form)

    def form_invalid(self, form: AssessmentForm) -> HttpResponse:
        """Show the form again, on the grid as it is now: the version that was seen stays."""
        form.show_again()
        return super().form_invalid(form)

    def get_success_url(self) -> str:
        return f"{self.back_url}#grid"
