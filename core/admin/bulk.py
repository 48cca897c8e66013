"""What the bulk actions of the project's listings share."""

from typing import Any

from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.shortcuts import redirect
from wagtail.admin import messages


class TickedRowsOnly:
    """Refuses Wagtail's « all », which is the whole table, whatever the filters of the listing.

    For a ``BulkAction``, before it in the bases.
    """

    next_url: str

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        if "all" in request.GET.getlist("id"):
            messages.warning(
                request,
                "Rien n’est fait\u00a0: «\u00a0tout choisir\u00a0» prendrait aussi ce que les "
                "filtres cachent. Cochez les lignes, page par page.",
            )
            return redirect(self.next_url)
        return super().dispatch(request, *args, **kwargs)  # type: ignore[misc]
