"""The account of who enters the admin: a portrait is an image of the site like another."""

from collections.abc import Sequence
from typing import Any

from django.forms import BaseForm
from django.utils.decorators import method_decorator
from django.views.decorators.cache import never_cache
from wagtail.admin.auth import require_admin_access
from wagtail.admin.forms.account import AvatarPreferencesForm
from wagtail.admin.views import account

from core.forms.files import KeptFirst
from core.pictures.forms import PictureField


class PortraitForm(KeptFirst, AvatarPreferencesForm):
    file_field = "avatar"
    avatar = PictureField(label="Photo de profil", required=False)
    others: Sequence[BaseForm] = ()

    def is_all_right(self) -> bool:
        return all(each.is_valid() or not each.is_bound for each in self.others)


class PortraitPanel(account.AvatarSettingsPanel):
    form_class = PortraitForm
    template_name = "users/portrait_panel.html"
    others: Sequence[account.BaseSettingsPanel] = ()

    def get_form(self) -> PortraitForm:
        form: PortraitForm = super().get_form()
        form.others = [each.get_form() for each in self.others]
        return form


@method_decorator([never_cache, require_admin_access], name="dispatch")
class AccountView(account.AccountView):
    """Wagtail’s own takes any file for a portrait, and breaks on those that it cannot read."""

    def get_panels(self) -> list[Any]:
        panels = [
            PortraitPanel(panel.request, panel.user, panel.profile)
            if isinstance(panel, account.AvatarSettingsPanel)
            else panel
            for panel in super().get_panels()
        ]
        for panel in panels:
            if isinstance(panel, PortraitPanel):
                panel.others = [each for each in panels if each is not panel]
        return panels
