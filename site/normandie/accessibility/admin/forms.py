"""The form by which staff write the declaration."""

from typing import Any

from wagtail.admin.forms import WagtailAdminPageForm

from normandie.accessibility.duties import blocking
from normandie.frame.models import FrameSettings


class DeclarationForm(WagtailAdminPageForm):
    """A draft may lack anything; what is published says nothing untrue, and whom to write to."""

    def clean(self) -> dict[str, Any]:
        cleaned: dict[str, Any] = super().clean()
        if self.is_deferred_validation:
            return cleaned
        for name in ("audited_on", "auditor", "rate"):
            setattr(self.instance, name, cleaned.get(name))
        for gap in blocking(self.instance, FrameSettings.of(self.instance.get_site())):
            self.add_error(None, gap)
        return cleaned
