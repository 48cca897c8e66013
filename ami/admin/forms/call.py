"""The form by which staff write a call."""

from typing import Any

from wagtail.admin.forms import WagtailAdminPageForm

from ami.kinds import get_kind
from ami.models import CallPage, CallQuestion, Dossier
from ami.readiness import question_faults


class CallPageForm(WagtailAdminPageForm):
    """A call: a draft may lack anything, what is published lacks nothing that its opening needs.

    Questions that change once somebody has begun a file make a new version of the form: files
    already begun keep theirs.
    """

    def clean(self) -> dict[str, Any]:
        cleaned: dict[str, Any] = super().clean()
        self.instance.must_be_ready = not self.is_deferred_validation
        if not self.is_deferred_validation:
            self._check_questions(cleaned.get("kind") or self.instance.kind)
        return cleaned

    def save(self, commit: bool = True) -> CallPage:
        if "questions" in self.formsets and self.formsets["questions"].has_changed():
            self._raise_version()
        call: CallPage = super().save(commit)
        return call

    def _check_questions(self, kind: str) -> None:
        if "questions" not in self.formsets:
            return
        formset = self.formsets["questions"]
        if not formset.is_valid():
            return  # what is wrong with one alone is said first
        kept = [form for form in formset.forms if _holds_a_question(form, formset.deleted_forms)]
        by_question = {id(form.instance): form for form in kept}
        questions: list[CallQuestion] = [form.instance for form in kept]
        for question, gap in question_faults(get_kind(kind).form, questions):
            by_question[id(question)].add_error(gap.field, gap.text)

    def _raise_version(self) -> None:
        """Once for each version that somebody has begun with."""
        call = self.instance
        begun = Dossier.objects.filter(call=call.pk, definition__version=call.form_version)
        if call.pk and begun.exists():
            call.form_version += 1


def _holds_a_question(form: Any, deleted: list[Any]) -> bool:
    return form not in deleted and (form.instance.pk is not None or form.has_changed())
