"""« Noter »: for the service alone; what is typed of a note is kept as one types."""

from typing import Any

from django.http import HttpResponse
from django.utils.functional import cached_property
from wagtail.admin import messages

from ami.admin.actions import DossierFormView
from ami.admin.forms.writing import NoteForm
from ami.admin.meanwhile import step_meanwhile
from ami.mentions import colleagues_of, people_of
from ami.models import Dossier
from ami.services.review import add_note, keep_typed
from core.text.french import enumerate_french


def note_form(dossier: Dossier, colleagues: list[Any], typed: str | None) -> NoteForm:
    """Return the form of a note that may call *colleagues*.

    Args:
        typed: what was typed of it already, on whatever machine.
    """
    initial = {"version": dossier.version} | ({"text": typed} if typed else {})
    return NoteForm(colleagues=colleagues, initial=initial)


class NoteView(DossierFormView):
    """Keep a note, whatever the file has become since it was opened, and tell whom it calls."""

    page_title = "Note interne"
    form_class = NoteForm
    submit_button_label = "Noter"

    def get_initial(self) -> dict[str, Any]:
        return {"version": self.dossier.version}

    @cached_property
    def colleagues(self) -> list[Any]:
        return colleagues_of(self.request.user, people_of(self.dossier))

    def get_form_kwargs(self) -> dict[str, Any]:
        return super().get_form_kwargs() | {"colleagues": self.colleagues}

    def form_valid(self, form: NoteForm) -> HttpResponse:
        given = form.cleaned_data
        add_note(
            self.dossier,
            given["text"],
            self.request.user,
            called=form.called,
            key=given["key"],
        )
        names = [each.get_full_name() or each.get_username() for each in form.called]
        told = f" Prévenu\u00a0: {enumerate_french(names)}." if names else ""
        messages.success(self.request, f"La note est écrite.{told}")
        if changed := step_meanwhile(self.dossier, given["version"]):
            messages.warning(self.request, changed)
        if form.unknown:
            words = ", ".join(f"@{each}" for each in form.unknown)
            messages.warning(
                self.request,
                f"Personne qui lise les dossiers ne s’appelle ainsi\u00a0: {words}. La note est "
                "gardée telle quelle, et cette personne n’est pas prévenue.",
            )
        return super().form_valid(form)

    def get_success_url(self) -> str:
        return f"{self.back_url}#notes"


class NoteTypedView(DossierFormView):
    """Keep what is typed of a note, as scripts send it: 204, or 409 once the note is written."""

    http_method_names = ["post"]
    form_class = NoteForm

    def get_form_kwargs(self) -> dict[str, Any]:
        return super().get_form_kwargs() | {"colleagues": []}

    def get_form(self, form_class: Any = None) -> NoteForm:
        """Return the form as it may stand while one types: empty, and nobody to tell yet."""
        form: NoteForm = super().get_form(form_class)
        del form.fields["told"]
        form.fields["text"].required = False
        form.fields["key"].required = True
        return form

    def form_valid(self, form: NoteForm) -> HttpResponse:
        given = form.cleaned_data
        kept = keep_typed(self.dossier, given["text"], self.request.user, given["key"])
        return HttpResponse(status=204 if kept else 409)

    def form_invalid(self, form: NoteForm) -> HttpResponse:
        return HttpResponse(status=422)
