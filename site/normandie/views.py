"""What machines ask of the site: is it alive, what may be indexed."""

import logging
from datetime import datetime, time, timedelta
from urllib.parse import urlsplit

from django.conf import settings
from django.db import DatabaseError, connection
from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.urls import reverse
from django.utils import timezone
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


@require_safe
def security_txt(request: HttpRequest) -> HttpResponse:
    """Say whom to tell of a flaw (RFC 9116), where ``SECURITY_CONTACTS`` says so; 404 otherwise.

    It is true for half a year from today: the RFC wants less than a year, and a date.
    """
    if not settings.SECURITY_CONTACTS:
        raise Http404
    today = datetime.combine(timezone.localdate(), time(), timezone.get_current_timezone())
    expires = (today + timedelta(days=180)).isoformat()
    policy = settings.SECURITY_POLICY_URL
    lines = [
        *(f"Contact: {contact}" for contact in settings.SECURITY_CONTACTS),
        f"Expires: {expires}",
        "Preferred-Languages: fr, en",
        f"Canonical: {settings.WAGTAILADMIN_BASE_URL}{reverse('security_txt')}",
        *([f"Policy: {policy}"] if policy else []),
        "",
    ]
    return HttpResponse("\n".join(lines), content_type="text/plain; charset=utf-8")
