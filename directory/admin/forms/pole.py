"""The form by which staff edit the page of a pôle."""

from django import forms
from wagtail.admin.forms import WagtailAdminPageForm

from core.forms.fields import PhoneField, WebAddressField
from directory.forms.commune import CommunesField


class PolePageForm(WagtailAdminPageForm):
    communes = CommunesField(
        label="Communes, une à une",
        required=False,
        widget=forms.Textarea(attrs={"rows": 8, "spellcheck": "false"}),
        help_text="Une par ligne\u00a0: un nom, ou «\u00a014118-caen\u00a0» si plusieurs communes "
        "s’appellent ainsi. Une intercommunalité entière se coche plus bas.",
    )

    class Meta(WagtailAdminPageForm.Meta):
        field_classes = {"phone": PhoneField, "website": WebAddressField}
