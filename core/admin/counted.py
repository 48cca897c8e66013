"""A text of a few lines that says how many characters are left."""

from django.forms.widgets import Script
from wagtail.admin.widgets import AdminAutoHeightTextInput


class CountedText(AdminAutoHeightTextInput):
    """For a field with a ``max_length``: a script writes under it what is left of it."""

    def __init__(self) -> None:
        super().__init__(attrs={"rows": 3, "data-counted": ""})

    class Media:
        js = [Script("js/admin/counted.js", type="module")]
