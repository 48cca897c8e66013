"""Questions to all: the list, a new one, and one with its answers."""

from math import ceil
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect

from normandie.espace.forms.collective import QuestionForm, RemarkForm
from normandie.espace.models import Question
from normandie.espace.services.collective.questions import answer, ask, resolve

from .frame import PER_PAGE, CollectiveFormView, CollectiveView

OPEN, RESOLVED = "ouvertes", "resolues"
STATES = {"": "Toutes", OPEN: "À résoudre", RESOLVED: "Résolues"}  # of « etat » in the address


class QuestionsView(CollectiveView):
    template_name = "espace/collective/questions.html"

    def get(self, request: HttpRequest) -> HttpResponse:
        asked = request.GET.get("etat", "")
        state = asked if asked in STATES else ""
        questions = Question.objects.seen_by(request.user)
        if state:
            questions = questions.unresolved() if state == OPEN else questions.resolved()
        listed = questions.with_counts().with_authors().newest_first()
        states = [
            {"label": label, "url": f"?etat={value}" if value else "?", "current": value == state}
            for value, label in STATES.items()
        ]
        pairs = [("etat", state)] if state else []
        return self.render(states=states, state=state, **self.page_of(listed, pairs))


class AskView(CollectiveFormView):
    template_name = "espace/collective/ask.html"
    form_class = QuestionForm
    done = "Votre question est posée à tous les gérants."

    def save(self, form: QuestionForm) -> str:
        return ask(self.request.user, **form.cleaned_data).get_absolute_url()


class QuestionView(CollectiveFormView):
    """The question, its answers from the first to the last, and the form of the next one.

    A hidden question is read by its author alone; one that was taken back is answered no more.
    """

    template_name = "espace/collective/question.html"
    done = "Votre réponse est publiée."

    def get_form(self, data: Any = None) -> RemarkForm:
        return RemarkForm(data, label="Votre réponse")

    def _question(self) -> Question:
        readable = Question.objects.seen_by(self.request.user).with_authors()
        return get_object_or_404(readable, pk=self.kwargs["question"])

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        question = self._question()
        answers = question.answers.seen_by(self.request.user).with_authors()
        return super().get_context_data(
            question=question,
            is_mine=question.author_id == self.request.user.pk,
            **self.page_of(answers),
            **kwargs,
        )

    def save(self, form: RemarkForm) -> str:
        question = self._question()
        try:
            written = answer(question, self.request.user, **form.cleaned_data)
        except Question.DoesNotExist as gone:
            raise Http404 from gone
        page = ceil(question.answers.seen_by(self.request.user).count() / PER_PAGE)
        return f"{question.get_absolute_url()}?page={page}#reponse-{written.pk}"


class ResolveView(CollectiveView):
    """« Résolue », or open again: said by who asked."""

    def post(self, request: HttpRequest, question: int) -> HttpResponse:
        found = get_object_or_404(Question.objects.standing(), pk=question, author=request.user)
        resolve(found, "rouvrir" not in request.POST)
        return redirect(found.get_absolute_url())
