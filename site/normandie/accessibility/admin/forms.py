"""The forms by which staff follow and answer a complaint."""

from typing import Any

from django import forms
from wagtail.admin.forms import WagtailAdminModelForm

from normandie.accessibility.models import Complaint
from normandie.accessibility.services.complaints import answer_complaint


class FollowForm(WagtailAdminModelForm):
    """The note of the team; what the visitor wrote is read only. Who notes has taken it over."""

    def save(self, commit: bool = True) -> Any:
        if self.instance.state == Complaint.State.RECEIVED:
            self.instance.state = Complaint.State.IN_PROGRESS
        return super().save(commit)


class AnswerForm(forms.Form):
    """The answer to send, which stops the clock."""

    answer = forms.CharField(
        label="Votre réponse",
        max_length=5000,
        widget=forms.Textarea(attrs={"rows": 12}),
        help_text="Elle part telle quelle, précédée du numéro et suivie des voies de recours.",
    )

    def __init__(self, *args: Any, complaint: Complaint, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["answer"].initial = complaint.answer  # one that has not left
        self.complaint = complaint

    def send(self) -> None:
        """Keep the answer and have it sent.

        Raises:
            ValueError: when an answer has left already, or is leaving.
        """
        answer_complaint(self.complaint, self.cleaned_data["answer"])
