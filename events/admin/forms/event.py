"""The form by which staff edit an event."""

from typing import Any

from django.core.exceptions import ValidationError
from wagtail.admin.forms import WagtailAdminPageForm
from wagtail.permissions import policy_registry

from events.forms.event import EventForm
from events.models import EventPage


class EventPageForm(EventForm, WagtailAdminPageForm):
    """An event, with an image of the library. How to book is asked: no answer is likelier."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if "booking" in self.fields and not (self.instance.pk and self.instance.booking):
            self.initial["booking"] = ""
            booking: Any = self.fields["booking"]
            booking.choices = [("", "Choisissez"), *EventPage.Booking.choices]

    def clean_image(self) -> Any:
        """Refuse an image that this person may not choose: the request may be a forged one."""
        image = self.cleaned_data["image"]
        if image and "image" in self.changed_data:
            policy = policy_registry.get_by_type(type(image))
            if not policy.user_has_permission_for_instance(self.for_user, "choose", image):
                raise ValidationError("Vous ne pouvez pas choisir cette image.")
        return image
