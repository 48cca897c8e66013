"""What staff type about the collective."""

from typing import Any

from django import forms
from django.db import transaction
from wagtail.admin.forms import WagtailAdminModelForm

from ami.attachments import CHECKS, AttachmentRefused, accepted, check_file
from ami.services.attachments import clean_name
from core.forms.files import KeptFirst
from normandie.espace.models import NewsItem
from normandie.espace.services.collective.mailing import mail_news
from normandie.espace.services.collective.moderation import hide, show


class NewsForm(WagtailAdminModelForm):
    """News, told by mail at once where the team asks for it."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if self.instance.mailed_at:
            self.fields["by_mail"].disabled = True
            self.fields["by_mail"].help_text = "C’est fait\u00a0: elle ne part qu’une fois."

    @transaction.atomic
    def save(self, commit: bool = True) -> NewsItem:
        item: NewsItem = super().save(commit)
        if commit:
            mail_news()
        return item


class DocumentForm(KeptFirst, WagtailAdminModelForm):
    """A document, of a kind that its content confirms; another file takes the place of the first.

    It keeps the name that it was sent under, and its size.
    """

    file = forms.FileField(
        label="Fichier",
        help_text=accepted(),
        widget=forms.FileInput(attrs={"accept": ",".join(f".{each}" for each in CHECKS)}),
    )

    def clean_file(self) -> Any:
        file = self.cleaned_data["file"]
        if "file" not in self.changed_data:
            return file
        name = clean_name(file.name or "")
        try:
            check_file(file, name)
        except AttachmentRefused as refusal:
            raise forms.ValidationError(refusal.message) from refusal
        self.instance.name, self.instance.size = name, file.size
        return file


class ModerationForm(WagtailAdminModelForm):
    """Hide what a manager wrote, with the reason that they are told; or show it again."""

    is_hidden = forms.BooleanField(
        label="Masquer",
        required=False,
        help_text="Seul son auteur le voit encore, avec le motif, qu’il reçoit par courriel.",
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        is_hidden = self.instance.hidden_at is not None
        self.fields["is_hidden"].initial = is_hidden
        reason = self.fields["hidden_reason"]
        reason.widget = forms.Textarea(attrs={"rows": 3})
        if is_hidden:
            reason.disabled = True
            reason.help_text = "L’auteur l’a reçu\u00a0: il ne change plus."
        elif not self.instance.text:
            decision = self.fields["is_hidden"]
            decision.disabled = reason.disabled = True
            decision.help_text = "Son auteur l’a retiré\u00a0: rien n’est à masquer."

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        if cleaned.get("is_hidden") and not cleaned.get("hidden_reason", "").strip():
            self.add_error("hidden_reason", "Dites pourquoi\u00a0: l’auteur le lira.")
        return cleaned

    def save(self, commit: bool = True) -> Any:
        """Nothing else than the decision is kept: a hidden text keeps its first reason."""
        if self.cleaned_data["is_hidden"]:
            hide(self.instance, self.for_user, self.cleaned_data["hidden_reason"])
        else:
            show(self.instance, self.for_user)
        return self.instance
