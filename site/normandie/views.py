"""What machines ask of the site: is it alive, what may be indexed."""

import json
from dataclasses import asdict
from datetime import datetime, time, timedelta
from urllib.parse import urlsplit

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.urls import reverse
from django.utils import timezone
from django.utils.crypto import constant_time_compare
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from core.health_checks import State, examine, worst
from directory.models import DirectoryPage


@require_safe
@never_cache
def healthz(request: HttpRequest) -> HttpResponse:
    """Say that the site is alive, and ask nothing: a database that is away is no reason to restart.

    « ?tout » tells who has the key how each part is: 200 when none fails, 503 otherwise. To others,
    it is an address like any that does not exist.
    """
    if "tout" not in request.GET:
        return JsonResponse({"status": State.OK})
    if not _has_health_key(request):
        raise Http404
    findings = examine()
    status = worst(findings)
    lines = ",\n".join(
        json.dumps({"check": name, **asdict(finding)}, ensure_ascii=False)
        for name, finding in findings.items()
    )
    return HttpResponse(  # one line for each: people read it too
        f'{{"status": "{status}", "checks": [\n{lines}\n]}}\n',
        content_type="application/json",
        status=503 if status == State.FAILING else 200,
    )


def _has_health_key(request: HttpRequest) -> bool:
    given = request.headers.get("Authorization", "")
    key = settings.HEALTH_KEY
    return bool(key) and constant_time_compare(given, f"Bearer {key}")


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
