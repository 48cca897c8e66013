"""In « Mon compte »: whether one gets the mail of the morning."""

from django import forms
from wagtail.admin.views.account import BaseSettingsPanel, notifications_tab

from ami.models import ReviewPreferences
from ami.permissions import may_read_files


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
