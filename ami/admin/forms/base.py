"""The form of an action on a file: what the person saw of it, a reason where one is due."""

from typing import Any

from django import forms

from ami.models import Dossier
from core.workflow import Actor, Transition


def area(label: str, length: int, *, rows: int = 4, **options: Any) -> forms.CharField:
    """Return a field of several lines, of *length* characters at most."""
    widget = forms.Textarea(attrs={"rows": rows})
    return forms.CharField(label=label, max_length=length, widget=widget, **options)


class ActionForm(forms.Form):
    """An action that asks for its reason alone, if it needs one. ``run`` does it, once valid.

    ``version`` and ``notes`` (how many there are) say what the person saw of the file.
    A form of more gives its fields and its ``run``.
    """

    version = forms.IntegerField(widget=forms.HiddenInput)
    notes = forms.IntegerField(widget=forms.HiddenInput, required=False, min_value=0)

    def __init__(self, *args: Any, dossier: Dossier, transition: Transition, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.dossier, self.transition = dossier, transition
        self.fields["version"].initial = dossier.version
        self.fields["notes"].initial = dossier.notes.count
        if transition.needs_reason:
            self.fields["reason"] = area(
                "Motif",
                3000,
                help_text="Il reste dans l’historique\u00a0; le porteur ne le voit pas.",
            )

    @classmethod
    def asks_nothing(cls, transition: Transition) -> bool:
        """Whether one click is enough to do it."""
        return cls is ActionForm and not transition.needs_reason

    def run(self, actor: Actor) -> None:
        """Do the action as *actor*.

        Raises:
            WorkflowError: it is refused; nothing is written.
        """
        self.dossier.call_kind.transitions.apply(
            self.dossier,
            self.transition.action,
            actor,
            reason=self.cleaned_data.get("reason", ""),
        )
