"""What machines ask of the site: is it alive, what may be indexed."""

import logging
from urllib.parse import urlsplit

from django.db import DatabaseError, connection
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.urls import reverse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from directory.models import DirectoryPage

logger = logging.getLogger(__name__)


@require_safe
@never_cache
def healthz(request: HttpRequest) -> JsonResponse:
    """Answer 200 when the site can read its database, 503 when it cannot."""
    try:
        with connection.cursor() as cursor:
            cursor.execute("SELECT 1")
    except DatabaseError:
        logger.exception("health check: the database does not answer")
        return JsonResponse({"status": "unavailable"}, status=503)
    return JsonResponse({"status": "ok"})


@require_safe
def robots(request: HttpRequest) -> HttpResponse:
    """Keep robots out of the admin and of the endless combinations of filters (RFC 9309)."""
    directories = [page.get_url(request) for page in DirectoryPage.objects.live()]
    lines = [
        "User-agent: *",
        f"Disallow: {reverse('wagtailadmin_home')}",
        *(f"Disallow: {urlsplit(url).path}*?" for url in directories if url),
        f"Sitemap: {request.build_absolute_uri(reverse('sitemap'))}",
        "",
    ]
    return HttpResponse("\n".join(lines), content_type="text/plain; charset=utf-8")
