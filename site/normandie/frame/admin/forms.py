"""The form by which editors change the frame."""

from typing import Any

from wagtail.admin.forms import WagtailAdminModelForm

from core.forms.fields import PhoneField

MENUS = frozenset({"main_menu", "footer_columns", "legal_menu"})


class FrameSettingsForm(WagtailAdminModelForm):
    """Menus that an editor changed are no longer rebuilt when a default page is created."""

    phone = PhoneField(label="Téléphone", required=False)

    def save(self, commit: bool = True) -> Any:
        if MENUS.intersection(self.changed_data):
            self.instance.menus_are_default = False
        return super().save(commit)
