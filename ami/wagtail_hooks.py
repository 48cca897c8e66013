"""What the calls add to the admin."""

from collections.abc import Iterator
from typing import Any

from django.urls import reverse
from wagtail import hooks
from wagtail.admin.widgets.button import Button
from wagtail.models import Page

from ami.models import CallPage


@hooks.register("register_page_header_buttons")
def offer_new_call(
    page: Page, user: Any, view_name: str, next_url: str | None = None
) -> Iterator[Button]:
    """Offer « nouvel appel » to who may add one beside: Wagtail's copy, dates left out."""
    if (
        isinstance(page.specific_deferred, CallPage)
        and page.get_parent().permissions_for_user(user).can_add_subpage()
    ):
        yield Button(
            "Nouvel appel d’après celui-ci",
            reverse("wagtailadmin_pages:copy", args=(page.pk,)),
            icon_name="copy",
            priority=25,
        )
