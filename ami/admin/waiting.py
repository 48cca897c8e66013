"""« Ce qui m’attend »: on the first screen of the admin, and by mail for who wants it."""

from typing import Any

from django import forms
from wagtail.admin.ui.components import Component
from wagtail.admin.views.account import BaseSettingsPanel, notifications_tab

from ami.models import ReviewPreferences
from ami.permissions import may_read_files
from ami.waiting import waiting_for


class WaitingFilesPanel(Component):
    """What waits for who reads the screen, each with the queue that shows it."""

    name = "waiting_files"
    order = 85  # before what visitors sent
    template_name = "ami/admin/queue_waiting.html"

    opens_to = staticmethod(may_read_files)

    def get_context_data(self, parent_context: Any = None) -> dict[str, Any]:
        return {"panel": self, "waiting": waiting_for(parent_context["request"].user)}


class DigestForm(forms.ModelForm):
    class Meta:
        model = ReviewPreferences
        fields = ("wants_digest",)


class DigestPanel(BaseSettingsPanel):
    """For who may read files; what was never chosen is not stored."""

    name = "review"
    title = "Dossiers des appels"
    tab = notifications_tab
    order = 200
    form_class = DigestForm

    def is_active(self) -> bool:
        return may_read_files(self.user)

    def get_form(self) -> DigestForm:
        found = ReviewPreferences.objects.filter(user=self.user.pk).first()
        data = self.request.POST if self.request.method == "POST" else None
        instance = found or ReviewPreferences(user=self.user)
        return DigestForm(data, instance=instance, prefix=self.name)
