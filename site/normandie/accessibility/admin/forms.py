"""The forms by which staff write the declaration, and what goes with it."""

from typing import Any

from wagtail.admin.forms import WagtailAdminPageForm

from core.markup import text_of
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


class DocumentForm(WagtailAdminPageForm):
    """A draft may lack a part: an editor that was emptied gives an empty paragraph, not nothing."""

    def clean(self) -> dict[str, Any]:
        cleaned: dict[str, Any] = super().clean()
        if not self.is_deferred_validation:
            for name in self.instance.parts:
                if cleaned.get(name) and not text_of(cleaned[name]).strip():
                    self.add_error(name, "Écrivez cette partie\u00a0: la loi la demande.")
        return cleaned
