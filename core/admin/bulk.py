"""What the bulk actions of the project's listings share."""

from typing import Any

from django.db.models import Model
from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.shortcuts import get_list_or_404, redirect
from django.utils.functional import cached_property
from wagtail.admin import messages

from core.admin.incoming.views import READ
from core.permissions import rows_open_to


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


class OpenTickedRowsOnly(TickedRowsOnly):
    """Besides: a row that its policy does not open is not found, and one must have ``right`` on it.

    Wagtail finds any row of the table by its number.
    """

    right = "change"
    model: Any
    request: HttpRequest

    def get_queryset(self, model: type[Model], object_ids: list[str]) -> list[Any]:
        rows = rows_open_to(self.request.user, model, *READ)
        return get_list_or_404(rows, pk__in=object_ids)

    @cached_property
    def _keys(self) -> set[Any]:
        """The ticked rows on which one has the right: one query for all of them."""
        ids = self.request.GET.getlist("id")
        rows = rows_open_to(self.request.user, self.model, self.right)
        return set(rows.filter(pk__in=ids).values_list("pk", flat=True))

    def check_perm(self, snippet: Model) -> bool:
        return snippet.pk in self._keys
