"""What a manager answers to a visitor who reported an error."""

from typing import Any

from django import forms

from core.forms.fields import MultilineField
from directory.models import ErrorReport

MAX_ANSWER = 5000  # characters, those of the column
ANSWER, MEND = "repondre", "corriger"  # actions of directory.workflow.REPORTS


class AnswerForm(forms.Form):
    """The version that was read, the answer where somebody waits for one, and what is done."""

    version = forms.IntegerField(widget=forms.HiddenInput)
    answer = MultilineField(
        label="Votre réponse",
        required=False,
        max_length=MAX_ANSWER,
        widget=forms.Textarea(attrs={"rows": 6}),
        help_text="Elle part telle quelle, par courriel. Vous ne voyez pas l’adresse de cette "
        "personne, et elle ne voit pas la vôtre.",
    )
    action = forms.ChoiceField(choices=[(ANSWER, ""), (MEND, "")], widget=forms.HiddenInput)

    def __init__(self, *args: Any, report: ErrorReport, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if not report.email:
            del self.fields["answer"]
        elif report.answered_at is None:
            self.fields["answer"].initial = report.answer  # one that has not left

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        if cleaned.get("action") == ANSWER and not cleaned.get("answer"):
            if "answer" in self.fields:
                self.add_error("answer", "Écrivez votre réponse.")
            else:
                self.add_error(None, "Cette personne n’a pas laissé d’adresse.")
        return cleaned
