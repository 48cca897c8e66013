"""The road map of the label: its axes, what managers support and say of them."""

from math import ceil
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse

from normandie.espace.forms.collective import RemarkForm
from normandie.espace.models import RoadmapAxis
from normandie.espace.services.collective.roadmap import comment, support

from .frame import PER_PAGE, CollectiveFormView, CollectiveView


class RoadmapView(CollectiveView):
    template_name = "espace/collective/roadmap.html"

    def get(self, request: HttpRequest) -> HttpResponse:
        axes = RoadmapAxis.objects.with_counts().with_support_of(request.user)
        return self.render(axes=axes)


class AxisView(CollectiveFormView):
    """One axis, the comments on it from the first to the last, and the form of the next one."""

    template_name = "espace/collective/axis.html"
    done = "Votre commentaire est publié."

    def get_form(self, data: Any = None) -> RemarkForm:
        return RemarkForm(data, label="Votre commentaire")

    def _axis(self) -> RoadmapAxis:
        axes = RoadmapAxis.objects.with_counts().with_support_of(self.request.user)
        return get_object_or_404(axes, pk=self.kwargs["axis"])

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        axis = self._axis()
        comments = axis.comments.seen_by(self.request.user).with_authors()
        return super().get_context_data(axis=axis, **self.page_of(comments), **kwargs)

    def save(self, form: RemarkForm) -> str:
        axis = self._axis()
        written = comment(axis, self.request.user, **form.cleaned_data)
        page = ceil(axis.comments.seen_by(self.request.user).count() / PER_PAGE)
        return f"{written.get_absolute_url()}?page={page}#commentaire-{written.pk}"


class SupportView(CollectiveView):
    """« Je soutiens », or taken back."""

    def post(self, request: HttpRequest, axis: int) -> HttpResponse:
        found = get_object_or_404(RoadmapAxis, pk=axis)
        support(found, request.user, "retirer" not in request.POST)
        if "liste" in request.POST:
            return redirect(f"{reverse('espace:collective_roadmap')}#axe-{found.pk}")
        return redirect("espace:collective_axis", found.pk)
