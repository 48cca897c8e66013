"""What our own widgets have in common."""

from typing import Any

from django import forms
from django.template.loader import render_to_string
from django.utils.safestring import SafeString


class TemplateWidget(forms.Widget):
    """Base of widgets made of several inputs, drawn by a template of the site.

    Django's own renderer sees the templates of installed apps alone, not those of the site.
    """

    template_name: str
    use_fieldset = True

    def id_for_label(self, id_: str | None) -> str:
        """Return nothing: no single input stands for the whole."""
        return ""

    def render(self, name: str, value: Any, attrs: Any = None, renderer: Any = None) -> SafeString:
        return render_to_string(self.template_name, self.get_context(name, value, attrs))
