"""In « Mon compte »: whether one gets the mail of the morning."""

from django import forms
from wagtail.admin.views.account import BaseSettingsPanel, notifications_tab
from wagtail.permissions import policy_registry

from ami.models import Dossier, ReviewPreferences


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
        policy = policy_registry.get_by_type(Dossier)
        return bool(policy.user_has_any_permission(self.user, ["view", "change"]))

    def get_form(self) -> DigestForm:
        found = ReviewPreferences.objects.filter(user=self.user.pk).first()
        data = self.request.POST if self.request.method == "POST" else None
        instance = found or ReviewPreferences(user=self.user)
        return DigestForm(data, instance=instance, prefix=self.name)
