"""What an action asks of who does it."""

from typing import Any

from django import forms

from core.workflow import Transition

REASON = "Pourquoi\u00a0?"


class ActionForm(forms.Form):
    """The version that the person saw; the reason and the answer, where the action has them.

    ``answers`` says which actions may send an answer, and whether they must: ``True`` if it is
    what they are for.
    """

    version = forms.IntegerField(widget=forms.HiddenInput)
    reason = forms.CharField(
        label="Note de l’équipe",
        max_length=3000,
        required=False,
        widget=forms.Textarea(attrs={"rows": 4}),
        help_text="Elle reste dans l’historique\u00a0; la personne ne la voit pas.",
    )
    answer = forms.CharField(
        label="Votre réponse",
        max_length=5000,
        widget=forms.Textarea(attrs={"rows": 10}),
        help_text="Elle part telle quelle, par courriel.",
    )

    def __init__(
        self, *args: Any, row: Any, transition: Transition, answers: dict[str, bool], **kw: Any
    ) -> None:
        super().__init__(*args, **kw)
        self.fields["version"].initial = row.version
        must_answer = answers.get(transition.action)
        if must_answer is None or not getattr(row, "email", ""):
            del self.fields["answer"]
        else:
            self.fields["answer"].required = must_answer
            if not must_answer:
                self.fields["answer"].help_text += " Laissez vide pour ne rien envoyer."
            if row.answered_at is None:
                self.fields["answer"].initial = row.answer  # one that has not left
        if transition.needs_reason:
            self.fields["reason"].required = True
        elif must_answer is not False:
            del self.fields["reason"]

    @property
    def asks_nothing(self) -> bool:
        return list(self.fields) == ["version"]


class BulkForm(forms.Form):
    """Why, for all the rows; and the versions that the person saw: « 12:1 13:4 »."""

    seen = forms.CharField(widget=forms.HiddenInput, required=False)
    reason = forms.CharField(
        label=REASON, max_length=3000, widget=forms.Textarea(attrs={"rows": 3})
    )

    def versions(self) -> dict[str, str]:
        """Return the version that was seen of each row, by its key."""
        pairs = (pair.partition(":") for pair in self.cleaned_data["seen"].split())
        return {key: version for key, _, version in pairs}
