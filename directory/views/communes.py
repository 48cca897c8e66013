"""Suggestions of communes while someone types."""

from django.http import HttpRequest, JsonResponse
from django.views.decorators.cache import cache_control
from django.views.decorators.http import require_safe
from wagtail.models import Page

from core.listing.params import clean_text
from directory.search.communes import communes_like, find_communes


@require_safe
@cache_control(public=True, max_age=86_400)
def communes(request: HttpRequest, page: Page) -> JsonResponse:
    """Answer the ten likeliest communes for ``?q=``, the key to send back and what to show.

    Where none bears the name, those that nearly do.
    """
    typed = clean_text(request.GET.get("q", ""))
    return JsonResponse(
        {
            "communes": [
                {
                    "key": match.commune.key,
                    "label": match.label,
                    "departement": match.commune.departement.name,
                }
                for match in find_communes(typed) or communes_like(typed)
            ]
        }
    )
