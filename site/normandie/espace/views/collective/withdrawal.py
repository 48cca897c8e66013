"""Taking back what one wrote: asked first, for it is erased."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect

from normandie.espace.models import Answer, Comment, Contribution, Question
from normandie.espace.services.collective.writing import withdraw

from .frame import CollectiveView


class WithdrawalView(CollectiveView):
    """A question, an answer or a comment, by who wrote it; another’s is not found."""

    template_name = "espace/collective/withdrawal.html"
    model: type[Question | Answer | Comment] = Question

    def _written(self) -> Contribution:
        own = self.model.objects.filter(author=self.request.user.pk).exclude(text="")
        written: Contribution = get_object_or_404(own, pk=self.kwargs["written"])
        return written

    def get(self, request: HttpRequest, **kwargs: int) -> HttpResponse:
        written = self._written()
        keeps_place = isinstance(written, Question) and written.answers.exists()
        return self.render(written=written, keeps_place=keeps_place)

    def post(self, request: HttpRequest, **kwargs: int) -> HttpResponse:
        written = self._written()
        goes_on = written.get_absolute_url()
        keeps_place = withdraw(written, request.user)
        messages.success(request, "Votre message est retiré.")
        if isinstance(written, Question) and not keeps_place:
            return redirect("espace:collective_questions")
        return redirect(goes_on)
